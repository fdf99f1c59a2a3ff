/* SPDX-License-Identifier: Apache-2.0 */
/* date_places.h - what the place of a date on a page says of it. */
#ifndef RP_DATE_PLACES_H
#define RP_DATE_PLACES_H

#include "page.h"

/* Whether a date is of a change, by what it or its element is called, or by the
 * words before it, label being the last text before it in the page (0: none). A
 * headline is no such text. */
bool rp_date_place_changes(const struct rp_page *page, uint32_t node,
			   uint32_t label);

#endif
