/* SPDX-License-Identifier: Apache-2.0 */
/* tell.c - see tell.h. */
#include "tell.h"

static int drain(struct rp_outfile *file, struct rp_buffer *out)
{
	int status = rp_buffer_status(out);

	rp_outfile_write(file, out->data, out->len);
	rp_buffer_clear(out);
	return status;
}

static int tell_sentences(struct rp_outfile *file, struct rp_buffer *out,
			  const struct rp_night_formatter *formatter,
			  struct rp_store *store,
			  const struct rp_stories_time *time)
{
	struct rp_store_sentences *sentences = NULL;
	struct rp_store_sentence at;
	uint64_t count = 0;
	int status =
	    rp_store_sentences_create(&sentences, store, time->from, time->to);

	while (status == RP_OK && count < formatter->sentences &&
	       (status = rp_store_sentences_next(&at, sentences)) == 1) {
		formatter->sentence(out, &at, count++);
		status = drain(file, out);
	}
	rp_store_sentences_free(sentences);
	return status;
}

int rp_tell(struct rp_outfile *file, const char *format, struct rp_store *store,
	    const struct rp_stories_time *time, int64_t cluster, uint64_t *told,
	    struct rp_error *error)
{
	const struct rp_night_formatter *formatter = rp_night_formatter(format);
	struct rp_stories *stories = NULL;
	struct rp_story story;
	struct rp_buffer out;
	uint64_t count = 0;
	int status = rp_stories_create(&stories, store, time, cluster);

	rp_buffer_init(&out);
	/* One cluster by itself needs no account of a night. */
	if (status == RP_OK && !(cluster && formatter == &rp_night_text)) {
		formatter->begin(&out, time);
		status = drain(file, &out);
	}
	while (status == RP_OK &&
	       (status = rp_stories_next(&story, stories)) == 1) {
		formatter->story(&out, &story);
		status = drain(file, &out);
		count++;
	}
	if (status == RP_OK && !cluster && formatter->sentence)
		status = tell_sentences(file, &out, formatter, store, time);
	if (status == RP_OK && formatter->end) {
		formatter->end(&out, time);
		status = drain(file, &out);
	}
	rp_buffer_dispose(&out);
	rp_stories_free(stories);
	if (told)
		*told = count;
	if (status == RP_ESTORE)
		rp_error_set(error, "%s", rp_store_error(store));
	return status;
}
