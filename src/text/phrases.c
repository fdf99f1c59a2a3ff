/* SPDX-License-Identifier: Apache-2.0 */
/*
 * phrases.c - lines that are no report, known by their wording
 *
 * Wording is the last resort: it serves plain text, which has nothing else,
 * and what the structure of a page left over. A phrase is compared with the
 * beginning of a line, lower case against lower case, and must end at the
 * border of a word. The lists hold what was met on real pages in the
 * languages named; a phrase that also begins sentences of reports belongs to
 * the openers, which a long sentence overrules.
 */
#include "phrases.h"

#include "lower.h"

#include <string.h>

/* Bytes of a line looked at; longer lines are paragraphs. */
#define INVITATION_BYTES 200
/* Of a line so many are folded; no label or beginning is longer. */
#define PHRASE_BYTES 64
#define OPENER_BYTES 160
/* An opener that reads as a sentence is one from this length on. */
#define SENTENCE_BYTES 80
/* "More in this section tomorrow." */
#define PLACE_BYTES 40
/* Notices are paragraphs of a few sentences. */
#define NOTICE_BYTES 1500

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* clang-format off */
static const char *const labels[] = {
	"advert", "advertisement", "ad", "ads", "sponsored", "promoted",
	"share", "tweet", "print", "email", "e-mail", "pin it", "facebook",
	"twitter", "whatsapp", "linkedin", "pinterest", "reddit", "flipboard",
	"telegram", "copy link", "link copied", "comment", "comments",
	"no comments", "leave a comment", "leave a reply", "close", "caption",
	"show caption", "show captions", "show thumbnails", "hide caption", "menu", "search", "log in", "login",
	"sign in", "subscribe now", "loading", "loading...", "play", "replay",
	"next", "previous", "next article", "previous article", "next story",
	"previous story", "next post", "previous post", "back to top", "top",
	"on top", "go to top", "more", "load more", "show more", "read more",
	"view gallery", "back to gallery", "view comments", "post a comment",
	"text size", "sharing is caring", "tags", "topics", "home", "skip to content", "x", "photos", "video",
	"this slideshow requires javascript", "view all", "see all",
	"skip ad", "ad loading", "ad loading...", "embed", "posted", "sent",
	"play all", "feedback", "expand", "collapse", "skip in", "autoplay",
	"a link has been posted to your facebook feed", "replay video",
	"a link has been sent to your friend's email address",
	"watch video", "now playing", "up next", "playing", "transcript",
	"article continues below", "article continues after sponsorship", "story continues below",
	"continue reading below", "scroll to continue", "continue reading",
	/* German */
	"anzeige", "werbung", "teilen", "drucken", "kommentare", "kommentar",
	"merken", "mehr", "nach oben", "startseite", "schließen",
	/* French */
	"publicité", "partager", "imprimer", "commentaires", "fermer",
	"haut de page", "accueil", "réagir", "commenter",
	/* Spanish, Portuguese, Italian */
	"publicidad", "compartir", "imprimir", "comentarios", "cerrar",
	"inicio", "publicidade", "compartilhar", "compartilhe", "comentários",
	"fechar", "pubblicità", "condividi", "stampa", "commenti", "chiudi",
	/* Dutch, Swedish, Polish, Turkish */
	"advertentie", "delen", "reacties", "annons", "dela", "reklama",
	"udostępnij", "komentarze", "reklam", "paylaş",
	/* Russian, Ukrainian */
	"реклама", "поделиться", "комментарии", "добавить отзыв", "поділитися",
	/* Chinese, Japanese, Korean */
	"广告", "分享", "評論", "评论", "広告", "シェア", "コメント", "광고", "공유",
};

