/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"

TestSuite(inputs, .init = folder_create, .fini = folder_free);

static struct rp_inputs list;

static void add(const char *path)
{
	cr_assert_eq(rp_inputs_add(&list, path), RP_OK);
}

Test(inputs, walk_folders_in_the_order_of_paths)
{
	rp_inputs_init(&list);
	mkdir(folder_path("sub"), 0700);
	folder_write("sub/b.txt", "b", 1);
	folder_write("z.txt", "z", 1);
	folder_write("a.txt", "aa", 2);
	folder_write(".hidden", "h", 1);
	add(folder_path(""));
	rp_inputs_finish(&list);
	cr_assert_eq(list.count, 3);
	cr_assert_str_eq(list.items[0].path, folder_path("a.txt"));
	cr_assert_str_eq(list.items[1].path, folder_path("sub/b.txt"));
	cr_assert_str_eq(list.items[2].path, folder_path("z.txt"));
	cr_assert_eq(list.bytes, 4);
	cr_assert_eq(list.hidden, 1);
	rp_inputs_dispose(&list);
}

Test(inputs, hold_each_file_once)
{
	rp_inputs_init(&list);
	folder_write("a.txt", "a", 1);
	cr_assert_eq(symlink(folder_path("a.txt"), folder_path("b.txt")), 0);
	add(folder);
	add(folder_path("a.txt"));
	add(folder);
	rp_inputs_finish(&list);
	cr_assert_eq(list.count, 1);
	cr_assert_str_eq(list.items[0].path, folder_path("a.txt"));
	cr_assert_eq(list.repeated, 4);
	rp_inputs_dispose(&list);
}

/* Two names of one file are two articles with one text. */
Test(inputs, hold_each_name_of_a_file)
{
	rp_inputs_init(&list);
	folder_write("a.txt", "a", 1);
	cr_assert_eq(link(folder_path("a.txt"), folder_path("c.txt")), 0);
	cr_assert_eq(symlink(folder_path("c.txt"), folder_path("b.txt")), 0);
	add(folder);
	add(folder_path("c.txt"));
	rp_inputs_finish(&list);
	cr_assert_eq(list.count, 2);
	cr_assert_str_eq(list.items[0].path, folder_path("a.txt"));
	cr_assert_eq(list.repeated, 2);
	cr_assert_eq(list.bytes, 2);
	rp_inputs_dispose(&list);
}

Test(inputs, tell_loops_and_dead_links)
{
	rp_inputs_init(&list);
	mkdir(folder_path("sub"), 0700);
	cr_assert_eq(symlink(folder, folder_path("sub/up")), 0);
	cr_assert_eq(symlink("/nowhere/at/all", folder_path("dead")), 0);
	cr_assert_eq(mkfifo(folder_path("pipe"), 0600), 0);
	add(folder);
	add(folder_path("missing"));
	rp_inputs_finish(&list);
	cr_assert_eq(list.count, 4);
	cr_assert(list.items[0].failed && list.items[1].failed &&
		  list.items[2].failed && list.items[3].failed);
	cr_assert(strstr(list.items[0].error.message, "leads nowhere"));
	cr_assert(strstr(list.items[1].error.message, "No such file"));
	cr_assert(strstr(list.items[2].error.message, "neither"));
	cr_assert(strstr(list.items[3].error.message, "loop"));
	rp_inputs_dispose(&list);
}
