/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "content.h"
#include "folder.h"
#include "gzip.h"
#include "http_meter.h"
#include "testing.h"

#include <dirent.h>
#include <sys/stat.h>

TestSuite(archive, .init = folder_create, .fini = folder_free);

struct told {
	char path[300];
	char sentence[700];
	uint64_t records;
	unsigned files;
	unsigned sentences;
};

static void begin(void *context, struct rp_buffer *out, const char *name)
{
	(void)context;
	rp_buffer_printf(out,
			 "WARC/1.1\r\nWARC-Type: warcinfo\r\n"
			 "WARC-Filename: %s\r\n\r\n\r\n\r\n",
			 name);
}

static void done(void *context, const char *path, uint64_t records,
		 uint64_t bytes)
{
	struct told *told = context;

	cr_assert_gt(bytes, 0);
	snprintf(told->path, sizeof(told->path), "%s", path);
	told->records = records;
	told->files++;
}

static void tell(void *context, const char *sentence)
{
	struct told *told = context;

	snprintf(told->sentence, sizeof(told->sentence), "%s", sentence);
	told->sentences++;
}

static struct rp_archive *open_archive(struct told *told, uint64_t file_bytes)
{
	struct rp_archive_options options = {folder, "x",  file_bytes,
					     begin,  done, told};
	struct rp_archive *archive;
	struct rp_error error;

	cr_assert_eq(rp_archive_create(&archive, &options, &error), 0, "%s",
		     error.message);
	return archive;
}

static void add(struct rp_archive *archive, int number)
{
	char text[200];
	struct rp_str records[2];
	struct rp_error error;

	snprintf(text, sizeof(text), "WARC/1.1\r\nX: %d\r\n\r\n", number);
	records[0] = records[1] = str(text);
	cr_assert_eq(rp_archive_append(archive, records, 2, &error), 0, "%s",
		     error.message);
}

/* The file of a folder whose name ends so; NULL: none. Counts all files. */
static const char *find(const char *tail, int *all)
{
	static char found[400];
	DIR *dir = opendir(folder);
	struct dirent *entry;
	const char *path = NULL;

	*all = 0;
	while ((entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);

		if (entry->d_name[0] == '.' && len < 3)
			continue;
		++*all;
		if (len < strlen(tail) ||
		    strcmp(entry->d_name + len - strlen(tail), tail) != 0)
			continue;
		snprintf(found, sizeof(found), "%s/%s", folder, entry->d_name);
		path = found;
	}
	closedir(dir);
	return path;
}

static size_t file_size(const char *path)
{
	struct stat info;

	cr_assert_eq(stat(path, &info), 0);
	return (size_t)info.st_size;
}

static size_t read_whole(struct rp_buffer *out, const char *path)
{
	struct rp_buffer packed;
	struct rp_error error;
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t n;
	bool cut;

	cr_assert_not_null(file, "%s", path);
	rp_buffer_init(&packed);
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		rp_buffer_append(&packed, piece, n);
	fclose(file);
	cr_assert_eq(rp_content_unpack(out, &cut, RP_CODING_GZIP,
				       rp_buffer_view(&packed), 1 << 20,
				       &error),
		     0, "%s", error.message);
	cr_assert(!cut);
	n = packed.len;
	rp_buffer_dispose(&packed);
	return n;
}

Test(archive, files_are_whole_or_hidden_and_never_replaced)
{
	struct told told = {0};
	struct rp_archive *archive = open_archive(&told, 300);
	struct rp_error error;
	struct rp_buffer bytes;
	int all;
	int i;

	folder_write("x-00001.warc.gz", "mine", 4);
	for (i = 0; i < 9; i++)
		add(archive, i);
	cr_assert_not_null(find(".open", &all));
	cr_assert_eq(rp_archive_sync(archive, &error), 0);
	cr_assert_eq(rp_archive_finish(archive, &error), 0);
	cr_assert_eq(rp_archive_finish(archive, &error), 0);
	cr_assert_null(find(".open", &all));
	cr_assert_gt(told.files, 1);
	cr_assert_eq(all, (int)told.files + 1);
	rp_archive_free(archive);
	rp_buffer_init(&bytes);
	read_whole(&bytes, folder_path("x-00000.warc.gz"));
	cr_assert_eq(strncmp(bytes.data, "WARC/1.1\r\nWARC-Type: warcinfo", 29),
		     0);
	cr_assert_not_null(strstr(bytes.data, "X: 0"));
	cr_assert_not_null(strstr(bytes.data, "x-00000.warc.gz"));
	rp_buffer_dispose(&bytes);
	/* And another run with the same names. */
	archive = open_archive(&told, 300);
	add(archive, 1);
	cr_assert_eq(rp_archive_finish(archive, &error), 0);
	rp_archive_free(archive);
}

