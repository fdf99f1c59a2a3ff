/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answers.c - what is made of an answer
 *
 * Pages go to the archive, and on the way to one the redirects; listings are
 * read and not archived. What the log says of an address is changed only when
 * its answer is safely in the archive's buffers or wholly read.
 */
#include "fetch_state.h"

#include "hash.h"
#include "http.h"
#include "listing.h"
#include "str.h"

#include <string.h>
#include <time.h>

_Static_assert(RP_LISTING_ITEMS == 50000 && RP_FETCH_HOPS == 10,
	       "sentences below say so");

/* ----- the archive ----- */

int rp_fetch_assemble(struct rp_fetch *fetch, const struct rp_answer *answer)
{
	rp_buffer_clear(&fetch->whole);
	rp_buffer_str(&fetch->whole, answer->head);
	rp_buffer_str(&fetch->whole, answer->body);
	return rp_buffer_status(&fetch->whole);
}

/* The digest of what was assembled. */
static int weigh(struct rp_fetch *fetch)
{
	return rp_capture_weigh(&fetch->capture, &fetch->scratch[0],
				rp_buffer_view(&fetch->whole));
}

static int archive(struct rp_fetch *fetch, const struct rp_task *task,
		   const struct rp_answer *answer, enum rp_capture_kind kind,
		   const struct rp_fetched *row)
{
	struct rp_capture_facts facts = {.url = task->location.url,
					 .kind = kind};
	struct rp_str records[RP_CAPTURE_RECORDS];
	size_t i;
	int status;

	if (row) {
		facts.before_url = row->final.len ? row->final : row->url;
		facts.before_date = row->record_date;
		facts.via = row->via;
		facts.title = row->title;
		facts.published = row->published;
		facts.language = row->language;
	}
	status = rp_capture_make(&fetch->capture, answer, &facts, task->asked);
	if (status != RP_OK)
		return status;
	for (i = 0; i < fetch->capture.count; i++)
		records[i] = rp_buffer_view(&fetch->capture.records[i]);
	if (rp_archive_append(fetch->archive, records, fetch->capture.count,
			      fetch->error) != 0)
		return RP_ESTORE;
	return RP_OK;
}

int rp_fetch_row_of(struct rp_fetched *row, struct rp_fetch *fetch,
		    const struct rp_task *task)
{
	int status =
	    rp_fetched_get(row, fetch->log, rp_fetch_text(task->origin));

	if (status == 0)
		*row = (struct rp_fetched){.url = rp_fetch_text(task->origin),
					   .found = (int64_t)time(NULL)};
	return status < 0 ? status : RP_OK;
}

static void put_answered(struct rp_fetched *row, const struct rp_task *task,
			 const struct rp_answer *answer)
{
	row->state = RP_FETCHED_DONE;
	row->asked = task->asked;
	row->due = 0;
	row->tries = 0;
	row->answer = answer->status;
	row->reason = (struct rp_str){NULL, 0};
}

/* Validators hold for the address that gave them, not for one that led to
 * it. */
static void put_validators(struct rp_fetched *row,
			   const struct rp_answer *answer, bool direct)
{
	row->etag = row->modified = (struct rp_str){NULL, 0};
	if (!direct)
		return;
	row->etag = rp_answer_field(answer, "ETag");
	row->modified = rp_answer_field(answer, "Last-Modified");
}

/* The copy that later revisits refer to: the one with a body, not a revisit of
 * it. */
static void put_copy(struct rp_fetched *row, const struct rp_fetch *fetch,
		     const struct rp_task *task)
{
	row->digest = rp_fetch_text(fetch->capture.digest);
	row->record_date = rp_fetch_text(fetch->capture.date);
	row->final = rp_fetch_text(task->location.url);
}

/* What is there now is no page of this address: no later one is a copy of what
 * was before. */
void rp_fetch_forget_copy(struct rp_fetched *row, const char *final)
{
	row->digest = (struct rp_str){NULL, 0};
	row->record_date = (struct rp_str){NULL, 0};
	row->final = rp_fetch_text(final);
}

