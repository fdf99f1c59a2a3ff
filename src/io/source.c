/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source.c - see source.h
 *
 * One state machine over an input buffer: at the start of each member the
 * next bytes decide what follows. Zero bytes behind a member are padding (as
 * tape and some archives leave it); anything else that is no new member is an
 * error, since text lost there would be lost in silence.
 *
 * What lies behind damage is looked for from the byte behind the beginning of
 * the damaged member, or KEPT_BYTES before where the damage was found, since
 * the decoder may have run over the ends of several. A member is taken for one
 * when it can be decoded up to the bytes that a record begins with: three bytes
 * of a magic alone are there by chance in every 16 MB of compressed data.
 */
#include "source.h"

#include "decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READ_BYTES ((size_t)256 << 10)
/* of a member under way that stay in the buffer */
#define KEPT_BYTES  ((size_t)128 << 10)
#define INPUT_BYTES (KEPT_BYTES + RP_DECODER_TRIAL + READ_BYTES)
/* of a start that is looked for */
#define START_BYTES 8
/* Bytes that are given to trials in vain, of one file, before it is given up:
 * some seconds. By chance there are some hundred in a terabyte, of archives
 * within archives some hundred for each; only a malicious file gets here. */
#define TRIED_MOST ((uint64_t)4 << 30)

/* Of a pipe, as much as anybody may ask for on Linux. With the 64 KiB that it
 * has otherwise who writes and who reads wait for each other most of the time:
 * a hundred thousand articles that are made on the same two cores took 2.9 s,
 * and 2.4. */
#define PIPE_BYTES (1 << 20)

/* Between two questions whether to wait on, milliseconds. */
#define WAIT_MS 200

struct rp_source {
	int fd;
	bool (*stopped)(void); /* asked while the file is waited for */
	bool left;	       /* it said so */
	bool own_fd;
	int tee;
	bool begun; /* codec: it is known */
	enum rp_codec codec;
	struct rp_decoder *decoder;
	bool ended;  /* of the file */
	bool failed; /* to read on, and why */
	struct rp_error failure;
	bool damaged; /* and why */
	struct rp_error damage;
	uint64_t consumed;
	uint64_t given;	 /* decoded and handed out */
	uint64_t member; /* of that, before the last member */
	unsigned char *input;
	size_t at;
	size_t len;
	size_t behind; /* the first byte of the member under way, or 0 */
	uint64_t tried;
};

struct rp_source *rp_source_create(void)
{
	struct rp_source *source = calloc(1, sizeof(*source));

	if (!source)
		return NULL;
	source->fd = -1;
	source->decoder = rp_decoder_create();
	source->input = malloc(INPUT_BYTES);
	if (source->decoder && source->input)
		return source;
	rp_source_free(source);
	return NULL;
}

void rp_source_free(struct rp_source *source)
{
	if (!source)
		return;
	rp_source_close(source);
	rp_decoder_free(source->decoder);
	free(source->input);
	free(source);
}

void rp_source_open_fd(struct rp_source *source, int fd)
{
	rp_source_close(source);
	*source = (struct rp_source){.fd = fd,
				     .tee = -1,
				     .decoder = source->decoder,
				     .input = source->input};
	rp_decoder_forget(source->decoder);
}

static int open_path(struct rp_source *source, const char *path, int flags,
		     int tee, struct rp_error *error)
{
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC | flags) : STDIN_FILENO;
	int has; /* bytes of a pipe, or less than 0 */

	if (fd < 0)
		return rp_error_errno(error, "cannot be opened");
	rp_source_open_fd(source, fd);
	source->own_fd = path != NULL;
	source->tee = tee;
	/* It stays as it is where there may be none so large. */
	has = fcntl(fd, F_GETPIPE_SZ);
	if (has >= 0 && has < PIPE_BYTES)
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_BYTES);
	return 0;
}

int rp_source_open(struct rp_source *source, const char *path, int tee,
		   struct rp_error *error)
{
	return open_path(source, path, 0, tee, error);
}

/* To open a pipe that nobody writes to would wait, and no other thread could
 * be told meanwhile; it is polled instead. */
