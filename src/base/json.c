/* SPDX-License-Identifier: Apache-2.0 */
/* json.c - see json.h. Runs that need no escape are copied whole. */
#include "json.h"

#include "next_of.h"
#include "utf8.h"

#include <string.h>

static void escape(struct rp_buffer *out, unsigned char c)
{
	switch (c) {
	case '"':
		rp_buffer_puts(out, "\\\"");
		break;
	case '\\':
		rp_buffer_puts(out, "\\\\");
		break;
	case '\n':
		rp_buffer_puts(out, "\\n");
		break;
	case '\r':
		rp_buffer_puts(out, "\\r");
		break;
	case '\t':
		rp_buffer_puts(out, "\\t");
		break;
	default:
		rp_buffer_puts(out, "\\u00");
		rp_buffer_putc(out, (char)('0' + (c >> 4)));
		rp_buffer_putc(out, "0123456789abcdef"[c & 15]);
	}
}

/* The next byte from at on that needs an escape; len if none does. */
static size_t next_special(const char *bytes, size_t at, size_t len)
{
	for (; len - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
		uint64_t some;

		memcpy(&some, bytes + at, sizeof(some));
		if (rp_next_of_zero(some ^ rp_next_of_eight('"')) |
		    rp_next_of_zero(some ^ rp_next_of_eight('\\')) |
		    rp_next_of_zero(some & rp_next_of_eight('\xe0')))
			break;
	}
	while (at < len && (unsigned char)bytes[at] >= 0x20 &&
	       bytes[at] != '"' && bytes[at] != '\\')
		at++;
	return at;
}

void rp_json_escape(struct rp_buffer *out, const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t next = next_special(bytes, at, len);

		rp_buffer_append(out, bytes + at, next - at);
		if (next < len)
			escape(out, (unsigned char)bytes[next]);
		at = next + 1;
	}
}

void rp_json_string(struct rp_buffer *out, struct rp_str text)
{
	size_t at = 0;

	rp_buffer_putc(out, '"');
	while (at < text.len) {
		size_t good = rp_utf8_valid_len(text.data + at, text.len - at);
		size_t used;

		rp_json_escape(out, text.data + at, good);
		at += good;
		if (at == text.len)
			break;
		rp_utf8_decode(&used, text.data + at, text.len - at);
		rp_buffer_puts(out, "\xef\xbf\xbd");
		at += used;
	}
	rp_buffer_putc(out, '"');
}

void rp_json_name(struct rp_buffer *out, const char *name)
{
	if (out->len && out->data[out->len - 1] != '{')
		rp_buffer_putc(out, ',');
	rp_buffer_putc(out, '"');
	rp_buffer_puts(out, name);
	rp_buffer_puts(out, "\":");
}

void rp_json_field(struct rp_buffer *out, const char *name, struct rp_str text)
{
	rp_json_name(out, name);
	rp_json_string(out, text);
}

void rp_json_field_cstr(struct rp_buffer *out, const char *name,
			const char *text)
{
	rp_json_field(out, name, (struct rp_str){text, strlen(text)});
}

void rp_json_field_u64(struct rp_buffer *out, const char *name, uint64_t value)
{
	rp_json_name(out, name);
	rp_buffer_printf(out, "%llu", (unsigned long long)value);
}

void rp_json_field_bool(struct rp_buffer *out, const char *name, bool value)
{
	rp_json_name(out, name);
	rp_buffer_puts(out, value ? "true" : "false");
}

void rp_json_field_share(struct rp_buffer *out, const char *name, double value)
{
	rp_json_name(out, name);
	rp_buffer_printf(out, "%.4f", value);
}

void rp_json_field_share_or_null(struct rp_buffer *out, const char *name,
				 double value, bool measured)
{
	if (measured) {
		rp_json_field_share(out, name, value);
		return;
	}
	rp_json_name(out, name);
	rp_buffer_puts(out, "null");
}
