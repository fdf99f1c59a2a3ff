/* SPDX-License-Identifier: Apache-2.0 */
/* dateline_cjk.h - datelines as written in Chinese, Japanese and Korean. */
#ifndef RP_DATELINE_CJK_H
#define RP_DATELINE_CJK_H

#include "reprint.h"

/* The length in bytes of the dateline that a line begins with, blanks behind
 * it included; 0 if it begins with none. *agency receives an id as in struct
 * rp_credit where one is named; a paper's own dateline ("本报北京3月5日电")
 * leaves it. */
size_t rp_dateline_cjk_len(const char **agency, struct rp_str line);

#endif
