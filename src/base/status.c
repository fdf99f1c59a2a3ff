/* SPDX-License-Identifier: Apache-2.0 */
/* status.c - the sentences behind enum rp_status, and the version. */
#include "reprint.h"

const char *rp_strerror(int status)
{
	switch ((enum rp_status)status) {
	case RP_OK:
		return "no error";
	case RP_ENOMEM:
		return "out of memory";
	case RP_EINVAL:
		return "an argument is out of range";
	case RP_EEMPTY:
		return "no words in the text";
	case RP_ENOARTICLE:
		return "no article text on the page";
	case RP_ESIZE:
		return "page larger than the limit of 16 MiB";
	case RP_EDEPTH:
		return "elements nested deeper than the limit of 4,096";
	case RP_EATTRIBUTES:
		return "a tag with more than the limit of 256 attributes";
	case RP_EPAGEMEMORY:
		return "the page's tree outgrew its memory limit";
	case RP_ESTORE:
		return "the spool could not be written or read";
	case RP_EFULL:
		return "the corpus holds as many documents as it can";
	case RP_ENODES:
		return "the page's tree has more than the limit of 1,048,576 "
		       "nodes";
	case RP_ETEXTSIZE:
		return "text larger than the limit of 16 MiB";
	case RP_ETIME:
		return "the page took longer than the time limit";
	}
	return "unknown error";
}

const char *rp_version(void)
{
	return RP_VERSION_STRING;
}
