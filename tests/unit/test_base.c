/* SPDX-License-Identifier: Apache-2.0 */
#include "arena.h"
#include "ascii.h"
#include "buffer.h"
#include "chunks.h"
#include "flags.h"
#include "json.h"
#include "printable.h"
#include "repeats.h"
#include "sort.h"
#include "testing.h"
#include "utf8.h"

Test(arena, gives_aligned_pieces_and_takes_all_back)
{
	struct rp_arena arena;
	size_t round;
	size_t i;

	rp_arena_init(&arena, 0);
	for (round = 0; round < 3; round++) {
		for (i = 1; i < 3000; i++) {
			char *piece = rp_arena_alloc(&arena, i);

			cr_assert_not_null(piece);
			cr_assert_eq((uintptr_t)piece % 16, 0);
			memset(piece, (int)i, i);
		}
		rp_arena_reset(&arena);
		cr_assert_eq(arena.used, 0);
	}
	rp_arena_dispose(&arena);
}

Test(arena, refuses_past_its_limit)
{
	struct rp_arena arena;

	rp_arena_init(&arena, 1000);
	cr_assert_not_null(rp_arena_alloc(&arena, 900));
	cr_assert_null(rp_arena_alloc(&arena, 200));
	cr_assert_not_null(rp_arena_alloc(&arena, 50));
	cr_assert_null(rp_arena_alloc(&arena, SIZE_MAX));
	rp_arena_dispose(&arena);
}

Test(buffer, is_terminated_from_the_start)
{
	struct rp_buffer buffer;

	rp_buffer_init(&buffer);
	cr_assert_str_eq(buffer.data, "");
	rp_buffer_printf(&buffer, "%s-%d", "a", 7);
	rp_buffer_putc(&buffer, '!');
	cr_assert_str_eq(buffer.data, "a-7!");
	rp_buffer_clear(&buffer);
	cr_assert_str_eq(buffer.data, "");
	rp_buffer_dispose(&buffer);
}

Test(buffer, prints_more_than_its_first_guess)
{
	struct rp_buffer buffer;
	char text[1001];

	memset(text, 'x', 1000);
	text[1000] = '\0';
	rp_buffer_init(&buffer);
	rp_buffer_printf(&buffer, "<%s>", text);
	cr_assert_eq(buffer.len, 1002);
	rp_buffer_dispose(&buffer);
}

Test(buffer, keeps_a_failure_until_cleared)
{
	struct rp_buffer buffer;

	rp_buffer_init(&buffer);
	cr_assert_eq(rp_buffer_reserve(&buffer, SIZE_MAX), RP_ENOMEM);
	rp_buffer_puts(&buffer, "lost");
	cr_assert_eq(rp_buffer_status(&buffer), RP_ENOMEM);
	cr_assert_eq(buffer.len, 0);
	rp_buffer_clear(&buffer);
	rp_buffer_puts(&buffer, "back");
	cr_assert_str_eq(buffer.data, "back");
	rp_buffer_dispose(&buffer);
}

Test(chunks, never_move_an_element)
{
	struct rp_chunks chunks;
	uint64_t *first;
	uint64_t i;

	rp_chunks_init(&chunks, sizeof(uint64_t));
	first = rp_chunks_push(&chunks);
	*first = 0;
	for (i = 1; i < 200000; i++)
		*(uint64_t *)rp_chunks_push(&chunks) = i;
	cr_assert_eq(rp_chunks_at(&chunks, 0), first);
	for (i = 0; i < 200000; i += 777)
		cr_assert_eq(*(uint64_t *)rp_chunks_at(&chunks, i), i);
	rp_chunks_dispose(&chunks);
}

/* Every encoding of a scalar value is valid and decodes to it; every prefix
 * of it is not. */
