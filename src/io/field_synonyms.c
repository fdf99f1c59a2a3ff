/* SPDX-License-Identifier: Apache-2.0 */
/*
 * field_synonyms.c - see field_synonyms.h
 *
 * Idea. Every scraper has names of its own, and a date that is not read costs
 * the run what it decides by dates, without an error. So a record that lacks a
 * field and has it under a name of this list is told of, with the option that
 * reads it.
 *
 * Rejected: to read it unasked. "date" is the day of publication for one
 * program and that of the crawl for another, and which articles are kept hangs
 * on it.
 *
 * Sources: the documented output of news-please (maintext, date_publish),
 * newspaper, goose3 and RealNews (publish_date, cleaned_text), trafilatura
 * (date, source), JSON Feed 1.1 (content_text, content_html, date_published),
 * schema.org's NewsArticle (articleBody, datePublished, headline), RSS 2.0
 * (link, pubDate), and the APIs of NewsAPI (content, publishedAt), The Guardian
 * (webUrl, webTitle, webPublicationDate) and The New York Times (web_url,
 * pub_date); the rest are the same words as people write them by hand.
 */
#include "field_synonyms.h"

#include <stddef.h>

static const char *const none[] = {NULL};
static const char *const addresses[] = {"link",		  "web_url",
					"webUrl",	  "article_url",
					"requested_url",  "canonical_url",
					"canonical_link", "source_url",
					"source",	  NULL};
static const char *const titles[] = {"headline", "webTitle", "article_title",
				     NULL};
static const char *const dates[] = {"date_publish",
				    "publish_date",
				    "date_published",
				    "published_date",
				    "published_at",
				    "publishedAt",
				    "datePublished",
				    "publication_date",
				    "pub_date",
				    "pubDate",
				    "webPublicationDate",
				    "date",
				    NULL};
static const char *const texts[] = {"maintext",
				    "articleBody",
				    "article_body",
				    "article_text",
				    "content_text",
				    "full_text",
				    "fulltext",
				    "plain_text",
				    "cleaned_text",
				    "body",
				    "content",
				    "article",
				    NULL};
static const char *const pages[] = {"content_html", "raw_html", NULL};

const char *const *rp_field_synonyms(enum rp_json_field field)
{
	switch (field) {
	case RP_JSON_URL:
		return addresses;
	case RP_JSON_TITLE:
		return titles;
	case RP_JSON_PUBLISHED:
		return dates;
	case RP_JSON_TEXT:
		return texts;
	case RP_JSON_HTML:
		return pages;
	default:
		return none;
	}
}
