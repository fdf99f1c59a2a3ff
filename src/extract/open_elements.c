/* SPDX-License-Identifier: Apache-2.0 */
/*
 * open_elements.c - see open_elements.h
 *
 * Open tags minus end tags is fooled by void elements, stray end tags and tags
 * that close themselves, so a small stack of name hashes is kept: an end tag
 * closes up to its match or does nothing; paragraphs, items, parts of tables
 * and options close what must end before they begin, on top of the stack. This
 * is not the tree builder's rule to the letter; it is within a few levels of it
 * on real pages, and the limit leaves room of a factor of eight to browsers'.
 */
#include "open_elements.h"

#include "hash.h"

#include <string.h>

/* How far down an end tag looks for its match; more is a broken page, and
 * looking through all of a deep stack each time would cost its square. */
#define MATCH_DEPTH 64

enum open_ended {
	P = 0,
	LI,
	DT,
	DD,
	TR,
	TD,
	TH,
	THEAD,
	TBODY,
	TFOOT,
	OPTION,
	OPTGROUP
};

#define CELLS (1u << TD | 1u << TH)
#define ROWS  (1u << TR | CELLS)
#define PARTS (1u << THEAD | 1u << TBODY | 1u << TFOOT | ROWS)

/* Their names, and which of them one ends as it begins. */
static const struct {
	const char *name;
	unsigned ends;
} open_ended[RP_OPEN_ENDED] = {
    [P] = {"p", 1u << P},
    [LI] = {"li", 1u << P | 1u << LI},
    [DT] = {"dt", 1u << P | 1u << DT | 1u << DD},
    [DD] = {"dd", 1u << P | 1u << DT | 1u << DD},
    [TR] = {"tr", 1u << P | ROWS},
    [TD] = {"td", 1u << P | CELLS},
    [TH] = {"th", 1u << P | CELLS},
    [THEAD] = {"thead", 1u << P | PARTS},
    [TBODY] = {"tbody", 1u << P | PARTS},
    [TFOOT] = {"tfoot", 1u << P | PARTS},
    [OPTION] = {"option", 1u << OPTION},
    [OPTGROUP] = {"optgroup", 1u << OPTION | 1u << OPTGROUP},
};

static uint32_t name_hash(const char *name, size_t name_len)
{
	char lower[16];
	size_t len = name_len < sizeof(lower) ? name_len : sizeof(lower);
	size_t i;

	for (i = 0; i < len; i++)
		lower[i] = (char)(name[i] | 0x20);
	return rp_hash_word(lower, len) ^ (uint32_t)name_len;
}

/* Which one a hash is of; RP_OPEN_ENDED: none. */
static unsigned open_ended_of(const struct rp_open_elements *open,
			      uint32_t hash)
{
	unsigned i = 0;

	while (i < RP_OPEN_ENDED && open->open_ended[i] != hash)
		i++;
	return i;
}

/* What ends where an element begins. */
static void end_implied(struct rp_open_elements *open, uint32_t hash)
{
	unsigned which = open_ended_of(open, hash);

	if (which == RP_OPEN_ENDED)
		return;
	while (open->depth) {
		unsigned top =
		    open_ended_of(open, open->stack[open->depth - 1]);

		if (!(open_ended[which].ends >> top & 1))
			break;
		open->depth--;
	}
}

int rp_open_elements_follow(struct rp_open_elements *open,
			    const struct rp_tag *tag)
{
	uint32_t hash;
	size_t i;

	if (tag->kinds & RP_TAG_ALONE)
		return RP_OK;
	hash = name_hash(tag->name, tag->name_len);
	if (!tag->closing) {
		end_implied(open, hash);
		if (open->depth == RP_LIMIT_HTML_DEPTH)
			return RP_EDEPTH;
		open->stack[open->depth++] = hash;
		return RP_OK;
	}
	for (i = open->depth; i > 0 && open->depth - i < MATCH_DEPTH; i--)
		if (open->stack[i - 1] == hash) {
			open->depth = i - 1;
			break;
		}
	return RP_OK;
}

void rp_open_elements_init(struct rp_open_elements *open)
{
	size_t i;

	open->depth = 0;
	for (i = 0; i < RP_OPEN_ENDED; i++)
		open->open_ended[i] =
		    name_hash(open_ended[i].name, strlen(open_ended[i].name));
}
