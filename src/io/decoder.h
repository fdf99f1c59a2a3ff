/* SPDX-License-Identifier: Apache-2.0 */
/* decoder.h - the members of compressed files, one after the other: those of
 * gzip (RFC 1952), frames of Zstandard (RFC 8878), called members here too. */
#ifndef RP_DECODER_H
#define RP_DECODER_H

#include "error.h"
#include "reprint.h"

#include <stdbool.h>

enum rp_codec { RP_CODEC_NONE = 0, RP_CODEC_GZIP, RP_CODEC_ZSTD };

enum rp_decoder_state {
	RP_DECODER_ENDED, /* or none was begun */
	RP_DECODER_UNDER_WAY,
	RP_DECODER_DAMAGED,
};

/* What tells a member by its first bytes, and how a search finds it. */
#define RP_DECODER_MAGIC 4
enum rp_codec rp_decoder_codec(const unsigned char *bytes, size_t len);
struct rp_str rp_decoder_magic(enum rp_codec codec);

/* Bytes of a file in which a member shows what it begins with: a whole block of
 * Zstandard (RFC 8878, 3.1.1.2: 128 KiB) and what stands before it. */
#define RP_DECODER_TRIAL ((size_t)136 << 10)

struct rp_decoder;

struct rp_decoder *rp_decoder_create(void);
void rp_decoder_free(struct rp_decoder *decoder);

/* Whatever was begun is not gone on with: none was. */
void rp_decoder_forget(struct rp_decoder *decoder);

/* Begin with the first byte of a member. Returns 0, or -1 with the reason. */
int rp_decoder_begin(struct rp_decoder *decoder, enum rp_codec codec,
		     struct rp_error *error);
/* The same if no more than some bytes are to be read of what may be none. */
int rp_decoder_try(struct rp_decoder *decoder, enum rp_codec codec,
		   struct rp_error *error);
enum rp_decoder_state rp_decoder_state(const struct rp_decoder *decoder);
/* Of a member that is damaged. */
const char *rp_decoder_damage(const struct rp_decoder *decoder);

/* Bytes of a file from where a member was read to. */
struct rp_decoder_input {
	const unsigned char *bytes;
	size_t len;
	bool last; /* the file ends with them */
};

/* Decode into up to size bytes, at least 2. Returns how many came of it; *used:
 * how many of the input were. 0 of both while under way: give more input than
 * that, of which RP_DECODER_TRIAL bytes are enough. All that can be decoded of
 * a member that is damaged comes before its state tells so, but its last byte,
 * which of any member comes only when its checksum has been seen to hold. */
size_t rp_decoder_read(struct rp_decoder *decoder, char *bytes, size_t size,
		       const struct rp_decoder_input *input, size_t *used);

#endif
