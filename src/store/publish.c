/* SPDX-License-Identifier: Apache-2.0 */
/*
 * publish.c - the clusters of tonight in the place of those of last night
 *
 * Grouping knows nothing of earlier nights: it finds what it would have found
 * had all articles come at once. Which of the clusters found is which of those
 * known is decided in succession.c; here it is written, and only rows that
 * differ are.
 *
 * Cost: 33 bytes an article beside the succession.
 */
#include "hash.h"
#include "recurring.h"
#include "store_state.h"
#include "succession.h"

#include <stdlib.h>
#include <string.h>

#define NONE RP_SUCCESSION_NONE

struct publication {
	struct rp_store *store;
	const struct rp_store_grouping *grouping;
	size_t found;	      /* clusters */
	uint32_t *cluster_of; /* by article of the corpus; NONE: alone */
	uint32_t *member_of;
	int64_t *before;  /* by article: the cluster known, or 0 */
	int64_t *parted;  /* … or known before others of it were forgotten */
	bool *stood;	  /* by article of these: it was in the cleaned corpus
			   */
	uint64_t *digest; /* by article: of its row in members */
	struct rp_succession succession;
	uint32_t *grown; /* by cluster found: articles that came to it */
};

/* ----- what was known ----- */

/* A row of the table members. */
struct row {
	struct rp_str relation;
	int64_t compared; /* with that article; itself: it is the one kept */
	bool longer;
	bool beside;
	bool original; /* in the cleaned corpus */
	double jaccard;
	double containment;
};

static uint64_t digest_of(const struct row *row)
{
	double shares[] = {row->jaccard, row->containment, row->longer,
			   row->beside, row->original};

	return rp_hash64(row->relation.data, row->relation.len) ^
	       rp_hash_mix(rp_hash64(shares, sizeof(shares)) ^
			   (uint64_t)row->compared);
}

static int read_members(struct publication *publication)
{
	const struct rp_sql *sql = &publication->store->sql;
	const struct rp_store_grouping *grouping = publication->grouping;
	sqlite3_stmt *row = NULL;
	uint32_t at = 0;
	int status =
	    rp_sql_prepare(&row, sql,
			   "SELECT article, cluster, relation, longer, jaccard,"
			   " containment, compared, original, beside"
			   " FROM members ORDER BY article");

	while (status == RP_OK && (status = rp_sql_step(sql, row)) == 1) {
		int64_t article = sqlite3_column_int64(row, 0);
		struct row known = {.relation = rp_sql_str(row, 2),
				    .compared = sqlite3_column_int64(row, 6),
				    .longer = sqlite3_column_int(row, 3),
				    .beside = sqlite3_column_int(row, 8),
				    .original = sqlite3_column_int(row, 7),
				    .jaccard = sqlite3_column_double(row, 4),
				    .containment =
					sqlite3_column_double(row, 5)};

		status = RP_OK;
		while (at < grouping->count && grouping->ids[at] < article)
			at++;
		if (at == grouping->count || grouping->ids[at] != article)
			continue;
		publication->before[at] = sqlite3_column_int64(row, 1);
		publication->stood[at] = known.original;
		publication->digest[at] = digest_of(&known);
	}
	sqlite3_finalize(row);
	return status;
}

/* The rest of clusters of which articles were forgotten. */
static int read_parted(struct publication *publication)
{
	const struct rp_sql *sql = &publication->store->sql;
	const struct rp_store_grouping *grouping = publication->grouping;
	sqlite3_stmt *row = NULL;
	uint32_t at = 0;
	int status = rp_sql_prepare(
	    &row, sql,
	    "SELECT article, cluster, original FROM parted ORDER BY article");

	while (status == RP_OK && (status = rp_sql_step(sql, row)) == 1) {
		int64_t article = sqlite3_column_int64(row, 0);

		status = RP_OK;
		while (at < grouping->count && grouping->ids[at] < article)
			at++;
		if (at == grouping->count || grouping->ids[at] != article)
			continue;
		publication->parted[at] = sqlite3_column_int64(row, 1);
		publication->stood[at] = sqlite3_column_int(row, 2);
	}
	sqlite3_finalize(row);
	return status;
}

static void read_clusters(struct publication *publication)
{
	size_t i;
	size_t k;

	for (i = 0; i < publication->found; i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(publication->grouping->clusters, i);

		for (k = 0; k < cluster->count; k++) {
			uint32_t id = cluster->members[k].id;

			publication->cluster_of[id] = (uint32_t)i;
			publication->member_of[id] = (uint32_t)k;
		}
	}
}

