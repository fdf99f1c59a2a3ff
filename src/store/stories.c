/* SPDX-License-Identifier: Apache-2.0 */
/* stories.c - see stories.h. The articles of one cluster are in memory at a
 * time, with a copy of their strings. */
#include "stories.h"

#include "array.h"
#include "store_state.h"

#include <stdlib.h>
#include <string.h>

struct rp_stories {
	struct rp_store *store;
	struct rp_stories_time time;
	sqlite3_stmt *clusters;
	sqlite3_stmt *members;
	struct rp_story_article *articles;
	size_t capacity;
	struct rp_buffer strings;
};

/* ----- the time ----- */

static int read_totals(struct rp_stories_time *out, const struct rp_sql *sql)
{
	sqlite3_stmt *row = NULL;
	uint64_t *totals[] = {
	    &out->runs,		 &out->totals.read,	&out->totals.added,
	    &out->totals.known,	 &out->totals.versions, &out->totals.rejected,
	    &out->totals.dropped};
	int status = rp_sql_prepare(
	    &row, sql,
	    "SELECT count(*), total(read), total(added), total(known),"
	    " total(versions), total(rejected), total(dropped), min(started),"
	    " max(finished) FROM runs WHERE id BETWEEN ? AND ?");
	int i;

	if (status == RP_OK) {
		sqlite3_bind_int64(row, 1, out->from);
		sqlite3_bind_int64(row, 2, out->to);
		status = rp_sql_step(sql, row);
	}
	if (status == 1) {
		for (i = 0; i < 7; i++)
			*totals[i] = (uint64_t)sqlite3_column_int64(row, i);
		out->started = sqlite3_column_int64(row, 7);
		out->finished = sqlite3_column_int64(row, 8);
	}
	sqlite3_finalize(row);
	return status < 0 ? status : RP_OK;
}

static int count_events(uint64_t *out, const struct rp_sql *sql,
			const struct rp_stories_time *time, const char *text)
{
	sqlite3_stmt *row = NULL;
	int status = rp_sql_prepare(&row, sql, text);

	if (status == RP_OK) {
		sqlite3_bind_int64(row, 1, time->from);
		sqlite3_bind_int64(row, 2, time->to);
		status = rp_sql_step(sql, row);
	}
	if (status == 1)
		*out = (uint64_t)sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return status < 0 ? status : RP_OK;
}

#define LIVE_EVENTS(kinds)                                                 \
	"SELECT count(DISTINCT e.cluster) FROM events e"                   \
	" JOIN clusters c ON c.id = e.cluster WHERE e.run BETWEEN ? AND ?" \
	" AND c.ended IS NULL AND e.kind IN (" kinds ")"
#define EVENTS(kind)                                            \
	"SELECT count(*) FROM events WHERE run BETWEEN ? AND ?" \
	" AND kind = '" kind "'"

static int count_all(struct rp_stories_time *out, const struct rp_sql *sql)
{
	const struct {
		uint64_t *count;
		const char *text;
	} all[] = {
	    {&out->born, LIVE_EVENTS("'new', 'split'")},
	    {&out->grown, LIVE_EVENTS("'grown'") " AND c.born < ?1"},
	    {&out->merged, EVENTS("merged")},
	    {&out->ended, EVENTS("ended")},
	    {&out->restored, EVENTS("restored")},
	    {&out->furniture, "SELECT count(*) FROM furniture"
			      " WHERE since BETWEEN ? AND ?"},
	    /* By their ids, which an index has (identity.c). */
	    {&out->articles, "SELECT count(*) FROM articles"
			     " WHERE ? IS NOT NULL AND +id < coalesce("
			     "(SELECT min(first) FROM runs WHERE id > ?),"
			     " 9223372036854775807)"},
	    {&out->clusters, "SELECT count(*) FROM clusters WHERE ended IS NULL"
			     " AND ? IS NOT NULL AND born <= ?"},
	};
	size_t i;
	int status = RP_OK;

	for (i = 0; i < sizeof(all) / sizeof(all[0]) && status == RP_OK; i++)
		status = count_events(all[i].count, sql, out, all[i].text);
	return status;
}

