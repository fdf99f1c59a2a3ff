/* SPDX-License-Identifier: Apache-2.0 */
/* printable.c - see printable.h. */
#include "printable.h"

#include "utf8.h"

void rp_printable(struct rp_buffer *out, struct rp_str text, size_t limit)
{
	size_t at = 0;

	while (at < text.len) {
		size_t used;
		uint32_t code =
		    rp_utf8_decode(&used, text.data + at, text.len - at);

		if (at + used > limit) {
			rp_buffer_puts(out, "…");
			return;
		}
		at += used;
		if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			rp_buffer_putc(out, ' ');
		else
			rp_utf8_put(out, code);
	}
}
