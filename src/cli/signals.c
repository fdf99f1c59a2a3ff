/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signals.c - see signals.h
 *
 * A handler can reach nothing but what is global, so this table is one of the
 * few such variables of the program. The handler calls only what POSIX lets a
 * handler call: unlink, signal, raise.
 */
#include "signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define PATHS 16

static _Atomic(const char *) paths[PATHS];

static void leave(int number)
{
	size_t i;

	for (i = 0; i < PATHS; i++) {
		const char *path = atomic_load(&paths[i]);

		if (path)
			unlink(path);
	}
	signal(number, SIG_DFL);
	raise(number);
}

void rp_signals_install(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	struct sigaction action;
	struct sigaction old;
	size_t i;

	/* A limit on the size of files shall fail a write, not end us. */
	signal(SIGXFSZ, SIG_IGN);
	/* So shall a reader that goes away. */
	signal(SIGPIPE, SIG_IGN);
	memset(&action, 0, sizeof(action));
	action.sa_handler = leave;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		/* What the parent had ignored (nohup) stays ignored. */
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler == SIG_IGN)
			continue;
		sigaction(numbers[i], &action, NULL);
	}
}

void rp_signals_register(const char *path)
{
	size_t i;

	for (i = 0; i < PATHS; i++) {
		const char *none = NULL;

		if (atomic_compare_exchange_strong(&paths[i], &none, path))
			return;
	}
}

void rp_signals_forget(const char *path)
{
	size_t i;

	for (i = 0; i < PATHS; i++) {
		const char *known = path;

		if (path &&
		    atomic_compare_exchange_strong(&paths[i], &known, NULL))
			return;
	}
}
