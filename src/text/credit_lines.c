/* SPDX-License-Identifier: Apache-2.0 */
/*
 * credit_lines.c - lines that credit an agency
 *
 * At the end of a text ("Reporting by … (Reuters)", "Copyright 2017 The
 * Associated Press"); datelines are read in dateline.c, where on a page a
 * credit stands is told in credit.c.
 */
#include "credit_lines.h"

#include "agency.h"
#include "str.h"

#include <string.h>

#define TAIL_BYTES 900
/* Lines at the end that may be signed: below the signature stand initials of
 * editors or a date. */
#define SIGNED_LINES 3
/* Bytes of a name that a hyphen alone may lead to: "- Bernama". */
#define HYPHEN_NAME 6
/* Bytes of "— Reuters". */
#define SIGNATURE_BYTES 48
/* Bytes of a line that only says where the text is from: "来源：新华社". */
#define SOURCE_LINE_BYTES 90

/* What a line that credits somebody has, found by its rarest letter: the one
 * at place. */
static const struct {
	const char *words;
	size_t place;
} signs[] = {
    {"Copyright", 0},	{"©", 1},	    {"Reporting by", 0},
    {"contributed", 6}, {"inputs from", 2}, {"Source:", 0},
    {"(Reporting", 1},	{"Quelle:", 0},	    {"Fuente:", 0},
    {"Fonte:", 0},	{"Provided by", 0}, {"Canadian Press was", 9},
};

/* The letters at those places. */
static const bool telling[256] = {
    ['C'] = true, [0xa9] = true, ['R'] = true, ['b'] = true, ['p'] = true,
    ['S'] = true, ['Q'] = true,	 ['F'] = true, ['P'] = true};

/* Whether a sign of credit has its letter at that byte of the line. */
static bool sign_at(struct rp_str line, size_t at)
{
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t len = strlen(signs[i].words);
		size_t place = signs[i].place;

		if (signs[i].words[place] == line.data[at] && at >= place &&
		    line.len - (at - place) >= len &&
		    memcmp(line.data + at - place, signs[i].words, len) == 0)
			return true;
	}
	return false;
}

static bool has_sign(struct rp_str line)
{
	size_t i;

	for (i = 0; i < line.len; i++)
		if (telling[(unsigned char)line.data[i]] && sign_at(line, i))
			return true;
	return false;
}

/* ----- signatures ----- */

/* Whether a text ends as a statement does, or is empty: "Will it rain? —
 * Bloomberg" is another article's title. */
static bool ends_sentence(struct rp_str text)
{
	static const char *const ends[] = {".", "!", "\"", ")",	 "”", "’",
					   "»", "“", "。", "」", "।"};
	size_t i;

	while (text.len && text.data[text.len - 1] == ' ')
		text.len--;
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (rp_str_ends(text, ends[i]))
			return true;
	return text.len == 0;
}

/* The agency that a name is where it may sign; a few letters stand for much
 * else at the end of a sentence. */
static const char *signatory(struct rp_str name)
{
	static const char *const others[] = {"PA", "AA", "SID", "APA"};
	const struct rp_agency *agency = rp_agency_find(name);
	size_t i;

	if (!agency || agency->kind == RP_AGENCY_DATED)
		return NULL;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (rp_str_is(name, others[i]))
			return NULL;
	return agency->id;
}

/* The agency between these marks at the end of a line, where a sentence ends
 * before it: "… he said. (PAP)". */
static const char *signed_between(struct rp_str line, const char *open,
				  const char *close)
{
	size_t opens = strlen(open);
	struct rp_str name;
	size_t at;

	if (line.len < opens + strlen(close) || !rp_str_ends(line, close))
		return NULL;
	line.len -= strlen(close);
	for (at = line.len - opens + 1; at-- > 0;)
		if (memcmp(line.data + at, open, opens) == 0)
			break;
	if (at == (size_t)-1)
		return NULL;
	name = (struct rp_str){line.data + at + opens, line.len - at - opens};
	line.len = at;
	return ends_sentence(line) ? signatory(name) : NULL;
}

/* Bytes of the dash that a text ends in, of several hyphens too; 0: none. */
static size_t dash_at_end(struct rp_str text)
{
	size_t len = 0;

	while (len < text.len && text.data[text.len - len - 1] == '-')
		len++;
	if (len == 0 && (rp_str_ends(text, "—") || rp_str_ends(text, "–")))
		len = strlen("—");
	return len;
}

/* "… he said. — AFP", "--IANS", "- Bernama". */
static const char *signed_behind_dash(struct rp_str line)
{
	size_t least =
	    line.len > SIGNATURE_BYTES ? line.len - SIGNATURE_BYTES : 0;
	size_t at;

	for (at = line.len; at > least; at--) {
		size_t dash = dash_at_end((struct rp_str){line.data, at});
		size_t blank = at < line.len && line.data[at] == ' ';
		struct rp_str name = {line.data + at + blank,
				      line.len - at - blank};

		if (!dash)
			continue;
		line.len = at - dash;
		/* A hyphen alone begins items of lists and titles' tails. */
		if (dash == 1 && (line.len == 0 || name.len < HYPHEN_NAME))
			return NULL;
		return ends_sentence(line) ? signatory(name) : NULL;
	}
	return NULL;
}