Test(utf8, decodes_what_it_encodes)
{
	struct rp_buffer out;
	uint32_t code;

	rp_buffer_init(&out);
	for (code = 0; code <= 0x10ffff; code += code < 0x900 ? 1 : 61) {
		size_t used;

		if (code >= 0xd800 && code < 0xe000)
			continue;
		rp_buffer_clear(&out);
		rp_utf8_put(&out, code);
		cr_assert_eq(rp_utf8_decode(&used, out.data, out.len), code);
		cr_assert_eq(used, out.len);
		cr_assert_eq(rp_utf8_valid_len(out.data, out.len), out.len);
		if (out.len > 1)
			cr_assert_eq(rp_utf8_valid_len(out.data, out.len - 1),
				     0);
	}
	rp_buffer_dispose(&out);
}

static size_t valid_by_decoding(const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t used;
		uint32_t code = rp_utf8_decode(&used, bytes + at, len - at);

		if (code == 0xfffd &&
		    (used != 3 || memcmp(bytes + at, "\xef\xbf\xbd", 3) != 0))
			break;
		at += used;
	}
	return at;
}

/* Texts of all densities, sound, with one byte changed, or cut anywhere. */
Test(utf8, is_valid_up_to_the_first_error)
{
	static const uint32_t most[] = {0x7f, 0x7ff, 0xffff, 0x10ffff};
	struct rp_buffer out;
	uint64_t state = 31;
	unsigned sound = 0;
	int round;

	rp_buffer_init(&out);
	for (round = 0; round < 40000; round++) {
		size_t target = draw(&state) % 400;
		unsigned blanks = 1 + (unsigned)(draw(&state) % 30);
		uint32_t limit = most[draw(&state) % 4];

		rp_buffer_clear(&out);
		while (out.len < target) {
			uint32_t code = (uint32_t)(draw(&state) % (limit + 1));

			if (draw(&state) % blanks == 0 ||
			    (code >= 0xd800 && code < 0xe000))
				code = ' ';
			rp_utf8_put(&out, code);
		}
		if (round % 3 == 1 && out.len)
			out.data[draw(&state) % out.len] = (char)draw(&state);
		if (round % 3 == 2 && out.len)
			out.len -= draw(&state) % (out.len < 4 ? out.len : 4);
		cr_assert_eq(rp_utf8_valid_len(out.data, out.len),
			     valid_by_decoding(out.data, out.len));
		sound += rp_utf8_valid_len(out.data, out.len) == out.len;
	}
	cr_assert(sound > 10000 && sound < 35000);
	rp_buffer_dispose(&out);
}

/* Each pair of bytes, and each of three behind what narrows the second, at the
 * end of a dense text. */
Test(utf8, knows_every_second_byte)
{
	char text[80];
	unsigned first;
	unsigned second;

	for (first = 0; first < 256; first++)
		for (second = 0; second < 256; second++) {
			memset(text, 0, sizeof(text));
			memcpy(text, "\xd0\x90\xd0\x90", 4);
			text[4] = (char)first;
			text[5] = (char)second;
			text[6] = (char)0x80;
			text[7] = (char)0xbf;
			cr_assert_eq(rp_utf8_valid_len(text, sizeof(text)),
				     valid_by_decoding(text, sizeof(text)),
				     "%02x %02x", first, second);
		}
}

/* Unicode 15, table 3-8: one U+FFFD for each maximal subpart. */
Test(utf8, replaces_maximal_subparts)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	cr_assert_eq(rp_utf8_repair(&out,
				    "\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63"
				    "\x80\xbf\x64",
				    13),
		     6);
	cr_assert_str_eq(out.data, "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
				   "b\xef\xbf\xbd"
				   "c\xef\xbf\xbd\xef\xbf\xbd"
				   "d");
	rp_buffer_clear(&out);
	/* overlong, surrogate, too large */
	cr_assert_eq(rp_utf8_repair(&out, "\xc0\xaf", 2), 2);
	cr_assert_eq(rp_utf8_repair(&out, "\xed\xa0\x80", 3), 3);
	cr_assert_eq(rp_utf8_repair(&out, "\xf4\x90\x80\x80", 4), 4);
	/* U+FFFD itself is no error */
	cr_assert_eq(rp_utf8_repair(&out, "\xef\xbf\xbd", 3), 0);
	rp_buffer_dispose(&out);
}

static int compare(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a;
	uint64_t second = *(const uint64_t *)b;

	return first < second ? -1 : first > second;
}

