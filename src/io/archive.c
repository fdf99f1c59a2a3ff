/* SPDX-License-Identifier: Apache-2.0 */
/* archive.c - see archive.h. */
#include "archive.h"

#include "folder_sync.h"
#include "gzip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct rp_archive {
	struct rp_archive_options options;
	char *folder;
	char *prefix;
	unsigned number; /* of the next file */
	int fd;		 /* -1: none is open */
	char *name;	 /* of the file under way */
	char *open_path;
	char *path;
	uint64_t bytes;
	uint64_t records;
	bool torn; /* what failed to be written is still at its end */
	struct rp_buffer packed;
	struct rp_buffer head;
};

/* A folder that lasts; one that is there is well. */
static int make_folder(const char *path)
{
	if (mkdir(path, 0777) != 0)
		return errno == EEXIST ? 0 : -1;
	rp_folder_sync(path);
	return 0;
}

/* A folder, and those above it. */
static int make_folders(const char *folder)
{
	char *path = strdup(folder);
	char *at;
	int status = 0;

	if (!path) {
		errno = ENOMEM;
		return -1;
	}
	for (at = path + 1; *path && *at && status == 0; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		status = make_folder(path);
		*at = '/';
	}
	if (status == 0)
		status = make_folder(path);
	free(path);
	return status;
}

int rp_archive_create(struct rp_archive **out,
		      const struct rp_archive_options *options,
		      struct rp_error *error)
{
	struct rp_archive *archive;

	if (make_folders(options->folder) != 0)
		return rp_error_errno(error, "%s", options->folder);
	archive = calloc(1, sizeof(*archive));
	if (!archive)
		return rp_error_set(error, "out of memory");
	archive->options = *options;
	archive->fd = -1;
	rp_buffer_init(&archive->packed);
	rp_buffer_init(&archive->head);
	archive->folder = strdup(options->folder);
	archive->prefix = strdup(options->prefix);
	if (!archive->folder || !archive->prefix) {
		rp_archive_free(archive);
		return rp_error_set(error, "out of memory");
	}
	*out = archive;
	return 0;
}

static void forget_file(struct rp_archive *archive)
{
	if (archive->fd >= 0)
		close(archive->fd);
	archive->fd = -1;
	free(archive->name);
	free(archive->path);
	free(archive->open_path);
	archive->name = NULL;
	archive->path = NULL;
	archive->open_path = NULL;
	archive->bytes = 0;
	archive->records = 0;
}

void rp_archive_free(struct rp_archive *archive)
{
	if (!archive)
		return;
	forget_file(archive);
	rp_buffer_dispose(&archive->packed);
	rp_buffer_dispose(&archive->head);
	free(archive->folder);
	free(archive->prefix);
	free(archive);
}

/* ----- files ----- */

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		len -= (size_t)n;
	}
	return 0;
}

int rp_archive_name(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	/* A file system that cannot; nobody else takes this name. */
	if (access(to, F_OK) == 0) {
		errno = EEXIST;
		return -1;
	}
	return rename(from, to);
}

static bool is_named(int fd, const char *path)
{
	struct stat file;
	struct stat named;

	return fstat(fd, &file) == 0 && stat(path, &named) == 0 &&
	       file.st_dev == named.st_dev && file.st_ino == named.st_ino;
}

/* The file under this name, made and locked: 1; 0: the name is taken, as it is
 * where a repair took the file for one left behind before it was locked; or -1
 * with errno. */
