/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markup.c - see markup.h
 *
 * Fields such as JSON-LD's articleBody are plain text by their definition, and
 * on one site in ten they hold the markup of the page. It is flat: paragraphs,
 * links, emphasis. So tags are cut out where they stand, and all but those that
 * stand within a line end one. Rejected: to parse it as a page, for which it
 * has no frame to tell text from furniture by.
 *
 * Cost: one pass.
 */
#include "markup.h"

#include "ascii.h"

#include <stdbool.h>
#include <string.h>

/* Whether a tag of that name ends a line of text. */
static bool ends_line(const char *name, size_t len)
{
	static const char *const within[] = {"a",    "b",      "i",    "em",
					     "span", "strong", "u",    "sup",
					     "sub",  "font",   "abbr", "small"};
	size_t i;

	for (i = 0; i < sizeof(within) / sizeof(within[0]); i++)
		if (strlen(within[i]) == len &&
		    rp_ascii_compare_some(within[i], name, len) == 0)
			return false;
	return true;
}

/* A text that is read. */
struct reading {
	const char *at;
	const char *end;
	const char *close; /* the next '>', or one before at, or end */
	bool line;	   /* one has ended since the last character */
};

/* Pass over the tag that begins here; false: none does. The next '>' is looked
 * for once, so that a text of '<' stays linear. */
static bool skip_tag(struct reading *reading)
{
	const char *name = reading->at + 1;
	size_t len = 0;

	if (*reading->at != '<')
		return false;
	name += name < reading->end && *name == '/';
	if (name >= reading->end || !rp_ascii_is_letter(*name))
		return false;
	if (reading->close < name) {
		reading->close =
		    memchr(name, '>', (size_t)(reading->end - name));
		if (!reading->close)
			reading->close = reading->end;
	}
	if (reading->close == reading->end)
		return false;
	while (rp_ascii_is_alnum(name[len]) || name[len] == '-')
		len++;
	reading->line |= ends_line(name, len);
	reading->at = reading->close + 1;
	return true;
}

void rp_markup_lines(struct rp_buffer *out, struct rp_str text)
{
	struct reading reading = {text.data, text.data + text.len, text.data,
				  false};
	bool blank = false;

	while (reading.at < reading.end) {
		if (skip_tag(&reading))
			continue;
		if ((unsigned char)*reading.at <= ' ') {
			reading.line |= *reading.at++ == '\n';
			blank = true;
			continue;
		}
		if (out->len && (reading.line || blank))
			rp_buffer_putc(out, reading.line ? '\n' : ' ');
		reading.line = false;
		blank = false;
		rp_buffer_putc(out, *reading.at++);
	}
}
