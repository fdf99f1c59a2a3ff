/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reprint.h - find the copies of one report among scraped articles
 *
 * The library is pure: it opens no file, no socket and no clock, prints
 * nothing and keeps no state but in the objects you hold; only the C library's
 * iconv reads tables of its own for pages in old encodings. The road:
 *
 *	bytes -> rp_extractor -> struct rp_article
 *	      -> rp_sketcher  -> struct rp_sketch
 *	      -> rp_corpus    -> struct rp_clusters
 *
 * Two articles of a corpus are compared by reprint_compare.h; a corpus that
 * grows night after night is kept by reprint_nights.h.
 *
 * Conventions. Functions that can fail return an enum rp_status as int: RP_OK
 * (0) or a negative value. Out-parameters come first and are untouched on
 * failure unless said otherwise. X_create makes a heap object that X_free
 * releases; it copies options, and fails with RP_ENOMEM, or RP_EINVAL where one
 * is out of its range; X_free(NULL) does nothing. A struct rp_str that you get
 * is borrowed: it says until when. Strings are UTF-8 and counted, they may hold
 * NUL and need not end in one.
 *
 * Threads. An object is used by one thread at a time. Different ones share
 * nothing, but that comparers read a corpus and clusters, which must not change
 * then. Results depend neither on threads and processors nor on the order of
 * articles, as long as their facts tell equal texts apart (but rp_recurring).
 */
#ifndef REPRINT_H
#define REPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RP_API __attribute__((visibility("default")))
#else
#define RP_API
#endif

#define RP_VERSION_MAJOR  0
#define RP_VERSION_MINOR  1
#define RP_VERSION_PATCH  0
#define RP_VERSION_STRING "0.1.0"

/* ===== 1. Results ===================================================== */

enum rp_status {
	RP_OK = 0,
	RP_ENOMEM = -1,	     /* allocation failed */
	RP_EINVAL = -2,	     /* an argument is outside its stated range */
	RP_EEMPTY = -3,	     /* the text holds no word at all */
	RP_ENOARTICLE = -4,  /* the page holds no passage of article text */
	RP_ESIZE = -5,	     /* the page exceeds RP_LIMIT_HTML_BYTES */
	RP_EDEPTH = -6,	     /* elements nest deeper than RP_LIMIT_HTML_DEPTH */
	RP_EATTRIBUTES = -7, /* a tag has over RP_LIMIT_HTML_ATTRIBUTES */
	RP_EPAGEMEMORY = -8, /* the tree exceeds RP_LIMIT_HTML_MEMORY */
	RP_ESTORE = -9,	     /* a struct rp_spool callback failed */
	RP_EFULL = -10,	     /* the corpus holds RP_LIMIT_DOCUMENTS */
	RP_ENODES = -11,     /* the tree exceeds RP_LIMIT_HTML_NODES */
	RP_ETIME = -12,	     /* rp_hints.expired said so */
	RP_ETEXTSIZE = -13,  /* the text exceeds RP_LIMIT_ARTICLE_BYTES */
};

/* A sentence for the status, without a full stop; never NULL. */
RP_API const char *rp_strerror(int status);
/* The version of the library linked, as in RP_VERSION_STRING. */
RP_API const char *rp_version(void);

/* ===== 2. Limits ====================================================== */

/* Bytes of one HTML page. The largest of 2,000 news pages had 3.1 MB. */
#define RP_LIMIT_HTML_BYTES ((size_t)16 << 20)

/* Bytes of a plain text, in UTF-8. Words, marks and shingles of one of 16 MiB
 * take up to 1.5 GB; "War and Peace" has 3.2 MB. */
#define RP_LIMIT_ARTICLE_BYTES ((size_t)16 << 20)

/* Bytes of a text that is sketched. */
#define RP_LIMIT_TEXT ((size_t)1 << 30)
/* Depth of elements. Browsers stop at 512; the parser's time grows with the
 * square of the depth (0.02 s at 5,000, 4 s at 40,000). */