int rp_stories_time(struct rp_stories_time *out, struct rp_store *store,
		    int64_t from, int64_t to)
{
	int64_t last = rp_store_run(store);
	int status;

	memset(out, 0, sizeof(*out));
	out->from = from ? from : last;
	out->to = to && (store->run || to <= last) ? to : last;
	status = read_totals(out, &store->sql);
	if (status != RP_OK || out->runs == 0)
		return status;
	status = count_all(out, &store->sql);
	return status == RP_OK ? 1 : status;
}

int rp_stories_run_since(int64_t *out, struct rp_store *store, int64_t instant)
{
	char text[128];

	sqlite3_snprintf(sizeof(text), text,
			 "SELECT min(id) FROM runs WHERE started >= %lld"
			 " AND finished IS NOT NULL",
			 (long long)instant);
	return rp_sql_number(out, &store->sql, text);
}

int rp_stories_named(int64_t *out, struct rp_store *store, const char *name)
{
	sqlite3_stmt *row = NULL;
	int status = rp_sql_prepare(
	    &row, &store->sql,
	    "SELECT id FROM clusters WHERE name = ? AND ended IS NULL");

	*out = 0;
	if (status == RP_OK) {
		sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
		status = rp_sql_step(&store->sql, row);
		if (status == 1)
			*out = sqlite3_column_int64(row, 0);
	}
	sqlite3_finalize(row);
	return status < 0 ? status : RP_OK;
}

/* ----- clusters ----- */

static const char changed_clusters[] =
    "SELECT c.id, c.min_jaccard, c.mean_jaccard, c.rule, c.kept,"
    " c.born BETWEEN ?1 AND ?2,"
    " max(CASE e.kind WHEN 'split' THEN e.other END)"
    " FROM events e CROSS JOIN clusters c ON c.id = e.cluster"
    " WHERE e.run BETWEEN ?1 AND ?2 AND e.kind IN ('new', 'grown', 'split')"
    " AND c.ended IS NULL GROUP BY c.id ORDER BY c.articles DESC, c.id";

static const char one_cluster[] =
    "SELECT c.id, c.min_jaccard, c.mean_jaccard, c.rule, c.kept,"
    " c.born BETWEEN ?1 AND ?2, 0"
    " FROM clusters c WHERE c.id = ?3 AND c.ended IS NULL";

int rp_stories_create(struct rp_stories **out, struct rp_store *store,
		      const struct rp_stories_time *time, int64_t cluster)
{
	struct rp_stories *stories = calloc(1, sizeof(*stories));
	int status;

	if (!stories)
		return RP_ENOMEM;
	stories->store = store;
	stories->time = *time;
	rp_buffer_init(&stories->strings);
	status = rp_sql_prepare(&stories->clusters, &store->sql,
				cluster ? one_cluster : changed_clusters);
	if (status == RP_OK)
		status = rp_sql_prepare(
		    &stories->members, &store->sql,
		    "SELECT m.article, m.since, m.relation, m.longer,"
		    " m.jaccard, m.containment, a.host, a.title,"
		    " coalesce(a.url, a.source), a.stated, a.agency, a.run,"
		    " m.compared, m.original, m.beside"
		    " FROM members m JOIN articles a ON a.id = m.article"
		    " JOIN articles h ON h.id ="
		    "  CASE WHEN m.beside THEN m.article ELSE m.compared END"
		    " WHERE m.cluster = ?1"
		    " ORDER BY h.id <> ?2, h.words DESC, h.id,"
		    " m.article <> h.id, m.jaccard DESC, m.article");
	if (status != RP_OK) {
		rp_stories_free(stories);
		return status;
	}
	sqlite3_bind_int64(stories->clusters, 1, time->from);
	sqlite3_bind_int64(stories->clusters, 2, time->to);
	if (cluster)
		sqlite3_bind_int64(stories->clusters, 3, cluster);
	*out = stories;
	return RP_OK;
}

