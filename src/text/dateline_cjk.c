/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dateline_cjk.c - see dateline_cjk.h
 *
 * Without blanks and capitals, what tells a dateline is its frame, so these
 * are told by that:
 *
 *   新华社北京3月5日电（记者王某）   agency, place, day, "by wire", who wrote
 * it （中央社記者陳某台北5日電）      the same in brackets 【ワシントン時事】
 * place and agency [東京 5日 ロイター] -            place, day and agency
 *   (서울=연합뉴스) 홍길동 기자 =    place and agency, who wrote it
 */
#include "dateline_cjk.h"

#include "agency.h"
#include "str.h"

#include <string.h>

/* Bytes between an agency and "by wire": places and a day. */
#define WIRE_BYTES 60
/* Bytes in brackets: places, a day, an agency, who wrote it. */
#define BRACKET_BYTES 120
/* Bytes of a name that ends other words, too: "共同", "時事". */
#define SHORT_NAME 6
/* Bytes of "홍길동 기자 =", for two who wrote. */
#define WRITER_BYTES 60

static size_t blanks_len(struct rp_str text)
{
	size_t len = 0;

	while (len < text.len) {
		if (text.data[len] == ' ')
			len++;
		else if (rp_str_begins(rp_str_behind(text, len),
				       "\xe3\x80\x80"))
			len += 3;
		else
			break;
	}
	return len;
}

/* ----- brackets ----- */

static const struct {
	const char *open;
	const char *close;
} brackets[] = {{"(", ")"},   {"（", "）"}, {"[", "]"},
		{"［", "］"}, {"【", "】"}, {"〔", "〕"}};

/* What stands in the brackets that a text begins with. The length of all,
 * brackets included; 0: it begins with none. */
static size_t in_brackets(struct rp_str *inside, struct rp_str text)
{
	size_t i;

	for (i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		size_t open = strlen(brackets[i].open);
		size_t close = strlen(brackets[i].close);
		struct rp_str rest;
		const char *end;

		if (!rp_str_begins(text, brackets[i].open))
			continue;
		rest = rp_str_behind(text, open);
		if (rest.len > BRACKET_BYTES)
			rest.len = BRACKET_BYTES;
		end = memmem(rest.data, rest.len, brackets[i].close, close);
		if (!end)
			return 0;
		*inside = (struct rp_str){rest.data, (size_t)(end - rest.data)};
		return open + inside->len + close;
	}
	return 0;
}

/* Whether a byte begins a character of these scripts: of three bytes, from
 * U+3000 on. */
static bool is_wide(struct rp_str text)
{
	return text.len >= 3 && (unsigned char)text.data[0] >= 0xe3 &&
	       (unsigned char)text.data[0] <= 0xed;
}

/* Whether what stands before a name of two characters is a place: of kana, or
 * one of the capitals that are written otherwise. */
static bool is_place(struct rp_str text)
{
	static const char *const places[] = {
	    "北京", "東京", "上海",   "香港", "台北", "平壌",
	    "大阪", "京都", "名古屋", "広島", "長崎", "那覇",
	    "札幌", "仙台", "福岡",   "広州", "瀋陽", "釜山"};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (rp_str_is(text, places[i]))
			return true;
	for (i = 0; i + 3 <= text.len; i += 3)
		if ((unsigned char)text.data[i] != 0xe3 ||
		    (unsigned char)text.data[i + 1] < 0x82 ||
		    (unsigned char)text.data[i + 1] > 0x83)
			return false;
	return i == text.len;
}

/* The agency that ends a text, with a place before it: "ワシントン時事",
 * "서울=연합뉴스", "東京 5日 ロイター"; Latin letters behind a blank or "=". */
static const char *agency_at_end(struct rp_str text)
{
	size_t at;

	for (at = 0; at < text.len; at++) {
		struct rp_str name = rp_str_behind(text, at);
		struct rp_str before = {text.data, at};
		bool parted = at > 0 && strchr(" =", text.data[at - 1]);
		const struct rp_agency *agency;

		if (((unsigned char)text.data[at] & 0xc0) == 0x80 ||
		    (!is_wide(name) && !parted))
			continue;
		agency = rp_agency_find(name);
		if (!agency || agency->kind == RP_AGENCY_DATED)
			continue;
		if (name.len > SHORT_NAME || parted ||
		    rp_str_ends(before, "＝") || is_place(before))
			return agency->id;
	}
	return NULL;
}

/* ----- by wire ----- */

/* A place and "5日", then "by wire" (电, 電) or "news" (讯, 訊): the length up
 * to its end; 0: it is none, as where a sentence goes on. */