#define RP_LIMIT_HTML_DEPTH 4096
/* Attributes of one tag; the parser compares each with all before it, so a
 * page full of tags at 1,024 would take three seconds. */
#define RP_LIMIT_HTML_ATTRIBUTES 256
/* Bytes that the tree of one page may take: 64 for each byte of the page and
 * 1 MiB on top, and never more than this. */
#define RP_LIMIT_HTML_MEMORY ((size_t)256 << 20)
/* Nodes of one page's tree. Of 2,000 news pages none had 60,000. */
#define RP_LIMIT_HTML_NODES ((size_t)1 << 20)
/* Authors kept of one article. */
#define RP_LIMIT_AUTHORS 16
/* Documents in one corpus. */
#define RP_LIMIT_DOCUMENTS ((uint32_t)0x7fffffff)
/* Rules in a keep list. */
#define RP_LIMIT_KEEP_RULES 16
#define RP_LIMIT_THREADS    512

/* ===== 3. Articles ==================================================== */

/* Bytes that somebody else owns. data is not NULL when len > 0. */
struct rp_str {
	const char *data;
	size_t len;
};

enum rp_precision {
	RP_DATE_NONE = 0, /* no date, or none that could be read */
	RP_DATE_DAY,	  /* a day; instant is its midnight */
	RP_DATE_SECOND,	  /* a time of day */
};

/* A point in time as an article states it. */
struct rp_date {
	int64_t instant;	/* seconds since 1970-01-01T00:00:00Z */
	int32_t offset_minutes; /* of the zone stated; 0 if none was */
	enum rp_precision precision;
	bool has_zone; /* false: read as UTC for want of a zone */
};

/* What comes first in "01/12/2026"; unknown: such a date is none. */
enum rp_date_order {
	RP_DATE_ORDER_UNKNOWN = 0,
	RP_DATE_DAY_FIRST,
	RP_DATE_MONTH_FIRST
};

/* Read a date of the years 1600 to 2200: ISO 8601, RFC 5322, a day in figures
 * or in the words of some sixty languages, with or without a time; or
 * (milli)seconds since 1970, in nine digits and more. Midnight without a zone
 * is read as a day. What is none of these has the precision RP_DATE_NONE. The
 * order is unknown unless given. */
RP_API struct rp_date rp_date_parse(struct rp_str text);
RP_API struct rp_date rp_date_parse_ordered(struct rp_str text,
					    enum rp_date_order order);

/* As stated, what it was read as, and where it stood: "json-ld", "meta", "url",
 * "time", "text" (beside the headline), "feed" (hints); NULL: nowhere. */
struct rp_stated_date {
	struct rp_str stated; /* e.g. "2017-01-31T09:30Z" */
	struct rp_date date;
	const char *source; /* static */
};

/* What a page says of who may read it. */
enum rp_access {
	RP_ACCESS_UNKNOWN = 0,
	RP_ACCESS_FREE,
	RP_ACCESS_METERED, /* so many articles are free */
	RP_ACCESS_PAID,
};

/* "free", …, NULL for RP_ACCESS_UNKNOWN. */
RP_API const char *rp_access_name(enum rp_access access);

/* Which agency the report is credited to, and the strongest evidence. */
struct rp_credit {
	const char *agency; /* "reuters", "ap", … static; NULL: none */
	const char *source; /* "dateline", "author", "byline", "tail", "meta",
			       "canonical", the strongest first, or "hint";
			       static */
	struct rp_str evidence; /* the words that say so */
};

/* One article as extracted, in UTF-8. All strings are borrowed from the
 * extractor and stand until its next call or its end; what is unknown is empty.
 */
