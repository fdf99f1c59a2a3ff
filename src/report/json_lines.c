/* SPDX-License-Identifier: Apache-2.0 */
/* json_lines.c - the report for programs: a header, one object a cluster, a
 * footer with totals. The fields are documented in FORMATS.md and stay. */
#include "date_text.h"
#include "json.h"
#include "report.h"

#include <string.h>

/* The rules as the command line has them. */
static void put_keep(struct rp_buffer *out, const struct rp_options *options)
{
	static const char *const names[] = {[RP_KEEP_ORIGIN] = "origin",
					    [RP_KEEP_EARLIEST] = "earliest",
					    [RP_KEEP_LONGEST] = "longest",
					    [RP_KEEP_SOURCE] = "source:"};
	struct rp_buffer rules;
	size_t i;

	rp_buffer_init(&rules);
	for (i = 0; i < options->keep_count; i++) {
		const struct rp_keep *rule = &options->keep[i];

		rp_buffer_puts(&rules, i ? "," : "");
		rp_buffer_puts(&rules, names[rule->kind]);
		if (rule->kind == RP_KEEP_SOURCE)
			rp_buffer_puts(&rules, rule->host);
	}
	out->failed |= rules.failed;
	rp_json_field(out, "keep", rp_buffer_view(&rules));
	rp_buffer_dispose(&rules);
}

static void put_options(struct rp_buffer *out, const struct rp_report *report)
{
	const struct rp_options *options = report->options;
	bool simhash = options->method == RP_METHOD_SIMHASH;

	rp_json_name(out, "options");
	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "method", simhash ? "simhash" : "minhash");
	rp_json_field_share(out, "threshold", options->threshold);
	rp_json_field_share(out, "containment", options->containment);
	rp_json_field_cstr(out, "relation",
			   options->reach == RP_REACH_COPY	? "copy"
			   : options->reach == RP_REACH_EXCERPT ? "excerpt"
								: "fragment");
	if (options->window)
		rp_json_field_u64(out, "window", options->window);
	put_keep(out, options);
	rp_json_field_cstr(out, "excerpts",
			   report->keep_excerpts ? "keep" : "drop");
	rp_json_field_u64(out, "shingle", options->shingle_words);
	rp_json_field_u64(out, "hashes", options->hashes);
	rp_json_field_u64(out, "seed", options->seed);
	if (simhash) {
		rp_json_field_u64(out, "distance", options->distance);
		rp_json_field_u64(out, "tables", report->banding.bands);
	} else {
		rp_json_field_u64(out, "bands", report->banding.bands);
		rp_json_field_u64(out, "rows", report->banding.rows);
		rp_json_field_share(out, "expected_recall_copy",
				    report->banding.recall_copy);
	}
	rp_buffer_putc(out, '}');
}

static void begin(struct rp_buffer *out, const struct rp_report *report)
{
	size_t i;

	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "header");
	rp_json_field_cstr(out, "version", RP_VERSION_STRING);
	put_options(out, report);
	rp_json_name(out, "inputs");
	rp_buffer_putc(out, '[');
	for (i = 0; i < report->input_count; i++) {
		if (i)
			rp_buffer_putc(out, ',');
		rp_json_string(out, (struct rp_str){report->inputs[i],
						    strlen(report->inputs[i])});
	}
	rp_buffer_puts(out, "]}\n");
}

static void put_text(struct rp_buffer *out, const char *name, struct rp_str s)
{
	if (s.len) {
		rp_json_field(out, name, s);
		return;
	}
	rp_json_name(out, name);
	rp_buffer_puts(out, "null");
}

static void put_document(struct rp_buffer *out, const struct rp_report *report,
			 uint32_t id)
{
	struct rp_report_document document;

	report->document(report->context, &document, id);
	rp_json_field(out, "id", document.id);
	rp_json_field(out, "source", document.source);
	put_text(out, "url", document.url);
	put_text(out, "host", document.host);
	put_text(out, "title", document.title);
	put_text(out, "published", document.published);
	put_text(out, "agency", document.agency);
	rp_json_field_u64(out, "words", document.words);
}

static void put_compared(struct rp_buffer *out, const struct rp_report *report,
			 const struct rp_report_verdict *verdict)
{
	struct rp_report_document document = {0};

	if (verdict->member->relation != RP_RELATION_KEPT)
		report->document(report->context, &document,
				 rp_report_compared(verdict)->id);
	put_text(out, "compared_with", document.source);
}

static void put_verdict(struct rp_buffer *out, const struct rp_report *report,
			uint32_t id, const struct rp_report_verdict *verdict)
{
	const struct rp_member *member = verdict->member;
	struct rp_buffer reason;

	if (member) {
		rp_report_relation(out, member);
		put_compared(out, report, verdict);
	}
	rp_json_field_bool(out, "keep", verdict->keep);
	rp_buffer_init(&reason);
	rp_report_reason(&reason, report, id, verdict, false);
	rp_json_field(out, "reason", rp_buffer_view(&reason));
	out->failed |= reason.failed;
	rp_buffer_dispose(&reason);
}

