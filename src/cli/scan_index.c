/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_index.c - see scan_index.h
 *
 * A mark's label tells what the index is of, its list where the corpus is
 * frozen and where, night by night, the ids of articles and the places of their
 * entries lie. It is set before anything is grouped: what grouping writes lies
 * behind it and is cut off, and a run that is ended while it groups has kept
 * its articles.
 */
#include "scan_index.h"

#include "log.h"
#include "memo_file.h"
#include "reprint_nights.h"
#include "scan_store.h"
#include "signals.h"
#include "spool_kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An article, as a segment has it. */
struct row {
	int64_t id;
	uint64_t content; /* first half of the hash */
	uint64_t entry;	  /* in the catalogue */
};

/* Articles in the order of their numbers, those forgotten among them. */
struct tally {
	uint64_t count;
	uint64_t sum; /* of digests */
};

/* Articles of a night, behind one another. */
struct scan_segment {
	uint64_t place;
	uint64_t count;
};

struct label {
	char version[24]; /* sketches may differ between versions */
	struct rp_store_prefix articles;
	struct tally tally; /* of them */
};

/* The index of articles that were forgotten still lies in the file, and a night
 * passes over it: where more than one in so many was, the index is made again.
 * In a store that keeps a year and forgets each night, that is four times a
 * year. */
#define FORGOTTEN_SHARE 4

_Static_assert(sizeof(struct label) <= RP_SPOOL_LABEL, "a label fits");
_Static_assert(RP_MEMO_LABEL >= RP_SPOOL_LABEL, "there too");

struct scan_index {
	struct rp_spool_kept *kept;
	struct rp_memo_file *pairs;
	char *temporary; /* name of pairs', while it is registered */
	struct scan_segment *segments;
	size_t count;
	size_t capacity;
	uint64_t articles;	/* in segments */
	struct tally tally;	/* of the corpus so far */
	struct rp_chunks fresh; /* uint64_t: content of those in no segment */
	/* What the file of pairs is of, and whether they are the first here. */
	struct label pairs_label;
	bool pairs_ours;
};

/* Head of the list; segments follow. */
struct head {
	struct rp_freeze corpus;
	uint64_t articles;
	uint64_t segments;
};

static void share(struct scan *scan)
{
	scan->words = rp_spool_kept_file(scan->index->kept);
	rp_catalogue_share(&scan->catalogue, scan->words);
}

char *scan_index_pairs_path(const struct scan *scan)
{
	char *path;

	return asprintf(&path, "%s.pairs", scan->options.index) < 0 ? NULL
								    : path;
}

static int open_pairs(struct scan *scan)
{
	char *path = scan_index_pairs_path(scan);
	int status;

	if (!path)
		return RP_ENOMEM;
	status = rp_memo_file_open(&scan->index->pairs, path,
				   scan->options.temporary, &scan->error) == 0
		     ? RP_OK
		     : RP_ESTORE;
	free(path);
	if (status == RP_OK) {
		const char *label = rp_memo_file_label(scan->index->pairs);

		if (label)
			memcpy(&scan->index->pairs_label, label,
			       sizeof(scan->index->pairs_label));
		scan->index->temporary =
		    strdup(rp_memo_file_temporary(scan->index->pairs));
		if (!scan->index->temporary)
			return RP_ENOMEM;
		rp_signals_register(scan->index->temporary);
	}
	return status;
}

/* The file of pairs is in its place, or gone. */
static void forget_temporary(struct scan_index *index)
{
	if (index->temporary)
		rp_signals_forget(index->temporary);
	free(index->temporary);
	index->temporary = NULL;
}

int scan_index_open(struct scan *scan)
{
	scan->index = calloc(1, sizeof(*scan->index));
	if (!scan->index)
		return RP_ENOMEM;
	if (rp_spool_kept_open(&scan->index->kept, scan->options.index,
			       &scan->error) != 0)
		return RP_ESTORE;
	rp_chunks_init(&scan->index->fresh, sizeof(uint64_t));
	share(scan);
	return open_pairs(scan);
}

void scan_index_dispose(struct scan *scan)
{
	if (!scan->index)
		return;
	rp_spool_kept_free(scan->index->kept);
	rp_memo_file_free(scan->index->pairs);
	forget_temporary(scan->index);
	free(scan->index->segments);
	rp_chunks_dispose(&scan->index->fresh);
	free(scan->index);
	scan->index = NULL;
}

const char *scan_index_error(const struct scan *scan)
{
	return rp_memo_file_error(scan->index->pairs);
}

