/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_write.c - the cleaned corpus and what was dropped from it
 *
 * The inputs are read a second time in the same order; what became of each
 * record is known by its number. A JSON line is written as it came, byte for
 * byte but for the verdict of an earlier run and bytes that are no UTF-8, which
 * readers of the file would refuse, so all its fields are kept; a
 * page or text becomes an object with what was extracted from it.
 *
 * A pipeline like the first reading: batches are read, turned into the bytes of
 * both files side by side, and written in order.
 */
#include "json.h"
#include "outfile.h"
#include "parallel.h"
#include "scan.h"
#include "utf8.h"
#include "verdict.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One batch on its way. */
struct passage {
	struct rp_batch batch;
	uint64_t first;		/* number of its first record over all inputs */
	struct rp_buffer clean; /* lines for either file */
	struct rp_buffer dropped;
	struct rp_extractor *decoder; /* of lines that are no UTF-8; NULL */
	int status;		      /* RP_ESTORE with the reason in error */
	struct rp_error error;
};

struct writing {
	struct scan *scan;
	struct rp_reader *reader;
	struct rp_outfile *clean;
	struct rp_outfile *dropped;
	struct passage *passages;
	size_t count;
	uint64_t record; /* number of the next over all inputs */
};

static void put_entry(struct rp_buffer *out, const struct rp_entry *entry)
{
	static const struct {
		enum rp_entry_string string;
		const char *name;
	} optional[] = {{RP_ENTRY_URL, "url"},
			{RP_ENTRY_TITLE, "title"},
			{RP_ENTRY_PUBLISHED, "published"},
			{RP_ENTRY_AGENCY, "agency"}};
	size_t i;

	rp_buffer_putc(out, '{');
	rp_json_field(out, "id", entry->strings[RP_ENTRY_ID]);
	rp_json_field(out, "source", entry->strings[RP_ENTRY_SOURCE]);
	for (i = 0; i < sizeof(optional) / sizeof(optional[0]); i++)
		if (entry->strings[optional[i].string].len)
			rp_json_field(out, optional[i].name,
				      entry->strings[optional[i].string]);
	rp_json_field(out, "text", entry->strings[RP_ENTRY_TEXT]);
	rp_buffer_putc(out, '}');
}

/* Tell what the article is dropped in favour of. */
static int add_verdict(struct rp_buffer *line, size_t start, struct scan *scan,
		       const struct rp_report_verdict *verdict)
{
	struct rp_entry kept;
	int status = rp_catalogue_get(&kept, &scan->catalogue,
				      rp_report_compared(verdict)->id);

	return status == RP_OK ? rp_verdict_add(line, start, &kept, verdict)
			       : status;
}

/* A record that was an article and can no longer be read. */
static int changed(struct passage *passage, const struct writing *writing,
		   const struct rp_record *record)
{
	rp_error_set(&passage->error,
		     "%s changed between its two readings; nothing was "
		     "written, run again",
		     writing->scan->inputs.items[record->input].path);
	return RP_ESTORE;
}

/* *line in UTF-8, if it is in another encoding. */
static int decode_line(struct rp_str *line, struct passage *passage)
{
	const char *encoding;
	const char *source;
	struct rp_str decoded;
	int status =
	    passage->decoder ? RP_OK : rp_extractor_create(&passage->decoder);

	if (status == RP_OK)
		status = rp_extractor_decode(&decoded, &encoding, &source,
					     passage->decoder, line->data,
					     line->len);
	if (status == RP_OK && strcmp(encoding, "utf-8") != 0)
		*line = decoded;
	return status;
}

/* The line, with U+FFFD for bytes that are none; looked for where the run met
 * some. */
static void put_repaired(struct rp_buffer *out, const struct writing *writing,
			 struct rp_str line)
{
	if (writing->scan->totals.replaced &&
	    rp_utf8_valid_len(line.data, line.len) < line.len)
		rp_utf8_repair(out, line.data, line.len);
	else
		rp_buffer_str(out, line);
}

/* A line as it came, without the verdict of an earlier run; in UTF-8. */
static int put_line(struct rp_buffer *out, struct passage *passage,
		    const struct writing *writing, struct rp_str line)
{
	size_t start = out->len;
	int status =
	    writing->scan->totals.decoded ? decode_line(&line, passage) : RP_OK;

	if (status != RP_OK)
		return status;
	put_repaired(out, writing, line);
	if (!out->failed)
		rp_verdict_remove(out, start);
	return rp_buffer_status(out);
}

static int put_article(struct passage *passage, const struct writing *writing,
		       const struct rp_record *record, uint32_t fate)
{
	struct scan *scan = writing->scan;
	uint32_t id = scan_article_of(scan, fate);
	struct rp_report_verdict verdict;
	struct rp_catalogue *entries =
	    scan->store ? &scan->fresh : &scan->catalogue;
	struct rp_buffer *out;
	size_t start;
	struct rp_entry entry;
	int status = RP_OK;

	if (id == UINT32_MAX) {
		rp_error_set(&passage->error,
			     "%s: an article of tonight is missing; 'reprint "
			     "store check' tells more",
			     scan->options.store);
		return RP_ESTORE;
	}
	verdict = scan_verdict(scan, id);
	out = verdict.keep ? &passage->clean : &passage->dropped;
	start = out->len;
	if (!(verdict.keep ? writing->clean : writing->dropped))
		return RP_OK;
	if (record->kind == RP_RECORD_JSON) {
		status = put_line(out, passage, writing,
				  rp_batch_view(&passage->batch, record->body));
	} else {
		status = rp_catalogue_get(&entry, entries, fate);
		if (status == RP_OK)
			put_entry(out, &entry);
	}
	if (status == RP_OK && out->failed)
		status = RP_ENOMEM;
	if (status == RP_OK && !verdict.keep)
		status = add_verdict(out, start, scan, &verdict);
	if (status == RP_ESTORE && record->kind == RP_RECORD_JSON &&
	    !scan->catalogue.damaged)
		return changed(passage, writing, record);
	if (status != RP_OK)
		return status;
	rp_buffer_putc(out, '\n');
	return rp_buffer_status(out);
}

