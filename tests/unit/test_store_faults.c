/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_store_faults.c - every write of a night fails once, and allocations do
 *
 * SQLite's own system calls are replaced: the n-th of those that change a file
 * fails, for n = 0, 1, … until a night gets through; once by itself, as of a
 * bad sector, and once with all that follow, as on a full disk. Afterwards the
 * store must be sound, and the same night again must make of it what it would
 * have been.
 */
#include "folder.h"
#include "testing.h"
#include "upkeep.h"

#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

#define ARTICLES 12
#define WORDS	 60

enum fault { NEVER = 0, ONE_WRITE, FULL_DISK, ONE_SYNC, ONE_ALLOCATION };

static enum fault fault;
static long left;     /* calls until one fails */
static bool grouping; /* the library is at work: test_memory.c has that */

static bool fails(enum fault here)
{
	if (fault != here || grouping)
		return false;
	return left-- == 0;
}

static bool write_fails(void)
{
	if (fault == FULL_DISK && left-- <= 0) {
		errno = ENOSPC;
		return true;
	}
	errno = EIO;
	return fails(ONE_WRITE);
}

/* ----- the system's calls ----- */

static ssize_t faulty_write(int fd, const void *bytes, size_t len)
{
	return write_fails() ? -1 : write(fd, bytes, len);
}

static ssize_t faulty_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	return write_fails() ? -1 : pwrite(fd, bytes, len, at);
}

static int faulty_ftruncate(int fd, off_t len)
{
	return write_fails() ? -1 : ftruncate(fd, len);
}

static bool sync_fails(void)
{
	errno = EIO;
	return fails(ONE_SYNC);
}

/* In the place of the system's, for SQLite too. Here no power fails, so there
 * is nothing to wait for. */
__attribute__((visibility("default"))) int fdatasync(int fd)
{
	(void)fd;
	return sync_fails() ? -1 : 0;
}

__attribute__((visibility("default"))) int fsync(int fd)
{
	(void)fd;
	return sync_fails() ? -1 : 0;
}

/* ----- memory: of the store, and of SQLite ----- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t align, size_t size);
char *__real_strdup(const char *string);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t align, size_t size);
char *__wrap_strdup(const char *string);

void *__wrap_malloc(size_t size)
{
	return fails(ONE_ALLOCATION) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails(ONE_ALLOCATION) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails(ONE_ALLOCATION) ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t align, size_t size)
{
	return fails(ONE_ALLOCATION) ? NULL : __real_aligned_alloc(align, size);
}

char *__wrap_strdup(const char *string)
{
	return fails(ONE_ALLOCATION) ? NULL : __real_strdup(string);
}

static sqlite3_mem_methods memory;

static void *faulty_malloc(int size)
{
	return fails(ONE_ALLOCATION) ? NULL : memory.xMalloc(size);
}

static void *faulty_realloc(void *old, int size)
{
	return fails(ONE_ALLOCATION) ? NULL : memory.xRealloc(old, size);
}

static void faults_create(void)
{
	static const struct {
		const char *name;
		sqlite3_syscall_ptr call;
	} calls[] = {
	    {"write", (sqlite3_syscall_ptr)faulty_write},
	    {"pwrite", (sqlite3_syscall_ptr)faulty_pwrite},
	    {"pwrite64", (sqlite3_syscall_ptr)faulty_pwrite},
	    {"ftruncate", (sqlite3_syscall_ptr)faulty_ftruncate},
	};
	sqlite3_mem_methods faulty;
	sqlite3_vfs *vfs;
	size_t i;

	folder_create();
	cr_assert_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory),
		     SQLITE_OK);
	faulty = memory;
	faulty.xMalloc = faulty_malloc;
	faulty.xRealloc = faulty_realloc;
	cr_assert_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty), SQLITE_OK);
	cr_assert_eq(sqlite3_initialize(), SQLITE_OK);
	vfs = sqlite3_vfs_find(NULL);
	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		vfs->xSetSystemCall(vfs, calls[i].name, calls[i].call);
}

TestSuite(store_faults, .init = faults_create, .fini = folder_free);

/* ----- a night ----- */

struct grouper {
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	struct rp_clusters *clusters;
	int64_t ids[4 * ARTICLES];
	uint32_t count;
};

/* Prints of three reports and some that stand alone; of one night after the
 * other. */
static size_t write_text(char *text, size_t size, int night, int at)
{
	uint64_t state = at % 4 == 3 ? (uint64_t)(100 * night + at + 10)
				     : (uint64_t)(at % 3 + 1);
	size_t len = draw_words(text, size, WORDS, &state);

	if (night > 1)
		len +=
		    (size_t)snprintf(text + len, size - len, "night%d", night);
	return len;
}

