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

/* Bytes of one of count words that a folded text begins with, and a blank, a
 * sign or the end behind it; of several the longest. 0: of none. */
size_t rp_date_word_at(const char *folded, const char *const *words,
		       size_t count);

/* The same of the words that say what a date is of, change or publication. */
size_t rp_date_telling_at(const char *folded);

/* Whether a text begins with a date, and nothing but a time and a zone follows
 * it. */
bool rp_date_ends(struct rp_str text, enum rp_date_order order);

#endif
