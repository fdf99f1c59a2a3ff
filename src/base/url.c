/* SPDX-License-Identifier: Apache-2.0 */
/*
 * url.c - the host of a URL (RFC 3986, section 3.2), reduced to the outlet
 *
 * "www.", "m." and "amp." name another door to the same outlet, and an address
 * of the Wayback Machine (web.archive.org/web/20161127065619/http://…), which
 * rewrites all addresses of a page, is that of the page it keeps; so is one of
 * the cache of AMP. Everything else stays: without a list of public suffixes a
 * shorter name is a guess.
 *
 * One page has many addresses: newsletters, feeds and shares put members of
 * their own into its query. Those known by name are no part of it (Google
 * Analytics' utm_, click ids of advertisers, campaign ids of outlets); any
 * other member may name the page.
 */
#include "url.h"

#include "ascii.h"
#include "spelling.h"
#include "str.h"

#include <string.h>

#define ARCHIVE	  "web.archive.org"
#define AMP_CACHE ".cdn.ampproject.org"
/* Bytes of a host (RFC 1035, 2.3.4), and a port. */
#define HOST_BYTES 262

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

/* "a-example.cdn.ampproject.org/c/s/a.example/page": the authority of the page;
 * no bytes if it is none such. */
static struct rp_str cached_by(struct rp_str url, struct rp_str host)
{
	static const char *const kinds[] = {"/c/s/", "/v/s/", "/c/", "/v/"};
	struct rp_str path = behind(url, host);
	size_t i;

	if (host.len <= strlen(AMP_CACHE) || !rp_str_ends(host, AMP_CACHE))
		return (struct rp_str){NULL, 0};
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (rp_str_begins(path, kinds[i]))
			return authority_at(path.data + strlen(kinds[i]),
					    url.data + url.len);
	return (struct rp_str){NULL, 0};
}

/* That of the page which an archive or a cache keeps, or the URL's own. */
static struct rp_str authority(struct rp_str url)
{
	struct rp_str found = stated_authority(url);
	struct rp_str kept = kept_by(url, found);

	if (kept.len)
		kept = kept_authority(kept);
	else if (found.len)
		kept = cached_by(url, found);
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

struct rp_str rp_url_path(struct rp_str url)
{
	struct rp_str host = stated_authority(url);

