/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "reader.h"

TestSuite(reader, .init = folder_create, .fini = folder_free);

/* All records of the folder as "kind file#number body" lines. */
static void describe(struct rp_buffer *out, struct rp_reader_stats *stats)
{
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_inputs inputs;
	struct rp_reader *reader;
	struct rp_batch batch;
	size_t i;
	int status;

	rp_inputs_init(&inputs);
	rp_batch_init(&batch);
	cr_assert_eq(rp_inputs_add(&inputs, folder), RP_OK);
	rp_inputs_finish(&inputs);
	cr_assert_eq(rp_reader_create(&reader, &inputs, &options), RP_OK);
	while ((status = rp_reader_next(reader, &batch)) > 0)
		for (i = 0; i < batch.count; i++) {
			const struct rp_record *record = &batch.records[i];
			static const char *const kinds[] = {
			    "html", "text", "json", "http", "reject"};
			struct rp_str body =
			    rp_batch_view(&batch, record->body);

			if (record->kind == RP_RECORD_REJECT)
				body = str(record->reason);
			rp_buffer_printf(
			    out, "%s %s#%d %.*s\n", kinds[record->kind],
			    inputs.items[record->input].path + strlen(folder) +
				1,
			    (int)record->number,
			    body.len > 40 ? 40 : (int)body.len, body.data);
		}
	cr_assert_eq(status, 0);
	*stats = rp_reader_stats(reader);
	rp_reader_free(reader);
	rp_batch_dispose(&batch);
	rp_inputs_dispose(&inputs);
}

static struct rp_reader_stats assert_records(const char *expected)
{
	struct rp_buffer out;
	struct rp_reader_stats stats;

	rp_buffer_init(&out);
	describe(&out, &stats);
	cr_assert_str_eq(out.data, expected, "got:\n%s", out.data);
	rp_buffer_dispose(&out);
	return stats;
}

static void write_text(const char *name, const char *text)
{
	folder_write(name, text, strlen(text));
}

Test(reader, tells_formats_by_name_and_by_content)
{
	write_text("a.html", "plain in a page");
	write_text("b", "  <!DOCTYPE html><p>x");
	write_text("c", "{\"text\":1}");
	write_text("d.txt", "<p>a text about tags");
	write_text("e", "Just text.");
	folder_append_gzip("f.jsonl.gz", "{}\n", 3);
	assert_records("html a.html#0 plain in a page\n"
		       "html b#0   <!DOCTYPE html><p>x\n"
		       "json c#1 {\"text\":1}\n"
		       "text d.txt#0 <p>a text about tags\n"
		       "text e#0 Just text.\n"
		       "json f.jsonl.gz#1 {}\n");
}

Test(reader, refuses_what_is_no_text)
{
	folder_write("a.txt", "", 0);
	write_text("b.txt", "%PDF-1.5 …");
	folder_write("c", "ab\0\1\2\3\4\5", 8);
	folder_write("d.jsonl", "\xff\xfe{\0\"\0i\0", 8);
	folder_write("e", "\xff\xfeh\0i\0", 6);
	assert_records("reject a.txt#0 empty\n"
		       "reject b.txt#0 format\n"
		       "reject c#0 format\n"
		       "reject d.jsonl#0 format\n"
		       "text e#0 \xff\xfeh\n");
}

Test(reader, counts_lines)
{
	struct rp_reader_stats stats;

	write_text("a.jsonl", "\xef\xbb\xbf{1}\r\n\n  \n{2}\n{3}");
	stats = assert_records("json a.jsonl#1 {1}\n"
			       "json a.jsonl#4 {2}\n"
			       "json a.jsonl#5 {3}\n");
	cr_assert_eq(stats.blank_lines, 2);
}

