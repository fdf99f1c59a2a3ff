// SPDX-License-Identifier: Apache-2.0
//
// json_reader.cpp - see json_reader.h
//
// simdjson (Langdale and Lemire 2019) validates the whole line, UTF-8
// included, and hands out unescaped strings from its own buffer. Its DOM
// interface is used and not the faster on-demand one: that skips what it is
// not asked for, and a line that is damaged behind its text would pass. Lines
// that are not UTF-8 are repaired and parsed again: one wrong byte must not
// cost an article; so are lines with numbers beyond 64 bits.

extern "C" {
#include "error.h"
#include "json.h"
#include "utf8.h"
}

#include "json_reader.h"

#include <cctype>
#include <cstdio>
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
	std::string_view names[RP_JSON_FIELDS];
	char numbers[RP_JSON_FIELDS][32];
	rp_buffer mended; // a line that had to be changed to be read
	element root;	  // of the line last read
	bool read;	  // root is an object
};

extern "C" rp_json_reader *rp_json_reader_create(
    const char *const names[RP_JSON_FIELDS])
{
	auto *reader = new (std::nothrow) rp_json_reader;

	if (!reader)
		return nullptr;
	for (int i = 0; i < RP_JSON_FIELDS; i++)
		reader->names[i] = names[i];
	rp_buffer_init(&reader->mended);
	reader->read = false;
	return reader;
}

extern "C" void rp_json_reader_free(rp_json_reader *reader)
{
	if (!reader)
		return;
	rp_buffer_dispose(&reader->mended);
	delete reader;
}

static bool find(element *out, const element &object, std::string_view name)
{
	if (!name.empty() && name[0] == '/')
		return object.at_pointer(name).get(*out) == simdjson::SUCCESS;
	return object[name].get(*out) == simdjson::SUCCESS;
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
	default:
		return false;
	}
	if (!numeric)
		return false;
	*out = rp_str{number, static_cast<size_t>(len)};
	return true;
}

static int wrong_type(rp_json_reader *reader, int field, const char **reason,
		      rp_error *error)
{
	*reason = "not-a-string";
	return rp_error_set(error, "field '%.*s' is not a string",
			    static_cast<int>(reader->names[field].size()),
			    reader->names[field].data());
}

static int fields(rp_json_record *out, rp_json_reader *reader,
		  const element &root, const char **reason, rp_error *error)
{
	int wrong = -1;

	for (int i = 0; i < RP_JSON_FIELDS; i++) {
		element value;

		if (!find(&value, root, reader->names[i]) || value.is_null())
			continue;
		if (take(&out->fields[i], reader, i, value))
			continue;
		if (i == RP_JSON_TEXT || i == RP_JSON_HTML)
			wrong = i;
		else
			out->ignored++;
	}
	if (out->fields[RP_JSON_TEXT].data || out->fields[RP_JSON_HTML].data)
		return 0;
	if (wrong >= 0)
		return wrong_type(reader, wrong, reason, error);
	*reason = "no-text";
	return rp_error_set(
	    error, "no field '%.*s' or '%.*s'",
	    static_cast<int>(reader->names[RP_JSON_TEXT].size()),
	    reader->names[RP_JSON_TEXT].data(),
	    static_cast<int>(reader->names[RP_JSON_HTML].size()),
	    reader->names[RP_JSON_HTML].data());
}

// Copy a line with whole numbers of 19 digits and more put in quotes. They are
// valid JSON that no number of the parser holds; ids are written so.
static void quote_numbers(rp_buffer *out, const char *line, size_t len)
{
	const size_t longest = 18;
	bool inside = false; // a string
	size_t at = 0;

	rp_buffer_clear(out);
	while (at < len) {
		size_t from = at;

		if (!inside && (line[at] == '-' || std::isdigit(line[at]))) {
			while (at < len &&
			       std::strchr("+-.eE0123456789", line[at]) &&
			       line[at])
				at++;
			bool whole =
			    std::memchr(line + from, '.', at - from) == nullptr;
			bool quoted = whole && at - from > longest;

			rp_buffer_puts(out, quoted ? "\"" : "");
			rp_buffer_append(out, line + from, at - from);
			rp_buffer_puts(out, quoted ? "\"" : "");
			continue;
		}
		if (line[at] == '"')
			inside = !inside;
		at += inside && line[at] == '\\' && at + 1 < len ? 2 : 1;
		rp_buffer_append(out, line + from, at - from);
	}
}

static simdjson::error_code parse(element *root, rp_json_reader *reader,
				  const char *line, size_t len)
{
	rp_buffer *mended = &reader->mended;
	auto code = reader->parser.parse(line, len, false).get(*root);

	if (code == simdjson::UTF8_ERROR) {
		rp_buffer_clear(mended);
		rp_utf8_repair(mended, line, len);
	} else if (code == simdjson::NUMBER_ERROR) {
		quote_numbers(mended, line, len);
	} else {
		return code;
	}
	return reader->parser.parse(mended->data, mended->len, true).get(*root);
}

extern "C" int rp_json_reader_line(rp_json_record *out, rp_json_reader *reader,
				   const char *line, size_t len,
				   const char **reason, rp_error *error)
{
	element root;
	auto code = parse(&root, reader, line, len);

	std::memset(out, 0, sizeof(*out));
	reader->read = false;
	if (code != simdjson::SUCCESS) {
		*reason = "bad-json";
		return rp_error_set(error, "not valid JSON: %s",
				    simdjson::error_message(code));
	}
	if (!root.is_object()) {
		*reason = "bad-json";
		return rp_error_set(error, "not a JSON object");
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
	for (auto field : reader->names)
		if (field == name)
			return true;
	for (auto field : rp_json_field_names)
		if (name == field)
			return true;
	return false;
}

extern "C" void rp_json_reader_rest(rp_buffer *out,
				    const rp_json_reader *reader)
{
	simdjson::dom::object object;

	if (!reader->read || reader->root.get(object) != simdjson::SUCCESS)
		return;
	try {
		for (auto member : object) {
			std::string value;

			if (is_field(reader, member.key))
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
