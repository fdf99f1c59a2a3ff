/* SPDX-License-Identifier: Apache-2.0 */
/*
 * admission.c - which of the addresses listed are asked for
 *
 * An article once: again only where its listing dates it later than our copy.
 * One that failed or was not there, when its time has come. One that is older
 * than the user wants, never. A listing at most once an interval. Each address
 * once a run.
 */
#include "fetch_state.h"

#include "ascii.h"
#include "day.h"
#include "listing.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Listings that lead to listings: an index of indexes of sitemaps. */
#define DEPTH 4
/* Listings of one run; a site has a few. */
#define LISTINGS 20000
/* … and so many of a site, which at a second between two requests are half an
 * hour: an index of indexes, or a robots.txt of sitemaps, shall not take the
 * night of the others. */
#define SITE_LISTINGS 2000

_Static_assert(DEPTH == 4 && LISTINGS == 20000 && SITE_LISTINGS == 2000 &&
		   RP_LISTING_ITEMS == 50000,
	       "sentences below say so");

enum judgement { ASK, KNOWN, OLD, NOT_DUE };

/* What a listing says of an item. */
struct dates {
	struct rp_date published; /* or, without, its last change */
	struct rp_date changed;
};

static struct dates dates_of(const struct rp_listed *item)
{
	struct dates dates = {rp_date_parse(item->published),
			      rp_date_parse(item->changed)};

	if (dates.published.precision == RP_DATE_NONE)
		dates.published = dates.changed;
	return dates;
}

static bool is_dated(const struct rp_date *date)
{
	return date->precision != RP_DATE_NONE;
}

/* Whether the date is behind that time; one of the future is a mistake, which
 * would hold every night. */
static bool is_after(const struct rp_date *date, int64_t then, int64_t now)
{
	return is_dated(date) && date->instant > then && date->instant <= now;
}

static bool older_than(const struct rp_date *date, int64_t now, unsigned days)
{
	return is_dated(date) && date->instant < now - days * RP_DAY;
}

static enum judgement judge_article(const struct rp_fetched *row, bool known,
				    const struct dates *dates, int64_t now,
				    unsigned max_age)
{
	if (older_than(&dates->published, now, max_age))
		return OLD;
	if (!known)
		return ASK;
	if ((row->state == RP_FETCHED_DONE || row->state == RP_FETCHED_GONE) &&
	    (is_after(&dates->published, row->asked, now) ||
	     is_after(&dates->changed, row->asked, now)))
		return ASK;
	if (row->state == RP_FETCHED_DONE)
		return KNOWN;
	return rp_fetched_has_come(row->due, now) ? ASK : NOT_DUE;
}

/* Whether a page that the user names is read for its feeds. */
static bool is_site(const struct rp_fetch *fetch,
		    const struct rp_location *location)
{
	return fetch->options.discover || strcmp(location->path, "/") == 0;
}

static int enqueue(struct rp_fetch *fetch, enum rp_task_kind kind,
		   struct rp_location *location, unsigned depth)
{
	char *origin = strdup(location->url);
	struct rp_task *task = NULL;
	int status = RP_ENOMEM;

	if (origin && rp_names_put(&fetch->queued, origin, fetch) == RP_OK)
		task = rp_task_create(kind, location, origin);
	else
		rp_location_dispose(location);
	if (task) {
		task->depth = depth;
		task->site =
		    kind == RP_TASK_SEED && is_site(fetch, &task->location);
		status = rp_fetch_queue(fetch, task);
	}
	free(origin);
	return status;
}

/* Whether it is asked for; what is not is counted. */
static bool is_asked(struct rp_fetch *fetch, enum judgement judgement)
{
	switch (judgement) {
	case KNOWN:
		fetch->totals.known++;
		break;
	case OLD:
		fetch->totals.old++;
		break;
	case NOT_DUE:
		fetch->totals.not_due++;
		break;
	case ASK:
		return true;
	}
	return false;
}

/* Put down what is known of it; then it is due, whatever comes. */
static int admit_article(struct rp_fetch *fetch, struct rp_location *location,
			 const struct rp_listed *item, const char *via,
			 unsigned depth)
{
	struct rp_fetched row = {0};
	struct dates dates = dates_of(item);
	int64_t now = (int64_t)time(NULL);
	int known =
	    rp_fetched_get(&row, fetch->log, rp_fetch_text(location->url));
	int status;

	if (known < 0)
		return known;
	if (!is_asked(fetch, judge_article(&row, known, &dates, now,
					   fetch->options.max_age)))
		return RP_OK;
	row.url = rp_fetch_text(location->url);
	row.state = RP_FETCHED_DUE;
	row.due = now;
	row.title = item->title;
	row.published = item->published;
	row.language = item->language;
	row.via = rp_fetch_text(via);
	if (!known)
		row.found = now;
	status = rp_fetched_put(fetch->log, &row);
	return status == RP_OK
		   ? enqueue(fetch, RP_TASK_ARTICLE, location, depth)
		   : status;
}

