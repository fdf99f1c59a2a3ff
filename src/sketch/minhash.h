/* SPDX-License-Identifier: Apache-2.0 */
/* minhash.h - MinHash signatures of shingle sets. */
#ifndef RP_MINHASH_H
#define RP_MINHASH_H

#include "cpu.h"

#include <stddef.h>
#include <stdint.h>

/* Parts that the shingles of a text are divided into by their upper bits. */
#define RP_MINHASH_PARTS 4
#define RP_MINHASH_SHIFT 30 /* 32 bits less those that tell the part */
/* Slots of a signature at most, as struct rp_options says. */
#define RP_MINHASH_MOST 1024
/* Shingles that are divided by part at a time: 8 KiB. */
#define RP_MINHASH_BLOCK ((size_t)512)
/* Orders that a kernel works on at a time, on any processor. */
#define RP_MINHASH_LANES  16
#define RP_MINHASH_ORDERS (RP_MINHASH_MOST / RP_MINHASH_PARTS)

struct rp_minhash;

/* least[part * stride + order] = min over the shingles of the part of
 * h_order, all ones where there is none. One file an instruction set; all
 * give the same numbers. */
typedef void rp_minhash_kernel(uint32_t *least,
			       const struct rp_minhash *minhash,
			       const uint32_t *shingles, size_t count);
rp_minhash_kernel rp_minhash_least_portable;
rp_minhash_kernel rp_minhash_least_avx2;
rp_minhash_kernel rp_minhash_least_avx512;
rp_minhash_kernel rp_minhash_least_neon;

/* The orders h_i(x) = a_i * x + b_i mod 2^32 of a signature. */
struct rp_minhash {
	uint32_t a[RP_MINHASH_ORDERS]; /* odd */
	uint32_t b[RP_MINHASH_ORDERS];
	size_t hashes; /* slots, a multiple of RP_MINHASH_PARTS */
	size_t stride; /* orders, up to a multiple of RP_MINHASH_LANES */
	/* That of this processor, once it has been found to work right. */
	rp_minhash_kernel *kernel;
};

/* Draw the orders from a seed. */
void rp_minhash_init(struct rp_minhash *minhash, size_t hashes, uint64_t seed);

/* A signature of minhash->hashes slots: those of the first part, one an order,
 * then those of the second; count must not be 0. */
void rp_minhash_sign(uint32_t *signature, const struct rp_minhash *minhash,
		     const uint32_t *shingles, size_t count);

/* The low halves of a signature's slots: two that differ agree in them once in
 * 65,536 (b-bit minwise hashing, Li and Koenig 2010), and they take half of the
 * room. */
void rp_minhash_halve(uint16_t *halves, const uint32_t *signature,
		      size_t hashes);

/* Slots in which two halved signatures agree. */
size_t rp_minhash_agree(const uint16_t *a, const uint16_t *b, size_t hashes);

/* The standard error of their number for sets of Jaccard similarity jaccard, of
 * which the smaller has count members; no less than the true one. */
double rp_minhash_error(size_t hashes, double jaccard, size_t count);

/* The slots below which such sets are taken to be less similar than that: three
 * standard errors under what is expected, which loses one true pair in 740 at
 * the very line. May be negative. */
double rp_minhash_least(size_t hashes, double jaccard, size_t count);

#endif
