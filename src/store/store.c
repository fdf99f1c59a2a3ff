/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store.c - opening a store, and runs from their beginning to their end
 *
 * Who writes holds a lock (flock) on a file beside the store, from before it is
 * opened to the end; the kernel gives it up with the process, whatever ends
 * that. It is not the store's own file: SQLite's locks on that are lost when
 * another descriptor of it is closed.
 *
 * SQLite writes ahead (WAL), so readers go on reading the last state committed.
 */
#include "store_state.h"

#include "schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Between two looks at a lock that another holds, microseconds. */
#define LOOK_AGAIN 100000
/* Readers and SQLite's own housekeeping may be in the way for a moment. */
#define BUSY_MILLISECONDS 30000

/* ----- the file ----- */

/* 0 unless it is plain that a file is none of SQLite's, or may not be written
 * to: nothing is made beside it then. -1 with the reason. */
static int look_at(const char *path, bool writes, struct rp_error *error)
{
	/* "SQLite format 3" and a NUL (sqlite.org/fileformat2.html, 1.3.1) */
	static const char begins[16] = "SQLite format 3";
	char bytes[sizeof(begins)];
	struct stat facts;
	ssize_t n;
	int fd;

	if (stat(path, &facts) != 0)
		return errno == ENOENT ? 0 : rp_error_errno(error, "%s", path);
	if (!S_ISREG(facts.st_mode))
		return rp_error_set(error, "%s: not a file, so no store", path);
	/* SQLite's files beside it go by its name, and so does the lock. */
	if (writes && facts.st_nlink > 1)
		return rp_error_set(
		    error,
		    "%s: has another name (a hard link), under "
		    "which it could be written to as well; copy "
		    "it, and take one of them away",
		    path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return rp_error_errno(error, "%s", path);
	n = read(fd, bytes, sizeof(bytes));
	close(fd);
	if (n < 0)
		return rp_error_errno(error, "%s", path);
	if (n > 0 && (n < (ssize_t)sizeof(bytes) ||
		      memcmp(bytes, begins, sizeof(bytes)) != 0))
		return rp_error_set(error, "%s: not a store of reprint", path);
	return 0;
}

/* ----- the lock ----- */

/* 0, 1 if another holds it longer than wait seconds, -1. */
static int take_lock(int *out, const char *path, unsigned wait,
		     struct rp_error *error)
{
	uint64_t left = (uint64_t)wait * 1000000 / LOOK_AGAIN;
	/* The same lock by whatever name; NULL: it is yet to be made. */
	char *real = realpath(path, NULL);
	char *name = NULL;
	int fd = asprintf(&name, "%s.lock", real ? real : path);

	free(real);
	if (fd < 0)
		return rp_error_set(error, "out of memory");
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0) {
		rp_error_errno(error, "%s", name);
		free(name);
		return -1;
	}
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || left == 0) {
			int taken = errno == EWOULDBLOCK;

			if (!taken)
				rp_error_errno(error, "%s", name);
			free(name);
			close(fd);
			return taken ? 1 : -1;
		}
		left--;
		usleep(LOOK_AGAIN);
	}
	free(name);
	*out = fd;
	return 0;
}

/* ----- opening ----- */

/* Open by a path that is one whatever it is called: "file:…" would be read as
 * an address, ":memory:" as no file. */
static int open_path(sqlite3 **out, const char *path, int flags)
{
	char *plain = NULL;
	int status;

	if (*path == '\0' || *path == '/')
		return sqlite3_open_v2(path, out, flags, NULL);
	if (asprintf(&plain, "./%s", path) < 0)
		return SQLITE_NOMEM;
	status = sqlite3_open_v2(plain, out, flags, NULL);
	free(plain);
	return status;
}

