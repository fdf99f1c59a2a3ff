/* SPDX-License-Identifier: Apache-2.0 */
/* hash.c - XXH3 of many bytes, by the instructions that may be used. To ask
 * which takes a hundredth of the time that is saved. */
#include "hash.h"

#include "cpu.h"

#if defined(__x86_64__)
static bool may_avx2(void)
{
	return rp_cpu_level() >= RP_CPU_AVX2;
}
#endif

uint64_t rp_hash64_long(const void *bytes, size_t len)
{
#if defined(__x86_64__)
	if (may_avx2())
		return rp_hash64_avx2(bytes, len);
#endif
	return XXH3_64bits(bytes, len);
}

void rp_hash128(uint64_t out[2], const void *bytes, size_t len)
{
	XXH128_hash_t hash;

#if defined(__x86_64__)
	if (len >= RP_HASH_LONG && may_avx2()) {
		rp_hash128_avx2(out, bytes, len);
		return;
	}
#endif
	hash = XXH3_128bits(bytes, len);
	out[0] = hash.high64;
	out[1] = hash.low64;
}