/* A sitemap that was not changed since it was too old. */
static bool is_old(const struct rp_fetch *fetch, const struct rp_listed *item)
{
	struct dates dates = dates_of(item);

	return older_than(&dates.published, (int64_t)time(NULL),
			  fetch->options.max_age);
}

/* Whether it was looked at less than an interval ago: 1, 0 or a status. */
static int is_fresh(struct rp_fetch *fetch, const char *url)
{
	struct rp_fetched row;
	int64_t now = (int64_t)time(NULL);
	int known = rp_fetched_get(&row, fetch->log, rp_fetch_text(url));
	bool wider;
	int status;

	if (known != 1)
		return known;
	/* A clock that was ahead must not keep it fresh until then. */
	if (!row.listing || row.state != RP_FETCHED_DONE ||
	    row.asked > now + RP_DAY ||
	    row.asked + (int64_t)fetch->options.interval <= now)
		return 0;
	status = rp_fetch_reach(&wider, fetch, url);
	return status < 0 ? status : !wider;
}

/* A listing that another one named is due whatever comes: that one will not
 * name it again before its time. */
static int put_down_listing(struct rp_fetch *fetch, const char *url,
			    const char *via)
{
	struct rp_fetched row = {0};
	int64_t now = (int64_t)time(NULL);
	int known = rp_fetched_get(&row, fetch->log, rp_fetch_text(url));

	if (known < 0)
		return known;
	if (!known)
		row.found = now;
	row.url = rp_fetch_text(url);
	row.listing = true;
	row.state = RP_FETCHED_DUE;
	row.due = now;
	row.via = rp_fetch_text(via);
	return rp_fetched_put(fetch->log, &row);
}

/* Whether one more listing of the site is read; of those that are not the first
 * is told, for there may be millions. */
static bool is_within(struct rp_fetch *fetch, struct rp_site *site,
		      unsigned depth, const char *url)
{
	static const char *const reasons[] = {
	    "more than 4 listings deep, as others of its site may be",
	    "more than 2,000 listings of its site: no more of them are read "
	    "in this run",
	    "more than 20,000 listings: no more of its site are read in this "
	    "run"};
	unsigned reason;

	if (depth > DEPTH)
		reason = 0;
	else if (site->listings >= SITE_LISTINGS)
		reason = 1;
	else if (fetch->listings >= LISTINGS)
		reason = 2;
	else
		return true;
	if (!site->told[reason])
		fetch->events.problem(fetch->events.context, url,
				      RP_FETCH_FAILED, reasons[reason]);
	site->told[reason] = true;
	return false;
}

static int admit_listing(struct rp_fetch *fetch, struct rp_location *location,
			 const struct rp_listed *item, const char *via,
			 unsigned depth)
{
	struct rp_site *site;
	int fresh;
	int status;

	if (is_old(fetch, item)) {
		fetch->totals.old++;
		return RP_OK;
	}
	status = rp_fetch_site(&site, fetch, location->site);
	if (status != RP_OK)
		return status;
	if (!is_within(fetch, site, depth, location->url))
		return RP_OK;
	fresh = is_fresh(fetch, location->url);
	if (fresh < 0)
		return fresh;
	if (fresh) {
		fetch->totals.fresh++;
		return RP_OK;
	}
	fetch->listings++;
	site->listings++;
	status = put_down_listing(fetch, location->url, via);
	return status == RP_OK
		   ? enqueue(fetch, RP_TASK_LISTING, location, depth)
		   : status;
}

/* Bytes of an address that a message quotes. */
#define QUOTED_BYTES 200

static void tell_invalid(struct rp_fetch *fetch, struct rp_str url,
			 const char *reason)
{
	char name[QUOTED_BYTES];

	snprintf(name, sizeof(name), "%.*s",
		 url.len < sizeof(name) ? (int)url.len : (int)sizeof(name) - 1,
		 url.data);
	fetch->totals.invalid++;
	fetch->events.problem(fetch->events.context, name, RP_FETCH_FAILED,
			      reason);
}

