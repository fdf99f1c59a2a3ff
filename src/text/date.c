/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date.c - dates as articles state them
 *
 * Four families are read: ISO 8601 and its neighbours (with "T" or a blank
 * between day and time), days with a month by its name in the languages of
 * calendar_words.c (RFC 5322, asctime's and JavaScript's among them), days in
 * figures (31.1.2017, 2017/1/31, 2017年1月31日), and bare seconds since 1970.
 * Forms such as 03/04/2017 are not: they mean two days, and a wrong date
 * decides wrongly which print came first; 31/01/2017 means one. Times are read
 * by date_clock.c.
 */
#include "date_read.h"

#include "ascii.h"
#include "date_clock.h"
#include "date_named.h"
#include "lower.h"
#include "utf8.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
/* Bytes of a date whose year has two figures: "Sunday, 06-Nov-94 08:49:37 GMT".
 */
#define SHORT_YEAR_BYTES 40
/* Words before a day: "Sunday", "den". */
#define LEADS 3

/* ----- days in figures ----- */

static bool iso(struct rp_date_scan *scan, struct rp_date *date)
{
	int year;
	int month;
	int day;
	char separator = '-';

	if (!rp_date_scan_digits(scan, 4, &year))
		return false;
	if (!rp_date_scan_char(scan, '-')) {
		separator = '/';
		if (!rp_date_scan_char(scan, '/'))
			separator = '\0';
	}
	if (!rp_date_scan_digits(scan, 2, &month))
		return false;
	if (separator && !rp_date_scan_char(scan, separator))
		return false;
	if (!rp_date_scan_digits(scan, 2, &day))
		return false;
	/* 20170131 is a day, 2017013112 would be seconds since 1970, and
	 * 20170131093005 has a time. */
	if (!separator && rp_date_scan_is_digit(scan)) {
		struct rp_date_scan at = *scan;
		int time;

		if (!rp_date_scan_digits(&at, 6, &time) ||
		    rp_date_scan_is_digit(&at))
			return false;
	}
	return rp_date_finish(scan, date, year, month, day);
}

/* 2201-01-01 */
#define AFTER_2200 INT64_C(7289654400)

/* Seconds, or milliseconds from 13 digits on, since 1970. */
static bool epoch(struct rp_date_scan *scan, struct rp_date *date)
{
	int64_t value = 0;
	long len = scan->end - scan->at;

	if (len < 9 || len > 13 || len == 11 || len == 12)
		return false;
	for (; scan->at < scan->end; scan->at++) {
		if (!rp_date_scan_is_digit(scan))
			return false;
		value = value * 10 + (*scan->at - '0');
	}
	date->instant = len == 13 ? value / 1000 : value;
	if (date->instant >= AFTER_2200)
		return false;
	date->precision = RP_DATE_SECOND;
	date->has_zone = true;
	return true;
}

/* A number between two marks that are the same: ".1.", "/01/", "-1-", ". 1. ".
 */
static bool between_marks(struct rp_date_scan *scan, int *number, char *mark)
{
	if (scan->at == scan->end)
		return false;
	*mark = *scan->at++;
	if (*mark != '.' && *mark != '/' && *mark != '-')
		return false;
	if (*mark == '.')
		rp_date_scan_pass(scan, " ");
	if (!rp_date_scan_short(scan, number) ||
	    !rp_date_scan_char(scan, *mark))
		return false;
	if (*mark == '.')
		rp_date_scan_pass(scan, " ");
	return true;
}

/* 2017.1.31, 2017/1/31, "2017. 1. 31." */
static bool year_first(struct rp_date_scan *scan, struct rp_date *date)
{
	int year;
	int month;
	int day;
	char mark;

	if (!rp_date_scan_digits(scan, 4, &year) ||
	    !between_marks(scan, &month, &mark) ||
	    !rp_date_scan_short(scan, &day) || rp_date_scan_is_digit(scan))
		return false;
	rp_date_scan_char(scan, '.');
	return rp_date_finish(scan, date, year, month, day);
}

/* 31.1.2017; and 31/01/2017 or 01/31/2017, of which one number is no month, or
 * it is known which is. */
