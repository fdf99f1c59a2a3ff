/* SPDX-License-Identifier: Apache-2.0 */
/* calendar_words.h - names of months and days of the week. */
#ifndef RP_CALENDAR_WORDS_H
#define RP_CALENDAR_WORDS_H

#include "reprint.h"

/* 1 to 12: the month whose name, whole or shortened, a text in lower case
 * begins with, in any of the languages; *used receives its length without a
 * full stop behind it. 0: none. "listopada" is November, as in Polish and
 * Czech; it is October in Croatian. */
int rp_month_named(size_t *used, struct rp_str text);

/* Length of the name of a day of the week that a text in lower case begins
 * with, whole or shortened; 0: it does not. */
size_t rp_weekday_named(struct rp_str text);

#endif