struct rp_article {
	struct rp_str text;	/* paragraphs, one a line, no furniture */
	struct rp_str body;	/* the end of text behind the dateline: what is
				   compared with other articles */
	struct rp_str dateline; /* "PARIS (AP) -", where body begins later */
	struct rp_str title;
	struct rp_str authors[RP_LIMIT_AUTHORS];
	size_t author_count;
	struct rp_stated_date published; /* never in the future of hints.now */
	struct rp_stated_date modified;
	struct rp_str url;	     /* canonical URL that the page states */
	struct rp_str site;	     /* "The Westmere Daily" */
	struct rp_str language;	     /* BCP 47, e.g. "en" or "pt-BR" */
	const char *language_source; /* "declared", "detected" or NULL */
	enum rp_access access;
	bool teaser; /* breaks off before the report ends */
	struct rp_credit credit;
	const char *method;   /* how the text was found: "body", "relaxed",
				 "score", "json-ld", "paragraphs", "plain" */
	const char *encoding; /* what the bytes were read as, lower case;
				 stands as long as the extractor */
	const char *encoding_source; /* "bom", "utf-8", "transport", "meta",
					"detected", "default"; static */
	size_t replaced; /* U+FFFD put in place of undecodable bytes */
};

/* What is known of a page beside its bytes. All zero: nothing. Strings are
 * UTF-8, and need not stand longer than the call. */
struct rp_hints {
	const char *charset; /* the transport's label ("windows-1252") */
	struct rp_str url;   /* where the page was found */
	struct rp_str title, published; /* a feed's, where it is silent */
	/* Of plain text: what its page said when it was extracted, the id of
	 * the agency credited, and the page's own address. */
	struct rp_str agency, canonical;
	int64_t now; /* dates over a day later are not believed; 0: all are */
	/* Asked now and then while a page is read; true: fail with RP_ETIME.
	 * NULL: pages take as long as they take (DESIGN.md, "Limits"). */
	bool (*expired)(void *context);
	void *context;
	bool undetected; /* leave the language unknown if none is declared */
	/* Unknown: as the language that a page declares has it, but English */
	enum rp_date_order date_order;
};

struct rp_extractor;
/* Scratch memory for reading articles: some kB, grows with the page. */
RP_API int rp_extractor_create(struct rp_extractor **out);
RP_API void rp_extractor_free(struct rp_extractor *extractor);

/* Take the article out of an HTML page of len bytes. hints may be NULL.
 * Fails with RP_ESIZE, RP_EDEPTH, RP_EATTRIBUTES, RP_ENODES, RP_EPAGEMEMORY,
 * RP_ETIME (hostile pages), RP_ENOARTICLE, RP_EEMPTY or RP_ENOMEM; then *out
 * still holds what metadata had been read. */
RP_API int rp_extractor_html(struct rp_article *out,
			     struct rp_extractor *extractor, const char *html,
			     size_t len, const struct rp_hints *hints);

/* The same of plain text of len bytes, of which lines that are furniture by
 * their shape or wording are dropped. Fails with RP_ETEXTSIZE, RP_EEMPTY or
 * RP_ENOMEM; then nothing of *out is of use. */
RP_API int rp_extractor_text(struct rp_article *out,
			     struct rp_extractor *extractor, const char *text,
			     size_t len, const struct rp_hints *hints);

/* What should be UTF-8, as UTF-8: the bytes themselves; or, if next to none of
 * what is beyond ASCII is, read as what it looks like, or as windows-1252. *out
 * stands until the next call of this; *encoding and *source are as encoding and
 * encoding_source of an article. RP_ENOMEM. */
RP_API int rp_extractor_decode(struct rp_str *out, const char **encoding,
			       const char **source,
			       struct rp_extractor *extractor,
			       const char *bytes, size_t len);

/* The host of an absolute URL in lower case without "www.", "m." or "amp.",
 * written to host (up to size - 1 bytes and a NUL); of an address of the
 * Wayback Machine that of the page it keeps. Returns its length; 0, host
 * as it was: the URL has none, or it does not fit with "www." and a port. */
RP_API size_t rp_url_host(char *host, size_t size, struct rp_str url);

/* ===== 4. Options ===================================================== */

enum rp_method {
	RP_METHOD_MINHASH = 0, /* banded MinHash signatures */
	RP_METHOD_SIMHASH,     /* SimHash under permuted tables */
};

