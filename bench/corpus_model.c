/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_model.c - see corpus_model.h. Words are drawn by Zipf's law from
 * 60,000 made-up ones of two to eleven letters; a sentence has 8 to 30 words
 * and begins with a capital, one word in 14 is a name and one in 30 a figure;
 * a paragraph has one to four sentences. Prints lie up to 112,000 articles
 * behind their story. */
#include "corpus_model.h"

#include "hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VOCABULARY 60000
#define NAMES	   20000
#define WORDS	   720
#define FIGURES	   4096
#define TABLE	   65536
#define SITES	   997
#define FORMS	   200
#define FORM_WORDS 110

/* Copied whole, which is cheaper than to look how long it is. */
struct word {
	char letters[15]; /* and a NUL */
	unsigned char len;
};

struct corpus_model {
	uint64_t seed;
	struct word words[VOCABULARY];
	struct word names[NAMES];
	struct word figures[FIGURES];
	uint16_t zipf[TABLE]; /* a uniform draw to a rank */
	struct rp_buffer scratch;
	struct rp_buffer plain; /* a text before it is of another script */
	enum corpus_script script;
};

static uint64_t draw(uint64_t *state)
{
	*state += 0x9e3779b97f4a7c15u;
	return rp_hash_mix(*state);
}

static void make_word(struct word *word, uint64_t number)
{
	static const char consonants[] = "bcdfghklmnprstvwz";
	static const char vowels[] = "aeiou";
	uint64_t state = number * 77 + 5;
	/* Frequent words are short. */
	size_t len = 2 + (size_t)(log2((double)(number % VOCABULARY) + 2) / 2) +
		     (size_t)(draw(&state) % 3);
	size_t i;

	len = len > 11 ? 11 : len;
	for (i = 0; i < len; i++)
		word->letters[i] = i % 2 ? vowels[draw(&state) % 5]
					 : consonants[draw(&state) % 17];
	word->len = (unsigned char)len;
}

static void make_figure(struct word *word, unsigned number)
{
	int len = snprintf(word->letters, sizeof(word->letters), "%u", number);

	word->len = (unsigned char)len;
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
	rp_buffer_init(&model->plain);
	for (i = 0; i < VOCABULARY; i++) {
		make_word(&model->words[i], i);
		total += 1 / ((double)i + 2.7);
	}
	for (i = 0; i < NAMES; i++) {
		make_word(&model->names[i], i * 31 + 1000003);
		model->names[i].letters[0] =
		    (char)(model->names[i].letters[0] - 32);
	}
	for (i = 0; i < FIGURES; i++)
		make_figure(&model->figures[i], (unsigned)i);
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
	rp_buffer_dispose(&model->plain);
	free(model);
}

static const struct word *draw_word(const struct corpus_model *model,
				    uint64_t number)
{
	size_t rank = model->zipf[number % TABLE];

	/* The table cannot tell rare words apart: spread them. */
	if (rank > 2000)
		rank = 2000 + (number >> 16 & 0xffff) % (VOCABULARY - 2000);
	return &model->words[rank];
}

/* ----- prose ----- */

struct prose {
	const struct corpus_model *model;
	uint64_t text; /* whose words */
	size_t from;   /* words from, up to to */
	size_t to;
	size_t changed; /* every so many words one is drawn anew; 0: none */
	uint64_t own;	/* by whom */
};

static void put_word(struct rp_buffer *out, const struct corpus_model *model,
		     uint64_t number, bool first)
{
	unsigned kind = (unsigned)(number >> 32 & 0xff);
	const struct word *word = draw_word(model, number);
	char *at;

	if (kind < 18)
		word = &model->names[(number >> 40 & 0xffff) % NAMES];
	else if (kind < 26)
		word = &model->figures[number >> 44 & (FIGURES - 1)];
	if (out->capacity - out->len <= sizeof(*word) &&
	    rp_buffer_reserve(out, sizeof(*word)) != RP_OK)
		return;
	at = out->data + out->len;
	memcpy(at, word, sizeof(*word));
	at[word->len] = '\0';
	if (first && *at >= 'a')
		*at = (char)(*at - 32);
	out->len += word->len;
}