static int open_database(struct rp_store *store, enum rp_store_mode mode)
{
	const struct rp_sql *sql = &store->sql;
	int flags = SQLITE_OPEN_NOMUTEX;
	int status;

	if (mode == RP_STORE_READ)
		flags |= SQLITE_OPEN_READONLY;
	else
		flags |= SQLITE_OPEN_READWRITE |
			 (mode == RP_STORE_RUN ? SQLITE_OPEN_CREATE : 0);
	if (open_path(&store->sql.db, store->path, flags) != SQLITE_OK) {
		if (!sql->db)
			return RP_ENOMEM;
		return rp_sql_failed(sql);
	}
	sqlite3_busy_timeout(sql->db, BUSY_MILLISECONDS);
	sqlite3_extended_result_codes(sql->db, 0);
	if (mode == RP_STORE_READ) {
		status = rp_schema_prepare(sql, false);
		return status == RP_OK ? rp_sql_run(sql, "BEGIN") : status;
	}
	status = rp_sql_run(sql, "PRAGMA page_size = 8192;"
				 "PRAGMA auto_vacuum = NONE;"
				 "PRAGMA cache_size = -65536");
	if (status == RP_OK)
		status = rp_schema_prepare(sql, mode == RP_STORE_RUN);
	if (status == RP_OK)
		status = rp_sql_run(sql, "PRAGMA journal_mode = WAL;"
					 "PRAGMA synchronous = FULL");
	return status;
}

static struct rp_store *new_store(const char *path)
{
	struct rp_store *store = calloc(1, sizeof(*store));

	if (!store)
		return NULL;
	store->lock = -1;
	store->path = strdup(path);
	if (!store->path) {
		free(store);
		return NULL;
	}
	store->sql.path = store->path;
	store->sql.error = &store->error;
	rp_vocabulary_init(&store->vocabulary);
	rp_buffer_init(&store->scratch);
	return store;
}

/* SQLite would say of them that the database is read-only. */
static int look_beside(const char *path, struct rp_error *error)
{
	static const char *const endings[] = {"-wal", "-shm"};
	size_t i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		char *beside;
		struct stat info;
		bool barred;

		if (asprintf(&beside, "%s%s", path, endings[i]) < 0)
			return rp_error_set(error, "out of memory");
		barred = stat(beside, &info) == 0 && access(beside, W_OK) != 0;
		free(beside);
		if (barred)
			return rp_error_set(
			    error,
			    "%s: %s%s beside it cannot be written to%s; remove "
			    "it when nobody reads the store",
			    path, path, endings[i],
			    info.st_uid == geteuid()
				? ""
				: ": it is another user's, who read the store");
	}
	return 0;
}

int rp_store_open(struct rp_store **out, const char *path,
		  enum rp_store_mode mode, unsigned wait,
		  struct rp_error *error)
{
	/* SQLite's name for a file that nobody else sees. */
	bool own = *path == '\0';
	struct rp_store *store;
	int status;

	if (mode != RP_STORE_RUN && access(path, F_OK) != 0)
		return rp_error_errno(error, "%s", path);
	store = new_store(path);
	if (!store)
		return rp_error_set(error, "out of memory");
	if (!own && look_at(path, mode != RP_STORE_READ, error) != 0) {
		rp_store_free(store);
		return -1;
	}
	if (mode != RP_STORE_READ && !own) {
		status = look_beside(path, error) == 0
			     ? take_lock(&store->lock, path, wait, error)
			     : -1;
		if (status != 0) {
			rp_store_free(store);
			return status;
		}
	}
	status = open_database(store, mode);
	if (status != RP_OK) {
		if (status == RP_ENOMEM)
			rp_error_set(error, "out of memory");
		else
			*error = store->error;
		rp_store_free(store);
		return -1;
	}
	*out = store;
	return 0;
}

void rp_store_free(struct rp_store *store)
{
	if (!store)
		return;
	sqlite3_finalize(store->find);
	sqlite3_finalize(store->insert);
	sqlite3_finalize(store->insert_text);
	sqlite3_close_v2(store->sql.db);
	rp_vocabulary_dispose(&store->vocabulary);
	rp_buffer_dispose(&store->scratch);
	free(store->seen);
	free(store->kept_option);
	free(store->path);
	if (store->lock >= 0)
		close(store->lock);
	free(store);
}

