/* SPDX-License-Identifier: Apache-2.0 */
/* codec.h - what a decoder needs of a kind of compression: one file a library
 * that knows it. */
#ifndef RP_CODEC_H
#define RP_CODEC_H

#include "decoder.h"

/* How a member goes on. */
struct rp_codec_report {
	enum rp_decoder_state state;
	char damage[120];
};

struct rp_codec_kind {
	/* NULL: out of memory. */
	void *(*create)(void);
	void (*free)(void *codec);
	/* Begin with the first byte of a member. false: out of memory. */
	bool (*begin)(void *codec);
	/* As rp_decoder_read, down to the last byte; report->state is
	 * RP_DECODER_UNDER_WAY before. */
	size_t (*read)(void *codec, struct rp_codec_report *report, char *bytes,
		       size_t size, const struct rp_decoder_input *input,
		       size_t *used);
};

extern const struct rp_codec_kind rp_codec_zlib;
extern const struct rp_codec_kind rp_codec_isal;
extern const struct rp_codec_kind rp_codec_zstd;

/* A member of a format is damaged, and why. */
void rp_codec_damaged(struct rp_codec_report *report, const char *format,
		      const char *reason);

#endif