/* Which relations make two articles one report. */
enum rp_reach {
	RP_REACH_COPY = 0, /* exact, copy, version */
	RP_REACH_EXCERPT,  /* and excerpt */
	RP_REACH_FRAGMENT, /* the same; fragments that would stand alone are
			      listed beside the cluster they share most with */
};

enum rp_keep_kind {
	RP_KEEP_ORIGIN = 0, /* on the site of the agency that it credits first,
			       last if its canonical address is elsewhere */
	RP_KEEP_EARLIEST,   /* the earliest published date */
	RP_KEEP_LONGEST,    /* the most words */
	RP_KEEP_SOURCE,	    /* from host, or a host below it */
};

/* One rule of an ordered list; the first that decides, decides. */
struct rp_keep {
	enum rp_keep_kind kind;
	const char *host; /* RP_KEEP_SOURCE: "apnews.com"; copied */
};

/* So many words of own prose are not shared by chance nor by background: a
 * smaller share of the text will do. */
#define RP_LONG_WORDS 120
#define RP_LONG_SHARE 0.9

struct rp_options {
	size_t size;		/* sizeof(struct rp_options), by the macro */
	unsigned shingle_words; /* words in a shingle, 2..16 */
	unsigned hashes;	/* signature slots, multiple of 8, 16..1024 */
	double threshold;	/* Jaccard of a copy, 0.05..1 */
	double containment;	/* share of one text's own prose that the
				   other must have, 0.3..1; times RP_LONG_SHARE
				   where it has RP_LONG_WORDS of it */
	enum rp_reach reach;	/* what counts as one report */
	enum rp_method method;	/* how candidates are proposed */
	unsigned distance;	/* SimHash: bits that may differ, 0..14 */
	unsigned window;	/* days between two prints, equal ones too,
				   1..36500; 0: any number */
	unsigned self_check;	/* pairs of each kind to draw, 0..10000 */
	uint64_t seed;		/* same seed, same signatures, everywhere */
	unsigned threads;	/* 0..RP_LIMIT_THREADS, of 200 kB each; 0: one;
				   never changes a result */
	const struct rp_keep *keep; /* what they leave open is a tie */
	size_t keep_count; /* up to RP_LIMIT_KEEP_RULES; 0: origin, earliest,
			      longest */
};

/* 5-word shingles and 128 hashes are the field's usual values; 0.5 and 0.5
 * are what labelled news pairs asked for (DESIGN.md, "Thresholds"); distance
 * 12 is measured in the same place. */
#define RP_OPTIONS_INIT                                                        \
	{                                                                      \
		sizeof(struct rp_options), 5, 128, 0.5, 0.5, RP_REACH_EXCERPT, \
		    RP_METHOD_MINHASH, 12, 0, 0, 1, 0, NULL, 0                 \
	}

/* Fewer words than this: only equal texts are one report. An article of
 * 20 words has 16 shingles, too few to tell a copy from a form letter. */
#define RP_MIN_WORDS 20

/* How candidates will be proposed under given options. */
struct rp_banding {
	unsigned bands;	    /* MinHash: bands; SimHash: tables */
	unsigned rows;	    /* MinHash: slots in a band; SimHash: key bits */
	double recall_copy; /* expected share proposed of pairs at
			       Jaccard = threshold (SimHash: of pairs
			       within distance, 1 but for those of hot
			       buckets, which are counted) */
};

/* What the options lead to. RP_EINVAL if an option is out of range. */
RP_API int rp_options_banding(struct rp_banding *out,
			      const struct rp_options *options);

/* ===== 5. Sketches ==================================================== */

/* What is known of one word beside its letters. */
enum rp_mark {
	RP_MARK_NUMBER = 1, /* begins with a digit */
	RP_MARK_NAME = 2,   /* has a capital that the sentence did not ask;
			       in German all nouns */
	RP_MARK_QUOTED = 4, /* stands between quotation marks */
	RP_MARK_START = 8,  /* begins a sentence or a line */
	RP_MARK_ASIDE = 16  /* in a line that is a heading, not prose */
};

