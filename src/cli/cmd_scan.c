/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_scan.c - "reprint scan": articles in, clusters and a cleaned corpus out
 */
#include "commands.h"
#include "exit.h"
#include "format.h"
#include "log.h"
#include "parallel.h"
#include "scan.h"
#include "scan_index.h"
#include "scan_outputs.h"
#include "scan_store.h"
#include "signals.h"
#include "tell.h"
#include "unread.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int fail(struct scan *scan, const char *what)
{
	rp_progress_clear(&scan->progress);
	rp_log(RP_LOG_ERROR, "%s", what);
	return RP_EXIT_FAILED;
}

static int fail_status(struct scan *scan, int status)
{
	if (status == RP_ESTORE)
		scan_explain_spools(scan);
	if (*scan->error.message)
		return fail(scan, scan->error.message);
	return fail(scan, rp_strerror(status));
}

/* ----- set-up ----- */

static void leave_out_index(struct scan *scan)
{
	char *pairs = scan_index_pairs_path(scan);

	rp_inputs_leave_out(&scan->inputs, scan->options.index);
	if (pairs)
		rp_inputs_leave_out(&scan->inputs, pairs);
	free(pairs);
}

/* A store, by this name of it, and what lies beside it. */
static void leave_out_all(struct scan *scan, const char *store)
{
	static const char *const tails[] = {"", "-wal", "-shm", ".lock"};
	struct rp_buffer path;
	size_t i;

	rp_buffer_init(&path);
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		rp_buffer_clear(&path);
		rp_buffer_puts(&path, store);
		rp_buffer_puts(&path, tails[i]);
		rp_buffer_putc(&path, '\0');
		if (rp_buffer_status(&path) == RP_OK)
			rp_inputs_leave_out(&scan->inputs, path.data);
	}
	rp_buffer_dispose(&path);
}

/* A store may lie in the folder that is read, also where it is named by a link
 * to it. */
static void leave_out_store(struct scan *scan)
{
	char *real = realpath(scan->options.store, NULL);

	leave_out_all(scan, scan->options.store);
	if (real)
		leave_out_all(scan, real);
	free(real);
	if (scan->options.index)
		leave_out_index(scan);
}

static int inputs_read(struct scan *scan, int count, char **paths)
{
	size_t pipes = 0;
	size_t i;
	int code;
	int k;

	rp_inputs_init(&scan->inputs);
	for (k = 0; k < count; k++)
		if (rp_inputs_add(&scan->inputs, paths[k]) != RP_OK)
			return fail(scan, rp_strerror(RP_ENOMEM));
	if (scan->store)
		leave_out_store(scan);
	code = scan_outputs_set_apart(&rp_command_scan, &scan->inputs,
				      &scan->options);
	if (code >= 0)
		return code;
	rp_inputs_finish(&scan->inputs);
	for (i = 0; i < scan->inputs.count; i++)
		pipes += !scan->inputs.items[i].regular &&
			 !scan->inputs.items[i].failed;
	if (pipes > 1 && scan->read_again)
		return rp_options_usage(&rp_command_scan,
					"outputs that read the input again "
					"can read only one pipe");
	if (pipes && scan->read_again) {
		scan->replay = rp_spool_file_descriptor(scan->options.temporary,
							&scan->error);
		if (scan->replay < 0)
			return fail(scan, scan->error.message);
	}
	scan->rereadable = pipes == 0 || scan->read_again;
	return -1;
}

