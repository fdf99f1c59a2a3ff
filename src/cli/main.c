/* SPDX-License-Identifier: Apache-2.0 */
/*
 * main.c - choosing a command, and what holds for all of them: the three
 * standard files are there, and what was printed has arrived.
 */
#include "commands.h"
#include "cpu.h"
#include "exit.h"
#include "log.h"
#include "reprint.h"
#include "signals.h"
#include "standard_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct rp_command *const commands[] = {
    &rp_command_scan,	 &rp_command_report,  &rp_command_store,
    &rp_command_compare, &rp_command_extract, &rp_command_fetch};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void print_help(void)
{
	size_t i;

	printf("Usage: reprint COMMAND [OPTION]... [ARGUMENT]...\n\n"
	       "Find every copy of the same report in a pile of scraped "
	       "articles.\n\nCommands:\n");
	for (i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
	printf(
	    "\n'reprint COMMAND --help', or 'reprint help COMMAND', tells the "
	    "options of a command.\n"
	    "'reprint --version' tells the version.\n");
}

/* RP_CPU=portable, neon, avx2 or avx512 forbids better instructions, to compare
 * them: results are the same. */
static bool limit_cpu(void)
{
	const char *limit = getenv("RP_CPU");

	if (!limit || !*limit || strcmp(limit, "avx512") == 0)
		return true;
	if (strcmp(limit, "portable") == 0)
		rp_cpu_limit(RP_CPU_PORTABLE);
	else if (strcmp(limit, "neon") == 0)
		rp_cpu_limit(RP_CPU_NEON);
	else if (strcmp(limit, "avx2") == 0)
		rp_cpu_limit(RP_CPU_AVX2);
	else
		return false;
	return true;
}

/* The exit code, once all that was printed has arrived. Whoever reads may stop
 * reading: that is no failure. */
static int end(int code)
{
	bool whole = fflush(stdout) == 0 && !ferror(stdout);

	if (whole || errno == EPIPE)
		return code;
	rp_log(RP_LOG_ERROR, "standard output: cannot be written: %s",
	       strerror(errno));
	return RP_EXIT_FAILED;
}

static int unknown(const char *name)
{
	fprintf(stderr,
		"reprint: unknown command '%s'\nTry 'reprint --help'.\n", name);
	return RP_EXIT_USAGE;
}

static const struct rp_command *command_of(const char *name)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		if (strcmp(name, commands[i]->name) == 0)
			return commands[i];
	return NULL;
}

/* "reprint help", "reprint help scan". */
static int help(int argc, char **argv)
{
	static char word[] = "--help";
	char *as_option[] = {argv[1], word, NULL};
	const struct rp_command *command =
	    argc > 1 ? command_of(argv[1]) : NULL;

	if (argc > 1 && !command)
		return unknown(argv[1]);
	if (command)
		return end(command->run(command, 2, as_option));
	print_help();
	return end(RP_EXIT_DONE);
}

int main(int argc, char **argv)
{
	const struct rp_command *command;

	if (!rp_standard_files_hold())
		return RP_EXIT_FAILED;
	if (argc < 2) {
		fprintf(stderr, "reprint: no command given\n"
				"Try 'reprint --help'.\n");
		return RP_EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0)
		return help(argc - 1, argv + 1);
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		printf("reprint %s\n", rp_version());
		return end(RP_EXIT_DONE);
	}
	if (!limit_cpu()) {
		fprintf(stderr, "reprint: RP_CPU is none of portable, neon, "
				"avx2 and avx512\n");
		return RP_EXIT_USAGE;
	}
	rp_signals_install();
	command = command_of(argv[1]);
	return command ? end(command->run(command, argc - 1, argv + 1))
		       : unknown(argv[1]);
}
