/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <time.h>

static void assert_instant(const char *text, const char *utc, int precision,
			   int offset)
{
	struct rp_date date = rp_date_parse(str(text));
	time_t instant = (time_t)date.instant;
	struct tm tm;
	char got[32];

	cr_assert_eq((int)date.precision, precision, "'%s': precision %d", text,
		     (int)date.precision);
	gmtime_r(&instant, &tm);
	strftime(got, sizeof(got), "%Y-%m-%dT%H:%M:%S", &tm);
	cr_assert_str_eq(got, utc, "'%s' gave %s", text, got);
	cr_assert_eq(date.offset_minutes, offset, "'%s'", text);
}

Test(date, reads_iso_8601)
{
	assert_instant("2017-01-31", "2017-01-31T00:00:00", RP_DATE_DAY, 0);
	assert_instant("20170131", "2017-01-31T00:00:00", RP_DATE_DAY, 0);
	assert_instant("2017-01-31T09:30:05Z", "2017-01-31T09:30:05",
		       RP_DATE_SECOND, 0);
	assert_instant(" 2017-01-31 09:30 ", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("2017-01-31T09:30:05.123+01:00", "2017-01-31T08:30:05",
		       RP_DATE_SECOND, 60);
	assert_instant("2017-01-31T23:30:00-0500", "2017-02-01T04:30:00",
		       RP_DATE_SECOND, -300);
	assert_instant("20170131T093005Z", "2017-01-31T09:30:05",
		       RP_DATE_SECOND, 0);
	assert_instant("2016-02-29", "2016-02-29T00:00:00", RP_DATE_DAY, 0);
}

Test(date, reads_halves_of_the_day)
{
	assert_instant("Nov 5, 2026 5:00 PM EST", "2026-11-05T22:00:00",
		       RP_DATE_SECOND, -300);
	assert_instant("November 5, 2026 at 9:30 a.m.", "2026-11-05T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("2026-11-05 12:05 AM", "2026-11-05T00:05:00",
		       RP_DATE_SECOND, 0);
	assert_instant("2026-11-05 12:05:09 pm", "2026-11-05T12:05:09",
		       RP_DATE_SECOND, 0);
	assert_instant("5.11.2026 9:30", "2026-11-05T09:30:00", RP_DATE_SECOND,
		       0);
	/* what says the same twice */
	assert_instant("2026-11-05 13:05 PM", "2026-11-05T13:05:00",
		       RP_DATE_SECOND, 0);
	assert_instant("2026-11-05 00:05 AM", "2026-11-05T00:05:00",
		       RP_DATE_SECOND, 0);
	/* no such hours: the day is what is left */
	assert_instant("2026-11-05 13:05 AM", "2026-11-05T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("2026-11-05 0:05 PM", "2026-11-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("2026-11-05 5 PM", "2026-11-05T17:00:00", RP_DATE_SECOND,
		       0);
}

Test(date, reads_figures_in_an_order_that_is_known)
{
	static const struct {
		const char *text;
		int64_t day_first; /* days since 1970, or 0: none */
		int64_t month_first;
	} cases[] = {
	    {"01/12/2026", 20788, 20465}, {"1-12-2026 10:00", 20788, 20465},
	    {"13/01/2026", 20466, 20466}, {"1/13/2026", 20466, 20466},
	    {"1.12.2026", 20788, 20788},  {"13/13/2026", 0, 0}};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rp_str text = str(cases[i].text);

		cr_assert_eq(
		    rp_date_parse_ordered(text, RP_DATE_DAY_FIRST).instant /
			86400,
		    cases[i].day_first, "%s", cases[i].text);
		cr_assert_eq(
		    rp_date_parse_ordered(text, RP_DATE_MONTH_FIRST).instant /
			86400,
		    cases[i].month_first, "%s", cases[i].text);
	}
	cr_assert_eq(rp_date_parse(str("01/12/2026")).precision, RP_DATE_NONE);
	cr_assert_eq(rp_date_parse(str("7289654400")).precision, RP_DATE_NONE);
}

Test(date, reads_rfc_5322_and_names)
{
	assert_instant("Tue, 31 Jan 2017 09:30:00 GMT", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("31 January 2017", "2017-01-31T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("January 31, 2017", "2017-01-31T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("Tue, 31 Jan 2017 09:30:00 -0500", "2017-01-31T14:30:00",
		       RP_DATE_SECOND, -300);
}

Test(date, reads_two_digits_of_a_year_where_feeds_write_so)
{
	assert_instant("Tue, 31 Jan 17 09:30 GMT", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37",
		       RP_DATE_SECOND, 0);
	assert_instant("31 Jan 49", "2049-01-31T00:00:00", RP_DATE_DAY, 0);
	assert_instant("31 Jan 50", "1950-01-31T00:00:00", RP_DATE_DAY, 0);
}

Test(date, reads_days_in_figures_and_other_languages)
{
	static const char *const days[] = {
	    "31.01.2017",	   "31.1.2017",		"31/01/2017",
	    "01/31/2017",	   "31-01-2017",	"31st January 2017",
	    "January 31st, 2017",  "31. Januar 2017",	"31 janvier 2017",
	    "31 de enero de 2017", "31 gennaio 2017",	"31 de janeiro de 2017",
	    "31 января 2017",	   "31 января 2017 г.", "2017年1月31日",
	    "2017년 1월 31일"};
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		assert_instant(days[i], "2017-01-31T00:00:00", RP_DATE_DAY, 0);
	assert_instant("31.01.2017 09:30", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("31.01.2017, 09:30 Uhr", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("2017年01月31日 09:30", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("Tue Jan 31 09:30:00 2017", "2017-01-31T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("Tue Jan  3 09:30:00 2017", "2017-01-03T09:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("Tue Jan 31 09:30:00 +0100 2017", "2017-01-31T08:30:00",
		       RP_DATE_SECOND, 60);
	assert_instant("05/05/2017", "2017-05-05T00:00:00", RP_DATE_DAY, 0);
	assert_instant("15 août 2017", "2017-08-15T00:00:00", RP_DATE_DAY, 0);
	assert_instant("15 juillet 2017", "2017-07-15T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("15 juin 2017", "2017-06-15T00:00:00", RP_DATE_DAY, 0);
	assert_instant("1er mars 2017", "2017-03-01T00:00:00", RP_DATE_DAY, 0);
	assert_instant("4. marraskuuta 2025", "2025-11-04T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("4. maaliskuuta 2025", "2025-03-04T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("15. März 2017", "2017-03-15T00:00:00", RP_DATE_DAY, 0);
}

Test(date, reads_seconds_since_1970)
{
	assert_instant("1485855000", "2017-01-31T09:30:00", RP_DATE_SECOND, 0);
	assert_instant("1485855000000", "2017-01-31T09:30:00", RP_DATE_SECOND,
		       0);
}

/* The calendar against the C library's. */
Test(date, agrees_with_the_calendar)
{
	time_t day;

	for (day = -86400L * 365 * 100; day < 86400L * 365 * 100;
	     day += 86400L * 17) {
		struct tm tm;
		char text[32];

		gmtime_r(&day, &tm);
		strftime(text, sizeof(text), "%Y-%m-%d", &tm);
		cr_assert_eq(rp_date_parse(str(text)).instant, (int64_t)day,
			     "%s", text);
	}
}

Test(date, keeps_the_day_of_a_broken_time)
{
	assert_instant("2017-01-31T99:99", "2017-01-31T00:00:00", RP_DATE_DAY,
		       0);
}

Test(date, takes_a_bare_midnight_for_a_day)
{
	assert_instant("2017-01-31T00:00:00", "2017-01-31T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("2017-01-31T00:00:00Z", "2017-01-31T00:00:00",
		       RP_DATE_SECOND, 0);
	assert_instant("2017-01-31T00:00:01", "2017-01-31T00:00:01",
		       RP_DATE_SECOND, 0);
}

Test(date, refuses_the_rest)
{
	static const char *const bad[] = {
	    "",
	    "yesterday",
	    "03/04/2017",
	    "2017-13-01",
	    "2017-02-30",
	    "2015-02-29",
	    "0000-00-00",
	    "9999-01-01",
	    "12:30",
	    "2017",
	    "Smarch 1, 2017",
	    "\xff\xfe",
	    "31 Jan 17:30",
	    "31 Jan 170",
	    "Jan 31, 17",
	    "31/13/2017",
	    "31.13.2017",
	    "4-5-2017",
	    "31.01.17",
	    "2017年13月1日",
	    "Tue Jan 32 09:30:00 2017",
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_assert_eq(rp_date_parse(str(bad[i])).precision, RP_DATE_NONE,
			     "'%s' was read", bad[i]);
	cr_assert_eq(rp_date_parse((struct rp_str){NULL, 0}).precision,
		     RP_DATE_NONE);
}

/* One day in the words of many languages: 17 July 2024. */
Test(date, reads_months_in_many_languages)
{
	static const char *const days[] = {
	    "17 July 2024",	     "17. Juli 2024",
	    "17. juli 2024",	     "den 17 juli 2024",
	    "17. júlí 2024",	     "17 juillet 2024",
	    "17 de julio de 2024",   "17 de juliol del 2024",
	    "17 de xullo de 2024",   "17 de julho de 2024",
	    "17 luglio 2024",	     "17 iulie 2024",
	    "17 lipca 2024",	     "17. července 2024",
	    "17. júla 2024",	     "17. julij 2024",
	    "17. srpnja 2024.",	     "2024. július 17.",
	    "17. heinäkuuta 2024",   "17. juuli 2024",
	    "2024. gada 17. jūlijā", "2024 m. liepos 17 d.",
	    "17 korrik 2024",	     "17 Temmuz 2024",
	    "17 iyul 2024",	     "17 Juli 2024",
	    "Hulyo 17, 2024",	     "17 Ιουλίου 2024",
	    "17 ИЮЛЯ 2024 г.",	     "17 липня 2024 року",
	    "17 ліпеня 2024",	     "17 юли 2024",
	    "17. јул 2024.",	     "2024 ж. 17 шілде",
	    "17 ივლისი 2024",	     "2024 թ. հուլիսի 17",
	    "17 ביולי 2024",	     "17 يوليو 2024",
	    "١٧ تموز ٢٠٢٤",	     "17 جويلية 2024",
	    "17 ژوئیه 2024",	     "17 جولائی 2024",
	    "१७ जुलाई २०२४",	     "17 जुल॰ 2024",
	    "17 जुलै, 2024",	     "১৭ জুলাই ২০২৪",
	    "17 જુલાઈ, 2024",	     "17 ஜூலை, 2024",
	    "17 జులై, 2024",	     "17 ಜುಲೈ 2024",
	    "2024 ജൂലൈ 17",	     "17 กรกฎาคม 2567",
	    "17 ก.ค. 2024",	     "Ngày 17 tháng 7 năm 2024",
	    "2024年7月17日",	     "2024년 7월 17일"};
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		assert_instant(days[i], "2024-07-17T00:00:00", RP_DATE_DAY, 0);
}

Test(date, reads_names_that_mean_two_months_by_their_grammar)
{
	assert_instant("5 listopada 2024", "2024-11-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("5. listopadu 2024", "2024-11-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("5. listopada 2024.", "2024-10-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("5. června 2024", "2024-06-05T00:00:00", RP_DATE_DAY, 0);
	assert_instant("5. marraskuuta 2024", "2024-11-05T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("Mar 5, 2024", "2024-03-05T00:00:00", RP_DATE_DAY, 0);
	assert_instant("mar. 5 nov. 2024", "2024-11-05T00:00:00", RP_DATE_DAY,
		       0);
}

Test(date, reads_days_of_the_week_before_a_day)
{
	assert_instant("Sunday 5 May 2024", "2024-05-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("воскресенье, 5 мая 2024", "2024-05-05T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("Dimanche 5 mai 2024", "2024-05-05T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("Chủ nhật, 5/5/2024", "2024-05-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("2024.05.05. (일) 14:30", "2024-05-05T14:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("วันอาทิตย์ที่ 5 พฤษภาคม พ.ศ. 2567", "2024-05-05T00:00:00",
		       RP_DATE_DAY, 0);
}

Test(date, reads_times_as_they_are_written)
{
	static const char *const times[] = {"5. Mai 2024 um 14:30 Uhr",
					    "5 mai 2024 à 14h30",
					    "5 mai 2024 à 14 h 30",
					    "5 maggio 2024 alle ore 14:30",
					    "5. mai 2024 kl. 14.30",
					    "5.5.2024 klo 14.30",
					    "05.05.2024 | 14:30 Uhr",
					    "5 May 2024 - 14:30",
					    "5 May 2024, 2.30pm",
					    "5 мая 2024 г., 14:30",
					    "5 травня 2024 о 14:30",
					    "2024年5月5日 14時30分",
					    "2024年5月5日(日) 午後2時30分",
					    "2024/5/5 14:30",
					    "2024. 5. 5. 오후 2:30",
					    "2024-5-5 14:30:00",
					    "20240505143000",
					    "5. 5. 2024. 14:30",
					    "14:30, 5 May 2024",
					    "14.30 Uhr, 5. Mai 2024",
					    "14:30 ngày 5/5/2024",
					    "5 May 2024 14:30 | News"};
	size_t i;

	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		assert_instant(times[i], "2024-05-05T14:30:00", RP_DATE_SECOND,
			       0);
	assert_instant("5 May 2024 2 p.m.", "2024-05-05T14:00:00",
		       RP_DATE_SECOND, 0);
	assert_instant("14:30 BST, 5 May 2024", "2024-05-05T13:30:00",
		       RP_DATE_SECOND, 60);
	assert_instant("Sun May 05 2024 14:30:00 GMT+0300 (Moscow Time)",
		       "2024-05-05T11:30:00", RP_DATE_SECOND, 180);
	assert_instant("5 мая 2024, 14:30 (мск)", "2024-05-05T11:30:00",
		       RP_DATE_SECOND, 180);
	/* of which nobody knows when it was */
	assert_instant("5 May 2024 14:30 IST", "2024-05-05T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("May 5, 2024 2:30 p.m. ET", "2024-05-05T00:00:00",
		       RP_DATE_DAY, 0);
	assert_instant("2024-05-05-05:00", "2024-05-05T00:00:00", RP_DATE_DAY,
		       0);
}

Test(date, takes_no_other_word_for_a_month)
{
	static const char *const texts[] = {"5 Mayor 2024",   "12 Marines 2024",
					    "5 octopus 2024", "3 Sepals 2024",
					    "7 Junkers 2024", "1 décor 2024",
					    "2024.13.5",      "2024-5-55",
					    "5 2024",	      "14:30"};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert_eq(rp_date_parse(str(texts[i])).precision,
			     RP_DATE_NONE, "%s", texts[i]);
}

/* What stands behind a day is not always its time. */
Test(date, takes_no_count_for_a_time)
{
	static const char *const days[] = {
	    "31.01.2017 – 05.02.2017", "31 January 2017 | 2045",
	    "31 January 2017 · 3 h",   "31 January 2017 | 12h",
	    "31.01.2017 08:05 МСК+2",  "31 janvier 2017 à 14:30 est mort",
	    "2017-01-31/2018-01-05",   "31 January 2017, 14:30 IST",
	    "2017/1/31 14:30 更新"};
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		assert_instant(days[i], "2017-01-31T00:00:00", RP_DATE_DAY, 0);
	assert_instant("31.01.2017 12:30 GMT +8", "2017-01-31T04:30:00",
		       RP_DATE_SECOND, 480);
	assert_instant("31.01.2017 12:30 UTC - Reuters", "2017-01-31T12:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("Tue, Mar 5, 2019", "2019-03-05T00:00:00", RP_DATE_DAY,
		       0);
	assert_instant("Fri Mar  3 12:30:00 2017", "2017-03-03T12:30:00",
		       RP_DATE_SECOND, 0);
	assert_instant("24 มิ.ย. 67", "2024-06-24T00:00:00", RP_DATE_DAY, 0);
}

Test(date, needs_a_year)
{
	static const char *const texts[] = {"Sa 12. Mai 20 Uhr", "12 Jan 10 am",
					    "3 Sep 20 min",
					    "14:30 IST, 31 January 2017"};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert_eq(rp_date_parse(str(texts[i])).precision,
			     RP_DATE_NONE, "%s", texts[i]);
}
