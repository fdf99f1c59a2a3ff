/* SPDX-License-Identifier: Apache-2.0 */
/*
 * listing_xml.c - RSS, RDF, Atom and sitemaps, by libxml2's SAX interface
 *
 * Nothing is built in memory but the fields of one item. The parser recovers
 * from what is broken; entities are not declared, since no handler for their
 * declaration is set, so none is fetched and none can grow. Depth and length
 * of a text are bounded by the parser's own limits.
 */
#include "listing_parts.h"

#include "buffer.h"
#include "str.h"
#include "xml_mend.h"

#include <libxml/parser.h>
#include <string.h>

/* Of one field; a title of this length is no title. */
#define FIELD_BYTES ((size_t)16 << 10)
#define PIECE	    65536
/* Google's extension of sitemaps. */
#define NEWS "http://www.google.com/schemas/sitemap-news/0.9"

enum dialect { UNKNOWN = 0, RSS, ATOM, URLSET, INDEX };

enum field {
	LINK = 0,
	GUID,
	TITLE,
	PUBLISHED,
	CHANGED,
	LANGUAGE,
	BASE,
	FIELDS
};

struct document {
	struct rp_listing_taker *taker;
	xmlParserCtxtPtr parser;
	enum dialect dialect;
	bool other; /* the root is of no listing */
	/* Its namespace; NULL: it has none. The parser's. */
	const xmlChar *namespace;
	struct rp_buffer base; /* what addresses are relative to, if told; an
				  item may have one of its own */
	int depth;	       /* elements open */
	int item;	       /* depth of the item open; 0: none */
	struct rp_buffer fields[FIELDS];
	struct rp_buffer *open; /* field that text goes to */
	int open_depth;
};

static bool is(const xmlChar *name, const char *word)
{
	return strcmp((const char *)name, word) == 0;
}

static enum dialect dialect_of(const xmlChar *root)
{
	if (is(root, "rss") || is(root, "RDF"))
		return RSS;
	if (is(root, "feed"))
		return ATOM;
	if (is(root, "urlset"))
		return URLSET;
	return is(root, "sitemapindex") ? INDEX : UNKNOWN;
}

static bool is_item(enum dialect dialect, const xmlChar *name)
{
	switch (dialect) {
	case RSS:
		return is(name, "item");
	case ATOM:
		return is(name, "entry");
	case URLSET:
		return is(name, "url");
	case INDEX:
		return is(name, "sitemap");
	case UNKNOWN:
		break;
	}
	return false;
}

/* ----- attributes ----- */

/* libxml2 gives five pointers an attribute: name, prefix, namespace, begin and
 * end of the value. */
static struct rp_str value_of(const xmlChar **attribute)
{
	return (struct rp_str){(const char *)attribute[3],
			       (size_t)(attribute[4] - attribute[3])};
}

static struct rp_str attribute(const xmlChar **attributes, int count,
			       const char *name)
{
	int i;

	for (i = 0; i < count; i++, attributes += 5)
		if (is(attributes[0], name))
			return value_of(attributes);
	return (struct rp_str){NULL, 0};
}

/* In attributes an ampersand comes as a reference. */
static void put_attribute(struct rp_buffer *out, struct rp_str value)
{
	static const char reference[] = "&#38;";
	size_t len = sizeof(reference) - 1;
	size_t i;

	rp_buffer_clear(out);
	for (i = 0; value.data && i < value.len && i < FIELD_BYTES; i++) {
		rp_buffer_putc(out, value.data[i]);
		if (value.len - i >= len &&
		    memcmp(value.data + i, reference, len) == 0)
			i += len - 1;
	}
}

/* What addresses below an element are relative to (XML Base), if it says. */
static void take_base(struct rp_buffer *out, const xmlChar **attributes,
		      int count)
{
	int i;

	for (i = 0; i < count; i++, attributes += 5)
		if (is(attributes[0], "base") && attributes[1] &&
		    is(attributes[1], "xml"))
			put_attribute(out, value_of(attributes));
}

/* An Atom link: the one that is the entry itself. */
static void take_link(struct document *document, const xmlChar **attributes,
		      int count)
{
	struct rp_str rel = attribute(attributes, count, "rel");
	struct rp_str href = attribute(attributes, count, "href");

	if (!href.data || (rel.data && !rp_str_is(rel, "alternate")) ||
	    document->fields[LINK].len > 0)
		return;
	put_attribute(&document->fields[LINK], href);
	take_base(&document->fields[BASE], attributes, count);
}

