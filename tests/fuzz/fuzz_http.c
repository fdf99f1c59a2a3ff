/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an HTTP response: its body measures the same whole and octet by
 * octet, and is read as an archive's is. */
#include "buffer.h"
#include "fuzz.h"
#include "http.h"
#include "http_meter.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT 5000
/* So large that only the limit ends a measuring. */
#define RATIO 1000000

static enum rp_http_measure measure(struct rp_http_meter *meter,
				    struct rp_str head, struct rp_str body,
				    size_t piece)
{
	enum rp_http_measure measured = RP_HTTP_FITS;
	size_t at;

	rp_http_meter_begin(meter, head, LIMIT);
	for (at = 0; at < body.len && measured == RP_HTTP_FITS; at += piece)
		measured = rp_http_meter_feed(
		    meter, body.data + at,
		    body.len - at < piece ? body.len - at : piece);
	return measured;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;
	size_t end = 0;
	struct rp_buffer scratch[2];
	struct rp_http_meter *meter;
	struct rp_str head;
	struct rp_str body;
	struct rp_error error = {.message = ""};
	struct rp_http http;

	while (end + 4 <= len && memcmp(text + end, "\r\n\r\n", 4) != 0)
		end++;
	if (end + 4 > len)
		return 0;
	head = (struct rp_str){text, end + 4};
	body = (struct rp_str){text + head.len, len - head.len};
	if (rp_http_meter_create(&meter, RATIO) != RP_OK)
		abort();
	if (measure(meter, head, body, len) != measure(meter, head, body, 1))
		abort();
	rp_http_meter_free(meter);
	rp_buffer_init(&scratch[0]);
	rp_buffer_init(&scratch[1]);
	if (rp_http_read(&http, scratch, (struct rp_str){text, len}, LIMIT,
			 &error) != 0 &&
	    !error.message[0])
		abort();
	rp_buffer_dispose(&scratch[0]);
	rp_buffer_dispose(&scratch[1]);
	return 0;
}
