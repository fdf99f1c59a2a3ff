/* SPDX-License-Identifier: Apache-2.0 */
/* words.h - text to the hashes of its normalised words, and where they lie. */
#ifndef RP_WORDS_H
#define RP_WORDS_H

#include "buffer.h"
#include "folding.h"
#include "runs.h"
#include "wordhash.h"

/* The words of one text; scratch that is used again for the next. */
struct rp_words {
	uint64_t *hashes;  /* XXH3 of each word, in order */
	uint32_t *offsets; /* byte of the text at which each begins … */
	uint32_t *ends;	   /* … and the one behind it */
	size_t count;
	size_t capacity;
	size_t offsets_capacity;
	size_t ends_capacity;
	int32_t *codes; /* scratch: code points of one piece */
	size_t codes_capacity;
	struct rp_buffer word;	   /* scratch: the bytes of one word */
	struct rp_classes classes; /* of the text's bytes */
	uint32_t *begins; /* scratch: runs without an ASCII separator, from … */
	uint32_t *closes; /* … to, not included */
	size_t run_count;
	bool has_long; /* a run of them may be longer than a word may be */
	size_t begins_capacity;
	size_t closes_capacity;
	uint64_t *ahead; /* scratch: hashes of all runs … */
	size_t ahead_capacity;
	bool has_ahead; /* … if it was worth it */
	rp_wordhash_kernel *hash;
	rp_runs_kernel *find_runs;
	struct rp_folding folding;
};

void rp_words_init(struct rp_words *words);
void rp_words_dispose(struct rp_words *words);

/*
 * Cut the text into words and hash them, in place of what words held.
 *
 * A word is a run of letters, marks and digits after NFKC and case folding,
 * with one for letters and digits that are written in several ways
 * (characters.h), without invisible characters (soft hyphen, joiners) and
 * without Arabic and Hebrew vowel signs. In scripts that do not part words by
 * blanks (Han, kana, Thai, Lao, Khmer, Burmese) each character but digits, with
 * its marks, is a word. Everything else only separates. Ill-formed UTF-8 reads
 * as U+FFFD, which separates. Words that one character stands for (½) share its
 * offset. RP_OK (also for no words), RP_ENOMEM, or
 * RP_EINVAL beyond RP_LIMIT_TEXT bytes.
 */
int rp_words_read(struct rp_words *words, const char *utf8, size_t len);

#endif
