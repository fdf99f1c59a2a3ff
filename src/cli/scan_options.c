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

static const char *take_format(void *context, const char *value)
{
	struct scan_options *options = context;

	if (strcmp(value, "text") != 0 && strcmp(value, "json") != 0 &&
	    strcmp(value, "csv") != 0)
		return "not one of text, json, csv";
	options->format = value;
	return NULL;
}

static const char *take_output(void *context, const char *value)
{
	((struct scan_options *)context)->output = value;
	return NULL;
}

static const char *take_clean(void *context, const char *value)
{
	((struct scan_options *)context)->clean = value;
	return NULL;
}

static const char *take_dropped(void *context, const char *value)
{
	((struct scan_options *)context)->dropped = value;
	return NULL;
}

static const char *take_table(void *context, const char *value)
{
	((struct scan_options *)context)->table = value;
	return NULL;
}

static const char *take_rejects(void *context, const char *value)
{
	((struct scan_options *)context)->rejects = value;
	return NULL;
}

static const char *take_furniture(void *context, const char *value)
{
	((struct scan_options *)context)->furniture = value;
	return NULL;
}

static const char *take_self_check(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_unsigned(&options->match.self_check, value, 1, 10000,
				   "not a whole number from 1 to 10000");
}

static const char *take_temporary(void *context, const char *value)
{
	((struct scan_options *)context)->temporary = value;
	return NULL;
}

static const char *take_held(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_unsigned(&options->held, value, 0, MOST_HELD,
				   "not a whole number from 0 to 1048576");
}

static const char *take_metrics(void *context, const char *value)
{
	((struct scan_options *)context)->metrics = value;
	return NULL;
}

static const char *take_store(void *context, const char *value)
{
	((struct scan_options *)context)->store = value;
	return *value ? NULL : "empty";
}

static const char *take_index(void *context, const char *value)
{
	((struct scan_options *)context)->index = value;
	return *value ? NULL : "empty";
}

static const char *take_wait(void *context, const char *value)
{
	return rp_options_wait(&((struct scan_options *)context)->wait, value);
}

static const char *take_field(void *context, const char *value)
{
	return rp_field_names_take(&((struct scan_options *)context)->fields,
				   value);
}

static const char *take_threshold(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_share(&options->match.threshold, value, 0.05, 1)
		   ? NULL
		   : "not a number from 0.05 to 1";
}

static const char *take_containment(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_share(&options->match.containment, value, 0.3, 1)
		   ? NULL
		   : "not a number from 0.3 to 1";
}

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

static const char *take_window(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_unsigned(&options->match.window, value, 1, 36500,
				   "not a whole number from 1 to 36500");
}

static const char *take_excerpts(void *context, const char *value)
{
	struct scan_options *options = context;

	if (strcmp(value, "keep") != 0 && strcmp(value, "drop") != 0)
		return "not one of keep, drop";
	options->keep_excerpts = strcmp(value, "keep") == 0;
	return NULL;
}

/* One rule of the list, of len bytes. */
static const char *take_rule(struct scan_options *options, const char *value,
			     size_t len)
{
	size_t at = options->match.keep_count;
	struct rp_keep *rule = &options->keep[at];

	if (at == RP_LIMIT_KEEP_RULES)
		return "more than 16 rules";
	rule->host = NULL;
	if (len == 6 && memcmp(value, "origin", 6) == 0) {
		rule->kind = RP_KEEP_ORIGIN;
	} else if (len == 8 && memcmp(value, "earliest", 8) == 0) {
		rule->kind = RP_KEEP_EARLIEST;
	} else if (len == 7 && memcmp(value, "longest", 7) == 0) {
		rule->kind = RP_KEEP_LONGEST;
	} else if (len > 7 && memcmp(value, "source:", 7) == 0) {
		char address[300];

		if (len - 7 >= sizeof(options->hosts[at]))
			return "the host is longer than 255 bytes";
		snprintf(address, sizeof(address), "//%.*s", (int)(len - 7),
			 value + 7);
		if (rp_url_host(options->hosts[at], sizeof(options->hosts[at]),
				(struct rp_str){address, strlen(address)}) == 0)
			return "not a host";
		rule->kind = RP_KEEP_SOURCE;
		rule->host = options->hosts[at];
	} else {
		return "rules are origin, earliest, longest and source:HOST, "
		       "parted by commas";
	}
	options->match.keep_count++;
	return NULL;
}

