/* SPDX-License-Identifier: Apache-2.0 */
/* standard_files.h - standard input, output and error are there. */
#ifndef RP_STANDARD_FILES_H
#define RP_STANDARD_FILES_H

#include <stdbool.h>

/* Before any file is opened. False if one that is closed cannot be held. */
bool rp_standard_files_hold(void);

#endif
