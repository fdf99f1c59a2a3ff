/* SPDX-License-Identifier: Apache-2.0 */
/* schema.h - the tables and views of a store, and how older ones become it. */
#ifndef RP_SCHEMA_H
#define RP_SCHEMA_H

#include "sql.h"

#include <stdbool.h>

/* Make the tables in a new file, or bring those of an older version up to this
 * one, in one transaction. RP_ESTORE too where the file is no store, or of a
 * newer version. */
int rp_schema_prepare(const struct rp_sql *sql, bool may_write);

#endif
