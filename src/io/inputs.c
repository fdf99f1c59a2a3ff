/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inputs.c - see inputs.h
 *
 * Folders are walked with fts(3), following links; a loop is an entry of its
 * own. Files are sorted by the bytes of their paths, so that neither the order
 * of arguments nor that of a folder shows in any output. A file that is
 * reached twice (named twice, linked) is read once: otherwise all its
 * articles would be duplicates of themselves.
 */
#include "inputs.h"

#include "array.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <string.h>

void rp_inputs_init(struct rp_inputs *inputs)
{
	memset(inputs, 0, sizeof(*inputs));
}

void rp_inputs_dispose(struct rp_inputs *inputs)
{
	size_t i;

	for (i = 0; i < inputs->count; i++)
		free(inputs->items[i].path);
	free(inputs->items);
	rp_inputs_init(inputs);
}

/* In nanoseconds since 1970. */
static int64_t modified(const struct stat *info)
{
	return (int64_t)info->st_mtim.tv_sec * 1000000000 +
	       info->st_mtim.tv_nsec;
}

bool rp_input_unchanged(const struct rp_input *input)
{
	struct stat now;

	if (!input->regular)
		return true;
	return stat(input->path, &now) == 0 && now.st_ino == input->inode &&
	       (uint64_t)now.st_size == input->size &&
	       modified(&now) == input->modified;
}

static int add(struct rp_inputs *inputs, const char *path,
	       const struct stat *info, const char *failure)
{
	struct rp_input *input;

	if (rp_array_reserve(&inputs->items, &inputs->capacity,
			     inputs->count + 1,
			     sizeof(*inputs->items)) != RP_OK)
		return RP_ENOMEM;
	input = &inputs->items[inputs->count];
	memset(input, 0, sizeof(*input));
	input->path = strdup(path);
	if (!input->path)
		return RP_ENOMEM;
	inputs->count++;
	if (failure) {
		input->failed = true;
		rp_error_set(&input->error, "%s", failure);
		return RP_OK;
	}
	if (!info)
		return RP_OK;
	input->device = info->st_dev;
	input->inode = info->st_ino;
	input->regular = S_ISREG(info->st_mode);
	if (!input->regular)
		return RP_OK;
	input->size = (uint64_t)info->st_size;
	input->modified = modified(info);
	return RP_OK;
}

static int add_failure(struct rp_inputs *inputs, const char *path, int number)
{
	char reason[160];
	char text[128];

	if (number == ENOENT && strstr(path, "://"))
		snprintf(reason, sizeof(reason),
			 "an address, not a file: 'reprint fetch' brings what "
			 "is there");
	else
		snprintf(reason, sizeof(reason), "cannot be read: %s",
			 strerror_r(number, text, sizeof(text)));
	return add(inputs, path, NULL, reason);
}

static int add_entry(struct rp_inputs *inputs, FTS *fts, FTSENT *entry)
{
	bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';

	switch (entry->fts_info) {
	case FTS_D:
		if (hidden) {
			inputs->hidden++;
			fts_set(fts, entry, FTS_SKIP);
		}
		return RP_OK;
	case FTS_DP:
		return RP_OK;
	case FTS_DC:
		return add(inputs, entry->fts_path, NULL,
			   "a loop: this folder is above itself");
	case FTS_F:
		if (!hidden)
			return add(inputs, entry->fts_path, entry->fts_statp,
				   NULL);
		inputs->hidden++;
		return RP_OK;
	case FTS_SL:
	case FTS_SLNONE:
		return add(inputs, entry->fts_path, NULL,
			   "a link that leads nowhere");
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return add_failure(inputs, entry->fts_path, entry->fts_errno);
	default: /* sockets, devices and pipes inside a folder */
		return add(inputs, entry->fts_path, NULL,
			   "neither a file nor a folder");
	}
}

static int add_folder(struct rp_inputs *inputs, const char *path)
{
	char *paths[2] = {(char *)(uintptr_t)path, NULL};
	FTS *fts = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;
	int status = RP_OK;

	if (!fts)
		return add_failure(inputs, path, errno);
	while (status == RP_OK && (errno = 0, entry = fts_read(fts)) != NULL)
		status = add_entry(inputs, fts, entry);
	/* No entry is the end, or a failure. */
	if (status == RP_OK && errno != 0)
		status = add_failure(inputs, path, errno);
	fts_close(fts);
	return status;
}

int rp_inputs_add(struct rp_inputs *inputs, const char *path)
{
	struct stat info;
	size_t len = strlen(path);
	char *trimmed;
	int status;

	if (strcmp(path, "-") == 0)
		return add(inputs, path, NULL, NULL);
	if (stat(path, &info) != 0)
		return add_failure(inputs, path, errno);
	if (!S_ISDIR(info.st_mode)) {
		status = add(inputs, path, &info, NULL);
		if (status == RP_OK)
			inputs->items[inputs->count - 1].named = true;
		return status;
	}
	/* "news/" and "news" must give the same sources. */
	trimmed = strdup(path);
	if (!trimmed)
		return RP_ENOMEM;
	while (len > 1 && trimmed[len - 1] == '/')
		trimmed[--len] = '\0';
	status = add_folder(inputs, trimmed);
	free(trimmed);
	return status;
}

