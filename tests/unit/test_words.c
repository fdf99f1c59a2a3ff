/* SPDX-License-Identifier: Apache-2.0 */
#include "hash.h"
#include "testing.h"
#include "words.h"

#include <ctype.h>

/* Both texts have the same words. */
static void assert_same(const char *a, const char *b)
{
	struct rp_words first;
	struct rp_words second;

	rp_words_init(&first);
	rp_words_init(&second);
	cr_assert_eq(rp_words_read(&first, a, strlen(a)), RP_OK);
	cr_assert_eq(rp_words_read(&second, b, strlen(b)), RP_OK);
	cr_assert_eq(first.count, second.count, "'%s' %zu words, '%s' %zu", a,
		     first.count, b, second.count);
	cr_assert(first.count == 0 ||
		      memcmp(first.hashes, second.hashes, first.count * 8) == 0,
		  "'%s' and '%s' differ", a, b);
	rp_words_dispose(&first);
	rp_words_dispose(&second);
}

static void assert_differ(const char *a, const char *b)
{
	struct rp_words words;
	uint64_t hash;

	rp_words_init(&words);
	cr_assert_eq(rp_words_read(&words, a, strlen(a)), RP_OK);
	cr_assert_eq(words.count, 1);
	hash = words.hashes[0];
	cr_assert_eq(rp_words_read(&words, b, strlen(b)), RP_OK);
	cr_assert_neq(words.hashes[0], hash, "'%s' and '%s'", a, b);
	rp_words_dispose(&words);
}

static size_t count(const char *text, size_t len)
{
	struct rp_words words;
	size_t result;

	rp_words_init(&words);
	cr_assert_eq(rp_words_read(&words, text, len), RP_OK);
	result = words.count;
	rp_words_dispose(&words);
	return result;
}

Test(words, ignore_case_and_punctuation)
{
	assert_same("The U.S. won't -- pay $1,000!", "the u s won t pay 1 000");
	cr_assert_eq(count("", 0), 0);
	cr_assert_eq(count(" ... !\n", 7), 0);
	cr_assert_eq(count("a\0b", 3), 2); /* NUL parts words */
}

Test(words, fold_what_editors_change)
{
	assert_same("Trump’s “plan”", "trump's \"plan\"");
	assert_same("a—b–c", "a-b-c");
	assert_same("co\xc2\xadoperate", "cooperate"); /* soft hyphen */
	assert_same("ﬁnance", "finance");	       /* ligature */
	assert_same("ＡＢＣ１２", "abc12");	       /* full width */
	assert_same("cafe\xcc\x81", "caf\xc3\xa9");    /* composed */
	assert_same("Straße", "STRASSE");
	assert_same("a\xc2\xa0"
		    "b",
		    "a b");	     /* no-break space */
	assert_same("ΟΔΟΣ", "οδος"); /* final sigma */
	assert_same("zero\xe2\x80\x8bwidth", "zerowidth");
}

Test(words, leave_out_vowel_signs)
{
	assert_same("كِتَابٌ", "كتاب");
	assert_same("كـتـاب", "كتاب"); /* tatweel */
	assert_same("שָׁלוֹם", "שלום");
}

Test(words, are_one_however_letters_are_written)
{
	assert_same("în București şi ţară", "în Bucureşti și țară");
	assert_same("ŞI", "și");
	assert_same("Ещё её", "еще ее");
	assert_same("أعلن إن آخر", "اعلن ان اخر");
	assert_same("کتابی", "كتابي"); /* Persian, Arabic */
	assert_same("على", "علي");
	assert_same("\xd8\xa7\xd9\x94",
		    "ا"); /* alef and hamza, two characters */
	/* digits, also where each letter is a word */
	assert_same("عام ٢٠٢٣", "عام 2023");
	assert_same("۱۴۰۲ १९४७", "1402 1947");
	assert_same("ปี ๒๕๖๖", "ปี 2566");
	cr_assert_eq(count("๒๕๖๖", 12), 1);
	/* accents and other letters tell words apart */
	cr_assert_eq(count("şi", 3), 1);
	assert_differ("si", "și");
	assert_differ("esta", "está");
	assert_differ("мой", "мои");
	assert_differ("كتابة", "كتابه");
}

