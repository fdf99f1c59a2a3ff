/* SPDX-License-Identifier: Apache-2.0 */
/* report.c - see report.h. */
#include "report.h"

#include "json.h"

#include <stdio.h>
#include <string.h>

#define FLUSH_BYTES ((size_t)64 << 10)

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

struct output {
	struct rp_buffer buffer;
	void (*sink)(void *, const void *, size_t);
	void *context;
	bool failed;
};

static void drain(struct output *output, size_t above)
{
	if (output->buffer.failed)
		output->failed = true;
	if (output->buffer.len <= above)
		return;
	output->sink(output->context, output->buffer.data, output->buffer.len);
	rp_buffer_clear(&output->buffer);
}

int rp_report_write(const struct rp_report *report,
		    const struct rp_formatter *formatter,
		    void (*sink)(void *context, const void *bytes, size_t len),
		    void *context)
{
	struct output output = {.sink = sink, .context = context};
	size_t count = rp_clusters_count(report->clusters);
	size_t i;

	rp_buffer_init(&output.buffer);
	formatter->begin(&output.buffer, report);
	for (i = 0; formatter->cluster && i < count; i++) {
		formatter->cluster(&output.buffer, report,
				   rp_clusters_at(report->clusters, i));
		drain(&output, FLUSH_BYTES);
	}
	for (i = report->first_document;
	     formatter->document && i < report->documents; i++) {
		formatter->document(&output.buffer, report, (uint32_t)i);
		drain(&output, FLUSH_BYTES);
	}
	formatter->end(&output.buffer, report);
	drain(&output, 0);
	rp_buffer_dispose(&output.buffer);
	return output.failed ? RP_ENOMEM : RP_OK;
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

void rp_report_reason(struct rp_buffer *out, const struct rp_report *report,
		      uint32_t id, const struct rp_report_verdict *verdict)
{
	struct rp_report_document document;

	if (!verdict->cluster) {
		report->document(report->context, &document, id);
		rp_buffer_puts(out, document.short_text
					? "alone (short: only equal texts "
					  "count)"
					: "alone");
		return;
	}
	if (verdict->member->relation == RP_RELATION_KEPT) {
		rp_report_rule(out, report, verdict->cluster);
		return;
	}
	report->document(report->context, &document,
			 verdict->cluster->members[0].id);
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
	rp_buffer_str(out, document.id);
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

void rp_report_cluster_name(char out[RP_CLUSTER_NAME],
			    const struct rp_cluster *cluster)
{
	snprintf(out, RP_CLUSTER_NAME, "%016llx",
		 (unsigned long long)cluster->name);
}

void rp_report_relation(struct rp_buffer *out, const struct rp_member *member)
{
	rp_json_field_cstr(out, "relation", rp_relation_name(member->relation));
	if (member->relation == RP_RELATION_EXCERPT)
		rp_json_field_cstr(out, "direction",
				   member->longer ? "longer" : "shorter");
	rp_json_field_share(out, "jaccard", member->jaccard);
	rp_json_field_share(out, "containment", member->containment);
}
