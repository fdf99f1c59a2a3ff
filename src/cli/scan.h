/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan.h - one run of "reprint scan", and the steps that share it
 *
 * cmd_scan.c parses the options and takes the steps in order: scan_read.c
 * reads and sketches all articles, the library groups them, scan_report.c
 * writes report and table, scan_write.c reads the input again and writes the
 * cleaned corpus.
 */
#ifndef RP_SCAN_H
#define RP_SCAN_H

#include "catalogue.h"
#include "inputs.h"
#include "progress.h"
#include "reader.h"
#include "rejects.h"
#include "report.h"
#include "scan_options.h"
#include "stories.h"

/* What a record of the input became; article ids are below these. */
#define SCAN_REJECTED ((uint32_t)UINT32_MAX)
#define SCAN_NOT_TEXT ((uint32_t)UINT32_MAX - 1)
#define SCAN_KNOWN    ((uint32_t)UINT32_MAX - 2) /* to the store */

struct scan_index;

struct scan {
	struct scan_options options;
	struct rp_inputs inputs;
	struct rp_progress progress;
	struct rp_rejects rejects;
	int64_t now; /* when the run began, seconds since 1970 */
	int replay;  /* descriptor of what a pipe gave; -1: none */
	struct rp_spool_file *words; /* spool of the corpus */
	struct rp_catalogue catalogue;
	struct rp_corpus *corpus;
	struct rp_chunks fates; /* uint32_t, by record: article, or with a
				   store its number among tonight's, or
				   SCAN_* */
	struct rp_clusters *clusters;
	uint32_t *cluster_of; /* by article: index, UINT32_MAX alone */
	uint32_t *member_of;  /* by article: index in its cluster */
	struct rp_report_totals totals;
	unsigned fields;       /* that lines of JSON have (unread.h) */
	bool read_again;       /* by an option: --clean, --dropped, … */
	bool rereadable;       /* the input can be read again */
	struct rp_error error; /* of the step that failed */

	/* With --store: */
	struct rp_store *store; /* NULL: without */
	uint64_t leftovers; /* articles of a run that was ended on the way, and
			       not in this input */
	uint64_t namesakes; /* taken for an article of another file, by the id
			       alone */
	bool stopped;	    /* a signal ended the reading */
	struct rp_store_totals night;
	struct rp_chunks tonight;  /* int64_t, by fate: id in the store */
	struct rp_catalogue fresh; /* by fate: as read from the input */
	struct scan_index *index;  /* --index; NULL: without */
	int64_t *ids;		   /* by article: id in the store; rising */
	size_t ids_capacity;
	uint32_t first_tonight;	     /* article; all behind it are too */
	struct rp_stories_time time; /* of this run, as readers will see it */
	struct rp_buffer rule;	     /* of a cluster, in words */
	struct rp_buffer place;	     /* of an article, from the root on */
	char *folder;		     /* that the run began in, or NULL */
	struct rp_buffer last_words; /* of a night that a signal ends */
};

/* Steps. RP_OK or a status; RP_ESTORE with the reason in scan->error. */
int scan_read(struct scan *scan);

/* The reason behind RP_ESTORE, if it lies in a spool, into scan->error unless
 * one is there. */
void scan_explain_spools(struct scan *scan);
int scan_decide(struct scan *scan); /* cluster_of, member_of, totals */
int scan_report(struct scan *scan, const char *format, struct rp_outfile *file);
/* With --outlets: a row for each outlet, CSV or JSON Lines. */
int scan_outlets(struct scan *scan, bool lines, struct rp_outfile *file);
/* With --self-check: pairs to read and the recall, behind the report. */
int scan_check(struct scan *scan, struct rp_outfile *file);
/* With --furniture: what recurs, of the run or of the store. */
int scan_furniture(struct scan *scan, struct rp_outfile *file);
/* Of a store, after it was published: keep the words of what recurs where
 * tonight's input has them. */
int scan_furniture_name(struct scan *scan);
int scan_write(struct scan *scan, struct rp_outfile *clean,
	       struct rp_outfile *dropped);

/* How many articles of the corpus have an id in the store below this one. */
size_t scan_articles_before(const struct scan *scan, int64_t id);
/* The article that a fate below SCAN_KNOWN leads to; UINT32_MAX if the store
 * has lost it. */
uint32_t scan_article_of(const struct scan *scan, uint32_t fate);

struct rp_report_verdict scan_verdict(void *context, uint32_t id);

#endif
