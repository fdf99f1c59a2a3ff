/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cpu.c - see cpu.h. The limit is the one variable of the library that is
 * shared by all threads; it can change how fast results come, not what they
 * are.
 */
#include "cpu.h"

#include <stdatomic.h>

static _Atomic int limit = RP_CPU_AVX512;

static enum rp_cpu detected(void)
{
#if defined(__x86_64__)
	__builtin_cpu_init();
	if (__builtin_cpu_supports("avx512f") &&
	    __builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512cd") &&
	    __builtin_cpu_supports("avx512dq") &&
	    __builtin_cpu_supports("avx512vl"))
		return RP_CPU_AVX512;
	/* All that have AVX2 have these. */
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	    __builtin_cpu_supports("popcnt"))
		return RP_CPU_AVX2;
#elif defined(__aarch64__)
	return RP_CPU_NEON; /* part of the architecture */
#endif
	return RP_CPU_PORTABLE;
}

bool rp_cpu_has_vbmi2(void)
{
#if defined(__x86_64__)
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx512vbmi2") != 0;
#else
	return false;
#endif
}

enum rp_cpu rp_cpu_level(void)
{
	enum rp_cpu level = detected();
	enum rp_cpu most = (enum rp_cpu)atomic_load(&limit);

	return level < most ? level : most;
}

void rp_cpu_limit(enum rp_cpu most)
{
	atomic_store(&limit, (int)most);
}
