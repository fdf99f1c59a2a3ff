/* SPDX-License-Identifier: Apache-2.0 */
/* keep_rules.c - see keep_rules.h. */
#include "keep_rules.h"

#include <stdio.h>
#include <string.h>

_Static_assert(RP_LIMIT_KEEP_RULES == 16, "a sentence below says 16");

static const char *const names[] = {[RP_KEEP_ORIGIN] = "origin",
				    [RP_KEEP_EARLIEST] = "earliest",
				    [RP_KEEP_LONGEST] = "longest",
				    [RP_KEEP_SOURCE] = "source:"};
#define NAMES (sizeof(names) / sizeof(names[0]))

/* What the list leaves open is decided as without one. */
static void add_usual(struct rp_keep_rules *rules)
{
	static const enum rp_keep_kind kinds[] = {
	    RP_KEEP_ORIGIN, RP_KEEP_EARLIEST, RP_KEEP_LONGEST};
	size_t i;
	size_t k;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (k = 0; k < rules->count; k++)
			if (rules->list[k].kind == kinds[i])
				break;
		if (k == rules->count && k < RP_LIMIT_KEEP_RULES)
			rules->list[rules->count++] =
			    (struct rp_keep){kinds[i], NULL};
	}
}

void rp_keep_rules_init(struct rp_keep_rules *rules)
{
	memset(rules, 0, sizeof(*rules));
	add_usual(rules);
	rules->given = rules->count;
}

static const char *read_host(char host[256], const char *value, size_t len)
{
	char address[300];

	if (len >= 256)
		return "the host is longer than 255 bytes";
	snprintf(address, sizeof(address), "%s%.*s",
		 memmem(value, len, "://", 3) ? "" : "//", (int)len, value);
	if (rp_url_host(host, 256, (struct rp_str){address, strlen(address)}) ==
		0 ||
	    host[0] == '.' || strpbrk(host, " \t"))
		return "not a host";
	return NULL;
}

/* The kind that a rule of len bytes has by its name; false: none. */
static bool kind_of(enum rp_keep_kind *kind, const char *rule, size_t len)
{
	size_t i;

	for (i = 0; i < NAMES; i++) {
		size_t name = strlen(names[i]);
		bool whole = i != RP_KEEP_SOURCE;

		if ((whole ? len == name : len > name) &&
		    memcmp(rule, names[i], name) == 0) {
			*kind = (enum rp_keep_kind)i;
			return true;
		}
	}
	return false;
}

static const char *read_rule(struct rp_keep_rules *rules, const char *value,
			     size_t len)
{
	const size_t prefix = strlen(names[RP_KEEP_SOURCE]);
	const size_t at = rules->count;
	enum rp_keep_kind kind;
	const char *wrong;

	if (at == RP_LIMIT_KEEP_RULES)
		return "more than 16 rules";
	if (!kind_of(&kind, value, len))
		return "rules are origin, earliest, longest and source:HOST, "
		       "parted by commas";
	rules->list[at] = (struct rp_keep){kind, NULL};
	if (kind == RP_KEEP_SOURCE) {
		wrong =
		    read_host(rules->hosts[at], value + prefix, len - prefix);
		if (wrong)
			return wrong;
		rules->list[at].host = rules->hosts[at];
	}
	rules->count++;
	return NULL;
}

const char *rp_keep_rules_read(struct rp_keep_rules *rules, const char *list)
{
	const char *wrong = NULL;

	rules->count = 0;
	while (!wrong) {
		size_t len = strcspn(list, ",");

		wrong = read_rule(rules, list, len);
		if (!list[len])
			break;
		list += len + 1;
	}
	rules->given = rules->count;
	add_usual(rules);
	return wrong;
}

void rp_keep_rules_write(struct rp_buffer *out,
			 const struct rp_keep_rules *rules)
{
	size_t i;

	for (i = 0; i < rules->given; i++) {
		if (i > 0)
			rp_buffer_putc(out, ',');
		rp_buffer_puts(out, names[rules->list[i].kind]);
		if (rules->list[i].host)
			rp_buffer_puts(out, rules->list[i].host);
	}
}

bool rp_keep_rules_same(const struct rp_keep_rules *left,
			const struct rp_keep_rules *right)
{
	size_t i;

	if (left->count != right->count)
		return false;
	for (i = 0; i < left->count; i++) {
		const struct rp_keep *one = &left->list[i];
		const struct rp_keep *other = &right->list[i];

		if (one->kind != other->kind ||
		    (one->host && strcmp(one->host, other->host) != 0))
			return false;
	}
	return true;
}
