/* SPDX-License-Identifier: Apache-2.0 */
/* sieve_avx2.c - the sieves with 32 bytes in a register. */
#define RP_SIEVE_STEP 32
#include "sieve_steps.h"

#if defined(__x86_64__)
/* Of a shorter text each place would be looked at by itself. */
#define LEAST (RP_SIEVE_STEP + 3)

#define TARGET __attribute__((target("avx2")))

TARGET bool rp_sieve_cookie_avx2(struct rp_str text)
{
	return text.len < LEAST ? rp_sieve_cookie_portable(text)
				: rp_sieve_any(text, rp_sieve_from_cookie);
}

TARGET bool rp_sieve_sign_avx2(struct rp_str text)
{
	return text.len < LEAST ? rp_sieve_sign_portable(text)
				: rp_sieve_any(text, rp_sieve_from_sign);
}
#endif
