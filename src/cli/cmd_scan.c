/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmd_scan.c - "reprint scan": articles in, clusters and a cleaned corpus out
 *
 * All outputs are opened before anything is read, so that a mistyped folder
 * costs no hour, and put in place at the very end, all or none of them
 * changed by a run that failed.
 */
#include "commands.h"
#include "exit.h"
#include "log.h"
#include "metrics.h"
#include "parallel.h"
#include "scan.h"
#include "scan_index.h"
#include "scan_store.h"
#include "signals.h"
#include "tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum output {
	OUT_REJECTS = 0,
	OUT_TABLE,
	OUT_CLEAN,
	OUT_DROPPED,
	OUT_FURNITURE,
	OUT_REPORT,
	OUTPUTS
};

struct outputs {
	struct rp_outfile *files[OUTPUTS];
	char *names[OUTPUTS]; /* of temporaries, while they are registered */
};

static int fail(struct scan *scan, const char *what)
{
	rp_progress_clear(&scan->progress);
	rp_log(RP_LOG_ERROR, "%s", what);
	return RP_EXIT_FAILED;
}

static int fail_status(struct scan *scan, int status)
{
	if (*scan->error.message)
		return fail(scan, scan->error.message);
	return fail(scan, rp_strerror(status));
}

/* ----- outputs ----- */

static int output_open(struct outputs *outputs, enum output which,
		       const char *path, struct rp_error *error)
{
	struct rp_outfile *file;

	if (rp_outfile_open(&file, path, error) != 0)
		return -1;
	outputs->files[which] = file;
	if (!rp_outfile_temporary(file))
		return 0;
	outputs->names[which] = strdup(rp_outfile_temporary(file));
	if (!outputs->names[which])
		return rp_error_set(error, "out of memory");
	rp_signals_register(outputs->names[which]);
	return 0;
}

static void name_forget(struct outputs *outputs, enum output which)
{
	rp_signals_forget(outputs->names[which]);
	free(outputs->names[which]);
	outputs->names[which] = NULL;
}

static void output_abort(struct outputs *outputs, enum output which)
{
	struct rp_outfile *file = outputs->files[which];

	if (!file)
		return;
	outputs->files[which] = NULL;
	rp_outfile_abort(file);
	name_forget(outputs, which);
}

static void outputs_abort(struct outputs *outputs)
{
	int i;

	for (i = 0; i < OUTPUTS; i++)
		output_abort(outputs, (enum output)i);
}

static int outputs_open(struct outputs *outputs, struct scan *scan)
{
	const struct scan_options *options = &scan->options;
	const char *paths[OUTPUTS];
	int i;

	paths[OUT_REJECTS] = options->rejects;
	paths[OUT_TABLE] = options->table;
	paths[OUT_CLEAN] = options->clean;
	paths[OUT_DROPPED] = options->dropped;
	paths[OUT_FURNITURE] = options->furniture;
	paths[OUT_REPORT] = options->output ? options->output : "-";
	for (i = 0; i < OUTPUTS; i++) {
		if (!paths[i])
			continue;
		if (output_open(outputs, (enum output)i, paths[i],
				&scan->error) != 0) {
			outputs_abort(outputs);
			return -1;
		}
	}
	scan->rejects.file = outputs->files[OUT_REJECTS];
	return 0;
}

/* All files are brought to the disk before the first takes its place, so
 * that a full disk changes none of them. */
static int outputs_commit(struct outputs *outputs, struct scan *scan)
{
	int i;

	for (i = 0; i < OUTPUTS; i++)
		if (outputs->files[i] &&
		    rp_outfile_finish(outputs->files[i], &scan->error) != 0)
			return -1;
	for (i = 0; i < OUTPUTS; i++) {
		struct rp_outfile *file = outputs->files[i];
		int status;

		if (!file)
			continue;
		/* The handler may remove the temporary until it is renamed;
		 * after that no file of that name is left to remove. */
		outputs->files[i] = NULL;
		status = rp_outfile_place(file, &scan->error);
		name_forget(outputs, (enum output)i);
		if (status != 0)
			return -1;
	}
	return 0;
}

