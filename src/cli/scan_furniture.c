/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_furniture.c - what a run took for furniture, in words
 *
 * Without a store all of it is listed from the run's own input. A store keeps
 * the words: of each sentence once, in the first night whose input has them.
 */
#include "json.h"
#include "log.h"
#include "outfile.h"
#include "recurring.h"
#include "scan_store.h"
#include "scan_texts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Sentences listed, the most frequent first: texts are held while they are
 * written. In a store, those named in one night. */
#define LISTED 10000

/* ----- of a run ----- */

/* Words without what opens the next ones: a mark that stands behind a blank. */
static struct rp_str alone(struct rp_str words)
{
	static const char *const marks[] = {
	    "\"",	    "'",       "(", "[", "\xe2\x80\x9c", "\xe2\x80\x9e",
	    "\xe2\x80\x98", "\xc2\xab"};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t len = strlen(marks[i]);
		const char *end = words.data + words.len;

		if (words.len <= len + 1 ||
		    memcmp(end - len, marks[i], len) != 0 ||
		    (end[-(ptrdiff_t)len - 1] != ' ' &&
		     end[-(ptrdiff_t)len - 1] != '\n'))
			continue;
		words.len -= len;
		while (words.len && (words.data[words.len - 1] == ' ' ||
				     words.data[words.len - 1] == '\n'))
			words.len--;
	}
	return words;
}

static void put_recurring(struct rp_buffer *out, const struct rp_recurring *at,
			  const struct rp_pair_side *side)
{
	rp_buffer_putc(out, '{');
	rp_json_field(out, "text",
		      alone(rp_pair_words(side, at->from, at->to)));
	rp_json_field_u64(out, "texts", at->texts);
	if (at->one_host)
		rp_json_field(out, "host", side->host);
	rp_json_field(out, "id", side->id);
	rp_json_field(out, "source", side->source);
	rp_buffer_puts(out, "}\n");
}

static int write_recurring(const struct scan *scan,
			   const struct scan_texts *texts, size_t count,
			   struct rp_outfile *file)
{
	struct rp_buffer out;
	size_t i;
	int status;

	rp_buffer_init(&out);
	for (i = 0; i < count; i++) {
		const struct rp_recurring *at =
		    rp_clusters_recurring_at(scan->clusters, i);
		struct rp_pair_side side =
		    rp_specimen_side(scan_texts_get(texts, at->id));

		put_recurring(&out, at, &side);
	}
	status = rp_buffer_status(&out);
	if (status == RP_OK)
		rp_outfile_write(file, out.data, out.len);
	rp_buffer_dispose(&out);
	return status;
}

static int list_run(struct scan *scan, struct rp_outfile *file)
{
	size_t count = rp_clusters_recurring_count(scan->clusters);
	struct scan_texts texts;
	uint32_t *ids;
	size_t i;
	int status;

	if (count > LISTED && !scan->options.quiet)
		rp_log(RP_LOG_NOTE,
		       "%zu sentences recur; the list has the %d that most "
		       "texts share",
		       count, LISTED);
	if (count > LISTED)
		count = LISTED;
	ids = malloc((count + 1) * sizeof(*ids));
	if (!ids)
		return RP_ENOMEM;
	for (i = 0; i < count; i++)
		ids[i] = rp_clusters_recurring_at(scan->clusters, i)->id;
	status = scan_texts_read(&texts, scan, ids, count);
	if (status == RP_OK)
		status = write_recurring(scan, &texts, count, file);
	scan_texts_dispose(&texts);
	free(ids);
	return status;
}

/* ----- of a store ----- */

static void put_sentence(struct rp_buffer *out,
			 const struct rp_store_sentence *at)
{
	rp_buffer_putc(out, '{');
	if (at->words.len)
		rp_json_field(out, "text", at->words);
	rp_json_field_u64(out, "texts", at->texts);
	if (at->host.len)
		rp_json_field(out, "host", at->host);
	rp_json_field(out, "source", at->place);
	rp_json_field_u64(out, "run", (uint64_t)at->since);
	rp_buffer_puts(out, "}\n");
}

static int list_store(struct scan *scan, struct rp_outfile *file)
{
	struct rp_store_sentences *sentences = NULL;
	struct rp_store_sentence at;
	struct rp_buffer out;
	int status =
	    rp_store_sentences_create(&sentences, scan->store, 0, INT64_MAX);

	rp_buffer_init(&out);
	while (status == RP_OK &&
	       (status = rp_store_sentences_next(&at, sentences)) == 1) {
		put_sentence(&out, &at);
		status = rp_buffer_status(&out);
		rp_outfile_write(file, out.data, out.len);
		rp_buffer_clear(&out);
	}
	rp_buffer_dispose(&out);
	rp_store_sentences_free(sentences);
	return scan_store_explain(scan, status);
}

