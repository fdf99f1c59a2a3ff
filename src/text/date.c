/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date.c - dates as articles state them
 *
 * Four families are read: ISO 8601 and its neighbours (with "T", "t" or a
 * blank between day and time), RFC 5322 with months in the larger languages of
 * Europe, days written in figures (31.1.2017, 2017年1月31日), and bare seconds
 * since 1970. Forms such as 03/04/2017 are not: they mean two days, and a wrong
 * date decides wrongly which print came first; 31/01/2017 means one. A time
 * whose zone cannot be read is left out, for the same reason: of "T02:51-500",
 * as one paper writes, the hours count to twelve. Days count by the
 * civil-from-days formula (Hinnant, "chrono-compatible low-level date
 * algorithms", 2013).
 */
#include "reprint.h"

#include "ascii.h"

#include <string.h>

struct scan {
	const char *at;
	const char *end;
	enum rp_date_order order;
};

/* Read exactly count digits. */
static bool digits(struct scan *scan, int count, int *out)
{
	int value = 0;
	int i;

	if (scan->end - scan->at < count)
		return false;
	for (i = 0; i < count; i++) {
		char c = scan->at[i];

		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (c - '0');
	}
	scan->at += count;
	*out = value;
	return true;
}

static bool accept(struct scan *scan, char c)
{
	if (scan->at == scan->end || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

static bool accept_word(struct scan *scan, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(scan->end - scan->at) < len ||
	    rp_ascii_compare_some(scan->at, word, len) != 0)
		return false;
	scan->at += len;
	return true;
}

static void blanks(struct scan *scan)
{
	while (scan->at < scan->end &&
	       (*scan->at == ' ' || *scan->at == '\t' || *scan->at == ','))
		scan->at++;
}

static int64_t days_from_civil(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = y / 400; /* years are positive here */
	int64_t of_era = y - era * 400;
	int64_t of_year =
	    (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

static bool valid_day(int year, int month, int day)
{
	static const int length[] = {31, 29, 31, 30, 31, 30,
				     31, 31, 30, 31, 30, 31};

	if (year < 1600 || year > 2200 || month < 1 || month > 12)
		return false;
	if (month == 2 && day == 29 &&
	    (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
		return false;
	return day >= 1 && day <= length[month - 1];
}

/* "Z", "GMT", "EST", "+01:00", "-0500", "+01"; nothing is fine too. */
static bool zone(struct scan *scan, struct rp_date *date)
{
	static const struct {
		const char *name;
		int minutes;
	} names[] = {{"UTC", 0},    {"GMT", 0},	   {"EST", -300}, {"EDT", -240},
		     {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360},
		     {"PST", -480}, {"PDT", -420}, {"CET", 60},	  {"CEST", 120},
		     {"BST", 60},   {"Z", 0}};
	size_t left;
	size_t i;
	int sign;
	int hours;
	int minutes = 0;

	blanks(scan);
	left = (size_t)(scan->end - scan->at);
	if (left == 0)
		return true;
	if (*scan->at == '+' || *scan->at == '-') {
		sign = *scan->at++ == '-' ? -1 : 1;
		if (!digits(scan, 2, &hours) || hours > 15)
			return false;
		accept(scan, ':');
		if (scan->at < scan->end && !digits(scan, 2, &minutes))
			return false;
		date->offset_minutes = sign * (hours * 60 + minutes);
		date->has_zone = true;
		return minutes < 60;
	}
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t len = strlen(names[i].name);

		if (left != len ||
		    rp_ascii_compare_some(scan->at, names[i].name, len) != 0)
			continue;
		date->offset_minutes = names[i].minutes;
		date->has_zone = true;
		scan->at += len;
		return true;
	}
	return false;
}

/* "PM", "p.m.": hours to add; false if the clock has no such hour. */
static bool half_of_day(struct scan *scan, int *hour)
{
	static const char *const halves[] = {"AM", "PM", "A.M.", "P.M."};
	struct scan rest = *scan;
	size_t i;

	blanks(&rest);
	for (i = 0; i < sizeof(halves) / sizeof(halves[0]); i++) {
		size_t len = strlen(halves[i]);

		if ((size_t)(rest.end - rest.at) < len ||
		    rp_ascii_compare_some(rest.at, halves[i], len) != 0)
			continue;
		/* "13:30 PM", "00:30 AM" say the same twice. */
		if (i % 2 ? *hour < 1 : *hour > 12)
			return false;
		if (*hour <= 12)
			*hour = *hour % 12 + (i % 2 ? 12 : 0);
		scan->at = rest.at + len;
		return true;
	}
	return true;
}

/* hh:mm, hh:mm:ss, hh:mm:ss.fff, hhmmss, h:mm PM, and the zone behind. */
static bool clock_time(struct scan *scan, struct rp_date *date,
		       int64_t *seconds)
{
	int hour;
	int minute;
	int second = 0;
	bool colon;

	if (!digits(scan, 2, &hour) &&
	    (!digits(scan, 1, &hour) || scan->at == scan->end ||
	     *scan->at != ':'))
		return false;
	colon = accept(scan, ':');
	if (!digits(scan, 2, &minute))
		return false;
	if (colon ? accept(scan, ':')
		  : scan->at < scan->end && *scan->at >= '0' &&
			*scan->at <= '9') {
		if (!digits(scan, 2, &second))
			return false;
	}
	if (accept(scan, '.') || accept(scan, ','))
		while (scan->at < scan->end && *scan->at >= '0' &&
		       *scan->at <= '9')
			scan->at++;
	if (!half_of_day(scan, &hour))
		return false;
	if (hour > 24 || minute > 59 || second > 60 ||
	    (hour == 24 && minute + second > 0))
		return false;
	if (!zone(scan, date))
		return false;
	*seconds = hour * 3600 + minute * 60 + second;
	return true;
}

static bool finish(struct scan *scan, struct rp_date *date, int year, int month,
		   int day)
{
	int64_t seconds;

	if (!valid_day(year, month, day))
		return false;
	date->instant = days_from_civil(year, month, day) * 86400;
	date->precision = RP_DATE_DAY;
	if (scan->at < scan->end && (*scan->at == 'T' || *scan->at == 't'))
		scan->at++;
	else
		blanks(scan);
	accept_word(scan, "at ");
	if (scan->at == scan->end)
		return true;
	/* A day is worth keeping when what follows is not a time. */
	if (!clock_time(scan, date, &seconds)) {
		date->offset_minutes = 0;
		date->has_zone = false;
		return true;
	}
	/* Midnight to the second and no zone is how scrapers write a day. */
	if (seconds == 0 && !date->has_zone)
		return true;
	date->instant += seconds - (int64_t)date->offset_minutes * 60;
	date->precision = RP_DATE_SECOND;
	return true;
}

static bool iso(struct scan scan, struct rp_date *date)
{
	int year;
	int month;
	int day;
	char separator;

	if (!digits(&scan, 4, &year) || scan.at == scan.end)
		return false;
	separator = *scan.at;
	if (separator == '-' || separator == '/')
		scan.at++;
	else
		separator = '\0';
	if (!digits(&scan, 2, &month))
		return false;
	if (separator && !accept(&scan, separator))
		return false;
	if (!digits(&scan, 2, &day))
		return false;
	/* 20170131 is a day, 2017013112 would be seconds since 1970. */
	if (!separator && scan.at < scan.end && *scan.at != 'T')
		return false;
	return finish(&scan, date, year, month, day);
}

/* How the names of months begin, in the order in which they are tried: in
 * Finnish; in English; where others begin otherwise, in French, German,
 * Spanish, Portuguese, Italian, Dutch and Russian. */
static const struct {
	const char *beginning;
	int month;
} months[] = {{"tammik", 1}, {"helmik", 2},   {"maalisk", 3},
	      {"huhtik", 4}, {"toukok", 5},   {"kesäk", 6},
	      {"heinäk", 7}, {"elok", 8},     {"syysk", 9},
	      {"lokak", 10}, {"marrask", 11}, {"jouluk", 12}, /* before "mar" */
	      {"jan", 1},    {"feb", 2},      {"mar", 3},
	      {"apr", 4},    {"may", 5},      {"jun", 6},
	      {"jul", 7},    {"aug", 8},      {"sep", 9},
	      {"oct", 10},   {"nov", 11},     {"dec", 12},
	      {"jän", 1},    {"ene", 1},      {"gen", 1},
	      {"fév", 2},    {"fev", 2},      {"mär", 3},
	      {"maa", 3},    {"mrt", 3},      {"avr", 4},
	      {"abr", 4},    {"mai", 5},      {"mag", 5},
	      {"mei", 5},    {"juin", 6},     {"giu", 6},
	      {"juil", 7},   {"lug", 7},      {"aoû", 8},
	      {"aou", 8},    {"ago", 8},      {"set", 9},
	      {"okt", 10},   {"out", 10},     {"ott", 10},
	      {"déc", 12},   {"dez", 12},     {"dic", 12},
	      {"янв", 1},    {"фев", 2},      {"мар", 3},
	      {"апр", 4},    {"мая", 5},      {"май", 5},
	      {"июн", 6},    {"июл", 7},      {"авг", 8},
	      {"сен", 9},    {"окт", 10},     {"ноя", 11},
	      {"дек", 12}};

static bool month_name(struct scan *scan, int *month)
{
	size_t left = (size_t)(scan->end - scan->at);
	size_t i;

	for (i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		size_t len = strlen(months[i].beginning);

		if (left >= len && rp_ascii_compare_some(
				       scan->at, months[i].beginning, len) == 0)
			break;
	}
	if (i == sizeof(months) / sizeof(months[0]))
		return false;
	while (scan->at < scan->end && *scan->at != ' ' && *scan->at != ',' &&
	       *scan->at != '-')
		scan->at++;
	*month = months[i].month;
	return true;
}

/* "31", "31.", "31st", "1er", "1º". */
static bool day_number(struct scan *scan, int *day)
{
	static const char *const behind[] = {"st", "nd", "rd", "th",
					     "er", ".",	 "º"};
	size_t i;

	if (!digits(scan, 2, day) && !digits(scan, 1, day))
		return false;
	for (i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		if (accept_word(scan, behind[i]))
			break;
	return true;
}

/* "de" between day, month and year, in Spanish and Portuguese. */
static void of(struct scan *scan)
{
	blanks(scan);
	if (!accept_word(scan, "de "))
		accept_word(scan, "del ");
	blanks(scan);
}

/* Four digits, or two where feeds and old servers may write so (RFC 822, RFC
 * 850): the century is that of RFC 5322, section 4.3. */
static bool year_number(struct scan *scan, bool may_be_short, int *year)
{
	if (digits(scan, 4, year))
		return true;
	if (!may_be_short || !digits(scan, 2, year) ||
	    (scan->at < scan->end && *scan->at != ' '))
		return false;
	*year += *year < 50 ? 2000 : 1900;
	return true;
}

/* "Tue, 31 Jan 2017 09:30:00 GMT", "Tue, 31 Jan 17 09:30 GMT", "31 January
 * 2017", "January 31, 2017". */
static bool rfc5322(struct scan scan, struct rp_date *date)
{
	bool day_first = true;
	int year;
	int month;
	int day;
	const char *comma = memchr(scan.at, ',', (size_t)(scan.end - scan.at));

	if (comma && comma - scan.at >= 3 && comma - scan.at <= 9 &&
	    !memchr(scan.at, ' ', (size_t)(comma - scan.at)))
		scan.at = comma + 1;
	blanks(&scan);
	if (day_number(&scan, &day)) {
		accept(&scan, '-');
		of(&scan);
		if (!month_name(&scan, &month))
			return false;
		accept(&scan, '-');
	} else {
		day_first = false;
		if (!month_name(&scan, &month))
			return false;
		blanks(&scan);
		if (!day_number(&scan, &day))
			return false;
	}
	of(&scan);
	return year_number(&scan, day_first, &year) &&
	       finish(&scan, date, year, month, day);
}

/* "Tue Jan 31 09:30:00 2017" (asctime), also with a zone before the year. */
static bool asctime_form(struct scan scan, struct rp_date *date)
{
	struct scan head = scan;
	const char *last = memrchr(scan.at, ' ', (size_t)(scan.end - scan.at));
	struct scan tail = {last ? last + 1 : scan.end, scan.end, scan.order};
	int year;
	int month;
	int day;

	if (scan.end - scan.at < 20 || scan.at[3] != ' ')
		return false;
	head.at += 4;
	head.end = last;
	if (!month_name(&head, &month))
		return false;
	blanks(&head);
	if (!day_number(&head, &day))
		return false;
	return digits(&tail, 4, &year) && tail.at == tail.end &&
	       finish(&head, date, year, month, day) &&
	       date->precision == RP_DATE_SECOND;
}

/* 31.1.2017; and 31/01/2017 or 01/31/2017, of which one number is no month, or
 * it is known which is. */
static bool in_figures(struct scan scan, struct rp_date *date)
{
	int first;
	int second;
	int year;
	char mark;

	if ((!digits(&scan, 2, &first) && !digits(&scan, 1, &first)) ||
	    scan.at == scan.end)
		return false;
	mark = *scan.at++;
	if (mark != '.' && mark != '/' && mark != '-')
		return false;
	if ((!digits(&scan, 2, &second) && !digits(&scan, 1, &second)) ||
	    !accept(&scan, mark) || !digits(&scan, 4, &year))
		return false;
	if (mark == '.' || (first > 12 && second <= 12))
		return finish(&scan, date, year, second, first);
	if (second > 12 && first <= 12)
		return finish(&scan, date, year, first, second);
	/* The same either way, or it is known which comes first. */
	if (first == second || scan.order == RP_DATE_MONTH_FIRST)
		return finish(&scan, date, year, first, second);
	return scan.order == RP_DATE_DAY_FIRST &&
	       finish(&scan, date, year, second, first);
}

/* 2017年1月31日, 2017년 1월 31일. */
static bool east_asian(struct scan scan, struct rp_date *date)
{
	int year;
	int month;
	int day;

	if (!digits(&scan, 4, &year) ||
	    (!accept_word(&scan, "年") && !accept_word(&scan, "년")))
		return false;
	blanks(&scan);
	if ((!digits(&scan, 2, &month) && !digits(&scan, 1, &month)) ||
	    (!accept_word(&scan, "月") && !accept_word(&scan, "월")))
		return false;
	blanks(&scan);
	if ((!digits(&scan, 2, &day) && !digits(&scan, 1, &day)) ||
	    (!accept_word(&scan, "日") && !accept_word(&scan, "일")))
		return false;
	return finish(&scan, date, year, month, day);
}

/* 2201-01-01 */
#define AFTER_2200 INT64_C(7289654400)

/* Seconds, or milliseconds from 13 digits on, since 1970. */
static bool epoch(struct scan scan, struct rp_date *date)
{
	int64_t value = 0;
	long len = scan.end - scan.at;

	if (len < 9 || len > 13 || len == 11 || len == 12)
		return false;
	for (; scan.at < scan.end; scan.at++) {
		if (*scan.at < '0' || *scan.at > '9')
			return false;
		value = value * 10 + (*scan.at - '0');
	}
	date->instant = len == 13 ? value / 1000 : value;
	if (date->instant >= AFTER_2200)
		return false;
	date->precision = RP_DATE_SECOND;
	date->has_zone = true;
	return true;
}

struct rp_date rp_date_parse(struct rp_str text)
{
	return rp_date_parse_ordered(text, RP_DATE_ORDER_UNKNOWN);
}

struct rp_date rp_date_parse_ordered(struct rp_str text,
				     enum rp_date_order order)
{
	static bool (*const forms[])(struct scan, struct rp_date *) = {
	    iso, epoch, rfc5322, in_figures, asctime_form, east_asian};
	static const struct rp_date none;
	struct rp_date date = none;
	struct scan scan;
	size_t i;

	if (text.len == 0)
		return none;
	scan = (struct scan){text.data, text.data + text.len, order};
	while (scan.at < scan.end && (unsigned char)*scan.at <= ' ')
		scan.at++;
	while (scan.end > scan.at && (unsigned char)scan.end[-1] <= ' ')
		scan.end--;
	if (scan.at == scan.end)
		return none;
	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		date = none;
		if (forms[i](scan, &date))
			return date;
	}
	return none;
}
