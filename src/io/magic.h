/* SPDX-License-Identifier: Apache-2.0 */
/* magic.h - whether a file is of a kind that is ours to write over. */
#ifndef RP_MAGIC_H
#define RP_MAGIC_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a file begins as one of a kind does, with these len bytes (at most
 * 64), or as the disk leaves one: with up to a quarter of them changed, with
 * nothing but zeros in its first page, or cut off within their second half. An
 * empty file is of any kind. Returns 0, or -1 with errno: it cannot be read.
 */
int rp_magic_look(bool *ours, int fd, const char *magic, size_t len);

#endif
