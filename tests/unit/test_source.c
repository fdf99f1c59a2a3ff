/* SPDX-License-Identifier: Apache-2.0 */
#include "buffer.h"
#include "folder.h"
#include "gzip.h"
#include "source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

TestSuite(source, .init = folder_create, .fini = folder_free);

/* Read all in steps of step bytes; -1 if it ends in an error. */
static int read_all(struct rp_buffer *out, const char *name, size_t step,
		    struct rp_error *error)
{
	struct rp_source *source = rp_source_create();
	char piece[4096];
	long n;

	rp_buffer_clear(out);
	error->message[0] = '\0';
	if (rp_source_open(source, folder_path(name), -1, error) != 0) {
		rp_source_free(source);
		return -1;
	}
	while ((n = rp_source_read(source, piece, step, error)) > 0)
		rp_buffer_append(out, piece, (size_t)n);
	rp_source_free(source);
	return n < 0 ? -1 : 0;
}

static void assert_reads(const char *name, const char *expected)
{
	struct rp_buffer out;
	struct rp_error error;
	size_t step;

	rp_buffer_init(&out);
	for (step = 2; step <= 4096; step *= 8) {
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

/* ----- behind damage ----- */

#define MEMBERS 5

/* Five records, a member each, as gzip or Zstandard with a checksum; ends[i]:
 * where the i-th ends. */
static void pack_records(struct rp_buffer *out, size_t ends[MEMBERS], bool gzip)
{
	ZSTD_CCtx *zstd = ZSTD_createCCtx();
	int i;

	ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
	for (i = 0; i < MEMBERS; i++) {
		char text[200];
		char packed[400];
		int len = snprintf(text, sizeof(text),
				   "WARC/1.1 %d the words of a record, which "
				   "are repeated, are the words of a record %d",
				   i, i * i);

		if (gzip) {
			cr_assert_eq(
			    rp_gzip_pack(out,
					 (struct rp_str){text, (size_t)len}),
			    RP_OK);
		} else {
			rp_buffer_append(out, packed,
					 ZSTD_compress2(zstd, packed,
							sizeof(packed), text,
							(size_t)len));
		}
		ends[i] = out->len;
	}
	ZSTD_freeCCtx(zstd);
}

/* Read on behind all damage, '|' standing for it. Returns how often. */
static int read_on(struct rp_buffer *out, const char *name, size_t step)
{
	struct rp_source *source = rp_source_create();
	struct rp_error error;
	char piece[4096];
	int damages = 0;
	long n;

	rp_buffer_clear(out);
	cr_assert_eq(rp_source_open(source, folder_path(name), -1, &error), 0);
	cr_assert(!rp_source_resume(source, "WARC/"));
	for (;;) {
		n = rp_source_read(source, piece, step, &error);
		if (n > 0)
			rp_buffer_append(out, piece, (size_t)n);
		if (n == 0)
			break;
		if (n < 0) {
			damages++;
			rp_buffer_putc(out, '|');
			if (!rp_source_resume(source, "WARC/"))
				break;
		}
	}
	cr_assert(n == 0 || rp_source_read(source, piece, step, &error) == -1);
	rp_source_free(source);
	return damages;
}

static bool holds_record(const struct rp_buffer *out, int i)
{
	char text[40];

	snprintf(text, sizeof(text), "words of a record %d", i * i);
	return memmem(out->data, out->len, text, strlen(text)) != NULL;
}

/* Whatever byte of a member is changed, all others are read whole, and the same
 * is read of the damaged one whatever the steps. Bytes that may change unseen:
 * what a header says of time, system and extra flags. */
static void damage_everywhere(bool gzip)
{
	struct rp_buffer file;
	struct rp_buffer out;
	struct rp_buffer again;
	size_t ends[MEMBERS];
	size_t at;

	rp_buffer_init(&file);
	rp_buffer_init(&out);
	rp_buffer_init(&again);
	pack_records(&file, ends, gzip);
	for (at = ends[1]; at < ends[2]; at++) {
		int bit;

		for (bit = 0; bit < 8; bit++) {
			int damages;
			int i;

			file.data[at] ^= (char)(1 << bit);
			folder_write("a", file.data, file.len);
			file.data[at] ^= (char)(1 << bit);
			damages = read_on(&out, "a", 4096);
			for (i = 0; i < MEMBERS; i++)
				cr_assert(i == 2 || holds_record(&out, i),
					  "byte %zu, bit %d: no record %d: %s",
					  at - ends[1], bit, i, out.data);
			cr_assert(damages > 0 || holds_record(&out, 2));
			cr_assert_eq(read_on(&again, "a", 2), damages);
			cr_assert_eq(again.len, out.len, "%s, %s", again.data,
				     out.data);
			cr_assert_eq(memcmp(again.data, out.data, out.len), 0);
		}
	}
	rp_buffer_dispose(&file);
	rp_buffer_dispose(&out);
	rp_buffer_dispose(&again);
}

Test(source, goes_on_behind_a_damaged_member_of_gzip)
{
	damage_everywhere(true);
}

Test(source, goes_on_behind_a_damaged_frame_of_zstd)
{
	damage_everywhere(false);
}

/* The last byte of a member says that its checksum held. */
Test(source, keeps_the_last_byte_back_until_the_checksum_held)
{
	struct rp_buffer file;
	struct rp_buffer out;
	size_t ends[MEMBERS];
	size_t step;

	rp_buffer_init(&file);
	rp_buffer_init(&out);
	pack_records(&file, ends, true);
	file.data[ends[0] - 8] ^= 1;
	folder_write("a", file.data, file.len);
	for (step = 2; step < 4096; step++) {
		cr_assert_eq(read_on(&out, "a", step), 1);
		cr_assert_not_null(strstr(out.data, "of a record |WARC/1.1 1"),
				   "%zu: %s", step, out.data);
	}
	rp_buffer_dispose(&file);
	rp_buffer_dispose(&out);
}

/* Damage that nothing lies behind, or nothing that begins so. */
Test(source, ends_where_nothing_is_to_be_found)
{
	struct rp_buffer out;
	char *zeros = calloc(1, 1 << 20);
	FILE *file;

	rp_buffer_init(&out);
	folder_append_gzip("a.gz", "WARC/ one", 9);
	file = fopen(folder_path("a.gz"), "ab");
	fwrite(zeros, 1, 1 << 20, file);
	fputs("x\x1f\x8b\x08 no member \x1f\x8b\x08", file);
	fclose(file);
	folder_append_gzip("a.gz", "another", 7);
	cr_assert_eq(read_on(&out, "a.gz", 100), 1);
	cr_assert_str_eq(out.data, "WARC/ one|");
	folder_append_gzip("a.gz", "WARC/ two", 9);
	cr_assert_eq(read_on(&out, "a.gz", 100), 1);
	cr_assert_str_eq(out.data, "WARC/ one|WARC/ two");
	free(zeros);
	rp_buffer_dispose(&out);
}

/* Headers without end, each within the one before: 40 MB take no hour. */
Test(source, gives_up_what_is_made_to_waste_its_time)
{
	static const char magic[] = "\x1f\x8b\x08\x08";
	struct rp_buffer out;
	FILE *file = fopen(folder_path("a.gz"), "wb");
	size_t i;

	rp_buffer_init(&out);
	for (i = 0; i < 10000000; i++)
		fwrite(magic, 1, sizeof(magic) - 1, file);
	fclose(file);
	cr_assert_eq(read_on(&out, "a.gz", 4096), 1);
	cr_assert_str_eq(out.data, "|");
	rp_buffer_dispose(&out);
}

/* Whether we may have a pipe of 1 MiB. */
static bool may_be_large(void)
{
	int ends[2];
	bool may;

	cr_assert_eq(pipe(ends), 0);
	may = fcntl(ends[0], F_SETPIPE_SZ, 1 << 20) == 1 << 20;
	close(ends[0]);
	close(ends[1]);
	return may;
}

/* Who writes need not wait for each few articles to be read. */
Test(source, has_a_large_pipe)
{
	struct rp_error error;
	struct rp_source *source = rp_source_create();
	const char *path = folder_path("pipe");
	int fd;

	if (!may_be_large())
		cr_skip("pipes of 1 MiB are not allowed here");
	cr_assert_eq(mkfifo(path, 0600), 0);
	fd = open(path, O_RDWR);
	cr_assert_geq(fd, 0);
	cr_assert_geq(fcntl(fd, F_SETPIPE_SZ, 1 << 16), 1 << 16);
	cr_assert_eq(rp_source_open(source, path, -1, &error), 0);
	cr_assert_eq(fcntl(fd, F_GETPIPE_SZ), 1 << 20);
	rp_source_free(source);
	close(fd);
}

Test(source, names_what_cannot_be_opened)
{
	struct rp_source *source = rp_source_create();
	struct rp_error error;

	cr_assert_eq(rp_source_open(source, folder_path("none"), -1, &error),
		     -1);
	cr_assert(strstr(error.message, "No such file"));
	rp_source_free(source);
}

static int asked; /* how often */

static bool is_stopped(void)
{
	return asked++ > 0;
}

/* What a pipe brought before nobody waits for it any more is not lost, though
 * the decoder would wait for more. */
Test(source, decodes_what_is_at_hand_before_it_fails)
{
	struct rp_source *source = rp_source_create();
	const char *path = folder_path("pipe");
	struct rp_error error;
	struct rp_buffer packed;
	char plain[2000];
	char piece[4096];
	size_t got = 0;
	uint64_t state = 3;
	size_t len = draw_words(plain, sizeof(plain) - 100, 40, &state);
	long n;
	int fd;

	rp_buffer_init(&packed);
	cr_assert_eq(rp_gzip_pack(&packed, (struct rp_str){plain, len}), RP_OK);
	cr_assert_eq(mkfifo(path, 0600), 0);
	fd = open(path, O_RDWR);
	cr_assert_geq(write(fd, packed.data, packed.len - 8), 1);
	asked = 0;
	cr_assert_eq(rp_source_open_pipe(source, path, -1, is_stopped, &error),
		     0);
	while ((n = rp_source_read(source, piece + got, sizeof(piece) - got,
				   &error)) > 0)
		got += (size_t)n;
	cr_assert_eq(n, -1);
	cr_assert_str_eq(error.message, "stopped before its end came");
	cr_assert(rp_source_stopped(source));
	/* All but the last byte, which its checksum would bear out. */
	cr_assert_eq(got, len - 1);
	cr_assert_eq(memcmp(piece, plain, got), 0);
	cr_assert_eq(rp_source_read(source, piece, 2, &error), -1);
	cr_assert_str_eq(error.message, "stopped before its end came");
	close(fd);
	rp_buffer_dispose(&packed);
	rp_source_free(source);
}
