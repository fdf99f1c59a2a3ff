/* SPDX-License-Identifier: Apache-2.0 */
/* plain.h - plain text as blocks, for the filters that pages go through. */
#ifndef RP_PLAIN_H
#define RP_PLAIN_H

#include "blocks.h"

/* Append the paragraphs of a UTF-8 text, with the characters of addresses
 * and Markdown links counted as link. A paragraph is a line, or in text
 * broken by hand at a fixed width what stands between blank lines.
 * RP_ENOMEM. */
int rp_plain_collect(struct rp_blocks *blocks, struct rp_str text);

/* The text as it was meant, in out where it has to be written anew: entities as
 * characters, quotation marks of tokenised corpora (`` and '') as those of
 * print, without a note of how much was cut off. */
struct rp_str rp_plain_mend(struct rp_buffer *out, struct rp_str text);

/* Whether a text in UTF-8 has a word: a letter or a digit of any script. */
bool rp_plain_speaks(struct rp_str text);

#endif
