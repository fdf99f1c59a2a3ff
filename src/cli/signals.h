/* SPDX-License-Identifier: Apache-2.0 */
/* signals.h - leaving nothing half-written behind when a signal ends us. */
#ifndef RP_SIGNALS_H
#define RP_SIGNALS_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT remove the
 * registered files before they end the program. */
void rp_signals_install(void);

/* From now on a signal is only remembered: the program asks rp_signals_came()
 * and ends by itself. Where it waits for input and does not ask, it is ended
 * with the code half a minute later. */
void rp_signals_defer(int code);
/* Whether one came. */
bool rp_signals_came(void);
/* From now on they end it at once again, with the code given before; also one
 * that came meanwhile. */
void rp_signals_resume(void);
/* What standard error is told when one ends the program with that code, a line
 * with its end; borrowed. NULL: nothing. */
void rp_signals_say(const char *line);

/* Register a path to remove; up to 16, borrowed until forgotten. */
void rp_signals_register(const char *path);
void rp_signals_forget(const char *path);

#endif
