/* SPDX-License-Identifier: Apache-2.0 */
/* night_json.c - a night as JSON Lines: the run, one object a cluster, one a
 * sentence that recurs. */
#include "json.h"
#include "night.h"

static void number(struct rp_buffer *out, const char *name, int64_t value)
{
	rp_json_field_u64(out, name, (uint64_t)value);
}

static void begin(struct rp_buffer *out, const struct rp_stories_time *time)
{
	const struct rp_store_totals *totals = &time->totals;

	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "night");
	rp_json_field_cstr(out, "version", RP_VERSION_STRING);
	number(out, "from_run", time->from);
	number(out, "to_run", time->to);
	number(out, "started", time->started);
	rp_json_field_u64(out, "read", totals->read);
	rp_json_field_u64(out, "added", totals->added);
	rp_json_field_u64(out, "known", totals->known);
	rp_json_field_u64(out, "versions", totals->versions);
	rp_json_field_u64(out, "dropped", totals->dropped);
	rp_json_field_u64(out, "rejected", totals->rejected);
	rp_json_field_u64(out, "clusters_new", time->born);
	rp_json_field_u64(out, "clusters_grown", time->grown);
	rp_json_field_u64(out, "clusters_merged", time->merged);
	rp_json_field_u64(out, "clusters_ended", time->ended);
	rp_json_field_u64(out, "restored", time->restored);
	rp_json_field_u64(out, "furniture_new", time->furniture);
	rp_json_field_u64(out, "store_articles", time->articles);
	rp_json_field_u64(out, "store_clusters", time->clusters);
	rp_buffer_puts(out, "}\n");
}

static void optional(struct rp_buffer *out, const char *name, struct rp_str str)
{
	if (str.len)
		rp_json_field(out, name, str);
}

static void put_article(struct rp_buffer *out,
			const struct rp_story_article *article)
{
	rp_buffer_putc(out, '{');
	number(out, "article", article->id);
	rp_json_field_bool(out, "new", article->fresh);
	number(out, "since_run", article->since);
	rp_json_field(out, "relation", article->relation);
	if (rp_story_is_excerpt(article))
		rp_json_field_cstr(out, "direction",
				   article->longer ? "longer" : "shorter");
	rp_json_field_share(out, "jaccard", article->jaccard);
	rp_json_field_share(out, "containment", article->containment);
	rp_json_field_bool(out, "original", article->original);
	if (!article->kept)
		number(out, "compared_with", article->compared);
	rp_json_field(out, "place", article->place);
	optional(out, "host", article->host);
	optional(out, "title", article->title);
	optional(out, "published", article->published);
	optional(out, "agency", article->agency);
	rp_buffer_putc(out, '}');
}

static void story(struct rp_buffer *out, const struct rp_story *story_)
{
	uint32_t i;

	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "cluster");
	number(out, "cluster", story_->cluster);
	rp_json_field_cstr(out, "state", rp_night_state(story_));
	if (story_->parent)
		number(out, "split_off", story_->parent);
	rp_json_field_u64(out, "size", story_->count);
	rp_json_field_u64(out, "new", story_->arrived);
	rp_json_field_share(out, "min_jaccard", story_->min_jaccard);
	rp_json_field_share(out, "mean_jaccard", story_->mean_jaccard);
	rp_json_field(out, "kept_by", story_->rule);
	rp_json_name(out, "articles");
	rp_buffer_putc(out, '[');
	for (i = 0; i < story_->count; i++) {
		if (i > 0)
			rp_buffer_putc(out, ',');
		put_article(out, &story_->articles[i]);
	}
	rp_buffer_puts(out, "]}\n");
}

static void sentence(struct rp_buffer *out, const struct rp_store_sentence *at,
		     uint64_t place)
{
	(void)place;
	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "recurring");
	optional(out, "text", at->words);
	rp_json_field_u64(out, "texts", at->texts);
	optional(out, "host", at->host);
	rp_json_field(out, "place", at->place);
	number(out, "run", at->since);
	rp_buffer_puts(out, "}\n");
}

const struct rp_night_formatter rp_night_json = {.name = "json",
						 .begin = begin,
						 .story = story,
						 .sentence = sentence,
						 .sentences = UINT64_MAX};
