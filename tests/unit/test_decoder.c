/* SPDX-License-Identifier: Apache-2.0 */
#include "decoder.h"
#include "deflating.h"
#include "testing.h"

#include <zstd.h>

#define PLAIN ((size_t)300000)
#define ROOM  (PLAIN * 2)

/* What a member unpacked to, and how it ended. */
struct outcome {
	char bytes[ROOM];
	size_t len;
	size_t used; /* of the input */
	enum rp_decoder_state state;
	char damage[120];
};

static void make_plain(char plain[PLAIN])
{
	uint64_t state = 11;
	size_t len = 0;

	while (len + 400 < PLAIN)
		len += draw_words(plain + len, 400, 40, &state);
	memset(plain + len, '.', PLAIN - len);
}

static size_t pack(unsigned char *out, enum rp_codec codec, const char *bytes,
		   size_t len)
{
	if (codec == RP_CODEC_ZSTD)
		return ZSTD_compress(out, ROOM, bytes, len, 3);
	return deflate_member(out, ROOM, bytes, len,
			      (struct deflating){6, 8, 0});
}

/* Unpack one member that comes in pieces of up to most_in bytes, more where
 * they are not enough, and goes in such of up to most_out. */
static void unpack(struct outcome *out, struct rp_decoder *decoder,
		   enum rp_codec codec, const unsigned char *input, size_t len,
		   size_t most_in, size_t most_out)
{
	struct rp_error error;
	size_t given = 0;

	memset(out, 0, sizeof(*out));
	cr_assert_eq(rp_decoder_begin(decoder, codec, &error), 0);
	for (;;) {
		const size_t left = len - out->used;
		struct rp_decoder_input some = {input + out->used, left, true};
		size_t used;
		size_t n;

		given += most_in;
		if (given < left) {
			some.len = given;
			some.last = false;
		}
		n = rp_decoder_read(
		    decoder, out->bytes + out->len,
		    most_out < ROOM - out->len ? most_out : ROOM - out->len,
		    &some, &used);
		out->len += n;
		out->used += used;
		if (rp_decoder_state(decoder) != RP_DECODER_UNDER_WAY)
			break;
		/* More input is asked for. */
		if (n || used)
			given = 0;
		else if (some.last)
			break;
		else
			cr_assert_lt(some.len, RP_DECODER_TRIAL);
	}
	out->state = rp_decoder_state(decoder);
	if (out->state == RP_DECODER_DAMAGED)
		strcpy(out->damage, rp_decoder_damage(decoder));
}

static const size_t steps[][2] = {
    {1, 2}, {7, 3}, {4096, 2}, {1, 70000}, {100000, 100001}};

/* However the bytes come and go, the same is made of them; what stands behind
 * the member is left. */
static void assert_same(const struct outcome *expected, enum rp_codec codec,
			const unsigned char *input, size_t len)
{
	struct outcome *found = malloc(sizeof(*found));
	struct rp_decoder *decoder = rp_decoder_create();
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		unpack(found, decoder, codec, input, len, steps[i][0],
		       steps[i][1]);
		cr_assert_eq(found->state, expected->state);
		cr_assert_eq(found->len, expected->len, "%zu of %zu bytes",
			     found->len, expected->len);
		cr_assert_eq(memcmp(found->bytes, expected->bytes, found->len),
			     0);
		cr_assert_str_eq(found->damage, expected->damage);
		if (found->state == RP_DECODER_ENDED)
			cr_assert_eq(found->used, expected->used);
	}
	rp_decoder_free(decoder);
	free(found);
}

