/* SPDX-License-Identifier: Apache-2.0 */
/*
 * url.c - the host of a URL (RFC 3986, section 3.2), reduced to the outlet
 *
 * "www.", "m." and "amp." name another door to the same outlet. Everything
 * else stays: without a list of public suffixes a shorter name is a guess.
 */
#include "reprint.h"

#include <string.h>

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

/* The authority between "//" and the path. */
static struct rp_str authority(struct rp_str url)
{
	const char *at = url.data;
	const char *user;
	const char *stop;
	const char *end;

	if (url.len == 0)
		return url;
	end = at + url.len;
	while (at + 1 < end && !(at[0] == '/' && at[1] == '/')) {
		/* A scheme holds none of these. */
		if (*at == '?' || *at == '#' || *at == ' ')
			return (struct rp_str){NULL, 0};
		at++;
	}
	if (at + 1 >= end)
		return (struct rp_str){NULL, 0};
	at += 2;
	for (stop = at; stop < end; stop++)
		if (*stop == '/' || *stop == '?' || *stop == '#')
			break;
	for (user = stop; user > at; user--)
		if (user[-1] == '@')
			break;
	return (struct rp_str){user, (size_t)(stop - user)};
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
