/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"
#include "testing.h"

/* Two equal texts and one alone, with names that try every format. */
struct rig {
	struct rp_corpus *corpus;
	struct rp_sketcher *sketcher;
	struct rp_clusters *clusters;
	struct rp_report report;
	struct rp_options options;
};

static void document(void *context, struct rp_report_document *out, uint32_t id)
{
	static const char *const ids[] = {"a,\"b\"", "line\nbreak", "c"};

	(void)context;
	memset(out, 0, sizeof(*out));
	out->id = str(ids[id]);
	out->source = str("f.jsonl#1");
	out->title = str(id == 0 ? "T\x1b[31m \xc2\x9b"
				   "x"
				 : "plain");
	out->url = str("http://a.example/");
	out->host = str("a.example");
	out->date = rp_date_parse(
	    str(id == 2 ? "2017-01-31T09:30:00" : "2017-01-31T09:30:00-05:30"));
	out->words = 30 + id;
}

static struct rp_report_verdict verdict(void *context, uint32_t id)
{
	const struct rig *rig = context;
	struct rp_report_verdict result = {NULL, NULL, true};
	const struct rp_cluster *cluster = rp_clusters_at(rig->clusters, 0);
	size_t i;

	for (i = 0; i < cluster->count; i++)
		if (cluster->members[i].id == id) {
			result.cluster = cluster;
			result.member = &cluster->members[i];
			result.keep =
			    result.member->relation == RP_RELATION_KEPT;
		}
	return result;
}

static void collect(void *context, const void *bytes, size_t len)
{
	rp_buffer_append(context, bytes, len);
}

static void write_report(struct rp_buffer *out, const char *format)
{
	static const char *const texts[] = {"one two three", "one two three",
					    "four five"};
	static const struct rp_options options = RP_OPTIONS_INIT;
	struct rig rig = {.options = options};
	static const struct rp_keep keep[] = {{RP_KEEP_EARLIEST, NULL}};
	static const char *const inputs[] = {"f.jsonl"};
	uint32_t i;

	rp_corpus_create(&rig.corpus, &options, NULL);
	rp_sketcher_create(&rig.sketcher, &options);
	for (i = 0; i < 3; i++) {
		struct rp_sketch sketch;
		struct rp_facts facts = {0};
		uint32_t id;

		rp_sketcher_run(&sketch, rig.sketcher, texts[i],
				strlen(texts[i]));
		facts.key = str(i == 0 ? "a" : "b");
		rp_corpus_add(&id, rig.corpus, &sketch, &facts);
	}
	rp_corpus_cluster(&rig.clusters, rig.corpus);
	rig.options.keep = keep;
	rig.options.keep_count = 1;
	rig.report.options = &rig.options;
	rp_options_banding(&rig.report.banding, &rig.options);
	rig.report.clusters = rig.clusters;
	rig.report.inputs = inputs;
	rig.report.input_count = 1;
	rig.report.documents = 3;
	rig.report.totals.articles = 3;
	rig.report.context = &rig;
	rig.report.document = document;
	rig.report.verdict = verdict;
	rp_buffer_init(out);
	cr_assert_eq(rp_report_write(&rig.report, rp_report_formatter(format),
				     collect, out),
		     RP_OK);
	rp_clusters_free(rig.clusters);
	rp_sketcher_free(rig.sketcher);
	rp_corpus_free(rig.corpus);
}

static size_t count(const char *text, char c)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == c;
	return n;
}

Test(report, quotes_csv)
{
	struct rp_buffer out;

	write_report(&out, "csv");
	cr_assert(strstr(out.data,
			 "id,source,url,cluster,relation,jaccard,"
			 "containment,keep,reason,host,"
			 "published,agency,title,"
			 "compared_with,words,direction\n") == out.data);
	cr_assert(strstr(out.data, "\"a,\"\"b\"\"\",f.jsonl#1,"));
	cr_assert(strstr(out.data, "\n\"line\nbreak\",f.jsonl#1,"));
	cr_assert(strstr(out.data, "\nc,f.jsonl#1,http://a.example/,,,,,true,"
				   "alone,a.example,2017-01-31T09:30:00,,plain,"
				   ",32,\n"));
	cr_assert(strstr(out.data, ",2017-01-31T15:00:00Z,"));
	rp_buffer_dispose(&out);
}

Test(report, writes_one_object_a_line)
{
	struct rp_buffer out;

	write_report(&out, "json");
	cr_assert_eq(count(out.data, '\n'), 3);
	cr_assert(strstr(out.data, "{\"type\":\"header\"") == out.data);
	cr_assert(strstr(out.data, "\n{\"type\":\"cluster\""));
	cr_assert(strstr(out.data, "\n{\"type\":\"footer\""));
	rp_buffer_dispose(&out);
	write_report(&out, "jsonl");
	cr_assert_eq(count(out.data, '\n'), 3);
	cr_assert(strstr(out.data, "\"cluster\":null"));
	rp_buffer_dispose(&out);
}

Test(report, lets_no_title_speak_to_the_terminal)
{
	struct rp_buffer out;

	write_report(&out, "text");
	cr_assert_eq(count(out.data, '\x1b'), 0);
	cr_assert_null(strstr(out.data, "\xc2\x9b"));
	cr_assert(strstr(out.data, "2017-01-31 09:30-05:30"));
	rp_buffer_dispose(&out);
}

Test(report, knows_its_formats)
{
	cr_assert_not_null(rp_report_formatter("text"));
	cr_assert_null(rp_report_formatter("xml"));
}
