/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "outfile.h"
#include "source.h"

TestSuite(outfile, .init = folder_create, .fini = folder_free);

static void assert_content(const char *name, const char *expected)
{
	struct rp_source *source = rp_source_create();
	struct rp_error error;
	char bytes[256] = {0};

	cr_assert_eq(rp_source_open(source, folder_path(name), -1, &error), 0);
	rp_source_read(source, bytes, sizeof(bytes) - 1, &error);
	cr_assert_str_eq(bytes, expected);
	rp_source_free(source);
}

Test(outfile, appears_whole_at_commit)
{
	struct rp_outfile *file;
	struct rp_error error;

	folder_write("a", "old", 3);
	cr_assert_eq(rp_outfile_open(&file, folder_path("a"), &error), 0);
	rp_outfile_write(file, "new", 3);
	assert_content("a", "old");
	cr_assert_eq(rp_outfile_commit(file, &error), 0);
	assert_content("a", "new");
	cr_assert_eq(folder_files(), 1);
}

Test(outfile, follows_links)
{
	struct rp_outfile *file;
	struct rp_error error;
	struct stat info;

	folder_write("a", "old", 3);
	cr_assert_eq(symlink(folder_path("a"), folder_path("link")), 0);
	cr_assert_eq(rp_outfile_open(&file, folder_path("link"), &error), 0);
	rp_outfile_write(file, "new", 3);
	cr_assert_eq(rp_outfile_commit(file, &error), 0);
	assert_content("a", "new");
	cr_assert_eq(lstat(folder_path("link"), &info), 0);
	cr_assert(S_ISLNK(info.st_mode));
	cr_assert_eq(symlink("/nowhere/x", folder_path("dead")), 0);
	cr_assert_eq(rp_outfile_open(&file, folder_path("dead"), &error), -1);
}

/* As the shell makes the file that a link names. */
Test(outfile, makes_what_a_link_names)
{
	struct rp_outfile *file;
	struct rp_error error;
	struct stat info;

	cr_assert_eq(symlink("b", folder_path("link")), 0);
	cr_assert_eq(symlink(folder_path("link"), folder_path("far")), 0);
	cr_assert(rp_outfile_same(folder_path("far"), folder_path("b")));
	cr_assert_eq(rp_outfile_open(&file, folder_path("far"), &error), 0);
	rp_outfile_write(file, "new", 3);
	cr_assert_eq(rp_outfile_commit(file, &error), 0);
	assert_content("b", "new");
	cr_assert_eq(lstat(folder_path("far"), &info), 0);
	cr_assert(S_ISLNK(info.st_mode));
	cr_assert_eq(symlink("round", folder_path("round")), 0);
	cr_assert_eq(rp_outfile_open(&file, folder_path("round"), &error), -1);
}

Test(outfile, knows_two_names_of_one_file)
{
	char other[300];

	snprintf(other, sizeof(other), "%s/./b", folder);
	folder_write("a", "x", 1);
	cr_assert_eq(symlink(folder_path("a"), folder_path("link")), 0);
	cr_assert(rp_outfile_same(folder_path("a"), folder_path("link")));
	cr_assert(rp_outfile_same(folder_path("b"), other));
	cr_assert(rp_outfile_same("-", "-"));
	cr_assert(rp_outfile_same("name", "./name"));
	cr_assert(!rp_outfile_same(folder_path("a"), folder_path("b")));
	cr_assert(!rp_outfile_same(folder_path("no/a"), folder_path("no/b")));
}

Test(outfile, leaves_nothing_when_aborted)
{
	struct rp_outfile *file;
	struct rp_error error;

	folder_write("a", "old", 3);
	cr_assert_eq(rp_outfile_open(&file, folder_path("a"), &error), 0);
	rp_outfile_write(file, "new", 3);
	cr_assert_eq(folder_files(), 2);
	rp_outfile_abort(file);
	assert_content("a", "old");
	cr_assert_eq(folder_files(), 1);
	rp_outfile_abort(NULL);
}

Test(outfile, packs_by_name)
{
	static const char *const names[] = {"a.gz", "a.zst"};
	size_t i;

	for (i = 0; i < 2; i++) {
		struct rp_outfile *file;
		struct rp_error error;
		struct stat info;
		int k;

		cr_assert_eq(
		    rp_outfile_open(&file, folder_path(names[i]), &error), 0);
		for (k = 0; k < 100000; k++)
			rp_outfile_write(file, "same again ", 11);
		cr_assert_eq(rp_outfile_commit(file, &error), 0);
		stat(folder_path(names[i]), &info);
		cr_assert_lt(info.st_size, 20000);
		{
			struct rp_source *source = rp_source_create();
			char piece[65536];
			size_t total = 0;
			long n;

			rp_source_open(source, folder_path(names[i]), -1,
				       &error);
			while ((n = rp_source_read(source, piece, sizeof(piece),
						   &error)) > 0)
				total += (size_t)n;
			cr_assert_eq(n, 0);
			cr_assert_eq(total, 1100000);
			rp_source_free(source);
		}
	}
}

Test(outfile, tells_why_it_cannot_be_written)
{
	struct rp_outfile *file;
	struct rp_error error;

	cr_assert_eq(rp_outfile_open(&file, folder_path("no/such"), &error),
		     -1);
	cr_assert(strstr(error.message, "No such file"));
	cr_assert_eq(rp_outfile_open(&file, folder, &error), -1);
	cr_assert(strstr(error.message, "directory"));
	cr_assert_eq(rp_outfile_open(&file, "/dev/full", &error), 0);
	rp_outfile_write(file, "x", 1);
	cr_assert_eq(rp_outfile_commit(file, &error), -1);
	cr_assert(strstr(error.message, "No space left"), "%s", error.message);
}
