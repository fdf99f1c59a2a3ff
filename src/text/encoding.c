/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding.c - which encoding a page is in, and its conversion
 *
 * Order of belief, after the WHATWG Encoding and HTML standards: byte order
 * mark (or zeros in every other byte, where one is missing), the transport's
 * label, <meta> in the first 64 KiB (the standard
 * asks for 1,024 bytes, pages are later), valid UTF-8, detection by uchardet,
 * windows-1252. Two departures: bytes beyond ASCII that are valid UTF-8 are
 * UTF-8 whatever is declared, since chance hardly makes them and pages that
 * say otherwise are met; and most of which are not are not, whatever is
 * declared, for servers say UTF-8 of all they have. Labels are widened as the
 * standard widens them: what calls itself ISO-8859-1 is read as windows-1252,
 * gb2312 as gb18030 and so on.
 */
#include "encoding.h"

#include "ascii.h"
#include "charset.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Bytes in which a declaration is looked for: browsers go on behind the first
 * kilobyte too, which some heads fill with scripts. */
#define PRESCAN 65536
/* Detection looks at so many bytes, and needs so many beyond ASCII: fewer say
 * too little, and Latin letters are likeliest. */
#define DETECT_BYTES ((size_t)256 << 10)
#define DETECT_LEAST 16
/* Of the bytes that are no UTF-8 one in so many may be wrong in another
 * encoding, if a page is to be taken for that against its word. */
#define PAIRS_WRONG 50

