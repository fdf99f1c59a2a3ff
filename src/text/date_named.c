/* SPDX-License-Identifier: Apache-2.0 */
/* date_named.c - see date_named.h: RFC 5322's dates, asctime's, JavaScript's,
 * and those that people write. */
#include "date_named.h"

#include "calendar_words.h"
#include "date_clock.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
/* Years of the Buddhist era are ahead of the common era by so many. */
#define BUDDHIST 543

bool rp_date_past_lead(struct rp_date_scan *scan, bool *weekday)
{
	static const char *const leads[] = {
	    "den", "le",   "am",  "on",	 "el",	"il",	"the", "ngày",
	    "dne", "dnia", "del", "dia", "día", "date", "ที่"};
	size_t used;

	rp_date_scan_pass(scan, " ,.");
	if (rp_date_scan_any(scan, leads, COUNT(leads)))
		return true;
	used = *weekday ? 0 : rp_weekday_named(rp_date_scan_rest(scan));
	scan->at += used;
	*weekday |= used > 0;
	return used > 0;
}

bool rp_date_past_word(struct rp_date_scan *scan)
{
	const char *comma =
	    memchr(scan->at, ',', (size_t)(scan->end - scan->at));
	size_t used;

	if (!comma || comma - scan->at < 3 || comma - scan->at > 9 ||
	    memchr(scan->at, ' ', (size_t)(comma - scan->at)) ||
	    rp_date_scan_is_digit(scan) ||
	    rp_month_named(&used, rp_date_scan_rest(scan)))
		return false;
	scan->at = comma + 1;
	return true;
}

/* What stands between day, month and year. */
static void past_joints(struct rp_date_scan *scan)
{
	static const char *const joints[] = {
	    "de", "del", "of",	"d'", "m.", "m",    "gada", "năm",
	    "ஆம்", "ta'", "the", "ж.", "թ.", "ค.ศ.", "พ.ศ."};

	rp_date_scan_pass(scan, " ,-./");
	if (rp_date_scan_any(scan, joints, COUNT(joints)))
		rp_date_scan_pass(scan, " ,");
}

/* "31", "31.", "31st", "1er", "1º"; *dotted: with a full stop. */
static bool day_number(struct rp_date_scan *scan, int *day, bool *dotted)
{
	static const char *const behind[] = {"st", "nd", "rd", "th",
					     "er", "º",	 "ος", "-го"};

	*dotted = false;
	if (!rp_date_scan_short(scan, day) || rp_date_scan_is_digit(scan))
		return false;
	*dotted = rp_date_scan_char(scan, '.');
	if (!*dotted)
		rp_date_scan_any(scan, behind, COUNT(behind));
	return true;
}

static bool month_word(struct rp_date_scan *scan, int *month)
{
	size_t used;

	/* "tháng 5" is Vietnamese. */
	if (rp_date_scan_word(scan, "tháng ") ||
	    rp_date_scan_word(scan, "thg "))
		return rp_date_scan_short(scan, month);
	*month = rp_month_named(&used, rp_date_scan_rest(scan));
	scan->at += used;
	return *month != 0;
}

/* Whether a year of two figures ends the text, or a time follows it. */
static bool ends_short(const struct rp_date_scan *scan)
{
	struct rp_date_scan at = *scan;
	int hour;

	if (at.at == at.end)
		return true;
	return rp_date_scan_char(&at, ' ') &&
	       rp_date_scan_digits(&at, 2, &hour) &&
	       rp_date_scan_char(&at, ':');
}

/* Four digits, or two where feeds and old servers may write so (RFC 822, RFC
 * 850): the century is that of RFC 5322, section 4.3. */
static bool year_number(struct rp_date_scan *scan, bool may_be_short, int *year)
{
	if (rp_date_scan_digits(scan, 4, year)) {
		if (*year >= 1943 + BUDDHIST)
			*year -= BUDDHIST;
		return !rp_date_scan_is_digit(scan);
	}
	if (!may_be_short || !rp_date_scan_digits(scan, 2, year) ||
	    !ends_short(scan))
		return false;
	*year += *year < 50 ? 2000 : 1900;
	return true;
}

