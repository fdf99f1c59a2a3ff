// SPDX-License-Identifier: Apache-2.0
//
// json_reader.cpp - see json_reader.h
//
// simdjson (Langdale and Lemire 2019) validates the whole line, UTF-8
// included, and hands out unescaped strings from its own buffer. Its DOM
// interface is used and not the faster on-demand one: that skips what it is
// not asked for, and a line that is damaged behind its text would pass. Lines
// that are not UTF-8 are repaired and parsed again: one wrong byte must not
// cost an article; so are lines with numbers beyond 64 bits, with NaN or with
// halves of surrogate pairs (json_mend.c).

extern "C" {
#include "error.h"
#include "json.h"
#include "utf8.h"
}

#include "json_reader.h"

#include "field_synonyms.h"
#include "json_mend.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <simdjson.h>
#include <string>
#include <string_view>

using simdjson::dom::element;
using simdjson::dom::element_type;

extern "C" const char *const rp_json_field_names[RP_JSON_FIELDS] = {
    "id", "url", "title", "published", "text", "html"};

struct rp_json_reader {
	simdjson::dom::parser parser;
	std::string_view names[RP_JSON_FIELDS][RP_JSON_NAMES];
	int name_counts[RP_JSON_FIELDS];
	std::string_view
	    taken[RP_JSON_FIELDS]; // of these, in the line last read
	char numbers[RP_JSON_FIELDS][32];
	rp_buffer repaired; // a line that had to be changed to be read …
	rp_buffer mended;   // … in two steps
	element root;	    // of the line last read
	bool read;	    // root is an object
};

static void set_names(rp_json_reader *reader, const rp_json_names *names)
{
	for (int i = 0; i < RP_JSON_FIELDS; i++) {
		int n = 0;

		if (!names)
			reader->names[i][n++] = rp_json_field_names[i];
		for (; names && names->of[i][n]; n++)
			reader->names[i][n] = names->of[i][n];
		reader->name_counts[i] = n;
	}
}

// Whether a field is looked for under that name.
static bool is_read(const rp_json_reader *reader, int field,
		    std::string_view name)
{
	for (int i = 0; i < reader->name_counts[field]; i++)
		if (reader->names[field][i] == name)
			return true;
	return false;
}

extern "C" rp_json_reader *rp_json_reader_create(const rp_json_names *names)
{
	auto *reader = new (std::nothrow) rp_json_reader;

	if (!reader)
		return nullptr;
	set_names(reader, names);
	rp_buffer_init(&reader->repaired);
	rp_buffer_init(&reader->mended);
	reader->read = false;
	return reader;
}

extern "C" void rp_json_reader_free(rp_json_reader *reader)
{
	if (!reader)
		return;
	rp_buffer_dispose(&reader->repaired);
	rp_buffer_dispose(&reader->mended);
	delete reader;
}

static bool find(element *out, const element &object, std::string_view name)
{
	if (!name.empty() && name[0] == '/')
		return object.at_pointer(name).get(*out) == simdjson::SUCCESS;
	return object[name].get(*out) == simdjson::SUCCESS;
}

// A number as tables write whole ones that had a gap in their column: 12345.0.
// Of an instant a part of a second is left out.
static int put_double(char number[32], double value, bool instant)
{
	const double exact = 9007199254740992.0; // 2^53
	double whole = std::floor(value);

	if (whole > -exact && whole < exact && (instant || whole == value))
		return std::snprintf(number, 32, "%lld",
				     static_cast<long long>(whole));
	return std::snprintf(number, 32, "%.17g", value);
}

// A string, or a number where one makes sense. False if it is neither.
static bool take(rp_str *out, rp_json_reader *reader, int field,
		 const element &value)
{
	char *number = reader->numbers[field];
	std::string_view text;
	bool numeric = field == RP_JSON_ID || field == RP_JSON_PUBLISHED;
	int len = 0;

	switch (value.type()) {
	case element_type::STRING:
		if (value.get(text) != simdjson::SUCCESS)
			return false;
		*out = rp_str{text.data(), text.size()};
		return true;
	case element_type::INT64:
		len = std::snprintf(
		    number, 32, "%lld",
		    static_cast<long long>(value.get_int64().value_unsafe()));
		break;
	case element_type::UINT64:
		len = std::snprintf(number, 32, "%llu",
				    static_cast<unsigned long long>(
					value.get_uint64().value_unsafe()));
		break;
	case element_type::DOUBLE:
		len = put_double(number, value.get_double().value_unsafe(),
				 field == RP_JSON_PUBLISHED);
		break;
	default:
		return false;
	}
	if (!numeric)
		return false;
	*out = rp_str{number, static_cast<size_t>(len)};
	return true;
}

static int wrong_type(std::string_view name, const char **reason,
		      rp_error *error)
{
	*reason = "not-a-string";
	rp_error_set(error, "field '%.*s' is not a string",
		     static_cast<int>(name.size()), name.data());
	return RP_EINVAL;
}

