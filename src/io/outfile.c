/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outfile.c - see outfile.h
 *
 * What is written is sent to the disk as it comes, and its pages are given
 * back, so that a file of any size passes through the same few pages of
 * cache. finish waits for the disk in any case. Fresh pages are what writing
 * costs: on a virtual machine that has to get them from its host 2.4 us a
 * kilobyte, against 0.3 with pages used again.
 */
#include "outfile.h"

#include "ascii.h"
#include "folder_sync.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

/* All writes but the last are of this size, at multiples of it, for which the
 * cache makes large pages: a sixth less than as batches come, copies and all
 * (measured, ext4). */
#define BUFFER_BYTES ((size_t)512 << 10)
/* The tools' own defaults: a fair bargain of time and size. */
#define GZIP_LEVEL 6
#define ZSTD_LEVEL 3
/* Bytes sent to the disk at a time; twice as many are held in the cache. */
#define WINDOW_BYTES ((uint64_t)8 << 20)

enum packing { PACKING_NONE = 0, PACKING_GZIP, PACKING_ZSTD };

struct rp_outfile {
	int fd;
	char *path;	 /* for messages; NULL: standard output */
	char *temporary; /* NULL: written directly */
	int failure;	 /* errno of the first failed write */
	bool gone;	 /* nobody reads standard output any more */
	bool wanted;	 /* that is a failure */
	enum packing packing;
	z_stream gzip;
	ZSTD_CCtx *zstd;
	char *buffer; /* bytes not yet written */
	size_t len;
	uint64_t written; /* to a temporary file … */
	uint64_t sent;	  /* … and on its way to the disk, in whole windows */
};

static void outfile_free(struct rp_outfile *file)
{
	if (file->packing == PACKING_GZIP)
		deflateEnd(&file->gzip);
	ZSTD_freeCCtx(file->zstd);
	free(file->path);
	free(file->temporary);
	free(file->buffer);
	free(file);
}

static bool ends_in(const char *path, const char *extension)
{
	size_t len = strlen(path);
	size_t n = strlen(extension);

	return len > n && rp_ascii_compare(path + len - n, extension) == 0;
}

static int packing_begin(struct rp_outfile *file, const char *path)
{
	if (ends_in(path, ".gz")) {
		if (deflateInit2(&file->gzip, GZIP_LEVEL, Z_DEFLATED, 15 + 16,
				 8, Z_DEFAULT_STRATEGY) != Z_OK)
			return -1;
		file->packing = PACKING_GZIP;
	} else if (ends_in(path, ".zst")) {
		file->zstd = ZSTD_createCCtx();
		if (!file->zstd)
			return -1;
		ZSTD_CCtx_setParameter(file->zstd, ZSTD_c_compressionLevel,
				       ZSTD_LEVEL);
		ZSTD_CCtx_setParameter(file->zstd, ZSTD_c_checksumFlag, 1);
		file->packing = PACKING_ZSTD;
	}
	return 0;
}

/* "dir/name" to "dir/.name.XXXXXX.part". */
static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int dir_len = slash ? (int)(slash + 1 - path) : 0;
	char *name;

	if (asprintf(&name, "%.*s.%s.XXXXXX.part", dir_len, path,
		     path + dir_len) < 0)
		return NULL;
	return name;
}

/* Owner, group and mode of the file that will be replaced, as far as one may,
 * or the mode of a new one. */
static void take_over(int fd, const struct stat *before)
{
	mode_t mask;

	if (before) {
		/* Whoever may not give files away keeps what he writes. */
		if (fchown(fd, before->st_uid, before->st_gid) != 0 &&
		    fchown(fd, (uid_t)-1, before->st_gid) != 0)
			errno = 0;
		fchmod(fd, before->st_mode & 0777);
		return;
	}
	mask = umask(0);
	umask(mask);
	fchmod(fd, 0666 & ~mask);
}

/* before: what is in its place now, or NULL. */
static int open_temporary(struct rp_outfile *file, const char *path,
			  const struct stat *before, struct rp_error *error)
{
	file->temporary = temporary_name(file->path);
	if (!file->temporary)
		return rp_error_set(error, "%s: out of memory", path);
	file->fd = mkostemps(file->temporary, 5, O_CLOEXEC);
	if (file->fd < 0) {
		rp_error_errno(error, "%s: cannot be written", path);
		free(file->temporary);
		file->temporary = NULL;
		return -1;
	}
	take_over(file->fd, before);
	return 0;
}

static char *resolve(const char *path);

