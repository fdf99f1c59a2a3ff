/* SPDX-License-Identifier: Apache-2.0 */
/* sieve.c - the portable sieves, and the choice of those of the processor. */
#define RP_SIEVE_STEP 16
#include "sieve_steps.h"

#include "cpu.h"

/* Bytes that a sieve is tried on before it is used: a step and some. */
#define CHECKED 80

bool rp_sieve_cookie_portable(struct rp_str text)
{
	return rp_sieve_any(text, rp_sieve_from_cookie);
}

bool rp_sieve_sign_portable(struct rp_str text)
{
	return rp_sieve_any(text, rp_sieve_from_sign);
}

static struct rp_sieves best(void)
{
	switch (rp_cpu_level()) {
#if defined(__x86_64__)
	case RP_CPU_AVX512:
		return (struct rp_sieves){rp_sieve_cookie_avx512,
					  rp_sieve_sign_avx512};
	case RP_CPU_AVX2:
		return (struct rp_sieves){rp_sieve_cookie_avx2,
					  rp_sieve_sign_avx2};
#endif
	default:
		return (struct rp_sieves){rp_sieve_cookie_portable,
					  rp_sieve_sign_portable};
	}
}

/* Whether a sieve finds four bytes wherever they begin in a text, and nothing
 * where there are none. */
static bool agrees(rp_sieve *sieve, const char bytes[4])
{
	char text[CHECKED];
	size_t at;

	memset(text, '.', sizeof(text));
	if (sieve((struct rp_str){text, sizeof(text)}))
		return false;
	for (at = 0; at + 4 <= sizeof(text); at++) {
		memcpy(text + at, bytes, 4);
		if (!sieve((struct rp_str){text, sizeof(text)}) ||
		    !sieve((struct rp_str){text, at + 4}))
			return false;
		memset(text + at, '.', 4);
	}
	return true;
}

void rp_sieves_init(struct rp_sieves *sieves)
{
	*sieves = best();
	if (!agrees(sieves->cookie, "OOKI") || !agrees(sieves->cookie, "akor"))
		sieves->cookie = rp_sieve_cookie_portable;
	if (!agrees(sieves->sign, "Prov") || !agrees(sieves->sign, "Repo"))
		sieves->sign = rp_sieve_sign_portable;
}
