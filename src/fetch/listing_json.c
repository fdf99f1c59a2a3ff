/* SPDX-License-Identifier: Apache-2.0 */
/* listing_json.c - JSON Feed (jsonfeed.org, versions 1 and 1.1). */
#include "listing_parts.h"

#include "str.h"

#include <jansson.h>

static struct rp_str string_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (!json_is_string(value))
		return (struct rp_str){"", 0};
	return (struct rp_str){json_string_value(value),
			       json_string_length(value)};
}

static struct rp_str either(struct rp_str a, struct rp_str b)
{
	return a.len ? a : b;
}

/* The parser builds all of it: 50,000 items of ten values each, and a few
 * hundred bytes of memory for each value. */
#define VALUES 500000

static bool too_many_values(struct rp_str bytes)
{
	size_t count = 0;
	bool quoted = false;
	size_t i;

	for (i = 0; i < bytes.len && count <= VALUES; i++) {
		char c = bytes.data[i];

		if (c == '"')
			quoted = !quoted;
		else if (quoted && c == '\\')
			i++;
		else if (!quoted)
			count += c == ',' || c == '{' || c == '[';
	}
	return count > VALUES;
}

/* A string that is an address, as an id may be (JSON Feed 1.1). */
static struct rp_str address_of(const json_t *object, const char *name)
{
	struct rp_str string = string_of(object, name);

	return rp_str_begins_any_case(string, "http://") ||
		       rp_str_begins_any_case(string, "https://")
		   ? string
		   : (struct rp_str){NULL, 0};
}

int rp_listing_json(struct rp_listing_taker *taker, struct rp_str bytes,
		    struct rp_error *error)
{
	json_error_t reason;
	json_t *feed;
	const json_t *items;
	size_t i;

	if (too_many_values(bytes)) {
		rp_error_set(error, "a JSON Feed of over 500,000 values");
		return RP_EINVAL;
	}
	feed = json_loadb(bytes.data, bytes.len, 0, &reason);
	items = json_object_get(feed, "items");
	if (!json_is_array(items)) {
		rp_error_set(error, "a damaged JSON Feed: %s",
			     feed ? "it has no items" : reason.text);
		json_decref(feed);
		return RP_EINVAL;
	}
	for (i = 0; i < json_array_size(items); i++) {
		const json_t *item = json_array_get(items, i);
		struct rp_listed listed = {
		    .url = either(either(string_of(item, "url"),
					 string_of(item, "external_url")),
				  address_of(item, "id")),
		    .title = string_of(item, "title"),
		    .published = string_of(item, "date_published"),
		    .changed = string_of(item, "date_modified"),
		    .language = either(string_of(item, "language"),
				       string_of(feed, "language"))};

		if (listed.url.len && !rp_listing_take(taker, &listed))
			break;
	}
	json_decref(feed);
	return RP_OK;
}
