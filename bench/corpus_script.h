/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_script.h - the model's texts as if they were of other languages. */
#ifndef RP_CORPUS_SCRIPT_H
#define RP_CORPUS_SCRIPT_H

#include "buffer.h"

enum corpus_script {
	CORPUS_LATIN = 0, /* as they are: ASCII */
	CORPUS_ACCENTS,	  /* a word in eight has an accent, as in French */
	CORPUS_CYRILLIC,  /* letter by letter */
	CORPUS_HAN,	  /* two characters a word, and no blanks */
	CORPUS_SCRIPTS
};

/* "latin", "accents", … */
const char *corpus_script_name(enum corpus_script script);

/* Append a text of the model in a script: equal words stay equal, numbers stay
 * as they are. */
void corpus_script_write(struct rp_buffer *out, struct rp_str text,
			 enum corpus_script script);

#endif
