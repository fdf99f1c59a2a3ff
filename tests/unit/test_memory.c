/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_memory.c - every allocation of a whole run fails once
 *
 * malloc and its kin are replaced by the linker; the n-th call fails, for n =
 * 1, 2, … until the run gets through. Each time it must end with RP_ENOMEM and
 * no other code, leave nothing behind and crash nowhere.
 */
#include "json_reader.h"
#include "reader.h"
#include "reprint_nights.h"
#include "spool.h"
#include "testing.h"

#include <stdatomic.h>
#include <unistd.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t align, size_t size);
char *__real_strdup(const char *string);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t align, size_t size);
char *__wrap_strdup(const char *string);

static _Atomic long left = -1; /* calls until one fails; -1: never */

static bool fails(void)
{
	return left >= 0 && atomic_fetch_sub(&left, 1) == 0;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t align, size_t size)
{
	return fails() ? NULL : __real_aligned_alloc(align, size);
}

char *__wrap_strdup(const char *string)
{
	return fails() ? NULL : __real_strdup(string);
}

static const char page[] =
    "<title>A hall closes</title><script type='application/ld+json'>"
    "{\"datePublished\":\"2017-03-01\"}</script><article><h1>A hall closes"
    "</h1><p>The council of Westmere voted on Tuesday to close the old "
    "swimming hall, which has leaked since the winter of 2019.</p><p>Mayor "
    "Ada Lind said that no other answer was left after the third survey, na"
    "\xc3\xafve as it sounds, and that a new hall would open.</p></article>";

static int add_page(struct rp_extractor *extractor,
		    struct rp_sketcher *sketcher, struct rp_corpus *corpus,
		    size_t cut)
{
	struct rp_article article;
	struct rp_sketch sketch;
	struct rp_facts facts = {0};
	uint32_t id;
	int status = rp_extractor_html(&article, extractor, page,
				       sizeof(page) - 1 - cut, NULL);

	if (status == RP_OK)
		status = rp_sketcher_run(&sketch, sketcher, article.body.data,
					 article.body.len);
	return status == RP_OK ? rp_corpus_add(&id, corpus, &sketch, &facts)
			       : status;
}

static int whole_run(void)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_keep keep[] = {{RP_KEEP_SOURCE, "a.example"},
				 {RP_KEEP_LONGEST, NULL}};
	struct rp_extractor *extractor = NULL;
	struct rp_sketcher *sketcher = NULL;
	struct rp_spool spool = {.context = NULL};
	struct rp_corpus *before = NULL;
	struct rp_corpus *corpus = NULL;
	struct rp_clusters *clusters = NULL;
	struct rp_freeze frozen;
	uint32_t articles = 0;
	int status;

	options.keep = keep;
	options.keep_count = 2;
	options.threads = 2;
	status = rp_extractor_create(&extractor);
	if (status == RP_OK)
		status = rp_sketcher_create(&sketcher, &options);
	if (status == RP_OK)
		status = rp_memory_spool_create(&spool);
	if (status == RP_OK)
		status = rp_corpus_create(&before, &options, &spool);
	if (status == RP_OK)
		status = add_page(extractor, sketcher, before, 0);
	/* Another run goes on. */
	if (status == RP_OK)
		status = rp_corpus_freeze(&frozen, before);
	if (status == RP_OK)
		status = rp_corpus_create(&corpus, &options, &spool);
	if (status == RP_OK)
		status = rp_corpus_thaw(&articles, corpus, &frozen);
	if (status == RP_OK)
		status = add_page(extractor, sketcher, corpus, 40);
	if (status == RP_OK)
		status = rp_corpus_cluster(&clusters, corpus);
	if (status == RP_OK && rp_clusters_count(clusters) != 1)
		status = 1;
	rp_clusters_free(clusters);
	rp_corpus_free(corpus);
	rp_corpus_free(before);
	if (spool.context)
		rp_memory_spool_free(&spool);
	rp_sketcher_free(sketcher);
	rp_extractor_free(extractor);
	return status;
}

Test(memory, every_allocation_of_the_library_may_fail)
{
	bool failed = true;
	unsigned without = 0;
	long n;

	for (n = 0; failed && n < 100000; n++) {
		int status;

		left = n;
		status = whole_run();
		failed = left < 0;
		left = -1;
		/* Without its table words are read the long way: folding.h. */
		without += failed && status == RP_OK;
		if (failed)
			cr_assert(status == RP_ENOMEM || status == RP_OK,
				  "allocation %ld: status %d", n, status);
		else
			cr_assert_eq(status, RP_OK);
	}
	cr_assert_leq(without, 2, "%u failures made no difference", without);
	cr_assert_gt(n, 50, "%ld allocations", n);
}

static int read_all(const struct rp_inputs *inputs)
{
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_reader *reader = NULL;
	struct rp_batch batch;
	int status = rp_reader_create(&reader, inputs, &options);

	rp_batch_init(&batch);
	while (status >= 0 && (status = rp_reader_next(reader, &batch)) > 0)
		continue;
	rp_batch_dispose(&batch);
	rp_reader_free(reader);
	return status;
}

/* The reader on one file of such bytes. */
static void fail_reading(const char *bytes, const char *ending)
{
	char path[64] = "/tmp/reprint-test-XXXXXX";
	int fd;
	struct rp_inputs inputs;
	bool failed = true;
	long n;

	strcat(path, ending);
	fd = mkstemps(path, (int)strlen(ending));
	cr_assert_geq(fd, 0);
	cr_assert_gt(write(fd, bytes, strlen(bytes)), 0);
	close(fd);
	rp_inputs_init(&inputs);
	cr_assert_eq(rp_inputs_add(&inputs, path), RP_OK);
	rp_inputs_finish(&inputs);
	for (n = 0; failed && n < 1000; n++) {
		int status;

		left = n;
		status = read_all(&inputs);
		failed = left < 0;
		left = -1;
		/* An input that cannot be opened for want of memory is a
		 * rejection, told like others. */
		cr_assert(status == RP_ENOMEM || status == RP_OK);
	}
	cr_assert_gt(n, 3);
	rp_inputs_dispose(&inputs);
	unlink(path);
}

Test(memory, every_allocation_of_the_reader_may_fail)
{
	fail_reading("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "");
	fail_reading("[{\"text\":\"a\"},\n{\"text\":\"b\n", ".json");
	fail_reading("id,text\n1,\"a\"\n2,\"b\"c\"\n", ".csv");
	fail_reading("id,words\n1,a\n", ".csv");
}

/* A line that has to be mended first: want of memory is not its fault. */
Test(memory, every_allocation_of_a_line_may_fail)
{
	char line[64 + RP_BATCH_PADDING] =
	    "{\"text\":\"caf\xe9\",\"id\":\"7\"}";
	bool failed = true;
	long n;

	for (n = 0; failed && n < 1000; n++) {
		struct rp_json_reader *reader = rp_json_reader_create(NULL);
		struct rp_json_record record;
		struct rp_error error;
		const char *reason = NULL;
		int status;

		cr_assert_not_null(reader);
		left = n;
		status = rp_json_reader_line(&record, reader, line,
					     strlen(line), &reason, &error);
		failed = left < 0;
		left = -1;
		cr_assert_eq(status, failed ? RP_ENOMEM : RP_OK, "%ld: %s", n,
			     reason ? reason : "");
		cr_assert_null(reason);
		rp_json_reader_free(reader);
	}
	cr_assert_gt(n, 1);
}
