/* SPDX-License-Identifier: Apache-2.0 */
/* place.h - where an article lies, whatever its path was typed like. */
#ifndef RP_PLACE_H
#define RP_PLACE_H

#include "buffer.h"

/*
 * A path, or a place in a file ("paper.jsonl#3"), made absolute: from folder,
 * which is absolute, without what "." and ".." take back and without repeated
 * slashes. By the words of the path alone: links are not followed, and nothing
 * need be there. "-" and "-#3", of standard input, stay as they are. Appended
 * to out.
 */
void rp_place_absolute(struct rp_buffer *out, const char *folder,
		       struct rp_str path);

#endif
