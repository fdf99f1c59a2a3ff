/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_model.h - articles drawn from a model of news, with planted copies,
 * so that a corpus of any size can be made and the truth is known. */
#ifndef RP_CORPUS_MODEL_H
#define RP_CORPUS_MODEL_H

#include "buffer.h"

struct corpus_model;

/* The same seed gives the same articles. */
struct corpus_model *corpus_model_create(uint64_t seed);
void corpus_model_free(struct corpus_model *model);

/* Append the text of article number index: about 4,400 bytes. Of ten articles
 * six are of their own; two are prints of an earlier one of the same ten with
 * another lead and a few words changed, one is an exact copy and one an
 * abridged print of it. */
void corpus_model_text(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index);

/* Append the article as a line of JSON, or as an HTML page with furniture. */
void corpus_model_json(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index);
void corpus_model_html(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index);

#endif
