/* SPDX-License-Identifier: Apache-2.0 */
/* date_address.c - the day in the address of a page. */
#include "ascii.h"
#include "dates.h"
#include "months.h"

#include <stdio.h>
#include <string.h>

/* Digits at at, most of them; the number of digits read. */
static size_t number(int *out, const char *at, const char *end, size_t most)
{
	size_t n = 0;

	*out = 0;
	while (at + n < end && n < most && at[n] >= '0' && at[n] <= '9')
		*out = *out * 10 + (at[n++] - '0');
	return n;
}

/* Letters of an English month's name or its first three, and which one it is;
 * 0: it is none. */
static size_t month_name(int *month, const char *at, const char *end)
{
	size_t len = 0;

	while (at + len < end && rp_ascii_is_letter(at[len]))
		len++;
	*month = rp_month_of(at, len);
	return *month ? len : 0;
}

bool rp_dates_in_address(struct rp_stated_date *out,
			 const struct rp_dates *dates, struct rp_str url)
{
	const char *at = url.data;
	const char *end = url.len ? at + url.len : at;

	for (; at < end; at++) {
		int year;
		int month;
		int day;
		size_t m;
		size_t d;
		char mark;
		char stated[40];
		char *copy;

		if ((at[0] != '/' && at[0] != '-' && at[0] != '_') ||
		    end - at < 9 || number(&year, at + 1, end, 5) != 4)
			continue;
		mark = at[5];
		if (mark != '/' && mark != '-' && mark != '_')
			continue;
		m = number(&month, at + 6, end, 3);
		if (m == 0 && mark == '/')
			m = month_name(&month, at + 6, end);
		else if (m > 2)
			continue;
		/* "2017-01/31" as in China */
		if (m == 0 || at + 6 + m >= end ||
		    (at[6 + m] != mark && (mark != '-' || at[6 + m] != '/')))
			continue;
		d = number(&day, at + 7 + m, end, 3);
		if (d == 0 || d > 2)
			continue;
		snprintf(stated, sizeof(stated), "%04d-%02d-%02d", year, month,
			 day);
		copy = rp_arena_copy(dates->statements->arena, stated,
				     strlen(stated));
		dates->statements->failed |= !copy;
		if (copy &&
		    rp_dates_take(out, dates,
				  (struct rp_str){copy, strlen(copy)}, "url"))
			return true;
	}
	return false;
}

bool rp_dates_in_figures(struct rp_stated_date *out,
			 const struct rp_dates *dates, struct rp_str url)
{
	const char *at = url.data;
	const char *end = url.len ? at + url.len : at;

	for (; at < end; at++) {
		const char *from = at + 1;
		int figures;
		size_t n;

		if (*at != '/')
			continue;
		from += from < end && *from == 't';
		n = number(&figures, from, end, 9);
		if (n == 8 && from + n < end &&
		    (from[n] == '/' || from[n] == '_' || from[n] == '-') &&
		    rp_dates_take(out, dates, (struct rp_str){from, n}, "url"))
			return true;
	}
	return false;
}
