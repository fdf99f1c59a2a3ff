/* SPDX-License-Identifier: Apache-2.0 */
/*
 * author_names.c - see author_names.h
 *
 * What stands in a byline besides names: words before it, a date, an account,
 * what somebody is, a house, buttons. In a list all of these are told by their
 * words; on a line of its own only a full name is one, but on the first.
 */
#include "author_names.h"

#include "agency.h"
#include "ascii.h"
#include "credit.h"
#include "metadata.h"
#include "months.h"
#include "roles.h"
#include "stamps.h"
#include "str.h"

#include <string.h>

/* A name; what is longer is a biography. */
#define NAME_BYTES 80
/* A list of names; each looks through what is left of it. */
#define LIST_BYTES 1500
/* A line that is a byline. */
#define BYLINE_CHARS 120

/* The next line, which is taken off the lines. */
static struct rp_str take_line(struct rp_str *lines)
{
	const char *end = memchr(lines->data, '\n', lines->len);
	struct rp_str line = *lines;

	if (end)
		line.len = (size_t)(end - lines->data);
	*lines = rp_str_behind(*lines, line.len + (end != NULL));
	return line;
}

/* Bytes of a blank or mark that a name does not end in, or 0. */
static size_t blank_at(struct rp_str s, size_t at)
{
	if (s.len - at >= 2 && memcmp(s.data + at, "\xc2\xa0", 2) == 0)
		return 2;
	return (unsigned char)s.data[at] <= ' ' ||
	       strchr(",;:|-/", s.data[at]) != NULL;
}

static struct rp_str strip(struct rp_str s)
{
	size_t blank;

	while (s.len && (blank = blank_at(s, 0)) > 0) {
		s.data += blank;
		s.len -= blank;
	}
	while (s.len) {
		size_t back = s.len >= 2 && s.data[s.len - 1] == '\xa0';

		if (!blank_at(s, s.len - 1 - back))
			break;
		s.len -= 1 + back;
	}
	return s;
}

/* What stands before names, in the languages met. */
static const struct {
	const char *word;
	bool blank; /* "by Jane Doe" */
	bool colon; /* "by: Jane Doe" */
} by_words[] = {{"by", true, true},	     {"von", true, false},
		{"par", true, false},	     {"por", true, false},
		{"di", true, false},	     {"door", true, false},
		{"af", true, false},	     {"written by", true, false},
		{"text by", true, false},    {"posted by", true, false},
		{"story by", true, false},   {"analysis by", true, false},
		{"opinion by", true, false}, {"words by", true, false},
		{"автор", false, true},	     {"Автор", false, true},
		{"текст", false, true},	     {"Текст", false, true},
		{"作者", false, true},	     {"文", false, true},
		{"撰文", true, true},	     {"记者", true, true},
		{"記者", true, true},	     {"كتب", false, true},
		{"كتبت", false, true},	     {"author", false, true},
		{"text", false, true},	     {"autor", false, true},
		{"autora", false, true},     {"auteur", false, true},
		{"autore", false, true},     {"texto", false, true},
		{"testo", false, true},	     {"tekst", false, true},
		{"yazar", false, true},	     {"penulis", false, true},
		{"oleh", false, true},	     {"reporting by", true, true},
		{"reported by", true, true}};

#define BY_WORDS (sizeof(by_words) / sizeof(by_words[0]))

/* ":", " :" as in French, "：", behind labels of Arabic and Chinese, which have
 * these first bytes, "/" and "｜" too, as in "文/王小明": taken off what
 * follows the label. "Text/Foto" is another label. */
static bool is_colon(struct rp_str *text, const char *label)
{
	static const char *const colons[] = {":", " :", "：", "/", "／", "｜"};
	const size_t count = (unsigned char)label[0] >= 0xd8
				 ? sizeof(colons) / sizeof(colons[0])
				 : 3;
	size_t i;

	for (i = 0; i < count; i++)
		if (rp_str_begins(*text, colons[i])) {
			*text = rp_str_behind(*text, strlen(colons[i]));
			return true;
		}
	return false;
}

/* "By Jane Doe" without "By". */
static struct rp_str without_by(struct rp_str name)
{
	size_t i;

