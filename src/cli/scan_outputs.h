/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_outputs.h - the files that a scan writes
 *
 * All are opened before anything is read, so that a mistyped folder costs no
 * hour, and put in place at the very end, all or none of them changed by a run
 * that failed.
 */
#ifndef RP_SCAN_OUTPUTS_H
#define RP_SCAN_OUTPUTS_H

#include "output.h"
#include "scan.h"

enum scan_output {
	SCAN_OUT_REJECTS = 0,
	SCAN_OUT_TABLE,
	SCAN_OUT_OUTLETS,
	SCAN_OUT_CLEAN,
	SCAN_OUT_DROPPED,
	SCAN_OUT_FURNITURE,
	SCAN_OUT_REPORT,
	SCAN_OUT_METRICS, /* in its place alone, behind all others */
	SCAN_OUTPUTS
};

struct scan_outputs {
	struct rp_output items[SCAN_OUTPUTS]; /* none: not asked for */
};

/* The path of two outputs that would overwrite each other, or the store; NULL:
 * there is none. */
const char *scan_outputs_same(const struct scan_options *options);

/* Take outputs off the inputs, see own_files.h. */
int scan_outputs_set_apart(const struct rp_command *command,
			   struct rp_inputs *inputs,
			   const struct scan_options *options);

/* 0, or -1 with the reason in scan->error. */
int scan_outputs_open(struct scan_outputs *outputs, struct scan *scan);

/* Leave what is in the place of one, or of all, as it is. */
void scan_outputs_drop(struct scan_outputs *outputs, enum scan_output which);
void scan_outputs_abort(struct scan_outputs *outputs);

/* All files but the metrics are brought to the disk before the first takes its
 * place, so that a full disk changes none of them. 0, or -1 with the reason in
 * scan->error. */
int scan_outputs_commit(struct scan_outputs *outputs, struct scan *scan);

/* The metrics, when the run has succeeded. Likewise. */
int scan_outputs_commit_metrics(struct scan_outputs *outputs,
				struct scan *scan);

#endif
