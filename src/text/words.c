/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words.c - normalisation and word division
 *
 * Idea. Two prints of a report differ in quotes, dashes, ligatures, case and
 * full-width forms before they differ in a word, so words are hashed after
 * NFKC and case folding (Unicode UAX 15 and TR 21) and everything that is not
 * a letter, mark or digit is dropped: "Trump's", "TRUMP’S" and "trump s" all
 * give "trump", "s".
 *
 * Layout. The bytes are classified 64 at a time (classes.c); where runs of
 * anything but ASCII separators begin and end is read off the bits. A run of
 * ASCII is a word, hashed where it lies. A run that holds a byte above 127 is
 * taken character by character: what parts words is told by the character as
 * it stands, and each piece between runs through utf8proc. Both give the same
 * words for the same characters.
 *
 * Cost: about 1 ns a byte for ASCII, two thirds of it hashing; 20 to 30 ns a
 * byte for other scripts.
 *
 * Rejected: word boundaries of UAX 29, which need a dictionary for just the
 * scripts that are in need of one, and keep "U.S." and "don't" whole, forms
 * that editors change.
 */
#include "words.h"

#include "array.h"
#include "hash.h"
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Longer words are cut: nobody writes them, and they bound the scratch. */
#define WORD_BYTES 512
/* Runs of longer texts are counted before there is room made for them. */
#define COUNTED_FROM ((size_t)1 << 20)

void rp_words_init(struct rp_words *words)
{
	memset(words, 0, sizeof(*words));
	words->hash = rp_wordhash_best();
	rp_buffer_init(&words->word);
	rp_classes_init(&words->classes);
}

void rp_words_dispose(struct rp_words *words)
{
	free(words->hashes);
	free(words->offsets);
	free(words->ends);
	free(words->codes);
	free(words->begins);
	free(words->closes);
	rp_buffer_dispose(&words->word);
	rp_classes_dispose(&words->classes);
	rp_words_init(words);
}

static int reserve(struct rp_words *words, size_t count)
{
	if (rp_array_reserve(&words->hashes, &words->capacity, count,
			     sizeof(*words->hashes)) != RP_OK)
		return RP_ENOMEM;
	if (rp_array_reserve(&words->offsets, &words->offsets_capacity,
			     words->capacity, sizeof(*words->offsets)) != RP_OK)
		return RP_ENOMEM;
	return rp_array_reserve(&words->ends, &words->ends_capacity,
				words->capacity, sizeof(*words->ends));
}

static int add(struct rp_words *words, const char *bytes, size_t len,
	       size_t offset, size_t end)
{
	if (reserve(words, words->count + 1) != RP_OK)
		return RP_ENOMEM;
	words->offsets[words->count] = (uint32_t)offset;
	words->ends[words->count] = (uint32_t)end;
	words->hashes[words->count++] = rp_hash64(bytes, len);
	return RP_OK;
}

/* Scripts written without blanks between words. */
static bool spaceless(int32_t c)
{
	if (c < 0x0e00)
		return false;
	return (c <= 0x0eff) ||		       /* Thai, Lao */
	       (c >= 0x1000 && c <= 0x109f) || /* Burmese */
	       (c >= 0x1780 && c <= 0x17ff) || /* Khmer */
	       (c >= 0x3040 && c <= 0x30ff) || /* kana */
	       (c >= 0x31f0 && c <= 0x31ff) ||
	       (c >= 0x3400 && c <= 0x4dbf) || /* Han */
	       (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0x20000 && c <= 0x323af);
}

/* Arabic and Hebrew signs that texts carry or leave out at will. */
static bool optional_sign(int32_t c)
{
	if (c < 0x0591 || c > 0x06ed)
		return false;
	return (c <= 0x05bd) || c == 0x05bf || c == 0x05c1 || c == 0x05c2 ||
	       c == 0x05c4 || c == 0x05c5 || c == 0x05c7 || c == 0x0640 ||
	       (c >= 0x064b && c <= 0x0652) || c == 0x0670 ||
	       (c >= 0x06d6 && c <= 0x06dc) || (c >= 0x06df && c <= 0x06e4) ||
	       (c >= 0x06e7 && c <= 0x06e8) || (c >= 0x06ea && c <= 0x06ed);
}

enum code_class { CODE_SEPARATOR = 0, CODE_WORD, CODE_MARK };

static enum code_class code_class(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return CODE_WORD;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return CODE_MARK;
	default:
		return CODE_SEPARATOR;
	}
}