static int make_file(struct rp_archive *archive)
{
	if (access(archive->path, F_OK) == 0)
		return 0;
	archive->fd = open(archive->open_path,
			   O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (archive->fd < 0)
		return errno == EEXIST ? 0 : -1;
	if (flock(archive->fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? 0 : -1;
	return is_named(archive->fd, archive->open_path);
}

/* Take the next name that neither a file nor one under way has; it is on the
 * disk before what it holds is told of. */
static int open_file(struct rp_archive *archive, struct rp_error *error)
{
	int made = 0;

	for (; archive->number < 100000; archive->number++) {
		if (asprintf(&archive->name, "%s-%05u.warc.gz", archive->prefix,
			     archive->number) < 0 ||
		    asprintf(&archive->path, "%s/%s", archive->folder,
			     archive->name) < 0 ||
		    asprintf(&archive->open_path, "%s/.%s.open",
			     archive->folder, archive->name) < 0)
			return rp_error_set(error, "out of memory");
		made = make_file(archive);
		if (made < 0)
			return rp_error_errno(error, "%s", archive->open_path);
		if (made)
			break;
		forget_file(archive);
	}
	if (!made)
		return rp_error_set(error, "%s: no free name for an archive",
				    archive->folder);
	archive->number++;
	archive->torn = false;
	rp_folder_sync(archive->open_path);
	return 0;
}

/* Pack and append. A write that fails leaves the file as it was; where not even
 * that can be had, nothing more is appended: it would stand behind a torn
 * record. */
static int append(struct rp_archive *archive, const struct rp_str *records,
		  size_t count, struct rp_error *error)
{
	size_t i;

	if (archive->torn)
		return rp_error_set(error, "%s: a write failed before",
				    archive->open_path);
	rp_buffer_clear(&archive->packed);
	for (i = 0; i < count; i++)
		if (rp_gzip_pack(&archive->packed, records[i]) != RP_OK)
			return rp_error_set(error, "out of memory");
	if (write_all(archive->fd, archive->packed.data, archive->packed.len) !=
	    0) {
		int failure = errno;

		archive->torn =
		    ftruncate(archive->fd, (off_t)archive->bytes) != 0 ||
		    lseek(archive->fd, (off_t)archive->bytes, SEEK_SET) < 0;
		errno = failure;
		return rp_error_errno(error, "%s", archive->open_path);
	}
	archive->bytes += archive->packed.len;
	archive->records += count;
	return 0;
}

static int begin_file(struct rp_archive *archive, struct rp_error *error)
{
	struct rp_str head;
	int status = open_file(archive, error);

	if (status == 0) {
		rp_buffer_clear(&archive->head);
		archive->options.begin(archive->options.context, &archive->head,
				       archive->name);
		if (rp_buffer_status(&archive->head) != RP_OK)
			status = rp_error_set(error, "out of memory");
	}
	head = rp_buffer_view(&archive->head);
	if (status == 0)
		status = append(archive, &head, 1, error);
	if (status != 0) {
		/* Nothing of worth is in it. */
		if (archive->fd >= 0)
			unlink(archive->open_path);
		forget_file(archive);
	}
	return status;
}

int rp_archive_append(struct rp_archive *archive, const struct rp_str *records,
		      size_t count, struct rp_error *error)
{
	if (archive->fd >= 0 && archive->bytes >= archive->options.file_bytes &&
	    rp_archive_finish(archive, error) != 0)
		return -1;
	if (archive->fd < 0 && begin_file(archive, error) != 0)
		return -1;
	return append(archive, records, count, error);
}

int rp_archive_sync(struct rp_archive *archive, struct rp_error *error)
{
	if (archive->fd >= 0 && fdatasync(archive->fd) != 0)
		return rp_error_errno(error, "%s", archive->open_path);
	return 0;
}

int rp_archive_finish(struct rp_archive *archive, struct rp_error *error)
{
	if (archive->fd < 0)
		return 0;
	if (fsync(archive->fd) != 0)
		return rp_error_errno(error, "%s", archive->open_path);
	if (rp_archive_name(archive->open_path, archive->path) != 0)
		return rp_error_errno(error, "%s", archive->path);
	rp_folder_sync(archive->path);
	archive->options.done(archive->options.context, archive->path,
			      archive->records, archive->bytes);
	forget_file(archive);
	return 0;
}
