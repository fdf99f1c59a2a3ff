/* SPDX-License-Identifier: Apache-2.0 */
/*
 * calendar_words.c - see calendar_words.h
 *
 * Layout. One row a language; an entry a name, several where it has several
 * forms. A word is an entry if it is all of it, or all up to a bar and agrees
 * with what follows the bar as far as it goes: "oca|k" is "oca", "ocak". Behind
 * a tilde any letters may follow, for what grammar adds. A low line is a blank.
 * Of several entries the longest that agrees is meant.
 *
 * Source. The names of the Gregorian months and days as the Unicode Common
 * Locale Data Repository has them, in the cases in which dates use them.
 *
 * Cost. English first, which is most of what is asked; all other rows are gone
 * through, some 10 us. Rejected: beginnings of three letters without the rest
 * of the word, which took "5 Mayor" and "5 Marines" for days.
 */
#include "calendar_words.h"

#include "ascii.h"

static const char *const english[12] = {"jan|uary", "feb|ruary", "mar|ch",
					"apr|il",   "may",	 "jun|e",
					"jul|y",    "aug|ust",	 "sep|t|ember",
					"oct|ober", "nov|ember", "dec|ember"};

static const char *const months[][12] = {
    /* German, Austrian too */
    {"jan|uar jän|ner", "feb|ruar feb|er", "mär|z mrz maerz", "apr|il", "mai",
     "jun|i", "jul|i", "aug|ust", "sep|tember", "okt|ober", "nov|ember",
     "dez|ember"},
    /* Dutch, Afrikaans */
    {"jan|uari jan|uarie", "feb|ruari feb|ruarie", "maa|rt mrt", "apr|il",
     "mei", "jun|i jun|ie", "jul|i jul|ie", "aug|ustus", "sep|tember",
     "okt|ober", "nov|ember", "dec|ember des|ember"},
    /* Swedish, Danish, Norwegian */
    {"jan|uari", "feb|ruari", "mar|s mar|ts", "apr|il", "maj mai", "jun|i",
     "jul|i", "aug|usti", "sep|tember", "okt|ober", "nov|ember",
     "dec|ember des|ember"},
    /* Icelandic, Faroese */
    {"jan|úar", "feb|rúar", "mar|s", "apr|íl", "maí", "jún|í", "júl|í",
     "ágú|st", "sep|tember", "okt|óber", "nóv|ember", "des|ember"},
    /* French */
    {"jan|vier", "fév|rier fev|rier", "mar|s", "avr|il", "mai", "juin",
     "juil|let", "aoû|t aou|t", "sep|tembre", "oct|obre", "nov|embre",
     "déc|embre dec|embre"},
    /* Spanish */
    {"ene|ro", "feb|rero", "mar|zo", "abr|il", "may|o", "jun|io", "jul|io",
     "ago|sto", "sep|tiembre set|iembre", "oct|ubre", "nov|iembre",
     "dic|iembre"},
    /* Catalan */
    {"gen|er", "feb|rer", "mar|ç", "abr|il", "mai|g", "jun|y", "jul|iol",
     "ago|st ag", "set|embre", "oct|ubre", "nov|embre", "des|embre"},
    /* Galician */
    {"xan|eiro", "feb|reiro", "mar|zo", "abr|il", "mai|o", "xuñ|o", "xul|lo",
     "ago|sto", "set|embro", "out|ubro", "nov|embro", "dec|embro"},
    /* Portuguese */
    {"jan|eiro", "fev|ereiro", "mar|ço mar|co", "abr|il", "mai|o", "jun|ho",
     "jul|ho", "ago|sto", "set|embro", "out|ubro", "nov|embro", "dez|embro"},
    /* Italian */
    {"gen|naio", "feb|braio", "mar|zo", "apr|ile", "mag|gio", "giu|gno",
     "lug|lio", "ago|sto", "set|tembre", "ott|obre", "nov|embre", "dic|embre"},
    /* Romanian */
    {"ian|uarie", "feb|ruarie", "mar|tie", "apr|ilie", "mai", "iun|ie",
     "iul|ie", "aug|ust", "sep|tembrie", "oct|ombrie", "noi|embrie nov",
     "dec|embrie"},
    /* Polish */
    {"sty|cz~", "lut~", "mar|zec mar|ca", "kwi|e~", "maj~", "cze|rw~",
     "lip|iec lip|ca", "sie|rp~", "wrz|e~", "paź|dzier~ paz|dzier~",
     "lis|topad~", "gru|d~"},
    /* Czech */
    {"leden ledna lednu", "únor~", "březen března březnu", "duben dubna dubnu",
     "květ~", "červen června červnu", "červenec července červenci",
     "srpen srpna srpnu", "září", "říjen října říjnu", "listopad~", "prosin~"},
    /* Slovak */
    {"jan|uár~", "feb|ruár~", "mar|ec mar|ca", "apr|íl~", "máj~", "jún~",
     "júl~", "aug|ust~", "sep|temb~", "okt|ób~", "nov|emb~", "dec|emb~"},
    /* Slovene, Serbian, Bosnian */
    {"jan|uar~", "feb|ruar~", "mar|ec mar|ca mar|t~", "apr|il~", "maj~",
     "jun|ij~ jun|a jun|u", "jul|ij~ jul|a jul|u", "avg|ust~", "sep|temb~",
     "okt|ob~", "nov|emb~", "dec|emb~"},
    /* Croatian */
    {"sij|eč~", "velj|ač~", "ožu|jk~ ožu|jak", "tra|vanj tra|vnja", "svi|b~",
     "lip|anj lip|nja", "srp|anj srp|nja", "kol|ov~", "ruj|an ruj|na", NULL,
     "stu|den~", "pro|sin~"},
    /* Hungarian */
    {"jan|uár~", "feb|ruár~ febr", "már|cius~", "ápr|ilis~", "máj|us~",
     "jún|ius~", "júl|ius~", "aug|usztus~", "sze|pt|ember~", "okt|óber~",
     "nov|ember~", "dec|ember~"},
    /* Finnish */
    {"tammik~", "helmik~", "maalisk~", "huhtik~", "toukok~", "kesäk~",
     "heinäk~", "elok~", "syysk~", "lokak~", "marrask~", "jouluk~"},
    /* Estonian */
    {"jaan|uar~", "veeb|ruar~", "märts~", "apr|ill~", "mai", "juun|i~",
     "juul|i~", "aug|ust~", "sep|temb~", "okt|oob~", "nov|emb~", "det|semb~"},
    /* Latvian */
    {"jan|vār~", "feb|ruār~", "mar|t~", "apr|īl~", "mai|j~", "jūn|ij~",
     "jūl|ij~", "aug|ust~", "sep|temb~", "okt|ob~", "nov|emb~", "dec|emb~"},
    /* Lithuanian */
    {"saus|is saus|io", "vasar|is vasar|io", "kov|as kov|o", "baland~",
     "geguž~", "birž~", "liep|a liep|os", "rugpj~", "rugs~", "spal|is spal|io",
     "lapkr~", "gruod~"},
    /* Albanian */
    {"jan|ar", "shk|urt", "mar|s", "pri|ll", "maj", "qer|shor", "kor|rik",
     "gus|ht", "sht|ator", "tet|or", "nën|tor", "dhj|etor"},
    /* Turkish, also in capitals that lost their dots */
    {"oca|k", "şub|at", "mar|t", "nis|an", "may|ıs may|is", "haz|iran",
     "tem|muz", "ağu|stos", "eyl|ül", "eki|m", "kas|ım kas|im",
     "ara|lık ara|lik"},
    /* Azerbaijani, Uzbek */
    {"yan|var", "fev|ral", "mar|t", "apr|el", "may", "iyun iyn", "iyul iyl",
     "avq|ust avg|ust", "sen|tyabr sen|tabr", "okt|yabr okt|abr", "noy|abr",
     "dek|abr"},
    /* Indonesian, Malay */
    {"jan|uari", "feb|ruari peb|ruari", "mar|et mac", "apr|il", "mei", "jun|i",
     "jul|i jul|ai", "agu|stus ags ogo|s", "sep|tember", "okt|ober",
     "nov|ember", "des|ember dis|ember"},
    /* Filipino, Swahili */
    {NULL, "peb|rero", "mar|so mac|hi", "apr|ili", NULL, "hun|yo", "hul|yo",
     "ago|sti", "set|yembre sep|temba", "okt|ubre okt|oba",
     "nob|yembre nov|emba", "dis|yembre des|emba"},
    /* Greek */
    {"ιαν|ου~", "φεβ|ρου~", "μάρ|τ~ μαρ|τ~", "απρ|ί~ απρ|ι~",
     "μάι~ μαΐ~ μαϊ~ μάϊ~ μαι~", "ιούν~ ιουν~", "ιούλ~ ιουλ~",
     "αύγ|ου~ αυγ|ο~ αυγ|ού~", "σεπ|τ~", "οκτ|ώ~ οκτ|ω~", "νοέ|μ~ νοε|μ~",
     "δεκ|έ~ δεκ|ε~"},
    /* Russian */
    {"янв|ар~", "фев|рал~", "мар|т~", "апр|ел~", "мая май", "июн~", "июл~",
     "авг|уст~", "сен|тябр~ сент", "окт|ябр~", "ноя|бр~ нояб", "дек|абр~"},
    /* Ukrainian */
    {"січ|н~ січень", "лют~", "бер|езн~ березень", "квіт~", "трав~", "черв~",
     "лип|н~ липень", "серп~", "вер|есн~ вересень", "жовт~", "листопад~ лист",
     "груд~"},
    /* Belarusian */
    {"сту|дз~", "лют~", "сак|ав~", "кра|сав~", "мая май", "чэр|в~", "ліп|ен~",
     "жні|в~ жні|ў~", "вер|ас~", "кас|трычн~", "ліс|тап~", "сне|ж~"},
    /* Bulgarian */
    {"яну|ари", "фев|руари", "мар|т", "апр|ил", "май", "юни", "юли", "авг|уст",
     "сеп|тември", "окт|омври", "ное|мври", "дек|ември"},
    /* Serbian, Macedonian */
    {"јан|уар~", "феб|руар~", "мар|т~", "апр|ил~", "мај~", "јун~", "јул~",
     "авг|уст~", "сеп|темв~ сеп|темб~", "окт|об~ окт|омв~", "нов|емб~ ное|мв~",
     "дец|емб~ дек|емв~"},
    /* Kazakh */
    {"қаң|тар~", "ақп|ан~", "нау|рыз~", "сәу|ір~", "мам|ыр~", "мау|сым~",
     "шіл|де~", "там|ыз~", "қыр|күйек~", "қаз|ан~", "қар|аша~", "жел|тоқсан~"},
    /* Georgian */
    {"იან|ვ~", "თებ|ერვ~", "მარ|ტ~", "აპრ|ილ~", "მაი|ს~", "ივნ|ის~", "ივლ|ის~",
     "აგვ|ისტ~", "სექ|ტემბ~", "ოქტ|ომბ~", "ნოე|მბ~", "დეკ|ემბ~"},
    /* Armenian */
    {"հունվար~ հնվ", "փետրվար~ փտվ", "մարտ~ մրտ", "ապր|իլ~", "մայիս~ մյս",
     "հունիս~ հնս", "հուլիս~ հլս", "օգոստոս~ օգս", "սեպ|տեմբեր~", "հոկ|տեմբեր~",
     "նոյ|եմբեր~", "դեկ|տեմբեր~"},
    /* Hebrew, with "in" before it too */
    {"ינואר בינואר ינו׳ בינו׳", "פברואר בפברואר פבר׳ בפבר׳",
     "מרץ במרץ מרס במרס", "אפריל באפריל אפר׳ באפר׳", "מאי במאי", "יוני ביוני",
     "יולי ביולי", "אוגוסט באוגוסט אוג׳ באוג׳", "ספטמבר בספטמבר ספט׳ בספט׳",
     "אוקטובר באוקטובר אוק׳ באוק׳", "נובמבר בנובמבר נוב׳ בנוב׳",
     "דצמבר בדצמבר דצמ׳ בדצמ׳"},
    /* Arabic of Egypt and the Gulf */
    {"يناير", "فبراير", "مارس", "أبريل ابريل إبريل", "مايو", "يونيو", "يوليو",
     "أغسطس اغسطس", "سبتمبر", "أكتوبر اكتوبر", "نوفمبر", "ديسمبر"},
    /* of the Levant and Iraq */
    {"كانون_الثاني", "شباط", "آذار اذار", "نيسان", "أيار ايار", "حزيران",
     "تموز", "آب اب", "أيلول ايلول", "تشرين_الأول تشرين_الاول", "تشرين_الثاني",
     "كانون_الأول كانون_الاول"},
    /* of the Maghreb */
    {"جانفي", "فيفري", NULL, "أفريل افريل", "ماي", "جوان", "جويلية يوليوز",
     "أوت اوت غشت", "شتنبر", NULL, "نونبر", "دجنبر"},
    /* Persian, for the Gregorian calendar */
    {"ژانویه", "فوریه", NULL, "آوریل", "مه", "ژوئن", "ژوئیه ژوییه", "اوت",
     "سپتامبر", "اکتبر", "نوامبر", "دسامبر"},
    /* Urdu */
    {"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر",
     "اکتوبر", "نومبر", "دسمبر"},
    /* Hindi */
    {"जन|वरी", "फर|वरी फ़र|वरी", "मार्च", "अप्रैल", "मई", "जून", "जुल|ाई", "अग|स्त",
     "सित|ंबर सित|म्बर", "अक्टू|बर अक्तूबर", "नव|ंबर नव|म्बर", "दिस|ंबर दिस|म्बर"},
    /* Marathi */
    {"जाने|वारी", "फेब्रु|वारी", NULL, "एप्रि|ल", "मे", NULL, "जुलै", "ऑग|स्ट", "सप्टें|बर",
     "ऑक्टो|बर", "नोव्हें|बर", "डिसें|बर"},
    /* Bengali */
    {"জানু|য়ারি জানু|য়ারী জানু|য়ারি জানু|য়ারী",
     "ফেব|্রুয়ারি ফেব|্রুয়ারী ফেব|্রুয়ারি ফেব|্রুয়ারী", "মার্চ", "এপ্রি|ল", "মে", "জুন",
     "জুল|াই", "আগ|স্ট", "সেপ|্টেম্বর", "অক্টো|বর", "নভে|ম্বর", "ডিসে|ম্বর"},
    /* Gujarati */
    {"જાન્યુ|આરી", "ફેબ્રુ|આરી", "માર્ચ", "એપ્રિલ", "મે", "જૂન", "જુલાઈ", "ઑગસ્ટ ઓગસ્ટ",
     "સપ્ટે|મ્બર", "ઑક્ટો|બર ઓક્ટો|બર", "નવે|મ્બર", "ડિસે|મ્બર"},
    /* Tamil */
    {"ஜன|வரி", "பிப்|ரவரி", "மார்|ச்", "ஏப்|ரல்", "மே", "ஜூன்", "ஜூலை", "ஆக|ஸ்ட்",
     "செப்|டம்பர்", "அக்|டோபர்", "நவ|ம்பர்", "டிச|ம்பர்"},
    /* Telugu */
    {"జన|వరి", "ఫిబ్ర|వరి", "మార్చి", "ఏప్రి|ల్", "మే", "జూన్", "జులై జూలై", "ఆగ|స్టు",
     "సెప్టెం|బర్ సెప్టెం|బరు", "అక్టో|బర్ అక్టో|బరు", "నవం|బర్ నవం|బరు", "డిసెం|బర్ డిసెం|బరు"},
    /* Kannada */
    {"ಜನ|ವರಿ", "ಫೆಬ್ರ|ವರಿ", "ಮಾರ್ಚ್", "ಏಪ್ರಿ|ಲ್", "ಮೇ", "ಜೂನ್", "ಜುಲೈ", "ಆಗ|ಸ್ಟ್",
     "ಸೆಪ್ಟೆಂ|ಬರ್", "ಅಕ್ಟೋ|ಬರ್", "ನವೆಂ|ಬರ್", "ಡಿಸೆಂ|ಬರ್"},
    /* Malayalam */
    {"ജനു|വരി", "ഫെബ്രു|വരി", "മാർ|ച്ച്", "ഏപ്രി|ൽ", "മേയ് മെയ്", "ജൂൺ", "ജൂലൈ", "ഓഗ|സ്റ്റ്",
     "സെപ്റ്റം|ബർ", "ഒക്ടോ|ബർ", "നവം|ബർ", "ഡിസം|ബർ"},
    /* Thai */
    {"มกราคม ม.ค.", "กุมภาพันธ์ ก.พ.", "มีนาคม มี.ค.", "เมษายน เม.ย.",
     "พฤษภาคม พ.ค.", "มิถุนายน มิ.ย.", "กรกฎาคม ก.ค.", "สิงหาคม ส.ค.",
     "กันยายน ก.ย.", "ตุลาคม ต.ค.", "พฤศจิกายน พ.ย.", "ธันวาคม ธ.ค."}};
