/* SPDX-License-Identifier: Apache-2.0 */
/*
 * listing.h - documents that name pages: feeds, sitemaps, lists of addresses
 *
 * RSS 0.9 to 2.0 and 1.0 (RDF), Atom (RFC 4287), JSON Feed 1.x, sitemaps and
 * their indexes (sitemaps.org) with Google's news extension, and plain lists,
 * an address a line. What one is shows from its bytes.
 */
#ifndef RP_LISTING_H
#define RP_LISTING_H

#include "buffer.h"
#include "error.h"
#include "reprint.h"

/* Bytes of one, unpacked: sitemaps.org's limit. */
#define RP_LISTING_BYTES ((size_t)50 << 20)
/* Pages that one may name: sitemaps.org's limit. Those behind are left. */
#define RP_LISTING_ITEMS 50000

enum rp_listing_kind {
	RP_LISTING_NONE = 0, /* something else */
	RP_LISTING_FEED,
	RP_LISTING_SITEMAP,
	RP_LISTING_INDEX, /* of sitemaps */
	RP_LISTING_PAGE,  /* HTML: what it names are feeds */
	RP_LISTING_LINES,
};

/* What a listing says of a page. Strings as they stand, borrowed. */
struct rp_listed {
	struct rp_str url;
	struct rp_str base; /* what url is relative to, itself relative to the
			       listing's address; empty: that */
	struct rp_str title;
	struct rp_str published;
	struct rp_str changed;
	struct rp_str language;
	bool listing; /* it is a listing itself */
	size_t line;  /* of a list, from 1 */
};

/* A status that take returns ends the reading. */
struct rp_listing_sink {
	int (*take)(void *context, const struct rp_listed *item);
	void *context;
	size_t most;   /* items that are taken; 0: RP_LISTING_ITEMS */
	bool *damaged; /* set if it ended before its end; NULL: never */
};

/* Unpacked bytes as UTF-8: by their mark of byte order, the transport's charset
 * (NULL or empty: none told), the document's own word, or what they look like.
 * *out is in bytes or in scratch. RP_OK or RP_ENOMEM. */
int rp_listing_decode(struct rp_str *out, struct rp_buffer *scratch,
		      struct rp_str bytes, const char *charset);

/* A listing as it was sent to its text in UTF-8: gzip is undone, what there is
 * of it where it is cut off, then as rp_listing_decode. RP_OK, RP_EINVAL with
 * the reason or RP_ENOMEM. */
int rp_listing_open(struct rp_str *out, struct rp_buffer *unpacked,
		    struct rp_buffer *decoded, struct rp_str bytes,
		    const char *charset, struct rp_error *error);

/* What a text in UTF-8 is, by its beginning. */
enum rp_listing_kind rp_listing_sniff(struct rp_str text);

/* Whether a text is a sitemap of lines (sitemaps.org): an address of http or
 * https on each, and one at least. */
bool rp_listing_is_addresses(struct rp_str text);

/* Read a listing in UTF-8; broken markup is survived. *items receives how many
 * there were. RP_OK, RP_ENOMEM, what take returned, or RP_EINVAL with the
 * reason in error: nothing could be read. */
int rp_listing_read(enum rp_listing_kind *out, size_t *items,
		    struct rp_str text, const struct rp_listing_sink *sink,
		    struct rp_error *error);

#endif