/* A copy that lies in strings; its data is set when all are there. */
static struct rp_str copy(struct rp_buffer *strings, struct rp_str str)
{
	rp_buffer_str(strings, str);
	return (struct rp_str){NULL, str.len};
}

static bool in_time(const struct rp_stories *stories, int64_t run)
{
	return run >= stories->time.from && run <= stories->time.to;
}

static int read_article(struct rp_stories *stories, uint32_t count)
{
	sqlite3_stmt *row = stories->members;
	struct rp_buffer *strings = &stories->strings;
	struct rp_story_article *article;

	if (rp_array_reserve(&stories->articles, &stories->capacity,
			     count + (size_t)1,
			     sizeof(*stories->articles)) != RP_OK)
		return RP_ENOMEM;
	article = &stories->articles[count];
	*article = (struct rp_story_article){
	    .id = sqlite3_column_int64(row, 0),
	    .since = sqlite3_column_int64(row, 1),
	    .kept = count == 0,
	    .longer = sqlite3_column_int(row, 3),
	    .jaccard = sqlite3_column_double(row, 4),
	    .containment = sqlite3_column_double(row, 5),
	    .compared = sqlite3_column_int64(row, 12),
	    .original = sqlite3_column_int(row, 13),
	    .beside = sqlite3_column_int(row, 14)};
	article->arrived = in_time(stories, article->since);
	article->fresh = in_time(stories, sqlite3_column_int64(row, 11));
	article->relation = copy(strings, rp_sql_str(row, 2));
	article->host = copy(strings, rp_sql_str(row, 6));
	article->title = copy(strings, rp_sql_str(row, 7));
	article->place = copy(strings, rp_sql_str(row, 8));
	article->published = copy(strings, rp_sql_str(row, 9));
	article->agency = copy(strings, rp_sql_str(row, 10));
	article->date = rp_date_parse(rp_sql_str(row, 9));
	return RP_OK;
}

/* Let strings point to their copies, which lie in the same order. */
static void place_strings(struct rp_stories *stories, uint32_t count)
{
	const char *at = stories->strings.data;
	uint32_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		struct rp_story_article *article = &stories->articles[i];
		struct rp_str *all[] = {&article->relation,  &article->host,
					&article->title,     &article->place,
					&article->published, &article->agency};

		for (k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
			all[k]->data = at;
			at += all[k]->len;
		}
	}
}

static int read_members(struct rp_story *out, struct rp_stories *stories)
{
	const struct rp_sql *sql = &stories->store->sql;
	int status;

	sqlite3_reset(stories->members);
	sqlite3_bind_int64(stories->members, 1, out->cluster);
	sqlite3_bind_int64(stories->members, 2,
			   sqlite3_column_int64(stories->clusters, 4));
	rp_buffer_clear(&stories->strings);
	while ((status = rp_sql_step(sql, stories->members)) == 1) {
		status = read_article(stories, out->count);
		if (status != RP_OK)
			return status;
		out->arrived += stories->articles[out->count++].arrived;
	}
	if (status == RP_OK)
		status = rp_buffer_status(&stories->strings);
	if (status == RP_OK)
		place_strings(stories, out->count);
	out->articles = stories->articles;
	return status;
}

int rp_stories_next(struct rp_story *out, struct rp_stories *stories)
{
	sqlite3_stmt *row = stories->clusters;
	int status = rp_sql_next(&stories->store->sql, &stories->clusters);

	if (status != 1)
		return status;
	*out = (struct rp_story){.cluster = sqlite3_column_int64(row, 0),
				 .min_jaccard = sqlite3_column_double(row, 1),
				 .mean_jaccard = sqlite3_column_double(row, 2),
				 .rule = rp_sql_str(row, 3),
				 .born = sqlite3_column_int(row, 5),
				 .parent = sqlite3_column_int64(row, 6)};
	status = read_members(out, stories);
	return status == RP_OK ? 1 : status;
}

void rp_stories_free(struct rp_stories *stories)
{
	if (!stories)
		return;
	sqlite3_finalize(stories->clusters);
	sqlite3_finalize(stories->members);
	free(stories->articles);
	rp_buffer_dispose(&stories->strings);
	free(stories);
}