/* Where the link at path leads, from the folder that it stands in. */
static char *target(const char *path)
{
	const char *slash = strrchr(path, '/');
	char leads[PATH_MAX];
	char *joined = NULL;
	ssize_t len = readlink(path, leads, sizeof(leads) - 1);

	if (len <= 0)
		return NULL;
	leads[len] = '\0';
	if (*leads == '/' || !slash)
		return strdup(leads);
	return asprintf(&joined, "%.*s%s", (int)(slash + 1 - path), path,
			leads) < 0
		   ? NULL
		   : joined;
}

/* The path of a link with a name that does not exist yet; NULL where links go
 * round. */
static char *resolve_link(const char *path)
{
	char *next = errno == ENOENT ? target(path) : NULL;
	char *whole = next ? resolve(next) : NULL;

	free(next);
	return whole;
}

/* The path with its links followed, as one that may not exist yet; NULL with
 * errno if its folder does not exist. */
static char *resolve(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *whole = realpath(path, NULL);
	char *named;
	char *folder;
	char *joined = NULL;
	char link;

	if (whole)
		return whole;
	if (readlink(path, &link, 1) > 0)
		return resolve_link(path);
	named = slash ? strndup(path, (size_t)(slash + 1 - path)) : strdup(".");
	folder = named ? realpath(named, NULL) : NULL;
	free(named);
	if (folder &&
	    asprintf(&joined, "%s/%s", folder, slash ? slash + 1 : path) < 0)
		joined = NULL;
	free(folder);
	return joined;
}

int rp_outfile_descriptor(const char *path)
{
	static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
	size_t i;

	if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		const char *number = path + strlen(folders[i]);
		char *end;
		long fd;

		if (strncmp(path, folders[i], strlen(folders[i])) != 0 ||
		    !rp_ascii_is_digit(*number))
			continue;
		fd = strtol(number, &end, 10);
		if (*end == '\0' && fd <= INT_MAX)
			return (int)fd;
	}
	return -1;
}

bool rp_outfile_same(const char *a, const char *b)
{
	char *first = resolve(a);
	char *second = resolve(b);
	bool same = strcmp(a, b) == 0 ||
		    (first && second && strcmp(first, second) == 0);

	free(first);
	free(second);
	return same;
}

/* A file behind it is written where the descriptor stands: it may be a log that
 * others write too, and is never replaced. */
static int open_descriptor(struct rp_outfile *file, const char *path,
			   int descriptor, struct rp_error *error)
{
	file->path = strdup(path);
	if (!file->path)
		return rp_error_set(error, "%s: out of memory", path);
	file->fd = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (file->fd < 0)
		return rp_error_errno(error, "%s: cannot be written", path);
	return 0;
}

static int open_target(struct rp_outfile *file, const char *path,
		       struct rp_error *error)
{
	const int descriptor =
	    path ? rp_outfile_descriptor(path) : STDOUT_FILENO;
	struct stat info;
	bool exists;

	if (descriptor == STDOUT_FILENO) {
		file->fd = descriptor;
		return 0;
	}
	if (descriptor >= 0)
		return open_descriptor(file, path, descriptor, error);
	if (packing_begin(file, path) != 0)
		return rp_error_set(error, "%s: out of memory", path);
	file->path = resolve(path);
	if (!file->path)
		return rp_error_errno(error, "%s: cannot be written", path);
	exists = stat(file->path, &info) == 0;
	if (exists && S_ISDIR(info.st_mode)) {
		errno = EISDIR;
		return rp_error_errno(error, "%s: cannot be written", path);
	}
	if (!exists || S_ISREG(info.st_mode))
		return open_temporary(file, path, exists ? &info : NULL, error);
	file->fd = open(file->path, O_WRONLY | O_CLOEXEC);
	if (file->fd < 0)
		return rp_error_errno(error, "%s: cannot be written", path);
	return 0;
}

int rp_outfile_open(struct rp_outfile **out, const char *path,
		    struct rp_error *error)
{
	struct rp_outfile *file = calloc(1, sizeof(*file));

	if (file)
		file->buffer = malloc(BUFFER_BYTES);
	if (!file || !file->buffer) {
		free(file);
		return rp_error_set(error, "out of memory");
	}
	file->fd = -1;
	if (open_target(file, path, error) != 0) {
		outfile_free(file);
		return -1;
	}
	*out = file;
	return 0;
}

bool rp_outfile_is_lost(const struct rp_outfile *file)
{
	return file->failure || file->gone;
}

void rp_outfile_insist(struct rp_outfile *file)
{
	file->wanted = true;
}

const char *rp_outfile_temporary(const struct rp_outfile *file)
{
	return file->temporary;
}

/* Send whole windows to the disk and give back the one before, which is there
 * by then or waited for. That is a favour to all: if it fails nothing is lost,
 * and fsync has the last word. */