/* What Unicode encodes twice, or only just as a letter. */
Test(words, are_one_in_every_encoding_of_a_letter)
{
	/* Malayalam chillus, Bengali khanda ta: letter, virama, joiner. */
	assert_same("അവൻ പാൽ അവർ", "അവന്\u200d പാല്\u200d അവര്\u200d");
	assert_same("എൻ്റെ", "എന്റെ");
	assert_same("হঠাৎ", "হঠাত্\u200d");
	/* Kurdish ae; Persian heh with yeh; Urdu hehs. */
	assert_same("ئە", "ئه\u200c");
	assert_same("خانۀ", "خانهٔ");
	assert_same("بہت", "بهت");
	/* Apostrophes that are letters: Uzbek, Ukrainian, Afrikaans. */
	assert_same("Oʻzbekiston gʼalaba", "O'zbekiston g’alaba");
	assert_same("пʼять", "п'ять");
	assert_same("naꞌa naꞋa", "na'a na'a");
	assert_same("ŉ boek", "'n boek");
	/* Thai and Lao am, composed or not. */
	assert_same("\u0e19\u0e33 \u0e19\u0e49\u0e33",
		    "\u0e19\u0e4d\u0e32 \u0e19\u0e49\u0e4d\u0e32");
	assert_same("\u0e99\u0eb3", "\u0e99\u0ecd\u0eb2");
	/* Signs with a mark of their own, and marks without a letter. */
	assert_same("a ≠ b", "a =\u0338 b");
	assert_same("don´t", "don \u0301t");
	/* Radicals out of a PDF; signs that spell letters. */
	assert_same("⽇本", "日本");
	assert_same("₨ 500 Ⓐ", "Rs 500 A");
	assert_same("Microsoft™", "Microsoft");
	/* Capitals of Turkish in no known language. */
	assert_same("TÜRKİYE KIRIKKALE", "türkiye kırıkkale");
}

Test(words, part_a_fraction_or_a_note_from_a_figure)
{
	assert_same("1½ million", "1 1/2 million");
	assert_same("in 2023¹ and 10²", "in 2023 1 and 10 2");
	assert_same("20 m²", "20 m2");
	assert_same("5 ºC", "5 °C");
	assert_same("20ºC", "20°C");
	assert_same("1.º de mayo", "1 de mayo");
	assert_same("Mª nº 5", "ma no 5");
}

Test(words, are_characters_where_no_blanks_part_them)
{
	cr_assert_eq(count("港口投入运行", 18), 6);
	cr_assert_eq(count("GPT模型", 9), 3); /* gpt, 模, 型 */
	cr_assert_eq(count("ภาษาไทย", 21), 7);
	assert_same("第１号", "第1号");
	/* Korean has blanks. */
	cr_assert_eq(count("서울 시내", 13), 2);
	/* A mark stays with its character. */
	cr_assert_eq(count("กี่", 9), 1);
}

Test(words, treat_emoji_as_separators)
{
	assert_same("good\xf0\x9f\x98\x80news", "good news");
}

Test(words, survive_ill_formed_bytes)
{
	assert_same("one\xfftwo", "one two");
	cr_assert_eq(count("\xe4\xbd", 2), 0);
}

/* The ASCII path and the Unicode path give the same words: a text with a
 * non-ASCII word in front of each word goes through the other one. */
Test(words, do_not_depend_on_the_path)
{
	uint64_t state = 1;
	int round;

	for (round = 0; round < 200; round++) {
		char plain[64];
		char joined[80];
		size_t len = 1 + draw(&state) % 40;
		size_t i;

		for (i = 0; i < len; i++)
			plain[i] = (char)(33 + draw(&state) % 94);
		plain[len] = '\0';
		/* U+2014 is a separator that is not ASCII. */
		snprintf(joined, sizeof(joined), "\xe2\x80\x94%s", plain);
		assert_same(joined, plain);
	}
}

Test(words, are_cut_at_a_length)
{
	char text[5000];

	memset(text, 'a', sizeof(text));
	cr_assert_gt(count(text, sizeof(text)), 1);
	/* A long stretch without ASCII, longer than is normalised at once. */
	{
		char wide[12000];
		size_t i;

		for (i = 0; i < sizeof(wide); i += 3)
			memcpy(wide + i, "港", 3);
		cr_assert_eq(count(wide, sizeof(wide)), 4000);
	}
}

/* The words of a text by the plainest reading of the definition, ASCII only:
 * their number and the hash of the i-th. */
