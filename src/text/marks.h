/* SPDX-License-Identifier: Apache-2.0 */
/* marks.h - what each word of a text is: number, name, quotation, … */
#ifndef RP_MARKS_H
#define RP_MARKS_H

#include "reprint.h"
#include "words.h"

/*
 * Set marks[i], a combination of enum rp_mark, for each of the words that
 * rp_words_read found in the text of len bytes. marks has room for
 * words->count. Never fails.
 */
void rp_marks_set(unsigned char *marks, const struct rp_words *words,
		  const char *utf8, size_t len);

#endif
