/* SPDX-License-Identifier: Apache-2.0 */
/* scan_options.c - the option table of "reprint scan". */
#include "scan_options.h"

#include "log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* MiB held of temporary files. What 25,000 news articles spool; held beside
 * all else that stays it keeps the whole below 400 bytes an article and 300 MB.
 */
#define USUAL_HELD 96
#define MOST_HELD  1048576

static const char *take_relation(void *context, const char *value)
{
	struct scan_options *options = context;

	if (strcmp(value, "copy") == 0)
		options->match.reach = RP_REACH_COPY;
	else if (strcmp(value, "excerpt") == 0)
		options->match.reach = RP_REACH_EXCERPT;
	else if (strcmp(value, "fragment") == 0)
		options->match.reach = RP_REACH_FRAGMENT;
	else
		return "not one of copy, excerpt, fragment";
	return NULL;
}

static const char *take_excerpts(void *context, const char *value)
{
	struct scan_options *options = context;

	if (strcmp(value, "keep") != 0 && strcmp(value, "drop") != 0)
		return "not one of keep, drop";
	options->keep_excerpts = strcmp(value, "keep") == 0;
	return NULL;
}

static const char *take_keep(void *context, const char *value)
{
	struct scan_options *options = context;
	const char *wrong = rp_keep_rules_read(&options->keep, value);

	options->match.keep_count = options->keep.count;
	return wrong;
}

static const char *take_method(void *context, const char *value)
{
	struct scan_options *options = context;

	if (strcmp(value, "minhash") == 0)
		options->match.method = RP_METHOD_MINHASH;
	else if (strcmp(value, "simhash") == 0)
		options->match.method = RP_METHOD_SIMHASH;
	else
		return "not one of minhash, simhash";
	return NULL;
}

static const char *take_hashes(void *context, const char *value)
{
	struct scan_options *options = context;
	unsigned long number;

	if (!rp_options_whole(&number, value, 16, 1024) || number % 8)
		return "not a multiple of 8 from 16 to 1024";
	options->match.hashes = (unsigned)number;
	return NULL;
}

static const char *take_seed(void *context, const char *value)
{
	struct scan_options *options = context;
	unsigned long number;

	if (!rp_options_whole(&number, value, 0, (unsigned long)-1))
		return "not a whole number";
	options->match.seed = number;
	return NULL;
}

