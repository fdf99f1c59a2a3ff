/* SPDX-License-Identifier: Apache-2.0 */
/* test_hosts.c - who may be asked next, against looking at all; objects by
 * their names, against a list. */
#include "hosts.h"
#include "testing.h"

#include <math.h>

#define HOSTS 40

static uint64_t state;

static struct rp_task *task_of(unsigned number)
{
	char url[64];
	struct rp_location location;

	snprintf(url, sizeof(url), "http://h.example/%u", number);
	cr_assert_eq(rp_location_read(&location, str(url), NULL, NULL), 0);
	return rp_task_create(RP_TASK_ARTICLE, &location, url);
}

/* The earliest time at which any host that could be asked may be. */
static double earliest(const struct rp_hosts *hosts)
{
	double least = INFINITY;
	size_t i;

	for (i = 0; i < hosts->count; i++)
		if (!hosts->all[i]->busy && hosts->all[i]->first &&
		    hosts->all[i]->ready < least)
			least = hosts->all[i]->ready;
	return least;
}

static void step(struct rp_hosts *hosts, unsigned number)
{
	struct rp_host *host;
	char name[16];
	bool fresh;

	snprintf(name, sizeof(name), "host%u",
		 (unsigned)(draw(&state) % HOSTS));
	host = rp_hosts_find(hosts, name, &fresh);
	cr_assert_not_null(host);
	switch (draw(&state) % 5) {
	case 0:
		cr_assert_eq(rp_hosts_push(hosts, host, task_of(number)),
			     RP_OK);
		break;
	case 1:
		/* It may have been told to wait in between. */
		if (draw(&state) % 2)
			host->ready = (double)(draw(&state) % 1000);
		cr_assert_eq(rp_hosts_push_front(hosts, host, task_of(number)),
			     RP_OK);
		break;
	case 2:
		rp_task_free(rp_hosts_pop(hosts, host));
		break;
	case 3:
		host->busy = !host->busy;
		cr_assert_eq(rp_hosts_settle(hosts, host), RP_OK);
		break;
	default:
		host->ready = (double)(draw(&state) % 1000);
		cr_assert_eq(rp_hosts_settle(hosts, host), RP_OK);
	}
}

Test(hosts, the_first_is_the_earliest_of_all)
{
	struct rp_hosts hosts;
	unsigned i;

	rp_hosts_init(&hosts);
	state = 7;
	for (i = 0; i < 20000; i++) {
		struct rp_host *first;
		size_t queued = 0;
		size_t at;

		step(&hosts, i);
		first = rp_hosts_first(&hosts);
		cr_assert_eq(first ? first->ready : INFINITY, earliest(&hosts),
			     "step %u", i);
		cr_assert(!first || (!first->busy && first->first));
		for (at = 0; at < hosts.count; at++)
			queued += hosts.all[at]->queued;
		cr_assert_eq(queued, hosts.queued);
	}
	cr_assert_eq(hosts.count, HOSTS);
	rp_hosts_sort(&hosts);
	for (i = 1; i < hosts.count; i++)
		cr_assert_lt(strcmp(hosts.all[i - 1]->name, hosts.all[i]->name),
			     0);
	rp_hosts_dispose(&hosts);
}

Test(hosts, tasks_come_in_their_order)
{
	struct rp_hosts hosts;
	struct rp_host *host;
	struct rp_task *task;
	unsigned i;
	bool fresh;

	rp_hosts_init(&hosts);
	host = rp_hosts_find(&hosts, "h.example", &fresh);
	cr_assert(host && fresh);
	cr_assert_eq(rp_hosts_find(&hosts, "h.example", &fresh), host);
	cr_assert(!fresh);
	for (i = 1; i < 5; i++)
		cr_assert_eq(rp_hosts_push(&hosts, host, task_of(i)), RP_OK);
	cr_assert_eq(rp_hosts_push_front(&hosts, host, task_of(0)), RP_OK);
	for (i = 0; i < 5; i++) {
		char path[16];

		snprintf(path, sizeof(path), "/%u", i);
		task = rp_hosts_pop(&hosts, host);
		cr_assert_str_eq(task->location.path, path);
		rp_task_free(task);
	}
	cr_assert_null(rp_hosts_pop(&hosts, host));
	cr_assert_null(rp_hosts_first(&hosts));
	/* One at the front of what is empty is its last, too. */
	cr_assert_eq(rp_hosts_push_front(&hosts, host, task_of(8)), RP_OK);
	cr_assert_eq(rp_hosts_push(&hosts, host, task_of(9)), RP_OK);
	cr_assert_eq(hosts.queued, 2);
	rp_hosts_dispose(&hosts);
}

Test(hosts, names_are_found_again)
{
	static int objects[5000];
	struct rp_names names;
	char name[32];
	unsigned i;

	rp_names_init(&names);
	cr_assert_null(rp_names_get(&names, "name0"));
	for (i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "name%u", i * 7919 % 5000);
		cr_assert_null(rp_names_get(&names, name));
		cr_assert_eq(rp_names_put(&names, name, &objects[i]), RP_OK);
	}
	for (i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "name%u", i * 7919 % 5000);
		cr_assert_eq(rp_names_get(&names, name), &objects[i]);
	}
	cr_assert_null(rp_names_get(&names, "name"));
	cr_assert_null(rp_names_get(&names, ""));
	cr_assert_eq(names.count, 5000);
	rp_names_dispose(&names);
}
