/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report.h - the result of a run, written in one of several formats
 *
 * A format is a struct of functions in a file of its own; the driver calls
 * them in order and hands what they write to a sink. Nothing in a report but
 * the one line of timing depends on anything but the inputs and options.
 */
#ifndef RP_REPORT_H
#define RP_REPORT_H

#include "buffer.h"

/* An article as reports name it. Strings are borrowed for the call. */
struct rp_report_document {
	struct rp_str id;
	struct rp_str source; /* path, or path#record */
	struct rp_str url;
	struct rp_str title;
	struct rp_str host;
	struct rp_str published; /* as stated */
	struct rp_date date;
	struct rp_str agency;
	uint32_t words; /* that are compared */
};

/* What was decided on an article. */
struct rp_report_verdict {
	const struct rp_cluster *cluster; /* NULL: stands alone */
	const struct rp_member *member;	  /* of the cluster */
	bool keep;
};

struct rp_report_count {
	const char *name;
	uint64_t count;
};

/* What articles lack of a field, and have under a name that is not read. */
struct rp_report_unread {
	const char *field; /* "published" */
	const char *name;  /* "pub_date", of the first of them; NULL: none */
	uint64_t articles;
	/* Of the run: the names that were looked for, NULL behind the last, and
	 * whether other articles have it under one of them. */
	const char *const *looked_for;
	bool others;
};
#define RP_REPORT_UNREAD 3 /* url, title, published */

/* Append "no 'published', but 'pub_date': read it with …". */
void rp_report_unread_advice(struct rp_buffer *out,
			     const struct rp_report_unread *unread);

struct rp_report_totals {
	uint64_t files;
	uint64_t articles; /* read and compared */
	uint64_t alone;
	uint64_t clusters;
	uint64_t exact; /* by relation, of members that are not the one kept */
	uint64_t copies;
	uint64_t versions;
	uint64_t excerpts;
	uint64_t beside;    /* members kept beside the one kept, which does not
			       hold them */
	uint64_t fragments; /* no part of their clusters' reports: kept */
	uint64_t kept;
	uint64_t dropped;
	uint64_t rejected;
	uint64_t passed_over; /* no articles: hidden files, other records, … */
	uint64_t text_bytes;  /* of article text */
	uint64_t cut;	      /* articles that end too early */
	uint64_t replaced;    /* bytes that could not be decoded */
	uint64_t decoded;     /* lines of JSON that were no UTF-8 */
	uint64_t ignored;     /* optional JSON fields of a wrong type */
	uint64_t undated;     /* articles whose stated date is of no use */
	struct rp_report_unread unread[RP_REPORT_UNREAD];
};

struct rp_report {
	const struct rp_options *options; /* with its keep rules named */
	struct rp_banding banding;
	const struct rp_clusters *clusters;
	struct rp_report_totals totals;
	const struct rp_report_count *rejects; /* by reason, in name order */
	size_t reject_reasons;
	const char *const *inputs; /* as given, sorted */
	size_t input_count;
	bool keep_excerpts;
	bool timing;
	double seconds;
	uint32_t first_document; /* those before it are not told one by one */
	uint32_t documents;
	void *context;
	/* Called by several threads at once, as verdict is. */
	void (*document)(void *context, struct rp_report_document *out,
			 uint32_t id);
	struct rp_report_verdict (*verdict)(void *context, uint32_t id);
};

struct rp_formatter {
	const char *name;
	void (*begin)(struct rp_buffer *out, const struct rp_report *report);
	/* Each cluster, largest first. May be NULL, as the next. */
	void (*cluster)(struct rp_buffer *out, const struct rp_report *report,
			const struct rp_cluster *cluster);
	/* Each article in the order of the inputs. */
	void (*document)(struct rp_buffer *out, const struct rp_report *report,
			 uint32_t id);
	void (*end)(struct rp_buffer *out, const struct rp_report *report);
};

/* The format of that name ("text", "json", "csv", "jsonl": one object an
 * article), or NULL. */
const struct rp_formatter *rp_report_formatter(const char *name);

/* Write the report piece by piece, by the threads of its options. RP_OK or
 * RP_ENOMEM. */
int rp_report_write(const struct rp_report *report,
		    const struct rp_formatter *formatter,
		    void (*sink)(void *context, const void *bytes, size_t len),
		    void *context);

/* What a member is compared with, and dropped for where it is. */
const struct rp_member *rp_report_compared(
    const struct rp_report_verdict *verdict);

/* Why an article is kept or dropped: "earliest", "alone", "copy of ID", or
 * "copy of SOURCE" where articles are told by their sources. */
void rp_report_reason(struct rp_buffer *out, const struct rp_report *report,
		      uint32_t id, const struct rp_report_verdict *verdict,
		      bool by_source);

/* Of an excerpt whether it is "longer" or "shorter" than what it is compared
 * with; else empty. */
const char *rp_report_direction(const struct rp_member *member);

/* Members that are no prints, but share passages. */
size_t rp_report_fragments(const struct rp_cluster *cluster);

/* The rule that chose the article kept: "earliest", "source:ap.org". */
void rp_report_rule(struct rp_buffer *out, const struct rp_report *report,
		    const struct rp_cluster *cluster);

/* A cluster's name as it is written everywhere: 16 hexadecimal digits. */
#define RP_CLUSTER_NAME 17
void rp_report_cluster_name(char out[RP_CLUSTER_NAME],
			    const struct rp_cluster *cluster);

/* The JSON fields relation, direction, jaccard and containment. */
void rp_report_relation(struct rp_buffer *out, const struct rp_member *member);

/* The totals in one line, with its end. */
void rp_report_totals_line(struct rp_buffer *out,
			   const struct rp_report_totals *totals);

/* A field of CSV (RFC 4180), in quotes where it needs them. */
void rp_report_csv(struct rp_buffer *out, struct rp_str value);

extern const struct rp_formatter rp_format_text;
extern const struct rp_formatter rp_format_json;
extern const struct rp_formatter rp_format_csv;
extern const struct rp_formatter rp_format_jsonl;

#endif
