/* SPDX-License-Identifier: Apache-2.0 */
/* record.h - one record of the input to one article, or to the reason why
 * not; what every command that reads articles shares. */
#ifndef RP_RECORD_H
#define RP_RECORD_H

#include "batch.h"
#include "field_names.h"
#include "inputs.h"
#include "json_reader.h"
#include "reprint.h"

/* Seconds of processor time after which a page is given up: thousands of
 * times what the slowest of 2,000 news pages takes. */
#define RP_RECORD_SECONDS 30

/* An article as read: fields of the record over those of the page. */
struct rp_draft {
	struct rp_article article;
	struct rp_str id;
	struct rp_str fields[RP_JSON_FIELDS]; /* stated by the record */
	struct rp_date own; /* what it states as published, if that is believed
			     */
	int64_t now;	    /* the time of the run */
	enum rp_date_order order;	    /* of figures in a date stated */
	const char *unread[RP_JSON_FIELDS]; /* of rp_json_record */
	unsigned ignored; /* fields of JSON that are no string or number */
	bool not_text;	  /* no article and no error: passed over */
	bool json;	  /* the record is a line of JSON */
	/* … in another encoding than UTF-8, and how that was found; or NULL */
	const char *encoding;
	const char *encoding_source;
	bool cut;	       /* it ends too early: read as far as it goes */
	const char *reason;    /* refused: a short code, static; else NULL */
	struct rp_error error; /* refused: the sentence */
};

/* Scratch of one thread. */
struct rp_record_reader {
	struct rp_extractor *extractor;
	struct rp_json_reader *json;
	struct rp_buffer http[2];
	int64_t now;		  /* seconds since 1970 */
	bool languages;		  /* detect them; false after init */
	enum rp_date_order order; /* of figures in dates */
	int64_t cutoff; /* of the thread's processor time, nanoseconds */
};

/* now is the time of the run. fields must stand as long as the reader. RP_OK or
 * a status; dispose in any case. */
int rp_record_reader_init(struct rp_record_reader *reader,
			  const struct rp_field_names *fields, int64_t now);
void rp_record_reader_dispose(struct rp_record_reader *reader);

/*
 * Read a record of the batch. RP_OK, also where it was refused or passed over;
 * another status ends the run. Strings of the draft lie in the batch or the
 * reader and stand until the next call.
 */
int rp_record_read(struct rp_draft *out, struct rp_record_reader *reader,
		   const struct rp_batch *batch,
		   const struct rp_record *record);

/* Mark a draft as refused for a status that costs the record. False if the
 * status is none of those. */
bool rp_record_refuse(struct rp_draft *draft, int status);

/* When it was published, as the record states it or else the page; none where
 * that is to come, or where clocks begin (1 January 1970), which stands for a
 * date that is not known. */
struct rp_date rp_record_published(const struct rp_draft *draft);

/* Whether the record states a date, in figures at least in part, that is not
 * understood or is to come. */
bool rp_record_undated(const struct rp_draft *draft);

/* The stated value of a field, or else what the page says. */
struct rp_str rp_record_field(const struct rp_draft *draft,
			      enum rp_json_field field);

/* Append "path" or "path#record". */
void rp_record_source(struct rp_buffer *out, const struct rp_inputs *inputs,
		      const struct rp_record *record);

#endif
