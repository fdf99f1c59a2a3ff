/* SPDX-License-Identifier: Apache-2.0 */
/* scan_store_options.c - the options that a store was made with: every run's
 * articles are compared as those of the runs before were. */
#include "scan_store.h"

#include "exit.h"
#include "fail.h"
#include "log.h"

#include <string.h>

/* What words are and how they are hashed; a change of either makes old and new
 * articles strangers to each other, so it makes a new store. */
#define WORDS_VERSION "5"

enum option {
	WORDS,
	SHINGLE,
	HASHES,
	SEED,
	THRESHOLD,
	CONTAINMENT,
	RELATION,
	EXCERPTS,
	WINDOW,
	DISTANCE,
	METHOD,
	KEEP,
	OPTIONS
};

static const char *const names[OPTIONS] = {
    [WORDS] = "words",	       [SHINGLE] = "shingle",
    [HASHES] = "hashes",       [SEED] = "seed",
    [THRESHOLD] = "threshold", [CONTAINMENT] = "containment",
    [RELATION] = "relation",   [EXCERPTS] = "excerpts",
    [WINDOW] = "window",       [DISTANCE] = "distance",
    [METHOD] = "method",       [KEEP] = "keep"};

static void put_value(struct rp_buffer *out, enum option option,
		      const struct scan_options *options)
{
	static const char *const reaches[] = {[RP_REACH_COPY] = "copy",
					      [RP_REACH_EXCERPT] = "excerpt",
					      [RP_REACH_FRAGMENT] = "fragment"};
	const struct rp_options *match = &options->match;

	switch (option) {
	case WORDS:
		rp_buffer_puts(out, WORDS_VERSION);
		break;
	case SHINGLE:
		rp_buffer_printf(out, "%u", match->shingle_words);
		break;
	case HASHES:
		rp_buffer_printf(out, "%u", match->hashes);
		break;
	case SEED:
		rp_buffer_printf(out, "%llu", (unsigned long long)match->seed);
		break;
	case THRESHOLD:
		rp_buffer_printf(out, "%.15g", match->threshold);
		break;
	case CONTAINMENT:
		rp_buffer_printf(out, "%.15g", match->containment);
		break;
	case RELATION:
		rp_buffer_puts(out, reaches[match->reach]);
		break;
	case EXCERPTS:
		rp_buffer_puts(out, options->keep_excerpts ? "keep" : "drop");
		break;
	case WINDOW:
		rp_buffer_printf(out, "%u", match->window);
		break;
	case DISTANCE:
		rp_buffer_printf(out, "%u", match->distance);
		break;
	case METHOD:
		rp_buffer_puts(out, match->method == RP_METHOD_SIMHASH
					? "simhash"
					: "minhash");
		break;
	case KEEP:
		rp_keep_rules_write(out, &options->keep);
		break;
	case OPTIONS:
		break;
	}
}

/* The values lie in out, a zero behind each. */
static int put_options(struct rp_buffer *out,
		       struct rp_store_option values[OPTIONS],
		       const struct scan_options *options)
{
	size_t starts[OPTIONS];
	size_t i;

	for (i = 0; i < OPTIONS; i++) {
		starts[i] = out->len;
		put_value(out, (enum option)i, options);
		rp_buffer_putc(out, '\0');
	}
	if (out->failed)
		return RP_ENOMEM;
	for (i = 0; i < OPTIONS; i++)
		values[i] =
		    (struct rp_store_option){names[i], out->data + starts[i]};
	return RP_OK;
}

/* Whether other rules of a store decide as those of tonight. */
static bool decide_alike(const char *other, const struct scan_options *options)
{
	struct rp_keep_rules rules;

	return !rp_keep_rules_read(&rules, other) &&
	       rp_keep_rules_same(&rules, &options->keep);
}

static void tell_other(enum option which, const char *other, const char *value,
		       const char *store)
{
	/* A window of no days is none. */
	bool without = which == WINDOW && strcmp(other, "0") == 0;

	if (which == WORDS)
		rp_log(RP_LOG_ERROR,
		       "%s was made by a version that reads words in another "
		       "way; begin a new store",
		       store);
	else
		rp_log(RP_LOG_ERROR,
		       "%s was made with%s --%s%s%s, not %s; a store is never "
		       "mixed",
		       store, without ? "out" : "", names[which],
		       without ? "" : " ", without ? "" : other, value);
}

int scan_store_check_options(struct scan *scan)
{
	struct rp_store_option values[OPTIONS];
	struct rp_buffer bytes;
	struct rp_buffer kept; /* the store's own words for the same rules */
	const char *other = NULL;
	size_t which = 0;
	int code = -1;
	int status;

	rp_buffer_init(&bytes);
	rp_buffer_init(&kept);
	status = put_options(&bytes, values, &scan->options);
	if (status == RP_OK)
		status = rp_store_options(&other, &which, scan->store, values,
					  OPTIONS);
	if (status == RP_OK && other && which == KEEP &&
	    decide_alike(other, &scan->options)) {
		rp_buffer_puts(&kept, other);
		rp_buffer_putc(&kept, '\0');
		values[KEEP].value = kept.data;
		status = rp_buffer_status(&kept);
		if (status == RP_OK)
			status = rp_store_options(&other, &which, scan->store,
						  values, OPTIONS);
	}
	if (status != RP_OK) {
		code = rp_fail_store(scan->store, status);
	} else if (other) {
		tell_other((enum option)which, other, values[which].value,
			   scan->options.store);
		code = RP_EXIT_USAGE;
	}
	rp_buffer_dispose(&kept);
	rp_buffer_dispose(&bytes);
	return code;
}
