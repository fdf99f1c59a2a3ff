/* SPDX-License-Identifier: Apache-2.0 */
/* warc_frame.h - where a record of a WARC file begins and ends. */
#ifndef RP_WARC_FRAME_H
#define RP_WARC_FRAME_H

#include "stream.h"
#include "warc.h"

/* CR LF CR LF behind a block (ISO 28500, 4) */
#define RP_WARC_RECORD_END 4

/* A record that begins with the bytes in view. */
struct rp_warc_frame {
	uint64_t offset;   /* of its header, in the decompressed input */
	size_t header_len; /* its block begins there */
	uint64_t whole;	   /* bytes of header and block, as the header says */
};

enum rp_warc_found {
	RP_WARC_NO_MEMORY = -1,
	RP_WARC_END,	 /* of the file, or where it broke */
	RP_WARC_FRAME,	 /* a header, in view as a whole */
	RP_WARC_NO_FRAME /* bytes that are no header */
};

/*
 * Find the next record, behind the blank lines that end the last. Up to *dense,
 * an offset in the input that is kept from call to call and begins as 0, no
 * header is known to end. *header is borrowed from the stream until more of it
 * is asked for.
 */
enum rp_warc_found rp_warc_frame_find(struct rp_warc_frame *frame,
				      struct rp_warc_header *header,
				      uint64_t *dense,
				      struct rp_stream *stream);

/* The header of a frame, again. */
void rp_warc_frame_header(struct rp_warc_header *header,
			  const struct rp_warc_frame *frame,
			  const struct rp_stream *stream);

/* Move to the next "WARC/" at the beginning of a line; false at the end. */
bool rp_warc_frame_resync(struct rp_stream *stream);

/*
 * Whether the next record begins within this one, whose Content-Length is wrong
 * then; looked for in so many bytes of its block at most. 1: it does, *next
 * bytes from here. 0: not, or RP_ENOMEM.
 */
int rp_warc_frame_overruns(size_t *next, const struct rp_warc_frame *frame,
			   struct rp_stream *stream, uint64_t most);

/* Whether the file, which broke, did so before the end of a record whose block
 * ends at so many of the bytes in view. */
bool rp_warc_frame_breaks(const struct rp_stream *stream, uint64_t whole);

/* Whether a record in view that began with a member of the file began with one
 * that is damaged: then none of it can be trusted. 1, 0 or RP_ENOMEM. */
int rp_warc_frame_damaged(const struct rp_warc_frame *frame,
			  struct rp_stream *stream);

#endif