#define LANGUAGES (sizeof(months) / sizeof(months[0]))

/* English first. */
static const char *const weekdays[] = {
    "mon|day tue|s|day wed|nesday thu|rs|day fri|day sat|urday sun|day",
    "mo|ntag di|enstag mi|ttwoch do|nnerstag fr|eitag sa|mstag so|nntag "
    "sonnabend",
    "ma|andag di|nsdag wo|ensdag do|nderdag vr|ijdag za|terdag zo|ndag",
    "mån|dag tis|dag ons|dag tors|dag fre|dag lör|dag sön|dag man|dag tirs|dag "
    "lør|dag søn|dag",
    "mán|udagur þri|ðjudagur mið|vikudagur fim|mtudagur fös|tudagur "
    "lau|gardagur sun|nudagur",
    "lun|di mar|di mer|credi jeu|di ven|dredi sam|edi dim|anche",
    "lun|es mar|tes mié|rcoles mie|rcoles jue|ves vie|rnes sáb|ado sab|ado "
    "dom|ingo",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "seg|unda~ segunda-feira ter|ça~ terça-feira qua|rta~ quarta-feira "
    "qui|nta~ "
    "quinta-feira sex|ta~ sexta-feira",
    "lun|edì mar|tedì mer|coledì gio|vedì ven|erdì sab|ato dom|enica",
    "luni mar|ți mar|ţi mie|rcuri joi vin|eri sâm|bătă dum|inică",
    "pon|iedziałek wto|rek wt środa śr czw|artek pią|tek pt sob|ota "
    "nie|dziela",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "pondelok utorok streda štvrtok piatok nedeľa",
    "pon|edjeljak pon|edeljak pon|edeljek uto|rak tor|ek sri|jeda sre|da "
    "čet|vrtak "
    "čet|rtek pet|ak pet|ek sub|ota ned|jelja ned|elja",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "maanantai~ tiistai~ keskiviikko~ torstai~ perjantai~ lauantai~ "
    "sunnuntai~ ma ti ke to pe la su",
    "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "pirmdien~ otrdien~ trešdien~ ceturtdien~ piektdien~ sestdien~ svētdien~",
    "pirmadien~ antradien~ trečiadien~ ketvirtadien~ penktadien~ šeštadien~ "
    "sekmadien~",
    "paz|artesi sal|ı çar|şamba per|şembe cum|a cumartesi cmt pazar",
    "senin sel|asa rab|u kam|is jum|at jumat sab|tu minggu min isnin khamis "
    "jumaat ahad",
    "δευ|τέρα τρί|τη τετ|άρτη πέμ|πτη παρ|ασκευή σάβ|βατο κυρ|ιακή",
    "пон|едельник вт|орник ср|еда че|тверг чт пят|ница пт суб|бота сб "
    "вос|кресенье вс пн",
    "понеділок вівторок середа четвер п'ятниця пʼятниця субота неділя",
    "понеделник вторник среда четврток петок сабота недела сряда четвъртък "
    "петък събота неделя",
    "понедељак уторак среда четвртак петак недеља",
    "ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა",
    "երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի",
    "יום_ראשון יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי יום_ו' יום_שבת "
    "שבת "
    "ראשון שני שלישי רביעי חמישי שישי",
    "الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد "
    "الاحد",
    "دوشنبه سهشنبه چهارشنبه پنجشنبه پنجشنبه جمعه شنبه یکشنبه "
    "یکشنبه",
    "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    "सोमवार मंगलवार मंगळवार बुधवार गुरुवार बृहस्पतिवार शुक्रवार शनिवार रविवार सोम मंगल "
    "बुध "
    "गुरु शुक्र शनि रवि",
    "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
    "திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ஞாயிறு",
    "วันจันทร์~ วันอังคาร~ วันพุธ~ วันพฤหัสบดี~ วันศุกร์~ วันเสาร์~ วันอาทิตย์~ จันทร์~ "
    "อังคาร~ พุธ~ พฤหัสบดี~ ศุกร์~ เสาร์~ อาทิตย์~",
    "bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə bazar",
    "dushanba seshanba chorshanba payshanba juma shanba yakshanba",
    "lunes martes miyerkules huwebes biyernes sabado linggo",
    "e_hënë e_martë e_mërkurë e_enjte e_premte e_shtunë e_diel",
    "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
    "панядзелак аўторак серада чацвер пятніца субота нядзеля",
    "સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર રવિવાર",
    "ಸೋಮವಾರ ಮಂಗಳವಾರ ಬುಧವಾರ ಗುರುವಾರ ಶುಕ್ರವಾರ ಶನಿವಾರ ಭಾನುವಾರ",
    "సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం ఆదివారం",
    "തിങ്കളാഴ്ച ചൊവ്വാഴ്ച ബുധനാഴ്ച വ്യാഴാഴ്ച വെള്ളിയാഴ്ച ശനിയാഴ്ച ഞായറാഴ്ച",
    "maandag dinsdag woensdag donderdag vrydag saterdag sondag",
    "mánadagur týsdagur mikudagur hósdagur fríggjadagur leygardagur sunnudagur",
    "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật thứ_2 thứ_3 thứ_4 "
    "thứ_5 thứ_6 thứ_7"};

