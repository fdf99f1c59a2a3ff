/* SPDX-License-Identifier: Apache-2.0 */
/* stray.h - titles that the text below them says nothing of. */
#ifndef RP_STRAY_H
#define RP_STRAY_H

#include "words.h"

#include <stdint.h>

/* The words of a title, read from utf8, against the count words of a text, by
 * the low halves of their hashes. 1 to RP_STRAY_MOST: the title's code, the
 * same for the same words; 0: the text speaks of it, or it says too little. */
uint8_t rp_stray_code(const struct rp_words *title, const char *utf8,
		      const uint32_t *tokens, size_t count);

#endif
