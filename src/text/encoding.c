/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding.c - which encoding a page is in, and its conversion
 *
 * Order of belief (after the WHATWG Encoding and HTML standards): byte order
 * mark; bytes that are valid UTF-8 with something beyond ASCII, whatever is
 * declared, since chance hardly makes them; the transport's label; <meta> in
 * the first 4,096 bytes (the standard asks for 1,024, pages are later);
 * windows-1252. Labels are widened as the standard widens them: what calls
 * itself ISO-8859-1 is read as windows-1252, gb2312 as gb18030 and so on.
 */
#include "encoding.h"

#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#define PRESCAN 4096

/* Labels of the Encoding standard that stand for a wider encoding. */
static const struct {
	const char *label;
	const char *encoding;
} wider[] = {
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"x-gbk", "gb18030"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"sjis", "cp932"},
    {"x-sjis", "cp932"},
    {"windows-31j", "cp932"},
    {"euc-kr", "cp949"},
    {"ks_c_5601-1987", "cp949"},
    {"ksc5601", "cp949"},
    {"big5", "big5-hkscs"},
    {"x-euc-jp", "euc-jp"},
    {"x-cp1252", "windows-1252"},
    {"utf8", "utf-8"},
    {"x-mac-roman", "macintosh"},
};

static bool trimmed_label(char *label, size_t size, const char *from,
			  size_t len)
{
	size_t n = 0;

	while (len && (*from == ' ' || *from == '"' || *from == '\'')) {
		from++;
		len--;
	}
	while (n < len && n + 1 < size &&
	       strchr(" \"';/>,\t\r\n", from[n]) == NULL) {
		label[n] = from[n];
		n++;
	}
	label[n] = '\0';
	return n > 0;
}

/* The charset label in the first bytes of a page; false if there is none. */
static bool prescan(char *label, size_t size, const char *bytes, size_t len)
{
	const char *at = bytes;
	const char *end = bytes + (len < PRESCAN ? len : PRESCAN);

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		const char *close;
		const char *found;

		if (end - at < 12)
			return false;
		if (strncasecmp(at, "<meta", 5) != 0 &&
		    strncasecmp(at, "<?xml", 5) != 0) {
			at++;
			continue;
		}
		close = memchr(at, '>', (size_t)(end - at));
		if (!close)
			return false;
		for (found = at + 5; found + 8 < close; found++) {
			bool meta = strncasecmp(found, "charset", 7) == 0;
			bool xml = strncasecmp(found, "encoding", 8) == 0;
			const char *sign;

			if (!meta && !xml)
				continue;
			sign = memchr(found, '=', (size_t)(close - found));
			if (sign && sign - found < 12 &&
			    trimmed_label(label, size, sign + 1,
					  (size_t)(close - sign - 1)))
				return true;
		}
		at = close;
	}
	return false;
}

static const char *widen(const char *label)
{
	size_t i;

	for (i = 0; i < sizeof(wider) / sizeof(wider[0]); i++)
		if (strcasecmp(label, wider[i].label) == 0)
			return wider[i].encoding;
	return label;
}

/* What a converter held back to see whether the next character joins it. */
static size_t held_back(iconv_t cd, char *bytes, size_t size)
{
	size_t room = size;

	iconv(cd, NULL, NULL, &bytes, &room);
	return size - room;
}

/* Convert through iconv; false if it does not know the encoding. */
static bool convert(struct rp_buffer *out, size_t *replaced,
		    const char *encoding, const char *bytes, size_t len)
{
	iconv_t cd = iconv_open("UTF-8", encoding);
	char *from = (char *)(uintptr_t)bytes; /* iconv does not write it */
	size_t left = len;
	char held[64];

	if (cd == (iconv_t)-1)
		return false;
	while (left > 0) {
		char piece[4096];
		char *to = piece;
		size_t room = sizeof(piece);
		size_t done = iconv(cd, &from, &left, &to, &room);

		rp_buffer_append(out, piece, sizeof(piece) - room);
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		rp_buffer_puts(out, "\xef\xbf\xbd");
		(*replaced)++;
		if (left > 0) {
			from++;
			left--;
		}
	}
	rp_buffer_append(out, held, held_back(cd, held, sizeof(held)));
	iconv_close(cd);
	return true;
}

/* The encoding that a byte order mark names, and its length. */
static const char *byte_order_mark(size_t *skip, const char *bytes, size_t len)
{
	*skip = 0;
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		*skip = 3;
		return "utf-8";
	}
	if (len >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0) {
		*skip = 2;
		return "utf-16le";
	}
	if (len >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0) {
		*skip = 2;
		return "utf-16be";
	}
	return NULL;
}

int rp_encoding_decode(struct rp_str *text, size_t *replaced,
		       struct rp_buffer *scratch, const char *bytes, size_t len,
		       const char *charset, bool html)
{
	size_t skip;
	const char *encoding = byte_order_mark(&skip, bytes, len);
	char label[64];
	size_t valid;

	*replaced = 0;
	bytes += skip;
	len -= skip;
	rp_buffer_clear(scratch);
	valid = encoding && strcmp(encoding, "utf-8") != 0
		    ? 0
		    : rp_utf8_valid_len(bytes, len);
	if (valid == len) {
		*text = (struct rp_str){bytes, len};
		return RP_OK;
	}
	if (!encoding && charset &&
	    trimmed_label(label, sizeof(label), charset, strlen(charset)))
		encoding = label;
	if (!encoding && html && prescan(label, sizeof(label), bytes, len))
		encoding =
		    strncasecmp(label, "utf-16", 6) == 0 ? "utf-8" : label;
	if (!encoding)
		encoding = "windows-1252";
	encoding = widen(encoding);
	if (strcasecmp(encoding, "utf-8") == 0)
		*replaced = rp_utf8_repair(scratch, bytes, len);
	else if (!convert(scratch, replaced, encoding, bytes, len))
		convert(scratch, replaced, "windows-1252", bytes, len);
	*text = rp_buffer_view(scratch);
	return rp_buffer_status(scratch);
}
