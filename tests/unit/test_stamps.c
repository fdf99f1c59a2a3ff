/* SPDX-License-Identifier: Apache-2.0 */
#include "stamps.h"
#include "testing.h"

Test(stamps, are_dates_and_times_behind_words_that_say_so)
{
	static const char *const stamps[] = {
	    "Last updated 1 March 2026 at 14:30.",
	    "Updated 14:30",
	    "Updated: 9:15 a.m. EDT",
	    "Updated at 1:23 p.m.",
	    "Updated Jan. 1 at 10:25 a.m.",
	    "Published 3 March 2017",
	    "March 3, 2017",
	    "Stand: 01.03.2026, 14:30 Uhr",
	    "Zuletzt aktualisiert am 1. März 2026",
	    "Publié le 1er mars 2026 à 14:30",
	    "Actualizado el 1 de marzo de 2026",
	    "Обновлено: 1 марта 2026, 14:30",
	    "Published Tuesday, March 3, 2026",
	    "Erschienen am 3. März 2026",
	    "更新时间: 2026-03-01 14:30",
	    "Päivitetty 3.5.2026 klo 14:30",
	    "Frissítve: 2026. március 1.",
	    "Diperbarui pada 1 Maret 2026",
	    "Cập nhật lúc 14:30",
	    "Mis à jour le 1er mars 2026 à 14:30",
	    "Dernière mise à jour : 1 mars 2026",
	    "Objavljeno: 1. 3. 2026",
	};
	size_t i;

	for (i = 0; i < sizeof(stamps) / sizeof(stamps[0]); i++)
		cr_expect(rp_stamp_is(str(stamps[i])), "%s", stamps[i]);
}

Test(stamps, are_counts_of_what_readers_did)
{
	static const char *const counts[] = {
	    "14 comments",   "1,204 Shares",  "1.2k views", "3 Kommentare",
	    "3 min read",    "2 hours ago",   "17:14",	    "17:14 GMT",
	    "5:14 p.m. EDT", "17:14 Uhr MEZ", "17:14 (GMT)"};
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		cr_expect(rp_stamp_is(str(counts[i])), "%s", counts[i]);
}

Test(stamps, are_no_sentences)
{
	static const char *const others[] = {
	    "",
	    "Updated",
	    "The game ended 14:30.",
	    "Kick-off is at 14:30.",
	    "He was born on 1 March 1926.",
	    "In 2026",
	    "Updated figures came on 3 March 2026.",
	    "The report was updated 3 March 2026.",
	    "The book will be published on 3 March 2026.",
	    "The full report was published on March 3, 2026.",
	    "The new law is due by 1 July 2026.",
	    "He won it on 5 May 2026.",
	    "May 5 at 10:25",
	    "5 to 6 14:30",
	    "The ban was cut on 1 May 2026.",
	    "The train timetable will be updated at 14:30.",
	    "Photos were posted May 3, 2026.",
	    "Das Gesetz wird veröffentlicht am 3. März 2026.",
	    "Der neue Roman ist erschienen am 3. März 2026.",
	    "Le décret a été publié le 3 mars 2026.",
	    "El informe será publicado el 3 de marzo de 2026.",
	    "Il libro sarà pubblicato il 3 marzo 2026.",
	    "The index was updated 12.50 points",
	    "im Stand 12.50",
	    "The bank opened on 3 March 2017 in Harlow",
	    "Updated 14:30, when 300 people had come",
	    "Westmere 3.15 Harlow 1.20",
	    "14 comments were made by the mayor",
	    "comments 14",
	    "Shares",
	    "Publicat el 1 de març, va guanyar 300 euros",
	    "Yayın 14:30'da başladı",
	    "20:15 Tatort",
	    "18:00 Nosferatu",
	    "Tuesday 3 November",
	};
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_expect(!rp_stamp_is(str(others[i])), "%s", others[i]);
}
