/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_model.h - articles drawn from a model of news, with planted copies,
 * so that a corpus of any size can be made and the truth is known. */
#ifndef RP_CORPUS_MODEL_H
#define RP_CORPUS_MODEL_H

#include "corpus_script.h"

struct corpus_model;

/* What an article is, by its number modulo CORPUS_KINDS. */
enum corpus_kind {
	CORPUS_STORY = 0, /* copied by others */
	CORPUS_OWN,	  /* kinds 1 to 8: nobody's copy and copied by none */
	CORPUS_PRINT = 9, /* a story under another lead, a word in 60 changed */
	CORPUS_EDITED = 10, /* a word in 25 changed */
	CORPUS_EXACT = 11,
	CORPUS_ABRIDGED = 12, /* the first half of a story */
	CORPUS_EXPANDED = 13, /* a story and a third as much more */
	CORPUS_QUOTING = 14,  /* own text around a sixth of a story */
	CORPUS_FORM = 15,     /* a form with names and figures of its own */
	CORPUS_KINDS = 16
};

/* The same seed gives the same articles. */
struct corpus_model *corpus_model_create(uint64_t seed);
void corpus_model_free(struct corpus_model *model);

/* Texts from now on are of this script; CORPUS_LATIN at first. */
void corpus_model_write_in(struct corpus_model *model,
			   enum corpus_script script);

/* The number of the story that the article is a print of; its own number if
 * it is a print of none. Two articles are one report if this agrees. */
uint64_t corpus_model_story(const struct corpus_model *model, uint64_t index);

/* "story", "own", "print", … */
const char *corpus_kind_name(enum corpus_kind kind);

/* Append the text of article number index: 4,400 bytes on average. Two sites
 * of five end each article with the same sentences. */
void corpus_model_text(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index);

/* Append, as a line of JSON, a print of one and the same story with three words
 * changed, or an article of 120 words above a frame of 60 that all have. */
void corpus_model_print(struct rp_buffer *out, struct corpus_model *model,
			uint64_t index);
void corpus_model_framed(struct rp_buffer *out, struct corpus_model *model,
			 uint64_t index);

/* Append the article as a line of JSON, or as an HTML page with furniture. */
void corpus_model_json(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index);
void corpus_model_html(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index);

#endif
