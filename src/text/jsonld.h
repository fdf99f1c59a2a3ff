/* SPDX-License-Identifier: Apache-2.0 */
/* jsonld.h - single string values out of a page's JSON-LD. */
#ifndef RP_JSONLD_H
#define RP_JSONLD_H

#include "arena.h"
#include "buffer.h"

/*
 * The first non-empty string value of a key ("datePublished") anywhere in the
 * scripts, unescaped into the arena. 1, 0 if there is none, or RP_ENOMEM.
 * Lenient: pages carry JSON with raw line breaks and trailing commas, which a
 * parser refuses as a whole.
 */
int rp_jsonld_string(struct rp_str *out, struct rp_arena *arena,
		     const struct rp_buffer *json_ld, const char *key);

#endif
