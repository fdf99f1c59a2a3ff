/* SPDX-License-Identifier: Apache-2.0 */
/* drawn_words.h - words of an article as a sketch has them. */
#ifndef RP_DRAWN_WORDS_H
#define RP_DRAWN_WORDS_H

#include "testing.h"

/* Words as of a text: few frequent ones, many rare ones, all marks. */
static inline void draw_tokens(uint32_t *tokens, size_t count, uint64_t *state)
{
	unsigned char *marks = (unsigned char *)(tokens + count);
	size_t i;

	memset(tokens, 0, RP_SKETCH_BYTES(count));
	for (i = 0; i < count; i++) {
		uint64_t rank = draw(state) % (draw(state) % 30000 + 1);

		tokens[i] = (uint32_t)rp_hash_mix(rank);
		marks[i] = (unsigned char)(draw(state) % 4 ? 0 : draw(state));
	}
}

#endif
