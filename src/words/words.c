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
 * it stands, and each piece between is spelled from a table (folding.c), or, if
 * it has a character that hangs on its neighbours, runs through utf8proc. All
 * give the same words for the same characters.
 *
 * Cost: about 1 ns a byte for ASCII, two thirds of it hashing; 3 to 6 in
 * scripts of other letters.
 *
 * Rejected: word boundaries of UAX 29, which need a dictionary for just the
 * scripts that are in need of one, and keep "U.S." and "don't" whole, forms
 * that editors change.
 */
#include "words.h"

#include "array.h"
#include "characters.h"
#include "hash.h"
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Longer words are cut: nobody writes them, and they bound the scratch. */
#define WORD_BYTES 512
/* So are the letters that come out of a table; the others are normalised. */
#define SPELLED_BYTES 128
/* Runs of longer texts are counted before there is room made for them. */
#define COUNTED_FROM ((size_t)1 << 20)

void rp_words_init(struct rp_words *words)
{
	memset(words, 0, sizeof(*words));
	words->hash = rp_wordhash_best();
	words->find_runs = rp_runs_best();
	rp_folding_init(&words->folding);
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
	free(words->ahead);
	rp_buffer_dispose(&words->word);
	rp_classes_dispose(&words->classes);
	rp_folding_dispose(&words->folding);
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

static int flush(struct rp_words *words, size_t offset, size_t end)
{
	int status = RP_OK;

	if (words->word.len)
		status =
		    add(words, words->word.data, words->word.len, offset, end);
	words->word.len = 0;
	return status;
}

/* Add a normalised code point to the word; *last is the one before it. A mark
 * without a letter, or written twice, says nothing. */
static void put_code(struct rp_words *words, int32_t *last, int32_t c,
		     enum rp_code_class class)
{
	int32_t codes[2];
	size_t count = rp_code_unified(codes, c);
	size_t i;

	if (class == RP_CODE_MARK &&
	    (words->word.len == 0 || words->word.len >= WORD_BYTES ||
	     codes[0] == *last))
		return;
	for (i = 0; i < count; i++)
		rp_utf8_put(&words->word, (uint32_t)codes[i]);
	*last = codes[count - 1];
}

/* Divide the normalised code points of the piece from offset to end. */
static int divide(struct rp_words *words, size_t count, size_t offset,
		  size_t end)
{
	bool single = false; /* the word begun is a spaceless character */
	int32_t last = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		int32_t c = words->codes[i];
		enum rp_code_class class;

		if (rp_code_optional(c))
			continue;
		class = rp_code_class(c);
		if (class != RP_CODE_MARK &&
		    (class == RP_CODE_SEPARATOR || single ||
		     rp_code_spaceless(c) || words->word.len >= WORD_BYTES)) {
			if (flush(words, offset, end) != RP_OK)
				return RP_ENOMEM;
			single = false;
		}
		if (class == RP_CODE_SEPARATOR)
			continue;
		if (class == RP_CODE_WORD && rp_code_spaceless(c))
			single = true;
		put_code(words, &last, c, class);
	}
	if (words->word.failed)
		return RP_ENOMEM;
	return flush(words, offset, end);
}

/* Normalise and divide the well-formed bytes from begin to end. */
static int piece(struct rp_words *words, const char *utf8, size_t begin,
		 size_t end)
{
	for (;;) {
		ptrdiff_t count =
		    rp_code_normalise(words->codes, words->codes_capacity,
				      utf8 + begin, end - begin);

		if (count < 0)
			return RP_ENOMEM;
		if ((size_t)count <= words->codes_capacity)
			return divide(words, (size_t)count, begin, end);
		if (rp_array_reserve(&words->codes, &words->codes_capacity,
				     (size_t)count,
				     sizeof(*words->codes)) != RP_OK)
			return RP_ENOMEM;
	}
}

/* What the character at bytes does behind *before, which receives it, and its
 * length; ill-formed bytes separate. */
static enum rp_raw_class raw_class(size_t *used, int32_t *before,
				   const char *bytes, size_t len)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
					      (utf8proc_ssize_t)len, &c);
	int32_t behind = *before;

	*used = n > 0 ? (size_t)n : 1;
	*before = n > 0 ? c : 0;
	return n > 0 ? rp_raw_class(c, behind) : RP_RAW_SEPARATOR;
}