/* Keep that a page is archived, under the address that led to it and, if that
 * is another, under its own. */
static int keep_copy(struct rp_fetch *fetch, struct rp_fetched *row,
		     const struct rp_task *task, const struct rp_answer *answer,
		     enum rp_capture_kind kind)
{
	int status;

	put_answered(row, task, answer);
	put_validators(row, answer, task->hops == 0);
	row->listing = false;
	if (kind != RP_CAPTURE_IDENTICAL)
		put_copy(row, fetch, task);
	status = rp_fetched_put(fetch->log, row);
	if (status != RP_OK || task->hops == 0)
		return status;
	row->url = row->final;
	put_validators(row, answer, true);
	return rp_fetched_put(fetch->log, row);
}

/* Whether the page was archived before, of the same address, byte for byte. */
static bool is_identical(const struct rp_fetched *row,
			 const struct rp_fetch *fetch,
			 const struct rp_task *task)
{
	return row->record_date.len > 0 &&
	       rp_str_is(row->digest, fetch->capture.digest) &&
	       rp_str_is(row->final, task->location.url);
}

static int take_page(struct rp_fetch *fetch, struct rp_host *host,
		     struct rp_task *task, const struct rp_answer *answer)
{
	struct rp_fetched row;
	enum rp_capture_kind kind = RP_CAPTURE_RESPONSE;
	int status = rp_fetch_row_of(&row, fetch, task);

	if (status == RP_OK)
		status = weigh(fetch);
	if (status != RP_OK)
		goto free_task;
	if (is_identical(&row, fetch, task))
		kind = RP_CAPTURE_IDENTICAL;
	status = archive(fetch, task, answer, kind, &row);
	if (status == RP_OK)
		status = keep_copy(fetch, &row, task, answer, kind);
	if (status != RP_OK)
		goto free_task;
	return rp_fetch_finish(fetch, host, task,
			       kind == RP_CAPTURE_IDENTICAL ? RP_FETCH_UNCHANGED
							    : RP_FETCH_NEW,
			       NULL);
free_task:
	rp_task_free(task);
	return status;
}

/* ----- listings ----- */

struct listing {
	struct rp_fetch *fetch;
	const struct rp_task *task;
	bool dated;
};

static int take_item(void *context, const struct rp_listed *item)
{
	struct listing *listing = context;

	return rp_fetch_admit(listing->fetch, item, listing->task->location.url,
			      listing->task->depth + 1, listing->dated);
}

/* The sitemaps that a site's robots.txt names. */
static int admit_of_site(size_t *count, struct rp_fetch *fetch,
			 const struct rp_task *task, const char *name)
{
	struct rp_site *site;
	int status = rp_fetch_site(&site, fetch, name);
	size_t found = status == RP_OK ? rp_robots_sitemaps(site->robots) : 0;
	size_t i;

	for (i = 0; i < found && status == RP_OK; i++) {
		struct rp_listed item = {
		    .url = rp_robots_sitemap(site->robots, i), .listing = true};

		status = rp_fetch_admit(fetch, &item, task->location.url,
					task->depth + 1, false);
	}
	*count += found;
	return status;
}

/* Those of the site that the page is of, and of the one that was asked for: its
 * front page may lead to a wall elsewhere. */
static int admit_sitemaps(size_t *count, struct rp_fetch *fetch,
			  const struct rp_task *task)
{
	struct rp_location asked;
	int status = admit_of_site(count, fetch, task, task->location.site);

	if (status != RP_OK ||
	    rp_location_read(&asked, rp_fetch_text(task->origin), NULL, NULL) !=
		0)
		return status;
	if (strcmp(asked.site, task->location.site) != 0)
		status = admit_of_site(count, fetch, task, asked.site);
	rp_location_dispose(&asked);
	return status;
}

static int keep_listing(struct rp_fetch *fetch, const struct rp_task *task,
			const struct rp_answer *answer,
			enum rp_listing_kind kind, bool damaged)
{
	struct rp_fetched row;
	int status = rp_fetch_row_of(&row, fetch, task);