/* ----- elements ----- */

static void open_field(struct document *document, enum field field)
{
	/* The first one counts. */
	if (document->fields[field].len)
		return;
	document->open = &document->fields[field];
	document->open_depth = document->depth;
}

/* Elements right below an item of a feed. */
static void start_feed_field(struct document *document, const xmlChar *name,
			     const xmlChar *prefix, const xmlChar *namespace,
			     const xmlChar **attributes, int count)
{
	bool own = !prefix || is(prefix, "atom") || is(prefix, "rss") ||
		   xmlStrEqual(namespace, document->namespace);

	if (is(name, "link") && own) {
		if (document->dialect == ATOM || count > 0)
			take_link(document, attributes, count);
		if (document->dialect == RSS && !prefix)
			open_field(document, LINK);
	} else if ((is(name, "guid") &&
		    !rp_str_is(attribute(attributes, count, "isPermaLink"),
			       "false")) ||
		   (is(name, "id") && own && document->dialect == ATOM)) {
		open_field(document, GUID);
	} else if (is(name, "title") && own) {
		open_field(document, TITLE);
	} else if (is(name, "pubDate") || is(name, "published") ||
		   is(name, "date") || is(name, "issued")) {
		open_field(document, PUBLISHED);
	} else if (is(name, "updated") || is(name, "modified")) {
		open_field(document, CHANGED);
	} else if (is(name, "language") && prefix) {
		open_field(document, LANGUAGE);
	}
}

static void start_sitemap_field(struct document *document, const xmlChar *name,
				const xmlChar *prefix, const xmlChar *namespace)
{
	bool news = (prefix && is(prefix, "news")) ||
		    (namespace && is(namespace, NEWS));

	if (is(name, "loc") && document->depth == document->item + 1)
		open_field(document, LINK);
	else if (is(name, "lastmod") && document->depth == document->item + 1)
		open_field(document, CHANGED);
	else if (news && is(name, "publication_date"))
		open_field(document, PUBLISHED);
	else if (news && is(name, "title"))
		open_field(document, TITLE);
	else if (news && is(name, "language"))
		open_field(document, LANGUAGE);
}

static void characters(void *context, const xmlChar *text, int len)
{
	struct document *document = context;

	if (document->open && document->open->len < FIELD_BYTES)
		rp_buffer_append(document->open, text, (size_t)len);
}

static struct rp_str field_of(const struct document *document, enum field field)
{
	struct rp_str text = rp_buffer_view(&document->fields[field]);

	while (text.len && (unsigned char)text.data[0] <= ' ') {
		text.data++;
		text.len--;
	}
	while (text.len && (unsigned char)text.data[text.len - 1] <= ' ')
		text.len--;
	return text;
}

/* What stands for an address where there is no link. An id of Atom may be any
 * name (RFC 4287, 4.2.6). */
static struct rp_str guid_of(const struct document *document)
{
	struct rp_str guid = field_of(document, GUID);

	if (document->dialect == ATOM &&
	    !rp_str_begins_any_case(guid, "http://") &&
	    !rp_str_begins_any_case(guid, "https://"))
		guid.len = 0;
	return guid;
}

static void end_item(struct document *document)
{
	struct rp_listed item = {
	    .url = field_of(document, LINK),
	    .base = rp_buffer_view(document->fields[BASE].len
				       ? &document->fields[BASE]
				       : &document->base),
	    .title = field_of(document, TITLE),
	    .published = field_of(document, PUBLISHED),
	    .changed = field_of(document, CHANGED),
	    .language = field_of(document, LANGUAGE),
	    .listing = document->dialect == INDEX};

	if (item.url.len == 0)
		item.url = guid_of(document);
	if (item.url.len && !rp_listing_take(document->taker, &item))
		xmlStopParser(document->parser);
}

