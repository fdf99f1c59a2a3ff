/* SPDX-License-Identifier: Apache-2.0 */
/*
 * classwords.c - class names as evidence
 *
 * A name such as "post-relatedLinks" is split at '-', '_' and changes of
 * case into words. A listed word counts only as the first or last word of a
 * name, two of some lists anywhere: "more-on-menu-prices" is a slug, not a
 * menu. Weak words count only in names of up to three words. The lists hold
 * words whose removal cost at most 2 % of true text on 1,393 labelled pages;
 * "widget", "hidden", "embed", "gallery", "skip" and "readmore" cost 24 to 91 %
 * and are left out. "paywall" alone is what search engines ask that the paid
 * text itself be called, and "subscriber content" is that text too;
 * "paywall-overlay" is an offer.
 */
#include "classwords.h"

#include "ascii.h"

#include <stddef.h>
#include <string.h>

#define MAX_WORDS   12
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

struct words {
	const char *at[MAX_WORDS];
	size_t len[MAX_WORDS];
	size_t count;
	uint32_t letters; /* a bit for each that one begins with */
};

static uint32_t letter_bit(char letter)
{
	return UINT32_C(1) << (letter & 31);
}

/* clang-format off */
static const char *const strong[] = {
	"comment", "comments", "footer", "menu", "nav", "navbar", "subnav",
	"sidebar", "recirc", "authorbox", "modal", "popup", "popular",
	"trending", "dropdown", "signup", "share", "sharing", "sharedaddy",
	"byline", "tags", "pagination", "login", "promo", "slider", "disqus",
	"outbrain", "taboola", "social", "addthis", "toolbar", "utility", "flyout", "masthead",
	"consent", "gdpr", "paywall", "tagcloud", "prevnext", "toc",
	"caption", "captions", "credit", "rollover", "tooltip", "tooltiptext", "popover",
	"subtitle", "subheadline", "standfirst", "dek", "kicker",
};

static const char *const weak[] = {
    "author", "most", "date", "latest", "next",	     "sr",     "bio",
    "ad",     "ads",  "tag",  "rail",	"timestamp", "credit", "teaser",
};
/* clang-format on */

static bool boundary(char before, char c)
{
	bool upper = c >= 'A' && c <= 'Z';
	bool lower_before = (before >= 'a' && before <= 'z') ||
			    (before >= '0' && before <= '9');

	return upper && lower_before;
}

static void split(struct words *words, const char *name, size_t len)
{
	size_t start = 0;
	size_t i;

	words->count = 0;
	words->letters = 0;
	for (i = 0; i <= len; i++) {
		bool cut = i == len || name[i] == '-' || name[i] == '_' ||
			   (i > start && boundary(name[i - 1], name[i]));

		if (!cut)
			continue;
		if (i > start && words->count < MAX_WORDS) {
			words->at[words->count] = name + start;
			words->letters |= letter_bit(name[start]);
			words->len[words->count++] = i - start;
		}
		start = i;
		if (i < len && (name[i] == '-' || name[i] == '_'))
			start++;
	}
}

static bool is_word(const struct words *words, size_t index, const char *word)
{
	return (words->at[index][0] | 0x20) == *word &&
	       strlen(word) == words->len[index] &&
	       rp_ascii_compare_some(words->at[index], word,
				     words->len[index]) == 0;
}

static bool has(const struct words *words, const char *word)
{
	size_t i;

	if (!(words->letters & letter_bit(*word)))
		return false;
	for (i = 0; i < words->count; i++)
		if (is_word(words, i, word))
			return true;
	return false;
}

static bool listed(const struct words *words, size_t index,
		   const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (is_word(words, index, list[i]))
			return true;
	return false;
}

static bool has_any(const struct words *words, const char *const *list,
		    size_t count)
{
	size_t i;

	for (i = 0; i < words->count; i++)
		if (listed(words, i, list, count))
			return true;
	return false;
}

/* Beginnings of compounds written as one word ("relatedpoststitle"). */
static bool compound(const struct words *words, size_t index)
{
	static const char *const stems[] = {
	    "related",	 "newsletter", "breadcrumb", "advert",	   "sponsor",
	    "recommend", "subscri",    "copyright",  "navigation", "cookie"};
	size_t i;

	for (i = 0; i < sizeof(stems) / sizeof(stems[0]); i++) {
		size_t len;

		if ((words->at[index][0] | 0x20) != *stems[i])
			continue;
		len = strlen(stems[i]);
		if (words->len[index] >= len &&
		    rp_ascii_compare_some(words->at[index], stems[i], len) == 0)
			return true;
	}
	return false;
}