// Whether a member may be what the field is: a string with something in it, or
// a number for a date; an address with a scheme, since "source" may be a name.
static bool may_be(int field, const element &value)
{
	std::string_view text;

	if (value.get(text) != simdjson::SUCCESS)
		return field == RP_JSON_PUBLISHED && value.is_number();
	return field == RP_JSON_URL ? text.substr(0, 4) == "http"
				    : !text.empty();
}

// A name under which a field that is absent most probably stands: another
// program's, or the standard one where only others are looked for.
static const char *unread_name(const rp_json_reader *reader,
			       const element &root, int field)
{
	const char *const standard[] = {rp_json_field_names[field], nullptr};
	bool renamed = !is_read(reader, field, standard[0]);
	const char *const *names =
	    renamed ? standard
		    : rp_field_synonyms(static_cast<enum rp_json_field>(field));

	if (!renamed && reader->name_counts[field] > 1)
		return nullptr;
	for (; *names; names++) {
		element value;

		if (find(&value, root, *names) && may_be(field, value))
			return *names;
	}
	return nullptr;
}

// The names of text and html: "'text' or 'html'".
static std::string text_names(const rp_json_reader *reader)
{
	const int texts = reader->name_counts[RP_JSON_TEXT];
	const int all = texts + reader->name_counts[RP_JSON_HTML];
	std::string names;

	for (int i = 0; i < all; i++) {
		names += i == 0 ? "'" : i + 1 < all ? ", '" : " or '";
		names += i < texts ? reader->names[RP_JSON_TEXT][i]
				   : reader->names[RP_JSON_HTML][i - texts];
		names += "'";
	}
	return names;
}

// Whether a name can stand in a path as it is.
static bool is_plain(std::string_view name)
{
	return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
		   std::string_view::npos &&
	       !name.empty() && name.size() <= 32;
}

// The path to an array of objects in an object, or in one within it: answers
// of the interfaces of papers and libraries hold their articles so. Empty if
// there is none.
static std::string path_to_many(const element &object, bool deeper)
{
	simdjson::dom::object members;
	element first;

	if (object.get(members) != simdjson::SUCCESS)
		return {};
	for (auto member : members) {
		std::string rest;

		if (member.value.is_array() &&
		    member.value.at(0).get(first) == simdjson::SUCCESS &&
		    first.is_object())
			rest = "[]";
		else if (deeper)
			rest = path_to_many(member.value, false);
		if (is_plain(member.key) && !rest.empty())
			return "." + std::string(member.key) + rest;
	}
	return {};
}

// A record without a text; told is what it may have in its place.
static int without_text(const rp_json_reader *reader, const element &root,
			const char **reason, rp_error *error)
{
	char advice[128] = "";

	for (int field : {RP_JSON_HTML, RP_JSON_TEXT}) {
		const char *unread = unread_name(reader, root, field);
		const char *name = rp_json_field_names[field];

		if (unread)
			std::snprintf(advice, sizeof(advice),
				      ", but '%s': %s --field %s=%s", unread,
				      std::strcmp(unread, name) == 0 ? "add"
								     : "try",
				      name, unread);
	}
	*reason = "no-text";
	try {
		std::string many = path_to_many(root, true);

		if (!advice[0] && !many.empty())
			std::snprintf(advice, sizeof(advice),
				      ", but many records: jq -c '%s'",
				      many.c_str());
		rp_error_set(error, "no field %s%s", text_names(reader).c_str(),
			     advice);
	} catch (const std::exception &) {
		return RP_ENOMEM;
	}
	return RP_EINVAL;
}

static void string_of(rp_str *out, const element &root, std::string_view name)
{
	std::string_view text;

	if (root[name].get(text) == simdjson::SUCCESS)
		*out = rp_str{text.data(), text.size()};
}

// What extraction found that the text alone does not tell. Only a line of its
// own has both members; an "agency" of others may be anything.
static void own_line(rp_json_record *out, const element &root)
{
	element source;

	if (root["agency_source"].get(source) != simdjson::SUCCESS)
		return;
	string_of(&out->agency, root, "agency");
	string_of(&out->canonical, root, "canonical");
}

// Whether it is a line of extraction's about a page that it refused, and why.
static bool refused_before(const element &root, rp_error *error)
{
	std::string_view message;

	if (root["error"]["message"].get(message) != simdjson::SUCCESS ||
	    message.size() > 200)
		return false;
	rp_error_set(error, "refused when it was extracted: %.*s",
		     static_cast<int>(message.size()), message.data());
	return true;
}

// The value of a field: of the first of its names that has one, and better not
// an empty one. *wrong: the last one that has something else. False: none has.
static bool value_of(rp_str *out, std::string_view *wrong,
		     rp_json_reader *reader, const element &root, int field)
{
	bool found = false;

	reader->taken[field] = {};
	for (int i = 0; i < reader->name_counts[field]; i++) {
		std::string_view name = reader->names[field][i];
		element value;
		rp_str taken;

		if (!find(&value, root, name) || value.is_null())
			continue;
		if (!take(&taken, reader, field, value)) {
			*wrong = name;
			continue;
		}
		if (!found || taken.len > 0) {
			*out = taken;
			reader->taken[field] = name;
		}
		found = true;
		if (taken.len > 0)
			break;
	}
	return found;
}