/* The ways in which programs write values that lines do not part. */
Test(reader, reads_json_arrays_and_objects_over_lines)
{
	write_text("a.jsonl", "\xef\xbb\xbf[\n{\"text\":1},\n{}]\n");
	write_text("b.json", "[{\"a\": \"]}\"}, {\"b\": [1, {}]},{},null]");
	write_text("c.json",
		   "[\r\n  {\r\n    \"a\": \"x\\n\",\r\n    \"b\": [\r\n"
		   "      1,\r\n      2\r\n    ]\r\n  }\r\n]\r\n");
	write_text("d", "{\n\"a\":\n1}\n{\"a\":2}{\"a\":3}\n\n");
	/* appended to, as with scrapy's -o */
	write_text("e.json", "[\n{\"a\":1}\n][\n{\"a\":2},\n{\"a\":3}\n]");
	assert_records("json a.jsonl#1 {\"text\":1}\n"
		       "json a.jsonl#2 {}\n"
		       "json b.json#1 {\"a\": \"]}\"}\n"
		       "json b.json#2 {\"b\": [1, {}]}\n"
		       "json b.json#3 {}\n"
		       "json b.json#4 null\n"
		       "json c.json#1 {\"a\": \"x\\n\", \"b\": [1, 2]}\n"
		       "json d#1 {\"a\":1}\n"
		       "json d#2 {\"a\":2}\n"
		       "json d#3 {\"a\":3}\n"
		       "json e.json#1 {\"a\":1}\n"
		       "json e.json#2 {\"a\":2}\n"
		       "json e.json#3 {\"a\":3}\n");
}

/* Arrays within one another, one left open by a run that was killed, marks of
 * RFC 7464 and of an order of bytes, values on one line, and what is JSON by
 * its name alone. */
Test(reader, reads_json_however_it_was_put_together)
{
	write_text("a.jsonl", "[{\"a\":1},{\"a\":2}]\n[{\"a\":3}]\n");
	write_text("b.json", "[\n{\"a\":1},\n{\"a\":2}\n[\n{\"a\":3}\n]\n");
	write_text("c", "\x1e{\"a\":1}\n\x1e{\"a\":\n2}\n");
	write_text("d.json", "[{\"a\":1}]\n\xef\xbb\xbf[{\"a\":2}]");
	write_text("e.json", "{\"a\":1}{\"a\":2} {\"a\":3}\n");
	write_text("f.json", "{\"a\":1}, {\"a\":2}");
	write_text("g.json", "[\n\n                                        "
			     "                                          {}]");
	write_text("h.json", "[\"a\", \"b\"]");
	write_text("i.json", "12");
	/* the first is damaged, and laid out as the others are */
	write_text("j.json", "{\n \"a\": 'x'\n}\n{\n \"a\": 2\n}\n");
	write_text("k.jsonl", "[{\"a\":1}]\n[{\"a\":x y}]\n[{\"a\":3}]\n");
	assert_records("json a.jsonl#1 {\"a\":1}\n"
		       "json a.jsonl#2 {\"a\":2}\n"
		       "json a.jsonl#3 {\"a\":3}\n"
		       "json b.json#1 {\"a\":1}\n"
		       "json b.json#2 {\"a\":2}\n"
		       "json b.json#3 {\"a\":3}\n"
		       "reject b.json#4 torn\n"
		       "json c#1 {\"a\":1}\n"
		       "json c#2 {\"a\":2}\n"
		       "json d.json#1 {\"a\":1}\n"
		       "json d.json#2 {\"a\":2}\n"
		       "json e.json#1 {\"a\":1}\n"
		       "json e.json#2 {\"a\":2}\n"
		       "json e.json#3 {\"a\":3}\n"
		       "json f.json#1 {\"a\":1}\n"
		       "json f.json#2 {\"a\":2}\n"
		       "json g.json#1 {}\n"
		       "reject h.json#1 torn\n"
		       "reject i.json#1 torn\n"
		       "reject j.json#1 bad-json\n"
		       "json j.json#2 {\"a\": 2}\n"
		       "json k.jsonl#1 {\"a\":1}\n"
		       "reject k.jsonl#2 bad-json\n"
		       "json k.jsonl#3 {\"a\":3}\n");
}

