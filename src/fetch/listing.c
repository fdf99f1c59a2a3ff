/* SPDX-License-Identifier: Apache-2.0 */
/* listing.c - see listing.h. */
#include "listing.h"

#include "ascii.h"
#include "content.h"
#include "encoding.h"
#include "gzip.h"
#include "listing_parts.h"

#include <string.h>

/* How far the root element may stand behind prologue and comments. */
#define SNIFFED 4096

bool rp_listing_full(const struct rp_listing_taker *taker)
{
	size_t most = taker->sink->most ? taker->sink->most : RP_LISTING_ITEMS;

	return taker->count >= most;
}

bool rp_listing_take(struct rp_listing_taker *taker,
		     const struct rp_listed *item)
{
	if (taker->status != RP_OK || rp_listing_full(taker))
		return false;
	taker->count++;
	taker->status = taker->sink->take(taker->sink->context, item);
	return taker->status == RP_OK;
}

/* ----- what it is ----- */

static struct rp_str skip_blanks(struct rp_str bytes)
{
	while (bytes.len && (unsigned char)bytes.data[0] <= ' ') {
		bytes.data++;
		bytes.len--;
	}
	return bytes;
}

static bool is_name_letter(char c)
{
	return rp_ascii_is_alnum(c) || c == '_' || c == '-' || c == '.';
}

/* Without a prefix: whichever is bound to the namespace, "sm:urlset". */
static struct rp_str skip_prefix(struct rp_str name)
{
	size_t i = 0;

	while (i < name.len && is_name_letter(name.data[i]))
		i++;
	if (i > 0 && i < name.len && name.data[i] == ':')
		return (struct rp_str){name.data + i + 1, name.len - i - 1};
	return name;
}

/* What a document is whose root's name, or what is no element's, begins there.
 */
static enum rp_listing_kind root_kind(struct rp_str name)
{
	static const struct {
		const char *root;
		enum rp_listing_kind kind;
	} roots[] = {
	    {"rss", RP_LISTING_FEED},
	    {"rdf", RP_LISTING_FEED},
	    {"feed", RP_LISTING_FEED},
	    {"urlset", RP_LISTING_SITEMAP},
	    {"sitemapindex", RP_LISTING_INDEX},
	    {"!doctype html", RP_LISTING_PAGE},
	    {"html", RP_LISTING_PAGE},
	    {"head", RP_LISTING_PAGE},
	    {"body", RP_LISTING_PAGE},
	};
	size_t i;

	for (i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		size_t len = strlen(roots[i].root);

		if (name.len > len && !is_name_letter(name.data[len]) &&
		    rp_ascii_compare_some(name.data, roots[i].root, len) == 0)
			return roots[i].kind;
	}
	return RP_LISTING_NONE;
}

/* The first in the beginning of bytes that is one. */
static enum rp_listing_kind sniff_markup(struct rp_str bytes)
{
	enum rp_listing_kind kind = RP_LISTING_NONE;
	size_t most = bytes.len < SNIFFED ? bytes.len : SNIFFED;
	size_t i;

	for (i = 0; i < most && kind == RP_LISTING_NONE; i++)
		if (bytes.data[i] == '<')
			kind = root_kind(skip_prefix(
			    (struct rp_str){bytes.data + i + 1, most - i - 1}));
	return kind;
}

/* Its version may stand anywhere, and have its slashes escaped. */
static bool is_json_feed(struct rp_str bytes)
{
	static const char *const versions[] = {"jsonfeed.org/version",
					       "jsonfeed.org\\/version"};
	size_t i;

	for (i = 0; i < 2; i++)
		if (memmem(bytes.data, bytes.len, versions[i],
			   strlen(versions[i])))
			return true;
	return false;
}

enum rp_listing_kind rp_listing_sniff(struct rp_str bytes)
{
	bytes = skip_blanks(bytes);
	if (bytes.len == 0)
		return RP_LISTING_NONE;
	if (bytes.data[0] == '<')
		return sniff_markup(bytes);
	if (bytes.data[0] == '{')
		return is_json_feed(bytes) ? RP_LISTING_FEED : RP_LISTING_NONE;
	return memchr(bytes.data, 0, bytes.len < SNIFFED ? bytes.len : SNIFFED)
		   ? RP_LISTING_NONE
		   : RP_LISTING_LINES;
}