/* "24 มิ.ย. 67": of the Buddhist era too. */
static bool is_thai(const char *word)
{
	unsigned char second = (unsigned char)word[1];

	return (unsigned char)word[0] == 0xe0 &&
	       (second == 0xb8 || second == 0xb9);
}

/* Croatian has other months by the names of Polish ones, and a full stop behind
 * the day, as Polish has not; Czech, which has it too, ends names otherwise. */
static int croatian(int month, struct rp_str word)
{
	static const struct {
		const char *name;
		int month;
	} names[] = {{"lip", 6}, {"lis", 10}, {"listopada", 10}};
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (word.len == strlen(names[i].name) &&
		    memcmp(word.data, names[i].name, word.len) == 0)
			return names[i].month;
	return month;
}

/* "31 January 2017", "31. tammikuuta 2017", "31-Jan-17" */
static bool day_month_year(struct rp_date_scan *scan, struct rp_date *date)
{
	const char *from;
	int year;
	int month;
	int day;
	bool dotted;

	if (!day_number(scan, &day, &dotted))
		return false;
	past_joints(scan);
	from = scan->at;
	if (!month_word(scan, &month))
		return false;
	if (dotted)
		month = croatian(
		    month, (struct rp_str){from, (size_t)(scan->at - from)});
	past_joints(scan);
	if (!year_number(scan, true, &year))
		return false;
	if (is_thai(from) && scan->at - from >= 2 && scan->at[-3] == ' ')
		year = 2500 + year % 100 - BUDDHIST;
	return rp_date_finish(scan, date, year, month, day);
}

/* "January 31, 2017" */
static bool month_day_year(struct rp_date_scan *scan, struct rp_date *date)
{
	int year;
	int month;
	int day;
	bool dotted;

	if (!month_word(scan, &month))
		return false;
	past_joints(scan);
	if (!day_number(scan, &day, &dotted))
		return false;
	past_joints(scan);
	return year_number(scan, false, &year) &&
	       rp_date_finish(scan, date, year, month, day);
}

/* "2017. január 31.", "2017 m. sausio 31 d.", "2017. gada 31. janvārī" */
static bool year_month_day(struct rp_date_scan *scan, struct rp_date *date)
{
	int year;
	int month;
	int day;
	bool dotted;

	if (!year_number(scan, false, &year))
		return false;
	past_joints(scan);
	if (day_number(scan, &day, &dotted)) {
		past_joints(scan);
		return month_word(scan, &month) &&
		       rp_date_finish(scan, date, year, month, day);
	}
	if (!month_word(scan, &month))
		return false;
	past_joints(scan);
	return day_number(scan, &day, &dotted) &&
	       rp_date_finish(scan, date, year, month, day);
}

/* "Tue Jan 31 09:30:00 2017" (asctime), also with a zone before the year. */
static bool asctime_form(struct rp_date_scan *scan, struct rp_date *date)
{
	const char *last =
	    memrchr(scan->at, ' ', (size_t)(scan->end - scan->at));
	struct rp_date_scan tail = {last ? last + 1 : scan->end, scan->end};
	int year;
	int month;
	int day;
	bool dotted;

	if (!rp_date_scan_digits(&tail, 4, &year) || tail.at != tail.end ||
	    !month_word(scan, &month))
		return false;
	scan->end = last;
	rp_date_scan_pass(scan, " ");
	if (!day_number(scan, &day, &dotted) ||
	    !rp_date_finish(scan, date, year, month, day) ||
	    date->precision != RP_DATE_SECOND)
		return false;
	*scan = tail;
	return true;
}

bool rp_date_named(struct rp_date_scan *scan, struct rp_date *date)
{
	static rp_date_form *const forms[] = {day_month_year, month_day_year,
					      asctime_form, year_month_day};

	return rp_date_scan_first(scan, date, forms, COUNT(forms));
}
