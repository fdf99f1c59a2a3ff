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
