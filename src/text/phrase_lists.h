/* SPDX-License-Identifier: Apache-2.0 */
/* phrase_lists.h - wording of lines that are no report, for phrases.c; in lower
 * case, by language. */
#ifndef RP_PHRASE_LISTS_H
#define RP_PHRASE_LISTS_H

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
	"reading time", "estimated reading time", "estimated read time",
	"read time", "lesezeit", "lesedauer", "temps de lecture",
	"tiempo de lectura", "tempo de leitura", "tempo di lettura", "leestijd",
	"czas czytania", "время чтения", "okuma süresi",
	"this is a modal window", "video player is loading",
	/* German */
	"jetzt abonnieren", "abonnieren sie", "folgen sie uns", "folge uns",
	"melden sie sich", "hier klicken", "klicken sie hier", "foto:",
	"fotos:", "bild:", "quelle:", "bildquelle", "teilen sie",
	"alle rechte vorbehalten", "bildnachweis:", "newsletter abonnieren",
	"artikel anhören",
	/* French */
	"abonnez-vous", "suivez-nous", "inscrivez-vous", "cliquez ici",
	"partager sur", "partagez", "crédit photo", "photo d'illustration",
	"tous droits réservés", "article réservé",
	"réservé aux abonnés",
	/* Spanish */
	"suscríbete", "síguenos", "haz clic", "haga clic", "comparte",
	"compartir en", "regístrate", "foto de", "todos los derechos",
	"solo para suscriptores", "exclusivo para suscriptores",
	/* Portuguese */
	"inscreva-se", "assine", "siga-nos", "siga o", "clique aqui",
	"compartilhe", "partilhe", "receba", "foto:", "crédito:",
	"todos os direitos", "publicado por", "exclusivo para assinantes",
	"conteúdo exclusivo",
	/* Italian, Dutch, Polish */
	"iscriviti", "seguici", "clicca qui", "condividi su",
	"riproduzione riservata", "© riproduzione", "volg ons", "abonneer",
	"meld je aan", "klik hier", "schrijf je in voor onze", "alleen voor abonnees",
	"contenuto riservato", "resta aggiornato sulle", "lästid:",
	"lyssna på artikeln", "zapisz się", "kliknij", "śledź nas", "fot.",
	"dalszy ciąg materiału pod",
	/* Russian, Ukrainian, Turkish */
	"подписывайтесь", "подпишитесь", "поделиться в", "фото:",
	"підписуйтесь", "час читання", "bizi takip", "abone ol", "fotoğraf:",
	"مدة القراءة", "جميع الحقوق محفوظة ل",
	/* Chinese, Japanese, Korean */
	"责任编辑", "責任編輯", "来源：", "扫码关注", "扫码加入", "扫码订阅",
	"扫码添加", "字号：", "打开app阅读", "無断転載禁止", "無断転載を禁", "読了時間", "写真：", "무단전재", "무단 전재",
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
	"ilgili haber", "i̇lgili haber",
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
	"appears in print on", "appeared in print on",
	"appears in the print edition", "appeared in the print edition",
	"is a staff writer", "is a freelance", "is a reporter for",
	"tous droits réservés", "alle rechte vorbehalten",
	"todos los derechos reservados", "todos os direitos reservados",
};

static const char *const sign_off_starts[] = {
	"reporting by", "(reporting by", "additional reporting",
	"(additional reporting", "editing by", "(editing by", "writing by",
	"compiled by", "(writing by", "mit material von", "(avec afp", "(avec ats",
	"нашли опечатку", "нашли ошибку", "знайшли помилку", "source:", "sources:", "with inputs from",
	"(with inputs from", "(with agency inputs", "(this story has not",
	"call the newsroom", "call the news desk", "email ", "citation:", "follow ", "provided by", "our standards:",
};

/* Phrases that begin sentences of reports, too: those end in a full stop, and
 * go on in lower case behind the phrase. */
static const char *const ambiguous[] = {
	"for more than", "more in", "also in", "also on", "copyright",
	"getty images", "email",
};

/* These more seldom: such a sentence has another clause, … */
static const char *const seldom[] = {
	"related", "recommended", "sign up", "read more", "most read",
	"filed under",
	"watch the", "download the", "join us in", "privacy policy",
	"terms of use", "all rights reserved", "editing by",
	"additional reporting", "reporting by", "newsletter", "trending",
	"photo by", "photos by",
	"melden sie sich", "comparte", "publicado por", "foto de", "receba",
	"compartilhe", "assine", "partagez", "kliknij", "zapisz się",
	"подписывайтесь", "підписуйтесь",
};

