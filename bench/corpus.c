/* SPDX-License-Identifier: Apache-2.0 */
/*
 * corpus.c - a corpus of any size on standard output, and what a report found
 * in it
 *
 * usage: reprint_corpus make ARTICLES [latin|accents|cyrillic|han]
 *	  reprint_corpus prints|framed ARTICLES
 *	  reprint_corpus judge ARTICLES <REPORT.csv
 *	  reprint_corpus pages PAGES FOLDER
 *
 * Articles are drawn from corpus_model.c as JSON Lines; none is kept. pages
 * writes them as HTML files to FOLDER/pages; prints makes so many prints of one
 * story, each with three words changed, and framed so many different articles
 * above one frame: what must not cost the square of their number. judge
 * reads the rows of `reprint scan -f csv`: its first column names the article,
 * the fourth its cluster. Counted are pairs of articles: found are those in one
 * cluster, true those that print one story. Recall is given by kind too: the
 * share of the prints of a kind that are in one cluster with their story.
 */
#include "corpus_model.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct row {
	uint64_t cluster;
	uint64_t story;
	uint32_t index;
};

static void die(const char *what)
{
	fprintf(stderr, "reprint_corpus: %s\n", what);
	exit(1);
}

/* One line of the corpus. */
typedef void maker(struct rp_buffer *out, struct corpus_model *model,
		   uint64_t index);

static void make(struct corpus_model *model, uint64_t articles, maker *one)
{
	struct rp_buffer lines;
	uint64_t i;

	rp_buffer_init(&lines);
	for (i = 0; i < articles; i++) {
		one(&lines, model, i);
		if (lines.len < (1 << 20) && i + 1 < articles)
			continue;
		if (fwrite(lines.data, 1, lines.len, stdout) != lines.len)
			die("cannot write");
		rp_buffer_clear(&lines);
	}
	rp_buffer_dispose(&lines);
}

/* ----- judging ----- */

static int by_cluster(const void *a, const void *b)
{
	const struct row *first = a;
	const struct row *second = b;

	if (first->cluster != second->cluster)
		return first->cluster < second->cluster ? -1 : 1;
	if (first->story != second->story)
		return first->story < second->story ? -1 : 1;
	return first->index < second->index ? -1 : first->index > second->index;
}

/* Rows of the report; those of articles in no cluster are passed over. */
static struct row *read_rows(size_t *count, const struct corpus_model *model)
{
	struct row *rows = NULL;
	size_t capacity = 0;
	char line[4096];

	*count = 0;
	while (fgets(line, sizeof(line), stdin)) {
		char *end;
		uint64_t index = strtoull(line, &end, 10);
		char *cluster = end;
		int i;

		if (end == line || *end != ',')
			continue; /* the head */
		for (i = 0; i < 3 && cluster; i++)
			cluster = strchr(cluster + (i > 0), ',');
		if (!cluster || cluster[1] == ',')
			continue;
		if (*count == capacity) {
			capacity = capacity ? capacity * 2 : 1024;
			rows = realloc(rows, capacity * sizeof(*rows));
			if (!rows)
				die("out of memory");
		}
		rows[(*count)++] = (struct row){
		    strtoull(cluster + 1, NULL, 16),
		    corpus_model_story(model, index), (uint32_t)index};
	}
	return rows;
}

static double pairs_of(double count)
{
	return count * (count - 1) / 2;
}

/* Pairs that print one story, of all articles. */
static double true_pairs(const struct corpus_model *model, uint64_t articles)
{
	uint32_t *prints = calloc(articles + 1, sizeof(*prints));
	double pairs = 0;
	uint64_t i;

	if (!prints)
		die("out of memory");
	for (i = 0; i < articles; i++)
		prints[corpus_model_story(model, i)]++;
	for (i = 0; i < articles; i++)
		pairs += pairs_of(prints[i]);
	free(prints);
	return pairs;
}

struct tally {
	double found; /* pairs in one cluster */
	double right; /* of them, those that print one story */
	uint64_t with_story[CORPUS_KINDS];
};