void scan_index_discard(struct scan *scan)
{
	const char *path = scan->options.index;

	scan->words = NULL; /* the file of before goes */
	if (rp_spool_kept_clear(scan->index->kept, &scan->error) != 0)
		return;
	share(scan);
	rp_error_set(&scan->error,
		     "%s: damaged; the next run makes it again from the store",
		     path);
}

/* Of all articles up to the last, whose id is given. */
static int describe(struct label *out, struct scan *scan, int64_t last,
		    const struct tally *tally)
{
	memset(out, 0, sizeof(*out));
	strncpy(out->version, rp_version(), sizeof(out->version) - 1);
	out->tally = *tally;
	return rp_store_prefix(&out->articles, scan->store, last);
}

static void count_in(struct tally *tally, int64_t id, uint64_t content)
{
	tally->count++;
	tally->sum += rp_store_digest(id, content);
}

/* The next article of the corpus is this one. */
static void count_article(struct scan_index *index, int64_t id,
			  uint64_t content)
{
	const struct label *pairs = &index->pairs_label;

	count_in(&index->tally, id, content);
	if (index->tally.count == pairs->tally.count)
		index->pairs_ours = index->tally.sum == pairs->tally.sum &&
				    id == pairs->articles.last;
}

/* ----- a new night ----- */

static void note_again(const struct scan *scan, const char *why)
{
	if (!scan->options.quiet)
		rp_log(RP_LOG_NOTE, "%s %s, and is made again",
		       scan->options.index, why);
}

/* It was read, and is not what was written: told to who wants no words, too,
 * since the disk may have more of that. */
static void note_damage(const struct scan *scan, const char *what)
{
	rp_log(RP_LOG_NOTE, "%s is %s, and is made again", scan->options.index,
	       what);
}

static int begin_again(struct scan *scan)
{
	struct rp_spool spool;
	int status;

	rp_corpus_free(scan->corpus);
	scan->corpus = NULL;
	rp_catalogue_dispose(&scan->catalogue);
	scan->words = NULL;
	scan->totals.articles = 0;
	scan->index->count = 0;
	scan->index->articles = 0;
	scan->index->tally = (struct tally){0, 0};
	scan->index->pairs_ours = false;
	if (rp_spool_kept_clear(scan->index->kept, &scan->error) != 0)
		return RP_ESTORE;
	share(scan);
	spool = rp_spool_file_callbacks(scan->words);
	status = rp_corpus_create(&scan->corpus, &scan->options.match, &spool);
	return status;
}

int scan_index_restart(struct scan *scan)
{
	struct scan_index *index = scan->index;
	int status;

	note_damage(scan, "damaged");
	rp_chunks_dispose(&index->fresh);
	rp_memo_file_free(index->pairs);
	index->pairs = NULL;
	forget_temporary(index);
	status = open_pairs(scan);
	return status == RP_OK ? begin_again(scan) : status;
}

/* What is taken over, and which of it the store still has. */
struct taking {
	struct scan *scan;
	struct rp_store_inventory inventory;
	struct tally there;
	bool own; /* the store has forgotten some of the run under way */
};

static int take_row(struct taking *taking, const struct row *row)
{
	struct scan *scan = taking->scan;
	uint32_t number = (uint32_t)scan->totals.articles;
	uint64_t *entry = rp_chunks_push(&scan->catalogue.offsets);

	if (!entry)
		return RP_ENOMEM;
	*entry = row->entry;
	scan->ids[scan->totals.articles++] = row->id;
	count_article(scan->index, row->id, row->content);
	if (!rp_store_inventory_has(&taking->inventory, row->id)) {
		taking->own |= row->id >= rp_store_first(scan->store);
		return rp_corpus_forget(scan->corpus, number);
	}
	count_in(&taking->there, row->id, row->content);
	return RP_OK;
}

static int take_segment(struct taking *taking,
			const struct scan_segment *segment)
{
	const struct row *rows =
	    rp_spool_file_view(taking->scan->words, segment->place,
			       (size_t)segment->count * sizeof(*rows));
	uint64_t i;
	int status = rows ? RP_OK : RP_ESTORE;

	for (i = 0; i < segment->count && status == RP_OK; i++)
		status = take_row(taking, &rows[i]);
	return status;
}

static int take_segments(struct taking *taking, const struct head *head)
{
	struct scan *scan = taking->scan;
	size_t i;
	int status =
	    rp_array_reserve(&scan->ids, &scan->ids_capacity,
			     (size_t)head->articles + 1, sizeof(*scan->ids));

	for (i = 0; i < scan->index->count && status == RP_OK; i++)
		status = take_segment(taking, &scan->index->segments[i]);
	return status;
}

