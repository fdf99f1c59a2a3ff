/* SPDX-License-Identifier: Apache-2.0 */
/* scan_report.c - verdicts on articles, and the reports made of them. */
#include "outfile.h"
#include "outlets.h"
#include "scan.h"

#include <stdlib.h>
#include <string.h>

static void count_member(struct scan *scan, const struct rp_member *member)
{
	struct rp_report_totals *totals = &scan->totals;

	totals->beside += member->beside;
	totals->dropped +=
	    !rp_member_stays(member, scan->options.keep_excerpts);
	switch (member->relation) {
	case RP_RELATION_KEPT:
		break;
	case RP_RELATION_EXACT:
		totals->exact++;
		break;
	case RP_RELATION_COPY:
		totals->copies++;
		break;
	case RP_RELATION_VERSION:
		totals->versions++;
		break;
	case RP_RELATION_EXCERPT:
		totals->excerpts++;
		break;
	case RP_RELATION_FRAGMENT:
		totals->fragments++;
		break;
	}
}

int scan_decide(struct scan *scan)
{
	size_t articles = scan->totals.articles;
	size_t count = rp_clusters_count(scan->clusters);
	size_t in_clusters = 0;
	size_t i;
	size_t k;

	scan->cluster_of = malloc((articles + 1) * sizeof(uint32_t));
	scan->member_of = malloc((articles + 1) * sizeof(uint32_t));
	if (!scan->cluster_of || !scan->member_of)
		return RP_ENOMEM;
	memset(scan->cluster_of, 0xff, (articles + 1) * sizeof(uint32_t));
	for (i = 0; i < count; i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(scan->clusters, i);

		for (k = 0; k < cluster->count; k++) {
			uint32_t id = cluster->members[k].id;

			scan->cluster_of[id] = (uint32_t)i;
			scan->member_of[id] = (uint32_t)k;
			count_member(scan, &cluster->members[k]);
		}
		in_clusters += cluster->count;
	}
	scan->totals.clusters = count;
	scan->totals.alone = articles - in_clusters;
	scan->totals.kept = articles - scan->totals.dropped;
	return RP_OK;
}

struct rp_report_verdict scan_verdict(void *context, uint32_t id)
{
	struct scan *scan = context;
	struct rp_report_verdict verdict = {NULL, NULL, true};

	if (scan->cluster_of[id] == UINT32_MAX)
		return verdict;
	verdict.cluster = rp_clusters_at(scan->clusters, scan->cluster_of[id]);
	verdict.member = &verdict.cluster->members[scan->member_of[id]];
	verdict.keep =
	    rp_member_stays(verdict.member, scan->options.keep_excerpts);
	return verdict;
}

static void document(void *context, struct rp_report_document *out, uint32_t id)
{
	struct scan *scan = context;
	struct rp_entry entry;

	/* A failure leaves the strings empty; it is told by the spool and
	 * ends the run in finish_report. */
	rp_catalogue_get(&entry, &scan->catalogue, id);
	out->id = entry.strings[RP_ENTRY_ID];
	out->source = entry.strings[RP_ENTRY_SOURCE];
	out->url = entry.strings[RP_ENTRY_URL];
	out->title = entry.strings[RP_ENTRY_TITLE];
	out->host = entry.strings[RP_ENTRY_HOST];
	out->published = entry.strings[RP_ENTRY_PUBLISHED];
	out->agency = entry.strings[RP_ENTRY_AGENCY];
	out->date = entry.date;
	out->words = entry.words;
}

static void sink(void *context, const void *bytes, size_t len)
{
	rp_outfile_write(context, bytes, len);
}

static int finish_report(struct scan *scan)
{
	const char *reason = rp_spool_file_error(scan->catalogue.spool);

	if (!*reason)
		return scan->catalogue.damaged ? RP_ESTORE : RP_OK;
	rp_error_set(&scan->error, "%s", reason);
	return RP_ESTORE;
}

/* What there is to report; without the names of inputs. */
static struct rp_report report_of(struct scan *scan)
{
	struct rp_report report = {.options = &scan->options.match,
				   .clusters = scan->clusters,
				   .totals = scan->totals,
				   .rejects = scan->rejects.counts,
				   .reject_reasons = scan->rejects.reasons,
				   .keep_excerpts = scan->options.keep_excerpts,
				   .timing = !scan->options.no_time,
				   .seconds =
				       rp_progress_seconds(&scan->progress),
				   .first_document = scan->first_tonight,
				   .documents = (uint32_t)scan->totals.articles,
				   .context = scan,
				   .document = document,
				   .verdict = scan_verdict};

	rp_options_banding(&report.banding, &scan->options.match);
	return report;
}

int scan_report(struct scan *scan, const char *format, struct rp_outfile *file)
{
	struct rp_report report = report_of(scan);
	const char **names = malloc((scan->inputs.count + 1) * sizeof(*names));
	size_t i;
	int status;

	if (!names)
		return RP_ENOMEM;
	for (i = 0; i < scan->inputs.count; i++)
		names[i] = scan->inputs.items[i].path;
	report.inputs = names;
	report.input_count = scan->inputs.count;
	status =
	    rp_report_write(&report, rp_report_formatter(format), sink, file);
	free(names);
	return status == RP_OK ? finish_report(scan) : status;
}

int scan_outlets(struct scan *scan, bool lines, struct rp_outfile *file)
{
	struct rp_report report = report_of(scan);
	int status = rp_outlets_write(&report, lines, sink, file);

	return status == RP_OK ? finish_report(scan) : status;
}
