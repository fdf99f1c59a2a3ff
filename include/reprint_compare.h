/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reprint_compare.h - two articles, and what they have in common
 *
 * The same comparison by which a corpus is grouped, asked for one pair.
 */
#ifndef REPRINT_COMPARE_H
#define REPRINT_COMPARE_H

#include "reprint.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a pair is found to be. */
enum rp_finding {
	RP_FINDING_DIFFERENT = 0, /* next to nothing shared */
	RP_FINDING_FRAGMENT,	  /* quotations or passages shared, no more; or
				     more, around which two articles say something
				     else */
	RP_FINDING_TEMPLATE,	  /* same form, other facts; a notice that
				     comes again days later, even word for word
				     (RP_RELATION_EXACT) */
	RP_FINDING_SHORT,	  /* too short to compare, and not equal */
	RP_FINDING_WINDOW,	  /* one report but for the days between */
	RP_FINDING_EXCERPT,	  /* one report, one print longer */
	RP_FINDING_COPY,	  /* one report, nearly the same text */
	RP_FINDING_EXACT,	  /* the same words, and one report */
};

RP_API const char *rp_finding_name(enum rp_finding finding);

/* A stretch of each text that corresponds to one of the other: words, as
 * counted in rp_sketch. */
struct rp_passage {
	uint32_t a; /* first word in either text … */
	uint32_t b;
	uint32_t a_words; /* … and how many, differing ones included */
	uint32_t b_words;
	uint32_t shared; /* words that are the same in both */
};

/* Of the prose of one text that is not shared: words, numbers and names in it,
 * and those of them that the other text has somewhere. */
struct rp_rest {
	uint32_t words;
	uint32_t facts;
	uint32_t known;
};

/* What differs where the texts correspond. A substitution puts other numbers
 * or other names in the place of some; every other difference is an edit. */
struct rp_differences {
	uint32_t numbers; /* substitutions of numbers */
	uint32_t names;	  /* … of names, each for the same other once */
	uint32_t again;	  /* places with one of these once more */
	/* of all three those in lines before or behind the report, as of whom
	 * it is and when; and the figures in one of these, at most, that the
	 * other text has nowhere */
	uint32_t in_lines;
	uint32_t line_figures;
	/* Where nothing else differs: names and figures in the place of others
	 * in the first sentences; of the text that has fewer. */
	uint32_t lead_facts;
	/* Figures and names in the place of others, wherever else these stand,
	 * but for such lines and furniture. */
	uint32_t exchanged;
	uint32_t edits;
	/* of them a few words for a few others, where capitals do not tell
	 * which are names */
	uint32_t swapped;
	bool caseless; /* no names are told: hardly a word has a capital */
	uint32_t kept; /* numbers and names that are the same */
	uint32_t kept_numbers;
	bool capitals; /* so many words have them that they say nothing of
			  names */
	bool subject;  /* the texts begin with other names */
	bool led;      /* they begin with the same twelve words */
	bool named;    /* of exchanged, some are names … */
	bool filled;   /* … and they alone differ */
	struct rp_rest a, b;
};

/* Two articles compared on text. */
struct rp_evidence {
	enum rp_finding finding;
	double jaccard; /* of their shingles */
	double share_a; /* of a's own prose, found in b */
	double share_b;
	uint32_t own_a; /* words of own prose: no quotations, headings
			   or furniture */
	uint32_t own_b;
	bool spoken; /* both are mostly quotation, an interview or a speech,
			so that all their words counted */
	struct rp_differences differences;
	/* Both are of a form that others of the corpus fill in too, with so
	 * many figures and names each time; 0: they are not. */
	unsigned slots;
	bool stray; /* a template, for titles that neither text speaks of */
	const struct rp_passage *passages; /* in the order of b's words */
	size_t passage_count;
};

struct rp_comparer;
/* Scratch for comparing articles of a corpus with each other. If clusters are
 * given, what was found to be furniture there does not count; they and the
 * corpus must stand as long as the comparer. RP_ENOMEM. */
RP_API int rp_comparer_create(struct rp_comparer **out,
			      const struct rp_corpus *corpus,
			      const struct rp_clusters *clusters);
RP_API void rp_comparer_free(struct rp_comparer *comparer);

/* Compare two different articles. Pointers in out stand until the next call.
 * The finding is the same whichever comes first. RP_EINVAL: they are not two
 * articles of the corpus; those forgotten still are. RP_ENOMEM. RP_ESTORE: the
 * spool failed, or words of a corpus that was thawed are not what was frozen.
 */
RP_API int rp_comparer_run(struct rp_evidence *out,
			   struct rp_comparer *comparer, uint32_t a,
			   uint32_t b);

#ifdef __cplusplus
}
#endif

#endif /* REPRINT_COMPARE_H */
