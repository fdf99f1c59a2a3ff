/* SPDX-License-Identifier: Apache-2.0 */
/* ascii.c - see ascii.h. */
#include "ascii.h"

int rp_ascii_compare_all(const char *a, const char *b, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		int apart = (unsigned char)rp_ascii_lower(a[i]) -
			    (unsigned char)rp_ascii_lower(b[i]);

		if (apart != 0 || a[i] == '\0')
			return apart;
	}
	return 0;
}