static int fields(rp_json_record *out, rp_json_reader *reader,
		  const element &root, const char **reason, rp_error *error)
{
	std::string_view no_text;

	for (int i = 0; i < RP_JSON_FIELDS; i++) {
		std::string_view wrong;

		if (value_of(&out->fields[i], &wrong, reader, root, i))
			continue;
		if (i == RP_JSON_TEXT || i == RP_JSON_HTML)
			no_text = wrong.empty() ? no_text : wrong;
		else if (wrong.empty())
			out->unread[i] = unread_name(reader, root, i);
		else
			out->ignored++;
	}
	own_line(out, root);
	if (out->fields[RP_JSON_TEXT].data || out->fields[RP_JSON_HTML].data)
		return RP_OK;
	if (!no_text.empty())
		return wrong_type(no_text, reason, error);
	if (refused_before(root, error)) {
		*reason = "no-text";
		return RP_EINVAL;
	}
	return without_text(reader, root, reason, error);
}

static_assert(simdjson::SIMDJSON_PADDING <= RP_JSON_PADDING,
	      "lines have as much behind them as the parser reads");

static simdjson::error_code parse(element *root, size_t *replaced,
				  rp_json_reader *reader, const char *line,
				  size_t len)
{
	auto code = reader->parser.parse(line, len, false).get(*root);

	if (code != simdjson::UTF8_ERROR && code != simdjson::NUMBER_ERROR &&
	    code != simdjson::STRING_ERROR &&
	    !(code == simdjson::TAPE_ERROR && rp_json_mend_has_nan(line, len)))
		return code;
	rp_buffer_clear(&reader->repaired);
	*replaced = rp_utf8_repair(&reader->repaired, line, len);
	rp_json_mend(&reader->mended, reader->repaired.data,
		     reader->repaired.len);
	if (reader->repaired.failed || reader->mended.failed)
		return simdjson::MEMALLOC;
	return reader->parser
	    .parse(reader->mended.data, reader->mended.len, true)
	    .get(*root);
}

extern "C" int rp_json_reader_line(rp_json_record *out, rp_json_reader *reader,
				   const char *line, size_t len,
				   const char **reason, rp_error *error)
{
	element root;
	size_t replaced = 0;
	auto code = parse(&root, &replaced, reader, line, len);

	std::memset(out, 0, sizeof(*out));
	out->replaced = replaced;
	reader->read = false;
	if (code == simdjson::MEMALLOC)
		return RP_ENOMEM;
	if (code != simdjson::SUCCESS) {
		*reason = "bad-json";
		rp_error_set(error, "not valid JSON: %s",
			     simdjson::error_message(code));
		return RP_EINVAL;
	}
	if (!root.is_object()) {
		*reason = "bad-json";
		rp_error_set(error, "not a JSON object");
		return RP_EINVAL;
	}
	reader->root = root;
	reader->read = true;
	return fields(out, reader, root, reason, error);
}

extern "C" bool rp_json_reader_has(const rp_json_reader *reader,
				   const char *name)
{
	element value;

	return reader->read && reader->root[std::string_view(name)].get(
				   value) == simdjson::SUCCESS;
}

// Whether a member is one of the fields, which are written under their own
// names. A pointer such as /meta/id takes nothing off "meta".
static bool is_field(const rp_json_reader *reader, std::string_view name)
{
	for (int i = 0; i < RP_JSON_FIELDS; i++)
		if (name == rp_json_field_names[i] ||
		    (reader->taken[i].data() && name == reader->taken[i]))
			return true;
	return false;
}

// What --dropped says of an article that was dropped.
static bool is_verdict(std::string_view name, simdjson::dom::element value)
{
	simdjson::dom::element member;

	if (name != "reprint")
		return false;
	for (auto own : {"kept", "kept_source", "cluster"})
		if (value[own].get(member) != simdjson::SUCCESS)
			return false;
	return true;
}

extern "C" void rp_json_reader_rest(rp_buffer *out, const char *left_out,
				    const rp_json_reader *reader)
{
	simdjson::dom::object object;

	if (!reader->read || reader->root.get(object) != simdjson::SUCCESS)
		return;
	try {
		for (auto member : object) {
			std::string value;

			if (is_field(reader, member.key) ||
			    is_verdict(member.key, member.value) ||
			    (left_out && member.key == left_out))
				continue;
			value = simdjson::minify(member.value);
			rp_buffer_putc(out, ',');
			rp_json_string(
			    out, rp_str{member.key.data(), member.key.size()});
			rp_buffer_putc(out, ':');
			rp_buffer_append(out, value.data(), value.size());
		}
	} catch (const std::exception &) {
		out->failed = true; // memory: minify grows a string
	}
}
