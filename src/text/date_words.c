/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date_words.c - see date_words.h
 *
 * Idea. What a date is of is told by the last telling word before it ("Posted
 * March 3, updated"), if no more than little ones stand between. A day that is
 * spoken of in a sentence has other words before it or behind its year.
 */
#include "date_words.h"

#include "ascii.h"
#include "calendar_words.h"
#include "date_read.h"
#include "date_scan.h"
#include "lower.h"
#include "str.h"

#include <string.h>

/* Words that say when something was changed, and when it was published; in
 * lower case. */
static const char *const of_change[] = {
    "modified",	      "updated",       "update",	 "corrected",
    "aktualisiert",   "geändert",      "stand",		 "mis à jour",
    "mise à jour",    "modifié",       "actualizado",	 "actualizada",
    "actualización",  "actualitzat",   "atualizado",	 "atualização",
    "aggiornato",     "aggiornamento", "actualizat",	 "bijgewerkt",
    "laatste update", "uppdaterad",    "oppdatert",	 "sist endret",
    "opdateret",      "päivitetty",    "muokattu",	 "uuendatud",
    "обновлено",      "изменено",      "оновлено",	 "обновена",
    "ажурирано",      "aktualizacja",  "zaktualizowano", "aktualizováno",
    "aktualizované",  "ažurirano",     "izmjena",	 "posodobljeno",
    "frissítve",      "módosítva",     "güncelleme",	 "güncellendi",
    "diperbarui",     "dikemas kini",  "cập nhật",	 "ενημερώθηκε",
    "ενημέρωση",      "עודכן",	       "تحديث",		 "अपडेट",
    "হালনাগাদ",	      "আপডেট",	       "อัปเดต",		 "更新",
    "更新时间",	      "更新時間",      "最終更新",	 "最后修改",
    "수정",	      "최종수정",      "업데이트"};
static const char *const of_publication[] = {
    "gepostet",	      "published",	"publié",	"publiée",
    "publicado",      "publicada",	"publicat",	"posted",
    "publiziert",     "veröffentlicht", "erschienen",	"erstellt",
    "giriş",	      "eklenme",	"publicerad",	"publisert",
    "udgivet",	      "offentliggjort", "julkaistu",	"avaldatud",
    "geplaatst",      "gepubliceerd",	"pubblicato",	"pubblicata",
    "opublikowano",   "publikacja",	"publikováno",	"vydáno",
    "zverejnené",     "objavljeno",	"objavljen",	"megjelent",
    "közzétéve",      "yayınlanma",	"yayın",	"опубликовано",
    "опубліковано",   "публикувана",	"објављено",	"diterbitkan",
    "dipublikasikan", "xuất bản",	"δημοσιεύθηκε", "δημοσιεύτηκε",
    "δημοσίευση",     "פורסם",		"نشر",		"نُشر",
    "प्रकाशित",	      "প্রকাশিত",	"প্রকাশ",	"เผยแพร่",
    "公開",	      "配信",		"掲載",		"发布",
    "發布",	      "发布时间",	"發布時間",	"입력",
    "등록",	      "승인",		"게시"};

/* Bytes of a text before a <time> that says what that is of, and of a word that
 * may follow the telling one in it ("on", "am", "le"). */
#define LABEL_BYTES 80
#define LITTLE	    3

/* Letters of a word that may stand behind a date: a zone, "a.m.", "Uhr"; in
 * bytes where it is not ASCII. */
#define BEHIND_LETTERS 4
#define BEHIND_BYTES   8

static bool is_wordy(char c)
{
	return rp_ascii_is_letter(c) || (c & 0x80);
}

/* Whether no more than little words and signs are in a text. */
static bool is_little(const char *text)
{
	size_t letters = 0;

	for (; *text && letters <= LITTLE; text++)
		letters = is_wordy(*text) ? letters + 1 : 0;
	return letters <= LITTLE;
}

/* Where the last of the words ends in a text, if only little ones follow it; 0:
 * none is there. */
static size_t last_word(const char *text, const char *const *list, size_t count)
{
	size_t last = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		const char *at = text;

		while ((at = strstr(at, list[i])) != NULL) {
			bool begins = at == text || !rp_ascii_is_letter(at[-1]);

			at += strlen(list[i]);
			if (begins && (size_t)(at - text) > last &&
			    is_little(at))
				last = (size_t)(at - text);
		}
	}
	return last;
}

size_t rp_date_word_at(const char *folded, const char *const *words,
		       size_t count)
{
	size_t longest = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		size_t len;

		if (words[i][0] != folded[0])
			continue;
		len = strlen(words[i]);
		if (len > longest && strncmp(folded, words[i], len) == 0 &&
		    (folded[len] == '\0' || strchr(" :.,|-()", folded[len])))
			longest = len;
	}
	return longest;
}

