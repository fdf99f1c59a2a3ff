/* SPDX-License-Identifier: Apache-2.0 */
#include "nodes.h"
#include "testing.h"

#define YEAR ((int64_t)365 * 86400)

static struct rp_text_node dated(int64_t earliest, int64_t latest,
				 int64_t first_end, int64_t last_begin)
{
	struct rp_node_dates dates = {earliest, latest, first_end, last_begin};
	struct rp_text_node node = {0};

	rp_node_set_dates(&node, &dates);
	return node;
}

Test(nodes, gives_dates_back_as_they_were_set)
{
	uint64_t seed = 7;
	int i;

	for (i = 0; i < 10000; i++) {
		int64_t earliest =
		    (int64_t)(draw(&seed) % (uint64_t)(300 * YEAR)) -
		    150 * YEAR;
		int64_t span = (int64_t)(draw(&seed) % (uint64_t)(130 * YEAR));
		int64_t first = (int64_t)(draw(&seed) % 86400);
		int64_t last = (int64_t)(draw(&seed) % 86400);
		struct rp_text_node node =
		    dated(earliest, earliest + span, earliest + first,
			  earliest + span - last);
		struct rp_node_dates dates = rp_node_dates(&node);

		cr_assert_eq(dates.earliest, earliest);
		cr_assert_eq(dates.latest, earliest + span);
		cr_assert_eq(dates.first_end, earliest + first);
		cr_assert_eq(dates.last_begin, earliest + span - last);
	}
}

Test(nodes, has_no_dates_where_none_is_known)
{
	struct rp_text_node none =
	    dated(INT64_MAX, INT64_MIN, INT64_MAX, INT64_MIN);
	struct rp_text_node day = dated(86400, 172799, 172799, 86400);
	struct rp_node_dates dates = rp_node_dates(&none);

	cr_assert_gt(dates.earliest, dates.latest);
	cr_assert_lt(rp_nodes_apart(&none, &day), 0);
	cr_assert_lt(rp_nodes_spread(&day, &none), 0);
	cr_assert_eq(rp_nodes_apart(&day, &day), 0);
}

/* More than 136 years count as 136: still far apart, and nothing overflows. */
Test(nodes, bounds_what_lies_centuries_apart)
{
	struct rp_text_node old =
	    dated(-400 * YEAR, 50 * YEAR, -400 * YEAR, 50 * YEAR);
	struct rp_text_node now =
	    dated(51 * YEAR, 51 * YEAR, 51 * YEAR, 51 * YEAR);

	cr_assert_gt(rp_nodes_apart(&old, &now), 100 * YEAR);
	cr_assert_eq(rp_nodes_spread(&old, &now), 451 * YEAR);
}