static int scan_init(struct scan *scan)
{
	struct rp_spool spool;
	int status;

	rp_progress_init(&scan->progress, scan->options.quiet);
	scan->rejects.printed =
	    scan->options.quiet ? RP_REJECTS_QUIET : RP_REJECTS_SHOWN;
	scan->rejects.progress = &scan->progress;
	rp_chunks_init(&scan->fates, sizeof(uint32_t));
	rp_chunks_init(&scan->tonight, sizeof(int64_t));
	if (scan->options.index) {
		status = scan_index_open(scan);
		if (status != RP_OK)
			return status;
	} else if (rp_catalogue_init(&scan->catalogue, scan->options.temporary,
				     scan_held_entries(&scan->options),
				     &scan->error) != 0 ||
		   rp_spool_file_create(&scan->words, scan->options.temporary,
					scan_held_words(&scan->options),
					&scan->error) != 0) {
		return RP_ESTORE;
	}
	spool = rp_spool_file_callbacks(scan->words);
	status = rp_corpus_create(&scan->corpus, &scan->options.match, &spool);
	return status;
}

static void scan_dispose(struct scan *scan)
{
	rp_clusters_free(scan->clusters);
	rp_corpus_free(scan->corpus);
	rp_catalogue_dispose(&scan->catalogue);
	if (scan->index)
		scan_index_dispose(scan);
	else
		rp_spool_file_free(scan->words);
	rp_chunks_dispose(&scan->fates);
	rp_inputs_dispose(&scan->inputs);
	if (scan->store)
		rp_catalogue_dispose(&scan->fresh);
	rp_chunks_dispose(&scan->tonight);
	free(scan->ids);
	rp_buffer_dispose(&scan->rule);
	rp_buffer_dispose(&scan->place);
	free(scan->folder);
	rp_signals_say(NULL);
	rp_buffer_dispose(&scan->last_words);
	rp_store_free(scan->store);
	free(scan->cluster_of);
	free(scan->member_of);
	if (scan->replay >= 0)
		close(scan->replay);
}

/* ----- the run ----- */

/* A table is CSV unless its name says otherwise. */
static bool names_json_lines(const char *path)
{
	enum rp_format format;

	return rp_format_named(&format, path) && format == RP_FORMAT_JSON_LINES;
}

/* Articles of the input. */
static uint64_t articles_read(const struct scan *scan)
{
	return scan->store ? scan->night.read : scan->totals.articles;
}

/* Whether the report of a night is empty, and would empty a file of before. */
static bool writes_nothing(const struct scan *scan)
{
	return rp_night_quiet(&scan->time) &&
	       strcmp(scan->options.format, "text") == 0;
}

/* What the night brought; nothing at all where that is nothing. */
static int report_night(struct scan *scan, struct rp_outfile *file)
{
	int status = scan_store_count(scan);

	if (status != RP_OK || writes_nothing(scan))
		return status;
	return rp_tell(file, scan->options.format, scan->store, &scan->time, 0,
		       NULL, &scan->error);
}

static int write_outputs(struct scan *scan, struct scan_outputs *outputs)
{
	const char *table = scan->options.table;
	const char *outlets = scan->options.outlets;
	int status = RP_OK;

	if ((scan->options.clean || scan->options.dropped) &&
	    articles_read(scan) > 0) {
		rp_progress_stage(&scan->progress, "writing");
		status = scan_write(scan, outputs->items[SCAN_OUT_CLEAN].file,
				    outputs->items[SCAN_OUT_DROPPED].file);
	}
	if (status == RP_OK && table)
		status =
		    scan_report(scan, names_json_lines(table) ? "jsonl" : "csv",
				outputs->items[SCAN_OUT_TABLE].file);
	if (status == RP_OK && outlets)
		status = scan_outlets(scan, names_json_lines(outlets),
				      outputs->items[SCAN_OUT_OUTLETS].file);
	if (status == RP_OK && scan->options.furniture)
		status = scan_furniture(
		    scan, outputs->items[SCAN_OUT_FURNITURE].file);
	rp_progress_clear(&scan->progress);
	if (status == RP_OK)
		status =
		    scan->store
			? report_night(scan,
				       outputs->items[SCAN_OUT_REPORT].file)
			: scan_report(scan, scan->options.format,
				      outputs->items[SCAN_OUT_REPORT].file);
	if (status == RP_OK && scan->options.match.self_check)
		status = scan_check(scan, outputs->items[SCAN_OUT_REPORT].file);
	return status;
}

