/* SPDX-License-Identifier: Apache-2.0 */
#include "outlets.h"
#include "testing.h"

/* Articles drawn: clusters of up to four of them, of a few hosts or of none. */
#define ARTICLES 4000
#define HOSTS	 70

struct drawn {
	char host[32];
	bool credited;
	struct rp_cluster cluster; /* of which it is the first */
	struct rp_member members[4];
	uint32_t first; /* article of its cluster; itself: alone, or it */
	uint32_t place; /* in the cluster */
};

struct rig {
	struct drawn articles[ARTICLES];
	struct rp_report report;
};

static void document(void *context, struct rp_report_document *out, uint32_t id)
{
	const struct rig *rig = context;

	memset(out, 0, sizeof(*out));
	out->host = str(rig->articles[id].host);
	if (rig->articles[id].credited)
		out->agency = str("reuters");
}

static struct rp_report_verdict verdict(void *context, uint32_t id)
{
	const struct rig *rig = context;
	const struct drawn *drawn = &rig->articles[id];
	const struct drawn *first = &rig->articles[drawn->first];

	if (first->cluster.count < 2)
		return (struct rp_report_verdict){NULL, NULL, true};
	return (struct rp_report_verdict){
	    &first->cluster, &first->members[drawn->place],
	    rp_member_stays(&first->members[drawn->place], false)};
}

static void collect(void *context, const void *bytes, size_t len)
{
	rp_buffer_append(context, bytes, len);
}

static void set_up(struct rig *rig, uint32_t documents)
{
	memset(rig, 0, sizeof(*rig));
	rig->report.documents = documents;
	rig->report.context = rig;
	rig->report.document = document;
	rig->report.verdict = verdict;
}

/* Articles from first on are one cluster, of these relations to its first. */
static void join(struct rig *rig, uint32_t first,
		 const enum rp_relation *relations, uint32_t count)
{
	struct drawn *drawn = &rig->articles[first];
	uint32_t i;

	drawn->cluster.members = drawn->members;
	drawn->cluster.count = count;
	for (i = 0; i < count; i++) {
		rig->articles[first + i].first = first;
		rig->articles[first + i].place = i;
		drawn->members[i].id = first + i;
		drawn->members[i].relation =
		    i ? relations[i - 1] : RP_RELATION_KEPT;
	}
}

static const char header[] =
    "host,articles,alone,represents,exact,copies,versions,excerpts,fragments,"
    "kept,dropped,own,copied,credited\n";

Test(outlets, counts_what_became_of_each)
{
	static struct rig rig;
	static const char *const hosts[] = {
	    "a.example", "a.example", "b.example", "b.example", "", "c,\"d\""};
	static const enum rp_relation relations[] = {
	    RP_RELATION_VERSION, RP_RELATION_COPY, RP_RELATION_EXCERPT};
	struct rp_buffer out;
	char expected[600];
	uint32_t i;

	set_up(&rig, 6);
	for (i = 0; i < 6; i++) {
		rig.articles[i].first = i;
		strcpy(rig.articles[i].host, hosts[i]);
	}
	rig.articles[2].credited = true;
	join(&rig, 0, relations, 4);
	rig.articles[0].members[3].beside = true;
	rp_buffer_init(&out);
	cr_assert_eq(rp_outlets_write(&rig.report, false, collect, &out),
		     RP_OK);
	snprintf(expected, sizeof(expected), "%s%s%s%s%s", header,
		 "a.example,2,0,1,0,0,1,0,0,1,1,1,2,0\n",
		 "b.example,2,0,0,0,1,0,1,0,1,1,0,0,1\n",
		 ",1,1,0,0,0,0,0,0,1,0,0,0,0\n",
		 "\"c,\"\"d\"\"\",1,1,0,0,0,0,0,0,1,0,0,0,0\n");
	cr_assert_str_eq(out.data, expected);
	rp_buffer_clear(&out);
	cr_assert_eq(rp_outlets_write(&rig.report, true, collect, &out), RP_OK);
	cr_assert(strstr(out.data,
			 "{\"host\":\"b.example\",\"articles\":2,\"alone\":0,"
			 "\"represents\":0,\"exact\":0,\"copies\":1,"
			 "\"versions\":0,\"excerpts\":1,\"fragments\":0,"
			 "\"kept\":1,\"dropped\":1,\"own\":0,\"copied\":0,"
			 "\"credited\":1}\n"));
	rp_buffer_dispose(&out);
}

/* Of a night those that came in it, though what they are compared with may be
 * of before. */
