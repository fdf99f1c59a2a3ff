/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_write.c - the cleaned corpus and what was dropped from it
 *
 * The inputs are read a second time in the same order; what became of each
 * record is known by its number. A JSON line is written as it came, byte for
 * byte, so all its fields are kept; a page or text becomes an object with
 * what was extracted from it.
 */
#include "json.h"
#include "outfile.h"
#include "scan.h"

#include <string.h>
#include <unistd.h>

struct writing {
	struct scan *scan;
	struct rp_outfile *clean;
	struct rp_outfile *dropped;
	struct rp_buffer line;
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

/* Put "reprint":{…} before the closing brace of the object in line. */
static int add_verdict(struct writing *writing,
		       const struct rp_report_verdict *verdict)
{
	struct rp_buffer *line = &writing->line;
	struct rp_entry kept;
	char name[RP_CLUSTER_NAME];
	int status = rp_catalogue_get(&kept, &writing->scan->catalogue,
				      verdict->cluster->members[0].id);

	if (status != RP_OK)
		return status;
	while (line->len && line->data[line->len - 1] != '}')
		line->len--;
	if (line->len)
		line->len--;
	rp_buffer_puts(line, ",\"reprint\":{");
	rp_json_field(line, "kept", kept.strings[RP_ENTRY_ID]);
	rp_json_field(line, "kept_source", kept.strings[RP_ENTRY_SOURCE]);
	rp_report_cluster_name(name, verdict->cluster);
	rp_json_field_cstr(line, "cluster", name);
	rp_report_relation(line, verdict->member);
	rp_buffer_puts(line, "}}");
	return RP_OK;
}

static int write_article(struct writing *writing, const struct rp_batch *batch,
			 const struct rp_record *record, uint32_t id)
{
	struct rp_report_verdict verdict = scan_verdict(writing->scan, id);
	struct rp_outfile *file =
	    verdict.keep ? writing->clean : writing->dropped;
	struct rp_entry entry;
	int status = RP_OK;

	if (!file)
		return RP_OK;
	if (record->kind == RP_RECORD_JSON && verdict.keep) {
		struct rp_str line = rp_batch_view(batch, record->body);

		rp_outfile_write(file, line.data, line.len);
		rp_outfile_write(file, "\n", 1);
		return RP_OK;
	}
	rp_buffer_clear(&writing->line);
	if (record->kind == RP_RECORD_JSON) {
		rp_buffer_str(&writing->line,
			      rp_batch_view(batch, record->body));
	} else {
		status =
		    rp_catalogue_get(&entry, &writing->scan->catalogue, id);
		if (status == RP_OK)
			put_entry(&writing->line, &entry);
	}
	if (status == RP_OK && !verdict.keep)
		status = add_verdict(writing, &verdict);
	if (status != RP_OK)
		return status;
	rp_buffer_putc(&writing->line, '\n');
	if (rp_buffer_status(&writing->line) != RP_OK)
		return RP_ENOMEM;
	rp_outfile_write(file, writing->line.data, writing->line.len);
	return RP_OK;
}

/* A record that was an article and can no longer be read. */
static int changed(struct writing *writing, const struct rp_record *record)
{
	rp_error_set(&writing->scan->error,
		     "%s changed between its two readings; nothing was "
		     "written, run again",
		     writing->scan->inputs.items[record->input].path);
	return RP_ESTORE;
}

static int write_batch(struct writing *writing, const struct rp_batch *batch)
{
	const struct scan *scan = writing->scan;
	size_t i;

	for (i = 0; i < batch->count; i++) {
		const struct rp_record *record = &batch->records[i];
		uint32_t fate;
		int status;

		if (writing->record >= scan->fates.count)
			return changed(writing, record);
		fate = *(const uint32_t *)rp_chunks_at(&scan->fates,
						       writing->record++);
		if (fate >= SCAN_NOT_TEXT)
			continue;
		if (record->kind == RP_RECORD_REJECT)
			return changed(writing, record);
		status = write_article(writing, batch, record, fate);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

static int write_all(struct writing *writing, struct rp_reader *reader)
{
	struct rp_batch batch;
	int status;

	rp_batch_init(&batch);
	while ((status = rp_reader_next(reader, &batch)) > 0) {
		status = write_batch(writing, &batch);
		if (status != RP_OK)
			break;
		rp_progress_update(&writing->scan->progress, batch.consumed,
				   writing->scan->inputs.bytes,
				   writing->record);
	}
	rp_batch_dispose(&batch);
	return status;
}

int scan_write(struct scan *scan, struct rp_outfile *clean,
	       struct rp_outfile *dropped)
{
	struct writing writing = {
	    .scan = scan, .clean = clean, .dropped = dropped};
	struct rp_reader_options options = {-1, scan->replay};
	struct rp_reader *reader;
	int status;

	if (scan->replay >= 0 && lseek(scan->replay, 0, SEEK_SET) < 0) {
		rp_error_errno(&scan->error,
			       "standard input cannot be read again");
		return RP_ESTORE;
	}
	status = rp_reader_create(&reader, &scan->inputs, &options);
	if (status != RP_OK)
		return status;
	rp_buffer_init(&writing.line);
	status = write_all(&writing, reader);
	if (status == RP_OK && writing.record != scan->fates.count) {
		rp_error_set(&scan->error, "the input changed between its two "
					   "readings; nothing was written");
		status = RP_ESTORE;
	}
	rp_buffer_dispose(&writing.line);
	rp_reader_free(reader);
	return status;
}
