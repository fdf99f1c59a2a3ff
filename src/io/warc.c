/* SPDX-License-Identifier: Apache-2.0 */
/* warc.c - see warc.h. Versions 0.17 to 1.1; unknown fields are passed over,
 * URIs may stand in <>, as 1.0 had them. */
#include "warc.h"

#include "fields.h"

#include <string.h>

size_t rp_warc_header_len(const char *bytes, size_t len)
{
	return rp_fields_head_len(bytes, len);
}

static enum rp_warc_type type_of(struct rp_str value)
{
	if (rp_fields_is(value, "response"))
		return RP_WARC_RESPONSE;
	if (rp_fields_is(value, "resource"))
		return RP_WARC_RESOURCE;
	if (rp_fields_is(value, "conversion"))
		return RP_WARC_CONVERSION;
	if (rp_fields_is(value, "metadata"))
		return RP_WARC_METADATA;
	return RP_WARC_OTHER;
}

bool rp_warc_header_read(struct rp_warc_header *out, const char *bytes,
			 size_t len)
{
	struct rp_str head = {bytes, len};
	struct rp_str name;
	struct rp_str value;
	const char *line_end = memchr(bytes, '\n', len);

	memset(out, 0, sizeof(*out));
	if (!line_end || len < 5 || memcmp(bytes, "WARC/", 5) != 0)
		return false;
	head.len -= (size_t)(line_end + 1 - bytes);
	head.data = line_end + 1;
	while (rp_fields_next(&name, &value, &head)) {
		if (rp_fields_is(name, "WARC-Type")) {
			out->type = type_of(value);
			out->has_type = value.len > 0;
		} else if (rp_fields_is(name, "Content-Length"))
			out->has_length = rp_fields_number(&out->length, value);
		else if (rp_fields_is(name, "WARC-Target-URI"))
			out->uri = value;
		else if (rp_fields_is(name, "WARC-Record-ID"))
			out->id = value;
		else if (rp_fields_is(name, "WARC-Concurrent-To"))
			out->concurrent = value;
		else if (rp_fields_is(name, "WARC-Date"))
			out->date = value;
		else if (rp_fields_is(name, "Content-Type"))
			out->content_type = value;
		else if (rp_fields_is(name, "WARC-Truncated") ||
			 rp_fields_is(name, "WARC-Segment-Number"))
			out->truncated |= value.len > 0;
	}
	if (out->uri.len >= 2 && out->uri.data[0] == '<' &&
	    out->uri.data[out->uri.len - 1] == '>') {
		out->uri.data++;
		out->uri.len -= 2;
	}
	return true;
}
