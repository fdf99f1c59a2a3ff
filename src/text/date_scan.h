/* SPDX-License-Identifier: Apache-2.0 */
/* date_scan.h - what the parts of reading a date share: a place in a text in
 * lower case whose digits are those of ASCII. */
#ifndef RP_DATE_SCAN_H
#define RP_DATE_SCAN_H

#include "reprint.h"

#include <string.h>

struct rp_date_scan {
	const char *at;
	const char *end;
};

static inline struct rp_str rp_date_scan_rest(const struct rp_date_scan *scan)
{
	return (struct rp_str){scan->at, (size_t)(scan->end - scan->at)};
}

static inline bool rp_date_scan_is_digit(const struct rp_date_scan *scan)
{
	return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

/* Read exactly count digits. */
static inline bool rp_date_scan_digits(struct rp_date_scan *scan, int count,
				       int *out)
{
	struct rp_date_scan at = *scan;
	int value = 0;
	int i;

	for (i = 0; i < count; i++) {
		if (!rp_date_scan_is_digit(&at))
			return false;
		value = value * 10 + (*at.at++ - '0');
	}
	*scan = at;
	*out = value;
	return true;
}

/* Two digits, or one. */
static inline bool rp_date_scan_short(struct rp_date_scan *scan, int *out)
{
	return rp_date_scan_digits(scan, 2, out) ||
	       rp_date_scan_digits(scan, 1, out);
}

static inline bool rp_date_scan_char(struct rp_date_scan *scan, char c)
{
	if (scan->at == scan->end || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

/* Move past what is written so; letters may follow. */
static inline bool rp_date_scan_word(struct rp_date_scan *scan,
				     const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(scan->end - scan->at) < len ||
	    memcmp(scan->at, word, len) != 0)
		return false;
	scan->at += len;
	return true;
}

/* Move past the first of these that stands here and is no beginning of a longer
 * word: its index and 1; 0: none. */
size_t rp_date_scan_any(struct rp_date_scan *scan, const char *const *words,
			size_t count);

/* Move past the first of these that stands here; letters may follow. */
bool rp_date_scan_written(struct rp_date_scan *scan, const char *const *words,
			  size_t count);

/* One way to write a date, with what is behind it: false: it is not. */
typedef bool rp_date_form(struct rp_date_scan *scan, struct rp_date *date);

/* Read the date, which is none yet, in the first of the forms that it has.
 * False: none fits, and both are as they were. */
bool rp_date_scan_first(struct rp_date_scan *scan, struct rp_date *date,
			rp_date_form *const *forms, size_t count);

/* Move past any of the characters. */
static inline void rp_date_scan_pass(struct rp_date_scan *scan,
				     const char *characters)
{
	while (scan->at < scan->end && *scan->at &&
	       strchr(characters, *scan->at))
		scan->at++;
}

#endif