static bool body_name(const struct words *words)
{
	static const char *const subjects[] = {"article", "story", "entry",
					       "post",	  "news",  "asset"};
	static const char *const parts[] = {"body", "content", "text", "copy"};
	size_t i;
	size_t j;

	for (i = 0; i + 1 < words->count; i++) {
		if (!listed(words, i, subjects, COUNT(subjects)))
			continue;
		for (j = i + 1; j < words->count; j++)
			if (listed(words, j, parts, COUNT(parts)))
				return true;
	}
	return words->count == 1 && (is_word(words, 0, "articlebody") ||
				     is_word(words, 0, "storybody") ||
				     is_word(words, 0, "storytext") ||
				     is_word(words, 0, "articletext") ||
				     is_word(words, 0, "articlecontent"));
}

/* What subscribers are given, or others see of it: "subscriber-content",
 * "subscribers-only", "subscriber-preview". */
static bool paid_name(const struct words *words)
{
	static const char *const whose[] = {"subscriber", "subscribers",
					    "subscription"};
	static const char *const what[] = {
	    "content", "only", "preview", "premium", "article", "body", "text"};

	if (words->count == 1)
		return is_word(words, 0, "paywall");
	if (words->count == 2 && is_word(words, 0, "paywall"))
		return listed(words, 1, what, COUNT(what)) &&
		       !is_word(words, 1, "only");
	return words->count == 2 && listed(words, 0, whose, COUNT(whose)) &&
	       listed(words, 1, what, COUNT(what));
}

/* What an element has or has not, in a word before what it is: "has-sidebar",
 * "no-comments". */
static const char *const has_some[] = {
    "has",  "have", "with", "without", "avec", "no",  "not",
    "sans", "ohne", "sin",  "geen",    "uten", "utan"};

/* "has-sidebar"; a name of furniture behind it wins, as in
 * "with-comments-form".
 */
static bool describes(const struct words *words)
{
	return words->count == 2 && listed(words, 0, has_some, COUNT(has_some));
}

/* Names that blogs make of a post's tags and sections, and its author. */
static bool of_post(const struct words *words)
{
	static const char *const prefixes[] = {"tag",	 "category", "cat",
					       "author", "format",   "post"};

	return words->count > 1 && listed(words, 0, prefixes, COUNT(prefixes));
}

/* Buttons to share, wherever a name says so: "inline-share-tools". */
static bool is_tools(const struct words *words)
{
	static const char *const whose[] = {"share", "sharing", "social"};
	static const char *const what[] = {"tools", "buttons", "links",	 "bar",
					   "icons", "widget",  "toolbar"};

	return has_any(words, whose, COUNT(whose)) &&
	       has_any(words, what, COUNT(what));
}

/* A box about who wrote it: "mvp-author-box-wrap". */
static bool is_about_author(const struct words *words)
{
	static const char *const what[] = {"box", "bio", "biography"};

	return has(words, "author") && has_any(words, what, COUNT(what));
}

static bool furniture_name(const struct words *words)
{
	const size_t strong_count = sizeof(strong) / sizeof(strong[0]);
	const size_t weak_count = sizeof(weak) / sizeof(weak[0]);
	size_t last = words->count - 1;
	size_t first = 0;

	/* Prefixes of naming conventions say nothing. */
	if (words->count > 1 && words->len[0] == 1)
		first = 1;
	/* An embedded post of a social network is quoted in the report. */
	if (body_name(words) || paid_name(words) || describes(words) ||
	    (has(words, "embed") && has(words, "social")))
		return false;
	if (has(words, "video") &&
	    (has(words, "gallery") || has(words, "playlist") ||
	     has(words, "player")))
		return true;
	if (is_tools(words) || is_about_author(words))
		return true;
	if (listed(words, first, strong, strong_count) ||
	    listed(words, last, strong, strong_count) ||
	    compound(words, first) || compound(words, last))
		return true;
	return words->count <= 3 && (listed(words, first, weak, weak_count) ||
				     listed(words, last, weak, weak_count));
}

/* In German "kommentar" is an article of opinion; "avec-commentaires" and
 * "comments-open" say of an article that it has some. */
static bool comments_name(const struct words *words)
{
	static const char *const list[] = {
	    "kommentare", "commentaires", "comentarios", "commenti",
	    "reacties",	  "komentarze",	  "kommentarer", "kommentit",
	    "yorumlar",	  "otzyvy",	  "talkbacks",	 "diskuze"};
	static const char *const states[] = {
	    "open",	"closed",  "off",     "on",	  "enabled",
	    "disabled", "allowed", "count",   "loaded",	  "active",
	    "number",	"link",	   "visible", "collapsed"};
	static const char *const of_posts[] = {"category", "tag", "cat",
					       "section"};
	const size_t last = words->count - 1;
	bool named = has(words, "comments") || has(words, "commentlist") ||
		     has(words, "disqus") || has(words, "respond") ||
		     (has(words, "comment") && has(words, "list"));

	if (!named && !listed(words, 0, list, COUNT(list)) &&
	    (!listed(words, last, list, COUNT(list)) ||
	     listed(words, 0, of_posts, COUNT(of_posts))))
		return false;
	return !listed(words, 0, has_some, COUNT(has_some)) &&
	       !listed(words, last, states, COUNT(states));
}

