/* SPDX-License-Identifier: Apache-2.0 */
/* clock.h - seconds by a clock that nobody sets. */
#ifndef RP_CLOCK_H
#define RP_CLOCK_H

#include <time.h>

static inline double rp_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
