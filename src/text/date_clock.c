/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date_clock.c - see date_clock.h
 *
 * Idea. Behind a day there may be a word or sign that leads on to the time
 * ("at", "um", "kl.", "|"), then hours and minutes in one of the ways in which
 * they are written (14:30, 14.30, 14h30, 2:30 p.m., 下午2:30, 14時30分), a unit
 * ("Uhr"), and a zone. A time whose zone cannot be read is left out: a wrong
 * one decides wrongly which print came first; of "T02:51-500", as one paper
 * writes, the hours count to twelve. Names of zones that mean several (IST) or
 * that change within the year (ET) are not read. Days count by the
 * civil-from-days formula (Hinnant, "chrono-compatible low-level date
 * algorithms", 2013).
 */
#include "date_clock.h"

#include "ascii.h"
#include "day.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
/* Bytes of a day of the week in brackets: "(воскресенье)". */
#define BRACKET_BYTES 40

/* ----- days ----- */

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

/* ----- zones ----- */

/* "+01:00", "-0500", "+01"; behind "gmt" also "+1". */
static bool offset(struct rp_date_scan *scan, struct rp_date *date,
		   bool short_hour)
{
	int sign = *scan->at++ == '-' ? -1 : 1;
	int hours;
	int minutes = 0;

	if (short_hour)
		rp_date_scan_pass(scan, " ");
	if (!rp_date_scan_digits(scan, 2, &hours) &&
	    (!short_hour || !rp_date_scan_digits(scan, 1, &hours)))
		return false;
	rp_date_scan_char(scan, ':');
	if (rp_date_scan_is_digit(scan) &&
	    !rp_date_scan_digits(scan, 2, &minutes))
		return false;
	if (hours > 15 || minutes > 59 || rp_date_scan_is_digit(scan))
		return false;
	date->offset_minutes = sign * (hours * 60 + minutes);
	date->has_zone = true;
	return true;
}

static bool is_sign(const struct rp_date_scan *scan)
{
	return scan->at < scan->end && (*scan->at == '+' || *scan->at == '-');
}

static bool blank_behind(const struct rp_date_scan *scan)
{
	return scan->at[1] == ' ' &&
	       !(scan->at + 2 < scan->end && scan->at[2] >= '0' &&
		 scan->at[2] <= '9');
}

/* Whether no other word follows: "14:30 est mort" is French. */
static bool zone_ends(const struct rp_date_scan *scan)
{
	struct rp_date_scan at = *scan;

	rp_date_scan_pass(&at, " ");
	return at.at == at.end ||
	       !(rp_ascii_is_letter(*at.at) || (*at.at & 0x80));
}

/* "utc", "gmt+3", "est"; and nothing but signs or what JavaScript puts in
 * brackets behind it. */
static bool named_zone(struct rp_date_scan *scan, struct rp_date *date)
{
	static const struct {
		const char *name;
		int minutes;
	} zones[] = {{"utc", 0},    {"gmt", 0},	   {"z", 0},	  {"tu", 0},
		     {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
		     {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
		     {"cet", 60},   {"cest", 120}, {"mez", 60},	  {"mesz", 120},
		     {"eet", 120},  {"eest", 180}, {"wet", 0},	  {"west", 60},
		     {"bst", 60},   {"msk", 180},  {"мск", 180},  {"sast", 120},
		     {"eat", 180},  {"cat", 120},  {"wat", 60},	  {"trt", 180},
		     {"wib", 420},  {"wita", 480}, {"wit", 540},  {"hkt", 480},
		     {"sgt", 480},  {"pht", 480},  {"myt", 480},  {"jst", 540},
		     {"kst", 540},  {"aest", 600}, {"aedt", 660}, {"acst", 570},
		     {"awst", 480}, {"nzst", 720}, {"nzdt", 780}};
	bool bracket = rp_date_scan_char(scan, '(');
	struct rp_date_scan at;
	size_t i = 0;

	while (i < COUNT(zones) && !rp_date_scan_any(scan, &zones[i].name, 1))
		i++;
	if (i == COUNT(zones))
		return false;
	/* "utc+3", "gmt +0300"; "msk+2" is no zone of this list */
	at = *scan;
	rp_date_scan_pass(&at, " ");
	if (is_sign(&at) && at.at + 1 < at.end && !blank_behind(&at)) {
		*scan = at;
		return i < 2 && offset(scan, date, true);
	}
	if (i > 2 && !zone_ends(scan))
		return false;
	if (bracket && !rp_date_scan_char(scan, ')'))
		return false;
	date->offset_minutes = zones[i].minutes;
	date->has_zone = true;
	return true;
}

/* Whether nothing follows, or a sign behind which something else does. */
static bool ends(const struct rp_date_scan *scan)
{
	static const char *const signs[] = {"|", "·", "•"};
	struct rp_date_scan at = *scan;

	return at.at == at.end || rp_date_scan_any(&at, signs, COUNT(signs));
}

/* The zone behind a time; none is fine too. */
static bool zone(struct rp_date_scan *scan, struct rp_date *date)
{
	struct rp_date_scan at = *scan;
	bool read;

	rp_date_scan_pass(&at, " ,");
	if (ends(&at))
		return true;
	read = is_sign(&at) ? offset(&at, date, false) : named_zone(&at, date);
	if (read)
		*scan = at;
	return read;
}

/* ----- times ----- */

/* Half a day by its name: 1 the first, 2 the second; 0: none. */
static int half_named(struct rp_date_scan *scan)
{
	static const char *const halves[] = {
	    "am",   "pm",   "a.m.", "p.m.", "오전", "오후", "上午",
	    "下午", "午前", "午後", "π.μ.", "μ.μ.", "πμ",   "μμ",
	    "ص",    "م",    "sa",   "ch",   "pg",   "ptg"};
	enum { EAST_ASIAN = 4, GREEK = 10 };
	struct rp_date_scan at = *scan;
	size_t which;
	size_t i;

	rp_date_scan_pass(&at, " ");
	/* Most times have none, but a figure, a zone, the end. */
	if (at.at == at.end || (unsigned char)*at.at <= '9' || *at.at == 'z')
		return 0;
	which = rp_date_scan_any(&at, halves, COUNT(halves));
	/* No blank stands behind those of East Asia. */
	for (i = EAST_ASIAN; i < GREEK && which == 0; i++)
		if (rp_date_scan_word(&at, halves[i]))
			which = i + 1;
	if (which == 0)
		return 0;
	*scan = at;
	return which % 2 ? 1 : 2;
}

/* The hour of the whole day; false if the clock has no such hour. */
static bool in_half(int *hour, int half)
{
	if (half == 0)
		return true;
	/* "13:30 PM", "00:30 AM" say the same twice. */
	if (half == 2 ? *hour < 1 : *hour > 12)
		return false;
	if (*hour <= 12)
		*hour = *hour % 12 + (half == 2 ? 12 : 0);
	return true;
}

/* ":05", "05"; false: none. */
static bool two_behind(struct rp_date_scan *scan, bool colon, int *value)
{
	struct rp_date_scan at = *scan;

	if (colon && !rp_date_scan_char(&at, ':'))
		return false;
	if (!rp_date_scan_digits(&at, 2, value))
		return false;
	*scan = at;
	return true;
}

/* ".05" behind minutes, or nothing; ".2017" makes a day of them: false. */
static bool dotted_seconds(struct rp_date_scan *scan, int *second)
{
	struct rp_date_scan at = *scan;

	if (!rp_date_scan_char(&at, '.') || !rp_date_scan_is_digit(&at))
		return true;
	if (!rp_date_scan_digits(&at, 2, second) || rp_date_scan_is_digit(&at))
		return false;
	*scan = at;
	return true;
}

/* Minutes and seconds behind the hour: ":30:05", ".30", "h30", "時30分5秒",
 * "時"; if they may be compact also "30", "3005". False: none of these. */
static bool past_hour(struct rp_date_scan *scan, int *minute, int *second,
		      bool compact)
{
	static const char *const hours[] = {"h", "時", "时", "시", "点", "點"};
	static const char *const minutes[] = {"分", "분"};
	static const char *const seconds[] = {"秒", "초"};
	bool colon = rp_date_scan_char(scan, ':');
	bool latin;

	if (colon || rp_date_scan_is_digit(scan)) {
		if ((!colon && !compact) ||
		    !rp_date_scan_digits(scan, 2, minute))
			return false;
		two_behind(scan, colon, second);
		return true;
	}
	if (rp_date_scan_char(scan, '.'))
		return rp_date_scan_digits(scan, 2, minute) &&
		       dotted_seconds(scan, second);
	rp_date_scan_pass(scan, " ");
	latin = scan->at < scan->end && *scan->at == 'h';
	if (!rp_date_scan_written(scan, hours, COUNT(hours)))
		return false;
	rp_date_scan_pass(scan, " ");
	/* "12h" may be a count of hours. */
	if (!rp_date_scan_short(scan, minute))
		return !latin;
	if (!rp_date_scan_written(scan, minutes, COUNT(minutes)))
		return true;
	rp_date_scan_pass(scan, " ");
	if (rp_date_scan_short(scan, second))
		rp_date_scan_written(scan, seconds, COUNT(seconds));
	return true;
}

/* ".123" */
static void past_fraction(struct rp_date_scan *scan)
{
	struct rp_date_scan at = *scan;

	if (!rp_date_scan_char(&at, '.') && !rp_date_scan_char(&at, ','))
		return;
	if (!rp_date_scan_is_digit(&at))
		return;
	while (rp_date_scan_is_digit(&at))
		at.at++;
	*scan = at;
}

static void past_unit(struct rp_date_scan *scan)
{
	static const char *const units[] = {"uhr", "h",	    "hrs",  "hs", "น.",
					    "น",   "godz.", "hod.", "ч."};
	struct rp_date_scan at = *scan;

	rp_date_scan_pass(&at, " ");
	if (rp_date_scan_any(&at, units, COUNT(units)))
		*scan = at;
}

/* A time of day, without a zone. */
static bool time_of_day(struct rp_date_scan *scan, int64_t *seconds,
			bool compact)
{
	struct rp_date_scan at = *scan;
	int half = half_named(&at);
	struct rp_date_scan behind;
	int hour;
	int minute = 0;
	int second = -1; /* none yet */
	bool long_hour;
	bool minutes;

	rp_date_scan_pass(&at, " ");
	long_hour = rp_date_scan_digits(&at, 2, &hour);
	if (!long_hour && !rp_date_scan_digits(&at, 1, &hour))
		return false;
	behind = at;
	minutes = (long_hour || !rp_date_scan_is_digit(&at)) &&
		  past_hour(&behind, &minute, &second, compact);
	if (minutes)
		at = behind;
	if (second >= 0)
		past_fraction(&at);
	else
		second = 0;
	if (half == 0)
		half = half_named(&at);
	if (!minutes && half == 0)
		return false;
	if (!in_half(&hour, half))
		return false;
	if (hour > 24 || minute > 59 || second > 60 ||
	    (hour == 24 && minute + second > 0))
		return false;
	past_unit(&at);
	*scan = at;
	*seconds = hour * 3600 + minute * 60 + second;
	return true;
}

/* ----- both ----- */

/* A day of the week in brackets. */
static void past_bracket(struct rp_date_scan *scan)
{
	struct rp_date_scan at = *scan;
	const char *from;

	rp_date_scan_pass(&at, " ");
	if (!rp_date_scan_char(&at, '('))
		return;
	from = at.at;
	while (at.at < at.end && *at.at != ')' && !rp_date_scan_is_digit(&at) &&
	       at.at - from < BRACKET_BYTES)
		at.at++;
	if (rp_date_scan_char(&at, ')'))
		*scan = at;
}

/* What a year is followed by ("2024 г.") and what leads on to the time. */
static void past_links(struct rp_date_scan *scan)
{
	static const char *const links[] = {
	    "at",   "um",     "à",   "às", "ás",  "a las",   "a les",	"alle",
	    "ore",  "ora",    "kl.", "kl", "klo", "klokken", "o godz.", "godz.",
	    "o",    "в",      "о",   "у",  "г.",  "г",	     "р.",	"р",
	    "года", "року",   "m.",  "d.", "ob",  "u",	     "om",	"os",
	    "saat", "time",   "|",   "·",  "•",	  "- ",	     "— ",	"– ",
	    "/",    "الساعة", "เวลา"};
	struct rp_date_scan at = *scan;
	int i;

	/* "31. 1. 2024. 14:35" */
	if (rp_date_scan_char(&at, '.') && !rp_date_scan_is_digit(&at))
		*scan = at;
	past_bracket(scan);
	for (i = 0; i < 3; i++) {
		rp_date_scan_pass(scan, " \t,");
		if (!rp_date_scan_any(scan, links, COUNT(links)))
			break;
		rp_date_scan_char(scan, ':');
	}
	rp_date_scan_pass(scan, " \t,");
}

static void add_time(struct rp_date *date, int64_t seconds)
{
	/* Midnight to the second and no zone is how scrapers write a day. */
	if (seconds == 0 && !date->has_zone)
		return;
	date->instant += seconds - (int64_t)date->offset_minutes * 60;
	date->precision = RP_DATE_SECOND;
}

bool rp_date_finish(struct rp_date_scan *scan, struct rp_date *date, int year,
		    int month, int day)
{
	struct rp_date_scan at = *scan;
	/* Behind a blank or a bar "1234" counts something. */
	bool compact =
	    rp_date_scan_char(&at, 't') || rp_date_scan_is_digit(&at);
	int64_t seconds;

	if (!valid_day(year, month, day))
		return false;
	date->instant = days_from_civil(year, month, day) * RP_DAY;
	date->precision = RP_DATE_DAY;
	if (!compact)
		past_links(&at);
	/* A day is worth keeping when what follows is not a time. */
	if (!time_of_day(&at, &seconds, compact) || !zone(&at, date)) {
		date->offset_minutes = 0;
		date->has_zone = false;
		return true;
	}
	*scan = at;
	add_time(date, seconds);
	return true;
}

bool rp_date_first_time(struct rp_date_scan *scan, struct rp_date *date,
			int64_t *seconds)
{
	struct rp_date_scan at;
	struct rp_date zoned = {0};

	past_links(scan);
	if (!time_of_day(scan, seconds, false))
		return false;
	at = *scan;
	rp_date_scan_pass(&at, " ");
	if (named_zone(&at, &zoned))
		*scan = at;
	past_links(scan);
	date->has_zone = zoned.has_zone;
	date->offset_minutes = zoned.offset_minutes;
	return true;
}

void rp_date_add_time(struct rp_date *date, const struct rp_date *zoned,
		      int64_t seconds)
{
	date->has_zone = zoned->has_zone;
	date->offset_minutes = zoned->offset_minutes;
	add_time(date, seconds);
}
