/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source.c - see source.h
 *
 * One state machine over an input buffer: at the start of each member the
 * next bytes decide what follows. Zero bytes behind a member are padding (as
 * tape and some archives leave it); anything else that is no new member is an
 * error, since text lost there would be lost in silence.
 */
#include "source.h"

#include "content.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#define INPUT_BYTES ((size_t)256 << 10)

enum codec { CODEC_UNKNOWN = 0, CODEC_PLAIN, CODEC_GZIP, CODEC_ZSTD };

struct rp_source {
	int fd;
	bool own_fd;
	int tee;
	enum codec codec;
	bool in_member;
	bool ended; /* of the file */
	z_stream gzip;
	ZSTD_DCtx *zstd;
	uint64_t consumed;
	unsigned char *input;
	size_t at;
	size_t len;
};

int rp_source_open_fd(struct rp_source **out, int fd, struct rp_error *error)
{
	struct rp_source *source = calloc(1, sizeof(*source));

	if (source)
		source->input = malloc(INPUT_BYTES);
	if (!source || !source->input) {
		free(source);
		return rp_error_set(error, "out of memory");
	}
	source->fd = fd;
	source->tee = -1;
	*out = source;
	return 0;
}

int rp_source_open(struct rp_source **out, const char *path, int tee,
		   struct rp_error *error)
{
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;

	if (fd < 0)
		return rp_error_errno(error, "cannot be opened");
	if (rp_source_open_fd(out, fd, error) != 0) {
		if (path)
			close(fd);
		return -1;
	}
	(*out)->own_fd = path != NULL;
	(*out)->tee = tee;
	return 0;
}

void rp_source_close(struct rp_source *source)
{
	if (!source)
		return;
	if (source->codec == CODEC_GZIP)
		inflateEnd(&source->gzip);
	ZSTD_freeDCtx(source->zstd);
	if (source->own_fd)
		close(source->fd);
	free(source->input);
	free(source);
}

uint64_t rp_source_consumed(const struct rp_source *source)
{
	return source->consumed - (source->len - source->at);
}