int scan_furniture(struct scan *scan, struct rp_outfile *file)
{
	return scan->store ? list_store(scan, file) : list_run(scan, file);
}

/* ----- words for a store ----- */

/* A sentence whose words are asked for. */
struct wanted {
	int64_t article;
	int64_t hash;
	uint32_t from;
	uint32_t to;
};

struct naming {
	struct scan *scan;
	struct wanted *wanted; /* by article */
	size_t count;
	int store_status; /* of the store, where it failed */
};

static int by_article(const void *a, const void *b)
{
	const struct wanted *first = a;
	const struct wanted *second = b;

	if (first->article != second->article)
		return first->article < second->article ? -1 : 1;
	return 0;
}

/* The first of an article's, or where they would stand. */
static size_t first_of(const struct naming *naming, int64_t article)
{
	size_t low = 0;
	size_t high = naming->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (naming->wanted[middle].article < article)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t id_of(const struct naming *naming, uint32_t fate)
{
	return *(const int64_t *)rp_chunks_at(&naming->scan->tonight, fate);
}

static int name_sentences(void *context, uint32_t fate,
			  struct rp_specimen *specimen)
{
	struct naming *naming = context;
	struct rp_pair_side side = rp_specimen_side(specimen);
	int64_t article = id_of(naming, fate);
	size_t i = first_of(naming, article);
	int status = RP_OK;

	for (; i < naming->count && naming->wanted[i].article == article &&
	       status == RP_OK;
	     i++) {
		const struct wanted *at = &naming->wanted[i];

		if (at->from < at->to && at->to <= side.words)
			status = rp_store_name_sentence(
			    naming->scan->store, at->hash,
			    alone(rp_pair_words(&side, at->from, at->to)));
	}
	naming->store_status = status;
	return status;
}

static int find_wanted(struct naming *naming)
{
	struct rp_store_sentences *sentences = NULL;
	struct rp_store_sentence at;
	bool more = false;
	int status =
	    rp_store_sentences_wordless(&sentences, naming->scan->store);

	while (status == RP_OK &&
	       (status = rp_store_sentences_next(&at, sentences)) == 1) {
		more = naming->count == LISTED;
		status = RP_OK;
		if (more)
			break;
		naming->wanted[naming->count++] =
		    (struct wanted){at.article, at.hash, at.from, at.to};
	}
	rp_store_sentences_free(sentences);
	if (more && !naming->scan->options.quiet)
		rp_log(RP_LOG_NOTE,
		       "no more than %d recurring sentences are told in words "
		       "in one night",
		       LISTED);
	if (status == RP_OK)
		qsort(naming->wanted, naming->count, sizeof(*naming->wanted),
		      by_article);
	return status;
}

/* The articles of tonight's input that have wanted sentences: *count. */
static uint32_t *find_fates(size_t *count, const struct naming *naming)
{
	uint32_t *fates = malloc((naming->count + 1) * sizeof(*fates));
	uint32_t fate;

	*count = 0;
	for (fate = 0; fates && fate < naming->scan->tonight.count; fate++) {
		int64_t article = id_of(naming, fate);
		size_t at = first_of(naming, article);

		if (at < naming->count && naming->wanted[at].article == article)
			fates[(*count)++] = fate;
	}
	return fates;
}

/* The night does not fail for want of them. */
static int read_words(struct naming *naming)
{
	struct scan *scan = naming->scan;
	size_t count;
	uint32_t *fates = find_fates(&count, naming);
	int status =
	    fates ? scan_texts_each(scan, fates, count, name_sentences, naming)
		  : RP_ENOMEM;

	free(fates);
	if (status != RP_ESTORE || naming->store_status != RP_OK)
		return scan_store_explain(scan, status);
	rp_log(RP_LOG_NOTE, "recurring sentences are not told in words: %s",
	       scan->error.message);
	rp_error_set(&scan->error, "%s", "");
	return RP_OK;
}

int scan_furniture_name(struct scan *scan)
{
	struct naming naming = {.scan = scan};
	int status;

	if (!scan->rereadable)
		return RP_OK;
	naming.wanted = malloc(LISTED * sizeof(*naming.wanted));
	if (!naming.wanted)
		return RP_ENOMEM;
	status = scan_store_explain(scan, find_wanted(&naming));
	if (status == RP_OK && naming.count > 0)
		status = read_words(&naming);
	free(naming.wanted);
	return status;
}
