/* SPDX-License-Identifier: Apache-2.0 */
/* statements.c - see statements.h. */
#include "statements.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void read_meta(struct rp_meta *out, const struct rp_page *page,
		      uint32_t node)
{
	static const char *const by[RP_META_KEYS] = {"property", "name",
						     "itemprop", "http-equiv"};
	size_t k;

	for (k = 0; k < RP_META_KEYS; k++)
		out->keys[k] = rp_page_attribute(page, node, by[k]);
	out->content = rp_page_attribute(page, node, "content");
}

void rp_statements_init(struct rp_statements *out, const struct rp_page *page,
			struct rp_arena *arena, const struct rp_buffer *json_ld)
{
	size_t count = 0;
	uint32_t i;

	memset(out, 0, sizeof(*out));
	out->page = page;
	out->arena = arena;
	out->json_ld = json_ld;
	out->article = rp_jsonld_article(json_ld);
	for (i = 0; i < page->count; i++)
		count += page->nodes[i].tag == GUMBO_TAG_META;
	out->metas = rp_arena_alloc(arena, count * sizeof(*out->metas));
	out->failed = !out->metas;
	for (i = 0; i < page->count && out->metas; i++)
		if (page->nodes[i].tag == GUMBO_TAG_META)
			read_meta(&out->metas[out->meta_count++], page, i);
}

static struct rp_str trim(struct rp_str s)
{
	while (s.len && (unsigned char)s.data[0] <= ' ') {
		s.data++;
		s.len--;
	}
	while (s.len && (unsigned char)s.data[s.len - 1] <= ' ')
		s.len--;
	return s;
}

struct rp_str rp_statements_trim(const char *string)
{
	if (!string)
		return (struct rp_str){NULL, 0};
	return trim((struct rp_str){string, strlen(string)});
}

static bool is_key(const char *value, const char *key)
{
	return value && (value[0] | 0x20) == (key[0] | 0x20) &&
	       strcasecmp(value, key) == 0;
}

struct rp_str rp_statements_meta(const struct rp_statements *statements,
				 const char *key)
{
	size_t i;
	size_t k;

	for (i = 0; i < statements->meta_count; i++) {
		const struct rp_meta *meta = &statements->metas[i];
		struct rp_str content;

		for (k = 0; k < RP_META_KEYS; k++)
			if (is_key(meta->keys[k], key))
				break;
		if (k == RP_META_KEYS)
			continue;
		content = rp_statements_trim(meta->content);
		if (content.len)
			return content;
	}
	return (struct rp_str){NULL, 0};
}

bool rp_statements_json(struct rp_str *out, struct rp_statements *statements,
			const char *key, bool anywhere)
{
	struct rp_str value = rp_jsonld_member(statements->article, key);
	int status = rp_jsonld_text(out, statements->arena, value);

	if (status == 0 && anywhere)
		status = rp_jsonld_string(out, statements->arena,
					  statements->json_ld, key);
	statements->failed |= status < 0;
	return status > 0;
}

/* Elements that a page nests may each be asked for their text: of all of them
 * no more is looked at than this, some pages' worth, and the one that passes
 * it. */
#define LOOKED_AT ((size_t)32 << 20)

bool rp_statements_text(struct rp_str *out, struct rp_statements *statements,
			uint32_t node)
{
	struct rp_buffer text;

	*out = (struct rp_str){NULL, 0};
	if (statements->looked_at > LOOKED_AT)
		return false;
	rp_buffer_init(&text);
	statements->looked_at += rp_page_text(&text, statements->page, node);
	out->data = rp_arena_copy(statements->arena, text.data, text.len);
	out->len = text.len;
	statements->failed |= !out->data || text.failed;
	rp_buffer_dispose(&text);
	return out->len > 0 && !statements->failed;
}

/* The code point of the entity at at ('&'), and its length; 0 for none. */
static uint32_t entity(size_t *len, const char *at, const char *end)
{
	static const struct {
		const char *name;
		uint32_t code;
	} named[] = {{"amp;", '&'},	 {"quot;", '"'},    {"apos;", '\''},
		     {"lt;", '<'},	 {"gt;", '>'},	    {"nbsp;", ' '},
		     {"rsquo;", 0x2019}, {"lsquo;", 0x2018}};
	char digits[12];
	size_t n = 0;
	char *stop;
	uint32_t code;
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		n = strlen(named[i].name);
		if ((size_t)(end - at) > n &&
		    memcmp(at + 1, named[i].name, n) == 0) {
			*len = n + 1;
			return named[i].code;
		}
	}
	if (end - at < 4 || at[1] != '#')
		return 0;
	for (n = 0;
	     n + 1 < sizeof(digits) && at + 2 + n < end && at[2 + n] != ';';
	     n++)
		digits[n] = at[2 + n];
	if (at + 2 + n == end || at[2 + n] != ';')
		return 0;
	digits[n] = '\0';
	if (digits[0] == 'x' || digits[0] == 'X')
		code = (uint32_t)strtoul(digits + 1, &stop, 16);
	else
		code = (uint32_t)strtoul(digits, &stop, 10);
	*len = n + 3;
	if (*stop != '\0' || code > 0x10ffff || (code >> 11) == 0x1b)
		return 0;
	return code;
}

struct rp_str rp_statements_unescape(struct rp_statements *statements,
				     struct rp_str text)
{
	const char *at = text.data;
	const char *end;
	struct rp_buffer plain;

	if (text.len == 0 || !memchr(at, '&', text.len))
		return text;
	end = at + text.len;
	rp_buffer_init(&plain);
	while (at < end) {
		size_t len = 1;
		uint32_t code = *at == '&' ? entity(&len, at, end) : 0;

		if (code) {
			rp_utf8_put(&plain, code);
			at += len;
		} else {
			rp_buffer_putc(&plain, *at++);
		}
	}
	text.data = rp_arena_copy(statements->arena, plain.data, plain.len);
	text.len = text.data ? plain.len : 0;
	statements->failed |= plain.failed || !text.data;
	rp_buffer_dispose(&plain);
	return trim(text);
}
