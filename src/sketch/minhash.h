/* SPDX-License-Identifier: Apache-2.0 */
/* minhash.h - MinHash signatures of shingle sets. */
#ifndef RP_MINHASH_H
#define RP_MINHASH_H

#include "cpu.h"

#include <stddef.h>
#include <stdint.h>

struct rp_minhash;

/* signature[i] = min over the shingles of h_i; count must not be 0. One file
 * an instruction set; all give the same signatures. */
typedef void rp_minhash_kernel(uint32_t *signature,
			       const struct rp_minhash *minhash,
			       const uint32_t *shingles, size_t count);
rp_minhash_kernel rp_minhash_sign_portable;
rp_minhash_kernel rp_minhash_sign_avx2;
rp_minhash_kernel rp_minhash_sign_avx512;
rp_minhash_kernel rp_minhash_sign_neon;

/* The hash functions h_i(x) = a_i * x + b_i mod 2^32 of a signature. */
struct rp_minhash {
	uint32_t *a; /* odd */
	uint32_t *b;
	size_t hashes; /* multiple of 8 */
	/* That of this processor, once it has been found to sign right. */
	rp_minhash_kernel *kernel;
};

/* Slots of a signature at most, as struct rp_options says. */
#define RP_MINHASH_MOST 1024

/* Draw the functions from a seed. RP_OK or RP_ENOMEM. */
int rp_minhash_init(struct rp_minhash *minhash, size_t hashes, uint64_t seed);
void rp_minhash_dispose(struct rp_minhash *minhash);

/* Sign with the kernel that init chose. */
void rp_minhash_sign(uint32_t *signature, const struct rp_minhash *minhash,
		     const uint32_t *shingles, size_t count);

/* The low halves of a signature's slots: two that differ agree in them once in
 * 65,536 (b-bit minwise hashing, Li and Koenig 2010), and they take half of the
 * room. */
void rp_minhash_halve(uint16_t *halves, const uint32_t *signature,
		      size_t hashes);

/* Slots in which two halved signatures agree. */
size_t rp_minhash_agree(const uint16_t *a, const uint16_t *b, size_t hashes);

#endif
