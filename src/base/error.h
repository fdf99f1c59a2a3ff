/* SPDX-License-Identifier: Apache-2.0 */
/*
 * error.h - what went wrong, in one sentence for the user
 *
 * For the layers that touch the outside world: the caller owns the struct and
 * passes it down; the text names the file, the place in it and the reason.
 */
#ifndef RP_ERROR_H
#define RP_ERROR_H

struct rp_error {
	char message[512];
};

/* Write the sentence (cut if too long). error may be NULL. Returns -1, so
 * that a function can end in "return rp_error_set(…)". */
int rp_error_set(struct rp_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same with ": " and the text of errno behind. */
int rp_error_errno(struct rp_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
