/* SPDX-License-Identifier: Apache-2.0 */
/* fields.h - "Name: value" lines, as WARC and HTTP heads have them. */
#ifndef RP_FIELDS_H
#define RP_FIELDS_H

#include "reprint.h"

/* Take the next field off *head: false at the end or at the empty line. Lines
 * end in LF with or without CR; blanks around the value are left out. A value
 * that goes on in lines that begin with a blank has their ends in it. */
bool rp_fields_next(struct rp_str *name, struct rp_str *value,
		    struct rp_str *head);

/* Whether a string equals a word, in any case. */
bool rp_fields_is(struct rp_str string, const char *word);

/* Whether a string has a word somewhere, in any case. */
bool rp_fields_has(struct rp_str string, const char *word);

/* A number of up to 18 digits and nothing else; false if it is none. */
bool rp_fields_number(uint64_t *out, struct rp_str value);

/* Take the last value off a list with commas: false if there is none left. */
bool rp_fields_last(struct rp_str *value, struct rp_str *list);

/* Length of a head up to and with its empty line; 0 if that is not in view. */
size_t rp_fields_head_len(const char *bytes, size_t len);

#endif
