/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content.c - see content.h
 *
 * Heads of archived responses say what the server sent, and their bodies are
 * often what the archiver made of it. So a head is believed where its body
 * bears it out: gzip and zstd have a mark of their own; deflate and brotli have
 * none, and are undone where the body is no text. What is neither text nor what
 * its head says is refused: text made of it would be rubbish in a corpus.
 */
#include "content.h"

#include "fields.h"
#include "gzip.h"
#include "utf8.h"

#include <brotli/decode.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#define PIECE ((size_t)16 << 10)
/* Codings of one body: nobody sends more than two. */
#define CODINGS_MOST 4
/* Bytes looked at to tell text, and one control character in so many is too
 * much: pages have none or a few by mistake, compressed bytes one in ten. */
#define LOOKED_AT 4096
#define TOO_MANY  50

enum outcome { WHOLE = 0, CUT, DAMAGED, NO_MEMORY };

/* ----- one coding ----- */

static enum outcome inflate_one(struct rp_buffer *out, z_stream *stream,
				size_t limit)
{
	int status = Z_OK;

	while (status == Z_OK && out->len <= limit && !out->failed) {
		unsigned char piece[PIECE];

		stream->next_out = piece;
		stream->avail_out = sizeof(piece);
		status = inflate(stream, Z_NO_FLUSH);
		rp_buffer_append(out, piece, sizeof(piece) - stream->avail_out);
		if (stream->avail_in == 0 && stream->avail_out > 0 &&
		    status == Z_OK)
			status = Z_BUF_ERROR;
	}
	if (status == Z_STREAM_END)
		return WHOLE;
	if (status == Z_MEM_ERROR)
		return NO_MEMORY;
	return status == Z_OK || status == Z_BUF_ERROR ? CUT : DAMAGED;
}

static struct rp_str rest_of(const z_stream *stream)
{
	return (struct rp_str){(const char *)stream->next_in, stream->avail_in};
}

/* bits as zlib takes them: which head there is. */
static enum outcome inflate_all(struct rp_buffer *out, struct rp_str bytes,
				int bits, size_t limit)
{
	enum outcome outcome;
	z_stream stream;

	memset(&stream, 0, sizeof(stream));
	if (inflateInit2(&stream, bits) != Z_OK)
		return NO_MEMORY;
	stream.next_in = (unsigned char *)(uintptr_t)bytes.data;
	stream.avail_in = (unsigned)bytes.len;
	outcome = inflate_one(out, &stream, limit);
	/* Behind the last member some servers pad. What is damaged behind a
	 * whole one does not cost that one. */
	while (outcome == WHOLE && rp_gzip_is(rest_of(&stream))) {
		size_t whole = out->len;

		inflateReset(&stream);
		outcome = inflate_one(out, &stream, limit);
		if (outcome == DAMAGED) {
			out->len = whole;
			outcome = CUT;
		}
	}
	inflateEnd(&stream);
	return outcome;
}

static enum outcome unpack_deflate(struct rp_buffer *out, struct rp_str bytes,
				   size_t limit)
{
	const unsigned char *head = (const unsigned char *)bytes.data;
	enum outcome outcome = DAMAGED;

	/* RFC 1950, 2.2: method 8, a multiple of 31. */
	if (bytes.len > 2 && (head[0] & 0x0f) == 8 &&
	    (head[0] * 256u + head[1]) % 31 == 0)
		outcome = inflate_all(out, bytes, MAX_WBITS, limit);
	if (outcome != DAMAGED)
		return outcome;
	rp_buffer_clear(out);
	return inflate_all(out, bytes, -MAX_WBITS, limit);
}

static enum outcome unpack_brotli(struct rp_buffer *out, struct rp_str bytes,
				  size_t limit)
{
	BrotliDecoderState *decoder =
	    BrotliDecoderCreateInstance(NULL, NULL, NULL);
	const uint8_t *next = (const uint8_t *)bytes.data;
	size_t left = bytes.len;
	BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;

	if (!decoder)
		return NO_MEMORY;
	while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT &&
	       out->len <= limit && !out->failed) {
		uint8_t piece[PIECE];
		uint8_t *to = piece;
		size_t room = sizeof(piece);

		result = BrotliDecoderDecompressStream(decoder, &left, &next,
						       &room, &to, NULL);
		rp_buffer_append(out, piece, sizeof(piece) - room);
	}
	BrotliDecoderDestroyInstance(decoder);
	if (result == BROTLI_DECODER_RESULT_SUCCESS)
		return WHOLE;
	return result == BROTLI_DECODER_RESULT_ERROR ? DAMAGED : CUT;
}

static bool is_zstd(struct rp_str bytes)
{
	return bytes.len > 4 && memcmp(bytes.data, "\x28\xb5\x2f\xfd", 4) == 0;
}

static enum outcome unpack_zstd(struct rp_buffer *out, struct rp_str bytes,
				size_t limit)
{
	ZSTD_DCtx *decoder = ZSTD_createDCtx();
	ZSTD_inBuffer in = {bytes.data, bytes.len, 0};
	size_t left;
	bool more;

	if (!decoder)
		return NO_MEMORY;
	ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax,
			       RP_ZSTD_WINDOW_LOG);
	do {
		char piece[PIECE];
		ZSTD_outBuffer to = {piece, sizeof(piece), 0};

		left = ZSTD_decompressStream(decoder, &to, &in);
		rp_buffer_append(out, piece, to.pos);
		if (left == 0) /* the end of a frame */
			more = is_zstd((struct rp_str){bytes.data + in.pos,
						       bytes.len - in.pos});
		else
			more = to.pos == to.size || in.pos < in.size;
	} while (more && !ZSTD_isError(left) && out->len <= limit &&
		 !out->failed);
	ZSTD_freeDCtx(decoder);
	if (ZSTD_isError(left))
		return DAMAGED;
	return left == 0 ? WHOLE : CUT;
}