static void print_totals(const struct scan *scan)
{
	struct rp_buffer line;

	rp_buffer_init(&line);
	if (scan->store)
		rp_night_line(&line, &scan->time);
	else
		rp_report_totals_line(&line, &scan->totals);
	rp_log_lines(RP_LOG_INFO, rp_buffer_view(&line));
	rp_buffer_dispose(&line);
}

/* What a night's report, or a table, does not have. */
static void print_losses(const struct rp_report_totals *totals)
{
	if (totals->cut)
		rp_log(RP_LOG_INFO,
		       "%llu articles were cut short in their archive and read "
		       "as far as they go",
		       (unsigned long long)totals->cut);
	if (totals->replaced)
		rp_log(RP_LOG_INFO,
		       "%llu bytes were not valid in their encoding and "
		       "replaced",
		       (unsigned long long)totals->replaced);
	if (totals->decoded)
		rp_log(RP_LOG_INFO,
		       "%llu lines of JSON were in another encoding than UTF-8 "
		       "and were decoded",
		       (unsigned long long)totals->decoded);
	if (totals->ignored)
		rp_log(RP_LOG_INFO,
		       "%llu fields of a wrong type were treated as absent",
		       (unsigned long long)totals->ignored);
	if (totals->undated)
		rp_log(RP_LOG_INFO,
		       "%llu dates were passed over: not understood, or in the "
		       "future",
		       (unsigned long long)totals->undated);
	rp_unread_log(totals->unread);
}

/* Words for a person at the end, where the report went to a file. */
static void print_summary(const struct scan *scan)
{
	const struct rp_report_totals *totals = &scan->totals;

	rp_rejects_finish(&scan->rejects);
	if (scan->options.quiet)
		return;
	if (scan->inputs.repeated)
		rp_log(RP_LOG_INFO,
		       "%llu files were named more than once and read once",
		       (unsigned long long)scan->inputs.repeated);
	rp_unread_log_absent(&scan->options.fields, scan->fields);
	if (scan->store || strcmp(scan->options.format, "csv") == 0)
		print_losses(totals);
	if (scan->store && rp_night_quiet(&scan->time))
		return;
	if (scan->options.output && strcmp(scan->options.output, "-") != 0)
		print_totals(scan);
	/* More than any newsroom copies: most often an input given twice. */
	if (!scan->store && totals->dropped * 10 > totals->articles * 9 &&
	    totals->articles >= 100)
		rp_log(RP_LOG_NOTE, "over 90 %% of the articles were dropped; "
				    "is one input another's copy?");
}

static int exit_code(const struct scan *scan)
{
	uint64_t dropped =
	    scan->store ? scan->night.dropped : scan->totals.dropped;

	if (articles_read(scan) == 0)
		return RP_EXIT_NOTHING;
	if (scan->leftovers)
		return RP_EXIT_REJECTS;
	if (scan->options.fail_on_duplicates && dropped > 0)
		return RP_EXIT_DUPLICATES;
	return scan->totals.rejected ? RP_EXIT_REJECTS : RP_EXIT_DONE;
}

/* Why grouping failed: what one of its files said, or nothing. */
static const char *grouping_error(const struct scan *scan)
{
	const char *reason = rp_spool_file_error(scan->words);

	return *reason || !scan->index ? reason : scan_index_error(scan);
}

/* Whether the entries can be read of what tonight's articles are compared with:
 * outputs name them, and then it is too late to make an index again. */
static int try_entries(struct scan *scan, const struct rp_cluster *cluster)
{
	struct rp_entry entry;
	size_t i;
	int status = RP_OK;

	for (i = 0; i < cluster->count && status == RP_OK; i++) {
		const struct rp_member *member = &cluster->members[i];
		uint32_t other = cluster->members[member->compared].id;

		if (member->id >= scan->first_tonight &&
		    other < scan->first_tonight)
			status =
			    rp_catalogue_get(&entry, &scan->catalogue, other);
	}
	return status;
}