/* One cluster's rows, sorted by story. */
static void tally_cluster(struct tally *tally, const struct row *rows,
			  size_t count)
{
	size_t start = 0;

	tally->found += pairs_of((double)count);
	while (start < count) {
		size_t end = start;
		bool story = false;
		size_t i;

		while (end < count && rows[end].story == rows[start].story)
			story |= rows[end++].index == rows[start].story;
		tally->right += pairs_of((double)(end - start));
		for (i = start; i < end && story; i++)
			tally->with_story[rows[i].index % CORPUS_KINDS]++;
		start = end;
	}
}

static void judge(const struct corpus_model *model, uint64_t articles)
{
	struct tally tally = {0};
	size_t count;
	struct row *rows = read_rows(&count, model);
	double all = true_pairs(model, articles);
	size_t start = 0;
	unsigned kind;

	if (count)
		qsort(rows, count, sizeof(*rows), by_cluster);
	while (start < count) {
		size_t end = start;

		while (end < count && rows[end].cluster == rows[start].cluster)
			end++;
		tally_cluster(&tally, rows + start, end - start);
		start = end;
	}
	free(rows);
	printf("pairs   true %.0f  found %.0f  right %.0f\n", all, tally.found,
	       tally.right);
	printf("recall  %.5f\nprecision %.5f\n", tally.right / all,
	       tally.found > 0 ? tally.right / tally.found : 1);
	for (kind = CORPUS_PRINT; kind <= CORPUS_EXPANDED; kind++) {
		uint64_t of =
		    articles / CORPUS_KINDS + (articles % CORPUS_KINDS > kind);

		printf("  %-9s %.5f with their story\n",
		       corpus_kind_name((enum corpus_kind)kind),
		       (double)tally.with_story[kind] / (double)of);
	}
}

/* ----- pages ----- */

static void pages(struct corpus_model *model, uint64_t count,
		  const char *folder)
{
	struct rp_buffer page;
	char path[4096];
	uint64_t i;

	snprintf(path, sizeof(path), "%s/pages", folder);
	if (mkdir(path, 0777) != 0)
		die("the folder for pages cannot be made");
	rp_buffer_init(&page);
	for (i = 0; i < count; i++) {
		FILE *file;

		rp_buffer_clear(&page);
		corpus_model_html(&page, model, i);
		snprintf(path, sizeof(path), "%s/pages/%" PRIu64 ".html",
			 folder, i);
		file = fopen(path, "w");
		if (!file || fwrite(page.data, 1, page.len, file) != page.len ||
		    fclose(file) != 0)
			die("a page cannot be written");
	}
	rp_buffer_dispose(&page);
}

static const char usage[] = "usage: reprint_corpus make|prints|framed|judge "
			    "ARTICLES or make ARTICLES SCRIPT or pages PAGES "
			    "FOLDER";

static bool write_in(struct corpus_model *model, const char *name)
{
	int script;

	for (script = 0; script < CORPUS_SCRIPTS; script++) {
		enum corpus_script one = (enum corpus_script)script;

		if (strcmp(name, corpus_script_name(one)) != 0)
			continue;
		corpus_model_write_in(model, one);
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	struct corpus_model *model = corpus_model_create(1);
	uint64_t articles = argc >= 3 ? strtoull(argv[2], NULL, 10) : 0;

	if (!model)
		die("out of memory");
	if (articles < 1 || articles > UINT32_MAX)
		die(usage);
	if (strcmp(argv[1], "make") == 0 &&
	    (argc == 3 || (argc == 4 && write_in(model, argv[3]))))
		make(model, articles, corpus_model_json);
	else if (argc == 3 && strcmp(argv[1], "prints") == 0)
		make(model, articles, corpus_model_print);
	else if (argc == 3 && strcmp(argv[1], "framed") == 0)
		make(model, articles, corpus_model_framed);
	else if (argc == 3 && strcmp(argv[1], "judge") == 0)
		judge(model, articles);
	else if (argc == 4 && strcmp(argv[1], "pages") == 0)
		pages(model, articles, argv[3]);
	else
		die(usage);
	corpus_model_free(model);
	return 0;
}
