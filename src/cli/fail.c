/* SPDX-License-Identifier: Apache-2.0 */
/* fail.c - see fail.h. */
#include "fail.h"

#include "exit.h"
#include "log.h"

int rp_fail(const char *what)
{
	rp_log(RP_LOG_ERROR, "%s", what);
	return RP_EXIT_FAILED;
}

int rp_fail_store(const struct rp_store *store, int status)
{
	return rp_fail(status == RP_ESTORE ? rp_store_error(store)
					   : rp_strerror(status));
}
