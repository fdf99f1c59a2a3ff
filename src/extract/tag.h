/* SPDX-License-Identifier: Apache-2.0 */
/* tag.h - a tag of HTML as it stands in a page, before any parser. */
#ifndef RP_TAG_H
#define RP_TAG_H

#include "reprint.h"

#include <stdbool.h>

/* What is asked of an element by its name. */
enum rp_tag_kind {
	RP_TAG_A = 1,
	RP_TAG_ABBR = 2,
	RP_TAG_INPUT = 4,
	RP_TAG_LINK = 8,
	RP_TAG_NOSCRIPT = 16,
	RP_TAG_SCRIPT = 32,
	RP_TAG_HEAD = 64,      /* may stand in the head, or around it */
	RP_TAG_ALONE = 128,    /* opens nothing that is to be closed */
	RP_TAG_CUT = 256,      /* no reader sees it */
	RP_TAG_RAW = 512,      /* tags in it are text */
	RP_TAG_FOREIGN = 1024, /* may close itself in HTML */
};

/* Attributes of one tag that are kept; a tag with more stays as it is. */
#define RP_TAG_KEPT 16

struct rp_tag_attribute {
	const char *name;
	size_t name_len;
	const char *end;     /* of it, as it stands */
	struct rp_str value; /* between its quotation marks */
};

/* A tag between '<' and '>'. */
struct rp_tag {
	const char *name;
	size_t name_len;
	unsigned kinds;	 /* of enum rp_tag_kind */
	const char *end; /* behind '>' */
	bool closing;
	bool empty;   /* "/>" */
	bool json_ld; /* a script with type="application/ld+json" */
	struct rp_tag_attribute kept[RP_TAG_KEPT];
	size_t kept_count;
};

/* Whether a tag begins with the '<' at at; end - at >= 3. */
bool rp_tag_begins(const char *at);

/* Read that tag. RP_EATTRIBUTES. */
int rp_tag_read(struct rp_tag *tag, const char *at, const char *end);

/* The kinds of elements of a name. */
unsigned rp_tag_kinds(const char *name, size_t len);

/* Blanks between attributes. */
static inline bool rp_tag_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

#endif
