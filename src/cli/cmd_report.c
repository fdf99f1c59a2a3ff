/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_report.c - "reprint report": what a store has to tell of one night, or of
 * all since a day. */
#include "ascii.h"
#include "commands.h"
#include "exit.h"
#include "fail.h"
#include "log.h"
#include "output.h"
#include "own_files.h"
#include "tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report_options {
	const char *store;
	const char *format;
	const char *output;
	int64_t since; /* seconds since 1970; INT64_MIN: not asked for */
	int64_t run;
	const char *cluster; /* as take_cluster leaves it; NULL: all */
};

static const char *take_since(void *member, const char *value)
{
	struct rp_date date =
	    rp_date_parse((struct rp_str){value, strlen(value)});

	if (date.precision == RP_DATE_NONE)
		return "not a day such as 2026-11-30";
	*(int64_t *)member = date.instant;
	return NULL;
}

/* Whether it is what tables call a cluster. */
static bool is_name(const char *value)
{
	size_t i = 0;

	while (rp_ascii_hex(value[i]) >= 0)
		i++;
	return i == 16 && value[i] == '\0';
}

static const char *take_number(void *member, const char *value)
{
	unsigned long number;

	if (!rp_options_whole(&number, value, 1, INT64_MAX))
		return "not a whole number from 1 on";
	*(int64_t *)member = (int64_t)number;
	return NULL;
}

/* A number, or a name as tables of a night give it. */
static const char *take_cluster(void *member, const char *value)
{
	unsigned long number;

	if (!is_name(value) && !rp_options_whole(&number, value, 1, INT64_MAX))
		return "neither a whole number from 1 on nor the name of a "
		       "cluster, 16 digits of base 16";
	*(const char **)member = value;
	return NULL;
}

static const struct rp_option table[] = {
    {"store", "FILE", "the store (needed)",
     RP_TEXT(struct report_options, store)},
    {"format", "FORMAT", "text (default), json (JSON Lines) or csv",
     RP_WORD(struct report_options, format, "text, json, csv"), .letter = 'f'},
    {"output", "FILE", "write to FILE (default: standard output)",
     RP_TEXT(struct report_options, output), .letter = 'o'},
    {"run", "N", "tell of run N (default: the last one)",
     RP_TAKE_AT(struct report_options, run, int64_t, take_number)},
    {"since", "DATE", "tell of all runs begun on DATE or later",
     RP_TAKE_AT(struct report_options, since, int64_t, take_since)},
    {"cluster", "ID",
     "tell of this cluster alone, by its number or a table's name for it",
     RP_TAKE_AT(struct report_options, cluster, const char *, take_cluster)},
    RP_HELP,
};

/* Which runs are asked for. -1, or the code to exit with. */
static int find_time(struct rp_stories_time *time, struct rp_store *store,
		     const struct report_options *options)
{
	int64_t from = options->run;
	int status = RP_OK;

	if (options->since != INT64_MIN) {
		status = rp_stories_run_since(&from, store, options->since);
		if (status == RP_OK && from == 0) {
			rp_log(RP_LOG_ERROR, "no run since then");
			return RP_EXIT_NOTHING;
		}
	}
	if (status == RP_OK)
		status = rp_stories_time(time, store, from, options->run);
	if (status < 0)
		return rp_fail_store(store, status);
	if (status == 0) {
		rp_log(RP_LOG_ERROR, "%s: no such run, or none finished",
		       options->store);
		return RP_EXIT_NOTHING;
	}
	return -1;
}

/* The number of the cluster asked for; 0: all are, -1: there is none such. */
static int find_cluster(int64_t *out, struct rp_store *store, const char *value)
{
	unsigned long number = 0;
	int status;

	*out = 0;
	if (!value)
		return RP_OK;
	if (!is_name(value)) {
		rp_options_whole(&number, value, 1, INT64_MAX);
		*out = (int64_t)number;
		return RP_OK;
	}
	status = rp_stories_named(out, store, value);
	if (*out == 0)
		*out = -1;
	return status;
}

static int write_report(struct rp_store *store,
			const struct report_options *options,
			const struct rp_stories_time *time)
{
	struct rp_output output;
	struct rp_error error = {""};
	uint64_t told = 0;
	int64_t cluster;
	int status = find_cluster(&cluster, store, options->cluster);

	if (status != RP_OK)
		return rp_fail_store(store, status);
	if (rp_output_open(&output, options->output, &error) != 0)
		return rp_fail(error.message);
	status = rp_tell(output.file, options->format, store, time, cluster,
			 &told, &error);
	if (status != RP_OK || (cluster && told == 0)) {
		rp_output_abort(&output);
		if (status != RP_OK)
			return rp_fail(*error.message ? error.message
						      : rp_strerror(status));
		rp_log(RP_LOG_ERROR, "%s: no cluster %s", options->store,
		       options->cluster);
		return RP_EXIT_NOTHING;
	}
	return rp_output_commit(&output, &error) == 0 ? RP_EXIT_DONE
						      : rp_fail(error.message);
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct report_options options = {.format = "text", .since = INT64_MIN};
	struct rp_stories_time time;
	struct rp_store *store;
	struct rp_error error;
	int rest;
	int code = rp_options_parse(command, &options, argc, argv, &rest);

	if (code >= 0)
		return code;
	if (rest > 0)
		return rp_options_usage(command, "'%s' is not expected",
					argv[0]);
	if (!options.store)
		return rp_options_usage(command, "no --store given");
	if (rp_own_files_clash(&options.output, 1, options.store, NULL))
		return rp_options_usage(command, "the report would replace the "
						 "store, or a file beside it");
	if (options.run && options.since != INT64_MIN)
		return rp_options_usage(command,
					"--run and --since exclude each other");
	if (rp_store_open(&store, options.store, RP_STORE_READ, 0, &error) != 0)
		return rp_fail(error.message);
	code = find_time(&time, store, &options);
	if (code < 0)
		code = write_report(store, &options, &time);
	rp_store_free(store);
	return code;
}

const struct rp_command rp_command_report = {
    "report",
    "--store FILE [OPTION]...",
    "Tell what is new in a store: clusters that are new or have grown.",
    "Exit codes: 0 done, 2 usage, 4 no such run or cluster, 5 failed.",
    table,
    sizeof(table) / sizeof(table[0]),
    run,
};
