/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as plain text: it is decoded to UTF-8, and what is sketched of it
 * twice is the same. The first byte chooses a charset label. */
#include "fuzz.h"
#include "reprint.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const labels[] = {NULL,     "utf-8",	 "shift_jis",
					     "gb2312", "koi8-r", "utf-16le"};
	static const struct rp_options options = RP_OPTIONS_INIT;
	struct rp_extractor *extractor;
	struct rp_sketcher *sketcher;
	struct rp_hints hints = {0};
	struct rp_article article;
	struct rp_sketch sketch;
	uint64_t content;

	if (len == 0)
		return 0;
	hints.charset = labels[bytes[0] % 6];
	if (rp_extractor_create(&extractor) != RP_OK ||
	    rp_sketcher_create(&sketcher, &options) != RP_OK)
		abort();
	if (rp_extractor_text(&article, extractor, (const char *)bytes + 1,
			      len - 1, &hints) == RP_OK &&
	    rp_sketcher_run(&sketch, sketcher, article.text.data,
			    article.text.len) == RP_OK) {
		content = sketch.content[0];
		if (sketch.shingles > sketch.token_count ||
		    rp_sketcher_run(&sketch, sketcher, article.text.data,
				    article.text.len) != RP_OK ||
		    sketch.content[0] != content)
			abort();
	}
	rp_sketcher_free(sketcher);
	rp_extractor_free(extractor);
	return 0;
}
