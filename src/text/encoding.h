/* SPDX-License-Identifier: Apache-2.0 */
/* encoding.h - bytes of unknown encoding to UTF-8. */
#ifndef RP_ENCODING_H
#define RP_ENCODING_H

#include "buffer.h"

struct rp_decoded {
	struct rp_str text; /* the bytes themselves, when they are valid
			       UTF-8, or the content of scratch */
	size_t replaced;    /* number of U+FFFD put in */
	char encoding[40];  /* what they were read as, lower case */
	const char *source; /* as in struct rp_article; static */
};

/* Decode len bytes to UTF-8. charset is the transport's label or NULL; html
 * says whether to look for a <meta charset>. RP_OK or RP_ENOMEM. */
int rp_encoding_decode(struct rp_decoded *out, struct rp_buffer *scratch,
		       const char *bytes, size_t len, const char *charset,
		       bool html);

/* Whether bytes that should be UTF-8 are, but for letters that were cut or
 * changed on the way: of what is beyond ASCII no more is ill-formed than
 * well-formed, or all that is begins as a Latin letter of UTF-8 does. */
bool rp_encoding_is_utf8(const char *bytes, size_t len);

#endif
