/* SPDX-License-Identifier: Apache-2.0 */
/*
 * robots.c - see robots.h
 *
 * The file is gone through once. Groups are not kept: each rule is filed under
 * "ours" or "anyone's", by what the User-agent lines above it named; rules for
 * others are dropped. Patterns and paths are brought to one spelling before
 * they are compared (RFC 9309, 2.2.2): octets that may stand for themselves
 * do, all others are %XX with capitals.
 */
#include "robots.h"

#include "array.h"
#include "ascii.h"
#include "buffer.h"
#include "spelling.h"
#include "str.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* Sitemaps named in one file that are heeded. */
#define SITEMAPS 1000

enum audience { OTHERS = 0, ANYONE = 1, OURS = 2 };

struct rule {
	char *pattern; /* one spelling */
	size_t len;
	bool allow;
	bool ours;
};

struct rp_robots {
	struct rule *rules;
	size_t count;
	size_t capacity;
	bool named; /* some group names us: those for anyone do not count */
	double delay[2]; /* anyone's, ours; below 0: none */
	struct rp_str *sitemaps;
	size_t sitemap_count;
	size_t sitemap_capacity;
	struct rp_buffer text; /* that sitemaps lie in */
};

/* ----- spelling ----- */

/* One spelling of a path or, with pattern, of a rule's: there a star stands for
 * anything, and a dollar at its end for the end; elsewhere both are letters
 * like others. */
static void spell(struct rp_buffer *out, const char *text, size_t len,
		  bool pattern)
{
	size_t i = 0;

	rp_buffer_clear(out);
	while (i < len) {
		char c = text[i];

		if ((c == '*' && !pattern) ||
		    (c == '$' && !(pattern && i + 1 == len))) {
			rp_buffer_printf(out, "%%%02X", (unsigned char)c);
			i++;
		} else {
			i += rp_spelling_put(out, text + i, len - i);
		}
	}
}

/* ----- lines ----- */

struct reading {
	struct rp_robots *robots;
	const char *agent;
	enum audience audience; /* of the lines that come */
	bool in_rules;		/* a further User-agent begins a new group */
	struct rp_buffer scratch;
};

static struct rp_str strip(struct rp_str text)
{
	while (text.len && (text.data[0] == ' ' || text.data[0] == '\t')) {
		text.data++;
		text.len--;
	}
	while (text.len && (text.data[text.len - 1] == ' ' ||
			    text.data[text.len - 1] == '\t'))
		text.len--;
	return text;
}

static bool is_key(struct rp_str key, const char *name)
{
	return key.len == strlen(name) &&
	       rp_ascii_compare_some(key.data, name, key.len) == 0;
}

static bool is_token_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
	       c == '_';
}

static void take_agent(struct reading *reading, struct rp_str value)
{
	size_t len = 0;
	enum audience who = OTHERS;

	while (len < value.len && is_token_char(value.data[len]))
		len++;
	if (value.len && value.data[0] == '*' &&
	    (value.len == 1 || value.data[1] == ' ' || value.data[1] == '\t'))
		who = ANYONE;
	else if (len && len == strlen(reading->agent) &&
		 rp_ascii_compare_some(value.data, reading->agent, len) == 0)
		who = OURS;
	if (reading->in_rules)
		reading->audience = OTHERS;
	reading->in_rules = false;
	/* A group may name both; then it is ours and anyone's. */
	reading->audience |= who;
	if (who == OURS)
		reading->robots->named = true;
}

static int add_rule(struct reading *reading, bool allow, bool ours,
		    struct rp_str value)
{
	struct rp_robots *robots = reading->robots;
	struct rule *rule;

	if (rp_array_reserve(&robots->rules, &robots->capacity,
			     robots->count + 1,
			     sizeof(*robots->rules)) != RP_OK)
		return RP_ENOMEM;
	spell(&reading->scratch, value.data, value.len, true);
	if (reading->scratch.failed)
		return RP_ENOMEM;
	rule = &robots->rules[robots->count];
	/* With a zero in it, too, where the server sent one. */
	rule->len = reading->scratch.len;
	rule->pattern = malloc(rule->len + 1);
	if (!rule->pattern)
		return RP_ENOMEM;
	memcpy(rule->pattern, reading->scratch.data, rule->len);
	rule->pattern[rule->len] = '\0';
	rule->allow = allow;
	rule->ours = ours;
	robots->count++;
	return RP_OK;
}

static int take_rule(struct reading *reading, bool allow, struct rp_str value)
{
	int status = RP_OK;

	reading->in_rules = true;
	/* An empty one says nothing. */
	if (value.len == 0)
		return RP_OK;
	if (reading->audience & ANYONE)
		status = add_rule(reading, allow, false, value);
	if (status == RP_OK && reading->audience & OURS)
		status = add_rule(reading, allow, true, value);
	return status;
}

static void take_delay(struct reading *reading, struct rp_str value)
{
	char number[32];
	char *end;
	double seconds;

	if (value.len == 0 || value.len >= sizeof(number))
		return;
	memcpy(number, value.data, value.len);
	number[value.len] = '\0';
	seconds = strtod(number, &end);
	if (end == number || !(seconds >= 0))
		return;
	if (reading->audience & ANYONE)
		reading->robots->delay[0] = seconds;
	if (reading->audience & OURS)
		reading->robots->delay[1] = seconds;
}

static int take_sitemap(struct rp_robots *robots, struct rp_str value)
{
	if (value.len == 0 || robots->sitemap_count == SITEMAPS)
		return RP_OK;
	if (rp_array_reserve(&robots->sitemaps, &robots->sitemap_capacity,
			     robots->sitemap_count + 1,
			     sizeof(*robots->sitemaps)) != RP_OK)
		return RP_ENOMEM;
	robots->sitemaps[robots->sitemap_count++] = value;
	return RP_OK;
}

