/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an input of whatever format they look like, through the reader
 * and what takes its records on: each lies in its batch and comes in order, a
 * line of JSON is one line, a rejected record says why. */
#include "fuzz.h"
#include "http.h"
#include "json_reader.h"
#include "reader.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct taker {
	struct rp_json_reader *json;
	struct rp_buffer scratch[2];
	uint64_t number; /* of the last record */
};

static void take_http(struct taker *taker, struct rp_str body)
{
	struct rp_error error;
	struct rp_http http;

	rp_http_read(&http, taker->scratch, body, 1 << 20, &error);
}

static void take_json(struct taker *taker, struct rp_str body)
{
	struct rp_json_record record;
	struct rp_error error;
	const char *reason = NULL;

	if (memchr(body.data, '\n', body.len))
		abort();
	if (rp_json_reader_line(&record, taker->json, body.data, body.len,
				&reason, &error) != 0 &&
	    !reason)
		abort();
}

static void take(struct taker *taker, const struct rp_batch *batch,
		 const struct rp_record *record)
{
	if (record->body.start + record->body.len > batch->bytes.len ||
	    record->number < taker->number)
		abort();
	taker->number = record->number;
	if (record->kind == RP_RECORD_HTTP)
		take_http(taker, rp_batch_view(batch, record->body));
	if (record->kind == RP_RECORD_JSON)
		take_json(taker, rp_batch_view(batch, record->body));
	if (record->kind == RP_RECORD_REJECT &&
	    (!record->reason || record->message.len == 0))
		abort();
}

static void take_all(struct taker *taker, const struct rp_inputs *inputs)
{
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_reader *reader;
	struct rp_batch batch;
	size_t i;

	rp_batch_init(&batch);
	if (rp_reader_create(&reader, inputs, &options) != RP_OK)
		abort();
	while (rp_reader_next(reader, &batch) > 0)
		for (i = 0; i < batch.count; i++)
			take(taker, &batch, &batch.records[i]);
	rp_reader_free(reader);
	rp_batch_dispose(&batch);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct taker taker = {.json = rp_json_reader_create(NULL)};
	struct rp_inputs inputs;
	char path[64];
	int fd = memfd_create("input", 0);

	if (!taker.json || fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	rp_buffer_init(&taker.scratch[0]);
	rp_buffer_init(&taker.scratch[1]);
	rp_inputs_init(&inputs);
	if (rp_inputs_add(&inputs, path) != RP_OK)
		abort();
	rp_inputs_finish(&inputs);
	take_all(&taker, &inputs);
	rp_inputs_dispose(&inputs);
	rp_buffer_dispose(&taker.scratch[0]);
	rp_buffer_dispose(&taker.scratch[1]);
	rp_json_reader_free(taker.json);
	close(fd);
	return 0;
}
