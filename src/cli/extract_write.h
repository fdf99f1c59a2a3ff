/* SPDX-License-Identifier: Apache-2.0 */
/* extract_write.h - one article as "reprint extract" writes it. */
#ifndef RP_EXTRACT_WRITE_H
#define RP_EXTRACT_WRITE_H

#include "record.h"

/* What a writer is handed. */
struct rp_extracted {
	const struct rp_draft *draft;
	const struct rp_json_reader *json; /* that read the draft's line */
	struct rp_str source;		   /* "path#record" */
};

/* Append one article, or the reason why there is none. */
typedef void rp_extract_writer(struct rp_buffer *out,
			       const struct rp_extracted *extracted);

/* One JSON object on a line. Members of an input line of JSON are passed
 * through and go before what was found under the same name. */
rp_extract_writer rp_extract_json;

/* A heading, then the text with a blank line between paragraphs. */
rp_extract_writer rp_extract_text;

#endif