/* A line that says no more than where the text is from. */
static const char *source_line(struct rp_str line)
{
	static const char *const labels[] = {
	    "来源：",	"來源：",   "来源:",   "來源:",	     "出典：",
	    "出典:",	"출처=",    "출처:",   "Источник: ", "Джерело: ",
	    "Kaynak: ", "المصدر: ", "स्रोत: ",  "Źródło: ",   "Zdroj: ",
	    "Bron: ",	"Kilde: ",  "Källa: ", "Lähde: ",    "Forrás: ",
	    "Sursa: ",	"Izvor: ",  "Nguồn: ", "Sumber: "};
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		size_t len = strlen(labels[i]);

		if (line.len <= SOURCE_LINE_BYTES &&
		    rp_str_begins(line, labels[i]))
			return rp_agency_named(rp_str_behind(line, len));
	}
	return NULL;
}

/* Without the marks around it, if it has these. */
static struct rp_str between(struct rp_str text, const char *open,
			     const char *close)
{
	if (text.len <= strlen(open) + strlen(close) ||
	    !rp_str_begins(text, open) || !rp_str_ends(text, close))
		return text;
	text.len -= strlen(open) + strlen(close);
	text.data += strlen(open);
	return text;
}

/* A line of its own that says whose the text is, or in part: "Reuters",
 * "(SDA)", "Avec AFP", "Con información de EFE", "(dpa/afp/mh)", "〔共同〕". */
static const char *own_line(struct rp_str line)
{
	static const char *const leads[] = {"With files from ",
					    "With information from ",
					    "With ",
					    "Avec ",
					    "avec ",
					    "Con información de ",
					    "Con información ",
					    "Com informações da ",
					    "Com informações de ",
					    "Com ",
					    "Con ",
					    "Mit Material von ",
					    "Mit Informationen von ",
					    "Med ",
					    "Theo ",
					    "Z agencji ",
					    "По материалам ",
					    "©",
					    "(C)",
					    "（C）"};
	static const char *const marks[][2] = {
	    {"(", ")"}, {"（", "）"}, {"〔", "〕"}, {"[", "]"}, {"/", "/"}};
	const bool item = rp_str_begins(line, "- ");
	const char *slash;
	size_t i;

	if (line.len == 0 || line.len > SIGNATURE_BYTES)
		return NULL;
	if (item)
		line = rp_str_behind(line, 2);
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		line = between(line, marks[i][0], marks[i][1]);
	for (i = 0; i < sizeof(leads) / sizeof(leads[0]); i++)
		if (rp_str_begins(line, leads[i])) {
			line = rp_str_behind(line, strlen(leads[i]));
			break;
		}
	/* A name alone may be an item of a list. */
	if (item && i == sizeof(leads) / sizeof(leads[0]))
		return NULL;
	if (rp_str_begins(line, "The "))
		line = rp_str_behind(line, strlen("The "));
	/* An agency, and who worked on what came from it. */
	slash = memchr(line.data, '/', line.len);
	if (slash && slash > line.data) {
		/* "AP/Jane Doe" took a picture. */
		if (memchr(slash, ' ', line.len - (size_t)(slash - line.data)))
			return NULL;
		line.len = (size_t)(slash - line.data);
	}
	return line.len ? signatory(line) : NULL;
}

static const char *signature(struct rp_str line)
{
	const char *agency = source_line(line);

	if (line.len && line.data[line.len - 1] == '.')
		line.len--;
	if (!agency)
		agency = own_line(line);
	if (!agency)
		agency = signed_between(line, "(", ")");
	if (!agency)
		agency = signed_between(line, "（", "）");
	if (!agency)
		agency = signed_between(line, "/", "/");
	return agency ? agency : signed_behind_dash(line);
}

/* The agency that signs a text, in one of its last lines. */
static const char *signed_by(struct rp_str *evidence, struct rp_str text)
{
	int lines;

	for (lines = 0; lines < SIGNED_LINES && text.len; lines++) {
		const char *start;
		struct rp_str line;
		const char *agency;

		while (text.len && strchr(" \n", text.data[text.len - 1]))
			text.len--;
		start = memrchr(text.data, '\n', text.len);
		line.data = start ? start + 1 : text.data;
		line.len = (size_t)(text.data + text.len - line.data);
		agency = signature(line);
		if (agency) {
			*evidence = line;
			return agency;
		}
		text.len -= line.len;
	}
	return NULL;
}

/* ----- the tail ----- */

const char *rp_credit_tail(struct rp_str *evidence,
			   const struct rp_sieves *sieves, struct rp_str text)
{
	struct rp_str all;

	if (text.len > TAIL_BYTES) {
		text.data += text.len - TAIL_BYTES;
		text.len = TAIL_BYTES;
	}
	if (!sieves->sign(text))
		return signed_by(evidence, text);
	all = text;
	while (text.len) {
		const char *end = memchr(text.data, '\n', text.len);
		size_t len = end ? (size_t)(end - text.data) : text.len;
		struct rp_str line = {text.data, len};
		const char *agency =
		    has_sign(line) ? rp_agency_in(line, true) : NULL;

		if (agency) {
			*evidence = line;
			return agency;
		}
		text.data += end ? len + 1 : len;
		text.len -= end ? len + 1 : len;
	}
	return signed_by(evidence, all);
}
