/* SPDX-License-Identifier: Apache-2.0 */
#include "buffer.h"
#include "folder.h"
#include "source.h"

#include <zstd.h>

TestSuite(source, .init = folder_create, .fini = folder_free);

/* Read all in steps of step bytes; -1 if it ends in an error. */
static int read_all(struct rp_buffer *out, const char *name, size_t step,
		    struct rp_error *error)
{
	struct rp_source *source;
	char piece[4096];
	long n;

	rp_buffer_clear(out);
	error->message[0] = '\0';
	if (rp_source_open(&source, folder_path(name), -1, error) != 0)
		return -1;
	while ((n = rp_source_read(source, piece, step, error)) > 0)
		rp_buffer_append(out, piece, (size_t)n);
	rp_source_close(source);
	return n < 0 ? -1 : 0;
}

static void assert_reads(const char *name, const char *expected)
{
	struct rp_buffer out;
	struct rp_error error;
	size_t step;

	rp_buffer_init(&out);
	for (step = 1; step <= 4096; step *= 8) {
		cr_assert_eq(read_all(&out, name, step, &error), 0, "%s",
			     error.message);
		cr_assert_str_eq(out.data, expected);
	}
	rp_buffer_dispose(&out);
}

static void assert_torn(const char *name, const char *before, const char *word)
{
	struct rp_buffer out;
	struct rp_error error;

	rp_buffer_init(&out);
	cr_assert_eq(read_all(&out, name, 4096, &error), -1);
	cr_assert_str_eq(out.data, before);
	cr_assert(strstr(error.message, word), "%s", error.message);
	rp_buffer_dispose(&out);
}

Test(source, reads_plain_bytes)
{
	folder_write("a", "plain", 5);
	assert_reads("a", "plain");
	folder_write("empty", "", 0);
	assert_reads("empty", "");
}

Test(source, reads_all_members_of_a_gzip_file)
{
	folder_append_gzip("a.gz", "one ", 4);
	folder_append_gzip("a.gz", "", 0);
	folder_append_gzip("a.gz", "two", 3);
	assert_reads("a.gz", "one two");
}

Test(source, reads_frames_of_zstd)
{
	char packed[256];
	size_t n = ZSTD_compress(packed, sizeof(packed), "one ", 4, 3);

	n += ZSTD_compress(packed + n, sizeof(packed) - n, "two", 3, 3);
	folder_write("a", packed, n);
	assert_reads("a", "one two");
}

Test(source, accepts_padding_and_nothing_else_behind_a_member)
{
	char zeros[600] = {0};
	FILE *file;

	folder_append_gzip("a.gz", "one", 3);
	file = fopen(folder_path("a.gz"), "ab");
	fwrite(zeros, 1, sizeof(zeros), file);
	fclose(file);
	assert_reads("a.gz", "one");
	file = fopen(folder_path("a.gz"), "ab");
	fwrite("x", 1, 1, file);
	fclose(file);
	assert_torn("a.gz", "one", "none");
}

Test(source, gives_what_came_before_a_tear)
{
	char bytes[4096];
	FILE *file;
	size_t n;

	folder_append_gzip("a.gz", "first", 5);
	folder_append_gzip("a.gz", "second part", 11);
	file = fopen(folder_path("a.gz"), "rb");
	n = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	folder_write("torn.gz", bytes, n - 12);
	{
		struct rp_buffer out;
		struct rp_error error;

		rp_buffer_init(&out);
		cr_assert_eq(read_all(&out, "torn.gz", 4096, &error), -1);
		cr_assert_eq(memcmp(out.data, "first", 5), 0);
		cr_assert(strstr(error.message, "torn"));
		rp_buffer_dispose(&out);
	}
	bytes[n - 6] ^= 0x55; /* checksum */
	folder_write("bad.gz", bytes, n);
	{
		struct rp_buffer out;
		struct rp_error error;

		rp_buffer_init(&out);
		cr_assert_eq(read_all(&out, "bad.gz", 4096, &error), -1);
		cr_assert(strstr(error.message, "damaged"), "%s",
			  error.message);
		rp_buffer_dispose(&out);
	}
}

Test(source, names_what_cannot_be_opened)
{
	struct rp_source *source;
	struct rp_error error;

	cr_assert_eq(rp_source_open(&source, folder_path("none"), -1, &error),
		     -1);
	cr_assert(strstr(error.message, "No such file"));
}
