/* SPDX-License-Identifier: Apache-2.0 */
/* distinct_shingles.h - the distinct ones among the shingles of a text. */
#ifndef RP_DISTINCT_SHINGLES_H
#define RP_DISTINCT_SHINGLES_H

#include <stddef.h>
#include <stdint.h>

/* All zero at first. */
struct rp_distinct_shingles {
	uint32_t *table; /* the place of a shingle and 1; 0: none */
	size_t capacity;
	uint32_t *aside; /* places of those whose slot another has */
	size_t aside_capacity;
	uint64_t *sorted; /* where too many met in a slot */
	size_t sorted_capacity;
};

/*
 * Write the high halves of the distinct ones of count shingles, below 2^32, to
 * out and return how many they are, or RP_DISTINCT_CROWDED: too many met in few
 * slots, and out holds nothing. table has slots entries, a power of two,
 * all zero; aside and out have room for count and RP_DISTINCT_SPARE. One file
 * an instruction set where that brings something; all write the same.
 */
typedef size_t rp_distinct_kernel(uint32_t *out, uint32_t *table, size_t slots,
				  uint32_t *aside, const uint64_t *shingles,
				  size_t count);
rp_distinct_kernel rp_distinct_portable;
rp_distinct_kernel rp_distinct_avx512;

#define RP_DISTINCT_SPARE   16
#define RP_DISTINCT_CROWDED SIZE_MAX

/* The kernel for this processor, once it has been found to work right. */
rp_distinct_kernel *rp_distinct_best(void);

/* The last step of all kernels: behind the kept ones those put aside, each once
 * and none that is there; or RP_DISTINCT_CROWDED. */
size_t rp_distinct_rest(uint32_t *out, size_t kept, uint32_t *table,
			size_t slots, const uint32_t *aside, size_t count,
			const uint64_t *shingles);

/* Call the kernel with memory of distinct; *found is what it returns.
 * RP_ENOMEM. */
int rp_distinct_shingles_find(size_t *found, uint32_t *out,
			      struct rp_distinct_shingles *distinct,
			      rp_distinct_kernel *kernel,
			      const uint64_t *shingles, size_t count);
void rp_distinct_shingles_dispose(struct rp_distinct_shingles *distinct);

#endif