static bool year_last(struct rp_date_scan *scan, struct rp_date *date,
		      enum rp_date_order order)
{
	int first;
	int second;
	int year;
	char mark;

	if (!rp_date_scan_short(scan, &first) ||
	    !between_marks(scan, &second, &mark) ||
	    !rp_date_scan_digits(scan, 4, &year))
		return false;
	if (mark == '.' || (first > 12 && second <= 12))
		return rp_date_finish(scan, date, year, second, first);
	if (second > 12 && first <= 12)
		return rp_date_finish(scan, date, year, first, second);
	/* The same either way, or it is known which comes first. */
	if (first == second || order == RP_DATE_MONTH_FIRST)
		return rp_date_finish(scan, date, year, first, second);
	return order == RP_DATE_DAY_FIRST &&
	       rp_date_finish(scan, date, year, second, first);
}

/* A number and one of two signs behind it. */
static bool counted(struct rp_date_scan *scan, int *number, const char *one,
		    const char *other)
{
	rp_date_scan_pass(scan, " ");
	return rp_date_scan_short(scan, number) &&
	       (rp_date_scan_word(scan, one) || rp_date_scan_word(scan, other));
}

/* 2017年1月31日, 2017년 1월 31일. */
static bool east_asian(struct rp_date_scan *scan, struct rp_date *date)
{
	int year;
	int month;
	int day;

	return rp_date_scan_digits(scan, 4, &year) &&
	       (rp_date_scan_word(scan, "年") ||
		rp_date_scan_word(scan, "년")) &&
	       counted(scan, &month, "月", "월") &&
	       counted(scan, &day, "日", "일") &&
	       rp_date_finish(scan, date, year, month, day);
}

/* ----- all of them ----- */

/* A digit of another script as one of ASCII; -1: none. Those of the scripts of
 * India stand at the same place of their blocks. */
static int digit_of(uint32_t c)
{
	if (c >= 0x660 && c <= 0x669)
		return (int)(c - 0x660);
	if (c >= 0x6f0 && c <= 0x6f9)
		return (int)(c - 0x6f0);
	if (c >= 0x900 && c < 0xd80 && (c & 0x7f) >= 0x66 && (c & 0x7f) <= 0x6f)
		return (int)((c & 0x7f) - 0x66);
	if (c >= 0xe50 && c <= 0xe59)
		return (int)(c - 0xe50);
	if (c >= 0xff10 && c <= 0xff19)
		return (int)(c - 0xff10);
	return -1;
}

/* Marks that say in which direction a text runs, and whether letters join. */
static bool is_invisible(uint32_t c)
{
	return c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* A short text of ASCII, as most dates are; false: it is none. */
static bool fold_ascii(struct rp_date_text *out, struct rp_str text)
{
	size_t i;

	if (text.len >= RP_DATE_BYTES)
		return false;
	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (c >= 0x80)
			return false;
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		out->bytes[i] = (char)(c == '\t' ? ' ' : c);
	}
	out->bytes[i] = '\0';
	out->len = i;
	return true;
}

