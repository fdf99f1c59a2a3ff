/* SPDX-License-Identifier: Apache-2.0 */
/* csv.c - one row an article (RFC 4180, LF line ends), header first. */
#include "date_text.h"
#include "report.h"
#include "utf8.h"

static void begin(struct rp_buffer *out, const struct rp_report *report)
{
	(void)report;
	rp_buffer_puts(out, "id,source,url,cluster,relation,jaccard,"
			    "containment,keep,reason,host,published,"
			    "agency,title,compared_with,words,direction\n");
}

static bool wants_quotes(char c)
{
	return c == ',' || c == '"' || c == '\r' || c == '\n' || c == '\0';
}

/* Of a file's name, which may be any bytes. */
static void repaired(struct rp_buffer *out, struct rp_str value)
{
	struct rp_buffer valid;

	rp_buffer_init(&valid);
	rp_utf8_repair(&valid, value.data, value.len);
	out->failed |= valid.failed;
	rp_report_csv(out, rp_buffer_view(&valid));
	rp_buffer_dispose(&valid);
}

void rp_report_csv(struct rp_buffer *out, struct rp_str value)
{
	size_t i;
	bool quote = false;

	if (rp_utf8_valid_len(value.data, value.len) < value.len) {
		repaired(out, value);
		return;
	}
	for (i = 0; i < value.len && !quote; i++)
		quote = wants_quotes(value.data[i]);
	if (!quote) {
		rp_buffer_str(out, value);
		return;
	}
	rp_buffer_putc(out, '"');
	for (i = 0; i < value.len; i++) {
		if (value.data[i] == '"')
			rp_buffer_putc(out, '"');
		rp_buffer_putc(out, value.data[i]);
	}
	rp_buffer_putc(out, '"');
}

static void document(struct rp_buffer *out, const struct rp_report *report,
		     uint32_t id)
{
	struct rp_report_document at;
	struct rp_report_verdict verdict = report->verdict(report->context, id);
	struct rp_buffer reason;
	char stamp[32];
	uint32_t words;

	report->document(report->context, &at, id);
	rp_report_csv(out, at.id);
	rp_buffer_putc(out, ',');
	rp_report_csv(out, at.source);
	rp_buffer_putc(out, ',');
	rp_report_csv(out, at.url);
	if (verdict.cluster)
		rp_buffer_printf(out, ",%016llx,%s,%.4f,%.4f",
				 (unsigned long long)verdict.cluster->name,
				 rp_relation_name(verdict.member->relation),
				 verdict.member->jaccard,
				 verdict.member->containment);
	else
		rp_buffer_puts(out, ",,,,");
	rp_buffer_puts(out, verdict.keep ? ",true," : ",false,");
	rp_buffer_init(&reason);
	rp_report_reason(&reason, report, id, &verdict, false);
	rp_report_csv(out, rp_buffer_view(&reason));
	out->failed |= reason.failed;
	rp_buffer_dispose(&reason);
	rp_buffer_putc(out, ',');
	rp_report_csv(out, at.host);
	rp_buffer_putc(out, ',');
	rp_buffer_str(out, rp_report_stamp(stamp, at.date));
	rp_buffer_putc(out, ',');
	rp_report_csv(out, at.agency);
	rp_buffer_putc(out, ',');
	rp_report_csv(out, at.title);
	rp_buffer_putc(out, ',');
	words = at.words;
	if (verdict.cluster && verdict.member->relation != RP_RELATION_KEPT) {
		report->document(report->context, &at,
				 rp_report_compared(&verdict)->id);
		rp_report_csv(out, at.source);
	}
	rp_buffer_printf(out, ",%u,", words);
	if (verdict.cluster)
		rp_buffer_puts(out, rp_report_direction(verdict.member));
	rp_buffer_putc(out, '\n');
}

static void end(struct rp_buffer *out, const struct rp_report *report)
{
	(void)out;
	(void)report;
}

const struct rp_formatter rp_format_csv = {"csv", begin, NULL, document, end};
