/* SPDX-License-Identifier: Apache-2.0 */
#include "cpu.h"
#include "marks.h"
#include "testing.h"

/* The words of text that carry the mark, as one string with blanks. */
static void marked(char *out, size_t size, const char *text, unsigned mark)
{
	struct rp_words words;
	unsigned char marks[200];
	size_t len = strlen(text);
	size_t at = 0;
	size_t i;

	rp_words_init(&words);
	cr_assert_eq(rp_words_read(&words, text, len), RP_OK);
	cr_assert_leq(words.count, sizeof(marks));
	rp_marks_set(marks, rp_marks_best(), &words, text, len);
	out[0] = 0;
	for (i = 0; i < words.count; i++) {
		const char *word = text + words.offsets[i];
		size_t n = strcspn(word, " .,;:!?\"()\n");

		if (!(marks[i] & mark))
			continue;
		at += (size_t)snprintf(out + at, size - at, "%s%.*s",
				       at ? " " : "", (int)n, word);
	}
	rp_words_dispose(&words);
}

static void check(const char *text, unsigned mark, const char *expected)
{
	char got[1000];

	marked(got, sizeof(got), text, mark);
	cr_assert_str_eq(got, expected, "in '%s': '%s', not '%s'", text, got,
			 expected);
}

Test(marks, find_quotations)
{
	check("He said \"we won\" and left.", RP_MARK_QUOTED, "we won");
	check("\"We won,\" he said. \"We did.\"", RP_MARK_QUOTED,
	      "We won We did");
	/* paragraphs of one quotation open it again without closing */
	check("\"We won.\n\"And we left,\" he said.", RP_MARK_QUOTED,
	      "We won And we left");
	check("\"We won. \"And we left,\" he said.", RP_MARK_QUOTED,
	      "We won And we left");
	/* an inch is no quotation */
	check("He is 6'2\" tall and thin. She said so.", RP_MARK_QUOTED, "");
	check("The club\xe2\x80\x99s man said \xe2\x80\x98we go,\xe2\x80\x99 "
	      "and went.",
	      RP_MARK_QUOTED, "we go");
	/* straight ones, which are apostrophes too */
	check("The workers' man said 'we do not go,' and went. 'We stay.' He "
	      "did.",
	      RP_MARK_QUOTED, "we do not go We stay");
	check("It's the workers' day, rock 'n' roll for all.", RP_MARK_QUOTED,
	      "");
	check("He saw 'Alien' and said: 'I ran.'", RP_MARK_QUOTED, "I ran");
	check("She said \"he said 'go,' and I went,\" and left.",
	      RP_MARK_QUOTED, "he said go and I went");
	check("An end\nwithout \"a close\nis no trouble", RP_MARK_QUOTED,
	      "a close");
}

/* As in mail, in Markdown, and in what an extractor writes. */
Test(marks, find_lines_that_are_quoted)
{
	check("He wrote:\n> We won, and left.\n> We did.\nIt was so.",
	      RP_MARK_QUOTED, "We won and left We did");
	check("> \"We won,\" he said.\nSo they did.\n>\tAll of it",
	      RP_MARK_QUOTED, "We won he said All of it");
	check(">5 % more than before.\nA > B, and so on.\n>", RP_MARK_QUOTED,
	      "");
}

Test(marks, find_quotations_in_other_languages)
{
	struct rp_words words;
	unsigned char marks[50];
	static const struct {
		const char *text;
		size_t from; /* words quoted */
		size_t to;
	} cases[] = {
	    {"Er sagte „wir gehen“ und ging", 2, 4},
	    {"Er sagte »wir gehen« und ging", 2, 4},
	    {"Il a dit « nous partons » puis rien", 3, 5},
	    {"Hon sade ”vi går” och gick", 2, 4},
	    {"He said “we go” and went", 2, 4},
	    {"他说「走吧」然后", 2, 4},
	    {"他说\"走吧\"然后", 2, 4},
	    {"他说：\"走吧。\"然后", 2, 4},
	    {"他说＂走吧＂然后", 2, 4},
	    {"he said\u00a0\"we go\" and went", 2, 4},
	    {"he said\u202f\"we go\" and went", 2, 4},
	    {"he said\u3000\"we go\" and went", 2, 4},
	};
	size_t i;
	size_t k;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t len = strlen(cases[i].text);

		rp_words_init(&words);
		cr_assert_eq(rp_words_read(&words, cases[i].text, len), RP_OK);
		rp_marks_set(marks, rp_marks_best(), &words, cases[i].text,
			     len);
		for (k = 0; k < words.count; k++)
			cr_assert_eq((marks[k] & RP_MARK_QUOTED) != 0,
				     k >= cases[i].from && k < cases[i].to,
				     "'%s' word %zu", cases[i].text, k);
		rp_words_dispose(&words);
	}
}

