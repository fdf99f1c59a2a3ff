/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench.c - one table of what each stage costs
 *
 * usage: reprint_bench REPRINT [ARTICLES [RUNS]]
 *
 * Stages are timed in this process on one thread, on generated articles held
 * in memory; whole runs are timed from outside as processes of their own. A
 * figure is the median of RUNS runs. MB are 10^6 bytes of article text (of
 * JSON or HTML where the stage's name says so). Machines are noisy: compare
 * ratios within one table, not tables. The ratio of a stage is to hashing the
 * text with XXH3, that of a whole run to the first of them.
 */
#include "corpus_model.h"
#include "hash.h"
#include "json_reader.h"
#include "reprint.h"
#include "words.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_RUNS 25
/* Stages run on this many articles at most: enough to be steady. */
#define STAGE_ARTICLES 5000
#define PAGES	       1000
#define CORPUS_BUFFER  ((size_t)1 << 20)
/* Files of one article. */
#define FEW_FILES  100
#define MANY_FILES 5000

struct bench {
	const char *program;
	uint64_t articles;
	unsigned runs;
	struct corpus_model *model;
	struct rp_buffer text; /* texts behind each other, NUL between */
	struct rp_buffer json;
	struct rp_buffer html;
	size_t count;
	size_t pages;
	char folder[64];
	double stages;	   /* bytes a second that stages are compared with */
	double runs_whole; /* … and whole runs */
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
	double first = *(const double *)a;
	double second = *(const double *)b;

	return first < second ? -1 : first > second;
}

static double median(double *values, unsigned count)
{
	qsort(values, count, sizeof(*values), by_value);
	return values[count / 2];
}

/* reference: bytes a second of the row that ratios are to; 0: this is it. */
static void row(double *reference, const char *stage, double bytes,
		double items, double seconds, long kilobytes)
{
	double speed = bytes / seconds;

	if (*reference <= 0)
		*reference = speed;
	printf("%-46s %9.1f %7.3f %11.0f", stage, speed / 1e6,
	       speed / *reference, items / seconds);
	if (kilobytes)
		printf(" %9.1f", (double)kilobytes / 1024);
	printf("\n");
	fflush(stdout);
}

static void die(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

/* ----- stages ----- */

static void run_words(const struct bench *bench)
{
	struct rp_words words;
	const char *at = bench->text.data;
	size_t i;

	rp_words_init(&words);
	for (i = 0; i < bench->count; i++) {
		size_t len = strlen(at);

		if (rp_words_read(&words, at, len) != RP_OK)
			die("out of memory");
		at += len + 1;
	}
	rp_words_dispose(&words);
}

static void run_sketch(const struct bench *bench)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_sketcher *sketcher;
	struct rp_sketch sketch;
	const char *at = bench->text.data;
	size_t i;

	options.method = RP_METHOD_SIMHASH; /* MinHash is always signed */
	if (rp_sketcher_create(&sketcher, &options) != RP_OK)
		die("out of memory");
	for (i = 0; i < bench->count; i++) {
		size_t len = strlen(at);

		if (rp_sketcher_run(&sketch, sketcher, at, len) != RP_OK)
			die("a text cannot be sketched");
		at += len + 1;
	}
	rp_sketcher_free(sketcher);
}

static void run_json(const struct bench *bench)
{
	struct rp_json_reader *reader = rp_json_reader_create(NULL);
	struct rp_json_record record;
	struct rp_error error;
	const char *reason;
	const char *at = bench->json.data;
	size_t i;

	for (i = 0; i < bench->count; i++) {
		size_t len = strcspn(at, "\n");

		if (rp_json_reader_line(&record, reader, at, len, &reason,
					&error) != 0)
			die(error.message);
		at += len + 1;
	}
	rp_json_reader_free(reader);
}

static void run_html(const struct bench *bench)
{
	struct rp_extractor *extractor;
	struct rp_article article;
	const char *at = bench->html.data;
	size_t i;

	if (rp_extractor_create(&extractor) != RP_OK)
		die("out of memory");
	for (i = 0; i < bench->pages; i++) {
		size_t len = strlen(at);

		if (rp_extractor_html(&article, extractor, at, len, NULL) !=
		    RP_OK)
			die("a page cannot be extracted");
		at += len + 1;
	}
	rp_extractor_free(extractor);
}

static uint64_t sink;

static void run_reference(const struct bench *bench)
{
	sink += rp_hash64(bench->text.data, bench->text.len);
}

static void stage(struct bench *bench, const char *name,
		  void (*run)(const struct bench *), size_t bytes, size_t items)
{
	double seconds[MOST_RUNS];
	unsigned i;

	run(bench); /* warm up */
	for (i = 0; i < bench->runs; i++) {
		double start = now();

		run(bench);
		seconds[i] = now() - start;
	}
	row(&bench->stages, name, (double)bytes, (double)items,
	    median(seconds, bench->runs), 0);
}

/* ----- whole runs ----- */

/* How a whole run differs from the plain one. */
struct way {
	const char *name;
	const char *input;
	const char *threads;
	const char *cpu; /* RP_CPU; NULL: what there is */
	bool clean;
	enum corpus_script script;
};

static double run_process(char *const arguments[], const char *cpu,
			  long *kilobytes)
{
	double start = now();
	struct rusage usage;
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (cpu)
			setenv("RP_CPU", cpu, 1);
		execv(arguments[0], arguments);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0)
		die("reprint failed");
	if (usage.ru_maxrss > *kilobytes)
		*kilobytes = usage.ru_maxrss;
	return now() - start;
}

