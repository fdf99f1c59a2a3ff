/* SPDX-License-Identifier: Apache-2.0 */
/* fields.c - see fields.h. */
#include "fields.h"

#include "ascii.h"

#include <string.h>

#define BLANKS " \t\r\n"

static struct rp_str trim(const char *start, const char *end)
{
	while (start < end && strchr(BLANKS, *start) && *start)
		start++;
	while (end > start && strchr(BLANKS, end[-1]) && end[-1])
		end--;
	return (struct rp_str){start, (size_t)(end - start)};
}

/* Behind the lines that go on what stands before at: they begin with a blank
 * (RFC 9112, 5.2; WARC 1.1, 4) and are not all blank. */
static const char *unfolded(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t')) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *next = stop ? stop + 1 : end;

		if (trim(at, next).len == 0)
			break;
		at = next;
	}
	return at;
}

bool rp_fields_next(struct rp_str *name, struct rp_str *value,
		    struct rp_str *head)
{
	while (head->len > 0) {
		const char *line = head->data;
		const char *end = memchr(line, '\n', head->len);
		const char *stop = end ? end + 1 : line + head->len;
		const char *colon;

		if (trim(line, stop).len == 0) {
			head->len -= (size_t)(stop - line);
			head->data = stop;
			return false;
		}
		colon = memchr(line, ':', (size_t)(stop - line));
		stop = unfolded(stop, line + head->len);
		head->len -= (size_t)(stop - line);
		head->data = stop;
		if (!colon || *line == ' ' || *line == '\t')
			continue; /* not a field */
		*name = trim(line, colon);
		*value = trim(colon + 1, stop);
		return true;
	}
	return false;
}

bool rp_fields_is(struct rp_str string, const char *word)
{
	return strlen(word) == string.len &&
	       rp_ascii_compare_some(string.data, word, string.len) == 0;
}

bool rp_fields_has(struct rp_str string, const char *word)
{
	size_t len = strlen(word);
	size_t i;

	for (i = 0; i + len <= string.len; i++)
		if (rp_ascii_compare_some(string.data + i, word, len) == 0)
			return true;
	return false;
}

bool rp_fields_number(uint64_t *out, struct rp_str value)
{
	uint64_t number = 0;
	size_t i;

	if (value.len == 0 || value.len > 18)
		return false;
	for (i = 0; i < value.len; i++) {
		if (value.data[i] < '0' || value.data[i] > '9')
			return false;
		number = number * 10 + (uint64_t)(value.data[i] - '0');
	}
	*out = number;
	return true;
}

bool rp_fields_last(struct rp_str *value, struct rp_str *list)
{
	const char *comma;

	if (list->len == 0)
		return false;
	comma = memrchr(list->data, ',', list->len);
	*value = trim(comma ? comma + 1 : list->data, list->data + list->len);
	list->len = comma ? (size_t)(comma - list->data) : 0;
	return true;
}

size_t rp_fields_head_len(const char *bytes, size_t len)
{
	const char *at = bytes;
	const char *end = bytes + len;

	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		at++;
		if (at < end && *at == '\n')
			return (size_t)(at + 1 - bytes);
		if (end - at >= 2 && at[0] == '\r' && at[1] == '\n')
			return (size_t)(at + 2 - bytes);
	}
	return 0;
}
