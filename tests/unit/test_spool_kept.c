/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "spool_kept.h"

#include <fcntl.h>

static char path[128];
static struct rp_error error;

static void at(const char *name)
{
	folder_create();
	snprintf(path, sizeof(path), "%s/%s", folder, name);
}

static struct rp_spool_kept *open_it(void)
{
	struct rp_spool_kept *kept = NULL;

	cr_assert_eq(rp_spool_kept_open(&kept, path, &error), 0, "%s",
		     error.message);
	return kept;
}

static uint64_t put(struct rp_spool_kept *kept, const char *text)
{
	uint64_t place;

	cr_assert_eq(rp_spool_file_append(rp_spool_kept_file(kept), &place,
					  text, strlen(text) + 1),
		     RP_OK);
	return place;
}

static const char *look(struct rp_spool_kept *kept, uint64_t place)
{
	return rp_spool_file_view(rp_spool_kept_file(kept), place, 8);
}

/* Mark what was appended, with a list. */
static void mark(struct rp_spool_kept *kept, const char *label,
		 const char *list)
{
	struct rp_spool_mark now = {.from = 0};

	snprintf(now.label, sizeof(now.label), "%s", label);
	now.list = put(kept, list);
	now.from = now.list;
	now.len = strlen(list) + 1;
	cr_assert_eq(rp_spool_kept_set(kept, &now, &error), 0, "%s",
		     error.message);
}

static void expect(struct rp_spool_kept *kept, const char *label,
		   const char *list)
{
	const struct rp_spool_mark *now = rp_spool_kept_mark(kept);

	cr_assert_not_null(now);
	assert_str(str(now->label), label);
	assert_str(str(look(kept, now->list)), list);
}

/* Overwrite bytes of the file. */
static void damage(off_t place)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	cr_assert_eq(pwrite(fd, "damaged!", 8, place), 8);
	close(fd);
}

Test(spool_kept, begins_empty_and_forgets_what_was_not_marked)
{
	struct rp_spool_kept *kept;
	uint64_t size;

	at("index");
	kept = open_it();
	cr_assert_null(rp_spool_kept_mark(kept));
	size = rp_spool_file_size(rp_spool_kept_file(kept));
	put(kept, "a word");
	rp_spool_kept_free(kept);
	kept = open_it();
	cr_assert_null(rp_spool_kept_mark(kept));
	cr_assert_eq(rp_spool_file_size(rp_spool_kept_file(kept)), size);
	rp_spool_kept_free(kept);
	folder_free();
}

Test(spool_kept, keeps_what_was_marked)
{
	struct rp_spool_kept *kept;
	uint64_t first;
	uint64_t second;
	uint64_t size;

	at("index");
	kept = open_it();
	first = put(kept, "first");
	mark(kept, "one", "list 1");
	size = rp_spool_file_size(rp_spool_kept_file(kept));
	put(kept, "of the run");
	rp_spool_kept_free(kept);

	kept = open_it();
	expect(kept, "one", "list 1");
	cr_assert_eq(rp_spool_file_size(rp_spool_kept_file(kept)), size);
	assert_str(str(look(kept, first)), "first");
	second = put(kept, "second");
	mark(kept, "two", "list 2");
	rp_spool_kept_free(kept);

	kept = open_it();
	expect(kept, "two", "list 2");
	assert_str(str(look(kept, first)), "first");
	assert_str(str(look(kept, second)), "second");
	rp_spool_kept_free(kept);
	folder_free();
}

/* A mark that did not reach the disk whole leaves the one before. */
/* A mark holds for all that was appended before it, looked at or not. */
Test(spool_kept, marks_what_was_appended_behind_the_list)
{
	struct rp_spool_mark now = {.from = 0};
	struct rp_spool_kept *kept;
	uint64_t behind;

	at("index");
	kept = open_it();
	now.list = put(kept, "a list");
	now.from = now.list;
	now.len = sizeof("a list");
	assert_str(str(look(kept, now.list)), "a list");
	behind = put(kept, "behind");
	cr_assert_eq(rp_spool_kept_set(kept, &now, &error), 0);
	rp_spool_kept_free(kept);
	kept = open_it();
	cr_assert_not_null(rp_spool_kept_mark(kept));
	assert_str(str(look(kept, behind)), "behind");
	rp_spool_kept_free(kept);
	folder_free();
}

