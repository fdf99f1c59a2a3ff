/* SPDX-License-Identifier: Apache-2.0 */
#include "parallel.h"
#include "testing.h"

#include <stdatomic.h>
#include <time.h>

#define COUNT 2000

struct loop_context {
	_Atomic int seen[COUNT];
	_Atomic unsigned highest_worker;
	size_t fail_at;
};

static int visit(void *context, unsigned worker, size_t index)
{
	struct loop_context *loop = context;

	if (worker > loop->highest_worker)
		loop->highest_worker = worker;
	loop->seen[index]++;
	return index == loop->fail_at ? RP_ESTORE : RP_OK;
}

Test(parallel_for, visits_each_index_once)
{
	unsigned threads;

	for (threads = 0; threads <= 8; threads++) {
		static struct loop_context loop;
		size_t i;

		memset(&loop, 0, sizeof(loop));
		loop.fail_at = COUNT;
		cr_assert_eq(rp_parallel_for(threads, COUNT, visit, &loop), 0);
		for (i = 0; i < COUNT; i++)
			cr_assert_eq(loop.seen[i], 1);
		cr_assert(threads == 0 || loop.highest_worker < threads);
	}
}

Test(parallel_for, stops_at_a_failure)
{
	static struct loop_context loop;

	loop.fail_at = 10;
	cr_assert_eq(rp_parallel_for(4, COUNT, visit, &loop), RP_ESTORE);
	cr_assert_eq(rp_parallel_for(4, 0, visit, &loop), RP_OK);
	memset(&loop, 0, sizeof(loop));
	loop.fail_at = 10;
	cr_assert_eq(rp_parallel_for(1, COUNT, visit, &loop), RP_ESTORE);
	cr_assert_eq(loop.seen[9], 1);
	cr_assert_eq(loop.seen[11], 0);
}

struct stream {
	int produced;
	int total;
	int committed;
	int fail_work_at;
	int fail_commit_at;
	int in_order;
};

static int produce(void *context, void *item)
{
	struct stream *stream = context;

	if (stream->produced == stream->total)
		return 0;
	*(int *)item = stream->produced++;
	return 1;
}

static int work(void *context, unsigned worker, void *item)
{
	struct stream *stream = context;
	int number = *(int *)item;
	struct timespec pause = {0, (number * 7919 % 13) * 10000};

	(void)worker;
	nanosleep(&pause, NULL); /* let turns overtake each other */
	return number == stream->fail_work_at ? RP_ENOMEM : RP_OK;
}

static int commit(void *context, void *item)
{
	struct stream *stream = context;

	stream->in_order &= *(int *)item == stream->committed;
	stream->committed++;
	return *(int *)item == stream->fail_commit_at ? RP_ESTORE : RP_OK;
}

static int run(struct stream *stream, unsigned threads, size_t slots)
{
	int items[16];
	struct rp_pipeline pipeline = {stream, produce,	       work,  commit,
				       items,  sizeof(*items), slots, threads};

	stream->in_order = 1;
	return rp_pipeline_run(&pipeline);
}

Test(pipeline, commits_in_the_order_of_production)
{
	unsigned threads;

	for (threads = 1; threads <= 5; threads++) {
		struct stream stream = {
		    .total = 300, .fail_work_at = -1, .fail_commit_at = -1};

		cr_assert_eq(run(&stream, threads, threads * 3), RP_OK);
		cr_assert_eq(stream.committed, 300);
		cr_assert(stream.in_order);
	}
}

Test(pipeline, ends_at_once_when_there_is_nothing)
{
	struct stream stream = {.fail_work_at = -1, .fail_commit_at = -1};

	cr_assert_eq(run(&stream, 3, 3), RP_OK);
	cr_assert_eq(stream.committed, 0);
}

Test(pipeline, passes_a_failure_on)
{
	struct stream work_fails = {
	    .total = 300, .fail_work_at = 100, .fail_commit_at = -1};
	struct stream commit_fails = {
	    .total = 300, .fail_work_at = -1, .fail_commit_at = 50};

	cr_assert_eq(run(&work_fails, 4, 8), RP_ENOMEM);
	cr_assert_eq(run(&commit_fails, 4, 8), RP_ESTORE);
	cr_assert_eq(commit_fails.committed, 51);
}