static bool is_file(const struct rp_input *input, const struct stat *info)
{
	return input->regular && input->device == info->st_dev &&
	       input->inode == info->st_ino;
}

static void take_off(struct rp_inputs *inputs, const struct stat *info)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < inputs->count; i++) {
		if (is_file(&inputs->items[i], info))
			free(inputs->items[i].path);
		else
			inputs->items[kept++] = inputs->items[i];
	}
	inputs->count = kept;
}

void rp_inputs_leave_out(struct rp_inputs *inputs, const char *path)
{
	struct stat info;

	if (stat(path, &info) == 0)
		take_off(inputs, &info);
}

enum rp_inputs_origin rp_inputs_set_apart(struct rp_inputs *inputs,
					  const struct stat *info)
{
	enum rp_inputs_origin origin = RP_INPUTS_ABSENT;
	size_t i;

	for (i = 0; i < inputs->count; i++) {
		if (!is_file(&inputs->items[i], info))
			continue;
		if (inputs->items[i].named)
			return RP_INPUTS_NAMED;
		origin = RP_INPUTS_FOUND;
	}
	if (origin == RP_INPUTS_FOUND)
		take_off(inputs, info);
	return origin;
}

static int by_path(const void *a, const void *b)
{
	const struct rp_input *first = a;
	const struct rp_input *second = b;

	return strcmp(first->path, second->path);
}

/* By file; among the same file by path. */
static int by_file(const void *a, const void *b)
{
	const struct rp_input *first = a;
	const struct rp_input *second = b;

	if (first->device != second->device)
		return first->device < second->device ? -1 : 1;
	if (first->inode != second->inode)
		return first->inode < second->inode ? -1 : 1;
	return by_path(a, b);
}

static bool same_file(const struct rp_input *a, const struct rp_input *b)
{
	if (strcmp(a->path, b->path) == 0)
		return true;
	return a->regular && b->regular && a->device == b->device &&
	       a->inode == b->inode;
}

/* One of the ways to a file. */
struct way {
	char *name; /* without links; NULL: it is gone */
	struct rp_input input;
};

static int by_name(const void *a, const void *b)
{
	const struct way *first = a;
	const struct way *second = b;
	int order;

	if (!first->name || !second->name)
		return first->name ? 1 : second->name ? -1 : 0;
	order = strcmp(first->name, second->name);
	return order ? order : by_path(&first->input, &second->input);
}

/* Of the count ways to one file, from items on, keep the first to each of its
 * names: two names (hard links) are two articles, as two copies would be; two
 * ways to one name, through links and folders, are one. Without memory, one is
 * kept. Returns how many are. */
static size_t keep_names(struct rp_inputs *inputs, struct rp_input *items,
			 size_t count)
{
	struct way *ways = calloc(count, sizeof(*ways));
	size_t kept = 0;
	size_t i;

	for (i = 0; i < count && ways; i++)
		ways[i] = (struct way){realpath(items[i].path, NULL), items[i]};
	if (ways)
		qsort(ways, count, sizeof(*ways), by_name);
	for (i = 0; i < count; i++) {
		struct rp_input *input = ways ? &ways[i].input : &items[i];
		bool again =
		    i > 0 && (!ways || !ways[i].name || !ways[i - 1].name ||
			      strcmp(ways[i].name, ways[i - 1].name) == 0);

		if (again) {
			free(input->path);
			inputs->repeated++;
		} else {
			items[kept++] = *input;
		}
	}
	for (i = 0; i < count && ways; i++)
		free(ways[i].name);
	free(ways);
	return kept;
}

void rp_inputs_finish(struct rp_inputs *inputs)
{
	struct rp_input *items = inputs->items;
	size_t kept = 0;
	size_t end;
	size_t i;

	if (inputs->count == 0)
		return;
	qsort(items, inputs->count, sizeof(*items), by_file);
	for (i = 0; i < inputs->count; i = end) {
		size_t names = 1;

		end = i + 1;
		while (end < inputs->count && same_file(&items[i], &items[end]))
			end++;
		if (end - i > 1)
			names = keep_names(inputs, items + i, end - i);
		memmove(items + kept, items + i, names * sizeof(*items));
		kept += names;
	}
	inputs->count = kept;
	qsort(items, inputs->count, sizeof(*items), by_path);
	inputs->bytes = 0;
	for (i = 0; i < inputs->count; i++)
		inputs->bytes += items[i].size;
}