static int find_succession(struct publication *publication)
{
	struct rp_succession succession;
	int64_t last;
	int status = rp_sql_number(
	    &last, &publication->store->sql,
	    "SELECT max(coalesce((SELECT max(id) FROM clusters), 0),"
	    " coalesce((SELECT max(cluster) FROM events), 0))");

	if (status != RP_OK)
		return status;
	status = rp_succession_find(
	    &succession, publication->before, publication->cluster_of,
	    publication->grouping->count, publication->found, last);
	publication->succession = succession;
	return status;
}

/* ----- writing ----- */

static int tell(struct publication *publication, sqlite3_stmt *event,
		const char *kind, int64_t cluster, int64_t other,
		uint64_t articles)
{
	sqlite3_bind_int64(event, 1, publication->store->run);
	sqlite3_bind_text(event, 2, kind, -1, SQLITE_STATIC);
	sqlite3_bind_int64(event, 3, cluster);
	if (other)
		sqlite3_bind_int64(event, 4, other);
	else
		sqlite3_bind_null(event, 4);
	sqlite3_bind_int64(event, 5, (int64_t)articles);
	return rp_sql_execute(&publication->store->sql, event);
}

struct writing {
	struct publication *publication;
	sqlite3_stmt *event;
	sqlite3_stmt *find;
	sqlite3_stmt *cluster;
	sqlite3_stmt *member;
	sqlite3_stmt *forget;
	sqlite3_stmt *end;
	int64_t
	    excerpts_kept; /* in the cleaned corpus, by the store's option */
};

/* Tell of an article of an earlier run that is no longer in the cleaned corpus,
 * for another of its cluster is kept in its place, or that is again; one that
 * stands alone is. cluster: it is in now, or was before. */
static int tell_fate(struct writing *writing, uint32_t article, int64_t cluster,
		     bool original)
{
	struct publication *publication = writing->publication;
	int64_t id = publication->grouping->ids[article];
	bool known =
	    publication->before[article] || publication->parted[article];
	bool stood = !known || publication->stood[article];

	if (id >= publication->store->first || stood == original)
		return RP_OK;
	return tell(publication, writing->event, original ? "restored" : "kept",
		    cluster, id, 1);
}

static struct row row_of(const struct writing *writing,
			 const struct rp_cluster *cluster,
			 const struct rp_member *member)
{
	const char *relation = rp_relation_name(member->relation);
	uint32_t compared = cluster->members[member->compared].id;

	return (struct row){
	    .relation = {relation, strlen(relation)},
	    .compared = writing->publication->grouping->ids[compared],
	    .longer = member->longer,
	    .beside = member->beside,
	    .original = rp_member_stays(member, writing->excerpts_kept),
	    .jaccard = member->jaccard,
	    .containment = member->containment};
}

static int put_member(struct writing *writing, uint32_t article, uint32_t index,
		      const struct row *row)
{
	struct publication *publication = writing->publication;
	sqlite3_stmt *statement = writing->member;

	sqlite3_bind_int64(statement, 1, publication->grouping->ids[article]);
	sqlite3_bind_int64(statement, 2,
			   publication->succession.numbers[index]);
	sqlite3_bind_text(statement, 3, row->relation.data, -1, SQLITE_STATIC);
	sqlite3_bind_int(statement, 4, row->longer);
	sqlite3_bind_double(statement, 5, row->jaccard);
	sqlite3_bind_double(statement, 6, row->containment);
	sqlite3_bind_int64(statement, 7, publication->store->run);
	sqlite3_bind_int64(statement, 8, row->compared);
	sqlite3_bind_int(statement, 9, row->beside);
	sqlite3_bind_int(statement, 10, row->original);
	return rp_sql_execute(&publication->store->sql, statement);
}

/* An article that was in a cluster, and stands alone. */
static int leave_clusters(struct writing *writing, uint32_t article)
{
	struct publication *publication = writing->publication;
	int64_t before = publication->before[article];
	int status =
	    tell_fate(writing, article,
		      before ? before : publication->parted[article], true);

	if (status != RP_OK || !before)
		return status;
	sqlite3_bind_int64(writing->forget, 1,
			   publication->grouping->ids[article]);
	return rp_sql_execute(&publication->store->sql, writing->forget);
}

static int write_member(struct writing *writing, uint32_t article)
{
	struct publication *publication = writing->publication;
	const struct rp_store_grouping *grouping = publication->grouping;
	uint32_t index = publication->cluster_of[article];
	int64_t before = publication->before[article];
	const struct rp_cluster *cluster;
	struct row row;
	int status = RP_OK;

	if (index == NONE)
		return before || publication->parted[article]
			   ? leave_clusters(writing, article)
			   : RP_OK;
	cluster = rp_clusters_at(grouping->clusters, index);
	row = row_of(writing, cluster,
		     &cluster->members[publication->member_of[article]]);
	if (before != publication->succession.numbers[index])
		publication->grown[index]++;
	else if (publication->digest[article] == digest_of(&row))
		return RP_OK;
	status =
	    tell_fate(writing, article, publication->succession.numbers[index],
		      row.original);
	return status == RP_OK ? put_member(writing, article, index, &row)
			       : status;
}