static const char *const invitations[] = {
	"click here", "sign up", "subscribe to", "subscribe for", "subscribe:",
	"subscribe now", "subscribe today", "follow us", "follow me on",
	"follow him on", "follow her on", "follow them on", "follow @",
	"like us on", "find us on", "like this story", "like this topic", "like this article",
	"like what you", "enjoy this article", "share this", "share on",
	"share via", "share with", "share:", "tweet this", "pin this",
	"email this", "print this", "get the latest", "get our", "get more",
	"get breaking news", "download our", "download the app", "join our",
	"join the conversation", "join us on", "have a tip", "send tips",
	"got a tip", "do you have a", "support our", "become a member",
	"photo by", "photos by", "photo credit", "photo:", "photos:",
	"image credit", "image:", "images:", "image source", "image courtesy",
	"picture:", "pictures:", "photo courtesy", "photograph:", "credit:",
	"getty images", "file photo", "this article originally appeared",
	"this story originally appeared", "this article was originally",
	"this story was originally", "this post was originally",
	"originally published", "filed under", "posted in:", "tagged:",
	"tagged with", "tags:", "topics:", "categories:", "copyright", "©",
	"(c) 20", "all rights reserved", "terms of use", "privacy policy",
	"opens in new window", "click to share", "image 1 of", "photo 1 of",
	"you must be logged in", "please log in", "your email address",
	"send us your", "to comment on this", "comments are closed",
	/* German */
	"jetzt abonnieren", "abonnieren sie", "folgen sie uns", "folge uns",
	"melden sie sich", "hier klicken", "klicken sie hier", "foto:",
	"fotos:", "bild:", "quelle:", "bildquelle", "teilen sie",
	"alle rechte vorbehalten",
	/* French */
	"abonnez-vous", "suivez-nous", "inscrivez-vous", "cliquez ici",
	"partager sur", "partagez", "crédit photo", "photo d'illustration",
	"tous droits réservés",
	/* Spanish */
	"suscríbete", "síguenos", "haz clic", "haga clic", "comparte",
	"compartir en", "regístrate", "foto de", "todos los derechos",
	/* Portuguese */
	"inscreva-se", "assine", "siga-nos", "siga o", "clique aqui",
	"compartilhe", "partilhe", "receba", "foto:", "crédito:",
	"todos os direitos", "publicado por",
	/* Italian, Dutch, Polish */
	"iscriviti", "seguici", "clicca qui", "condividi su",
	"riproduzione riservata", "© riproduzione", "volg ons", "abonneer",
	"meld je aan", "klik hier", "zapisz się", "kliknij", "śledź nas",
	/* Russian, Ukrainian, Turkish */
	"подписывайтесь", "подпишитесь", "поделиться в", "фото:",
	"підписуйтесь", "bizi takip", "abone ol",
	/* Chinese, Japanese, Korean */
	"责任编辑", "責任編輯", "来源：", "扫码", "写真：", "무단전재", "무단 전재",
};

