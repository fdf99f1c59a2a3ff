/* SPDX-License-Identifier: Apache-2.0 */
/* scan_store.c - see scan_store.h. */
#include "scan_store.h"

#include "exit.h"
#include "fail.h"
#include "log.h"
#include "place.h"
#include "signals.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What words are and how they are hashed; a change of either makes old and new
 * articles strangers to each other, so it makes a new store. */
#define WORDS_VERSION "3"

#define OPTIONS 12

#define DAY 86400

/* ----- options ----- */

static void put_rules(struct rp_buffer *out, const struct scan_options *options)
{
	size_t i;

	for (i = 0; i < options->keep_given; i++) {
		static const char *const names[] = {
		    [RP_KEEP_ORIGIN] = "origin",
		    [RP_KEEP_EARLIEST] = "earliest",
		    [RP_KEEP_LONGEST] = "longest",
		    [RP_KEEP_SOURCE] = "source:"};

		if (i > 0)
			rp_buffer_putc(out, ',');
		rp_buffer_puts(out, names[options->keep[i].kind]);
		if (options->keep[i].kind == RP_KEEP_SOURCE)
			rp_buffer_puts(out, options->keep[i].host);
	}
}

/* Begin the value of the next option: all lie in out, a zero behind each. */
static void begin(struct rp_buffer *out, size_t starts[OPTIONS], size_t *count)
{
	if (*count > 0)
		rp_buffer_putc(out, '\0');
	starts[(*count)++] = out->len;
}

static const char *const option_names[OPTIONS] = {
    "words",	"shingle",  "hashes", "seed",	  "threshold", "containment",
    "relation", "excerpts", "window", "distance", "method",    "keep"};

static void put_options(struct rp_buffer *out, size_t starts[OPTIONS],
			const struct scan_options *options)
{
	static const char *const reaches[] = {"copy", "excerpt", "fragment"};
	const struct rp_options *match = &options->match;
	size_t count = 0;

	begin(out, starts, &count);
	rp_buffer_puts(out, WORDS_VERSION);
	begin(out, starts, &count);
	rp_buffer_printf(out, "%u", match->shingle_words);
	begin(out, starts, &count);
	rp_buffer_printf(out, "%u", match->hashes);
	begin(out, starts, &count);
	rp_buffer_printf(out, "%llu", (unsigned long long)match->seed);
	begin(out, starts, &count);
	rp_buffer_printf(out, "%.15g", match->threshold);
	begin(out, starts, &count);
	rp_buffer_printf(out, "%.15g", match->containment);
	begin(out, starts, &count);
	rp_buffer_puts(out, reaches[match->reach]);
	begin(out, starts, &count);
	rp_buffer_puts(out, options->keep_excerpts ? "keep" : "drop");
	begin(out, starts, &count);
	rp_buffer_printf(out, "%u", match->window);
	begin(out, starts, &count);
	rp_buffer_printf(out, "%u", match->distance);
	begin(out, starts, &count);
	rp_buffer_puts(out, match->method == RP_METHOD_SIMHASH ? "simhash"
							       : "minhash");
	begin(out, starts, &count);
	put_rules(out, options);
	rp_buffer_putc(out, '\0');
}

/* -1, or the code to exit with. */
static int check_options(struct scan *scan)
{
	struct rp_store_option options[OPTIONS];
	size_t starts[OPTIONS];
	struct rp_buffer values;
	const char *other;
	size_t which = 0;
	size_t i;
	int code = -1;
	int status;

	rp_buffer_init(&values);
	put_options(&values, starts, &scan->options);
	for (i = 0; i < OPTIONS; i++)
		options[i] = (struct rp_store_option){option_names[i],
						      values.data + starts[i]};
	status = rp_buffer_status(&values);
	if (status == RP_OK)
		status = rp_store_options(&other, &which, scan->store, options,
					  OPTIONS);
	if (status != RP_OK) {
		code = rp_fail_store(scan->store, status);
	} else if (other && which == 0) {
		rp_log(RP_LOG_ERROR,
		       "%s was made by a version that reads words in "
		       "another way; begin a new store",
		       scan->options.store);
		code = RP_EXIT_USAGE;
	} else if (other) {
		/* A window of no days is none. */
		bool without = strcmp(options[which].name, "window") == 0 &&
			       strcmp(other, "0") == 0;

		rp_log(RP_LOG_ERROR,
		       "%s was made with%s --%s%s%s, not %s; a store "
		       "is never mixed",
		       scan->options.store, without ? "out" : "",
		       options[which].name, without ? "" : " ",
		       without ? "" : other, options[which].value);
		code = RP_EXIT_USAGE;
	}
	rp_buffer_dispose(&values);
	return code;
}

