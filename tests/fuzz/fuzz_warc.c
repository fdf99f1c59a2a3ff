/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an archive (or whatever they look like), through the reader
 * and through the decoding of HTTP responses. */
#include "fuzz.h"
#include "http.h"
#include "reader.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void decode(const struct rp_batch *batch)
{
	struct rp_buffer scratch[2];
	struct rp_error error;
	struct rp_http http;
	size_t i;

	rp_buffer_init(&scratch[0]);
	rp_buffer_init(&scratch[1]);
	for (i = 0; i < batch->count; i++)
		if (batch->records[i].kind == RP_RECORD_HTTP)
			rp_http_read(
			    &http, scratch,
			    rp_batch_view(batch, batch->records[i].body),
			    1 << 20, &error);
	rp_buffer_dispose(&scratch[0]);
	rp_buffer_dispose(&scratch[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct rp_reader_options options = {-1, -1, NULL, NULL};
	struct rp_inputs inputs;
	struct rp_reader *reader;
	struct rp_batch batch;
	char path[64];
	int fd = memfd_create("input.warc", 0);

	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	rp_inputs_init(&inputs);
	rp_batch_init(&batch);
	if (rp_inputs_add(&inputs, path) != RP_OK)
		abort();
	rp_inputs_finish(&inputs);
	if (rp_reader_create(&reader, &inputs, &options) != RP_OK)
		abort();
	while (rp_reader_next(reader, &batch) > 0)
		decode(&batch);
	rp_reader_free(reader);
	rp_batch_dispose(&batch);
	rp_inputs_dispose(&inputs);
	close(fd);
	return 0;
}
