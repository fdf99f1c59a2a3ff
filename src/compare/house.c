/* SPDX-License-Identifier: Apache-2.0 */
/*
 * house.c - the words that figures are written in
 *
 * Words are known by their hashes alone here. So that a figure can be read, the
 * hashes of all of one to three digits are in a table, 1,110 of them, with
 * words for numbers, halves of the day, scales and single letters; longer
 * figures are put together of these. Common words of a dozen languages are
 * among them. 32 KiB, made for each corpus.
 */
#include "house.h"

#include "hash.h"

#include <string.h>

uint32_t rp_house_hash(const char *word)
{
	return rp_hash_word(word, strlen(word));
}

void rp_house_figure(char out[RP_HOUSE_LEN], unsigned value, unsigned width)
{
	char digits[RP_HOUSE_LEN];
	size_t len = strlen(out);
	size_t count = 0;

	do {
		digits[count++] = (char)('0' + value % 10);
		value /= 10;
	} while (value || count < width);
	while (count && len + 1 < RP_HOUSE_LEN)
		out[len++] = digits[--count];
	out[len] = '\0';
}

void rp_house_letters(char out[RP_HOUSE_LEN], const char *letters)
{
	size_t len = strlen(out);

	while (*letters && len + 1 < RP_HOUSE_LEN)
		out[len++] = *letters++;
	out[len] = '\0';
}

/* Where a word stands, or would. */
static uint32_t place_of(const struct rp_house *house, uint32_t token)
{
	uint32_t at = token % RP_HOUSE_SLOTS;

	while ((house->words[at].kind || house->words[at].common) &&
	       house->words[at].token != token)
		at = (at + 1) % RP_HOUSE_SLOTS;
	return at;
}

/* Of a word that is two things the first added counts. */
static void add(struct rp_house *house, const char *word,
		enum rp_house_kind kind, unsigned digits, unsigned value)
{
	uint32_t token = rp_house_hash(word);
	struct rp_house_word *at = &house->words[place_of(house, token)];

	if (at->kind)
		return;
	at->token = token;
	at->kind = (unsigned char)kind;
	at->digits = digits & 3;
	at->value = (uint16_t)value;
}

static void add_common(struct rp_house *house, const char *word)
{
	uint32_t token = rp_house_hash(word);
	struct rp_house_word *at = &house->words[place_of(house, token)];

	at->token = token;
	at->common = true;
}

struct rp_house_word rp_house_find(const struct rp_house *house, uint32_t token)
{
	return house->words[place_of(house, token)];
}

/* Words that houses spell out up to ten, twelve or twenty, folded. Left out is
 * what is a common word of another language: "due", "once", "on", "to". */
