/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_texts.c - see scan_texts.h
 *
 * Texts are not held during a run. The few that are shown are extracted anew:
 * the inputs are read in the same order, and what became of each record is
 * known by its number.
 */
#include "scan_texts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ----- fates asked for ----- */

static int by_number(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;

	return first < second ? -1 : first > second;
}

/* Ascending and each once, in memory of its own; *count is theirs then. */
static uint32_t *in_order(const uint32_t *fates, size_t *count)
{
	uint32_t *out = malloc((*count + 1) * sizeof(*out));
	size_t left = 0;
	size_t i;

	if (!out)
		return NULL;
	if (*count)
		memcpy(out, fates, *count * sizeof(*out));
	qsort(out, *count, sizeof(*out), by_number);
	for (i = 0; i < *count; i++)
		if (left == 0 || out[i] != out[left - 1])
			out[left++] = out[i];
	*count = left;
	return out;
}

static const uint32_t *find(const uint32_t *fates, size_t count, uint32_t fate)
{
	return count ? bsearch(&fate, fates, count, sizeof(fate), by_number)
		     : NULL;
}

/* ----- reading again ----- */

struct rereading {
	struct scan *scan;
	const uint32_t *fates; /* asked for */
	size_t count;
	size_t found;
	int (*visit)(void *context, uint32_t fate,
		     struct rp_specimen *specimen);
	void *context;
	struct rp_record_reader reader;
	struct rp_sketcher *sketcher;
	struct rp_specimen specimen;
	struct rp_buffer source;
	uint64_t record;
};

static int changed(struct rereading *rereading, const struct rp_record *record)
{
	rp_error_set(&rereading->scan->error, "%s changed while it was read",
		     rereading->scan->inputs.items[record->input].path);
	return RP_ESTORE;
}

/* Whether a record is another one than that of its number before: all behind it
 * would be taken for others. A file that changed is one rejected record, or has
 * one more. */
static bool is_shifted(const struct rereading *rereading,
		       const struct rp_record *record, uint32_t fate)
{
	return record->kind == RP_RECORD_REJECT &&
	       (fate < SCAN_KNOWN ||
		!rp_input_unchanged(
		    &rereading->scan->inputs.items[record->input]));
}

static int take(struct rereading *rereading, const struct rp_batch *batch,
		const struct rp_record *record)
{
	struct rp_draft draft;
	struct rp_sketch sketch;
	int status;

	rp_buffer_clear(&rereading->source);
	rp_record_source(&rereading->source, &rereading->scan->inputs, record);
	status = rp_record_read(&draft, &rereading->reader, batch, record);
	if (status == RP_OK && (draft.reason || draft.not_text))
		status = RP_ESTORE; /* it was an article before */
	if (status == RP_OK)
		status = rp_specimen_take(&rereading->specimen, &draft,
					  rp_buffer_view(&rereading->source));
	if (status == RP_OK)
		status = rp_specimen_sketch(&sketch, &rereading->specimen,
					    rereading->sketcher);
	return status == RP_ESTORE ? changed(rereading, record) : status;
}

static int read_batch(struct rereading *rereading, const struct rp_batch *batch)
{
	const struct rp_chunks *fates = &rereading->scan->fates;
	size_t i;

	for (i = 0; i < batch->count; i++) {
		uint32_t fate;
		int status;

		if (rereading->record >= fates->count)
			return RP_OK;
		fate =
		    *(const uint32_t *)rp_chunks_at(fates, rereading->record++);
		if (is_shifted(rereading, &batch->records[i], fate))
			return changed(rereading, &batch->records[i]);
		if (fate >= SCAN_KNOWN ||
		    !find(rereading->fates, rereading->count, fate))
			continue;
		status = take(rereading, batch, &batch->records[i]);
		if (status == RP_OK)
			status = rereading->visit(rereading->context, fate,
						  &rereading->specimen);
		if (status != RP_OK)
			return status;
		rereading->found++;
	}
	return RP_OK;
}

