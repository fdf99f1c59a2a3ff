/* SPDX-License-Identifier: Apache-2.0 */
/* batch.h - a run of records that is read, worked on and passed on as one. */
#ifndef RP_BATCH_H
#define RP_BATCH_H

#include "buffer.h"
#include "json_reader.h"

enum rp_record_kind {
	RP_RECORD_HTML = 0,
	RP_RECORD_TEXT,
	RP_RECORD_JSON,	  /* one line of JSON Lines */
	RP_RECORD_HTTP,	  /* an HTTP response, head and body */
	RP_RECORD_REJECT, /* could not be read: see reason */
};

/* A piece of a batch's bytes. */
struct rp_slice {
	size_t start;
	size_t len;
};

struct rp_record {
	enum rp_record_kind kind;
	uint32_t input;	 /* index in the inputs */
	uint64_t number; /* 1, 2, … within a container; 0: the file itself */
	uint64_t offset; /* of the record in the decompressed file */
	struct rp_slice body;
	struct rp_slice url;	   /* WARC-Target-URI */
	struct rp_slice date;	   /* WARC-Date: when it was fetched */
	struct rp_slice title;	   /* a listing's word of it … */
	struct rp_slice published; /* … and of its date, as they stand */
	struct rp_slice charset; /* as its type has it, with a NUL; or empty */
	const char *reason;	 /* REJECT: its code; static */
	struct rp_slice message; /* REJECT: the sentence behind the place */
	bool cut;		 /* its archiver kept only a part */
};

struct rp_batch {
	struct rp_record *records;
	size_t count;
	size_t capacity;
	struct rp_buffer bytes; /* with RP_BATCH_PADDING readable behind len */
	uint64_t weight;	/* bytes that compressed bodies may grow to */
	uint64_t consumed;	/* bytes of the inputs read up to its end */
};

/* Any of its bytes may be the last of a line of JSON. */
#define RP_BATCH_PADDING RP_JSON_PADDING

/* Buffers that one huge record has swollen past this give their memory back
 * before the next batch. */
#define RP_BATCH_KEEP ((size_t)8 << 20)

void rp_batch_init(struct rp_batch *batch);
void rp_batch_dispose(struct rp_batch *batch);
void rp_batch_clear(struct rp_batch *batch);

/* A new record at the end, cleared; NULL when memory ends. */
struct rp_record *rp_batch_add(struct rp_batch *batch);

/* Copy bytes into the batch. */
struct rp_slice rp_batch_put(struct rp_batch *batch, const void *bytes,
			     size_t len);

/* Add a record that is a rejection. RP_OK or RP_ENOMEM. */
int rp_batch_reject(struct rp_batch *batch, uint32_t input, uint64_t number,
		    uint64_t offset, const char *reason, const char *format,
		    ...) __attribute__((format(printf, 6, 7)));

static inline struct rp_str rp_batch_view(const struct rp_batch *batch,
					  struct rp_slice slice)
{
	return (struct rp_str){batch->bytes.data + slice.start, slice.len};
}

#endif
