/* SPDX-License-Identifier: Apache-2.0 */
/*
 * evidence.h - the words of an article, packed for the store
 *
 * From them every sketch is made again bit for bit and every pair verified on
 * text, long after the file that they came from is gone; the text itself
 * cannot be.
 */
#ifndef RP_EVIDENCE_H
#define RP_EVIDENCE_H

#include "buffer.h"
#include "hash.h"
#include "vocabulary.h"

/* How the words of an article are written, as the column code of the table
 * texts has it. */
enum rp_evidence_code {
	RP_EVIDENCE_OCTETS = 0, /* seven bits a byte; read only */
	RP_EVIDENCE_RANKED = 1, /* what is written */
};

/* Append the words of a sketch: count hashes, and behind them marks. RP_ENOMEM,
 * RP_EFULL. */
int rp_evidence_pack(struct rp_buffer *out, struct rp_vocabulary *vocabulary,
		     const uint32_t *tokens, size_t count);

/* Words into tokens, which has room for RP_SKETCH_BYTES(count) bytes. RP_EINVAL
 * if packed is not the evidence of count words of this vocabulary. Many threads
 * may call this at once. */
int rp_evidence_unpack(uint32_t *tokens, size_t count, struct rp_str packed,
		       enum rp_evidence_code code,
		       const struct rp_vocabulary *vocabulary);

/* A hash of words and marks, by which they are known when they are unpacked:
 * what a disk changed may still be words. */
static inline uint32_t rp_evidence_seal(const uint32_t *tokens, size_t count)
{
	return (uint32_t)rp_hash64(tokens, count * 5);
}

/* Whether len bytes may be count words at all: to be asked before a damaged
 * number takes all memory. */
bool rp_evidence_may_hold(size_t count, size_t len);

#endif