static enum outcome unpack(struct rp_buffer *out, enum rp_coding coding,
			   struct rp_str bytes, size_t limit)
{
	switch (coding) {
	case RP_CODING_GZIP:
		if (rp_gzip_unpack_whole(out, bytes, limit))
			return WHOLE;
		return inflate_all(out, bytes, RP_GZIP_BITS, limit);
	case RP_CODING_DEFLATE:
		return unpack_deflate(out, bytes, limit);
	case RP_CODING_BROTLI:
		return unpack_brotli(out, bytes, limit);
	case RP_CODING_ZSTD:
		return unpack_zstd(out, bytes, limit);
	}
	return DAMAGED;
}

int rp_content_unpack(struct rp_buffer *out, bool *cut, enum rp_coding coding,
		      struct rp_str bytes, size_t limit, struct rp_error *error)
{
	static const char *const names[] = {"gzip", "deflate", "brotli",
					    "zstd"};
	enum outcome outcome;

	rp_buffer_clear(out);
	outcome = unpack(out, coding, bytes, limit);
	if (outcome == NO_MEMORY || rp_buffer_status(out) != RP_OK)
		return rp_error_set(error, "out of memory");
	if (out->len > limit)
		return rp_error_set(
		    error, "its %s data hold more than the limit of %zu MiB",
		    names[coding], limit >> 20);
	if (outcome == DAMAGED)
		return rp_error_set(error, "damaged %s data", names[coding]);
	*cut = outcome == CUT;
	return 0;
}

/* ----- what a head says ----- */

bool rp_content_is_text(struct rp_str bytes)
{
	size_t len = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
	size_t controls = 0;
	size_t skip;
	size_t i;

	/* Half zeros, but text. */
	if (rp_utf8_wider(&skip, bytes.data, bytes.len))
		return true;
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes.data[i];

		/* Escapes change the set of characters in ISO 2022. */
		controls += c < ' ' && (c < '\t' || c > '\r') && c != 0x1b;
	}
	return controls * TOO_MANY <= len;
}

bool rp_content_marked(enum rp_coding *out, struct rp_str body)
{
	if (rp_gzip_is(body))
		*out = RP_CODING_GZIP;
	else if (is_zstd(body))
		*out = RP_CODING_ZSTD;
	else
		return false;
	return true;
}

/* Whether a body without a mark is packed so, by its being no text. */
static bool bears_out(enum rp_coding coding, struct rp_str body)
{
	return (coding == RP_CODING_DEFLATE || coding == RP_CODING_BROTLI) &&
	       !rp_content_is_text(body);
}

/* The coding to undo, by its name and by the body. 1, 0: none, or -1. */
static int coding_of(enum rp_coding *out, struct rp_str name,
		     struct rp_str body, struct rp_error *error)
{
	static const struct {
		const char *name;
		enum rp_coding coding;
	} known[] = {{"gzip", RP_CODING_GZIP},
		     {"x-gzip", RP_CODING_GZIP},
		     {"deflate", RP_CODING_DEFLATE},
		     {"br", RP_CODING_BROTLI},
		     {"zstd", RP_CODING_ZSTD}};
	const size_t count = sizeof(known) / sizeof(known[0]);
	size_t i = 0;

	if (name.len == 0 || rp_fields_is(name, "identity"))
		return 0;
	/* A mark says more than the head. */
	if (rp_content_marked(out, body))
		return 1;
	while (i < count && !rp_fields_is(name, known[i].name))
		i++;
	if (i < count && bears_out(known[i].coding, body)) {
		*out = known[i].coding;
		return 1;
	}
	if (rp_content_is_text(body))
		return 0;
	return rp_error_set(error, i < count
				       ? "its body is not what its "
					 "Content-Encoding says"
				       : "its Content-Encoding is none of "
					 "gzip, deflate, br and zstd");
}

int rp_content_decode(struct rp_str *body, bool *cut,
		      struct rp_buffer scratch[2], struct rp_str codings,
		      size_t limit, struct rp_error *error)
{
	struct rp_str name;
	int i;

	for (i = 0; body->len > 0 && rp_fields_last(&name, &codings); i++) {
		struct rp_buffer *to =
		    &scratch[body->data == scratch[1].data ? 0 : 1];
		enum rp_coding coding = RP_CODING_GZIP;
		bool ends = false;
		int found = coding_of(&coding, name, *body, error);

		if (i == CODINGS_MOST)
			return rp_error_set(
			    error, "more than %d Content-Encodings of one body",
			    CODINGS_MOST);
		if (found < 0)
			return -1;
		if (found == 0)
			continue;
		if (rp_content_unpack(to, &ends, coding, *body, limit, error) !=
		    0)
			return -1;
		*cut = *cut || ends;
		*body = rp_buffer_view(to);
	}
	return 0;
}
