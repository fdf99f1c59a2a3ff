/* SPDX-License-Identifier: Apache-2.0 */
/*
 * agency.c - datelines and agency credits
 *
 * A dateline is place, perhaps day, agency in brackets, dash. Every outlet
 * rewrites it, so it must not be hashed with the report; and it is the most
 * frequent evidence of origin (12 of 20 credited pages of a labelled set
 * have it and nothing else). The tail of the text is read too ("Reporting by
 * … (Reuters)", "Copyright 2017 The Associated Press").
 */
#include "agency.h"

#include <string.h>
#include <strings.h>

#define DATELINE_BYTES 160
#define TAIL_BYTES     400
/* Lines up to this length before the dateline are headings and bylines. */
#define HEAD_LINES 6

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
    {"Interfax", "interfax"},
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

/* The agency that the name is, exactly. */
static const char *by_name(struct rp_str name)
{
	size_t i;

	for (i = 0; i < AGENCIES; i++)
		if (strlen(agencies[i].name) == name.len &&
		    memcmp(agencies[i].name, name.data, name.len) == 0)
			return agencies[i].id;
	return NULL;
}

/* Length of the dash at text, blanks before it included; 0 if none. */
static size_t dash_len(struct rp_str text)
{
	static const char *const dashes[] = {
	    "--", "-", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95", ":"};
	size_t blank = 0;
	size_t i;

	while (blank < text.len &&
	       (text.data[blank] == ' ' || text.data[blank] == '\n'))
		blank++;
	for (i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t len = strlen(dashes[i]);

		if (text.len - blank >= len &&
		    memcmp(text.data + blank, dashes[i], len) == 0)
			return blank + len;
	}
	return 0;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A full stop after a word in small letters and before a capital; "Feb. 3",
 * "Wis. (AP)" and "D.C. Tuesday" do not end a sentence. */
static bool sentence_ends(struct rp_str line, size_t i)
{
	return line.data[i] == '.' && i > 12 && i + 2 < line.len &&
	       line.data[i + 1] == ' ' && is_upper(line.data[i + 2]) &&
	       line.data[i - 1] >= 'a' && line.data[i - 1] <= 'z';
}

/* "(AP)" or "/PRNewswire/" followed by a dash within the line: the length of
 * the dateline, blanks behind the dash included. */
static size_t dateline_len(const char **agency, struct rp_str line)
{
	size_t limit = line.len < DATELINE_BYTES ? line.len : DATELINE_BYTES;
	size_t i;

	for (i = 0; i < limit; i++) {
		char open = line.data[i];
		char close = open == '(' ? ')' : '/';
		const char *end;
		const char *found;
		struct rp_str rest;
		size_t len;
		size_t dash;

		if (sentence_ends(line, i))
			return 0;
		if (open != '(' && open != '/')
			continue;
		end = memchr(line.data + i + 1, close, line.len - i - 1);
		if (!end)
			return 0;
		found = by_name((struct rp_str){
		    line.data + i + 1, (size_t)(end - line.data) - i - 1});
		len = (size_t)(end - line.data) + 1;
		rest = (struct rp_str){end + 1, line.len - len};
		dash = dash_len(rest);
		/* "(AP)" may stand at the very start without a dash. */
		if (!found || (!dash && i != 0 && open == '('))
			continue;
		*agency = found;
		len += dash;
		while (len < line.len && line.data[len] == ' ')
			len++;
		return len;
	}
	return 0;
}

/* An agency named in the tail behind a word of credit. */
static const char *tail_agency(struct rp_str text)
{
	static const char *const signs[] = {
	    "Copyright",   "\xc2\xa9", "Reporting by", "contributed",
	    "inputs from", "Source:",  "(Reporting",
	};
	struct rp_str tail = text;
	const char *sign = NULL;
	size_t i;

	if (tail.len > TAIL_BYTES) {
		tail.data += tail.len - TAIL_BYTES;
		tail.len = TAIL_BYTES;
	}
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]) && !sign; i++)
		sign = memmem(tail.data, tail.len, signs[i], strlen(signs[i]));
	if (!sign)
		return NULL;
	for (i = 0; i < AGENCIES; i++) {
		size_t len = strlen(agencies[i].name);
		const char *at =
		    memmem(tail.data, tail.len, agencies[i].name, len);
		const char *end = tail.data + tail.len;

		/* A whole word, and no word of two or three letters that
		 * means something else in small print. */
		if (at && (at == tail.data || at[-1] == ' ' || at[-1] == '(') &&
		    (at + len == end || strchr(" .,;)\n", at[len]) != NULL))
			return agencies[i].id;
	}
	return NULL;
}

struct rp_credit rp_agency_read(size_t *body, struct rp_str text)
{
	struct rp_credit credit = {NULL, {NULL, 0}};
	size_t at = 0;
	int lines;

	*body = 0;
	for (lines = 0; lines < HEAD_LINES && at < text.len; lines++) {
		const char *end = memchr(text.data + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.data) : text.len;
		struct rp_str line = {text.data + at, stop - at};
		size_t len = dateline_len(&credit.agency, line);

		if (len) {
			credit.dateline = (struct rp_str){text.data + at, len};
			*body = at + len;
			break;
		}
		at = stop + 1;
	}
	if (!credit.agency)
		credit.agency = tail_agency(text);
	return credit;
}
