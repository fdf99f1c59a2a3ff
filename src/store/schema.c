/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema.c - see schema.h
 *
 * SQLite's user_version counts the steps that a file has been through, its
 * application_id tells a store from other files. A change of the schema is a
 * step at the end of the list; steps are never edited, since stores in the
 * world have been through them.
 *
 * Tables hold numbers, views are made for people.
 */
#include "schema.h"

#include "keys.h"

#include <inttypes.h>

/* "RPRT" */
#define APPLICATION 0x52505254

/* When an article was published, for people: a day, where no time was stated.
 */
#define WHEN(a)                                               \
	"CASE WHEN " a ".published % 86400 = 0 AND (instr(" a \
	".stated, ':') = 0 OR " a ".stated LIKE '%00:00:00')" \
	" THEN date(" a ".published, 'unixepoch')"            \
	" ELSE datetime(" a ".published, 'unixepoch') END"

static const char *const steps[] = {
    /* 1 */
    "CREATE TABLE options ("
    " name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"

    /* first: the id of its first article; finished is NULL while it is under
       way, or was ended on the way. */
    "CREATE TABLE runs ("
    " id INTEGER PRIMARY KEY, first INTEGER NOT NULL,"
    " started INTEGER NOT NULL, finished INTEGER,"
    " read INTEGER, added INTEGER, known INTEGER, versions INTEGER,"
    " rejected INTEGER, dropped INTEGER);"

    /* key names the article (its address, else its id, else its source);
     * content and content_low are the hash of its normalised text. */
    "CREATE TABLE articles ("
    " id INTEGER PRIMARY KEY, run INTEGER NOT NULL,"
    " key INTEGER NOT NULL, content INTEGER NOT NULL,"
    " content_low INTEGER NOT NULL, simhash INTEGER NOT NULL,"
    " words INTEGER NOT NULL, published INTEGER, stated TEXT, host TEXT,"
    " url TEXT, title TEXT, agency TEXT, canonical TEXT, name TEXT,"
    " source TEXT NOT NULL, replaces INTEGER);"
    "CREATE UNIQUE INDEX articles_by_key ON articles (key, content);"

    "CREATE TABLE texts (article INTEGER PRIMARY KEY, packed BLOB NOT NULL);"

    /* Five bytes a word, from number first on. */
    "CREATE TABLE vocabulary ("
    " first INTEGER PRIMARY KEY, words BLOB NOT NULL);"

    /* ended: the run after which it was no more, its articles for the most
     * part in the cluster heir (NULL: in none). */
    "CREATE TABLE clusters ("
    " id INTEGER PRIMARY KEY, name TEXT NOT NULL, kept INTEGER NOT NULL,"
    " articles INTEGER NOT NULL, min_jaccard REAL NOT NULL,"
    " mean_jaccard REAL NOT NULL, rule TEXT NOT NULL,"
    " born INTEGER NOT NULL, changed INTEGER NOT NULL,"
    " ended INTEGER, heir INTEGER);"
    "CREATE INDEX clusters_by_change ON clusters (changed);"

    /* since: the run in which it came to this cluster. */
    "CREATE TABLE members ("
    " article INTEGER PRIMARY KEY, cluster INTEGER NOT NULL,"
    " relation TEXT NOT NULL, longer INTEGER NOT NULL,"
    " jaccard REAL NOT NULL, containment REAL NOT NULL,"
    " since INTEGER NOT NULL);"
    "CREATE INDEX members_by_cluster ON members (cluster);"

    /* kind: new, grown, split (off other), merged (into other), ended, kept
     * (another article is kept, in the cluster or of one that stood alone:
     * other). */
    "CREATE TABLE events ("
    " run INTEGER NOT NULL, kind TEXT NOT NULL, cluster INTEGER NOT NULL,"
    " other INTEGER, articles INTEGER);"
    "CREATE INDEX events_by_run ON events (run);"

    /* Sentences that recur in different articles: where one stands. */
    "CREATE TABLE furniture ("
    " hash INTEGER PRIMARY KEY, article INTEGER NOT NULL,"
    " first_word INTEGER NOT NULL, last_word INTEGER NOT NULL,"
    " texts INTEGER NOT NULL, since INTEGER NOT NULL);"

    /* For people. */
    "CREATE VIEW nights AS SELECT id AS run,"
    " datetime(started, 'unixepoch') AS started,"
    " datetime(finished, 'unixepoch') AS finished,"
    " read, added, known, versions, dropped, rejected,"
    " (SELECT count(*) FROM events e WHERE e.run = r.id AND kind = 'new')"
    " AS new_clusters,"
    " (SELECT count(*) FROM events e WHERE e.run = r.id AND kind = 'grown')"
    " AS grown_clusters"
    " FROM runs r WHERE finished IS NOT NULL;"

    "CREATE VIEW reprints AS SELECT m.cluster, m.relation,"
    " round(m.jaccard, 3) AS jaccard,"
    " round(m.containment, 3) AS containment,"
    " a.host, datetime(a.published, 'unixepoch') AS published, a.title,"
    " coalesce(a.url, a.source) AS place, k.host AS kept_host,"
    " datetime(k.published, 'unixepoch') AS kept_published,"
    " k.title AS kept_title, coalesce(k.url, k.source) AS kept_place,"
    " coalesce(a.agency, k.agency) AS agency, m.since AS run,"
    " a.id AS article, k.id AS kept"
    " FROM members m JOIN clusters c ON c.id = m.cluster"
    " JOIN articles a ON a.id = m.article JOIN articles k ON k.id = c.kept"
    " WHERE m.article <> c.kept;"

    "CREATE VIEW originals AS SELECT a.id AS article, a.host,"
    " datetime(a.published, 'unixepoch') AS published, a.title,"
    " coalesce(a.url, a.source) AS place, a.agency, a.words,"
    " coalesce(c.articles, 1) AS prints, m.cluster, a.run"
    " FROM articles a LEFT JOIN members m ON m.article = a.id"
    " LEFT JOIN clusters c ON c.id = m.cluster"
    " WHERE (m.article IS NULL OR m.relation IN ('kept', 'fragment')"
    " OR (m.relation = 'excerpt' AND (SELECT value FROM options"
    "  WHERE name = 'excerpts') = 'keep'))"
    " AND a.run IN (SELECT id FROM runs WHERE finished IS NOT NULL);"

    "CREATE VIEW hosts AS SELECT a.host, count(*) AS articles,"
    " sum(m.relation IS NULL OR m.relation IN ('kept', 'fragment'))"
    " AS originals,"
    " sum(m.relation IS NOT NULL AND m.relation NOT IN ('kept',"
    " 'fragment')) AS reprints"
    " FROM articles a LEFT JOIN members m ON m.article = a.id"
    " WHERE a.run IN (SELECT id FROM runs WHERE finished IS NOT NULL)"
    " GROUP BY a.host;",

    /* 2: what "reprint fetch" asked of the web (fetched.h). */
    "CREATE TABLE fetched ("
    " url TEXT NOT NULL UNIQUE, listing INTEGER NOT NULL,"
    " state TEXT NOT NULL, title TEXT, published TEXT, language TEXT,"
    " via TEXT, found INTEGER NOT NULL, asked INTEGER NOT NULL,"
    " due INTEGER NOT NULL, tries INTEGER NOT NULL, answer INTEGER NOT NULL,"
    " reason TEXT, etag TEXT, modified TEXT, digest TEXT, record_date TEXT,"
    " final TEXT);"
    "CREATE INDEX fetched_due ON fetched (due) WHERE state = 'due';"
    "CREATE TABLE fetched_hosts ("
    " host TEXT PRIMARY KEY, not_before INTEGER NOT NULL,"
    " failures INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE fetched_robots ("
    " site TEXT PRIMARY KEY, fetched INTEGER NOT NULL,"
    " expires INTEGER NOT NULL, answer INTEGER NOT NULL, body BLOB)"
    " WITHOUT ROWID;"
    "CREATE TABLE fetched_settings ("
    " name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;",

    /* 3: how words are packed (evidence.h); those of before stay as they are.
     */
    "ALTER TABLE texts ADD COLUMN code INTEGER NOT NULL DEFAULT 0;",

    /* 4: the words of sentences that recur, and whose they are. */
    "ALTER TABLE furniture ADD COLUMN one_host INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE furniture ADD COLUMN words TEXT;"
    "CREATE VIEW recurring AS SELECT f.words, f.texts,"
    " CASE WHEN f.one_host THEN a.host END AS host, f.since AS run,"
    " f.article, coalesce(a.url, a.source) AS place"
    " FROM furniture f JOIN articles a ON a.id = f.article;",

    /* 5: since when the sentences are known that were told by an article which
     * was forgotten, and their words; until the next night tells them anew. */
    "CREATE TABLE furniture_untold ("
    " hash INTEGER PRIMARY KEY, since INTEGER NOT NULL, words TEXT);",

    /* 6: a hash of all that the input said of it, which tells equal articles
     * apart; 0 of those of before. */
    "ALTER TABLE articles ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;",

    /* 7: one word on what is an original, in all views: what stands in the
     * cleaned corpus. Fragments are no prints; excerpts that are kept are told
     * beside their report all the same. */
    "DROP VIEW originals; DROP VIEW hosts; DROP VIEW reprints;"
    "CREATE VIEW fates AS SELECT a.id AS article, m.cluster, m.relation,"
    " m.relation IS NULL OR m.relation IN ('kept', 'fragment')"
    " OR (m.relation = 'excerpt' AND (SELECT value FROM options"
    "  WHERE name = 'excerpts') IS 'keep') AS original"
    " FROM articles a LEFT JOIN members m ON m.article = a.id"
    " WHERE a.run IN (SELECT id FROM runs WHERE finished IS NOT NULL);"

    "CREATE VIEW reprints AS SELECT f.cluster, f.relation,"
    " round(m.jaccard, 3) AS jaccard,"
    " round(m.containment, 3) AS containment,"
    " a.host, datetime(a.published, 'unixepoch') AS published, a.title,"
    " coalesce(a.url, a.source) AS place, k.host AS kept_host,"
    " datetime(k.published, 'unixepoch') AS kept_published,"
    " k.title AS kept_title, coalesce(k.url, k.source) AS kept_place,"
    " coalesce(a.agency, k.agency) AS agency, m.since AS run,"
    " a.id AS article, k.id AS kept"
    " FROM fates f JOIN members m ON m.article = f.article"
    " JOIN clusters c ON c.id = f.cluster"
    " JOIN articles a ON a.id = f.article JOIN articles k ON k.id = c.kept"
    " WHERE f.relation NOT IN ('kept', 'fragment');"

    "CREATE VIEW originals AS SELECT a.id AS article, a.host,"
    " datetime(a.published, 'unixepoch') AS published, a.title,"
    " coalesce(a.url, a.source) AS place, a.agency, a.words,"
    " CASE WHEN f.relation = 'kept' THEN 1 + (SELECT count(*) FROM members p"
    "  WHERE p.cluster = f.cluster AND p.relation NOT IN ('kept', 'fragment')"
    "  AND NOT (p.relation = 'excerpt' AND (SELECT value FROM options"
    "  WHERE name = 'excerpts') IS 'keep'))"
    " ELSE 1 END AS prints, f.cluster, a.run"
    " FROM fates f JOIN articles a ON a.id = f.article WHERE f.original;"

    "CREATE VIEW hosts AS SELECT a.host, count(*) AS articles,"
    " sum(f.original) AS originals, sum(NOT f.original) AS reprints"
    " FROM fates f JOIN articles a ON a.id = f.article GROUP BY a.host;",

    /* 8: of a cluster several articles may stay, so each member tells what it
     * is compared with (the one kept: itself), whether it is kept beside that,
     * and whether it is in the cleaned corpus. Events: kept tells each article
     * that is no longer in it (other), and restored each that is again. */
    "ALTER TABLE members ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE members ADD COLUMN beside INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE members ADD COLUMN original INTEGER NOT NULL DEFAULT 0;"
    "UPDATE members SET"
    " compared = (SELECT kept FROM clusters c WHERE c.id = cluster),"
    " original = relation IN ('kept', 'fragment')"
    " OR (relation = 'excerpt' AND (SELECT value FROM options"
    "  WHERE name = 'excerpts') IS 'keep');"
    "DROP VIEW hosts; DROP VIEW originals; DROP VIEW reprints;"
    "DROP VIEW fates;"
    "CREATE VIEW fates AS SELECT a.id AS article, m.cluster, m.relation,"
    " coalesce(m.original, 1) AS original"
    " FROM articles a LEFT JOIN members m ON m.article = a.id"
    " WHERE a.run IN (SELECT id FROM runs WHERE finished IS NOT NULL);"

    "CREATE VIEW reprints AS SELECT f.cluster, f.relation,"
    " round(m.jaccard, 3) AS jaccard,"
    " round(m.containment, 3) AS containment,"
    " a.host, datetime(a.published, 'unixepoch') AS published, a.title,"
    " coalesce(a.url, a.source) AS place, k.host AS kept_host,"
    " datetime(k.published, 'unixepoch') AS kept_published,"
    " k.title AS kept_title, coalesce(k.url, k.source) AS kept_place,"
    " coalesce(a.agency, k.agency) AS agency, m.since AS run,"
    " a.id AS article, k.id AS kept, f.original"
    " FROM fates f JOIN members m ON m.article = f.article"
    " JOIN articles a ON a.id = f.article JOIN articles k ON"
    " k.id = m.compared"
    " WHERE f.relation NOT IN ('kept', 'fragment');"

    "CREATE VIEW originals AS SELECT a.id AS article, a.host,"
    " datetime(a.published, 'unixepoch') AS published, a.title,"
    " coalesce(a.url, a.source) AS place, a.agency, a.words,"
    " 1 + (SELECT count(*) FROM members p WHERE p.cluster = f.cluster"
    "  AND p.compared = f.article AND NOT p.original) AS prints,"
    " f.cluster, coalesce(c.articles, 1) AS cluster_articles, a.run"
    " FROM fates f JOIN articles a ON a.id = f.article"
    " LEFT JOIN clusters c ON c.id = f.cluster WHERE f.original;"

    "CREATE VIEW hosts AS SELECT a.host, count(*) AS articles,"
    " sum(f.original) AS originals, sum(NOT f.original) AS reprints"
    " FROM fates f JOIN articles a ON a.id = f.article GROUP BY a.host;",

    /* 9: a hash of the words and marks of an article, unpacked (evidence.h);
     * NULL of those of before. */
    "ALTER TABLE texts ADD COLUMN seal INTEGER;",

    /* 10: what was known of the rest of a cluster of which articles were
     * forgotten, until the next run groups it anew; and views that tell a
     * whole day as one. */
    "CREATE TABLE parted ("
    " article INTEGER PRIMARY KEY, cluster INTEGER NOT NULL,"
    " original INTEGER NOT NULL);"

    /* clang-format off */
    "DROP VIEW originals; DROP VIEW reprints;"
    "CREATE VIEW reprints AS SELECT f.cluster, f.relation,"
    " round(m.jaccard, 3) AS jaccard,"
    " round(m.containment, 3) AS containment,"
    " a.host, " WHEN("a") " AS published, a.title,"
    " coalesce(a.url, a.source) AS place, k.host AS kept_host,"
    " " WHEN("k") " AS kept_published,"
    " k.title AS kept_title, coalesce(k.url, k.source) AS kept_place,"
    " coalesce(a.agency, k.agency) AS agency, m.since AS run,"
    " a.id AS article, k.id AS kept, f.original"
    " FROM fates f JOIN members m ON m.article = f.article"
    " JOIN articles a ON a.id = f.article JOIN articles k ON"
    " k.id = m.compared"
    " WHERE f.relation NOT IN ('kept', 'fragment');"

    "CREATE VIEW originals AS SELECT a.id AS article, a.host,"
    " " WHEN("a") " AS published, a.title,"
    " coalesce(a.url, a.source) AS place, a.agency, a.words,"
    " 1 + (SELECT count(*) FROM members p WHERE p.cluster = f.cluster"
    "  AND p.compared = f.article AND NOT p.original) AS prints,"
    " f.cluster, coalesce(c.articles, 1) AS cluster_articles, a.run"
    " FROM fates f JOIN articles a ON a.id = f.article"
    " LEFT JOIN clusters c ON c.id = f.cluster WHERE f.original;",
    /* clang-format on */

    /* 11: the last number that an article was ever given, though it is
     * forgotten since; a random number of each run, which tells it from another
     * of that number in a copy of the store. */
    "CREATE TABLE given (article INTEGER NOT NULL);"
    "INSERT INTO given SELECT max("
    " coalesce((SELECT max(id) FROM articles), 0),"
    " coalesce((SELECT max(first + added) - 1 FROM runs), 0));"
    "ALTER TABLE runs ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;",

    /* 12: an address is one in all its spellings (keys.h); two that were two
     * and have one text stay so. Clusters that split off another are new ones,
     * as reports count them. */
    "UPDATE OR IGNORE articles SET key = page_key(url)"
    " WHERE url IS NOT NULL AND key = written_key(url);"
    "UPDATE OR IGNORE articles SET key = copy_key(url, title)"
    " WHERE url IS NOT NULL AND key = written_copy_key(url, title);"
    "DROP VIEW nights;"
    "CREATE VIEW nights AS SELECT id AS run,"
    " datetime(started, 'unixepoch') AS started,"
    " datetime(finished, 'unixepoch') AS finished,"
    " read, added, known, versions, dropped, rejected,"
    " (SELECT count(*) FROM events e WHERE e.run = r.id"
    "  AND kind IN ('new', 'split')) AS new_clusters,"
    " (SELECT count(*) FROM events e WHERE e.run = r.id AND kind = 'grown')"
    " AS grown_clusters"
    " FROM runs r WHERE finished IS NOT NULL;",
};