/* Whether any name of a blank-separated list fits. */
static bool any(const char *names, bool (*fits)(const struct words *))
{
	while (names && *names) {
		size_t n = strcspn(names, " \t\r\n\f");
		struct words words;

		split(&words, names, n);
		if (words.count && fits(&words))
			return true;
		names += n;
		names += strspn(names, " \t\r\n\f");
	}
	return false;
}

/* At the beginning or the end of a name: "has-related-topics" is of the article
 * itself. */
static bool related_name(const struct words *words)
{
	static const char *const list[] = {
	    "related",	"recommended", "recommendations", "recirc",
	    "trending", "popular",     "latest"};
	const size_t count = sizeof(list) / sizeof(list[0]);

	return listed(words, 0, list, count) ||
	       listed(words, words->count - 1, list, count) ||
	       (words->count > 1 && is_word(words, 0, "top") &&
		is_word(words, 1, "stories"));
}

bool rp_classwords_related(const char *names)
{
	return any(names, related_name);
}

static bool scrambled_name(const struct words *words)
{
	static const char *const list[] = {"encrypted", "scrambled", "blurred",
					   "obfuscated"};

	return has_any(words, list, COUNT(list));
}

static bool more_name(const struct words *words)
{
	static const char *const list[] = {
	    "more",	"full",	    "rest",	 "tab",	   "tabs",  "expand",
	    "expanded", "collapse", "collapsed", "toggle", "panel", "premium"};

	return has_any(words, list, COUNT(list)) || paid_name(words);
}

bool rp_classwords_more(const char *names)
{
	return any(names, more_name);
}

bool rp_classwords_scrambled(const char *names)
{
	return any(names, scrambled_name);
}

static bool is_post(const struct words *words)
{
	return (words->count == 1 && is_word(words, 0, "hentry")) ||
	       (words->count == 2 && is_word(words, 0, "type") &&
		is_word(words, 1, "post")) ||
	       (words->count == 2 && is_word(words, 0, "status") &&
		is_word(words, 1, "publish"));
}

static bool furniture_of_post(const struct words *words)
{
	return !of_post(words) && furniture_name(words);
}

bool rp_classwords_furniture(const char *names)
{
	/* "post type-post tag-latest author-jane" is a post. */
	return any(names,
		   any(names, is_post) ? furniture_of_post : furniture_name);
}

bool rp_classwords_comments(const char *names)
{
	return any(names, comments_name);
}

bool rp_classwords_body(const char *names)
{
	return any(names, body_name);
}

static bool byline_name(const struct words *words)
{
	static const char *const bylines[] = {"author",	 "byline",  "writer",
					      "authors", "bylines", "autor"};
	const size_t count = sizeof(bylines) / sizeof(bylines[0]);

	return words->count <= 3 && !has(words, "comment") &&
	       (listed(words, 0, bylines, count) ||
		listed(words, words->count - 1, bylines, count));
}

static bool provider_name(const struct words *words)
{
	static const char *const providers[] = {"source", "provider", "agency",
						"syndication", "wire"};
	const size_t count = sizeof(providers) / sizeof(providers[0]);

	return words->count <= 3 &&
	       (listed(words, 0, providers, count) ||
		listed(words, words->count - 1, providers, count));
}

static bool affiliation_name(const struct words *words)
{
	static const char *const affiliations[] = {
	    "publication", "affiliation", "organization", "organisation",
	    "org",	   "source",	  "provider",	  "agency",
	    "title",	   "role",	  "position",	  "jobtitle",
	    "job",	   "bio",	  "desc",	  "description",
	    "date",	   "datetime",	  "time",	  "timestamp",
	    "twitter",	   "email",	  "location"};
	const size_t count = sizeof(affiliations) / sizeof(affiliations[0]);

	return words->count <= 4 &&
	       listed(words, words->count - 1, affiliations, count);
}

bool rp_classwords_affiliation(const char *names)
{
	return any(names, affiliation_name);
}

bool rp_classwords_byline(const char *names)
{
	return any(names, byline_name);
}

bool rp_classwords_provider(const char *names)
{
	return any(names, provider_name);
}

static bool picture_name(const struct words *words)
{
	return has(words, "caption") || has(words, "credit") ||
	       has(words, "photo") || has(words, "image") ||
	       has(words, "gallery");
}

bool rp_classwords_picture(const char *names)
{
	return any(names, picture_name);
}

static bool note_name(const struct words *words)
{
	static const char *const notes[] = {"tooltip", "rollover", "popover",
					    "date", "timestamp"};
	const size_t count = sizeof(notes) / sizeof(notes[0]);

	return listed(words, 0, notes, count) ||
	       listed(words, words->count - 1, notes, count);
}

bool rp_classwords_note(const char *names)
{
	return any(names, note_name);
}
