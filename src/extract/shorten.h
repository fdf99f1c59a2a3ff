/* SPDX-License-Identifier: Apache-2.0 */
/* shorten.h - texts and attributes, one character for each (placeholders.h). */
#ifndef RP_SHORTEN_H
#define RP_SHORTEN_H

#include "placeholders.h"
#include "tag.h"

/* Append text between two tags, valid UTF-8, to page. */
void rp_shorten_text(struct rp_buffer *page,
		     struct rp_placeholders *placeholders, struct rp_str text);

/* Append bytes, valid UTF-8, as they are; a character that would be taken for a
 * placeholder stands for itself. */
void rp_shorten_not(struct rp_buffer *page,
		    struct rp_placeholders *placeholders, struct rp_str bytes);

/* Append an attribute of a tag, likewise. */
void rp_shorten_attribute(struct rp_buffer *page,
			  struct rp_placeholders *placeholders,
			  const struct rp_tag_attribute *attribute);

#endif
