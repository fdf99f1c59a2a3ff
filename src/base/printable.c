/* SPDX-License-Identifier: Apache-2.0 */
/* printable.c - see printable.h. */
#include "printable.h"

#include "utf8.h"

/* Ends of lines, and controls of writing direction that would make what stands
 * behind them read otherwise than it is (Unicode Annex 9, 2.1 to 2.5). */
static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 ||
	       code == 0x2029 || (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

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
		if (is_control(code))
			rp_buffer_putc(out, ' ');
		else
			rp_utf8_put(out, code);
	}
}