const char *rp_store_error(const struct rp_store *store)
{
	return store->error.message;
}

/* ----- options ----- */

/* What is kept under a name, in store->kept_option; NULL: nothing. */
static int find_option(struct rp_store *store, const char *name)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(&statement, &store->sql,
				    "SELECT value FROM options WHERE name = ?");

	free(store->kept_option);
	store->kept_option = NULL;
	if (status == RP_OK) {
		sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
		status = rp_sql_step(&store->sql, statement);
	}
	if (status == 1) {
		struct rp_str value = rp_sql_str(statement, 0);

		store->kept_option = strndup(value.data, value.len);
		status = store->kept_option ? RP_OK : RP_ENOMEM;
	}
	sqlite3_finalize(statement);
	return status;
}

static int keep_option(struct rp_store *store,
		       const struct rp_store_option *option)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(&statement, &store->sql,
				    "INSERT INTO options VALUES (?, ?)");

	if (status == RP_OK) {
		sqlite3_bind_text(statement, 1, option->name, -1,
				  SQLITE_STATIC);
		sqlite3_bind_text(statement, 2, option->value, -1,
				  SQLITE_STATIC);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

int rp_store_options(const char **other, size_t *which, struct rp_store *store,
		     const struct rp_store_option *options, size_t count)
{
	size_t i;
	int status = rp_sql_run(&store->sql, "BEGIN IMMEDIATE");

	*other = NULL;
	for (i = 0; i < count && status == RP_OK; i++) {
		status = find_option(store, options[i].name);
		if (status != RP_OK)
			break;
		if (!store->kept_option) {
			status = keep_option(store, &options[i]);
		} else if (strcmp(store->kept_option, options[i].value) != 0) {
			*other = store->kept_option;
			*which = i;
			break;
		}
	}
	if (status == RP_OK)
		status =
		    rp_sql_run(&store->sql, *other ? "ROLLBACK" : "COMMIT");
	return status;
}

/* ----- vocabulary ----- */

/* With a row missing, or a word twice, all articles would be read as others,
 * and what is added tonight would make it so for ever. */
static int damaged_vocabulary(struct rp_store *store)
{
	rp_error_set(store->sql.error,
		     "%s: its vocabulary is damaged; 'reprint store check' "
		     "tells more",
		     store->sql.path);
	return RP_ESTORE;
}

int rp_store_load_vocabulary(struct rp_store *store)
{
	struct rp_vocabulary *vocabulary = &store->vocabulary;
	sqlite3_stmt *statement = NULL;
	int64_t most; /* all but the last row's */
	int status;

	if (store->vocabulary_loaded)
		return RP_OK;
	status =
	    rp_sql_number(&most, &store->sql,
			  "SELECT coalesce(max(first), 0) FROM vocabulary");
	if (status == RP_OK)
		status = rp_vocabulary_reserve(vocabulary,
					       most > 0 ? (size_t)most : 0);
	if (status == RP_OK)
		status = rp_sql_prepare(
		    &statement, &store->sql,
		    "SELECT words, first FROM vocabulary ORDER BY first");
	while (status == RP_OK &&
	       (status = rp_sql_step(&store->sql, statement)) == 1) {
		struct rp_str words = rp_sql_str(statement, 0);
		const unsigned char *at = (const unsigned char *)words.data;
		size_t i;

		status = sqlite3_column_int64(statement, 1) ==
				 (int64_t)vocabulary->count
			     ? RP_OK
			     : damaged_vocabulary(store);
		for (i = 0;
		     i + RP_VOCABULARY_BYTES <= words.len && status == RP_OK;
		     i += RP_VOCABULARY_BYTES) {
			size_t expected = vocabulary->count;
			uint32_t number;

			status = rp_vocabulary_number(
			    &number, vocabulary, rp_vocabulary_read(at + i),
			    at[i + 4]);
			if (status == RP_OK && number != expected)
				status = damaged_vocabulary(store);
		}
	}
	sqlite3_finalize(statement);
	store->vocabulary_kept = vocabulary->count;
	store->vocabulary_loaded = status == RP_OK;
	return status;
}

/* ----- runs ----- */

/* Numbers of articles that were forgotten since are not given again. */
static const char next_number[] =
    "SELECT 1 + max(coalesce((SELECT max(id) FROM articles), 0),"
    " (SELECT article FROM given))";

/* How far the clock is behind the end of the run before. */
static int look_at_clock(struct rp_store *store, int64_t now)
{
	int64_t last = 0;
	int status = rp_sql_number(&last, &store->sql,
				   "SELECT finished FROM runs WHERE finished IS"
				   " NOT NULL ORDER BY id DESC LIMIT 1");

	store->behind = last > now ? last - now : 0;
	return status;
}

static int new_run(struct rp_store *store, int64_t now)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_number(&store->first, &store->sql, next_number);

	if (status == RP_OK)
		status = rp_sql_prepare(
		    &statement, &store->sql,
		    "INSERT INTO runs (first, started, mark) VALUES"
		    " (?, ?, random())");
	if (status == RP_OK) {
		sqlite3_bind_int64(statement, 1, store->first);
		sqlite3_bind_int64(statement, 2, now);
		status = rp_sql_execute(&store->sql, statement);
		store->run = sqlite3_last_insert_rowid(store->sql.db);
	}
	sqlite3_finalize(statement);
	return status;
}