/* Key and value, by the colon or, where somebody forgot it, by the blank. */
static bool split(struct rp_str *key, struct rp_str *value, struct rp_str line)
{
	const char *mark = memchr(line.data, '#', line.len);
	size_t at = 0;

	if (mark)
		line.len = (size_t)(mark - line.data);
	line = strip(line);
	while (at < line.len && line.data[at] != ':')
		at++;
	if (at == line.len)
		for (at = 0; at < line.len; at++)
			if (line.data[at] == ' ' || line.data[at] == '\t')
				break;
	if (at == line.len)
		return false;
	*key = strip((struct rp_str){line.data, at});
	*value = strip((struct rp_str){line.data + at + 1, line.len - at - 1});
	return true;
}

static int take_line(struct reading *reading, struct rp_str line)
{
	struct rp_str key;
	struct rp_str value;

	if (!split(&key, &value, line))
		return RP_OK;
	if (is_key(key, "user-agent") || is_key(key, "useragent"))
		take_agent(reading, value);
	else if (is_key(key, "allow"))
		return take_rule(reading, true, value);
	else if (is_key(key, "disallow") || is_key(key, "dissallow") ||
		 is_key(key, "disalow"))
		return take_rule(reading, false, value);
	else if (is_key(key, "crawl-delay"))
		take_delay(reading, value);
	else if (is_key(key, "sitemap"))
		return take_sitemap(reading->robots, value);
	return RP_OK;
}

static int read_lines(struct reading *reading)
{
	struct rp_str text = rp_buffer_view(&reading->robots->text);
	int status = RP_OK;

	text = rp_str_behind(text, rp_utf8_mark(text.data, text.len));
	while (text.len > 0 && status == RP_OK) {
		size_t len = 0;

		while (len < text.len && text.data[len] != '\n' &&
		       text.data[len] != '\r')
			len++;
		status = take_line(reading, (struct rp_str){text.data, len});
		len += len < text.len;
		text.data += len;
		text.len -= len;
	}
	return status;
}

int rp_robots_read(struct rp_robots **out, struct rp_str text,
		   const char *agent)
{
	struct rp_robots *robots = calloc(1, sizeof(*robots));
	struct reading reading = {.robots = robots, .agent = agent};
	int status;

	if (!robots)
		return RP_ENOMEM;
	robots->delay[0] = robots->delay[1] = -1;
	rp_buffer_init(&robots->text);
	rp_buffer_init(&reading.scratch);
	if (text.len > RP_ROBOTS_BYTES)
		text.len = RP_ROBOTS_BYTES;
	rp_buffer_str(&robots->text, text);
	status = rp_buffer_status(&robots->text);
	if (status == RP_OK)
		status = read_lines(&reading);
	rp_buffer_dispose(&reading.scratch);
	if (status != RP_OK) {
		rp_robots_free(robots);
		return status;
	}
	*out = robots;
	return RP_OK;
}

void rp_robots_free(struct rp_robots *robots)
{
	size_t i;

	if (!robots)
		return;
	for (i = 0; i < robots->count; i++)
		free(robots->rules[i].pattern);
	free(robots->rules);
	free(robots->sitemaps);
	rp_buffer_dispose(&robots->text);
	free(robots);
}

/* ----- matching ----- */

/* Whether a rule's pattern matches path from its beginning: its pieces between
 * stars are found one behind the other, each as early as it can be, which
 * leaves most room to those that follow. Linear in both. */
static bool matches(const struct rule *rule, struct rp_str path)
{
	const char *pattern = rule->pattern;
	const char *end = pattern + rule->len;
	const char *at = path.data;
	const char *stop = path.data + path.len;
	bool whole = rule->len > 0 && end[-1] == '$';

	for (end -= whole;;) {
		const char *star =
		    memchr(pattern, '*', (size_t)(end - pattern));
		size_t len = (size_t)((star ? star : end) - pattern);
		size_t left = (size_t)(stop - at);
		const char *found = at;

		if (len > left)
			return false;
		if (pattern != rule->pattern && !star && whole)
			found = stop - len;
		else if (pattern != rule->pattern)
			found = memmem(at, left, pattern, len);
		if (!found || memcmp(found, pattern, len) != 0)
			return false;
		at = found + len;
		if (!star)
			return !whole || at == stop;
		pattern = star + 1;
	}
}

bool rp_robots_allows(const struct rp_robots *robots, const char *path)
{
	struct rp_buffer spelled;
	size_t longest = 0;
	bool allowed = true;
	size_t i;

	if (!robots || strcmp(path, "/robots.txt") == 0)
		return true;
	rp_buffer_init(&spelled);
	spell(&spelled, path, strlen(path), false);
	if (rp_buffer_status(&spelled) != RP_OK) {
		rp_buffer_dispose(&spelled);
		return false;
	}
	for (i = 0; i < robots->count; i++) {
		const struct rule *rule = &robots->rules[i];

		if (rule->ours != robots->named || rule->len < longest ||
		    !matches(rule, rp_buffer_view(&spelled)))
			continue;
		allowed = rule->allow || (rule->len == longest && allowed);
		longest = rule->len;
	}
	rp_buffer_dispose(&spelled);
	return allowed;
}

double rp_robots_delay(const struct rp_robots *robots)
{
	double delay = robots ? robots->delay[robots->named] : 0;

	return delay > 0 ? delay : 0;
}

size_t rp_robots_sitemaps(const struct rp_robots *robots)
{
	return robots ? robots->sitemap_count : 0;
}

struct rp_str rp_robots_sitemap(const struct rp_robots *robots, size_t i)
{
	return robots->sitemaps[i];
}