/* Write articles from the model to a file; returns the bytes of text. */
static double write_corpus(const struct bench *bench, const char *path,
			   enum corpus_script script)
{
	struct rp_buffer line;
	FILE *file = fopen(path, "w");
	double bytes = 0;
	uint64_t i;

	if (!file)
		die("the corpus cannot be written");
	/* In large pages of the cache, as a file that was read from a disk. */
	setvbuf(file, NULL, _IOFBF, CORPUS_BUFFER);
	rp_buffer_init(&line);
	corpus_model_write_in(bench->model, script);
	for (i = 0; i < bench->articles; i++) {
		rp_buffer_clear(&line);
		corpus_model_text(&line, bench->model, i);
		bytes += (double)line.len;
		rp_buffer_clear(&line);
		corpus_model_json(&line, bench->model, i);
		fwrite(line.data, 1, line.len, file);
	}
	corpus_model_write_in(bench->model, CORPUS_LATIN);
	rp_buffer_dispose(&line);
	if (fclose(file) != 0)
		die("the corpus cannot be written");
	return bytes;
}

/* The texts as a table, each in quotation marks. */
static void write_table(const struct bench *bench, const char *path)
{
	FILE *file = fopen(path, "w");
	struct rp_buffer text;
	uint64_t i;
	size_t k;

	if (!file)
		die("no file for the table");
	rp_buffer_init(&text);
	fputs("id,text\n", file);
	for (i = 0; i < bench->articles; i++) {
		rp_buffer_clear(&text);
		corpus_model_text(&text, bench->model, i);
		fprintf(file, "%llu,\"", (unsigned long long)i);
		for (k = 0; k < text.len; k++) {
			if (text.data[k] == '"')
				fputc('"', file);
			fputc(text.data[k], file);
		}
		fputs("\"\n", file);
	}
	rp_buffer_dispose(&text);
	if (fclose(file) != 0)
		die("the table cannot be written");
}

static void whole(struct bench *bench, const struct way *way, double bytes,
		  double items)
{
	double seconds[MOST_RUNS];
	static const char out[] = "clean.jsonl";
	char *arguments[] = {(char *)(uintptr_t)bench->program,
			     (char *)(uintptr_t) "scan",
			     (char *)(uintptr_t)way->input,
			     (char *)(uintptr_t) "--quiet",
			     (char *)(uintptr_t) "--threads",
			     (char *)(uintptr_t)way->threads,
			     (char *)(uintptr_t) "-o",
			     (char *)(uintptr_t) "/dev/null",
			     (char *)(uintptr_t) "--tmp",
			     (char *)(uintptr_t)bench->folder,
			     way->clean ? (char *)(uintptr_t) "--clean" : NULL,
			     (char *)(uintptr_t)out,
			     NULL};
	long kilobytes = 0;
	unsigned i;

	if (way->script != CORPUS_LATIN)
		bytes = write_corpus(bench, way->input, way->script);
	for (i = 0; i < bench->runs; i++) {
		unlink(out); /* to give it up costs, too */
		seconds[i] = run_process(arguments, way->cpu, &kilobytes);
	}
	row(&bench->runs_whole, way->name, bytes, items,
	    median(seconds, bench->runs), kilobytes);
}

