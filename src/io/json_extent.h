/* SPDX-License-Identifier: Apache-2.0 */
/* json_extent.h - where a value of JSON ends, by its brackets and quotation
 * marks. */
#ifndef RP_JSON_EXTENT_H
#define RP_JSON_EXTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Containers within each other; the parser has the same limit. */
#define RP_JSON_EXTENT_DEPTH 1024

enum rp_json_extent_state {
	RP_JSON_EXTENT_MORE = 0, /* it goes on behind what was looked at */
	RP_JSON_EXTENT_ENDS,	 /* at bytes long */
	RP_JSON_EXTENT_DAMAGED,	 /* at the byte at: no JSON */
};

/* All zero at the first byte of a value. */
struct rp_json_extent {
	size_t at;	    /* bytes looked at */
	const char *damage; /* DAMAGED: what is wrong there; static */
	unsigned depth;	    /* containers that are open … */
	uint64_t objects[RP_JSON_EXTENT_DEPTH / 64]; /* … which are objects */
	char last; /* sign of the last token: of a string '"', of a word 'a' */
	bool string;
	bool escaped;
	bool word; /* the last byte belongs to true, null, a number, … */
};

/* Look at the bytes of the value from at on, of which there are len. They need
 * not be looked at again: who lets go of the first at of them sets at to 0. */
enum rp_json_extent_state rp_json_extent_step(struct rp_json_extent *extent,
					      const char *bytes, size_t len);

/* Whether the value is whole if nothing follows. */
static inline bool rp_json_extent_whole(const struct rp_json_extent *extent)
{
	return extent->depth == 0 && extent->word;
}

#endif