/* One that was ended before it added an article, as that of a night without
 * any, begins now. */
static int begin_again(struct rp_store *store, int64_t now)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(&statement, &store->sql,
				    "UPDATE runs SET started = ? WHERE id = ?");

	if (status == RP_OK) {
		sqlite3_bind_int64(statement, 1, now);
		sqlite3_bind_int64(statement, 2, store->run);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

int rp_store_begin(struct rp_store *store, int64_t now)
{
	bool taken_up;
	const struct rp_sql *sql = &store->sql;
	int status = rp_sql_run(sql, "BEGIN IMMEDIATE");

	if (status == RP_OK)
		status = rp_store_load_vocabulary(store);
	if (status == RP_OK)
		status = look_at_clock(store, now);
	if (status == RP_OK)
		status = rp_sql_number(
		    &store->run, sql,
		    "SELECT max(id) FROM runs WHERE finished IS NULL");
	taken_up = status == RP_OK && store->run;
	if (taken_up)
		status = rp_sql_number(
		    &store->first, sql,
		    "SELECT first FROM runs WHERE id ="
		    " (SELECT max(id) FROM runs WHERE finished IS NULL)");
	else if (status == RP_OK)
		status = new_run(store, now);
	if (status == RP_OK)
		status = rp_sql_number(&store->next, sql, next_number);
	if (taken_up && status == RP_OK && store->next <= store->first)
		status = begin_again(store, now);
	if (store->next < store->first)
		store->next = store->first;
	return status;
}

int64_t rp_store_behind(const struct rp_store *store)
{
	return store->behind;
}

int64_t rp_store_run(const struct rp_store *store)
{
	int64_t last = 0;

	if (store->run)
		return store->run;
	rp_sql_number(&last, &store->sql,
		      "SELECT max(id) FROM runs WHERE finished IS NOT NULL");
	return last;
}

int rp_store_finish(struct rp_store *store, int64_t now,
		    const struct rp_store_totals *totals)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(
	    &statement, &store->sql,
	    "UPDATE runs SET finished = ?, read = ?, added = ?, known = ?,"
	    " versions = ?, rejected = ?, dropped = ? WHERE id = ?");

	if (status == RP_OK) {
		const uint64_t values[] = {totals->read,     totals->added,
					   totals->known,    totals->versions,
					   totals->rejected, totals->dropped};
		int i;

		sqlite3_bind_int64(statement, 1, now);
		for (i = 0; i < 6; i++)
			sqlite3_bind_int64(statement, i + 2,
					   (int64_t)values[i]);
		sqlite3_bind_int64(statement, 8, store->run);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	if (status == RP_OK)
		status = rp_sql_run(&store->sql, "COMMIT");
	return status;
}