Test(reader, goes_on_behind_a_damaged_value)
{
	/* a quotation mark is missing, then a bracket, then a comma */
	write_text("a.json",
		   "[\n{\"a\":1},\n{\"a\":\"x},\n{\"a\":3},\n{\"a\":4\n"
		   "{\"a\":5},\n{\"a\" 6},\n{\"a\":7}\n]");
	/* what stands within an object begins no record */
	write_text("b.json", "[\n  {\n    \"a\": \"x\n    {\n  },\n  {\n"
			     "    \"a\": 2\n  }\n]");
	/* all in one line: the rest is lost */
	write_text("c.json", "[{\"a\":1},{\"a\":'2'},{\"a\":3}]");
	/* in a value that began no line: the next line will do */
	write_text("d.json", "[{\"a\":1},{\"a\"},{\"a\":3},\n     {\"a\":4}]");
	assert_records("json a.json#1 {\"a\":1}\n"
		       "reject a.json#2 bad-json\n"
		       "json a.json#3 {\"a\":3}\n"
		       "reject a.json#4 bad-json\n"
		       "json a.json#5 {\"a\":5}\n"
		       "reject a.json#6 bad-json\n"
		       "json a.json#7 {\"a\":7}\n"
		       "reject b.json#1 bad-json\n"
		       "json b.json#2 {\"a\": 2}\n"
		       "json c.json#1 {\"a\":1}\n"
		       "reject c.json#2 torn\n"
		       "json d.json#1 {\"a\":1}\n"
		       "json d.json#2 {\"a\"}\n"
		       "json d.json#3 {\"a\":3}\n"
		       "json d.json#4 {\"a\":4}\n");
}

Test(reader, tells_that_values_end_early)
{
	write_text("a.json", "[{\"a\":1},\n{\"a\":2");
	write_text("b.json", "[{\"a\":1},\n{\"a\":2}");
	write_text("c.json", "{\n\"a\":1}\n{\"a\":\"2");
	write_text("d.json", "[{\"a\":1}, 12");
	write_text("e.json", "{\n\"a\":1} and more");
	assert_records("json a.json#1 {\"a\":1}\n"
		       "reject a.json#2 torn\n"
		       "json b.json#1 {\"a\":1}\n"
		       "json b.json#2 {\"a\":2}\n"
		       "reject b.json#3 torn\n"
		       "json c.json#1 {\"a\":1}\n"
		       "reject c.json#2 torn\n"
		       "json d.json#1 {\"a\":1}\n"
		       "reject d.json#2 torn\n"
		       "json e.json#1 {\"a\":1}\n"
		       "reject e.json#2 torn\n");
}

/* How a file of records is laid out, and a record of it. */
struct layout {
	const char *name;
	const char *head;
	const char *between; /* two of them */
	const char *begin;   /* up to the id … */
	const char *middle;  /* … from there to the text … */
	const char *end;     /* … and behind it */
	const char *tail;
	const char *record; /* a format of an id and a text */
};

/* Records longer than a batch and the stream's buffer are read whole. */
static void assert_long_records(const struct layout *layout)
{
	enum { RECORDS = 12, LEN = 700000 };
	char *word = malloc(LEN);
	struct rp_buffer text;
	struct rp_buffer expected;
	size_t i;

	rp_buffer_init(&text);
	rp_buffer_init(&expected);
	rp_buffer_puts(&text, layout->head);
	for (i = 0; i < RECORDS; i++) {
		char line[64];

		memset(word, 'a' + (int)i, LEN);
		rp_buffer_printf(&text, "%s%s%zu%s", i ? layout->between : "",
				 layout->begin, i, layout->middle);
		rp_buffer_append(&text, word, LEN);
		rp_buffer_puts(&text, layout->end);
		snprintf(line, sizeof(line), layout->record, i, word);
		rp_buffer_printf(&expected, "json %s#%zu %.40s\n", layout->name,
				 i + 1, line);
	}
	rp_buffer_puts(&text, layout->tail);
	folder_write(layout->name, text.data, text.len);
	assert_records(expected.data);
	rp_buffer_dispose(&text);
	rp_buffer_dispose(&expected);
	free(word);
}

