/* SPDX-License-Identifier: Apache-2.0 */
/* text.c - the report for reading: a summary, then clusters, largest first. */
#include "date_text.h"
#include "hash.h"
#include "printable.h"
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define TITLE_BYTES 100
#define OUTLETS	    8

_Static_assert(RP_MIN_WORDS == 20, "a line below says 20 words");

static void number(struct rp_buffer *out, uint64_t value)
{
	char digits[32];
	int len =
	    snprintf(digits, sizeof(digits), "%llu", (unsigned long long)value);
	int i;

	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			rp_buffer_putc(out, ',');
		rp_buffer_putc(out, digits[i]);
	}
}

static void row(struct rp_buffer *out, const char *label, uint64_t value,
		const char *note)
{
	struct rp_buffer text;

	rp_buffer_init(&text);
	number(&text, value);
	rp_buffer_printf(out, "  %-18s %10s%s%s\n", label, text.data,
			 *note ? "   " : "", note);
	rp_buffer_dispose(&text);
}

static void put_timing(struct rp_buffer *out, const struct rp_report *report)
{
	double megabytes = (double)report->totals.text_bytes / 1e6;

	if (!report->timing)
		return;
	rp_buffer_printf(out, "  %-18s %9.2fs   %.1f MB of text, %.1f MB/s, ",
			 "time", report->seconds, megabytes,
			 megabytes / fmax(report->seconds, 1e-3));
	rp_buffer_printf(out, "%.0f articles/s\n",
			 (double)report->totals.articles /
			     fmax(report->seconds, 1e-3));
}

static void put_method(struct rp_buffer *out, const struct rp_report *report)
{
	const struct rp_options *options = report->options;
	const struct rp_banding *banding = &report->banding;

	rp_buffer_printf(out,
			 "\nOne report: >= %.2f of one text's own prose "
			 "stands in the other (%.2f where %d words are "
			 "shared),\nand not only numbers and names differ.\n",
			 options->containment,
			 options->containment * RP_LONG_SHARE, RP_LONG_WORDS);
	rp_buffer_printf(
	    out,
	    options->reach == RP_REACH_COPY
		? "Only copies: Jaccard of %u-word shingles >= %.2f"
		: "Copies and versions: Jaccard of %u-word "
		  "shingles >= %.2f",
	    options->shingle_words, options->threshold);
	if (options->window)
		rp_buffer_printf(out, "; within %u day%s", options->window,
				 options->window == 1 ? "" : "s");
	rp_buffer_puts(out, ". Verified on the text.\n");
	if (options->method == RP_METHOD_SIMHASH) {
		rp_buffer_printf(out,
				 "Candidates: SimHash within %u of 64 bits, "
				 "%u tables with keys of %u bits.\n",
				 options->distance, banding->bands,
				 banding->rows);
		return;
	}
	rp_buffer_printf(out,
			 "Candidates: MinHash of %u slots in %u bands of %u; "
			 "expected to propose %.1f %% of copies\nat the "
			 "threshold",
			 options->hashes, banding->bands, banding->rows,
			 banding->recall_copy * 100);
	if (options->reach != RP_REACH_COPY)
		rp_buffer_printf(out,
				 ", and excerpts by runs of %u words that they "
				 "share",
				 options->shingle_words + 7);
	rp_buffer_puts(out, ".\n");
}

static void put_rejects(struct rp_buffer *out, const struct rp_report *report)
{
	size_t i;

	for (i = 0; i < report->reject_reasons; i++)
		rp_buffer_printf(out, "    %-16s %10llu\n",
				 report->rejects[i].name,
				 (unsigned long long)report->rejects[i].count);
}

static void put_unread(struct rp_buffer *out,
		       const struct rp_report_unread *unread)
{
	struct rp_buffer advice;
	size_t i;

	rp_buffer_init(&advice);
	for (i = 0; i < RP_REPORT_UNREAD; i++) {
		if (!unread[i].name)
			continue;
		rp_buffer_clear(&advice);
		rp_report_unread_advice(&advice, &unread[i]);
		if (advice.failed) {
			out->failed = true;
			break;
		}
		row(out, "fields not read", unread[i].articles, advice.data);
	}
	rp_buffer_dispose(&advice);
}