static void put_name(char out[20], const struct rp_cluster *cluster)
{
	sqlite3_snprintf(20, out, "%016llx", (unsigned long long)cluster->name);
}

static bool is_named(struct rp_str name, const struct rp_cluster *cluster)
{
	char now[20];

	put_name(now, cluster);
	return name.len == strlen(now) && memcmp(name.data, now, name.len) == 0;
}

/* Whether anything written of a cluster is another now; of a new one all is. */
static int compare_cluster(bool *differs, struct writing *writing,
			   const struct rp_cluster *cluster, int64_t number,
			   int64_t keeps)
{
	const struct rp_sql *sql = &writing->publication->store->sql;
	sqlite3_stmt *row = writing->find;
	int status;

	sqlite3_bind_int64(row, 1, number);
	status = rp_sql_step(sql, row);
	*differs = status != 1 || sqlite3_column_int64(row, 0) != keeps ||
		   sqlite3_column_int64(row, 1) != (int64_t)cluster->count ||
		   sqlite3_column_double(row, 2) != cluster->min_jaccard ||
		   sqlite3_column_double(row, 3) != cluster->mean_jaccard ||
		   !is_named(rp_sql_str(row, 4), cluster);
	sqlite3_reset(row);
	return status < 0 ? status : RP_OK;
}

static int put_cluster(struct writing *writing,
		       const struct rp_cluster *cluster, int64_t number,
		       int64_t keeps)
{
	struct publication *publication = writing->publication;
	const struct rp_store_grouping *grouping = publication->grouping;
	sqlite3_stmt *statement = writing->cluster;
	char name[20];
	const char *rule = grouping->rule(grouping->context, cluster);

	if (!rule)
		return RP_ENOMEM;
	put_name(name, cluster);
	sqlite3_bind_int64(statement, 1, number);
	sqlite3_bind_text(statement, 2, name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 3, keeps);
	sqlite3_bind_int64(statement, 4, (int64_t)cluster->count);
	sqlite3_bind_double(statement, 5, cluster->min_jaccard);
	sqlite3_bind_double(statement, 6, cluster->mean_jaccard);
	sqlite3_bind_text(statement, 7, rule, -1, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 8, publication->store->run);
	return rp_sql_execute(&publication->store->sql, statement);
}

static int write_cluster(struct writing *writing, uint32_t index)
{
	struct publication *publication = writing->publication;
	const struct rp_store_grouping *grouping = publication->grouping;
	const struct rp_cluster *cluster =
	    rp_clusters_at(grouping->clusters, index);
	int64_t number = publication->succession.numbers[index];
	int64_t keeps = grouping->ids[cluster->members[0].id];
	bool born = publication->succession.born[index];
	int64_t parent = publication->succession.parents[index];
	bool differs;
	int status = compare_cluster(&differs, writing, cluster, number, keeps);

	if (status == RP_OK && differs)
		status = put_cluster(writing, cluster, number, keeps);
	if (status == RP_OK && born)
		status =
		    tell(publication, writing->event, parent ? "split" : "new",
			 number, parent, cluster->count);
	if (status == RP_OK && !born && publication->grown[index])
		status = tell(publication, writing->event, "grown", number, 0,
			      publication->grown[index]);
	return status;
}

/* A known cluster that gave its number to none. */
static int end_cluster(struct writing *writing,
		       const struct rp_succession_end *end)
{
	struct publication *publication = writing->publication;
	int status;

	sqlite3_bind_int64(writing->end, 1, publication->store->run);
	if (end->heir)
		sqlite3_bind_int64(writing->end, 2, end->heir);
	else
		sqlite3_bind_null(writing->end, 2);
	sqlite3_bind_int64(writing->end, 3, end->old);
	status = rp_sql_execute(&publication->store->sql, writing->end);
	if (status == RP_OK)
		status = tell(publication, writing->event,
			      end->heir ? "merged" : "ended", end->old,
			      end->heir, end->articles);
	return status;
}

static int write_all(struct writing *writing)
{
	const struct publication *publication = writing->publication;
	const struct rp_succession *succession = &publication->succession;
	uint32_t i;
	size_t k;
	int status = RP_OK;

	for (i = 0; i < publication->grouping->count && status == RP_OK; i++)
		status = write_member(writing, i);
	for (i = 0; i < publication->found && status == RP_OK; i++)
		status = write_cluster(writing, i);
	for (k = 0; k < succession->end_count && status == RP_OK; k++)
		status = end_cluster(writing, &succession->ends[k]);
	return status;
}