Test(reader, reads_long_values_whole)
{
	const struct layout array = {"a.json",
				     "[",
				     ",",
				     "\n {\n  \"id\": ",
				     ",\n  \"text\": \"",
				     "\"\n }",
				     "\n]\n",
				     "{\"id\": %zu, \"text\": \"%.30s"};

	assert_long_records(&array);
}

Test(reader, reads_long_rows_whole)
{
	const struct layout table = {
	    "a.csv",  "id,text\n", "", "",
	    ",\"b\n", "\"\n",	   "", "{\"id\":\"%zu\",\"text\":\"b\\n%.30s"};

	assert_long_records(&table);
}

Test(reader, reads_tables)
{
	struct rp_reader_stats stats;

	write_text("a.csv",
		   "\xef\xbb\xbfid,text\r\n1,\"a, b\"\r\n\r\n2,c,\r\n");
	write_text("b.tsv", "sep=;\nid;text\n1;a\n");
	write_text("c", "id\ttitle\ttext\n1\tb\tc\td\n2\te\tNA\n");
	write_text("d.csv", "\n\nhtml\n<p>\n");
	stats = assert_records(
	    "json a.csv#1 {\"id\":\"1\",\"text\":\"a, b\"}\n"
	    "json a.csv#2 {\"id\":\"2\",\"text\":\"c\"}\n"
	    "json b.tsv#1 {\"id\":\"1\",\"text\":\"a\"}\n"
	    "reject c#1 bad-csv\n"
	    "json c#2 {\"id\":\"2\",\"title\":\"e\",\"text\":null}\n"
	    "json d.csv#1 {\"html\":\"<p>\"}\n");
	cr_assert_eq(stats.blank_lines, 1);
}

/* Lines of a text that is damaged look like rows: one is not taken for a row
 * unless its cells are as those of all rows before. */
Test(reader, takes_no_line_of_a_text_for_a_row)
{
	write_text(
	    "a.csv",
	    "id,title,text\n1,a,\"b, c\"\n2,d,\"e \"f\" g\nIn May, though, it\n"
	    "9,8,\"7\n3,\"h\",\"i\"\"j\"\n");
	/* no row before it: the cell that is damaged is a quoted one */
	write_text("b.csv", "id,text\n1,\"a\"b\nso, it\n2,\"c\"\n");
	/* which has no end, and one that is too few */
	write_text("c.csv", "id,text\n1,\"a\"\n2,\"b\n3,c\n4,\"d\"\n");
	write_text("d.csv", "id,text\n1,\"a\"\n2,\"b\n3,c\n");
	write_text("e.csv", "id,title,text\n1,first,line\nends "
			    "here\n2,a,b\n3,c,\"d\"\n4,\"e\"\n");
	/* \ before marks, first seen late */
	write_text("f.csv", "id,text\n1,\"a\"\n2,\"b \\\"c\\\" d\"\n3,\"e\"\n");
	assert_records(
	    "json a.csv#1 {\"id\":\"1\",\"title\":\"a\",\"text\":\"b, c\"}\n"
	    "reject a.csv#2 bad-csv\n"
	    "json a.csv#3 {\"id\":\"3\",\"title\":\"h\",\"text\":\"i\\\"j\"}\n"
	    "reject b.csv#1 bad-csv\n"
	    "json b.csv#2 {\"id\":\"2\",\"text\":\"c\"}\n"
	    "json c.csv#1 {\"id\":\"1\",\"text\":\"a\"}\n"
	    "reject c.csv#2 bad-csv\n"
	    "json c.csv#3 {\"id\":\"4\",\"text\":\"d\"}\n"
	    "json d.csv#1 {\"id\":\"1\",\"text\":\"a\"}\n"
	    "reject d.csv#2 torn\n"
	    "json e.csv#1 "
	    "{\"id\":\"1\",\"title\":\"first\",\"text\":\"line\"}\n"
	    "json e.csv#2 {\"id\":\"ends here\"}\n"
	    "json e.csv#3 {\"id\":\"2\",\"title\":\"a\",\"text\":\"b\"}\n"
	    "json e.csv#4 {\"id\":\"3\",\"title\":\"c\",\"text\":\"d\"}\n"
	    "json e.csv#5 {\"id\":\"4\",\"title\":\"e\"}\n"
	    "json f.csv#1 {\"id\":\"1\",\"text\":\"a\"}\n"
	    "json f.csv#2 {\"id\":\"2\",\"text\":\"b \\\"c\\\" d\"}\n"
	    "json f.csv#3 {\"id\":\"3\",\"text\":\"e\"}\n");
}

