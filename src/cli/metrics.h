/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.h - a run in numbers for a monitor. */
#ifndef RP_METRICS_H
#define RP_METRICS_H

#include "scan.h"

/* Append the run's metrics in the text format of Prometheus, for its textfile
 * collector. Only a run that succeeded writes them, so that the time of the
 * last success stands still when runs fail. */
void rp_metrics_put(struct rp_buffer *out, const struct scan *scan);

#endif
