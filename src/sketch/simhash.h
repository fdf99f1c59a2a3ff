/* SPDX-License-Identifier: Apache-2.0 */
/* simhash.h - SimHash fingerprints of 64 bits. */
#ifndef RP_SIMHASH_H
#define RP_SIMHASH_H

#include <stddef.h>
#include <stdint.h>

/* The fingerprint of a multiset of features, given by their hashes. */
uint64_t rp_simhash(const uint64_t *features, size_t count);

#endif
