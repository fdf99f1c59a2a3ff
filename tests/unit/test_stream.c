/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"
#include "stream.h"

TestSuite(stream, .init = folder_create, .fini = folder_free);

#define BYTES ((size_t)2000000)

static char *make_bytes(void)
{
	char *bytes = malloc(BYTES);
	uint64_t state = 9;
	size_t i;

	for (i = 0; i < BYTES; i++)
		bytes[i] = (char)draw(&state);
	return bytes;
}

static void open_stream(struct rp_stream *stream, const char *name)
{
	struct rp_source *source = rp_source_create();
	struct rp_error error;

	cr_assert_eq(rp_source_open(source, folder_path(name), -1, &error), 0,
		     "%s", error.message);
	rp_stream_open(stream, source);
}

static void close_stream(struct rp_stream *stream)
{
	struct rp_source *source = stream->source;

	rp_stream_close(stream);
	rp_source_free(source);
}

/* Whatever is done, what is in view is what stands there in the file. */
static void assert_view(const struct rp_stream *stream, const char *bytes,
			size_t at)
{
	size_t have = rp_stream_have(stream);

	cr_assert_eq(stream->offset, at);
	cr_assert_leq(at + have, BYTES);
	cr_assert(!have ||
		  memcmp(rp_stream_data(stream), bytes + at, have) == 0);
}

/* One step drawn; returns where it leads. */
static size_t step(struct rp_stream *stream, struct rp_buffer *given,
		   const char *bytes, size_t at, uint64_t *state)
{
	size_t amount = draw(state) % (draw(state) % 3 ? 700 : 600000);
	size_t have;
	size_t some;

	switch (draw(state) % 4) {
	case 0:
		have = (size_t)rp_stream_fill(stream, amount);
		cr_assert_eq(have, rp_stream_have(stream));
		cr_assert_geq(have, amount < BYTES - at ? amount : BYTES - at);
		return at;
	case 1:
		some = (size_t)rp_stream_skip(stream, amount);
		cr_assert_eq(some, amount < BYTES - at ? amount : BYTES - at);
		return at + some;
	case 2:
		have = rp_stream_have(stream);
		some = have ? draw(state) % (have + 1) : 0;
		rp_stream_take(stream, some);
		return at + some;
	default:
		have = (size_t)rp_stream_fill(stream, amount);
		some = amount < have ? amount : have;
		cr_assert_eq(rp_stream_give(stream, given, some), RP_OK);
		/* Who takes it takes what was moved past before, too. */
		cr_assert_geq(given->len, some);
		cr_assert_eq(
		    memcmp(given->data + given->len - some, bytes + at, some),
		    0);
		return at + some;
	}
}

Test(stream, shows_what_stands_there_whatever_is_done)
{
	char *bytes = make_bytes();
	struct rp_stream stream = {0};
	struct rp_buffer given;
	uint64_t state = 1;
	int turn;

	folder_write("a", bytes, BYTES);
	rp_buffer_init(&given);
	for (turn = 0; turn < 20; turn++) {
		size_t at = 0;
		int i;

		open_stream(&stream, "a");
		for (i = 0; i < 40; i++) {
			at = step(&stream, &given, bytes, at, &state);
			assert_view(&stream, bytes, at);
		}
		close_stream(&stream);
	}
	rp_stream_dispose(&stream);
	rp_buffer_dispose(&given);
	free(bytes);
}

/* A reader that wants as much as there may be gets no room for it before it
 * comes; a large buffer goes with its file. */
Test(stream, takes_room_as_bytes_come)
{
	char *bytes = make_bytes();
	struct rp_stream stream = {0};

	folder_write("small", bytes, 100);
	folder_write("large", bytes, BYTES);
	open_stream(&stream, "small");
	cr_assert_eq(rp_stream_fill(&stream, (size_t)64 << 20), 100);
	cr_assert_leq(stream.capacity, (size_t)1 << 20);
	close_stream(&stream);
	cr_assert_not_null(stream.buffer);

	open_stream(&stream, "large");
	cr_assert_eq(rp_stream_fill(&stream, (size_t)64 << 20), (long)BYTES);
	cr_assert_eq(memcmp(rp_stream_data(&stream), bytes, BYTES), 0);
	close_stream(&stream);
	cr_assert_null(stream.buffer);
	free(bytes);
}

/* Behind a damaged member the next one that begins as asked for. */
Test(stream, goes_on_behind_damage)
{
	struct rp_stream stream = {0};
	char packed[1000];
	size_t first;
	size_t len;
	FILE *file;

	folder_append_gzip("a", "WARC one", 8);
	first = (size_t)ftell(file = fopen(folder_path("a"), "ab"));
	fclose(file);
	folder_append_gzip("a", "HTTP two", 8);
	folder_append_gzip("a", "WARC three", 10);
	file = fopen(folder_path("a"), "rb");
	len = fread(packed, 1, sizeof(packed), file);
	fclose(file);
	packed[first - 8] ^= 1; /* CRC32 of the first */
	folder_write("a", packed, len);

	open_stream(&stream, "a");
	cr_assert_eq(rp_stream_fill(&stream, 100), 7);
	cr_assert(stream.ended && stream.broken);
	cr_assert(rp_stream_resume(&stream, "WARC"));
	cr_assert_eq(rp_stream_have(&stream), 0);
	cr_assert_eq(rp_stream_fill(&stream, 100), 10);
	cr_assert_eq(memcmp(rp_stream_data(&stream), "WARC three", 10), 0);
	cr_assert(stream.ended && !stream.broken);
	cr_assert(!rp_stream_resume(&stream, "WARC"));
	close_stream(&stream);
	rp_stream_dispose(&stream);
}
