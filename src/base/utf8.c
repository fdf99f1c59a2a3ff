/* SPDX-License-Identifier: Apache-2.0 */
/*
 * utf8.c - see utf8.h. Text is mostly ASCII, so eight bytes are tested at a
 * time before the decoder is asked.
 */
#include "utf8.h"

#include "flags.h"

#include <string.h>

#define HIGH_BITS 0x8080808080808080u
/* So few bytes of ASCII between others are those of a text of another script.
 */
#define DENSE_BYTES 8

uint32_t rp_utf8_decode(size_t *used, const char *bytes, size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;
	unsigned char low = 0x80;
	unsigned char high = 0xbf;
	size_t need;
	size_t i;
	uint32_t code;

	*used = 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0xfffd;
	need = s[0] < 0xe0 ? 1 : s[0] < 0xf0 ? 2 : 3;
	code = s[0] & (0x3fu >> need);
	/* The second byte rules out overlong forms, surrogates and values
	 * past U+10FFFF. */
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	for (i = 1; i <= need; i++) {
		if (i >= len || s[i] < low || s[i] > high) {
			*used = i;
			return 0xfffd;
		}
		code = code << 6 | (s[i] & 0x3fu);
		low = 0x80;
		high = 0xbf;
	}
	*used = need + 1;
	return code;
}

/* Bytes of pure ASCII from the start. */
static size_t ascii_len(const char *bytes, size_t len)
{
	size_t at = 0;

	/* Long stretches 64 bytes at a time, which the compiler looks at in
	 * four registers. */
	while (len - at >= 64) {
		uint64_t all = 0;
		size_t i;

		for (i = 0; i < 64; i += 8) {
			uint64_t word;

			memcpy(&word, bytes + at + i, 8);
			all |= word;
		}
		if (all & HIGH_BITS)
			break;
		at += 64;
	}
	return rp_flags_next((const unsigned char *)bytes, 0x80, at, len);
}

bool rp_utf8_is_replaced(uint32_t code, size_t used, const char *bytes)
{
	return code == 0xfffd &&
	       !(used == 3 && memcmp(bytes, "\xef\xbf\xbd", 3) == 0);
}

/* ----- checking ----- */

/*
 * Text of other scripts is checked 64 bytes at a time by an automaton, since
 * where its words end no branch can be guessed. A state is the place of its six
 * bits in the words of row; a byte's row has at each state's place the state
 * behind it, so that a step is a shift, and rows are loaded ahead (the idea is
 * Per Vognsen's, "Finite state machines with shifts", 2020).
 */
enum state {
	FINE = 0,
	BROKEN = 6,
	ONE_MORE = 12, /* bytes of the character that are still to come */
	TWO_MORE = 18,
	THREE_MORE = 24,
	BEHIND_E0 = 30, /* whose second byte is not any */
	BEHIND_ED = 36,
	BEHIND_F0 = 42,
	BEHIND_F4 = 48
};

#define AT(state, next) ((uint64_t)(next) << (state))
#define ALL_BROKEN                                                          \
	(AT(BROKEN, BROKEN) | AT(ONE_MORE, BROKEN) | AT(TWO_MORE, BROKEN) | \
	 AT(THREE_MORE, BROKEN) | AT(BEHIND_E0, BROKEN) |                   \
	 AT(BEHIND_ED, BROKEN) | AT(BEHIND_F0, BROKEN) |                    \
	 AT(BEHIND_F4, BROKEN))
/* A first byte: of ASCII, of a character of more, or of none. */
#define FIRST(next) (AT(FINE, next) | ALL_BROKEN)
#define FOLLOWS                                                       \
	(AT(FINE, BROKEN) | AT(BROKEN, BROKEN) | AT(ONE_MORE, FINE) | \
	 AT(TWO_MORE, ONE_MORE) | AT(THREE_MORE, TWO_MORE))
#define ROW_80                                                       \
	(FOLLOWS | AT(BEHIND_E0, BROKEN) | AT(BEHIND_ED, ONE_MORE) | \
	 AT(BEHIND_F0, BROKEN) | AT(BEHIND_F4, TWO_MORE))
#define ROW_90                                                       \
	(FOLLOWS | AT(BEHIND_E0, BROKEN) | AT(BEHIND_ED, ONE_MORE) | \
	 AT(BEHIND_F0, TWO_MORE) | AT(BEHIND_F4, BROKEN))
#define ROW_A0                                                       \
	(FOLLOWS | AT(BEHIND_E0, ONE_MORE) | AT(BEHIND_ED, BROKEN) | \
	 AT(BEHIND_F0, TWO_MORE) | AT(BEHIND_F4, BROKEN))

#define TIMES_4(x)  (x), (x), (x), (x)
#define TIMES_16(x) TIMES_4(x), TIMES_4(x), TIMES_4(x), TIMES_4(x)
#define TIMES_64(x) TIMES_16(x), TIMES_16(x), TIMES_16(x), TIMES_16(x)

