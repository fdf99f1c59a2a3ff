/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmd_fetch.c - "reprint fetch": the day's pages into an archive
 *
 * What the user gives is told apart here: an address goes to the fetch as it
 * is, anything else is a file that lists addresses.
 */
#include "array.h"
#include "commands.h"
#include "exit.h"
#include "fail.h"
#include "fetch_options.h"
#include "fetch_report.h"
#include "location.h"
#include "log.h"
#include "output.h"
#include "own_files.h"
#include "progress.h"
#include "rejects.h"
#include "signals.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Lists, feeds and sitemaps from a file, packed or not. */
#define FILE_BYTES ((size_t)64 << 20)

struct fetch_command {
	struct fetch_options options;
	struct rp_store *store;
	struct rp_fetched_log *log;
	struct rp_fetch *fetch;
	struct rp_rejects rejects;
	struct rp_output list; /* of them; none: not asked for */
	struct rp_progress progress;
	struct rp_fetch_file *files;
	size_t file_count;
	size_t file_capacity;
	char *contact;		    /* as kept in the store */
	const char *contact_reason; /* why REPRINT_CONTACT is none; NULL */
	bool input_failed;
	bool untold; /* memory ended while something was noted */
	struct rp_error error;
};

/* ----- events ----- */

static void on_problem(void *context, const char *url,
		       enum rp_fetch_result result, const char *reason)
{
	struct fetch_command *command = context;

	if (rp_rejects_add(&command->rejects, (struct rp_str){url, strlen(url)},
			   rp_fetch_result_name(result),
			   (struct rp_str){reason, strlen(reason)}) != RP_OK)
		command->untold = true;
}

static void on_note(void *context, const char *sentence)
{
	struct fetch_command *command = context;

	rp_progress_clear(&command->progress);
	rp_log(RP_LOG_NOTE, "%s", sentence);
}

static bool on_tick(void *context, const struct rp_fetch_progress *progress)
{
	struct fetch_command *command = context;
	char line[160];

	snprintf(line, sizeof(line),
		 "%llu done, %zu queued, %zu hosts waiting, %u asked, "
		 "%.1f requests/s, %.1f MB",
		 (unsigned long long)progress->done, progress->queued,
		 progress->waiting, progress->active,
		 progress->seconds > 0
		     ? (double)progress->requests / progress->seconds
		     : 0,
		 (double)progress->bytes / 1e6);
	rp_progress_line(&command->progress, line);
	return rp_signals_came();
}

static void on_archive(void *context, const char *path, uint64_t records,
		       uint64_t bytes)
{
	struct fetch_command *command = context;
	struct rp_fetch_file *file;

	if (rp_array_reserve(&command->files, &command->file_capacity,
			     command->file_count + 1,
			     sizeof(*command->files)) != RP_OK) {
		command->untold = true;
		return;
	}
	file = &command->files[command->file_count];
	file->path = strdup(path);
	file->records = records;
	file->bytes = bytes;
	command->untold |= !file->path;
	command->file_count += file->path != NULL;
}

/* ----- inputs ----- */

static int read_file(struct rp_buffer *out, const char *path,
		     struct rp_error *error)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	char piece[16384];
	size_t len;
	int status = 0;

	if (!file)
		return rp_error_errno(error, "cannot be read");
	while ((len = fread(piece, 1, sizeof(piece), file)) > 0 &&
	       out->len <= FILE_BYTES)
		rp_buffer_append(out, piece, len);
	if (ferror(file))
		status = rp_error_errno(error, "cannot be read");
	else if (out->len > FILE_BYTES)
		status = rp_error_set(error, "larger than 64 MiB");
	else if (rp_buffer_status(out) != RP_OK)
		status = rp_error_set(error, "out of memory");
	if (file != stdin)
		fclose(file);
	return status;
}

static int add_input(struct fetch_command *command, const char *argument)
{
	struct rp_error error = {""};
	struct rp_buffer bytes;
	int status;

	if (rp_location_is(argument)) {
		status = rp_fetch_add_url(
		    command->fetch, (struct rp_str){argument, strlen(argument)},
		    &error);
	} else {
		rp_buffer_init(&bytes);
		status =
		    read_file(&bytes, argument, &error) == 0
			? rp_fetch_add_listing(command->fetch, argument,
					       rp_buffer_view(&bytes), &error)
			: RP_EINVAL;
		rp_buffer_dispose(&bytes);
	}
	if (status != RP_EINVAL)
		return status;
	command->input_failed = true;
	if (command->options.quiet)
		rp_log(RP_LOG_REJECT, "%s: %s", argument, error.message);
	on_problem(command, argument, RP_FETCH_FAILED, error.message);
	return RP_OK;
}

/* ----- the run ----- */

