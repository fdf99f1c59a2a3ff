/* SPDX-License-Identifier: Apache-2.0 */
/*
 * own_files.c - see own_files.h
 *
 * "reprint scan . --clean clean.jsonl" would find its own outputs the next
 * time, and every article twice. Whoever names an input as an output means
 * something else than what would happen: the input would be gone.
 */
#include "own_files.h"

#include "log.h"
#include "outfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool look_at(struct stat *info, const char *path)
{
	int failed = strcmp(path, "-") == 0 ? fstat(STDOUT_FILENO, info)
					    : stat(path, info);

	return failed == 0 && S_ISREG(info->st_mode);
}

int rp_own_files_set_apart(const struct rp_command *command,
			   struct rp_inputs *inputs, const char *const *paths,
			   size_t count, bool quiet)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct stat info;

		if (!paths[i] || !look_at(&info, paths[i]))
			continue;
		switch (rp_inputs_set_apart(inputs, &info)) {
		case RP_INPUTS_NAMED:
			return rp_options_usage(
			    command, "the output '%s' is an input too",
			    paths[i]);
		case RP_INPUTS_FOUND:
			if (!quiet)
				rp_log(RP_LOG_INFO,
				       "%s is an output and was not read",
				       strcmp(paths[i], "-") == 0
					   ? "standard output"
					   : paths[i]);
			break;
		case RP_INPUTS_ABSENT:
			break;
		}
	}
	return -1;
}

/* Whether the path is that of a file, or of one that lies beside it. */
static bool belongs_to(const char *path, const char *file,
		       const char *const *endings, size_t count)
{
	bool same = rp_outfile_same(path, file);
	char *beside;
	size_t i;

	for (i = 0; i < count && !same; i++) {
		if (asprintf(&beside, "%s%s", file, endings[i]) < 0)
			return true; /* memory ends here and now */
		same = rp_outfile_same(path, beside);
		free(beside);
	}
	return same;
}

/* /dev/null or a terminal: nothing of it is lost by writing there. What lies
 * below /dev may be a file, as in /dev/shm. */
static bool is_device(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISCHR(info.st_mode);
}

/* Whether two outputs would mix. What goes to a device may go there twice. */
static bool outputs_clash(const char *a, const char *b)
{
	if (rp_outfile_descriptor(a) >= 0 || rp_outfile_descriptor(b) >= 0)
		return rp_outfile_descriptor(a) == rp_outfile_descriptor(b);
	return !is_device(a) && rp_outfile_same(a, b);
}

const char *rp_own_files_clash(const char *const *paths, size_t count,
			       const char *store, const char *index)
{
	static const char *const of_store[] = {"-wal", "-shm", "-journal",
					       ".lock"};
	static const char *const of_index[] = {".pairs"};
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		if (!paths[i])
			continue;
		for (k = i + 1; k < count; k++)
			if (paths[k] && outputs_clash(paths[i], paths[k]))
				return paths[i];
		if (is_device(paths[i]))
			continue;
		if ((store && belongs_to(paths[i], store, of_store, 4)) ||
		    (index && belongs_to(paths[i], index, of_index, 1)))
			return paths[i];
	}
	return store && index && belongs_to(index, store, of_store, 4) ? index
								       : NULL;
}
