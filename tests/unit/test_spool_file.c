/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "spool_file.h"
#include "testing.h"

#include <pthread.h>
#include <stdatomic.h>

TestSuite(spool_file, .init = folder_create, .fini = folder_free);

/* None, closed by the first piece, let go of on the way, held to the end. */
static const size_t held_sizes[] = {0, 8, 4096, 100000, 300000, 16 << 20};

#define HELD_SIZES (sizeof(held_sizes) / sizeof(held_sizes[0]))

static struct rp_spool_file *spool_of(size_t held)
{
	struct rp_spool_file *spool;
	struct rp_error error;

	cr_assert_eq(rp_spool_file_create(&spool, folder, held, &error), 0);
	return spool;
}

static uint64_t appended(struct rp_spool_file *spool, const void *bytes,
			 size_t len)
{
	uint64_t offset;

	cr_assert_eq(rp_spool_file_append(spool, &offset, bytes, len), RP_OK);
	return offset;
}

#define PIECES 500
#define WORDS  300

static void read_and_view(struct rp_spool_file *spool)
{
	uint64_t offsets[PIECES];
	uint64_t state = 3;
	size_t i;

	for (i = 0; i < PIECES; i++) {
		uint64_t piece[WORDS];
		size_t k;

		for (k = 0; k < WORDS; k++)
			piece[k] = i * WORDS + k;
		offsets[i] = appended(spool, piece, sizeof(piece));
	}
	for (i = 0; i < 5000; i++) {
		size_t which = draw(&state) % PIECES;
		size_t word = draw(&state) % (WORDS - 100);
		uint64_t place = offsets[which] + word * sizeof(uint64_t);
		uint64_t got[100];

		rp_spool_file_want(spool, place, sizeof(got));
		cr_assert_eq(rp_spool_file_read(spool, got, place, sizeof(got)),
			     RP_OK);
		cr_assert_eq(got[0], which * WORDS + word);
		cr_assert_arr_eq(got,
				 rp_spool_file_view(spool, place, sizeof(got)),
				 sizeof(got));
	}
	cr_assert_eq(rp_spool_file_size(spool) >=
			 PIECES * WORDS * sizeof(uint64_t),
		     true);
}

Test(spool_file, is_read_as_it_is_viewed)
{
	size_t i;

	for (i = 0; i < HELD_SIZES; i++) {
		struct rp_spool_file *spool = spool_of(held_sizes[i]);

		read_and_view(spool);
		cr_assert_str_empty(rp_spool_file_error(spool));
		rp_spool_file_free(spool);
	}
}

/* What one thread looks at must not go while another looks further. */
Test(spool_file, views_stand_when_more_is_appended)
{
	size_t h;

	for (h = 0; h < HELD_SIZES; h++) {
		struct rp_spool_file *spool = spool_of(held_sizes[h]);
		char piece[4000];
		const char *view;
		uint64_t first;
		size_t i;

		memset(piece, 'a', sizeof(piece));
		first = appended(spool, piece, sizeof(piece));
		view = rp_spool_file_view(spool, first, sizeof(piece));
		cr_assert_not_null(view);
		memset(piece, 'b', sizeof(piece));
		for (i = 0; i < 2000; i++) {
			uint64_t at = appended(spool, piece, sizeof(piece));
			const char *other =
			    i % 100
				? NULL
				: rp_spool_file_view(spool, at, sizeof(piece));

			cr_assert(i % 100 || (other && other[3999] == 'b'));
		}
		cr_assert_eq(view[0], 'a');
		cr_assert_eq(view[3999], 'a');
		rp_spool_file_free(spool);
	}
}

static void give_back(struct rp_spool_file *spool)
{
	uint64_t offsets[3000];
	size_t i;

	for (i = 0; i < 3000; i++) {
		char piece[1000];

		memset(piece, (int)(i % 251), sizeof(piece));
		offsets[i] = appended(spool, piece, i % 1000);
		cr_assert_eq(offsets[i] % 8, 0);
		if (i == 1500) /* a view in the middle */
			cr_assert_not_null(
			    rp_spool_file_view(spool, offsets[999], 999));
	}
	for (i = 1; i < 3000; i++) {
		const unsigned char *piece =
		    rp_spool_file_view(spool, offsets[i], i % 1000);

		cr_assert_not_null(piece);
		if (i % 1000) {
			cr_assert_eq(piece[0], i % 251);
			cr_assert_eq(piece[i % 1000 - 1], i % 251);
		}
	}
}

