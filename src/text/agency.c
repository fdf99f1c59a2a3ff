/* SPDX-License-Identifier: Apache-2.0 */
/* agency.c - see agency.h */
#include "agency.h"

#include "agency_list.h"

#include <string.h>

/* A byline or the content of a <meta>. */
#define NAMED_BYTES 120

#define AGENCIES (sizeof(agencies) / sizeof(agencies[0]))
#define HOSTS	 (sizeof(agency_hosts) / sizeof(agency_hosts[0]))

/* The place of that name in the table; AGENCIES: it is none. */
static size_t find(struct rp_str name)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (agencies[i].len == name.len &&
		    memcmp(agencies[i].name, name.data, name.len) == 0)
			break;
	return i;
}

const char *rp_agency_by_name(struct rp_str name)
{
	size_t i = find(name);

	return i < AGENCIES ? agencies[i].id : NULL;
}

enum rp_agency_kind rp_agency_kind(struct rp_str name)
{
	size_t i = find(name);

	return i < AGENCIES ? (enum rp_agency_kind)agencies[i].kind
			    : RP_AGENCY_ANYWHERE;
}

size_t rp_agency_at(struct rp_str text)
{
	size_t best = 0;
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (agencies[i].len > best && agencies[i].len <= text.len &&
		    memcmp(agencies[i].name, text.data, agencies[i].len) == 0)
			best = agencies[i].len;
	return best;
}

const char *rp_agency_by_id(struct rp_str id)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (strlen(agencies[i].id) == id.len &&
		    memcmp(agencies[i].id, id.data, id.len) == 0)
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
	const char *agency;

	if (text.len == 0 || text.len > NAMED_BYTES)
		return NULL;
	/* Pennsylvania, behind a place. */
	if (text.len == 2 && memcmp(text.data, "PA", 2) == 0)
		return NULL;
	if (rp_agency_kind(text) == RP_AGENCY_DATED)
		return NULL;
	agency = rp_agency_by_name(text);
	if (!agency)
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
