/* SPDX-License-Identifier: Apache-2.0 */
/* replay.c - run a fuzz target once for every file of a folder. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static int replay(const char *folder, const char *name)
{
	char path[4096];
	unsigned char *bytes = NULL;
	long len;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file)
		return -1;
	fseek(file, 0, SEEK_END);
	len = ftell(file);
	rewind(file);
	/* Exactly as long as the file, so that reading past it is seen. */
	bytes = malloc(len > 0 ? (size_t)len : 1);
	if (bytes && fread(bytes, 1, (size_t)len, file) == (size_t)len)
		LLVMFuzzerTestOneInput(bytes, (size_t)len);
	free(bytes);
	fclose(file);
	return 0;
}

int main(int argc, char **argv)
{
	struct dirent *entry;
	DIR *dir;
	int count = 0;

	if (argc != 2 || !(dir = opendir(argv[1]))) {
		fprintf(stderr, "usage: %s CORPUS-FOLDER\n", argv[0]);
		return 2;
	}
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' &&
		    replay(argv[1], entry->d_name) == 0)
			count++;
	closedir(dir);
	printf("%d inputs\n", count);
	return count > 0 ? 0 : 1;
}
