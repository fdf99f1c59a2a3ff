/* SPDX-License-Identifier: Apache-2.0 */
/* fetch_options.c - see fetch_options.h. */
#include "fetch_options.h"

#include "log.h"

#include <string.h>
#include <unistd.h>

static const char *take_folder(void *context, const char *value)
{
	((struct fetch_options *)context)->fetch.folder = value;
	return *value ? NULL : "empty";
}

static const char *take_format(void *context, const char *value)
{
	((struct fetch_options *)context)->format = value;
	return strcmp(value, "text") == 0 || strcmp(value, "json") == 0
		   ? NULL
		   : "not one of text, json";
}

static const char *take_report(void *context, const char *value)
{
	((struct fetch_options *)context)->report = value;
	return NULL;
}

static const char *take_rejects(void *context, const char *value)
{
	((struct fetch_options *)context)->rejects = value;
	return NULL;
}

static const char *take_store(void *context, const char *value)
{
	((struct fetch_options *)context)->store = value;
	return *value ? NULL : "empty";
}

static const char *take_wait(void *context, const char *value)
{
	return rp_options_wait(&((struct fetch_options *)context)->wait, value);
}

static const char *take_quiet(void *context, const char *value)
{
	(void)value;
	((struct fetch_options *)context)->quiet = true;
	return NULL;
}

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

static const char *take_age(void *context, const char *value)
{
	return rp_options_unsigned(
	    &((struct fetch_options *)context)->fetch.max_age, value, 1, 36500,
	    "not a whole number from 1 to 36500");
}

static const char *take_interval(void *context, const char *value)
{
	return rp_options_unsigned(
	    &((struct fetch_options *)context)->fetch.interval, value, 0,
	    604800, "not a whole number from 0 to 604800");
}

static const char *take_connections(void *context, const char *value)
{
	return rp_options_unsigned(
	    &((struct fetch_options *)context)->fetch.connections, value, 1,
	    512, "not a whole number from 1 to 512");
}

static const char *take_timeout(void *context, const char *value)
{
	return rp_options_unsigned(
	    &((struct fetch_options *)context)->fetch.timeout, value, 1, 3600,
	    "not a whole number from 1 to 3600");
}

static const char *take_max_wait(void *context, const char *value)
{
	return rp_options_unsigned(
	    &((struct fetch_options *)context)->fetch.max_wait, value, 0, 86400,
	    "not a whole number from 0 to 86400");
}

static const char *take_size(void *context, const char *value)
{
	unsigned mebibytes;
	const char *wrong = rp_options_unsigned(
	    &mebibytes, value, 1, 256, "not a whole number from 1 to 256");

	if (!wrong)
		((struct fetch_options *)context)->fetch.page_bytes =
		    (size_t)mebibytes << 20;
	return wrong;
}

static const char *take_file_size(void *context, const char *value)
{
	unsigned mebibytes;
	const char *wrong =
	    rp_options_unsigned(&mebibytes, value, 1, 100000,
				"not a whole number from 1 to 100000");

	if (!wrong)
		((struct fetch_options *)context)->fetch.file_bytes =
		    (uint64_t)mebibytes << 20;
	return wrong;
}

static const char *take_delay(void *context, const char *value)
{
	return rp_options_share(&((struct fetch_options *)context)->fetch.delay,
				value, 0, 3600)
		   ? NULL
		   : "not a number from 0 to 3600";
}

static const char *take_undated(void *context, const char *value)
{
	(void)value;
	((struct fetch_options *)context)->fetch.undated = true;
	return NULL;
}

static const char *take_discover(void *context, const char *value)
{
	(void)value;
	((struct fetch_options *)context)->fetch.discover = true;
	return NULL;
}

static const char *take_private(void *context, const char *value)
{
	(void)value;
	((struct fetch_options *)context)->fetch.allow_private = true;
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
    {0, NULL, NULL, "Output:", NULL},
    {'o', "output", "FOLDER", "where the archive's files go (.)", take_folder},
    {0, "file-size", "MIB",
     "begin another file of the archive from that size on (1000)",
     take_file_size},
    {'f', "format", "FORMAT", "table as text (default) or json (JSON Lines)",
     take_format},
    {0, "report", "FILE", "write the table to FILE (default: standard output)",
     take_report},
    {0, "rejects", "FILE", "list what there is no copy of, and why, JSON Lines",
     take_rejects},
    {0, "quiet", NULL,
     "print nothing but failures, and no table without --report", take_quiet},
    {0, "log-format", "FORMAT",
     "messages as text (default) or json, a line an event", rp_log_take},
    {0, NULL, NULL, "What is asked for:", NULL},
    {0, "store", "FILE",
     "remember what was fetched; ask for what is new or due", take_store},
    {0, "wait", "SECONDS",
     "wait for another run on the store to end; without, exit with 75",
     take_wait},
    {0, "max-age", "DAYS", "pass over what is dated older (30)", take_age},
    {0, "interval", "SECONDS",
     "ask for a feed or sitemap at most that often (3600)", take_interval},
    {0, "undated", NULL, "take pages of sitemaps that tell no date, too",
     take_undated},
    {0, "discover", NULL,
     "read every page given for its feeds, as a site's own, and do not keep it",
     take_discover},
    {0, NULL, NULL, "Manners and limits:", NULL},
    {0, "contact", "WHO",
     "your e-mail address or a page about you, for the User-Agent; needed once "
     "($REPRINT_CONTACT)",
     fetch_options_contact},
    {0, "delay", "SECONDS", "between two requests to a host (1)", take_delay},
    {0, "connections", "N", "hosts asked at a time (32)", take_connections},
    {0, "timeout", "SECONDS", "for one answer (60)", take_timeout},
    {0, "max-wait", "SECONDS",
     "leave a host that asks to be left alone for longer (120)", take_max_wait},
    {0, "max-size", "MIB", "of one page, unpacked (16, as much as scan reads)",
     take_size},
    {0, NULL, NULL, "Network:", NULL},
    {0, "allow-private", NULL, "ask this machine and its network, too",
     take_private},
    {0, "ca-file", "FILE", "certificates to trust instead of the system's",
     take_ca},
    {0, "resolve", "HOST:PORT:ADDRESS", "take HOST to be at ADDRESS",
     take_resolve},
    {'h', "help", NULL, "print this", NULL},
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
