/* SPDX-License-Identifier: Apache-2.0 */
/* fetch_options.h - the option table of "reprint fetch". */
#ifndef RP_FETCH_OPTIONS_H
#define RP_FETCH_OPTIONS_H

#include "fetch.h"
#include "options.h"

#define FETCH_RESOLVES 4096

struct fetch_options {
	struct rp_fetch_options fetch;
	const char *resolve[FETCH_RESOLVES];
	const char *store;  /* NULL: nothing is remembered */
	const char *format; /* text or json */
	const char *report; /* NULL: standard output */
	const char *rejects;
	unsigned wait;
	bool quiet;
};

#define FETCH_OPTIONS 27
extern const struct rp_option fetch_options_table[FETCH_OPTIONS];

void fetch_options_init(struct fetch_options *options);

/* Take a contact, as of --contact: NULL, or what is wrong with it. */
const char *fetch_options_contact(void *options, const char *value);

#endif
