/* SPDX-License-Identifier: Apache-2.0 */
/* classwords.h - what the names of classes and ids say of an element. */
#ifndef RP_CLASSWORDS_H
#define RP_CLASSWORDS_H

#include <stdbool.h>

/* A class or id list names furniture: menus, shares, related links. */
bool rp_classwords_furniture(const char *names);
/* … names reader comments. */
bool rp_classwords_comments(const char *names);
/* … names the body of an article ("article-body", "entry-content"). */
bool rp_classwords_body(const char *names);
/* … names what is shown when a reader asks for it, or has paid. */
bool rp_classwords_more(const char *names);
/* … says that its text was made unreadable ("encrypted-content"). */
bool rp_classwords_scrambled(const char *names);

/* Names of elements that say who wrote it, or who supplied it. */
bool rp_classwords_byline(const char *names);
bool rp_classwords_provider(const char *names);

/* Of parts of a byline, those that are no names: the house, what somebody is,
 * a day. */
bool rp_classwords_affiliation(const char *names);

/* Names of what belongs to a picture. */
bool rp_classwords_picture(const char *names);

/* Other stories: related, recommended, popular ones. */
bool rp_classwords_related(const char *names);

/* A note or card behind words that it explains, or a date. */
bool rp_classwords_note(const char *names);

#endif