static void check(enum rp_codec codec)
{
	struct outcome *whole = malloc(sizeof(*whole));
	struct rp_decoder *decoder = rp_decoder_create();
	unsigned char *packed = malloc(ROOM);
	char *plain = malloc(PLAIN);
	uint64_t state = 5;
	size_t len;
	int turn;

	make_plain(plain);
	len = pack(packed, codec, plain, PLAIN);
	memcpy(packed + len, "behind", 6);
	unpack(whole, decoder, codec, packed, len + 6, ROOM, ROOM);
	cr_assert_eq(whole->state, RP_DECODER_ENDED);
	cr_assert_eq(whole->len, PLAIN);
	cr_assert_eq(memcmp(whole->bytes, plain, PLAIN), 0);
	cr_assert_eq(whole->used, len);
	assert_same(whole, codec, packed, len + 6);

	/* Cut off: it waits for more, and its last byte is not told. */
	unpack(whole, decoder, codec, packed, len - 1, ROOM, ROOM);
	cr_assert_eq(whole->state, RP_DECODER_UNDER_WAY);
	cr_assert_lt(whole->len, PLAIN);
	cr_assert_eq(memcmp(whole->bytes, plain, whole->len), 0);
	assert_same(whole, codec, packed, len - 1);

	for (turn = 0; turn < 12; turn++) {
		size_t at = 4 + draw(&state) % (len - 4);
		unsigned char bit = (unsigned char)(1u << draw(&state) % 8);

		packed[at] ^= bit;
		unpack(whole, decoder, codec, packed, len, ROOM, ROOM);
		/* Heads have bits that say nothing. */
		if (whole->state != RP_DECODER_ENDED)
			cr_assert_lt(whole->len, ROOM);
		assert_same(whole, codec, packed, len);
		packed[at] ^= bit;
	}
	free(plain);
	free(packed);
	rp_decoder_free(decoder);
	free(whole);
}

Test(decoder, makes_the_same_of_gzip_however_it_comes)
{
	check(RP_CODEC_GZIP);
}

Test(decoder, makes_the_same_of_zstandard_however_it_comes)
{
	check(RP_CODEC_ZSTD);
}

/* A byte that the checksum does not bear out is not the whole member's. */
Test(decoder, tells_the_last_byte_only_of_what_its_checksum_holds_good)
{
	struct outcome *found = malloc(sizeof(*found));
	struct rp_decoder *decoder = rp_decoder_create();
	unsigned char packed[256];
	unsigned char *room = malloc(ROOM);
	size_t len = pack(room, RP_CODEC_GZIP, "one record\n", 11);

	memcpy(packed, room, len);
	packed[len - 8] ^= 1; /* CRC32, RFC 1952, 2.3.1 */
	unpack(found, decoder, RP_CODEC_GZIP, packed, len, 256, 256);
	cr_assert_eq(found->state, RP_DECODER_DAMAGED);
	cr_assert_eq(found->len, 10);
	cr_assert_eq(memcmp(found->bytes, "one record", 10), 0);
	cr_assert(strstr(found->damage, "damaged gzip data"), "%s",
		  found->damage);

	/* What was begun anew knows nothing of it. */
	unpack(found, decoder, RP_CODEC_GZIP, room, len, 256, 256);
	cr_assert_eq(found->state, RP_DECODER_ENDED);
	cr_assert_eq(found->len, 11);
	free(room);
	rp_decoder_free(decoder);
	free(found);
}

Test(decoder, knows_members_by_their_first_bytes)
{
	static const struct {
		const char *bytes;
		size_t len;
		enum rp_codec codec;
	} cases[] = {
	    {"\x1f\x8b\x08", 3, RP_CODEC_GZIP},
	    {"\x1f", 1, RP_CODEC_NONE},
	    {"\x28\xb5\x2f\xfd", 4, RP_CODEC_ZSTD},
	    {"\x28\xb5\x2f", 3, RP_CODEC_NONE},
	    {"\x50\x2a\x4d\x18", 4, RP_CODEC_ZSTD},
	    {"\x5f\x2a\x4d\x18", 4, RP_CODEC_ZSTD},
	    {"\x60\x2a\x4d\x18", 4, RP_CODEC_NONE},
	    {"WARC", 4, RP_CODEC_NONE},
	    {"", 0, RP_CODEC_NONE},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(
		    rp_decoder_codec((const unsigned char *)cases[i].bytes,
				     cases[i].len),
		    cases[i].codec, "case %zu", i);
}
