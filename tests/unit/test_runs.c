/* SPDX-License-Identifier: Apache-2.0 */
#include "runs.h"
#include "testing.h"

#define BLOCKS 12

/* Byte after byte. */
static struct rp_runs naive(uint32_t *begins, uint32_t *closes,
			    const struct rp_class_block *blocks, size_t count)
{
	struct rp_runs found = {0, 0, false};
	bool inside = false;
	size_t i;

	for (i = 0; i < count * 64; i++) {
		const struct rp_class_block *block = &blocks[i / 64];
		bool in = (block->word | block->high) >> i % 64 & 1;

		if (in && !inside)
			begins[found.begun++] = (uint32_t)i;
		if (!in && inside)
			closes[found.ended++] = (uint32_t)i;
		inside = in;
		if (i % 64 == 63)
			found.full |= (block->word | block->high) == UINT64_MAX;
	}
	return found;
}

static void same_as(rp_runs_kernel *kernel, const struct rp_class_block *blocks,
		    size_t count)
{
	uint32_t expected[2][BLOCKS * 32];
	uint32_t got[2][BLOCKS * 32 + RP_RUNS_SPARE];
	struct rp_runs one = naive(expected[0], expected[1], blocks, count);
	struct rp_runs other = kernel(got[0], got[1], blocks, count);

	cr_assert_eq(other.begun, one.begun);
	cr_assert_eq(other.ended, one.ended);
	cr_assert_eq(other.full, one.full);
	cr_assert_arr_eq(got[0], expected[0], one.begun * sizeof(uint32_t));
	cr_assert_arr_eq(got[1], expected[1], one.ended * sizeof(uint32_t));
}

static void same_by_all(const struct rp_class_block *blocks, size_t count)
{
	same_as(rp_runs_best(), blocks, count);
	same_as(rp_runs_portable, blocks, count);
#if defined(__x86_64__)
	if (rp_cpu_level() >= RP_CPU_AVX2)
		same_as(rp_runs_avx2, blocks, count);
	if (rp_cpu_level() >= RP_CPU_AVX512 && rp_cpu_has_vbmi2())
		same_as(rp_runs_avx512, blocks, count);
#endif
}

/* Few bits and many, on every number of blocks. */
Test(runs, do_not_depend_on_the_instruction_set)
{
	struct rp_class_block blocks[BLOCKS];
	uint64_t state = 3;
	int round;

	for (round = 0; round < 4000; round++) {
		size_t count = (size_t)round % (BLOCKS + 1);
		size_t i;

		for (i = 0; i < count; i++) {
			uint64_t bits = draw(&state);
			unsigned k = (unsigned)(draw(&state) % 5);

			for (; k > 0; k--)
				bits = round % 2 ? bits & draw(&state)
						 : bits | draw(&state);
			blocks[i].high = bits & draw(&state);
			blocks[i].word = bits & ~blocks[i].high;
		}
		same_by_all(blocks, count);
	}
}

/* As many edges as there may be, and runs over whole blocks. */
Test(runs, of_one_byte_and_of_all)
{
	static const uint64_t bits[] = {
	    0x5555555555555555u, 0xaaaaaaaaaaaaaaaau, UINT64_MAX, 0, 1,
	    (uint64_t)1 << 63};
	struct rp_class_block blocks[3];
	size_t i;

	for (i = 0; i < 6 * 6 * 6; i++) {
		blocks[0] = (struct rp_class_block){bits[i % 6], 0};
		blocks[1] = (struct rp_class_block){0, bits[i / 6 % 6]};
		blocks[2] = (struct rp_class_block){bits[i / 36], 0};
		same_by_all(blocks, 3);
	}
}
