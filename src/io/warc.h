/* SPDX-License-Identifier: Apache-2.0 */
/* warc.h - the header of one WARC record (ISO 28500:2017). */
#ifndef RP_WARC_H
#define RP_WARC_H

#include "reprint.h"

enum rp_warc_type {
	RP_WARC_OTHER = 0, /* warcinfo, request, revisit, … */
	RP_WARC_RESPONSE,
	RP_WARC_RESOURCE,
	RP_WARC_CONVERSION,
	RP_WARC_METADATA, /* fields that say something of another record */
};

struct rp_warc_header {
	enum rp_warc_type type;
	bool has_type;	 /* as every record must have */
	uint64_t length; /* of the block */
	bool has_length;
	struct rp_str uri; /* without <> */
	struct rp_str id;
	struct rp_str concurrent; /* the id of a record it belongs to */
	struct rp_str date;
	struct rp_str content_type;
	bool truncated; /* the block holds less than there was, also as the
			   first of its segments */
};

/* Length of the header that begins at bytes or before ("WARC/…" up to and with
 * the empty line), 0 if its end is not in view. */
size_t rp_warc_header_len(const char *bytes, size_t len);

/* Read a header of that length; strings are borrowed from it. False if it is
 * none. */
bool rp_warc_header_read(struct rp_warc_header *out, const char *bytes,
			 size_t len);

#endif