static const char *const openers[] = {
	"read more", "read also", "read next", "read the full", "read:",
	"also read", "must read", "related:", "related stories", "related story",
	"related posts", "related articles", "related article",
	"related content", "related news", "related topics", "related links",
	"related coverage", "related video", "related", "see also", "see more",
	"more on this", "more on:", "more:", "more from", "more stories",
	"more news", "more great", "more about this", "more in", "also in",
	"also on", "also see", "also:", "watch:", "watch now", "watch below",
	"watch the", "listen:", "download the", "don't miss", "do not miss",
	"you may also like", "you may like", "you might also", "you might like",
	"recommended for you", "recommended", "recommended stories",
	"most read", "most popular", "most viewed", "trending", "top stories",
	"latest news", "latest stories", "editor's picks", "editors' picks",
	"up next:", "in case you missed", "explore further",
	"further reading", "further information", "for more", "stay connected",
	"newsletter", "about the author", "about the writer", "on the web",
	/* German */
	"lesen sie auch", "lesen sie mehr", "lesen sie dazu", "lies auch",
	"mehr zum thema", "mehr dazu", "mehr lesen", "zum thema",
	"auch interessant", "das könnte sie", "das könnte dich", "siehe auch",
	"weitere artikel", "weitere meldungen", "weitere themen",
	"meistgelesen", "empfohlen", "passend zum thema", "weiterlesen",
	/* French */
	"lire aussi", "à lire", "à lire aussi", "lire la suite", "lire :",
	"voir aussi", "sur le même sujet", "sur le même thème",
	"articles liés", "les plus lus", "à découvrir", "pour aller plus loin",
	"vous aimerez aussi", "notre dossier",
	/* Spanish */
	"lea también", "lee también", "leer más", "ver más", "ver también",
	"te puede interesar", "te recomendamos", "le puede interesar",
	"también te puede", "noticias relacionadas", "relacionado",
	"artículos relacionados", "más información", "más noticias",
	"más leídas", "lo más leído", "mira también",
	/* Portuguese */
	"leia também", "leia mais", "veja também", "veja mais", "saiba mais",
	"você pode gostar", "notícias relacionadas", "mais lidas",
	"posts relacionados", "artigos relacionados", "confira também",
	"ler mais", "leia ainda",
	/* Italian */
	"leggi anche", "leggi tutto", "vedi anche", "potrebbe interessarti",
	"ti potrebbe interessare", "articoli correlati", "per approfondire",
	/* Dutch, Swedish, Danish, Norwegian */
	"lees ook", "lees meer", "lees verder", "bekijk ook", "läs också",
	"läs mer", "läs även", "læs også", "les også", "les mer",
	/* Polish, Czech, Turkish, Romanian, Hungarian, Indonesian */
	"czytaj też", "czytaj także", "czytaj więcej", "zobacz też",
	"zobacz także", "przeczytaj", "čtěte také", "čtěte více",
	"přečtěte si", "ayrıca oku", "ilgili haberler", "i̇lgili haberler",
	"citește și", "citeşte şi", "olvasta már", "baca juga", "lihat juga",
	/* Greek, Russian, Ukrainian, Bulgarian */
	"διαβάστε επίσης", "διαβάστε ακόμη", "δείτε επίσης",
	"читайте также", "читать также", "смотрите также", "по теме",
	"материалы по теме", "читайте ещё", "читайте також", "дивіться також",
	"прочетете още", "вижте още",
	/* Arabic, Persian, Hebrew, Hindi */
	"اقرأ أيضا", "إقرأ أيضا", "شاهد أيضا", "اقرأ المزيد", "بیشتر بخوانید",
	"קראו גם", "यह भी पढ़ें", "ये भी पढ़ें",
	/* Chinese, Japanese, Korean */
	"相关阅读", "相关新闻", "推荐阅读", "延伸阅读", "延伸閱讀", "相關新聞",
	"関連記事", "あわせて読みたい", "合わせて読みたい", "続きを読む",
	"관련기사", "관련 기사",
};

/* Where they stand in a closing line, it is one. */
static const char *const sign_offs[] = {
	"contributed to this report", "contributed to this story",
	"contributed reporting", "contributed to this article",
	"; editing by ", "follow him on", "follow her on", "follow them on",
	"follow us on", "follow me on", "follow him @", "follow her @",
	"on twitter at", "on twitter @", "on facebook at",
	"can be reached at", "be reached by email", "email: ", "e-mail: ",
	"email him", "email her", "our newsletter", "free newsletter", "daily newsletter",
	"subject to copyright", "all rights reserved", "may not be published",
	"retrieved from http", "please consider supporting",
	"consider subscribing", "download our app", "like us on facebook",
	"committed to publishing a diversity of letters",
	"for more information, visit", "do you have a story",
	"is a staff writer", "is a freelance", "is a reporter for",
	"tous droits réservés", "alle rechte vorbehalten",
	"todos los derechos reservados", "todos os direitos reservados",
};

static const char *const sign_off_starts[] = {
	"reporting by", "(reporting by", "additional reporting",
	"(additional reporting", "editing by", "(editing by", "writing by",
	"compiled by", "(writing by", "source:", "sources:", "with inputs from",
	"(with inputs from", "(with agency inputs", "(this story has not",
	"email ", "citation:", "follow ", "provided by", "our standards:",
};

