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
	found = rp_jsonld_text(
	    &value, &arena,
	    rp_jsonld_member(rp_buffer_view(&scripts), "headline"));
	cr_assert_eq(found, expected != NULL, "%s", json);
	if (expected)
		assert_str(value, expected);
	rp_buffer_dispose(&scripts);
	rp_arena_dispose(&arena);
}

Test(jsonld, finds_a_string)
{
	assert_value("{\"headline\" :\n \"T\"}", "T");
	assert_value("{\"headline\":{\"name\":\"T\"}}", "T");
	assert_value("{\"headline\":7}", NULL);
	assert_value("{\"b\":{\"headline\":\"x\"}}", NULL);
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

static struct rp_str article_of(const char *script, struct rp_buffer *scripts)
{
	struct rp_jsonld_search search = {0};

	rp_buffer_init(scripts);
	rp_buffer_puts(scripts, script);
	rp_buffer_putc(scripts, '\0');
	return rp_jsonld_next(&search, scripts);
}

static void assert_member(const char *script, const char *key,
			  const char *expected)
{
	struct rp_buffer scripts;

	assert_str(rp_jsonld_member(article_of(script, &scripts), key),
		   expected);
	rp_buffer_dispose(&scripts);
}

Test(jsonld, finds_the_articles_own_members)
{
	const char *graph = "[{\"@type\":\"WebPage\",\"a\":1},{\"@graph\":[{"
			    "\"x\":{\"a\":2},\"a\":[3,{\"b\":\"}\"}],"
			    "\"@type\":[\"Thing\",\"NewsArticle\"]}]}]";

	assert_member(graph, "a", "[3,{\"b\":\"}\"}]");
	assert_member(graph, "b", "");
	assert_member("{\"@type\":\"WebPage\",\"a\":1}", "a", "");
	assert_member("{\"@type\":\"BlogPosting\",\"a\" : \"x\\\"y\" ,}", "a",
		      "\"x\\\"y\"");
	/* cut off */
	assert_member("{\"@type\":\"Article\",\"a\":\"x", "a", "\"x");
	assert_member("{\"@type\":\"Article\",\"a\":", "a", "");
	assert_member("", "a", "");
}

/* Which objects of a script are of a kind, by their member "n". */
static void assert_kind(const char *script, enum rp_jsonld_kind kind,
			const char *expected)
{
	struct rp_jsonld_search search = {.kind = kind};
	struct rp_buffer scripts;
	struct rp_buffer found;
	struct rp_str object;

	rp_buffer_init(&scripts);
	rp_buffer_init(&found);
	rp_buffer_puts(&scripts, script);
	rp_buffer_putc(&scripts, '\0');
	while ((object = rp_jsonld_next(&search, &scripts)).len > 0)
		rp_buffer_str(&found, rp_jsonld_member(object, "n"));
	assert_str(rp_buffer_view(&found), expected);
	rp_buffer_dispose(&found);
	rp_buffer_dispose(&scripts);
}

Test(jsonld, tells_kinds_apart)
{
	static const char all[] =
	    "[{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"n\":1},"
	    "{\"@type\":\"ClaimReview\",\"n\":2,\"itemReviewed\":{\"@type\":"
	    "\"Movie\",\"n\":3}},{\"@type\":\"WebPage\",\"n\":4},"
	    "{\"@type\":\"TVSeries\",\"headline\":\"x\",\"n\":5},"
	    "{\"@type\":\"Book\",\"name\":\"x\",\"n\":6},"
	    "{\"@type\":\"ItemList\",\"itemListElement\" : [{\"@type\":"
	    "\"NewsArticle\",\"n\":7}],\"x\":{\"@type\":\"Recipe\",\"n\":8}}]";

	assert_kind(all, RP_JSONLD_ARTICLE, "1");
	assert_kind(all, RP_JSONLD_REVIEW, "28");
	assert_kind(all, RP_JSONLD_PAGE, "4");
	assert_kind(all, RP_JSONLD_OTHER, "5");
}

Test(jsonld, takes_items_in_turn)
{
	struct rp_str rest = str("[ {\"a\":[1,2]} , \"x,y\",3 ]");
	struct rp_str item;

	cr_assert(rp_jsonld_item(&item, &rest));
	assert_str(item, "{\"a\":[1,2]}");
	cr_assert(rp_jsonld_item(&item, &rest));
	assert_str(item, "\"x,y\"");
	cr_assert(rp_jsonld_item(&item, &rest));
	cr_assert(!rp_jsonld_item(&item, &rest));
	rest = str("\"one\"");
	cr_assert(rp_jsonld_item(&item, &rest));
	assert_str(item, "\"one\"");
	cr_assert(!rp_jsonld_item(&item, &rest));
	rest = str("[]");
	cr_assert(!rp_jsonld_item(&item, &rest));
	rest = str("[,,,");
	while (rp_jsonld_item(&item, &rest))
		cr_assert_lt(rest.len, 4); /* it ends */
}

/* Brackets that never close make each object reach to the end. */
Test(jsonld, bears_damaged_brackets)
{
	struct rp_jsonld_search search = {0};
	struct rp_buffer scripts;
	size_t i;

	rp_buffer_init(&scripts);
	for (i = 0; i < 400000; i++)
		rp_buffer_puts(&scripts, "{\"a\":[[}");
	assert_str(rp_jsonld_next(&search, &scripts), "");
	rp_buffer_dispose(&scripts);
}
