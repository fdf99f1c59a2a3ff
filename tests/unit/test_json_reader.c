/* SPDX-License-Identifier: Apache-2.0 */
#include "batch.h"
#include "field_synonyms.h"
#include "json_reader.h"
#include "testing.h"

static struct rp_json_reader *reader;

static void set_up(void)
{
	reader = rp_json_reader_create(NULL);
	cr_assert_not_null(reader);
}

static void tear_down(void)
{
	rp_json_reader_free(reader);
}

TestSuite(json_reader, .init = set_up, .fini = tear_down);

static int read_with(struct rp_json_reader *with, struct rp_json_record *out,
		     const char *line, const char **reason)
{
	static char padded[4096 + RP_BATCH_PADDING];
	struct rp_error error;
	size_t len = strlen(line);

	memset(padded, 0, sizeof(padded));
	memcpy(padded, line, len);
	return rp_json_reader_line(out, with, padded, len, reason, &error);
}

static struct rp_json_record good(const char *line)
{
	struct rp_json_record record;
	const char *reason = "";

	cr_assert_eq(read_with(reader, &record, line, &reason), 0, "%s: %s",
		     line, reason);
	return record;
}

static void bad(const char *line, const char *expected)
{
	struct rp_json_record record;
	const char *reason = "";

	cr_assert_eq(read_with(reader, &record, line, &reason), RP_EINVAL, "%s",
		     line);
	cr_assert_str_eq(reason, expected);
}

Test(json_reader, takes_the_fields)
{
	struct rp_json_record record =
	    good("{\"id\":\"7\",\"url\":\"http://a.example/\",\"title\":"
		 "\"T \\u00e9\",\"published\":\"2017-01-01\",\"text\":\"a\\nb"
		 "\\u0000c\",\"more\":[1,{}]}");

	assert_str(record.fields[RP_JSON_ID], "7");
	assert_str(record.fields[RP_JSON_TITLE], "T é");
	cr_assert_eq(record.fields[RP_JSON_TEXT].len, 5);
	cr_assert_null(record.fields[RP_JSON_HTML].data);
	cr_assert_eq(record.ignored, 0);
}

Test(json_reader, takes_numbers_where_they_make_sense)
{
	struct rp_json_record record =
	    good("{\"id\":18446744073709551615,\"published\":-5,\"title\":3,"
		 "\"url\":null,\"html\":\"\"}");

	assert_str(record.fields[RP_JSON_ID], "18446744073709551615");
	assert_str(record.fields[RP_JSON_PUBLISHED], "-5");
	cr_assert_null(record.fields[RP_JSON_TITLE].data);
	cr_assert_eq(record.ignored, 1);
	cr_assert_not_null(record.fields[RP_JSON_HTML].data);
}

/* As tables write a column with gaps. */
Test(json_reader, takes_whole_numbers_that_have_a_point)
{
	struct rp_json_record record =
	    good("{\"id\":12345.0,\"published\":1485855000.75,\"text\":\"\"}");

	assert_str(record.fields[RP_JSON_ID], "12345");
	assert_str(record.fields[RP_JSON_PUBLISHED], "1485855000");
	cr_assert_eq(record.ignored, 0);
	record = good("{\"id\":-1.5,\"text\":\"\"}");
	assert_str(record.fields[RP_JSON_ID], "-1.5");
}

Test(json_reader, refuses_with_a_reason)
{
	bad("", "bad-json");
	bad("{", "bad-json");
	bad("{\"text\":\"a\"} x", "bad-json");
	bad("{\"text\":\"a\",\"b\":tru}", "bad-json");
	bad("{\"text\":\"a\tb\"}", "bad-json");
	bad("[\"text\"]", "bad-json");
	bad("\"text\"", "bad-json");
	bad("{\"id\":1}", "no-text");
	bad("{\"text\":null}", "no-text");
	bad("{\"text\":7}", "not-a-string");
	bad("{\"html\":[\"a\"]}", "not-a-string");
}

Test(json_reader, repairs_bytes_that_are_no_utf8)
{
	struct rp_json_record record = good("{\"text\":\"caf\xe9 au lait\"}");

	assert_str(record.fields[RP_JSON_TEXT], "caf\xef\xbf\xbd au lait");
}

