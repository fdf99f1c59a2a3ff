/* SPDX-License-Identifier: Apache-2.0 */
/* reader_state.h - what the parts of the reader share. */
#ifndef RP_READER_STATE_H
#define RP_READER_STATE_H

#include "csv_header.h"
#include "format.h"
#include "reader.h"
#include "stream.h"

/* Bytes of a batch, beyond which no record is added, and records. */
#define RP_READER_BYTES	  ((size_t)512 << 10)
#define RP_READER_RECORDS 4096

/* What the last metadata record said of a response: title and date of the feed
 * or sitemap that led to it. */
struct rp_reader_told {
	struct rp_buffer bytes;
	struct rp_slice response; /* its id; empty: nothing was said */
	struct rp_slice title;
	struct rp_slice published;
};

/* Where among values of JSON the reader is (reader_json.c). */
struct rp_reader_values {
	unsigned arrays; /* that are open, around what is looked at */
	bool begins;   /* nothing but blanks, commas and brackets stands before
			  it on its line … */
	size_t column; /* … and so many of them */
};

/* The table that is read (reader_csv.c). */
struct rp_reader_table {
	bool open; /* its header was read */
	struct rp_csv_style style;
	bool trial; /* whether its slashes are so is being tried */
	struct rp_csv_header header;
	struct rp_csv_row row;	/* in view */
	struct rp_csv_row next; /* scratch: one that is looked at behind it */
	unsigned char seen[RP_CSV_CELLS]; /* what cells of a column were */
	size_t damaged;			  /* the column of a cell that is */
};

struct rp_reader {
	const struct rp_inputs *inputs;
	struct rp_reader_options options;
	struct rp_reader_stats stats;
	size_t index;  /* of the input open or to be opened */
	uint64_t done; /* bytes of the inputs before it */
	bool open;
	enum rp_format format;
	struct rp_source *source; /* of one input after the other */
	struct rp_stream stream;
	uint64_t number; /* of the last record */
	uint64_t dense;	 /* of the input: no blank line from where a header was
			    looked for up to here */
	struct rp_reader_told told;
	struct rp_reader_values values;
	struct rp_reader_table table;
};

/* Add a rejection of the input that is open. RP_OK or RP_ENOMEM. */
int rp_reader_reject(const struct rp_reader *reader, struct rp_batch *batch,
		     uint64_t number, const char *reason, const char *message);

/* Add a record of the kind that begins at offset, of the number of the last
 * one, without its body. NULL when memory ends. */
struct rp_record *rp_reader_record(const struct rp_reader *reader,
				   struct rp_batch *batch,
				   enum rp_record_kind kind, uint64_t offset);

/* The next line, or as many as fit into an empty batch. 1, 0 at the end of the
 * input, or a status. */
int rp_reader_line(struct rp_reader *reader, struct rp_batch *batch);

/* The next value of an array of JSON, or of those behind one another,
 * likewise. */
int rp_reader_json(struct rp_reader *reader, struct rp_batch *batch);

/* The next row of a table, likewise. */
int rp_reader_csv(struct rp_reader *reader, struct rp_batch *batch);

/* The next record of a WARC file, likewise. */
int rp_reader_warc(struct rp_reader *reader, struct rp_batch *batch);

/* Where a WARC file that is damaged goes on: behind the record that is, which
 * counts as one. False: nowhere. */
bool rp_reader_warc_resume(struct rp_reader *reader);

#endif
