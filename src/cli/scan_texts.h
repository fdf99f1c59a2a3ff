/* SPDX-License-Identifier: Apache-2.0 */
/* scan_texts.h - texts of some articles of a run, read again to be shown. Those
 * asked for are named by their fates (scan.h); without a store these are the
 * numbers of the articles. */
#ifndef RP_SCAN_TEXTS_H
#define RP_SCAN_TEXTS_H

#include "scan.h"
#include "specimen.h"

/* Read the inputs again for these fates, in any order, and show each article
 * as it comes. visit may take *specimen over and leave an empty one. RP_OK, a
 * status, or that of visit. */
int scan_texts_each(struct scan *scan, const uint32_t *fates, size_t count,
		    int (*visit)(void *context, uint32_t fate,
				 struct rp_specimen *specimen),
		    void *context);

struct scan_texts {
	uint32_t *ids; /* ascending, each once */
	struct rp_specimen *specimens;
	size_t count;
};

/* All of them, kept. RP_OK or a status; dispose in any case. */
int scan_texts_read(struct scan_texts *out, struct scan *scan,
		    const uint32_t *ids, size_t count);
void scan_texts_dispose(struct scan_texts *texts);

/* The article of that id, one of those asked for. */
const struct rp_specimen *scan_texts_get(const struct scan_texts *texts,
					 uint32_t id);

#endif