Test(json_reader, takes_numbers_of_any_length)
{
	struct rp_json_record record = good(
	    "{\"id\":123456789012345678901234567890,\"n\":[-98765432109876"
	    "54321098],\"s\":\"12345678901234567890 \\\" 1\",\"text\":\"a\"}");

	assert_str(record.fields[RP_JSON_ID], "123456789012345678901234567890");
	assert_str(record.fields[RP_JSON_TEXT], "a");
	good("{\"text\":\"a\",\"n\":[1e400,-2.5E+999,0.1e-999]}");
	bad("{\"text\":\"a\",\"n\":01}", "bad-json");
	bad("{\"text\":\"a\",\"n\":1-2-3-4-5-6-7-8-9-0-1-2}", "bad-json");
	bad("{\"text\":\"a\",\"n\":01234567890123456789012}", "bad-json");
	bad("{\"text\":\"a\",\"n\":12345678901234567890.}", "bad-json");
	bad("{\"text\":\"a\",\"n\":12345678901234567890e}", "bad-json");
	bad("{\"text\":\"a\",\"n\":-}", "bad-json");
	bad("{\"text\":\"a\",\"n\":.1234567890123456789}", "bad-json");
}

/* What Python's json.dumps makes of them. */
Test(json_reader, replaces_halves_of_surrogate_pairs)
{
	static const char *const lines[][2] = {
	    {"\\ud83d", "\xef\xbf\xbd"},
	    {"a\\ude00b", "a\xef\xbf\xbd"
			  "b"},
	    {"\\ud83d\\ude00", "\xf0\x9f\x98\x80"},
	    {"\\ud83d\\ud83d\\ude00", "\xef\xbf\xbd\xf0\x9f\x98\x80"},
	    {"\\uD83D\\u0041", "\xef\xbf\xbd"
			       "A"},
	    {"\\ud83d\\n\\\\ud83d", "\xef\xbf\xbd\n\\ud83d"},
	};
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		char line[200];

		snprintf(line, sizeof(line), "{\"text\":\"%s\"}", lines[i][0]);
		assert_str(good(line).fields[RP_JSON_TEXT], lines[i][1]);
		/* Beside what else is mended. */
		snprintf(line, sizeof(line),
			 "{\"id\":123456789012345678901,\"title\":\"\xe9\","
			 "\"text\":\"%s\"}",
			 lines[i][0]);
		assert_str(good(line).fields[RP_JSON_TEXT], lines[i][1]);
	}
	bad("{\"text\":\"\\ud83", "bad-json");
	bad("{\"text\":\"\\ud83d", "bad-json");
	bad("{\"text\":\"\\ud83d\\", "bad-json");
	bad("{\"text\":\"\\ud83x\"}", "bad-json");
	bad("{\"text\":\"\\ud83d\\x\"}", "bad-json");
}

Test(json_reader, follows_other_names_and_pointers)
{
	static const struct rp_json_names names = {
	    {{"uid"}, {"url"}, {"title"}, {"date"}, {"/doc/body"}, {"html"}}};
	struct rp_json_reader *other = rp_json_reader_create(&names);
	struct rp_json_record record;
	const char *reason;

	cr_assert_eq(read_with(other, &record,
			       "{\"uid\":\"x\",\"doc\":{\"body\":\"b\"}}",
			       &reason),
		     0);
	assert_str(record.fields[RP_JSON_ID], "x");
	assert_str(record.fields[RP_JSON_TEXT], "b");
	cr_assert_eq(read_with(other, &record,
			       "{\"pubDate\":\"2017\",\"link\":\"http:\","
			       "\"doc\":{\"body\":\"b\"}}",
			       &reason),
		     0);
	cr_assert_null(record.unread[RP_JSON_PUBLISHED]);
	cr_assert_str_eq(record.unread[RP_JSON_URL], "link");
	cr_assert_eq(read_with(other, &record, "{\"doc\":7}", &reason),
		     RP_EINVAL);
	rp_json_reader_free(other);
}

/* The first name that has something counts; the standard one only if it is
 * among them, and it is told where it is not. */
