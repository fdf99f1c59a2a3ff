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

static int by_id(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;

	return first < second ? -1 : first > second;
}

static int init(struct scan_texts *out, const uint32_t *ids, size_t count)
{
	size_t i;

	memset(out, 0, sizeof(*out));
	out->ids = malloc((count + 1) * sizeof(*out->ids));
	out->specimens = calloc(count + 1, sizeof(*out->specimens));
	if (!out->ids || !out->specimens)
		return RP_ENOMEM;
	if (count)
		memcpy(out->ids, ids, count * sizeof(*ids));
	qsort(out->ids, count, sizeof(*out->ids), by_id);
	for (i = 0; i < count; i++)
		if (out->count == 0 || out->ids[i] != out->ids[out->count - 1])
			out->ids[out->count++] = out->ids[i];
	for (i = 0; i < out->count; i++)
		rp_specimen_init(&out->specimens[i]);
	return RP_OK;
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

static struct rp_specimen *find(const struct scan_texts *texts, uint32_t id)
{
	const uint32_t *at =
	    texts->count
		? bsearch(&id, texts->ids, texts->count, sizeof(id), by_id)
		: NULL;

	return at ? &texts->specimens[at - texts->ids] : NULL;
}

const struct rp_specimen *scan_texts_get(const struct scan_texts *texts,
					 uint32_t id)
{
	return find(texts, id);
}

/* What the second reading goes through. */
struct rereading {
	struct scan_texts *texts;
	struct scan *scan;
	struct rp_record_reader reader;
	struct rp_sketcher *sketcher;
	struct rp_buffer source;
	uint64_t record;
};

static int take(struct rereading *rereading, struct rp_specimen *specimen,
		const struct rp_batch *batch, const struct rp_record *record)
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
		status = rp_specimen_take(specimen, &draft,
					  rp_buffer_view(&rereading->source));
	if (status == RP_OK)
		status =
		    rp_specimen_sketch(&sketch, specimen, rereading->sketcher);
	if (status == RP_ESTORE)
		rp_error_set(&rereading->scan->error,
			     "%s changed while it was read",
			     rereading->scan->inputs.items[record->input].path);
	return status;
}

static int read_batch(struct rereading *rereading, const struct rp_batch *batch)
{
	const struct rp_chunks *fates = &rereading->scan->fates;
	size_t i;

	for (i = 0; i < batch->count; i++) {
		struct rp_specimen *specimen;
		uint32_t fate;
		int status;

		if (rereading->record >= fates->count)
			return RP_OK;
		fate =
		    *(const uint32_t *)rp_chunks_at(fates, rereading->record++);
		specimen =
		    fate < SCAN_KNOWN ? find(rereading->texts, fate) : NULL;
		if (!specimen)
			continue;
		status = take(rereading, specimen, batch, &batch->records[i]);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

static int read_all(struct rereading *rereading, struct rp_reader *reader)
{
	struct rp_batch batch;
	int status;

	rp_batch_init(&batch);
	while ((status = rp_reader_next(reader, &batch)) > 0) {
		status = read_batch(rereading, &batch);
		if (status != RP_OK)
			break;
	}
	rp_batch_dispose(&batch);
	return status;
}

int scan_texts_read(struct scan_texts *out, struct scan *scan,
		    const uint32_t *ids, size_t count)
{
	struct rereading rereading = {.texts = out, .scan = scan};
	struct rp_reader_options options = {-1, scan->replay};
	struct rp_reader *reader = NULL;
	int status = init(out, ids, count);

	if (status != RP_OK || count == 0)
		return status;
	if (scan->replay >= 0 && lseek(scan->replay, 0, SEEK_SET) < 0) {
		rp_error_errno(&scan->error,
			       "standard input cannot be read again");
		return RP_ESTORE;
	}
	rp_buffer_init(&rereading.source);
	status = rp_record_reader_init(&rereading.reader,
				       scan->options.fields.names, scan->now);
	if (status == RP_OK)
		status = rp_sketcher_create(&rereading.sketcher,
					    &scan->options.match);
	if (status == RP_OK)
		status = rp_reader_create(&reader, &scan->inputs, &options);
	if (status == RP_OK)
		status = read_all(&rereading, reader);
	rp_reader_free(reader);
	rp_sketcher_free(rereading.sketcher);
	rp_record_reader_dispose(&rereading.reader);
	rp_buffer_dispose(&rereading.source);
	return status;
}