/* The list of a mark: where the segments lie, and how many rows they have. */
static int read_list(struct head *head, struct scan_index *index,
		     const struct rp_spool_mark *mark,
		     struct rp_spool_file *file)
{
	const char *list =
	    rp_spool_file_view(file, mark->list, (size_t)mark->len);
	size_t i;

	if (!list)
		return RP_ESTORE;
	if (mark->len < sizeof(*head))
		return RP_EINVAL;
	memcpy(head, list, sizeof(*head));
	if (head->segments !=
	    (mark->len - sizeof(*head)) / sizeof(*index->segments))
		return RP_EINVAL;
	if (rp_array_reserve(&index->segments, &index->capacity,
			     (size_t)head->segments,
			     sizeof(*index->segments)) != RP_OK)
		return RP_ENOMEM;
	index->count = (size_t)head->segments;
	if (index->count > 0)
		memcpy(index->segments, list + sizeof(*head),
		       index->count * sizeof(*index->segments));
	index->articles = 0;
	for (i = 0; i < index->count; i++)
		index->articles += index->segments[i].count;
	return index->articles == head->articles ? RP_OK : RP_EINVAL;
}

static int take_over(struct taking *taking, const struct rp_spool_mark *mark)
{
	struct scan *scan = taking->scan;
	struct head head;
	uint32_t articles = 0;
	int status = read_list(&head, scan->index, mark, scan->words);

	if (status == RP_OK)
		status = rp_corpus_thaw(&articles, scan->corpus, &head.corpus);
	if (status == RP_OK && articles != head.articles)
		status = RP_EINVAL;
	return status == RP_OK ? take_segments(taking, &head) : status;
}

/* Whether what has this label is of this store, and no other time of it. */
static int is_current(bool *out, struct scan *scan, const struct label *kept)
{
	struct label now;
	int status = describe(&now, scan, kept->articles.last, &kept->tally);

	*out = status == RP_OK && memcmp(kept, &now, sizeof(now)) == 0;
	return status;
}

/* What is found of what an earlier night kept. */
enum finding {
	GOOD = 0,
	OTHER,	   /* of other articles than the store's */
	FORGOTTEN, /* of many that the store has forgotten, or of some that the
		      run under way had added, whose articles are told by their
		      numbers from one on */
	DAMAGED,
};

/* Whether what was taken over is what its label names. Rows have no hash of
 * their own, so those that were forgotten are counted, too. */
static enum finding weigh(const struct taking *taking,
			  const struct label *label)
{
	const struct tally *there = &taking->there;
	const struct tally *all = &taking->scan->index->tally;

	if (there->count != taking->inventory.count ||
	    there->sum != taking->inventory.sum ||
	    all->count != label->tally.count || all->sum != label->tally.sum)
		return DAMAGED;
	return taking->own ||
		       all->count - there->count > all->count / FORGOTTEN_SHARE
		   ? FORGOTTEN
		   : GOOD;
}

/* RP_ESTORE: the store or the index cannot be read, which scan->error tells. */
static int load(enum finding *found, struct scan *scan,
		const struct rp_spool_mark *mark)
{
	struct taking taking = {.scan = scan};
	struct label label;
	bool current = false;
	int status;

	memcpy(&label, mark->label, sizeof(label));
	status = is_current(&current, scan, &label);
	*found = OTHER;
	if (status == RP_EINVAL || (status == RP_OK && !current))
		return RP_OK;
	if (status == RP_OK)
		status = rp_store_inventory_init(&taking.inventory, scan->store,
						 label.articles.last);
	if (status == RP_ESTORE)
		return scan_store_explain(scan, status);
	if (status == RP_OK)
		status = take_over(&taking, mark);
	*found = status == RP_OK ? weigh(&taking, &label) : DAMAGED;
	rp_store_inventory_dispose(&taking.inventory);
	if (status == RP_ESTORE && *rp_spool_file_error(scan->words))
		rp_error_set(&scan->error, "%s",
			     rp_spool_file_error(scan->words));
	else if (status != RP_ENOMEM)
		status = RP_OK;
	return status;
}

int scan_index_load(int64_t *last, struct scan *scan)
{
	const struct rp_spool_mark *mark =
	    rp_spool_kept_mark(scan->index->kept);
	enum finding found;
	int status;

	*last = 0;
	if (!mark) {
		if (rp_spool_kept_lost(scan->index->kept))
			note_again(scan, "was damaged or never finished");
		return RP_OK;
	}
	status = load(&found, scan, mark);
	if (status != RP_OK)
		return status;
	if (found == GOOD) {
		if (scan->totals.articles > 0)
			*last = scan->ids[scan->totals.articles - 1];
		return RP_OK;
	}
	if (found == DAMAGED)
		note_damage(scan, "damaged, or of another version");
	else
		note_again(scan, found == FORGOTTEN
				     ? "is of articles that the store has "
				       "forgotten"
				     : "is of other articles than the store's");
	return begin_again(scan);
}

