/* SPDX-License-Identifier: Apache-2.0 */
/* scan_store.c - see scan_store.h. */
#include "scan_store.h"

#include "day.h"
#include "exit.h"
#include "fail.h"
#include "log.h"
#include "place.h"
#include "signals.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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

/* As a line that a signal's handler may write; nothing is told while it is
 * made. */
static int put_last_words(struct scan *scan, const char *sentence)
{
	rp_signals_say(NULL);
	rp_buffer_clear(&scan->last_words);
	if (scan->progress.shown) /* something stands on the line */
		rp_buffer_puts(&scan->last_words, "\r\033[K");
	rp_log_line(&scan->last_words, RP_LOG_INFO, sentence);
	rp_buffer_putc(&scan->last_words, '\0');
	return rp_buffer_status(&scan->last_words);
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
	code = scan_store_check_options(scan);
	if (code >= 0)
		return code;
	if (rp_catalogue_init(&scan->fresh, scan->options.temporary,
			      scan_held_entries(&scan->options),
			      &scan->error) != 0)
		return rp_fail(scan->error.message);
	status = rp_store_begin(scan->store, scan->now);
	if (status != RP_OK)
		return rp_fail_store(scan->store, status);
	if (rp_store_behind(scan->store) > RP_DAY)
		rp_log(
		    RP_LOG_NOTE,
		    "the clock is %lld days behind the last run of %s: dates "
		    "of new articles will be taken for dates to come, and "
		    "not be believed",
		    (long long)(rp_store_behind(scan->store) / RP_DAY),
		    scan->options.store);
	/* Where input is waited for that says nothing. */
	if (!scan->options.quiet &&
	    put_last_words(scan,
			   "stopped while input was waited for; what is "
			   "in the store stays, the next run goes on") == RP_OK)
		rp_signals_say(scan->last_words.data);
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

	/* The front page of a site, or no address at all, is of many. */
	if (rp_url_is_front(article.url) || rp_url_is_filler(article.url))
		article.url = (struct rp_str){NULL, 0};
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
	return put_last_words(scan, sentence);
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
