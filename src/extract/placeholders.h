/* SPDX-License-Identifier: Apache-2.0 */
/*
 * placeholders.h - one character in the place of each text and attribute that
 * the parser need not read
 *
 * The parser reads letter by letter, at some 40 ns each, what it only hands on.
 * So it is given a character of private use (Unicode 15, 23.5) for each piece,
 * and who reads its tree gets the piece back. A page's own characters of
 * private use stand within a piece, or are one themselves.
 */
#ifndef RP_PLACEHOLDERS_H
#define RP_PLACEHOLDERS_H

#include "arena.h"
#include "buffer.h"

#include <stdbool.h>

/* A piece that is shared. */
struct rp_placeholder_slot {
	uint32_t number; /* one more than its; 0: none */
	uint32_t hash;
};

struct rp_placeholders {
	struct rp_buffer pieces; /* a blank, the piece and a NUL, each */
	size_t *starts;		 /* of the pieces there */
	size_t count;
	size_t capacity;
	struct rp_placeholder_slot *shared;
	size_t slots; /* a power of two, or none */
	size_t shared_count;
};

void rp_placeholders_init(struct rp_placeholders *placeholders);
void rp_placeholders_dispose(struct rp_placeholders *placeholders);

/* Forget all of them. */
void rp_placeholders_clear(struct rp_placeholders *placeholders);

/* Append to page what stands for a piece of UTF-8 without NUL. false: there are
 * no more, or no memory, which page tells. */
bool rp_placeholders_put(struct rp_placeholders *placeholders,
			 struct rp_buffer *page, struct rp_str piece);

/* The same for all pieces that are alike: the parser compares attributes. */
bool rp_placeholders_put_shared(struct rp_placeholders *placeholders,
				struct rp_buffer *page, struct rp_str piece);

/* Whether a character of private use is one that may be a placeholder. */
bool rp_placeholders_may_be(uint32_t code);

/* The piece that the one character of text stands for; NULL: text is no such
 * character. */
const char *rp_placeholders_piece(const struct rp_placeholders *placeholders,
				  const char *text);

/* The text with all its pieces, borrowed from the text, the placeholders or the
 * arena. NULL: the arena has no more. */
const char *rp_placeholders_restore(const struct rp_placeholders *placeholders,
				    struct rp_arena *arena, const char *text);

#endif
