/* SPDX-License-Identifier: Apache-2.0 */
/* Every sentence of two texts, asked for in turn and one text after the other,
 * against going through the text. */
#include "postings.h"
#include "sentences.h"
#include "spool.h"
#include "testing.h"
#include "whereabouts.h"

#define WORDS	  400
#define DIFFERENT 12 /* words, so that sentences occur again */

struct rig {
	struct rp_spool spool;
	struct rp_text_node nodes[2];
	struct rp_options options;
	struct rp_match match;
};

static void rig_open(struct rig *rig)
{
	static const struct rp_options options = RP_OPTIONS_INIT;
	uint32_t block[WORDS + WORDS / 4];
	unsigned char *marks = (unsigned char *)(block + WORDS);
	uint32_t seed = 7;
	size_t node;
	size_t i;

	memset(rig, 0, sizeof(*rig));
	rig->options = options;
	cr_assert_eq(rp_memory_spool_create(&rig->spool), RP_OK);
	for (node = 0; node < 2; node++) {
		for (i = 0; i < WORDS; i++) {
			seed = seed * 1664525 + 1013904223;
			block[i] = (seed >> 16) % DIFFERENT;
			marks[i] = (seed >> 24) % 6 == 0 ? RP_MARK_START : 0;
		}
		/* One that stands twice. */
		memcpy(block + 200, block + 100, 20 * sizeof(*block));
		memcpy(marks + 200, marks + 100, 20);
		marks[100] = marks[200] = marks[120] = marks[220] =
		    RP_MARK_START;
		rig->nodes[node].tokens = WORDS;
		cr_assert_eq(rig->spool.append(rig->spool.context,
					       &rig->nodes[node].spool, block,
					       sizeof(block)),
			     RP_OK);
	}
	rig->match = (struct rp_match){.nodes = rig->nodes,
				       .count = 2,
				       .options = &rig->options,
				       .spool = &rig->spool,
				       .threads = 1};
}

/* The first sentence of a node with the key, as it should be found. */
static uint32_t first_with(const struct rp_sentences *view, uint64_t key)
{
	uint32_t from = 0;

	while (from < view->count) {
		uint32_t end = rp_sentence_end(view, from);

		if (end - from >= RP_SENTENCE_WORDS &&
		    rp_entry_key(rp_sentence_hash(view, from, end)) == key)
			return from;
		from = end;
	}
	return UINT32_MAX;
}

/* Ask for all sentences of a node; of both in turn where the other is given. */
static size_t ask_all(struct rig *rig, struct rp_whereabouts *whereabouts,
		      uint32_t node, bool in_turn)
{
	struct rp_sentences view;
	struct rp_whereabout at;
	uint32_t from = 0;
	size_t found = 0;

	cr_assert_eq(rp_sentences_open(&view, &rig->match, node), RP_OK);
	while (from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);
		uint64_t hash = rp_sentence_hash(&view, from, end);
		uint64_t key = rp_entry_key(hash);
		int status = rp_whereabouts_find(&at, whereabouts, &rig->match,
						 node, key);
		uint32_t expected = first_with(&view, key);

		cr_assert_eq(status,
			     expected == UINT32_MAX ? RP_ESTORE : RP_OK);
		if (status == RP_OK) {
			cr_assert_eq(at.range.from, expected);
			cr_assert_eq(rp_entry_key(at.hash), key);
			found++;
		}
		if (in_turn)
			rp_whereabouts_find(&at, whereabouts, &rig->match,
					    1 - node, key);
		from = end;
	}
	return found;
}

Test(whereabouts, are_those_of_the_text)
{
	struct rig rig;
	struct rp_whereabouts whereabouts = {0};

	rig_open(&rig);
	cr_assert_gt(ask_all(&rig, &whereabouts, 0, false), 10);
	cr_assert_gt(ask_all(&rig, &whereabouts, 1, false), 10);
	cr_assert_gt(ask_all(&rig, &whereabouts, 0, true), 10);
	rp_whereabouts_dispose(&whereabouts);
	rp_memory_spool_free(&rig.spool);
}
