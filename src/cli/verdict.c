/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict.c - see verdict.h
 *
 * What was dropped is scanned again, with what was kept, when somebody changes
 * their mind about a threshold. The verdict of the run before would stand in
 * the cleaned corpus then, or twice in one line. Lines are known to be valid
 * JSON here: that this member is the last one is told by the bytes behind its
 * name, so that other lines cost a look at their end.
 */
#include "verdict.h"

#include "json.h"

#include <string.h>

#define NAME "\"reprint\""
/* Of its members: somebody else's "reprint" is not touched. */
#define FIRST  "\"kept\""
#define SECOND "\"kept_source\""
#define THIRD  "\"cluster\""

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The place of the last byte before end that is no space; start - 1: none. */
static const char *last_of(const char *start, const char *end)
{
	while (end > start && is_space(end[-1]))
		end--;
	return end - 1;
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

/* The brace that closes the object which begins at at, if it holds no other
 * object; else end. */
static const char *closing(const char *at, const char *end)
{
	bool inside = false; /* a string */

	for (at++; at < end; at++) {
		if (inside && *at == '\\')
			at++;
		else if (*at == '"')
			inside = !inside;
		else if (!inside && (*at == '}' || *at == '{'))
			break;
	}
	return at < end && *at == '}' ? at : end;
}

/* Whether the bytes at name, which lie before last, are the name of an object
 * that ends there. */
static bool names_last(const char *name, const char *last)
{
	const char *at = skip_space(name + strlen(NAME), last);

	if (at == last || *at != ':')
		return false;
	at = skip_space(at + 1, last);
	if (at == last || *at != '{' || closing(at, last + 1) != last)
		return false;
	at = skip_space(at + 1, last);
	return (size_t)(last - at) > strlen(FIRST) &&
	       memcmp(at, FIRST, strlen(FIRST)) == 0 &&
	       memmem(at, (size_t)(last - at), SECOND, strlen(SECOND)) &&
	       memmem(at, (size_t)(last - at), THIRD, strlen(THIRD));
}

void rp_verdict_remove(struct rp_buffer *buffer, size_t start)
{
	const char *line = buffer->data + start;
	const char *brace = last_of(line, buffer->data + buffer->len);
	const char *last = brace > line ? last_of(line, brace) : line;
	const char *at = line;

	if (last <= line || *brace != '}' || *last != '}')
		return;
	while ((at = memmem(at, (size_t)(last - at), NAME, strlen(NAME)))) {
		const char *comma = last_of(line, at);

		if (comma > line && *comma == ',' && names_last(at, last)) {
			buffer->len = (size_t)(comma - buffer->data);
			rp_buffer_putc(buffer, '}');
			return;
		}
		at += strlen(NAME);
	}
}

int rp_verdict_add(struct rp_buffer *buffer, size_t start,
		   const struct rp_entry *kept,
		   const struct rp_report_verdict *verdict)
{
	char name[RP_CLUSTER_NAME];

	while (buffer->len > start && buffer->data[buffer->len - 1] != '}')
		buffer->len--;
	if (buffer->len == start)
		return RP_ESTORE;
	buffer->len--;
	rp_buffer_puts(buffer, "," NAME ":{");
	rp_json_field(buffer, "kept", kept->strings[RP_ENTRY_ID]);
	rp_json_field(buffer, "kept_source", kept->strings[RP_ENTRY_SOURCE]);
	rp_report_cluster_name(name, verdict->cluster);
	rp_json_field_cstr(buffer, "cluster", name);
	rp_report_relation(buffer, verdict->member);
	rp_buffer_puts(buffer, "}}");
	return rp_buffer_status(buffer);
}