/* Phrases that begin sentences of reports, too: those end in a full stop, and
 * go on in lower case behind the phrase. */
static const char *const ambiguous[] = {
	"for more than", "more in", "also in", "also on", "copyright",
	"getty images", "email",
};

/* … but in lines that begin so, or that hold … */
static const char *const unambiguous[] = {
	"copyright by", "copyright remains", "copyright belongs",
	"email us", "email your", "email our", "email her at", "email him at",
};

/* … one of these. */
static const char *const telling[] = {"reserved", "@"};

/* … or, if they are short, one of these. */
static const char *const places[] = {
	"in this section", "on this page", "on this site",
};

/* Two of them and the word for a cookie make a notice. */
static const char *const notice_words[] = {
	"website", "web site", "this site", "our site", "your browser",
	"privacy", "preferences", "consent", "accept", "agree", "track",
	"personalized", "personalised", "experience", "third part", "we use",
	"settings", "opt out", "your computer", "your device", "advertising",
	"webseite", "website", "datenschutz", "einwillig", "zustimm",
	"akzeptier", "einstellungen", "verwenden", "nutzung", "ce site",
	"navigation", "confidentialité", "acceptez", "utilisons", "paramètres",
	"este sitio", "sitio web", "privacidad", "acepta", "utilizamos",
	"navegación", "navegando", "este site", "privacidade", "aceita",
	"concorda", "questo sito", "utilizziamo", "accetta", "informativa",
	"deze website", "wij gebruiken", "akkoord", "prywatności", "strona",
	"akceptuj", "сайт", "согла", "конфиденциальн",
};

static const char *const cookie_words[] = {
	"cookie", "cookies", "ciasteczk", "куки", "cookie-uri", "kakor",
};
/* clang-format on */

/* Whether a letter or digit of ASCII follows, so that the phrase would be
 * part of a longer word. */
static bool goes_on(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool begins(const char folded[static 1], const char *const *list,
		   size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		size_t len;

		if (list[i][0] != folded[0])
			continue;
		len = strlen(list[i]);
		if (strncmp(folded, list[i], len) == 0 &&
		    (!goes_on(list[i][len - 1]) || !goes_on(folded[len])))
			return true;
	}
	return false;
}

/* "3 of 38", "3 / 38", "Image 3 of 38": the counter of a gallery. */
static bool is_counter(const char *folded)
{
	static const char *const before[] = {"image ", "photo ", "slide "};
	static const char *const between[] = {"of ", "/",   "von ", "sur ",
					      "de ", "di ", "из "};
	size_t digits;
	size_t i;

	for (i = 0; i < COUNT(before); i++)
		if (strncmp(folded, before[i], strlen(before[i])) == 0) {
			folded += strlen(before[i]);
			break;
		}
	digits = strspn(folded, "0123456789");
	if (digits == 0)
		return false;
	folded += digits;
	folded += strspn(folded, " ");
	for (i = 0; i < COUNT(between); i++) {
		size_t len = strlen(between[i]);
		const char *rest = folded + len;

		if (strncmp(folded, between[i], len) != 0)
			continue;
		rest += strspn(rest, " ");
		digits = strspn(rest, "0123456789");
		return digits > 0 && digits <= 4 && rest[digits] == '\0';
	}
	return false;
}

/* The line is the label and perhaps marks such as ':' or arrows. */
static bool is_label(char *folded, size_t len)
{
	size_t i;

	while (len && strchr(" :.!>|", folded[len - 1]))
		len--;
	for (i = 0; i < COUNT(labels); i++)
		if (labels[i][0] == folded[0] && strlen(labels[i]) == len &&
		    memcmp(labels[i], folded, len) == 0)
			return true;
	return false;
}

static bool holds(const char *folded, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strstr(folded, list[i]))
			return true;
	return false;
}