Test(json_reader, looks_for_several_names_in_turn)
{
	static const struct rp_json_names names = {{{"id"},
						    {"url"},
						    {"title"},
						    {"pub_date", "published"},
						    {"body", "/doc/body"},
						    {"html"}}};
	static const struct {
		const char *line;
		const char *published;
	} cases[] = {
	    {"{\"text\":\"t\",\"body\":\"b\",\"pub_date\":\"1\"}", "1"},
	    {"{\"body\":\"b\",\"published\":\"2\",\"pub_date\":\"1\"}", "1"},
	    {"{\"body\":\"b\",\"published\":\"2\"}", "2"},
	    {"{\"body\":\"b\",\"published\":\"2\",\"pub_date\":\"\"}", "2"},
	    {"{\"body\":\"b\",\"published\":2,\"pub_date\":null}", "2"},
	    {"{\"body\":\"b\",\"published\":2,\"pub_date\":{}}", "2"},
	    {"{\"doc\":{\"body\":\"b\"},\"pub_date\":\"\"}", ""},
	};
	struct rp_json_reader *other = rp_json_reader_create(&names);
	struct rp_json_record record;
	const char *reason = "";
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		cr_assert_eq(read_with(other, &record, cases[i].line, &reason),
			     0, "%s", cases[i].line);
		assert_str(record.fields[RP_JSON_TEXT], "b");
		assert_str(record.fields[RP_JSON_PUBLISHED],
			   cases[i].published);
		cr_assert_eq(record.ignored, 0);
	}
	cr_assert_eq(read_with(other, &record,
			       "{\"body\":\"b\",\"pub_date\":{}}", &reason),
		     0);
	cr_assert_eq(record.ignored, 1);
	cr_assert_eq(read_with(other, &record, "{\"text\":\"t\"}", &reason),
		     RP_EINVAL);
	cr_assert_str_eq(reason, "no-text");
	cr_assert_eq(read_with(other, &record, "{\"body\":7}", &reason),
		     RP_EINVAL);
	cr_assert_str_eq(reason, "not-a-string");
	rp_json_reader_free(other);
}

/* As Python writes what is no number; in strings they are words. */
Test(json_reader, reads_what_is_no_number_as_none)
{
	struct rp_json_record record =
	    good("{\"published\":NaN,\"text\":\"NaN is "
		 "-Infinity\",\"a\":[-Infinity,Infinity]}");

	assert_str(record.fields[RP_JSON_TEXT], "NaN is -Infinity");
	cr_assert_null(record.fields[RP_JSON_PUBLISHED].data);
	bad("{\"text\":\"a\",\"b\":NaNa}", "bad-json");
	bad("{\"text\":\"a\" NaN}", "bad-json");
}

Test(json_reader, tells_of_fields_under_other_names)
{
	struct rp_json_record record =
	    good("{\"date\":\"\",\"pubDate\":\"Sunday\",\"headline\":\"T\","
		 "\"title\":null,\"source\":\"The Ledger\",\"text\":\"b\"}");

	cr_assert_str_eq(record.unread[RP_JSON_PUBLISHED], "pubDate");
	cr_assert_str_eq(record.unread[RP_JSON_TITLE], "headline");
	cr_assert_null(record.unread[RP_JSON_URL]);
	record = good("{\"source\":\"https://a.example/\",\"title\":\"\","
		      "\"headline\":\"T\",\"date\":1e9,\"text\":\"b\"}");
	cr_assert_str_eq(record.unread[RP_JSON_URL], "source");
	cr_assert_null(record.unread[RP_JSON_TITLE]);
	cr_assert_str_eq(record.unread[RP_JSON_PUBLISHED], "date");
	/* told in the sentence */
	bad("{\"body\":\"b\",\"date\":\"2017\"}", "no-text");
}

/* Each is a member of its own, and none a standard name. */
Test(json_reader, knows_other_names)
{
	int field;

	for (field = 0; field < RP_JSON_FIELDS; field++) {
		const char *const *name =
		    rp_field_synonyms((enum rp_json_field)field);

		for (; *name; name++) {
			char line[128];
			struct rp_json_record record;
			int i;

			for (i = 0; i < RP_JSON_FIELDS; i++)
				cr_assert_str_neq(*name,
						  rp_json_field_names[i]);
			if (field == RP_JSON_TEXT || field == RP_JSON_HTML)
				continue;
			snprintf(line, sizeof(line),
				 "{\"text\":\"b\",\"%s\":\"http:\"}", *name);
			record = good(line);
			cr_assert_str_eq(record.unread[field], *name);
		}
	}
}

Test(json_reader, survives_depth)
{
	static char line[4000];

	memset(line, '[', sizeof(line) - 1);
	bad(line, "bad-json");
}
