/* SPDX-License-Identifier: Apache-2.0 */
/*
 * threads_library.c - different objects of the library in different threads
 *
 * Threads share a corpus and its clusters, which nobody changes, and each has a
 * comparer of its own. A plain program, since Criterion runs each test in a
 * process of its own: it is for the thread sanitizer, and wants all to find the
 * same.
 */
#include "reprint_compare.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARTICLES 24
#define THREADS	 4

/* Under every article, so that there is furniture to be looked for. */
#define BOX                                                                 \
	"Sign up here for the letter that our editors send every morning. " \
	"You agree to hear from us now and then about other things. "

struct work {
	const struct rp_corpus *corpus;
	const struct rp_clusters *clusters;
	enum rp_finding findings[ARTICLES];
	int status;
};

static void must(int status, const char *what)
{
	if (status == RP_OK)
		return;
	fprintf(stderr, "%s: %s\n", what, rp_strerror(status));
	exit(1);
}

/* Two prints of each of twelve reports. */
static void write_article(char *out, size_t size, unsigned number)
{
	unsigned report = number / 2;
	size_t at = 0;
	unsigned i;

	if (number % 2)
		at += (size_t)snprintf(out, size, "It was told again. ");
	for (i = 0; i < 6; i++)
		at += (size_t)snprintf(
		    out + at, size - at,
		    "After %u%u days the people of Town%u%c sent Mister%u%c to "
		    "ask word%u%u of the one who knew it%u%u. ",
		    report, i, report, 'a' + i, report, 'a' + i, report, i,
		    report, i);
	snprintf(out + at, size - at, BOX);
}

static struct rp_corpus *make_corpus(const struct rp_options *options)
{
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	unsigned i;

	must(rp_sketcher_create(&sketcher, options), "a sketcher");
	must(rp_corpus_create(&corpus, options, NULL), "a corpus");
	for (i = 0; i < ARTICLES; i++) {
		struct rp_facts facts = {.agency = NULL};
		struct rp_sketch sketch;
		char text[2000];
		char key[16];
		uint32_t id;

		write_article(text, sizeof(text), i);
		snprintf(key, sizeof(key), "k%u", i);
		facts.key = (struct rp_str){key, strlen(key)};
		must(rp_sketcher_run(&sketch, sketcher, text, strlen(text)),
		     "a sketch");
		must(rp_corpus_add(&id, corpus, &sketch, &facts), "an article");
	}
	rp_sketcher_free(sketcher);
	return corpus;
}

static void *compare_all(void *context)
{
	struct work *work = context;
	struct rp_comparer *comparer;
	uint32_t i;

	work->status =
	    rp_comparer_create(&comparer, work->corpus, work->clusters);
	if (work->status != RP_OK)
		return NULL;
	for (i = 1; i < ARTICLES && work->status == RP_OK; i++) {
		struct rp_evidence evidence;

		work->status = rp_comparer_run(&evidence, comparer, i - 1, i);
		work->findings[i] = evidence.finding;
	}
	rp_comparer_free(comparer);
	return NULL;
}

int main(void)
{
	static const struct rp_options options = RP_OPTIONS_INIT;
	struct rp_corpus *corpus = make_corpus(&options);
	struct rp_clusters *clusters;
	struct work works[THREADS] = {{NULL}};
	pthread_t threads[THREADS];
	int failures = 0;
	size_t i;

	must(rp_corpus_cluster(&clusters, corpus), "clusters");
	if (rp_clusters_recurring_count(clusters) == 0 ||
	    rp_clusters_count(clusters) != ARTICLES / 2)
		failures++;
	for (i = 0; i < THREADS; i++) {
		works[i].corpus = corpus;
		works[i].clusters = clusters;
		if (pthread_create(&threads[i], NULL, compare_all, &works[i]))
			return 1;
	}
	for (i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		must(works[i].status, "a comparer");
		failures += memcmp(works[i].findings, works[0].findings,
				   sizeof(works[0].findings)) != 0;
	}
	rp_clusters_free(clusters);
	rp_corpus_free(corpus);
	if (failures)
		fprintf(stderr, "%d of the threads differ\n", failures);
	return failures ? 1 : 0;
}
