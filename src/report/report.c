/* SPDX-License-Identifier: Apache-2.0 */
/* report.c - see report.h. Formatters write to a buffer and know only what is
 * constant, so that threads share the clusters and articles. */
#include "report.h"

#include "json.h"
#include "parallel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Clusters or articles that a thread formats at a time: some 64 KiB. */
#define PIECE ((size_t)128)

const struct rp_formatter *rp_report_formatter(const char *name)
{
	static const struct rp_formatter *const all[] = {
	    &rp_format_text, &rp_format_json, &rp_format_csv, &rp_format_jsonl};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

/* Clusters or articles of one piece. */
struct piece {
	struct rp_buffer buffer;
	size_t from;
	size_t to;
};

struct output {
	const struct rp_report *report;
	const struct rp_formatter *formatter;
	void (*sink)(void *, const void *, size_t);
	void *context;
	bool documents; /* articles are written, not clusters */
	size_t next;	/* of them */
	size_t end;
};

static int produce(void *context, void *item)
{
	struct output *output = context;
	struct piece *piece = item;
	size_t left = output->end - output->next;

	piece->from = output->next;
	piece->to = piece->from + (left < PIECE ? left : PIECE);
	output->next = piece->to;
	return piece->from < piece->to;
}

static int work(void *context, unsigned worker, void *item)
{
	const struct output *output = context;
	const struct rp_report *report = output->report;
	const struct rp_formatter *formatter = output->formatter;
	struct piece *piece = item;
	size_t i;

	(void)worker;
	rp_buffer_clear(&piece->buffer);
	for (i = piece->from; i < piece->to; i++)
		if (output->documents)
			formatter->document(&piece->buffer, report,
					    (uint32_t)i);
		else
			formatter->cluster(&piece->buffer, report,
					   rp_clusters_at(report->clusters, i));
	return rp_buffer_status(&piece->buffer);
}

static int commit(void *context, void *item)
{
	const struct output *output = context;
	const struct piece *piece = item;

	output->sink(output->context, piece->buffer.data, piece->buffer.len);
	return RP_OK;
}

/* Those from output->next to output->end, by all threads. */
static int write_pieces(struct output *output)
{
	unsigned asked = output->report->options->threads;
	unsigned threads = asked ? asked : 1;
	size_t slots = threads * RP_PIPELINE_SLOTS;
	struct piece *pieces = calloc(slots, sizeof(*pieces));
	struct rp_pipeline pipeline = {.context = output,
				       .produce = produce,
				       .work = work,
				       .commit = commit,
				       .items = pieces,
				       .item_size = sizeof(*pieces),
				       .slots = slots,
				       .threads = threads};
	size_t i;
	int status;

	if (!pieces)
		return RP_ENOMEM;
	for (i = 0; i < slots; i++)
		rp_buffer_init(&pieces[i].buffer);
	status = rp_pipeline_run(&pipeline);
	for (i = 0; i < slots; i++)
		rp_buffer_dispose(&pieces[i].buffer);
	free(pieces);
	return status;
}

static int write_clusters(struct output *output)
{
	if (!output->formatter->cluster)
		return RP_OK;
	output->documents = false;
	output->next = 0;
	output->end = rp_clusters_count(output->report->clusters);
	return write_pieces(output);
}

static int write_documents(struct output *output)
{
	if (!output->formatter->document)
		return RP_OK;
	output->documents = true;
	output->next = output->report->first_document;
	output->end = output->report->documents;
	return write_pieces(output);
}

/* What stands before all clusters and articles, or behind them. */
static int write_once(struct output *output,
		      void (*put)(struct rp_buffer *, const struct rp_report *))
{
	struct rp_buffer buffer;
	int status;

	rp_buffer_init(&buffer);
	put(&buffer, output->report);
	status = rp_buffer_status(&buffer);
	if (status == RP_OK)
		output->sink(output->context, buffer.data, buffer.len);
	rp_buffer_dispose(&buffer);
	return status;
}

int rp_report_write(const struct rp_report *report,
		    const struct rp_formatter *formatter,
		    void (*sink)(void *context, const void *bytes, size_t len),
		    void *context)
{
	struct output output = {.report = report,
				.formatter = formatter,
				.sink = sink,
				.context = context};
	int status = write_once(&output, formatter->begin);

	if (status == RP_OK)
		status = write_clusters(&output);
	if (status == RP_OK)
		status = write_documents(&output);
	return status == RP_OK ? write_once(&output, formatter->end) : status;
}

size_t rp_report_fragments(const struct rp_cluster *cluster)
{
	size_t fragments = 0;
	size_t i;

	for (i = 0; i < cluster->count; i++)
		fragments +=
		    cluster->members[i].relation == RP_RELATION_FRAGMENT;
	return fragments;
}

void rp_report_rule(struct rp_buffer *out, const struct rp_report *report,
		    const struct rp_cluster *cluster)
{
	const struct rp_keep *rules = report->options->keep;

	if (cluster->decider == RP_DECIDER_TIE) {
		rp_buffer_puts(out, "tie: content hash");
		return;
	}
	switch (rules[cluster->rule].kind) {
	case RP_KEEP_ORIGIN:
		rp_buffer_puts(out, "origin");
		break;
	case RP_KEEP_EARLIEST:
		rp_buffer_puts(out, "earliest");
		break;
	case RP_KEEP_LONGEST:
		rp_buffer_puts(out, "longest");
		break;
	case RP_KEEP_SOURCE:
		rp_buffer_puts(out, "source:");
		rp_buffer_puts(out, rules[cluster->rule].host);
		break;
	}
}

const struct rp_member *rp_report_compared(
    const struct rp_report_verdict *verdict)
{
	return &verdict->cluster->members[verdict->member->compared];
}

static const char *alone(const struct rp_report *report, uint32_t id,
			 const struct rp_report_document *document)
{
	if (rp_clusters_stub(report->clusters, id))
		return "alone (stub: a text of its site, under other titles "
		       "too)";
	return document->words < RP_MIN_WORDS
		   ? "alone (short: only equal texts count)"
		   : "alone";
}

void rp_report_reason(struct rp_buffer *out, const struct rp_report *report,
		      uint32_t id, const struct rp_report_verdict *verdict,
		      bool by_source)
{
	struct rp_report_document document;

	if (!verdict->cluster) {
		report->document(report->context, &document, id);
		rp_buffer_puts(out, alone(report, id, &document));
		return;
	}
	if (verdict->member->relation == RP_RELATION_KEPT) {
		rp_report_rule(out, report, verdict->cluster);
		return;
	}
	report->document(report->context, &document,
			 rp_report_compared(verdict)->id);
	switch (verdict->member->relation) {
	case RP_RELATION_EXACT:
		rp_buffer_puts(out, "same text as ");
		break;
	case RP_RELATION_EXCERPT:
		rp_buffer_puts(out, verdict->member->longer
					? "expanded print of "
					: "excerpt of ");
		break;
	default:
		rp_buffer_puts(out,
			       rp_relation_name(verdict->member->relation));
		rp_buffer_puts(out, " of ");
	}
	rp_buffer_str(out, by_source ? document.source : document.id);
	if (verdict->member->beside)
		rp_buffer_puts(out, ", which does not hold it");
}

void rp_report_totals_line(struct rp_buffer *out,
			   const struct rp_report_totals *totals)
{
	rp_buffer_printf(out,
			 "%llu articles, %llu clusters: %llu kept, %llu "
			 "dropped, %llu rejected\n",
			 (unsigned long long)totals->articles,
			 (unsigned long long)totals->clusters,
			 (unsigned long long)totals->kept,
			 (unsigned long long)totals->dropped,
			 (unsigned long long)totals->rejected);
}

void rp_report_unread_advice(struct rp_buffer *out,
			     const struct rp_report_unread *unread)
{
	const char *const *names = unread->looked_for;

	rp_buffer_printf(out, "no '%s', but '%s': read %s with", names[0],
			 unread->name, unread->others ? "both" : "it");
	for (; unread->others && *names; names++)
		rp_buffer_printf(out, " --field %s=%s", unread->field, *names);
	rp_buffer_printf(out, " --field %s=%s", unread->field, unread->name);
}

void rp_report_cluster_name(char out[RP_CLUSTER_NAME],
			    const struct rp_cluster *cluster)
{
	snprintf(out, RP_CLUSTER_NAME, "%016llx",
		 (unsigned long long)cluster->name);
}

const char *rp_report_direction(const struct rp_member *member)
{
	if (member->relation != RP_RELATION_EXCERPT)
		return "";
	return member->longer ? "longer" : "shorter";
}

void rp_report_relation(struct rp_buffer *out, const struct rp_member *member)
{
	rp_json_field_cstr(out, "relation", rp_relation_name(member->relation));
	if (*rp_report_direction(member))
		rp_json_field_cstr(out, "direction",
				   rp_report_direction(member));
	rp_json_field_share(out, "jaccard", member->jaccard);
	rp_json_field_share(out, "containment", member->containment);
}
