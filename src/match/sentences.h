/* SPDX-License-Identifier: Apache-2.0 */
/* sentences.h - a node's words, sentence by sentence. */
#ifndef RP_SENTENCES_H
#define RP_SENTENCES_H

#include "array.h"
#include "flags.h"
#include "hash.h"
#include "nodes.h"

/* Shorter ones are left alone: "He said so." */
#define RP_SENTENCE_WORDS 5

struct rp_sentences {
	const uint32_t *tokens;
	const unsigned char *marks;
	uint32_t count;
};

/* Of count words, and a mark for each behind them. */
static inline struct rp_sentences rp_sentences_of(const uint32_t *words,
						  uint32_t count)
{
	return (struct rp_sentences){
	    words, (const unsigned char *)(words + count), count};
}

static inline int rp_sentences_open(struct rp_sentences *view,
				    const struct rp_match *match, uint32_t node)
{
	const uint32_t *words = rp_node_words(match, node);

	if (!words)
		return RP_ESTORE;
	*view = rp_sentences_of(words, match->nodes[node].tokens);
	return RP_OK;
}

/* A copy in words, of capacity, which are realloced. RP_ENOMEM. */
static inline int rp_sentences_copy(struct rp_sentences *view, uint32_t **words,
				    size_t *capacity,
				    const struct rp_match *match, uint32_t node)
{
	size_t count = match->nodes[node].tokens;

	if (rp_array_reserve(words, capacity, count + count / 4 + 1,
			     sizeof(**words)) != RP_OK)
		return RP_ENOMEM;
	*view = rp_sentences_of(*words, (uint32_t)count);
	return rp_node_read_words(*words, match, node);
}

/* As long as the corpus, or until words, of capacity, are something else's:
 * they are realloced for what does not stand in memory. RP_ENOMEM. */
static inline int rp_sentences_read(struct rp_sentences *view, uint32_t **words,
				    size_t *capacity,
				    const struct rp_match *match, uint32_t node)
{
	const uint32_t *standing = rp_node_words_in_memory(match, node);

	if (!standing)
		return rp_sentences_copy(view, words, capacity, match, node);
	*view = rp_sentences_of(standing, match->nodes[node].tokens);
	return RP_OK;
}

/* The sentence that begins at word from ends before the word returned. */
static inline uint32_t rp_sentence_end(const struct rp_sentences *view,
				       uint32_t from)
{
	return (uint32_t)rp_flags_next(view->marks, RP_MARK_START, from + 1,
				       view->count);
}

static inline uint64_t rp_sentence_hash(const struct rp_sentences *view,
					uint32_t from, uint32_t end)
{
	return rp_hash64(view->tokens + from,
			 (end - from) * sizeof(*view->tokens));
}

#endif
