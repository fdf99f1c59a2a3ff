/* SPDX-License-Identifier: Apache-2.0 */
/* statements.c - see statements.h. */
#include "statements.h"

#include "ascii.h"
#include "entities.h"
#include "spaced.h"
#include "str.h"
#include "url.h"

#include <stdlib.h>
#include <string.h>

static void read_meta(struct rp_meta *out, const struct rp_page *page,
		      uint32_t node)
{
	static const char *const by[RP_META_KEYS] = {"property", "name",
						     "itemprop", "http-equiv"};
	size_t k;

	for (k = 0; k < RP_META_KEYS; k++)
		out->keys[k] = rp_page_attribute(page, node, by[k]);
	out->content = rp_page_attribute(page, node, "content");
}

static bool absolute(struct rp_str url)
{
	return url.len > 8 &&
	       (rp_ascii_compare_some(url.data, "http://", 7) == 0 ||
		rp_ascii_compare_some(url.data, "https://", 8) == 0);
}

static bool same_host(struct rp_str a, struct rp_str b)
{
	char one[256];
	char two[256];
	size_t len = rp_url_host(one, sizeof(one), a);

	return len > 0 && rp_url_host(two, sizeof(two), b) == len &&
	       memcmp(one, two, len) == 0;
}

/* That of <link rel="canonical">. */
static struct rp_str canonical(const struct rp_page *page)
{
	uint32_t i;

	for (i = 0; i < page->count; i++) {
		struct rp_str url;

		if (page->nodes[i].tag != GUMBO_TAG_LINK ||
		    !rp_page_has_word(page, i, "rel", "canonical"))
			continue;
		url = rp_str_trim(rp_page_attribute(page, i, "href"));
		if (absolute(url))
			return url;
	}
	return (struct rp_str){NULL, 0};
}

struct rp_str rp_statements_address(const struct rp_statements *statements)
{
	struct rp_str url = rp_url_kept(canonical(statements->page));
	struct rp_str other =
	    rp_url_kept(rp_statements_meta(statements, "og:url"));

	/* Some sites say of each page that it is their front page. */
	if (url.len == 0 ||
	    (rp_url_is_front(url) && absolute(other) && same_host(url, other)))
		url = other;
	return absolute(url) ? url : (struct rp_str){NULL, 0};
}

/* Of a title so many bytes are looked at. */
#define TITLE_BYTES 512

static struct rp_str json_text(struct rp_statements *statements,
			       struct rp_str value)
{
	struct rp_str text = {NULL, 0};
	int status = rp_jsonld_text(&text, statements->arena, value);

	statements->failed |= status < 0;
	return status > 0 ? text : (struct rp_str){NULL, 0};
}

/* An address without scheme, fragment and the last slash. */
static struct rp_str bare_address(struct rp_str url)
{
	const char *scheme =
	    url.len ? memmem(url.data, url.len, "://", 3) : NULL;
	const char *mark = url.len ? memchr(url.data, '#', url.len) : NULL;

	if (mark)
		url.len = (size_t)(mark - url.data);
	if (scheme && scheme - url.data <= 5 &&
	    (size_t)(scheme - url.data) + 3 <= url.len) {
		url.len -= (size_t)(scheme - url.data) + 3;
		url.data = scheme + 3;
	}
	if (url.len && url.data[url.len - 1] == '/')
		url.len--;
	return url;
}

static bool same_address(struct rp_str a, struct rp_str b)
{
	a = bare_address(a);
	b = bare_address(b);
	return a.len && rp_str_same(a, b);
}

/* Headlines that are shorter may stand in a title by chance. */
#define HEADLINE_LEAST 8

/* Whether a title has the headline in it, in any case. */
static bool has_headline(struct rp_str title, struct rp_str headline)
{
	size_t i;

	if (headline.len < HEADLINE_LEAST)
		return false;
	for (i = 0; i + headline.len <= title.len && i < TITLE_BYTES; i++)
		if (rp_ascii_compare_some(title.data + i, headline.data,
					  headline.len) == 0)
			return true;
	return false;
}

/* Whether an object of JSON-LD has the page's address, or its headline. */
static bool is_of_page(struct rp_statements *statements, struct rp_str object,
		       struct rp_str address, struct rp_str title)
{
	static const char *const keys[] = {"url", "@id", "mainEntityOfPage"};
	struct rp_str headline;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct rp_str value = rp_jsonld_member(object, keys[i]);

