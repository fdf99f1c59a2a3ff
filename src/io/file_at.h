/* SPDX-License-Identifier: Apache-2.0 */
/* file_at.h - bytes at a place of a file, read or written, however many calls
 * that takes. */
#ifndef RP_FILE_AT_H
#define RP_FILE_AT_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

/* Up to len bytes: how many there are, fewer where the file ends; or -1. */
static inline ssize_t rp_read_at(int fd, void *out, size_t len, uint64_t at)
{
	char *to = out;
	size_t got = 0;

	while (got < len) {
		ssize_t n = pread(fd, to + got, len - got, (off_t)(at + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (ssize_t)got;
}

/* All of len bytes. 0, or -1: errno, EIO where the file ends before. */
static inline int rp_read_whole(int fd, void *out, size_t len, uint64_t at)
{
	ssize_t got = rp_read_at(fd, out, len, at);

	if (got >= 0 && (size_t)got < len) {
		errno = EIO;
		return -1;
	}
	return got < 0 ? -1 : 0;
}

/* Write all of len bytes. 0, or -1 with errno: some may be written. */
static inline int rp_write_whole(int fd, const void *bytes, size_t len,
				 uint64_t at)
{
	const char *from = bytes;

	while (len > 0) {
		ssize_t n = pwrite(fd, from, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		from += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return 0;
}

#endif
