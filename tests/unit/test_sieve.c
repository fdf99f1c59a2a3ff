/* SPDX-License-Identifier: Apache-2.0 */
#include "cpu.h"
#include "sieve.h"
#include "testing.h"

#define BYTES 400

static bool stands(const char *text, size_t len, const char *bytes, bool folded)
{
	size_t n = strlen(bytes);
	size_t i;
	size_t k;

	for (i = 0; i + n <= len; i++) {
		for (k = 0; k < n; k++) {
			unsigned char c = (unsigned char)text[i + k];

			if (folded)
				c |= 0x20;
			if (c != (unsigned char)bytes[k])
				break;
		}
		if (k == n)
			return true;
	}
	return false;
}

/* Some byte is in front. */
static bool stands_behind(const char *text, size_t len, const char *bytes,
			  bool folded)
{
	return len > 0 && stands(text + 1, len - 1, bytes, folded);
}

static bool naive_cookie(const char *text, size_t len)
{
	/* Letters of UTF-8: "ук" and "УК", and the two mixed. */
	return stands(text, len, "ooki", true) ||
	       stands(text, len, "akor", true) ||
	       stands_behind(text, len, "czk", true) ||
	       stands(text, len, "\xd1\x83\xd0\xba", false) ||
	       stands(text, len, "\xd0\xa3\xd0\x9a", false) ||
	       stands(text, len, "\xd1\x83\xd0\x9a", false) ||
	       stands(text, len, "\xd0\xa3\xd0\xba", false);
}

static bool naive_sign(const char *text, size_t len)
{
	return stands(text, len, "Copy", false) ||
	       stands(text, len, "Repo", false) ||
	       stands(text, len, "trib", false) ||
	       stands(text, len, "puts", false) ||
	       stands(text, len, "Prov", false) ||
	       (len >= 4 && stands(text + 2, len - 2, "e:", false)) ||
	       (len >= 4 && (stands(text, len - 2, "\xc2\xa9", false) ||
			     stands(text + 2, len - 2, "\xc2\xa9", false)));
}

/* No sieve looks at fewer than four bytes, and none has so short a line. */
static void check(rp_sieve *sieve, const char *text, size_t len, bool expected,
		  const char *name)
{
	bool got;

	if (len < 4)
		return;
	got = sieve((struct rp_str){text, len});
	cr_assert_eq(got, expected, "%s says %d of '%.*s'", name, got, (int)len,
		     text);
}

static void check_all(const struct rp_sieves *best, const char *text,
		      size_t len)
{
	bool cookie = naive_cookie(text, len);
	bool sign = naive_sign(text, len);

	check(best->cookie, text, len, cookie, "cookie");
	check(best->sign, text, len, sign, "sign");
	check(rp_sieve_cookie_portable, text, len, cookie, "portable cookie");
	check(rp_sieve_sign_portable, text, len, sign, "portable sign");
#if defined(__x86_64__)
	if (rp_cpu_level() >= RP_CPU_AVX2) {
		check(rp_sieve_cookie_avx2, text, len, cookie, "AVX2 cookie");
		check(rp_sieve_sign_avx2, text, len, sign, "AVX2 sign");
	}
	if (rp_cpu_level() >= RP_CPU_AVX512) {
		check(rp_sieve_cookie_avx512, text, len, cookie,
		      "AVX-512 cookie");
		check(rp_sieve_sign_avx512, text, len, sign, "AVX-512 sign");
	}
#endif
}

/* Each kind of bytes at each place of texts of each length; a text ends where
 * its memory does. */
Test(sieve, finds_what_it_looks_for_wherever_it_is)
{
	static const char *const bytes[] = {"ooki",
					    "OOKI",
					    "aKor",
					    ".czk",
					    ".CZK",
					    "\xd1\x83\xd0\xba",
					    "\xd0\xa3\xd0\x9a",
					    "Copy",
					    "Repo",
					    "trib",
					    "puts",
					    "Prov",
					    "ce:",
					    "\xc2\xa9",
					    "copy",
					    "ook",
					    "zk"};
	struct rp_sieves best;
	size_t i;
	size_t len;
	size_t at;

	rp_sieves_init(&best);
	for (i = 0; i < sizeof(bytes) / sizeof(*bytes); i++)
		for (len = 4; len <= 150; len += len < 80 ? 1 : 7) {
			size_t n = strlen(bytes[i]);

			for (at = 0; at + n <= len; at++) {
				char *text = malloc(len);

				cr_assert_not_null(text);
				memset(text, '.', len);
				memcpy(text + at, bytes[i], n);
				check_all(&best, text, len);
				free(text);
			}
		}
}

Test(sieve, agrees_with_a_naive_look)
{
	static const char letters[] =
	    "ookkiiaarrcczzOKtribputs:eCopyRvP\xd1\x83\xd0\xba\xa3\x9a\xc2\xa9";
	struct rp_sieves best;
	uint64_t state = 4;
	int round;

	rp_sieves_init(&best);
	for (round = 0; round < 20000; round++) {
		char text[BYTES];
		size_t len = (size_t)draw(&state) % 120 + 4;
		size_t i;

		for (i = 0; i < len; i++) {
			uint64_t drawn = draw(&state);

			text[i] = drawn & 0x100 && round % 4
				      ? ' '
				      : letters[(drawn >> 16) %
						(sizeof(letters) - 1)];
		}
		check_all(&best, text, len);
	}
}
