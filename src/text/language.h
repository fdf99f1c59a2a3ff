/* SPDX-License-Identifier: Apache-2.0 */
/* language.h - the language of a text, told by Compact Language Detector 2. */
#ifndef RP_LANGUAGE_H
#define RP_LANGUAGE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The BCP 47 tag of the language that most of a UTF-8 text is in, or NULL
 * where that is not certain. Static. RP_OK or RP_ENOMEM. */
int rp_language_detect(const char **tag, const char *text, size_t len);

/* The same where a text is plainly in another language than the one declared, a
 * BCP 47 tag of that many bytes: both are of those that nobody confuses, and
 * there is enough of it. NULL: it may be as declared. */
int rp_language_contradict(const char **tag, const char *declared,
			   size_t declared_len, const char *text, size_t len);

#ifdef __cplusplus
}
#endif

#endif
