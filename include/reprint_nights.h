/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reprint_nights.h - a corpus that grows night after night
 *
 * Grouping always goes over all articles, and its result does not depend on
 * what is used of this: a night takes over what was derived from the articles
 * before it instead of deriving it again.
 */
#ifndef REPRINT_NIGHTS_H
#define REPRINT_NIGHTS_H

#include "reprint.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ===== Articles ======================================================= */

/* Where a corpus was written down on its spool. Bytes at from and behind serve
 * this freeze only: after the next one they may be thrown away. */
struct rp_freeze {
	uint64_t from;
	uint64_t list; /* hand these to rp_corpus_thaw */
	size_t len;
};

/* Write down what of the articles so far is not yet on the spool, before they
 * are grouped: a corpus of another process on the same bytes can go on from
 * it. RP_ENOMEM, RP_ESTORE: the corpus has failed. */
RP_API int rp_corpus_freeze(struct rp_freeze *out, struct rp_corpus *corpus);

/* Take over *articles articles into an empty corpus. RP_EINVAL: it is of
 * another shingle, number of hashes, seed, method, division into bands (which
 * the threshold sets) or list of rules, or was frozen by another version or
 * kind of machine, or is damaged; RP_ENOMEM, RP_ESTORE. After a failure the
 * corpus can only be freed. Words and signatures are looked at when articles
 * are grouped: RP_ESTORE of rp_corpus_cluster, where the spool did not fail,
 * says that they are not what was frozen, and all articles are to be added
 * anew. */
RP_API int rp_corpus_thaw(uint32_t *articles, struct rp_corpus *corpus,
			  const struct rp_freeze *frozen);

/* Take an article out of all groupings to come, as if it had never been added;
 * its number stays taken. Of a corpus that is frozen and thawed this has to be
 * said again. RP_EINVAL: there is no such article; RP_ENOMEM. */
RP_API int rp_corpus_forget(struct rp_corpus *corpus, uint32_t article);

/* ===== Comparisons ==================================================== */

#define RP_MEMO_BYTES 56

/*
 * What was found when articles were held against each other: a table of the
 * caller's, from keys to values of RP_MEMO_BYTES bytes. Both are the library's
 * affair; each value tells what it depends on, and is only believed where that
 * is as it was. Keys are made of article numbers: a table is good for a corpus
 * that begins with the same articles in the same order.
 */
struct rp_memo {
	void *context;
	/* Copy what was kept under a key before to value; *found is false:
	 * there is nothing. Called by several threads at once. RP_OK,
	 * RP_ESTORE. */
	int (*find)(void *context, bool *found, uint64_t key, void *value);
	/* Keep a value for the next run; each key once, those that were found
	 * too. What is not kept again need not be there next time. Keys are
	 * asked for and kept story by story, and those of a story lie together
	 * for the most part: small ones of pairs, ones from 2^63 on of other
	 * findings. Called by several threads at once, and while others look
	 * up keys. RP_OK, RP_ENOMEM, RP_ESTORE. */
	int (*keep)(void *context, uint64_t key, const void *value);
};

/* Use a memo when the corpus is grouped; NULL: none any more. It is copied, its
 * context must stand until then. */
RP_API void rp_corpus_use_memo(struct rp_corpus *corpus,
			       const struct rp_memo *memo);

#ifdef __cplusplus
}
#endif

#endif