static bool is_letter(const char *at, const char *end)
{
	return at < end && (rp_ascii_is_letter(*at) || (*at & 0x80));
}

/* The script of a word by its first byte, as far as rows are told by it. */
static unsigned script_of(char first)
{
	unsigned char c = (unsigned char)first;

	if (c < 0xcc) /* Latin, and its letters with marks */
		return 0;
	if (c < 0xd0) /* Greek */
		return 1;
	if (c < 0xd5) /* Cyrillic */
		return 2;
	if (c < 0xd8) /* Armenian, Hebrew */
		return 3;
	return c < 0xe0 ? 4 /* Arabic */ : c;
}

/* Length of the word at the beginning of a text if it is the entry that begins
 * at entry; 0: it is not. */
static size_t agrees(const char *entry, struct rp_str text)
{
	const char *at = text.data;
	const char *end = text.data + text.len;
	bool enough = false; /* what a bar asks for is there */
	bool whole;
	const char *c = entry;

	for (; *c && *c != ' ' && *c != '~'; c++) {
		if (*c == '|') {
			enough = true;
			if (!is_letter(at, end))
				break;
		} else if (at < end && *at == (*c == '_' ? ' ' : *c)) {
			at++;
		} else {
			break;
		}
	}
	whole = !*c || *c == ' ' || *c == '~';
	if (*c == '~')
		while (is_letter(at, end))
			at++;
	if ((!whole && !enough) || is_letter(at, end))
		return 0;
	return (size_t)(at - text.data);
}