static int put_batch(struct passage *passage, const struct writing *writing)
{
	const struct rp_chunks *fates = &writing->scan->fates;
	const struct rp_batch *batch = &passage->batch;
	size_t i;

	for (i = 0; i < batch->count; i++) {
		const struct rp_record *record = &batch->records[i];
		uint32_t fate;
		int status;

		if (passage->first + i >= fates->count)
			return changed(passage, writing, record);
		fate =
		    *(const uint32_t *)rp_chunks_at(fates, passage->first + i);
		if (fate >= SCAN_KNOWN)
			continue;
		if (record->kind == RP_RECORD_REJECT)
			return changed(passage, writing, record);
		status = put_article(passage, writing, record, fate);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

static int produce(void *context, void *item)
{
	struct writing *writing = context;
	struct passage *passage = item;
	int status = rp_reader_next(writing->reader, &passage->batch);

	passage->first = writing->record;
	if (status > 0)
		writing->record += passage->batch.count;
	return status;
}

/* A failure is told at the commit, so that of several the first one is. */
static int work(void *context, unsigned worker, void *item)
{
	const struct writing *writing = context;
	struct passage *passage = item;

	(void)worker;
	rp_buffer_trim(&passage->clean, RP_BATCH_KEEP);
	rp_buffer_trim(&passage->dropped, RP_BATCH_KEEP);
	passage->status = put_batch(passage, writing);
	return RP_OK;
}

static int commit(void *context, void *item)
{
	struct writing *writing = context;
	struct passage *passage = item;
	struct scan *scan = writing->scan;

	if (passage->status != RP_OK) {
		if (passage->error.message[0])
			scan->error = passage->error;
		return passage->status;
	}
	if (writing->clean)
		rp_outfile_write(writing->clean, passage->clean.data,
				 passage->clean.len);
	if (writing->dropped)
		rp_outfile_write(writing->dropped, passage->dropped.data,
				 passage->dropped.len);
	rp_progress_update(&scan->progress, passage->batch.consumed,
			   scan->inputs.bytes,
			   passage->first + passage->batch.count);
	return RP_OK;
}

/* ----- set-up ----- */

static int passages_create(struct writing *writing)
{
	size_t i;

	writing->count =
	    writing->scan->options.match.threads * RP_PIPELINE_SLOTS;
	writing->passages = calloc(writing->count, sizeof(*writing->passages));
	if (!writing->passages)
		return RP_ENOMEM;
	for (i = 0; i < writing->count; i++) {
		rp_batch_init(&writing->passages[i].batch);
		rp_buffer_init(&writing->passages[i].clean);
		rp_buffer_init(&writing->passages[i].dropped);
	}
	return RP_OK;
}

static void passages_free(struct writing *writing)
{
	size_t i;

	for (i = 0; writing->passages && i < writing->count; i++) {
		rp_batch_dispose(&writing->passages[i].batch);
		rp_buffer_dispose(&writing->passages[i].clean);
		rp_buffer_dispose(&writing->passages[i].dropped);
		rp_extractor_free(writing->passages[i].decoder);
	}
	free(writing->passages);
}

static int write_all(struct writing *writing)
{
	struct rp_pipeline pipeline = {
	    .context = writing,
	    .produce = produce,
	    .work = work,
	    .commit = commit,
	    .items = writing->passages,
	    .item_size = sizeof(*writing->passages),
	    .slots = writing->count,
	    .threads = writing->scan->options.match.threads};

	return rp_pipeline_run(&pipeline);
}

int scan_write(struct scan *scan, struct rp_outfile *clean,
	       struct rp_outfile *dropped)
{
	struct writing writing = {
	    .scan = scan, .clean = clean, .dropped = dropped};
	struct rp_reader_options options = {-1, scan->replay, NULL,
					    &scan->options.fields.names};
	int status;

	if (scan->replay >= 0 && lseek(scan->replay, 0, SEEK_SET) < 0) {
		rp_error_errno(&scan->error,
			       "standard input cannot be read again");
		return RP_ESTORE;
	}
	status = rp_reader_create(&writing.reader, &scan->inputs, &options);
	if (status != RP_OK)
		return status;
	status = passages_create(&writing);
	if (status == RP_OK)
		status = write_all(&writing);
	if (status == RP_OK && writing.record != scan->fates.count) {
		rp_error_set(&scan->error, "the input changed between its two "
					   "readings; nothing was written");
		status = RP_ESTORE;
	}
	passages_free(&writing);
	rp_reader_free(writing.reader);
	return status;
}