static void put_prose(struct rp_buffer *out, const struct prose *prose)
{
	const struct corpus_model *model = prose->model;
	uint64_t state = rp_hash_mix(model->seed ^ prose->text << 20);
	uint64_t other = rp_hash_mix(prose->own + 99);
	size_t left = 0;
	size_t i;

	for (i = 0; i < prose->to; i++) {
		uint64_t number = draw(&state);
		bool first = left == 0;

		if (prose->changed && i % prose->changed == prose->changed - 1)
			number = (draw(&other) & ~((uint64_t)0xff << 32)) |
				 (uint64_t)0x80 << 32;
		if (first)
			left = 8 + (number >> 56) % 23;
		left--;
		if (i < prose->from)
			continue;
		put_word(out, model, number, first);
		if (left == 0)
			rp_buffer_puts(out, number >> 60 & 1 ? ".\n" : ". ");
		else
			rp_buffer_putc(out, ' ');
	}
	rp_buffer_puts(out, "so.\n");
}

/* A form: names and figures are the article's, all else the form's. */
static void put_form(struct rp_buffer *out, const struct corpus_model *model,
		     uint64_t form, uint64_t own)
{
	uint64_t state = rp_hash_mix(model->seed + form * 7919 + 11);
	uint64_t other = rp_hash_mix(model->seed + own * 104729 + 3);
	size_t left = 0;
	size_t i;

	for (i = 0; i < FORM_WORDS; i++) {
		uint64_t number = draw(&state) & ~((uint64_t)0xff << 32);
		bool first = left == 0;

		if (first)
			left = 12;
		/* Two names and a figure in each sentence. */
		if (left == 8 || left == 5)
			number = draw(&other) & ~((uint64_t)0xff << 32);
		else if (left == 3)
			number = (draw(&other) & ~((uint64_t)0xff << 32)) |
				 (uint64_t)20 << 32;
		else
			number |= (uint64_t)0x80 << 32;
		put_word(out, model, number, first);
		rp_buffer_puts(out, --left == 0 ? ". " : " ");
	}
	rp_buffer_puts(out, "so.\n");
}

/* ----- articles ----- */

static uint64_t draw_for(const struct corpus_model *model, uint64_t index,
			 uint64_t salt)
{
	return rp_hash_mix(rp_hash_mix(model->seed * 31 + index) + salt);
}

const char *corpus_kind_name(enum corpus_kind kind)
{
	static const char *const names[] = {"print",	"edited",   "exact",
					    "abridged", "expanded", "quoting",
					    "form"};

	if (kind == CORPUS_STORY)
		return "story";
	return kind < CORPUS_PRINT ? "own" : names[kind - CORPUS_PRINT];
}

/* The story that an article prints or quotes: each kind prints each story
 * once, if the corpus is long enough. The first ones wrap round. */
static uint64_t source_of(const struct corpus_model *model, uint64_t index)
{
	static const uint64_t back[CORPUS_KINDS] = {
	    [CORPUS_PRINT] = 0,	      [CORPUS_EDITED] = 37,
	    [CORPUS_EXACT] = 401,     [CORPUS_ABRIDGED] = 1709,
	    [CORPUS_EXPANDED] = 7001, [CORPUS_QUOTING] = 2503,
	};
	uint64_t group = index / CORPUS_KINDS;
	uint64_t behind = back[index % CORPUS_KINDS];

	(void)model;
	return (group - (behind <= group ? behind : group % 2)) * CORPUS_KINDS;
}

uint64_t corpus_model_story(const struct corpus_model *model, uint64_t index)
{
	enum corpus_kind kind = (enum corpus_kind)(index % CORPUS_KINDS);

	return kind >= CORPUS_PRINT && kind <= CORPUS_EXPANDED
		   ? source_of(model, index)
		   : index;
}

static uint64_t site_of(const struct corpus_model *model, uint64_t index)
{
	return draw_for(model, index, 2) % SITES;
}

