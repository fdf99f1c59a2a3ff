/* SPDX-License-Identifier: Apache-2.0 */
/* charset.cpp - see charset.h: a shim before uchardet, whose interface is C's
 * and which throws where memory is short. */
#include "charset.h"

#include "reprint.h"

#include <cstring>
#include <memory>

#include <uchardet.h>

namespace
{
struct deleter {
	void operator()(uchardet_t detector) const
	{
		uchardet_delete(detector);
	}
};
} // namespace

int rp_charset_detect(char *label, size_t size, const char *bytes, size_t len)
{
	try {
		std::unique_ptr<struct uchardet, deleter> detector(
		    uchardet_new());
		const char *found;

		if (!detector)
			return RP_ENOMEM;
		/* It fails for want of memory alone. */
		if (uchardet_handle_data(detector.get(), bytes, len) != 0)
			return RP_ENOMEM;
		uchardet_data_end(detector.get());
		found = uchardet_get_charset(detector.get());
		label[0] = '\0';
		if (std::strlen(found) < size)
			std::strcpy(label, found);
	} catch (...) {
		return RP_ENOMEM;
	}
	return RP_OK;
}