		if (value.len && *value.data == '{')
			value = rp_jsonld_member(value, "@id");
		if (same_address(json_text(statements, value), address))
			return true;
	}
	headline = rp_statements_unescape(
	    statements,
	    json_text(statements, rp_jsonld_member(object, "headline")));
	return has_headline(title, headline);
}

static struct rp_str page_title(struct rp_statements *statements)
{
	struct rp_str title = rp_statements_unescape(
	    statements, rp_statements_meta(statements, "og:title"));
	uint32_t i;

	for (i = 0; title.len == 0 && i < statements->page->count; i++)
		if (statements->page->nodes[i].tag == GUMBO_TAG_TITLE)
			rp_statements_text(&title, statements, i);
	return title;
}

/* Objects of articles that are held against the page. */
#define ARTICLES 32

/* Of the kind that is searched for, the object of this page: of several, as
 * where other stories are listed, the one that has its address or headline; the
 * first if none is known to be. */
static struct rp_str object_of(struct rp_statements *statements,
			       enum rp_jsonld_kind kind)
{
	struct rp_jsonld_search search = {.kind = kind};
	struct rp_str first = {NULL, 0};
	struct rp_str address = {NULL, 0};
	struct rp_str title = {NULL, 0};
	size_t i;

	for (i = 0; i < ARTICLES; i++) {
		struct rp_str object =
		    rp_jsonld_next(&search, statements->json_ld);

		if (object.len == 0)
			break;
		if (i == 0) {
			address = rp_statements_address(statements);
			title = page_title(statements);
		}
		if (is_of_page(statements, object, address, title))
			return object;
		if (first.len == 0)
			first = object;
	}
	return first;
}

void rp_statements_init(struct rp_statements *out, const struct rp_page *page,
			struct rp_arena *arena, const struct rp_buffer *json_ld)
{
	size_t count = 0;
	uint32_t i;

	memset(out, 0, sizeof(*out));
	out->page = page;
	out->arena = arena;
	out->json_ld = json_ld;
	for (i = 0; i < page->count; i++)
		count += page->nodes[i].tag == GUMBO_TAG_META;
	out->metas = rp_arena_alloc(arena, count * sizeof(*out->metas));
	out->failed = !out->metas;
	if (!out->metas)
		return;
	for (i = 0; i < page->count; i++)
		if (page->nodes[i].tag == GUMBO_TAG_META)
			read_meta(&out->metas[out->meta_count++], page, i);
	out->article = object_of(out, RP_JSONLD_ARTICLE);
	if (out->article.len == 0)
		out->review = object_of(out, RP_JSONLD_REVIEW);
}

static bool is_key(const char *value, const char *key)
{
	return value && (value[0] | 0x20) == (key[0] | 0x20) &&
	       rp_ascii_compare(value, key) == 0;
}

struct rp_str rp_statements_meta(const struct rp_statements *statements,
				 const char *key)
{
	size_t i;
	size_t k;

	for (i = 0; i < statements->meta_count; i++) {
		const struct rp_meta *meta = &statements->metas[i];
		struct rp_str content;

		for (k = 0; k < RP_META_KEYS; k++)
			if (is_key(meta->keys[k], key))
				break;
		if (k == RP_META_KEYS)
			continue;
		content = rp_str_trim(meta->content);
		if (content.len)
			return content;
	}
	return (struct rp_str){NULL, 0};
}

/* What the objects of a kind say, the first that does. */
static int of_kind(struct rp_str *out, struct rp_statements *statements,
		   const char *key, enum rp_jsonld_kind kind)
{
	struct rp_jsonld_search search = {.kind = kind};
	struct rp_str object;
	int status = 0;

	while (status == 0 &&
	       (object = rp_jsonld_next(&search, statements->json_ld)).len > 0)
		status = rp_jsonld_text(out, statements->arena,
					rp_jsonld_member(object, key));
	return status;
}

