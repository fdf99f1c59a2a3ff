/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_store.c - "reprint store": looking after a store. */
#include "commands.h"
#include "exit.h"
#include "fail.h"
#include "json.h"
#include "output.h"
#include "upkeep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct store_options {
	const char *store;
	const char *output;
	unsigned wait;
	unsigned days; /* 0: not given */
};

static const struct rp_option table[] = {
    {"store", "FILE", "the store (needed)",
     RP_TEXT(struct store_options, store)},
    {"output", "FILE", "export: write to FILE (default: standard output)",
     RP_TEXT(struct store_options, output), .letter = 'o'},
    {"older-than", "DAYS",
     "expire: forget articles published before that many days",
     RP_WHOLE(struct store_options, days, 1, 36500)},
    {"wait", "SECONDS",
     "wait for a run on the store to end; without, exit with 75",
     RP_WAIT(struct store_options, wait)},
    RP_HELP,
};

/* ----- actions ----- */

static void print_day(const char *label, int64_t instant)
{
	time_t seconds = (time_t)instant;
	struct tm tm;
	char text[32] = "";

	if (gmtime_r(&seconds, &tm))
		strftime(text, sizeof(text), "%Y-%m-%d", &tm);
	printf("%-22s %14s\n", label, text);
}

static int stats(struct rp_store *store, const struct store_options *options)
{
	struct rp_store_stats all;
	int status = rp_store_stats(&all, store);
	const struct {
		const char *label;
		uint64_t value;
	} rows[] = {
	    {"bytes", all.bytes},
	    {"  not in use", all.free_bytes},
	    {"articles", all.articles},
	    {"  bytes an article", all.articles ? all.bytes / all.articles : 0},
	    {"  words of all", all.words},
	    {"  packed, bytes", all.text_bytes},
	    {"different words", all.vocabulary},
	    {"hosts", all.hosts},
	    {"clusters", all.clusters},
	    {"  articles in them", all.members},
	    {"recurring sentences", all.furniture},
	    {"runs", all.runs}};
	size_t i;

	(void)options;
	if (status != RP_OK)
		return rp_fail_store(store, status);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		printf("%-22s %14" PRIu64 "\n", rows[i].label, rows[i].value);
	if (all.first || all.last) {
		print_day("first published", all.first);
		print_day("last published", all.last);
	}
	if (all.unfinished)
		printf("run %" PRId64 " was ended on the way; the next scan "
		       "takes it up\n",
		       all.unfinished);
	return RP_EXIT_DONE;
}

static void print_wrong(void *context, const char *sentence)
{
	(void)context;
	printf("%s\n", sentence);
}

static int check(struct rp_store *store, const struct store_options *options)
{
	int wrong = rp_store_check(store, print_wrong, NULL);

	if (wrong < 0)
		return rp_fail_store(store, wrong);
	if (wrong == 0)
		printf("%s: nothing is wrong\n", options->store);
	return wrong ? RP_EXIT_DIFFERENT : RP_EXIT_DONE;
}

static int expire(struct rp_store *store, const struct store_options *options)
{
	uint64_t forgotten;
	int status = rp_store_expire(&forgotten, store,
				     (int64_t)time(NULL) -
					 (int64_t)options->days * 86400);

	if (status == RP_OK && forgotten > 0)
		status = rp_store_vacuum(store);
	if (status != RP_OK)
		return rp_fail_store(store, status);
	printf("%" PRIu64 " articles forgotten\n", forgotten);
	return RP_EXIT_DONE;
}

static int vacuum(struct rp_store *store, const struct store_options *options)
{
	int status = rp_store_vacuum(store);

	(void)options;
	return status == RP_OK ? RP_EXIT_DONE : rp_fail_store(store, status);
}

static void put_row(struct rp_buffer *out,
		    const struct rp_store_article *article,
		    const struct rp_store_verdict *verdict)
{
	const struct {
		const char *name;
		struct rp_str value;
	} strings[] = {
	    {"id", article->name},	{"source", article->source},
	    {"url", article->url},	{"host", article->host},
	    {"title", article->title},	{"published", article->published},
	    {"agency", article->agency}};
	size_t i;

	rp_buffer_putc(out, '{');
	rp_json_field_u64(out, "article", (uint64_t)article->id);
	rp_json_field_u64(out, "run", (uint64_t)article->run);
	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		if (strings[i].value.len)
			rp_json_field(out, strings[i].name, strings[i].value);
	rp_json_field_u64(out, "words", article->words);
	if (article->replaces)
		rp_json_field_u64(out, "replaces", (uint64_t)article->replaces);
	if (verdict->cluster) {
		rp_json_field_u64(out, "cluster", (uint64_t)verdict->cluster);
		rp_json_field_u64(out, "kept", (uint64_t)verdict->kept);
		rp_json_field(out, "relation", verdict->relation);
		rp_json_field_share(out, "jaccard", verdict->jaccard);
		rp_json_field_share(out, "containment", verdict->containment);
		rp_json_field_bool(out, "original", verdict->original);
	}
	rp_buffer_puts(out, "}\n");
}