/* Cells without marks in which lines end make several rows of one, which all
 * have too few; one that has too few by itself is a row. */
Test(reader, takes_no_part_of_a_row_for_a_row)
{
	write_text("a.csv",
		   "id,text,note\n1,first line\nsecond,x\n2,a\n3,b,y\n");
	write_text("b.csv", "id,text,note\n1,first\nsecond\nthird,x\n2,a,z\n");
	write_text("c.csv", "id,text,note\n1,a\n2,b\n\n3,\"c\"\n");
	assert_records(
	    "reject a.csv#1 bad-csv\n"
	    "json a.csv#2 {\"id\":\"2\",\"text\":\"a\"}\n"
	    "json a.csv#3 {\"id\":\"3\",\"text\":\"b\",\"note\":\"y\"}\n"
	    "reject b.csv#1 bad-csv\n"
	    "json b.csv#2 {\"id\":\"2\",\"text\":\"a\",\"note\":\"z\"}\n"
	    "json c.csv#1 {\"id\":\"1\",\"text\":\"a\"}\n"
	    "json c.csv#2 {\"id\":\"2\",\"text\":\"b\"}\n"
	    "json c.csv#3 {\"id\":\"3\",\"text\":\"c\"}\n");
}

/* A row that a torn file ends in is not read as far as it goes. */
Test(reader, reads_no_row_that_is_torn)
{
	char bytes[4096];
	FILE *file;
	size_t n;

	folder_append_gzip("a.csv.gz", "id,text\n1,a\n2,b and c", 20);
	file = fopen(folder_path("a.csv.gz"), "rb");
	n = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	folder_write("a.csv.gz", bytes, n - 8);
	assert_records("json a.csv.gz#1 {\"id\":\"1\",\"text\":\"a\"}\n"
		       "reject a.csv.gz#2 torn\n");
}

Test(reader, refuses_tables_and_rows_that_cannot_be_read)
{
	write_text("a.csv", "id,words\n1,a\n");
	write_text("b.csv", "text\n\"a\n\"b\"\nc\n\"d");
	write_text("h.txt", "id,text\n1,a\n");
	write_text("c.csv", "\"text\na\n");
	write_text("d.csv", "text");
	write_text("e.csv", "<!doctype html><p>a page at an address");
	folder_write("f.csv", "\xff\xfet\0e\0x\0t\0\n\0", 12);
	folder_write("g.csv", "te\0\1\2\3xt\n", 9);
	assert_records("reject a.csv#0 no-text\n"
		       "reject b.csv#1 bad-csv\n"
		       "json b.csv#2 {\"text\":\"b\"}\n"
		       "json b.csv#3 {\"text\":\"c\"}\n"
		       "reject b.csv#4 torn\n"
		       "reject c.csv#0 bad-csv\n"
		       "html e.csv#0 <!doctype html><p>a page at an address\n"
		       "reject f.csv#0 format\n"
		       "reject g.csv#0 format\n"
		       "json h.txt#1 {\"id\":\"1\",\"text\":\"a\"}\n");
}

