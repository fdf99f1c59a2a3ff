/* SPDX-License-Identifier: Apache-2.0 */
/* field_names.h - what JSON fields are called, and how figures in their dates
 * are ordered: the options --field and --date-order. */
#ifndef RP_FIELD_NAMES_H
#define RP_FIELD_NAMES_H

#include "json_reader.h"
#include "options.h"
#include "reprint.h"

/* Points into itself and must not be copied. */
struct rp_field_names {
	struct rp_json_names names; /* in the input */
	char given[RP_JSON_FIELDS][RP_JSON_NAMES][64];
	size_t given_count[RP_JSON_FIELDS]; /* 0: the standard name */
	const char *date_order;		    /* "dmy", "mdy"; NULL: not known */
};

/* The option --date-order of a command whose options have a member "fields" of
 * this type. */
#define RP_DATE_ORDER(options)                                      \
	{                                                           \
		"date-order", "ORDER",                              \
		    "dmy or mdy: which comes first in a date like " \
		    "01/12/2026, of JSON and of pages",             \
		    RP_WORD(options, fields.date_order, "dmy, mdy") \
	}

/* The standard names. */
void rp_field_names_init(struct rp_field_names *fields);

/* The order that date_order names. */
enum rp_date_order rp_field_names_order(const struct rp_field_names *fields);

/* Take "text=NAME" into a struct rp_field_names, as an option does; behind the
 * names that were given for that field before. Returns NULL, or what is wrong
 * with it. */
const char *rp_field_names_take(void *fields, const char *value);

#endif