static int write_rows(struct rp_outfile *file, struct rp_store *store)
{
	struct rp_store_export *rows = NULL;
	struct rp_store_article article;
	struct rp_store_verdict verdict;
	struct rp_buffer out;
	int status = rp_store_export_create(&rows, store);

	rp_buffer_init(&out);
	while (status == RP_OK &&
	       (status = rp_store_export_next(&article, &verdict, rows)) == 1) {
		put_row(&out, &article, &verdict);
		status = rp_buffer_status(&out);
		rp_outfile_write(file, out.data, out.len);
		rp_buffer_clear(&out);
	}
	rp_buffer_dispose(&out);
	rp_store_export_free(rows);
	return status;
}

static int export(struct rp_store *store, const struct store_options *options)
{
	struct rp_output output;
	struct rp_error error;
	int status;

	if (rp_output_open(&output, options->output, &error) != 0)
		return rp_fail(error.message);
	status = write_rows(output.file, store);
	if (status != RP_OK) {
		rp_output_abort(&output);
		return rp_fail_store(store, status);
	}
	return rp_output_commit(&output, &error) == 0 ? RP_EXIT_DONE
						      : rp_fail(error.message);
}

static const struct action {
	const char *name;
	enum rp_store_mode mode;
	int (*act)(struct rp_store *store, const struct store_options *options);
} actions[] = {{"stats", RP_STORE_READ, stats},
	       {"check", RP_STORE_READ, check},
	       {"expire", RP_STORE_KEEP, expire},
	       {"export", RP_STORE_READ, export},
	       {"vacuum", RP_STORE_KEEP, vacuum}};

/* ----- the command ----- */

static int act(const struct action *action, const struct store_options *options)
{
	struct rp_store *store;
	struct rp_error error;
	int code = rp_store_open(&store, options->store, action->mode,
				 options->wait, &error);

	if (code == 1)
		return RP_EXIT_BUSY;
	if (code != 0)
		return rp_fail(error.message);
	code = action->act(store, options);
	rp_store_free(store);
	return code;
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct store_options options = {0};
	size_t i;
	int rest;
	int code = rp_options_parse(command, &options, argc, argv, &rest);

	if (code >= 0)
		return code;
	if (rest != 1)
		return rp_options_usage(command,
					"one of stats, check, expire, export, "
					"vacuum is asked for");
	if (!options.store)
		return rp_options_usage(command, "no --store given");
	if (options.output && rp_outfile_same(options.output, options.store))
		return rp_options_usage(command, "the export would replace the "
						 "store");
	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (strcmp(argv[0], actions[i].name) != 0)
			continue;
		if (actions[i].act == expire && !options.days)
			return rp_options_usage(
			    command, "expire needs --older-than DAYS");
		if (actions[i].act != expire && options.days)
			return rp_options_usage(command,
						"--older-than is for expire");
		if (actions[i].act != export && options.output)
			return rp_options_usage(command,
						"--output is for export");
		return act(&actions[i], &options);
	}
	return rp_options_usage(command,
				"'%s' is none of stats, check, expire, export, "
				"vacuum",
				argv[0]);
}

const struct rp_command rp_command_store = {
    "store",
    "--store FILE [OPTION]... stats|check|expire|export|vacuum",
    "Look after a store: its size, its health, what it forgets.",
    "stats   what it holds\n"
    "check   whether all that must be true of it is\n"
    "expire  forget articles older than --older-than DAYS, but not those in a "
    "cluster\n        with younger ones, and shrink the file\n"
    "export  every article and what became of it, JSON Lines\n"
    "vacuum  give back what is not in use\n\n"
    "Exit codes: 0 done, 1 check found something wrong, 2 usage, 5 failed, 75 "
    "a run\nholds the store.",
    table,
    sizeof(table) / sizeof(table[0]),
    run,
};
