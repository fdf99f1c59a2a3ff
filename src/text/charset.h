/* SPDX-License-Identifier: Apache-2.0 */
/* charset.h - the encoding that bytes look like, told by uchardet. */
#ifndef RP_CHARSET_H
#define RP_CHARSET_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Write its label to label, of size bytes; empty: it is not certain. RP_OK or
 * RP_ENOMEM. */
int rp_charset_detect(char *label, size_t size, const char *bytes, size_t len);

#ifdef __cplusplus
}
#endif

#endif
