/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signatures.c - see signatures.h
 *
 * Whoever asks goes from story to story, or from one sample of articles to the
 * next that holds the same ones: one look at the spool in three is left. Nodes
 * are numbered by the hash of their content, so their last bits say where one
 * is kept.
 *
 * Cost: 2 bytes for each slot of a signature kept, 64 KiB a thread by default.
 */
#include "signatures.h"

#include "index.h"
#include "minhash.h"

#include <stdlib.h>
#include <string.h>

/* Signatures kept, a power of two: a story, or a sample, and some before. */
#define KEPT ((size_t)256)

void rp_signatures_init(struct rp_signatures *signatures,
			const struct rp_match *match)
{
	*signatures = (struct rp_signatures){.match = match};
}

void rp_signatures_dispose(struct rp_signatures *signatures)
{
	free(signatures->slots);
	free(signatures->nodes);
	rp_signatures_init(signatures, signatures->match);
}

static int reserve(struct rp_signatures *signatures)
{
	size_t hashes = signatures->match->options->hashes;

	if (signatures->nodes)
		return RP_OK;
	if (!signatures->slots)
		signatures->slots =
		    malloc((KEPT + 1) * hashes * sizeof(*signatures->slots));
	if (!signatures->slots)
		return RP_ENOMEM;
	signatures->nodes = malloc(KEPT * sizeof(*signatures->nodes));
	if (!signatures->nodes)
		return RP_ENOMEM;
	memset(signatures->nodes, 0xff, KEPT * sizeof(*signatures->nodes));
	return RP_OK;
}

static uint16_t *place(const struct rp_signatures *signatures, size_t at)
{
	return signatures->slots + at * signatures->match->options->hashes;
}

/* The signature of a node; it stands until another is asked for that is kept
 * at the same place. */
static int get(const uint16_t **out, struct rp_signatures *signatures,
	       uint32_t node)
{
	size_t at = node & (KEPT - 1);
	int status;

	*out = place(signatures, at);
	if (signatures->nodes[at] == node)
		return RP_OK;
	signatures->nodes[at] = RP_NODE_NONE;
	status = rp_node_read_signature(place(signatures, at),
					signatures->match, node);
	if (status == RP_OK)
		signatures->nodes[at] = node;
	return status;
}

int rp_signatures_agree(size_t *out, struct rp_signatures *signatures,
			uint32_t a, uint32_t b)
{
	size_t hashes = signatures->match->options->hashes;
	const uint16_t *of_a;
	const uint16_t *of_b;
	int status = reserve(signatures);

	if (status == RP_OK)
		status = get(&of_a, signatures, a);
	if (status != RP_OK)
		return status;
	if (((a ^ b) & (KEPT - 1)) == 0) {
		memcpy(place(signatures, KEPT), of_a, hashes * sizeof(*of_a));
		of_a = place(signatures, KEPT);
	}
	status = get(&of_b, signatures, b);
	if (status == RP_OK)
		*out = rp_minhash_agree(of_a, of_b, hashes);
	return status;
}
