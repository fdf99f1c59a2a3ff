/* SPDX-License-Identifier: Apache-2.0 */
#include "crowd.h"
#include "signatures.h"

#include <criterion/criterion.h>

/* Nodes enough that many are kept at one place. */
#define NODES 1100

static size_t slots_alike(const struct crowd *crowd, uint32_t a, uint32_t b)
{
	size_t agree = 0;
	size_t i;

	for (i = 0; i < crowd->options.hashes; i++)
		agree += (crowd->signatures[a][i] & 0xffff) ==
			 (crowd->signatures[b][i] & 0xffff);
	return agree;
}

Test(signatures, agree_as_the_signatures_themselves)
{
	struct crowd *crowd = crowd_create(NODES, 1);
	struct rp_signatures signatures;
	uint64_t state = 5;
	size_t alike = 0;
	int i;

	crowd_index(crowd);
	rp_signatures_init(&signatures, &crowd->match);
	for (i = 0; i < 20000; i++) {
		uint32_t a = (uint32_t)(draw(&state) % NODES);
		/* Of its family, at its place, or anywhere. */
		uint32_t b = (uint32_t)(i % 3 == 0   ? a - a % 5
					: i % 3 == 1 ? (a + 256) % NODES
						     : draw(&state) % NODES);
		size_t agree;

		if (a == b)
			continue;
		cr_assert_eq(rp_signatures_agree(&agree, &signatures, a, b),
			     RP_OK);
		cr_assert_eq(agree, slots_alike(crowd, a, b), "%u and %u", a,
			     b);
		alike += agree > 32;
	}
	cr_assert_gt(alike, 1000);
	rp_signatures_dispose(&signatures);
	crowd_free(crowd);
}

static int read_nothing(void *context, uint64_t offset, void *out, size_t len)
{
	(void)context;
	(void)offset;
	memset(out, 0x5a, len);
	return RP_ESTORE;
}

/* What could not be read is asked for again. */
Test(signatures, keep_nothing_of_a_failed_read)
{
	struct crowd *crowd = crowd_create(NODES, 1);
	int (*read)(void *, uint64_t, void *, size_t) = crowd->spool.read;
	struct rp_signatures signatures;
	size_t agree;

	crowd_index(crowd);
	rp_signatures_init(&signatures, &crowd->match);
	crowd->spool.read = read_nothing;
	cr_assert_eq(rp_signatures_agree(&agree, &signatures, 0, 1), RP_ESTORE);
	crowd->spool.read = read;
	cr_assert_eq(rp_signatures_agree(&agree, &signatures, 0, 1), RP_OK);
	cr_assert_eq(agree, slots_alike(crowd, 0, 1));
	rp_signatures_dispose(&signatures);
	crowd_free(crowd);
}
