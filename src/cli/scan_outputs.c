/* SPDX-License-Identifier: Apache-2.0 */
/* scan_outputs.c - see scan_outputs.h. */
#include "scan_outputs.h"

#include "metrics.h"
#include "own_files.h"
#include "signals.h"

#include <stdlib.h>
#include <string.h>

static int output_open(struct scan_outputs *outputs, enum scan_output which,
		       const char *path, struct rp_error *error)
{
	struct rp_outfile *file;

	if (rp_outfile_open(&file, path, error) != 0)
		return -1;
	outputs->files[which] = file;
	if (!rp_outfile_temporary(file))
		return 0;
	outputs->names[which] = strdup(rp_outfile_temporary(file));
	if (!outputs->names[which])
		return rp_error_set(error, "out of memory");
	rp_signals_register(outputs->names[which]);
	return 0;
}

static void name_forget(struct scan_outputs *outputs, enum scan_output which)
{
	rp_signals_forget(outputs->names[which]);
	free(outputs->names[which]);
	outputs->names[which] = NULL;
}

void scan_outputs_drop(struct scan_outputs *outputs, enum scan_output which)
{
	struct rp_outfile *file = outputs->files[which];

	if (!file)
		return;
	outputs->files[which] = NULL;
	rp_outfile_abort(file);
	name_forget(outputs, which);
}

void scan_outputs_abort(struct scan_outputs *outputs)
{
	int i;

	for (i = 0; i < SCAN_OUTPUTS; i++)
		scan_outputs_drop(outputs, (enum scan_output)i);
}

static void paths_of(const char *paths[SCAN_OUTPUTS],
		     const struct scan_options *options)
{
	paths[SCAN_OUT_REJECTS] = options->rejects;
	paths[SCAN_OUT_TABLE] = options->table;
	paths[SCAN_OUT_CLEAN] = options->clean;
	paths[SCAN_OUT_DROPPED] = options->dropped;
	paths[SCAN_OUT_FURNITURE] = options->furniture;
	paths[SCAN_OUT_REPORT] = options->output ? options->output : "-";
	paths[SCAN_OUT_METRICS] = options->metrics;
}

int scan_outputs_open(struct scan_outputs *outputs, struct scan *scan)
{
	const char *paths[SCAN_OUTPUTS];
	int i;

	paths_of(paths, &scan->options);
	for (i = 0; i < SCAN_OUTPUTS; i++) {
		if (!paths[i])
			continue;
		if (output_open(outputs, (enum scan_output)i, paths[i],
				&scan->error) != 0) {
			scan_outputs_abort(outputs);
			return -1;
		}
	}
	scan->rejects.file = outputs->files[SCAN_OUT_REJECTS];
	return 0;
}

static int output_place(struct scan_outputs *outputs, enum scan_output which,
			struct rp_error *error)
{
	struct rp_outfile *file = outputs->files[which];
	int status;

	if (!file)
		return 0;
	/* The handler may remove the temporary until it is renamed; after that
	 * no file of that name is left to remove. */
	outputs->files[which] = NULL;
	status = rp_outfile_place(file, error);
	name_forget(outputs, which);
	return status;
}

int scan_outputs_commit(struct scan_outputs *outputs, struct scan *scan)
{
	int i;

	for (i = 0; i < SCAN_OUT_METRICS; i++)
		if (outputs->files[i] &&
		    rp_outfile_finish(outputs->files[i], &scan->error) != 0)
			return -1;
	for (i = 0; i < SCAN_OUT_METRICS; i++)
		if (output_place(outputs, (enum scan_output)i, &scan->error) !=
		    0)
			return -1;
	return 0;
}

int scan_outputs_commit_metrics(struct scan_outputs *outputs, struct scan *scan)
{
	struct rp_outfile *file = outputs->files[SCAN_OUT_METRICS];
	struct rp_buffer metrics;
	int status;

	if (!file)
		return 0;
	rp_buffer_init(&metrics);
	rp_metrics_put(&metrics, scan);
	status = rp_buffer_status(&metrics);
	if (status == RP_OK)
		rp_outfile_write(file, metrics.data, metrics.len);
	rp_buffer_dispose(&metrics);
	if (status != RP_OK)
		return rp_error_set(&scan->error, "out of memory");
	if (rp_outfile_finish(file, &scan->error) != 0)
		return -1;
	return output_place(outputs, SCAN_OUT_METRICS, &scan->error);
}

const char *scan_outputs_same(const struct scan_options *options)
{
	const char *paths[SCAN_OUTPUTS + 2];
	const size_t count = sizeof(paths) / sizeof(paths[0]);
	size_t i;
	size_t k;

	paths_of(paths, options);
	paths[SCAN_OUTPUTS] = options->store;
	paths[SCAN_OUTPUTS + 1] = options->index;
	for (i = 0; i < count; i++)
		for (k = i + 1; k < count; k++)
			if (paths[i] && paths[k] &&
			    rp_outfile_same(paths[i], paths[k]) &&
			    strncmp(paths[i], "/dev/", 5) != 0)
				return paths[i];
	return NULL;
}

int scan_outputs_set_apart(const struct rp_command *command,
			   struct rp_inputs *inputs,
			   const struct scan_options *options)
{
	const char *paths[SCAN_OUTPUTS];

	paths_of(paths, options);
	return rp_own_files_set_apart(command, inputs, paths, SCAN_OUTPUTS,
				      options->quiet);
}
