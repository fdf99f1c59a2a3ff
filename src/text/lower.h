/* SPDX-License-Identifier: Apache-2.0 */
/* lower.h - lines in lower case, to be held against phrases. */
#ifndef RP_LOWER_H
#define RP_LOWER_H

#include "reprint.h"

/* Write the line's beginning in lower case to folded, of size bytes: whole
 * characters only, with plain apostrophes and blanks, and a NUL behind. Returns
 * its length. */
size_t rp_lower_line(char *folded, size_t size, struct rp_str line);

#endif
