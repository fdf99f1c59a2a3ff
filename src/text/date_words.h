/* SPDX-License-Identifier: Apache-2.0 */
/* date_words.h - what the words around a date say of it. */
#ifndef RP_DATE_WORDS_H
#define RP_DATE_WORDS_H

#include "reprint.h"

/* Whether the words before a date say that it is of a change. */
bool rp_date_says_change(const char *words);

/* Whether they say that it is of the publication, or nothing: "Posted on", a
 * day of the week. */
bool rp_date_is_labelled(const char *words);

/* Whether a text begins with a date, and nothing but a time and a zone follows
 * it. */
bool rp_date_ends(struct rp_str text, enum rp_date_order order);

#endif