/* The same of a line of a list. */
static void tell_misread(struct rp_fetch *fetch, const char *list,
			 const struct rp_listed *item, const char *reason)
{
	char name[4096 + 32];
	char quoted[QUOTED_BYTES + sizeof(struct rp_error)];
	int len =
	    item->url.len < QUOTED_BYTES ? (int)item->url.len : QUOTED_BYTES;

	snprintf(name, sizeof(name), "%s#%zu", list, item->line);
	snprintf(quoted, sizeof(quoted), "\"%.*s\": %s", len, item->url.data,
		 reason);
	fetch->totals.misread++;
	fetch->totals.invalid++;
	fetch->events.problem(fetch->events.context, name, RP_FETCH_FAILED,
			      quoted);
}

/* The item's address: relative to the base that its listing tells, if that is
 * one, and that to where the listing was found. */
static int locate(struct rp_location *out, const struct rp_listed *item,
		  const char *via, struct rp_error *error)
{
	const char *found = rp_location_is(via) ? via : NULL;
	struct rp_location base;
	int result;

	if (item->base.len == 0 ||
	    rp_location_read(&base, item->base, found, error) != 0)
		return rp_location_read(out, item->url, found, error);
	result = rp_location_read(out, item->url, base.url, error);
	rp_location_dispose(&base);
	return result;
}

int rp_fetch_admit(struct rp_fetch *fetch, const struct rp_listed *item,
		   const char *via, unsigned depth, bool dated)
{
	struct rp_location location;
	struct rp_error error;
	int status = RP_OK;

	if (locate(&location, item, via, &error) != 0) {
		tell_invalid(fetch, item->url, error.message);
		return RP_OK;
	}
	if (rp_names_get(&fetch->queued, location.url))
		status = RP_OK; /* met before */
	else if (item->listing)
		status = admit_listing(fetch, &location, item, via, depth);
	else if (dated && !fetch->options.undated && !item->published.len &&
		 !item->changed.len)
		fetch->totals.undated++;
	else
		status = admit_article(fetch, &location, item, via, depth);
	rp_location_dispose(&location);
	return status;
}

/* What the user named is due as what is listed is: a run that is stopped first
 * is gone on with. What is known of it stays. */
static int put_down_seed(struct rp_fetch *fetch, const char *url)
{
	struct rp_fetched row = {0};
	int known = rp_fetched_get(&row, fetch->log, rp_fetch_text(url));

	if (known != 0)
		return known < 0 ? known : RP_OK;
	row.url = rp_fetch_text(url);
	row.state = RP_FETCHED_DUE;
	row.found = row.due = (int64_t)time(NULL);
	return rp_fetched_put(fetch->log, &row);
}

static bool is_one_of(struct rp_str word, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (word.len == strlen(list[i]) &&
		    rp_ascii_compare_some(word.data, list[i], word.len) == 0)
			return true;
	return false;
}

/* Whether an address is named as feeds and sitemaps are: the last part of its
 * path is such a word ("/news/feed/") or ends in one ("/map.xml"), or its query
 * asks for one ("?feed=rss2"). */
static bool is_named_listing(const char *url)
{
	static const char *const names[] = {
	    "feed", "feeds", "rss",	"rss2",		"feed.json",
	    "atom", "rdf",   "sitemap", "sitemap_index"};
	static const char *const ends[] = {"xml", "rss", "atom", "rdf"};
	const char *from = strstr(url, "://");
	struct rp_str last;
	const char *mark;
	size_t len;

	from = from ? strchr(from + strlen("://"), '/') : NULL;
	if (!from)
		return false;
	len = strcspn(from, "?");
	if (strstr(from + len, "?feed=") || strstr(from + len, "&feed="))
		return true;
	while (len && from[len - 1] == '/')
		len--;
	mark = memrchr(from, '/', len);
	if (!mark)
		return false;
	last = (struct rp_str){mark + 1, len - (size_t)(mark + 1 - from)};
	if (is_one_of(last, names, sizeof(names) / sizeof(names[0])))
		return true;
	mark = memrchr(last.data, '.', last.len);
	return mark &&
	       is_one_of(rp_str_behind(last, (size_t)(mark + 1 - last.data)),
			 ends, sizeof(ends) / sizeof(ends[0]));
}

int rp_fetch_is_listing(struct rp_fetch *fetch, const char *url)
{
	bool wider;
	int known = rp_fetch_reach(&wider, fetch, url);

	return known == 0 ? is_named_listing(url) : known;
}

/* Unless it is a listing that was looked at a while ago. */
static int admit_new(struct rp_fetch *fetch, struct rp_location *location,
		     enum rp_task_kind kind)
{
	int fresh = is_fresh(fetch, location->url);
	int status = fresh < 0 ? fresh : RP_OK;