Test(archive, nothing_is_made_of_nothing)
{
	struct told told = {0};
	struct rp_archive *archive = open_archive(&told, 300);
	struct rp_error error;
	int all;

	cr_assert_eq(rp_archive_finish(archive, &error), 0);
	rp_archive_free(archive);
	find("", &all);
	cr_assert_eq(all, 0);
}

/* Cut at every byte: what was whole stays, and nothing else. */
Test(archive, a_torn_tail_is_cut_at_any_byte)
{
	struct told told = {0};
	struct rp_archive *archive = open_archive(&told, 1 << 20);
	struct rp_error error;
	struct rp_buffer whole;
	char *bytes;
	size_t len;
	size_t cut;
	int all;
	int i;
	FILE *file;

	for (i = 0; i < 3; i++)
		add(archive, i);
	cr_assert_eq(rp_archive_finish(archive, &error), 0);
	rp_archive_free(archive);
	rp_buffer_init(&whole);
	len = read_whole(&whole, told.path);
	bytes = malloc(len);
	file = fopen(told.path, "rb");
	cr_assert_eq(fread(bytes, 1, len, file), len);
	fclose(file);
	unlink(told.path);
	for (cut = 0; cut <= len; cut++) {
		struct rp_buffer left;
		const char *path;

		folder_write(".y-00000.warc.gz.open", bytes, cut);
		cr_assert_eq(rp_archive_repair(folder, tell, &told, &error), 0,
			     "%s", error.message);
		cr_assert_null(find(".open", &all));
		path = find(".warc.gz", &all);
		if (!path) {
			cr_assert_not_null(strstr(told.sentence, "removed"));
			continue;
		}
		rp_buffer_init(&left);
		read_whole(&left, path);
		cr_assert(left.len <= whole.len &&
			  memcmp(left.data, whole.data, left.len) == 0);
		cr_assert_str_eq(left.data + left.len - 4, "\r\n\r\n");
		cr_assert(cut < len || left.len == whole.len);
		rp_buffer_dispose(&left);
		unlink(path);
	}
	cr_assert_eq(told.sentences, len + 1);
	free(bytes);
	rp_buffer_dispose(&whole);
}

/* A record as a member of a length that is asked for: a name pads it. */
static void pack_padded(struct rp_buffer *out, size_t len)
{
	struct rp_buffer plain;

	rp_buffer_init(&plain);
	cr_assert_eq(rp_gzip_pack(&plain, str("WARC/1.1\r\n\r\n")), RP_OK);
	cr_assert_gt(len, plain.len);
	plain.data[3] |= 8;
	rp_buffer_append(out, plain.data, 10);
	while (out->len < len - (plain.len - 10) - 1)
		rp_buffer_putc(out, 'n');
	rp_buffer_putc(out, '\0');
	rp_buffer_append(out, plain.data + 10, plain.len - 10);
	cr_assert_eq(out->len, len);
	rp_buffer_dispose(&plain);
}

/* A file is read in pieces (64 KiB): they may end anywhere in a record, and
 * within the first bytes it gives. */