	if (status != RP_OK)
		return status;
	put_answered(&row, task, answer);
	/* A site or an index is asked whole each time: what it names is not
	 * kept. So is what is damaged: it may be mended and of the same tag. */
	put_validators(&row, answer,
		       task->hops == 0 && kind != RP_LISTING_PAGE &&
			   kind != RP_LISTING_INDEX && !damaged);
	row.listing = true;
	rp_fetch_forget_copy(&row, task->location.url);
	status = rp_fetched_put(fetch->log, &row);
	return status == RP_OK && kind != RP_LISTING_PAGE
		   ? rp_fetch_reach_keep(fetch, task->origin)
		   : status;
}

static int take_listing(struct rp_fetch *fetch, struct rp_host *host,
			struct rp_task *task, const struct rp_answer *answer,
			struct rp_str text)
{
	struct rp_error error = {""};
	enum rp_listing_kind kind = rp_listing_sniff(text);
	bool lines = kind == RP_LISTING_LINES && rp_listing_is_addresses(text);
	struct listing listing = {fetch, task,
				  kind == RP_LISTING_SITEMAP || lines};
	bool damaged = false;
	struct rp_listing_sink sink = {
	    .take = take_item, .context = &listing, .damaged = &damaged};
	size_t items = 0;
	size_t sitemaps = 0;
	int status;

	if (task->kind == RP_TASK_LISTING &&
	    (kind == RP_LISTING_PAGE || (kind == RP_LISTING_LINES && !lines)))
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       "no feed and no sitemap");
	status = rp_listing_read(&kind, &items, text, &sink, &error);
	if (status == RP_EINVAL)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       error.message);
	if (status == RP_OK && kind == RP_LISTING_PAGE)
		status = admit_sitemaps(&sitemaps, fetch, task);
	if (status == RP_OK && kind == RP_LISTING_PAGE && items + sitemaps == 0)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       "a site that names no feed and no "
				       "sitemap");
	if (status == RP_OK && damaged)
		fetch->events.problem(fetch->events.context, task->location.url,
				      RP_FETCH_LISTING,
				      "it is damaged, and was read as far as "
				      "it goes");
	if (status == RP_OK && items >= RP_LISTING_ITEMS)
		fetch->events.problem(fetch->events.context, task->location.url,
				      RP_FETCH_LISTING,
				      "only its first 50,000 were read");
	if (status == RP_OK)
		status = keep_listing(fetch, task, answer, kind, damaged);
	if (status == RP_OK)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_LISTING,
				       NULL);
	rp_task_free(task);
	return status;
}

/* ----- successes ----- */

static bool is_listing(const struct rp_task *task, struct rp_str text)
{
	if (task->kind == RP_TASK_LISTING)
		return true;
	switch (rp_listing_sniff(text)) {
	case RP_LISTING_FEED:
	case RP_LISTING_SITEMAP:
	case RP_LISTING_INDEX:
		return true;
	case RP_LISTING_PAGE:
		return task->site || strcmp(task->location.path, "/") == 0;
	case RP_LISTING_LINES:
		return rp_listing_is_addresses(text);
	case RP_LISTING_NONE:
		break;
	}
	return false;
}

static int take_success(struct rp_fetch *fetch, struct rp_host *host,
			struct rp_task *task, const struct rp_answer *answer)
{
	struct rp_error error;
	struct rp_http http;
	struct rp_str text;
	int status;
	size_t limit = task->kind == RP_TASK_ARTICLE ? fetch->options.page_bytes
						     : RP_LISTING_BYTES;

