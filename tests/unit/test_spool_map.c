/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "spool_file.h"
#include "spool_map.h"
#include "testing.h"

#include <unistd.h>

TestSuite(spool_map, .init = folder_create, .fini = folder_free);

#define MARKS 600

/* A file with holes, in which each mark says where it stands; places rise. */
static int marked_file(uint64_t places[MARKS], uint64_t size)
{
	struct rp_error error;
	int fd = rp_spool_file_descriptor(folder, &error);
	uint64_t state = 1;
	size_t i;

	cr_assert(fd >= 0);
	cr_assert_eq(ftruncate(fd, (off_t)size), 0);
	for (i = 0; i < MARKS; i++) {
		uint64_t part = size / MARKS;

		places[i] = (part * i + draw(&state) % (part - 16)) & ~7ull;
		/* A third of them lie close together: somebody's trail. */
		if (i % 3)
			places[i] =
			    places[i - 1] + (draw(&state) % 60000 & ~7ull) + 8;
		cr_assert_eq(
		    pwrite(fd, &places[i], sizeof(places[i]), (off_t)places[i]),
		    sizeof(places[i]));
	}
	return fd;
}

static void look(struct rp_spool_map *map, uint64_t place)
{
	const uint64_t *mark = rp_spool_map_view(map, place, sizeof(*mark));

	cr_assert_eq(*mark, place);
}

/* In order, in none, some asked for before. */
static void look_all(struct rp_spool_map *map, const uint64_t places[MARKS])
{
	uint64_t state = 2;
	size_t i;

	for (i = 0; i < MARKS; i++)
		look(map, places[i]);
	for (i = 0; i < 5000; i++) {
		uint64_t place = places[draw(&state) % MARKS];

		if (i % 2)
			rp_spool_map_want(map, place, sizeof(place));
		look(map, place);
	}
}

static void test_size(uint64_t size)
{
	uint64_t places[MARKS];
	int fd = marked_file(places, size);
	struct rp_spool_map *map;

	cr_assert_eq(rp_spool_map_create(&map, fd, size, NULL), RP_OK);
	cr_assert_eq(rp_spool_map_size(map), size);
	look_all(map, places);
	rp_spool_map_free(map);
	close(fd);
}

Test(spool_map, shows_what_stands_in_the_file)
{
	test_size((uint64_t)200 << 20);
}

/* Access to a file larger than memory is advised. */
Test(spool_map, shows_what_stands_in_a_file_larger_than_memory)
{
	test_size((uint64_t)sysconf(_SC_PHYS_PAGES) *
		      (uint64_t)sysconf(_SC_PAGESIZE) +
		  12345);
}

Test(spool_map, older_ones_stand)
{
	uint64_t places[MARKS];
	uint64_t size = (uint64_t)64 << 20;
	int fd = marked_file(places, size);
	struct rp_spool_map *older;
	struct rp_spool_map *map;
	const uint64_t *mark;

	cr_assert_eq(rp_spool_map_create(&older, fd, size / 2, NULL), RP_OK);
	mark = rp_spool_map_view(older, places[0], sizeof(*mark));
	cr_assert_eq(rp_spool_map_create(&map, fd, size, older), RP_OK);
	look_all(map, places);
	cr_assert_eq(*mark, places[0]);
	rp_spool_map_free(map);
	close(fd);
}
