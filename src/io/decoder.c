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
 * they come or go; each codec sees to that.
 */
#include "decoder.h"

#include "codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What decodes a member; for a look at its beginning zlib is the fastest, for
 * it decodes no more than is asked for. */
enum means { MEANS_GZIP = 0, MEANS_TRY_GZIP, MEANS_ZSTD, MEANS };

static const struct rp_codec_kind *const kinds[MEANS] = {
#ifdef RP_WITH_ISAL
    [MEANS_GZIP] = &rp_codec_isal,
#else
    [MEANS_GZIP] = &rp_codec_zlib,
#endif
    [MEANS_TRY_GZIP] = &rp_codec_zlib,
    [MEANS_ZSTD] = &rp_codec_zstd,
};

struct rp_decoder {
	void *codecs[MEANS]; /* that were needed */
	enum means means;
	struct rp_codec_report report;
	bool holds; /* last: it is not handed out yet */
	char last;
};

void rp_codec_damaged(struct rp_codec_report *report, const char *format,
		      const char *reason)
{
	report->state = RP_DECODER_DAMAGED;
	snprintf(report->damage, sizeof(report->damage), "damaged %s data: %s",
		 format, reason);
}

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
	size_t i;

	if (!decoder)
		return;
	for (i = 0; i < MEANS; i++)
		kinds[i]->free(decoder->codecs[i]);
	free(decoder);
}

void rp_decoder_forget(struct rp_decoder *decoder)
{
	decoder->report.state = RP_DECODER_ENDED;
	decoder->holds = false;
}

enum rp_decoder_state rp_decoder_state(const struct rp_decoder *decoder)
{
	return decoder->report.state;
}

const char *rp_decoder_damage(const struct rp_decoder *decoder)
{
	return decoder->report.damage;
}

static int begin(struct rp_decoder *decoder, enum means means,
		 struct rp_error *error)
{
	void **own = &decoder->codecs[means];

	if (!*own)
		*own = kinds[means]->create();
	if (!*own || !kinds[means]->begin(*own))
		return rp_error_set(error, "out of memory");
	decoder->means = means;
	decoder->report.state = RP_DECODER_UNDER_WAY;
	decoder->holds = false;
	return 0;
}

int rp_decoder_begin(struct rp_decoder *decoder, enum rp_codec codec,
		     struct rp_error *error)
{
	return begin(decoder, codec == RP_CODEC_GZIP ? MEANS_GZIP : MEANS_ZSTD,
		     error);
}

int rp_decoder_try(struct rp_decoder *decoder, enum rp_codec codec,
		   struct rp_error *error)
{
	return begin(decoder,
		     codec == RP_CODEC_GZIP ? MEANS_TRY_GZIP : MEANS_ZSTD,
		     error);
}

size_t rp_decoder_read(struct rp_decoder *decoder, char *bytes, size_t size,
		       const struct rp_decoder_input *input, size_t *used)
{
	size_t n = decoder->holds;

	if (decoder->holds)
		bytes[0] = decoder->last;
	n += kinds[decoder->means]->read(decoder->codecs[decoder->means],
					 &decoder->report, bytes + n, size - n,
					 input, used);
	decoder->holds = n > 0 && decoder->report.state != RP_DECODER_ENDED;
	if (decoder->holds)
		decoder->last = bytes[--n];
	return n;
}