Test(sort, agrees_with_qsort)
{
	uint64_t state = 5;
	size_t count;

	for (count = 0; count < 3000; count = count * 2 + 1) {
		uint64_t *a = malloc((count + 1) * sizeof(*a));
		uint64_t *b = malloc((count + 1) * sizeof(*b));
		uint64_t *scratch = malloc((count + 1) * sizeof(*b));
		size_t i;

		for (i = 0; i < count; i++)
			a[i] = b[i] = draw(&state) >> draw(&state) % 64;
		rp_sort_u64(a, scratch, count, 0);
		qsort(b, count, sizeof(*b), compare);
		cr_assert_eq(memcmp(a, b, count * sizeof(*a)), 0);
		free(a);
		free(b);
		free(scratch);
	}
}

/* Spread evenly, in clumps of equal high bits, and all equal. */
Test(sort, of_hashed_values_agrees_with_qsort)
{
	size_t count;
	unsigned shape;

	for (count = 0; count < 70000; count = count * 3 + 1)
		for (shape = 0; shape < 4; shape++) {
			uint64_t *a = malloc((count + 1) * sizeof(*a));
			uint64_t *b = malloc((count + 1) * sizeof(*b));
			uint64_t *scratch = malloc((count + 1) * sizeof(*a));
			uint64_t state = count + shape;
			size_t i;

			for (i = 0; i < count; i++) {
				uint64_t value = draw(&state);

				if (shape == 1 && value % 3)
					value = 7u << 31 | i;
				if (shape == 2)
					value >>= 50;
				if (shape == 3)
					value = 5;
				a[i] = b[i] = value;
			}
			rp_sort_hashed(a, scratch, count, 64);
			qsort(b, count, sizeof(*b), compare);
			cr_assert_eq(memcmp(a, b, count * sizeof(*a)), 0,
				     "%zu values of shape %u", count, shape);
			free(a);
			free(b);
			free(scratch);
		}
}

Test(sort, divides_by_a_digit)
{
	enum { COUNT = 5000 };
	static uint64_t values[COUNT];
	static uint64_t out[COUNT];
	size_t ends[16];
	uint64_t state = 3;
	size_t at = 0;
	size_t digit;
	size_t i;

	for (i = 0; i < COUNT; i++)
		values[i] = draw(&state) % 13 << 20 | i << 24 | i % 1000;
	rp_sort_divide(ends, out, values, COUNT, 20, 4);
	/* In order of digits, and of those with one digit in their own. */
	for (digit = 0; digit < 16; digit++) {
		for (i = 0; i < COUNT; i++)
			if ((values[i] >> 20 & 15) == digit)
				cr_assert_eq(out[at++], values[i]);
		cr_assert_eq(ends[digit], at);
	}
	cr_assert_eq(at, COUNT);
}

Test(sort, is_stable_above_its_first_bit)
{
	uint64_t values[1000];
	uint64_t scratch[1000];
	size_t i;

	for (i = 0; i < 1000; i++)
		values[i] = (uint64_t)(i * 7 % 5) << 32 | i;
	rp_sort_u64(values, scratch, 1000, 32);
	for (i = 1; i < 1000; i++)
		cr_assert_lt(values[i - 1], values[i]);
}

/* By several threads: spread, with few high bits, one far above the others, all
 * equal, and stable above the first bit sorted by. */
Test(sort, by_threads_agrees_with_one)
{
	static const size_t counts[] = {0, 1, 65535, 65536, 200001};
	size_t shape;

	for (shape = 0; shape < 20; shape++) {
		size_t count = counts[shape % 5];
		unsigned from_bit = shape % 2 ? 32 : 0;
		uint64_t *a = malloc((count + 1) * sizeof(*a));
		uint64_t *b = malloc((count + 1) * sizeof(*b));
		uint64_t *scratch = malloc((count + 1) * sizeof(*a));
		uint64_t state = shape;
		size_t i;

		for (i = 0; i < count; i++)
			a[i] = shape < 5    ? draw(&state)
			       : shape < 10 ? draw(&state) >> 40 << 31 | i % 7
			       : shape < 15 ? (i == 9 ? UINT64_MAX : i * 77)
					    : 5;
		memcpy(b, a, count * sizeof(*a));
		cr_assert_eq(rp_sort_parallel(a, scratch, count, from_bit,
					      (unsigned)shape % 3 + 2),
			     RP_OK);
		rp_sort_u64(b, scratch, count, from_bit);
		cr_assert_eq(memcmp(a, b, count * sizeof(*a)), 0, "shape %zu",
			     shape);
		free(a);
		free(b);
		free(scratch);
	}
}

