/* SPDX-License-Identifier: Apache-2.0 */
#include "classes.h"
#include "hash.h"
#include "testing.h"

#include <ctype.h>

/* Texts of all kinds of bytes: pseudo-random, ASCII more often than not. */
static void make(char *text, size_t len, uint64_t seed)
{
	size_t i;

	for (i = 0; i < len; i++) {
		uint64_t draw = rp_hash_mix(seed * 1000003 + i);

		text[i] = (char)(draw >> 32 & 3 ? draw & 0x7f : draw & 0xff);
	}
}

/* What a byte is, by the C library's tables for ASCII. */
static void assert_right(const struct rp_classes *classes, const char *text,
			 size_t len)
{
	size_t i;

	for (i = 0; i < classes->block_count * 64; i++) {
		unsigned char c = i < len ? (unsigned char)text[i] : 0;
		bool word = c < 128 && isalnum(c);
		const struct rp_class_block *block = &classes->blocks[i / 64];

		cr_assert_eq(block->word >> i % 64 & 1, word, "byte %zu", i);
		cr_assert_eq(block->high >> i % 64 & 1, c >= 128);
		cr_assert_eq((unsigned char)classes->folded[i],
			     c < 128 ? (unsigned char)tolower(c) : c);
	}
}

static void run(const char *text, size_t len, rp_classes_kernel *kernel)
{
	struct rp_classes classes;

	rp_classes_init(&classes);
	if (kernel)
		classes.kernel = kernel;
	cr_assert_eq(rp_classes_read(&classes, text, len), RP_OK);
	cr_assert_eq(classes.block_count, (len + 63) / 64);
	assert_right(&classes, text, len);
	rp_classes_dispose(&classes);
}

/* Every kernel that this processor runs, on every length up to five blocks. */
Test(classes, do_not_depend_on_the_instruction_set)
{
	size_t len;

	for (len = 0; len <= 320; len++) {
		char *text = malloc(len + 1);

		make(text, len, len);
		run(text, len, NULL);
		run(text, len, rp_classes_portable);
#if defined(__x86_64__)
		if (rp_cpu_level() >= RP_CPU_AVX2)
			run(text, len, rp_classes_avx2);
		if (rp_cpu_level() >= RP_CPU_AVX512)
			run(text, len, rp_classes_avx512);
#endif
		free(text);
	}
}

Test(classes, find_the_next_high_byte)
{
	static const char text[] =
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "\xc3\xa9 and more of it, up to the end of a third block or so, "
	    "and then one: \xc3\xa9";
	struct rp_classes classes;
	size_t from;

	rp_classes_init(&classes);
	cr_assert_eq(rp_classes_read(&classes, text, strlen(text)), RP_OK);
	for (from = 0; from < strlen(text); from++) {
		size_t expected = from;

		while ((unsigned char)text[expected] < 128)
			expected++;
		cr_assert_eq(rp_classes_next_high(&classes, from), expected,
			     "from %zu", from);
	}
	/* There is none behind the last one; nothing is read there. */
	cr_assert_geq(rp_classes_next_high(&classes, strlen(text)),
		      strlen(text));
	cr_assert_eq(rp_classes_next_high(&classes, 1000), 1000);
	rp_classes_dispose(&classes);
}

/* Words are hashed on two roads; both are XXH3. */
Test(hash, of_short_strings_is_xxh3)
{
	char bytes[64];
	size_t len;
	size_t from;

	make(bytes, sizeof(bytes), 7);
	for (len = 1; len <= RP_HASH_SHORT; len++)
		for (from = RP_HASH_BEFORE;
		     from + len + RP_HASH_BEHIND <= sizeof(bytes); from++)
			cr_assert_eq(rp_hash_short(bytes + from, len),
				     XXH3_64bits(bytes + from, len));
}

/* Nor do those of long ones depend on the processor. */
Test(hash, of_long_strings_is_xxh3)
{
	static const enum rp_cpu levels[] = {RP_CPU_PORTABLE, RP_CPU_AVX512};
	static char bytes[70000];
	size_t len;
	size_t i;

	make(bytes, sizeof(bytes), 8);
	for (i = 0; i < 2; i++) {
		rp_cpu_limit(levels[i]);
		for (len = RP_HASH_LONG - 70; len < sizeof(bytes) - 9;
		     len += len < 2000 ? 1 : 4001) {
			const char *from = bytes + len % 9;
			XXH128_hash_t expected = XXH3_128bits(from, len);
			uint64_t got[2];

			cr_assert_eq(rp_hash64(from, len),
				     XXH3_64bits(from, len));
			rp_hash128(got, from, len);
			cr_assert_eq(got[0], expected.high64);
			cr_assert_eq(got[1], expected.low64);
		}
	}
}