Test(marks, find_names_and_numbers)
{
	check("Yesterday the town of Ulm paid 20 men. The men left Ulm.",
	      RP_MARK_NAME, "Ulm Ulm");
	check("Witco Corp said it would. Nobody did.", RP_MARK_NAME,
	      "Witco Corp");
	check("It cost 1.5 million in 1997, he said.", RP_MARK_NUMBER,
	      "1 5 1997");
	/* after an opening quotation mark a capital is the sentence's */
	check("He said \"Then we go\" to Ann.", RP_MARK_NAME, "Ann");
	check("Über das Land sagte man Änderungen an", RP_MARK_NAME,
	      "Land Änderungen");
}

Test(marks, find_where_sentences_begin)
{
	check("One ends. Two ends! Three?\nFour", RP_MARK_START,
	      "One Two Three Four");
	check("The U.S. army and Mr. Fox met.", RP_MARK_START, "The");
	check("It rose 3.5 percent.", RP_MARK_START, "It");
}

/* Whether the words of a line between two of prose count as a heading. */
static bool is_heading(const char *line)
{
	struct rp_words words;
	unsigned char marks[100];
	char text[400];
	size_t at;
	bool aside;

	snprintf(text, sizeof(text), "He came home at noon.\n%s\nThey went on.",
		 line);
	rp_words_init(&words);
	cr_assert_eq(rp_words_read(&words, text, strlen(text)), RP_OK);
	cr_assert_leq(words.count, sizeof(marks));
	rp_marks_set(marks, rp_marks_best(), &words, text, strlen(text));
	for (at = 0; words.offsets[at] < strlen("He came home at noon.\n");)
		at++;
	aside = marks[at] & RP_MARK_ASIDE;
	rp_words_dispose(&words);
	return aside;
}

/* Full stops of many scripts: a line with one is prose, without one a heading.
 */
Test(marks, know_full_stops_of_many_scripts)
{
	static const char *const lines[][2] = {
	    {"Նա եկավ տուն", "։"}, {"እሱ መጣ", "።"},  {"वह आया", "।"},
	    {"वह आया", "॥"},	   {"သူလာသည်", "။"},  {"គាត់មក", "។"},
	    {"他来了", "。"},	   {"وہ آیا", "۔"}, {"ཁོང་ཕེབས", "།"}};
	char stopped[100];
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		snprintf(stopped, sizeof(stopped), "%s%s", lines[i][0],
			 lines[i][1]);
		cr_assert(is_heading(lines[i][0]), "%s", lines[i][0]);
		cr_assert_not(is_heading(stopped), "%s", stopped);
	}
}

Test(marks, set_headings_aside)
{
	check("The council met on Monday and it decided nothing at all.\n"
	      "More on this topic\n"
	      "Nobody in the hall was surprised by this, the mayor said.",
	      RP_MARK_ASIDE, "More on this topic");
	/* a text of nothing else is its own prose */
	check("Cats and dogs\nSun and moon\nIt rains.", RP_MARK_ASIDE, "");
}

Test(marks, lie_within_the_text)
{
	uint64_t state = 3;
	int round;

	/* any bytes at all */
	for (round = 0; round < 2000; round++) {
		static const char *const pieces[] = {
		    "\"", "“",	  "”",	   "„",	   "«",	 "»", "\xe2",
		    "\n", "Word", "word ", "12 ",  ". ", "‘", "’,",
		    "「", "。",	  "U.S. ", "\xff", "ſ",	 "½ "};
		char text[200] = "";
		struct rp_words words;
		unsigned char marks[200];
		size_t i;

		for (i = 0; i < 20; i++)
			strcat(text, pieces[draw(&state) % 20]);
		rp_words_init(&words);
		cr_assert_eq(rp_words_read(&words, text, strlen(text)), RP_OK);
		cr_assert_leq(words.count, 200);
		rp_marks_set(marks, rp_marks_best(), &words, text,
			     strlen(text));
		for (i = 0; i < words.count; i++) {
			cr_assert_lt(words.offsets[i], strlen(text));
			cr_assert(i == 0 ||
				  words.offsets[i] >= words.offsets[i - 1]);
			cr_assert_neq(marks[i] &
					  (RP_MARK_QUOTED | RP_MARK_ASIDE),
				      RP_MARK_QUOTED | RP_MARK_ASIDE);
		}
		rp_words_dispose(&words);
	}
}

static bool is_light(char c)
{
	return strchr(" ()*+,-./:;", c) != NULL;
}

/* Whether what stands before word i says nothing of it. */
static bool is_quiet(const struct rp_words *words, const char *text, size_t i)
{
	size_t at = words->offsets[i];
	size_t gap = at - words->ends[i - 1];
	char before = text[at - 1];
	char second = text[at - 2];

	if ((unsigned char)text[at] > 127)
		return false;
	if (gap == 1)
		return is_light(before) ||
		       (before == '\'' && (unsigned char)second < 128);
	return gap == 2 && is_light(before) && is_light(second) &&
	       (second != '.' ||
		words->ends[i - 1] - words->offsets[i - 1] < 3);
}