static bool is_notice(const struct rp_phrases *phrases, struct rp_str line)
{
	char folded[NOTICE_BYTES + 8];
	unsigned seen = 0;
	size_t i;

	if (line.len > NOTICE_BYTES || line.len < 20 ||
	    !phrases->sieves.cookie(line))
		return false;
	rp_lower_line(folded, sizeof(folded), line);
	if (!holds(folded, cookie_words, COUNT(cookie_words)))
		return false;
	for (i = 0; i < COUNT(notice_words); i++)
		seen += strstr(folded, notice_words[i]) != NULL;
	return seen >= 2;
}

/* The line without quotation marks and brackets that close behind it. */
static struct rp_str without_closers(struct rp_str line)
{
	static const char *const closers[] = {
	    "\"", "'", ")", "]", "”", "’", "»", "」", "“", "』", "）",
	};
	bool again = true;
	size_t i;

	while (again) {
		again = false;
		for (i = 0; i < COUNT(closers); i++) {
			size_t len = strlen(closers[i]);

			if (line.len > len && memcmp(line.data + line.len - len,
						     closers[i], len) == 0) {
				line.len -= len;
				again = true;
			}
		}
	}
	return line;
}

bool rp_phrases_sentence(struct rp_str line)
{
	static const char *const ends[] = {
	    ".", "!", "?", ":", "。", "！", "？", "…", "؟", "।", "۔",
	};
	size_t i;

	line = without_closers(line);
	for (i = 0; i < COUNT(ends); i++) {
		size_t len = strlen(ends[i]);

		if (line.len >= len &&
		    memcmp(line.data + line.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

static bool is_statement(struct rp_str line)
{
	line = without_closers(line);
	return line.len > 0 && line.data[line.len - 1] == '.';
}

/* Whether a line that begins with a phrase is prose all the same. */
static bool is_prose(const char *folded, struct rp_str line)
{
	size_t i;

	if (!is_statement(line) ||
	    begins(folded, unambiguous, COUNT(unambiguous)) ||
	    holds(folded, telling, COUNT(telling)) ||
	    (line.len <= PLACE_BYTES && holds(folded, places, COUNT(places))))
		return false;
	for (i = 0; i < COUNT(ambiguous); i++) {
		size_t len = strlen(ambiguous[i]);

		if (line.len > len + 1 &&
		    strncmp(folded, ambiguous[i], len) == 0 &&
		    line.data[len] == ' ' && line.data[len + 1] >= 'a' &&
		    line.data[len + 1] <= 'z')
			return true;
	}
	return false;
}

/* ----- the index ----- */

static void put_bit(uint64_t *set, size_t bit)
{
	set[bit / 64] |= (uint64_t)1 << bit % 64;
}

static bool has_bit(const uint64_t *set, size_t bit)
{
	return set[bit / 64] >> bit % 64 & 1;
}

/* Five bits of each of three letters. */
static size_t opening(size_t first, size_t second, size_t third)
{
	return (first & 31) << 10 | (second & 31) << 5 | (third & 31);
}

/* Behind the end of a short phrase anything may stand. One that has a byte
 * beyond ASCII there is not put: lines with one are looked at anyway. */
static void put_opening(struct rp_phrases *phrases, const char *phrase)
{
	unsigned char at[3] = {0};
	size_t len = strlen(phrase);
	size_t second;
	size_t third;

	memcpy(at, phrase, len < 3 ? len : 3);
	if ((at[0] | at[1] | at[2]) >= 128)
		return;
	for (second = 0; second < 32; second++)
		for (third = 0; third < 32; third++)
			if ((len < 2 || (at[1] & 31u) == second) &&
			    (len < 3 || (at[2] & 31u) == third))
				put_bit(phrases->openings,
					opening(at[0], second, third));
}

static void put_openings(struct rp_phrases *phrases, const char *const *list,
			 size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		put_opening(phrases, list[i]);
}

/* Whether a label, a counter or the beginning of a phrase may be here. What
 * is not ASCII is not looked at: it may. Case is beyond the five bits. */
static bool may_open(const struct rp_phrases *phrases, struct rp_str line)
{
	unsigned char at[3] = {0};

	memcpy(at, line.data, line.len < 3 ? line.len : 3);
	if ((at[0] | at[1] | at[2]) >= 128 || !goes_on((char)(at[0] | 0x20)) ||
	    at[1] == '\t' || at[2] == '\t')
		return true;
	return (at[0] >= '0' && at[0] <= '9') ||
	       has_bit(phrases->openings, opening(at[0], at[1], at[2]));
}

/* Where four bytes stand in the set. */
static size_t gram(const char *at)
{
	uint32_t four;

	memcpy(&four, at, sizeof(four));
	four *= 2654435761u;
	return four >> 20;
}

_Static_assert(RP_PHRASES_GRAMS == 1 << 12, "gram() keeps 12 bits");

/* Whether one of the phrases, of four bytes and more, is in the text. */
static bool holds_sign_off(const struct rp_phrases *phrases, const char *folded,
			   size_t len)
{
	size_t i;
	size_t k;

	for (i = 0; i + 4 <= len; i++) {
		if (!has_bit(phrases->grams, gram(folded + i)))
			continue;
		for (k = 0; k < COUNT(sign_offs); k++)
			if (sign_offs[k][0] == folded[i] &&
			    strncmp(sign_offs[k], folded + i,
				    strlen(sign_offs[k])) == 0)
				return true;
	}
	return false;
}

void rp_phrases_init(struct rp_phrases *phrases)
{
	size_t i;

	memset(phrases, 0, sizeof(*phrases));
	rp_sieves_init(&phrases->sieves);
	put_openings(phrases, labels, COUNT(labels));
	put_opening(phrases, "slide "); /* the other words are invitations' */
	put_openings(phrases, invitations, COUNT(invitations));
	put_openings(phrases, openers, COUNT(openers));
	for (i = 0; i < COUNT(sign_offs); i++)
		put_bit(phrases->grams, gram(sign_offs[i]));
}

/* ----- lines ----- */

/* The same, of a line that was folded in part only. */
static bool is_prose_line(struct rp_str line)
{
	char folded[INVITATION_BYTES + 8];

	rp_lower_line(folded, sizeof(folded), line);
	return is_prose(folded, line);
}

enum rp_phrase rp_phrases_begin(const struct rp_phrases *phrases,
				struct rp_str line)
{
	char folded[PHRASE_BYTES + 8];
	size_t len;

	if (line.len == 0)
		return RP_PHRASE_NONE;
	if (line.len <= INVITATION_BYTES && may_open(phrases, line)) {
		len = rp_lower_line(folded, sizeof(folded), line);
		if (line.len <= PHRASE_BYTES &&
		    (is_label(folded, len) || is_counter(folded)))
			return RP_PHRASE_LABEL;
		if (begins(folded, invitations, COUNT(invitations)))
			return is_prose_line(line) ? RP_PHRASE_NONE
						   : RP_PHRASE_INVITATION;
		if (line.len <= OPENER_BYTES &&
		    begins(folded, openers, COUNT(openers)) &&
		    !(line.len > SENTENCE_BYTES && is_statement(line)) &&
		    !is_prose_line(line))
			return RP_PHRASE_OPENER;
	}
	return RP_PHRASE_NONE;
}

enum rp_phrase rp_phrases_read(const struct rp_phrases *phrases,
			       struct rp_str line)
{
	enum rp_phrase phrase = rp_phrases_begin(phrases, line);

	if (phrase == RP_PHRASE_NONE && is_notice(phrases, line))
		return RP_PHRASE_NOTICE;
	return phrase;
}

bool rp_phrases_sign_off(const struct rp_phrases *phrases, struct rp_str line)
{
	char folded[400 + 8];
	size_t len;

	if (line.len > 400)
		return false;
	len = rp_lower_line(folded, sizeof(folded), line);
	if (line.len <= 200 &&
	    begins(folded, sign_off_starts, COUNT(sign_off_starts)) &&
	    !is_prose(folded, line))
		return true;
	return holds_sign_off(phrases, folded, len);
}
