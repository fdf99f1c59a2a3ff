/* SPDX-License-Identifier: Apache-2.0 */
/* scan_outputs.c - see scan_outputs.h. */
#include "scan_outputs.h"

#include "metrics.h"
#include "own_files.h"

void scan_outputs_drop(struct scan_outputs *outputs, enum scan_output which)
{
	rp_output_abort(&outputs->items[which]);
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
	paths[SCAN_OUT_OUTLETS] = options->outlets;
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
		if (rp_output_open(&outputs->items[i], paths[i],
				   &scan->error) != 0) {
			scan_outputs_abort(outputs);
			return -1;
		}
		/* The store gives what is new once, so it has to arrive. */
		if (scan->store && i != SCAN_OUT_REPORT)
			rp_outfile_insist(outputs->items[i].file);
	}
	scan->rejects.file = outputs->items[SCAN_OUT_REJECTS].file;
	return 0;
}

int scan_outputs_commit(struct scan_outputs *outputs, struct scan *scan)
{
	int i;

	for (i = 0; i < SCAN_OUT_METRICS; i++)
		if (outputs->items[i].file &&
		    rp_outfile_finish(outputs->items[i].file, &scan->error) !=
			0)
			return -1;
	for (i = 0; i < SCAN_OUT_METRICS; i++)
		if (rp_output_place(&outputs->items[i], &scan->error) != 0)
			return -1;
	return 0;
}

int scan_outputs_commit_metrics(struct scan_outputs *outputs, struct scan *scan)
{
	struct rp_output *output = &outputs->items[SCAN_OUT_METRICS];
	struct rp_buffer metrics;
	int status;

	if (!output->file)
		return 0;
	rp_buffer_init(&metrics);
	rp_metrics_put(&metrics, scan);
	status = rp_buffer_status(&metrics);
	if (status == RP_OK)
		rp_outfile_write(output->file, metrics.data, metrics.len);
	rp_buffer_dispose(&metrics);
	if (status != RP_OK)
		return rp_error_set(&scan->error, "out of memory");
	if (rp_outfile_finish(output->file, &scan->error) != 0)
		return -1;
	return rp_output_place(output, &scan->error);
}

const char *scan_outputs_same(const struct scan_options *options)
{
	const char *paths[SCAN_OUTPUTS];

	paths_of(paths, options);
	return rp_own_files_clash(paths, SCAN_OUTPUTS, options->store,
				  options->index);
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
