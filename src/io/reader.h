/* SPDX-License-Identifier: Apache-2.0 */
/* reader.h - all records of all inputs, in order, a batch at a time. */
#ifndef RP_READER_H
#define RP_READER_H

#include "batch.h"
#include "inputs.h"

struct rp_reader;

/* Bytes of one record: a JSON line, a text, a WARC block. The longest single
 * articles in web crawls are a few MB. */
#define RP_LIMIT_RECORD_BYTES ((size_t)64 << 20)
_Static_assert(RP_LIMIT_RECORD_BYTES >> 20 == 64,
	       "sentences of the readers say 64 MiB");

struct rp_reader_options {
	int tee;    /* descriptor that keeps what comes from standard input and
		       pipes, -1: none */
	int replay; /* descriptor to read that from again, -1: none */
	/* Asked before each batch and while a pipe is waited for, which may say
	 * nothing for long; true ends the reading, of a pipe behind what was
	 * read of it, which cannot be read again. NULL: is not asked. */
	bool (*stopped)(void);
	/* What fields are called, by which tables without a text are told;
	 * borrowed; NULL: the standard names. */
	const struct rp_json_names *names;
};

/* What was passed over because it can be no article. */
struct rp_reader_stats {
	uint64_t blank_lines;
	uint64_t warc_other; /* records that are no response */
};

/* Read the inputs from the first. Each call of rp_reader_next gives the same
 * records in the same order on every pass. */
int rp_reader_create(struct rp_reader **out, const struct rp_inputs *inputs,
		     const struct rp_reader_options *options);
void rp_reader_free(struct rp_reader *reader);

/* Fill the batch (cleared first). 1, 0 at the end of all inputs, RP_ENOMEM. */
int rp_reader_next(struct rp_reader *reader, struct rp_batch *batch);

struct rp_reader_stats rp_reader_stats(const struct rp_reader *reader);

#endif
