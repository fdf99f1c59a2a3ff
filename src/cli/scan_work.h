/* SPDX-License-Identifier: Apache-2.0 */
/* scan_work.h - a batch of records to articles ready to be added. */
#ifndef RP_SCAN_WORK_H
#define RP_SCAN_WORK_H

#include "record.h"
#include "scan.h"

/* Scratch of one thread. */
struct scan_worker {
	struct rp_record_reader reader;
	struct rp_sketcher *sketcher;
	struct rp_buffer source;
	char host[256];
	char canonical[256];
};

/* What a worker made of one record. */
struct scan_result {
	const char *reason; /* of a rejection; NULL: an article */
	bool not_text;	    /* neither: no article, passed over */
	struct rp_slice message;
	struct rp_slice source;
	struct rp_slice packed; /* catalogue entry */
	struct rp_slice key; /* what names it, wherever it stands; or empty */
	uint64_t mark;	     /* hash of its record */
	struct rp_slice host;
	struct rp_slice url;
	bool said; /* url is but what the page says of itself */
	struct rp_slice canonical;
	struct rp_slice id; /* as the input gave it */
	struct rp_slice title;
	struct rp_slice published;
	struct rp_slice agency; /* with a zero behind it; empty: none */
	size_t words; /* signature, words and marks from here in item.words */
	size_t keys;  /* in item.keys: selected, then sentences */
	struct rp_sketch sketch; /* pointers set by scan_place_sketch */
	struct rp_date date;
	size_t text_bytes;
	size_t replaced;
	bool decoded;
	unsigned ignored;
	unsigned fields; /* of rp_unread_fields */
	uint8_t stray;	 /* of rp_facts */
	bool cut;
	struct rp_report_unread unread[RP_REPORT_UNREAD];
	bool undated; /* it states a date that is not understood or to come */
};

/* One slot of the pipeline. */
struct scan_item {
	struct rp_batch batch;
	struct scan_result *results;
	size_t capacity;
	struct rp_buffer bytes; /* messages, entries, keys */
	struct rp_buffer words; /* multiples of 4 bytes */
	struct rp_buffer keys;	/* multiples of 8 bytes */
};

/* Scratch for a thread. RP_OK or a status; dispose in any case. */
int scan_worker_init(struct scan_worker *worker, const struct scan *scan);
void scan_worker_dispose(struct scan_worker *worker);

void scan_item_init(struct scan_item *item);
void scan_item_dispose(struct scan_item *item);

/* Extract and sketch every record of the item's batch into its results. A
 * record that is refused is a result too; a status other than RP_OK ends the
 * run. Reads of scan nothing that changes. */
int scan_work_batch(struct scan_item *item, struct scan_worker *worker,
		    const struct scan *scan);

/* Copy what the sketch, the sketcher's last, points to into the item, and note
 * whether the text speaks of its title. RP_ENOMEM. */
int scan_keep_sketch(struct scan_item *item, struct scan_result *result,
		     struct rp_sketcher *sketcher,
		     const struct rp_sketch *sketch, struct rp_str title,
		     const struct scan *scan);
/* Let it point there. */
void scan_place_sketch(struct scan_result *result, const struct scan_item *item,
		       const struct scan *scan);

/* Add a result that is an article to corpus and catalogue, as the next one. */
int scan_add(uint32_t *id, struct scan *scan, struct scan_item *item,
	     struct scan_result *result);

/* Append to one of an item's buffers. */
struct rp_slice scan_put(struct rp_buffer *buffer, const void *bytes,
			 size_t len);

/* A piece of one of an item's buffers. */
static inline struct rp_str scan_slice(const struct rp_buffer *buffer,
				       struct rp_slice slice)
{
	return (struct rp_str){buffer->data + slice.start, slice.len};
}

#endif
