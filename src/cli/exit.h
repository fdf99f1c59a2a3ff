/* SPDX-License-Identifier: Apache-2.0 */
/* exit.h - what the exit code of every command means; in README.md too. */
#ifndef RP_EXIT_H
#define RP_EXIT_H

enum rp_exit {
	RP_EXIT_DONE = 0,
	RP_EXIT_DUPLICATES = 1, /* only with --fail-on-duplicates */
	RP_EXIT_DIFFERENT = 1,	/* compare: not one report; store check:
				   something is wrong */
	RP_EXIT_USAGE = 2,
	RP_EXIT_REJECTS = 3, /* done, but some input was rejected */
	RP_EXIT_NOTHING = 4, /* no usable article in the input */
	RP_EXIT_FAILED = 5,  /* memory, disk or an output gave out */
	RP_EXIT_LIMITED = 6, /* hosts limited or refused us */
	RP_EXIT_BUSY = 75,   /* another run holds the store; EX_TEMPFAIL of
				sysexits.h: cron and others try again */
};

#endif
