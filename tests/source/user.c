/* SPDX-License-Identifier: Apache-2.0 */
/* user.c - the smallest program that uses the library: two texts that are one
 * report and one that is not. */
#include <reprint.h>

#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
    "The harbour master of Ostrand closed the northern pier on Monday "
    "after divers found cracks in four of its eleven supports, and said "
    "repairs would take until the middle of June.",
    "OSTRAND (Reuters) - The harbour master of Ostrand closed the northern "
    "pier on Monday after divers found cracks in four of its eleven "
    "supports, and said repairs would take until the middle of June.",
    "Voters in the valley go to the polls on Sunday to decide whether the "
    "old cinema in the market square should become a library, a question "
    "that has divided the council since last autumn.",
};

static int add(struct rp_corpus *corpus, struct rp_extractor *extractor,
	       struct rp_sketcher *sketcher, const char *text)
{
	struct rp_article article;
	struct rp_sketch sketch;
	struct rp_facts facts = {0};
	uint32_t id;
	int status =
	    rp_extractor_text(&article, extractor, text, strlen(text), NULL);

	if (status == RP_OK)
		status = rp_sketcher_run(&sketch, sketcher, article.body.data,
					 article.body.len);
	return status == RP_OK ? rp_corpus_add(&id, corpus, &sketch, &facts)
			       : status;
}

int main(void)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_extractor *extractor = NULL;
	struct rp_sketcher *sketcher = NULL;
	struct rp_corpus *corpus = NULL;
	struct rp_clusters *clusters = NULL;
	size_t i;
	int failed = 1;

	if (rp_extractor_create(&extractor) == RP_OK &&
	    rp_sketcher_create(&sketcher, &options) == RP_OK &&
	    rp_corpus_create(&corpus, &options, NULL) == RP_OK) {
		for (i = 0; i < 3; i++)
			if (add(corpus, extractor, sketcher, texts[i]) != RP_OK)
				break;
		if (i == 3 && rp_corpus_cluster(&clusters, corpus) == RP_OK)
			failed = rp_clusters_count(clusters) != 1 ||
				 rp_clusters_at(clusters, 0)->count != 2;
	}
	printf("%s with reprint %s\n", failed ? "failed" : "works",
	       rp_version());
	rp_clusters_free(clusters);
	rp_corpus_free(corpus);
	rp_sketcher_free(sketcher);
	rp_extractor_free(extractor);
	return failed;
}