static bool among(const uint64_t *sorted, size_t count, uint64_t value)
{
	return bsearch(&value, sorted, count, sizeof(*sorted), compare);
}

/* Values with a key that two have are kept, few others are, and all come
 * sorted; also where keys are few, or all the same. */
Test(repeats, are_kept_and_sorted)
{
	static const size_t counts[] = {0, 1, 50, 65536, 65537, 400000};
	struct rp_repeats repeats = {NULL, 0};
	unsigned shape;

	for (shape = 0; shape < 18; shape++) {
		size_t count = counts[shape % 6];
		uint64_t mask = shape < 6    ? UINT64_MAX
				: shape < 12 ? (uint64_t)0xfff00 << 44
					     : 0;
		uint64_t *all = malloc((count + 1) * sizeof(*all));
		uint64_t *values = malloc((count + 1) * sizeof(*values));
		uint64_t *scratch = malloc((count + 1) * sizeof(*scratch));
		uint64_t state = shape;
		size_t alone = 0;
		size_t kept;
		size_t i;

		for (i = 0; i < count; i++) {
			uint64_t key = draw(&state) & mask;

			values[i] = key >> 32 << 32 | i;
			if (i % 4 == 3)
				values[i] = values[i - 2] >> 32 << 32 | i;
			all[i] = values[i];
		}
		qsort(all, count, sizeof(*all), compare);
		cr_assert_eq(rp_repeats_sort(&kept, &repeats, values, scratch,
					     count, 32),
			     RP_OK);
		for (i = 0; i < count; i++) {
			bool two =
			    (i > 0 && all[i - 1] >> 32 == all[i] >> 32) ||
			    (i + 1 < count && all[i + 1] >> 32 == all[i] >> 32);
			bool is = among(values, kept, all[i]);

			cr_assert(is || !two);
			alone += is && !two;
		}
		for (i = 1; i < kept; i++)
			cr_assert_lt(values[i - 1], values[i]);
		cr_assert_leq(alone, count / 6);
		free(all);
		free(values);
		free(scratch);
	}
	rp_repeats_dispose(&repeats);
}

Test(sort, removes_repetitions)
{
	uint64_t values[] = {1, 1, 2, 3, 3, 3};

	cr_assert_eq(rp_sort_unique(values, 6), 3);
	cr_assert_eq(values[2], 3);
	cr_assert_eq(rp_sort_unique(values, 0), 0);
}

Test(json, escapes_and_repairs)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	rp_json_string(&out, (struct rp_str){"a\"\\\n\x01\0b\xff", 8});
	cr_assert_str_eq(out.data,
			 "\"a\\\"\\\\\\n\\u0001\\u0000b\xef\xbf\xbd\"");
	rp_buffer_dispose(&out);
}

/* Wherever in eight bytes one stands that needs an escape. */
Test(json, escapes_bytes_wherever_they_stand)
{
	static const char *const escapes[] = {"\\\"", "\\\\", "\\n", "\\u001f"};
	static const char bytes[] = "\"\\\n\x1f";
	char text[24];
	size_t at;
	size_t k;

	for (at = 0; at < sizeof(text); at++)
		for (k = 0; k < 4; k++) {
			struct rp_buffer out;
			char expected[40];

			memset(text, 'a', sizeof(text));
			text[(at + 5) % sizeof(text)] = '\x20';
			text[(at + 9) % sizeof(text)] = '\xa2';
			text[at] = bytes[k];
			snprintf(expected, sizeof(expected), "%.*s%s%.*s",
				 (int)at, text, escapes[k],
				 (int)(sizeof(text) - at - 1), text + at + 1);
			rp_buffer_init(&out);
			rp_json_escape(&out, text, sizeof(text));
			cr_assert_eq(out.len, strlen(expected));
			cr_assert_arr_eq(out.data, expected, out.len);
			rp_buffer_dispose(&out);
		}
}