static int tee_write(const struct rp_source *source, const void *bytes,
		     size_t len, struct rp_error *error)
{
	const char *from = bytes;

	while (source->tee >= 0 && len > 0) {
		ssize_t n = write(source->tee, from, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return rp_error_errno(error,
					      "cannot be kept for re-reading");
		from += (size_t)n;
		len -= (size_t)n;
	}
	return 0;
}

/* Have more input than now; 0 at the end of the file, else 1 or -1. */
static int refill(struct rp_source *source, struct rp_error *error)
{
	ssize_t n;

	if (source->ended)
		return 0;
	if (source->at > 0) {
		memmove(source->input, source->input + source->at,
			source->len - source->at);
		source->len -= source->at;
		source->at = 0;
	}
	do {
		n = read(source->fd, source->input + source->len,
			 INPUT_BYTES - source->len);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return rp_error_errno(error, "cannot be read");
	if (n == 0) {
		source->ended = true;
		return 0;
	}
	if (tee_write(source, source->input + source->len, (size_t)n, error) !=
	    0)
		return -1;
	source->len += (size_t)n;
	source->consumed += (uint64_t)n;
	return 1;
}

/* At least want bytes of input, or all that is left. */
static int want(struct rp_source *source, size_t bytes, struct rp_error *error)
{
	while (source->len - source->at < bytes) {
		int more = refill(source, error);

		if (more <= 0)
			return more;
	}
	return 1;
}

static bool has_magic(const struct rp_source *source, const char *magic,
		      size_t len)
{
	return source->len - source->at >= len &&
	       memcmp(source->input + source->at, magic, len) == 0;
}

static int gzip_begin(struct rp_source *source, struct rp_error *error)
{
	int status;

	if (source->codec == CODEC_GZIP) {
		status = inflateReset(&source->gzip);
	} else {
		memset(&source->gzip, 0, sizeof(source->gzip));
		status = inflateInit2(&source->gzip, 15 + 16);
	}
	if (status != Z_OK)
		return rp_error_set(error, "out of memory");
	source->codec = CODEC_GZIP;
	return 0;
}

static int zstd_begin(struct rp_source *source, struct rp_error *error)
{
	if (!source->zstd) {
		source->zstd = ZSTD_createDCtx();
		if (!source->zstd)
			return rp_error_set(error, "out of memory");
		ZSTD_DCtx_setParameter(source->zstd, ZSTD_d_windowLogMax,
				       RP_ZSTD_WINDOW_LOG);
	}
	source->codec = CODEC_ZSTD;
	return 0;
}

/* Zero bytes up to the end of the file are padding. */
static int only_padding(struct rp_source *source, struct rp_error *error)
{
	for (;;) {
		int more;

		while (source->at < source->len && !source->input[source->at])
			source->at++;
		if (source->at < source->len)
			return rp_error_set(
			    error, "damaged: bytes behind the compressed data "
				   "that are none");
		more = refill(source, error);
		if (more <= 0)
			return more;
	}
}

/* Look at what comes next. 1: something to read, 0: the end, -1. */
static int member_begin(struct rp_source *source, struct rp_error *error)
{
	bool first = source->codec == CODEC_UNKNOWN;
	int status = want(source, 4, error);

	if (status < 0)
		return -1;
	if (source->len == source->at)
		return 0;
	if (has_magic(source, "\x1f\x8b", 2) &&
	    (first || source->codec == CODEC_GZIP)) {
		source->in_member = true;
		return gzip_begin(source, error) == 0 ? 1 : -1;
	}
	if ((has_magic(source, "\x28\xb5\x2f\xfd", 4) ||
	     (source->len - source->at >= 4 &&
	      memcmp(source->input + source->at + 1, "\x2a\x4d\x18", 3) == 0 &&
	      (source->input[source->at] & 0xf0) == 0x50)) &&
	    (first || source->codec == CODEC_ZSTD)) {
		source->in_member = true;
		return zstd_begin(source, error) == 0 ? 1 : -1;
	}
	if (first) {
		source->codec = CODEC_PLAIN;
		source->in_member = true;
		return 1;
	}
	return only_padding(source, error);
}

/* What was read to tell the codec first, then straight from the file. */
static long read_plain(struct rp_source *source, char *bytes, size_t size,
		       struct rp_error *error)
{
	size_t have = source->len - source->at;
	size_t n = have < size ? have : size;
	ssize_t got;

	if (have > 0) {
		memcpy(bytes, source->input + source->at, n);
		source->at += n;
		return (long)n;
	}
	if (source->ended)
		return 0;
	do {
		got = read(source->fd, bytes, size);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return rp_error_errno(error, "cannot be read");
	source->ended = got == 0;
	source->consumed += (uint64_t)got;
	if (tee_write(source, bytes, (size_t)got, error) != 0)
		return -1;
	return (long)got;
}

static long read_gzip(struct rp_source *source, char *bytes, size_t size,
		      struct rp_error *error)
{
	z_stream *gzip = &source->gzip;
	int status;

	gzip->next_in = source->input + source->at;
	gzip->avail_in = (unsigned)(source->len - source->at);
	gzip->next_out = (unsigned char *)bytes;
	gzip->avail_out = size > UINT32_MAX ? UINT32_MAX : (unsigned)size;
	size = gzip->avail_out;
	status = inflate(gzip, Z_NO_FLUSH);
	source->at = source->len - gzip->avail_in;
	if (status == Z_STREAM_END)
		source->in_member = false;
	else if (status != Z_OK && status != Z_BUF_ERROR)
		return rp_error_set(error, "damaged gzip data: %s",
				    gzip->msg ? gzip->msg : "out of memory");
	return (long)(size - gzip->avail_out);
}

static long read_zstd(struct rp_source *source, char *bytes, size_t size,
		      struct rp_error *error)
{
	ZSTD_inBuffer in = {source->input, source->len, source->at};
	ZSTD_outBuffer out = {bytes, size, 0};
	size_t status = ZSTD_decompressStream(source->zstd, &out, &in);

	source->at = in.pos;
	if (ZSTD_isError(status))
		return rp_error_set(error, "damaged zstd data: %s",
				    ZSTD_getErrorName(status));
	if (status == 0)
		source->in_member = false;
	return (long)out.pos;
}

long rp_source_read(struct rp_source *source, char *bytes, size_t size,
		    struct rp_error *error)
{
	for (;;) {
		long n;
		int more;

		if (!source->in_member) {
			more = member_begin(source, error);
			if (more <= 0)
				return more;
		}
		switch (source->codec) {
		case CODEC_GZIP:
			n = read_gzip(source, bytes, size, error);
			break;
		case CODEC_ZSTD:
			n = read_zstd(source, bytes, size, error);
			break;
		default:
			n = read_plain(source, bytes, size, error);
		}
		if (n != 0)
			return n;
		if (!source->in_member)
			continue;
		more = refill(source, error);
		if (more < 0)
			return -1;
		if (more == 0) {
			if (source->codec == CODEC_PLAIN)
				return 0;
			source->in_member = false;
			return rp_error_set(error,
					    "torn: the file ends inside its "
					    "compressed data");
		}
	}
}