	for (i = 0; i < BY_WORDS; i++) {
		size_t len = strlen(by_words[i].word);
		struct rp_str rest;

		if (!rp_str_begins_any_case(name, by_words[i].word))
			continue;
		rest = rp_str_behind(name, len);
		if (by_words[i].colon && is_colon(&rest, by_words[i].word))
			return strip(rest);
		if (by_words[i].blank && rp_str_begins_any_case(rest, " "))
			return strip(rest);
	}
	return name;
}

/* "홍길동 기자" without what he is; a name has no blank there. */
static struct rp_str without_title(struct rp_str name)
{
	static const char *const titles[] = {
	    " 기자",   " 선임기자", " 전문기자", " 인턴기자",
	    " 특파원", " 논설위원", " 记者",	 " 記者"};
	size_t i;

	for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (rp_str_ends(name, titles[i])) {
			name.len -= strlen(titles[i]);
			break;
		}
	return name;
}

/* "By", "Written by:": nobody. */
static bool is_by_word(struct rp_str name)
{
	size_t i;

	name = strip(name);
	for (i = 0; i < BY_WORDS; i++)
		if (name.len == strlen(by_words[i].word) &&
		    rp_str_begins_any_case(name, by_words[i].word))
			return true;
	return false;
}

static size_t figures(struct rp_str text)
{
	size_t i = 0;

	while (i < text.len && rp_ascii_is_digit(text.data[i]))
		i++;
	return i;
}

/* "May", "Nov.", "november": letters, a point and blanks; 0: it is none. */
static size_t month_len(struct rp_str text)
{
	size_t len = 0;

	while (len < text.len && rp_ascii_is_letter(text.data[len]))
		len++;
	if (!rp_month_of(text.data, len) &&
	    (len != 4 || rp_ascii_compare_some(text.data, "sept", len) != 0))
		return 0;
	if (len < text.len && text.data[len] == '.')
		len++;
	while (len < text.len && text.data[len] == ' ')
		len++;
	return len;
}

/* "7:07". */
static bool is_time(struct rp_str text)
{
	size_t i = figures(text);

	return i > 0 && i < text.len && text.data[i] == ':';
}

/* A day or a year, and neither a time nor the beginning of a word. */
static bool is_number(struct rp_str text)
{
	size_t i = figures(text);

	return i > 0 && i <= 4 && i != 3 &&
	       (i == text.len ||
		(!rp_ascii_is_alnum(text.data[i]) && text.data[i] != ':'));
}

/* "Nov. 19", "May 2019", "12 Jan 2020", "2019-11-19". */
static bool is_date(struct rp_str text)
{
	size_t len = month_len(text);
	size_t i = figures(text);

	if (len)
		return is_number(rp_str_behind(text, len));
	if (i == 4)
		return text.len > 5 && text.data[4] == '-' &&
		       rp_ascii_is_digit(text.data[5]);
	return (i == 1 || i == 2) && i < text.len && text.data[i] == ' ' &&
	       month_len(rp_str_behind(text, i + 1));
}

/* "2019", "2019 at 9:24 pm": what a list leaves of a date. "1843 Magazine" is
 * a name. */
static bool is_rest_of_date(struct rp_str text)
{
	size_t i = figures(text);

	if (i == 0)
		return false;
	while (i < text.len && (text.data[i] == ' ' || text.data[i] == ','))
		i++;
	return i == text.len ||
	       rp_str_begins_any_case(rp_str_behind(text, i), "at ") ||
	       is_time(rp_str_behind(text, i));
}

/* Where a date begins that stands behind a name, or in its place: at a word
 * that says so, at a time or at a day. */
static size_t date_at(struct rp_str name)
{
	static const char *const words[] = {"published ", "updated ", "posted ",
					    "\xe2\x80\xa2"};
	size_t i;
	size_t k;

	if (is_rest_of_date(name))
		return 0;
	for (i = 0; i < name.len; i++) {
		struct rp_str rest = rp_str_behind(name, i);

		if (i > 0 && name.data[i - 1] != ' ')
			continue;
		if (is_time(rest) || is_date(rest))
			return i;
		for (k = 0; i > 0 && k < sizeof(words) / sizeof(words[0]); k++)
			if (rp_str_begins_any_case(rest, words[k]))
				return i;
		if (i > 0 && rp_str_begins_any_case(rest, "on ") &&
		    (is_date(rp_str_behind(rest, 3)) ||
		     figures(rp_str_behind(rest, 3))))
			return i;
	}
	return name.len;
}

