/* SPDX-License-Identifier: Apache-2.0 */
/*
 * options.h - command-line options from a table
 *
 * A command declares its options once; parsing and --help both read the
 * table. Long options take their value as "--name VALUE" or "--name=VALUE",
 * short ones as "-o VALUE" or "-oVALUE"; "--" ends the options.
 */
#ifndef RP_OPTIONS_H
#define RP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct rp_option {
	char letter;	   /* 0: none */
	const char *name;  /* NULL: a heading of the help */
	const char *value; /* name of the value; NULL: a switch */
	const char *help;
	/* Take the value (NULL for a switch) into the command's options.
	 * Returns NULL, or what is wrong with the value. */
	const char *(*take)(void *options, const char *value);
};

struct rp_command {
	const char *name;
	const char *arguments; /* "INPUT..." */
	const char *summary;   /* one line */
	const char *notes;     /* behind the options; may be NULL */
	const struct rp_option *options;
	size_t option_count;
	int (*run)(const struct rp_command *command, int argc, char **argv);
};

/*
 * Parse argv[1] … into options by the command's table and leave the other
 * arguments in argv[0] … argv[*rest - 1]. Returns -1 to go on, or the code
 * to exit with: 0 after --help, RP_EXIT_USAGE after a message.
 */
int rp_options_parse(const struct rp_command *command, void *options, int argc,
		     char **argv, int *rest);

/* Print a usage error with a hint to the help; returns RP_EXIT_USAGE. */
int rp_options_usage(const struct rp_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Numbers as options give them; false if value is none or out of range. */
bool rp_options_whole(unsigned long *out, const char *value,
		      unsigned long least, unsigned long most);

/* The same as an option is taken: NULL, or wrong, and *out as it was. */
const char *rp_options_unsigned(unsigned *out, const char *value,
				unsigned long least, unsigned long most,
				const char *wrong);
bool rp_options_share(double *out, const char *value, double least,
		      double most);

/* Seconds to wait for another run; NULL, or what is wrong with the value. */
const char *rp_options_wait(unsigned *out, const char *value);

#endif
