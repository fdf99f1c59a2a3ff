/* SPDX-License-Identifier: Apache-2.0 */
/* entities.h - characters that a text has by name or number: "&eacute;". */
#ifndef RP_ENTITIES_H
#define RP_ENTITIES_H

#include "buffer.h"
#include "reprint.h"

/* Append a text with its entities as the characters they name. What is none of
 * those stays as it is. */
void rp_entities_decode(struct rp_buffer *out, struct rp_str text);

#endif
