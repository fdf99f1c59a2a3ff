/* SPDX-License-Identifier: Apache-2.0 */
/* cpu.h - which vector instructions may be used. */
#ifndef RP_CPU_H
#define RP_CPU_H

#include <stdbool.h>

enum rp_cpu {
	RP_CPU_PORTABLE = 0,
	RP_CPU_NEON,
	RP_CPU_AVX2,
	RP_CPU_AVX512, /* F, BW, CD, DQ, VL */
};

/* The best level that this processor has and rp_cpu_limit allows. */
enum rp_cpu rp_cpu_level(void);

/* Whether it has AVX-512 VBMI2 too, which came three years later. */
bool rp_cpu_has_vbmi2(void);

/* Allow no more than this from now on. For tests and for comparing machines:
 * results are the same at every level. */
void rp_cpu_limit(enum rp_cpu most);

#endif
