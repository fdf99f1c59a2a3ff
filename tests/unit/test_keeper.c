/* SPDX-License-Identifier: Apache-2.0 */
#include "keeper.h"
#include "testing.h"

static const struct rp_keep rules[] = {{RP_KEEP_SOURCE, "ap.example"},
				       {RP_KEEP_EARLIEST, NULL},
				       {RP_KEEP_LONGEST, NULL}};

static int compare(struct rp_keep_facts a, struct rp_keep_facts b,
		   unsigned *rule)
{
	enum rp_decider decider;
	int order = rp_keeper_compare(&decider, rule, rules, 3, &a, &b);
	unsigned back;
	int reverse = rp_keeper_compare(&decider, &back, rules, 3, &b, &a);

	cr_assert_eq(order<0, reverse> 0);
	if (decider == RP_DECIDER_TIE)
		*rule = 99;
	return order;
}

Test(keeper, goes_by_the_first_rule_that_decides)
{
	struct rp_keep_facts a = {100, 50, 0, RP_KEEPER_UNKNOWN, 1, 1};
	struct rp_keep_facts b = {200, 60, 1, RP_KEEPER_UNKNOWN, 2, 2};
	unsigned rule;

	cr_assert_gt(compare(a, b, &rule), 0); /* b is of the source */
	cr_assert_eq(rule, 0);
	b.sources = 0;
	cr_assert_lt(compare(a, b, &rule), 0); /* a is earlier */
	cr_assert_eq(rule, 1);
	b.instant = 100;
	cr_assert_gt(compare(a, b, &rule), 0); /* b is longer */
	cr_assert_eq(rule, 2);
	b.tokens = 50;
	cr_assert_lt(compare(a, b, &rule), 0); /* content hash */
	cr_assert_eq(rule, 99);
	b.content = 1;
	cr_assert_lt(compare(a, b, &rule), 0); /* key */
	b.key = 1;
	cr_assert_eq(compare(a, b, &rule), 0);
}

Test(keeper, takes_a_host_and_those_below_it)
{
	cr_assert_eq(rp_keeper_sources(rules, 3, str("ap.example")), 1);
	cr_assert_eq(rp_keeper_sources(rules, 3, str("hosted.ap.example")), 1);
	cr_assert_eq(rp_keeper_sources(rules, 3, str("map.example")), 0);
	cr_assert_eq(rp_keeper_sources(rules, 3, str("")), 0);
}

Test(keeper, prefers_a_known_time_to_a_bare_day_and_a_day_to_none)
{
	struct rp_date time = rp_date_parse(str("2017-01-31T22:00:00Z"));
	struct rp_date day = rp_date_parse(str("2017-01-31"));
	struct rp_date next = rp_date_parse(str("2017-02-01T00:30:00Z"));
	struct rp_date none = rp_date_parse(str(""));

	cr_assert_lt(rp_keeper_instant(time), rp_keeper_instant(day));
	cr_assert_lt(rp_keeper_instant(day), rp_keeper_instant(next));
	cr_assert_lt(rp_keeper_instant(next), rp_keeper_instant(none));
}