	if (fresh > 0)
		fetch->totals.fresh++;
	if (fresh == 0)
		status = put_down_seed(fetch, location->url);
	if (fresh == 0 && status == RP_OK)
		status = enqueue(fetch, kind, location, 0);
	return status;
}

int rp_fetch_admit_seed(struct rp_fetch *fetch, struct rp_str url,
			enum rp_task_kind kind, struct rp_error *error)
{
	struct rp_location location;
	int status = RP_OK;

	if (rp_location_read(&location, url, NULL, error) != 0)
		return RP_EINVAL;
	if (!rp_names_get(&fetch->queued, location.url))
		status = admit_new(fetch, &location, kind);
	rp_location_dispose(&location);
	return status;
}

int rp_fetch_admit_line(struct rp_fetch *fetch, const char *list,
			const struct rp_listed *item)
{
	static const struct dates undated;
	struct rp_location location;
	struct rp_fetched row;
	struct rp_error error;
	int status = RP_OK;
	int known;

	if (rp_location_read(&location, item->url, NULL, &error) != 0) {
		tell_misread(fetch, list, item, error.message);
		return RP_OK;
	}
	known = rp_fetched_get(&row, fetch->log, rp_fetch_text(location.url));
	if (known < 0)
		status = known;
	else if (rp_names_get(&fetch->queued, location.url))
		status = RP_OK; /* met before */
	else if (!known || row.listing ||
		 (row.state == RP_FETCHED_DONE &&
		  (is_site(fetch, &location) ||
		   is_named_listing(location.url))) ||
		 is_asked(fetch, judge_article(&row, true, &undated,
					       (int64_t)time(NULL), 0)))
		status = admit_new(fetch, &location, RP_TASK_SEED);
	rp_location_dispose(&location);
	return status;
}

/* ----- what the user gives ----- */

int rp_fetch_add_url(struct rp_fetch *fetch, struct rp_str url,
		     struct rp_error *error)
{
	return rp_fetch_admit_seed(fetch, url, RP_TASK_SEED, error);
}

struct local_listing {
	struct rp_fetch *fetch;
	const char *name;
	bool dated;
	bool lines;
};

static int take_local(void *context, const struct rp_listed *item)
{
	struct local_listing *listing = context;

	if (listing->lines)
		return rp_fetch_admit_line(listing->fetch, listing->name, item);
	return rp_fetch_admit(listing->fetch, item, listing->name, 1,
			      listing->dated);
}

int rp_fetch_add_listing(struct rp_fetch *fetch, const char *name,
			 struct rp_str bytes, struct rp_error *error)
{
	struct local_listing listing = {.fetch = fetch, .name = name};
	struct rp_listing_sink sink = {.take = take_local, .context = &listing};
	enum rp_listing_kind kind;
	size_t items = 0;
	int status;

	status = rp_listing_open(&bytes, &fetch->unpacked, &fetch->decoded,
				 bytes, NULL, error);
	if (status != RP_OK)
		return status;
	kind = rp_listing_sniff(bytes);
	listing.dated = kind == RP_LISTING_SITEMAP;
	listing.lines = kind == RP_LISTING_LINES;
	/* The user's own list is as long as it is. */
	sink.most = listing.lines ? SIZE_MAX : RP_LISTING_ITEMS;
	if (kind == RP_LISTING_PAGE) {
		rp_error_set(error, "a page; give its address instead");
		return RP_EINVAL;
	}
	status = rp_listing_read(&kind, &items, bytes, &sink, error);
	if (status == RP_OK && items >= sink.most)
		fetch->events.problem(fetch->events.context, name,
				      RP_FETCH_LISTING,
				      "only its first 50,000 were read");
	return status;
}

/* ----- what is left of earlier runs ----- */

static int resume(void *context, struct rp_str url)
{
	struct rp_fetch *fetch = context;
	struct rp_location location;
	struct rp_fetched row;
	int status = RP_OK;

	if (rp_location_read(&location, url, NULL, NULL) != 0)
		return RP_OK;
	if (!rp_names_get(&fetch->queued, location.url)) {
		status = rp_fetched_get(&row, fetch->log, url);
		if (status == 1) {
			fetch->totals.resumed++;
			/* No listing led to it: the user named it. */
			status = enqueue(fetch,
					 !row.via.len  ? RP_TASK_SEED
					 : row.listing ? RP_TASK_LISTING
						       : RP_TASK_ARTICLE,
					 &location, row.listing);
		}
	}
	rp_location_dispose(&location);
	return status;
}

int rp_fetch_resume(struct rp_fetch *fetch)
{
	return rp_fetched_due(fetch->log, (int64_t)time(NULL), resume, fetch);
}
