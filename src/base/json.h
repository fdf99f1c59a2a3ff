/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.h - writing JSON (RFC 8259) into a buffer
 *
 * Only the pieces that differ from plain text: strings and numbers. Output is
 * always valid UTF-8: ill-formed bytes become U+FFFD, but by rp_json_escape.
 */
#ifndef RP_JSON_H
#define RP_JSON_H

#include "buffer.h"

/* Bytes as they stand within a string, escaped; such as are no UTF-8 stay as
 * they are. */
void rp_json_escape(struct rp_buffer *out, const char *bytes, size_t len);

/* "text", escaped. */
void rp_json_string(struct rp_buffer *out, struct rp_str text);

/* ,"name":"text" with a comma unless the object is just opened; name needs no
 * escaping. The same for those below. */
void rp_json_field(struct rp_buffer *out, const char *name, struct rp_str text);
void rp_json_field_cstr(struct rp_buffer *out, const char *name,
			const char *text);
void rp_json_field_u64(struct rp_buffer *out, const char *name, uint64_t value);
void rp_json_field_bool(struct rp_buffer *out, const char *name, bool value);
/* With four decimals, as all similarities are written. */
void rp_json_field_share(struct rp_buffer *out, const char *name, double value);
/* The same where it was measured, null where it was not. */
void rp_json_field_share_or_null(struct rp_buffer *out, const char *name,
				 double value, bool measured);
/* Just ,"name": for a value written by hand. */
void rp_json_name(struct rp_buffer *out, const char *name);

#endif