static void cluster(struct rp_buffer *out, const struct rp_report *report,
		    const struct rp_cluster *at)
{
	struct rp_buffer rule;
	char name[RP_CLUSTER_NAME];
	size_t i;

	rp_report_cluster_name(name, at);
	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "cluster");
	rp_json_field_cstr(out, "cluster", name);
	rp_json_field_u64(out, "count", at->count);
	rp_json_field_u64(out, "fragments", rp_report_fragments(at));
	/* Of fragments alone there is no similarity. */
	rp_json_field_share_or_null(out, "min_jaccard", at->min_jaccard,
				    at->pairs_measured > 0);
	rp_json_field_share_or_null(out, "mean_jaccard", at->mean_jaccard,
				    at->pairs_measured > 0);
	rp_json_field_u64(out, "pairs", at->pairs_measured);
	rp_json_field_cstr(out, "pairs_measured",
			   at->all_pairs ? "all" : "with the one kept");
	rp_buffer_init(&rule);
	rp_report_rule(&rule, report, at);
	rp_json_field(out, "rule", rp_buffer_view(&rule));
	rp_buffer_dispose(&rule);
	rp_json_name(out, "members");
	rp_buffer_putc(out, '[');
	for (i = 0; i < at->count; i++) {
		uint32_t id = at->members[i].id;
		struct rp_report_verdict verdict =
		    report->verdict(report->context, id);

		rp_buffer_puts(out, i ? ",{" : "{");
		put_document(out, report, id);
		put_verdict(out, report, id, &verdict);
		rp_buffer_putc(out, '}');
	}
	rp_buffer_puts(out, "]}\n");
}

static void put_unread(struct rp_buffer *out,
		       const struct rp_report_unread *unread)
{
	size_t i;

	rp_json_name(out, "fields_not_read");
	rp_buffer_putc(out, '{');
	for (i = 0; i < RP_REPORT_UNREAD; i++)
		if (unread[i].name)
			rp_json_field_u64(out, unread[i].name,
					  unread[i].articles);
	rp_buffer_putc(out, '}');
}

static void end(struct rp_buffer *out, const struct rp_report *report)
{
	const struct rp_report_totals *totals = &report->totals;
	struct rp_cluster_stats stats = rp_clusters_stats(report->clusters);
	size_t i;

	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "footer");
	rp_json_field_u64(out, "files", totals->files);
	rp_json_field_u64(out, "articles", totals->articles);
	rp_json_field_u64(out, "alone", totals->alone);
	rp_json_field_u64(out, "clusters", totals->clusters);
	rp_json_field_u64(out, "exact", totals->exact);
	rp_json_field_u64(out, "copies", totals->copies);
	rp_json_field_u64(out, "versions", totals->versions);
	rp_json_field_u64(out, "excerpts", totals->excerpts);
	rp_json_field_u64(out, "kept_beside", totals->beside);
	rp_json_field_u64(out, "fragments", totals->fragments);
	rp_json_field_u64(out, "kept", totals->kept);
	rp_json_field_u64(out, "dropped", totals->dropped);
	rp_json_field_u64(out, "rejected", totals->rejected);
	rp_json_name(out, "rejected_by_reason");
	rp_buffer_putc(out, '{');
	for (i = 0; i < report->reject_reasons; i++)
		rp_json_field_u64(out, report->rejects[i].name,
				  report->rejects[i].count);
	rp_buffer_putc(out, '}');
	rp_json_field_u64(out, "passed_over", totals->passed_over);
	rp_json_field_u64(out, "short_texts", stats.too_short);
	rp_json_field_u64(out, "stubs", stats.stubs);
	rp_json_field_u64(out, "cut_short", totals->cut);
	rp_json_field_u64(out, "replaced_bytes", totals->replaced);
	rp_json_field_u64(out, "decoded_lines", totals->decoded);
	rp_json_field_u64(out, "fields_ignored", totals->ignored);
	rp_json_field_u64(out, "dates_passed_over", totals->undated);
	put_unread(out, totals->unread);
	rp_json_field_u64(out, "text_bytes", totals->text_bytes);
	rp_json_field_u64(out, "candidates", stats.candidates);
	rp_json_field_u64(out, "verified_pairs", stats.verified);
	rp_json_field_u64(out, "hot_buckets", stats.hot_buckets);
	rp_json_field_u64(out, "hot_entries", stats.hot_entries);
	rp_json_field_u64(out, "furniture_sentences", stats.furniture);
	rp_json_field_u64(out, "hot_keys", stats.hot_keys);
	rp_json_field_u64(out, "hot_key_entries", stats.hot_key_entries);
	rp_buffer_puts(out, "}\n");
}

const struct rp_formatter rp_format_json = {"json", begin, cluster, NULL, end};

/* ----- one object an article ----- */

static void nothing(struct rp_buffer *out, const struct rp_report *report)
{
	(void)out;
	(void)report;
}

static void document_line(struct rp_buffer *out, const struct rp_report *report,
			  uint32_t id)
{
	struct rp_report_document document;
	struct rp_report_verdict verdict = report->verdict(report->context, id);
	char name[RP_CLUSTER_NAME];
	char stamp[32];

	report->document(report->context, &document, id);
	rp_buffer_putc(out, '{');
	rp_json_field(out, "id", document.id);
	rp_json_field(out, "source", document.source);
	put_text(out, "url", document.url);
	if (verdict.cluster) {
		rp_report_cluster_name(name, verdict.cluster);
		rp_json_field_cstr(out, "cluster", name);
	} else {
		rp_json_name(out, "cluster");
		rp_buffer_puts(out, "null");
	}
	put_verdict(out, report, id, &verdict);
	put_text(out, "host", document.host);
	put_text(out, "published", rp_report_stamp(stamp, document.date));
	put_text(out, "agency", document.agency);
	put_text(out, "title", document.title);
	rp_json_field_u64(out, "words", document.words);
	rp_buffer_puts(out, "}\n");
}

const struct rp_formatter rp_format_jsonl = {"jsonl", nothing, NULL,
					     document_line, nothing};
