/* SPDX-License-Identifier: Apache-2.0 */
/*
 * url.c - the host of a URL (RFC 3986, section 3.2), reduced to the outlet
 *
 * "www.", "m." and "amp." name another door to the same outlet, and an address
 * of the Wayback Machine (web.archive.org/web/20161127065619/http://…), which
 * rewrites all addresses of a page, is that of the page it keeps. Everything
 * else stays: without a list of public suffixes a shorter name is a guess.
 */
#include "url.h"

#include "ascii.h"
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

/* The address of the page whose copy rest, behind the host of an archive, is
 * the path to: "/web/", a time that a kind of copy ("id_") may follow, and the
 * page's address. No bytes if it is none. */
static struct rp_str kept_address(struct rp_str rest)
{
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
	return rest;
}

/* The authority of an address that begins with "http:/" or "https:/": some
 * archives write one slash. */
static struct rp_str kept_authority(struct rp_str address)
{
	const char *end = address.data + address.len;

	while (address.len && address.data[0] != '/')
		pass(&address, 1);
	while (address.len && address.data[0] == '/')
		pass(&address, 1);
	return authority_at(address.data, end);
}

/* The authority between "//" and the path, whatever it is. */
static struct rp_str stated_authority(struct rp_str url)
{
	const char *at = url.data;
	const char *end;

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
	return authority_at(at + 2, end);
}

/* What stands behind an authority of the URL. */
static struct rp_str behind(struct rp_str url, struct rp_str authority)
{
	const char *from = authority.data + authority.len;

	return (struct rp_str){from, (size_t)(url.data + url.len - from)};
}

/* The address of the page that an archive, whose authority the URL has, keeps;
 * no bytes if it is none. */
static struct rp_str kept_by(struct rp_str url, struct rp_str host)
{
	if (host.len != strlen(ARCHIVE) ||
	    !rp_str_begins_any_case(host, ARCHIVE))
		return (struct rp_str){NULL, 0};
	return kept_address(behind(url, host));
}

/* That of the page which an archive keeps, or the URL's own. */
static struct rp_str authority(struct rp_str url)
{
	struct rp_str found = stated_authority(url);
	struct rp_str kept = kept_by(url, found);

	if (kept.len)
		kept = kept_authority(kept);
	return kept.len ? kept : found;
}

struct rp_str rp_url_kept(struct rp_str url)
{
	struct rp_str kept = kept_by(url, stated_authority(url));

	/* With one slash it is no address yet. */
	return rp_str_begins_any_case(kept, "http://") ||
		       rp_str_begins_any_case(kept, "https://")
		   ? kept
		   : url;
}

bool rp_url_is_front(struct rp_str url)
{
	struct rp_str path;

	if (url.len == 0)
		return false;
	path = behind(url, stated_authority(url));
	return path.len == 0 || (path.len == 1 && path.data[0] == '/');
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
