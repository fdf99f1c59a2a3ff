/* SPDX-License-Identifier: Apache-2.0 */
/* error.c - see error.h. */
#include "error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int rp_error_set(struct rp_error *error, const char *format, ...)
{
	va_list args;

	if (!error)
		return -1;
	va_start(args, format);
	vsnprintf(error->message, sizeof(error->message), format, args);
	va_end(args);
	return -1;
}

int rp_error_errno(struct rp_error *error, const char *format, ...)
{
	int number = errno;
	char reason[128];
	const char *why;
	size_t len;
	va_list args;

	if (!error)
		return -1;
	va_start(args, format);
	vsnprintf(error->message, sizeof(error->message), format, args);
	va_end(args);
	why = strerror_r(number, reason, sizeof(reason));
	/* A long path is cut, not the reason. */
	len = strlen(error->message);
	if (len + strlen(why) + sizeof(": ") > sizeof(error->message))
		len = sizeof(error->message) - strlen(why) - sizeof(": ");
	snprintf(error->message + len, sizeof(error->message) - len, ": %s",
		 why);
	return -1;
}