/* Length of the longest of the entries that a text, which is not empty, begins
 * with; 0: none. */
static size_t longest(const char *entries, struct rp_str text)
{
	const char *entry = entries;
	size_t most = 0;

	while (*entry) {
		if (*entry == *text.data) {
			size_t len = agrees(entry, text);

			if (len > most)
				most = len;
		}
		while (*entry && *entry != ' ')
			entry++;
		entry += *entry == ' ';
	}
	return most;
}

int rp_month_named(size_t *used, struct rp_str text)
{
	unsigned script;
	size_t language;
	int found = 0;
	int i;

	*used = 0;
	if (text.len == 0 || rp_ascii_is_digit(*text.data))
		return 0;
	for (i = 0; i < 12; i++) {
		*used = longest(english[i], text);
		if (*used)
			return i + 1;
	}
	script = script_of(*text.data);
	for (language = 0; language < LANGUAGES; language++) {
		/* April is in all of them. */
		if (script_of(*months[language][3]) != script)
			continue;
		for (i = 0; i < 12; i++) {
			const char *entries = months[language][i];
			size_t len = entries ? longest(entries, text) : 0;

			if (len <= *used)
				continue;
			*used = len;
			found = i + 1;
		}
	}
	return found;
}

size_t rp_weekday_named(struct rp_str text)
{
	size_t most = 0;
	size_t i;

	if (text.len == 0 || rp_ascii_is_digit(*text.data))
		return 0;
	most = longest(weekdays[0], text);
	for (i = 1; i < sizeof(weekdays) / sizeof(weekdays[0]) && most == 0;
	     i++) {
		if (script_of(*weekdays[i]) == script_of(*text.data))
			most = longest(weekdays[i], text);
	}
	return most;
}
