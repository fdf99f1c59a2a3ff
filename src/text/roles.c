/* SPDX-License-Identifier: Apache-2.0 */
/* roles.c - see roles.h */
#include "roles.h"

#include "agency.h"
#include "str.h"

bool rp_role_is(struct rp_str name)
{
	static const char *const roles[] = {
	    "editor",	    "writer",	 "reporter",	"correspondent",
	    "columnist",    "producer",	 "contributor", "journalist",
	    "bureau chief", "redakteur", "redakteurin", "korrespondent"};
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (rp_str_ends_word(name, roles[i]))
			return true;
	return false;
}

/* Words that begin what somebody is, "Staff Writer", and no name. */
static bool begins_role(struct rp_str words)
{
	static const char *const starts[] = {
	    "senior",  "staff",	   "chief",	   "deputy",
	    "special", "managing", "contributing", "associate"};
	size_t i;

	for (i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (rp_str_begins_word(words, starts[i]))
			return true;
	return false;
}

struct rp_str rp_role_without(struct rp_str name)
{
	size_t words = 0;
	size_t at = 0;

	if (!rp_role_is(name) || rp_str_begins_word(name, "our") ||
	    rp_str_begins_word(name, "the"))
		return name;
	while (at < name.len) {
		struct rp_str rest = rp_str_behind(name, at);
		const char *next = memchr(rest.data, ' ', rest.len);

		if (begins_role(rest))
			return words >= 2 ? (struct rp_str){name.data, at - 1}
					  : name;
		if (!next ||
		    (words == 0 && rp_agency_find((struct rp_str){
				       rest.data, (size_t)(next - rest.data)})))
			return name;
		at += (size_t)(next - rest.data) + 1;
		words++;
	}
	return name;
}
