/* SPDX-License-Identifier: Apache-2.0 */
/* archive_repair.c - what runs that were ended left of their archives. */
#include "archive.h"

#include "file_at.h"
#include "folder_sync.h"
#include "gzip.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <zlib.h>

#define PIECE 65536

/* of every record (ISO 28500, 4) */
#define BEGINNING "WARC/"

/* A file is read once through; what counts is where the last whole member
 * ends. */
struct survey {
	z_stream stream;
	int fd;
	uint64_t read;	/* bytes of the file given to the stream */
	uint64_t whole; /* up to here it is whole */
	uint64_t members;
	bool goes_on;  /* a record begins behind what is not */
	uint64_t held; /* bytes of the member under way, inflated */
	char first[sizeof(BEGINNING) - 1]; /* of them; min(held, size) */
};

/* Keep how the member under way begins: a piece may end within. */
static void keep_first(struct survey *survey, const unsigned char *out,
		       size_t len)
{
	size_t kept;

	for (kept = 0;
	     kept < len && survey->held + kept < sizeof(survey->first); kept++)
		survey->first[survey->held + kept] = (char)out[kept];
	survey->held += len;
}

static bool is_record(const struct survey *survey)
{
	return survey->held >= sizeof(survey->first) &&
	       memcmp(survey->first, BEGINNING, sizeof(survey->first)) == 0;
}

/* What a piece of the file holds; false where it is damaged. */
static bool survey_piece(struct survey *survey, unsigned char *bytes,
			 size_t len)
{
	survey->stream.next_in = bytes;
	survey->stream.avail_in = (unsigned)len;
	survey->read += len;
	while (survey->stream.avail_in > 0) {
		unsigned char out[PIECE];
		int status;

		survey->stream.next_out = out;
		survey->stream.avail_out = sizeof(out);
		status = inflate(&survey->stream, Z_NO_FLUSH);
		keep_first(survey, out, PIECE - survey->stream.avail_out);
		if (status == Z_STREAM_END) {
			if (!is_record(survey))
				return false;
			survey->members++;
			survey->whole = survey->read - survey->stream.avail_in;
			survey->held = 0;
			inflateReset(&survey->stream);
		} else if (status != Z_OK) {
			return false;
		}
	}
	return true;
}

/* Whether a member that begins at an offset is a record: 1 or 0, or -1 where
 * that cannot be told. */
static int record_at(int fd, uint64_t at)
{
	unsigned char bytes[512];
	char out[sizeof(BEGINNING) - 1];
	ssize_t n = rp_read_at(fd, bytes, sizeof(bytes), at);
	z_stream stream = {.next_in = bytes, .next_out = (unsigned char *)out};

	if (n < 0)
		return -1;
	if (inflateInit2(&stream, RP_GZIP_BITS) != Z_OK) {
		errno = ENOMEM;
		return -1;
	}
	stream.avail_in = (unsigned)n;
	stream.avail_out = sizeof(out);
	inflate(&stream, Z_SYNC_FLUSH);
	inflateEnd(&stream);
	return stream.avail_out == 0 &&
	       memcmp(out, BEGINNING, sizeof(out)) == 0;
}

/* Whether a record begins anywhere behind an offset: what a killed run leaves
 * is torn in its last one. 1 or 0, or -1 where that cannot be told. */
static int goes_on_behind(int fd, uint64_t from)
{
	static const unsigned char magic[] = {0x1f, 0x8b, 0x08};
	unsigned char bytes[1 << 14];
	ssize_t n;

	while ((n = rp_read_at(fd, bytes, sizeof(bytes), from)) >
	       (ssize_t)sizeof(magic)) {
		const unsigned char *at = bytes;
		const unsigned char *end = bytes + n;

		while ((at = memmem(at, (size_t)(end - at), magic,
				    sizeof(magic))) != NULL) {
			int found =
			    record_at(fd, from + (uint64_t)(at - bytes));

			if (found != 0)
				return found;
			at++;
		}
		/* The sign of one may lie across the end. */
		from += (uint64_t)n - sizeof(magic) + 1;
	}
	return n < 0 ? -1 : 0;
}

static int survey_file(struct survey *survey, int fd)
{
	unsigned char *bytes = malloc(PIECE);
	ssize_t n = -1;

	memset(survey, 0, sizeof(*survey));
	if (!bytes || inflateInit2(&survey->stream, RP_GZIP_BITS) != Z_OK) {
		free(bytes);
		errno = ENOMEM;
		return -1;
	}
	for (;;) {
		n = read(fd, bytes, PIECE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || !survey_piece(survey, bytes, (size_t)n))
			break;
	}
	inflateEnd(&survey->stream);
	free(bytes);
	if (n < 0)
		return -1;
	if (survey->whole < survey->read) {
		int found = goes_on_behind(fd, survey->whole + 1);

		/* Nothing is cut off what could not be looked at. */
		if (found < 0)
			return -1;
		survey->goes_on = found == 1;
	}
	return 0;
}

