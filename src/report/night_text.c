/* SPDX-License-Identifier: Apache-2.0 */
/* night_text.c - a night for reading: totals, then each story with what came to
 * it marked. */
#include "date_text.h"
#include "night.h"
#include "printable.h"
#include "report.h"

#define TITLE_BYTES    80
#define PLACE_BYTES    200
#define SENTENCE_BYTES 160
/* Told; their number stands above. */
#define SENTENCES 20
/* Articles of a story that were there before are counted beyond this many. */
#define BEFORE 3

static void put_instant(struct rp_buffer *out, int64_t instant)
{
	struct rp_date date = {
	    .instant = instant, .precision = RP_DATE_SECOND, .has_zone = true};

	rp_report_date(out, date);
}

static void row(struct rp_buffer *out, const char *label, uint64_t value)
{
	rp_buffer_printf(out, "  %-28s %10llu\n", label,
			 (unsigned long long)value);
}

static void begin(struct rp_buffer *out, const struct rp_stories_time *time)
{
	const struct rp_store_totals *totals = &time->totals;

	rp_buffer_printf(out, "Run%s %lld", time->to > time->from ? "s" : "",
			 (long long)time->from);
	if (time->to > time->from)
		rp_buffer_printf(out, " to %lld", (long long)time->to);
	rp_buffer_puts(out, ", ");
	put_instant(out, time->started);
	rp_buffer_puts(out, "\n\n");
	row(out, "articles read", totals->read);
	row(out, "  new", totals->added);
	row(out, "    versions of known ones", totals->versions);
	row(out, "    copies, not in --clean", totals->dropped);
	row(out, "  known and unchanged", totals->known);
	row(out, "rejected", totals->rejected);
	row(out, "clusters new", time->born);
	row(out, "clusters grown", time->grown);
	if (time->merged)
		row(out, "clusters merged", time->merged);
	if (time->ended)
		row(out, "clusters that fell apart", time->ended);
	if (time->restored)
		row(out, "dropped before, kept again", time->restored);
	if (time->furniture)
		row(out, "recurring sentences new", time->furniture);
	rp_buffer_printf(out, "\nIn the store: %llu articles, %llu clusters.\n",
			 (unsigned long long)time->articles,
			 (unsigned long long)time->clusters);
	if (time->born + time->grown)
		rp_buffer_puts(
		    out, "Below, + marks what is new. Numbers are the Jaccard "
			 "similarity to the article kept,\nof an excerpt the "
			 "share of the shorter text that stands in the "
			 "other. What the one kept\ndoes not hold is kept too; "
			 "those below it are compared with it.\n");
}

static void put_article(struct rp_buffer *out,
			const struct rp_story_article *article)
{
	struct rp_str relation = article->relation;

	if (article->beside)
		relation = (struct rp_str){"kept too", 8};
	rp_buffer_printf(out, "  %c ", article->fresh ? '+' : ' ');
	if (article->kept)
		rp_buffer_puts(out, "kept          ");
	else
		rp_buffer_printf(
		    out, "%-8.*s %.2f ", (int)relation.len, relation.data,
		    rp_story_is_excerpt(article) ? article->containment
						 : article->jaccard);
	rp_report_date(out, article->date);
	rp_buffer_puts(out, "  ");
	if (article->title.len)
		rp_printable(out, article->title, TITLE_BYTES);
	else
		rp_buffer_puts(out, "(no title)");
	rp_buffer_puts(out, "\n                  ");
	rp_printable(out, article->place, PLACE_BYTES);
	rp_buffer_putc(out, '\n');
}

/* Whether an article is told: what came, what it is compared with, all of a
 * story that is as it was, and of what was there before a few. */
static bool is_told(const struct rp_story *story_, uint32_t number,
		    uint32_t *before)
{
	const struct rp_story_article *article = &story_->articles[number];
	uint32_t i = number + 1;

	if (article->arrived || article->kept || story_->arrived == 0)
		return true;
	for (; article->beside && i < story_->count &&
	       story_->articles[i].compared == article->id;
	     i++)
		if (story_->articles[i].arrived)
			return true;
	return (*before)++ < BEFORE;
}

static void story(struct rp_buffer *out, const struct rp_story *story_)
{
	uint32_t before = 0;
	uint32_t i;

	rp_buffer_printf(out, "\nCluster %lld, ", (long long)story_->cluster);
	if (story_->born && story_->parent)
		rp_buffer_printf(out, "new, off cluster %lld",
				 (long long)story_->parent);
	else if (story_->born)
		rp_buffer_puts(out, "new");
	else if (story_->arrived)
		rp_buffer_printf(out, "grown by %u", story_->arrived);
	else
		rp_buffer_puts(out, "as it was");
	rp_buffer_printf(out,
			 ": %u articles, similarity %.2f on average, %.2f at "
			 "least; kept by %.*s\n",
			 story_->count, story_->mean_jaccard,
			 story_->min_jaccard, (int)story_->rule.len,
			 story_->rule.data);
	for (i = 0; i < story_->count; i++)
		if (is_told(story_, i, &before))
			put_article(out, &story_->articles[i]);
	if (story_->arrived && before > BEFORE)
		rp_buffer_printf(out,
				 "    and %u more that were there before\n",
				 before - BEFORE);
}

static void sentence(struct rp_buffer *out, const struct rp_store_sentence *at,
		     uint64_t number)
{
	if (number == 0)
		rp_buffer_puts(out,
			       "\nRecurring sentences that are new and do not "
			       "count as text, those in most texts first:\n");
	rp_buffer_printf(out, "  %6u ", at->texts);
	if (at->words.len)
		rp_printable(out, at->words, SENTENCE_BYTES);
	else
		rp_buffer_puts(out, "(words not known)");
	rp_buffer_puts(out, "\n         ");
	if (at->host.len)
		rp_printable(out, at->host, PLACE_BYTES);
	else
		rp_buffer_puts(out, "on several sites");
	rp_buffer_puts(out, "; ");
	rp_printable(out, at->place, PLACE_BYTES);
	rp_buffer_putc(out, '\n');
}

const struct rp_night_formatter rp_night_text = {.name = "text",
						 .begin = begin,
						 .story = story,
						 .sentence = sentence,
						 .sentences = SENTENCES};