/* From this bit of a word's marks on: how it begins, 3 bits. */
#define RP_MARK_SPELLING_SHIFT 5

/* What the corpus needs to know of one text. Pointers are borrowed from the
 * sketcher and stand until its next call. */
struct rp_sketch {
	const uint32_t *signature; /* options.hashes slots */
	const uint32_t *tokens;	   /* hash of each word, in order, and behind
				      them a byte of marks for each */
	size_t token_count;
	const uint32_t *offsets;  /* byte of the text where each begins */
	size_t shingles;	  /* distinct shingles */
	const uint64_t *selected; /* shingles that excerpts are found by */
	size_t selected_count;
	const uint64_t *sentences; /* hashes of the sentences of some length */
	size_t sentence_count;
	uint64_t simhash;    /* by RP_METHOD_SIMHASH, else 0 */
	uint64_t content[2]; /* hash of the normalised text */
};

/* Bytes at rp_sketch.tokens: hashes, marks and up to three zeros. */
#define RP_SKETCH_BYTES(count) (((size_t)(count)*5 + 3) & ~(size_t)3)
#define RP_STRAY_MOST	       127u /* codes of titles: 1 to this */

struct rp_sketcher;
RP_API int rp_sketcher_create(struct rp_sketcher **out,
			      const struct rp_options *options);
RP_API void rp_sketcher_free(struct rp_sketcher *sketcher);

/* Normalise (NFKC, case folded), cut into words and hash one UTF-8 text of
 * len bytes; bytes that are none part words. RP_EEMPTY if it holds no word;
 * RP_EINVAL beyond RP_LIMIT_TEXT bytes; RP_ENOMEM. */
RP_API int rp_sketcher_run(struct rp_sketch *out, struct rp_sketcher *sketcher,
			   const char *utf8, size_t len);

/* The same sketch again from what was kept of one: its words with marks, 1 to
 * 2^31 - 1 of them (else RP_EINVAL), its content and its simhash; offsets is
 * NULL. RP_ENOMEM. */
RP_API int rp_sketcher_again(struct rp_sketch *out,
			     struct rp_sketcher *sketcher,
			     const uint32_t *tokens, size_t count,
			     const uint64_t content[2], uint64_t simhash);

/* For rp_facts.stray, 0 if the text of the sketch says anything of its title or
 * the title has fewer than three words that can tell; else a number for the
 * title. The sketch stays as it is. RP_EINVAL: a title beyond RP_LIMIT_TEXT
 * bytes; RP_ENOMEM. */
RP_API int rp_sketcher_stray(uint8_t *code, struct rp_sketcher *sketcher,
			     const struct rp_sketch *sketch,
			     struct rp_str title);

/* ===== 6. Corpus ====================================================== */

/* Where a corpus keeps words and their index: about a byte for each byte of
 * text, written once in order. Callbacks: RP_OK, RP_ESTORE or RP_ENOMEM. */
struct rp_spool {
	void *context;
	/* Keep len bytes; *offset receives where: a number of your choice, from
	 * which offset + n leads to byte n of them. */
	int (*append)(void *context, uint64_t *offset, const void *bytes,
		      size_t len);
	/* Bytes kept at offset, or a part of them; aligned to 8 where they were
	 * kept together. NULL on failure. They must stand until the corpus is
	 * freed or append is called. Called by several threads at once. */
	const void *(*view)(void *context, uint64_t offset, size_t len);
	/* Copy bytes kept at offset to out: for those who look at a few here
	 * and there. Called like view; NULL: view them. */
	int (*read)(void *context, uint64_t offset, void *out, size_t len);
	/* These bytes, of several pieces and between them too, are looked at
	 * soon: they may be fetched meanwhile. Called like view, or NULL. */
	void (*want)(void *context, uint64_t offset, size_t len);
	/* Bytes kept at offset where they stand in memory and stay until the
	 * corpus is freed, whatever is appended; NULL: these do not. Called
	 * like view; may be NULL. */
	const void *(*in_memory)(void *context, uint64_t offset, size_t len);
};

