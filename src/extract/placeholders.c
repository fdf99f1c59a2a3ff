/* SPDX-License-Identifier: Apache-2.0 */
/*
 * placeholders.c - see placeholders.h
 *
 * Layout. Pieces lie behind one another, each behind a blank, so that the most
 * frequent texts, one piece or a blank and one, are there as they are to be.
 * Characters are those of the first area of private use, and then of plane 15.
 */
#include "placeholders.h"

#include "array.h"
#include "hash.h"
#include "str.h"
#include "utf8.h"

#include <string.h>

#define FIRST	   UINT32_C(0xe000) /* 3 bytes each */
#define FIRST_ALL  UINT32_C(6400)
#define SECOND	   UINT32_C(0xf0000) /* 4 bytes each */
#define SECOND_ALL UINT32_C(65534)

/* Slots for pieces that are alike, first, and of those that are kept from one
 * page to the next. */
#define SLOTS_LEAST 256
#define SLOTS_KEPT  ((size_t)1 << 14)
/* Where a table is half full nothing takes as many by chance. */
#define PROBES 64

void rp_placeholders_init(struct rp_placeholders *placeholders)
{
	rp_buffer_init(&placeholders->pieces);
	placeholders->starts = NULL;
	placeholders->count = 0;
	placeholders->capacity = 0;
	placeholders->shared = NULL;
	placeholders->slots = 0;
	placeholders->shared_count = 0;
}

void rp_placeholders_dispose(struct rp_placeholders *placeholders)
{
	rp_buffer_dispose(&placeholders->pieces);
	free(placeholders->starts);
	free(placeholders->shared);
	rp_placeholders_init(placeholders);
}

void rp_placeholders_clear(struct rp_placeholders *placeholders)
{
	rp_buffer_clear(&placeholders->pieces);
	placeholders->count = 0;
	placeholders->shared_count = 0;
	if (placeholders->slots > SLOTS_KEPT) {
		free(placeholders->shared);
		placeholders->shared = NULL;
		placeholders->slots = 0;
	}
	if (placeholders->slots > 0)
		memset(placeholders->shared, 0,
		       placeholders->slots * sizeof(*placeholders->shared));
}

static uint32_t code_of(size_t i)
{
	return (uint32_t)(i < FIRST_ALL ? FIRST + i : SECOND + i - FIRST_ALL);
}

bool rp_placeholders_put(struct rp_placeholders *placeholders,
			 struct rp_buffer *page, struct rp_str piece)
{
	struct rp_buffer *pieces = &placeholders->pieces;
	size_t i = placeholders->count;

	if (i == FIRST_ALL + SECOND_ALL)
		return false;
	if (rp_array_reserve(&placeholders->starts, &placeholders->capacity,
			     i + 1, sizeof(*placeholders->starts)) != RP_OK) {
		page->failed = true;
		return false;
	}
	rp_buffer_putc(pieces, ' ');
	placeholders->starts[i] = pieces->len;
	rp_buffer_str(pieces, piece);
	rp_buffer_putc(pieces, '\0');
	page->failed |= pieces->failed;
	placeholders->count++;
	rp_utf8_put(page, code_of(i));
	return true;
}

/* How long a piece is, is never counted: a hostile page may ask often. */
static struct rp_str piece_of(const struct rp_placeholders *placeholders,
			      size_t i)
{
	const size_t start = placeholders->starts[i];
	const size_t behind = i + 1 < placeholders->count
				  ? placeholders->starts[i + 1] - 1
				  : placeholders->pieces.len;

	return (struct rp_str){placeholders->pieces.data + start,
			       behind - start - 1};
}

/* ----- pieces that are alike ----- */

static bool is_piece(const struct rp_placeholders *placeholders,
		     const struct rp_placeholder_slot *slot, uint32_t hash,
		     struct rp_str piece)
{
	return slot->hash == hash &&
	       rp_str_same(piece_of(placeholders, slot->number - 1), piece);
}

/* The slot of a piece (data is NULL: of one that has none yet), or the free one
 * that it would have; NULL: there are so many others that somebody chose them.
 */
static struct rp_placeholder_slot *slot_of(
    const struct rp_placeholders *placeholders, uint32_t hash,
    struct rp_str piece)
{
	size_t i;

	for (i = 0; i < PROBES; i++) {
		struct rp_placeholder_slot *slot =
		    &placeholders
			 ->shared[(hash + i) & (placeholders->slots - 1)];

		if (slot->number == 0 ||
		    (piece.data && is_piece(placeholders, slot, hash, piece)))
			return slot;
	}
	return NULL;
}

