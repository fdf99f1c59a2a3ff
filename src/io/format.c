/* SPDX-License-Identifier: Apache-2.0 */
/* format.c - see format.h. A WARC is a WARC whatever its name, and so are
 * records of JSON and pages that say what they are, since as one text they
 * would hide what they hold; a name that is known decides between the rest;
 * then the first bytes do. */
#include "format.h"

#include "ascii.h"
#include "csv_header.h"
#include "json_extent.h"
#include "utf8.h"

#include <string.h>

static const struct {
	const char *extension;
	enum rp_format format;
} extensions[] = {
    {".html", RP_FORMAT_HTML},	      {".htm", RP_FORMAT_HTML},
    {".xhtml", RP_FORMAT_HTML},	      {".shtml", RP_FORMAT_HTML},
    {".txt", RP_FORMAT_TEXT},	      {".text", RP_FORMAT_TEXT},
    {".jsonl", RP_FORMAT_JSON_LINES}, {".ndjson", RP_FORMAT_JSON_LINES},
    {".jl", RP_FORMAT_JSON_LINES},    {".csv", RP_FORMAT_CSV},
    {".tsv", RP_FORMAT_CSV},	      {".warc", RP_FORMAT_WARC},
    {".wet", RP_FORMAT_WARC},
};

static const struct {
	const char *magic;
	size_t len;
	const char *what;
} binaries[] = {
    {"%PDF-", 5, "a PDF file"},
    {"PK\x03\x04", 4, "a ZIP file (as XLSX, DOCX and WACZ are)"},
    {"\x89PNG", 4, "a PNG image"},
    {"\xff\xd8\xff", 3, "a JPEG image"},
    {"GIF8", 4, "a GIF image"},
    {"BZh", 3, "a bzip2 file"},
    {"\xfd"
     "7zXZ",
     5, "an xz file"},
    {"\x7f"
     "ELF",
     4, "a program"},
    {"PAR1", 4, "a Parquet file"},
    {"SQLite format 3", 15, "a SQLite file"},
    {"reprint 0.", 10, "a report of reprint"},
};

/* Text that is no article, as folders of saved pages have it. */
static const struct {
	const char *extension;
	const char *what;
} others[] = {
    {".css", "a stylesheet"},
    {".js", "a script"},
    {".mjs", "a script"},
    {".sql", "a dump of a database"},
    {".cdx", "an index of archives"},
    {".cdxj", "an index of archives"},
    {".rss", "a feed"},
    {".atom", "a feed"},
};

/* Text that holds many articles, or one in the bytes of another format: as one
 * article it would hide them. Each by a mark that it begins with, and another
 * behind that in what is looked at. */
static const struct {
	const char *begins;
	const char *has; /* NULL: nothing more */
	const char *what;
} holders[] = {
    {"filedesc://", NULL, "an ARC file (tools such as warcio make WARC of it)"},
    {" CDX ", NULL, "an index of archives"},
    {"From ", "\nMessage-ID:", "a mailbox"},
    {"From ", "\nMessage-Id:", "a mailbox"},
    {"MIME-Version:", "multipart/related",
     "a page saved with its parts (MHTML)"},
    {"From: <Saved by", "multipart/related",
     "a page saved with its parts (MHTML)"},
    {"<rss", NULL, "a feed"},
    {"<feed", "http://www.w3.org/2005/Atom", "a feed"},
    {"<rdf:RDF", "http://purl.org/rss", "a feed"},
    {"<urlset", NULL, "a sitemap"},
    {"<sitemapindex", NULL, "a sitemap"},
    {"<mediawiki", NULL, "a dump of a wiki"},
    {"-- MySQL dump", NULL, "a dump of a database"},
    {"-- PostgreSQL database dump", NULL, "a dump of a database"},
    {"{\\rtf", NULL, "a document (RTF)"},
};

/* The length of path without ".gz" or ".zst". */
static size_t plain_len(const char *path)
{
	size_t len = strlen(path);

	if (len > 3 && rp_ascii_compare(path + len - 3, ".gz") == 0)
		return len - 3;
	if (len > 4 && rp_ascii_compare(path + len - 4, ".zst") == 0)
		return len - 4;
	return len;
}

