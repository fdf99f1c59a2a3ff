/* SPDX-License-Identifier: Apache-2.0 */
/* jsonld.c - see jsonld.h: a search for "key" : "value", not a parser. */
#include "jsonld.h"

#include "utf8.h"

#include <string.h>

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end &&
	       (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
		at++;
	return at;
}

/* Behind the value's opening quote if at stands behind "key", else NULL. */
static const char *value_start(const char *at, const char *end)
{
	at = skip_blanks(at, end);
	if (at == end || *at != ':')
		return NULL;
	at = skip_blanks(at + 1, end);
	if (at < end && *at == '[')
		at = skip_blanks(at + 1, end);
	if (at == end || *at != '"')
		return NULL;
	return at + 1;
}

static bool hex4(uint32_t *out, const char *at, const char *end)
{
	uint32_t value = 0;
	int i;

	if (end - at < 4)
		return false;
	for (i = 0; i < 4; i++) {
		char c = at[i];

		value <<= 4;
		if (c >= '0' && c <= '9')
			value |= (uint32_t)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			value |= (uint32_t)((c | 0x20) - 'a' + 10);
		else
			return false;
	}
	*out = value;
	return true;
}

/* Decode \uXXXX behind the 'u', surrogate pairs included. */
static const char *unicode(struct rp_buffer *out, const char *at,
			   const char *end)
{
	uint32_t code;
	uint32_t low;

	if (!hex4(&code, at, end))
		return at;
	at += 4;
	if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' &&
	    at[1] == 'u' && hex4(&low, at + 2, end) && low >= 0xdc00 &&
	    low < 0xe000) {
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
		at += 6;
	}
	if (code >= 0xd800 && code < 0xe000)
		code = 0xfffd;
	if (code)
		rp_utf8_put(out, code);
	return at;
}

static bool unescape(struct rp_buffer *out, const char *at, const char *end)
{
	while (at < end && *at != '"') {
		if (*at != '\\') {
			rp_buffer_putc(out, *at++);
			continue;
		}
		if (++at == end)
			return false;
		switch (*at++) {
		case 'n':
		case 'r':
			rp_buffer_putc(out, '\n');
			break;
		case 't':
			rp_buffer_putc(out, ' ');
			break;
		case 'u':
			at = unicode(out, at, end);
			break;
		default:
			rp_buffer_putc(out, at[-1]);
		}
	}
	return at < end;
}

int rp_jsonld_string(struct rp_str *out, struct rp_arena *arena,
		     const struct rp_buffer *json_ld, const char *key)
{
	const char *at = json_ld->data;
	const char *end = at + json_ld->len;
	struct rp_buffer value;
	char quoted[40];
	size_t key_len = strlen(key) + 2;
	bool found = false;
	int status = 0;

	if (key_len > sizeof(quoted))
		return 0;
	quoted[0] = '"';
	memcpy(quoted + 1, key, key_len - 2);
	quoted[key_len - 1] = '"';
	rp_buffer_init(&value);
	while (!found && !value.failed &&
	       (at = memmem(at, (size_t)(end - at), quoted, key_len)) != NULL) {
		const char *start = value_start(at + key_len, end);

		at += key_len;
		if (!start)
			continue;
		rp_buffer_clear(&value);
		found = unescape(&value, start, end) && value.len > 0;
	}
	if (value.failed) {
		status = RP_ENOMEM;
	} else if (found) {
		out->data = rp_arena_copy(arena, value.data, value.len);
		out->len = value.len;
		status = out->data ? 1 : RP_ENOMEM;
	}
	rp_buffer_dispose(&value);
	return status;
}
