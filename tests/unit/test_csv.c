/* SPDX-License-Identifier: Apache-2.0 */
#include "csv_header.h"
#include "json.h"
#include "testing.h"

/* The cells of the first row of bytes as JSON, separated by blanks, and behind
 * a bar what follows it. */
static void divide(struct rp_buffer *out, const char *bytes)
{
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_style style;
	size_t i;

	rp_csv_style_tell(&style, bytes, strlen(bytes));
	cr_assert_eq(
	    rp_csv_row_divide(&row, &style, bytes, strlen(bytes), true), 1);
	if (row.damaged) {
		rp_buffer_puts(out, "damaged");
	} else {
		for (i = 0; i < row.count; i++) {
			rp_csv_cell_put(out, &style, bytes, row.cells[i]);
			rp_buffer_putc(out, ' ');
		}
		rp_buffer_printf(out, "%s|%s", row.open ? "open " : "",
				 bytes + row.len);
	}
	rp_csv_row_dispose(&row);
}

static void assert_row(const char *bytes, const char *expected)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	divide(&out, bytes);
	cr_assert_str_eq(out.data, expected, "%s: got %s", bytes, out.data);
	rp_buffer_dispose(&out);
}

Test(csv, divides_rows)
{
	assert_row("a,b,c\n1,2,3\n", "\"a\" \"b\" \"c\" |1,2,3\n");
	assert_row("a,,\r\nb", "\"a\" \"\" \"\" |b");
	assert_row("a,\"b, c\",\"d\ne\"\n", "\"a\" \"b, c\" \"d\\ne\" |");
	assert_row("\"say \"\"so\"\"\",\"\"\n", "\"say \\\"so\\\"\" \"\" |");
	assert_row("\"\"\"\",x\n", "\"\\\"\" \"x\" |");
	assert_row("a,b\r\r\nc", "\"a\" \"b\\r\" |c");
	assert_row("a;b;\"c\" ;d\nx", "\"a\" \"b\" \"c\" \"d\" |x");
	assert_row("\n1", "\"\" |1");
	assert_row("5\" disk,a \"b\" c\n",
		   "\"5\\\" disk\" \"a \\\"b\\\" c\" |");
	assert_row("a,\"b\"", "\"a\" \"b\" |");
	assert_row("a,\"b\"\r\nc", "\"a\" \"b\" |c");
	assert_row("a,\"b\r\nc", "\"a\" \"b\\r\\nc\" open |");
	assert_row("a,", "\"a\" \"\" |");
}

Test(csv, refuses_marks_by_themselves)
{
	assert_row("1,\"a \"b\" c\"\n", "damaged");
	assert_row("1,\"a\n2,\"b\"\n", "damaged");
	assert_row("1,\"a\"\rb\n", "damaged");
	/* among tabs they are letters */
	assert_row("1\t\"A,\" he said.\t2\n\"",
		   "\"1\" \"\\\"A,\\\" he said.\" \"2\" |\"");
	assert_row("1\t\"a\tb\"\t2\nx", "\"1\" \"a\\tb\" \"2\" |x");
}

Test(csv, tells_the_style)
{
	struct rp_csv_style style;

	rp_csv_style_tell(&style, "a;b,c;d\n,,,,", 12);
	cr_assert_eq(style.comma, ';');
	cr_assert_eq(style.end, '\n');
	rp_csv_style_tell(&style, "\"a,b,c\"|d\n", 10);
	cr_assert_eq(style.comma, '|');
	rp_csv_style_tell(&style, "a\tb\rc\td\r", 8);
	cr_assert_eq(style.comma, '\t');
	cr_assert_eq(style.end, '\r');
	cr_assert_not(style.slashes);
	rp_csv_style_tell(&style, "text", 4);
	cr_assert_eq(style.comma, ',');
	cr_assert_eq(style.end, '\n');
}

Test(csv, reads_marks_behind_slashes)
{
	assert_row("1,\"a \\\"b\\\", c\\\\\",\\\"d\n",
		   "\"1\" \"a \\\"b\\\", c\\\\\" \"\\\"d\" |");
	/* a path that ends in one is none */
	assert_row("1,\"C:\\\"\n2", "\"1\" \"C:\\\\\" |2");
}

static void assert_object(const char *header, const char *bytes,
			  const char *expected)
{
	struct rp_csv_header names;
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_style style;
	struct rp_buffer out;

	rp_csv_header_init(&names);
	rp_buffer_init(&out);
	rp_csv_style_tell(&style, header, strlen(header));
	cr_assert_eq(
	    rp_csv_row_divide(&row, &style, header, strlen(header), true), 1);
	cr_assert_eq(rp_csv_header_take(&names, &style, header, &row), RP_OK);
	cr_assert_eq(
	    rp_csv_row_divide(&row, &style, bytes, strlen(bytes), true), 1);
	rp_csv_header_object(&out, &names, &style, bytes, &row);
	cr_assert_str_eq(out.data, expected, "got %s", out.data);
	rp_buffer_dispose(&out);
	rp_csv_row_dispose(&row);
	rp_csv_header_dispose(&names);
}

