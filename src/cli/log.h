/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log.h - what a command says on standard error, one line an event
 *
 * As text, "reprint: SENTENCE"; as JSON, an object with time (UTC), level and
 * message. The choice is the process's, as standard error is.
 */
#ifndef RP_LOG_H
#define RP_LOG_H

#include "buffer.h"
#include "reprint.h"

enum rp_log_level {
	RP_LOG_INFO = 0, /* what was done */
	RP_LOG_NOTE,	 /* what is worth a look */
	RP_LOG_REJECT,	 /* a record that was rejected */
	RP_LOG_ERROR,	 /* why the command failed */
};

/* One sentence, without a line's end. Names of files and what else is from
 * outside is made printable. */
void rp_log(enum rp_log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The line that rp_log would write now, to be written later. */
void rp_log_line(struct rp_buffer *out, enum rp_log_level level,
		 const char *sentence);

/* An event for each line of a text. */
void rp_log_lines(enum rp_log_level level, struct rp_str text);

/* Take the value of --log-format: text or json. NULL, or what is wrong with
 * it. */
const char *rp_log_take(void *context, const char *value);

/* Whether lines are JSON: then nothing else may stand between them. */
int rp_log_is_json(void);

#endif
