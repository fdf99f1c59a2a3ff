// SPDX-License-Identifier: Apache-2.0
#include "reprint.h"
#include "reprint_compare.h"
#include "reprint_nights.h"

int header_cpp();

int header_cpp()
{
	rp_options options = RP_OPTIONS_INIT;

	return static_cast<int>(options.size);
}