static void start(void *context, const xmlChar *name, const xmlChar *prefix,
		  const xmlChar *uri, int namespaces, const xmlChar **declared,
		  int count, int defaulted, const xmlChar **attributes)
{
	struct document *document = context;
	int i;

	(void)namespaces;
	(void)declared;
	(void)defaulted;
	document->depth++;
	if (document->dialect == UNKNOWN) {
		document->dialect = dialect_of(name);
		document->other = document->dialect == UNKNOWN;
		document->namespace = uri;
		take_base(&document->base, attributes, count);
		if (document->other)
			xmlStopParser(document->parser);
		return;
	}
	if (is_item(document->dialect, name)) {
		/* One in another was not closed for want of an end. */
		if (document->item)
			end_item(document);
		document->open = NULL;
		document->item = document->depth;
		for (i = 0; i < FIELDS; i++)
			rp_buffer_clear(&document->fields[i]);
		take_base(&document->fields[BASE], attributes, count);
		return;
	}
	if (!document->item)
		return;
	/* Markup within a field is text of it. */
	if (document->open)
		return;
	if (document->dialect == URLSET || document->dialect == INDEX)
		start_sitemap_field(document, name, prefix, uri);
	else if (document->depth == document->item + 1)
		start_feed_field(document, name, prefix, uri, attributes,
				 count);
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix,
		const xmlChar *uri)
{
	struct document *document = context;

	(void)name;
	(void)prefix;
	(void)uri;
	if (document->open && document->depth <= document->open_depth)
		document->open = NULL;
	if (document->item && document->depth == document->item) {
		end_item(document);
		document->item = 0;
	}
	document->depth--;
}

/* ----- documents ----- */

static void silent(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static int parse(struct document *document, struct rp_str bytes)
{
	xmlSAXHandler handler;
	size_t at;

	memset(&handler, 0, sizeof(handler));
	handler.initialized = XML_SAX2_MAGIC;
	handler.startElementNs = start;
	handler.endElementNs = end;
	handler.characters = characters;
	handler.ignorableWhitespace = characters;
	handler.cdataBlock = characters;
	handler.serror = silent;
	document->parser =
	    xmlCreatePushParserCtxt(&handler, document, NULL, 0, NULL);
	if (!document->parser)
		return RP_ENOMEM;
	xmlCtxtUseOptions(document->parser,
			  XML_PARSE_RECOVER | XML_PARSE_NONET |
			      XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR |
			      XML_PARSE_NOWARNING);
	for (at = 0; at < bytes.len; at += PIECE) {
		size_t len = bytes.len - at < PIECE ? bytes.len - at : PIECE;

		xmlParseChunk(document->parser, bytes.data + at, (int)len, 0);
	}
	xmlParseChunk(document->parser, "", 0, 1);
	/* Who has taken all that may be taken has stopped it. */
	document->taker->damaged |=
	    !rp_listing_full(document->taker) &&
	    (document->depth > 0 || document->parser->disableSAX);
	if (document->parser->myDoc)
		xmlFreeDoc(document->parser->myDoc);
	xmlFreeParserCtxt(document->parser);
	return RP_OK;
}

int rp_listing_xml(struct rp_listing_taker *taker, enum rp_listing_kind *out,
		   struct rp_str bytes, struct rp_error *error)
{
	struct document document = {.taker = taker};
	struct rp_buffer mended;
	int status;
	int i;

	rp_buffer_init(&mended);
	if (!rp_xml_mend(&mended, bytes)) {
		rp_buffer_dispose(&mended);
		rp_error_set(error, "an element of over 1,000 attributes");
		return RP_EINVAL;
	}
	for (i = 0; i < FIELDS; i++)
		rp_buffer_init(&document.fields[i]);
	rp_buffer_init(&document.base);
	status = mended.failed ? RP_ENOMEM
			       : parse(&document, rp_buffer_view(&mended));
	rp_buffer_dispose(&mended);
	if (document.base.failed)
		status = RP_ENOMEM;
	rp_buffer_dispose(&document.base);
	for (i = 0; i < FIELDS; i++) {
		if (document.fields[i].failed)
			status = RP_ENOMEM;
		rp_buffer_dispose(&document.fields[i]);
	}
	if (status != RP_OK)
		return status;
	if (document.dialect == UNKNOWN || document.depth < 0) {
		rp_error_set(error, "damaged XML: no feed and no sitemap");
		return RP_EINVAL;
	}
	*out = document.dialect == URLSET  ? RP_LISTING_SITEMAP
	       : document.dialect == INDEX ? RP_LISTING_INDEX
					   : RP_LISTING_FEED;
	return RP_OK;
}
