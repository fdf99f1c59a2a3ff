/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as one line of JSON. */
#include "batch.h"
#include "fuzz.h"
#include "json_reader.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct rp_json_reader *reader = rp_json_reader_create(NULL);
	char *padded = calloc(1, len + RP_BATCH_PADDING);
	struct rp_json_record record;
	struct rp_error error;
	const char *reason = NULL;

	if (!reader || !padded)
		abort();
	memcpy(padded, bytes, len);
	if (rp_json_reader_line(&record, reader, padded, len, &reason,
				&error) != 0 &&
	    !reason)
		abort();
	free(padded);
	rp_json_reader_free(reader);
	return 0;
}