static const struct {
	const char *words; /* with blanks between */
	unsigned first;
} numbers[] = {
    {"one two three four five six seven eight nine ten eleven twelve thirteen"
     " fourteen fifteen sixteen seventeen eighteen nineteen twenty",
     1},
    {"first second third fourth fifth sixth seventh eighth ninth tenth", 1},
    {"1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th"
     " 17th 18th 19th 20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th"
     " 31st",
     1},
    {"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 2},
    {"deux trois quatre cinq six sept huit neuf dix onze douze", 2},
    {"dos tres cuatro cinco seis siete ocho nueve diez", 2},
    {"tre quattro cinque sei sette otto nove dieci undici dodici", 3},
    {"dois três quatro cinco seis sete oito nove dez onze doze", 2},
    {"duas", 2},
    {"twee drie vier vijf zes zeven acht negen tien elf twaalf", 2},
    {"två tre fyra fem sex sju åtta nio tio elva tolv", 2},
    {"dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć", 2},
    {"два три четыре пять шесть семь восемь девять десять", 2},
    {"два три чотири", 2},
    {"шість сім вісім", 6},
    {"iki üç dört beş altı yedi sekiz dokuz", 2},
};

/* What stands for a thousand, a million and so on behind a figure, and what
 * houses write at the figure itself instead. */
static const struct {
	const char *words;
	const char *endings;
} scales[] = {
    {"thousand", "k"},
    {"million millions millionen millón millones milione milioni milhão"
     " milhões miljoen miljoner miljon milionów миллионов",
     "m mn mln mio"},
    {"billion billions milliard milliards milliarden miliardo miliardi bilhão"
     " bilhões miljard miljarder miliardów миллиардов",
     "bn b mrd md mld"},
    {"trillion trillions", "tn trn t"},
};

/* Little words of German and Luxembourgish, a fifth of each text, that English
 * has not ("die" and "den" seldom). */
static const char little[] = "der die das den dem des und von mit ist im auf "
			     "für eine ein zu nicht auch sich"
			     " vun mat ass op fir déi";
/* So many of a hundred words are. */
#define LITTLE_PERCENT 5

/* Words that say nothing of what a text is about, folded: half of a text in
 * these languages. */
static const char *const common[] = {
    "the a an of to and in that is was for on with as at by it he she they we"
    " i his her their its from be are were has have had not but or this which"
    " who will would said says after about out up into over than more been"
    " also when there one all no if can could what so him them you your our"
    " us do does did may might should just only other some any most new how"
    " where while before between during through because against under such"
    " these those then now very well even still back down off own too here",
    "der die das den dem des und von mit ist im in zu zum zur auf für eine ein"
    " einer einen einem nicht auch sich es er sie wir ihr ich hat haben habe"
    " wird werden wurde wurden war waren sind als bei beim nach aus an am um"
    " wie nur noch über vor durch bis mehr oder aber wenn dass da so man kann"
    " sein seine seiner ihre ihrer ihren dieser diese dieses gegen unter schon"
    " sagte sagt dann hatte hatten vom was wo keine alle zwischen",
    "le la les de des du un une et à a en que qui dans pour par sur au aux est"
    " il elle ils elles on ne pas ce cette ces se sa son ses leur leurs plus"
    " avec été être ont avait était sont d l qu n s c j y ou mais comme où"
    " après avant entre sous sans nous vous je selon fait tout tous aussi deux"
    " même si dont",
    "el la los las de del un una y e en que por para con se su sus al lo es no"
    " más como este esta estos estas ha han fue fueron era ser sido está pero"
    " o entre sobre desde hasta también cuando sin ya porque le les nos muy"
    " según tras después donde quien todo todos son hay dos año",
    "o a os as de do da dos das um uma e em no na nos nas que por para com se"
    " seu sua seus suas ao aos à é não mais como este esta ele ela eles foi"
    " foram era ser são está mas ou entre sobre até também quando sem já pelo"
    " pela segundo após onde quem todo todos há disse dois ano",
    "il lo la i gli le di del della dei delle dello da dal dalla in nel nella"
    " un una uno e che per con si su sul sulla al alla ai non è ha hanno più"
    " come questo questa sono era essere stato stata ma o tra fra anche quando"
    " dopo prima dove chi tutto tutti suo sua loro ci se",
    "de het een van en in op te dat die is voor met zijn er aan niet om ook als"
    " bij door naar uit over tot maar worden wordt werd was waren heeft hebben"
    " had meer nog dan of zich hij ze wij we ik hun deze dit na tegen onder",
    "och i att det som en på är av för med till den har de inte om ett var från"
    " men så kan när efter vi han hon ska också eller hade vid mot under"
    " og at er til av ikke et fra som har var han hun de med for på men også"
    " ble blir etter ved blev efter skal være",
    "w i na z do się nie że to jest o za od po jak przez dla są ale był była"
    " było oraz ze tym tego a czy który która które ich jego jej przed już"
    " może tylko także będzie",
    "и в не на с что по к из за от у о об как для его ее он она они мы это то"
    " был была было были а но или при до после также уже так же все всех"
    " который которые которая будет может быть со во их том этом"
    " і в у на з що не до за від про як для його її він вона вони це та але або"
    " також який які яка було буде після",
    "ve bir bu da de için ile olarak çok daha en gibi kadar sonra ise olan oldu"
    " ne ama o her şu ki dedi göre",
    "yang dan di ke dari untuk dengan pada ini itu dalam tidak akan oleh juga"
    " adalah sebagai ada telah atau bisa sudah karena saat kata lebih mereka"
    " kami saya dia para bahwa",
};

/* The next of some words with blanks between; NULL at the end. */
static const char *next_word(char out[RP_HOUSE_LEN], const char *from)
{
	size_t len;

	from += strspn(from, " ");
	len = strcspn(from, " ");
	if (len == 0 || len >= RP_HOUSE_LEN)
		return NULL;
	memcpy(out, from, len);
	out[len] = '\0';
	return from + len;
}

static void add_words(struct rp_house *house, const char *from,
		      enum rp_house_kind kind, unsigned first, unsigned step)
{
	char word[RP_HOUSE_LEN];

	while ((from = next_word(word, from))) {
		add(house, word, kind, 0, first);
		first += step;
	}
}

static void add_digits(struct rp_house *house)
{
	unsigned width;
	unsigned value;
	unsigned end = 10;

	for (width = 1; width <= 3; width++, end *= 10)
		for (value = 0; value < end; value++) {
			char word[RP_HOUSE_LEN] = "";

			rp_house_figure(word, value, width);
			add(house, word, RP_HOUSE_DIGITS, width, value);
		}
}

/* A figure with letters behind it. */
static void add_figure(struct rp_house *house, unsigned figure, unsigned width,
		       const char *letters, enum rp_house_kind kind,
		       unsigned value)
{
	char word[RP_HOUSE_LEN] = "";

	rp_house_figure(word, figure, width);
	rp_house_letters(word, letters);
	add(house, word, kind, 0, value);
}

static void add_clock(struct rp_house *house)
{
	unsigned half;
	unsigned value;

	for (half = 0; half < 2; half++) {
		const char *name = half ? "pm" : "am";

		for (value = 1; value <= 12; value++)
			add_figure(house, value, 1, name, RP_HOUSE_CLOCK,
				   value % 12 + half * 12);
		for (value = 0; value < 60; value++)
			add_figure(house, value, 2, name, RP_HOUSE_MINUTES,
				   value + half * 100);
		add(house, name, RP_HOUSE_HALF, 0, half * 12);
	}
	add(house, "noon", RP_HOUSE_NOON, 0, 12);
	add(house, "midday", RP_HOUSE_NOON, 0, 12);
}

void rp_house_init(struct rp_house *house)
{
	char word[RP_HOUSE_LEN];
	char letter[2] = "a";
	const char *from;
	size_t i;

	memset(house, 0, sizeof(*house));
	add_digits(house);
	add_clock(house);
	for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		add_words(house, numbers[i].words, RP_HOUSE_NUMBER,
			  numbers[i].first, 1);
	for (i = 0; i < sizeof(scales) / sizeof(*scales); i++)
		add_words(house, scales[i].words, RP_HOUSE_SCALE, (unsigned)i,
			  0);
	add_words(house, little, RP_HOUSE_LITTLE, 0, 0);
	for (i = 0; i < sizeof(common) / sizeof(*common); i++)
		for (from = common[i]; (from = next_word(word, from));)
			add_common(house, word);
	for (; letter[0] <= 'z'; letter[0]++)
		add(house, letter, RP_HOUSE_LETTER, 0,
		    (unsigned char)letter[0]);
}

bool rp_house_nouns(const struct rp_house *house, const struct rp_text *text)
{
	uint32_t seen = 0;
	uint32_t i;

	for (i = 0; i < text->count; i++)
		seen += rp_house_find(house, text->tokens[i]).kind ==
			RP_HOUSE_LITTLE;
	return (uint64_t)seen * 100 >= (uint64_t)text->count * LITTLE_PERCENT;
}

const char *rp_house_ending(char out[RP_HOUSE_LEN], const char *from,
			    unsigned scale)
{
	return next_word(out, from ? from : scales[scale].endings);
}
