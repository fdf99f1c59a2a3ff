/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buffer.h - bytes that grow at the end
 *
 * data is never NULL and always ends in a NUL that len does not count. A
 * failed allocation sticks: later appends do nothing and failed stays true
 * until clear, so that a writer of many small pieces checks once, at the end.
 */
#ifndef RP_BUFFER_H
#define RP_BUFFER_H

#include "reprint.h"

#include <stdarg.h>

struct rp_buffer {
	char *data;
	size_t len;
	size_t capacity; /* 0: data is a static empty string */
	bool failed;
};

void rp_buffer_init(struct rp_buffer *buffer);
void rp_buffer_dispose(struct rp_buffer *buffer);

/* Empty it, keep the memory, forget a failure. */
void rp_buffer_clear(struct rp_buffer *buffer);

/* The same, giving the memory back if there is more than most bytes of it. */
void rp_buffer_trim(struct rp_buffer *buffer, size_t most);

/* Room for more bytes behind len. RP_OK or RP_ENOMEM (which sticks). */
int rp_buffer_reserve(struct rp_buffer *buffer, size_t more);

void rp_buffer_append(struct rp_buffer *buffer, const void *bytes, size_t len);
void rp_buffer_puts(struct rp_buffer *buffer, const char *string);
void rp_buffer_putc(struct rp_buffer *buffer, char c);
void rp_buffer_str(struct rp_buffer *buffer, struct rp_str str);
void rp_buffer_printf(struct rp_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* RP_OK, or RP_ENOMEM if an append failed since init or clear. */
int rp_buffer_status(const struct rp_buffer *buffer);

/* The content as a borrowed string; stands until the next change. */
struct rp_str rp_buffer_view(const struct rp_buffer *buffer);

#endif