Test(csv, makes_objects)
{
	assert_object("id,text\n", "1,a\n", "{\"id\":\"1\",\"text\":\"a\"}");
	assert_object(" id , \"q\" \n", "1,a\n",
		      "{\"id\":\"1\",\"\\\"q\\\"\":\"a\"}");
	assert_object(",a,a,\n", "1,2,3,4\n",
		      "{\"column 1\":\"1\",\"a\":\"2\",\"a 3\":\"3\",\"column "
		      "4\":\"4\"}");
	assert_object("a,b,c\n", "1\n", "{\"a\":\"1\"}");
	assert_object("a,b\n", "1,2,3\n", "{\"a\":\"1\",\"b\":\"2\"}");
	assert_object(
	    "a,b,c,d,e\n", "NA,NULL,\"NA\",\\N,NAN\n",
	    "{\"a\":null,\"b\":null,\"c\":\"NA\",\"d\":null,\"e\":\"NAN\"}");
	assert_object("a\n", "\"\x01\t\xff\"\n", "{\"a\":\"\\u0001\\t\xff\"}");
}

Test(csv, tells_tables_of_articles)
{
	static const char *const tables[] = {
	    "id,text\n1,a\n", "\xef\xbb\xbfTitle;Content;x\r\n", "url\thtml\n",
	    "\"date\",\"article\"\n"};
	static const char *const others[] = {
	    "text\nand more\n", "id,text", "id,words\n1,a\n",
	    "The text, as it came, and its title\n", ""};
	size_t i;

	for (i = 0; i < 4; i++)
		cr_assert(rp_csv_header_told(tables[i], strlen(tables[i])),
			  "%s", tables[i]);
	for (i = 0; i < 5; i++)
		cr_assert_not(rp_csv_header_told(others[i], strlen(others[i])),
			      "%s", others[i]);
}

Test(csv, keeps_so_many_cells)
{
	struct rp_buffer wide;
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_style style = {',', '\n', false};
	size_t i;

	rp_buffer_init(&wide);
	for (i = 0; i < RP_CSV_CELLS + 10; i++)
		rp_buffer_puts(&wide, "a,");
	rp_buffer_puts(&wide, "\nb");
	cr_assert_eq(rp_csv_row_divide(&row, &style, wide.data, wide.len, true),
		     1);
	cr_assert_eq(row.count, RP_CSV_CELLS + 11);
	cr_assert_eq(row.len, wide.len - 1);
	cr_assert_leq(row.capacity, RP_CSV_CELLS * 2);
	rp_csv_row_dispose(&row);
	rp_buffer_dispose(&wide);
}

/* ----- against rows that are made, whose cells are known ----- */

/* A cell as it is written to out, and as JSON to said. */
static void put_cell(struct rp_buffer *out, struct rp_buffer *said,
		     const struct rp_csv_style *style, uint64_t *state)
{
	static const char *const parts[] = {"word ", "a",	"\"",	"\"\"",
					    ",",     "\n",	"\r\n", "\t",
					    ";",     "\xc3\xa4"};
	bool quoted = draw(state) % 2;
	size_t count = draw(state) % 8;

	rp_buffer_puts(out, quoted ? "\"" : "x");
	rp_buffer_puts(said, quoted ? "\"" : "\"x");
	while (count-- > 0) {
		const char *part = parts[draw(state) % 10];
		const char *c;

		if (!quoted &&
		    (strchr(part, style->comma) || strchr(part, '\n')))
			continue;
		for (c = part; *c; c++)
			rp_buffer_printf(
			    out, quoted && *c == '"' ? "\"%c" : "%c", *c);
		rp_json_escape(said, part, strlen(part));
	}
	rp_buffer_puts(out, quoted ? "\"" : "");
	rp_buffer_puts(said, "\" ");
}

/* However much of them is in view. */
Test(csv, divides_what_is_written_by_the_rules)
{
	static const char commas[] = {',', ';', '\t', '|'};
	uint64_t state = 11;
	size_t round;

	for (round = 0; round < 4000; round++) {
		struct rp_csv_style style = {commas[draw(&state) % 4], '\n',
					     false};
		struct rp_csv_row row = {.count = 0};
		struct rp_buffer bytes;
		struct rp_buffer said;
		struct rp_buffer got;
		size_t count = 1 + draw(&state) % 6;
		size_t len;
		size_t view = 0;
		size_t i;

		rp_buffer_init(&bytes);
		rp_buffer_init(&said);
		rp_buffer_init(&got);
		for (i = 0; i < count; i++) {
			if (i > 0)
				rp_buffer_putc(&bytes, style.comma);
			put_cell(&bytes, &said, &style, &state);
		}
		rp_buffer_puts(&bytes, draw(&state) % 2 ? "\r\n" : "\n");
		len = bytes.len;
		rp_buffer_puts(&bytes, "\"next\",row\n");
		while (view < len - 1) {
			cr_assert_eq(rp_csv_row_divide(&row, &style, bytes.data,
						       view, false),
				     0);
			view += 1 + draw(&state) % 9;
		}
		view = view < len ? len : view;
		cr_assert_eq(
		    rp_csv_row_divide(&row, &style, bytes.data, view, false),
		    1);
		cr_assert_eq(row.len, len);
		cr_assert_eq(row.count, count);
		for (i = 0; i < count; i++) {
			rp_csv_cell_put(&got, &style, bytes.data, row.cells[i]);
			rp_buffer_putc(&got, ' ');
		}
		cr_assert_str_eq(got.data, said.data);
		rp_csv_row_dispose(&row);
		rp_buffer_dispose(&bytes);
		rp_buffer_dispose(&said);
		rp_buffer_dispose(&got);
	}
}
