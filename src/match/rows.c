/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows.c - see rows.h
 *
 * The texts of one story share hundreds of shingles and few of the ways in
 * which they can share them, so equal rows are to be counted and not paired
 * again and again. They are found all over the ranges of hashes: where they
 * were counted as they came, in a table of limited size, ten million articles
 * had no row twice at the same time, and met 80 pairs an article instead of
 * ten. So they are divided by their first text, and counted a part at a time.
 *
 * Layout. A tape a part, of 32-bit words: how many texts, and which. Some 20
 * bytes a row, 190 an article; where there are few, they stay in memory.
 */
#include "rows.h"

#include "array.h"
#include "postings.h"

#include <stdlib.h>
#include <string.h>

void rp_rows_init(struct rp_rows *rows)
{
	size_t i;

	for (i = 0; i < RP_ROWS_PARTS; i++)
		rp_tape_init(&rows->parts[i], sizeof(uint32_t));
}

void rp_rows_dispose(struct rp_rows *rows)
{
	size_t i;

	for (i = 0; i < RP_ROWS_PARTS; i++)
		rp_tape_dispose(&rows->parts[i]);
}

void rp_rows_found_dispose(struct rp_rows_found *found)
{
	free(found->words);
	memset(found, 0, sizeof(*found));
}

int rp_rows_find(struct rp_rows_found *found, const uint64_t *entries,
		 size_t count)
{
	size_t i;

	if (rp_array_reserve(&found->words, &found->capacity,
			     found->count + count + 1,
			     sizeof(*found->words)) != RP_OK)
		return RP_ENOMEM;
	found->words[found->count++] = (uint32_t)count;
	for (i = 0; i < count; i++)
		found->words[found->count++] = rp_entry_node(entries[i]);
	return RP_OK;
}

int rp_rows_divide(struct rp_rows *rows, const struct rp_spool *spool,
		   struct rp_rows_found *found)
{
	size_t at = 0;
	int status = RP_OK;

	while (at < found->count && status == RP_OK) {
		const uint32_t *row = found->words + at;
		size_t words = (size_t)row[0] + 1;

		/* Nodes are numbered by a hash. */
		status = rp_tape_append_all(
		    &rows->parts[row[1] % RP_ROWS_PARTS], spool, row, words);
		at += words;
	}
	found->count = 0;
	return status;
}

static int read_word(uint32_t *out, struct rp_tape_piece *piece,
		     const struct rp_tape *tape, const struct rp_spool *spool)
{
	if (piece->left == 0 && rp_tape_go_on(piece, tape, spool) != RP_OK)
		return RP_ESTORE;
	memcpy(out, piece->at, sizeof(*out));
	piece->at += sizeof(*out);
	piece->left--;
	return RP_OK;
}

static int read_row(uint32_t nodes[RP_ROWS_MOST], uint32_t *count,
		    struct rp_tape_piece *piece, const struct rp_tape *tape,
		    const struct rp_spool *spool)
{
	uint32_t i;
	int status = read_word(count, piece, tape, spool);

	if (status == RP_OK && *count > RP_ROWS_MOST)
		return RP_ESTORE;
	for (i = 0; status == RP_OK && i < *count; i++)
		status = read_word(&nodes[i], piece, tape, spool);
	return status;
}

int rp_rows_count(struct rp_samples *out, const struct rp_rows *rows,
		  const struct rp_spool *spool, size_t part)
{
	const struct rp_tape *tape = &rows->parts[part];
	struct rp_tape_piece piece = {NULL, 0, 0};
	uint32_t nodes[RP_ROWS_MOST];
	uint32_t count;
	int status = RP_OK;

	while (status == RP_OK &&
	       (piece.left > 0 || piece.next < tape->count)) {
		status = read_row(nodes, &count, &piece, tape, spool);
		if (status == RP_OK)
			status = rp_samples_add(out, nodes, count,
						rp_samples_hash(nodes, count));
	}
	return status;
}
