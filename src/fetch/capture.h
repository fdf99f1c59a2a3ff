/* SPDX-License-Identifier: Apache-2.0 */
/*
 * capture.h - answers as WARC 1.1 records (ISO 28500:2017)
 *
 * A capture is up to three records that belong together: what named the page
 * (metadata), the request, and the answer as response or, where it is as it
 * was before, as revisit. The first stands first, so that who reads along has
 * it at hand when the page comes.
 */
#ifndef RP_CAPTURE_H
#define RP_CAPTURE_H

#include "buffer.h"
#include "client.h"

#define RP_CAPTURE_RECORDS 3

enum rp_capture_kind {
	RP_CAPTURE_RESPONSE = 0,
	RP_CAPTURE_UNMODIFIED, /* 304: the copy of before holds */
	RP_CAPTURE_IDENTICAL,  /* the same payload again */
};

struct rp_capture_facts {
	const char *url;
	enum rp_capture_kind kind;
	/* of the copy before, for a revisit */
	struct rp_str before_url;
	struct rp_str before_date;
	/* what named the page; empty: unknown */
	struct rp_str via;
	struct rp_str title;
	struct rp_str published;
	struct rp_str language;
};

struct rp_capture {
	struct rp_buffer records[RP_CAPTURE_RECORDS];
	size_t count;
	char date[32];	 /* WARC-Date */
	char digest[48]; /* "sha1:…", of the payload: what is kept */
	bool framed;	 /* the body is chunked: tools do not agree whether the
			    digest of a record goes for the body with its
			    frames or without, so a response tells none */
};

void rp_capture_init(struct rp_capture *capture);
void rp_capture_dispose(struct rp_capture *capture);

/* Fill in digest and framed of an answer, whose head and body stand in
 * response: of the body without Transfer-Encoding. To be called before the
 * records are made. RP_OK or RP_ENOMEM. */
int rp_capture_weigh(struct rp_capture *capture, struct rp_buffer *scratch,
		     struct rp_str response);

/* Make the records of an answer. RP_OK or RP_ENOMEM. */
int rp_capture_make(struct rp_capture *capture, const struct rp_answer *answer,
		    const struct rp_capture_facts *facts, int64_t now);

/* Append the record that a file begins with: who wrote it, and how. */
void rp_capture_info(struct rp_buffer *out, const char *name, const char *agent,
		     int64_t now);

#endif