static int add_one(struct grouper *grouper, struct rp_store *store, int night,
		   int at)
{
	char text[2048];
	char url[64];
	struct rp_sketch sketch;
	struct rp_store_article article = {.source = str("in.jsonl#1"),
					   .host = str("a.example"),
					   .title = str("A title")};
	enum rp_store_fate fate;
	int status;

	grouping = true;
	status = rp_sketcher_run(&sketch, grouper->sketcher, text,
				 write_text(text, sizeof(text), night, at));
	grouping = false;
	if (status != RP_OK)
		return status;
	snprintf(url, sizeof(url), "http://a.example/%d/%d", night, at);
	article.url = str(url);
	memcpy(article.content, sketch.content, sizeof(article.content));
	article.simhash = sketch.simhash;
	article.words = (uint32_t)sketch.token_count;
	return rp_store_add(&fate, store, &article, sketch.tokens);
}

static int recall_one(struct grouper *grouper, struct rp_store *store,
		      const struct rp_store_article *article,
		      const struct rp_store_words *words)
{
	uint32_t tokens[4 * WORDS];
	struct rp_facts facts = {0};
	struct rp_sketch sketch;
	uint32_t id;
	int status = rp_store_unpack(tokens, store, words);

	grouping = true;
	if (status == RP_OK)
		status = rp_sketcher_again(&sketch, grouper->sketcher, tokens,
					   article->words, article->content,
					   article->simhash);
	if (status == RP_OK)
		status = rp_corpus_add(&id, grouper->corpus, &sketch, &facts);
	grouping = false;
	if (status == RP_OK) {
		cr_assert_lt(id, 4 * ARTICLES);
		grouper->ids[id] = article->id;
		grouper->count = id + 1;
	}
	return status;
}

static int recall(struct grouper *grouper, struct rp_store *store)
{
	struct rp_store_reading *reading = NULL;
	struct rp_store_article article;
	struct rp_store_words words;
	int status = rp_store_reading_create(&reading, store, 0);

	while (status == RP_OK &&
	       (status = rp_store_reading_next(&article, &words, reading)) == 1)
		status = recall_one(grouper, store, &article, &words);
	rp_store_reading_free(reading);
	return status;
}

static const char *rule(void *context, const struct rp_cluster *cluster)
{
	(void)context;
	(void)cluster;
	return "the longest";
}

static int steps(struct grouper *grouper, struct rp_store *store, int night)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_store_totals totals = {.read = ARTICLES};
	struct rp_store_usual usual;
	int status;
	int i;

	options.threads = 1;
	grouping = true;
	status = rp_sketcher_create(&grouper->sketcher, &options);
	if (status == RP_OK)
		status = rp_corpus_create(&grouper->corpus, &options, NULL);
	grouping = false;
	if (status == RP_OK)
		status = rp_store_begin(store, 100 * night);
	for (i = 0; i < ARTICLES && status == RP_OK; i++) {
		status = add_one(grouper, store, night, i);
		if (i == ARTICLES / 2 && status == RP_OK)
			status = rp_store_commit(store);
	}
	if (status == RP_OK)
		status = rp_store_commit(store);
	if (status == RP_OK)
		status = recall(grouper, store);
	grouping = true;
	if (status == RP_OK)
		status = rp_corpus_cluster(&grouper->clusters, grouper->corpus);
	grouping = false;
	if (status == RP_OK) {
		struct rp_store_grouping found = {grouper->ids, grouper->count,
						  grouper->clusters, rule,
						  NULL};

		status = rp_store_publish(store, &found);
	}
	if (status == RP_OK)
		status = rp_store_usual(&usual, store);
	if (status == RP_OK)
		status = rp_store_finish(store, 100 * night + 50, &totals);
	return status;
}

static int one_night(const char *path, int night)
{
	struct grouper grouper = {0};
	struct rp_store *store = NULL;
	struct rp_error error;
	int status;

	if (rp_store_open(&store, path, RP_STORE_RUN, 0, &error) != 0)
		return RP_ESTORE;
	status = steps(&grouper, store, night);
	if (status == RP_ESTORE)
		cr_assert_gt(strlen(rp_store_error(store)), strlen(path));
	rp_clusters_free(grouper.clusters);
	rp_corpus_free(grouper.corpus);
	rp_sketcher_free(grouper.sketcher);
	rp_store_free(store);
	return status;
}

/* ----- what a store holds ----- */