static int flush(struct rp_words *words, size_t offset, size_t end)
{
	int status = RP_OK;

	if (words->word.len)
		status =
		    add(words, words->word.data, words->word.len, offset, end);
	words->word.len = 0;
	return status;
}

/* Divide the normalised code points of the piece from offset to end. */
static int divide(struct rp_words *words, size_t count, size_t offset,
		  size_t end)
{
	bool single = false; /* the word begun is a spaceless character */
	size_t i;

	for (i = 0; i < count; i++) {
		int32_t c = words->codes[i];
		enum code_class class;

		if (optional_sign(c))
			continue;
		class = code_class(c);
		if (class != CODE_MARK &&
		    (class == CODE_SEPARATOR || single || spaceless(c) ||
		     words->word.len >= WORD_BYTES)) {
			if (flush(words, offset, end) != RP_OK)
				return RP_ENOMEM;
			single = false;
		}
		if (class == CODE_SEPARATOR ||
		    (class == CODE_MARK && words->word.len >= WORD_BYTES))
			continue;
		if (class == CODE_WORD && spaceless(c))
			single = true;
		rp_utf8_put(&words->word, (uint32_t)c);
	}
	if (words->word.failed)
		return RP_ENOMEM;
	return flush(words, offset, end);
}

/* Normalise and divide the well-formed bytes from begin to end. */
static int piece(struct rp_words *words, const char *utf8, size_t begin,
		 size_t end)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
					  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
					  UTF8PROC_STABLE;
	utf8proc_ssize_t count;

	for (;;) {
		count = utf8proc_decompose(
		    (const utf8proc_uint8_t *)utf8 + begin,
		    (utf8proc_ssize_t)(end - begin), words->codes,
		    (utf8proc_ssize_t)words->codes_capacity, options);
		if (count < 0)
			return RP_ENOMEM;
		if ((size_t)count <= words->codes_capacity)
			break;
		if (rp_array_reserve(&words->codes, &words->codes_capacity,
				     (size_t)count,
				     sizeof(*words->codes)) != RP_OK)
			return RP_ENOMEM;
	}
	count = utf8proc_normalize_utf32(words->codes, count,
					 UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	if (count < 0)
		return RP_ENOMEM;
	return divide(words, (size_t)count, begin, end);
}

/* What a character as written does to the piece before it. */
enum raw_class { RAW_SEPARATOR = 0, RAW_JOINS, RAW_OPENS, RAW_ALONE };

static enum raw_class raw_class(int32_t c)
{
	switch (code_class(c)) {
	case CODE_MARK:
		return RAW_JOINS;
	case CODE_WORD:
		return spaceless(c) ? RAW_ALONE : RAW_OPENS;
	case CODE_SEPARATOR:
		break;
	}
	/* Invisible: soft hyphen, joiners. */
	if (utf8proc_category(c) == UTF8PROC_CATEGORY_CF)
		return RAW_JOINS;
	/* Signs that stand for letters: the degree sign of Celsius, numero,
	 * squared units; not trade marks, which prints leave out at will. */
	if ((c >= 0x2100 && c <= 0x214f && c != 0x2120 && c != 0x2122) ||
	    (c >= 0x3200 && c <= 0x33ff))
		return RAW_OPENS;
	return RAW_SEPARATOR;
}

/* A stretch with bytes above 127, from begin to end. */
static int stretch(struct rp_words *words, const char *utf8, size_t begin,
		   size_t end)
{
	size_t from = begin;
	size_t at = begin;
	bool alone = false; /* the piece is one spaceless character */

	while (at < end) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n =
		    utf8proc_iterate((const utf8proc_uint8_t *)utf8 + at,
				     (utf8proc_ssize_t)(end - at), &c);
		enum raw_class class = n > 0 ? raw_class(c) : RAW_SEPARATOR;
		size_t next = at + (n > 0 ? (size_t)n : 1);

		if (class == RAW_SEPARATOR || class == RAW_ALONE ||
		    (class == RAW_OPENS && alone) || at - from >= WORD_BYTES) {
			if (at > from && piece(words, utf8, from, at) != RP_OK)
				return RP_ENOMEM;
			from = class == RAW_SEPARATOR ? next : at;
			alone = class == RAW_ALONE;
		}
		at = next;
	}
	return at > from ? piece(words, utf8, from, at) : RP_OK;
}

/* ----- runs ----- */