Test(archive, whole_records_are_whole_wherever_they_lie)
{
	struct told told = {0};
	struct rp_error error;
	size_t before;

	for (before = 65536 - 80; before <= 65536; before++) {
		struct rp_buffer file;
		struct rp_buffer left;
		size_t len;
		int all;

		rp_buffer_init(&file);
		pack_padded(&file, before);
		cr_assert_eq(rp_gzip_pack(&file, str("WARC/1.1\r\nX: 1\r\n")),
			     RP_OK);
		cr_assert_eq(rp_gzip_pack(&file, str("WARC/1.1\r\nX: 2\r\n")),
			     RP_OK);
		folder_write(".y-00000.warc.gz.open", file.data, file.len);
		cr_assert_eq(rp_archive_repair(folder, tell, &told, &error), 0,
			     "%s", error.message);
		cr_assert_not_null(strstr(told.sentence, " 3 records, 0 torn"),
				   "%zu: %s", before, told.sentence);
		cr_assert_not_null(find("y-00000.warc.gz", &all));
		rp_buffer_init(&left);
		len = read_whole(&left, folder_path("y-00000.warc.gz"));
		cr_assert_eq(len, file.len);
		unlink(folder_path("y-00000.warc.gz"));
		rp_buffer_dispose(&left);
		rp_buffer_dispose(&file);
	}
}

/* A file with a record that cannot be read, and so much behind it. */
static int all_after(size_t bytes, struct told *told)
{
	char *noise = malloc(bytes);
	struct rp_error error;
	uint64_t state = 3;
	size_t i;
	int all;

	cr_assert_not_null(noise);
	for (i = 0; i < bytes; i++)
		noise[i] = (char)draw(&state);
	folder_write(".z-00000.warc.gz.open", noise, bytes);
	free(noise);
	cr_assert_eq(rp_archive_repair(folder, tell, told, &error), 0);
	cr_assert_null(find(".open", &all));
	return all;
}

/* A torn record is gone; megabytes that the disk lost something of are not. */
Test(archive, what_is_damaged_is_put_aside)
{
	struct told told = {0};
	int all;

	cr_assert_eq(all_after(1 << 20, &told), 0);
	cr_assert_not_null(strstr(told.sentence, "removed"));
	cr_assert_eq(all_after((1 << 20) + 1, &told), 1);
	cr_assert_not_null(strstr(told.sentence, "damaged"));
	cr_assert_not_null(find("z-00000.warc.gz.damaged", &all));
}

Test(archive, makes_the_folders_above)
{
	struct told told = {0};
	char path[200];
	struct rp_archive_options options = {path,  "x",  1000,
					     begin, done, &told};
	struct rp_archive *archive;
	struct rp_error error;
	int i;

	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/2026/11//24%s", folder,
			 i ? "/" : "");
		cr_assert_eq(rp_archive_create(&archive, &options, &error), 0,
			     "%s", error.message);
		add(archive, 1);
		cr_assert_eq(rp_archive_finish(archive, &error), 0);
		rp_archive_free(archive);
	}
	cr_assert_eq(access(folder_path("2026/11/24/x-00001.warc.gz"), F_OK),
		     0);
	folder_write("file", "x", 1);
	snprintf(path, sizeof(path), "%s/file/24", folder);
	cr_assert_eq(rp_archive_create(&archive, &options, &error), -1);
	cr_assert_not_null(strstr(error.message, "file/24"));
}

Test(archive, what_is_being_written_is_left_alone)
{
	struct told told = {0};
	struct rp_archive *archive = open_archive(&told, 1 << 20);
	struct rp_error error;
	int all;

	add(archive, 1);
	cr_assert_eq(rp_archive_repair(folder, tell, &told, &error), 0);
	cr_assert_not_null(find(".open", &all));
	cr_assert_eq(told.sentences, 0);
	rp_archive_free(archive);
	cr_assert_eq(rp_archive_repair(folder, tell, &told, &error), 0);
	cr_assert_null(find(".open", &all));
	cr_assert_eq(told.sentences, 1);
	cr_assert_eq(
	    rp_archive_repair(folder_path("none"), tell, &told, &error), 0);
}

/* ----- gzip ----- */

static int unpack(struct rp_buffer *out, struct rp_buffer *packed, size_t limit)
{
	struct rp_error error;
	bool cut = true;
	int status = rp_content_unpack(out, &cut, RP_CODING_GZIP,
				       rp_buffer_view(packed), limit, &error);

	cr_assert(status != 0 || !cut);
	return status;
}

