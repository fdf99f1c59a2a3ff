/* SPDX-License-Identifier: Apache-2.0 */
/* folder_sync.c - see folder_sync.h. */
#include "folder_sync.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void rp_folder_sync(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == path ? strdup("/")
		       : slash	     ? strndup(path, (size_t)(slash - path))
				     : strdup(".");
	int fd;

	if (!folder)
		return;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}
