/* SPDX-License-Identifier: Apache-2.0 */
/* keeper.c - see keeper.h. Rules are compared in order until one differs; the
 * content hash settles the rest, never the order of arrival. */
#include "keeper.h"

#include <string.h>

int64_t rp_keeper_instant(struct rp_date date)
{
	switch (date.precision) {
	case RP_DATE_SECOND:
		return date.instant;
	case RP_DATE_DAY:
		return date.instant + 86399;
	case RP_DATE_NONE:
		break;
	}
	return INT64_MAX;
}

/* "apnews.com" names apnews.com and hosted.apnews.com, not myapnews.com. */
static bool names_host(const char *rule, struct rp_str host)
{
	size_t len = strlen(rule);

	if (len == 0 || host.len < len ||
	    memcmp(host.data + host.len - len, rule, len) != 0)
		return false;
	return host.len == len || host.data[host.len - len - 1] == '.';
}

uint32_t rp_keeper_sources(const struct rp_keep *rules, size_t count,
			   struct rp_str host)
{
	uint32_t bits = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (rules[i].kind == RP_KEEP_SOURCE &&
		    names_host(rules[i].host, host))
			bits |= 1u << i;
	return bits;
}

static int compare_u64(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_rule(enum rp_keep_kind kind, size_t rule,
		   const struct rp_keep_facts *a, const struct rp_keep_facts *b)
{
	switch (kind) {
	case RP_KEEP_ORIGIN:
		return compare_u64(a->origin, b->origin);
	case RP_KEEP_EARLIEST:
		return a->instant < b->instant ? -1 : a->instant > b->instant;
	case RP_KEEP_LONGEST:
		return compare_u64(b->tokens, a->tokens);
	case RP_KEEP_SOURCE:
		return compare_u64(b->sources >> rule & 1,
				   a->sources >> rule & 1);
	}
	return 0;
}

int rp_keeper_compare(enum rp_decider *decider, unsigned *rule,
		      const struct rp_keep *rules, size_t count,
		      const struct rp_keep_facts *a,
		      const struct rp_keep_facts *b)
{
	size_t i;
	int order;

	for (i = 0; i < count; i++) {
		order = by_rule(rules[i].kind, i, a, b);
		if (order == 0)
			continue;
		*decider = RP_DECIDER_RULE;
		*rule = (unsigned)i;
		return order;
	}
	*decider = RP_DECIDER_TIE;
	*rule = 0;
	order = compare_u64(a->content, b->content);
	return order ? order : compare_u64(a->key, b->key);
}