/* A file that somebody writes to: what is there is read, and that is told. */
Test(reader, tells_of_a_file_that_grows)
{
	enum { LINES = 9000 };
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_inputs inputs;
	struct rp_reader *reader;
	struct rp_batch batch;
	struct rp_buffer lines;
	size_t read = 0;
	size_t told = 0;
	size_t i;

	rp_buffer_init(&lines);
	for (i = 0; i < LINES; i++)
		rp_buffer_printf(&lines, "{\"text\":\"%0200zu\"}\n", i);
	folder_write("a.jsonl", lines.data, lines.len);
	rp_inputs_init(&inputs);
	rp_batch_init(&batch);
	cr_assert_eq(rp_inputs_add(&inputs, folder), RP_OK);
	rp_inputs_finish(&inputs);
	cr_assert_eq(rp_reader_create(&reader, &inputs, &options), RP_OK);
	while (rp_reader_next(reader, &batch) > 0) {
		if (read == 0)
			folder_write("a.jsonl", lines.data, lines.len - 7);
		for (i = 0; i < batch.count; i++) {
			if (batch.records[i].kind == RP_RECORD_REJECT) {
				cr_assert_str_eq(batch.records[i].reason,
						 "unreadable");
				told++;
			} else {
				read++;
			}
		}
	}
	cr_assert_eq(read, LINES);
	cr_assert_eq(told, 1);
	rp_reader_free(reader);
	rp_batch_dispose(&batch);
	rp_inputs_dispose(&inputs);
	rp_buffer_dispose(&lines);
}

/* Lines longer than the buffers, across many batches. */
Test(reader, reads_long_lines_whole)
{
	enum { LINES = 40, LEN = 300000 };
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_inputs inputs;
	struct rp_reader *reader;
	struct rp_batch batch;
	char *line = malloc(LEN + 1);
	FILE *file = fopen(folder_path("a.jsonl"), "wb");
	uint64_t seen = 0;
	size_t i;

	for (i = 0; i < LINES; i++) {
		memset(line, 'a' + (int)(i % 26), LEN);
		line[LEN] = '\n';
		fwrite(line, 1, LEN + 1, file);
	}
	fclose(file);
	rp_inputs_init(&inputs);
	rp_batch_init(&batch);
	rp_inputs_add(&inputs, folder);
	rp_inputs_finish(&inputs);
	cr_assert_eq(rp_reader_create(&reader, &inputs, &options), RP_OK);
	while (rp_reader_next(reader, &batch) > 0)
		for (i = 0; i < batch.count; i++) {
			struct rp_str body =
			    rp_batch_view(&batch, batch.records[i].body);

			cr_assert_eq(body.len, LEN);
			cr_assert_eq(body.data[LEN - 1],
				     (char)('a' + seen % 26));
			cr_assert_eq(batch.records[i].offset, seen * (LEN + 1));
			seen++;
		}
	cr_assert_eq(seen, LINES);
	rp_reader_free(reader);
	rp_batch_dispose(&batch);
	rp_inputs_dispose(&inputs);
	free(line);
}

Test(reader, refuses_a_torn_end_and_keeps_the_rest)
{
	char bytes[4096];
	FILE *file;
	size_t n;

	folder_append_gzip("a.jsonl.gz", "{1}\n{2}\n", 8);
	folder_append_gzip("a.jsonl.gz", "{3}\n{4}\n", 8);
	file = fopen(folder_path("a.jsonl.gz"), "rb");
	n = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	folder_write("a.jsonl.gz", bytes, n / 2 + 4);
	assert_records("json a.jsonl.gz#1 {1}\n"
		       "json a.jsonl.gz#2 {2}\n"
		       "reject a.jsonl.gz#3 torn\n");
}

#define RECORD(type, length, body)                                       \
	"WARC/1.1\r\nWARC-Type: " type "\r\nWARC-Target-URI: "           \
	"<http://a.example/>\r\nContent-Length: " length "\r\n\r\n" body \
	"\r\n\r\n"

