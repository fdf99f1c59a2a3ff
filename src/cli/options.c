/* SPDX-License-Identifier: Apache-2.0 */
/* options.c - see options.h. */
#include "options.h"

#include "exit.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HELP_COLUMN 30

int rp_options_usage(const struct rp_command *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "reprint %s: ", command->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nTry 'reprint %s --help'.\n", command->name);
	return RP_EXIT_USAGE;
}

static void print_option(const struct rp_option *option)
{
	char left[80];

	if (!option->name) {
		printf("\n%s\n", option->help);
		return;
	}
	if (option->letter)
		snprintf(left, sizeof(left), "  -%c, --%s%s%s", option->letter,
			 option->name, option->value ? " " : "",
			 option->value ? option->value : "");
	else
		snprintf(left, sizeof(left), "      --%s%s%s", option->name,
			 option->value ? " " : "",
			 option->value ? option->value : "");
	if (strlen(left) >= HELP_COLUMN)
		printf("%s\n%*s%s\n", left, HELP_COLUMN, "", option->help);
	else
		printf("%-*s%s\n", HELP_COLUMN, left, option->help);
}

static void print_help(const struct rp_command *command)
{
	size_t i;

	printf("Usage: reprint %s %s\n\n%s\n", command->name,
	       command->arguments, command->summary);
	for (i = 0; i < command->option_count; i++)
		print_option(&command->options[i]);
	if (command->notes)
		printf("\n%s\n", command->notes);
}

static const struct rp_option *by_name(const struct rp_command *command,
				       const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < command->option_count; i++) {
		const char *known = command->options[i].name;

		if (known && strlen(known) == len &&
		    memcmp(known, name, len) == 0)
			return &command->options[i];
	}
	return NULL;
}

static const struct rp_option *by_letter(const struct rp_command *command,
					 char letter)
{
	size_t i;

	for (i = 0; i < command->option_count; i++)
		if (letter && command->options[i].letter == letter)
			return &command->options[i];
	return NULL;
}

/* The option that an argument names and the value inside it, if any. */
static const struct rp_option *recognise(const struct rp_command *command,
					 const char *argument,
					 const char **inside)
{
	const char *sign;

	*inside = NULL;
	if (argument[1] != '-') {
		if (argument[2])
			*inside = argument + 2;
		return by_letter(command, argument[1]);
	}
	argument += 2;
	sign = strchr(argument, '=');
	if (sign)
		*inside = sign + 1;
	return by_name(command, argument,
		       sign ? (size_t)(sign - argument) : strlen(argument));
}

/* Whether value is one of the words, "text, json, csv". */
static bool is_one_of(const char *words, const char *value)
{
	const size_t len = strlen(value);
	const char *word = words;

	for (;;) {
		size_t some = strcspn(word, ",");

		if (some == len && memcmp(word, value, len) == 0)
			return true;
		if (!word[some])
			return false;
		word += some + 2; /* a comma and a blank */
	}
}

static bool take_number(double *out, const char *value, double least,
			double most)
{
	char *end;
	double number;

	errno = 0;
	number = strtod(value, &end);
	if (errno || end == value || *end ||
	    value[strspn(value, "0123456789.eE+-")] || !(number >= least) ||
	    !(number <= most))
		return false;
	*out = number;
	return true;
}

/* Take a value into the member that it is for; wrong: what is wrong with it, or
 * left empty. */
static void take_value(char *wrong, size_t size, const struct rp_option *option,
		       void *member, const char *value)
{
	unsigned long whole;
	const char *sentence = NULL;

	switch (option->kind) {
	case RP_OPTION_TAKEN:
		sentence = option->take(member, value);
		break;
	case RP_OPTION_TEXT:
		*(const char **)member = value;
		break;
	case RP_OPTION_NAME:
		*(const char **)member = value;
		sentence = *value ? NULL : "empty";
		break;
	case RP_OPTION_WORD:
		*(const char **)member = value;
		if (!is_one_of(option->words, value))
			snprintf(wrong, size, "not one of %s", option->words);
		break;
	case RP_OPTION_WHOLE:
		if (rp_options_whole(&whole, value,
				     (unsigned long)option->least,
				     (unsigned long)option->most))
			*(unsigned *)member = (unsigned)whole;
		else
			snprintf(wrong, size,
				 "not a whole number from %.0f to %.0f",
				 option->least, option->most);
		break;
	case RP_OPTION_NUMBER:
		if (!take_number(member, value, option->least, option->most))
			snprintf(wrong, size, "not a number from %g to %g",
				 option->least, option->most);
		break;
	}
	if (sentence)
		snprintf(wrong, size, "%s", sentence);
}

/* One option at argv[*at]; moves *at over a value that follows. */
static int take_option(const struct rp_command *command, void *options,
		       int argc, char **argv, int *at)
{
	const char *argument = argv[*at];
	const char *value;
	const struct rp_option *option = recognise(command, argument, &value);
	char wrong[128] = "";
	void *member;

	if (!option)
		return rp_options_usage(command, "unknown option '%s'",
					argument);
	if (!option->value && value)
		return rp_options_usage(command, "'--%s' takes no value",
					option->name);
	member = (char *)options + option->at;
	if (!option->value) {
		*(bool *)member = true;
		return -1;
	}
	if (!value && *at + 1 >= argc)
		return rp_options_usage(command, "'--%s' needs a value: %s",
					option->name, option->value);
	if (!value)
		value = argv[++*at];
	take_value(wrong, sizeof(wrong), option, member, value);
	if (*wrong)
		return rp_options_usage(command, "'--%s %s': %s", option->name,
					value, wrong);
	return -1;
}

int rp_options_parse(const struct rp_command *command, void *options, int argc,
		     char **argv, int *rest)
{
	bool ended = false;
	int count = 0;
	int at;

	for (at = 1; at < argc; at++) {
		char *argument = argv[at];
		int code;

		if (ended || argument[0] != '-' || !argument[1]) {
			argv[count++] = argument;
			continue;
		}
		if (strcmp(argument, "--") == 0) {
			ended = true;
			continue;
		}
		if (strcmp(argument, "--help") == 0 ||
		    strcmp(argument, "-h") == 0) {
			print_help(command);
			return RP_EXIT_DONE;
		}
		code = take_option(command, options, argc, argv, &at);
		if (code >= 0)
			return code;
	}
	*rest = count;
	return -1;
}

bool rp_options_whole(unsigned long *out, const char *value,
		      unsigned long least, unsigned long most)
{
	char *end;
	unsigned long number;

	if (*value < '0' || *value > '9')
		return false;
	errno = 0;
	number = strtoul(value, &end, 10);
	if (errno || *end || number < least || number > most)
		return false;
	*out = number;
	return true;
}
