/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sieve.h - whether a few bytes of some kind may stand in a text
 *
 * Most texts have no line of credit and no notice on cookies, and each is
 * asked. A sieve lets all through that have one, and few others.
 */
#ifndef RP_SIEVE_H
#define RP_SIEVE_H

#include "reprint.h"

/* Whether the text may hold what is looked for. One file an instruction set;
 * all say the same. */
typedef bool rp_sieve(struct rp_str text);
rp_sieve rp_sieve_cookie_portable;
rp_sieve rp_sieve_cookie_avx2;
rp_sieve rp_sieve_cookie_avx512;
rp_sieve rp_sieve_sign_portable;
rp_sieve rp_sieve_sign_avx2;
rp_sieve rp_sieve_sign_avx512;

/* Those of this processor, once they have been found to work right. */
struct rp_sieves {
	rp_sieve *cookie; /* the word for a cookie, in letters of either case */
	rp_sieve *sign;	  /* what stands in each credit behind a report */
};

void rp_sieves_init(struct rp_sieves *sieves);

#endif
