/* SPDX-License-Identifier: Apache-2.0 */
/* fail.h - how a command says that it failed. */
#ifndef RP_FAIL_H
#define RP_FAIL_H

#include "store.h"

/* Print the sentence on standard error; returns RP_EXIT_FAILED. */
int rp_fail(const char *what);

/* The same for a status of the store. */
int rp_fail_store(const struct rp_store *store, int status);

#endif