Test(archive, gzip_members)
{
	struct rp_buffer packed;
	struct rp_buffer out;

	rp_buffer_init(&packed);
	rp_buffer_init(&out);
	cr_assert_eq(rp_gzip_pack(&packed, str("one ")), RP_OK);
	cr_assert_eq(rp_gzip_pack(&packed, str("")), RP_OK);
	cr_assert_eq(rp_gzip_pack(&packed, str("two")), RP_OK);
	cr_assert(rp_gzip_is(rp_buffer_view(&packed)));
	cr_assert(!rp_gzip_is(str("<rss>")));
	cr_assert_eq(unpack(&out, &packed, 100), 0);
	assert_str(rp_buffer_view(&out), "one two");
	cr_assert_eq(unpack(&out, &packed, 3), -1);
	packed.data[12] ^= 0x55;
	cr_assert_eq(unpack(&out, &packed, 100), -1);
	rp_buffer_dispose(&packed);
	rp_buffer_dispose(&out);
}

/* ----- the meter ----- */

static enum rp_http_measure feed(struct rp_http_meter *meter, const char *head,
				 struct rp_str body, size_t limit, size_t piece)
{
	enum rp_http_measure measure = RP_HTTP_FITS;
	size_t at;

	rp_http_meter_begin(meter, str(head), limit);
	for (at = 0; at < body.len && measure == RP_HTTP_FITS; at += piece)
		measure = rp_http_meter_feed(
		    meter, body.data + at,
		    body.len - at < piece ? body.len - at : piece);
	return measure;
}

Test(archive, bodies_are_measured_decoded)
{
	static const char plain[] = "HTTP/1.1 200 OK\r\n\r\n";
	static const char packed_head[] =
	    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
	static const char both[] = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip"
				   "\r\nTransfer-Encoding: chunked\r\n\r\n";
	static const char no_chunks[] =
	    "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n"
	    "Content-Encoding: gzip\r\nContent-Encoding: identity\r\n\r\n";
	static const char bare[] =
	    "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n";
	struct rp_http_meter *meter;
	struct rp_buffer packed;
	struct rp_buffer framed;
	struct rp_str raw; /* deflate between the head and the end of gzip */
	char *large = calloc(1, 8 << 20);
	size_t piece;
	size_t at;

	rp_buffer_init(&packed);
	rp_buffer_init(&framed);
	cr_assert_eq(rp_http_meter_create(&meter, 200), RP_OK);
	cr_assert_eq(rp_gzip_pack(&packed, (struct rp_str){large, 8 << 20}),
		     RP_OK);
	for (at = 0; at < packed.len; at += 1000) {
		size_t len = packed.len - at < 1000 ? packed.len - at : 1000;

		rp_buffer_printf(&framed, "%zx;a=b\r\n", len);
		rp_buffer_append(&framed, packed.data + at, len);
		rp_buffer_puts(&framed, "\r\n");
	}
	rp_buffer_puts(&framed, "0\r\n\r\n");
	raw = (struct rp_str){packed.data + 10, packed.len - 18};
	for (piece = 1; piece < 5000; piece = piece * 7 + 1) {
		cr_assert_eq(feed(meter, no_chunks, rp_buffer_view(&packed),
				  100000, piece),
			     RP_HTTP_TOO_LARGE);
		cr_assert_eq(feed(meter, bare, raw, 100000, piece),
			     RP_HTTP_TOO_LARGE);
		cr_assert_eq(feed(meter, bare, raw, 16 << 20, piece),
			     RP_HTTP_BOMB);
		cr_assert_eq(feed(meter, plain, str("0123456789"), 10, piece),
			     RP_HTTP_FITS);
		cr_assert_eq(feed(meter, plain, str("0123456789x"), 10, piece),
			     RP_HTTP_TOO_LARGE);
		cr_assert_eq(feed(meter, packed_head, rp_buffer_view(&packed),
				  16 << 20, piece),
			     RP_HTTP_BOMB);
		cr_assert_eq(feed(meter, packed_head, rp_buffer_view(&packed),
				  100000, piece),
			     RP_HTTP_TOO_LARGE);
		cr_assert_eq(
		    feed(meter, both, rp_buffer_view(&framed), 100000, piece),
		    RP_HTTP_TOO_LARGE);
		/* What is not what its head claims is counted as it comes. */
		cr_assert_eq(
		    feed(meter, both, str("no chunks, no gzip"), 100000, piece),
		    RP_HTTP_FITS);
	}
	rp_http_meter_free(meter);
	rp_buffer_dispose(&packed);
	rp_buffer_dispose(&framed);
	free(large);
}