static int fail_status(struct fetch_command *command, int status)
{
	rp_progress_clear(&command->progress);
	if (status == RP_ESTORE && *command->error.message)
		return rp_fail(command->error.message);
	return rp_fail_store(command->store, status);
}

/* The contact: from the command line, else the environment, else the store,
 * where the last one given is kept. */
static int find_contact(struct fetch_command *command)
{
	const char *given = command->options.fetch.contact;
	const char *set = getenv("REPRINT_CONTACT");
	struct rp_str kept;
	int status;

	if (!given && set && *set) {
		command->contact_reason =
		    fetch_options_contact(&command->options, set);
		given = command->options.fetch.contact;
	}
	if (given)
		return rp_fetched_setting_put(
		    command->log, "contact",
		    (struct rp_str){given, strlen(given)});
	status = rp_fetched_setting_get(&kept, command->log, "contact");
	if (status != 1)
		return status;
	command->contact = strndup(kept.data, kept.len);
	command->options.fetch.contact = command->contact;
	return command->contact ? RP_OK : RP_ENOMEM;
}

static int write_report(struct fetch_command *command)
{
	struct rp_fetch_report report = {command->fetch, command->files,
					 command->file_count};
	struct rp_output output;
	struct rp_buffer out;
	int status;

	if (command->options.quiet && !command->options.report)
		return RP_OK;
	if (rp_output_open(&output, command->options.report, &command->error) !=
	    0)
		return RP_ESTORE;
	rp_buffer_init(&out);
	if (strcmp(command->options.format, "json") == 0)
		rp_fetch_report_json(&out, &report);
	else
		rp_fetch_report_text(&out, &report);
	status = rp_buffer_status(&out);
	rp_outfile_write(output.file, out.data, out.len);
	if (!command->options.quiet && command->options.report) {
		rp_buffer_clear(&out);
		rp_fetch_report_line(&out, &report);
		rp_log(RP_LOG_INFO, "%s", out.data);
	}
	rp_buffer_dispose(&out);
	if (status != RP_OK) {
		rp_output_abort(&output);
		return status;
	}
	return rp_output_commit(&output, &command->error) == 0 ? RP_OK
							       : RP_ESTORE;
}

static int exit_code(const struct fetch_command *command)
{
	struct rp_fetch_totals totals;
	uint64_t answered;

	rp_fetch_totals(&totals, command->fetch);
	answered = totals.tally.counts[RP_FETCH_NEW] +
		   totals.tally.counts[RP_FETCH_UNCHANGED] +
		   totals.tally.counts[RP_FETCH_LISTING] +
		   totals.tally.counts[RP_FETCH_REDIRECTED] + totals.known +
		   totals.fresh + totals.old;
	if (totals.limited)
		return RP_EXIT_LIMITED;
	if (totals.stopped)
		return RP_EXIT_REJECTS;
	if (answered == 0)
		return RP_EXIT_NOTHING;
	if (command->input_failed || totals.misread ||
	    totals.tally.counts[RP_FETCH_FAILED])
		return RP_EXIT_REJECTS;
	return RP_EXIT_DONE;
}

static int run_fetch(struct fetch_command *command, int count, char **arguments)
{
	struct rp_fetch_events events = {on_problem, on_note, on_tick,
					 on_archive, command};
	int status = rp_fetch_create(&command->fetch, &command->options.fetch,
				     command->log, &events, &command->error);
	int written;
	int code;
	int i;

	for (i = 0; i < count && status == RP_OK; i++)
		status = add_input(command, arguments[i]);
	if (status == RP_OK) {
		rp_signals_defer(RP_EXIT_REJECTS);
		status = rp_fetch_run(command->fetch, &command->error);
	}
	rp_progress_clear(&command->progress);
	if (status == RP_OK && command->untold)
		status = RP_ENOMEM;
	if (status != RP_OK)
		return fail_status(command, status);
	written = write_report(command);
	if (written != RP_OK)
		return fail_status(command, written);
	rp_rejects_finish(&command->rejects);
	if (rp_signals_came() && !command->options.quiet)
		rp_log(RP_LOG_INFO, "stopped; the next run goes on");
	code = exit_code(command);
	/* One reason is told for all, also to who wants no words but failures.
	 */
	if (code == RP_EXIT_NOTHING)
		rp_log(RP_LOG_ERROR, "nothing was fetched: %s",
		       *command->rejects.first ? command->rejects.first
					       : "nothing is due");
	return code;
}

static int open_rejects(struct fetch_command *command)
{
	/* Pages fail every night. */
	command->rejects.printed =
	    command->options.quiet ? 0 : RP_REJECTS_SHOWN;
	command->rejects.progress = &command->progress;
	if (!command->options.rejects)
		return 0;
	if (rp_output_open(&command->list, command->options.rejects,
			   &command->error) != 0)
		return -1;
	command->rejects.file = command->list.file;
	return 0;
}

