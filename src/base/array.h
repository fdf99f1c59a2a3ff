/* SPDX-License-Identifier: Apache-2.0 */
/* array.h - room for more elements in a plain growing array. */
#ifndef RP_ARRAY_H
#define RP_ARRAY_H

#include "reprint.h"

#include <stdlib.h>
#include <string.h>

/* Make *array (elements of the given size, room for *capacity) hold at least
 * need elements; grows by half. On RP_ENOMEM nothing is changed. */
static inline int rp_array_reserve(void *array, size_t *capacity, size_t need,
				   size_t size)
{
	size_t room = *capacity + *capacity / 2;
	void *held; /* a pointer to elements, of whatever type */
	void *grown;

	if (need <= *capacity)
		return RP_OK;
	if (room < need)
		room = need;
	if (room < 16)
		room = 16;
	if (room > SIZE_MAX / size)
		return RP_ENOMEM;
	memcpy(&held, array, sizeof(held));
	grown = realloc(held, room * size);
	if (!grown)
		return RP_ENOMEM;
	memcpy(array, &grown, sizeof(grown));
	*capacity = room;
	return RP_OK;
}

#endif