/* What is known of an article beside its text; copied. */
struct rp_facts {
	struct rp_date date;	 /* published */
	struct rp_str host;	 /* as rp_url_host gives it, or empty */
	struct rp_str key;	 /* its name: breaks ties of equal texts … */
	uint64_t mark;		 /* … and a hash of all that is known of it,
				  * where names are equal. Without either the
				  * one added first is kept */
	struct rp_str url;	 /* prints under one address are versions;
				  * one with nothing behind its host is none */
	struct rp_str canonical; /* canonical host, if another; or empty */
	const char *agency; /* as in struct rp_credit; NULL, others: none */
	uint8_t stray;	    /* by rp_sketcher_stray: pages of a site with
			       other such titles are no prints */
};

struct rp_corpus;
/* An empty corpus. spool may be NULL: words are then kept in memory. Beside
 * the spool it holds 80 bytes for each article, and up to 35 MiB. *spool is
 * copied; its context must stand as long as the corpus. */
RP_API int rp_corpus_create(struct rp_corpus **out,
			    const struct rp_options *options,
			    const struct rp_spool *spool);
RP_API void rp_corpus_free(struct rp_corpus *corpus);

/* Add one article; *id receives 0, 1, 2, … The sketch must come from a
 * sketcher made with the same options, and lie as that laid it. RP_ENOMEM,
 * RP_ESTORE: more may be added if memory comes back, or, if it ended halfway
 * through, the corpus says so again. RP_EFULL. RP_EINVAL: no words, or a date
 * that is not of the years 1600 to 2200. */
RP_API int rp_corpus_add(uint32_t *id, struct rp_corpus *corpus,
			 const struct rp_sketch *sketch,
			 const struct rp_facts *facts);

/* ===== 7. Clusters ==================================================== */

enum rp_relation {
	RP_RELATION_KEPT = 0, /* the one kept for its cluster */
	RP_RELATION_EXACT,    /* same normalised text, and no notice again */
	RP_RELATION_COPY,     /* other outlet, nearly all prose shared */
	RP_RELATION_VERSION,  /* the same outlet's other print, or an edited
				 one: Jaccard >= threshold */
	RP_RELATION_EXCERPT,  /* containment only: abridged or expanded */
	RP_RELATION_FRAGMENT, /* shares passages; no part of the report */
};

/* "kept", "exact", … */
RP_API const char *rp_relation_name(enum rp_relation relation);

/* Why an article was chosen to be kept. */
enum rp_decider {
	RP_DECIDER_RULE = 0, /* a rule of the list: see rule */
	RP_DECIDER_TIE,	     /* no rule told them apart: content hash */
};

struct rp_member {
	uint32_t id;		   /* as rp_corpus_add gave it */
	enum rp_relation relation; /* to the member at compared */
	bool longer; /* RP_RELATION_EXCERPT: this is the longer of the two */
	bool beside; /* the one kept holds too little of it to be kept in its
			place, so both are kept */
	uint32_t compared;  /* place in members; 0: the one kept; else one that
			    is kept beside it, and in the place of this one */
	double jaccard;	    /* with that, on text; 1 of the one kept */
	double containment; /* the larger of both shares of own prose that the
			       other text holds */
};

/* Whether an article stays in a cleaned corpus; excerpts: all excerpts stay,
 * not only those that are kept beside. One that does not is for the most part
 * in the one at compared. */
RP_API bool rp_member_stays(const struct rp_member *member, bool excerpts);

struct rp_cluster {
	uint64_t name; /* from the smallest content hash, and the first date of
			  its text where dates part equal texts: the same for
			  the same articles whatever else is in the corpus */
	const struct rp_member *members; /* the one kept, and those compared
					    with it by falling Jaccard; then
					    each that is kept beside it, with
					    its own */
	size_t count;			 /* >= 2 */
	double min_jaccard;		 /* true minimum and mean over pairs,
					    fragments aside */
	double mean_jaccard;
	uint64_t pairs_measured; /* pairs behind them: all, or those with
				    the one kept; 0: there are no such */
	bool all_pairs;
	enum rp_decider decider;
	unsigned rule; /* index in the keep list */
};

