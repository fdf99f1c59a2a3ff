/* SPDX-License-Identifier: Apache-2.0 */
/* codec_zlib.c - members of gzip (RFC 1952), by zlib: where there is no ISA-L
 * (codec_isal.c). */
#include "codec.h"
#include "gzip.h"

#include <stdlib.h>
#include <zlib.h>

static void *create(void)
{
	z_stream *gzip = calloc(1, sizeof(*gzip));

	if (gzip && inflateInit2(gzip, RP_GZIP_BITS) == Z_OK)
		return gzip;
	free(gzip);
	return NULL;
}

static void dispose(void *codec)
{
	if (codec)
		inflateEnd(codec);
	free(codec);
}

static bool begin(void *codec)
{
	return inflateReset(codec) == Z_OK;
}

static unsigned counted(size_t len)
{
	return len > UINT32_MAX ? UINT32_MAX : (unsigned)len;
}

static size_t read_member(void *codec, struct rp_codec_report *report,
			  char *bytes, size_t size,
			  const struct rp_decoder_input *input, size_t *used)
{
	z_stream *gzip = codec;
	const unsigned room = counted(size);
	const unsigned given = counted(input->len);
	int status;

	gzip->next_in = (unsigned char *)(uintptr_t)input->bytes;
	gzip->avail_in = given;
	gzip->next_out = (unsigned char *)bytes;
	gzip->avail_out = room;
	status = inflate(gzip, Z_NO_FLUSH);
	*used = given - gzip->avail_in;
	if (status == Z_STREAM_END)
		report->state = RP_DECODER_ENDED;
	else if (status != Z_OK && status != Z_BUF_ERROR)
		rp_codec_damaged(report, "gzip",
				 gzip->msg ? gzip->msg : "out of memory");
	return room - gzip->avail_out;
}

const struct rp_codec_kind rp_codec_zlib = {create, dispose, begin,
					    read_member};