/* A record that was torn is one; a file of megabytes of which not even the
 * second record is whole lost what had been brought to the disk. */
#define TORN ((off_t)1 << 20)

static bool is_damaged(const struct survey *survey, off_t size)
{
	return survey->members < 2 &&
	       (survey->goes_on || size - (off_t)survey->whole > TORN);
}

/* The first record is the file's own head: alone it says nothing. Where more
 * than a torn record lies behind it, the disk lost something: it is put aside
 * for whoever can read it. */
static int set_aside(const char *open_path, const char *path, bool damaged,
		     struct rp_error *error)
{
	char *aside;
	int status;

	if (!damaged)
		return unlink(open_path) == 0
			   ? 0
			   : rp_error_errno(error, "%s", open_path);
	if (asprintf(&aside, "%s.damaged", path) < 0)
		return rp_error_set(error, "out of memory");
	status = rp_archive_name(open_path, aside) == 0
		     ? 0
		     : rp_error_errno(error, "%s", aside);
	if (status == 0)
		rp_folder_sync(aside);
	free(aside);
	return status;
}

static int complete(int fd, const char *open_path, const char *path,
		    const struct survey *survey, off_t size,
		    struct rp_error *error)
{
	if (survey->members < 2)
		return set_aside(open_path, path, is_damaged(survey, size),
				 error);
	/* Damage in its midst is the reader's to pass over. */
	if (!survey->goes_on && ftruncate(fd, (off_t)survey->whole) != 0)
		return rp_error_errno(error, "%s", open_path);
	if (fsync(fd) != 0)
		return rp_error_errno(error, "%s", open_path);
	if (rp_archive_name(open_path, path) != 0)
		return rp_error_errno(error, "%s", path);
	rp_folder_sync(path);
	return 0;
}

static void tell_of(const char *path, const struct survey *survey, off_t size,
		    void (*tell)(void *context, const char *sentence),
		    void *context)
{
	char sentence[700];

	snprintf(
	    sentence, sizeof(sentence),
	    survey->members < 2 && is_damaged(survey, size)
		? "%s: left by a run that was ended, and damaged at its "
		  "beginning; it is kept as .damaged"
	    : survey->members < 2
		? "%s: a run was ended before its first record; removed"
	    : survey->goes_on
		? "%s: left by a run that was ended, and damaged behind its "
		  "first %llu records; it is kept whole"
		: "%s: completed after a run that was ended: %llu records, "
		  "%llu torn bytes cut off",
	    path, (unsigned long long)survey->members,
	    (unsigned long long)size - (unsigned long long)survey->whole);
	tell(context, sentence);
}

static int repair(const char *folder, const char *open_name,
		  void (*tell)(void *context, const char *sentence),
		  void *context, struct rp_error *error)
{
	struct survey survey;
	char *open_path = NULL;
	char *path = NULL;
	off_t size;
	int name_len = (int)strlen(open_name) - 6;
	int status = -1;
	int fd;

	if (asprintf(&open_path, "%s/%s", folder, open_name) < 0)
		return rp_error_set(error, "out of memory");
	fd = open(open_path, O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		/* Its own run may just have completed it. */
		status = errno == ENOENT
			     ? 0
			     : rp_error_errno(error, "%s", open_path);
		goto free_path;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		status = 0; /* being written */
		goto close_file;
	}
	size = lseek(fd, 0, SEEK_END);
	if (size < 0 || lseek(fd, 0, SEEK_SET) < 0 ||
	    survey_file(&survey, fd) != 0) {
		rp_error_errno(error, "%s", open_path);
		goto close_file;
	}
	if (asprintf(&path, "%s/%.*s", folder, name_len, open_name + 1) < 0) {
		path = NULL;
		rp_error_set(error, "out of memory");
		goto close_file;
	}
	status = complete(fd, open_path, path, &survey, size, error);
	if (status == 0)
		tell_of(path, &survey, size, tell, context);
	free(path);
close_file:
	close(fd);
free_path:
	free(open_path);
	return status;
}

static bool is_left(const char *name)
{
	static const char tail[] = ".warc.gz.open";
	size_t len = strlen(name);

	return name[0] == '.' && len > sizeof(tail) &&
	       strcmp(name + len - (sizeof(tail) - 1), tail) == 0;
}

int rp_archive_repair(const char *folder,
		      void (*tell)(void *context, const char *sentence),
		      void *context, struct rp_error *error)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int status = 0;

	if (!dir)
		return errno == ENOENT ? 0
				       : rp_error_errno(error, "%s", folder);
	while (status == 0 && (entry = readdir(dir)) != NULL)
		if (is_left(entry->d_name))
			status =
			    repair(folder, entry->d_name, tell, context, error);
	closedir(dir);
	return status;
}
