/* SPDX-License-Identifier: Apache-2.0 */
#include "phrases.h"
#include "testing.h"

static enum rp_phrase read_line(const char *line)
{
	struct rp_phrases phrases;

	rp_phrases_init(&phrases);
	return rp_phrases_read(&phrases, str(line));
}

/* All of the lines are none of the phrases. */
static void assert_left(const char *const *lines, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		cr_assert_eq(read_line(lines[i]), RP_PHRASE_NONE, "%s",
			     lines[i]);
}

/* Each of them is one. */
static void assert_known(const char *const *lines, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		cr_assert_neq(read_line(lines[i]), RP_PHRASE_NONE, "%s",
			      lines[i]);
}

Test(phrases, know_labels)
{
	cr_assert_eq(read_line("Share"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("ADVERTISEMENT"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("On Top"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("РЕКЛАМА"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("3 of 38"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("3 / 38"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("Image 4 of 5"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("Slide 4 of 5"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("Sharing is caring!"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("3 of 38 members"), RP_PHRASE_NONE);
	cr_assert_eq(read_line("Shareholders"), RP_PHRASE_NONE);
	cr_assert_eq(read_line(""), RP_PHRASE_NONE);
}

Test(phrases, know_lines_of_several_labels)
{
	cr_assert_eq(read_line("Share Tweet Email"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("autoplay autoplay"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("Share | Print | Email"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("Share Tweet Harbour"), RP_PHRASE_NONE);
	cr_assert_eq(read_line("Sharing is easy"), RP_PHRASE_NONE);
}

Test(phrases, know_invitations_in_several_languages)
{
	cr_assert_eq(read_line("Share This Post"), RP_PHRASE_INVITATION);
	cr_assert_eq(read_line("Sign up for our letter"), RP_PHRASE_INVITATION);
	cr_assert_eq(read_line("SUSCRÍBETE al boletín"), RP_PHRASE_INVITATION);
	cr_assert_eq(read_line("© 2017 Westmere Daily"), RP_PHRASE_INVITATION);
	cr_assert_eq(read_line("Подписывайтесь на нас"), RP_PHRASE_INVITATION);
	cr_assert_eq(read_line("Sharing this is free."), RP_PHRASE_NONE);
}

Test(phrases, know_openers_that_are_no_sentences)
{
	cr_assert_eq(read_line("Read more: why halls leak"), RP_PHRASE_OPENER);
	cr_assert_eq(read_line("related posts"), RP_PHRASE_OPENER);
	cr_assert_eq(read_line("LESEN SIE AUCH: Hallen"), RP_PHRASE_OPENER);
	cr_assert_eq(read_line("ЧИТАЙТЕ ТАКЖЕ: бассейн"), RP_PHRASE_OPENER);
	cr_assert_eq(read_line("Don\xe2\x80\x99t miss"), RP_PHRASE_OPENER);
	cr_assert_eq(read_line("関連記事"), RP_PHRASE_OPENER);
	cr_assert_eq(read_line("Reading more books is fun."), RP_PHRASE_NONE);
	cr_assert_eq(
	    read_line("Related matters were put off until the council meets "
		      "again in the spring of next year."),
	    RP_PHRASE_NONE);
}

Test(phrases, leave_sentences_that_begin_like_them)
{
	static const char *const sentences[] = {
	    "For more than two decades the town had asked for it.",
	    "For more than a decade, the mayor said. \"We are glad it is "
	    "over.\"",
	    "Also in the hall were forty students.",
	    "More in the province are without power than in the capital.",
	    "Copyright infringement cost the studios 40 million, it heard.",
	    "Getty Images said on Monday that it had sued the firm.",
	    "Copyright is at the heart of the dispute between the two.",
	    "Copyright of the photographs was given up by the family.",
	    "More in this section of Aleppo have fled since Monday.",
	    "Getty images were found in the court file of the lawyer.",
	    "Related matters were put off, she said, until the council meets "
	    "again in spring, \"or in autumn.\""};
	static const char *const others[] = {
	    "For more information, visit the site.",
	    "More in Sport",
	    "Also in this section",
	    "Copyright 2017 Westmere Daily. All rights reserved.",
	    "Copyright by Westmere Daily.",
	    "Copyright remains with Westmere Daily.",
	    "More in this section tomorrow.",
	    "Getty Images",
	    "Copyright law (c) 2017 Westmere, all rights reserved."};
	struct rp_phrases phrases;
	size_t i;

	for (i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		cr_assert_eq(read_line(sentences[i]), RP_PHRASE_NONE, "%s",
			     sentences[i]);
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_assert_neq(read_line(others[i]), RP_PHRASE_NONE, "%s",
			      others[i]);
	rp_phrases_init(&phrases);
	cr_assert(!rp_phrases_sign_off(
	    &phrases, str("Email accounts of forty officials were read.")));
	cr_assert(!rp_phrases_sign_off(
	    &phrases, str("Email users lost their accounts on Monday.")));
	cr_assert(rp_phrases_sign_off(&phrases,
				      str("Email us to share your story.")));
	cr_assert(rp_phrases_sign_off(&phrases,
				      str("Email her at j@westmere.example.")));
}

Test(phrases, leave_sentences_but_not_invitations)
{
	static const char *const sentences[] = {
	    "Sign up for the course by March, the school said, or lose it.",
	    "Filed under a false name, the claim was paid by the insurer.",
	    "Related deaths rose to forty in the county, the coroner said.",
	    "Recommended doses will be halved, the agency said on Friday.",
	    "Watch the quay closely, the director told the divers.",
	    "Privacy policy will be debated in the chamber of the county on "
	    "Tuesday.",
	};
	static const char *const others[] = {
	    "Sign up for our letter.",
	    "Filed under: Sport, Regional.",
	    "Originally published in The Mercury, March 3.",
	    "Sign up for the morning newsletter by noon.",
	    "Related stories are in your inbox.",
	    "Recommended by readers of this article.",
	    "Watch the video of the match.",
	    "Sign up for the latest news.",
	    "Sign up to receive breaking news alerts.",
	    "Sign up for a free trial.",
	    "Read more below.",
	    "Watch the highlights here.",
	    "Most read stories this week.",
	    "Trending now.",
	    "Recommended reading.",
	    "Privacy policy and terms of use.",
	    "Privacy policy",
	};

	assert_left(sentences, sizeof(sentences) / sizeof(sentences[0]));
	assert_known(others, sizeof(others) / sizeof(others[0]));
}

/* In other languages than English too. */
Test(phrases, leave_sentences_in_other_languages)
{
	static const char *const sentences[] = {
	    "Weitere Themen des Treffens waren Energie und Migration.",
	    "Zum Thema Rente äußerte sich der Minister nicht.",
	    "Melden Sie sich bitte bei der Wache in Celle, wenn Sie ihn sahen.",
	    "À lire les chiffres, la hausse est de 4 pour cent.",
	    "Comparte esa opinión la oposición, que votó a favor de la moción.",
	    "Más información sobre el caso se conocerá el lunes.",
	    "По теме беженцев стороны не договорились.",
	    "Подписывайтесь под петицией, призвал депутат на митинге.",
	    "Przeczytają go także uczniowie szkół średnich.",
	    "相关新闻发布会将于周五上午举行。",
	    "यह भी पढ़ें और समझें, मंत्री ने कहा।",
	};
	static const char *const others[] = {
	    "Mehr zum Thema lesen Sie hier auf unserer Seite.",
	    "Melden Sie sich für unseren Newsletter an, kostenlos und sofort.",
	    "Comparte esta noticia en Facebook, Twitter y WhatsApp.",
	    "À lire aussi, notre dossier complet sur le budget.",
	    "Подписывайтесь на наш канал, чтобы не пропустить главное.",
	    "Przeczytaj także: Nowy budżet miasta",
	    "相关新闻：市长辞职",
	};

	assert_left(sentences, sizeof(sentences) / sizeof(sentences[0]));
	assert_known(others, sizeof(others) / sizeof(others[0]));
}

/* A report on cookies speaks of others. */
Test(phrases, leave_reports_on_cookies)
{
	cr_assert_eq(read_line("The court said that websites must ask for "
			       "consent before they track visitors with "
			       "cookies, and that a box already ticked is "
			       "none."),
		     RP_PHRASE_NONE);
	cr_assert_eq(read_line("Der Gerichtshof entschied, dass Webseiten "
			       "Cookies nur nach einer Einwilligung setzen "
			       "dürfen."),
		     RP_PHRASE_NONE);
	cr_assert_eq(read_line("Diese Webseite verwendet Cookies; mit der "
			       "Nutzung stimmen Sie dem zu."),
		     RP_PHRASE_NOTICE);
	cr_assert_eq(read_line("Cookies help us to offer you a better "
			       "experience. You accept them by using this "
			       "website."),
		     RP_PHRASE_NOTICE);
}

Test(phrases, end_sentences_as_languages_do)
{
	static const char *const sentences[] = {
	    "« Nous tiendrons nos engagements.\xc2\xa0»",
	    "»Das ist ein guter Tag.«",
	    "„Er sagte: ‚Das schaffen wir.‘“",
	    "Verletzt wurde niemand. (dpa)",
	    "Никто не пострадал. (Интерфакс)",
	    "議会は二月に採決する。（共同）",
	    "「市民の水は必ず守ります」",
	    "״זה יום טוב.״",
	    "Ποιος θα πληρώσει;",
	    "นายกรัฐมนตรีกล่าวว่าจะลาออก",
	};
	size_t i;

	for (i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		cr_assert(rp_phrases_sentence(str(sentences[i])), "%s",
			  sentences[i]);
	cr_assert_not(rp_phrases_sentence(str("Photo: Ada Lind (dpa)")));
	cr_assert_not(rp_phrases_sentence(str("Harlow 3; Brent 2;")));
	cr_assert_not(rp_phrases_sentence(str("(dpa)")));
}

/* Letters and marks apart, as some systems write them. */
Test(phrases, know_lines_in_either_normal_form)
{
	cr_assert_eq(read_line("Publicite\xcc\x81"), RP_PHRASE_LABEL);
	cr_assert_eq(read_line("A\xcc\x80 lire aussi : le maire"),
		     RP_PHRASE_OPENER);
	cr_assert_eq(read_line("Читаи\xcc\x86те также: бассейн"),
		     RP_PHRASE_OPENER);
	cr_assert_eq(read_line("\u1100\u116a\u11bc\u1100\u1169"),
		     RP_PHRASE_LABEL);
	/* a mark that composes with nothing stays */
	cr_assert_eq(read_line("x\xcc\x84"), RP_PHRASE_NONE);
}

Test(phrases, know_consent_notices)
{
	cr_assert_eq(read_line("This website stores cookies on your computer. "
			       "See our Privacy Policy to find out more."),
		     RP_PHRASE_NOTICE);
	cr_assert_eq(read_line("Diese Webseite verwendet Cookies. Einzelheiten "
			       "nennt die Datenschutzerklärung."),
		     RP_PHRASE_NOTICE);
	cr_assert_eq(read_line("She baked cookies for the whole town, and the "
			       "town ate them within an hour."),
		     RP_PHRASE_NONE);
}

Test(phrases, tell_sentences)
{
	cr_assert(rp_phrases_sentence(str("It is closed.")));
	cr_assert(rp_phrases_sentence(str("\"It is closed!\"")));
	cr_assert(rp_phrases_sentence(str("閉まっている。")));
	cr_assert(!rp_phrases_sentence(str("Swimming hall closes")));
	cr_assert(!rp_phrases_sentence(str("")));
}

/* Lines are looked at in steps of sixteen bytes. */
Test(phrases, know_a_notice_wherever_its_word_stands)
{
	static const char *const words[] = {
	    "cookie", "COOKIES", "kakor", "ciasteczk", "куки", "Куки", "КУКИ"};
	char line[200];
	size_t i;
	int before;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (before = 0; before < 40; before++) {
			snprintf(line, sizeof(line),
				 "%.*sZ we use it, see your settings %s",
				 before,
				 "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
				 "zzz",
				 words[i]);
			cr_assert_eq(read_line(line), RP_PHRASE_NOTICE, "%s",
				     line);
			snprintf(line, sizeof(line),
				 "%.*s%s: we use it, see your settings", before,
				 "(((((((((((((((((((((((((((((((((((((("
				 "((",
				 words[i]);
			cr_assert_eq(read_line(line), RP_PHRASE_NOTICE, "%s",
				     line);
		}
	cr_assert_eq(read_line("We use it, see your settings and accept what "
			       "the cook made of it."),
		     RP_PHRASE_NONE);
}

/* Prose that begins with words of furniture. */
Test(phrases, leave_sentences_that_report)
{
	static const char *const sentences[] = {
	    "Share on Monday fell by three percent after the firm warned of "
	    "losses.",
	    "Originally published in 1911, the novel has never been out of "
	    "print.",
	    "Subscribe now, the campaign told its members, or lose the paper.",
	    "Do you have a minute, asked the man who would later be charged.",
	    "Teilen Sie die Kosten, riet der Richter den Nachbarn am Freitag.",
	    "Assine quem assinar, o acordo não muda nada, afirmou o ministro.",
	    "Photo by photo, investigators rebuilt the last hours of the crew.",
	};
	static const char *const furniture[] = {
	    "Originally published on Monday in The Guardian and reprinted "
	    "here.",
	    "Share this story with your friends, said to be the best of all.",
	    "Get breaking news alerts and more than 4 million stories from our "
	    "desk.",
	    "Sign up for our weekly newsletter and read what was said on "
	    "Monday.",
	    "More from Politics: the mayor was told that the road had to be "
	    "closed.",
	    "Photo by Jane Doe of the mayor, who said that the road was "
	    "closed.",
	    "Follow us at www.example.com, where the mayor said it was "
	    "closed.",
	    "Follow us and find out what was said before you read it "
	    "elsewhere?",
	};

	assert_left(sentences, sizeof(sentences) / sizeof(sentences[0]));
	assert_known(furniture, sizeof(furniture) / sizeof(furniture[0]));
}
