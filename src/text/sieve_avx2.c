/* SPDX-License-Identifier: Apache-2.0 */
/* sieve_avx2.c - the sieves with 32 bytes in a register. */
#define RP_SIEVE_STEP 32
#include "sieve_steps.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx2")))

TARGET bool rp_sieve_cookie_avx2(struct rp_str text)
{
	return rp_sieve_any(text, rp_sieve_from_cookie);
}

TARGET bool rp_sieve_sign_avx2(struct rp_str text)
{
	return rp_sieve_any(text, rp_sieve_from_sign);
}
#endif
