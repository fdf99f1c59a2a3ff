/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.h - a run in numbers for a monitor. */
#ifndef RP_METRICS_H
#define RP_METRICS_H

#include "scan.h"

/* Write the run's metrics to options.metrics, in the text format of Prometheus,
 * for its textfile collector; whole or not at all. 0, or -1 with the reason in
 * scan->error. */
int rp_metrics_write(struct scan *scan);

#endif
