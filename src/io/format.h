/* SPDX-License-Identifier: Apache-2.0 */
/* format.h - what kind of input a file is. */
#ifndef RP_FORMAT_H
#define RP_FORMAT_H

#include <stdbool.h>

#include "json_reader.h"
#include "reprint.h"

enum rp_format {
	RP_FORMAT_HTML = 0,
	RP_FORMAT_TEXT,
	RP_FORMAT_JSON_LINES,
	RP_FORMAT_JSON_VALUES, /* an array, or objects over several lines */
	RP_FORMAT_CSV,	       /* a table of text */
	RP_FORMAT_WARC,	       /* and WET */
	RP_FORMAT_WIDE,	       /* JSON or a table in UTF-16; to be refused */
	RP_FORMAT_BINARY,      /* likewise */
};

/* How many bytes of the beginning rp_format_tell looks at. */
#define RP_FORMAT_LOOK ((size_t)64 << 10)

/* The format that the path's extension names (".gz" and ".zst" left aside,
 * capitals or not); false where it names none. */
bool rp_format_named(enum rp_format *out, const char *path);

/* Tell the format by the path's extension (".gz" and ".zst" left aside), and
 * where that says nothing by the first bytes; stylesheets and scripts count as
 * BINARY. *what receives a name of the format for messages ("a PDF
 * file"); static. names: those given for fields, by which a table may be told;
 * or NULL. */
enum rp_format rp_format_tell(const char **what, const char *path,
			      const char *bytes, size_t len,
			      const struct rp_json_names *names);

#endif
