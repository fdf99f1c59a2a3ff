/* SPDX-License-Identifier: Apache-2.0 */
/* buffer.c - see buffer.h. Grows by half, so appending is linear in total. */
#include "buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char empty[1]; /* what data points to before the first byte */

void rp_buffer_init(struct rp_buffer *buffer)
{
	buffer->data = empty;
	buffer->len = 0;
	buffer->capacity = 0;
	buffer->failed = false;
}

void rp_buffer_dispose(struct rp_buffer *buffer)
{
	if (buffer->capacity)
		free(buffer->data);
	rp_buffer_init(buffer);
}

void rp_buffer_clear(struct rp_buffer *buffer)
{
	buffer->len = 0;
	buffer->failed = false;
	if (buffer->capacity)
		buffer->data[0] = '\0';
}

void rp_buffer_trim(struct rp_buffer *buffer, size_t most)
{
	if (buffer->capacity > most)
		rp_buffer_dispose(buffer);
	else
		rp_buffer_clear(buffer);
}

int rp_buffer_reserve(struct rp_buffer *buffer, size_t more)
{
	size_t need = buffer->len + more + 1;
	size_t room = buffer->capacity + buffer->capacity / 2;
	char *grown;

	if (buffer->failed)
		return RP_ENOMEM;
	if (more < SIZE_MAX - buffer->len && need <= buffer->capacity)
		return RP_OK;
	if (more >= SIZE_MAX - buffer->len)
		goto fail;
	if (room < need)
		room = need;
	if (room < 64)
		room = 64;
	grown = realloc(buffer->capacity ? buffer->data : NULL, room);
	if (!grown)
		goto fail;
	if (!buffer->capacity)
		grown[0] = '\0';
	buffer->data = grown;
	buffer->capacity = room;
	return RP_OK;
fail:
	buffer->failed = true;
	return RP_ENOMEM;
}

void rp_buffer_append(struct rp_buffer *buffer, const void *bytes, size_t len)
{
	if (len == 0 || rp_buffer_reserve(buffer, len) != RP_OK)
		return;
	memcpy(buffer->data + buffer->len, bytes, len);
	buffer->len += len;
	buffer->data[buffer->len] = '\0';
}

void rp_buffer_puts(struct rp_buffer *buffer, const char *string)
{
	rp_buffer_append(buffer, string, strlen(string));
}

void rp_buffer_putc(struct rp_buffer *buffer, char c)
{
	rp_buffer_append(buffer, &c, 1);
}

void rp_buffer_str(struct rp_buffer *buffer, struct rp_str str)
{
	rp_buffer_append(buffer, str.data, str.len);
}

void rp_buffer_printf(struct rp_buffer *buffer, const char *format, ...)
{
	char small[256];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (len < 0) {
		buffer->failed = true;
		return;
	}
	if ((size_t)len < sizeof(small)) {
		rp_buffer_append(buffer, small, (size_t)len);
		return;
	}
	if (rp_buffer_reserve(buffer, (size_t)len) != RP_OK)
		return;
	va_start(args, format);
	vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, args);
	va_end(args);
	buffer->len += (size_t)len;
}

int rp_buffer_status(const struct rp_buffer *buffer)
{
	return buffer->failed ? RP_ENOMEM : RP_OK;
}

struct rp_str rp_buffer_view(const struct rp_buffer *buffer)
{
	return (struct rp_str){buffer->data, buffer->len};
}