/* What a kernel says of word i, told byte by byte. */
static unsigned char kernel_mark(const struct rp_words *words, const char *text,
				 size_t len, size_t i)
{
	size_t at = words->offsets[i];
	unsigned hash = 0;
	unsigned mark = 0;
	size_t k;

	if (i == 0 || at < 2 || at + 6 > len)
		return RP_MARK_START;
	for (k = 0; k < 3; k++) {
		unsigned char c = (unsigned char)text[at + k];

		hash = hash * 31 + (c < 0x80 ? c | 0x20u : c);
	}
	hash ^= hash >> 7;
	mark |= (hash * 2654435761u >> 29) << RP_MARK_SPELLING_SHIFT;
	if (text[at] >= '0' && text[at] <= '9')
		mark |= RP_MARK_NUMBER;
	if (text[at] >= 'A' && text[at] <= 'Z')
		mark |= RP_MARK_NAME;
	if (!is_quiet(words, text, i))
		mark |= RP_MARK_START;
	return (unsigned char)mark;
}

/* Leaves all words for a closer look. */
static void no_kernel(unsigned char *marks, const struct rp_words *words,
		      const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < words->count; i++)
		marks[i] = kernel_mark(words, text, len, i) | RP_MARK_START;
}

/* What kernels leave out of a closer look it would not have changed. */
static void check_marks(rp_marks_kernel *kernel, const struct rp_words *words,
			const char *text, size_t len)
{
	unsigned char expected[400];
	unsigned char marks[400];
	size_t i;

	rp_marks_set(expected, no_kernel, words, text, len);
	rp_marks_set(marks, kernel, words, text, len);
	for (i = 0; i < words->count; i++)
		cr_assert_eq(marks[i], expected[i], "word %zu of \"%.*s\"", i,
			     (int)len, text);
}

static void check_kernel(rp_marks_kernel *kernel, const struct rp_words *words,
			 const char *text, size_t len)
{
	unsigned char marks[400];
	size_t i;

	cr_assert_leq(words->count, sizeof(marks));
	kernel(marks, words, text, len);
	for (i = 0; i < words->count; i++)
		cr_assert_eq(marks[i], kernel_mark(words, text, len, i),
			     "word %zu of %zu bytes", i, len);
}

/* Drawn texts of letters, signs and bytes beyond ASCII, down to none. */
Test(marks, do_not_depend_on_the_instruction_set)
{
	static const char signs[] =
	    "aB3 .\"\n-\xc3\xa9z  x,'!:(/Qq\xc2\xab\xe2\x80"
	    "\x9c";
	uint64_t state = 4;
	int round;

	for (round = 0; round < 3000; round++) {
		char text[400];
		size_t len = draw(&state) % sizeof(text);
		struct rp_words words;
		size_t i;

		for (i = 0; i < len; i++)
			text[i] = signs[draw(&state) % (sizeof(signs) - 1)];
		rp_words_init(&words);
		cr_assert_eq(rp_words_read(&words, text, len), RP_OK);
		check_kernel(rp_marks_all_portable, &words, text, len);
		check_kernel(rp_marks_best(), &words, text, len);
		check_marks(rp_marks_best(), &words, text, len);
#if defined(__x86_64__)
		if (rp_cpu_level() >= RP_CPU_AVX2)
			check_kernel(rp_marks_all_avx2, &words, text, len);
#endif
		rp_words_dispose(&words);
	}
}

Test(marks, find_speech_behind_dashes)
{
	check("— We knew it, — said Ada. — There was no money.", RP_MARK_QUOTED,
	      "We knew it There was no money");
	check("Nothing else.\n– We have known it since the autumn, says Ada.\n"
	      "She left.",
	      RP_MARK_QUOTED, "We have known it since the autumn says Ada");
	/* without a comma, as in Polish, the writer's words are taken too */
	check("– We knew it – said Ada. – There was no money at all.",
	      RP_MARK_QUOTED, "We knew it said Ada There was no money at all");
	/* what is quoted within speech is spoken as well */
	check("— The paper \"Weir\" was right to ask, — said Ada.",
	      RP_MARK_QUOTED, "The paper Weir was right to ask");
	/* lines that follow each other are a list, if nobody asks or is named
	 */
	check("The rules:\n— take all waste home with you each time.\n— keep "
	      "dogs away from the birds in spring.\n— light no fire under the "
	      "trees in summer.",
	      RP_MARK_QUOTED, "");
	check("— Did you know of it before the autumn?\n— We did, and told all "
	      "who would hear it.\n— And what did they say to you then?",
	      RP_MARK_QUOTED,
	      "Did you know of it before the autumn We did and told all who "
	      "would hear it And what did they say to you then");
	check("— собирать мусор и уносить его с собой", RP_MARK_QUOTED, "");
	/* neither items of a list nor dashes in a sentence */
	check("– two eggs\n– flour and milk for the six of us\n– salt.",
	      RP_MARK_QUOTED, "");
	check("Harlow — the old town — was dark, — and quiet.", RP_MARK_QUOTED,
	      "");
	check("HARLOW — The council voted on Tuesday to close it.",
	      RP_MARK_QUOTED, "");
	check("-- We knew of it since the autumn, said Ada.", RP_MARK_QUOTED,
	      "");
}
