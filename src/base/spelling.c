/* SPDX-License-Identifier: Apache-2.0 */
/* spelling.c - see spelling.h. */
#include "spelling.h"

#include "ascii.h"

static bool is_unreserved(int c)
{
	return rp_ascii_is_alnum((char)c) || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

size_t rp_spelling_put(struct rp_buffer *out, const char *text, size_t len)
{
	unsigned char c = (unsigned char)text[0];
	int value;

	if (c != '%' || len < 3 || rp_ascii_hex(text[1]) < 0 ||
	    rp_ascii_hex(text[2]) < 0) {
		/* One that begins no escape shall not begin one of what is
		 * behind it, once that stands for itself. */
		if (c >= 0x80 || c <= ' ' || c == '%')
			rp_buffer_printf(out, "%%%02X", c);
		else
			rp_buffer_putc(out, (char)c);
		return 1;
	}
	value = rp_ascii_hex(text[1]) * 16 + rp_ascii_hex(text[2]);
	if (value < 0x80 && is_unreserved(value))
		rp_buffer_putc(out, (char)value);
	else
		rp_buffer_printf(out, "%%%02X", (unsigned)value);
	return 3;
}

void rp_spelling_put_all(struct rp_buffer *out, struct rp_str part)
{
	size_t i = 0;

	while (i < part.len)
		i += rp_spelling_put(out, part.data + i, part.len - i);
}
