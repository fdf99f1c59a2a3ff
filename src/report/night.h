/* SPDX-License-Identifier: Apache-2.0 */
/*
 * night.h - what is new in a store, written in one of several formats
 */
#ifndef RP_NIGHT_H
#define RP_NIGHT_H

#include "buffer.h"
#include "recurring.h"
#include "stories.h"

struct rp_night_formatter {
	const char *name;
	void (*begin)(struct rp_buffer *out,
		      const struct rp_stories_time *time);
	void (*story)(struct rp_buffer *out, const struct rp_story *story);
	/* A sentence found to recur in this time, the number-th (from 0); more
	 * than sentences of them are not told. May be NULL. */
	void (*sentence)(struct rp_buffer *out,
			 const struct rp_store_sentence *sentence,
			 uint64_t number);
	uint64_t sentences;
	/* May be NULL. */
	void (*end)(struct rp_buffer *out, const struct rp_stories_time *time);
};

/* "text", "json", "csv"; or NULL. */
const struct rp_night_formatter *rp_night_formatter(const char *name);

/* A night in one line, with its end. */
void rp_night_line(struct rp_buffer *out, const struct rp_stories_time *time);

/* "new", "grown" or "unchanged". */
const char *rp_night_state(const struct rp_story *story);

/* Nothing came, nothing was rejected: nobody need be told. */
bool rp_night_quiet(const struct rp_stories_time *time);

extern const struct rp_night_formatter rp_night_text;
extern const struct rp_night_formatter rp_night_json;
extern const struct rp_night_formatter rp_night_csv;

#endif
