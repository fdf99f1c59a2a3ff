/* SPDX-License-Identifier: Apache-2.0 */
/* language.h - the language of a text, told by Compact Language Detector 2. */
#ifndef RP_LANGUAGE_H
#define RP_LANGUAGE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The BCP 47 tag of the language that most of a UTF-8 text is in, or NULL
 * where that is not certain. Static. */
const char *rp_language_detect(const char *text, size_t len);

#ifdef __cplusplus
}
#endif

#endif