/* The same from the table. */
static inline const struct rp_fold *fold_at(size_t *used,
					    struct rp_words *words,
					    const char *bytes, size_t len)
{
	int32_t before = 0;
	uint32_t c;

	*used = rp_folding_decode(&c, bytes, len);
	if (*used)
		return rp_folding_at(&words->folding, c);
	return raw_class(used, &before, bytes, len) == RP_RAW_SEPARATOR
		   ? &rp_fold_separator
		   : &rp_fold_not;
}

/* The piece at *at, whatever it holds; *at receives its end. */
static int any_piece(size_t *at, struct rp_words *words, const char *utf8,
		     size_t end)
{
	const size_t from = *at;
	bool alone = false; /* the piece is one spaceless character */
	int32_t before = 0;

	while (*at < end) {
		size_t n;
		enum rp_raw_class class =
		    raw_class(&n, &before, utf8 + *at, end - *at);

		/* A sign that is one with a letter before it, and has none. */
		if (class == RP_RAW_SEPARATOR && *at == from) {
			*at += n;
			return RP_OK;
		}
		if (class == RP_RAW_SEPARATOR ||
		    (class == RP_RAW_ALONE && *at > from) ||
		    (class == RP_RAW_OPENS && alone) ||
		    *at - from >= WORD_BYTES)
			break;
		alone |= class == RP_RAW_ALONE;
		*at += n;
	}
	return piece(words, utf8, from, *at);
}

/* Letters from *at on that a table spells, into bytes; *at receives the place
 * behind them, *used and the fold returned are of the character there, or of
 * what stands at the end: a separator. */
static inline const struct rp_fold *spell(size_t *len, size_t *at, size_t *used,
					  char *bytes, struct rp_words *words,
					  const char *utf8, size_t end)
{
	const size_t from = *at;

	*len = 0;
	while (*at < end) {
		const struct rp_fold *fold =
		    fold_at(used, words, utf8 + *at, end - *at);

		if (fold->kind < RP_FOLD_LETTER)
			return fold;
		if (*at - from >= SPELLED_BYTES)
			return &rp_fold_not;
		/* The whole fold is cheaper to copy; there is room. */
		memcpy(bytes + *len, fold, sizeof(*fold));
		*len += fold->len;
		*at += *used;
	}
	*used = 0;
	return &rp_fold_separator;
}

/* Spaceless characters from *at on, of which fold is the first: each is a word
 * but for the last, if a mark follows. */
static int spell_alone(size_t *at, struct rp_words *words, const char *utf8,
		       size_t end, const struct rp_fold *fold, size_t used)
{
	while (fold->kind == RP_FOLD_ALONE) {
		const struct rp_fold *next = &rp_fold_separator;
		size_t behind = *at + used;
		size_t next_used = 0;

		if (behind < end)
			next = fold_at(&next_used, words, utf8 + behind,
				       end - behind);
		if (next->kind == RP_FOLD_NOT)
			return any_piece(at, words, utf8, end);
		if (add(words, fold->bytes, fold->len, *at, behind) != RP_OK)
			return RP_ENOMEM;
		*at = behind;
		fold = next;
		used = next_used;
	}
	return RP_OK;
}

/* A stretch with bytes above 127, from begin to end. */
static int stretch(struct rp_words *words, const char *utf8, size_t begin,
		   size_t end)
{
	/* Two code points of three bytes come out of a byte at most. */
	char bytes[(size_t)SPELLED_BYTES * 6 + sizeof(struct rp_fold)];
	size_t at = begin;

	while (at < end) {
		const size_t from = at;
		size_t used;
		size_t len;
		const struct rp_fold *next =
		    spell(&len, &at, &used, bytes, words, utf8, end);
		int status = RP_OK;

		if (next->kind == RP_FOLD_NOT) {
			at = from;
			status = any_piece(&at, words, utf8, end);
		} else {
			if (len)
				status = add(words, bytes, len, from, at);
			if (status == RP_OK && next->kind == RP_FOLD_ALONE)
				status = spell_alone(&at, words, utf8, end,
						     next, used);
			else
				at += used;
		}
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
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
	size_t room = most_runs(classes, len) + RP_RUNS_SPARE;
	struct rp_runs found;

	if (rp_array_reserve(&words->begins, &words->begins_capacity, room,
			     sizeof(*words->begins)) != RP_OK ||
	    rp_array_reserve(&words->closes, &words->closes_capacity, room,
			     sizeof(*words->closes)) != RP_OK)
		return RP_ENOMEM;
	found = words->find_runs(words->begins, words->closes, classes->blocks,
				 classes->block_count);
	if (found.ended < found.begun)
		words->closes[found.ended] = (uint32_t)len;
	words->run_count = found.begun;
	words->has_long = found.full;
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

/* Whether more than a quarter of the bytes are above 127. */
static bool is_dense(const struct rp_classes *classes)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < classes->block_count; i++)
		count += (size_t)__builtin_popcountll(classes->blocks[i].high);
	return count > classes->block_count * 16;
}

