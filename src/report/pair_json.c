/* SPDX-License-Identifier: Apache-2.0 */
/* pair_json.c - a pair for programs; the fields are documented in FORMATS.md.
 */
#include "json.h"
#include "pair.h"

static void put_optional(struct rp_buffer *out, const char *name,
			 struct rp_str value)
{
	if (value.len) {
		rp_json_field(out, name, value);
		return;
	}
	rp_json_name(out, name);
	rp_buffer_puts(out, "null");
}

static void put_side(struct rp_buffer *out, const char *name,
		     const struct rp_pair_side *side, double share,
		     uint32_t own)
{
	rp_json_name(out, name);
	rp_buffer_putc(out, '{');
	rp_json_field(out, "id", side->id);
	rp_json_field(out, "source", side->source);
	put_optional(out, "url", side->url);
	put_optional(out, "title", side->title);
	put_optional(out, "published", side->published);
	rp_json_field_u64(out, "words", side->words);
	rp_json_field_u64(out, "own_words", own);
	rp_json_field_share(out, "share", share);
	rp_buffer_putc(out, '}');
}

static void put_rest(struct rp_buffer *out, const char *name,
		     const struct rp_rest *rest)
{
	rp_json_name(out, name);
	rp_buffer_putc(out, '{');
	rp_json_field_u64(out, "words", rest->words);
	rp_json_field_u64(out, "facts", rest->facts);
	rp_json_field_u64(out, "known", rest->known);
	rp_buffer_putc(out, '}');
}

static void put_differences(struct rp_buffer *out,
			    const struct rp_differences *differences)
{
	rp_json_name(out, "differences");
	rp_buffer_putc(out, '{');
	rp_json_field_u64(out, "numbers", differences->numbers);
	rp_json_field_u64(out, "names", differences->names);
	rp_json_field_u64(out, "exchanged", differences->exchanged);
	rp_json_field_u64(out, "edits", differences->edits);
	rp_json_field_u64(out, "kept", differences->kept);
	put_rest(out, "rest_a", &differences->a);
	put_rest(out, "rest_b", &differences->b);
	rp_buffer_putc(out, '}');
}

void rp_pair_json(struct rp_buffer *out, const struct rp_pair *pair)
{
	const struct rp_evidence *evidence = pair->evidence;
	size_t i;

	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "finding", rp_finding_name(evidence->finding));
	rp_json_field_bool(out, "one_report",
			   rp_pair_related(evidence->finding));
	rp_json_field_share(out, "jaccard", evidence->jaccard);
	rp_json_field_u64(out, "slots", evidence->slots);
	put_side(out, "a", &pair->a, evidence->share_a, evidence->own_a);
	put_side(out, "b", &pair->b, evidence->share_b, evidence->own_b);
	put_differences(out, &evidence->differences);
	rp_json_name(out, "passages");
	rp_buffer_putc(out, '[');
	for (i = 0; i < evidence->passage_count; i++) {
		const struct rp_passage *at = &evidence->passages[i];

		rp_buffer_puts(out, i ? ",{" : "{");
		rp_json_field_u64(out, "shared_words", at->shared);
		rp_json_field(
		    out, "a",
		    rp_pair_words(&pair->a, at->a, at->a + at->a_words));
		rp_json_field(
		    out, "b",
		    rp_pair_words(&pair->b, at->b, at->b + at->b_words));
		rp_buffer_putc(out, '}');
	}
	rp_buffer_puts(out, "]}\n");
}
