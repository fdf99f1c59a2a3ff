/* SPDX-License-Identifier: Apache-2.0 */
#include "jsonld.h"
#include "testing.h"

/* expected NULL: there is no such value. */
static void assert_value(const char *json, const char *expected)
{
	struct rp_arena arena;
	struct rp_buffer scripts;
	struct rp_str value;
	int found;

	rp_arena_init(&arena, 0);
	rp_buffer_init(&scripts);
	rp_buffer_puts(&scripts, json);
	found = rp_jsonld_string(&value, &arena, &scripts, "headline");
	cr_assert_eq(found, expected != NULL, "%s", json);
	if (expected)
		assert_str(value, expected);
	rp_buffer_dispose(&scripts);
	rp_arena_dispose(&arena);
}

Test(jsonld, finds_a_string_anywhere)
{
	assert_value("{\"@graph\":[{\"a\":{\"headline\" :\n \"T\"}}]}", "T");
	assert_value("{\"headline\":[\"first\",\"second\"]}", "first");
	assert_value("{\"headline\":\"\",\"b\":{\"headline\":\"x\"}}", "x");
	assert_value("{\"headline\":7}", NULL);
	assert_value("{\"alternativeHeadline\":\"x\"}", NULL);
	assert_value("", NULL);
}

Test(jsonld, undoes_escapes)
{
	assert_value("{\"headline\":\"a\\\"b\\\\c\\/d\\u00e9\"}", "a\"b\\c/dé");
	assert_value("{\"headline\":\"\\ud83d\\ude00\"}", "😀");
	assert_value("{\"headline\":\"\\ud83d x\"}", "\xef\xbf\xbd x");
	assert_value("{\"headline\":\"\\u00zz\"}", "00zz");
}

Test(jsonld, bears_what_a_parser_refuses)
{
	assert_value("{\"headline\":\"raw\nbreak\",}", "raw\nbreak");
	assert_value("{\"headline\":\"never ends", NULL);
	assert_value("{\"headline\":\"ends in \\", NULL);
}