Test(spool_file, gives_back_what_it_took)
{
	struct rp_spool_file *spool;
	struct rp_error error;
	size_t i;

	for (i = 0; i < HELD_SIZES; i++) {
		spool = spool_of(held_sizes[i]);
		give_back(spool);
		cr_assert_str_empty(rp_spool_file_error(spool));
		rp_spool_file_free(spool);
	}
	cr_assert_eq(folder_files(), 0);
	cr_assert_eq(rp_spool_file_create(&spool, folder_path("no"), 0, &error),
		     -1);
}

/* Several pieces of what is held are written, one of them not whole. */
Test(spool_file, lets_go_of_much)
{
	struct rp_spool_file *spool = spool_of((size_t)20 << 20);
	static uint64_t piece[8192];
	uint64_t offsets[1500];
	size_t i;

	for (i = 0; i < 1500; i++) {
		piece[0] = i;
		piece[8191] = ~i;
		offsets[i] = appended(spool, piece, sizeof(piece));
	}
	for (i = 0; i < 1500; i++) {
		const uint64_t *view =
		    rp_spool_file_view(spool, offsets[i], sizeof(piece));

		cr_assert_not_null(view);
		cr_assert_eq(view[0], i);
		cr_assert_eq(view[8191], ~i);
	}
	rp_spool_file_free(spool);
}

/* ----- others look meanwhile ----- */

#define MANY 4000

struct watch {
	struct rp_spool_file *spool;
	uint64_t offsets[MANY];
	_Atomic size_t count; /* appended */
	_Atomic size_t wrong;
};

static void *look_on(void *context)
{
	struct watch *watch = context;
	uint64_t state = 7;
	size_t count;

	do {
		size_t which;
		uint64_t copy;
		const uint64_t *view;

		count = watch->count;
		if (count == 0)
			continue;
		which = draw(&state) % count;
		view = rp_spool_file_view(watch->spool, watch->offsets[which],
					  2000);
		if (!view || view[0] != which || view[249] != which ||
		    rp_spool_file_read(watch->spool, &copy,
				       watch->offsets[which], 8) != RP_OK ||
		    copy != which)
			watch->wrong++;
	} while (count < MANY);
	return NULL;
}

Test(spool_file, is_looked_at_while_it_lets_go)
{
	size_t h;

	for (h = 1; h < HELD_SIZES; h++) {
		static struct watch watch;
		pthread_t viewers[2];
		size_t i;

		memset(&watch, 0, sizeof(watch));
		watch.spool = spool_of(held_sizes[h]);
		for (i = 0; i < 2; i++)
			pthread_create(&viewers[i], NULL, look_on, &watch);
		for (i = 0; i < MANY; i++) {
			uint64_t piece[250];
			size_t k;

			for (k = 0; k < 250; k++)
				piece[k] = i;
			watch.offsets[i] =
			    appended(watch.spool, piece, sizeof(piece));
			watch.count = i + 1;
			/* Whoever looks further has all of it written. */
		}
		for (i = 0; i < 2; i++)
			pthread_join(viewers[i], NULL);
		cr_assert_eq(watch.wrong, 0);
		rp_spool_file_free(watch.spool);
	}
}

/* Behind bytes that were lost nothing is taken: its place would be another. */
Test(spool_file, takes_nothing_behind_what_was_lost)
{
	struct rp_spool_file *spool = spool_of(0);
	char piece[1000] = {0};
	uint64_t offset;
	int status = RP_OK;
	int i;

	folder_fill_disk(1 << 14);
	for (i = 0; i < 20000 && status == RP_OK; i++)
		status =
		    rp_spool_file_append(spool, &offset, piece, sizeof(piece));
	cr_assert_eq(status, RP_ESTORE);
	for (i = 0; i < 300; i++)
		cr_assert_eq(
		    rp_spool_file_append(spool, &offset, piece, sizeof(piece)),
		    RP_ESTORE);
	cr_assert(strstr(rp_spool_file_error(spool), "cannot be written"));
	rp_spool_file_free(spool);
}

/* A disk that is full when what is held is written: nothing of it is lost. */
Test(spool_file, cannot_let_go)
{
	struct rp_spool_file *spool = spool_of(4096);
	uint64_t piece[100];
	uint64_t first;
	uint64_t offset;
	int status = RP_OK;
	size_t i;

	folder_fill_disk(2048);
	for (i = 0; i < 100; i++)
		piece[i] = 42;
	first = appended(spool, piece, sizeof(piece));
	for (i = 0; i < 10000 && status == RP_OK; i++)
		status =
		    rp_spool_file_append(spool, &offset, piece, sizeof(piece));
	cr_assert_eq(status, RP_ESTORE);
	cr_assert(strstr(rp_spool_file_error(spool), "cannot be written"), "%s",
		  rp_spool_file_error(spool));
	cr_assert_eq(
	    *(const uint64_t *)rp_spool_file_view(spool, first, sizeof(piece)),
	    42);
	rp_spool_file_free(spool);
}
