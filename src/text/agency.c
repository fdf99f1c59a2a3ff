/* SPDX-License-Identifier: Apache-2.0 */
/*
 * agency.c - the names of agencies, and the credits that name them
 *
 * The tail of a text is read ("Reporting by … (Reuters)", "Copyright 2017 The
 * Associated Press"), names of authors and providers, and hosts; datelines are
 * read in dateline.c.
 */
#include "agency.h"

#include <string.h>
#include <strings.h>

#define TAIL_BYTES 900
/* A byline or the content of a <meta>. */
#define NAMED_BYTES 120

static const struct {
	const char *name; /* as credited */
	const char *id;
} agencies[] = {
    {"Thomson Reuters", "reuters"},
    {"Reuters", "reuters"},
    {"The Associated Press", "ap"},
    {"Associated Press", "ap"},
    {"AP", "ap"},
    {"Agence France-Presse", "afp"},
    {"AFP", "afp"},
    {"United Press International", "upi"},
    {"UPI", "upi"},
    {"Deutsche Presse-Agentur", "dpa"},
    {"dpa", "dpa"},
    {"DPA", "dpa"},
    {"EFE", "efe"},
    {"ANSA", "ansa"},
    {"Xinhua", "xinhua"},
    {"TASS", "tass"},
    {"ТАСС", "tass"},
    {"Interfax", "interfax"},
    {"Интерфакс", "interfax"},
    {"РИА Новости", "ria"},
    {"AA", "aa"},
    {"Anadolu", "aa"},
    {"CNN", "cnn"},
    {"CNN Business", "cnn"},
    {"KNA", "kna"},
    {"SID", "sid"},
    {"LUSA", "lusa"},
    {"Lusa", "lusa"},
    {"Adnkronos", "adnkronos"},
    {"Europa Press", "europapress"},
    {"EUROPA PRESS", "europapress"},
    {"Kyodo", "kyodo"},
    {"Yonhap", "yonhap"},
    {"PTI", "pti"},
    {"IANS", "ians"},
    {"ANI", "ani"},
    {"APA", "apa"},
    {"PA", "pa"},
    {"Press Association", "pa"},
    {"Bloomberg", "bloomberg"},
    {"Canadian Press", "cp"},
    {"The Canadian Press", "cp"},
    {"AAP", "aap"},
    {"Australian Associated Press", "aap"},
    {"Belga", "belga"},
    {"ANP", "anp"},
    {"StatePoint", "statepoint"},
    {"PRNewswire", "prnewswire"},
    {"PRNewswire-USNewswire", "prnewswire"},
    {"GLOBE NEWSWIRE", "globenewswire"},
    {"BUSINESS WIRE", "businesswire"},
};

#define AGENCIES (sizeof(agencies) / sizeof(agencies[0]))

const char *rp_agency_by_name(struct rp_str name)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (strlen(agencies[i].name) == name.len &&
		    memcmp(agencies[i].name, name.data, name.len) == 0)
			return agencies[i].id;
	return NULL;
}

const char *rp_agency_by_id(struct rp_str id)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (strlen(agencies[i].id) == id.len &&
		    memcmp(agencies[i].id, id.data, id.len) == 0)
			return agencies[i].id;
	return NULL;
}

static bool word_border(const char *at, const char *start, const char *end,
			size_t len)
{
	bool before = at == start || strchr(" (/\n,;\"'", at[-1]) != NULL;
	bool behind =
	    at + len == end || strchr(" .,;:)/\n\"'|", at[len]) != NULL;

	return before && behind;
}

static bool has_word(struct rp_str text, const char *word, size_t len)
{
	const char *end = text.data + text.len;
	const char *at = text.data;

	while ((at = memmem(at, (size_t)(end - at), word, len)) != NULL) {
		if (word_border(at, text.data, end, len))
			return true;
		at++;
	}
	return false;
}

/* The first agency of the table that the text names, as a whole word. Names of
 * up to three letters mean something else in prose, so they are asked for
 * separately. */
