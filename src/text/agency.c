/* SPDX-License-Identifier: Apache-2.0 */
/* agency.c - see agency.h */
#include "agency.h"

#include "agency_list.h"
#include "str.h"

#include <string.h>

/* A byline or the content of a <meta>. */
#define NAMED_BYTES 120

#define AGENCIES (sizeof(agencies) / sizeof(agencies[0]))
#define HOSTS	 (sizeof(agency_hosts) / sizeof(agency_hosts[0]))

const struct rp_agency *rp_agency_find(struct rp_str name)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (agencies[i].len == name.len &&
		    memcmp(agencies[i].name, name.data, name.len) == 0)
			return &agencies[i];
	return NULL;
}

const struct rp_agency *rp_agency_at(struct rp_str text)
{
	const struct rp_agency *best = NULL;
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if ((!best || agencies[i].len > best->len) &&
		    rp_str_begins(text, agencies[i].name))
			best = &agencies[i];
	return best;
}

const char *rp_agency_by_id(struct rp_str id)
{
	size_t i;

	/* Most articles name none. */
	if (id.len == 0)
		return NULL;
	for (i = 0; i < AGENCIES; i++)
		if (rp_str_is(id, agencies[i].id))
			return agencies[i].id;
	return NULL;
}

static bool word_border(const char *at, const char *start, const char *end,
			size_t len)
{
	bool before = at == start || strchr(" (/\n,;\"'", at[-1]) != NULL;
	bool behind =
	    at + len == end || strchr(" .,;:)/\n\"'|", at[len]) != NULL;

	return before && behind;
}

static bool has_word(struct rp_str text, const char *word, size_t len)
{
	const char *end = text.data + text.len;
	const char *at = text.data;

	while ((at = memmem(at, (size_t)(end - at), word, len)) != NULL) {
		if (word_border(at, text.data, end, len))
			return true;
		at++;
	}
	return false;
}

const char *rp_agency_in(struct rp_str text, bool short_too)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++) {
		size_t len = agencies[i].len;

		if (agencies[i].kind == RP_AGENCY_ANYWHERE &&
		    (short_too || len > 3) &&
		    has_word(text, agencies[i].name, len))
			return agencies[i].id;
	}
	return NULL;
}

const char *rp_agency_named(struct rp_str text)
{
	const struct rp_agency *whole;
	const char *agency;

	if (text.len == 0 || text.len > NAMED_BYTES)
		return NULL;
	/* Pennsylvania, behind a place. */
	if (rp_str_is(text, "PA"))
		return NULL;
	whole = rp_agency_find(text);
	if (whole)
		return whole->kind == RP_AGENCY_DATED ? NULL : whole->id;
	agency = rp_agency_in(text, false);
	/* "AFP", "Staff and AP", but not "Harrisburg, PA". */
	if (!agency && text.len <= 40 && !memchr(text.data, ',', text.len))
		agency = rp_agency_in(text, true);
	return agency;
}

const char *rp_agency_host(const char *host)
{
	size_t len = strlen(host);
	size_t i;

	for (i = 0; i < HOSTS; i++) {
		size_t n = strlen(agency_hosts[i].host);

		if (len >= n &&
		    strcmp(host + len - n, agency_hosts[i].host) == 0 &&
		    (len == n || host[len - n - 1] == '.'))
			return agency_hosts[i].id;
	}
	return NULL;
}
