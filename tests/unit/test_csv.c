/* SPDX-License-Identifier: Apache-2.0 */
#include "csv_header.h"
#include "json.h"
#include "testing.h"

/* The cells of the first row of bytes as JSON, separated by blanks, and behind
 * a bar what follows it. */
static void divide(struct rp_buffer *out, const char *bytes, size_t columns)
{
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_style style;
	size_t i;

	rp_csv_style_tell(&style, bytes, strlen(bytes));
	style.columns = columns;
	cr_assert_eq(rp_csv_row_divide(&row, &style, RP_CSV_CELLS, bytes,
				       strlen(bytes), true),
		     1);
	if (row.damage == RP_CSV_MARK) {
		rp_buffer_puts(out, "damaged");
	} else {
		for (i = 0; i < row.count; i++) {
			rp_csv_cell_put(out, &style, bytes, row.cells[i]);
			rp_buffer_putc(out, ' ');
		}
		rp_buffer_printf(out, "%s|%s",
				 row.damage == RP_CSV_OPEN ? "open " : "",
				 bytes + row.len);
	}
	rp_csv_row_dispose(&row);
}

static void assert_row_of(size_t columns, const char *bytes,
			  const char *expected)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	divide(&out, bytes, columns);
	cr_assert_str_eq(out.data, expected, "%s: got %s", bytes, out.data);
	rp_buffer_dispose(&out);
}

static void assert_row(const char *bytes, const char *expected)
{
	assert_row_of(0, bytes, expected);
}

Test(csv, divides_rows)
{
	assert_row("a,b,c\n1,2,3\n", "\"a\" \"b\" \"c\" |1,2,3\n");
	assert_row("a,,\r\nb", "\"a\" \"\" \"\" |b");
	assert_row("a,\"b, c\",\"d\ne\"\n", "\"a\" \"b, c\" \"d\\ne\" |");
	assert_row("\"say \"\"so\"\"\",\"\"\n", "\"say \\\"so\\\"\" \"\" |");
	assert_row("\"\"\"\",x\n", "\"\\\"\" \"x\" |");
	assert_row("a,b\r\r\nc", "\"a\" \"b\" |c");
	assert_row("a,\"b\"\r\r\nc", "\"a\" \"b\" |c");
	assert_row("a;b;\"c\" ;d\nx", "\"a\" \"b\" \"c\" \"d\" |x");
	assert_row("a,b\n\n1", "\"a\" \"b\" |\n1");
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
	assert_row("1\t\"a\nb\"\t2\nx", "\"1\" \"a\\nb\" \"2\" |x");
	/* one that has no end, or a row within */
	assert_row("1\t\"a\nb\n", "\"1\" \"\\\"a\" |b\n");
	assert_row_of(3, "1\t2\t\"a\n4\t5\tb\"\nx",
		      "\"1\" \"2\" \"\\\"a\" |4\t5\tb\"\nx");
	assert_row_of(3, "1\t2\t\"a\n4\t5\"\nx",
		      "\"1\" \"2\" \"a\\n4\\t5\" |x");
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
	rp_csv_style_tell(&style, "a,b\tc\n", 6);
	cr_assert_eq(style.comma, '\t');
	rp_csv_style_tell(&style, "a,\"b\nc\"\rd,e\r", 13);
	cr_assert_eq(style.end, '\r');
}

/* What stands before the header: its length is told. */
Test(csv, passes_over_what_stands_before_a_header)
{
	struct rp_csv_style style;

	cr_assert_eq(rp_csv_style_tell(&style,
				       "\xef\xbb\xbf"
				       "a,b\n",
				       7),
		     3);
	cr_assert_eq(rp_csv_style_tell(&style, "\n  \r\n a;b\n", 10), 5);
	cr_assert_eq(style.comma, ';');
	cr_assert_eq(rp_csv_style_tell(&style, "sep=|\r\na,b|c\n", 13), 7);
	cr_assert_eq(style.comma, '|');
	cr_assert_eq(rp_csv_style_tell(&style, "sep=\r\na,b\n", 10), 0);
	cr_assert_eq(rp_csv_style_tell(&style, "sep=\"\na,b\n", 10), 0);
}

Test(csv, reads_marks_behind_slashes)
{
	assert_row("1,\"a \\\"b\\\", c\\\\\",\\\"d\n",
		   "\"1\" \"a \\\"b\\\", c\\\\\" \"\\\\\\\"d\" |");
	assert_row("1,\"\\\"\xd0\x94\\\"\"\n", "\"1\" \"\\\"\xd0\x94\\\"\" |");
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
	cr_assert_eq(rp_csv_row_divide(&row, &style, RP_CSV_CELLS, header,
				       strlen(header), true),
		     1);
	cr_assert_eq(rp_csv_header_take(&names, &style, header, &row), RP_OK);
	cr_assert_eq(rp_csv_row_divide(&row, &style, RP_CSV_CELLS, bytes,
				       strlen(bytes), true),
		     1);
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
	assert_object("a,column 3,\n", "1,2,3\n",
		      "{\"a\":\"1\",\"column 3\":\"2\",\"column 3 3\":\"3\"}");
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
	    "\"date\",\"article\"\n", "\n\nsep=;\nid;text\n"};
	static const char *const others[] = {
	    "text\nand more\n", "id,text", "id,words\n1,a\n",
	    "The text, as it came, and its title\n", ""};
	size_t i;

	for (i = 0; i < 5; i++)
		cr_assert(
		    rp_csv_header_told(tables[i], strlen(tables[i]), NULL),
		    "%s", tables[i]);
	for (i = 0; i < 5; i++)
		cr_assert_not(
		    rp_csv_header_told(others[i], strlen(others[i]), NULL),
		    "%s", others[i]);
}

Test(csv, tells_tables_by_a_name_that_was_given)
{
	static const struct rp_json_names names = {
	    .of = {[RP_JSON_TEXT] = {"text", "artikel"}}};
	const char *table = "nr;artikel\n1;a\n";

	cr_assert_not(rp_csv_header_told(table, strlen(table), NULL));
	cr_assert(rp_csv_header_told(table, strlen(table), &names));
	cr_assert_not(rp_csv_header_told("text\n", 5, &names));
}

Test(csv, divides_so_many_cells_at_most)
{
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_style style = {',', '\n', false, 0};

	cr_assert_eq(rp_csv_row_divide(&row, &style, 3, "a,b,c\nd", 7, false),
		     1);
	cr_assert_eq(row.damage, RP_CSV_WHOLE);
	cr_assert_eq(rp_csv_row_divide(&row, &style, 2, "a,b,\"c", 6, false),
		     1);
	cr_assert_eq(row.damage, RP_CSV_CELLS_MANY);
	cr_assert_eq(row.count, 2);
	rp_csv_row_dispose(&row);
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
					     false, 0};
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
			cr_assert_eq(rp_csv_row_divide(&row, &style,
						       RP_CSV_CELLS, bytes.data,
						       view, false),
				     0);
			view += 1 + draw(&state) % 9;
		}
		view = view < len ? len : view;
		cr_assert_eq(rp_csv_row_divide(&row, &style, RP_CSV_CELLS,
					       bytes.data, view, false),
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