Test(json, parts_fields_by_commas)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	rp_buffer_putc(&out, '{');
	rp_json_field_cstr(&out, "a", "{");
	rp_json_field_u64(&out, "b", 7);
	rp_json_field_share(&out, "c", 0.5);
	rp_json_field_bool(&out, "d", true);
	rp_buffer_putc(&out, '}');
	cr_assert_str_eq(out.data,
			 "{\"a\":\"{\",\"b\":7,\"c\":0.5000,\"d\":true}");
	rp_buffer_dispose(&out);
}

Test(printable, takes_the_terminal_out_of_text)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	rp_printable(&out, str("a\x1b[31m\nb\xc2\x9b\x9b é"), 100);
	cr_assert_str_eq(out.data, "a [31m b \xef\xbf\xbd é");
	rp_buffer_clear(&out);
	rp_printable(&out,
		     str("a\xe2\x80\xae"
			 "b\xe2\x81\xa6"
			 "c\xe2\x80\xa8"
			 "d"),
		     100);
	cr_assert_str_eq(out.data, "a b c d");
	rp_buffer_clear(&out);
	rp_printable(&out, str("abcé"), 4);
	cr_assert_str_eq(out.data, "abc…");
	rp_buffer_dispose(&out);
}

Test(status, has_a_sentence_for_each)
{
	int status;

	for (status = RP_OK; status >= RP_EFULL; status--)
		cr_assert_str_neq(rp_strerror(status), "unknown error");
	cr_assert_str_eq(rp_strerror(-1000), "unknown error");
	cr_assert_str_eq(rp_version(), RP_VERSION_STRING);
}

Test(flags, finds_the_first_byte_with_a_bit)
{
	unsigned char flags[64];
	uint64_t state = 9;
	size_t round;

	for (round = 0; round < 2000; round++) {
		unsigned char bits = (unsigned char)(1u << draw(&state) % 8);
		size_t end = draw(&state) % (sizeof(flags) + 1);
		size_t from = draw(&state) % (end + 1);
		size_t expected = from;
		size_t i;

		for (i = 0; i < sizeof(flags); i++)
			flags[i] = draw(&state) % 16
				       ? (unsigned char)~bits
				       : (unsigned char)draw(&state);
		while (expected < end && !(flags[expected] & bits))
			expected++;
		cr_assert_eq(rp_flags_next(flags, bits, from, end), expected);
	}
}

/* Against the functions of C in the locale "C", on drawn bytes. */
Test(ascii, compares_as_c_does)
{
	uint64_t state = 9;
	int round;

	for (round = 0; round < 200000; round++) {
		char a[8] = {0};
		char b[8] = {0};
		size_t count = draw(&state) % 8;
		size_t i;

		for (i = 0; i < draw(&state) % 8; i++) {
			static const char bytes[] = "aAbZz[{@`i\xc4\xb0\xe4";

			a[i] = bytes[draw(&state) % (sizeof(bytes) - 1)];
			b[i] = draw(&state) % 4
				   ? (char)(a[i] ^ (draw(&state) % 2 << 5))
				   : bytes[draw(&state) % (sizeof(bytes) - 1)];
		}
		cr_assert_eq(rp_ascii_compare(a, b) == 0, strcasecmp(a, b) == 0,
			     "%s %s", a, b);
		cr_assert_eq(rp_ascii_compare(a, b) < 0, strcasecmp(a, b) < 0);
		cr_assert_eq(rp_ascii_compare_some(a, b, count) == 0,
			     strncasecmp(a, b, count) == 0, "%s %s %zu", a, b,
			     count);
		if (*b)
			cr_assert_eq(rp_ascii_find(a, b), strcasestr(a, b),
				     "%s %s", a, b);
	}
}
