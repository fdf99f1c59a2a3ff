/* SPDX-License-Identifier: Apache-2.0 */
/* tally.c - see tally.h. */
#include "tally.h"

const char *rp_fetch_result_name(enum rp_fetch_result result)
{
	static const char *const names[RP_FETCH_RESULTS] = {
	    [RP_FETCH_NEW] = "new",
	    [RP_FETCH_UNCHANGED] = "unchanged",
	    [RP_FETCH_LISTING] = "listings",
	    [RP_FETCH_REDIRECTED] = "redirected",
	    [RP_FETCH_GONE] = "gone",
	    [RP_FETCH_NO_PAGE] = "no_page",
	    [RP_FETCH_DISALLOWED] = "disallowed",
	    [RP_FETCH_REFUSED] = "refused",
	    [RP_FETCH_LIMITED] = "limited",
	    [RP_FETCH_FAILED] = "failed"};

	return names[result];
}
