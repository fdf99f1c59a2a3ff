/* SPDX-License-Identifier: Apache-2.0 */
/* scan_options.h - the options of "reprint scan". */
#ifndef RP_SCAN_OPTIONS_H
#define RP_SCAN_OPTIONS_H

#include "field_names.h"
#include "keep_rules.h"
#include "options.h"
#include "reprint.h"

struct scan_options {
	struct rp_options match; /* keep points to the rules below */
	struct rp_keep_rules keep;
	struct rp_field_names fields;
	const char *format;
	const char *output;
	const char *clean;
	const char *dropped;
	const char *table;
	const char *outlets;
	const char *rejects;
	const char *furniture;
	const char *metrics;
	const char *temporary; /* folder */
	unsigned held;	       /* MiB of what it is for, in memory */
	const char *store;     /* file; NULL: none */
	const char *index;     /* file; NULL: none */
	unsigned wait;	       /* seconds, for another run to end */
	bool keep_excerpts;
	bool fail_on_duplicates;
	bool quiet;
	bool no_time;
};

/* The defaults. The struct points into itself and must not be copied. */
void scan_options_init(struct scan_options *options);

/* Why two options do not go together, or one would have no effect; NULL: they
 * do. Static. */
const char *scan_options_clash(const struct scan_options *options);

/* Bytes of words that may stand in memory, and of the entries that reports
 * need: of an article those are a thirtieth of its words. */
static inline size_t scan_held_words(const struct scan_options *options)
{
	return (size_t)options->held << 20;
}

static inline size_t scan_held_entries(const struct scan_options *options)
{
	return scan_held_words(options) / 16;
}

#define SCAN_OPTIONS 39
extern const struct rp_option scan_options_table[SCAN_OPTIONS];

#endif
