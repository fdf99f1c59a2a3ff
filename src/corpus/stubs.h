/* SPDX-License-Identifier: Apache-2.0 */
/* stubs.h - equal texts that are no article's, but a site's. */
#ifndef RP_STUBS_H
#define RP_STUBS_H

#include "corpus.h"

/* Whether the text that count articles have is that of a site: *out. RP_ENOMEM.
 */
int rp_stubs_found(bool *out, const struct rp_corpus *corpus,
		   const uint32_t *ids, size_t count);

#endif