static void write_pages(const struct bench *bench, const char *folder)
{
	const char *at = bench->html.data;
	char path[128];
	size_t i;

	for (i = 0; i < bench->pages; i++) {
		FILE *file;

		snprintf(path, sizeof(path), "%s/%zu.html", folder, i);
		file = fopen(path, "w");
		if (!file || fputs(at, file) < 0 || fclose(file) != 0)
			die("a page cannot be written");
		at += strlen(at) + 1;
	}
}

static void make_stage_input(struct bench *bench)
{
	size_t i;

	bench->count = bench->articles < STAGE_ARTICLES
			   ? (size_t)bench->articles
			   : STAGE_ARTICLES;
	bench->pages = bench->count < PAGES ? bench->count : PAGES;
	for (i = 0; i < bench->count; i++) {
		corpus_model_text(&bench->text, bench->model, i);
		rp_buffer_putc(&bench->text, '\0');
		corpus_model_json(&bench->json, bench->model, i);
	}
	for (i = 0; i < bench->pages; i++) {
		corpus_model_html(&bench->html, bench->model, i);
		rp_buffer_putc(&bench->html, '\0');
	}
	rp_buffer_reserve(&bench->json, 64);
}

static void stage_input_free(struct bench *bench)
{
	rp_buffer_dispose(&bench->text);
	rp_buffer_dispose(&bench->json);
	rp_buffer_dispose(&bench->html);
	malloc_trim(0);
}

static void shell(const char *command)
{
	if (system(command) != 0)
		die(command);
}

/* So many files of one article; returns the bytes of their texts. */
static double write_files(const struct bench *bench, const char *folder,
			  unsigned count)
{
	struct rp_buffer text;
	char path[128];
	double bytes = 0;
	unsigned i;

	rp_buffer_init(&text);
	for (i = 0; i < count; i++) {
		FILE *file;

		rp_buffer_clear(&text);
		corpus_model_text(&text, bench->model, i);
		snprintf(path, sizeof(path), "%s/%u.txt", folder, i);
		file = fopen(path, "w");
		if (!file || fwrite(text.data, 1, text.len, file) != text.len ||
		    fclose(file) != 0)
			die("a text cannot be written");
		bytes += (double)text.len;
	}
	rp_buffer_dispose(&text);
	return bytes;
}

#define CORPUS "corpus.jsonl"