static void send_windows(struct rp_outfile *file)
{
	const off_t window = (off_t)WINDOW_BYTES;

	while (file->written - file->sent >= WINDOW_BYTES) {
		off_t at = (off_t)file->sent;

		sync_file_range(file->fd, at, window, SYNC_FILE_RANGE_WRITE);
		if (at >= window) {
			sync_file_range(file->fd, at - window, window,
					SYNC_FILE_RANGE_WAIT_BEFORE |
					    SYNC_FILE_RANGE_WRITE |
					    SYNC_FILE_RANGE_WAIT_AFTER);
			posix_fadvise(file->fd, at - window, window,
				      POSIX_FADV_DONTNEED);
		}
		file->sent += WINDOW_BYTES;
	}
}

static void write_all(struct rp_outfile *file, const char *bytes, size_t len)
{
	while (len > 0 && !file->failure && !file->gone) {
		ssize_t n = write(file->fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EPIPE && !file->path && !file->wanted)
			file->gone = true;
		else if (n < 0)
			file->failure = errno;
		if (n < 0)
			return;
		bytes += n;
		len -= (size_t)n;
		file->written += (uint64_t)n;
	}
	if (file->temporary)
		send_windows(file);
}

static void pack_gzip(struct rp_outfile *file, bool finish)
{
	char packed[32768];
	int status;

	file->gzip.next_in = (unsigned char *)file->buffer;
	file->gzip.avail_in = (unsigned)file->len;
	do {
		file->gzip.next_out = (unsigned char *)packed;
		file->gzip.avail_out = sizeof(packed);
		status = deflate(&file->gzip, finish ? Z_FINISH : Z_NO_FLUSH);
		write_all(file, packed, sizeof(packed) - file->gzip.avail_out);
	} while (status == Z_OK &&
		 (file->gzip.avail_out == 0 || (finish && !file->failure)));
}

static void pack_zstd(struct rp_outfile *file, bool finish)
{
	ZSTD_inBuffer in = {file->buffer, file->len, 0};
	char packed[32768];
	size_t left;

	do {
		ZSTD_outBuffer out = {packed, sizeof(packed), 0};

		left =
		    ZSTD_compressStream2(file->zstd, &out, &in,
					 finish ? ZSTD_e_end : ZSTD_e_continue);
		if (ZSTD_isError(left)) {
			file->failure = ENOMEM;
			return;
		}
		write_all(file, packed, out.pos);
	} while (finish ? left > 0 : in.pos < in.size);
}

static void flush(struct rp_outfile *file, bool finish)
{
	switch (file->packing) {
	case PACKING_GZIP:
		pack_gzip(file, finish);
		break;
	case PACKING_ZSTD:
		pack_zstd(file, finish);
		break;
	case PACKING_NONE:
		write_all(file, file->buffer, file->len);
	}
	file->len = 0;
}

void rp_outfile_write(struct rp_outfile *file, const void *bytes, size_t len)
{
	const char *from = bytes;

	while (len > 0 && !file->failure) {
		size_t room = BUFFER_BYTES - file->len;
		size_t n = len < room ? len : room;

		memcpy(file->buffer + file->len, from, n);
		file->len += n;
		from += n;
		len -= n;
		if (file->len == BUFFER_BYTES)
			flush(file, false);
	}
}

int rp_outfile_finish(struct rp_outfile *file, struct rp_error *error)
{
	flush(file, true);
	if (!file->failure && file->temporary && fsync(file->fd) != 0)
		file->failure = errno;
	if (!file->failure)
		return 0;
	errno = file->failure;
	return rp_error_errno(error, "%s: cannot be written",
			      file->path ? file->path : "standard output");
}

int rp_outfile_place(struct rp_outfile *file, struct rp_error *error)
{
	if (file->temporary && rename(file->temporary, file->path) != 0) {
		rp_error_errno(error, "%s: cannot be put in place", file->path);
		rp_outfile_abort(file);
		return -1;
	}
	if (file->temporary)
		rp_folder_sync(file->path);
	if (file->path)
		close(file->fd);
	outfile_free(file);
	return 0;
}

void rp_outfile_abort(struct rp_outfile *file)
{
	if (!file)
		return;
	if (file->temporary)
		unlink(file->temporary);
	if (file->path && file->fd >= 0)
		close(file->fd);
	outfile_free(file);
}

int rp_outfile_commit(struct rp_outfile *file, struct rp_error *error)
{
	if (rp_outfile_finish(file, error) == 0)
		return rp_outfile_place(file, error);
	rp_outfile_abort(file);
	return -1;
}
