/* SPDX-License-Identifier: Apache-2.0 */
/* fetch_options.c - see fetch_options.h. */
#include "fetch_options.h"

#include "log.h"

#include <string.h>
#include <unistd.h>

/* It stands in a header, and somebody must be able to use it. */
const char *fetch_options_contact(void *context, const char *value)
{
	const char *at;

	for (at = value; *at; at++)
		if (*at <= ' ' || *at > '~' || *at == '(' || *at == ')')
			return "not an e-mail address or the address of a page";
	if (!strchr(value, '@') && strncmp(value, "https://", 8) != 0 &&
	    strncmp(value, "http://", 7) != 0)
		return "not an e-mail address or the address of a page";
	((struct fetch_options *)context)->fetch.contact = value;
	return NULL;
}

static const char *take_size(void *context, const char *value)
{
	unsigned long mebibytes;

	if (!rp_options_whole(&mebibytes, value, 1, 256))
		return "not a whole number from 1 to 256";
	((struct fetch_options *)context)->fetch.page_bytes = (size_t)mebibytes
							      << 20;
	return NULL;
}

static const char *take_file_size(void *context, const char *value)
{
	unsigned long mebibytes;

	if (!rp_options_whole(&mebibytes, value, 1, 100000))
		return "not a whole number from 1 to 100000";
	((struct fetch_options *)context)->fetch.file_bytes =
	    (uint64_t)mebibytes << 20;
	return NULL;
}

static const char *take_ca(void *context, const char *value)
{
	((struct fetch_options *)context)->fetch.ca_file = value;
	return access(value, R_OK) == 0 ? NULL : "cannot be read";
}

static const char *take_resolve(void *context, const char *value)
{
	struct fetch_options *options = context;

	if (options->fetch.resolve_count == FETCH_RESOLVES)
		return "more than 4096 of them";
	if (!strchr(value, ':') || strchr(value, ':') == strrchr(value, ':'))
		return "not HOST:PORT:ADDRESS";
	options->resolve[options->fetch.resolve_count++] = value;
	return NULL;
}

const struct rp_option fetch_options_table[] = {
    RP_HEADING("Output:"),
    {"output", "FOLDER", "where the archive's files go (.)",
     RP_NAME(struct fetch_options, fetch.folder), .letter = 'o'},
    {"file-size", "MIB",
     "begin another file of the archive from that size on, 1 to 100000 (1000)",
     RP_TAKE(take_file_size)},
    {"format", "FORMAT", "table as text (default) or json (JSON Lines)",
     RP_WORD(struct fetch_options, format, "text, json"), .letter = 'f'},
    {"report", "FILE", "write the table to FILE (default: standard output)",
     RP_TEXT(struct fetch_options, report)},
    {"rejects", "FILE", "list what there is no copy of, and why, JSON Lines",
     RP_TEXT(struct fetch_options, rejects)},
    {"quiet", NULL, "print nothing but failures, and no table without --report",
     RP_SWITCH(struct fetch_options, quiet)},
    {"log-format", "FORMAT",
     "messages as text (default) or json, a line an event",
     RP_TAKE(rp_log_take)},
    RP_HEADING("What is asked for:"),
    {"store", "FILE", "remember what was fetched; ask for what is new or due",
     RP_NAME(struct fetch_options, store)},
    {"wait", "SECONDS",
     "wait for another run on the store to end; without, exit with 75",
     RP_WAIT(struct fetch_options, wait)},
    {"max-age", "DAYS", "pass over what is dated older, 1 to 36500 (30)",
     RP_WHOLE(struct fetch_options, fetch.max_age, 1, 36500)},
    {"interval", "SECONDS",
     "ask for a feed or sitemap at most that often, 0 to 604800 (3600)",
     RP_WHOLE(struct fetch_options, fetch.interval, 0, 604800)},
    {"undated", NULL, "take pages of sitemaps that tell no date, too",
     RP_SWITCH(struct fetch_options, fetch.undated)},
    {"discover", NULL,
     "read every page given for its feeds, as a site's own, and do not keep it",
     RP_SWITCH(struct fetch_options, fetch.discover)},
    RP_HEADING("Manners and limits:"),
    {"contact", "WHO",
     "your e-mail address or a page about you, for the User-Agent; needed once "
     "($REPRINT_CONTACT)",
     RP_TAKE(fetch_options_contact)},
    {"delay", "SECONDS", "between two requests to a host, 0 to 3600 (1)",
     RP_NUMBER(struct fetch_options, fetch.delay, 0, 3600)},
    {"connections", "N", "hosts asked at a time, 1 to 512 (32)",
     RP_WHOLE(struct fetch_options, fetch.connections, 1, 512)},
    {"timeout", "SECONDS", "for one answer, 1 to 3600 (60)",
     RP_WHOLE(struct fetch_options, fetch.timeout, 1, 3600)},
    {"max-wait", "SECONDS",
     "leave a host that asks to be left alone for longer, 0 to 86400 (120)",
     RP_WHOLE(struct fetch_options, fetch.max_wait, 0, 86400)},
    {"max-size", "MIB",
     "of one page, unpacked, 1 to 256 (16: scan reads no more)",
     RP_TAKE(take_size)},
    RP_HEADING("Network:"),
    {"allow-private", NULL, "ask this machine and its network, too",
     RP_SWITCH(struct fetch_options, fetch.allow_private)},
    {"ca-file", "FILE", "certificates to trust instead of the system's",
     RP_TAKE(take_ca)},
    {"resolve", "HOST:PORT:ADDRESS", "take HOST to be at ADDRESS",
     RP_TAKE(take_resolve)},
    RP_HELP,
};

_Static_assert(sizeof(fetch_options_table) / sizeof(fetch_options_table[0]) ==
		   FETCH_OPTIONS,
	       "fetch_options.h tells the number of options");

void fetch_options_init(struct fetch_options *options)
{
	memset(options, 0, sizeof(*options));
	options->format = "text";
	options->fetch = (struct rp_fetch_options){
	    .folder = ".",
	    .connections = 32,
	    .delay = 1,
	    .timeout = 60,
	    .page_bytes = RP_LIMIT_HTML_BYTES,
	    .max_age = 30,
	    .interval = 3600,
	    .max_wait = 120,
	    .file_bytes = (uint64_t)1000 << 20,
	};
	options->fetch.resolve = options->resolve;
}
