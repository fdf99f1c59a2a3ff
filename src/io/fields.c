/* SPDX-License-Identifier: Apache-2.0 */
/* fields.c - see fields.h. */
#include "fields.h"

#include <string.h>
#include <strings.h>

static struct rp_str trim(const char *start, const char *end)
{
	while (start < end && (*start == ' ' || *start == '\t'))
		start++;
	while (end > start &&
	       (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	return (struct rp_str){start, (size_t)(end - start)};
}

bool rp_fields_next(struct rp_str *name, struct rp_str *value,
		    struct rp_str *head)
{
	while (head->len > 0) {
		const char *line = head->data;
		const char *end = memchr(line, '\n', head->len);
		const char *stop = end ? end : line + head->len;
		const char *colon;

		head->len -= (size_t)(stop - line) + (end != NULL);
		head->data = stop + (end != NULL);
		if (trim(line, stop).len == 0)
			return false;
		colon = memchr(line, ':', (size_t)(stop - line));
		if (!colon || *line == ' ' || *line == '\t')
			continue; /* not a field, or a folded one's rest */
		*name = trim(line, colon);
		*value = trim(colon + 1, stop);
		return true;
	}
	return false;
}

bool rp_fields_is(struct rp_str string, const char *word)
{
	return strlen(word) == string.len &&
	       strncasecmp(string.data, word, string.len) == 0;
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
