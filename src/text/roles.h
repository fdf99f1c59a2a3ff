/* SPDX-License-Identifier: Apache-2.0 */
/* roles.h - what somebody is, behind his name in a byline. */
#ifndef RP_ROLES_H
#define RP_ROLES_H

#include "reprint.h"

/* "Political Editor", "staff writer", with or without a name before it. */
bool rp_role_is(struct rp_str name);

/* "Jane Doe Staff Writer", "Jane van Doe Senior Washington Correspondent": the
 * name alone, if two words and more stand before a word that begins what
 * somebody is. "Jane Doe Reporter" stays, since "Daily Mail Reporter" is
 * nobody, and so do "Our Chief Reporter" and "AP Senior Writer". */
struct rp_str rp_role_without(struct rp_str name);

#endif
