/* SPDX-License-Identifier: Apache-2.0 */
/* batch.c - see batch.h. */
#include "batch.h"

#include "array.h"

#include <stdio.h>
#include <string.h>

void rp_batch_init(struct rp_batch *batch)
{
	memset(batch, 0, sizeof(*batch));
	rp_buffer_init(&batch->bytes);
}

void rp_batch_dispose(struct rp_batch *batch)
{
	free(batch->records);
	rp_buffer_dispose(&batch->bytes);
	rp_batch_init(batch);
}

void rp_batch_clear(struct rp_batch *batch)
{
	batch->count = 0;
	batch->weight = 0;
	rp_buffer_trim(&batch->bytes, RP_BATCH_KEEP);
}

struct rp_record *rp_batch_add(struct rp_batch *batch)
{
	struct rp_record *record;

	if (rp_array_reserve(&batch->records, &batch->capacity,
			     batch->count + 1,
			     sizeof(*batch->records)) != RP_OK)
		return NULL;
	record = &batch->records[batch->count++];
	memset(record, 0, sizeof(*record));
	return record;
}

struct rp_slice rp_batch_put(struct rp_batch *batch, const void *bytes,
			     size_t len)
{
	struct rp_slice slice = {batch->bytes.len, len};

	if (rp_buffer_reserve(&batch->bytes, len + RP_BATCH_PADDING) == RP_OK)
		rp_buffer_append(&batch->bytes, bytes, len);
	return slice;
}

int rp_batch_reject(struct rp_batch *batch, uint32_t input, uint64_t number,
		    uint64_t offset, const char *reason, const char *format,
		    ...)
{
	struct rp_record *record = rp_batch_add(batch);
	char message[640];
	va_list args;

	if (!record)
		return RP_ENOMEM;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	record->kind = RP_RECORD_REJECT;
	record->input = input;
	record->number = number;
	record->offset = offset;
	record->reason = reason;
	record->message = rp_batch_put(batch, message, strlen(message));
	return rp_buffer_status(&batch->bytes);
}