/* Up to the last that was asked for. */
static int read_all(struct rereading *rereading, struct rp_reader *reader)
{
	struct rp_batch batch;
	int status = RP_OK;

	rp_batch_init(&batch);
	while (rereading->found < rereading->count &&
	       (status = rp_reader_next(reader, &batch)) > 0) {
		status = read_batch(rereading, &batch);
		if (status != RP_OK)
			break;
	}
	rp_batch_dispose(&batch);
	if (status == RP_OK && rereading->found < rereading->count) {
		rp_error_set(&rereading->scan->error,
			     "the input changed between its two readings");
		return RP_ESTORE;
	}
	return status;
}

static int reread(struct rereading *rereading)
{
	struct scan *scan = rereading->scan;
	struct rp_reader_options options = {-1, scan->replay, NULL,
					    &scan->options.fields.names};
	struct rp_reader *reader = NULL;
	int status;

	if (scan->replay >= 0 && lseek(scan->replay, 0, SEEK_SET) < 0) {
		rp_error_errno(&scan->error,
			       "standard input cannot be read again");
		return RP_ESTORE;
	}
	rp_buffer_init(&rereading->source);
	rp_specimen_init(&rereading->specimen);
	status = rp_record_reader_init(&rereading->reader,
				       &scan->options.fields, scan->now);
	if (status == RP_OK)
		status = rp_sketcher_create(&rereading->sketcher,
					    &scan->options.match);
	if (status == RP_OK)
		status = rp_reader_create(&reader, &scan->inputs, &options);
	if (status == RP_OK)
		status = read_all(rereading, reader);
	rp_reader_free(reader);
	rp_sketcher_free(rereading->sketcher);
	rp_record_reader_dispose(&rereading->reader);
	rp_specimen_dispose(&rereading->specimen);
	rp_buffer_dispose(&rereading->source);
	return status;
}

int scan_texts_each(struct scan *scan, const uint32_t *fates, size_t count,
		    int (*visit)(void *context, uint32_t fate,
				 struct rp_specimen *specimen),
		    void *context)
{
	struct rereading rereading = {
	    .scan = scan, .count = count, .visit = visit, .context = context};
	uint32_t *ordered = in_order(fates, &rereading.count);
	int status = ordered ? RP_OK : RP_ENOMEM;

	rereading.fates = ordered;
	if (status == RP_OK && count > 0)
		status = reread(&rereading);
	free(ordered);
	return status;
}

/* ----- all kept ----- */

static int keep(void *context, uint32_t fate, struct rp_specimen *specimen)
{
	struct scan_texts *texts = context;
	const uint32_t *at = find(texts->ids, texts->count, fate);

	texts->specimens[at - texts->ids] = *specimen;
	rp_specimen_init(specimen);
	return RP_OK;
}

int scan_texts_read(struct scan_texts *out, struct scan *scan,
		    const uint32_t *ids, size_t count)
{
	size_t i;

	memset(out, 0, sizeof(*out));
	out->ids = in_order(ids, &count);
	out->specimens = calloc(count + 1, sizeof(*out->specimens));
	if (!out->ids || !out->specimens)
		return RP_ENOMEM;
	out->count = count;
	for (i = 0; i < count; i++)
		rp_specimen_init(&out->specimens[i]);
	return scan_texts_each(scan, out->ids, count, keep, out);
}

void scan_texts_dispose(struct scan_texts *texts)
{
	size_t i;

	for (i = 0; texts->specimens && i < texts->count; i++)
		rp_specimen_dispose(&texts->specimens[i]);
	free(texts->specimens);
	free(texts->ids);
	memset(texts, 0, sizeof(*texts));
}

const struct rp_specimen *scan_texts_get(const struct scan_texts *texts,
					 uint32_t id)
{
	const uint32_t *at = find(texts->ids, texts->count, id);

	return at ? &texts->specimens[at - texts->ids] : NULL;
}
