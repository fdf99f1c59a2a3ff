/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_model.c - see corpus_model.h. Words are drawn by Zipf's law from
 * 60,000 made-up ones of two to eleven letters; a sentence has 8 to 30 words,
 * a paragraph one to four sentences. */
#include "corpus_model.h"

#include "hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VOCABULARY 60000
#define WORDS	   720
#define TABLE	   65536

struct corpus_model {
	uint64_t seed;
	char words[VOCABULARY][12];
	uint16_t zipf[TABLE]; /* a uniform draw to a rank */
	struct rp_buffer scratch;
};

static uint64_t draw(uint64_t *state)
{
	*state += 0x9e3779b97f4a7c15u;
	return rp_hash_mix(*state);
}

static void make_word(char *word, uint64_t number)
{
	static const char consonants[] = "bcdfghklmnprstvwz";
	static const char vowels[] = "aeiou";
	uint64_t state = number * 77 + 5;
	/* Frequent words are short. */
	size_t len = 2 + (size_t)(log2((double)number + 2) / 2) +
		     (size_t)(draw(&state) % 3);
	size_t i;

	len = len > 11 ? 11 : len;
	for (i = 0; i < len; i++)
		word[i] = i % 2 ? vowels[draw(&state) % 5]
				: consonants[draw(&state) % 17];
	word[len] = '\0';
}

struct corpus_model *corpus_model_create(uint64_t seed)
{
	struct corpus_model *model = calloc(1, sizeof(*model));
	double total = 0;
	double sum = 0;
	size_t rank = 0;
	size_t i;

	if (!model)
		return NULL;
	model->seed = seed;
	rp_buffer_init(&model->scratch);
	for (i = 0; i < VOCABULARY; i++) {
		make_word(model->words[i], i);
		total += 1 / ((double)i + 2.7);
	}
	for (i = 0; i < TABLE; i++) {
		while (rank + 1 < VOCABULARY && sum < total * (double)i / TABLE)
			sum += 1 / ((double)rank++ + 2.7);
		model->zipf[i] = (uint16_t)rank;
	}
	return model;
}

void corpus_model_free(struct corpus_model *model)
{
	if (!model)
		return;
	rp_buffer_dispose(&model->scratch);
	free(model);
}

static const char *draw_word(const struct corpus_model *model, uint64_t *state)
{
	uint64_t number = draw(state);
	size_t rank = model->zipf[number % TABLE];

	/* The table cannot tell rare words apart: spread them. */
	if (rank > 2000)
		rank = 2000 + (number >> 32) % (VOCABULARY - 2000);
	return model->words[rank];
}

/* Words from..to of a text; every changed-th one drawn anew (0: none). */
static void prose(struct rp_buffer *out, const struct corpus_model *model,
		  uint64_t text, size_t from, size_t to, size_t changed,
		  uint64_t own)
{
	uint64_t state = rp_hash_mix(model->seed ^ text << 20);
	uint64_t other = rp_hash_mix(own + 99);
	size_t left = 0;
	size_t i;

	for (i = 0; i < to; i++) {
		const char *word = draw_word(model, &state);
		uint64_t shape = draw(&state);

		if (changed && i % changed == changed - 1)
			word = draw_word(model, &other);
		if (i < from)
			continue;
		rp_buffer_puts(out, word);
		if (left == 0)
			left = 8 + shape % 23;
		if (--left == 0)
			rp_buffer_puts(out, shape >> 32 & 1 ? ".\n" : ". ");
		else
			rp_buffer_putc(out, ' ');
	}
	rp_buffer_puts(out, ".\n");
}

void corpus_model_text(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index)
{
	uint64_t place = index % 10;
	uint64_t original = index - place;

	switch (place) {
	case 6:
	case 7: /* another lead, one word in 60 changed */
		prose(out, model, index + 1000003, 0, 30, 0, index);
		prose(out, model, original, 20, WORDS, 60, index);
		break;
	case 8:
		prose(out, model, original, 0, WORDS, 0, index);
		break;
	case 9: /* its first half */
		prose(out, model, original, 0, WORDS / 2, 0, index);
		break;
	default:
		prose(out, model, index, 0, WORDS, 0, index);
	}
}

void corpus_model_json(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index)
{
	size_t i;

	rp_buffer_clear(&model->scratch);
	corpus_model_text(&model->scratch, model, index);
	rp_buffer_printf(out,
			 "{\"id\":\"%llu\",\"url\":\"https://site%llu.example/"
			 "%llu\",\"published\":\"2024-01-%02uT%02u:00:00Z\","
			 "\"text\":\"",
			 (unsigned long long)index,
			 (unsigned long long)(index % 97),
			 (unsigned long long)index, (unsigned)(index % 28 + 1),
			 (unsigned)(index % 24));
	for (i = 0; i < model->scratch.len; i++) {
		if (model->scratch.data[i] == '\n')
			rp_buffer_puts(out, "\\n");
		else
			rp_buffer_putc(out, model->scratch.data[i]);
	}
	rp_buffer_puts(out, "\"}\n");
}

/* Pages of the labelled sets have about 150 kB, of which a third is scripts
 * and a third navigation and related stories. */
#define SCRIPT_BYTES 50000
#define LINKS	     350

void corpus_model_html(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index)
{
	uint64_t state = rp_hash_mix(model->seed + index);
	const char *at;
	size_t i;

	rp_buffer_clear(&model->scratch);
	corpus_model_text(&model->scratch, model, index);
	rp_buffer_puts(out, "<!DOCTYPE html><html lang=en><head><meta "
			    "charset=utf-8><title>Page</title><script>");
	for (i = 0; i < SCRIPT_BYTES; i += 10)
		rp_buffer_puts(out, "var a = 1;");
	rp_buffer_puts(out, "</script></head><body><nav class=menu><ul>");
	for (i = 0; i < LINKS; i++) {
		rp_buffer_printf(
		    out,
		    "<li class=\"menu-item item-%zu\"><a href=\"/s/%zu\" "
		    "data-track=\"nav\"><span class=label>%s ",
		    i, i, draw_word(model, &state));
		rp_buffer_printf(out, "%s</span></a></li>\n",
				 draw_word(model, &state));
		if (i == LINKS / 2)
			rp_buffer_puts(out, "</ul></nav><article class=story>"
					    "<h1>A headline</h1>");
		if (i != LINKS / 2)
			continue;
		for (at = model->scratch.data; *at;) {
			size_t len = strcspn(at, "\n");

			rp_buffer_puts(out, "<p class=\"text\">");
			rp_buffer_append(out, at, len);
			rp_buffer_puts(out, "</p>\n");
			at += len + (at[len] == '\n');
		}
		rp_buffer_puts(out, "</article><aside class=related><ul>");
	}
	rp_buffer_puts(out, "</ul></aside></body></html>");
}
