/* SPDX-License-Identifier: Apache-2.0 */
/* date_places.c - see date_places.h. */
#include "date_places.h"

#include "ascii.h"
#include "date_words.h"

/* Whether "updated" is a word of an element's classes, and a word for a date is
 * another: in hAtom that is the date of the entry, of the publication where no
 * other is given. */
static bool is_of_entry(const struct rp_page *page, uint32_t node)
{
	static const char *const dates[] = {"date",	  "dtstamp",
					    "entry-date", "post-date",
					    "post_date",  "post-info-date"};
	size_t i;

	if (!rp_page_has_word(page, node, "class", "updated"))
		return false;
	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		if (rp_page_has_word(page, node, "class", dates[i]))
			return true;
	return false;
}

/* Whether an element's classes name a change. WordPress calls the one of an
 * article never changed "published updated". */
static bool names_change(const struct rp_page *page, uint32_t node)
{
	const char *class = rp_page_attribute(page, node, "class");

	return class && !rp_ascii_find(class, "published") &&
	       (rp_ascii_find(class, "updated") ||
		rp_ascii_find(class, "modified")) &&
	       !is_of_entry(page, node);
}

/* Elements around a <time> whose last text is of it. */
#define LABEL_LEVELS 3

bool rp_date_place_changes(const struct rp_page *page, uint32_t node,
			   uint32_t label)
{
	uint32_t around = page->nodes[node].parent;
	unsigned level;

	if (names_change(page, node) || names_change(page, around))
		return true;
	if (label == 0 || page->nodes[label].in_heading)
		return false;
	for (level = 1; level < LABEL_LEVELS && around != 0; level++)
		around = page->nodes[around].parent;
	return label > around && rp_date_says_change(page->nodes[label].string);
}