int rp_source_open_pipe(struct rp_source *source, const char *path, int tee,
			bool (*stopped)(void), struct rp_error *error)
{
	int flags = stopped ? O_NONBLOCK : 0;

	if (open_path(source, path, flags, tee, error) != 0)
		return -1;
	source->stopped = stopped;
	if (path && flags)
		fcntl(source->fd, F_SETFL,
		      fcntl(source->fd, F_GETFL) & ~O_NONBLOCK);
	return 0;
}

void rp_source_close(struct rp_source *source)
{
	if (source->own_fd)
		close(source->fd);
	source->own_fd = false;
	source->fd = -1;
}

uint64_t rp_source_consumed(const struct rp_source *source)
{
	return source->consumed - (source->len - source->at);
}

uint64_t rp_source_member(const struct rp_source *source)
{
	return source->member;
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

bool rp_source_stopped(const struct rp_source *source)
{
	return source->left;
}

/* Wait until a read would not, where that may take long; false: no longer. */
static bool await(struct rp_source *source)
{
	struct pollfd file = {.fd = source->fd, .events = POLLIN};

	while (source->stopped && !source->left) {
		source->left = source->stopped();
		if (!source->left && poll(&file, 1, WAIT_MS) > 0)
			break;
	}
	return !source->left;
}

/* Read from the file, and keep what was read. */
static long read_file(struct rp_source *source, void *bytes, size_t size,
		      struct rp_error *error)
{
	ssize_t n;

	if (!await(source))
		return rp_error_set(error, "stopped before its end came");
	do {
		n = read(source->fd, bytes, size);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return rp_error_errno(error, "cannot be read");
	source->ended = n == 0;
	source->consumed += (uint64_t)n;
	return tee_write(source, bytes, (size_t)n, error) == 0 ? n : -1;
}

/* From where on the member under way may be looked at again. */
static size_t kept_from(const struct rp_source *source)
{
	size_t oldest = source->at > KEPT_BYTES ? source->at - KEPT_BYTES : 0;

	return source->behind > oldest ? source->behind : oldest;
}

static void make_room(struct rp_source *source)
{
	size_t from = kept_from(source);

	if (from > source->at)
		from = source->at;
	memmove(source->input, source->input + from, source->len - from);
	source->len -= from;
	source->at -= from;
	source->behind = source->behind > from ? source->behind - from : 0;
}

/* Have more input than now; 0 at the end of the file, else 1 or -1. */
static int refill(struct rp_source *source, struct rp_error *error)
{
	long n;

	if (source->ended)
		return 0;
	if (INPUT_BYTES - source->len < READ_BYTES)
		make_room(source);
	n = read_file(source, source->input + source->len, READ_BYTES, error);
	if (n <= 0)
		return (int)n;
	source->len += (size_t)n;
	return 1;
}

/* At least so many bytes of input, or all that is left. */
static int want(struct rp_source *source, size_t bytes, struct rp_error *error)
{
	while (source->len - source->at < bytes) {
		int more = refill(source, error);

		if (more <= 0)
			return more;
	}
	return 1;
}

/* ----- members ----- */

static int set_damaged(struct rp_source *source, const char *reason,
		       struct rp_error *error)
{
	source->damaged = true;
	rp_error_set(&source->damage, "%s", reason);
	*error = source->damage;
	return -1;
}

/* Zero bytes up to the end of the file are padding. */
static int only_padding(struct rp_source *source, struct rp_error *error)
{
	for (;;) {
		int more;

		while (source->at < source->len && !source->input[source->at])
			source->at++;
		if (source->at < source->len)
			return set_damaged(source,
					   "damaged: bytes behind the "
					   "compressed data that are none",
					   error);
		more = refill(source, error);
		if (more <= 0)
			return more;
	}
}

static int begin_member(struct rp_source *source, struct rp_error *error)
{
	source->behind = source->at + 1;
	source->member = source->given;
	return rp_decoder_begin(source->decoder, source->codec, error);
}

/* Look at what comes next. 1: something to read, 0: the end, -1. */
static int look(struct rp_source *source, struct rp_error *error)
{
	enum rp_codec codec;

	if (want(source, RP_DECODER_MAGIC, error) < 0)
		return -1;
	if (source->len == source->at)
		return 0;
	codec = rp_decoder_codec(source->input + source->at,
				 source->len - source->at);
	if (!source->begun)
		source->codec = codec;
	source->begun = true;
	if (source->codec == RP_CODEC_NONE)
		return 1;
	if (codec != source->codec)
		return only_padding(source, error);
	return begin_member(source, error) == 0 ? 1 : -1;
}

/* What was read to tell the codec first, then straight from the file. */
static long read_plain(struct rp_source *source, char *bytes, size_t size,
		       struct rp_error *error)
{
	size_t have = source->len - source->at;
	size_t n = have < size ? have : size;

	if (have == 0)
		return source->ended ? 0
				     : read_file(source, bytes, size, error);
	memcpy(bytes, source->input + source->at, n);
	source->at += n;
	return (long)n;
}

/* *used: bytes of the input. */
static size_t read_member(struct rp_source *source, char *bytes, size_t size,
			  size_t *used)
{
	const struct rp_decoder_input input = {source->input + source->at,
					       source->len - source->at,
					       source->ended || source->failed};
	size_t n = rp_decoder_read(source->decoder, bytes, size, &input, used);

	source->at += *used;
	return n;
}

/* What a member that gave nothing waits for. 1: go on, 0: the end, -1. */
static int supply(struct rp_source *source, struct rp_error *error)
{
	switch (rp_decoder_state(source->decoder)) {
	case RP_DECODER_ENDED:
		source->member = source->given;
		return look(source, error);
	case RP_DECODER_DAMAGED:
		return set_damaged(source, rp_decoder_damage(source->decoder),
				   error);
	case RP_DECODER_UNDER_WAY:
		break;
	}
	if (source->failed) {
		*error = source->failure;
		return -1;
	}
	if (source->ended)
		return set_damaged(source,
				   "torn: the file ends inside its compressed "
				   "data",
				   error);
	/* What is at hand comes first. */
	source->failed = refill(source, &source->failure) < 0;
	return 1;
}

long rp_source_read(struct rp_source *source, char *bytes, size_t size,
		    struct rp_error *error)
{
	while (!source->damaged) {
		size_t used = 0;
		size_t n = 0;
		int more;

		if (source->begun && source->codec == RP_CODEC_NONE)
			return read_plain(source, bytes, size, error);
		if (rp_decoder_state(source->decoder) == RP_DECODER_UNDER_WAY)
			n = read_member(source, bytes, size, &used);
		source->given += n;
		if (n > 0)
			return (long)n;
		if (used > 0)
			continue;
		more = supply(source, error);
		if (more <= 0)
			return more;
	}
	*error = source->damage;
	return -1;
}

/* ----- behind damage ----- */

/* Whether a member that begins here can be read up to start; nothing is taken
 * of it. */
static bool can_begin(struct rp_source *source, const char *start,
		      struct rp_error *error)
{
	char bytes[START_BYTES + 1];
	size_t len = strlen(start);
	size_t have = 0;
	size_t n;
	size_t used;
	size_t at;

	if (want(source, RP_DECODER_TRIAL, error) < 0 ||
	    rp_decoder_try(source->decoder, source->codec, error) != 0)
		return false;
	at = source->at;
	/* One byte more, since the last one stays back. */
	do {
		n = read_member(source, bytes + have, len + 1 - have, &used);
		have += n;
	} while (have < len && (n > 0 || used > 0) &&
		 rp_decoder_state(source->decoder) == RP_DECODER_UNDER_WAY);
	source->tried += source->at - at;
	source->at = at;
	return have >= len && memcmp(bytes, start, len) == 0;
}

/* Move to the next place that could be a member's beginning. */
static bool find_magic(struct rp_source *source, struct rp_error *error)
{
	struct rp_str magic = rp_decoder_magic(source->codec);

	for (;;) {
		size_t have = source->len - source->at;
		const unsigned char *found = memmem(
		    source->input + source->at, have, magic.data, magic.len);

		if (found) {
			source->at = (size_t)(found - source->input);
			return true;
		}
		if (have >= magic.len)
			source->at += have - (magic.len - 1);
		if (refill(source, error) <= 0)
			return false;
	}
}

bool rp_source_resume(struct rp_source *source, const char *start)
{
	struct rp_error error;

	if (!source->damaged)
		return false;
	source->at = kept_from(source);
	while (source->tried < TRIED_MOST && find_magic(source, &error)) {
		if (can_begin(source, start, &error)) {
			source->damaged = begin_member(source, &error) != 0;
			return !source->damaged;
		}
		source->at++;
	}
	return false;
}
