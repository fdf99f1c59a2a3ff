/* SPDX-License-Identifier: Apache-2.0 */
/* content.h - content codings of HTTP (RFC 9110, 8.4), undone. */
#ifndef RP_CONTENT_H
#define RP_CONTENT_H

#include "buffer.h"
#include "error.h"

/* 2 ^ 27 = 128 MiB of window, what the zstd tool accepts unasked. */
#define RP_ZSTD_WINDOW_LOG 27

enum rp_coding {
	RP_CODING_GZIP = 0, /* RFC 1952, members behind each other */
	RP_CODING_DEFLATE,  /* RFC 1950, or 1951 without its head as many send
			       it */
	RP_CODING_BROTLI,   /* RFC 7932 */
	RP_CODING_ZSTD,	    /* RFC 8878, frames behind each other */
};

/*
 * What bytes hold into out, which is cleared; at most limit bytes. Where they
 * end too early *cut is set and what is there is taken. Returns 0, or -1 with
 * the reason: damaged, beyond the limit, out of memory.
 */
int rp_content_unpack(struct rp_buffer *out, bool *cut, enum rp_coding coding,
		      struct rp_str bytes, size_t limit,
		      struct rp_error *error);

/*
 * Undo the codings that a Content-Encoding lists, the last one first. One that
 * the archiver has undone before is passed over. The body is left in one of
 * the buffers or where it was; it may lie in one of them before. *cut is set
 * where it ends too early, else left. Returns 0, or -1 with the reason, also
 * for a coding that is not known.
 */
int rp_content_decode(struct rp_str *body, bool *cut,
		      struct rp_buffer scratch[2], struct rp_str codings,
		      size_t limit, struct rp_error *error);

/* Whether bytes begin with the mark of a coding: gzip's or zstd's. */
bool rp_content_marked(enum rp_coding *out, struct rp_str bytes);

/* Whether bytes may be text in some encoding, by the control characters among
 * the first of them: what is compressed has a tenth. */
bool rp_content_is_text(struct rp_str bytes);

#endif