/* … or is long, and has none of these. */
static const char *const enticing[] = {
	" here", " below", " alert", " updates", " free", " latest",
	" newsletter", " inbox", " your ", " our ", " app ", " this article",
	" this story", " stories", " highlights", " video", " today", " now",
	" news.", " news ", " apply",
	" hier", " mehr ", " unser", " app.", " ici", " notre ", " nos ", " votre ",
	" aquí", " nuestr", " suscri", " aqui", " nosso", " nossa", " assin", " qui.",
	" qui ", " nostr", " abbon", " abonn", " onze ", " tutaj", " nasz", " здесь",
	" facebook", " twitter", " whatsapp", " telegram", " instagram", " redes",
	" e-mail", " notícias", " noticias", " noticia", " notícia", " canal", " канал",
	" тут", " наш", " нашем", " подпи", "こちら", "ここ", "点击", "여기",
};

/* What tells of somebody's words, in any line that begins with a phrase; … */
static const char *const speech[] = {
	" said", " told ", " asked ", " says ", " warned", " wrote ",
	" shouted", " ordered ", " ruled", " according to ",
	" sagte", " sagt ", " teilte ", " hieß es", " erklärte", " forderte",
	" riet ", " warnte", " zufolge",
	" a dit", " a déclaré", " a affirmé", " ont déclaré", " demandent ", " selon ",
	" dijo", " afirmó", " declaró", " explicó", " según ",
	" disse", " afirmou", " declarou", " explicou", " segundo ",
	" ha detto", " ha dichiarato", " ha spiegato",
};

/* … and what tells of something, where nothing entices. */
static const char *const tales[] = {
	" was ", " were ", " had ", " has been ", " has never ", " has changed ",
	" fell ", " rose ", " sold ", " percent", " per cent", " million",
	" billion",
	" wurde ", " wurden ", " hatte ", " hatten ", " prozent", " millionen", " milliarden",
	" était ", " étaient ", " avait ", " pour cent", " milliards",
	" fue ", " fueron ", " había ", " por ciento", " millones",
	" foi ", " foram ", " havia ", " por cento", " milhões",
	" è stat", " sono stat", " aveva ", " per cento", " milioni",
};

/* No sentence begins so: credits, and what is said of the page itself. */
static const char *const credits[] = {
	"photo", "photos", "image", "images", "picture", "pictures", "foto",
	"fotos", "bild", "sign up", "subscribe to", "subscribe for",
	"abonnez-vous", "lesen sie mehr", "crédit", "getty", "file photo",
	"this ", "copyright", "©", "(c)", "follow @", "click here", "for more on",
};

/* Openers that ask to read: however they end, they are no sentences of a
 * report. */
static const char *const readings[] = {
	"read more", "read also", "read next", "also read", "see also", "lesen sie",
	"lies auch", "mehr zum", "lire aussi", "à lire aussi", "lire", "lisez", "lee ", "lea ",
	"leer más", "leia", "ler mais", "leggi", "lees ook", "lees meer", "читайте", "читать",
	"zobacz", "te puede interesar", "czytaj", "przeczytaj także", "przeczytaj też", "läs ", "les også", "læs ",
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

/* How a notice speaks, of itself and to who reads it; a report on cookies
 * speaks of others. Behind a blank or the beginning of the line. */
static const char *const notice_voices[] = {
	" we ", " our ", " us ", " you ", " your ", " this site", " this website",
	" this web site", " the site uses", " this page", " wir ", " uns ", " unser",
	" ihre ", " ihren ", " ihrer ", " ihrem ", " ihr ", " diese web", " dieser web",
	" diese seite", " nous ", " notre ", " nos ", " vous ", " votre ", " vos ", " ce site",
	" utilizamos ", " usamos ", " nuestr", " usted", " este sitio", " esta web",
	" esta página", " nosso", " nossa", " você", " este site", " esse site",
	" utilizziamo ", " usiamo ", " nostr", " vostr", " questo sito", " tuo ", " tua ",
	" wij ", " we gebruiken", " onze ", " ons ", " uw ", " jouw ", " deze website",
	" deze site", " używamy", " nasz", " naszej", " ta strona", " strona korzysta",
	" strona używa", " serwis korzysta", " мы ", " наш", " вы ", " ваш", " этот сайт",
	" этом сайте", " данный сайт", " сайт использует", " vi ", " våra ", " vores ", " din ",
	" accept all", " accept cookies", " manage consent", " manage cookie", " cookie settings",
	" its partners", " ses partenaires", " en partners", " sus socios", " seus parceiros",
	" alle akzeptieren", " tout accepter", " aceptar", " aceptas", " accetta tutti",
	" si acconsente", " acconsenti", " alles accepteren", " wyrażasz", " akceptujesz",
	" se considera que acepta",
	" sie ", " diese internetseite", " nutzung der seite", " nutzung dieser",
	" weitere nutzung", " se utilizan ", " se usan ", " al navegar", " si continúa",
	" continuar navegando", " si utilizzano", " continuando", " proseguendo",
	" chiudendo questo", " en poursuivant", " en continuant", " ao continuar", " ao navegar",
	" door verder", " kontynuując", " продолжая",
	" den här webb", " denne ", " çerez",
};

static const char *const cookie_words[] = {
	"cookie", "cookies", "ciasteczk", "куки", "cookie-uri", "kakor",
};
/* clang-format on */

#endif
