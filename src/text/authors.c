/* SPDX-License-Identifier: Apache-2.0 */
/*
 * authors.c - who wrote it
 *
 * Right on 421 labelled pages, of those that state it: parsely-author,
 * dc.creator, byl and sailthru.author 95 %, JSON-LD author 91 %, meta author
 * 82 %, article:author 63 % (often an address). After them comes what only
 * elements say: itemprop and rel "author", classes that end in "author" or
 * "byline". The first source that yields a name is taken.
 */
#include "metadata.h"

#include "agency.h"
#include "ascii.h"
#include "classwords.h"
#include "credit.h"
#include "months.h"
#include "prune.h"

#include <string.h>

/* A name; what is longer is a biography. */
#define NAME_BYTES 80
/* A list of names; each looks through what is left of it. */
#define LIST_BYTES 1500
/* Authors of JSON-LD that are looked for elsewhere in it. */
#define RESOLVED 8
/* Elements asked for a byline. */
#define BYLINE_CHARS 120

static bool begins(struct rp_str text, const char *with)
{
	size_t len = strlen(with);

	return text.len >= len &&
	       rp_ascii_compare_some(text.data, with, len) == 0;
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

/* "By Jane Doe" without "By", in the languages met. */
static struct rp_str without_by(struct rp_str name)
{
	static const char *const words[] = {
	    "by ",	    "by: ",	   "von ",	 "par ",
	    "por ",	    "di ",	   "door ",	 "af ",
	    "written by ",  "text by ",	   "posted by ", "story by ",
	    "analysis by ", "opinion by ", "words by ",	 "автор: ",
	    "Автор: ",	    "текст: ",	   "Текст: "};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (begins(name, words[i])) {
			name.data += strlen(words[i]);
			name.len -= strlen(words[i]);
			return strip(name);
		}
	return name;
}

static size_t figures(struct rp_str text)
{
	size_t i = 0;

	while (i < text.len && rp_ascii_is_digit(text.data[i]))
		i++;
	return i;
}

static struct rp_str behind(struct rp_str text, size_t bytes)
{
	return (struct rp_str){text.data + bytes, text.len - bytes};
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
		return is_number(behind(text, len));
	if (i == 4)
		return text.len > 5 && text.data[4] == '-' &&
		       rp_ascii_is_digit(text.data[5]);
	return (i == 1 || i == 2) && i < text.len && text.data[i] == ' ' &&
	       month_len(behind(text, i + 1));
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
	return i == text.len || begins(behind(text, i), "at ") ||
	       is_time(behind(text, i));
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
		struct rp_str rest = behind(name, i);

		if (i > 0 && name.data[i - 1] != ' ')
			continue;
		if (is_time(rest) || is_date(rest))
			return i;
		for (k = 0; i > 0 && k < sizeof(words) / sizeof(words[0]); k++)
			if (begins(rest, words[k]))
				return i;
		if (i > 0 && begins(rest, "on ") &&
		    (is_date(behind(rest, 3)) || figures(behind(rest, 3))))
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

	if (name.len < 2 || name.len > NAME_BYTES)
		return false;
	for (i = 0; i < sizeof(no_names) / sizeof(no_names[0]); i++)
		if (name.len == strlen(no_names[i]) &&
		    begins(name, no_names[i]))
			return false;
	for (i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (begins(name, beginnings[i]))
			return false;
	return !memchr(name.data, '@', name.len) &&
	       !memmem(name.data, name.len, "//", 2);
}

/* "Political Editor", "staff writer": what somebody is, behind his name. */
static bool is_role(struct rp_str name)
{
	static const char *const roles[] = {
	    "editor",	    "writer",	 "reporter",	"correspondent",
	    "columnist",    "producer",	 "contributor", "journalist",
	    "bureau chief", "redakteur", "redakteurin", "korrespondent"};
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		size_t len = strlen(roles[i]);

		if (name.len >= len &&
		    rp_ascii_compare_some(name.data + name.len - len, roles[i],
					  len) == 0 &&
		    (name.len == len || name.data[name.len - len - 1] == ' '))
			return true;
	}
	return false;
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

static void add(struct rp_article *out, struct rp_str name)
{
	size_t i;

	name = without_by(strip(name));
	name = without_account(name);
	name.len = date_at(name);
	name = strip(name);
	if (!is_name(name) || out->author_count == RP_LIMIT_AUTHORS)
		return;
	/* "AP Sports Writer", "Associated Press" */
	if (out->author_count && (is_role(name) || rp_agency_by_name(name))) {
		rp_credit_author(out, name);
		return;
	}
	for (i = 0; i < out->author_count; i++)
		if (out->authors[i].len == name.len &&
		    rp_ascii_compare_some(out->authors[i].data, name.data,
					  name.len) == 0)
			return;
	out->authors[out->author_count++] = name;
}

/* Two to five words with capitals, particles between them: somebody's name. */
static bool is_full_name(struct rp_str name)
{
	static const char *const particles[] = {
	    "de",  "da", "di", "del", "van", "von", "der",
	    "den", "la", "le", "bin", "al",  "dos"};
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

/* "Jane Doe, John Roe and Ann Poe" in turn. A comma before something that is
 * no name of two words ("Jane Doe, Reuters") parts too. On a line below the
 * first only full names are names: "Print this article" is none. */
static void add_list(struct rp_article *out, struct rp_statements *statements,
		     struct rp_str names)
{
	static const char *const marks[] = {", and ", ", ",  "; ",    ";",
					    " and ",  " & ", " und ", " et ",
					    " y ",    "|",   " e ",   "\n"};

	bool below = false;

	if (names.len > LIST_BYTES)
		return;
	/* An entity ends in a mark that parts names. */
	names = rp_statements_unescape(statements, names);
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
		if (!below || is_full_name(without_by(name)))
			add(out, name);
		below |= skip > 0 && names.data[first] == '\n';
		names.data += first + skip;
		names.len -= first + skip;
	}
}

static void from_metas(struct rp_article *out, struct rp_statements *statements,
		       const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count && !out->author_count; i++)
		add_list(out, statements,
			 rp_statements_meta(statements, names[i]));
}

static void from_json(struct rp_article *out, struct rp_statements *statements)
{
	struct rp_str rest = rp_jsonld_member(statements->article, "author");
	struct rp_str item;
	unsigned resolved = 0;

	if (rest.len == 0)
		rest = rp_jsonld_member(statements->article, "creator");
	while (rp_jsonld_item(&item, &rest)) {
		struct rp_str names;
		struct rp_str one;

		/* Each looks through all scripts. */
		if (resolved++ < RESOLVED)
			item = rp_jsonld_resolve(item, statements->json_ld);
		/* {"name": ["Jane Doe", "John Roe"]} */
		names = rp_jsonld_member(item, "name");
		if (names.len == 0 || *names.data != '[')
			names = item;
		while (rp_jsonld_item(&one, &names)) {
			struct rp_str name;
			int status =
			    rp_jsonld_text(&name, statements->arena, one);

			statements->failed |= status < 0;
			if (status > 0)
				add_list(out, statements, name);
		}
	}
}

/* The first headline from a node on, given one before it: page->count if there
 * is none. */
static uint32_t headline_from(const struct rp_page *page, uint32_t headline,
			      uint32_t i)
{
	if (headline < i)
		headline = i;
	while (headline < page->count &&
	       page->nodes[headline].tag != GUMBO_TAG_H1)
		headline++;
	return headline;
}

/* Whether an element holds other stories, whose bylines are not this one's. */
static bool is_of_others(const struct rp_page *page, uint32_t i,
			 uint32_t headline)
{
	return headline >= page->nodes[i].end && !rp_prune_guards(page, i) &&
	       rp_classwords_related(rp_page_attribute(page, i, "class"));
}

static bool is_affiliation(const struct rp_page *page, uint32_t i)
{
	return rp_classwords_affiliation(rp_page_attribute(page, i, "class"));
}

/* The names in an element, without the house and the day that parts of it
 * tell; with them, if there are no others. */
static void add_element(struct rp_article *out,
			struct rp_statements *statements, uint32_t i)
{
	struct rp_str names;

	if (rp_statements_lines(&names, statements, i, is_affiliation))
		add_list(out, statements, names);
	if (!out->author_count && rp_statements_text(&names, statements, i))
		add_list(out, statements, names);
}

/* The elements from one to another. */
static void from_elements(struct rp_article *out,
			  struct rp_statements *statements, bool by_class,
			  uint32_t from, uint32_t to)
{
	const struct rp_page *page = statements->page;
	uint32_t headline = 0;
	uint32_t i;

	for (i = from; i < to; i++) {
		const struct rp_node *node = &page->nodes[i];
		bool says;

		headline = headline_from(page, headline, i);
		if (!node->text && (rp_prune_visitors(page, i, headline) ||
				    is_of_others(page, i, headline))) {
			i = node->end - 1;
			continue;
		}
		if (node->text || node->chars == 0 ||
		    node->chars > BYLINE_CHARS)
			continue;
		says = by_class
			   ? rp_classwords_byline(
				 rp_page_attribute(page, i, "class"))
			   : rp_page_has_word(page, i, "itemprop", "author") ||
				 rp_page_has_word(page, i, "rel", "author");
		if (!says)
			continue;
		add_element(out, statements, i);
		if (by_class && out->author_count)
			return;
	}
}

/* Characters of text below a headline behind which the next one begins another
 * story. */
#define STORY_CHARS 400

/* Where another story, or what else follows, begins. */
static uint32_t story_end(const struct rp_page *page, uint32_t headline)
{
	uint32_t chars = 0;
	uint32_t i;

	for (i = headline + 1; i < page->count; i++) {
		const struct rp_node *node = &page->nodes[i];

		if (node->text)
			chars += node->in_heading ? 0 : node->chars;
		else if (chars >= STORY_CHARS && node->chars &&
			 (node->tag == GUMBO_TAG_H1 ||
			  node->tag == GUMBO_TAG_H2 ||
			  node->tag == GUMBO_TAG_H3))
			break;
	}
	return i;
}

/* A byline stands below its headline; above it there are those of other
 * stories, or, if there is none below, its own; and behind it those of others
 * again, or a card of its author. */
static void from_bylines(struct rp_article *out,
			 struct rp_statements *statements, uint32_t headline)
{
	const uint32_t end = story_end(statements->page, headline);

	from_elements(out, statements, true, headline + 1, end);
	if (!out->author_count)
		from_elements(out, statements, true, 1, headline);
	if (!out->author_count)
		from_elements(out, statements, true, end,
			      statements->page->count);
}

void rp_authors_read(struct rp_article *out, struct rp_statements *statements,
		     uint32_t headline)
{
	static const char *const trusted[] = {"parsely-author", "dc.creator",
					      "dcterms.creator", "byl",
					      "sailthru.author"};
	static const char *const others[] = {"author", "article:author",
					     "og:article:author"};

	from_metas(out, statements, trusted,
		   sizeof(trusted) / sizeof(trusted[0]));
	if (!out->author_count)
		from_json(out, statements);
	if (!out->author_count)
		from_metas(out, statements, others,
			   sizeof(others) / sizeof(others[0]));
	if (!out->author_count)
		from_elements(out, statements, false, 1,
			      statements->page->count);
	if (!out->author_count)
		from_bylines(out, statements, headline);
}

/* "By Jane Doe", "Von Jane Doe, Reuters", and not "By the way". */
static bool is_byline(struct rp_str line)
{
	struct rp_str names = without_by(line);
	static const char *const marks[] = {" and ", " | ", " • ", " · ",
					    " – ",   " — ", " - "};
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
		const char *end = memchr(lines->data, '\n', lines->len);

		*line = *lines;
		if (end)
			line->len = (size_t)(end - lines->data);
		lines->data += line->len + (end != NULL);
		lines->len -= line->len + (end != NULL);
		if (is_byline(*line))
			return true;
	}
	return false;
}

void rp_authors_byline(struct rp_article *out, struct rp_statements *statements,
		       struct rp_str lines)
{
	struct rp_str line;

	while (!out->author_count && rp_authors_line(&line, &lines))
		add_list(out, statements, line);
}