/* A line of the summary. */
struct line {
	const char *label;
	uint64_t value;
	bool always; /* told also where it is 0 */
	const char *note;
};

static void put_lines(struct rp_buffer *out, const struct line *lines,
		      size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (lines[i].always || lines[i].value)
			row(out, lines[i].label, lines[i].value, lines[i].note);
}

/* What became of the articles. */
static void put_articles(struct rp_buffer *out, const struct rp_report *report)
{
	const struct rp_report_totals *totals = &report->totals;
	bool fragments = report->options->reach == RP_REACH_FRAGMENT;
	const struct line lines[] = {
	    {"articles read", totals->articles, true, ""},
	    {"  alone", totals->alone, true, ""},
	    {"  in clusters", totals->articles - totals->alone, true, ""},
	    {"clusters", totals->clusters, true,
	     fragments ? "those of one article and fragments of it among them"
		       : ""},
	    {"exact copies", totals->exact, true, ""},
	    {"near copies", totals->copies + totals->versions, true,
	     totals->versions ? "versions among them" : ""},
	    {"excerpts", totals->excerpts, true,
	     report->keep_excerpts ? "kept" : ""},
	    {"kept too", totals->beside, false,
	     "of these: the one kept does not hold them"},
	    {"fragments", totals->fragments, fragments,
	     "kept: no part of the report they are listed with"},
	    {"kept", totals->kept, true, ""},
	    {"dropped", totals->dropped, true, ""},
	    {"rejected", totals->rejected, true, ""}};

	put_lines(out, lines, sizeof(lines) / sizeof(lines[0]));
}

/* What was not read as it stood, or did not count. */
static void put_remarks(struct rp_buffer *out, const struct rp_report *report,
			const struct rp_cluster_stats *stats)
{
	const struct rp_report_totals *totals = &report->totals;
	const struct line lines[] = {
	    {"passed over", totals->passed_over, false,
	     "no articles: other archive records, blank lines, hidden files"},
	    {"short texts", stats->too_short, false,
	     "under 20 words: only equal texts count as one"},
	    {"stubs", stats->stubs, false,
	     "texts of a site, not of an article"},
	    {"cut short", totals->cut, false,
	     "damaged or cut off in their archive: read as far as they go"},
	    {"replaced bytes", totals->replaced, false,
	     "not valid in their encoding"},
	    {"decoded lines", totals->decoded, false,
	     "of JSON in another encoding than UTF-8"},
	    {"fields ignored", totals->ignored, false,
	     "of a wrong type: treated as absent"},
	    {"dates passed over", totals->undated, false,
	     "not understood, or in the future"}};

	put_lines(out, lines, sizeof(lines) / sizeof(lines[0]));
	put_unread(out, totals->unread);
}

static void put_shortcuts(struct rp_buffer *out,
			  const struct rp_cluster_stats *stats)
{
	const struct line lines[] = {
	    {"hot buckets", stats->hot_buckets, false,
	     "compared with leaders and neighbours only"},
	    {"hot shingles", stats->hot_keys, false,
	     "in over 32 texts: the same"},
	    {"furniture", stats->furniture, false,
	     "sentences that recur in different articles: not counted"}};

	put_lines(out, lines, sizeof(lines) / sizeof(lines[0]));
}

static void begin(struct rp_buffer *out, const struct rp_report *report)
{
	struct rp_cluster_stats stats = rp_clusters_stats(report->clusters);

	rp_buffer_puts(out, "reprint " RP_VERSION_STRING "\n\n");
	put_articles(out, report);
	put_rejects(out, report);
	put_remarks(out, report, &stats);
	put_shortcuts(out, &stats);
	put_timing(out, report);
	put_method(out, report);
	if (report->totals.articles == 0)
		rp_buffer_puts(out, "\nThere was no usable article.\n");
	else if (report->totals.clusters == 0)
		rp_buffer_puts(out, "\nNo article is a copy of another.\n");
}

/* Range of dates and distinct hosts of a cluster. */
struct span {
	struct rp_date first;
	struct rp_date last;
	size_t hosts;
	size_t unknown; /* prints of unknown outlet */
	struct rp_buffer names;
	struct rp_str agency;
};