static void put_rows(struct rp_buffer *out, sqlite3 *db, const char *query)
{
	sqlite3_stmt *row;

	cr_assert_eq(sqlite3_prepare_v2(db, query, -1, &row, NULL), SQLITE_OK,
		     "%s", sqlite3_errmsg(db));
	while (sqlite3_step(row) == SQLITE_ROW) {
		int i;

		for (i = 0; i < sqlite3_column_count(row); i++) {
			const unsigned char *text = sqlite3_column_text(row, i);

			rp_buffer_puts(out, text ? (const char *)text : "-");
			rp_buffer_putc(out, i + 1 < sqlite3_column_count(row)
						? ' '
						: '\n');
		}
	}
	sqlite3_finalize(row);
}

static void put_store(struct rp_buffer *out, const char *path)
{
	sqlite3 *db;

	rp_buffer_clear(out);
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	put_rows(out, db,
		 "SELECT a.id, a.run, a.url, a.words, hex(t.packed), a.content"
		 " FROM articles a JOIN texts t ON t.article = a.id");
	put_rows(out, db, "SELECT * FROM members ORDER BY article");
	put_rows(out, db, "SELECT * FROM clusters ORDER BY id");
	put_rows(out, db, "SELECT * FROM events ORDER BY run, cluster, kind");
	sqlite3_close(db);
	rp_buffer_putc(out, '\0');
}

static void tell(void *context, const char *sentence)
{
	(void)context;
	fprintf(stderr, "store check: %s\n", sentence);
}

static void assert_sound(const char *path, long n)
{
	struct rp_store *store;
	struct rp_error error;

	cr_assert_eq(rp_store_open(&store, path, RP_STORE_KEEP, 0, &error), 0,
		     "%s", error.message);
	cr_assert_eq(rp_store_check(store, tell, NULL), 0, "after call %ld", n);
	rp_store_free(store);
}

static void forget_store(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm", ".lock"};
	size_t i;

	for (i = 0; i < 4; i++) {
		char name[300];

		snprintf(name, sizeof(name), "%s%s", path, tails[i]);
		unlink(name);
	}
}

static void copy_file(const char *to, const char *from)
{
	char bytes[65536];
	FILE *in = fopen(from, "rb");
	FILE *out = fopen(to, "wb");
	size_t len;

	while ((len = fread(bytes, 1, sizeof(bytes), in)) > 0)
		cr_assert_eq(fwrite(bytes, 1, len, out), len);
	fclose(in);
	fclose(out);
}

/* A second night, of which the n-th call of a kind fails; how many there are.
 */
static long break_every(enum fault kind, const char *expected)
{
	char path[256];
	char first[256];
	struct rp_buffer found;
	/* Allocations are thousands, in loops for the most part. */
	const long stride = kind == ONE_ALLOCATION ? 7 : 1;
	bool hit = true;
	long n;

	snprintf(path, sizeof(path), "%s/news.db", folder);
	snprintf(first, sizeof(first), "%s/first.db", folder);
	rp_buffer_init(&found);
	for (n = 0; hit && n < 20000; n += n < 300 ? 1 : stride) {
		int status;

		forget_store(path);
		copy_file(path, first);
		fault = kind;
		left = n;
		status = one_night(path, 2);
		hit = left < 0;
		fault = NEVER;
		if (!hit)
			cr_assert_eq(status, RP_OK);
		assert_sound(path, n);
		cr_assert_eq(one_night(path, 2), RP_OK);
		put_store(&found, path);
		cr_assert_str_eq(found.data, expected, "call %ld of kind %d", n,
				 kind);
		assert_sound(path, n);
	}
	rp_buffer_dispose(&found);
	return n - 1;
}

static void break_all(enum fault kind, long least)
{
	const char *path = folder_path("reference.db");
	struct rp_buffer expected;
	long n;

	rp_buffer_init(&expected);
	cr_assert_eq(one_night(path, 1), RP_OK);
	copy_file(folder_path("first.db"), path);
	cr_assert_eq(one_night(path, 2), RP_OK);
	put_store(&expected, path);
	n = break_every(kind, expected.data);
	cr_assert_geq(n, least, "only %ld calls", n);
	rp_buffer_dispose(&expected);
}

Test(store_faults, any_write_may_fail, .timeout = 200)
{
	break_all(ONE_WRITE, 40);
}

Test(store_faults, the_disk_may_be_full_at_any_write, .timeout = 200)
{
	break_all(FULL_DISK, 40);
}

Test(store_faults, any_sync_may_fail, .timeout = 200)
{
	break_all(ONE_SYNC, 4);
}

Test(store_faults, any_allocation_may_fail, .timeout = 200)
{
	break_all(ONE_ALLOCATION, 500);
}
