/* SPDX-License-Identifier: Apache-2.0 */
/* spool_map.h - a temporary file looked at through memory, of which little
 * stays mapped. */
#ifndef RP_SPOOL_MAP_H
#define RP_SPOOL_MAP_H

#include <stddef.h>
#include <stdint.h>

struct rp_spool_map;

/* Map the first size bytes of a file, > 0. Others may still be looking through
 * an older map (NULL: there is none), which this one owns from now on. RP_OK,
 * RP_ENOMEM, RP_ESTORE with errno. */
int rp_spool_map_create(struct rp_spool_map **out, int fd, uint64_t size,
			struct rp_spool_map *older);
void rp_spool_map_free(struct rp_spool_map *map);

uint64_t rp_spool_map_size(const struct rp_spool_map *map);

/* len bytes at offset, all of them in the map. Many threads may call this at
 * once. */
const void *rp_spool_map_view(struct rp_spool_map *map, uint64_t offset,
			      size_t len);

/* They are viewed or read soon: fetch them if they may not be in memory. */
void rp_spool_map_want(struct rp_spool_map *map, uint64_t offset, size_t len);

#endif