struct rp_cluster_stats {
	uint64_t documents;
	uint64_t distinct_texts;
	uint64_t too_short; /* texts under RP_MIN_WORDS: compared by equality */
	uint64_t stubs;	    /* articles that rp_clusters_stub is true of */
	uint64_t candidates;  /* pairs proposed and worth verifying */
	uint64_t verified;    /* pairs found to be one report */
	uint64_t hot_buckets; /* buckets too large for all their pairs … */
	uint64_t hot_entries; /* … and the entries in them, each compared with
				 the bucket's leaders and its neighbours */
	uint64_t hot_keys;    /* the same for shingles that many have … */
	uint64_t hot_key_entries; /* … among those that excerpts are found by */
	uint64_t furniture; /* sentences that recur in different articles and
			       were not counted */
};

/* A sentence that recurs in different articles, and the one added last that has
 * it: the text of that one is still at hand. */
struct rp_recurring {
	uint32_t id;   /* of the article */
	uint32_t from; /* its words from, up to to */
	uint32_t to;
	uint32_t texts; /* different texts that have the sentence */
	uint64_t hash;	/* of the sentence */
	bool one_host;	/* 16 articles that have it, or all, are of its host */
};

/* Why a pair is worth reading. */
enum rp_drawn_kind {
	RP_DRAWN_ACCEPTED = 0, /* one report, just above the line */
	RP_DRAWN_REFUSED,      /* not one report, just below it */
	RP_DRAWN_TEMPLATE,     /* refused as a form with other facts */
	RP_DRAWN_MISSED,       /* one report, which no candidate was */
};

/* A pair drawn by a self-check. */
struct rp_check_pair {
	uint32_t a; /* articles */
	uint32_t b;
	enum rp_drawn_kind kind;
	double share; /* of own prose in common, the larger of both */
};

/* What a self-check found; asked for by options.self_check. */
struct rp_check {
	const struct rp_check_pair *pairs; /* by kind, nearest the line first */
	size_t count;
	uint64_t compared; /* pairs of a sample, compared by brute force */
	uint64_t related;  /* those of them that are one report … */
	uint64_t found;	   /* … and were found by the run */
};

struct rp_clusters;
/* Group the corpus. Clusters come largest first, ties by name; they stand
 * without it. It may be added to and grouped again. RP_ENOMEM, RP_ESTORE,
 * RP_EFULL; a failure that comes while what was added is written down, or read
 * back, is returned by all later calls. */
RP_API int rp_corpus_cluster(struct rp_clusters **out,
			     struct rp_corpus *corpus);
RP_API void rp_clusters_free(struct rp_clusters *clusters);
RP_API size_t rp_clusters_count(const struct rp_clusters *clusters);
/* index < rp_clusters_count. Borrowed until rp_clusters_free. */
RP_API const struct rp_cluster *rp_clusters_at(
    const struct rp_clusters *clusters, size_t index);
RP_API struct rp_cluster_stats rp_clusters_stats(
    const struct rp_clusters *clusters);

/* Whether all that was had of an article is a text of its site: a menu. */
RP_API bool rp_clusters_stub(const struct rp_clusters *clusters, uint32_t id);
/* All zero if no check was asked for. Borrowed until rp_clusters_free. */
RP_API const struct rp_check *rp_clusters_check(
    const struct rp_clusters *clusters);

/* What was taken for furniture, the most frequent first. */
RP_API size_t rp_clusters_recurring_count(const struct rp_clusters *clusters);
RP_API const struct rp_recurring *rp_clusters_recurring_at(
    const struct rp_clusters *clusters, size_t index);

#ifdef __cplusplus
}
#endif

#endif /* REPRINT_H */
