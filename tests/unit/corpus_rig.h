/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_rig.h - texts to clusters through the library's door. */
#ifndef RP_CORPUS_RIG_H
#define RP_CORPUS_RIG_H

#include "testing.h"

struct text {
	char words[2600];
	const char *host;
	const char *date;
	char key[16];
};

struct rig {
	struct rp_options options;
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	struct rp_clusters *clusters;
};

static inline void rig_open(struct rig *rig)
{
	cr_assert_eq(rp_sketcher_create(&rig->sketcher, &rig->options), RP_OK);
	cr_assert_eq(rp_corpus_create(&rig->corpus, &rig->options, NULL),
		     RP_OK);
	rig->clusters = NULL;
}

static inline void rig_close(struct rig *rig)
{
	rp_clusters_free(rig->clusters);
	rp_corpus_free(rig->corpus);
	rp_sketcher_free(rig->sketcher);
}

static inline uint32_t add(struct rig *rig, const struct text *text)
{
	struct rp_sketch sketch;
	struct rp_facts facts = {.date = rp_date_parse(str(text->date)),
				 .host = str(text->host),
				 .key = str(text->key)};
	uint32_t id;

	cr_assert_eq(rp_sketcher_run(&sketch, rig->sketcher, text->words,
				     strlen(text->words)),
		     RP_OK);
	cr_assert_eq(rp_corpus_add(&id, rig->corpus, &sketch, &facts), RP_OK);
	return id;
}

static inline void group(struct rig *rig)
{
	cr_assert_eq(rp_corpus_cluster(&rig->clusters, rig->corpus), RP_OK);
}

#endif
