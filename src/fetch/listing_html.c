/* SPDX-License-Identifier: Apache-2.0 */
/* listing_html.c - the feeds that a page names in <link rel="alternate">. */
#include "ascii.h"
#include "listing_parts.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Links stand in the head of a page. */
#define HEAD_BYTES ((size_t)512 << 10)

struct page {
	struct rp_listing_taker *taker;
	htmlParserCtxtPtr parser;
	struct rp_buffer base; /* of the first <base> */
};

static bool is_feed(const char *type)
{
	static const char *const types[] = {
	    "application/rss+xml", "application/atom+xml",
	    "application/feed+json", "application/rdf+xml"};
	size_t i;

	for (i = 0; type && i < sizeof(types) / sizeof(types[0]); i++)
		if (rp_ascii_compare_some(type, types[i], strlen(types[i])) ==
		    0)
			return true;
	return false;
}

static void start(void *context, const xmlChar *name,
		  const xmlChar **attributes)
{
	struct page *page = context;
	const char *rel = NULL;
	const char *type = NULL;
	const char *href = NULL;
	struct rp_listed item = {.listing = true};

	bool is_base = strcmp((const char *)name, "base") == 0;

	if ((!is_base && strcmp((const char *)name, "link") != 0) ||
	    !attributes)
		return;
	for (; attributes[0]; attributes += 2) {
		const char *key = (const char *)attributes[0];
		const char *value = (const char *)attributes[1];

		if (strcmp(key, "rel") == 0)
			rel = value;
		else if (strcmp(key, "type") == 0)
			type = value;
		else if (strcmp(key, "href") == 0)
			href = value;
	}
	if (is_base && href && page->base.len == 0)
		rp_buffer_puts(&page->base, href);
	if (is_base || !rel || !rp_ascii_find(rel, "alternate") ||
	    !is_feed(type) || !href)
		return;
	item.url = (struct rp_str){href, strlen(href)};
	item.base = rp_buffer_view(&page->base);
	if (!rp_listing_take(page->taker, &item))
		xmlStopParser(page->parser);
}

int rp_listing_html(struct rp_listing_taker *taker, struct rp_str bytes)
{
	htmlSAXHandler handler;
	struct page page = {.taker = taker};
	int status;

	rp_buffer_init(&page.base);
	memset(&handler, 0, sizeof(handler));
	handler.startElement = start;
	page.parser = htmlCreatePushParserCtxt(&handler, &page, NULL, 0, NULL,
					       XML_CHAR_ENCODING_NONE);
	if (!page.parser)
		return RP_ENOMEM;
	htmlCtxtUseOptions(page.parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET |
					    HTML_PARSE_NOERROR |
					    HTML_PARSE_NOWARNING);
	if (bytes.len > HEAD_BYTES)
		bytes.len = HEAD_BYTES;
	htmlParseChunk(page.parser, bytes.data, (int)bytes.len, 1);
	htmlFreeParserCtxt(page.parser);
	status = page.base.failed ? RP_ENOMEM : RP_OK;
	rp_buffer_dispose(&page.base);
	return status;
}
