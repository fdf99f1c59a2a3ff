/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a page: extraction ends, and its text can be sketched. */
#include "fuzz.h"
#include "reprint.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct rp_options options = RP_OPTIONS_INIT;
	struct rp_extractor *extractor;
	struct rp_sketcher *sketcher;
	struct rp_article article;
	struct rp_sketch sketch;

	if (rp_extractor_create(&extractor) != RP_OK ||
	    rp_sketcher_create(&sketcher, &options) != RP_OK)
		abort();
	if (rp_extractor_html(&article, extractor, (const char *)bytes, len,
			      NULL) == RP_OK) {
		if (rp_utf8_valid_len(article.text.data, article.text.len) !=
		    article.text.len)
			abort();
		rp_sketcher_run(&sketch, sketcher, article.text.data,
				article.text.len);
	}
	rp_sketcher_free(sketcher);
	rp_extractor_free(extractor);
	return 0;
}
