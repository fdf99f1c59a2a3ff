/* SPDX-License-Identifier: Apache-2.0 */
/* commands.h - the commands of the program, one file each. */
#ifndef RP_COMMANDS_H
#define RP_COMMANDS_H

#include "options.h"

extern const struct rp_command rp_command_compare;
extern const struct rp_command rp_command_extract;
extern const struct rp_command rp_command_fetch;
extern const struct rp_command rp_command_report;
extern const struct rp_command rp_command_scan;
extern const struct rp_command rp_command_store;

#endif
