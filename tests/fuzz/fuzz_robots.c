/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a robots.txt: the first line is a path that is asked for. What
 * is allowed does not change when a comment ends the file, and what disallows
 * everything at its end, and has allowed nothing before, disallows it. */
#include "fuzz.h"
#include "robots.h"

#include <stdlib.h>
#include <string.h>

static bool allows(struct rp_str text, const char *path)
{
	struct rp_robots *robots;
	bool allowed;
	size_t i;

	if (rp_robots_read(&robots, text, "reprint") != RP_OK)
		abort();
	allowed = rp_robots_allows(robots, path);
	if (!(rp_robots_delay(robots) >= 0))
		abort();
	for (i = 0; i < rp_robots_sitemaps(robots); i++)
		if (rp_robots_sitemap(robots, i).len == 0)
			abort();
	rp_robots_free(robots);
	return allowed;
}

/* Whether a text has the letters of a rule that allows, or a zero, behind which
 * strcasestr sees nothing. */
static bool may_allow(const char *text, size_t len)
{
	const char *at = text;

	if (strlen(text) < len)
		return true;
	while ((at = strcasestr(at, "allow")) != NULL) {
		if (at - text < 3 || strncasecmp(at - 3, "dis", 3) != 0)
			return true;
		at++;
	}
	return false;
}

/* The rules followed by some that disallow everything. */
static void check_disallowed(struct rp_str rules, const char *path)
{
	static const char all[] =
	    "\nUser-agent: *\nUser-agent: reprint\nDisallow: /";
	char *text = malloc(rules.len + sizeof(all));

	if (!text)
		abort();
	memcpy(text, rules.data, rules.len);
	text[rules.len] = '\0';
	if (path[0] == '/' && strcmp(path, "/robots.txt") != 0 &&
	    !may_allow(text, rules.len)) {
		memcpy(text + rules.len, all, sizeof(all));
		if (allows((struct rp_str){text, rules.len + sizeof(all) - 1},
			   path))
			abort();
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char comment[] = "\n# the end";
	char *text = malloc(len + sizeof(comment) + 1);
	char *path = text;
	size_t line;

	if (!text)
		abort();
	memcpy(text, bytes, len);
	memcpy(text + len, comment, sizeof(comment));
	line = strcspn(path, "\n");
	path[line] = '\0';
	if (line < len) {
		struct rp_str rules = {text + line + 1, len - line - 1};
		struct rp_str commented = {rules.data,
					   rules.len + sizeof(comment) - 1};

		if (allows(rules, path) != allows(commented, path))
			abort();
		check_disallowed(rules, path);
	}
	free(text);
	return 0;
}
