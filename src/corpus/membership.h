/* SPDX-License-Identifier: Apache-2.0 */
/* membership.h - whether two texts that are related to one anchor may be
 * members of its star beside each other. */
#ifndef RP_MEMBERSHIP_H
#define RP_MEMBERSHIP_H

#include "stars.h"

/* As of struct rp_stars_judge; context: a struct rp_verifier. RP_ENOMEM,
 * RP_ESTORE. */
int rp_membership_judge(bool *out, void *context, uint32_t a, uint32_t b,
			enum rp_bond bond);

#endif
