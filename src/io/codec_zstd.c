/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codec_zstd.c - frames of Zstandard (RFC 8878)
 *
 * The library forgets what a call decoded before an error, and looks at how
 * much room there is. So it is fed a block at a time, for all of which is
 * waited, and decodes into a buffer of its own, at the cost of a copy.
 */
#include "codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

/* 'zstd --long=31', as large dumps are packed: 2 GiB of memory for those, which
 * somebody chose to read; nothing for others. */
#define WINDOW_LOG 31

struct zstd {
	ZSTD_DCtx *context;
	size_t
	    hint; /* bytes that end the block under way; 0: it was the last */
	char *block; /* of ZSTD_DStreamOutSize() */
	size_t at;
	size_t len;
};

static void dispose(void *codec)
{
	struct zstd *zstd = codec;

	if (!zstd)
		return;
	ZSTD_freeDCtx(zstd->context);
	free(zstd->block);
	free(zstd);
}

static void *create(void)
{
	struct zstd *zstd = calloc(1, sizeof(*zstd));

	if (!zstd)
		return NULL;
	zstd->context = ZSTD_createDCtx();
	zstd->block = malloc(ZSTD_DStreamOutSize());
	if (zstd->context && zstd->block)
		return zstd;
	dispose(zstd);
	return NULL;
}

static bool begin(void *codec)
{
	struct zstd *zstd = codec;

	zstd->hint = ZSTD_initDStream(zstd->context);
	ZSTD_DCtx_setParameter(zstd->context, ZSTD_d_windowLogMax, WINDOW_LOG);
	zstd->at = 0;
	zstd->len = 0;
	return true;
}

/* What is whole, and not to be read here. */
static const char *refusal_of(size_t status)
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

static void refuse(struct rp_codec_report *report, size_t status)
{
	const char *refusal = refusal_of(status);

	rp_codec_damaged(report, "zstd", ZSTD_getErrorName(status));
	if (refusal)
		snprintf(report->damage, sizeof(report->damage),
			 "zstd data that %s", refusal);
}

/* The next block of the frame, or a part of it, which gives nothing yet.
 * Returns how much of the input was used. */
static size_t read_block(struct zstd *zstd, struct rp_codec_report *report,
			 const struct rp_decoder_input *input)
{
	ZSTD_inBuffer in = {
	    input->bytes, input->len < zstd->hint ? input->len : zstd->hint, 0};
	ZSTD_outBuffer out = {zstd->block, ZSTD_DStreamOutSize(), 0};
	size_t status = ZSTD_decompressStream(zstd->context, &out, &in);

	zstd->at = 0;
	zstd->len = 0;
	if (ZSTD_isError(status)) {
		refuse(report, status);
		return in.pos;
	}
	zstd->len = out.pos;
	zstd->hint = status;
	return in.pos;
}

static size_t read_member(void *codec, struct rp_codec_report *report,
			  char *bytes, size_t size,
			  const struct rp_decoder_input *input, size_t *used)
{
	struct zstd *zstd = codec;
	size_t n;

	*used = 0;
	if (zstd->at == zstd->len && (input->len >= zstd->hint || input->last))
		*used = read_block(zstd, report, input);
	n = zstd->len - zstd->at;
	if (n > size)
		n = size;
	memcpy(bytes, zstd->block + zstd->at, n);
	zstd->at += n;
	if (zstd->at == zstd->len && zstd->hint == 0)
		report->state = RP_DECODER_ENDED;
	return n;
}

const struct rp_codec_kind rp_codec_zstd = {create, dispose, begin,
					    read_member};
