/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decoder.c - see decoder.h
 *
 * Damage is found where a member cannot be decoded or, at its end, by its
 * checksum; by then most of it has been handed out. Its last byte is not, so
 * that a record that ends with its member is not taken for whole. (To keep all
 * of a member back would need memory for the largest.)
 *
 * How much comes of a damaged member depends on its bytes alone, not on how
 * they come or go: what a call decoded before an error is given first;
 * Zstandard, which forgets that and looks at how much room there is, is fed no
 * more than a block at a time and decodes into a buffer of its own, at the cost
 * of a copy.
 */
#include "decoder.h"

#include "content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/* 'zstd --long=31', as large dumps are packed: 2 GiB of memory for those, which
 * somebody chose to read; nothing for others. */
#define WINDOW_LOG 31

struct rp_decoder {
	enum rp_codec codec;
	enum rp_decoder_state state;
	bool holds; /* last: it is not handed out yet */
	char last;
	char damage[120];
	z_stream gzip;
	bool has_gzip;
	ZSTD_DCtx *zstd;
	size_t
	    hint; /* bytes that end the block under way; 0: it was the last */
	char *block; /* of ZSTD_DStreamOutSize() */
	size_t block_at;
	size_t block_len;
};

static bool begins(const unsigned char *bytes, size_t len, const char *magic,
		   size_t magic_len)
{
	return len >= magic_len && memcmp(bytes, magic, magic_len) == 0;
}

enum rp_codec rp_decoder_codec(const unsigned char *bytes, size_t len)
{
	if (begins(bytes, len, "\x1f\x8b", 2))
		return RP_CODEC_GZIP;
	if (begins(bytes, len, "\x28\xb5\x2f\xfd", 4))
		return RP_CODEC_ZSTD;
	/* A frame to be skipped (RFC 8878, 3.1.2). */
	if (len >= 4 && begins(bytes + 1, len - 1, "\x2a\x4d\x18", 3) &&
	    (bytes[0] & 0xf0) == 0x50)
		return RP_CODEC_ZSTD;
	return RP_CODEC_NONE;
}

struct rp_str rp_decoder_magic(enum rp_codec codec)
{
	/* The third byte of gzip: deflate, the only method there is. */
	static const char gzip[] = "\x1f\x8b\x08";
	static const char zstd[] = "\x28\xb5\x2f\xfd";

	return codec == RP_CODEC_GZIP ? (struct rp_str){gzip, sizeof(gzip) - 1}
				      : (struct rp_str){zstd, sizeof(zstd) - 1};
}

struct rp_decoder *rp_decoder_create(void)
{
	return calloc(1, sizeof(struct rp_decoder));
}

void rp_decoder_free(struct rp_decoder *decoder)
{
	if (!decoder)
		return;
	if (decoder->has_gzip)
		inflateEnd(&decoder->gzip);
	ZSTD_freeDCtx(decoder->zstd);
	free(decoder->block);
	free(decoder);
}

enum rp_decoder_state rp_decoder_state(const struct rp_decoder *decoder)
{
	return decoder->state;
}

const char *rp_decoder_damage(const struct rp_decoder *decoder)
{
	return decoder->damage;
}

static bool begin_gzip(struct rp_decoder *decoder)
{
	if (decoder->has_gzip)
		return inflateReset(&decoder->gzip) == Z_OK;
	decoder->has_gzip = inflateInit2(&decoder->gzip, 15 + 16) == Z_OK;
	return decoder->has_gzip;
}

static bool begin_zstd(struct rp_decoder *decoder)
{
	if (!decoder->zstd)
		decoder->zstd = ZSTD_createDCtx();
	if (!decoder->block)
		decoder->block = malloc(ZSTD_DStreamOutSize());
	if (!decoder->zstd || !decoder->block)
		return false;
	decoder->hint = ZSTD_initDStream(decoder->zstd);
	ZSTD_DCtx_setParameter(decoder->zstd, ZSTD_d_windowLogMax, WINDOW_LOG);
	decoder->block_at = 0;
	decoder->block_len = 0;
	return true;
}

int rp_decoder_begin(struct rp_decoder *decoder, enum rp_codec codec,
		     struct rp_error *error)
{
	bool begun =
	    codec == RP_CODEC_GZIP ? begin_gzip(decoder) : begin_zstd(decoder);

