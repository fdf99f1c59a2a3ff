/* SPDX-License-Identifier: Apache-2.0 */
/* quotations.h - which words of a text are quoted. */
#ifndef RP_QUOTATIONS_H
#define RP_QUOTATIONS_H

#include "words.h"

/* Of a line that begins with a dash: whose words are these? */
enum rp_speech { RP_SPEECH_NONE = 0, RP_SPEECH_SPOKEN, RP_SPEECH_OF_WRITER };

/* A text whose signs are read one after the other; zero but for the first four
 * at its beginning. */
struct rp_quotations {
	unsigned char *marks; /* of each word; receives RP_MARK_QUOTED */
	const struct rp_words *words;
	const unsigned char *text;
	size_t len;
	size_t begun; /* the first word of the quotation begun */
	bool quoting;
	bool single; /* it was begun by a single quotation mark */
	bool opened; /* a mark opened just before this word; for the caller to
			take back */
	enum rp_speech speech;
	bool named;	 /* the writer's words stand in the line … */
	bool talks;	 /* … or in one of those behind dashes before it */
	unsigned run;	 /* lines behind dashes, one after the other … */
	size_t run_from; /* … and the first word of them */
	size_t line;	 /* the first word of the line … */
	size_t line_at;	 /* … and its first byte */
};

static inline bool rp_quotations_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether a blank, or nothing, stands at that byte. */
static inline bool rp_quotations_blank_at(const struct rp_quotations *quotes,
					  size_t at)
{
	return at >= quotes->len || rp_quotations_blank(quotes->text[at]);
}

/* The sign at the byte at, before the word of that number. False: it is none of
 * a quotation. */
bool rp_quotations_sign(struct rp_quotations *quotes, size_t word, size_t at);

/* The line ends before the byte at end and that word. */
void rp_quotations_line(struct rp_quotations *quotes, size_t word, size_t end);

#endif
