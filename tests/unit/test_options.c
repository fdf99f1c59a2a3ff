/* SPDX-License-Identifier: Apache-2.0 */
/* The parsing of values by a table; whole command lines are tested in
 * tests/cli. The program's own objects are not linked here, so the file is
 * included. */
#include "../../src/cli/options.c"

#include <criterion/criterion.h>
#include <stdint.h>

struct choice {
	uint64_t before;
	bool loud;
	const char *text;
	const char *name;
	const char *word;
	unsigned whole;
	double number;
	int taken;
};

static const char *take_length(void *member, const char *value)
{
	*(int *)member = (int)strlen(value);
	return *value == '!' ? "not allowed" : NULL;
}

static const struct rp_option table[] = {
    RP_HEADING("All kinds:"),
    {"loud", NULL, "a switch", RP_SWITCH(struct choice, loud)},
    {"text", "TEXT", "anything", RP_TEXT(struct choice, text), .letter = 't'},
    {"name", "NAME", "not empty", RP_NAME(struct choice, name)},
    {"word", "WORD", "one of three",
     RP_WORD(struct choice, word, "text, json, csv"), .letter = 'w'},
    {"whole", "N", "1 to 16", RP_WHOLE(struct choice, whole, 1, 16)},
    {"number", "N", "0.5 to 1", RP_NUMBER(struct choice, number, 0.5, 1)},
    {"taken", "VALUE", "its length",
     RP_TAKE_AT(struct choice, taken, int, take_length)},
    RP_HELP,
};

static const struct rp_command command = {.name = "test",
					  .arguments = "",
					  .summary = "",
					  .options = table,
					  .option_count =
					      sizeof(table) / sizeof(table[0])};

/* Parse up to three arguments; what is left is *rest of them. */
static int parse(struct choice *out, const char *first, const char *second,
		 int *rest)
{
	char *arguments[] = {(char *)(uintptr_t) "test",
			     (char *)(uintptr_t)first,
			     (char *)(uintptr_t)second, NULL};

	return rp_options_parse(&command, out, second ? 3 : 2, arguments, rest);
}

static bool is_taken(struct choice *out, const char *first, const char *second)
{
	int rest = 7;
	int code = parse(out, first, second, &rest);

	cr_assert(code == RP_EXIT_USAGE || (code == -1 && rest == 0),
		  "%s: code %d, rest %d", first, code, rest);
	return code == -1;
}

Test(options, take_whole_numbers_only)
{
	unsigned long number = 7;

	cr_assert(rp_options_whole(&number, "16", 1, 16));
	cr_assert_eq(number, 16);
	cr_assert(!rp_options_whole(&number, "17", 1, 16));
	cr_assert(!rp_options_whole(&number, "-1", 0, 16));
	cr_assert(!rp_options_whole(&number, "5x", 1, 16));
	cr_assert(!rp_options_whole(&number, " 5", 1, 16));
	cr_assert(!rp_options_whole(&number, "", 1, 16));
	cr_assert(!rp_options_whole(&number, "99999999999999999999", 0, ~0ul));
	cr_assert_eq(number, 16);
}

Test(options, take_each_kind_into_its_member)
{
	struct choice out = {.before = 1};

	cr_assert(is_taken(&out, "--loud", NULL));
	cr_assert(is_taken(&out, "--text", ""));
	cr_assert(is_taken(&out, "--name=a=b", NULL));
	cr_assert(is_taken(&out, "-wcsv", NULL));
	cr_assert(is_taken(&out, "--whole=16", NULL));
	cr_assert(is_taken(&out, "--number", "0.75"));
	cr_assert(is_taken(&out, "--taken", "four"));
	cr_assert_eq(out.before, 1);
	cr_assert(out.loud);
	cr_assert_str_eq(out.text, "");
	cr_assert_str_eq(out.name, "a=b");
	cr_assert_str_eq(out.word, "csv");
	cr_assert_eq(out.whole, 16);
	cr_assert_eq(out.number, 0.75);
	cr_assert_eq(out.taken, 4);
	cr_assert(is_taken(&out, "-t", "-"));
	cr_assert_str_eq(out.text, "-");
}

Test(options, refuse_what_is_out_of_range)
{
	static const struct {
		const char *option;
		const char *value;
	} wrong[] = {
	    {"--unknown", NULL},       {"--loud=yes", NULL},
	    {"--text", NULL},	       {"--name", ""},
	    {"--word", "xml"},	       {"--word", ""},
	    {"--word", "text,"},       {"--word", "text, json"},
	    {"--word", "tex"},	       {"--word", " json"},
	    {"--whole", "0"},	       {"--whole", "17"},
	    {"--whole", "4294967297"}, {"--whole", ""},
	    {"--number", "0.49"},      {"--number", "1.01"},
	    {"--number", "nan"},       {"--number", "half"},
	    {"--number", ""},	       {"--number", "0,5"},
	    {"--taken", "!"},	       {"-x", NULL},
	};
	struct choice out = {.whole = 3, .number = 0.6};
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert(!is_taken(&out, wrong[i].option, wrong[i].value),
			  "%s %s", wrong[i].option,
			  wrong[i].value ? wrong[i].value : "");
	cr_assert(!out.loud);
	cr_assert_eq(out.whole, 3);
	cr_assert_eq(out.number, 0.6);
}

Test(options, leave_what_is_none)
{
	struct choice out = {0};
	int rest;

	cr_assert_eq(parse(&out, "file", "-", &rest), -1);
	cr_assert_eq(rest, 2);
	cr_assert_eq(parse(&out, "--", "--loud", &rest), -1);
	cr_assert_eq(rest, 1);
	cr_assert(!out.loud);
}