/* ----- lists ----- */

/* The next line's address, up to a blank; empty: it has none, as those that
 * begin with # and are for people. */
static struct rp_str next_address(struct rp_str *bytes)
{
	const char *end = memchr(bytes->data, '\n', bytes->len);
	size_t len = end ? (size_t)(end - bytes->data) : bytes->len;
	struct rp_str line = skip_blanks((struct rp_str){bytes->data, len});
	struct rp_str address = {line.data, 0};

	len += end != NULL;
	bytes->data += len;
	bytes->len -= len;
	if (line.len && line.data[0] == '#')
		return address;
	while (address.len < line.len &&
	       (unsigned char)line.data[address.len] > ' ')
		address.len++;
	return address;
}

static void read_lines(struct rp_listing_taker *taker, struct rp_str bytes)
{
	bool more = true;
	size_t line = 0;

	while (bytes.len > 0 && more) {
		struct rp_listed item;

		memset(&item, 0, sizeof(item));
		item.url = next_address(&bytes);
		item.line = ++line;
		if (item.url.len)
			more = rp_listing_take(taker, &item);
	}
}

static bool starts_with(struct rp_str text, const char *start)
{
	size_t len = strlen(start);

	return text.len > len &&
	       rp_ascii_compare_some(text.data, start, len) == 0;
}

bool rp_listing_is_addresses(struct rp_str text)
{
	bool any = false;

	while (text.len > 0) {
		struct rp_str address = next_address(&text);

		if (address.len == 0)
			continue;
		if (!starts_with(address, "http://") &&
		    !starts_with(address, "https://"))
			return false;
		any = true;
	}
	return any;
}

int rp_listing_decode(struct rp_str *out, struct rp_buffer *scratch,
		      struct rp_str bytes, const char *charset)
{
	struct rp_decoded decoded;
	int status = rp_encoding_decode(&decoded, scratch, bytes.data,
					bytes.len, charset, true);

	*out = decoded.text;
	return status;
}

int rp_listing_open(struct rp_str *out, struct rp_buffer *unpacked,
		    struct rp_buffer *decoded, struct rp_str bytes,
		    const char *charset, struct rp_error *error)
{
	bool cut;

	if (rp_gzip_is(bytes)) {
		if (rp_content_unpack(unpacked, &cut, RP_CODING_GZIP, bytes,
				      RP_LISTING_BYTES, error) != 0)
			return RP_EINVAL;
		bytes = rp_buffer_view(unpacked);
	}
	return rp_listing_decode(out, decoded, bytes, charset);
}

int rp_listing_read(enum rp_listing_kind *out, size_t *items,
		    struct rp_str bytes, const struct rp_listing_sink *sink,
		    struct rp_error *error)
{
	struct rp_listing_taker taker = {.sink = sink};
	enum rp_listing_kind kind = rp_listing_sniff(bytes);
	int status = RP_OK;

	bytes = skip_blanks(bytes);
	switch (kind) {
	case RP_LISTING_NONE:
		rp_error_set(error, "no feed, no sitemap and no list");
		status = RP_EINVAL;
		break;
	case RP_LISTING_LINES:
		read_lines(&taker, bytes);
		break;
	case RP_LISTING_PAGE:
		status = rp_listing_html(&taker, bytes);
		break;
	case RP_LISTING_FEED:
	case RP_LISTING_SITEMAP:
	case RP_LISTING_INDEX:
		status = bytes.data[0] == '{'
			     ? rp_listing_json(&taker, bytes, error)
			     : rp_listing_xml(&taker, &kind, bytes, error);
		break;
	}
	*out = kind;
	*items = taker.count;
	if (sink->damaged)
		*sink->damaged = taker.damaged;
	return taker.status != RP_OK ? taker.status : status;
}
