/* SPDX-License-Identifier: Apache-2.0 */
#include "buffer.h"
#include "json_extent.h"
#include "testing.h"

static enum rp_json_extent_state state_of(size_t *at, const char *bytes)
{
	struct rp_json_extent extent = {.at = 0};
	enum rp_json_extent_state state =
	    rp_json_extent_step(&extent, bytes, strlen(bytes));

	*at = extent.at;
	return state;
}

static void assert_ends(const char *bytes, const char *rest)
{
	size_t at;

	cr_assert_eq(state_of(&at, bytes), RP_JSON_EXTENT_ENDS, "%s", bytes);
	cr_assert_str_eq(bytes + at, rest);
}

static void assert_damaged(const char *bytes, const char *from)
{
	size_t at;

	cr_assert_eq(state_of(&at, bytes), RP_JSON_EXTENT_DAMAGED, "%s", bytes);
	cr_assert_str_eq(bytes + at, from);
}

static void assert_more(const char *bytes)
{
	size_t at;

	cr_assert_eq(state_of(&at, bytes), RP_JSON_EXTENT_MORE, "%s", bytes);
	cr_assert_eq(at, strlen(bytes));
}

Test(json_extent, ends_with_the_value)
{
	assert_ends("{},{}", ",{}");
	assert_ends("{\"a\":[1,{\"b\":{}}]} x", " x");
	assert_ends("{\"}\\\"]\":\"\\\\\"}]", "]");
	assert_ends("\"a, b\" ", " ");
	assert_ends("[[],[{}]]", "");
	assert_ends("null]", "]");
	assert_ends("-1.5e+7,", ",");
	assert_ends("{\"a\":NaN}", "");
	assert_ends("[1,]", "");
}

Test(json_extent, goes_on_at_the_end_of_what_is_seen)
{
	assert_more("{\"a\": \"12345678");
	assert_more("{\"a\": \"1\\");
	assert_more("{\"a\": [1, 2");
	assert_more("12");
	assert_more("\"a");
}

Test(json_extent, tells_damage_where_it_is)
{
	assert_damaged("{\"a\":\"b,\n{\"a\":1}", "\n{\"a\":1}");
	assert_damaged("{\"a\":\"b\\\n\"}", "\n\"}");
	assert_damaged("{\"a\":1,{\"a\":1}", "{\"a\":1}");
	assert_damaged("{\"a\":1 {\"a\":1}", "{\"a\":1}");
	assert_damaged("{\"a\":[1}", "}");
	assert_damaged("[1,{]", "]");
	assert_damaged("{\"a\" \"b\"}", "\"b\"}");
	assert_damaged("{\"a\":b c}", "c}");
	assert_damaged("{\"a\":'b'}", "'b'}");
	assert_damaged("{\"a\":\"b\"c\"}", "c\"}");
	assert_damaged("{\"a\":[\"b\"[", "[");
	assert_damaged("}", "}");
}

Test(json_extent, has_a_limit_of_depth)
{
	char deep[RP_JSON_EXTENT_DEPTH + 2];
	size_t at;

	memset(deep, '[', RP_JSON_EXTENT_DEPTH + 1);
	deep[RP_JSON_EXTENT_DEPTH + 1] = '\0';
	cr_assert_eq(state_of(&at, deep), RP_JSON_EXTENT_DAMAGED);
	cr_assert_eq(at, RP_JSON_EXTENT_DEPTH);
	deep[RP_JSON_EXTENT_DEPTH] = '\0';
	assert_more(deep);
}

/* ----- against values that are made, whose end is known ----- */

static void put_blanks(struct rp_buffer *out, uint64_t *state)
{
	static const char *const blanks[] = {"", "", "", " ", "\n", "\r\n\t"};

	rp_buffer_puts(out, blanks[draw(state) % 6]);
}

static void put_string(struct rp_buffer *out, uint64_t *state)
{
	static const char *const parts[] = {
	    "a", "word and word ", "\\\"",     "\\\\", "\\n",
	    "{", "}],:",	   "\xc3\xa4", "'",    "\\u0041"};
	size_t count = draw(state) % 12;

	rp_buffer_putc(out, '"');
	while (count-- > 0)
		rp_buffer_puts(out, parts[draw(state) % 10]);
	rp_buffer_putc(out, '"');
}

static void put_value(struct rp_buffer *out, uint64_t *state, unsigned depth);

static void put_members(struct rp_buffer *out, uint64_t *state, unsigned depth,
			bool object)
{
	size_t count = draw(state) % 4;
	size_t i;

	rp_buffer_putc(out, object ? '{' : '[');
	for (i = 0; i < count; i++) {
		if (i > 0)
			rp_buffer_putc(out, ',');
		put_blanks(out, state);
		if (object) {
			put_string(out, state);
			put_blanks(out, state);
			rp_buffer_putc(out, ':');
			put_blanks(out, state);
		}
		put_value(out, state, depth + 1);
		put_blanks(out, state);
	}
	rp_buffer_putc(out, object ? '}' : ']');
}

static void put_value(struct rp_buffer *out, uint64_t *state, unsigned depth)
{
	static const char *const words[] = {"true", "null", "-12.5E3", "0"};
	unsigned kind = (unsigned)(draw(state) % (depth > 5 ? 2 : 4));

	if (kind == 0)
		rp_buffer_puts(out, words[draw(state) % 4]);
	else if (kind == 1)
		put_string(out, state);
	else
		put_members(out, state, depth, kind == 2);
}

/* However the bytes come into view, and though those seen are let go of. */
Test(json_extent, ends_values_however_they_come)
{
	uint64_t state = 7;
	size_t round;

	for (round = 0; round < 3000; round++) {
		struct rp_json_extent extent = {.at = 0};
		enum rp_json_extent_state found = RP_JSON_EXTENT_MORE;
		struct rp_buffer value;
		size_t len;
		size_t view = 0;
		size_t gone = 0;

		rp_buffer_init(&value);
		put_value(&value, &state, 0);
		len = value.len;
		rp_buffer_puts(&value, draw(&state) % 2 ? ",{}" : "\n\"");
		while (found == RP_JSON_EXTENT_MORE && view < value.len) {
			view += 1 + draw(&state) % 20;
			view = view < value.len ? view : value.len;
			if (draw(&state) % 2) {
				gone += extent.at;
				extent.at = 0;
			}
			found = rp_json_extent_step(&extent, value.data + gone,
						    view - gone);
		}
		cr_assert_eq(found, RP_JSON_EXTENT_ENDS, "%.*s", (int)len,
			     value.data);
		cr_assert_eq(gone + extent.at, len, "%.*s", (int)len,
			     value.data);
		rp_buffer_dispose(&value);
	}
}
