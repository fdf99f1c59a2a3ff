/* SPDX-License-Identifier: Apache-2.0 */
/* sieve_avx512.c - the sieves with 64 bytes in a register. */
#define RP_SIEVE_STEP 64
#include "sieve_steps.h"

#if defined(__x86_64__)
#define TARGET \
	__attribute__((target("avx512f,avx512bw,prefer-vector-width=512")))

TARGET bool rp_sieve_cookie_avx512(struct rp_str text)
{
	return rp_sieve_any(text, rp_sieve_from_cookie);
}

TARGET bool rp_sieve_sign_avx512(struct rp_str text)
{
	return rp_sieve_any(text, rp_sieve_from_sign);
}
#endif
