/* SPDX-License-Identifier: Apache-2.0 */
/* lead.h - the first paragraph of a report, where it stands outside its body.
 */
#ifndef RP_LEAD_H
#define RP_LEAD_H

#include "page.h"

/* The paragraph between the headline and the container that begins with a
 * dateline: sites that set the first paragraph apart give it a name of its
 * own, and with it they would lose place and agency. 0: there is none. scratch
 * is used; if it fails, 0. */
uint32_t rp_lead_find(const struct rp_page *page, uint32_t headline,
		      uint32_t container, struct rp_buffer *scratch);

#endif