Test(reader, reads_archives)
{
	struct rp_reader_stats stats;

	write_text("a", RECORD("warcinfo", "3", "abc")
			    RECORD("response", "10", "HTTP/1.1 x")
				RECORD("request", "3", "GET")
				    RECORD("conversion", "4", "text"));
	stats = assert_records("http a#2 HTTP/1.1 x\n"
			       "text a#4 text\n");
	cr_assert_eq(stats.warc_other, 2);
	/* what a page was converted to may be HTML */
	write_text("a", "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: "
			"text/html\r\nContent-Length: 8\r\n\r\n<p>a</p>\r\n\r\n"
			"WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: "
			"text/plain\r\nContent-Length: 4\r\n\r\ntext\r\n\r\n"
			"WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: "
			"image/png\r\nContent-Length: 4\r\n\r\nPNG!\r\n\r\n");
	stats = assert_records("html a#1 <p>a</p>\n"
			       "text a#2 text\n");
	cr_assert_eq(stats.warc_other, 1);
}

Test(reader, finds_its_way_back_in_a_damaged_archive)
{
	write_text(
	    "a.warc",
	    RECORD("conversion", "4", "good") "rubbish\r\nmore\r\n" RECORD(
		"conversion", "5", "again") "WARC/1.0\r\nContent-Length: "
					    "x\r\n\r\n" RECORD("conversion",
							       "4", "last"));
	assert_records("text a.warc#1 good\n"
		       "reject a.warc#2 bad-warc\n"
		       "text a.warc#3 again\n"
		       "reject a.warc#4 bad-warc\n"
		       "text a.warc#5 last\n");
}

Test(reader, refuses_a_torn_record)
{
	write_text("a.warc",
		   RECORD("conversion", "4",
			  "good") "WARC/1.1\r\nWARC-Type: conversion\r\n"
				  "Content-Length: 400\r\n\r\nnot all of it");
	assert_records("text a.warc#1 good\n"
		       "reject a.warc#2 torn\n");
}

/* One whose length is wrong costs none of those behind it; one that holds
 * another, and says how long it is, is whole. */
Test(reader, refuses_a_record_that_would_take_the_next)
{
	write_text("a.warc",
		   RECORD("conversion", "60", "wrong") RECORD(
		       "conversion", "4", "good") RECORD("request", "90", "GET")
		       RECORD("conversion", "5", "again")
			   RECORD("conversion", "100000000000000000", "wrong")
			       RECORD("conversion", "4", "last"));
	assert_records("reject a.warc#1 bad-warc\n"
		       "text a.warc#2 good\n"
		       "reject a.warc#3 bad-warc\n"
		       "text a.warc#4 again\n"
		       "reject a.warc#5 bad-warc\n"
		       "text a.warc#6 last\n");
	write_text("a.warc",
		   RECORD("conversion", "37",
			  "x\r\n\r\nWARC/1.0\r\nContent-Length: 1\r\n\r\ny")
		       RECORD("conversion", "4", "good"));
	assert_records(
	    "text a.warc#1 x\r\n\r\nWARC/1.0\r\nContent-Length: 1\r\n\r\ny\n"
	    "text a.warc#2 good\n");
}

/* Lines of drawn lengths, some longer than a batch, some blank, with either
 * end, the last one without: each as it is, at its place. */
static void draw_lines(struct rp_buffer *out, uint64_t *state, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		size_t len = draw(state) % 9 == 0    ? draw(state) % 3
			     : draw(state) % 97 == 0 ? draw(state) % 1500000
						     : draw(state) % 9000;

		for (; len > 0; len--)
			rp_buffer_putc(out, (char)('a' + len % 26));
		if (i + 1 < count)
			rp_buffer_puts(out, draw(state) % 5 ? "\n" : "\r\n");
	}
	rp_buffer_putc(out, '.');
}

static void assert_line(const struct rp_buffer *text, size_t *at,
			uint64_t *number, const struct rp_record *record,
			struct rp_str body)
{
	for (;;) {
		const char *from = text->data + *at;
		const char *end = memchr(from, '\n', text->len - *at);
		size_t len = end ? (size_t)(end - from) : text->len - *at;
		size_t begin = *at;

		*at += len + 1;
		++*number;
		if (len && from[len - 1] == '\r')
			len--;
		if (len == 0)
			continue;
		cr_assert_eq(record->number, *number);
		cr_assert_eq(record->offset, begin);
		cr_assert_eq(body.len, len);
		cr_assert_eq(memcmp(body.data, from, len), 0);
		return;
	}
}

