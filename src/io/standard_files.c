/* SPDX-License-Identifier: Apache-2.0 */
/*
 * standard_files.c - see standard_files.h
 *
 * Whoever starts the program with a standard file closed would find the report
 * in the first file that is opened and gets its number. What takes the place
 * is /dev/null, open the wrong way round: using it fails and is told.
 */
#include "standard_files.h"

#include <fcntl.h>

bool rp_standard_files_hold(void)
{
	static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
	int fd;

	for (fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", modes[fd]) != fd)
			return false;
	return true;
}
