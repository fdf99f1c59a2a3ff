/* SPDX-License-Identifier: Apache-2.0 */
/* location.c - see location.h. */
#include "location.h"

#include "ascii.h"
#include "spelling.h"

#include <curl/curl.h>
#include <idn2.h>
#include <stdlib.h>
#include <string.h>

/* Servers refuse longer ones; the longest of 2,000 news pages had 400. */
#define MOST 8192
_Static_assert(MOST == 8192, "a sentence below says 8,192");

#define READ_FLAGS                                                   \
	(CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_DISALLOW_USER | \
	 CURLU_NON_SUPPORT_SCHEME)

int rp_location_is(const char *argument)
{
	return rp_ascii_compare_some(argument, "http://", 7) == 0 ||
	       rp_ascii_compare_some(argument, "https://", 8) == 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Without blanks around it and without line ends in it, which some feeds
 * have; NULL: out of memory. */
static char *trimmed(struct rp_str address)
{
	char *out;
	size_t len = 0;
	size_t i;

	while (address.len && is_blank(address.data[0])) {
		address.data++;
		address.len--;
	}
	while (address.len && is_blank(address.data[address.len - 1]))
		address.len--;
	out = malloc(address.len + 1);
	if (!out)
		return NULL;
	for (i = 0; i < address.len; i++)
		if (address.data[i] != '\n' && address.data[i] != '\r' &&
		    address.data[i] != '\t' && address.data[i] != '\0')
			out[len++] = address.data[i];
	out[len] = '\0';
	return out;
}

/* ----- parts ----- */

static char *part(CURLU *url, CURLUPart which, unsigned flags)
{
	char *value = NULL;
	char *copy;

	if (curl_url_get(url, which, &value, flags) != CURLUE_OK)
		return NULL;
	copy = strdup(value);
	curl_free(value);
	return copy;
}

static bool is_web(const char *scheme)
{
	return scheme &&
	       (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
}

/* In the letters of DNS: lower case, and xn-- for all that is not ASCII
 * (IDNA2008). NULL: it cannot be a host's name. */
static char *dns_name(const char *host)
{
	uint8_t *name = NULL;
	char *out = strdup(host);
	char *at;

	for (at = out; at && *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + 32);
		if ((unsigned char)*at < 0x80)
			continue;
		free(out);
		if (idn2_lookup_u8((const uint8_t *)host, &name,
				   IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) !=
		    IDN2_OK)
			return NULL;
		out = strdup((const char *)name);
		idn2_free(name);
		break;
	}
	return out;
}

static char *join(const char *a, const char *b, const char *c, const char *d)
{
	size_t len = strlen(a) + strlen(b) + strlen(c) + strlen(d) + 1;
	char *out = malloc(len);

	if (!out)
		return NULL;
	strcpy(out, a);
	strcat(out, b);
	strcat(out, c);
	strcat(out, d);
	return out;
}

/* A name as it is read in an address: of one that IDNA made of other letters,
 * what is left may be a number, and so an IPv4 address. */
static char *read_again(const char *name)
{
	char *text = join("http://", name, "/", "");
	CURLU *url = curl_url();
	char *out = NULL;

	if (text && url &&
	    curl_url_set(url, CURLUPART_URL, text, READ_FLAGS) == CURLUE_OK)
		out = part(url, CURLUPART_HOST, 0);
	curl_url_cleanup(url);
	free(text);
	return out;
}

/* Whether a host is spelt in the letters that names and numbers of DNS have,
 * with no label that is empty. What an escape within an escape left of another
 * is read differently each time. */
static bool is_spelt(const char *host)
{
	size_t len = strspn(host, "abcdefghijklmnopqrstuvwxyz"
				  "0123456789-._~[:]");

	return len && !host[len] && host[0] != '.' && host[len - 1] != '.' &&
	       !strstr(host, "..");
}

/* The host as DNS has it, back into url; false: there is none. The dot of the
 * root is left out: with it the same host would be another. */
static bool take_host(char **host, CURLU *url)
{
	char *given = part(url, CURLUPART_HOST, 0);
	char *name = given ? dns_name(given) : NULL;
	size_t len = name ? strlen(name) : 0;

	if (len > 1 && name[len - 1] == '.')
		name[len - 1] = '\0';
	*host = name ? read_again(name) : NULL;
	free(given);
	free(name);
	return *host && is_spelt(*host) &&
	       curl_url_set(url, CURLUPART_HOST, *host, 0) == CURLUE_OK;
}

/* *value in one spelling; false: out of memory. */
static bool spell(char **value)
{
	struct rp_buffer spelt;

	if (!*value)
		return true;
	rp_buffer_init(&spelt);
	rp_spelling_put_all(&spelt, (struct rp_str){*value, strlen(*value)});
	rp_buffer_putc(&spelt, '\0');
	free(*value);
	*value = spelt.failed ? NULL : strdup(spelt.data);
	rp_buffer_dispose(&spelt);
	return *value != NULL;
}

/* Path and query in one spelling; false: out of memory. Dots that were encoded
 * may be segments that lead up, so the whole is read again. */
static bool spell_parts(char **path, char **query, CURLU *url)
{
	bool done = spell(path) && spell(query);
	char *whole = NULL;

	if (!done || !strstr(*path, "/."))
		return done;
	done = curl_url_set(url, CURLUPART_PATH, *path, 0) == CURLUE_OK;
	if (done)
		whole = part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
	done = whole &&
	       curl_url_set(url, CURLUPART_URL, whole, READ_FLAGS) == CURLUE_OK;
	free(whole);
	free(*path);
	*path = done ? part(url, CURLUPART_PATH, 0) : NULL;
	return *path && spell(path);
}

/* The address with that path and query in place of url's, whose escapes libcurl
 * writes in small letters. */
static char *with_path(CURLU *url, const char *path)
{
	char *whole = part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
	char *from = whole ? strstr(whole, "://") : NULL;
	char *out = NULL;

	from = from ? strchr(from + strlen("://"), '/') : NULL;
	if (from) {
		*from = '\0';
		out = join(whole, path, "", "");
	}
	free(whole);
	return out;
}

static int take_parts(struct rp_location *out, CURLU *url,
		      struct rp_error *error)
{
	char *scheme = part(url, CURLUPART_SCHEME, 0);
	char *port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	char *path = part(url, CURLUPART_PATH, 0);
	char *query = part(url, CURLUPART_QUERY, 0);
	int status = -1;

	if (!is_web(scheme)) {
		rp_error_set(error, "not an http or https address");
		goto free_parts;
	}
	if (!take_host(&out->host, url) || !port || !path) {
		rp_error_set(error, "an address without a host that "
				    "DNS could name");
		goto free_parts;
	}
	if (!spell_parts(&path, &query, url)) {
		rp_error_set(error, "out of memory");
		goto free_parts;
	}
	curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
	/* An empty query is left out of the address too. */
	out->path =
	    join(path, query && *query ? "?" : "", query ? query : "", "");
	out->url = out->path ? with_path(url, out->path) : NULL;
	free(path);
	path = join(scheme, "://", out->host, ":");
	out->site = path ? join(path, port, "", "") : NULL;
	if (!out->url || !out->path || !out->site)
		rp_error_set(error, "out of memory");
	else if (strlen(out->url) > MOST)
		rp_error_set(error, "an address of more than 8,192 bytes");
	else
		status = 0;
free_parts:
	free(scheme);
	free(port);
	free(path);
	free(query);
	return status;
}

int rp_location_read(struct rp_location *out, struct rp_str address,
		     const char *base, struct rp_error *error)
{
	char *text = trimmed(address);
	CURLU *url = curl_url();
	CURLUcode code = CURLUE_OK;
	int status = -1;

	memset(out, 0, sizeof(*out));
	if (!text || !url) {
		rp_error_set(error, "out of memory");
		goto free_url;
	}
	if (base)
		code = curl_url_set(url, CURLUPART_URL, base, READ_FLAGS);
	if (code == CURLUE_OK)
		code = curl_url_set(url, CURLUPART_URL, text, READ_FLAGS);
	if (code == CURLUE_USER_NOT_ALLOWED)
		rp_error_set(error, "an address with a user's name");
	else if (code != CURLUE_OK)
		rp_error_set(error, "not an http or https address");
	else
		status = take_parts(out, url, error);
free_url:
	free(text);
	curl_url_cleanup(url);
	if (status != 0)
		rp_location_dispose(out);
	return status;
}

void rp_location_dispose(struct rp_location *location)
{
	free(location->url);
	free(location->site);
	free(location->host);
	free(location->path);
	memset(location, 0, sizeof(*location));
}