	if (rp_fetch_assemble(fetch, answer) != RP_OK) {
		rp_task_free(task);
		return RP_ENOMEM;
	}
	if (rp_http_read(&http, fetch->scratch, rp_buffer_view(&fetch->whole),
			 limit, &error) != 0)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       error.message);
	if (http.cut)
		return rp_fetch_broken(fetch, host, task,
				       "its body is cut off");
	rp_fetch_answered(host);
	if (task->kind != RP_TASK_ARTICLE) {
		status =
		    rp_listing_open(&text, &fetch->unpacked, &fetch->decoded,
				    http.body, http.charset, &error);
		if (status == RP_EINVAL)
			return rp_fetch_finish(fetch, host, task,
					       RP_FETCH_FAILED, error.message);
		if (status != RP_OK) {
			rp_task_free(task);
			return status;
		}
		if (is_listing(task, text))
			return take_listing(fetch, host, task, answer, text);
	}
	if (http.kind == RP_HTTP_OTHER || http.body.len == 0)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_NO_PAGE,
				       http.body.len ? "its type is no page's"
						     : "it is empty");
	if (task->kind == RP_TASK_SEED && !task->site) {
		status = rp_fetch_is_listing(fetch, task->origin);
		if (status < 0) {
			rp_task_free(task);
			return status;
		}
		if (status > 0)
			return rp_fetch_finish(
			    fetch, host, task, RP_FETCH_FAILED,
			    "a page, and no feed or sitemap");
	}
	return take_page(fetch, host, task, answer);
}

/* ----- the others ----- */

static int take_unmodified(struct rp_fetch *fetch, struct rp_host *host,
			   struct rp_task *task, const struct rp_answer *answer)
{
	struct rp_fetched row;
	bool listing;
	int status = rp_fetch_row_of(&row, fetch, task);

	if (status != RP_OK)
		goto free_task;
	/* Nothing was said of what we have. */
	if (task->hops > 0 || (!row.etag.len && !row.modified.len) ||
	    (!row.listing && !row.record_date.len))
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       "the server answers 304, which was not "
				       "asked for");
	listing = row.listing;
	if (!listing)
		status =
		    archive(fetch, task, answer, RP_CAPTURE_UNMODIFIED, &row);
	if (status == RP_OK) {
		put_answered(&row, task, answer);
		status = rp_fetched_put(fetch->log, &row);
	}
	if (status == RP_OK)
		return rp_fetch_finish(
		    fetch, host, task,
		    listing ? RP_FETCH_LISTING : RP_FETCH_UNCHANGED, NULL);
free_task:
	rp_task_free(task);
	return status;
}

/* Of what may lead to a page. */
static int archive_redirect(struct rp_fetch *fetch, const struct rp_task *task,
			    const struct rp_answer *answer)
{
	int status = rp_fetch_assemble(fetch, answer);

	if (status == RP_OK)
		status = weigh(fetch);
	if (status != RP_OK)
		return status;
	return archive(fetch, task, answer, RP_CAPTURE_RESPONSE, NULL);
}

static uint64_t hash_of(const char *url)
{
	return rp_hash64(url, strlen(url));
}

/* Whether redirects led from an address to itself; nothing of a request but
 * its address differs, so neither would the answer. */
static bool is_loop(const struct rp_task *task, const char *url)
{
	uint64_t hash = hash_of(url);
	unsigned i;

	for (i = 0; i < task->hops; i++)
		if (task->trail[i] == hash)
			return true;
	return hash == hash_of(task->location.url);
}

static int follow(struct rp_fetch *fetch, struct rp_host *host,
		  struct rp_task *task, const struct rp_answer *answer,
		  struct rp_location *location)
{
	struct rp_task *next;
	/* A site is gone on to: its page is looked at, not archived. */
	int known =
	    task->site ? 0 : rp_fetch_is_archived(fetch, task, location->url);
	int status = known < 0 ? known : RP_OK;

	/* What is no page of a feed's address is asked for, and refused. */
	if (known > 0 && task->kind == RP_TASK_SEED) {
		status = rp_fetch_is_listing(fetch, task->origin);
		known = status == 0;
		status = status < 0 ? status : RP_OK;
	}
	if (status == RP_OK && task->kind != RP_TASK_LISTING && !task->site)
		status = archive_redirect(fetch, task, answer);
	if (status == RP_OK && known)
		status = rp_fetch_keep_moved(fetch, task, answer->status,
					     location->url);
	if (status == RP_OK && known) {
		rp_location_dispose(location);
		return rp_fetch_finish(fetch, host, task, RP_FETCH_REDIRECTED,
				       NULL);
	}
	if (status != RP_OK) {
		rp_location_dispose(location);
		rp_task_free(task);
		return status;
	}
	next = rp_task_create(task->kind, location, task->origin);
	if (next) {
		memcpy(next->trail, task->trail, sizeof(next->trail));
		next->trail[task->hops] = hash_of(task->location.url);
		next->hops = task->hops + 1;
		next->depth = task->depth;
		next->site = task->site;
	}
	rp_task_free(task);
	return next ? rp_fetch_queue(fetch, next) : RP_ENOMEM;
}