static const char *named(struct rp_str text, bool short_too)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++) {
		size_t len = strlen(agencies[i].name);

		if ((short_too || len > 3) &&
		    has_word(text, agencies[i].name, len))
			return agencies[i].id;
	}
	return NULL;
}

/* What a line that credits somebody has, found by its rarest letter: the one
 * at place. */
static const struct {
	const char *words;
	size_t place;
} signs[] = {
    {"Copyright", 0},	{"©", 1},	{"Reporting by", 0}, {"contributed", 6},
    {"inputs from", 2}, {"Source:", 0}, {"(Reporting", 1},   {"Quelle:", 0},
    {"Fuente:", 0},	{"Fonte:", 0},	{"Provided by", 0},
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

const char *rp_agency_tail(struct rp_str *evidence,
			   const struct rp_sieves *sieves, struct rp_str text)
{
	if (text.len > TAIL_BYTES) {
		text.data += text.len - TAIL_BYTES;
		text.len = TAIL_BYTES;
	}
	if (!sieves->sign(text))
		return NULL;
	while (text.len) {
		const char *end = memchr(text.data, '\n', text.len);
		size_t len = end ? (size_t)(end - text.data) : text.len;
		struct rp_str line = {text.data, len};
		const char *agency = has_sign(line) ? named(line, true) : NULL;

		if (agency) {
			*evidence = line;
			return agency;
		}
		text.data += end ? len + 1 : len;
		text.len -= end ? len + 1 : len;
	}
	return NULL;
}

const char *rp_agency_named(struct rp_str text)
{
	const char *agency;

	if (text.len == 0 || text.len > NAMED_BYTES)
		return NULL;
	/* Pennsylvania, behind a place. */
	if (text.len == 2 && memcmp(text.data, "PA", 2) == 0)
		return NULL;
	agency = rp_agency_by_name(text);
	if (!agency)
		agency = named(text, false);
	/* "AFP", "Staff and AP", but not "Harrisburg, PA". */
	if (!agency && text.len <= 40 && !memchr(text.data, ',', text.len))
		agency = named(text, true);
	return agency;
}

const char *rp_agency_host(const char *host)
{
	static const struct {
		const char *host;
		const char *id;
	} hosts[] = {
	    {"cnn.com", "cnn"},
	    {"aa.com.tr", "aa"},
	    {"ria.ru", "ria"},
	    {"kna.de", "kna"},
	    {"sid.de", "sid"},
	    {"lusa.pt", "lusa"},
	    {"adnkronos.com", "adnkronos"},
	    {"europapress.es", "europapress"},
	    {"reuters.com", "reuters"},
	    {"apnews.com", "ap"},
	    {"ap.org", "ap"},
	    {"afp.com", "afp"},
	    {"upi.com", "upi"},
	    {"dpa.com", "dpa"},
	    {"efe.com", "efe"},
	    {"ansa.it", "ansa"},
	    {"xinhuanet.com", "xinhua"},
	    {"news.cn", "xinhua"},
	    {"tass.com", "tass"},
	    {"tass.ru", "tass"},
	    {"interfax.com", "interfax"},
	    {"interfax.ru", "interfax"},
	    {"kyodonews.net", "kyodo"},
	    {"yna.co.kr", "yonhap"},
	    {"ptinews.com", "pti"},
	    {"aninews.in", "ani"},
	    {"bloomberg.com", "bloomberg"},
	    {"prnewswire.com", "prnewswire"},
	    {"globenewswire.com", "globenewswire"},
	    {"businesswire.com", "businesswire"},
	};
	size_t len = strlen(host);
	size_t i;

	for (i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		size_t n = strlen(hosts[i].host);

		if (len >= n && strcmp(host + len - n, hosts[i].host) == 0 &&
		    (len == n || host[len - n - 1] == '.'))
			return hosts[i].id;
	}
	return NULL;
}
