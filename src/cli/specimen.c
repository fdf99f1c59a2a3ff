/* SPDX-License-Identifier: Apache-2.0 */
/* specimen.c - see specimen.h. */
#include "specimen.h"

#include <stdlib.h>
#include <string.h>

enum string { ID, SOURCE, URL, TITLE, HOST, PUBLISHED, TEXT };

void rp_specimen_init(struct rp_specimen *specimen)
{
	memset(specimen, 0, sizeof(*specimen));
	rp_buffer_init(&specimen->bytes);
}

void rp_specimen_dispose(struct rp_specimen *specimen)
{
	rp_buffer_dispose(&specimen->bytes);
	free(specimen->offsets);
	rp_specimen_init(specimen);
}

static void put(struct rp_specimen *specimen, enum string which,
		struct rp_str value)
{
	specimen->strings[which] =
	    (struct rp_slice){specimen->bytes.len, value.len};
	rp_buffer_str(&specimen->bytes, value);
}

static struct rp_str get(const struct rp_specimen *specimen, enum string which)
{
	return (struct rp_str){specimen->bytes.data +
				   specimen->strings[which].start,
			       specimen->strings[which].len};
}

int rp_specimen_take(struct rp_specimen *specimen, const struct rp_draft *draft,
		     struct rp_str source)
{
	struct rp_str url = rp_record_field(draft, RP_JSON_URL);
	struct rp_str published = rp_record_field(draft, RP_JSON_PUBLISHED);
	char host[256];
	size_t host_len = rp_url_host(host, sizeof(host), url);

	rp_buffer_clear(&specimen->bytes);
	put(specimen, ID, draft->id.len ? draft->id : source);
	put(specimen, SOURCE, source);
	put(specimen, URL, url);
	put(specimen, TITLE, rp_record_field(draft, RP_JSON_TITLE));
	put(specimen, HOST, (struct rp_str){host, host_len});
	put(specimen, PUBLISHED, published);
	put(specimen, TEXT, draft->article.body);
	specimen->date = rp_record_published(draft);
	specimen->agency = draft->article.credit.agency;
	return rp_buffer_status(&specimen->bytes);
}

int rp_specimen_sketch(struct rp_sketch *out, struct rp_specimen *specimen,
		       struct rp_sketcher *sketcher)
{
	struct rp_str text = get(specimen, TEXT);
	uint32_t *offsets;
	int status = rp_sketcher_run(out, sketcher, text.data, text.len);

	if (status != RP_OK)
		return status;
	offsets = malloc(out->token_count * sizeof(*offsets));
	if (!offsets)
		return RP_ENOMEM;
	memcpy(offsets, out->offsets, out->token_count * sizeof(*offsets));
	free(specimen->offsets);
	specimen->offsets = offsets;
	specimen->words = out->token_count;
	return RP_OK;
}

struct rp_pair_side rp_specimen_side(const struct rp_specimen *specimen)
{
	return (struct rp_pair_side){.id = get(specimen, ID),
				     .source = get(specimen, SOURCE),
				     .url = get(specimen, URL),
				     .title = get(specimen, TITLE),
				     .host = get(specimen, HOST),
				     .published = get(specimen, PUBLISHED),
				     .text = get(specimen, TEXT),
				     .offsets = specimen->offsets,
				     .words = specimen->words};
}
