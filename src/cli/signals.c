/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signals.c - see signals.h
 *
 * A handler can reach nothing but what is global, so this table is one of the
 * few such variables of the program. The handler calls only what POSIX lets a
 * handler call: unlink, alarm, strlen, write, signal, raise, _exit.
 */
#include "signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define PATHS 16

/* For an input that says nothing, seconds. */
#define PATIENCE 30

static _Atomic(const char *) paths[PATHS];
static atomic_bool deferred;
static atomic_bool came;
static atomic_int code; /* to exit with; 0: by the signal itself */
static _Atomic(const char *) words;

static void leave_with_words(void)
{
	const char *line = atomic_load(&words);

	/* Nobody is left to be told of a failure. */
	if (line && write(STDERR_FILENO, line, strlen(line)) < 0)
		_exit(atomic_load(&code));
	_exit(atomic_load(&code));
}

static void leave(int number)
{
	size_t i;

	if (atomic_load(&deferred) && number != SIGALRM) {
		if (!atomic_exchange(&came, true))
			alarm(PATIENCE);
		return;
	}
	for (i = 0; i < PATHS; i++) {
		const char *path = atomic_load(&paths[i]);

		if (path)
			unlink(path);
	}
	if (atomic_load(&code))
		leave_with_words();
	signal(number, SIG_DFL);
	raise(number);
}

void rp_signals_defer(int exit_code)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = leave;
	sigemptyset(&action.sa_mask);
	sigaction(SIGALRM, &action, NULL);
	atomic_store(&code, exit_code);
	atomic_store(&deferred, true);
}

bool rp_signals_came(void)
{
	return atomic_load(&came);
}

void rp_signals_resume(void)
{
	atomic_store(&deferred, false);
	alarm(0);
	if (atomic_load(&came))
		leave(SIGTERM);
}

void rp_signals_say(const char *line)
{
	atomic_store(&words, line);
}

void rp_signals_install(void)
{
	/* Those that a person, a machine that goes down or a limit on the
	 * processor's time sends, and those that end a program unasked. */
	static const int numbers[] = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT,
				      SIGXCPU, SIGUSR1, SIGUSR2};
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
