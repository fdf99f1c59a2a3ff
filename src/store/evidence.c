/* SPDX-License-Identifier: Apache-2.0 */
/*
 * evidence.c - see evidence.h
 *
 * Idea. Words of news follow Zipf's law, so their numbers by order of first
 * meeting, seven bits a byte with the lowest first (LEB128), take 1.6 bytes a
 * word on average, where hash and marks take five.
 *
 * Rejected: a general compressor over hashes: what repeats in one article is
 * too little for it.
 */
#include "evidence.h"

#include "reprint.h"

#include <string.h>

int rp_evidence_pack(struct rp_buffer *out, struct rp_vocabulary *vocabulary,
		     const uint32_t *tokens, size_t count)
{
	const unsigned char *marks = (const unsigned char *)(tokens + count);
	size_t i;

	for (i = 0; i < count; i++) {
		char bytes[5];
		size_t len = 0;
		uint32_t number;
		int status = rp_vocabulary_number(&number, vocabulary,
						  tokens[i], marks[i]);

		if (status != RP_OK)
			return status;
		for (; number > 0x7f; number >>= 7)
			bytes[len++] = (char)(unsigned char)(number | 0x80);
		bytes[len++] = (char)number;
		rp_buffer_append(out, bytes, len);
	}
	return rp_buffer_status(out);
}

/* The next number; behind the end, or NULL if it is cut off or too long. */
static const unsigned char *read_number(uint32_t *out, const unsigned char *at,
					const unsigned char *end)
{
	unsigned shift = 0;

	*out = 0;
	while (at < end && shift < 32) {
		*out |= (uint32_t)(*at & 0x7f) << shift;
		if (!(*at++ & 0x80))
			return at;
		shift += 7;
	}
	return NULL;
}

int rp_evidence_unpack(uint32_t *tokens, size_t count, struct rp_str packed,
		       const struct rp_vocabulary *vocabulary)
{
	unsigned char *marks = (unsigned char *)(tokens + count);
	const unsigned char *at = (const unsigned char *)packed.data;
	const unsigned char *end = at + packed.len;
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t number;

		at = read_number(&number, at, end);
		if (!at || number >= vocabulary->count)
			return RP_EINVAL;
		tokens[i] = rp_vocabulary_hash(vocabulary, number);
		marks[i] = rp_vocabulary_marks(vocabulary, number);
	}
	memset(marks + count, 0, RP_SKETCH_BYTES(count) - count * 5);
	return at == end ? RP_OK : RP_EINVAL;
}
