/* SPDX-License-Identifier: Apache-2.0 */
#include "reprint.h"
#include "reprint_compare.h"
#include "reprint_nights.h"

int header_c(void);

int header_c(void)
{
	struct rp_options options = RP_OPTIONS_INIT;

	return (int)options.size;
}