Test(reader, takes_lines_of_any_length_as_they_are)
{
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	uint64_t state = 11;
	int round;

	for (round = 0; round < 4; round++) {
		struct rp_inputs inputs;
		struct rp_reader *reader;
		struct rp_batch batch;
		struct rp_buffer text;
		uint64_t number = 0;
		size_t at = 0;
		size_t i;

		rp_buffer_init(&text);
		draw_lines(&text, &state, 700);
		folder_write("lines.jsonl", text.data, text.len);
		rp_inputs_init(&inputs);
		rp_batch_init(&batch);
		cr_assert_eq(rp_inputs_add(&inputs, folder), RP_OK);
		rp_inputs_finish(&inputs);
		cr_assert_eq(rp_reader_create(&reader, &inputs, &options),
			     RP_OK);
		while (rp_reader_next(reader, &batch) > 0)
			for (i = 0; i < batch.count; i++)
				assert_line(&text, &at, &number,
					    &batch.records[i],
					    rp_batch_view(
						&batch, batch.records[i].body));
		cr_assert_geq(at, text.len);
		rp_reader_free(reader);
		rp_batch_dispose(&batch);
		rp_inputs_dispose(&inputs);
		rp_buffer_dispose(&text);
	}
}

/* More blank lines than a batch has bytes end nothing: neither the file nor the
 * files behind it. Nor does one behind a line longer than a batch. */
Test(reader, goes_on_behind_many_blank_lines)
{
	struct rp_buffer text;
	struct rp_reader_stats stats;
	size_t i;

	rp_buffer_init(&text);
	rp_buffer_puts(&text, "{}\n");
	for (i = 0; i < 3000000; i++)
		rp_buffer_puts(&text, i % 2 ? "\n" : " \r\n");
	rp_buffer_puts(&text, "{\"a\":1}\n");
	folder_write("a.jsonl", text.data, text.len);
	rp_buffer_clear(&text);
	rp_buffer_puts(&text, "{\"b\":\"");
	for (i = 0; i < 3000000; i++)
		rp_buffer_putc(&text, 'x');
	rp_buffer_puts(&text, "\"}\n{}\n{\"c\":\"");
	for (i = 0; i < 700000; i++)
		rp_buffer_putc(&text, 'y');
	rp_buffer_puts(&text, "\"}\n\n");
	folder_write("b.jsonl", text.data, text.len);
	write_text("c.jsonl", "{\"d\":2}\n");
	stats = assert_records(
	    "json a.jsonl#1 {}\n"
	    "json a.jsonl#3000002 {\"a\":1}\n"
	    "json b.jsonl#1 {\"b\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
	    "json b.jsonl#2 {}\n"
	    "json b.jsonl#3 {\"c\":\"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n"
	    "json c.jsonl#1 {\"d\":2}\n");
	cr_assert_eq(stats.blank_lines, 3000001);
	rp_buffer_dispose(&text);
}

/* A batch has a most of records, however short the lines are. */
Test(reader, bounds_the_records_of_a_batch)
{
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_buffer text;
	struct rp_inputs inputs;
	struct rp_reader *reader;
	struct rp_batch batch;
	size_t all = 0;
	size_t i;

	rp_buffer_init(&text);
	for (i = 0; i < 20000; i++)
		rp_buffer_puts(&text, "{}\n");
	folder_write("a.jsonl", text.data, text.len);
	rp_inputs_init(&inputs);
	rp_batch_init(&batch);
	cr_assert_eq(rp_inputs_add(&inputs, folder), RP_OK);
	rp_inputs_finish(&inputs);
	cr_assert_eq(rp_reader_create(&reader, &inputs, &options), RP_OK);
	while (rp_reader_next(reader, &batch) > 0) {
		cr_assert_leq(batch.count, 4096);
		all += batch.count;
	}
	cr_assert_eq(all, 20000);
	rp_reader_free(reader);
	rp_batch_dispose(&batch);
	rp_inputs_dispose(&inputs);
	rp_buffer_dispose(&text);
}