static int take_redirect(struct rp_fetch *fetch, struct rp_host *host,
			 struct rp_task *task, const struct rp_answer *answer)
{
	struct rp_str where = rp_answer_field(answer, "Location");
	struct rp_location location;
	struct rp_error error;
	struct rp_error reason;

	if (where.len == 0)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       "a redirect without an address");
	if (task->hops >= RP_FETCH_HOPS)
		return rp_fetch_finish(fetch, host, task, RP_FETCH_REFUSED,
				       "more than 10 redirects");
	if (rp_location_read(&location, where, task->location.url, &error) !=
	    0) {
		rp_error_set(&reason, "a redirect to what is %s",
			     error.message);
		return rp_fetch_finish(fetch, host, task, RP_FETCH_REFUSED,
				       reason.message);
	}
	if (is_loop(task, location.url)) {
		rp_location_dispose(&location);
		return rp_fetch_finish(fetch, host, task, RP_FETCH_REFUSED,
				       "redirects that lead in a circle");
	}
	return follow(fetch, host, task, answer, &location);
}

static int take_status(struct rp_fetch *fetch, struct rp_host *host,
		       struct rp_task *task, const struct rp_answer *answer)
{
	struct rp_error reason;

	rp_error_set(&reason, "the server answers %d", answer->status);
	switch (answer->status) {
	case 401:
	case 403:
	case 451:
		return rp_fetch_refused(fetch, host, task, reason.message);
	case 429:
	case 503:
		return rp_fetch_limited(fetch, host, task, answer);
	default:
		break;
	}
	if (answer->status >= 500 || answer->status == 408)
		return rp_fetch_broken(fetch, host, task, reason.message);
	if (answer->status >= 200 && answer->status < 300)
		return take_success(fetch, host, task, answer);
	rp_fetch_answered(host);
	switch (answer->status) {
	case 301:
	case 302:
	case 303:
	case 307:
	case 308:
		return take_redirect(fetch, host, task, answer);
	case 304:
		return take_unmodified(fetch, host, task, answer);
	default:
		break;
	}
	return rp_fetch_finish(fetch, host, task,
			       answer->status >= 400 ? RP_FETCH_GONE
						     : RP_FETCH_FAILED,
			       reason.message);
}

int rp_fetch_answer(struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, const struct rp_answer *answer)
{
	switch (answer->end) {
	case RP_CLIENT_ANSWERED:
		return take_status(fetch, host, task, answer);
	case RP_CLIENT_PRIVATE:
	case RP_CLIENT_HEAD:
	case RP_CLIENT_TOO_LARGE:
	case RP_CLIENT_BOMB:
		return rp_fetch_finish(fetch, host, task, RP_FETCH_REFUSED,
				       answer->reason);
	case RP_CLIENT_NO_PAGE:
		rp_fetch_answered(host);
		return rp_fetch_finish(fetch, host, task, RP_FETCH_NO_PAGE,
				       "its type is no page's");
	case RP_CLIENT_TLS:
		return rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED,
				       answer->reason);
	case RP_CLIENT_PARTIAL:
		return rp_fetch_broken(fetch, host, task, answer->reason);
	case RP_CLIENT_TIMEOUT:
	case RP_CLIENT_NETWORK:
		return rp_fetch_unanswered(fetch, host, task, answer->reason);
	case RP_CLIENT_MEMORY:
		break;
	}
	rp_task_free(task);
	return RP_ENOMEM;
}
