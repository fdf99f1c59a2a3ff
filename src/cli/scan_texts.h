/* SPDX-License-Identifier: Apache-2.0 */
/* scan_texts.h - texts of some articles of a run, read again to be shown. */
#ifndef RP_SCAN_TEXTS_H
#define RP_SCAN_TEXTS_H

#include "scan.h"
#include "specimen.h"

struct scan_texts {
	uint32_t *ids; /* ascending, each once */
	struct rp_specimen *specimens;
	size_t count;
};

/* Read the inputs again for the articles of these ids, in any order. RP_OK or
 * a status; dispose in any case. */
int scan_texts_read(struct scan_texts *out, struct scan *scan,
		    const uint32_t *ids, size_t count);
void scan_texts_dispose(struct scan_texts *texts);

/* The article of that id, one of those asked for. */
const struct rp_specimen *scan_texts_get(const struct scan_texts *texts,
					 uint32_t id);

#endif