static int group_once(struct scan *scan)
{
	size_t i;
	int status;

	rp_progress_stage(&scan->progress, "grouping");
	status = rp_corpus_cluster(&scan->clusters, scan->corpus);
	if (status != RP_OK || !scan->index)
		return status;
	for (i = 0; i < rp_clusters_count(scan->clusters) && status == RP_OK;
	     i++)
		status = try_entries(scan, rp_clusters_at(scan->clusters, i));
	return status;
}

/* Where all could be read, and what an earlier night derived is not what it
 * wrote, it is derived again, once. */
static int group(struct scan *scan)
{
	int status = group_once(scan);

	if (status == RP_ESTORE && scan->index && !*grouping_error(scan)) {
		rp_clusters_free(scan->clusters);
		scan->clusters = NULL;
		rp_progress_stage(&scan->progress, "reading the store");
		status = scan_recall_again(scan);
		if (status != RP_OK)
			return status;
		status = group_once(scan);
	}
	if (status == RP_ESTORE && *grouping_error(scan))
		rp_error_set(&scan->error, "%s", grouping_error(scan));
	else if (status == RP_ESTORE && scan->index)
		scan_index_discard(scan);
	return status;
}

/* From the input to clusters and verdicts. */
static int find_clusters(struct scan *scan)
{
	int status = scan_init(scan);

	if (status == RP_OK)
		status = scan_read(scan);
	if (status == RP_OK && scan->store) {
		rp_progress_stage(&scan->progress, "reading the store");
		status = scan_recall(scan);
	}
	if (status == RP_OK)
		status = group(scan);
	if (status == RP_OK && scan->index)
		status = scan_index_keep_pairs(scan);
	if (status == RP_OK)
		status = scan_decide(scan);
	if (status == RP_OK && scan->store)
		status = scan_store_publish(scan);
	if (status == RP_OK && scan->store)
		status = scan_furniture_name(scan);
	return status;
}

/* Publish it; an unusual one is told even to who wants no words. */
static int finish_night(struct scan *scan)
{
	struct rp_buffer notes;
	int status;

	rp_buffer_init(&notes);
	status = scan_store_unusual(scan, &notes);
	if (status == RP_OK)
		status = scan_store_finish(scan);
	if (status == RP_OK)
		rp_log_lines(RP_LOG_NOTE, rp_buffer_view(&notes));
	rp_buffer_dispose(&notes);
	return status;
}

/* A signal ended the reading. */
static int stop(struct scan *scan)
{
	int status = scan_store_stop(scan);

	if (status != RP_OK)
		return fail_status(scan, status);
	rp_progress_clear(&scan->progress);
	if (!scan->options.quiet && scan_store_last_words(scan) == RP_OK)
		fputs(scan->last_words.data, stderr);
	return RP_EXIT_REJECTS;
}

struct ending {
	struct scan *scan;
	struct scan_outputs *outputs;
};

/* Give back what clusters were found in, which is a second of the kernel's
 * time for each few gigabytes, and write what was found. */
static int end_step(void *context, unsigned worker, size_t step)
{
	struct ending *ending = context;
	struct scan *scan = ending->scan;

	(void)worker;
	if (step == 1)
		return write_outputs(scan, ending->outputs);
	if (scan->index || scan->options.match.self_check)
		return RP_OK; /* needed still */
	rp_corpus_free(scan->corpus);
	scan->corpus = NULL;
	rp_spool_file_free(scan->words);
	scan->words = NULL;
	return RP_OK;
}