static bool ends_in(const char *path, size_t len, const char *extension)
{
	size_t n = strlen(extension);

	return len > n &&
	       rp_ascii_compare_some(path + len - n, extension, n) == 0;
}

/* What a file of that name is, if it is neither page nor prose; or NULL. */
static const char *named_other(const char *path)
{
	size_t len = plain_len(path);
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (ends_in(path, len, others[i].extension))
			return others[i].what;
	return NULL;
}

bool rp_format_named(enum rp_format *out, const char *path)
{
	size_t len = plain_len(path);
	size_t i;

	for (i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		if (ends_in(path, len, extensions[i].extension)) {
			*out = extensions[i].format;
			return true;
		}
	return false;
}

/* Bytes in which a page says that it is one. */
#define PAGE_BYTES 1024

/* Characters of a wide encoding that are looked at. */
#define NARROW_BYTES 1024

/* Bytes whose control bytes are counted in one byte: as many as fit, which
 * compilers turn into 16 additions at once. */
#define STEP 240

/* Before each text of a sequence of JSON (RFC 7464). */
#define RECORD_MARK 0x1e

/* More than one control byte in 30 is no text. */
static bool controls(const char *bytes, size_t len)
{
	size_t count = 0;
	size_t i = 0;

	while (i < len) {
		size_t stop = len - i > STEP ? i + STEP : len;
		unsigned char few = 0;

		/* One after the other: of a condition on all of them compilers
		 * make a table, and of that no vectors. */
		for (; i < stop; i++) {
			unsigned char c = (unsigned char)bytes[i];

			few = (unsigned char)(few + (c < 0x20));
			few = (unsigned char)(few - (c == '\n'));
			few = (unsigned char)(few - (c == '\r'));
			few = (unsigned char)(few - (c == '\t'));
			few = (unsigned char)(few - (c == '\f'));
			few = (unsigned char)(few - (c == 0x1b));
			few = (unsigned char)(few - (c == RECORD_MARK));
		}
		count += few;
	}
	return count * 30 > len;
}

static size_t skip_blanks(const char *bytes, size_t len, size_t i)
{
	while (i < len && (bytes[i] == ' ' || bytes[i] == '\n' ||
			   bytes[i] == '\r' || bytes[i] == '\t'))
		i++;
	return i;
}

/* Whether lines do not part the object that begins at i from others: it goes on
 * behind the end of a line, and no other begins there, or another one follows
 * on its line. One that is damaged within its first line is a line of its own.
 */
static bool is_spread(const char *bytes, size_t len, size_t i)
{
	struct rp_json_extent extent = {.at = 0};
	enum rp_json_extent_state state =
	    rp_json_extent_step(&extent, bytes + i, len - i);
	const char *end = memchr(bytes + i, '\n', extent.at);
	size_t next;

	if (end) {
		next = skip_blanks(bytes, len, (size_t)(end - bytes));
		return next < len && bytes[next] != '{';
	}
	next = i + extent.at;
	while (next < len && bytes[next] == ' ')
		next++;
	return state == RP_JSON_EXTENT_ENDS && next < len &&
	       (bytes[next] == '{' || bytes[next] == ',');
}

/* Whether an array that has objects begins at i. */
static bool is_array(const char *bytes, size_t len, size_t i)
{
	size_t next = skip_blanks(bytes, len, i + 1);

	return bytes[i] == '[' && next < len &&
	       (bytes[next] == '{' || bytes[next] == '[' ||
		memchr(bytes + i, '{', len - i < 64 ? len - i : 64));
}

/* Whether bytes say themselves that they are a page, beyond a '<'. */
static bool is_page(const char *bytes, size_t len)
{
	static const char *const signs[] = {"<!doctype html", "<html"};
	size_t i;
	size_t k;

	for (i = 0; i < len && i < PAGE_BYTES; i++)
		for (k = 0; bytes[i] == '<' && k < 2; k++)
			if (len - i >= strlen(signs[k]) &&
			    rp_ascii_compare_some(bytes + i, signs[k],
						  strlen(signs[k])) == 0)
				return true;
	return false;
}

/* Whether the line of an array ends in it, and an object begins on the next:
 * then it is one of JSON Lines, and no object itself. */
static bool is_closed_line(const char *bytes, size_t len, size_t i)
{
	const char *end = memchr(bytes + i, '\n', len - i);
	size_t next;

	if (!end)
		return false;
	next = skip_blanks(bytes, len, (size_t)(end - bytes));
	while (end > bytes + i && (end[-1] == ' ' || end[-1] == '\r'))
		end--;
	return end[-1] == ']' && next < len && bytes[next] == '{';
}

/* Where bytes begin, behind a mark of their order and blanks. */
static size_t first_byte(const char *bytes, size_t len)
{
	return skip_blanks(bytes, len, rp_utf8_mark(bytes, len));
}

static enum rp_format by_content(const char *bytes, size_t len)
{
	size_t i = first_byte(bytes, len);

	if (i == len)
		return RP_FORMAT_TEXT;
	if (bytes[i] == RECORD_MARK)
		return RP_FORMAT_JSON_VALUES;
	if (bytes[i] == '{')
		return is_spread(bytes, len, i) ? RP_FORMAT_JSON_VALUES
						: RP_FORMAT_JSON_LINES;
	if (is_array(bytes, len, i))
		return is_closed_line(bytes, len, i) ? RP_FORMAT_JSON_LINES
						     : RP_FORMAT_JSON_VALUES;
	if (bytes[i] == '<' && i + 1 < len &&
	    (bytes[i + 1] == '!' || bytes[i + 1] == '?' ||
	     (bytes[i + 1] | 0x20) >= 'a'))
		return RP_FORMAT_HTML;
	return RP_FORMAT_TEXT;
}

/* Whether a value of JSON begins at i. */
static bool is_value(const char *bytes, size_t len, size_t i)
{
	static const char *const words[] = {"true", "false", "null"};
	size_t k;

	if (i >= len)
		return false;
	for (k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (len - i >= strlen(words[k]) &&
		    memcmp(bytes + i, words[k], strlen(words[k])) == 0)
			return true;
	return strchr("\"{[-0123456789", bytes[i]) && bytes[i] != '\0';
}

/* Whether an object with a member begins at i, as no prose does. */
static bool is_object(const char *bytes, size_t len, size_t i)
{
	size_t key = skip_blanks(bytes, len, i + 1);
	const char *end;

	if (i >= len || bytes[i] != '{' || key >= len || bytes[key] != '"')
		return false;
	end = memchr(bytes + key + 1, '"', len - key - 1);
	if (!end)
		return false;
	key = skip_blanks(bytes, len, (size_t)(end + 1 - bytes));
	return key < len && bytes[key] == ':' &&
	       is_value(bytes, len, skip_blanks(bytes, len, key + 1));
}

/* Whether bytes that a name calls prose, a table or a page say that they are
 * records of JSON, a table of articles, or a page. */
static bool belies(const char *bytes, size_t len, enum rp_format named,
		   const struct rp_json_names *names)
{
	size_t i = first_byte(bytes, len);

	if (is_page(bytes, len))
		return named != RP_FORMAT_HTML && bytes[i] == '<';
	if (named == RP_FORMAT_TEXT && rp_csv_header_told(bytes, len, names))
		return true;
	return is_object(bytes, len, i) ||
	       (i < len && bytes[i] == '[' &&
		is_object(bytes, len, skip_blanks(bytes, len, i + 1)));
}

/* Of two or four bytes a character: by the ASCII in it. */
static enum rp_format by_wide_content(const char **what, const char *bytes,
				      size_t len,
				      const struct rp_json_names *names)
{
	char narrow[NARROW_BYTES] = {0};
	size_t count = 0;
	size_t i;

	for (i = 0; i < len && count < sizeof(narrow); i++)
		if (bytes[i] != 0)
			narrow[count++] = bytes[i];
	if (rp_csv_header_told(narrow, count, names)) {
		*what = "a table";
		return RP_FORMAT_WIDE;
	}
	switch (by_content(narrow, count)) {
	case RP_FORMAT_JSON_LINES:
	case RP_FORMAT_JSON_VALUES:
		*what = "JSON";
		return RP_FORMAT_WIDE;
	case RP_FORMAT_HTML:
		return RP_FORMAT_HTML;
	default:
		return RP_FORMAT_TEXT;
	}
}

/* Bytes behind what XML begins with, and comments. */
static size_t skip_prolog(const char *bytes, size_t len)
{
	size_t i = rp_utf8_mark(bytes, len);

	for (;;) {
		size_t at = skip_blanks(bytes, len, i);
		const char *end;
		bool comment;

		if (at >= len || len - at < 4 || bytes[at] != '<' ||
		    (bytes[at + 1] != '?' && bytes[at + 1] != '!'))
			return at;
		comment = memcmp(bytes + at, "<!--", 4) == 0;
		end = memmem(bytes + at, len - at, comment ? "-->" : ">",
			     comment ? 3 : 1);
		if (!end)
			return at;
		i = (size_t)(end - bytes) + (comment ? 3 : 1);
	}
}

/* What bytes are that hold more than an article; NULL: they may be one. */
static const char *holder_of(const char *bytes, size_t len)
{
	size_t from[2] = {0, skip_prolog(bytes, len)};
	size_t i;
	int k;

	for (i = 0; i < sizeof(holders) / sizeof(holders[0]); i++)
		for (k = 0; k < 2; k++) {
			size_t n = strlen(holders[i].begins);
			const char *has = holders[i].has;

			if (len - from[k] >= n &&
			    memcmp(bytes + from[k], holders[i].begins, n) ==
				0 &&
			    (!has || memmem(bytes, len, has, strlen(has))))
				return holders[i].what;
		}
	return NULL;
}

/* Whether what a name calls so is something else often: its bytes say. */
static bool is_prose(enum rp_format format)
{
	return format == RP_FORMAT_TEXT || format == RP_FORMAT_HTML ||
	       format == RP_FORMAT_CSV;
}

/* What bytes are whose name says nothing, or that they are JSON of some kind.
 */
static enum rp_format by_name_of_json(const char *path, const char *bytes,
				      size_t len,
				      const struct rp_json_names *names)
{
	enum rp_format format = by_content(bytes, len);
	bool json = ends_in(path, plain_len(path), ".json");

	if (format != RP_FORMAT_TEXT)
		return format;
	if (json)
		return RP_FORMAT_JSON_VALUES;
	return rp_csv_header_told(bytes, len, names) ? RP_FORMAT_CSV : format;
}

enum rp_format rp_format_tell(const char **what, const char *path,
			      const char *bytes, size_t len,
			      const struct rp_json_names *names)
{
	const char *other;
	enum rp_format format;
	bool named;
	bool wide;
	size_t skip;
	size_t i;

	*what = "text";
	if (len >= 5 && memcmp(bytes, "WARC/", 5) == 0)
		return RP_FORMAT_WARC;
	for (i = 0; i < sizeof(binaries) / sizeof(binaries[0]); i++)
		if (len >= binaries[i].len &&
		    memcmp(bytes, binaries[i].magic, binaries[i].len) == 0) {
			*what = binaries[i].what;
			return RP_FORMAT_BINARY;
		}
	other = holder_of(bytes, len);
	if (other) {
		*what = other;
		return RP_FORMAT_BINARY;
	}
	other = named_other(path);
	/* An address may end so, and the page at it was saved under it. */
	if (other && !is_page(bytes, len)) {
		*what = other;
		return RP_FORMAT_BINARY;
	}
	named = rp_format_named(&format, path);
	wide = rp_utf8_wider(&skip, bytes, len) != NULL;
	/* A name says nothing of what is in the file: a page may be saved as it
	 * came, compressed. */
	if ((!named || is_prose(format)) && !wide && controls(bytes, len)) {
		*what = "binary data";
		return RP_FORMAT_BINARY;
	}
	if (named && is_prose(format) && !wide &&
	    belies(bytes, len, format, names))
		named = false;
	if (wide && (!named || format == RP_FORMAT_TEXT)) {
		enum rp_format told =
		    by_wide_content(what, bytes + skip, len - skip, names);

		if (!named || told == RP_FORMAT_WIDE)
			return told;
	}
	if (!named)
		return by_name_of_json(path, bytes, len, names);
	if (wide &&
	    (format == RP_FORMAT_JSON_LINES || format == RP_FORMAT_CSV)) {
		*what = format == RP_FORMAT_CSV ? "a table" : "JSON";
		return RP_FORMAT_WIDE;
	}
	return format == RP_FORMAT_JSON_LINES &&
		       by_content(bytes, len) == RP_FORMAT_JSON_VALUES
		   ? RP_FORMAT_JSON_VALUES
		   : format;
}
