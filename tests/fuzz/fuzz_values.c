/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as values of JSON: where the first ends, or is damaged, does not
 * hang on how its bytes come into view. */
#include "fuzz.h"
#include "json_extent.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct rp_json_extent whole = {.at = 0};
	struct rp_json_extent pieces = {.at = 0};
	enum rp_json_extent_state state = RP_JSON_EXTENT_MORE;
	const char *value = (const char *)bytes + 1;
	size_t step = len ? bytes[0] % 32u + 1 : 1;
	size_t gone = 0;
	size_t view = 0;

	if (len < 2)
		return 0;
	len--;
	while (view < len && state == RP_JSON_EXTENT_MORE) {
		view = len - view < step ? len : view + step;
		gone += pieces.at;
		pieces.at = 0;
		state = rp_json_extent_step(&pieces, value + gone, view - gone);
	}
	if (rp_json_extent_step(&whole, value, len) != state ||
	    whole.at != gone + pieces.at || whole.damage != pieces.damage ||
	    whole.at > len)
		abort();
	return 0;
}
