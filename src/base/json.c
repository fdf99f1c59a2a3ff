/* SPDX-License-Identifier: Apache-2.0 */
/* json.c - see json.h. Runs that need no escape are copied whole. */
#include "json.h"

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
		rp_buffer_printf(out, "\\u%04x", c);
	}
}

static void escaped_run(struct rp_buffer *out, const char *bytes, size_t len)
{
	size_t from = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		rp_buffer_append(out, bytes + from, i - from);
		escape(out, c);
		from = i + 1;
	}
	rp_buffer_append(out, bytes + from, len - from);
}

void rp_json_string(struct rp_buffer *out, struct rp_str text)
{
	size_t at = 0;

	rp_buffer_putc(out, '"');
	while (at < text.len) {
		size_t good = rp_utf8_valid_len(text.data + at, text.len - at);
		size_t used;

		escaped_run(out, text.data + at, good);
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
