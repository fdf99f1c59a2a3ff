/* SPDX-License-Identifier: Apache-2.0 */
/* marks_avx2.c - the marks of eight words at a time (marks_lanes.h). */
#include "marks_lanes.h"

#if defined(__x86_64__)
__attribute__((target("avx2"))) void rp_marks_all_avx2(
    unsigned char *marks, const struct rp_words *words, const char *utf8,
    size_t len)
{
	rp_marks_by_lanes(marks, words, utf8, len);
}
#endif