static void put_body(struct rp_buffer *out, const struct corpus_model *model,
		     uint64_t index)
{
	struct prose story = {model, source_of(model, index), 0, WORDS, 0,
			      index};
	struct prose own = {model, index, 0, WORDS, 0, index};

	switch ((enum corpus_kind)(index % CORPUS_KINDS)) {
	case CORPUS_PRINT:
		own.to = 30;
		put_prose(out, &own);
		story.from = 20;
		story.changed = 60;
		put_prose(out, &story);
		break;
	case CORPUS_EDITED:
		story.changed = 25;
		put_prose(out, &story);
		break;
	case CORPUS_EXACT:
		put_prose(out, &story);
		break;
	case CORPUS_ABRIDGED:
		story.to = WORDS / 2;
		put_prose(out, &story);
		break;
	case CORPUS_EXPANDED:
		put_prose(out, &story);
		own.to = WORDS * 3 / 10;
		put_prose(out, &own);
		break;
	case CORPUS_QUOTING:
		own.to = WORDS / 2;
		put_prose(out, &own);
		story.from = 100;
		story.to = 100 + WORDS / 6;
		put_prose(out, &story);
		own.from = WORDS / 2;
		own.to = WORDS;
		put_prose(out, &own);
		break;
	case CORPUS_FORM:
		put_form(out, model, draw_for(model, index, 3) % FORMS, index);
		break;
	default:
		put_prose(out, &own);
	}
}

static void put_text(struct rp_buffer *out, struct corpus_model *model,
		     uint64_t index)
{
	uint64_t site = site_of(model, index);
	struct prose frame = {model, 0, 0, 40, 0, 0};

	put_body(out, model, index);
	if (site % 5 >= 2 || index % CORPUS_KINDS == CORPUS_EXACT ||
	    index % CORPUS_KINDS == CORPUS_STORY)
		return;
	frame.text = ((uint64_t)1 << 40) + site;
	put_prose(out, &frame);
}

void corpus_model_write_in(struct corpus_model *model,
			   enum corpus_script script)
{
	model->script = script;
}

void corpus_model_text(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index)
{
	if (model->script == CORPUS_LATIN) {
		put_text(out, model, index);
		return;
	}
	rp_buffer_clear(&model->plain);
	put_text(&model->plain, model, index);
	corpus_script_write(out, rp_buffer_view(&model->plain), model->script);
}

/* The text in scratch as a line of JSON. */
static void put_line(struct rp_buffer *out, struct corpus_model *model,
		     uint64_t index)
{
	uint64_t day = index / CORPUS_KINDS / 1000;
	const char *at;
	const char *end;

	rp_buffer_printf(
	    out,
	    "{\"id\":\"%llu\",\"url\":\"https://site%llu.example/"
	    "%llu\",\"published\":\"20%02u-%02u-%02uT%02u:00:00Z\","
	    "\"text\":\"",
	    (unsigned long long)index,
	    (unsigned long long)site_of(model, index),
	    (unsigned long long)index, (unsigned)(10 + day / 336 % 15),
	    (unsigned)(day / 28 % 12 + 1), (unsigned)(day % 28 + 1),
	    (unsigned)(index % 24));
	at = model->scratch.data;
	end = at + model->scratch.len;
	while (at < end) {
		const char *line = memchr(at, '\n', (size_t)(end - at));

		rp_buffer_append(out, at, (size_t)((line ? line : end) - at));
		if (line)
			rp_buffer_puts(out, "\\n");
		at = line ? line + 1 : end;
	}
	rp_buffer_puts(out, "\"}\n");
}

void corpus_model_json(struct rp_buffer *out, struct corpus_model *model,
		       uint64_t index)
{
	rp_buffer_clear(&model->scratch);
	corpus_model_text(&model->scratch, model, index);
	put_line(out, model, index);
}

void corpus_model_print(struct rp_buffer *out, struct corpus_model *model,
			uint64_t index)
{
	struct prose story = {model, 1, 0, WORDS, WORDS / 3, index};

	rp_buffer_clear(&model->scratch);
	put_prose(&model->scratch, &story);
	put_line(out, model, index);
}

void corpus_model_framed(struct rp_buffer *out, struct corpus_model *model,
			 uint64_t index)
{
	struct prose own = {model, index, 0, 120, 0, index};
	struct prose frame = {model, (uint64_t)1 << 41, 0, 60, 0, 0};

	rp_buffer_clear(&model->scratch);
	put_prose(&model->scratch, &own);
	put_prose(&model->scratch, &frame);
	put_line(out, model, index);
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
		    i, i, draw_word(model, draw(&state))->letters);
		rp_buffer_printf(out, "%s</span></a></li>\n",
				 draw_word(model, draw(&state))->letters);
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
