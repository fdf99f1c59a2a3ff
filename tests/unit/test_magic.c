/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "magic.h"

#include <fcntl.h>

TestSuite(magic, .init = folder_create, .fini = folder_free);

#define MAGIC "reprint a kind\n\1"
#define LEN   ((size_t)16)

/* Whether a file of these bytes is told as one of the kind. */
static bool is_ours(const char *bytes, size_t len)
{
	bool ours = false;
	int fd;

	folder_write("a", bytes, len);
	fd = open(folder_path("a"), O_RDONLY);
	cr_assert_geq(fd, 0);
	cr_assert_eq(rp_magic_look(&ours, fd, MAGIC, LEN), 0);
	close(fd);
	return ours;
}

Test(magic, tells_files_of_the_kind)
{
	cr_assert(is_ours(MAGIC "and more", LEN + 8));
	cr_assert(is_ours(MAGIC, LEN));
	cr_assert(is_ours("", 0));
	cr_assert(!is_ours("reprint b sort!\n and more", 25));
	cr_assert(!is_ours("what somebody wrote on a Monday", 31));
	cr_assert(!is_ours("x", 1));
}

/* A quarter of the bytes may be wrong, and no more. */
Test(magic, bears_what_a_disk_changed)
{
	char bytes[] = MAGIC "and more";
	size_t i;

	for (i = 0; i < LEN; i++) {
		bytes[(i * 5) % LEN] ^= 0x40;
		cr_assert_eq(is_ours(bytes, sizeof(bytes) - 1), i < LEN / 4,
			     "%zu changed", i + 1);
	}
}

/* Cut off in the second half it is one; what has hardly begun may be anything,
 * and a byte that differs then is somebody else's. */
Test(magic, bears_files_that_are_cut_off)
{
	char bytes[LEN + 1] = MAGIC;
	size_t len;

	for (len = 1; len < LEN; len++)
		cr_assert_eq(is_ours(bytes, len), len >= LEN / 2, "%zu bytes",
			     len);
	bytes[2] ^= 1;
	cr_assert(!is_ours(bytes, LEN / 2));
}

/* A page that was never written is a hole, and none with a byte in it. */
Test(magic, bears_a_page_of_zeros)
{
	char bytes[5000] = {0};

	cr_assert(is_ours(bytes, 10));
	cr_assert(is_ours(bytes, sizeof(bytes)));
	bytes[4500] = 1;
	cr_assert(is_ours(bytes, sizeof(bytes)));
	bytes[4000] = 1;
	cr_assert(!is_ours(bytes, sizeof(bytes)));
}

Test(magic, tells_what_cannot_be_read)
{
	bool ours;

	cr_assert_eq(rp_magic_look(&ours, -1, MAGIC, LEN), -1);
}
