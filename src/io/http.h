/* SPDX-License-Identifier: Apache-2.0 */
/* http.h - an HTTP response as archives hold it (RFC 9112). */
#ifndef RP_HTTP_H
#define RP_HTTP_H

#include "buffer.h"
#include "error.h"

enum rp_http_kind {
	RP_HTTP_HTML = 0,
	RP_HTTP_TEXT,
	RP_HTTP_OTHER, /* no success, or no text: not an article */
};

struct rp_http {
	enum rp_http_kind kind;
	char charset[64];   /* of the Content-Type; empty if none */
	struct rp_str body; /* decoded; in the input or in scratch */
	bool cut; /* it ends before its encoding does, its chunks or its length;
		     or it is a part of one (206) */
};

/* What kind of content a Content-Type names, looking at the body where it
 * names none, and its charset. */
enum rp_http_kind rp_http_content(char charset[64], struct rp_str content_type,
				  struct rp_str body);

/* Whether a response's body is likely to grow when it is read. */
bool rp_http_is_encoded(const char *response, size_t len);

/* The body of a response as its server has it: without Transfer-Encoding, with
 * Content-Encoding; in the response or in scratch. */
struct rp_str rp_http_payload(struct rp_buffer *scratch,
			      struct rp_str response);

/*
 * Read a response: undo Transfer-Encoding chunked and Content-Encoding
 * (content.h). A header that claims an encoding which the archiver already
 * removed is passed over, gzip of which no header tells is undone. limit bounds
 * the decoded body. Returns 0, or -1 with the reason in error: also for a page
 * that is no text.
 */
int rp_http_read(struct rp_http *out, struct rp_buffer scratch[2],
		 struct rp_str response, size_t limit, struct rp_error *error);

#endif
