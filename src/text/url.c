/* SPDX-License-Identifier: Apache-2.0 */
/*
 * url.c - the host of a URL (RFC 3986, section 3.2), reduced to the outlet
 *
 * "www.", "m." and "amp." name another door to the same outlet, and an address
 * of the Wayback Machine (web.archive.org/web/20161127065619/http://…), which
 * rewrites all addresses of a page, is that of the page it keeps. Everything
 * else stays: without a list of public suffixes a shorter name is a guess.
 */
#include "ascii.h"
#include "reprint.h"
#include "str.h"

#include <string.h>

#define ARCHIVE "web.archive.org"

static bool skip(struct rp_str *host, const char *prefix)
{
	size_t len = strlen(prefix);

	/* What remains must still be a name with a dot. */
	if (host->len <= len || memcmp(host->data, prefix, len) != 0 ||
	    !memchr(host->data + len, '.', host->len - len))
		return false;
	host->data += len;
	host->len -= len;
	return true;
}

/* The authority that begins at at. */
static struct rp_str authority_at(const char *at, const char *end)
{
	const char *user;
	const char *stop;

	for (stop = at; stop < end; stop++)
		if (*stop == '/' || *stop == '?' || *stop == '#')
			break;
	for (user = stop; user > at; user--)
		if (user[-1] == '@')
			break;
	return (struct rp_str){user, (size_t)(stop - user)};
}

static void pass(struct rp_str *text, size_t len)
{
	text->data += len;
	text->len -= len;
}

/* The authority of the page whose copy rest, behind the host of an archive, is
 * the path to: "/web/", a time that a kind of copy ("id_") may follow, and the
 * page's address. No bytes if it is none. */
static struct rp_str kept_authority(struct rp_str rest)
{
	const char *end = rest.data + rest.len;
	size_t digits = 0;

	if (!rp_str_begins_any_case(rest, "/web/"))
		return (struct rp_str){NULL, 0};
	pass(&rest, 5);
	while (digits < rest.len && rest.data[digits] >= '0' &&
	       rest.data[digits] <= '9')
		digits++;
	pass(&rest, digits);
	while (rest.len && digits && rest.data[0] != '/')
		pass(&rest, 1);
	if (digits == 0 || rest.len == 0)
		return (struct rp_str){NULL, 0};
	pass(&rest, 1);
	if (!rp_str_begins_any_case(rest, "http:/") &&
	    !rp_str_begins_any_case(rest, "https:/"))
		return (struct rp_str){NULL, 0};
	while (rest.data[0] != '/')
		pass(&rest, 1);
	/* Some write one slash. */
	while (rest.len && rest.data[0] == '/')
		pass(&rest, 1);
	return authority_at(rest.data, end);
}

/* The authority between "//" and the path. */
static struct rp_str authority(struct rp_str url)
{
	const char *at = url.data;
	const char *end;
	struct rp_str found;

	if (url.len == 0)
		return url;
	end = at + url.len;
	while (at + 1 < end && !(at[0] == '/' && at[1] == '/')) {
		/* A scheme holds none of these. */
		if (*at == '?' || *at == '#' || *at == ' ' || *at == '/')
			return (struct rp_str){NULL, 0};
		at++;
	}
	if (at + 1 >= end)
		return (struct rp_str){NULL, 0};
	found = authority_at(at + 2, end);
	if (found.len == strlen(ARCHIVE) &&
	    rp_str_begins_any_case(found, ARCHIVE)) {
		const char *path = found.data + found.len;
		struct rp_str kept =
		    kept_authority((struct rp_str){path, (size_t)(end - path)});

		return kept.len ? kept : found;
	}
	return found;
}

size_t rp_url_host(char *host, size_t size, struct rp_str url)
{
	struct rp_str name = authority(url);
	struct rp_str rest;
	char *colon;
	size_t i;

	if (name.len == 0 || name.len >= size)
		return 0;
	for (i = 0; i < name.len; i++) {
		char c = name.data[i];

		host[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	host[name.len] = '\0';
	rest = (struct rp_str){host, name.len};
	colon = memchr(host, ':', name.len);
	if (colon && host[0] != '[')
		rest.len = (size_t)(colon - host);
	if (rest.len && host[rest.len - 1] == '.')
		rest.len--;
	while (skip(&rest, "www.") || skip(&rest, "m.") || skip(&rest, "amp."))
		continue;
	memmove(host, rest.data, rest.len);
	host[rest.len] = '\0';
	return rest.len;
}