/* What was rejected is of use however the run ended. */
static int close_rejects(struct fetch_command *command, int code)
{
	if (rp_output_commit(&command->list, &command->error) != 0)
		return rp_fail(command->error.message);
	return code;
}

static int open_log(struct fetch_command *command)
{
	int code =
	    rp_store_open(&command->store,
			  command->options.store ? command->options.store : "",
			  RP_STORE_RUN, command->options.wait, &command->error);
	int status;

	if (code == 1)
		return RP_EXIT_BUSY;
	if (code != 0)
		return rp_fail(command->error.message);
	status = rp_fetched_open(&command->log, command->store);
	if (status == RP_OK)
		status = find_contact(command);
	return status == RP_OK ? -1 : fail_status(command, status);
}

static void dispose(struct fetch_command *command)
{
	size_t i;

	rp_fetch_free(command->fetch);
	rp_fetched_close(command->log);
	rp_store_free(command->store);
	for (i = 0; i < command->file_count; i++)
		free(command->files[i].path);
	free(command->files);
	free(command->contact);
	free(command);
}

/* What is written is neither the store nor what is read. -1, or an exit code
 * after a message. */
static int outputs_apart(const struct rp_command *command,
			 const struct fetch_options *options, int count,
			 char **arguments)
{
	const char *const outputs[] = {options->report, options->rejects};
	const char *clash =
	    rp_own_files_clash(outputs, 2, options->store, NULL);
	size_t k;
	int i;

	if (clash)
		return rp_options_usage(
		    command, "'%s' is written to by something else", clash);
	for (i = 0; i < count; i++)
		for (k = 0; k < 2; k++)
			if (outputs[k] && !rp_location_is(arguments[i]) &&
			    strcmp(arguments[i], "-") != 0 &&
			    rp_outfile_same(arguments[i], outputs[k]))
				return rp_options_usage(
				    command, "the output '%s' is an input too",
				    outputs[k]);
	return -1;
}

/* Names of files are unique by time and process. */
static void make_prefix(char prefix[64])
{
	time_t now = time(NULL);
	struct tm parts;
	char stamp[32] = "";

	if (gmtime_r(&now, &parts))
		strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &parts);
	snprintf(prefix, 64, "reprint-%s-%ld", stamp, (long)getpid());
}

static int run_command(const struct rp_command *command,
		       struct fetch_command *fetch, int argc, char **argv)
{
	char prefix[64];
	int rest;
	int code =
	    rp_options_parse(command, &fetch->options, argc, argv, &rest);

	if (code >= 0)
		return code;
	if (rest == 0)
		return rp_options_usage(command, "no input given");
	if (fetch->options.wait && !fetch->options.store)
		return rp_options_usage(command, "--wait needs --store");
	code = outputs_apart(command, &fetch->options, rest, argv);
	if (code >= 0)
		return code;
	make_prefix(prefix);
	fetch->options.fetch.prefix = prefix;
	rp_progress_init(&fetch->progress, fetch->options.quiet);
	code = open_log(fetch);
	if (code >= 0)
		return code;
	if (!fetch->options.fetch.contact && fetch->contact_reason)
		return rp_options_usage(command, "REPRINT_CONTACT is %s",
					fetch->contact_reason);
	if (!fetch->options.fetch.contact)
		return rp_options_usage(
		    command,
		    "no --contact given: servers must be able to tell whom to "
		    "ask; it is needed once for a store");
	if (open_rejects(fetch) != 0)
		return rp_fail(fetch->error.message);
	return close_rejects(fetch, run_fetch(fetch, rest, argv));
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct fetch_command *fetch = calloc(1, sizeof(*fetch));
	int code;

	if (!fetch)
		return rp_fail("out of memory");
	fetch_options_init(&fetch->options);
	code = run_command(command, fetch, argc, argv);
	dispose(fetch);
	return code;
}

const struct rp_command rp_command_fetch = {
    "fetch",
    "[OPTION]... INPUT...",
    "Bring the day's pages home, politely, into a web archive (WARC).",
    "INPUT is an address: of a feed (RSS, Atom, JSON Feed), a sitemap, a site "
    "(its feeds\nand sitemaps are found) or a page; or a file or - that lists "
    "addresses, a line each,\nor is a feed or a sitemap. robots.txt is "
    "obeyed.\n\n"
    "Exit codes: 0 done, 2 usage, 3 done but some input or page failed, or "
    "SIGTERM came;\nthe next run goes on, 4 nothing fetched, 5 failed (memory, "
    "disk, store), 6 hosts\nlimited or refused us, 75 another run holds the "
    "store.",
    fetch_options_table,
    FETCH_OPTIONS,
    run,
};
