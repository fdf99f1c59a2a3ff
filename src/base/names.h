/* SPDX-License-Identifier: Apache-2.0 */
/* names.h - objects by their names. */
#ifndef RP_NAMES_H
#define RP_NAMES_H

#include "reprint.h"

struct rp_names {
	struct rp_name_slot *slots; /* power of two */
	size_t capacity;
	size_t count;
};

void rp_names_init(struct rp_names *names);
/* The objects are not its own. */
void rp_names_dispose(struct rp_names *names);

/* The object of a name, or NULL. */
void *rp_names_get(const struct rp_names *names, const char *name);

/* Add an object under a name that is not there yet; the name is copied. RP_OK
 * or RP_ENOMEM. */
int rp_names_put(struct rp_names *names, const char *name, void *object);

#endif