void rp_date_fold(struct rp_date_text *out, struct rp_str text)
{
	char lower[RP_DATE_BYTES];
	size_t len;
	size_t i;

	if (fold_ascii(out, text))
		return;
	len = rp_lower_line(lower, sizeof(lower), text);
	out->len = 0;
	for (i = 0; i < len;) {
		size_t used = 1;
		uint32_t c = (unsigned char)lower[i];
		int digit = -1;

		if (c >= 0x80) {
			c = rp_utf8_decode(&used, lower + i, len - i);
			digit = digit_of(c);
		}
		if (digit >= 0) {
			out->bytes[out->len++] = (char)('0' + digit);
		} else if (c == 0x60c || c == 0xff0c) {
			out->bytes[out->len++] = ',';
		} else if (c == 0xff1a) {
			out->bytes[out->len++] = ':';
		} else if (c == 0xff08 || c == 0xff09) {
			out->bytes[out->len++] = c == 0xff08 ? '(' : ')';
		} else if ((c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
			   c == 0x3000) {
			out->bytes[out->len++] = ' ';
		} else if (c == 0x970) { /* of shortened words in Hindi */
			out->bytes[out->len++] = '.';
		} else if (!is_invisible(c)) {
			memcpy(out->bytes + out->len, lower + i, used);
			out->len += used;
		}
		i += used;
	}
	out->bytes[out->len] = '\0';
}

/* In figures, or with a month by its name. */
static bool any_form(struct rp_date_scan *scan, struct rp_date *date,
		     enum rp_date_order order)
{
	static rp_date_form *const forms[] = {iso, epoch, year_first,
					      east_asian, rp_date_named};

	*date = (struct rp_date){0};
	return rp_date_scan_first(scan, date, forms, COUNT(forms)) ||
	       year_last(scan, date, order);
}

/* The same, behind words that lead on to it: looked for behind each of them,
 * since "Mar" is a month and a French Tuesday. */
static bool led_form(struct rp_date_scan *scan, struct rp_date *date,
		     enum rp_date_order order)
{
	struct rp_date_scan at = *scan;
	bool weekday = false;
	int i;

	for (i = 0; i <= LEADS; i++) {
		*scan = at;
		rp_date_scan_pass(scan, " ,.");
		if (any_form(scan, date, order))
			return true;
		if (!rp_date_past_lead(&at, &weekday))
			break;
	}
	return false;
}

/* "14:30 GMT, 31 January 2017" */
static bool time_first(struct rp_date_scan *scan, struct rp_date *date,
		       enum rp_date_order order)
{
	struct rp_date zoned = {0};
	int64_t seconds;

	if (!rp_date_first_time(scan, &zoned, &seconds) ||
	    !led_form(scan, date, order))
		return false;
	if (date->precision == RP_DATE_DAY)
		rp_date_add_time(date, &zoned, seconds);
	return true;
}

/* Whether there are figures for a year, of the common era or the Buddhist one;
 * short texts may have two. */
static bool has_year(struct rp_str text)
{
	size_t figures = 0;
	size_t i;

	for (i = 0; i < text.len; i++) {
		const char *at = text.data + i;

		if (!rp_ascii_is_digit(*at))
			continue;
		figures++;
		if ((*at == '1' || *at == '2') && i + 4 <= text.len &&
		    rp_ascii_is_digit(at[1]) && rp_ascii_is_digit(at[2]) &&
		    rp_ascii_is_digit(at[3]))
			return true;
	}
	return figures >= 3 && text.len <= SHORT_YEAR_BYTES;
}

struct rp_date rp_date_read(struct rp_str *rest, struct rp_str folded,
			    enum rp_date_order order)
{
	static const struct rp_date none;
	const struct rp_date_scan all = {folded.data, folded.data + folded.len};
	struct rp_date_scan scan = all;
	struct rp_date date;
	bool found;

	*rest = (struct rp_str){all.end, 0};
	/* Most texts are none, and there are many names to be held against. */
	if (!has_year(folded))
		return none;
	found = led_form(&scan, &date, order);
	if (!found) {
		scan = all;
		found =
		    rp_date_past_word(&scan) && led_form(&scan, &date, order);
	}
	if (!found) {
		scan = all;
		found = time_first(&scan, &date, order);
	}
	if (!found)
		return none;
	*rest = rp_date_scan_rest(&scan);
	return date;
}

struct rp_date rp_date_parse(struct rp_str text)
{
	return rp_date_parse_ordered(text, RP_DATE_ORDER_UNKNOWN);
}

struct rp_date rp_date_parse_ordered(struct rp_str text,
				     enum rp_date_order order)
{
	struct rp_date_text folded;
	struct rp_str rest;

	while (text.len && (unsigned char)*text.data <= ' ') {
		text.data++;
		text.len--;
	}
	rp_date_fold(&folded, text);
	while (folded.len && (unsigned char)folded.bytes[folded.len - 1] <= ' ')
		folded.len--;
	return rp_date_read(&rest, (struct rp_str){folded.bytes, folded.len},
			    order);
}
