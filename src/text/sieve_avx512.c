/* SPDX-License-Identifier: Apache-2.0 */
/* sieve_avx512.c - the sieves with 64 bytes in a register. */
#define RP_SIEVE_STEP 64
#include "sieve_steps.h"

#if defined(__x86_64__)
/* Of a shorter text each place would be looked at by itself. */
#define LEAST (RP_SIEVE_STEP + 3)

/* GCC takes half of a register otherwise; Clang would leave out all of an
 * attribute that it does not know a part of. */
#if defined(__clang__)
#define TARGET __attribute__((target("avx512f,avx512bw")))
#else
#define TARGET \
	__attribute__((target("avx512f,avx512bw,prefer-vector-width=512")))
#endif

TARGET bool rp_sieve_cookie_avx512(struct rp_str text)
{
	return text.len < LEAST ? rp_sieve_cookie_avx2(text)
				: rp_sieve_any(text, rp_sieve_from_cookie);
}

TARGET bool rp_sieve_sign_avx512(struct rp_str text)
{
	return text.len < LEAST ? rp_sieve_sign_avx2(text)
				: rp_sieve_any(text, rp_sieve_from_sign);
}
#endif