static const char *take_keep(void *context, const char *value)
{
	struct scan_options *options = context;
	const char *wrong = NULL;

	options->match.keep_count = 0;
	while (!wrong) {
		size_t len = strcspn(value, ",");

		wrong = take_rule(options, value, len);
		if (!value[len])
			break;
		value += len + 1;
	}
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

static const char *take_distance(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_unsigned(&options->match.distance, value, 0, 14,
				   "not a whole number from 0 to 14");
}

static const char *take_shingle(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_unsigned(&options->match.shingle_words, value, 2, 16,
				   "not a whole number from 2 to 16");
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

static const char *take_threads(void *context, const char *value)
{
	struct scan_options *options = context;

	return rp_options_unsigned(&options->match.threads, value, 1, 512,
				   "not a whole number from 1 to 512");
}

static const char *take_quiet(void *context, const char *value)
{
	(void)value;
	((struct scan_options *)context)->quiet = true;
	return NULL;
}

static const char *take_no_time(void *context, const char *value)
{
	(void)value;
	((struct scan_options *)context)->no_time = true;
	return NULL;
}

static const char *take_fail(void *context, const char *value)
{
	(void)value;
	((struct scan_options *)context)->fail_on_duplicates = true;
	return NULL;
}

const struct rp_option scan_options_table[] = {
    {0, NULL, NULL, "Output:", NULL},
    {'f', "format", "FORMAT",
     "report as text (default), json (JSON Lines) or csv", take_format},
    {'o', "output", "FILE",
     "write the report to FILE (default: standard "
     "output)",
     take_output},
    {0, "clean", "FILE", "write the articles kept, JSON Lines", take_clean},
    {0, "dropped", "FILE",
     "write the others, each with what was kept "
     "instead",
     take_dropped},
    {0, "table", "FILE",
     "write a row for every article: CSV, or JSON "
     "Lines if FILE ends in .jsonl",
     take_table},
    {0, "rejects", "FILE", "list the input that was rejected, JSON Lines",
     take_rejects},
    {0, "furniture", "FILE",
     "list sentences that recur in different articles and did not count",
     take_furniture},
    {0, "self-check", "N",
     "print N pairs on either side of the line and the recall of candidates",
     take_self_check},
    {0, "quiet", NULL, "print nothing on standard error but failures",
     take_quiet},
    {0, "log-format", "FORMAT",
     "messages as text (default) or json, a line an event", rp_log_take},
    {0, "no-time", NULL, "leave the line of timing out of the text report",
     take_no_time},
    {0, "fail-on-duplicates", NULL, "exit with 1 if anything was dropped",
     take_fail},
    {0, NULL, NULL, "Input:", NULL},
    {0, "field", "FIELD=NAME",
     "JSON: take id, url, title, published, text or html from NAME, or "
     "from a pointer /A/B",
     take_field},
    {0, NULL, NULL, "Night after night:", NULL},
    {0, "store", "FILE",
     "add the articles to those of FILE, group all, tell what is new",
     take_store},
    {0, "index", "FILE",
     "keep in FILE what is derived from the store's articles (5 kB each)",
     take_index},
    {0, "metrics", "FILE",
     "write numbers of the run for Prometheus' textfile collector",
     take_metrics},
    {0, "wait", "SECONDS",
     "wait for another run on the store to end; without, exit with 75",
     take_wait},
    {0, NULL, NULL, "What is one report:", NULL},
    {0, "threshold", "T",
     "Jaccard similarity from which a print is called a copy or version, "
     "0.05 to 1 (0.5)",
     take_threshold},
    {0, "containment", "C",
     "share of one text's own prose that the other must hold: what is one "
     "report, 0.3 to 1 (0.5)",
     take_containment},
    {0, "relation", "R",
     "copy: stop at copies; excerpt (default): excerpts too; fragment: list "
     "fragments",
     take_relation},
    {0, "window", "DAYS",
     "prints of one report lie at most DAYS apart (any number)", take_window},
    {0, "keep", "RULES",
     "which one to keep: origin, earliest, longest and source:HOST "
     "(origin,earliest,longest)",
     take_keep},
    {0, "excerpts", "drop|keep",
     "keep: all stay in the cleaned corpus; drop (default): those stay that "
     "it would else lack",
     take_excerpts},
    {0, NULL, NULL, "How it is found:", NULL},
    {0, "method", "M", "propose pairs by minhash (default) or simhash",
     take_method},
    {0, "shingle", "N", "words in a shingle, 2 to 16 (5)", take_shingle},
    {0, "hashes", "N",
     "slots in a MinHash signature, 16 to 1024 by eights (128)", take_hashes},
    {0, "distance", "N", "SimHash: bits that may differ, 0 to 14 (12)",
     take_distance},
    {0, "seed", "N", "seed of the hash functions (1)", take_seed},
    {0, "threads", "N", "threads (one a core); never changes a result",
     take_threads},
    {0, "tmp", "FOLDER",
     "where to spool words of articles, about the size of the text "
     "($TMPDIR or /tmp)",
     take_temporary},
    {0, "tmp-memory", "MIB",
     "how much of that may stand in memory before it is written (96; --index "
     "writes all)",
     take_held},
    {'h', "help", NULL, "print this", NULL},
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
	options->keep[0].kind = RP_KEEP_ORIGIN;
	options->keep[1].kind = RP_KEEP_EARLIEST;
	options->keep[2].kind = RP_KEEP_LONGEST;
	options->match.keep = options->keep;
	options->match.keep_count = 3;
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