size_t rp_date_telling_at(const char *folded)
{
	size_t change = rp_date_word_at(
	    folded, of_change, sizeof(of_change) / sizeof(of_change[0]));
	size_t publication =
	    rp_date_word_at(folded, of_publication,
			    sizeof(of_publication) / sizeof(of_publication[0]));

	return change > publication ? change : publication;
}

bool rp_date_says_change(const char *words)
{
	char folded[LABEL_BYTES + 8];
	struct rp_str line = rp_str_trim(words);

	if (line.len == 0 || line.len > LABEL_BYTES)
		return false;
	rp_lower_line(folded, sizeof(folded), line);
	return last_word(folded, of_change,
			 sizeof(of_change) / sizeof(of_change[0])) >
	       last_word(folded, of_publication,
			 sizeof(of_publication) / sizeof(of_publication[0]));
}

/* Whether a folded label says no more than that a date follows: "Datum:". */
static bool is_date_label(const char *folded)
{
	static const char *const labels[] = {"date",
					     "datum",
					     "fecha",
					     "data",
					     "dato",
					     "dátum",
					     "tarih",
					     "дата",
					     "article date",
					     "post date",
					     "date published",
					     "date posted",
					     "publication date",
					     "date added",
					     "日期",
					     "日付",
					     "날짜",
					     "등록일"};
	size_t len = strcspn(folded, ":");
	size_t i;

	if (folded[len] && folded[len + 1 + strspn(folded + len + 1, " ")])
		return false;
	while (len > 0 && folded[len - 1] == ' ')
		len--;
	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strlen(labels[i]) == len &&
		    memcmp(folded, labels[i], len) == 0)
			return true;
	return false;
}

bool rp_date_is_labelled(const char *label)
{
	char folded[LABEL_BYTES + 8];
	struct rp_str words = rp_str_trim(label);

	if (is_little(label) ||
	    (words.len && words.data[words.len - 1] == ',' &&
	     !memchr(words.data, ' ', words.len)))
		return true;
	if (words.len > LABEL_BYTES)
		return false;
	rp_lower_line(folded, sizeof(folded), words);
	return is_date_label(folded) ||
	       last_word(folded, of_publication,
			 sizeof(of_publication) / sizeof(of_publication[0])) >
		   0;
}

/* Whether a folded text begins with a little word that leads on to a date and
 * is none of it: "on", "le". */
static bool is_led(struct rp_str folded)
{
	size_t letters = 0;
	size_t used;

	while (letters < folded.len && rp_ascii_is_letter(folded.data[letters]))
		letters++;
	return letters > 0 && letters <= LITTLE &&
	       rp_month_named(&used, folded) == 0 &&
	       rp_weekday_named(folded) == 0;
}

/* Whether four figures in a row stand between: "Sa 12. Mai 20 Uhr" names no
 * year. */
static bool has_whole_year(const char *at, const char *end)
{
	size_t run = 0;

	for (; at < end && run < 4; at++)
		run = rp_ascii_is_digit(*at) ? run + 1 : 0;
	return run == 4;
}

/* Whether a word says that a source follows. */
static bool names_source(const char *at, const char *end)
{
	static const char *const words[] = {
	    "来源", "來源", "출처", "source", "fuente", "fonte", "quelle"};
	struct rp_date_scan scan = {at, end};

	return rp_date_scan_written(&scan, words,
				    sizeof(words) / sizeof(words[0]));
}

bool rp_date_ends(struct rp_str text, enum rp_date_order order)
{
	struct rp_date_text folded;
	struct rp_str rest;
	const char *at;
	const char *end;

	rp_date_fold(&folded, text);
	if (is_led((struct rp_str){folded.bytes, folded.len}) ||
	    rp_date_read(&rest, (struct rp_str){folded.bytes, folded.len},
			 order)
		    .precision == RP_DATE_NONE)
		return false;
	/* A number by itself is somebody's, or an article's. */
	if (strspn(folded.bytes, "0123456789") >=
	    (size_t)(rest.data - folded.bytes))
		return false;
	if (!has_whole_year(folded.bytes, rest.data) ||
	    last_word(rest.data, of_change,
		      sizeof(of_change) / sizeof(of_change[0])) > 0)
		return false;
	at = rest.data;
	end = at + rest.len;
	while (at < end && *at != '|' && !names_source(at, end)) {
		const char *from = at;
		bool ascii = true;

		for (; at < end && is_wordy(*at); at++)
			ascii &= !(*at & 0x80);
		if (at - from > (ascii ? BEHIND_LETTERS : BEHIND_BYTES))
			return false;
		at += at == from;
	}
	return true;
}