/* A folder for the inputs, which is where all runs are from here on. */
static void enter_folder(struct bench *bench)
{
	snprintf(bench->folder, sizeof(bench->folder),
		 "%s/reprint-bench-XXXXXX",
		 getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	if (!mkdtemp(bench->folder) || chdir(bench->folder) != 0 ||
	    mkdir("pages", 0777) != 0 || mkdir("few", 0777) != 0 ||
	    mkdir("many", 0777) != 0)
		die("no folder for the corpus");
}

static void remove_folder(const struct bench *bench)
{
	shell("rm -rf pages few many clean.jsonl " CORPUS "*");
	if (chdir("/") != 0 || rmdir(bench->folder) != 0)
		die("the folder of the corpus cannot be removed");
}

static void whole_runs(struct bench *bench)
{
	static const struct way lines[] = {
	    {"JSON Lines to clusters and clean, 1 thread", CORPUS, "1", NULL,
	     true, CORPUS_LATIN},
	    {"  to clusters only", CORPUS, "1", NULL, false, CORPUS_LATIN},
	    {"  AVX2", CORPUS, "1", "avx2", true, CORPUS_LATIN},
	    {"  portable", CORPUS, "1", "portable", true, CORPUS_LATIN},
	    {"  2 threads", CORPUS, "2", NULL, true, CORPUS_LATIN},
	    {"  2 threads, to clusters only", CORPUS, "2", NULL, false,
	     CORPUS_LATIN},
	    {"  2 threads, gzip, to clusters only", CORPUS ".gz", "2", NULL,
	     false, CORPUS_LATIN},
	    {"  2 threads, Zstandard, to clusters only", CORPUS ".zst", "2",
	     NULL, false, CORPUS_LATIN},
	    {"  JSON in one array, 1 thread", CORPUS ".json", "1", NULL, true,
	     CORPUS_LATIN},
	    {"  a table (CSV), 1 thread", CORPUS ".csv", "1", NULL, true,
	     CORPUS_LATIN},
	    /* These write the corpus anew. */
	    {"  a word in eight with an accent, 1 thread", CORPUS, "1", NULL,
	     true, CORPUS_ACCENTS},
	    {"  Cyrillic, 1 thread", CORPUS, "1", NULL, true, CORPUS_CYRILLIC},
	    {"  Han, 1 thread", CORPUS, "1", NULL, true, CORPUS_HAN}};
	static const struct way html = {"pages to clusters (of HTML), 1 thread",
					"pages",
					"1",
					NULL,
					false,
					CORPUS_LATIN};
	static const struct way files[] = {
	    {"5,000 texts in files of their own, 1 thread", "many", "1", NULL,
	     false, CORPUS_LATIN},
	    {"  2 threads", "many", "2", NULL, false, CORPUS_LATIN}};
	static const struct way small = {"100 small texts, 2 threads",
					 "few",
					 "2",
					 NULL,
					 false,
					 CORPUS_LATIN};
	double html_bytes = (double)bench->html.len;
	double few_bytes;
	double many_bytes;
	double bytes;
	size_t i;

	enter_folder(bench);
	bytes = write_corpus(bench, CORPUS, CORPUS_LATIN);
	shell("gzip -1 -k " CORPUS " && zstd -q -1 -k " CORPUS);
	shell("{ echo '['; sed '$!s/$/,/' " CORPUS "; echo ']'; } >" CORPUS
	      ".json");
	write_table(bench, CORPUS ".csv");
	write_pages(bench, "pages");
	few_bytes = write_files(bench, "few", FEW_FILES);
	many_bytes = write_files(bench, "many", MANY_FILES);
	/* A child's peak counts what it held before exec, that is, ours. */
	stage_input_free(bench);
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		whole(bench, &lines[i], bytes, (double)bench->articles);
	whole(bench, &html, html_bytes, (double)bench->pages);
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		whole(bench, &files[i], many_bytes, MANY_FILES);
	whole(bench, &small, few_bytes, FEW_FILES);
	remove_folder(bench);
}

int main(int argc, char **argv)
{
	struct bench bench = {.articles = 100000, .runs = 5};

	if (argc < 2) {
		fprintf(stderr,
			"usage: reprint_bench REPRINT [ARTICLES [RUNS]]\n");
		return 2;
	}
	bench.program = realpath(argv[1], NULL); /* stands till the end */
	if (!bench.program)
		die(argv[1]);
	if (argc > 2)
		bench.articles = strtoull(argv[2], NULL, 10);
	if (argc > 3)
		bench.runs = (unsigned)strtoul(argv[3], NULL, 10);
	if (bench.articles < 1 || bench.runs < 1 || bench.runs > MOST_RUNS)
		die("ARTICLES from 1, RUNS from 1 to 25");
	rp_buffer_init(&bench.text);
	rp_buffer_init(&bench.json);
	rp_buffer_init(&bench.html);
	bench.model = corpus_model_create(1);
	if (!bench.model)
		die("out of memory");
	make_stage_input(&bench);
	printf("%llu articles, median of %u runs\n\n%-46s %9s %7s %11s %9s\n",
	       (unsigned long long)bench.articles, bench.runs, "stage", "MB/s",
	       "ratio", "items/s", "peak MiB");
	stage(&bench, "reference: XXH3 over the text", run_reference,
	      bench.text.len, bench.count);
	stage(&bench, "words: normalise and hash", run_words, bench.text.len,
	      bench.count);
	stage(&bench, "sketch: words, shingles, MinHash, SimHash", run_sketch,
	      bench.text.len, bench.count);
	stage(&bench, "JSON: parse lines (of JSON)", run_json, bench.json.len,
	      bench.count);
	stage(&bench, "HTML: extract articles (of HTML)", run_html,
	      bench.html.len, bench.pages);
	whole_runs(&bench);
	corpus_model_free(bench.model);
	return 0;
}
