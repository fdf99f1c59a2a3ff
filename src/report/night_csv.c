/* SPDX-License-Identifier: Apache-2.0 */
/* night_csv.c - a night as CSV: one row an article of each cluster told. */
#include "night.h"
#include "report.h"

static void begin(struct rp_buffer *out, const struct rp_stories_time *time)
{
	(void)time;
	rp_buffer_puts(out, "cluster,state,article,new,since_run,relation,"
			    "jaccard,containment,host,published,title,place,"
			    "agency,original,compared_with\n");
}

static void story(struct rp_buffer *out, const struct rp_story *story_)
{
	const char *state = rp_night_state(story_);
	uint32_t i;
	size_t k;

	for (i = 0; i < story_->count; i++) {
		const struct rp_story_article *article = &story_->articles[i];
		const struct rp_str strings[] = {
		    article->host, article->published, article->title,
		    article->place, article->agency};

		rp_buffer_printf(out, "%lld,%s,%lld,%s,%lld,",
				 (long long)story_->cluster, state,
				 (long long)article->id,
				 article->fresh ? "true" : "false",
				 (long long)article->since);
		rp_buffer_str(out, article->relation);
		rp_buffer_printf(out, ",%.4f,%.4f", article->jaccard,
				 article->containment);
		for (k = 0; k < sizeof(strings) / sizeof(strings[0]); k++) {
			rp_buffer_putc(out, ',');
			rp_report_csv(out, strings[k]);
		}
		rp_buffer_puts(out, article->original ? ",true," : ",false,");
		if (!article->kept)
			rp_buffer_printf(out, "%lld",
					 (long long)article->compared);
		rp_buffer_putc(out, '\n');
	}
}

const struct rp_night_formatter rp_night_csv = {
    .name = "csv", .begin = begin, .story = story};
