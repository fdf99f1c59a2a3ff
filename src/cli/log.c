/* SPDX-License-Identifier: Apache-2.0 */
/* log.c - see log.h. */
#include "log.h"

#include "json.h"
#include "printable.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static atomic_bool as_json;

const char *rp_log_take(void *context, const char *value)
{
	(void)context;
	if (strcmp(value, "text") != 0 && strcmp(value, "json") != 0)
		return "not one of text, json";
	atomic_store(&as_json, value[0] == 'j');
	return NULL;
}

int rp_log_is_json(void)
{
	return atomic_load(&as_json);
}

/* More than any has: a path, its reason, a sentence of advice. */
#define SENTENCE_BYTES 16384

static void put_text(struct rp_buffer *line, enum rp_log_level level,
		     const char *sentence)
{
	static const char *const starts[] = {[RP_LOG_INFO] = "reprint: ",
					     [RP_LOG_NOTE] = "reprint: note: ",
					     [RP_LOG_REJECT] =
						 "reprint: rejected ",
					     [RP_LOG_ERROR] = "reprint: "};

	rp_buffer_puts(line, starts[level]);
	rp_printable(line, (struct rp_str){sentence, strlen(sentence)},
		     SENTENCE_BYTES);
	rp_buffer_putc(line, '\n');
}

static void put_json(struct rp_buffer *line, enum rp_log_level level,
		     const char *sentence)
{
	static const char *const names[] = {[RP_LOG_INFO] = "info",
					    [RP_LOG_NOTE] = "note",
					    [RP_LOG_REJECT] = "rejected",
					    [RP_LOG_ERROR] = "error"};
	char stamp[32] = "";
	time_t now = time(NULL);
	struct tm parts;

	if (gmtime_r(&now, &parts))
		strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &parts);
	rp_buffer_putc(line, '{');
	rp_json_field_cstr(line, "time", stamp);
	rp_json_field_cstr(line, "level", names[level]);
	rp_json_field_cstr(line, "message", sentence);
	rp_buffer_puts(line, "}\n");
}

void rp_log_line(struct rp_buffer *out, enum rp_log_level level,
		 const char *sentence)
{
	if (rp_log_is_json())
		put_json(out, level, sentence);
	else
		put_text(out, level, sentence);
}

void rp_log(enum rp_log_level level, const char *format, ...)
{
	struct rp_buffer line;
	va_list args;
	char *text = NULL;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		return;
	rp_buffer_init(&line);
	rp_log_line(&line, level, text);
	/* In one write, so that lines of two processes do not mix. */
	if (rp_buffer_status(&line) == RP_OK)
		fwrite(line.data, 1, line.len, stderr);
	rp_buffer_dispose(&line);
	free(text);
}

void rp_log_lines(enum rp_log_level level, struct rp_str text)
{
	while (text.len > 0) {
		const char *end = memchr(text.data, '\n', text.len);
		size_t len = end ? (size_t)(end - text.data) : text.len;

		rp_log(level, "%.*s", (int)len, text.data);
		len += end != NULL;
		text.data += len;
		text.len -= len;
	}
}
