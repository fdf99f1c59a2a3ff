/* SPDX-License-Identifier: Apache-2.0 */
/* json_reader.h - an article out of one line of JSON; the C face of a
 * file in C++. */
#ifndef RP_JSON_READER_H
#define RP_JSON_READER_H

#include "buffer.h"
#include "error.h"
#include "reprint.h"

#ifdef __cplusplus
extern "C" {
#endif

enum rp_json_field {
	RP_JSON_ID = 0,
	RP_JSON_URL,
	RP_JSON_TITLE,
	RP_JSON_PUBLISHED,
	RP_JSON_TEXT,
	RP_JSON_HTML,
	RP_JSON_FIELDS
};

/* The standard names, "id", "url", …, by enum rp_json_field. */
extern const char *const rp_json_field_names[RP_JSON_FIELDS];

struct rp_json_record {
	struct rp_str fields[RP_JSON_FIELDS]; /* data NULL where absent */
	/* Of url, title and published where they are absent: a member that most
	 * probably is the field (field_synonyms.h), or is of the standard name
	 * and not among those looked for; or NULL. Static. */
	const char *unread[RP_JSON_FIELDS];
	/* Of a line that "reprint extract" wrote: the agency that its page
	 * credits, and the page's own address. */
	struct rp_str agency;
	struct rp_str canonical;
	unsigned ignored; /* optional fields that are no string or number */
	size_t replaced;  /* U+FFFD put in place of bytes that are no UTF-8,
			     anywhere in the line */
};

/* Bytes behind a line that the parser may read, not use. */
#define RP_JSON_PADDING 64

struct rp_json_reader;

/* Names of one field that may be looked for. */
#define RP_JSON_NAMES 8

/* What the fields are called in the input: of each the names that are looked
 * for in turn, one or more, and NULL behind the last. One that begins with '/'
 * is a JSON pointer (RFC 6901). */
struct rp_json_names {
	const char *of[RP_JSON_FIELDS][RP_JSON_NAMES + 1];
};

/* names are borrowed; NULL: the standard ones. NULL when memory ends. */
struct rp_json_reader *rp_json_reader_create(const struct rp_json_names *names);
void rp_json_reader_free(struct rp_json_reader *reader);

/*
 * Parse one line of which RP_BATCH_PADDING bytes behind may be read. Strings
 * stand until the next call. Numbers are taken for strings in id and
 * published. RP_OK; RP_EINVAL: refused, with a short code in *reason (static)
 * and the sentence in error; RP_ENOMEM.
 */
int rp_json_reader_line(struct rp_json_record *out,
			struct rp_json_reader *reader, const char *line,
			size_t len, const char **reason,
			struct rp_error *error);

/* Whether the object last read has a member of this name. False behind a line
 * that was refused. */
bool rp_json_reader_has(const struct rp_json_reader *reader, const char *name);

/* Append ,"name":value for each of its members but those that fields were taken
 * from, and what has a standard name, the verdict that an earlier run put
 * there, and the one of the name left_out, which may be NULL. */
void rp_json_reader_rest(struct rp_buffer *out, const char *left_out,
			 const struct rp_json_reader *reader);

#ifdef __cplusplus
}
#endif

#endif
