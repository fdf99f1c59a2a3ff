/* SPDX-License-Identifier: Apache-2.0 */
/* lead.c - see lead.h. A lead without a dateline is the site's own and stays
 * outside the text. */
#include "lead.h"

#include "classwords.h"
#include "dateline.h"

#include <string.h>

/* Nodes behind the headline among which a lead is. */
#define LEAD_NODES 60
/* Bytes that a lead and a paragraph begin with, if they are one. */
#define SAME_BYTES 60
/* Elements around a caption that may be called a picture. */
#define PICTURE_LEVELS 4

/* Whether a node is a picture's caption or another story's teaser, by an
 * element around it or by its words: those of agencies have a dateline too. */
static bool is_caption(const struct rp_page *page, uint32_t i,
		       struct rp_str text)
{
	static const char *const signs[] = {"(Photo",	"PHOTO /",  "Photo/",
					    "Photo by", "REUTERS/", "AP Photo",
					    "Getty",	"Foto:",    "Photo:"};
	int level;
	size_t k;

	for (level = 0; level < PICTURE_LEVELS && i != 0; level++) {
		const char *names = rp_page_attribute(page, i, "class");

		if (page->nodes[i].tag == GUMBO_TAG_FIGURE ||
		    page->nodes[i].tag == GUMBO_TAG_FIGCAPTION ||
		    page->nodes[i].tag == GUMBO_TAG_LI ||
		    (names && (rp_classwords_picture(names) ||
			       rp_classwords_related(names))))
			return true;
		i = page->nodes[i].parent;
	}
	for (k = 0; k < sizeof(signs) / sizeof(signs[0]); k++)
		if (memmem(text.data, text.len, signs[k], strlen(signs[k])))
			return true;
	return false;
}

/* Whether the container has its first paragraph: one with a dateline too, or
 * one that begins like the lead, which is at the beginning of scratch. */
static bool is_led(const struct rp_page *page, uint32_t container,
		   struct rp_buffer *scratch)
{
	const size_t lead = scratch->len;
	const size_t same = lead < SAME_BYTES ? lead : SAME_BYTES;
	uint32_t i;

	for (i = container; i < page->nodes[container].end; i++) {
		struct rp_str dateline;
		struct rp_str text;
		const char *agency;

		if (!rp_page_is_prose(&page->nodes[i]) ||
		    page->nodes[i].removed)
			continue;
		rp_page_text(scratch, page, i);
		if (scratch->failed)
			return true;
		text =
		    (struct rp_str){scratch->data + lead, scratch->len - lead};
		return rp_dateline_find(&dateline, &agency, text) > 0 ||
		       (text.len >= same &&
			memcmp(text.data, scratch->data, same) == 0);
	}
	return true;
}

uint32_t rp_lead_find(const struct rp_page *page, uint32_t headline,
		      uint32_t container, struct rp_buffer *scratch)
{
	uint32_t article = rp_page_article(page, container);
	uint32_t i;

	if (!headline || page->nodes[headline].end > container ||
	    article != rp_page_article(page, headline))
		return 0;
	for (i = page->nodes[headline].end;
	     i < container && i - headline < LEAD_NODES &&
	     !rp_page_is_linked_heading(&page->nodes[i]);
	     i++) {
		struct rp_str dateline;
		struct rp_str text;
		const char *agency;

		/* One around the container holds more than a lead. */
		if (!rp_page_is_prose(&page->nodes[i]) ||
		    page->nodes[i].end > container)
			continue;
		rp_buffer_clear(scratch);
		rp_page_text(scratch, page, i);
		if (scratch->failed)
			return 0;
		text = rp_buffer_view(scratch);
		if (is_caption(page, i, text))
			continue;
		return rp_dateline_find(&dateline, &agency, text) &&
			       !is_led(page, container, scratch)
			   ? i
			   : 0;
	}
	return 0;
}
