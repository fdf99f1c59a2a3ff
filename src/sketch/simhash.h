/* SPDX-License-Identifier: Apache-2.0 */
/* simhash.h - SimHash fingerprints of 64 bits. */
#ifndef RP_SIMHASH_H
#define RP_SIMHASH_H

#include "cpu.h"

#include <stddef.h>
#include <stdint.h>

/* Features that a kernel takes at a time: its counters are bytes. */
#define RP_SIMHASH_FEATURES 255

/* votes[i] = how many of up to RP_SIMHASH_FEATURES features have bit i. One
 * kernel file an instruction set; all count alike. */
typedef void rp_simhash_kernel(uint8_t votes[64], const uint64_t *features,
			       size_t count);
rp_simhash_kernel rp_simhash_portable;
rp_simhash_kernel rp_simhash_avx2;
rp_simhash_kernel rp_simhash_avx512;
rp_simhash_kernel rp_simhash_neon;

/* The kernel for this processor, once it has been found to count right. */
rp_simhash_kernel *rp_simhash_best(void);

/* The features of a text of count words, 2 or more: a hash of each but the last
 * and the one behind it. */
typedef void rp_simhash_pairing(uint64_t *features, const uint64_t *words,
				size_t count);
rp_simhash_pairing rp_simhash_pairs_portable;
rp_simhash_pairing rp_simhash_pairs_avx512;

/* The pairing for this processor, once it has been found to pair right. */
rp_simhash_pairing *rp_simhash_pairs_best(void);

/* The fingerprint of a multiset of features, given by their hashes. */
uint64_t rp_simhash(rp_simhash_kernel *kernel, const uint64_t *features,
		    size_t count);

#endif