const struct rp_option scan_options_table[] = {
    RP_HEADING("Output:"),
    {"format", "FORMAT", "report as text (default), json (JSON Lines) or csv",
     RP_WORD(struct scan_options, format, "text, json, csv"), .letter = 'f'},
    {"output", "FILE",
     "write the report to FILE (default: standard "
     "output)",
     RP_TEXT(struct scan_options, output), .letter = 'o'},
    {"clean", "FILE", "write the articles kept, JSON Lines",
     RP_TEXT(struct scan_options, clean)},
    {"dropped", "FILE",
     "write the others, each with what was kept "
     "instead",
     RP_TEXT(struct scan_options, dropped)},
    {"table", "FILE",
     "write a row for every article: CSV, or JSON "
     "Lines if FILE ends in .jsonl, .ndjson or .jl",
     RP_TEXT(struct scan_options, table)},
    {"outlets", "FILE",
     "write what became of each outlet's articles: CSV or JSON Lines, likewise",
     RP_TEXT(struct scan_options, outlets)},
    {"rejects", "FILE", "list the input that was rejected, JSON Lines",
     RP_TEXT(struct scan_options, rejects)},
    {"furniture", "FILE",
     "list sentences that recur in different articles and did not count",
     RP_TEXT(struct scan_options, furniture)},
    {"self-check", "N",
     "print N pairs (1 to 10000) on either side of the line, and the recall of "
     "candidates",
     RP_WHOLE(struct scan_options, match.self_check, 1, 10000)},
    {"quiet", NULL, "print nothing on standard error but failures",
     RP_SWITCH(struct scan_options, quiet)},
    {"log-format", "FORMAT",
     "messages as text (default) or json, a line an event",
     RP_TAKE(rp_log_take)},
    {"no-time", NULL, "leave the line of timing out of the text report",
     RP_SWITCH(struct scan_options, no_time)},
    {"fail-on-duplicates", NULL, "exit with 1 if anything was dropped",
     RP_SWITCH(struct scan_options, fail_on_duplicates)},
    RP_HEADING("Input:"),
    {"field", "FIELD=NAME",
     "JSON: NAME (or pointer /A/B) is id, url, title, published, text or "
     "html; several: in turn",
     RP_TAKE_AT(struct scan_options, fields, struct rp_field_names,
		rp_field_names_take)},
    RP_DATE_ORDER(struct scan_options),
    RP_HEADING("Night after night:"),
    {"store", "FILE",
     "add the articles to those of FILE, group all, tell what is new",
     RP_NAME(struct scan_options, store)},
    {"index", "FILE",
     "keep in FILE what is derived from the store's articles (5 kB each)",
     RP_NAME(struct scan_options, index)},
    {"metrics", "FILE",
     "write numbers of the run for Prometheus' textfile collector",
     RP_TEXT(struct scan_options, metrics)},
    {"wait", "SECONDS",
     "wait for another run on the store to end; without, exit with 75",
     RP_WAIT(struct scan_options, wait)},
    RP_HEADING("What is one report:"),
    {"threshold", "T",
     "Jaccard similarity from which a print is called a copy or version, "
     "0.05 to 1 (0.5)",
     RP_NUMBER(struct scan_options, match.threshold, 0.05, 1)},
    {"containment", "C",
     "share of one text's own prose that the other must hold: what is one "
     "report, 0.3 to 1 (0.5)",
     RP_NUMBER(struct scan_options, match.containment, 0.3, 1)},
    {"relation", "R",
     "copy: stop at copies; excerpt (default): excerpts too; fragment: list "
     "fragments",
     RP_TAKE(take_relation)},
    {"window", "DAYS",
     "prints of one report lie at most DAYS apart, 1 to 36500 (any number)",
     RP_WHOLE(struct scan_options, match.window, 1, 36500)},
    {"keep", "RULES",
     "which one to keep: origin, earliest, longest and source:HOST "
     "(origin,earliest,longest)",
     RP_TAKE(take_keep)},
    {"excerpts", "drop|keep",
     "keep: all stay in the cleaned corpus; drop (default): those stay that "
     "it would else lack",
     RP_TAKE(take_excerpts)},
    RP_HEADING("How it is found:"),
    {"method", "M", "propose pairs by minhash (default) or simhash",
     RP_TAKE(take_method)},
    {"shingle", "N", "words in a shingle, 2 to 16 (5)",
     RP_WHOLE(struct scan_options, match.shingle_words, 2, 16)},
    {"hashes", "N", "slots in a MinHash signature, 16 to 1024 by eights (128)",
     RP_TAKE(take_hashes)},
    {"distance", "N", "SimHash: bits that may differ, 0 to 14 (12)",
     RP_WHOLE(struct scan_options, match.distance, 0, 14)},
    {"seed", "N", "seed of the hash functions (1)", RP_TAKE(take_seed)},
    {"threads", "N", "threads, 1 to 512 (one a core); never changes a result",
     RP_WHOLE(struct scan_options, match.threads, 1, 512)},
    {"tmp", "FOLDER",
     "where to spool words of articles, about the size of the text "
     "($TMPDIR or /tmp)",
     RP_TEXT(struct scan_options, temporary)},
    {"tmp-memory", "MIB",
     "how much of that may stand in memory before it is written (96; --index "
     "writes all)",
     RP_WHOLE(struct scan_options, held, 0, MOST_HELD)},
    RP_HELP,
};

_Static_assert(sizeof(scan_options_table) / sizeof(scan_options_table[0]) ==
		   SCAN_OPTIONS,
	       "scan_options.h tells the number of options");

void scan_options_init(struct scan_options *options)
{
	static const struct rp_options match = RP_OPTIONS_INIT;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	memset(options, 0, sizeof(*options));
	options->match = match;
	options->match.threads = cores > 0 ? (unsigned)cores : 1;
	options->format = "text";
	options->held = USUAL_HELD;
	rp_keep_rules_init(&options->keep);
	options->match.keep = options->keep.list;
	options->match.keep_count = options->keep.count;
	rp_field_names_init(&options->fields);
}

const char *scan_options_clash(const struct scan_options *options)
{
	static const struct rp_options usual = RP_OPTIONS_INIT;
	const struct rp_options *match = &options->match;

	if (options->store && match->self_check)
		return "--self-check shows texts, and a store has none: it "
		       "does not go with --store";
	if (options->index && !options->store)
		return "--index needs --store";
	if (options->wait && !options->store)
		return "--wait needs --store";
	if (match->self_check && strcmp(options->format, "csv") == 0)
		return "--self-check is written with the formats text and json";
	if (match->distance != usual.distance &&
	    match->method != RP_METHOD_SIMHASH)
		return "--distance needs --method simhash";
	return NULL;
}