	return url.len && host.data ? behind(url, host)
				    : (struct rp_str){NULL, 0};
}

bool rp_url_is_front(struct rp_str url)
{
	struct rp_str path = rp_url_path(url);

	return path.data &&
	       (path.len == 0 || (path.len == 1 && path.data[0] == '/'));
}

bool rp_url_is_filler(struct rp_str url)
{
	/* What programs and people write where there is none. */
	static const char *const fillers[] = {"none", "null",	 "nil",
					      "nan",  "n/a",	 "na",
					      "-",    "unknown", "undefined"};
	size_t i;

	for (i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
		if (url.len == strlen(fillers[i]) &&
		    rp_ascii_compare_some(url.data, fillers[i], url.len) == 0)
			return true;
	return false;
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

/* The port of an authority that is not that of its scheme; no bytes: it is. */
static struct rp_str port_of(struct rp_str authority)
{
	const char *colon = memrchr(authority.data, ':', authority.len);
	struct rp_str port;

	/* rp_url_host leaves that of an address in brackets. */
	if (!colon || memchr(authority.data, '[', authority.len))
		return (struct rp_str){NULL, 0};
	port = (struct rp_str){
	    colon, (size_t)(authority.data + authority.len - colon)};
	return rp_str_is(port, ":80") || rp_str_is(port, ":443") ||
		       rp_str_is(port, ":")
		   ? (struct rp_str){NULL, 0}
		   : port;
}

/* Whether a member of a query tells of the way to the page alone. */
static bool is_of_way(struct rp_str member)
{
	static const char *const beginnings[] = {
	    "utm_",   "at_campaign", "at_medium", "at_custom", "at_link",
	    "at_ptr", "at_bbc",	     "at_format", "mtm_"};
	static const char *const names[] = {
	    "fbclid",	  "gclid",	"gclsrc",    "dclid",
	    "gbraid",	  "wbraid",	"msclkid",   "yclid",
	    "twclid",	  "ttclid",	"igshid",    "igsh",
	    "_ga",	  "_gl",	"cmpid",     "ocid",
	    "ncid",	  "smid",	"s_cid",     "icid",
	    "xtor",	  "wt_mc",	"wt.mc_id",  "__twitter_impression",
	    "amp",	  "mc_cid",	"mc_eid",    "pk_campaign",
	    "pk_kwd",	  "pk_keyword", "pk_source", "pk_medium",
	    "pk_content", "pk_cid"};
	const char *sign = memchr(member.data, '=', member.len);
	struct rp_str name = {member.data,
			      sign ? (size_t)(sign - member.data) : member.len};
	size_t i;

	for (i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (rp_str_begins_any_case(name, beginnings[i]))
			return true;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (name.len == strlen(names[i]) &&
		    rp_str_begins_any_case(name, names[i]))
			return true;
	/* Of The Guardian: "CMP=share_btn_tw". */
	return rp_str_begins_any_case(member, "cmp=share") ||
	       rp_str_is(member, "outputType=amp");
}

static void put_query(struct rp_buffer *out, struct rp_str query)
{
	char sign = '?';

	while (query.len) {
		const char *end = memchr(query.data, '&', query.len);
		size_t len = end ? (size_t)(end - query.data) : query.len;
		struct rp_str member = {query.data, len};

		if (len && !is_of_way(member)) {
			rp_buffer_putc(out, sign);
			rp_spelling_put_all(out, member);
			sign = '&';
		}
		pass(&query, len + (end != NULL));
	}
}

static void put_path(struct rp_buffer *out, struct rp_str path)
{
	while (path.len && path.data[path.len - 1] == '/')
		path.len--;
	if (path.len > strlen("/amp") && rp_str_ends(path, "/amp"))
		path.len -= strlen("/amp");
	rp_spelling_put_all(out, path);
}

/* Take what stands behind the first mark off a text, and the mark. */
static struct rp_str cut_at(struct rp_str *text, char mark)
{
	const char *at = text->len ? memchr(text->data, mark, text->len) : NULL;
	size_t len = at ? (size_t)(at - text->data) : text->len;
	struct rp_str rest = rp_str_behind(*text, at ? len + 1 : len);

	text->len = len;
	return rest;
}

/* Whether a fragment names something of its own: a page that a program makes
 * by itself ("!/2026/a", "/2026/a"), a post of a live report ("post-17"). A
 * comment is none of it, and "xtor=RSS-1" tells where a reader comes from. */
static bool names_part(struct rp_str fragment)
{
	bool figure = false;
	size_t i;

	if (rp_str_begins(fragment, "!") || rp_str_begins(fragment, "/"))
		return fragment.len > 1;
	if (rp_str_begins_any_case(fragment, "comment"))
		return false;
	for (i = 0; i < fragment.len; i++) {
		if (fragment.data[i] == '=')
			return false;
		figure |= rp_ascii_is_digit(fragment.data[i]);
	}
	return figure;
}

void rp_url_page(struct rp_buffer *out, struct rp_str url)
{
	char host[HOST_BYTES];
	size_t host_len = rp_url_host(host, sizeof(host), url);
	struct rp_str name;
	struct rp_str path;
	struct rp_str query;
	struct rp_str fragment;

	if (!host_len) {
		rp_buffer_str(out, url);
		return;
	}
	name = authority(url);
	path = behind(url, name);
	fragment = cut_at(&path, '#');
	query = cut_at(&path, '?');
	rp_buffer_append(out, host, host_len);
	rp_buffer_str(out, port_of(name));
	put_path(out, path);
	put_query(out, query);
	if (names_part(fragment)) {
		rp_buffer_putc(out, '#');
		rp_buffer_str(out, fragment);
	}
}