/* Twice as many slots, half of which are free at least. */
static bool grow(struct rp_placeholders *placeholders)
{
	const struct rp_str none = {NULL, 0};
	struct rp_placeholder_slot *old = placeholders->shared;
	size_t old_slots = placeholders->slots;
	size_t slots = old_slots > 0 ? old_slots * 2 : SLOTS_LEAST;
	struct rp_placeholder_slot *shared = calloc(slots, sizeof(*shared));
	size_t i;

	if (!shared)
		return false;
	placeholders->shared = shared;
	placeholders->slots = slots;
	for (i = 0; i < old_slots; i++) {
		struct rp_placeholder_slot *slot =
		    old[i].number ? slot_of(placeholders, old[i].hash, none)
				  : NULL;

		if (slot)
			*slot = old[i];
	}
	free(old);
	return true;
}

bool rp_placeholders_put_shared(struct rp_placeholders *placeholders,
				struct rp_buffer *page, struct rp_str piece)
{
	const uint32_t hash = (uint32_t)rp_hash64(piece.data, piece.len);
	struct rp_placeholder_slot *slot;

	if (placeholders->shared_count * 2 >= placeholders->slots &&
	    !grow(placeholders)) {
		page->failed = true;
		return false;
	}
	slot = slot_of(placeholders, hash, piece);
	if (slot && slot->number != 0) {
		rp_utf8_put(page, code_of(slot->number - 1));
		return true;
	}
	if (!rp_placeholders_put(placeholders, page, piece))
		return false;
	/* One that has no slot makes room for others, too. */
	placeholders->shared_count++;
	if (slot)
		*slot = (struct rp_placeholder_slot){
		    (uint32_t)placeholders->count, hash};
	return true;
}

/* ----- back again ----- */

bool rp_placeholders_may_be(uint32_t code)
{
	return code - FIRST < FIRST_ALL || code - SECOND < SECOND_ALL;
}

/* Bytes that one may be of, by the first; 0: it is none. */
static size_t length_of(const char *text)
{
	switch ((unsigned char)*text) {
	case 0xee:
	case 0xef:
		return 3;
	case 0xf3:
		return 4;
	default:
		return 0;
	}
}

/* The piece that stands here; data is NULL: none. *used: bytes of what stands
 * for it. */
static struct rp_str piece_at(size_t *used,
			      const struct rp_placeholders *placeholders,
			      const char *text)
{
	const struct rp_str none = {NULL, 0};
	size_t len = length_of(text);
	uint32_t code;
	size_t i;

	if (len == 0 || strnlen(text, len) < len)
		return none;
	code = rp_utf8_decode(used, text, len);
	if (!rp_placeholders_may_be(code))
		return none;
	i = code < SECOND ? code - FIRST : code - SECOND + FIRST_ALL;
	return i < placeholders->count ? piece_of(placeholders, i) : none;
}

const char *rp_placeholders_piece(const struct rp_placeholders *placeholders,
				  const char *text)
{
	size_t used;
	struct rp_str piece = piece_at(&used, placeholders, text);

	return piece.data && text[used] == '\0' ? piece.data : NULL;
}

/* The bytes of a text with its pieces, to out if that is given. */
static size_t expand(char *out, const struct rp_placeholders *placeholders,
		     const char *text)
{
	size_t len = 0;

	while (*text) {
		size_t used;
		struct rp_str from = piece_at(&used, placeholders, text);

		if (!from.data) {
			from = (struct rp_str){text, 1};
			used = 1;
		}
		if (out)
			memcpy(out + len, from.data, from.len);
		len += from.len;
		text += used;
	}
	if (out)
		out[len] = '\0';
	return len;
}

const char *rp_placeholders_restore(const struct rp_placeholders *placeholders,
				    struct rp_arena *arena, const char *text)
{
	const char *piece = rp_placeholders_piece(placeholders, text);
	char *whole;

	if (piece)
		return piece;
	if (*text && (unsigned char)*text <= ' ') {
		piece = rp_placeholders_piece(placeholders, text + 1);
		if (piece)
			return piece - 1;
		if (text[1] == '\0')
			return text;
	}
	whole = rp_arena_alloc(arena, expand(NULL, placeholders, text) + 1);
	if (whole)
		expand(whole, placeholders, text);
	return whole;
}
