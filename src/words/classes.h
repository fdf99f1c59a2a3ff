/* SPDX-License-Identifier: Apache-2.0 */
/*
 * classes.h - what the bytes of a text are, 64 of them in one word
 *
 * One kernel file an instruction set; all give the same bits.
 */
#ifndef RP_CLASSES_H
#define RP_CLASSES_H

#include "cpu.h"
#include "reprint.h"

/* Bit i speaks of byte i of the block. */
struct rp_class_block {
	uint64_t word; /* letters and digits of ASCII */
	uint64_t high; /* above 127 */
};

/* Classify count blocks of 64 bytes and write them in small letters. */
typedef void rp_classes_kernel(struct rp_class_block *out, char *folded,
			       const unsigned char *text, size_t blocks);

/* Bytes before and behind a folded text that may be read. */
#define RP_CLASSES_PADDING 64

struct rp_classes {
	struct rp_class_block *blocks;
	size_t block_count; /* the last one filled up with separators */
	size_t blocks_capacity;
	char *folded; /* the text with small letters for ASCII's capitals, and
			 RP_CLASSES_PADDING readable bytes on either side */
	size_t folded_capacity;
	char *memory;  /* what folded points into */
	uint64_t high; /* all high bits, or-ed */
	rp_classes_kernel *kernel;
};

/* The kernels; all but the first only where the processor has them. */
rp_classes_kernel rp_classes_portable;
rp_classes_kernel rp_classes_avx2;
rp_classes_kernel rp_classes_avx512;
rp_classes_kernel rp_classes_neon;

void rp_classes_init(struct rp_classes *classes);
void rp_classes_dispose(struct rp_classes *classes);

/* Classify a text in place of the one before. RP_OK or RP_ENOMEM. */
int rp_classes_read(struct rp_classes *classes, const char *text, size_t len);

/* The first byte above 127 from from on, or the end of the blocks. */
static inline size_t rp_classes_next_high(const struct rp_classes *classes,
					  size_t from)
{
	size_t block = from / 64;
	uint64_t bits;

	if (block >= classes->block_count)
		return from;
	bits = classes->blocks[block].high & ~(uint64_t)0 << (from & 63);
	while (!bits && ++block < classes->block_count)
		bits = classes->blocks[block].high;
	return block * 64 + (bits ? (size_t)__builtin_ctzll(bits) : 0);
}

#endif