static int prepare(struct writing *writing)
{
	const struct {
		sqlite3_stmt **statement;
		const char *text;
	} all[] = {
	    {&writing->event, "INSERT INTO events VALUES (?, ?, ?, ?, ?)"},
	    {&writing->find,
	     "SELECT kept, articles, min_jaccard, mean_jaccard, name"
	     " FROM clusters WHERE id = ?"},
	    {&writing->cluster,
	     "INSERT INTO clusters (id, name, kept, articles, min_jaccard,"
	     " mean_jaccard, rule, born, changed)"
	     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)"
	     " ON CONFLICT (id) DO UPDATE SET name = ?2, kept = ?3,"
	     " articles = ?4, min_jaccard = ?5, mean_jaccard = ?6, rule = ?7,"
	     " changed = ?8, ended = NULL, heir = NULL"},
	    {&writing->member,
	     "INSERT INTO members VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
	     " ?10)"
	     " ON CONFLICT (article) DO UPDATE SET"
	     " since = CASE cluster WHEN ?2 THEN since ELSE ?7 END,"
	     " cluster = ?2, relation = ?3, longer = ?4, jaccard = ?5,"
	     " containment = ?6, compared = ?8, beside = ?9, original = ?10"},
	    {&writing->forget, "DELETE FROM members WHERE article = ?"},
	    {&writing->end, "UPDATE clusters SET ended = ?1, changed = ?1,"
			    " articles = 0, heir = ?2 WHERE id = ?3"},
	};
	size_t i;
	int status = RP_OK;

	for (i = 0; i < sizeof(all) / sizeof(all[0]) && status == RP_OK; i++)
		status = rp_sql_prepare(all[i].statement,
					&writing->publication->store->sql,
					all[i].text);
	return status == RP_OK
		   ? rp_sql_number(
			 &writing->excerpts_kept,
			 &writing->publication->store->sql,
			 "SELECT count(*) FROM options"
			 " WHERE name = 'excerpts' AND value = 'keep'")
		   : status;
}

static int write_out(struct publication *publication)
{
	struct writing writing = {.publication = publication};
	int status = prepare(&writing);

	if (status == RP_OK)
		status = write_all(&writing);
	sqlite3_finalize(writing.event);
	sqlite3_finalize(writing.find);
	sqlite3_finalize(writing.cluster);
	sqlite3_finalize(writing.member);
	sqlite3_finalize(writing.forget);
	sqlite3_finalize(writing.end);
	return status;
}

/* ----- all of it ----- */

static int publication_init(struct publication *publication)
{
	size_t count = publication->grouping->count;
	size_t found = publication->found;

	publication->cluster_of =
	    malloc((count + 1) * sizeof(*publication->cluster_of));
	publication->member_of =
	    malloc((count + 1) * sizeof(*publication->member_of));
	publication->before = calloc(count + 1, sizeof(*publication->before));
	publication->parted = calloc(count + 1, sizeof(*publication->parted));
	publication->stood = calloc(count + 1, sizeof(*publication->stood));
	publication->digest = calloc(count + 1, sizeof(*publication->digest));
	publication->grown = calloc(found + 1, sizeof(*publication->grown));
	if (!publication->cluster_of || !publication->member_of ||
	    !publication->before || !publication->parted ||
	    !publication->stood || !publication->digest || !publication->grown)
		return RP_ENOMEM;
	memset(publication->cluster_of, 0xff,
	       count * sizeof(*publication->cluster_of));
	return RP_OK;
}

static void publication_dispose(struct publication *publication)
{
	free(publication->cluster_of);
	free(publication->member_of);
	free(publication->before);
	free(publication->parted);
	free(publication->stood);
	free(publication->digest);
	rp_succession_dispose(&publication->succession);
	free(publication->grown);
}

int rp_store_publish(struct rp_store *store,
		     const struct rp_store_grouping *grouping)
{
	struct publication publication = {
	    .store = store,
	    .grouping = grouping,
	    .found = rp_clusters_count(grouping->clusters)};
	int status = publication_init(&publication);

	if (status == RP_OK)
		status = read_members(&publication);
	if (status == RP_OK)
		status = read_parted(&publication);
	if (status == RP_OK) {
		read_clusters(&publication);
		status = find_succession(&publication);
	}
	if (status == RP_OK)
		status = write_out(&publication);
	if (status == RP_OK)
		status = rp_sql_run(&store->sql, "DELETE FROM parted");
	if (status == RP_OK)
		status = rp_store_publish_sentences(store, grouping);
	publication_dispose(&publication);
	return status;
}
