/* SPDX-License-Identifier: Apache-2.0 */
/* keys.h - the number by which a store finds an article. */
#ifndef RP_KEYS_H
#define RP_KEYS_H

#include "buffer.h"
#include "sql.h"
#include "store.h"

/* Of its address, in all spellings (url.h); without one of its id, or else of
 * where it stands. RP_ENOMEM, as all of these. */
int rp_key_of(uint64_t *out, struct rp_buffer *scratch,
	      const struct rp_store_article *article);

/* Of a page whose address is that of another one, which it is a copy of. */
int rp_key_of_copy(uint64_t *out, struct rp_buffer *scratch,
		   const struct rp_store_article *article);

/* What stores of before have: of an address as it is written, of a place as it
 * was typed. */
int rp_key_of_before(uint64_t *out, struct rp_buffer *scratch,
		     const struct rp_store_article *article);

/* Give SQL the functions page_key(url) and copy_key(url, title), as the first
 * two, and written_key(url) and written_copy_key(url, title), what these were
 * before. RP_ESTORE, RP_ENOMEM. */
int rp_keys_define(const struct rp_sql *sql);

#endif