#define STEPS ((int64_t)(sizeof(steps) / sizeof(steps[0])))

static int take_steps(const struct rp_sql *sql, int64_t from)
{
	char mark[64];
	int64_t i;
	int status = rp_keys_define(sql);

	if (status == RP_OK)
		status = rp_sql_run(sql, "BEGIN IMMEDIATE");
	for (i = from; i < STEPS && status == RP_OK; i++)
		status = rp_sql_run(sql, steps[i]);
	sqlite3_snprintf(sizeof(mark), mark,
			 "PRAGMA user_version = %lld;"
			 "PRAGMA application_id = %d",
			 (long long)STEPS, APPLICATION);
	if (status == RP_OK)
		status = rp_sql_run(sql, mark);
	if (status == RP_OK)
		status = rp_sql_run(sql, "COMMIT");
	return status;
}

int rp_schema_prepare(const struct rp_sql *sql, bool may_write)
{
	int64_t version;
	int64_t application;
	int64_t tables;
	int status = rp_sql_number(&version, sql, "PRAGMA user_version");

	if (status == RP_OK)
		status =
		    rp_sql_number(&application, sql, "PRAGMA application_id");
	if (status == RP_OK)
		status = rp_sql_number(&tables, sql,
				       "SELECT count(*) FROM sqlite_schema");
	if (status != RP_OK)
		return status;
	if (application != APPLICATION && (tables > 0 || !may_write)) {
		rp_error_set(sql->error, "%s: not a store of reprint",
			     sql->path);
		return RP_ESTORE;
	}
	if (version < 0 || version > STEPS) {
		rp_error_set(sql->error,
			     "%s: the store is of version %" PRId64
			     ", this program knows %" PRId64 "; update it",
			     sql->path, version, STEPS);
		return RP_ESTORE;
	}
	if (version == STEPS)
		return RP_OK;
	if (!may_write) {
		rp_error_set(sql->error,
			     "%s: the store is of an older version; the next "
			     "'reprint scan --store' brings it up to this one",
			     sql->path);
		return RP_ESTORE;
	}
	return take_steps(sql, version);
}
