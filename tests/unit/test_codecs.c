/* SPDX-License-Identifier: Apache-2.0 */
/* ISA-L held against zlib: on drawn members, whole, changed and cut off. */
#include "codec.h"
#include "deflating.h"
#include "testing.h"

#ifdef RP_WITH_ISAL

#define PLAIN ((size_t)400000)
#define ROOM  (PLAIN * 2)

struct outcome {
	char *bytes; /* ROOM */
	size_t len;
	size_t used;
	struct rp_codec_report report;
};

/* How many bytes from 1 on; 0: all there are. */
struct pieces {
	size_t in;
	size_t out;
	uint64_t state;
};

static size_t piece(size_t most, size_t left, uint64_t *state)
{
	size_t len = most ? 1 + draw(state) % most : left;

	return len < left ? len : left;
}

static void unpack(struct outcome *out, const struct rp_codec_kind *kind,
		   void *codec, const unsigned char *input, size_t len,
		   struct pieces pieces)
{
	size_t given = 0;

	out->len = 0;
	out->used = 0;
	out->report = (struct rp_codec_report){RP_DECODER_UNDER_WAY, ""};
	cr_assert(kind->begin(codec));
	while (out->report.state == RP_DECODER_UNDER_WAY) {
		const size_t left = len - out->used;
		struct rp_decoder_input some = {input + out->used, 0, false};
		size_t used;
		size_t n;

		given += piece(pieces.in, left, &pieces.state);
		some.len = given < left ? given : left;
		some.last = some.len == left;
		n = kind->read(
		    codec, &out->report, out->bytes + out->len,
		    piece(pieces.out, ROOM - out->len, &pieces.state), &some,
		    &used);
		out->len += n;
		out->used += used;
		if (n || used)
			given = 0;
		else if (some.last)
			break;
	}
}

/* Texts of words, of one letter or two, of anything. */
static size_t draw_plain(char *plain, uint64_t *state)
{
	size_t len = 1 + draw(state) % (draw(state) % 3 ? 20000 : PLAIN);
	unsigned kind = draw(state) % 4;
	size_t i;

	for (i = 0; i < len && kind < 3; i++)
		plain[i] = kind == 0   ? (char)draw(state)
			   : kind == 1 ? "ab"[draw(state) % 2]
				       : 'x';
	for (i = 0; kind == 3 && i + 400 < len;)
		i += draw_words(plain + i, 400, 40, state);
	if (kind == 3)
		memset(plain + i, '.', len - i);
	return len;
}

static size_t draw_member(unsigned char *out, const char *plain, size_t len,
			  uint64_t *state)
{
	struct deflating how;

	how.level = 1 + (int)(draw(state) % 9);
	how.memory = 1 + (int)(draw(state) % 9);
	how.strategy = (int)(draw(state) % 5);
	return deflate_member(out, ROOM, plain, len, how);
}

struct rig {
	char *plain;
	unsigned char *packed;
	struct outcome zlib;
	struct outcome isal;
	struct outcome again;
	void *by_zlib;
	void *by_isal;
	struct rp_buffer whole;
};

static void rig_init(struct rig *rig)
{
	rig->plain = malloc(PLAIN);
	rig->packed = malloc(ROOM + 16);
	rig->zlib.bytes = malloc(ROOM);
	rig->isal.bytes = malloc(ROOM);
	rig->again.bytes = malloc(ROOM);
	rp_buffer_init(&rig->whole);
	rig->by_zlib = rp_codec_zlib.create();
	rig->by_isal = rp_codec_isal.create();
}

static void rig_dispose(struct rig *rig)
{
	rp_buffer_dispose(&rig->whole);
	rp_codec_zlib.free(rig->by_zlib);
	rp_codec_isal.free(rig->by_isal);
	free(rig->again.bytes);
	free(rig->isal.bytes);
	free(rig->zlib.bytes);
	free(rig->packed);
	free(rig->plain);
}

