/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_store.c - "reprint store": looking after a store. */
#include "array.h"
#include "commands.h"
#include "day.h"
#include "exit.h"
#include "fail.h"
#include "json.h"
#include "log.h"
#include "output.h"
#include "own_files.h"
#include "printable.h"
#include "upkeep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Of an address that is printed. */
#define PLACE_BYTES 200
/* Damaged articles that are taken out without a question. */
#define FEW 10

struct store_options {
	const char *store;
	const char *output;
	const char *format; /* of stats */
	unsigned wait;
	unsigned days; /* 0: not given */
	bool dry_run;
	bool all;
	int64_t *articles; /* that are named */
	size_t article_count;
};

static const struct rp_option table[] = {
    {"store", "FILE", "the store (needed)",
     RP_TEXT(struct store_options, store)},
    {"output", "FILE", "export: write to FILE (default: standard output)",
     RP_TEXT(struct store_options, output), .letter = 'o'},
    {"format", "FORMAT", "stats: text (default) or json",
     RP_WORD(struct store_options, format, "text, json"), .letter = 'f'},
    {"older-than", "DAYS",
     "expire: forget articles published before that many days",
     RP_WHOLE(struct store_options, days, 1, 36500)},
    {"dry-run", NULL, "expire: say how many, and forget none",
     RP_SWITCH(struct store_options, dry_run)},
    {"all", NULL, "expire: also where that is every article of the store",
     RP_SWITCH(struct store_options, all)},
    {"wait", "SECONDS",
     "wait for a run on the store to end; without, exit with 75",
     RP_WAIT(struct store_options, wait)},
    RP_HELP,
};

/* ----- actions ----- */

/* "2025-03-01", of an instant. */
static struct rp_str day_of(char text[static 32], int64_t instant)
{
	time_t seconds = (time_t)instant;
	struct tm tm;

	if (!gmtime_r(&seconds, &tm))
		return (struct rp_str){NULL, 0};
	return (struct rp_str){text, strftime(text, 32, "%Y-%m-%d", &tm)};
}

static void print_day(const char *label, int64_t instant)
{
	char text[32];
	struct rp_str day = day_of(text, instant);

	printf("%-22s %14.*s\n", label, (int)day.len, day.len ? day.data : "");
}

/* A number of a store, by the name that it has for people and for programs. */
struct figure {
	const char *label;
	const char *name;
	uint64_t value;
};

static void print_text(const struct figure *figures, size_t count,
		       const struct rp_store_stats *all)
{
	size_t i;

	for (i = 0; i < count; i++)
		printf("%-22s %14" PRIu64 "\n", figures[i].label,
		       figures[i].value);
	if (all->first || all->last) {
		print_day("first published", all->first);
		print_day("last published", all->last);
	}
	if (all->unfinished)
		printf("run %" PRId64 " was ended on the way; the next scan "
		       "takes it up\n",
		       all->unfinished);
}

static int print_json(const struct figure *figures, size_t count,
		      const struct rp_store_stats *all)
{
	struct rp_buffer out;
	char text[32];
	size_t i;
	int status;

	rp_buffer_init(&out);
	rp_buffer_putc(&out, '{');
	for (i = 0; i < count; i++)
		rp_json_field_u64(&out, figures[i].name, figures[i].value);
	if (all->first || all->last) {
		rp_json_field(&out, "first_published",
			      day_of(text, all->first));
		rp_json_field(&out, "last_published", day_of(text, all->last));
	}
	if (all->unfinished)
		rp_json_field_u64(&out, "unfinished_run",
				  (uint64_t)all->unfinished);
	rp_buffer_puts(&out, "}\n");
	status = rp_buffer_status(&out);
	if (status == RP_OK)
		fputs(out.data, stdout);
	rp_buffer_dispose(&out);
	return status;
}