/* Two outputs to one place would overwrite each other, or the store. */
static const char *same_output(const struct scan_options *options)
{
	const char *paths[] = {
	    options->rejects,	options->table,
	    options->clean,	options->dropped,
	    options->furniture, options->output ? options->output : "-",
	    options->metrics,	options->store,
	    options->index};
	const size_t count = sizeof(paths) / sizeof(paths[0]);
	size_t i;
	size_t k;

	for (i = 0; i < count; i++)
		for (k = i + 1; k < count; k++)
			if (paths[i] && paths[k] &&
			    rp_outfile_same(paths[i], paths[k]) &&
			    strncmp(paths[i], "/dev/", 5) != 0)
				return paths[i];
	return NULL;
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

/* A store may lie in the folder that is read. */
static void leave_out_store(struct scan *scan)
{
	static const char *const tails[] = {"", "-wal", "-shm", ".lock"};
	struct rp_buffer path;
	size_t i;

	rp_buffer_init(&path);
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		rp_buffer_clear(&path);
		rp_buffer_puts(&path, scan->options.store);
		rp_buffer_puts(&path, tails[i]);
		rp_buffer_putc(&path, '\0');
		if (rp_buffer_status(&path) == RP_OK)
			rp_inputs_leave_out(&scan->inputs, path.data);
	}
	rp_buffer_dispose(&path);
	if (scan->options.index)
		leave_out_index(scan);
}

