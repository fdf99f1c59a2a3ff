/* SPDX-License-Identifier: Apache-2.0 */
/* folder.h - a temporary folder with files for tests of io/. */
#ifndef RP_FOLDER_H
#define RP_FOLDER_H

#include "inputs.h"
#include "testing.h"

#include <dirent.h>
#include <ftw.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static char folder[64];

static int folder_remove(const char *path, const struct stat *info, int type,
			 struct FTW *ftw)
{
	(void)info;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void folder_create(void)
{
	strcpy(folder, "/tmp/reprint-test-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
}

static inline void folder_free(void)
{
	nftw(folder, folder_remove, 16, FTW_DEPTH | FTW_PHYS);
}

static inline const char *folder_path(const char *name)
{
	static char paths[4][256];
	static int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

/* From here on a disk is full, to this process: no file takes more than so many
 * bytes, and none is killed for it. */
static inline void folder_fill_disk(rlim_t most)
{
	const struct rlimit limit = {most, most};

	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Files in it. */
static inline size_t folder_files(void)
{
	DIR *dir = opendir(folder);
	size_t count = 0;

	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

static inline void folder_write(const char *name, const void *bytes, size_t len)
{
	FILE *file = fopen(folder_path(name), "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

/* One gzip member at the end of a file. */
static inline void folder_append_gzip(const char *name, const void *bytes,
				      size_t len)
{
	gzFile file = gzopen(folder_path(name), "ab");

	cr_assert_not_null(file);
	cr_assert_eq(gzwrite(file, bytes, (unsigned)len), (int)len);
	gzclose(file);
}

#endif