static int stats(struct rp_store *store, const struct store_options *options)
{
	struct rp_store_stats all;
	int status = rp_store_stats(&all, store);
	const struct figure figures[] = {
	    {"bytes", "bytes", all.bytes},
	    {"  not in use", "free_bytes", all.free_bytes},
	    {"articles", "articles", all.articles},
	    {"  bytes an article", "bytes_an_article",
	     all.articles ? all.bytes / all.articles : 0},
	    {"  words of all", "words", all.words},
	    {"  packed, bytes", "text_bytes", all.text_bytes},
	    {"different words", "different_words", all.vocabulary},
	    {"hosts", "hosts", all.hosts},
	    {"clusters", "clusters", all.clusters},
	    {"  articles in them", "clustered_articles", all.members},
	    {"recurring sentences", "recurring_sentences", all.furniture},
	    {"runs", "runs", all.runs}};
	const size_t count = sizeof(figures) / sizeof(figures[0]);

	if (status != RP_OK)
		return rp_fail_store(store, status);
	if (strcmp(options->format, "text") == 0)
		print_text(figures, count, &all);
	else
		status = print_json(figures, count, &all);
	return status == RP_OK ? RP_EXIT_DONE : rp_fail(rp_strerror(status));
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

static int shrink(struct rp_store *store)
{
	bool shared;
	int status = rp_store_vacuum(&shared, store);

	if (shared)
		rp_log(RP_LOG_NOTE, "the store is being read, so the file "
				    "shrinks when it is next written");
	return status;
}

static int expire(struct rp_store *store, const struct store_options *options)
{
	struct rp_store_expired expired;
	int64_t before = (int64_t)time(NULL) - (int64_t)options->days * RP_DAY;
	char text[32];
	struct rp_str day = day_of(text, before);
	int status = rp_store_expire(&expired, store, before,
				     options->dry_run ? RP_STORE_LOOK
				     : options->all   ? RP_STORE_ALL
						      : RP_STORE_SOME);

	if (status == RP_OK && expired.refused) {
		rp_log(RP_LOG_ERROR,
		       "%s: every article (%" PRIu64 ") is from before %.*s, "
		       "and none is forgotten; if the clock is right and that "
		       "is what you want, say --all",
		       options->store, expired.old, (int)day.len, day.data);
		return RP_EXIT_FAILED;
	}
	if (status == RP_OK && expired.old > 0 && !options->dry_run)
		status = shrink(store);
	if (status != RP_OK)
		return rp_fail_store(store, status);
	printf("%" PRIu64 " of %" PRIu64 " article%s %sforgotten%s\n",
	       expired.old, expired.articles, expired.articles == 1 ? "" : "s",
	       options->dry_run ? "would be " : "",
	       options->dry_run && expired.old == expired.articles &&
		       expired.old > 0
		   ? " (only with --all)"
		   : "");
	return RP_EXIT_DONE;
}

/* Forget articles, and say how many there were. */
static int forget_all(struct rp_store *store, const int64_t *articles,
		      size_t count)
{
	uint64_t forgotten;
	int status = rp_store_forget(&forgotten, store, articles, count);

	if (status != RP_OK)
		return rp_fail_store(store, status);
	printf("%" PRIu64 " article%s forgotten%s\n", forgotten,
	       forgotten == 1 ? "" : "s",
	       forgotten ? "; the next scan groups the others of their clusters"
			 : "");
	if (forgotten == count)
		return RP_EXIT_DONE;
	rp_log(RP_LOG_NOTE, "%" PRIu64 " of the numbers %s of no article",
	       count - forgotten, count - forgotten == 1 ? "is" : "are");
	return RP_EXIT_DIFFERENT;
}

static int forget(struct rp_store *store, const struct store_options *options)
{
	return forget_all(store, options->articles, options->article_count);
}

/* Articles that are damaged. */
struct damage {
	int64_t *articles;
	size_t count;
	size_t capacity;
};

static int note_damaged(void *context, const struct rp_store_article *article)
{
	struct damage *damage = context;
	struct rp_str place = article->url.len ? article->url : article->source;
	struct rp_buffer line;

	if (rp_array_reserve(&damage->articles, &damage->capacity,
			     damage->count + 1,
			     sizeof(*damage->articles)) != RP_OK)
		return RP_ENOMEM;
	damage->articles[damage->count++] = article->id;
	rp_buffer_init(&line);
	rp_buffer_printf(&line, "damaged: article %" PRId64 "  ", article->id);
	rp_printable(&line, place, PLACE_BYTES);
	rp_buffer_putc(&line, '\n');
	if (!line.failed)
		fputs(line.data, stdout);
	rp_buffer_dispose(&line);
	return RP_OK;
}

/* Few are what a disk does; if it is more than that a copy is worth more. */
static int repair_few(struct rp_store *store, const struct damage *damage)
{
	struct rp_store_stats all;
	int status = rp_store_stats(&all, store);

	if (status != RP_OK)
		return rp_fail_store(store, status);
	if (damage->count > FEW && damage->count > all.articles / 10) {
		rp_log(RP_LOG_ERROR,
		       "%zu of %" PRIu64 " articles are damaged: put a copy of "
		       "the store back, or take them out with 'forget'",
		       damage->count, all.articles);
		return RP_EXIT_FAILED;
	}
	return forget_all(store, damage->articles, damage->count);
}

static int repair(struct rp_store *store, const struct store_options *options)
{
	struct damage damage = {NULL, 0, 0};
	int status = rp_store_damaged(store, note_damaged, &damage);
	int code;

	(void)options;
	code = status == RP_OK ? repair_few(store, &damage)
			       : rp_fail_store(store, status);
	free(damage.articles);
	return code;
}

static int vacuum(struct rp_store *store, const struct store_options *options)
{
	int status = shrink(store);

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
} actions[] = {
    {"stats", RP_STORE_READ, stats},   {"check", RP_STORE_READ, check},
    {"expire", RP_STORE_KEEP, expire}, {"export", RP_STORE_READ, export},
    {"forget", RP_STORE_KEEP, forget}, {"repair", RP_STORE_KEEP, repair},
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

#define ACTIONS "stats, check, expire, export, forget, repair, vacuum"

/* What goes with an action, and what it needs; or NULL. */
static const char *clash(const struct action *action,
			 const struct store_options *options)
{
	if (!options->store)
		return "no --store given";
	if (rp_own_files_clash(&options->output, 1, options->store, NULL))
		return "the export would replace the store, or a file beside "
		       "it";
	if (action->act == expire && !options->days)
		return "expire needs --older-than DAYS";
	if (action->act != expire && options->days)
		return "--older-than is for expire";
	if (action->act != expire && (options->dry_run || options->all))
		return "--dry-run and --all are for expire";
	if (action->act != export && options->output)
		return "--output is for export";
	if (action->act != stats && strcmp(options->format, "text") != 0)
		return "--format is for stats";
	if (action->act == forget && options->article_count == 0)
		return "forget needs the numbers of articles";
	return NULL;
}

static int compare_numbers(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a;
	int64_t other = *(const int64_t *)b;

	return one < other ? -1 : one > other;
}

/* Each number once, in order; returns how many there are. */
static size_t leave_once(int64_t *numbers, size_t count)
{
	size_t kept = 0;
	size_t i;

	qsort(numbers, count, sizeof(*numbers), compare_numbers);
	for (i = 0; i < count; i++)
		if (i == 0 || numbers[i] != numbers[i - 1])
			numbers[kept++] = numbers[i];
	return kept;
}

/* The numbers behind an action. */
static int read_articles(struct store_options *options,
			 const struct rp_command *command, int count,
			 char **numbers)
{
	int i;

	if (count <= 0)
		return -1;
	options->articles = malloc((size_t)count * sizeof(*options->articles));
	if (!options->articles)
		return rp_fail(rp_strerror(RP_ENOMEM));
	for (i = 0; i < count; i++) {
		unsigned long number;

		if (!rp_options_whole(&number, numbers[i], 1, INT64_MAX))
			return rp_options_usage(
			    command, "'%s' is no number of an article",
			    numbers[i]);
		options->articles[i] = (int64_t)number;
	}
	options->article_count = leave_once(options->articles, (size_t)count);
	return -1;
}

static const struct action *find_action(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(name, actions[i].name) == 0)
			return &actions[i];
	return NULL;
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct store_options options = {.format = "text"};
	const struct action *action;
	const char *wrong;
	int rest;
	int code = rp_options_parse(command, &options, argc, argv, &rest);

	if (code >= 0)
		return code;
	if (rest == 0)
		return rp_options_usage(command,
					"one of " ACTIONS " is asked for");
	action = find_action(argv[0]);
	if (!action)
		return rp_options_usage(command, "'%s' is none of " ACTIONS,
					argv[0]);
	if (action->act != forget && rest > 1)
		return rp_options_usage(command,
					"'%s' does not belong behind '%s'",
					argv[1], argv[0]);
	code = read_articles(&options, command, rest - 1, argv + 1);
	wrong = code < 0 ? clash(action, &options) : NULL;
	if (wrong)
		code = rp_options_usage(command, "%s", wrong);
	if (code < 0)
		code = act(action, &options);
	free(options.articles);
	return code;
}

const struct rp_command rp_command_store = {
    "store",
    "--store FILE [OPTION]... stats|check|expire|export|forget|repair|vacuum",
    "Look after a store: its size, its health, what it forgets.",
    "Actions:\n"
    "  stats                     what it holds\n"
    "  check                     whether all that must be true of it is\n"
    "  expire                    forget articles older than --older-than DAYS, "
    "but not those in a\n                            cluster with younger "
    "ones, and shrink the file\n"
    "  export                    every article and what became of it, JSON "
    "Lines\n"
    "  forget NUMBER...          take out these articles (export has their "
    "numbers); the next scan\n                            groups the others "
    "of their clusters\n"
    "  repair                    the same with articles whose words the disk "
    "damaged\n"
    "  vacuum                    give back what is not in use\n\n"
    "Exit codes: 0 done, 1 check found something wrong or some to forget are "
    "not there,\n2 usage, 5 failed, 75 a run holds the store.",
    table,
    sizeof(table) / sizeof(table[0]),
    run,
};