/* ----- keeping ----- */

int scan_index_add(struct scan *scan, int64_t id, uint64_t content)
{
	uint64_t *fresh = rp_chunks_push(&scan->index->fresh);

	if (!fresh)
		return RP_ENOMEM;
	*fresh = content;
	count_article(scan->index, id, content);
	return RP_OK;
}

/* The rows of the articles that no segment has. */
static int add_segment(struct scan *scan)
{
	struct scan_index *index = scan->index;
	size_t count = (size_t)(scan->totals.articles - index->articles);
	struct scan_segment segment = {.count = count};
	struct row *rows;
	size_t i;
	int status;

	if (count == 0)
		return RP_OK;
	rows = malloc(count * sizeof(*rows));
	if (!rows || rp_array_reserve(&index->segments, &index->capacity,
				      index->count + 1,
				      sizeof(*index->segments)) != RP_OK) {
		free(rows);
		return RP_ENOMEM;
	}
	for (i = 0; i < count; i++) {
		size_t article = (size_t)index->articles + i;
		const uint64_t *content = rp_chunks_at(&index->fresh, i);
		const uint64_t *entry =
		    rp_chunks_at(&scan->catalogue.offsets, article);

		rows[i] = (struct row){scan->ids[article], *content, *entry};
	}
	rp_chunks_dispose(&index->fresh);
	status = rp_spool_file_append(scan->words, &segment.place, rows,
				      count * sizeof(*rows));
	free(rows);
	if (status != RP_OK)
		return status;
	index->segments[index->count++] = segment;
	index->articles += count;
	return RP_OK;
}

static int write_list(struct rp_spool_mark *mark, struct scan *scan)
{
	const struct scan_index *index = scan->index;
	struct head head = {.articles = index->articles,
			    .segments = index->count};
	struct rp_buffer list;
	int status = rp_corpus_freeze(&head.corpus, scan->corpus);

	rp_buffer_init(&list);
	rp_buffer_append(&list, &head, sizeof(head));
	rp_buffer_append(&list, index->segments,
			 index->count * sizeof(*index->segments));
	if (status == RP_OK)
		status = rp_buffer_status(&list);
	if (status == RP_OK)
		status = rp_spool_file_append(scan->words, &mark->list,
					      list.data, list.len);
	mark->from = head.corpus.from;
	mark->len = list.len;
	rp_buffer_dispose(&list);
	return status;
}

/* Let the corpus look up pairs. */
static int use_pairs(struct scan *scan)
{
	struct scan_index *index = scan->index;
	struct rp_memo memo = rp_memo_file_callbacks(index->pairs);
	int status = RP_OK;

	if (index->pairs_ours)
		status =
		    is_current(&index->pairs_ours, scan, &index->pairs_label);
	if (!index->pairs_ours)
		rp_memo_file_forget(index->pairs);
	rp_corpus_use_memo(scan->corpus, &memo);
	return status;
}

int scan_index_keep_pairs(struct scan *scan)
{
	uint64_t articles = scan->totals.articles;
	char bytes[RP_MEMO_LABEL] = {0};
	struct label label;
	int status;

	if (articles == 0)
		return RP_OK;
	status = describe(&label, scan, scan->ids[articles - 1],
			  &scan->index->tally);
	if (status != RP_OK)
		return status;
	memcpy(bytes, &label, sizeof(label));
	status = rp_memo_file_write(scan->index->pairs, bytes, &scan->error);
	if (status == 0)
		status = rp_memo_file_place(scan->index->pairs, &scan->error);
	if (status == 0)
		forget_temporary(scan->index);
	return status == 0 ? RP_OK : RP_ESTORE;
}

int scan_index_save(struct scan *scan)
{
	struct scan_index *index = scan->index;
	uint64_t before = index->articles;
	struct rp_spool_mark mark = {.from = 0};
	struct label label;
	int status;

	status = use_pairs(scan);
	if (status != RP_OK || scan->totals.articles == before)
		return status;
	status = add_segment(scan);
	if (status == RP_OK)
		status = write_list(&mark, scan);
	if (status == RP_ESTORE)
		rp_error_set(&scan->error, "%s",
			     rp_spool_file_error(scan->words));
	if (status == RP_OK)
		status = describe(&label, scan, scan->ids[index->articles - 1],
				  &index->tally);
	if (status != RP_OK)
		return status;
	memcpy(mark.label, &label, sizeof(label));
	return rp_spool_kept_set(index->kept, &mark, &scan->error) == 0
		   ? RP_OK
		   : RP_ESTORE;
}