static size_t wire_len(struct rp_str text)
{
	static const char *const signs[] = {"日电", "日電", "日讯", "日訊"};
	/* "5日电话采访", a report by telephone, goes on with no such thing. */
	static const char *const behind[] = {" ",  "\xe3\x80\x80", "(", "（",
					     "[",  "【",	   ":", "：",
					     "题", "題",	   "/"};
	size_t limit = text.len < WIRE_BYTES ? text.len : WIRE_BYTES;
	size_t at;
	size_t i;

	for (at = 0; at < limit; at++) {
		struct rp_str rest = rp_str_behind(text, at);

		if (rp_str_begins(rest, "。") || rp_str_begins(rest, "，") ||
		    rp_str_begins(rest, "记者") || rp_str_begins(rest, "記者"))
			return 0;
		for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
			if (rp_str_begins(rest, signs[i]))
				break;
		if (i == sizeof(signs) / sizeof(signs[0]))
			continue;
		at += strlen(signs[i]);
		rest = rp_str_behind(text, at);
		for (i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
			if (rp_str_begins(rest, behind[i]))
				return at;
		return rest.len ? 0 : at;
	}
	return 0;
}

/* Who a report by wire is of: bytes of "新华社" or of "本报", the paper itself;
 * 0: of nobody. */
static size_t sender_len(const char **agency, struct rp_str text)
{
	static const char *const own[] = {"本报", "本報", "本网", "本台"};
	const struct rp_agency *sender =
	    is_wide(text) ? rp_agency_at(text) : NULL;
	size_t i;

	/* Two characters begin other words: "共同富裕". */
	if (sender && sender->len > SHORT_NAME) {
		*agency = sender->id;
		return sender->len;
	}
	for (i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (rp_str_begins(text, own[i]))
			return strlen(own[i]);
	return 0;
}

/* "（记者王某、李某）" */
static size_t reporter_len(struct rp_str text)
{
	size_t blanks = blanks_len(text);
	struct rp_str inside;
	size_t len = in_brackets(&inside, rp_str_behind(text, blanks));

	return len && (memmem(inside.data, inside.len, "记者", 6) ||
		       memmem(inside.data, inside.len, "記者", 6))
		   ? blanks + len
		   : 0;
}

static size_t by_wire_len(const char **agency, struct rp_str line)
{
	const char *sent_by = NULL;
	size_t quoted = rp_str_begins(line, "据") ? strlen("据") : 0;
	size_t len = sender_len(&sent_by, rp_str_behind(line, quoted));
	size_t wire = len ? wire_len(rp_str_behind(line, quoted + len)) : 0;

	if (!wire)
		return 0;
	*agency = sent_by;
	len += quoted + wire;
	return len + reporter_len(rp_str_behind(line, len));
}

/* ----- in brackets ----- */

/* Whether what stands before "=" is nothing or names who wrote: a reporter or
 * correspondent. */
static bool is_writer(struct rp_str text)
{
	return blanks_len(text) == text.len ||
	       memmem(text.data, text.len, "기자", strlen("기자")) ||
	       memmem(text.data, text.len, "특파원", strlen("특파원"));
}

/* "홍길동 기자 = ", "= ", "－", " - ": what stands between the brackets and the
 * report. */
static size_t writer_len(struct rp_str text)
{
	static const char *const marks[] = {"- ", "－", "＝", "– ", "— "};
	size_t blanks = blanks_len(text);
	size_t limit = text.len < WRITER_BYTES ? text.len : WRITER_BYTES;
	const char *equals = memchr(text.data, '=', limit);
	size_t len = equals ? (size_t)(equals - text.data) : 0;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (rp_str_begins(rp_str_behind(text, blanks), marks[i]))
			return blanks + strlen(marks[i]);
	return equals && is_writer((struct rp_str){text.data, len}) ? len + 1
								    : 0;
}

/* Whether a text has a character of these scripts, and no word for a picture:
 * "[사진=연합뉴스]" credits that. */
static bool may_lead(struct rp_str text)
{
	static const char *const pictures[] = {"사진", "자료", "제공", "그래픽",
					       "포토", "영상", "写真", "画像",
					       "提供", "照片", "图",   "圖"};
	bool wide = false;
	size_t i;

	for (i = 0; i < text.len; i++)
		wide |= is_wide(rp_str_behind(text, i));
	for (i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		if (memmem(text.data, text.len, pictures[i],
			   strlen(pictures[i])))
			return false;
	return wide;
}

static size_t bracketed_len(const char **agency, struct rp_str line)
{
	struct rp_str inside;
	const char *found = NULL;
	size_t len = in_brackets(&inside, line);

	if (!len || !may_lead(inside))
		return 0;
	if (rp_str_ends(inside, "电") || rp_str_ends(inside, "電"))
		sender_len(&found, inside);
	else
		found = agency_at_end(inside);
	if (!found)
		return 0;
	*agency = found;
	return len + writer_len(rp_str_behind(line, len));
}

size_t rp_dateline_cjk_len(const char **agency, struct rp_str line)
{
	size_t blanks = blanks_len(line);
	size_t len = bracketed_len(agency, rp_str_behind(line, blanks));

	if (!len)
		len = by_wire_len(agency, rp_str_behind(line, blanks));
	if (!len)
		return 0;
	len += blanks;
	return len + blanks_len(rp_str_behind(line, len));
}