	if (!begun)
		return rp_error_set(error, "out of memory");
	decoder->codec = codec;
	decoder->state = RP_DECODER_UNDER_WAY;
	decoder->holds = false;
	return 0;
}

/* What is whole, and not to be read here. */
static const char *zstd_refusal(size_t status)
{
	switch (ZSTD_getErrorCode(status)) {
	case ZSTD_error_dictionary_wrong:
		return "needs a dictionary: unpack it with 'zstd -d -D FILE' "
		       "first";
	case ZSTD_error_frameParameter_windowTooLarge:
		return "needs a window of over 2 GiB";
	case ZSTD_error_memory_allocation:
		return "out of memory";
	default:
		return NULL;
	}
}

static void set_damaged(struct rp_decoder *decoder, const char *codec,
			const char *reason)
{
	decoder->state = RP_DECODER_DAMAGED;
	snprintf(decoder->damage, sizeof(decoder->damage),
		 "damaged %s data: %s", codec, reason);
}

static size_t read_gzip(struct rp_decoder *decoder, char *bytes, size_t size,
			const unsigned char *input, size_t len, size_t *used)
{
	z_stream *gzip = &decoder->gzip;
	unsigned room = size > UINT32_MAX ? UINT32_MAX : (unsigned)size;
	unsigned given = len > UINT32_MAX ? UINT32_MAX : (unsigned)len;
	int status;

	gzip->next_in = (unsigned char *)input;
	gzip->avail_in = given;
	gzip->next_out = (unsigned char *)bytes;
	gzip->avail_out = room;
	status = inflate(gzip, Z_NO_FLUSH);
	*used = given - gzip->avail_in;
	if (status == Z_STREAM_END)
		decoder->state = RP_DECODER_ENDED;
	else if (status != Z_OK && status != Z_BUF_ERROR)
		set_damaged(decoder, "gzip",
			    gzip->msg ? gzip->msg : "out of memory");
	return room - gzip->avail_out;
}

/* The next block of the frame, or a part of it, which gives nothing yet.
 * Returns how much of input was used. */
static size_t read_block(struct rp_decoder *decoder, const unsigned char *input,
			 size_t len)
{
	ZSTD_inBuffer in = {input, len < decoder->hint ? len : decoder->hint,
			    0};
	ZSTD_outBuffer out = {decoder->block, ZSTD_DStreamOutSize(), 0};
	size_t status = ZSTD_decompressStream(decoder->zstd, &out, &in);

	decoder->block_at = 0;
	decoder->block_len = 0;
	if (ZSTD_isError(status)) {
		const char *refusal = zstd_refusal(status);

		set_damaged(decoder, "zstd", ZSTD_getErrorName(status));
		if (refusal)
			snprintf(decoder->damage, sizeof(decoder->damage),
				 "zstd data that %s", refusal);
		return in.pos;
	}
	decoder->block_len = out.pos;
	decoder->hint = status;
	return in.pos;
}

static size_t read_zstd(struct rp_decoder *decoder, char *bytes, size_t size,
			const unsigned char *input, size_t len, size_t *used)
{
	size_t n;

	*used = 0;
	if (decoder->block_at == decoder->block_len)
		*used = read_block(decoder, input, len);
	n = decoder->block_len - decoder->block_at;
	if (n > size)
		n = size;
	memcpy(bytes, decoder->block + decoder->block_at, n);
	decoder->block_at += n;
	if (decoder->block_at == decoder->block_len && decoder->hint == 0)
		decoder->state = RP_DECODER_ENDED;
	return n;
}

size_t rp_decoder_read(struct rp_decoder *decoder, char *bytes, size_t size,
		       const unsigned char *input, size_t len, size_t *used)
{
	size_t n = decoder->holds;

	if (decoder->holds)
		bytes[0] = decoder->last;
	n += decoder->codec == RP_CODEC_GZIP
		 ? read_gzip(decoder, bytes + n, size - n, input, len, used)
		 : read_zstd(decoder, bytes + n, size - n, input, len, used);
	decoder->holds = n > 0 && decoder->state != RP_DECODER_ENDED;
	if (decoder->holds)
		decoder->last = bytes[--n];
	return n;
}
