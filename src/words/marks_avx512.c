/* SPDX-License-Identifier: Apache-2.0 */
/* marks_avx512.c - the marks of sixteen words at a time (marks_lanes.h). To
 * gather their bytes by one instruction was no faster than to load them one by
 * one. */
#include "marks_lanes.h"

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512bw,avx512vl"))) void rp_marks_all_avx512(
    unsigned char *marks, const struct rp_words *words, const char *utf8,
    size_t len)
{
	rp_marks_by_lanes(marks, words, utf8, len);
}
#endif
