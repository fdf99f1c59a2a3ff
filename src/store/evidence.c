/* SPDX-License-Identifier: Apache-2.0 */
/*
 * evidence.c - see evidence.h
 *
 * Idea. By Zipf's law (G. K. Zipf, Human Behavior and the Principle of Least
 * Effort, 1949) the word of rank r is met about 1/r as often as the first, so
 * that all lengths of a rank in bits are about as frequent: a length is
 * written plainly, and the bits below the topmost one behind it.
 *
 * Layout. A stream of bits, each byte from its lowest bit on; the last byte
 * ends in zeros. Of each word four bits and a rest:
 *
 *     0        3 bits: the numbers 0 to 7
 *     1 to 14  the length is 4 to 17 bits; those below the topmost
 *     15       4 bits: the length less 18; those below the topmost
 *
 * Cost. 1.5 bytes a word of 633 news articles whose vocabulary is ranked by
 * the first 100, 1.65 of the benchmarks' model (700 words an article, 266,000
 * different ones); the entropy of single words is 1.44 and 1.63 there. Hash
 * and marks take five. The code before, seven bits a byte (LEB128, as DWARF
 * has it) of numbers in order of first meeting, took 1.86 and 2.15; it is
 * read, and not written any more.
 *
 * Rejected: Huffman's code of the lengths, which saves nothing that is worth
 * its table; a general compressor over hashes: what repeats in one article is
 * too little for it.
 */
#include "evidence.h"

#include "reprint.h"

#include <string.h>

/* Bits of the first field, and its values that have a rule of their own. */
#define FIELD	   4
#define FIELD_LOW  0
#define FIELD_LONG 15
#define LOW_BITS   3  /* of a number below 8 */
#define LONG_BITS  18 /* the least length behind FIELD_LONG */
/* A word's most: two fields and all below the topmost of 32 bits. */
#define WORD_BITS (FIELD + FIELD + 31)
/* A word's least. */
#define WORD_BITS_LEAST (FIELD + LOW_BITS)

/* ----- packing ----- */

struct bits_out {
	unsigned char *at;
	uint64_t window;
	unsigned count; /* bits that wait in it, less than 8 between words */
};

static void put_bits(struct bits_out *out, uint32_t value, unsigned bits)
{
	out->window |= (uint64_t)value << out->count;
	out->count += bits;
}

/* Bits below the topmost one. */
static uint32_t below(uint32_t number, unsigned bits)
{
	return number & (((uint32_t)1 << bits) - 1);
}

static void put_word(struct bits_out *out, uint32_t number)
{
	unsigned length = number ? 32 - (unsigned)__builtin_clz(number) : 0;

	if (length <= LOW_BITS) {
		put_bits(out, FIELD_LOW, FIELD);
		put_bits(out, number, LOW_BITS);
	} else if (length < LONG_BITS) {
		put_bits(out, length - LOW_BITS, FIELD);
		put_bits(out, below(number, length - 1), length - 1);
	} else {
		put_bits(out, FIELD_LONG, FIELD);
		put_bits(out, length - LONG_BITS, FIELD);
		put_bits(out, below(number, length - 1), length - 1);
	}
	while (out->count >= 8) {
		*out->at++ = (unsigned char)out->window;
		out->window >>= 8;
		out->count -= 8;
	}
}

int rp_evidence_pack(struct rp_buffer *out, struct rp_vocabulary *vocabulary,
		     const uint32_t *tokens, size_t count)
{
	const unsigned char *marks = (const unsigned char *)(tokens + count);
	struct bits_out bits = {NULL, 0, 0};
	size_t i;

	if (rp_buffer_reserve(out, count * ((WORD_BITS + 7) / 8) + 1) != RP_OK)
		return RP_ENOMEM;
	bits.at = (unsigned char *)out->data + out->len;
	for (i = 0; i < count; i++) {
		uint32_t number;
		int status = rp_vocabulary_number(&number, vocabulary,
						  tokens[i], marks[i]);

		if (status != RP_OK)
			return status;
		put_word(&bits, number);
	}
	if (bits.count > 0)
		*bits.at++ = (unsigned char)bits.window;
	*bits.at = '\0';
	out->len = (size_t)((char *)bits.at - out->data);
	return RP_OK;
}

/* ----- unpacking ----- */

struct bits_in {
	const unsigned char *at;
	const unsigned char *end;
	uint64_t window;
	unsigned count; /* bits of it */
};

/* As much as there is, up to 56 bits at least. */
static void refill(struct bits_in *in)
{
	while (in->count <= 56 && in->at < in->end) {
		in->window |= (uint64_t)*in->at++ << in->count;
		in->count += 8;
	}
}

static uint32_t take_bits(struct bits_in *in, unsigned bits)
{
	uint32_t value = (uint32_t)(in->window & (((uint64_t)1 << bits) - 1));

	in->window >>= bits;
	in->count -= bits;
	return value;
}

/* The next number; false if it is cut off. */
static bool read_ranked(uint32_t *out, struct bits_in *in)
{
	unsigned field;
	unsigned bits;

	if (in->count < WORD_BITS)
		refill(in);
	if (in->count < WORD_BITS_LEAST)
		return false;
	field = take_bits(in, FIELD);
	bits = field + LOW_BITS - 1;
	if (field == FIELD_LOW) {
		*out = take_bits(in, LOW_BITS);
		return true;
	}
	if (field == FIELD_LONG) {
		if (in->count < FIELD)
			return false;
		bits = take_bits(in, FIELD) + LONG_BITS - 1;
	}
	if (in->count < bits || bits > 31)
		return false;
	*out = (uint32_t)1 << bits | take_bits(in, bits);
	return true;
}

/* The next number as it was written before; false if it is cut off or too
 * long. */
static bool read_octets(uint32_t *out, struct bits_in *in)
{
	unsigned shift = 0;

	*out = 0;
	while (in->at < in->end && shift < 32) {
		*out |= (uint32_t)(*in->at & 0x7f) << shift;
		if (!(*in->at++ & 0x80))
			return true;
		shift += 7;
	}
	return false;
}

/* Whether nothing but the zeros of the last byte is left. */
static bool ended(const struct bits_in *in)
{
	return in->at == in->end && in->count < 8 && in->window == 0;
}

int rp_evidence_unpack(uint32_t *tokens, size_t count, struct rp_str packed,
		       enum rp_evidence_code code,
		       const struct rp_vocabulary *vocabulary)
{
	unsigned char *marks = (unsigned char *)(tokens + count);
	const unsigned char *start = (const unsigned char *)packed.data;
	struct bits_in in = {start, start + packed.len, 0, 0};
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t number;
		bool read = code == RP_EVIDENCE_OCTETS
				? read_octets(&number, &in)
				: read_ranked(&number, &in);

		if (!read || number >= vocabulary->count)
			return RP_EINVAL;
		tokens[i] = rp_vocabulary_hash(vocabulary, number);
		marks[i] = rp_vocabulary_marks(vocabulary, number);
	}
	memset(marks + count, 0, RP_SKETCH_BYTES(count) - count * 5);
	return ended(&in) ? RP_OK : RP_EINVAL;
}

bool rp_evidence_may_hold(size_t count, size_t len)
{
	return len <= SIZE_MAX / 8 && count <= len * 8 / WORD_BITS_LEAST;
}
