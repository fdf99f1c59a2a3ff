/* SPDX-License-Identifier: Apache-2.0 */
/* months.h - the English names of months. */
#ifndef RP_MONTHS_H
#define RP_MONTHS_H

#include "ascii.h"

#include <string.h>

/* 1 to 12: the month that these letters name in any case, whole or by its first
 * three; 0: none. */
static inline int rp_month_of(const char *letters, size_t len)
{
	static const char *const names[] = {"january", "february", "march",
					    "april",   "may",	   "june",
					    "july",    "august",   "september",
					    "october", "november", "december"};
	int i;

	for (i = 0; i < 12; i++)
		if ((len == 3 || len == strlen(names[i])) &&
		    rp_ascii_compare_some(letters, names[i], len) == 0)
			return i + 1;
	return 0;
}

#endif