/* Hashes of the hosts met, 0 where there is none; at most half full. */
struct host_set {
	uint64_t *hashes;
	size_t mask;
};

static int host_set_init(struct host_set *set, size_t most)
{
	size_t size = 16;

	while (size < most * 2)
		size *= 2;
	set->hashes = calloc(size, sizeof(*set->hashes));
	set->mask = size - 1;
	return set->hashes ? RP_OK : RP_ENOMEM;
}

/* True if it was not there. */
static bool host_set_add(struct host_set *set, struct rp_str host)
{
	uint64_t hash = rp_hash64(host.data, host.len) | 1;
	size_t at = (size_t)(hash >> 1) & set->mask;

	while (set->hashes[at] != 0 && set->hashes[at] != hash)
		at = (at + 1) & set->mask;
	if (set->hashes[at] == hash)
		return false;
	set->hashes[at] = hash;
	return true;
}

static int span_read(struct span *span, const struct rp_report *report,
		     const struct rp_cluster *cluster)
{
	struct rp_report_document document;
	struct host_set met;
	size_t i;

	if (host_set_init(&met, cluster->count) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < cluster->count; i++) {
		report->document(report->context, &document,
				 cluster->members[i].id);
		if (document.date.precision != RP_DATE_NONE) {
			if (span->first.precision == RP_DATE_NONE ||
			    document.date.instant < span->first.instant)
				span->first = document.date;
			if (span->last.precision == RP_DATE_NONE ||
			    document.date.instant > span->last.instant)
				span->last = document.date;
		}
		if (document.agency.len && !span->agency.len)
			span->agency = document.agency;
		span->unknown += !document.host.len;
		if (!document.host.len || !host_set_add(&met, document.host))
			continue;
		if (span->hosts++ < OUTLETS) {
			rp_buffer_puts(&span->names,
				       span->names.len ? ", " : "");
			rp_printable(&span->names, document.host, 60);
		}
	}
	free(met.hashes);
	if (span->hosts > OUTLETS)
		rp_buffer_printf(&span->names, " and %zu more",
				 span->hosts - OUTLETS);
	return rp_buffer_status(&span->names);
}

static void put_head(struct rp_buffer *out, const struct rp_report *report,
		     const struct rp_cluster *cluster)
{
	struct rp_report_document kept;
	size_t fragments = rp_report_fragments(cluster);
	struct span span = {0};

	rp_buffer_init(&span.names);
	if (span_read(&span, report, cluster) != RP_OK)
		out->failed = true;
	report->document(report->context, &kept, cluster->members[0].id);
	rp_buffer_printf(out, "\n%zu print%s", cluster->count - fragments,
			 cluster->count - fragments == 1 ? "" : "s");
	if (fragments)
		rp_buffer_printf(out, ", %zu fragment%s", fragments,
				 fragments == 1 ? "" : "s");
	rp_buffer_puts(out, "  ");
	rp_printable(out, kept.title.len ? kept.title : kept.id, TITLE_BYTES);
	rp_buffer_printf(out, "\n  cluster %016llx",
			 (unsigned long long)cluster->name);
	if (span.first.precision != RP_DATE_NONE) {
		rp_buffer_puts(out, ", ");
		rp_report_date(out, span.first);
		if (span.first.instant != span.last.instant) {
			rp_buffer_puts(out, " to ");
			rp_report_date(out, span.last);
		}
	}
	if (span.agency.len) {
		rp_buffer_puts(out, ", agency ");
		rp_buffer_str(out, span.agency);
	}
	if (span.hosts)
		rp_buffer_printf(out, "\n  %zu outlet%s: %s", span.hosts,
				 span.hosts == 1 ? "" : "s", span.names.data);
	if (span.hosts && span.unknown)
		rp_buffer_printf(out, "; %zu of unknown outlet", span.unknown);
	if (cluster->pairs_measured)
		rp_buffer_printf(
		    out, "\n  similarity min %.3f mean %.3f over %llu pair%s%s",
		    cluster->min_jaccard, cluster->mean_jaccard,
		    (unsigned long long)cluster->pairs_measured,
		    cluster->pairs_measured == 1 ? "" : "s",
		    cluster->all_pairs ? "" : " with the one kept");
	rp_buffer_puts(out, "\n");
	rp_buffer_dispose(&span.names);
}