static bool is_name(struct rp_str name)
{
	static const char *const no_names[] = {
	    "admin",   "administrator", "null",	   "undefined", "none",
	    "unknown", "monday",	"tuesday", "wednesday", "thursday",
	    "friday",  "saturday",	"sunday"};
	static const char *const beginnings[] = {"http", "www.", "updated",
						 "published"};
	size_t i;

	if (name.len < 2 || name.len > NAME_BYTES || is_by_word(name))
		return false;
	for (i = 0; i < sizeof(no_names) / sizeof(no_names[0]); i++)
		if (name.len == strlen(no_names[i]) &&
		    rp_str_begins_any_case(name, no_names[i]))
			return false;
	for (i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (rp_str_begins_any_case(name, beginnings[i]))
			return false;
	return !memchr(name.data, '@', name.len) &&
	       !memmem(name.data, name.len, "//", 2);
}

/* "Jane Doe @janedoe", "Jane Doe <jane@paper.example>": the name alone. */
static struct rp_str without_account(struct rp_str name)
{
	size_t i;

	for (i = 1; i + 1 < name.len; i++)
		if (name.data[i] == ' ' &&
		    (name.data[i + 1] == '@' || name.data[i + 1] == '<')) {
			name.len = i;
			break;
		}
	return name;
}

/* Two to five words with capitals, particles between them: somebody's name. */
static bool is_full_name(struct rp_str name)
{
	static const char *const particles[] = {
	    "de", "da", "di",  "del", "van", "von", "der", "den",
	    "la", "le", "bin", "al",  "dos", "ter", "ten"};
	size_t words = 0;
	size_t at = 0;

	while (at < name.len) {
		size_t from = at;
		size_t i;

		while (at < name.len && name.data[at] != ' ')
			at++;
		for (i = 0; i < sizeof(particles) / sizeof(particles[0]); i++)
			if (strlen(particles[i]) == at - from &&
			    memcmp(particles[i], name.data + from, at - from) ==
				0)
				break;
		if (i == sizeof(particles) / sizeof(particles[0]) &&
		    !(name.data[from] >= 'A' && name.data[from] <= 'Z') &&
		    !(name.data[from] & 0x80))
			return false;
		words += at > from;
		while (at < name.len && name.data[at] == ' ')
			at++;
	}
	return words >= 2 && words <= 5;
}

bool rp_author_name_full(struct rp_str name)
{
	return is_full_name(without_by(strip(name)));
}

/* Who is named first is credited first. */
static void credit_authors(struct rp_article *out)
{
	size_t i;

	for (i = 0; i < out->author_count; i++)
		rp_credit_author(out, out->authors[i]);
}

/* Without what parts a name from what stood behind it: "Jane Doe ·". */
static struct rp_str without_marks(struct rp_str name)
{
	static const char *const marks[] = {"·", "•", "|", "–", "—"};
	size_t i = 0;

	name = strip(name);
	while (i < sizeof(marks) / sizeof(marks[0])) {
		if (!rp_str_ends(name, marks[i])) {
			i++;
			continue;
		}
		name.len -= strlen(marks[i]);
		name = strip(name);
		i = 0;
	}
	return name;
}

static void add(struct rp_article *out, struct rp_str name)
{
	size_t i;

	name = without_title(without_by(strip(name)));
	name = without_account(name);
	name.len = date_at(name);
	name = without_marks(name);
	if (!is_name(name) || rp_stamp_is(name) ||
	    out->author_count == RP_LIMIT_AUTHORS)
		return;
	name = rp_role_without(name);
	/* "AP Sports Writer", "Associated Press" */
	if (out->author_count && (rp_role_is(name) || rp_agency_find(name))) {
		credit_authors(out);
		rp_credit_author(out, name);
		return;
	}
	if (out->author_count == 1 && rp_agency_find(out->authors[0]) &&
	    is_full_name(name)) {
		credit_authors(out);
		out->author_count = 0;
	}
	for (i = 0; i < out->author_count; i++)
		if (rp_str_same_any_case(out->authors[i], name))
			return;
	out->authors[out->author_count++] = name;
}

/* Whether a full name is no name but a button beside one. */
static bool is_button(struct rp_str name)
{
	static const char *const words[] = {
	    "share",	"follow",  "print", "subscribe", "comment",
	    "comments", "updated", "read",  "view",	 "news",
	    "photo",	"photos",  "staff", "save",	 "listen"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (rp_str_begins_word(name, words[i]) ||
		    rp_str_ends_word(name, words[i]))
			return true;
	return false;
}

/* What is a name of a list. */
enum names {
	ANY,   /* all of it */
	FIRST, /* of a line: the first, then full ones, what somebody is, and
		  agencies: "Hans Meier, Berlin" */
	FULL,  /* full ones */
};

static bool is_wanted(const struct rp_article *out, struct rp_str name,
		      enum names names)
{
	if (names == ANY || (names == FIRST && out->author_count == 0))
		return true;
	if (rp_author_name_full(name))
		return names == FIRST || !is_button(without_by(name));
	return names == FIRST && (rp_role_is(name) || rp_agency_find(name));
}

/* "Jane Doe, John Roe and Ann Poe" in turn. A comma before something that is
 * no name of two words ("Jane Doe, Reuters") parts too. */
static void add_list(struct rp_article *out, struct rp_statements *statements,
		     struct rp_str names, enum names wanted)
{
	static const char *const marks[] = {
	    ", and ", ", ",  "; ", ";",	  " and ", " & ", " und ",
	    " et ",   " y ", "|",  " e ", "、",	   "，"};

	if (names.len > LIST_BYTES)
		return;
	/* An entity ends in a mark that parts names. */
	names = rp_statements_spaced(statements,
				     rp_statements_unescape(statements, names));
	while (names.len) {
		struct rp_str name;
		size_t first = names.len;
		size_t skip = 0;
		size_t i;

		for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			size_t len = strlen(marks[i]);
			const char *at =
			    memmem(names.data, names.len, marks[i], len);

			if (!at || (size_t)(at - names.data) >= first)
				continue;
			first = (size_t)(at - names.data);
			skip = len;
		}
		name = strip((struct rp_str){names.data, first});
		if (is_wanted(out, name, wanted))
			add(out, name);
		names.data += first + skip;
		names.len -= first + skip;
	}
}

void rp_author_names_list(struct rp_article *out,
			  struct rp_statements *statements, struct rp_str names)
{
	add_list(out, statements, names, ANY);
}

/* "and John Roe", "Jane Doe and": without the word that a line left. */
static struct rp_str without_joint(struct rp_str line)
{
	static const char *const joints[] = {"and", "&", "und", "et", "y", "e"};
	size_t i;

	line = strip(line);
	for (i = 0; i < sizeof(joints) / sizeof(joints[0]); i++) {
		size_t len = strlen(joints[i]);

		if (rp_str_begins_word(line, joints[i]))
			line = strip(rp_str_behind(line, len));
		if (line.len > len && line.data[line.len - len - 1] == ' ' &&
		    memcmp(line.data + line.len - len, joints[i], len) == 0)
			line = strip(
			    (struct rp_str){line.data, line.len - len - 1});
	}
	return line;
}

bool rp_author_names_lines(struct rp_article *out,
			   struct rp_statements *statements,
			   struct rp_str lines)
{
	const size_t before = out->author_count;
	bool full = false;
	size_t i;

	while (lines.len)
		add_list(out, statements, without_joint(take_line(&lines)),
			 out->author_count > before ? FULL : FIRST);
	for (i = before; i < out->author_count; i++)
		full |= is_full_name(out->authors[i]);
	return full;
}

bool rp_author_names_byline(struct rp_str line)
{
	struct rp_str names = without_by(line);
	static const char *const marks[] = {" and ", " & ", " und ", " et ",
					    " y ",   " e ", " | ",   " • ",
					    " · ",   " – ", " — ",   " - "};
	const char *comma;
	size_t i;

	if (line.len > BYLINE_CHARS || names.len == line.len ||
	    names.len == 0 || names.data[names.len - 1] == '.')
		return false;
	comma = memchr(names.data, ',', names.len);
	if (comma)
		names.len = (size_t)(comma - names.data);
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *mark =
		    memmem(names.data, names.len, marks[i], strlen(marks[i]));

		if (mark)
			names.len = (size_t)(mark - names.data);
	}
	return is_full_name(strip(names));
}

bool rp_authors_line(struct rp_str *line, struct rp_str *lines)
{
	while (lines->len) {
		*line = take_line(lines);
		if (rp_author_names_byline(*line))
			return true;
	}
	return false;
}
