/* SPDX-License-Identifier: Apache-2.0 */
/*
 * house.c - the words that figures are written in
 *
 * Words are known by their hashes alone here. So that a figure can be read, the
 * hashes of all of one to three digits are in a table, 1,110 of them, with
 * words for numbers, halves of the day, scales and single letters; longer
 * figures are put together of these. 32 KiB, made for each corpus.
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

static void add(struct rp_house *house, const char *word,
		enum rp_house_kind kind, unsigned digits, unsigned value)
{
	uint32_t token = rp_house_hash(word);
	uint32_t at = token % RP_HOUSE_SLOTS;

	while (house->words[at].kind && house->words[at].token != token)
		at = (at + 1) % RP_HOUSE_SLOTS;
	if (house->words[at].kind)
		return;
	house->words[at] = (struct rp_house_word){
	    token, (unsigned char)kind, (unsigned char)digits, (uint16_t)value};
}

struct rp_house_word rp_house_find(const struct rp_house *house, uint32_t token)
{
	uint32_t at = token % RP_HOUSE_SLOTS;

	while (house->words[at].kind) {
		if (house->words[at].token == token)
			return house->words[at];
		at = (at + 1) % RP_HOUSE_SLOTS;
	}
	return (struct rp_house_word){.kind = RP_HOUSE_NONE};
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
	char letter[2] = "a";
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
