/* SPDX-License-Identifier: Apache-2.0 */
/* scan_check.c - what a run shows of its own work: pairs to read, and the
 * recall of its candidates. */
#include "json.h"
#include "outfile.h"
#include "scan_texts.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS 120

static const char *kind_name(enum rp_drawn_kind kind)
{
	switch (kind) {
	case RP_DRAWN_ACCEPTED:
		return "accepted, nearest to the line";
	case RP_DRAWN_REFUSED:
		return "refused, nearest to the line";
	case RP_DRAWN_TEMPLATE:
		return "refused as a form with other facts";
	case RP_DRAWN_MISSED:
		return "missed: one report that no candidate was";
	}
	return "unknown";
}

static const char *kind_word(enum rp_drawn_kind kind)
{
	static const char *const words[] = {"accepted", "refused", "template",
					    "missed"};

	return words[kind];
}

/* ----- the pairs ----- */

struct showing {
	const struct scan_texts *texts;
	struct rp_comparer *comparer;
	struct rp_outfile *file;
	bool json;
};

static int show_pair(const struct showing *showing,
		     const struct rp_check_pair *drawn, size_t number)
{
	const struct rp_pair_style style = {COLUMNS, false};
	struct rp_evidence evidence;
	struct rp_pair pair = {
	    rp_specimen_side(scan_texts_get(showing->texts, drawn->a)),
	    rp_specimen_side(scan_texts_get(showing->texts, drawn->b)),
	    &evidence};
	struct rp_buffer out;
	int status =
	    rp_comparer_run(&evidence, showing->comparer, drawn->a, drawn->b);

	if (status != RP_OK)
		return status;
	rp_buffer_init(&out);
	if (showing->json) {
		rp_buffer_putc(&out, '{');
		rp_json_field_cstr(&out, "type", "check");
		rp_json_field_cstr(&out, "kind", kind_word(drawn->kind));
		rp_json_name(&out, "pair");
		rp_pair_json(&out, &pair);
		out.len--; /* its line end */
		rp_buffer_puts(&out, "}\n");
	} else {
		rp_buffer_printf(&out, "\n----- pair %zu, %s -----\n\n", number,
				 kind_name(drawn->kind));
		rp_pair_text(&out, &pair, style);
	}
	status = rp_buffer_status(&out);
	if (status == RP_OK)
		rp_outfile_write(showing->file, out.data, out.len);
	rp_buffer_dispose(&out);
	return status;
}

/* The share of related pairs that was found, and what it rests on. */
static int show_recall(const struct showing *showing,
		       const struct rp_check *check)
{
	struct rp_buffer out;
	double recall =
	    check->related ? (double)check->found / (double)check->related : 0;
	int status;

	rp_buffer_init(&out);
	if (showing->json) {
		rp_buffer_putc(&out, '{');
		rp_json_field_cstr(&out, "type", "recall");
		rp_json_field_u64(&out, "compared", check->compared);
		rp_json_field_u64(&out, "related", check->related);
		rp_json_field_u64(&out, "found", check->found);
		rp_json_field_share_or_null(&out, "recall", recall,
					    check->related > 0);
		rp_buffer_puts(&out, "}\n");
	} else if (check->related == 0) {
		rp_buffer_printf(
		    &out,
		    "\nSelf-check: %llu pairs of a sample were compared by "
		    "brute force; none is one report,\nso nothing is known of "
		    "the recall of candidates.\n",
		    (unsigned long long)check->compared);
	} else {
		rp_buffer_printf(
		    &out,
		    "\nSelf-check: %llu pairs of a sample were compared by "
		    "brute force; %llu are one report,\n%llu of them were "
		    "found by this run (recall of candidates %.4f).\n",
		    (unsigned long long)check->compared,
		    (unsigned long long)check->related,
		    (unsigned long long)check->found, recall);
	}
	status = rp_buffer_status(&out);
	if (status == RP_OK)
		rp_outfile_write(showing->file, out.data, out.len);
	rp_buffer_dispose(&out);
	return status;
}

static int show_all(struct showing *showing, const struct scan *scan)
{
	const struct rp_check *check = rp_clusters_check(scan->clusters);
	size_t i;
	int status = rp_comparer_create(&showing->comparer, scan->corpus,
					scan->clusters);

	if (status == RP_OK)
		status = show_recall(showing, check);
	for (i = 0; i < check->count && status == RP_OK; i++)
		status = show_pair(showing, &check->pairs[i], i + 1);
	rp_comparer_free(showing->comparer);
	return status;
}

int scan_check(struct scan *scan, struct rp_outfile *file)
{
	const struct rp_check *check = rp_clusters_check(scan->clusters);
	struct scan_texts texts;
	struct showing showing = {
	    .texts = &texts,
	    .file = file,
	    .json = strcmp(scan->options.format, "json") == 0};
	uint32_t *ids = malloc((check->count * 2 + 1) * sizeof(*ids));
	size_t i;
	int status;

	if (!ids)
		return RP_ENOMEM;
	for (i = 0; i < check->count; i++) {
		ids[i * 2] = check->pairs[i].a;
		ids[i * 2 + 1] = check->pairs[i].b;
	}
	status = scan_texts_read(&texts, scan, ids, check->count * 2);
	if (status == RP_OK)
		status = show_all(&showing, scan);
	scan_texts_dispose(&texts);
	free(ids);
	return status;
}