Test(spool_kept, falls_back_to_the_mark_before)
{
	struct rp_spool_kept *kept;
	struct rp_spool_mark last;
	int fd;

	at("index");
	kept = open_it();
	mark(kept, "one", "list 1");
	mark(kept, "two", "list 2");
	rp_spool_kept_free(kept);
	damage(8192 + 8); /* the first: marks take turns */
	kept = open_it();
	expect(kept, "two", "list 2");
	rp_spool_kept_free(kept);
	folder_free();

	/* As if it had been ended between the mark and the hole. */
	at("torn");
	kept = open_it();
	mark(kept, "one", "list 1");
	last = *rp_spool_kept_mark(kept);
	mark(kept, "two", "list 2");
	rp_spool_kept_free(kept);
	fd = open(path, O_RDWR | O_CLOEXEC);
	cr_assert_eq(pwrite(fd, "list 1", 7, (off_t)last.list), 7);
	close(fd);
	damage(4096 + 8);
	kept = open_it();
	expect(kept, "one", "list 1");
	rp_spool_kept_free(kept);
	folder_free();
}

Test(spool_kept, believes_no_damaged_list)
{
	struct rp_spool_kept *kept;
	off_t list;

	at("index");
	kept = open_it();
	mark(kept, "one", "list 1");
	list = (off_t)rp_spool_kept_mark(kept)->list;
	rp_spool_kept_free(kept);
	damage(list);
	kept = open_it();
	cr_assert_null(rp_spool_kept_mark(kept));
	rp_spool_kept_free(kept);
	folder_free();
}

Test(spool_kept, can_be_cleared)
{
	struct rp_spool_kept *kept;

	at("index");
	kept = open_it();
	put(kept, "a word");
	mark(kept, "one", "list 1");
	cr_assert_eq(rp_spool_kept_clear(kept, &error), 0);
	cr_assert_null(rp_spool_kept_mark(kept));
	put(kept, "another");
	mark(kept, "two", "list 2");
	rp_spool_kept_free(kept);
	kept = open_it();
	expect(kept, "two", "list 2");
	rp_spool_kept_free(kept);
	folder_free();
}

Test(spool_kept, gives_old_lists_back)
{
	static char list[100000];
	struct rp_spool_kept *kept;
	struct stat info;
	int i;

	at("index");
	kept = open_it();
	memset(list, 'x', sizeof(list) - 1);
	for (i = 0; i < 50; i++)
		mark(kept, "mark", list);
	rp_spool_kept_free(kept);
	cr_assert_eq(stat(path, &info), 0);
	cr_assert_gt(info.st_size, (off_t)(50 * sizeof(list)));
	cr_assert_lt(info.st_blocks * 512, (blkcnt_t)(10 * sizeof(list)));
	folder_free();
}

Test(spool_kept, is_for_one_at_a_time_and_no_other_file)
{
	struct rp_spool_kept *kept;
	struct rp_spool_kept *other;
	FILE *file;

	at("index");
	kept = open_it();
	cr_assert_eq(rp_spool_kept_open(&other, path, &error), -1);
	cr_assert_not_null(strstr(error.message, "another run"));
	rp_spool_kept_free(kept);

	snprintf(path, sizeof(path), "%s/letter", folder);
	file = fopen(path, "w");
	fputs("Dear aunt", file);
	fclose(file);
	cr_assert_eq(rp_spool_kept_open(&other, path, &error), -1);
	cr_assert_not_null(strstr(error.message, "not an index"));
	cr_assert_eq(rp_spool_kept_open(&other, folder, &error), -1);
	folder_free();
}