/* Labels of the Encoding standard that stand for a wider encoding. */
static const struct {
	const char *label;
	const char *encoding;
} wider[] = {
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ansi_x3.4-1968", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso_8859-1:1987", "windows-1252"},
    {"iso-ir-100", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp819", "windows-1252"},
    {"ibm819", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"ansi", "windows-1252"},
    {"latin2", "iso-8859-2"},
    {"iso8859-2", "iso-8859-2"},
    {"x-cp1250", "windows-1250"},
    {"x-cp1251", "windows-1251"},
    {"win-1251", "windows-1251"},
    {"x-cp1253", "windows-1253"},
    {"x-cp1254", "windows-1254"},
    {"x-cp1255", "windows-1255"},
    {"x-cp1256", "windows-1256"},
    {"x-cp1257", "windows-1257"},
    {"x-cp1258", "windows-1258"},
    {"iso-8859-9", "windows-1254"},
    {"iso8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"visual", "iso-8859-8"},
    {"logical", "iso-8859-8"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"dos-874", "windows-874"},
    {"koi", "koi8-r"},
    {"koi8", "koi8-r"},
    {"koi8_r", "koi8-r"},
    {"koi8-ru", "koi8-u"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gb_2312", "gb18030"},
    {"csgb2312", "gb18030"},
    {"chinese", "gb18030"},
    {"x-gbk", "gb18030"},
    {"cp936", "gb18030"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"sjis", "cp932"},
    {"x-sjis", "cp932"},
    {"ms_kanji", "cp932"},
    {"ms932", "cp932"},
    {"csshiftjis", "cp932"},
    {"windows-31j", "cp932"},
    {"euc-kr", "cp949"},
    {"ks_c_5601-1987", "cp949"},
    {"ks_c_5601-1989", "cp949"},
    {"ksc5601", "cp949"},
    {"ksc_5601", "cp949"},
    {"korean", "cp949"},
    {"uhc", "cp949"},
    {"windows-949", "cp949"},
    {"big5", "big5-hkscs"},
    {"cn-big5", "big5-hkscs"},
    {"x-x-big5", "big5-hkscs"},
    {"csbig5", "big5-hkscs"},
    {"x-euc-jp", "euc-jp"},
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"x-unicode20utf8", "utf-8"},
    {"unicode", "utf-16le"},
    {"utf-16", "utf-16le"},
    {"ucs-2", "utf-16le"},
    {"x-mac-roman", "macintosh"},
    {"mac", "macintosh"},
    {"x-mac-cyrillic", "mac-cyrillic"},
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

/* Move past a comment or a script that begins there; true: there was one. */
static bool pass_hidden(const char **at, const char *end)
{
	const char *close;
	size_t left = (size_t)(end - *at);

	if (memcmp(*at, "<!--", 4) == 0)
		close = memmem(*at + 4, left - 4, "-->", 3);
	else if (rp_ascii_compare_some(*at, "<script", 7) == 0)
		close = memmem(*at + 7, left - 7, "</", 2);
	else
		return false;
	*at = close ? close + 2 : end;
	return true;
}

/* The charset label in the head of a page; false if there is none. */
static bool prescan(char *label, size_t size, const char *bytes, size_t len)
{
	const char *at = bytes;
	const char *end;

	/* An empty page may come with no address at all: NULL. */
	if (len == 0)
		return false;
	end = bytes + (len < PRESCAN ? len : PRESCAN);
	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		const char *close;
		const char *found;

		if (end - at < 12 || rp_ascii_compare_some(at, "<body", 5) == 0)
			return false;
		if (pass_hidden(&at, end))
			continue;
		if (rp_ascii_compare_some(at, "<meta", 5) != 0 &&
		    rp_ascii_compare_some(at, "<?xml", 5) != 0) {
			at++;
			continue;
		}
		close = memchr(at, '>', (size_t)(end - at));
		if (!close)
			return false;
		for (found = at + 5; found + 8 < close; found++) {
			bool meta =
			    rp_ascii_compare_some(found, "charset", 7) == 0;
			bool xml =
			    rp_ascii_compare_some(found, "encoding", 8) == 0;
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

	if (strcmp(label, "utf-8") == 0)
		return label;
	for (i = 0; i < sizeof(wider) / sizeof(wider[0]); i++)
		if (rp_ascii_compare(label, wider[i].label) == 0)
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

/* Bytes of the least that a character takes. */
static size_t unit_of(const char *encoding)
{
	if (rp_ascii_compare_some(encoding, "utf-16", 6) == 0)
		return 2;
	return rp_ascii_compare_some(encoding, "utf-32", 6) == 0 ? 4 : 1;
}

/* A converter from an encoding. RP_OK; RP_EINVAL: there is none; RP_ENOMEM:
 * memory or descriptors are short. */
static int open_converter(iconv_t *out, const char *encoding)
{
	*out = iconv_open("UTF-8", encoding);
	if (*out != (iconv_t)-1)
		return RP_OK;
	return errno == EINVAL ? RP_EINVAL : RP_ENOMEM;
}

/* Convert through iconv. */
static int convert(struct rp_buffer *out, size_t *replaced,
		   const char *encoding, const char *bytes, size_t len)
{
	iconv_t cd;
	char *from = (char *)(uintptr_t)bytes; /* iconv does not write it */
	size_t left = len;
	size_t unit = unit_of(encoding);
	char held[64];
	int status = open_converter(&cd, encoding);

	if (status != RP_OK)
		return status;
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
			size_t skipped = left < unit ? left : unit;

			from += skipped;
			left -= skipped;
		}
	}
	rp_buffer_append(out, held, held_back(cd, held, sizeof(held)));
	iconv_close(cd);
	return rp_buffer_status(out);
}

/* What the bytes look like; empty if that is not known, or UTF-8. */
static int detect(char *label, size_t size, const char *bytes, size_t len)
{
	size_t beyond = 0;
	size_t i;
	int status;

	if (len > DETECT_BYTES)
		len = DETECT_BYTES;
	for (i = 0; i < len; i++)
		beyond += (unsigned char)bytes[i] >= 0x80;
	label[0] = '\0';
	if (beyond < DETECT_LEAST)
		return RP_OK;
	status = rp_charset_detect(label, size, bytes, len);
	if (rp_ascii_compare(label, "utf-8") == 0)
		label[0] = '\0';
	return status;
}

/* Whether the bytes, which are valid UTF-8, may be of this encoding all the
 * same: ISO-2022-JP and UTF-16 hide in valid ASCII, the latter mostly among
 * zeros. What has other bytes is UTF-8, unless the latter has zeros. */
static bool may_hide(const char *encoding, const char *bytes, size_t len)
{
	bool seven = rp_ascii_compare_some(encoding, "iso-2022", 8) == 0;
	size_t i = 0;

	if (!seven && rp_ascii_compare_some(encoding, "utf-16", 6) != 0)
		return false;
	while (i < len && (unsigned char)bytes[i] < 0x80)
		i++;
	return i == len || (!seven && memchr(bytes, '\0', len) != NULL);
}

/* Whether a converter leaves ASCII as it is. Those of EBCDIC and UTF-7 do not,
 * which no page is in, whatever it declares. */
static bool keeps_ascii(iconv_t cd)
{
	static const char probe[] = "<p a=\"b\">+AGE- 09 z</p>";
	char copy[sizeof(probe)];
	char got[sizeof(probe) * 4];
	char *from = copy;
	char *to = got;
	size_t left = sizeof(probe) - 1;
	size_t room = sizeof(got);

	memcpy(copy, probe, sizeof(probe));
	return iconv(cd, &from, &left, &to, &room) != (size_t)-1 &&
	       (size_t)(to - got) == sizeof(probe) - 1 &&
	       memcmp(got, probe, sizeof(probe) - 1) == 0;
}

/* A converter leaves out signs that are in no name of its: "?" is none, and
 * stands for the encoding of the locale. */
static bool is_name(const char *encoding)
{
	size_t i;

	for (i = 0; encoding[i]; i++)
		if (!rp_ascii_is_alnum(encoding[i]) &&
		    !strchr("._:+-", encoding[i]))
			return false;
	return rp_ascii_is_alnum(encoding[0]);
}

/* RP_OK: it can be converted from. RP_EINVAL, RP_ENOMEM. */
static int known(const char *encoding)
{
	iconv_t cd;
	int status;

	if (rp_ascii_compare(encoding, "utf-8") == 0)
		return RP_OK;
	if (!is_name(encoding))
		return RP_EINVAL;
	status = open_converter(&cd, encoding);
	if (status != RP_OK)
		return status;
	if (unit_of(encoding) == 1 && !keeps_ascii(cd))
		status = RP_EINVAL;
	iconv_close(cd);
	return status;
}

/* What of some bytes is beyond ASCII. */
struct beyond {
	size_t good; /* characters of UTF-8 */
	size_t bad;  /* bytes that are of none */
	size_t runs; /* of these, behind one another */
	size_t cut;  /* of the bytes those that begin one of U+0080 to U+00FF,
			"\xc3": as letters of windows-1252 these are rare */
};

static struct beyond count_beyond(const char *bytes, size_t len)
{
	struct beyond beyond = {0};
	bool broken = false; /* the character before */
	size_t at = 0;

	while (at < len) {
		unsigned char c = (unsigned char)bytes[at];
		size_t used = 1;
		bool here = false;

		if (c >= 0x80) {
			uint32_t code =
			    rp_utf8_decode(&used, bytes + at, len - at);

			here = rp_utf8_is_replaced(code, used, bytes + at);
			beyond.good += !here;
			beyond.bad += here ? used : 0;
			beyond.runs += here && !broken;
			beyond.cut += here && (c == 0xc2 || c == 0xc3);
		}
		broken = here;
		at += used;
	}
	return beyond;
}

/* Whether bytes look like an encoding of East Asia, and can be read as such but
 * for one in so many of those that are no UTF-8. In these a pair of bytes is
 * often a character of UTF-8 by chance. RP_ENOMEM. */
static int is_of_pairs(bool *out, const char *bytes, size_t len, size_t bad)
{
	static const char *const names[] = {"euc-", "gb",    "big5",
					    "uhc",  "shift", "cp932"};
	struct rp_buffer read;
	char label[64];
	size_t replaced = 0;
	size_t i = 0;
	int status = detect(label, sizeof(label), bytes, len);

	*out = false;
	while (i < sizeof(names) / sizeof(names[0]) &&
	       rp_ascii_compare_some(label, names[i], strlen(names[i])) != 0)
		i++;
	if (status != RP_OK || i == sizeof(names) / sizeof(names[0]))
		return status;
	rp_buffer_init(&read);
	status = convert(&read, &replaced, label, bytes, len);
	rp_buffer_dispose(&read);
	*out = status == RP_OK && replaced * PAIRS_WRONG <= bad;
	return status == RP_EINVAL ? RP_OK : status;
}

/* Whether bytes that are said to be UTF-8, and are not all, are so for the most
 * part: of the characters beyond ASCII as many are well-formed as runs are not,
 * at least. What a converter before put in place of others is well-formed.
 * RP_EINVAL: they are not. RP_ENOMEM. */
static int mostly_utf8(const char *bytes, size_t len)
{
	struct beyond beyond = count_beyond(bytes, len);
	bool pairs = false;
	int status = RP_OK;

	if (beyond.good < beyond.runs)
		return RP_EINVAL;
	if (beyond.bad > beyond.good)
		status = is_of_pairs(&pairs, bytes, len, beyond.bad);
	return status == RP_OK && pairs ? RP_EINVAL : status;
}

bool rp_encoding_is_utf8(const char *bytes, size_t len)
{
	struct beyond beyond;

	if (rp_utf8_valid_len(bytes, len) == len)
		return true;
	beyond = count_beyond(bytes, len);
	return beyond.bad <= beyond.good || beyond.bad == beyond.cut;
}

/* Take the encoding for the bytes if it can be converted from: RP_OK.
 * RP_EINVAL, RP_ENOMEM. */
static int choose(struct rp_decoded *out, const char *label, const char *source)
{
	const char *encoding = widen(label);
	size_t i;
	int status;

	if (strlen(encoding) >= sizeof(out->encoding))
		return RP_EINVAL;
	status = known(encoding);
	if (status != RP_OK)
		return status;
	for (i = 0; encoding[i]; i++)
		out->encoding[i] = encoding[i] >= 'A' && encoding[i] <= 'Z'
				       ? (char)(encoding[i] | 0x20)
				       : encoding[i];
	out->encoding[i] = '\0';
	out->source = source;
	return RP_OK;
}

/* Take the encoding that somebody declares for the bytes, of which valid ones,
 * from the start, are UTF-8; if the bytes do not belie it. */
static int believe(struct rp_decoded *out, const char *label,
		   const char *source, const char *bytes, size_t len,
		   size_t valid)
{
	int status = choose(out, label, source);

	if (status != RP_OK)
		return status;
	if (valid == len)
		return may_hide(out->encoding, bytes, len) ? RP_OK : RP_EINVAL;
	return strcmp(out->encoding, "utf-8") != 0 ? RP_OK
						   : mostly_utf8(bytes, len);
}

/* The declared encoding, or else what the bytes look like. */
static int find_encoding(struct rp_decoded *out, const char *bytes, size_t len,
			 size_t valid, const char *charset, bool html)
{
	char label[64];
	int status = RP_EINVAL;

	if (charset &&
	    trimmed_label(label, sizeof(label), charset, strlen(charset)))
		status = believe(out, label, "transport", bytes, len, valid);
	if (status == RP_EINVAL && html &&
	    prescan(label, sizeof(label), bytes, len))
		/* What was read as ASCII to find it is not UTF-16. */
		status =
		    believe(out, unit_of(widen(label)) > 1 ? "utf-8" : label,
			    "meta", bytes, len, valid);
	if (status != RP_EINVAL)
		return status;
	if (valid == len)
		return choose(out, "utf-8", "utf-8");
	status = detect(label, sizeof(label), bytes, len);
	if (status == RP_OK)
		status = label[0] ? choose(out, label, "detected") : RP_EINVAL;
	return status == RP_EINVAL ? choose(out, "windows-1252", "default")
				   : status;
}

int rp_encoding_decode(struct rp_decoded *out, struct rp_buffer *scratch,
		       const char *bytes, size_t len, const char *charset,
		       bool html)
{
	size_t skip;
	size_t valid;
	const char *mark = rp_utf8_wider(&skip, bytes, len);
	const char *source = skip || !mark ? "bom" : "detected";
	int status;

	if (!mark) {
		skip = rp_utf8_mark(bytes, len);
		mark = skip ? "utf-8" : NULL;
	}
	memset(out, 0, sizeof(*out));
	if (skip) {
		bytes += skip;
		len -= skip;
	}
	valid = rp_utf8_valid_len(bytes, len);
	rp_buffer_clear(scratch);
	status = mark ? choose(out, mark, source) : RP_EINVAL;
	if (status == RP_EINVAL)
		status = find_encoding(out, bytes, len, valid, charset, html);
	if (status != RP_OK)
		return status;
	if (strcmp(out->encoding, "utf-8") != 0) {
		status =
		    convert(scratch, &out->replaced, out->encoding, bytes, len);
		out->text = rp_buffer_view(scratch);
		return status;
	}
	out->text = (struct rp_str){bytes, len};
	if (valid == len)
		return RP_OK;
	out->replaced = rp_utf8_repair(scratch, bytes, len);
	out->text = rp_buffer_view(scratch);
	return rp_buffer_status(scratch);
}
