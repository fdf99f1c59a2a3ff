/* SPDX-License-Identifier: Apache-2.0 */
/* json_mend.h - lines of JSON in a way that the parser takes. */
#ifndef RP_JSON_MEND_H
#define RP_JSON_MEND_H

#include "buffer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Copy a line of UTF-8 to out, which is cleared: numbers that no parser has
 * room for in quotes (ids are written so), halves of surrogate pairs replaced
 * (RFC 8259, 8.2; Python writes them), NaN, Infinity and -Infinity, which
 * Python writes too, as null. What else is not valid stays so. */
void rp_json_mend(struct rp_buffer *out, const char *line, size_t len);

/* Whether a line may have NaN or an infinity outside of its strings. */
bool rp_json_mend_has_nan(const char *line, size_t len);

#ifdef __cplusplus
}
#endif

#endif