bool rp_statements_json(struct rp_str *out, struct rp_statements *statements,
			const char *key, enum rp_statements_reach reach)
{
	struct rp_str object =
	    statements->article.len ? statements->article : statements->review;
	struct rp_str value = rp_jsonld_resolve(rp_jsonld_member(object, key),
						statements->json_ld);
	int status = rp_jsonld_text(out, statements->arena, value);

	/* The page that the article is on, within it. */
	if (status == 0 && reach >= RP_STATEMENTS_PAGE)
		status = rp_jsonld_text(
		    out, statements->arena,
		    rp_jsonld_member(
			rp_jsonld_member(object, "mainEntityOfPage"), key));
	if (status == 0 && reach >= RP_STATEMENTS_PAGE)
		status = of_kind(out, statements, key, RP_JSONLD_PAGE);
	if (status == 0 && reach >= RP_STATEMENTS_ANY)
		status = of_kind(out, statements, key, RP_JSONLD_OTHER);
	statements->failed |= status < 0;
	return status > 0;
}

bool rp_statements_body(struct rp_str *out, struct rp_statements *statements,
			bool own)
{
	struct rp_str object = statements->article;
	struct rp_str updates;
	struct rp_str first;
	int status = rp_jsonld_text(out, statements->arena,
				    rp_jsonld_member(object, "articleBody"));

	updates = rp_jsonld_member(object, "liveBlogUpdate");
	if (status == 0 && !own && rp_jsonld_item(&first, &updates))
		status = rp_jsonld_text(out, statements->arena,
					rp_jsonld_member(first, "articleBody"));
	if (status == 0 && !own)
		status =
		    of_kind(out, statements, "articleBody", RP_JSONLD_PAGE);
	if (status == 0 && !own)
		status =
		    of_kind(out, statements, "articleBody", RP_JSONLD_OTHER);
	statements->failed |= status < 0;
	return status > 0;
}

/* Elements that a page nests may each be asked for their text: of all of them
 * no more is looked at than this, some pages' worth, and the one that passes
 * it. */
#define LOOKED_AT ((size_t)32 << 20)

/* Keep a text for which so much was looked at; the buffer is disposed of. */
static bool keep_text(struct rp_str *out, struct rp_statements *statements,
		      struct rp_buffer *text, size_t looked_at)
{
	statements->looked_at += looked_at;
	out->data = rp_arena_copy(statements->arena, text->data, text->len);
	out->len = text->len;
	statements->failed |= !out->data || text->failed;
	rp_buffer_dispose(text);
	return out->len > 0 && !statements->failed;
}

bool rp_statements_text(struct rp_str *out, struct rp_statements *statements,
			uint32_t node)
{
	struct rp_buffer text;

	*out = (struct rp_str){NULL, 0};
	if (statements->looked_at > LOOKED_AT)
		return false;
	rp_buffer_init(&text);
	return keep_text(out, statements, &text,
			 rp_page_text(&text, statements->page, node));
}

bool rp_statements_lines(
    struct rp_str *out, struct rp_statements *statements, uint32_t node,
    enum rp_page_part (*part_of)(const struct rp_page *page, uint32_t node))
{
	struct rp_buffer text;

	*out = (struct rp_str){NULL, 0};
	if (statements->looked_at > LOOKED_AT)
		return false;
	rp_buffer_init(&text);
	return keep_text(out, statements, &text,
			 rp_page_lines(&text, statements->page, node, part_of));
}

struct rp_str rp_statements_unescape(struct rp_statements *statements,
				     struct rp_str text)
{
	struct rp_buffer plain;

	if (text.len == 0 || !memchr(text.data, '&', text.len))
		return text;
	rp_buffer_init(&plain);
	rp_entities_decode(&plain, text);
	text.data = rp_arena_copy(statements->arena, plain.data, plain.len);
	text.len = text.data ? plain.len : 0;
	statements->failed |= plain.failed || !text.data;
	rp_buffer_dispose(&plain);
	return rp_str_trimmed(text);
}

struct rp_str rp_statements_spaced(struct rp_statements *statements,
				   struct rp_str text)
{
	struct rp_buffer spaced;

	rp_buffer_init(&spaced);
	rp_spaced_put(&spaced, text);
	if (spaced.failed || !rp_str_same(rp_buffer_view(&spaced), text)) {
		text.data =
		    rp_arena_copy(statements->arena, spaced.data, spaced.len);
		text.len = text.data ? spaced.len : 0;
		statements->failed |= spaced.failed || !text.data;
	}
	rp_buffer_dispose(&spaced);
	return text;
}
