/* SPDX-License-Identifier: Apache-2.0 */
/* credit_lines.h - lines at the end of a text that credit an agency. */
#ifndef RP_CREDIT_LINES_H
#define RP_CREDIT_LINES_H

#include "sieve.h"

/* The agency that a line at the end credits ("Reporting by … Reuters",
 * "Copyright 2017 The Associated Press"), as an id of struct rp_credit;
 * *evidence receives the line. NULL if there is none. */
const char *rp_credit_tail(struct rp_str *evidence,
			   const struct rp_sieves *sieves, struct rp_str text);

#endif
