/* SPDX-License-Identifier: Apache-2.0 */
/* date_read.h - a date at the beginning of a text, and what is behind it. */
#ifndef RP_DATE_READ_H
#define RP_DATE_READ_H

#include "reprint.h"

/* Bytes of a text in which a date is looked for; what is behind them is none of
 * it. */
#define RP_DATE_BYTES 160

struct rp_date_text {
	char bytes[RP_DATE_BYTES]; /* a NUL behind */
	size_t len;
};

/* A text's beginning in lower case and with the digits of ASCII, as dates are
 * read. */
void rp_date_fold(struct rp_date_text *out, struct rp_str text);

/* The date that a folded text begins with, as rp_date_parse. *rest receives
 * what is behind it. */
struct rp_date rp_date_read(struct rp_str *rest, struct rp_str folded,
			    enum rp_date_order order);

#endif