static size_t count_runs(const struct rp_classes *classes)
{
	uint64_t before = 0;
	size_t count = 0;
	size_t i;

	for (i = 0; i < classes->block_count; i++) {
		uint64_t run =
		    classes->blocks[i].word | classes->blocks[i].high;

		count +=
		    (size_t)__builtin_popcountll(run & ~(run << 1 | before));
		before = run >> 63;
	}
	return count;
}

/* Room for the runs of a text: as many as could be, or, where that would be
 * much memory, as there are. */
static size_t most_runs(const struct rp_classes *classes, size_t len)
{
	return len <= COUNTED_FROM ? len / 2 + 1 : count_runs(classes);
}

/* Stretches of letters, digits and bytes above 127. */
static int find_runs(struct rp_words *words, size_t len)
{
	const struct rp_classes *classes = &words->classes;
	uint64_t before = 0;
	size_t begun = 0;
	size_t ended = 0;
	size_t i;

	size_t room = most_runs(classes, len) + RP_CLASSES_SPARE;

	if (rp_array_reserve(&words->begins, &words->begins_capacity, room,
			     sizeof(*words->begins)) != RP_OK ||
	    rp_array_reserve(&words->closes, &words->closes_capacity, room,
			     sizeof(*words->closes)) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < classes->block_count; i++) {
		uint64_t run =
		    classes->blocks[i].word | classes->blocks[i].high;
		uint64_t shifted = run << 1 | before;
		uint32_t base = (uint32_t)(i * 64);

		begun += classes->places(words->begins + begun, run & ~shifted,
					 base);
		ended += classes->places(words->closes + ended, ~run & shifted,
					 base);
		before = run >> 63;
	}
	/* One that fills the last block to its end. */
	if (ended < begun)
		words->closes[ended] = (uint32_t)len;
	words->run_count = begun;
	return RP_OK;
}

static bool is_word(const struct rp_classes *classes, size_t at)
{
	return classes->blocks[at / 64].word >> (at & 63) & 1;
}

/* A run with bytes above 127, or longer than a word may be. */
static int read_run(struct rp_words *words, const char *utf8, size_t begin,
		    size_t end)
{
	const struct rp_classes *classes = &words->classes;
	size_t at = begin;

	while (at < end) {
		size_t start = at;
		int status;

		while (at < end && at - start < WORD_BYTES &&
		       is_word(classes, at))
			at++;
		if (at < end && !is_word(classes, at)) {
			status = stretch(words, utf8, start, end);
			at = end;
		} else {
			status = add(words, classes->folded + start, at - start,
				     start, at);
		}
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* The first run from number first on that needs a closer look: with a byte
 * above 127, or longer than a word may be. */
static size_t plain_runs(const struct rp_words *words, size_t first)
{
	const struct rp_classes *classes = &words->classes;
	size_t i;

	for (i = first; i < words->run_count; i++) {
		uint32_t begin = words->begins[i];
		uint32_t end = words->closes[i];

		if (end - begin > WORD_BYTES ||
		    (classes->high && rp_classes_high(classes, begin, end)))
			break;
	}
	return i;
}

/* Words of runs from number first on, up to one that needs a closer look,
 * whose number is returned; there is room. */
static size_t read_plain(struct rp_words *words, size_t first)
{
	size_t end = plain_runs(words, first);
	size_t count = end - first;

	if (count == 0)
		return end;
	words->hash(words->hashes + words->count, words->classes.folded,
		    words->begins + first, words->closes + first, count);
	memcpy(words->offsets + words->count, words->begins + first,
	       count * sizeof(*words->offsets));
	memcpy(words->ends + words->count, words->closes + first,
	       count * sizeof(*words->ends));
	words->count += count;
	return end;
}

int rp_words_read(struct rp_words *words, const char *utf8, size_t len)
{
	size_t i = 0;

	words->count = 0;
	rp_buffer_clear(&words->word);
	if (len > UINT32_MAX - 64)
		return RP_EINVAL;
	if (rp_classes_read(&words->classes, utf8, len) != RP_OK ||
	    find_runs(words, len) != RP_OK)
		return RP_ENOMEM;
	for (;;) {
		int status =
		    reserve(words, words->count + words->run_count - i + 1);

		if (status != RP_OK)
			return status;
		i = read_plain(words, i);
		if (i == words->run_count)
			return RP_OK;
		status =
		    read_run(words, utf8, words->begins[i], words->closes[i]);
		if (status != RP_OK)
			return status;
		i++;
	}
}