static const uint64_t row[256] = {
    TIMES_64(FIRST(FINE)),
    TIMES_64(FIRST(FINE)),
    TIMES_16(ROW_80),
    TIMES_16(ROW_90),
    TIMES_16(ROW_A0),
    TIMES_16(ROW_A0),
    /* C0 */
    FIRST(BROKEN),
    FIRST(BROKEN),
    FIRST(ONE_MORE),
    FIRST(ONE_MORE),
    TIMES_4(FIRST(ONE_MORE)),
    TIMES_4(FIRST(ONE_MORE)),
    TIMES_4(FIRST(ONE_MORE)),
    TIMES_16(FIRST(ONE_MORE)),
    /* E0 */
    FIRST(BEHIND_E0),
    FIRST(TWO_MORE),
    FIRST(TWO_MORE),
    FIRST(TWO_MORE),
    TIMES_4(FIRST(TWO_MORE)),
    TIMES_4(FIRST(TWO_MORE)),
    FIRST(TWO_MORE),
    FIRST(BEHIND_ED),
    FIRST(TWO_MORE),
    FIRST(TWO_MORE),
    /* F0 */
    FIRST(BEHIND_F0),
    FIRST(THREE_MORE),
    FIRST(THREE_MORE),
    FIRST(THREE_MORE),
    FIRST(BEHIND_F4),
    FIRST(BROKEN),
    FIRST(BROKEN),
    FIRST(BROKEN),
    TIMES_4(FIRST(BROKEN)),
    TIMES_4(FIRST(BROKEN)),
};

/* Whole characters of 64 bytes and the few that end the last one; 0 if they are
 * not all well-formed, or there are less. */
static size_t block_len(const char *bytes, size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;
	uint64_t state = FINE;
	size_t at;

	if (len < 64 + 3)
		return 0;
	for (at = 0; at < 64; at++)
		state = row[s[at]] >> (state & 63);
	while ((state & 63) != FINE && at < 64 + 3)
		state = row[s[at++]] >> (state & 63);
	return (state & 63) == FINE ? at : 0;
}

size_t rp_utf8_valid_len(const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t plain = ascii_len(bytes + at, len - at);
		size_t used;
		uint32_t code;

		at += plain;
		if (at == len)
			break;
		if (plain < DENSE_BYTES) {
			used = block_len(bytes + at, len - at);
			at += used;
			if (used)
				continue;
		}
		code = rp_utf8_decode(&used, bytes + at, len - at);
		if (rp_utf8_is_replaced(code, used, bytes + at))
			return at;
		at += used;
	}
	return at;
}

size_t rp_utf8_encode(char bytes[4], uint32_t code)
{
	if (code < 0x80) {
		bytes[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		bytes[0] = (char)(0xc0 | code >> 6);
		bytes[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		bytes[0] = (char)(0xe0 | code >> 12);
		bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	bytes[0] = (char)(0xf0 | code >> 18);
	bytes[1] = (char)(0x80 | (code >> 12 & 0x3f));
	bytes[2] = (char)(0x80 | (code >> 6 & 0x3f));
	bytes[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

void rp_utf8_put(struct rp_buffer *out, uint32_t code)
{
	char bytes[4];

	rp_buffer_append(out, bytes, rp_utf8_encode(bytes, code));
}

size_t rp_utf8_repair(struct rp_buffer *out, const char *bytes, size_t len)
{
	size_t count = 0;
	size_t at = 0;

	while (at < len) {
		size_t good = rp_utf8_valid_len(bytes + at, len - at);
		size_t used;

		rp_buffer_append(out, bytes + at, good);
		at += good;
		if (at == len)
			break;
		rp_utf8_decode(&used, bytes + at, len - at);
		rp_buffer_puts(out, "\xef\xbf\xbd");
		at += used;
		count++;
	}
	return count;
}

size_t rp_utf8_mark(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* ----- what is no UTF-8 at all ----- */

/* Bytes without a zero among the first few are looked at no further. */
#define WIDE_FIRST 16
#define WIDE_LOOK  1024

static const char *wide_by_mark(size_t *skip, const char *bytes, size_t len)
{
	static const struct {
		const char *mark;
		size_t len;
		const char *encoding;
	} marks[] = {{"\xff\xfe\0\0", 4, "utf-32le"},
		     {"\0\0\xfe\xff", 4, "utf-32be"},
		     {"\xff\xfe", 2, "utf-16le"},
		     {"\xfe\xff", 2, "utf-16be"}};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (len >= marks[i].len &&
		    memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
			*skip = marks[i].len;
			return marks[i].encoding;
		}
	return NULL;
}

static bool is_space(unsigned char c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

const char *rp_utf8_wider(size_t *skip, const char *bytes, size_t len)
{
	const char *marked = wide_by_mark(skip, bytes, len);
	size_t zeros[2] = {0, 0};    /* in even and in odd places */
	size_t controls[2] = {0, 0}; /* no letters and no white space */
	size_t pairs;
	size_t i;

	if (marked)
		return marked;
	*skip = 0;
	if (len < WIDE_FIRST || !memchr(bytes, 0, WIDE_FIRST))
		return NULL;
	pairs = (len < WIDE_LOOK ? len : WIDE_LOOK) / 2;
	for (i = 0; i < pairs * 2; i++) {
		unsigned char c = (unsigned char)bytes[i];

		zeros[i & 1] += c == 0;
		controls[i & 1] += c > 0 && c < ' ' && !is_space(c);
	}
	/* Half of the characters are Latin, none is U+0000, and few are control
	 * characters: samples and tables of numbers have many. */
	if (zeros[1] * 2 >= pairs && zeros[0] * 10 <= pairs &&
	    controls[0] * 30 <= pairs)
		return "utf-16le";
	if (zeros[0] * 2 >= pairs && zeros[1] * 10 <= pairs &&
	    controls[1] * 30 <= pairs)
		return "utf-16be";
	return NULL;
}
