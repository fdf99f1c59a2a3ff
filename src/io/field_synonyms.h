/* SPDX-License-Identifier: Apache-2.0 */
/* field_synonyms.h - what other programs call the fields of an article. */
#ifndef RP_FIELD_SYNONYMS_H
#define RP_FIELD_SYNONYMS_H

#include "json_reader.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The names of a field in the output of other programs, ended by NULL; the
 * likeliest first. */
const char *const *rp_field_synonyms(enum rp_json_field field);

#ifdef __cplusplus
}
#endif

#endif
