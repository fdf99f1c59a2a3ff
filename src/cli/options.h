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

/* What becomes of the value of an option that takes one. */
enum rp_option_kind {
	RP_OPTION_TAKEN = 0, /* take tells */
	RP_OPTION_TEXT,	     /* const char *: as it is */
	RP_OPTION_NAME,	     /* const char *: not empty */
	RP_OPTION_WORD,	     /* const char *: one of words */
	RP_OPTION_WHOLE,     /* unsigned: from least to most */
	RP_OPTION_NUMBER,    /* double: from least to most */
};

struct rp_option {
	const char *name;  /* NULL: a heading of the help */
	const char *value; /* name of the value; NULL: a switch, a bool */
	const char *help;
	size_t at; /* of the member in the command's options */
	/* Take the value into the member. Returns NULL, or what is wrong with
	 * it. */
	const char *(*take)(void *member, const char *value);
	const char *words; /* "text, json, csv" */
	double least;
	double most;
	enum rp_option_kind kind;
	char letter; /* 0: none */
};

#define RP_HEADING(text)       \
	{                      \
		.help = (text) \
	}
#define RP_HELP                                                     \
	{                                                           \
		.letter = 'h', .name = "help", .help = "print this" \
	}

/* The place of a member, which must be of that type. */
#define RP_OPTION_AT(options, member, type) \
	.at = (offsetof(options, member) +  \
	       0 * sizeof(&((options *)0)->member == (type *)0))

/* The rest of an option behind its help. */
#define RP_TAKE(function) .take = (function)
#define RP_TAKE_AT(options, member, type, function) \
	RP_OPTION_AT(options, member, type), .take = (function)
#define RP_SWITCH(options, member) RP_OPTION_AT(options, member, bool)
#define RP_TEXT(options, member) \
	.kind = RP_OPTION_TEXT, RP_OPTION_AT(options, member, const char *)
#define RP_NAME(options, member) \
	.kind = RP_OPTION_NAME, RP_OPTION_AT(options, member, const char *)
#define RP_WORD(options, member, words_)                                     \
	.kind = RP_OPTION_WORD, RP_OPTION_AT(options, member, const char *), \
	.words = (words_)
#define RP_WHOLE(options, member, least_, most_)                          \
	.kind = RP_OPTION_WHOLE, RP_OPTION_AT(options, member, unsigned), \
	.least = (least_), .most = (most_)
#define RP_NUMBER(options, member, least_, most_)                        \
	.kind = RP_OPTION_NUMBER, RP_OPTION_AT(options, member, double), \
	.least = (least_), .most = (most_)
/* Seconds to wait for another run. */
#define RP_WAIT(options, member) RP_WHOLE(options, member, 0, 1000000)

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

/* A whole number as options give it; false if value is none or out of range.
 */
bool rp_options_whole(unsigned long *out, const char *value,
		      unsigned long least, unsigned long most);

#endif
