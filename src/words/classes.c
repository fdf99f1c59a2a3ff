/* SPDX-License-Identifier: Apache-2.0 */
/*
 * classes.c - see classes.h
 *
 * Idea (Langdale and Lemire 2019, for JSON). Comparing 64 bytes at once and
 * keeping the answers as bits turns "where do words begin and end" into
 * shifts of whole words; no branch is taken per byte.
 *
 * The portable kernel does the same eight bytes at a time in ordinary
 * registers: with the high bit of each byte set aside, adding 128 - c carries
 * into it just where the byte is c or more.
 *
 * Cost of the portable kernel: 0.4 ns a byte; AVX-512 0.03.
 */
#include "classes.h"

#include "array.h"
#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define EACH(byte) ((uint64_t)(byte)*0x0101010101010101u)

static void store(char *bytes, uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	memcpy(bytes, &word, sizeof(word));
}

/* The high bit of each byte of x, which are below 128, that lies from least to
 * most. */
static uint64_t between(uint64_t x, unsigned least, unsigned most)
{
	return (x + EACH(128 - least)) & ~(x + EACH(127 - most)) & EACH(0x80);
}

/* The high bits of eight bytes as eight bits, the first byte's lowest. */
static uint64_t gather(uint64_t flags)
{
	return (flags >> 7) * 0x0102040810204080u >> 56;
}

void rp_classes_portable(struct rp_class_block *out, char *folded,
			 const unsigned char *text, size_t blocks)
{
	size_t i;
	size_t k;

	for (i = 0; i < blocks; i++) {
		struct rp_class_block block = {0, 0};

		for (k = 0; k < 8; k++) {
			uint64_t bytes = rp_hash_load(text + i * 64 + k * 8);
			uint64_t high = bytes & EACH(0x80);
			uint64_t low = bytes & EACH(0x7f);
			uint64_t capital = between(low, 'A', 'Z') & ~high;
			uint64_t word = (between(low | EACH(0x20), 'a', 'z') |
					 between(low, '0', '9')) &
					~high;

			store(folded + i * 64 + k * 8, bytes | capital >> 2);
			block.word |= gather(word) << k * 8;
			block.high |= gather(high) << k * 8;
		}
		out[i] = block;
	}
}

/* Every byte, and each class at every place of a block. */
static bool agrees(rp_classes_kernel *kernel)
{
	unsigned char text[512];
	char folded[2][512];
	struct rp_class_block blocks[2][8];
	unsigned i;

	for (i = 0; i < 512; i++)
		text[i] = (unsigned char)(i < 256 ? i : i * 37 >> 2);
	kernel(blocks[0], folded[0], text, 8);
	rp_classes_portable(blocks[1], folded[1], text, 8);
	return memcmp(blocks[0], blocks[1], sizeof(blocks[0])) == 0 &&
	       memcmp(folded[0], folded[1], sizeof(folded[0])) == 0;
}

static rp_classes_kernel *best(void)
{
	switch (rp_cpu_level()) {
#if defined(__x86_64__)
	case RP_CPU_AVX512:
		return rp_classes_avx512;
	case RP_CPU_AVX2:
		return rp_classes_avx2;
#elif defined(__aarch64__)
	case RP_CPU_NEON:
		return rp_classes_neon;
#endif
	default:
		return rp_classes_portable;
	}
}

void rp_classes_init(struct rp_classes *classes)
{
	rp_classes_kernel *kernel = best();

	memset(classes, 0, sizeof(*classes));
	classes->kernel = agrees(kernel) ? kernel : rp_classes_portable;
}

void rp_classes_dispose(struct rp_classes *classes)
{
	free(classes->blocks);
	free(classes->memory);
	rp_classes_init(classes);
}

static int reserve(struct rp_classes *classes, size_t blocks)
{
	if (rp_array_reserve(&classes->blocks, &classes->blocks_capacity,
			     blocks + 1, sizeof(*classes->blocks)) != RP_OK)
		return RP_ENOMEM;
	if (rp_array_reserve(&classes->memory, &classes->folded_capacity,
			     blocks * 64 + (size_t)2 * RP_CLASSES_PADDING,
			     1) != RP_OK)
		return RP_ENOMEM;
	classes->folded = classes->memory + RP_CLASSES_PADDING;
	return RP_OK;
}

int rp_classes_read(struct rp_classes *classes, const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	unsigned char last[64] = {0};
	size_t whole = len / 64;
	size_t count = (len + 63) / 64;
	size_t i;

	if (reserve(classes, count) != RP_OK)
		return RP_ENOMEM;
	memset(classes->memory, 0, RP_CLASSES_PADDING);
	memset(classes->folded + count * 64, 0, RP_CLASSES_PADDING);
	if (whole)
		classes->kernel(classes->blocks, classes->folded, bytes, whole);
	if (count > whole) {
		memcpy(last, bytes + whole * 64, len - whole * 64);
		classes->kernel(classes->blocks + whole,
				classes->folded + whole * 64, last, 1);
	}
	classes->block_count = count;
	classes->high = 0;
	for (i = 0; i < count; i++)
		classes->high |= classes->blocks[i].high;
	return RP_OK;
}
