/* SPDX-License-Identifier: Apache-2.0 */
/* scan_unusual.c - what of a night is unlike the nights before it. */
#include "scan_store.h"

#include <math.h>

/* Nights that must have been before one is called unusual, and articles in
 * it. */
#define NIGHTS	 5
#define ARTICLES 20
/* Far is three standard deviations, and by this much at least: a tenth more
 * copies on a day of one great story is no news. */
#define DEVIATIONS 3
#define LEAST	   0.15

static bool is_far(double share, double mean, double deviation)
{
	double by = fabs(share - mean);

	return by > LEAST && by > DEVIATIONS * deviation;
}

static void tell_shares(struct rp_buffer *out,
			const struct rp_store_totals *night, uint64_t rejected,
			const struct rp_store_usual *usual)
{
	const uint64_t records = night->read + rejected;
	double share;

	if (usual->runs < NIGHTS || records < ARTICLES)
		return;
	if (night->added >= ARTICLES) {
		share = (double)night->dropped / (double)night->added;
		if (is_far(share, usual->removed, usual->removed_deviation))
			rp_buffer_printf(out,
					 "%.0f %% of tonight's new articles "
					 "are copies, %.0f %% is usual\n",
					 share * 100, usual->removed * 100);
	}
	share = (double)rejected / (double)records;
	if (is_far(share, usual->rejected, usual->rejected_deviation))
		rp_buffer_printf(out,
				 "%.0f %% of tonight's records were rejected, "
				 "%.0f %% is usual\n",
				 share * 100, usual->rejected * 100);
}

int scan_store_unusual(struct scan *scan, struct rp_buffer *out)
{
	struct rp_store_usual usual;
	int status = rp_store_usual(&usual, scan->store);

	if (status != RP_OK)
		return scan_store_explain(scan, status);
	if (scan->leftovers)
		rp_buffer_printf(out,
				 "a run was ended on its way, and %llu "
				 "articles that it added are not in this "
				 "input: they are in the store and in no "
				 "--clean\n",
				 (unsigned long long)scan->leftovers);
	if (scan->namesakes)
		rp_buffer_printf(out,
				 "%llu articles have no address and the id of "
				 "one in another file: each counts as the same "
				 "article as that one (give addresses, or ids "
				 "of their own)\n",
				 (unsigned long long)scan->namesakes);
	tell_shares(out, &scan->night, scan->totals.rejected, &usual);
	return rp_buffer_status(out);
}
