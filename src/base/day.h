/* SPDX-License-Identifier: Apache-2.0 */
/*
 * day.h - how long a day is
 *
 * In seconds, as instants are counted: POSIX time knows no leap seconds.
 */
#ifndef RP_DAY_H
#define RP_DAY_H

#include <stdint.h>

#define RP_DAY ((int64_t)24 * 60 * 60)

/* Seconds between two of one site's that are of two days. */
#define RP_NEXT_DAY ((int64_t)18 * 3600)

#endif