static size_t naive(uint64_t *hashes, const char *text, size_t len)
{
	size_t found = 0;
	size_t at = 0;

	while (at < len) {
		char word[512];
		size_t n = 0;

		for (; at < len && n < sizeof(word) &&
		       isalnum((unsigned char)text[at]);
		     at++)
			word[n++] = (char)tolower((unsigned char)text[at]);
		if (n)
			hashes[found++] = rp_hash64(word, n);
		else
			at++;
	}
	return found;
}

/* Words that begin and end anywhere in the blocks of 64 bytes, longer than
 * blocks and longer than words may be. */
Test(words, are_those_of_a_plain_reading)
{
	static const char letters[] = "abcXYZ019 ,. -";
	uint64_t state = 11;
	size_t round;

	for (round = 0; round < 400; round++) {
		size_t len = round * 7 % 1500;
		size_t sparse = round % 5 ? 14 : 9; /* hardly a separator */
		char *text = malloc(len + 1);
		uint64_t *hashes = malloc((len + 1) * sizeof(*hashes));
		struct rp_words words;
		size_t expected;
		size_t i;

		for (i = 0; i < len; i++) {
			state = rp_hash_mix(state + 1);
			text[i] = letters[state % sparse];
		}
		expected = naive(hashes, text, len);
		rp_words_init(&words);
		cr_assert_eq(rp_words_read(&words, text, len), RP_OK);
		cr_assert_eq(words.count, expected);
		for (i = 0; i < expected; i++) {
			cr_assert_eq(words.hashes[i], hashes[i]);
			cr_assert(
			    isalnum((unsigned char)text[words.offsets[i]]));
			cr_assert(words.ends[i] == len ||
				  words.ends[i] - words.offsets[i] == 512 ||
				  !isalnum((unsigned char)text[words.ends[i]]));
		}
		rp_words_dispose(&words);
		free(hashes);
		free(text);
	}
}

/* A text with letters beyond ASCII has the same words between them. */
Test(words, of_ascii_do_not_change_beside_others)
{
	static const char plain[] = "seven words of a b c letters";
	static const char mixed[] =
	    "seven words of a b c letters \xc3\xa9t\xc3\xa9";
	struct rp_words first;
	struct rp_words second;

	rp_words_init(&first);
	rp_words_init(&second);
	cr_assert_eq(rp_words_read(&first, plain, strlen(plain)), RP_OK);
	cr_assert_eq(rp_words_read(&second, mixed, strlen(mixed)), RP_OK);
	cr_assert_eq(first.count + 1, second.count);
	cr_assert_eq(memcmp(first.hashes, second.hashes, first.count * 8), 0);
	rp_words_dispose(&first);
	rp_words_dispose(&second);
}

static void hashed(rp_wordhash_kernel *kernel, const uint64_t *expected,
		   const char *text, const uint32_t *begins,
		   const uint32_t *closes, size_t count)
{
	uint64_t got[200];

	kernel(got, text, begins, closes, count);
	cr_assert_eq(memcmp(got, expected, count * sizeof(*got)), 0);
}

/* Words of every length, at every place, among bytes that are not theirs, by
 * each kernel that this processor runs. */
Test(words, hashes_do_not_depend_on_the_instruction_set)
{
	char text[4096];
	uint32_t begins[200];
	uint32_t closes[200];
	uint64_t expected[200];
	uint64_t state = 17;
	size_t round;
	size_t i;

	for (i = 0; i < sizeof(text); i++)
		text[i] = (char)draw(&state);
	for (round = 0; round < 300; round++) {
		size_t count = draw(&state) % 200 + 1;

		for (i = 0; i < count; i++) {
			begins[i] =
			    (uint32_t)(draw(&state) % 4000) + RP_HASH_BEFORE;
			closes[i] =
			    begins[i] + 1 +
			    (uint32_t)(draw(&state) % (round % 3 ? 12 : 30));
			expected[i] =
			    rp_hash64(text + begins[i], closes[i] - begins[i]);
		}
		hashed(rp_wordhash_best(), expected, text, begins, closes,
		       count);
		hashed(rp_wordhash_portable, expected, text, begins, closes,
		       count);
#if defined(__x86_64__)
		if (rp_cpu_level() >= RP_CPU_AVX2)
			hashed(rp_wordhash_avx2, expected, text, begins, closes,
			       count);
		if (rp_cpu_level() >= RP_CPU_AVX512)
			hashed(rp_wordhash_avx512, expected, text, begins,
			       closes, count);
#endif
	}
}