/* The last second that a date may mean; nothing is later than none. */
static int64_t latest(struct rp_date date)
{
	if (date.precision == RP_DATE_NONE)
		return INT64_MAX;
	return date.precision == RP_DATE_DAY ? date.instant + 86399
					     : date.instant;
}

static bool decided_by_date(const struct rp_report *report,
			    const struct rp_cluster *cluster)
{
	return cluster->decider != RP_DECIDER_TIE &&
	       report->options->keep[cluster->rule].kind == RP_KEEP_EARLIEST;
}

/* Whether another print of the cluster is dated before the one kept: the
 * earliest is chosen of those that hold the others. */
static bool is_preceded(const struct rp_report *report,
			const struct rp_cluster *cluster)
{
	struct rp_report_document kept;
	struct rp_report_document other;
	size_t i;

	report->document(report->context, &kept, cluster->members[0].id);
	for (i = 1; i < cluster->count; i++) {
		report->document(report->context, &other,
				 cluster->members[i].id);
		if (cluster->members[i].relation != RP_RELATION_FRAGMENT &&
		    latest(other.date) < latest(kept.date))
			return true;
	}
	return false;
}

static void put_reason(struct rp_buffer *out, const struct rp_report *report,
		       uint32_t id, const struct rp_report_verdict *verdict)
{
	struct rp_buffer reason;

	rp_buffer_init(&reason);
	rp_report_reason(&reason, report, id, verdict, true);
	rp_printable(out, rp_buffer_view(&reason), 200);
	out->failed |= reason.failed;
	rp_buffer_dispose(&reason);
	if (verdict->member->relation == RP_RELATION_KEPT &&
	    decided_by_date(report, verdict->cluster) &&
	    is_preceded(report, verdict->cluster))
		rp_buffer_puts(out, " of those that hold the others");
}

static void put_member(struct rp_buffer *out, const struct rp_report *report,
		       const struct rp_member *member)
{
	struct rp_report_document document;
	struct rp_report_verdict verdict =
	    report->verdict(report->context, member->id);
	struct rp_str name;
	size_t start;

	report->document(report->context, &document, member->id);
	rp_buffer_printf(out, "    %-8s %5.3f %5.3f  ",
			 rp_relation_name(member->relation), member->jaccard,
			 member->containment);
	start = out->len;
	rp_printable(
	    out, document.host.len ? document.host : (struct rp_str){"-", 1},
	    40);
	while (out->len < start + 24 && !out->failed)
		rp_buffer_putc(out, ' ');
	rp_buffer_puts(out, "  ");
	start = out->len;
	rp_report_date(out, document.date);
	while (out->len < start + 22 && !out->failed)
		rp_buffer_putc(out, ' ');
	rp_buffer_puts(out, "  ");
	name = document.title.len ? document.title : document.source;
	rp_printable(out, name, 70);
	rp_buffer_puts(out, verdict.keep ? "  [kept: " : "  [dropped: ");
	put_reason(out, report, member->id, &verdict);
	rp_buffer_puts(out, "]\n");
	if (document.title.len) {
		rp_buffer_puts(out, "                          ");
		rp_printable(out, document.source, 200);
		rp_buffer_puts(out, "\n");
	}
}

static void put_cluster(struct rp_buffer *out, const struct rp_report *report,
			const struct rp_cluster *cluster)
{
	size_t i;

	put_head(out, report, cluster);
	rp_buffer_puts(out, "    relation jacc. cont.   outlet"
			    "                    published               "
			    "title or path\n");
	for (i = 0; i < cluster->count; i++)
		put_member(out, report, &cluster->members[i]);
}

static void end(struct rp_buffer *out, const struct rp_report *report)
{
	rp_buffer_putc(out, '\n');
	rp_report_totals_line(out, &report->totals);
}

const struct rp_formatter rp_format_text = {"text", begin, put_cluster, NULL,
					    end};
