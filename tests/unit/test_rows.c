/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of texts, divided and counted. */
#include "hash.h"
#include "rows.h"
#include "spool.h"
#include "testing.h"

#define DISTINCT 3000
/* Each is found once to so many times. */
#define TIMES 9

/* Row number i: one to RP_ROWS_MOST texts. Their first ones are of one part
 * for the first half of the rows, so that its tape fills blocks, and rows lie
 * across the ends of them. */
static uint32_t row_of(uint64_t entries[RP_ROWS_MOST], uint32_t i)
{
	uint32_t count = i % RP_ROWS_MOST + 1;
	uint32_t k;

	for (k = 0; k < count; k++) {
		uint32_t node = i < DISTINCT / 2 ? i * RP_ROWS_PARTS + 7 + k
						 : i * 5 + k * 3;

		/* What stands above the node is of no matter. */
		entries[k] = (uint64_t)rp_hash_mix(i + k) << 32 | node;
	}
	return count;
}

static uint32_t times_of(uint32_t i)
{
	return i % TIMES + 1;
}

/* All rows, round by round as two threads find them. */
static void find_all(struct rp_rows *rows, const struct rp_spool *spool)
{
	struct rp_rows_found found[2] = {{0}, {0}};
	uint32_t round;
	uint32_t i;

	for (round = 0; round < TIMES; round++) {
		for (i = 0; i < DISTINCT; i++) {
			uint64_t entries[RP_ROWS_MOST];
			uint32_t count = row_of(entries, i);

			if (round < times_of(i))
				cr_assert_eq(
				    rp_rows_find(&found[i % 2], entries, count),
				    RP_OK);
		}
		for (i = 0; i < 2; i++) {
			cr_assert_eq(rp_rows_divide(rows, spool, &found[i]),
				     RP_OK);
			cr_assert_eq(found[i].count, 0);
		}
	}
	rp_rows_found_dispose(&found[0]);
	rp_rows_found_dispose(&found[1]);
}

/* Each row is there once, with its texts, and was counted as often as it was
 * found. */
Test(rows, are_counted_across_rounds)
{
	struct rp_rows *rows = malloc(sizeof(*rows));
	struct rp_samples counted[RP_ROWS_PARTS] = {{0}};
	struct rp_spool spool;
	size_t all = 0;
	size_t blocks = 0;
	size_t part;
	uint32_t i;

	cr_assert_eq(rp_memory_spool_create(&spool), RP_OK);
	rp_rows_init(rows);
	find_all(rows, &spool);
	for (part = 0; part < RP_ROWS_PARTS; part++) {
		cr_assert_eq(rp_rows_count(&counted[part], rows, &spool, part),
			     RP_OK);
		all += counted[part].count;
		blocks += rows->parts[part].block_count;
	}
	cr_assert_eq(all, DISTINCT);
	cr_assert_gt(blocks, 3);
	for (i = 0; i < DISTINCT; i++) {
		uint64_t entries[RP_ROWS_MOST];
		uint32_t nodes[RP_ROWS_MOST];
		uint32_t count = row_of(entries, i);
		const struct rp_samples *samples;
		const struct rp_sample *row;
		uint32_t k;

		for (k = 0; k < count; k++)
			nodes[k] = (uint32_t)entries[k];
		samples = &counted[nodes[0] % RP_ROWS_PARTS];
		row = rp_samples_find(samples, rp_samples_hash(nodes, count));
		cr_assert_eq(row->count, count);
		cr_assert_eq(row->times, times_of(i));
		cr_assert_arr_eq(samples->nodes + row->first, nodes,
				 count * sizeof(*nodes));
	}
	for (part = 0; part < RP_ROWS_PARTS; part++)
		rp_samples_dispose(&counted[part]);
	rp_rows_dispose(rows);
	rp_memory_spool_free(&spool);
	free(rows);
}

/* A tape that does not hold what was written, or ends within a row. */
Test(rows, of_a_damaged_spool_are_an_error)
{
	const uint32_t wrong[][3] = {{RP_ROWS_MOST + 1, 1, 2}, {3, 1, 2}};
	struct rp_rows *rows = malloc(sizeof(*rows));
	struct rp_samples counted = {0};
	struct rp_spool spool;
	size_t i;

	cr_assert_eq(rp_memory_spool_create(&spool), RP_OK);
	for (i = 0; i < 2; i++) {
		rp_rows_init(rows);
		cr_assert_eq(
		    rp_tape_append_all(&rows->parts[0], &spool, wrong[i], 3),
		    RP_OK);
		cr_assert_eq(rp_rows_count(&counted, rows, &spool, 0),
			     RP_ESTORE);
		rp_rows_dispose(rows);
	}
	rp_samples_dispose(&counted);
	rp_memory_spool_free(&spool);
	free(rows);
}