/* Damage in the midst of what an ended run left costs its own record only. */
Test(archive, records_behind_damage_are_kept)
{
	struct told told = {0};
	struct rp_error error;
	struct rp_buffer file;
	size_t starts[8];
	size_t at;
	int all;
	int i;

	rp_buffer_init(&file);
	for (i = 0; i < 7; i++) {
		char record[80];

		starts[i] = file.len;
		snprintf(record, sizeof(record),
			 "WARC/1.1\r\nX: %d, or something as long\r\n\r\n", i);
		cr_assert_eq(rp_gzip_pack(&file, str(record)), RP_OK);
	}
	/* at every byte of the fourth of seven */
	for (at = starts[3]; at < starts[4]; at++) {
		const char *path;

		file.data[at] ^= 0x55;
		folder_write(".y-00000.warc.gz.open", file.data, file.len);
		cr_assert_eq(rp_archive_repair(folder, tell, &told, &error), 0,
			     "%s", error.message);
		path = find("y-00000.warc.gz", &all);
		cr_assert_not_null(path);
		cr_assert_eq(file_size(path), file.len, "byte %zu: %s",
			     at - starts[3], told.sentence);
		/* a few bytes of a member's head say nothing */
		cr_assert(strstr(told.sentence, "kept whole") ||
			  strstr(told.sentence, "7 records, 0 torn bytes"));
		unlink(path);
		file.data[at] ^= 0x55;
	}
	rp_buffer_dispose(&file);
}

/* Whatever is taken for a whole member is one: each of its bits is changed in
 * turn. */
Test(archive, unpacks_whole_members_at_once)
{
	const char *plain = "one record after one record after the other\n";
	const size_t len = strlen(plain);
	struct rp_buffer packed;
	struct rp_buffer out;
	size_t taken = 0;
	size_t i;

	rp_buffer_init(&packed);
	rp_buffer_init(&out);
	cr_assert_eq(rp_gzip_pack(&packed, str(plain)), RP_OK);
	if (!rp_gzip_unpack_whole(&out, rp_buffer_view(&packed), len))
		cr_skip("built without ISA-L");
	cr_assert_str_eq(out.data, plain);
	cr_assert_eq(out.len, len);
	cr_assert(
	    !rp_gzip_unpack_whole(&out, rp_buffer_view(&packed), len - 1));
	cr_assert_eq(out.len, 0);
	for (i = 0; i < packed.len * 8; i++) {
		packed.data[i / 8] ^= (char)(1 << i % 8);
		if (rp_gzip_unpack_whole(&out, rp_buffer_view(&packed), 4096)) {
			/* Of its head, or behind the last code. */
			cr_assert(i / 8 < 10 || i / 8 == packed.len - 9);
			cr_assert_str_eq(out.data, plain);
			taken++;
		}
		packed.data[i / 8] ^= (char)(1 << i % 8);
	}
	cr_assert_gt(taken, 0);
	for (i = 0; i < packed.len; i++)
		cr_assert(!rp_gzip_unpack_whole(
		    &out, (struct rp_str){packed.data, i}, 4096));
	/* what stands behind it, and another one */
	rp_buffer_putc(&packed, '\0');
	cr_assert(!rp_gzip_unpack_whole(&out, rp_buffer_view(&packed), 4096));
	packed.len--;
	cr_assert_eq(rp_gzip_pack(&packed, str(plain)), RP_OK);
	cr_assert(!rp_gzip_unpack_whole(&out, rp_buffer_view(&packed), 4096));
	rp_buffer_clear(&packed);
	cr_assert_eq(rp_gzip_pack(&packed, str("")), RP_OK);
	/* left to zlib */
	cr_assert(!rp_gzip_unpack_whole(&out, rp_buffer_view(&packed), 4096));
	rp_buffer_dispose(&out);
	rp_buffer_dispose(&packed);
}
