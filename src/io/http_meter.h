/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_meter.h - how much a response's body holds, while it still comes
 *
 * A page of a kilobyte may inflate to gigabytes, and a chunked body tells no
 * length. The meter follows chunks, gzip and deflate of the bytes as they
 * arrive, keeps nothing of them, and says when to stop. Other encodings are
 * counted as they come: what they hold is bounded where it is decoded.
 */
#ifndef RP_HTTP_METER_H
#define RP_HTTP_METER_H

#include "reprint.h"

struct rp_http_meter;

enum rp_http_measure {
	RP_HTTP_FITS = 0,
	RP_HTTP_TOO_LARGE, /* more than limit bytes, decoded */
	RP_HTTP_BOMB,	   /* more than ratio bytes of each received */
};

/* ratio: of decoded to received bytes, looked at from 1 MiB decoded on. RP_OK
 * or RP_ENOMEM. */
int rp_http_meter_create(struct rp_http_meter **out, unsigned ratio);
void rp_http_meter_free(struct rp_http_meter *meter);

/* Begin a response with this head; limit bounds what it holds, decoded. */
void rp_http_meter_begin(struct rp_http_meter *meter, struct rp_str head,
			 size_t limit);

/* The next bytes of its body, as they came. */
enum rp_http_measure rp_http_meter_feed(struct rp_http_meter *meter,
					const void *bytes, size_t len);

#endif
