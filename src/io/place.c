/* SPDX-License-Identifier: Apache-2.0 */
/* place.c - see place.h */
#include "place.h"

#include "ascii.h"

#include <string.h>

/* "-" or "-#3" */
static bool is_standard_input(struct rp_str path)
{
	size_t i = 2;

	if (path.len == 0 || path.data[0] != '-')
		return false;
	while (i < path.len && rp_ascii_is_digit(path.data[i]))
		i++;
	return path.len == 1 ||
	       (path.len > 2 && path.data[1] == '#' && i == path.len);
}

/* Take the last part off, of those that stand behind start. */
static void go_up(struct rp_buffer *out, size_t start)
{
	while (out->len > start && out->data[out->len - 1] != '/')
		out->len--;
	if (out->len > start)
		out->len--;
}

/* Append the parts of a path, each with a slash before it. */
static void walk(struct rp_buffer *out, size_t start, struct rp_str path)
{
	while (path.len) {
		const char *end = memchr(path.data, '/', path.len);
		size_t len = end ? (size_t)(end - path.data) : path.len;
		struct rp_str part = {path.data, len};

		if (len == 2 && memcmp(part.data, "..", 2) == 0) {
			go_up(out, start);
		} else if (len > 0 && !(len == 1 && part.data[0] == '.')) {
			rp_buffer_putc(out, '/');
			rp_buffer_str(out, part);
		}
		len += end != NULL;
		path.data += len;
		path.len -= len;
	}
}

void rp_place_absolute(struct rp_buffer *out, const char *folder,
		       struct rp_str path)
{
	size_t start = out->len;

	if (is_standard_input(path)) {
		rp_buffer_str(out, path);
		return;
	}
	if (path.len == 0 || path.data[0] != '/')
		walk(out, start, (struct rp_str){folder, strlen(folder)});
	walk(out, start, path);
}
