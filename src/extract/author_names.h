/* SPDX-License-Identifier: Apache-2.0 */
/* author_names.h - the names in a byline. */
#ifndef RP_AUTHOR_NAMES_H
#define RP_AUTHOR_NAMES_H

#include "statements.h"

/* Add the names of a list, "By Jane Doe, John Roe and Ann Poe", to the authors;
 * agencies among them are credited. */
void rp_author_names_list(struct rp_article *out,
			  struct rp_statements *statements,
			  struct rp_str names);

/* The same of lines: below the first that has any only full names are names.
 * Whether a full one was added. */
bool rp_author_names_lines(struct rp_article *out,
			   struct rp_statements *statements,
			   struct rp_str lines);

/* "By Jane Doe", "Von Jane Doe, Reuters", and not "By the way". */
bool rp_author_names_byline(struct rp_str line);

/* "Jane van Doe", with or without "By". */
bool rp_author_name_full(struct rp_str name);

#endif
