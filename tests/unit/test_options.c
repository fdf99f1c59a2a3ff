/* SPDX-License-Identifier: Apache-2.0 */
/* The parsing of numbers; whole command lines are tested in tests/cli. The
 * program's own objects are not linked here, so the file is included. */
#include "../../src/cli/options.c"

#include <criterion/criterion.h>

Test(options, take_whole_numbers_only)
{
	unsigned long number = 7;

	cr_assert(rp_options_whole(&number, "16", 1, 16));
	cr_assert_eq(number, 16);
	cr_assert(!rp_options_whole(&number, "17", 1, 16));
	cr_assert(!rp_options_whole(&number, "-1", 0, 16));
	cr_assert(!rp_options_whole(&number, "5x", 1, 16));
	cr_assert(!rp_options_whole(&number, " 5", 1, 16));
	cr_assert(!rp_options_whole(&number, "", 1, 16));
	cr_assert(!rp_options_whole(&number, "99999999999999999999", 0, ~0ul));
	cr_assert_eq(number, 16);
}

Test(options, take_shares_in_range)
{
	double share = 7;

	cr_assert(rp_options_share(&share, "0.5", 0, 1));
	cr_assert_eq(share, 0.5);
	cr_assert(!rp_options_share(&share, "1.01", 0, 1));
	cr_assert(!rp_options_share(&share, "nan", 0, 1));
	cr_assert(!rp_options_share(&share, "half", 0, 1));
	cr_assert(!rp_options_share(&share, "", 0, 1));
	cr_assert(!rp_options_share(&share, "0,5", 0, 1));
}