Test(outlets, counts_the_articles_of_a_report_alone)
{
	static struct rig rig;
	static const enum rp_relation relations[] = {RP_RELATION_EXACT};
	struct rp_buffer out;
	char expected[400];

	set_up(&rig, 2);
	strcpy(rig.articles[0].host, "old.example");
	strcpy(rig.articles[1].host, "new.example");
	join(&rig, 0, relations, 2);
	rig.report.first_document = 1;
	rp_buffer_init(&out);
	cr_assert_eq(rp_outlets_write(&rig.report, false, collect, &out),
		     RP_OK);
	snprintf(expected, sizeof(expected), "%s%s%s", header,
		 "new.example,1,0,0,1,0,0,0,0,0,1,0,0,0\n",
		 "old.example,0,0,0,0,0,0,0,0,0,0,0,1,0\n");
	cr_assert_str_eq(out.data, expected);
	rp_buffer_clear(&out);
	rig.report.first_document = 2;
	cr_assert_eq(rp_outlets_write(&rig.report, false, collect, &out),
		     RP_OK);
	cr_assert_str_eq(out.data, header);
	rp_buffer_dispose(&out);
}

static void draw_articles(struct rig *rig, uint64_t *state)
{
	uint32_t at = 0;
	uint32_t i;

	set_up(rig, ARTICLES);
	for (i = 0; i < ARTICLES; i++) {
		uint64_t host = draw(state) % (HOSTS + 1);

		rig->articles[i].first = i;
		rig->articles[i].credited = draw(state) % 3 == 0;
		if (host < HOSTS)
			snprintf(rig->articles[i].host,
				 sizeof(rig->articles[i].host), "h%d.example",
				 (int)(host * host));
	}
	while (at < ARTICLES - 4) {
		uint32_t count = 1 + (uint32_t)(draw(state) % 4);
		enum rp_relation relations[3];

		for (i = 0; i < 3; i++)
			relations[i] = (enum rp_relation)(
			    RP_RELATION_EXACT +
			    (int)(draw(state) % RP_RELATION_FRAGMENT));
		if (count > 1)
			join(rig, at, relations, count);
		at += count;
	}
}

/* Recounted article by article, for one host. */
static void recount(uint64_t figures[13], struct rig *rig, const char *host)
{
	uint32_t i;

	memset(figures, 0, 13 * sizeof(*figures));
	for (i = 0; i < ARTICLES; i++) {
		struct rp_report_verdict at = verdict(rig, i);
		bool mine = strcmp(rig->articles[i].host, host) == 0;
		enum rp_relation relation =
		    at.cluster ? at.member->relation : RP_RELATION_KEPT;
		bool print = at.cluster && relation != RP_RELATION_KEPT &&
			     relation != RP_RELATION_FRAGMENT;
		const char *kept = rig->articles[rig->articles[i].first].host;
		bool own = print && *host && strcmp(kept, host) == 0 && mine;

		figures[11] += print && strcmp(kept, host) == 0 && !own;
		if (!mine)
			continue;
		figures[0]++;
		figures[at.cluster ? 2 + (int)relation : 1]++;
		figures[at.keep ? 8 : 9]++;
		figures[10] += own;
		figures[12] += rig->articles[i].credited;
	}
}

Test(outlets, agree_with_counting_each_alone)
{
	static struct rig rig;
	uint64_t state = 11;
	struct rp_buffer out;
	const char *line;
	uint64_t before = UINT64_MAX;
	size_t lines = 0;

	draw_articles(&rig, &state);
	rp_buffer_init(&out);
	cr_assert_eq(rp_outlets_write(&rig.report, false, collect, &out),
		     RP_OK);
	for (line = strchr(out.data, '\n') + 1; *line;
	     line = strchr(line, '\n') + 1, lines++) {
		uint64_t figures[13];
		char host[32] = "";
		char expected[300];
		size_t len;
		size_t i;

		memcpy(host, line, strcspn(line, ","));
		recount(figures, &rig, host);
		len = (size_t)snprintf(expected, sizeof(expected), "%s", host);
		for (i = 0; i < 13; i++)
			len += (size_t)snprintf(expected + len,
						sizeof(expected) - len, ",%llu",
						(unsigned long long)figures[i]);
		cr_assert_eq(strncmp(line, expected, len), 0, "not %s",
			     expected);
		cr_assert_eq(line[len], '\n');
		cr_assert_leq(figures[0], before);
		before = figures[0];
	}
	cr_assert_eq(lines, HOSTS + 1);
	rp_buffer_dispose(&out);
}