/* Where runs that are words as they stand have few others among them, hash all
 * at once: those that were for nothing cost less than to begin anew behind
 * each. Otherwise there are none ahead. */
static int hash_ahead(struct rp_words *words)
{
	words->has_ahead = false;
	if (!words->classes.high || is_dense(&words->classes))
		return RP_OK;
	if (rp_array_reserve(&words->ahead, &words->ahead_capacity,
			     words->run_count, sizeof(*words->ahead)) != RP_OK)
		return RP_ENOMEM;
	words->hash(words->ahead, words->classes.folded, words->begins,
		    words->closes, words->run_count);
	words->has_ahead = true;
	return RP_OK;
}

/* The first run from number first on that ends behind a byte: steps that grow,
 * and halves of the last one. */
static size_t first_behind(const struct rp_words *words, size_t first,
			   size_t byte)
{
	size_t low = first;
	size_t step = 8;
	size_t high;

	while (low + step < words->run_count &&
	       words->closes[low + step] <= byte) {
		low += step;
		step *= 2;
	}
	high = low + step < words->run_count ? low + step : words->run_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (words->closes[middle] <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first run from number first on that needs a closer look: with a byte
 * above 127, or longer than a word may be. *high is a byte above 127 with none
 * between the run before and it. */
static size_t plain_runs(const struct rp_words *words, size_t first,
			 size_t *high)
{
	size_t end;
	size_t i;

	if (!words->classes.high && !words->has_long)
		return words->run_count;
	if (first < words->run_count && *high < words->begins[first])
		*high =
		    rp_classes_next_high(&words->classes, words->begins[first]);
	end = first_behind(words, first, *high);
	if (!words->has_long)
		return end;
	for (i = first; i < end; i++)
		if (words->closes[i] - words->begins[i] > WORD_BYTES)
			break;
	return i;
}

/* Words of runs from number first on, up to one that needs a closer look,
 * whose number is returned; there is room. */
static size_t read_plain(struct rp_words *words, size_t first, size_t *high)
{
	size_t end = plain_runs(words, first, high);
	size_t count = end - first;
	uint64_t *hashes = words->hashes + words->count;

	if (count == 0)
		return end;
	if (words->has_ahead)
		memcpy(hashes, words->ahead + first, count * sizeof(*hashes));
	else
		words->hash(hashes, words->classes.folded,
			    words->begins + first, words->closes + first,
			    count);
	memcpy(words->offsets + words->count, words->begins + first,
	       count * sizeof(*words->offsets));
	memcpy(words->ends + words->count, words->closes + first,
	       count * sizeof(*words->ends));
	words->count += count;
	return end;
}

int rp_words_read(struct rp_words *words, const char *utf8, size_t len)
{
	size_t high = len;
	size_t i = 0;

	words->count = 0;
	rp_buffer_clear(&words->word);
	if (len > RP_LIMIT_TEXT)
		return RP_EINVAL;
	if (rp_classes_read(&words->classes, utf8, len) != RP_OK ||
	    find_runs(words, len) != RP_OK || hash_ahead(words) != RP_OK)
		return RP_ENOMEM;
	if (words->classes.high)
		high = rp_classes_next_high(&words->classes, 0);
	for (;;) {
		int status =
		    reserve(words, words->count + words->run_count - i + 1);

		if (status != RP_OK)
			return status;
		i = read_plain(words, i, &high);
		if (i == words->run_count)
			return RP_OK;
		status =
		    read_run(words, utf8, words->begins[i], words->closes[i]);
		if (status != RP_OK)
			return status;
		i++;
	}
}
