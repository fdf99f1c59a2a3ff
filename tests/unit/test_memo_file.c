/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "memo_file.h"

static char path[128];
static struct rp_error error;

static void begin(void)
{
	folder_create();
	snprintf(path, sizeof(path), "%s/pairs", folder);
}

static struct rp_memo_file *open_it(void)
{
	struct rp_memo_file *memo = NULL;

	cr_assert_eq(rp_memo_file_open(&memo, path, folder, &error), 0, "%s",
		     error.message);
	return memo;
}

static void value_of(char value[RP_MEMO_BYTES], uint64_t key)
{
	memset(value, 0, RP_MEMO_BYTES);
	snprintf(value, RP_MEMO_BYTES, "value of %llu",
		 (unsigned long long)key);
}

/* Even keys below 2 * count, and some like those of samples. */
static uint64_t key_of(uint64_t i)
{
	return i % 5 ? i * 2 : (uint64_t)1 << 63 | i * 977;
}

static void keep_all(struct rp_memo_file *memo, uint64_t count)
{
	struct rp_memo calls = rp_memo_file_callbacks(memo);
	char value[RP_MEMO_BYTES];
	uint64_t i;

	for (i = count; i-- > 0;) {
		value_of(value, key_of(i));
		cr_assert_eq(calls.keep(calls.context, key_of(i), value),
			     RP_OK);
	}
}

static uint64_t count_found(struct rp_memo_file *memo, uint64_t count)
{
	struct rp_memo calls = rp_memo_file_callbacks(memo);
	char value[RP_MEMO_BYTES];
	char expected[RP_MEMO_BYTES];
	uint64_t all = 0;
	uint64_t i;

	for (i = 0; i < count; i++) {
		bool found;

		cr_assert_eq(
		    calls.find(calls.context, &found, key_of(i), value), RP_OK);
		value_of(expected, key_of(i));
		if (found)
			cr_assert_arr_eq(value, expected, RP_MEMO_BYTES);
		all += found;
		cr_assert_eq(
		    calls.find(calls.context, &found, i * 2 + 1, value), RP_OK);
		cr_assert_not(found);
	}
	return all;
}

static void place(struct rp_memo_file *memo, const char *text)
{
	char label[RP_MEMO_LABEL] = {0};

	strcpy(label, text);
	cr_assert_eq(rp_memo_file_write(memo, label, &error), 0, "%s",
		     error.message);
	cr_assert_eq(rp_memo_file_place(memo, &error), 0, "%s", error.message);
}

Test(memo_file, finds_what_was_kept)
{
	static const uint64_t counts[] = {0, 1, 2, 15, 17, 1000, 40000};
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct rp_memo_file *memo;

		begin();
		memo = open_it();
		cr_assert_null(rp_memo_file_label(memo));
		keep_all(memo, counts[i]);
		/* not before it is placed */
		cr_assert_eq(count_found(memo, counts[i]), 0);
		place(memo, "tonight");
		rp_memo_file_free(memo);
		memo = open_it();
		assert_str(str(rp_memo_file_label(memo)), "tonight");
		cr_assert_eq(count_found(memo, counts[i]), counts[i]);
		rp_memo_file_forget(memo);
		cr_assert_null(rp_memo_file_label(memo));
		cr_assert_eq(count_found(memo, counts[i]), 0);
		rp_memo_file_free(memo);
		folder_free();
	}
}

Test(memo_file, holds_a_key_once)
{
	struct rp_memo_file *memo;
	struct stat one;
	struct stat three;

	begin();
	memo = open_it();
	keep_all(memo, 300);
	place(memo, "one");
	rp_memo_file_free(memo);
	cr_assert_eq(stat(path, &one), 0);
	memo = open_it();
	keep_all(memo, 300);
	keep_all(memo, 300);
	keep_all(memo, 300);
	place(memo, "three");
	rp_memo_file_free(memo);
	cr_assert_eq(stat(path, &three), 0);
	cr_assert_leq(three.st_size, one.st_size + 1024);
	memo = open_it();
	cr_assert_eq(count_found(memo, 300), 300);
	rp_memo_file_free(memo);
	folder_free();
}

Test(memo_file, that_is_not_placed_leaves_the_one_before)
{
	struct rp_memo_file *memo;
	char *temporary;

	begin();
	memo = open_it();
	keep_all(memo, 10);
	place(memo, "one");
	rp_memo_file_free(memo);
	memo = open_it();
	keep_all(memo, 20);
	temporary = strdup(rp_memo_file_temporary(memo));
	rp_memo_file_free(memo);
	cr_assert_neq(access(temporary, F_OK), 0);
	free(temporary);
	memo = open_it();
	assert_str(str(rp_memo_file_label(memo)), "one");
	cr_assert_eq(count_found(memo, 20), 10);
	rp_memo_file_free(memo);
	folder_free();
}

/* Any octet of the file is another: what is found is right. */
Test(memo_file, believes_nothing_that_is_damaged)
{
	struct rp_memo_file *memo;
	struct stat info;
	off_t at;

	begin();
	memo = open_it();
	keep_all(memo, 100);
	place(memo, "one");
	rp_memo_file_free(memo);
	cr_assert_eq(stat(path, &info), 0);
	for (at = 16; at < info.st_size; at += 7) {
		FILE *file = fopen(path, "r+b");
		int octet;

		fseek(file, at, SEEK_SET);
		octet = fgetc(file);
		fseek(file, at, SEEK_SET);
		fputc(octet ^ 0x10, file);
		fclose(file);
		memo = open_it();
		if (rp_memo_file_label(memo))
			cr_assert_geq(count_found(memo, 100), 99);
		rp_memo_file_free(memo);
		file = fopen(path, "r+b");
		fseek(file, at, SEEK_SET);
		fputc(octet, file);
		fclose(file);
	}
	/* Cut off anywhere. */
	for (at = info.st_size - 1; at >= 16; at -= 131) {
		cr_assert_eq(truncate(path, at), 0);
		memo = NULL;
		if (rp_memo_file_open(&memo, path, folder, &error) == 0)
			cr_assert_null(rp_memo_file_label(memo));
		rp_memo_file_free(memo);
	}
	folder_free();
}

Test(memo_file, is_not_written_over_another_file)
{
	struct rp_memo_file *memo;

	begin();
	folder_write("pairs", "Dear aunt", 9);
	cr_assert_eq(rp_memo_file_open(&memo, path, folder, &error), -1);
	cr_assert_not_null(strstr(error.message, "not a file of pairs"));
	cr_assert_eq(rp_memo_file_open(&memo, folder, folder, &error), -1);
	folder_free();
}

/* The disk is full: who keeps is told. */
Test(memo_file, says_that_the_disk_is_full)
{
	char value[RP_MEMO_BYTES] = {0};
	struct rp_memo_file *memo;
	struct rp_memo calls;
	uint64_t key;
	int status = RP_OK;

	begin();
	memo = open_it();
	calls = rp_memo_file_callbacks(memo);
	folder_fill_disk(1 << 14);
	for (key = 0; key < 100000 && status == RP_OK; key++)
		status = calls.keep(calls.context, key, value);
	cr_assert_eq(status, RP_ESTORE);
	cr_assert_not_null(strstr(rp_memo_file_error(memo), "File too large"));
	rp_memo_file_free(memo);
	folder_free();
}