/* ----- the run ----- */

int scan_store_explain(struct scan *scan, int status)
{
	if (status == RP_ESTORE)
		rp_error_set(&scan->error, "%s", rp_store_error(scan->store));
	return status;
}

/* A file that is there and has nothing in it was a store, or a disk was full:
 * told to who wants no words, too, since all articles are new now. */
static bool is_empty(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
	       info.st_size == 0;
}

int scan_store_open(struct scan *scan)
{
	struct rp_error error;
	bool empty;
	int status;
	int code;

	/* Where that is not to be had, places are told from it as from the
	 * root. */
	scan->folder = getcwd(NULL, 0);
	empty = is_empty(scan->options.store);
	code = rp_store_open(&scan->store, scan->options.store, RP_STORE_RUN,
			     scan->options.wait, &error);

	/* Another night's run takes longer: no news, and no mail. */
	if (code == 1)
		return RP_EXIT_BUSY;
	if (code != 0)
		return rp_fail(error.message);
	if (empty)
		rp_log(RP_LOG_NOTE, "%s is empty: a new store is begun there",
		       scan->options.store);
	code = check_options(scan);
	if (code >= 0)
		return code;
	if (rp_catalogue_init(&scan->fresh, scan->options.temporary,
			      scan_held_entries(&scan->options),
			      &scan->error) != 0)
		return rp_fail(scan->error.message);
	status = rp_store_begin(scan->store, scan->now);
	if (status != RP_OK)
		return rp_fail_store(scan->store, status);
	if (rp_store_behind(scan->store) > DAY)
		rp_log(
		    RP_LOG_NOTE,
		    "the clock is %lld days behind the last run of %s: dates "
		    "of new articles will be taken for dates to come, and "
		    "not be believed",
		    (long long)(rp_store_behind(scan->store) / DAY),
		    scan->options.store);
	rp_signals_defer(RP_EXIT_REJECTS);
	return -1;
}

int scan_store_add(uint32_t *fate, struct scan *scan, struct scan_item *item,
		   struct scan_result *result)
{
	const struct rp_buffer *bytes = &item->bytes;
	struct rp_store_article article = {
	    .name = scan_slice(bytes, result->id),
	    .source = scan_slice(bytes, result->source),
	    .url = scan_slice(bytes, result->url),
	    .said = result->said,
	    .host = scan_slice(bytes, result->host),
	    .canonical = scan_slice(bytes, result->canonical),
	    .title = scan_slice(bytes, result->title),
	    .published = scan_slice(bytes, result->published),
	    .agency = scan_slice(bytes, result->agency),
	    .date = result->date,
	    .content = {result->sketch.content[0], result->sketch.content[1]},
	    .simhash = result->sketch.simhash,
	    .words = (uint32_t)result->sketch.token_count,
	    .mark = (uint32_t)(result->mark ^ result->mark >> 32)};
	enum rp_store_fate what;
	int64_t *id;
	int status;

	if (!article.url.len && !article.name.len) {
		rp_buffer_clear(&scan->place);
		rp_place_absolute(&scan->place,
				  scan->folder ? scan->folder : "",
				  article.source);
		if (scan->place.failed)
			return RP_ENOMEM;
		article.place = rp_buffer_view(&scan->place);
	}
	scan_place_sketch(result, item, scan);
	scan->night.read++;
	status =
	    rp_store_add(&what, scan->store, &article, result->sketch.tokens);
	if (status != RP_OK)
		return scan_store_explain(scan, status);
	scan->namesakes += article.namesake;
	*fate = SCAN_KNOWN;
	if (what == RP_STORE_KNOWN) {
		scan->night.known++;
		return RP_OK;
	}
	scan->night.added++;
	*fate = (uint32_t)scan->tonight.count;
	id = rp_chunks_push(&scan->tonight);
	if (!id)
		return RP_ENOMEM;
	*id = article.id;
	return rp_catalogue_add(&scan->fresh,
				scan_slice(bytes, result->packed));
}

static const char *rule(void *context, const struct rp_cluster *cluster)
{
	struct scan *scan = context;
	struct rp_report report = {.options = &scan->options.match};

	rp_buffer_clear(&scan->rule);
	rp_report_rule(&scan->rule, &report, cluster);
	rp_buffer_putc(&scan->rule, '\0');
	return scan->rule.failed ? NULL : scan->rule.data;
}

