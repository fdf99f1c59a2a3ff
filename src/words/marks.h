/* SPDX-License-Identifier: Apache-2.0 */
/* marks.h - what each word of a text is: number, name, quotation, … */
#ifndef RP_MARKS_H
#define RP_MARKS_H

#include "reprint.h"
#include "words.h"

/*
 * Mark all words as if each stood in mid-sentence, as most do, and those that
 * may not, or that are no ASCII, with RP_MARK_START besides, for a closer look.
 * The first ones, before which two bytes cannot be read, and the last ones, of
 * which six cannot, too.
 * One file an instruction set where that brings something; all mark alike.
 */
typedef void rp_marks_kernel(unsigned char *marks, const struct rp_words *words,
			     const char *utf8, size_t len);
rp_marks_kernel rp_marks_all_portable;
rp_marks_kernel rp_marks_all_avx2;
rp_marks_kernel rp_marks_all_avx512;

/* The kernel for this processor, once it has been found to mark right. */
rp_marks_kernel *rp_marks_best(void);

/*
 * Set marks[i], a combination of enum rp_mark, for each of the words that
 * rp_words_read found in the text of len bytes. marks has room for
 * words->count. Never fails.
 */
void rp_marks_set(unsigned char *marks, rp_marks_kernel *kernel,
		  const struct rp_words *words, const char *utf8, size_t len);

#endif