/* Leave those of an earlier run as they are. */
static void drop_results(struct scan_outputs *outputs)
{
	static const enum scan_output results[] = {
	    SCAN_OUT_CLEAN, SCAN_OUT_DROPPED, SCAN_OUT_TABLE, SCAN_OUT_OUTLETS};
	size_t i;

	for (i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		scan_outputs_drop(outputs, results[i]);
}

static int run_steps(struct scan *scan, struct scan_outputs *outputs)
{
	struct ending ending = {scan, outputs};
	int status = find_clusters(scan);

	if (scan->stopped)
		return stop(scan);
	if (status == RP_OK)
		status =
		    rp_parallel_for(scan->options.match.threads > 1 ? 2 : 1, 2,
				    end_step, &ending);
	if (status == RP_ESTORE && scan->catalogue.damaged && scan->index)
		scan_index_discard(scan);
	if (status != RP_OK)
		return fail_status(scan, status);
	if (articles_read(scan) == 0) {
		/* Earlier results are not replaced by empty ones. */
		drop_results(outputs);
		scan_outputs_drop(outputs, SCAN_OUT_FURNITURE);
		rp_log(RP_LOG_ERROR, "no usable article in the input");
	}
	if (scan->store && scan->time.totals.added == 0) {
		/* Nor by those of a night that brought nothing: it may be the
		 * same night again. */
		drop_results(outputs);
		if (writes_nothing(scan))
			scan_outputs_drop(outputs, SCAN_OUT_REPORT);
	}
	/* Hardly more than to rename: what comes now does not stop it. */
	rp_signals_defer(scan->store ? RP_EXIT_REJECTS : 0);
	if (scan_outputs_commit(outputs, scan) != 0)
		return fail(scan, scan->error.message);
	if (articles_read(scan) == 0) {
		print_summary(scan);
		return exit_code(scan);
	}
	/* Last: a run that ends before is taken up by the next one, which
	 * writes the same outputs again. */
	status = scan->store ? finish_night(scan) : RP_OK;
	if (status != RP_OK)
		return fail_status(scan, status);
	if (scan_outputs_commit_metrics(outputs, scan) != 0)
		return fail(scan, scan->error.message);
	print_summary(scan);
	return exit_code(scan);
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct scan scan = {.replay = -1, .now = (int64_t)time(NULL)};
	struct scan_outputs outputs = {0};
	struct rp_banding banding;
	const char *twice;
	const char *clash;
	int rest;
	int code;

	rp_buffer_init(&scan.rule);
	rp_buffer_init(&scan.last_words);
	scan_options_init(&scan.options);
	code = rp_options_parse(command, &scan.options, argc, argv, &rest);
	if (code >= 0)
		return code;
	if (rest == 0)
		return rp_options_usage(command, "no input given");
	twice = scan_outputs_same(&scan.options);
	if (twice)
		return rp_options_usage(
		    command, "'%s' is written to by something else", twice);
	if (rp_options_banding(&banding, &scan.options.match) != RP_OK)
		return rp_options_usage(command, "options out of range");
	clash = scan_options_clash(&scan.options);
	if (clash)
		return rp_options_usage(command, "%s", clash);
	scan.read_again = scan.options.clean || scan.options.dropped ||
			  (scan.options.furniture && !scan.options.store) ||
			  scan.options.match.self_check;
	code = scan.options.store ? scan_store_open(&scan) : -1;
	if (code < 0)
		code = inputs_read(&scan, rest, argv);
	if (code < 0)
		code = scan_outputs_open(&outputs, &scan) == 0
			   ? run_steps(&scan, &outputs)
			   : fail(&scan, scan.error.message);
	scan_outputs_abort(&outputs);
	scan_dispose(&scan);
	return code;
}

const struct rp_command rp_command_scan = {
    "scan",
    "[OPTION]... INPUT...",
    "Find the copies of one report and write a cleaned corpus.",
    "INPUT is a file, a folder (with all below it) or - for standard "
    "input: HTML, plain\ntext, JSON, CSV, WARC and WET, each plain, "
    "gzip or zstd.\n\n"
    "Exit codes: 0 done, 1 duplicates (only with --fail-on-duplicates), "
    "2 usage, 3 done\nbut some input was rejected, 4 no usable article, "
    "5 failed (memory, disk, output),\n75 another run holds the store.",
    scan_options_table,
    SCAN_OPTIONS,
    run,
};