static int inputs_read(struct scan *scan, int count, char **paths)
{
	size_t pipes = 0;
	size_t i;
	int k;

	rp_inputs_init(&scan->inputs);
	for (k = 0; k < count; k++)
		if (rp_inputs_add(&scan->inputs, paths[k]) != RP_OK)
			return fail(scan, rp_strerror(RP_ENOMEM));
	if (scan->store)
		leave_out_store(scan);
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
	scan->rejects.quiet = scan->options.quiet;
	scan->rejects.progress = &scan->progress;
	rp_chunks_init(&scan->fates, sizeof(uint32_t));
	rp_chunks_init(&scan->tonight, sizeof(int64_t));
	if (scan->options.index) {
		status = scan_index_open(scan);
		if (status != RP_OK)
			return status;
	} else if (rp_catalogue_init(&scan->catalogue, scan->options.temporary,
				     &scan->error) != 0 ||
		   rp_spool_file_create(&scan->words, scan->options.temporary,
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
	rp_store_free(scan->store);
	free(scan->cluster_of);
	free(scan->member_of);
	if (scan->replay >= 0)
		close(scan->replay);
}

/* ----- the run ----- */

static bool ends_in(const char *name, const char *extension)
{
	size_t len = strlen(name);
	size_t n = strlen(extension);

	return len >= n && strcmp(name + len - n, extension) == 0;
}

static bool names_json_lines(const char *path)
{
	return ends_in(path, ".jsonl") || ends_in(path, ".jsonl.gz") ||
	       ends_in(path, ".jsonl.zst");
}

/* Articles of the input. */
static uint64_t articles_read(const struct scan *scan)
{
	return scan->store ? scan->night.read : scan->totals.articles;
}

/* What the night brought; nothing at all where that is nothing. */
static int report_night(struct scan *scan, struct rp_outfile *file)
{
	int status = scan_store_count(scan);

	if (status != RP_OK || (rp_night_quiet(&scan->time) &&
				strcmp(scan->options.format, "text") == 0))
		return status;
	return rp_tell(file, scan->options.format, scan->store, &scan->time, 0,
		       NULL, &scan->error);
}

static int write_outputs(struct scan *scan, struct outputs *outputs)
{
	const char *table = scan->options.table;
	bool lines = table && names_json_lines(table);
	int status = RP_OK;

	if ((scan->options.clean || scan->options.dropped) &&
	    articles_read(scan) > 0) {
		rp_progress_stage(&scan->progress, "writing");
		status = scan_write(scan, outputs->files[OUT_CLEAN],
				    outputs->files[OUT_DROPPED]);
	}
	if (status == RP_OK && table)
		status = scan_report(scan, lines ? "jsonl" : "csv",
				     outputs->files[OUT_TABLE]);
	if (status == RP_OK && scan->options.furniture)
		status = scan_furniture(scan, outputs->files[OUT_FURNITURE]);
	rp_progress_clear(&scan->progress);
	if (status == RP_OK)
		status = scan->store
			     ? report_night(scan, outputs->files[OUT_REPORT])
			     : scan_report(scan, scan->options.format,
					   outputs->files[OUT_REPORT]);
	if (status == RP_OK && scan->options.match.self_check)
		status = scan_check(scan, outputs->files[OUT_REPORT]);
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

/* Which of its files failed. */
static void explain_grouping(struct scan *scan)
{
	const char *reason = rp_spool_file_error(scan->words);

	if (!*reason && scan->index)
		reason = scan_index_error(scan);
	rp_error_set(&scan->error, "%s", reason);
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
	if (status == RP_OK) {
		rp_progress_stage(&scan->progress, "grouping");
		status = rp_corpus_cluster(&scan->clusters, scan->corpus);
		if (status == RP_ESTORE)
			explain_grouping(scan);
	}
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
	if (!scan->options.quiet)
		rp_log(RP_LOG_INFO,
		       "stopped; %llu new articles are in the store, "
		       "the next run goes on",
		       (unsigned long long)scan->night.added);
	return RP_EXIT_REJECTS;
}

struct ending {
	struct scan *scan;
	struct outputs *outputs;
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

static int run_steps(struct scan *scan, struct outputs *outputs)
{
	struct ending ending = {scan, outputs};
	int status = find_clusters(scan);

	if (scan->stopped)
		return stop(scan);
	if (status == RP_OK)
		status =
		    rp_parallel_for(scan->options.match.threads > 1 ? 2 : 1, 2,
				    end_step, &ending);
	if (status != RP_OK)
		return fail_status(scan, status);
	if (articles_read(scan) == 0) {
		/* Earlier results are not replaced by empty ones. */
		output_abort(outputs, OUT_CLEAN);
		output_abort(outputs, OUT_DROPPED);
		output_abort(outputs, OUT_TABLE);
		output_abort(outputs, OUT_FURNITURE);
		if (!scan->options.quiet)
			rp_log(RP_LOG_ERROR, "no usable article in the input");
	}
	if (scan->store && scan->time.totals.added == 0) {
		/* Nor by those of a night that brought nothing: it may be the
		 * same night again. */
		output_abort(outputs, OUT_CLEAN);
		output_abort(outputs, OUT_DROPPED);
		output_abort(outputs, OUT_TABLE);
	}
	if (outputs_commit(outputs, scan) != 0)
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
	if (scan->options.metrics && rp_metrics_write(scan) != 0)
		return fail(scan, scan->error.message);
	print_summary(scan);
	return exit_code(scan);
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct scan scan = {.replay = -1, .now = (int64_t)time(NULL)};
	struct outputs outputs = {{NULL}, {NULL}};
	struct rp_banding banding;
	const char *twice;
	int rest;
	int code;

	scan_options_init(&scan.options);
	code = rp_options_parse(command, &scan.options, argc, argv, &rest);
	if (code >= 0)
		return code;
	if (rest == 0)
		return rp_options_usage(command, "no input given");
	twice = same_output(&scan.options);
	if (twice)
		return rp_options_usage(command, "two outputs go to '%s'",
					twice);
	if (rp_options_banding(&banding, &scan.options.match) != RP_OK)
		return rp_options_usage(command, "options out of range");
	if (scan.options.store && scan.options.match.self_check)
		return rp_options_usage(command,
					"--self-check shows texts, and a store "
					"has none: it does not go with "
					"--store");
	if (scan.options.index && !scan.options.store)
		return rp_options_usage(command, "--index needs --store");
	if (scan.options.match.self_check &&
	    strcmp(scan.options.format, "csv") == 0)
		return rp_options_usage(command,
					"--self-check is written with the "
					"formats text and json");
	scan.read_again = scan.options.clean || scan.options.dropped ||
			  (scan.options.furniture && !scan.options.store) ||
			  scan.options.match.self_check;
	code = scan.options.store ? scan_store_open(&scan) : -1;
	if (code < 0)
		code = inputs_read(&scan, rest, argv);
	if (code < 0)
		code = outputs_open(&outputs, &scan) == 0
			   ? run_steps(&scan, &outputs)
			   : fail(&scan, scan.error.message);
	outputs_abort(&outputs);
	scan_dispose(&scan);
	return code;
}

const struct rp_command rp_command_scan = {
    "scan",
    "[OPTION]... INPUT...",
    "Find the copies of one report and write a cleaned corpus.",
    "INPUT is a file, a folder (with all below it) or - for standard "
    "input: HTML, plain\ntext, JSON Lines, WARC and WET, each plain, "
    "gzip or zstd.\n\n"
    "Exit codes: 0 done, 1 duplicates (only with --fail-on-duplicates), "
    "2 usage, 3 done\nbut some input was rejected, 4 no usable article, "
    "5 failed (memory, disk, output),\n75 another run holds the store.",
    scan_options_table,
    SCAN_OPTIONS,
    run,
};