static bool is_same(const struct outcome *a, const struct outcome *b)
{
	return a->report.state == b->report.state && a->len == b->len &&
	       memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* What ISA-L makes of the input does not hang on how it comes and goes. */
static void unpack_both(struct rig *rig, size_t len, uint64_t *state)
{
	static const size_t steps[][2] = {
	    {3, 2}, {1000, 300000}, {40000, 700}, {100000, 100000}};
	const struct pieces whole = {0, 0, 1};
	size_t i;

	unpack(&rig->zlib, &rp_codec_zlib, rig->by_zlib, rig->packed, len,
	       whole);
	unpack(&rig->isal, &rp_codec_isal, rig->by_isal, rig->packed, len,
	       whole);
	for (i = len > 20000; i < sizeof(steps) / sizeof(steps[0]); i++) {
		unpack(
		    &rig->again, &rp_codec_isal, rig->by_isal, rig->packed, len,
		    (struct pieces){steps[i][0], steps[i][1], draw(state) + 1});
		cr_assert(is_same(&rig->again, &rig->isal));
		cr_assert_str_eq(rig->again.report.damage,
				 rig->isal.report.damage);
		cr_assert_eq(rig->again.used, rig->isal.used);
	}
}

#define TURNS 150

Test(codecs, unpack_whole_members_alike)
{
	struct rig rig;
	uint64_t state = 3;
	size_t turn;

	rig_init(&rig);
	for (turn = 0; turn < TURNS; turn++) {
		size_t len = draw_plain(rig.plain, &state);
		size_t packed = draw_member(rig.packed, rig.plain, len, &state);

		memcpy(rig.packed + packed, "behind", 6);
		unpack_both(&rig, packed + 6, &state);
		cr_assert_eq(rig.isal.report.state, RP_DECODER_ENDED);
		cr_assert_eq(rig.isal.used, packed);
		cr_assert_eq(rig.isal.len, len);
		cr_assert_eq(memcmp(rig.isal.bytes, rig.plain, len), 0);
		cr_assert(is_same(&rig.isal, &rig.zlib));
		cr_assert(rp_gzip_unpack_whole(
		    &rig.whole,
		    (struct rp_str){(const char *)rig.packed, packed}, PLAIN));
		cr_assert_eq(rig.whole.len, len);
		cr_assert_eq(memcmp(rig.whole.data, rig.plain, len), 0);
	}
	rig_dispose(&rig);
}

/* Several codes are decoded at once, if all of them are there. */
#define AT_ONCE 3

Test(codecs, wait_for_what_was_cut_off_alike)
{
	struct rig rig;
	uint64_t state = 5;
	size_t turn;

	rig_init(&rig);
	for (turn = 0; turn < TURNS; turn++) {
		size_t len = draw_plain(rig.plain, &state);
		size_t packed = draw_member(rig.packed, rig.plain, len, &state);

		unpack_both(&rig, draw(&state) % packed, &state);
		cr_assert_eq(rig.isal.report.state, RP_DECODER_UNDER_WAY);
		cr_assert_eq(rig.zlib.report.state, RP_DECODER_UNDER_WAY);
		cr_assert_leq(rig.isal.len, rig.zlib.len);
		cr_assert_gt(rig.isal.len + AT_ONCE, rig.zlib.len);
		cr_assert_eq(memcmp(rig.isal.bytes, rig.plain, rig.isal.len),
			     0);
	}
	rig_dispose(&rig);
}

/* Nothing that is damaged passes for whole; what is the same of it is most. */
Test(codecs, tell_of_damage_alike)
{
	struct rig rig;
	uint64_t state = 7;
	size_t turn;
	size_t alike = 0;

	rig_init(&rig);
	for (turn = 0; turn < TURNS; turn++) {
		size_t len = draw_plain(rig.plain, &state);
		size_t packed = draw_member(rig.packed, rig.plain, len, &state);
		size_t changes = 1 + draw(&state) % 3;

		while (changes-- > 0)
			rig.packed[10 + draw(&state) % (packed - 10)] ^=
			    (unsigned char)(1u << draw(&state) % 8);
		unpack_both(&rig, packed, &state);
		alike += is_same(&rig.isal, &rig.zlib);
		if (rig.isal.report.state == RP_DECODER_DAMAGED)
			cr_assert_geq(rig.isal.len, rig.zlib.len);
		if (rig.isal.report.state == RP_DECODER_ENDED)
			cr_assert(rig.isal.len == len &&
				  memcmp(rig.isal.bytes, rig.plain, len) == 0);
		if (rp_gzip_unpack_whole(
			&rig.whole,
			(struct rp_str){(const char *)rig.packed, packed},
			PLAIN))
			cr_assert(rig.whole.len == len &&
				  memcmp(rig.whole.data, rig.plain, len) == 0);
	}
	cr_assert_geq(alike * 20, (size_t)TURNS * 19, "%zu", alike);
	rig_dispose(&rig);
}

/* Many times as much as there is room for, cut off. */
Test(codecs, wait_for_the_rest_of_a_large_text)
{
	const size_t len = 8 << 20;
	char *zeros = calloc(len, 1);
	unsigned char *packed = malloc(ROOM);
	char *out = malloc(len);
	void *codec = rp_codec_isal.create();
	const size_t end = deflate_member(packed, ROOM, zeros, len,
					  (struct deflating){9, 9, 0});
	size_t cut;

	for (cut = 100; cut < end; cut += end / 9) {
		struct rp_codec_report report = {RP_DECODER_UNDER_WAY, ""};
		z_stream raw = {.next_in = packed,
				.avail_in = (unsigned)cut,
				.next_out = (unsigned char *)zeros,
				.avail_out = len};
		size_t used = 1;
		size_t at = 0;
		size_t n = 0;
		size_t got = 0;

		cr_assert(rp_codec_isal.begin(codec));
		for (used = 1; n || used; at += used) {
			n = rp_codec_isal.read(codec, &report, out + got,
					       len - got,
					       &(struct rp_decoder_input){
						   packed + at, cut - at, true},
					       &used);
			got += n;
		}
		cr_assert_eq(inflateInit2(&raw, 15 + 16), Z_OK);
		inflate(&raw, Z_NO_FLUSH);
		cr_assert_eq(report.state, RP_DECODER_UNDER_WAY);
		cr_assert_leq(got, raw.total_out);
		cr_assert_gt(got + 258 * AT_ONCE, raw.total_out);
		inflateEnd(&raw);
	}
	rp_codec_isal.free(codec);
	free(out);
	free(packed);
	free(zeros);
}

/* Append bits, the lowest first. */
static void put_bits(unsigned char *out, size_t *at, unsigned bits,
		     unsigned count)
{
	for (; count-- > 0; bits >>= 1, ++*at)
		out[*at / 8] |= (unsigned char)((bits & 1) << *at % 8);
}

/* A block whose only code, for its end, is of length bits, and zeros. RFC 1951,
 * 3.2.7: lengths of lengths come for 16, 17, 18, 0, 8, 7, ... 14, 1, 15. */
static void put_empty_block(unsigned char *out, size_t *at, unsigned length)
{
	unsigned i;

	put_bits(out, at, 1 | 2 << 1, 3); /* the last, with its own codes */
	put_bits(out, at, 0 | 0 << 5 | 14 << 10, 14);
	/* 18 is told by 0; 0 by 10; the length by 11. */
	for (i = 0; i < 18; i++) {
		static const unsigned char order[18] = {16, 17, 18, 0, 8,  7,
							9,  6,	10, 5, 11, 4,
							12, 3,	13, 2, 14, 1};

		put_bits(out, at,
			 order[i] == 18	      ? 1
			 : order[i] == 0      ? 2
			 : order[i] == length ? 2
					      : 0,
			 3);
	}
	put_bits(out, at, 0 | 127 << 1, 8); /* 138 zeros */
	put_bits(out, at, 0 | 107 << 1, 8); /* 118 */
	put_bits(out, at, 3, 2);
	put_bits(out, at, 1, 2); /* no distances */
	put_bits(out, at, 0, length);
	*at = (*at + 7) / 8 * 8 + 64;
}

/* Codes with gaps come to nothing before zeros, which bear out that nothing was
 * there. */
Test(codecs, take_no_damage_for_an_empty_member)
{
	static const unsigned char head[10] = {0x1f, 0x8b, 8};
	struct rig rig;
	uint64_t state = 21;
	unsigned length;

	rig_init(&rig);
	for (length = 1; length < 6; length++) {
		size_t at = sizeof(head) * 8;

		memset(rig.packed, 0, 256);
		memcpy(rig.packed, head, sizeof(head));
		put_empty_block(rig.packed, &at, length);
		unpack_both(&rig, at / 8, &state);
		/* A single code of one bit is as it should be. */
		cr_assert_eq(rig.zlib.report.state, length == 1
							? RP_DECODER_ENDED
							: RP_DECODER_DAMAGED);
		cr_assert_eq(rig.isal.report.state, rig.zlib.report.state);
		cr_assert_eq(rig.isal.len, 0);
		cr_assert(!rp_gzip_unpack_whole(
		    &rig.whole,
		    (struct rp_str){(const char *)rig.packed, at / 8}, PLAIN));
	}
	rig_dispose(&rig);
}

/* ----- heads ----- */

#define LONG 70000

/* A head with all there may be in one, before a member without one. */
static size_t put_head(unsigned char *out, size_t extra, size_t name,
		       size_t comment)
{
	static const unsigned char fixed[] = {
	    0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 255};
	size_t len = sizeof(fixed);
	uLong crc;

	memcpy(out, fixed, len);
	out[len++] = (unsigned char)extra;
	out[len++] = (unsigned char)(extra >> 8);
	memset(out + len, 'e', extra);
	len += extra;
	memset(out + len, 'n', name);
	len += name;
	out[len++] = 0;
	memset(out + len, 'c', comment);
	len += comment;
	out[len++] = 0;
	crc = crc32(0, out, (unsigned)len);
	out[len++] = (unsigned char)crc;
	out[len++] = (unsigned char)(crc >> 8);
	return len;
}

/* Of a text that a piece has no room for, so that all is taken back once. */
static void read_head(struct rig *rig, size_t extra, size_t name,
		      size_t comment)
{
	unsigned char *member = (unsigned char *)rig->again.bytes;
	uint64_t state = 9;
	size_t head = put_head(rig->packed, extra, name, comment);
	size_t len;

	memset(rig->plain, 'x', PLAIN);
	len = draw_member(member, rig->plain, PLAIN, &state);
	memcpy(rig->packed + head, member + 10, len - 10);
	len += head - 10;
	unpack_both(rig, len, &state);
	cr_assert_eq(rig->isal.report.state, RP_DECODER_ENDED,
		     "%zu, %zu, %zu: %s", extra, name, comment,
		     rig->isal.report.damage);
	cr_assert_eq(rig->isal.len, PLAIN);
	cr_assert(is_same(&rig->isal, &rig->zlib));

	/* Its checksum, RFC 1952, 2.3; and flags that nobody knows. */
	rig->packed[head - 1] ^= 1;
	unpack_both(rig, len, &state);
	cr_assert_eq(rig->isal.report.state, RP_DECODER_DAMAGED);
	cr_assert(is_same(&rig->isal, &rig->zlib));
	rig->packed[3] |= 0x40;
	unpack_both(rig, len, &state);
	cr_assert_eq(rig->isal.report.state, RP_DECODER_DAMAGED);
	cr_assert(is_same(&rig->isal, &rig->zlib));
}

Test(codecs, read_heads_of_any_length_alike)
{
	struct rig rig;
	size_t i;

	rig_init(&rig);
	read_head(&rig, 0, 0, 0);
	read_head(&rig, 5000, 40000, LONG);
	read_head(&rig, 65535, LONG, 9);
	read_head(&rig, 0, 0, 3 * LONG);
	/* Every part of a head, and what follows, lies across the end of the
	 * first piece once. */
	for (i = 1000; i < 1030; i += 3) {
		read_head(&rig, i, 5, 5);
		read_head(&rig, 5, i, 5);
		read_head(&rig, 5, 5, i);
	}
	rig_dispose(&rig);
}

/* ----- over 4 GiB ----- */

/* Each block goes on with the same bytes, which lie a period back. */
#define PERIOD ((size_t)30000)
#define BLOCK  (PERIOD * 300)
#define BLOCKS (((uint64_t)1 << 32) / BLOCK + 2)
#define WINDOW 32768

/* A member that comes bit by bit. */
struct stream {
	void *codec;
	struct rp_codec_report report;
	const char *block; /* what is expected, again and again */
	unsigned char *input;
	size_t have;
	char *out; /* BLOCK */
	uint64_t len;
};

static void feed(struct stream *stream, const void *bytes, size_t len,
		 bool last)
{
	size_t at = 0;
	size_t used = 1;
	size_t n = 0;

	memcpy(stream->input + stream->have, bytes, len);
	stream->have += len;
	while (n || used) {
		const struct rp_decoder_input input = {stream->input + at,
						       stream->have - at, last};

		n = rp_codec_isal.read(stream->codec, &stream->report,
				       stream->out, BLOCK - PERIOD, &input,
				       &used);
		cr_assert_eq(memcmp(stream->out,
				    stream->block + stream->len % PERIOD, n),
			     0);
		stream->len += n;
		at += used;
		if (stream->report.state != RP_DECODER_UNDER_WAY)
			break;
	}
	stream->have -= at;
	memmove(stream->input, stream->input + at, stream->have);
}

/* Deflate a block without head or end, behind another such or none. */
static size_t deflate_block(unsigned char *out, const char *block, bool first)
{
	const unsigned char *bytes = (const unsigned char *)block;
	z_stream raw = {0};

	cr_assert_eq(deflateInit2(&raw, 6, Z_DEFLATED, -15, 9, 0), Z_OK);
	if (!first)
		cr_assert_eq(
		    deflateSetDictionary(&raw, bytes + BLOCK - WINDOW, WINDOW),
		    Z_OK);
	raw.next_in = (unsigned char *)(uintptr_t)bytes;
	raw.avail_in = BLOCK;
	raw.next_out = out;
	raw.avail_out = BLOCK;
	cr_assert_eq(deflate(&raw, Z_SYNC_FLUSH), Z_OK);
	cr_assert_eq(raw.avail_in, 0);
	deflateEnd(&raw);
	return raw.total_out;
}

/* Counters of 32 bits begin anew, and what lies a period back is there. */
Test(codecs, unpack_a_member_of_over_4_gib)
{
	static const unsigned char head[10] = {0x1f, 0x8b, 8};
	static const unsigned char empty[5] = {1, 0, 0, 255, 255};
	char *block = malloc(BLOCK);
	unsigned char *packed = malloc(BLOCK);
	struct stream stream = {rp_codec_isal.create(),
				{RP_DECODER_UNDER_WAY, ""},
				block,
				malloc(BLOCK),
				0,
				malloc(BLOCK),
				0};
	uint64_t state = 11;
	uint32_t ends[2]; /* checksum and length, RFC 1952, 2.3.1 */
	uLong crc = 0;
	uLong one;
	size_t len;
	uint64_t i;

	for (i = 0; i < BLOCK; i++)
		block[i] = i < PERIOD ? (char)draw(&state) : block[i - PERIOD];
	one = crc32(0, (const unsigned char *)block, BLOCK);
	cr_assert(rp_codec_isal.begin(stream.codec));
	feed(&stream, head, sizeof(head), false);
	for (i = 0; i < BLOCKS; i++) {
		if (i < 2)
			len = deflate_block(packed, block, i == 0);
		feed(&stream, packed, len, false);
		crc = crc32_combine(crc, one, BLOCK);
	}
	ends[0] = (uint32_t)crc;
	ends[1] = (uint32_t)(BLOCKS * BLOCK);
	feed(&stream, empty, sizeof(empty), false);
	feed(&stream, ends, sizeof(ends), true);
	cr_assert_eq(stream.report.state, RP_DECODER_ENDED, "%s",
		     stream.report.damage);
	cr_assert_eq(stream.len, BLOCKS * BLOCK);
	free(stream.out);
	free(stream.input);
	free(packed);
	free(block);
	rp_codec_isal.free(stream.codec);
}

#else
Test(codecs, are_one_where_there_is_no_isa_l)
{
	cr_skip("built without ISA-L");
}
#endif
