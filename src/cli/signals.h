/* SPDX-License-Identifier: Apache-2.0 */
/* signals.h - leaving nothing half-written behind when a signal ends us. */
#ifndef RP_SIGNALS_H
#define RP_SIGNALS_H

/* From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT remove the
 * registered files before they end the program. */
void rp_signals_install(void);

/* Register a path to remove; up to 16, borrowed until forgotten. */
void rp_signals_register(const char *path);
void rp_signals_forget(const char *path);

#endif
