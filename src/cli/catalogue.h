/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catalogue.h - what reports and outputs need to know of each article
 *
 * Packed records in a spool file; eight bytes an article stay in memory.
 */
#ifndef RP_CATALOGUE_H
#define RP_CATALOGUE_H

#include "buffer.h"
#include "chunks.h"
#include "spool_file.h"

#include <stdatomic.h>

enum rp_entry_string {
	RP_ENTRY_ID = 0,
	RP_ENTRY_SOURCE,
	RP_ENTRY_URL,
	RP_ENTRY_TITLE,
	RP_ENTRY_PUBLISHED,
	RP_ENTRY_HOST,
	RP_ENTRY_AGENCY,
	RP_ENTRY_TEXT, /* only if it will be written again */
	RP_ENTRY_STRINGS
};

struct rp_entry {
	struct rp_str strings[RP_ENTRY_STRINGS];
	struct rp_date date;
	uint32_t words;
};

struct rp_catalogue {
	struct rp_spool_file *spool;
	bool shared;		  /* the spool is somebody else's */
	atomic_bool damaged;	  /* an entry cannot be what was added */
	struct rp_chunks offsets; /* uint64_t, by article */
};

/* Pack an entry to the end of out. */
void rp_entry_pack(struct rp_buffer *out, const struct rp_entry *entry);

/* folder, held: as of rp_spool_file_create. Returns 0 or -1. */
int rp_catalogue_init(struct rp_catalogue *catalogue, const char *folder,
		      size_t held, struct rp_error *error);
/* The same in a spool file that also others append to, and that outlives it. */
void rp_catalogue_share(struct rp_catalogue *catalogue,
			struct rp_spool_file *spool);
void rp_catalogue_dispose(struct rp_catalogue *catalogue);

/* Add the packed entry of the next article. RP_OK, RP_ENOMEM, RP_ESTORE. */
int rp_catalogue_add(struct rp_catalogue *catalogue, struct rp_str packed);

/* The entry of an article; strings stand until the next add. RP_ESTORE,
 * also where it cannot be what was added: then damaged is set, too. */
int rp_catalogue_get(struct rp_entry *out, struct rp_catalogue *catalogue,
		     uint32_t id);

#endif