int scan_store_publish(struct scan *scan)
{
	uint32_t count = (uint32_t)scan->totals.articles;
	struct rp_store_grouping grouping = {scan->ids, count, scan->clusters,
					     rule, scan};
	uint32_t i;

	/* Of the whole run, also where it was begun by another process. */
	scan->night.added = count - scan->first_tonight;
	scan->leftovers = scan->night.added - scan->tonight.count;
	for (i = scan->first_tonight; i < count; i++)
		scan->night.dropped += !scan_verdict(scan, i).keep;
	return scan_store_explain(scan,
				  rp_store_publish(scan->store, &grouping));
}

int scan_store_count(struct scan *scan)
{
	int status = rp_stories_time(&scan->time, scan->store, 0, 0);

	scan->night.rejected = scan->totals.rejected;
	/* The run's own row is written at its end. */
	scan->time.totals = scan->night;
	return status < 0 ? scan_store_explain(scan, status) : RP_OK;
}

/* Nights that must have been before one is called unusual. */
#define NIGHTS 5
/* Far is three standard deviations, and by this much at least: a tenth more
 * copies on a day of one great story is no news. */
#define DEVIATIONS 3
#define LEAST	   0.15

static bool is_far(double share, double mean, double deviation)
{
	double by = fabs(share - mean);

	return by > LEAST && by > DEVIATIONS * deviation;
}

int scan_store_unusual(struct scan *scan, struct rp_buffer *out)
{
	const struct rp_store_totals *night = &scan->night;
	struct rp_store_usual usual;
	int status = rp_store_usual(&usual, scan->store);
	double removed;
	double rejected;
	bool known; /* what is usual, and enough of tonight */

	if (status != RP_OK)
		return scan_store_explain(scan, status);
	known =
	    usual.runs >= NIGHTS && night->read + scan->totals.rejected >= 20;
	removed = night->added >= 20
		      ? (double)night->dropped / (double)night->added
		      : usual.removed;
	rejected = (double)scan->totals.rejected /
		   (double)(night->read + scan->totals.rejected);
	if (scan->leftovers)
		rp_buffer_printf(out,
				 "a run was ended on its way, "
				 "and %llu articles that it added are not in "
				 "this input: they are in the store and in no "
				 "--clean\n",
				 (unsigned long long)scan->leftovers);
	if (scan->namesakes)
		rp_buffer_printf(out,
				 "%llu articles have no address and the id of "
				 "one in another file: each counts as the same "
				 "article as that one (give addresses, or ids "
				 "of their own)\n",
				 (unsigned long long)scan->namesakes);
	if (known && is_far(removed, usual.removed, usual.removed_deviation))
		rp_buffer_printf(out,
				 "%.0f %% of tonight's new "
				 "articles are copies, %.0f %% is usual\n",
				 removed * 100, usual.removed * 100);
	if (known && is_far(rejected, usual.rejected, usual.rejected_deviation))
		rp_buffer_printf(out,
				 "%.0f %% of tonight's records "
				 "were rejected, %.0f %% is usual\n",
				 rejected * 100, usual.rejected * 100);
	return rp_buffer_status(out);
}

int scan_store_stop(struct scan *scan)
{
	return scan_store_explain(scan, rp_store_commit(scan->store));
}

int scan_store_last_words(struct scan *scan)
{
	char sentence[120];

	snprintf(sentence, sizeof(sentence),
		 "stopped; %llu new articles are in the store, the next run "
		 "goes on",
		 (unsigned long long)scan->night.added);
	rp_buffer_clear(&scan->last_words);
	if (scan->progress.shown) /* something stands on the line */
		rp_buffer_puts(&scan->last_words, "\r\033[K");
	rp_log_line(&scan->last_words, RP_LOG_INFO, sentence);
	rp_buffer_putc(&scan->last_words, '\0');
	return rp_buffer_status(&scan->last_words);
}

int scan_store_finish(struct scan *scan)
{
	return scan_store_explain(
	    scan,
	    rp_store_finish(scan->store, (int64_t)time(NULL), &scan->night));
}

size_t scan_articles_before(const struct scan *scan, int64_t id)
{
	size_t low = 0;
	size_t high = (size_t)scan->totals.articles;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (scan->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t scan_article_of(const struct scan *scan, uint32_t fate)
{
	size_t at;
	int64_t id;

	if (!scan->store)
		return fate;
	id = *(const int64_t *)rp_chunks_at(&scan->tonight, fate);
	at = scan_articles_before(scan, id);
	if (at == scan->totals.articles || scan->ids[at] != id)
		return UINT32_MAX;
	return (uint32_t)at;
}
