/* SPDX-License-Identifier: Apache-2.0 */
/* date_places.c - see date_places.h. */
#include "date_places.h"

#include "ascii.h"
#include "date_words.h"
#include "str.h"

#include <string.h>

/* Whether "updated" is a word of a list of classes, and a word for a date is
 * another: in hAtom that is the date of the entry, of the publication where no
 * other is given. */
static bool is_of_entry(const char *class)
{
	static const char *const dates[] = {"date",	  "dtstamp",
					    "entry-date", "post-date",
					    "post_date",  "post-info-date"};
	bool updated = false;
	bool dated = false;
	const char *at = class;

	while (*(at += strspn(at, " \t\n\r\f"))) {
		struct rp_str word = {at, strcspn(at, " \t\n\r\f")};
		size_t i;

		updated |= rp_str_is(word, "updated");
		for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
			dated |= rp_str_is(word, dates[i]);
		at += word.len;
	}
	return updated && dated;
}

/* Whether a name of classes is of a change. WordPress calls the one of an
 * article never changed "published updated". */
static bool names_change(const char *class)
{
	return class && !rp_ascii_find(class, "published") &&
	       (rp_ascii_find(class, "updated") ||
		rp_ascii_find(class, "modified")) &&
	       !is_of_entry(class);
}

/* Elements around a <time> whose last text is of it. */
#define LABEL_LEVELS 3

bool rp_date_place_changes(const struct rp_page *page, uint32_t node,
			   uint32_t label)
{
	uint32_t around = page->nodes[node].parent;
	unsigned level;

	if (names_change(rp_page_attribute(page, node, "class")) ||
	    names_change(rp_page_attribute(page, around, "class")))
		return true;
	if (label == 0 || page->nodes[label].in_heading)
		return false;
	for (level = 1; level < LABEL_LEVELS && around != 0; level++)
		around = page->nodes[around].parent;
	return label > around &&
	       rp_date_says_change(page->nodes[label].dom->v.text.text);
}
