/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of a spool that texts will be looked at. */
#include "crowd.h"
#include "wanted.h"

#define NODES 400
#define PLACE ((size_t)1 << 23) /* bytes of the spool */
/* No text of the test is longer. */
#define WORDS 900
#define NEAR  ((size_t)32 << 10)

/* A spool that only notes what it is asked for. */
struct notes {
	unsigned char asked[PLACE]; /* how often, each byte */
	size_t requests;
	size_t kept; /* bytes appended */
};

static void want(void *context, uint64_t offset, size_t len)
{
	struct notes *notes = context;
	size_t i;

	cr_assert_gt(len, 0);
	cr_assert_leq(offset + len, PLACE);
	notes->requests++;
	for (i = 0; i < len; i++)
		notes->asked[offset + i]++;
}

static int append(void *context, uint64_t *offset, const void *bytes,
		  size_t len)
{
	struct notes *notes = context;

	(void)bytes;
	*offset = notes->kept;
	notes->kept += len;
	return RP_OK;
}

struct rig {
	struct rp_text_node nodes[NODES];
	struct notes notes;
	struct rp_spool spool;
	struct rp_index index;
	struct rp_match match;
};

/* Texts behind one another, some of them far from those before. */
static struct rig *rig_create(uint64_t seed)
{
	struct rig *rig = calloc(1, sizeof(*rig));
	uint64_t state = seed;
	uint64_t at = 0;
	uint32_t i;

	cr_assert_not_null(rig);
	rig->spool = (struct rp_spool){
	    .context = &rig->notes, .append = append, .want = want};
	rp_tape_init(&rig->index.signatures, 256);
	rig->match = (struct rp_match){.nodes = rig->nodes,
				       .count = NODES,
				       .spool = &rig->spool,
				       .index = &rig->index};
	for (i = 0; i < NODES; i++) {
		uint32_t k = i * 7 % NODES; /* not in the order of nodes */

		rig->nodes[k].spool = at;
		rig->nodes[k].tokens = (uint32_t)(1 + draw(&state) % WORDS);
		rig->nodes[k].article = k;
		at += (RP_SKETCH_BYTES(rig->nodes[k].tokens) + 7) / 8 * 8;
		at += draw(&state) % 9 == 0 ? NEAR + 8 : 0;
		at = (at + 63) / 64 * 64;
	}
	cr_assert_leq(at, PLACE);
	return rig;
}

static void rig_free(struct rig *rig)
{
	rp_tape_dispose(&rig->index.signatures);
	free(rig);
}

/* Want every third text, some of them twice; true: it is wanted. */
static void gather(bool *is_wanted, struct rp_wanted *wanted, struct rig *rig)
{
	uint32_t i;

	memset(is_wanted, 0, NODES * sizeof(*is_wanted));
	for (i = 0; i + 2 < NODES; i += 3) {
		uint32_t nodes[2] = {(i * 31 + 5) % NODES, i};

		cr_assert_eq(rp_wanted_add(wanted, &rig->match, nodes, 2),
			     RP_OK);
		is_wanted[nodes[0]] = true;
		is_wanted[nodes[1]] = true;
	}
	rp_wanted_order(wanted);
}

/* Whether the byte is at most so far from wanted texts on either side. */
static void mark_texts(unsigned char *text, const bool *is_wanted,
		       const struct rig *rig)
{
	uint32_t i;

	memset(text, 0, PLACE);
	for (i = 0; i < NODES; i++)
		if (is_wanted[i])
			memset(text + rig->nodes[i].spool, 1,
			       RP_SKETCH_BYTES(rig->nodes[i].tokens));
}

/* All bytes of wanted texts are asked for once, and of the others those between
 * two with little between them. */
Test(wanted, asks_for_neighbours_together)
{
	unsigned char *text = malloc(PLACE);
	uint64_t seed;

	cr_assert_not_null(text);
	for (seed = 1; seed < 20; seed++) {
		struct rig *rig = rig_create(seed);
		struct rp_wanted wanted = {NULL, 0, 0};
		bool is_wanted[NODES];
		size_t last = SIZE_MAX;
		size_t i;

		gather(is_wanted, &wanted, rig);
		rp_wanted_ask(&wanted, &rig->match, 0, 1);
		mark_texts(text, is_wanted, rig);
		for (i = 0; i < PLACE; i++) {
			size_t gap = i - last - 1;
			size_t k;

			if (!text[i])
				continue;
			cr_assert_eq(rig->notes.asked[i], 1, "byte %zu", i);
			for (k = last + 1; last != SIZE_MAX && k < i; k++)
				cr_assert_eq(rig->notes.asked[k], gap <= NEAR,
					     "byte %zu of a gap of %zu", k,
					     gap);
			last = i;
		}
		cr_assert_lt(rig->notes.requests * 2, wanted.count);
		rp_wanted_dispose(&wanted);
		rig_free(rig);
	}
	free(text);
}

/* All parts together ask for each text once. */
Test(wanted, asks_part_by_part)
{
	struct rig *rig = rig_create(77);
	unsigned char *text = malloc(PLACE);
	struct rp_wanted wanted = {NULL, 0, 0};
	bool is_wanted[NODES];
	size_t parts = 7;
	size_t i;

	cr_assert_not_null(text);
	gather(is_wanted, &wanted, rig);
	for (i = 0; i < parts; i++)
		rp_wanted_ask(&wanted, &rig->match, i, parts);
	mark_texts(text, is_wanted, rig);
	for (i = 0; i < PLACE; i++)
		cr_assert(!text[i] || rig->notes.asked[i] == 1, "byte %zu", i);
	free(text);
	rp_wanted_dispose(&wanted);
	rig_free(rig);
}

/* With as much between them as is read along, and a little more. */
Test(wanted, joins_up_to_a_bound)
{
	static const struct {
		uint64_t between;
		size_t requests;
	} cases[] = {{0, 1}, {NEAR, 1}, {NEAR + 8, 2}};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rig *rig = rig_create(5);
		struct rp_wanted wanted = {NULL, 0, 0};
		const uint32_t nodes[] = {7, 3};

		rig->nodes[7].tokens = 64;
		rig->nodes[7].spool = 640;
		rig->nodes[3].tokens = 64;
		rig->nodes[3].spool =
		    640 + RP_SKETCH_BYTES(64) + cases[i].between;
		cr_assert_eq(rp_wanted_add(&wanted, &rig->match, nodes, 2),
			     RP_OK);
		rp_wanted_order(&wanted);
		rp_wanted_ask(&wanted, &rig->match, 0, 1);
		cr_assert_eq(rig->notes.requests, cases[i].requests);
		rp_wanted_dispose(&wanted);
		rig_free(rig);
	}
}

/* Places are in steps of 64 bytes, and begin anew at 256 GiB: one that lies
 * before is no neighbour. */
Test(wanted, joins_nothing_backwards)
{
	struct rig *rig = rig_create(6);
	struct rp_wanted wanted = {NULL, 0, 0};
	const uint32_t nodes[] = {1, 2};

	rig->nodes[1].tokens = 64;
	rig->nodes[1].spool = 8192 + 32;
	rig->nodes[2].tokens = 64;
	rig->nodes[2].spool = 8192;
	cr_assert_eq(rp_wanted_add(&wanted, &rig->match, nodes, 2), RP_OK);
	rp_wanted_order(&wanted);
	rp_wanted_ask(&wanted, &rig->match, 0, 1);
	cr_assert_eq(rig->notes.requests, 2);
	cr_assert_gt(rig->notes.asked[8192], 0);
	cr_assert_gt(rig->notes.asked[8192 + 32], 0);
	rp_wanted_dispose(&wanted);
	rig_free(rig);
}

Test(wanted, asks_for_nothing_where_nothing_is_wanted)
{
	struct rig *rig = rig_create(3);
	struct rp_wanted wanted = {NULL, 0, 0};

	rp_wanted_order(&wanted);
	rp_wanted_ask(&wanted, &rig->match, 0, 1);
	rp_wanted_ask(&wanted, &rig->match, 5, 256);
	cr_assert_eq(rig->notes.requests, 0);
	rp_wanted_dispose(&wanted);
	rig_free(rig);
}

/* Of signatures, whole blocks of the tape. */
Test(wanted, asks_for_signatures)
{
	struct rig *rig = rig_create(4);
	struct rp_wanted wanted = {NULL, 0, 0};
	const char zeros[256] = {0};
	uint32_t node = 300; /* in the second of two blocks on the spool */
	uint64_t block;
	uint32_t i;

	rig->notes.kept = PLACE / 2;
	for (i = 0; i < 2 * 256 + 1; i++)
		cr_assert_eq(
		    rp_tape_append(&rig->index.signatures, &rig->spool, zeros),
		    RP_OK);
	block = rig->index.signatures.blocks[1].handle;
	/* Its words lie elsewhere. */
	rig->nodes[node].spool = 0;
	cr_assert_eq(rp_wanted_add(&wanted, &rig->match, &node, 1), RP_OK);
	rp_wanted_order(&wanted);
	rp_wanted_ask(&wanted, &rig->match, 0, 1);
	cr_assert_eq(rig->notes.requests, 2);
	for (i = 0; i < RP_TAPE_BYTES; i++)
		cr_assert_eq(rig->notes.asked[block + i], 1);
	cr_assert_eq(rig->notes.asked[block - 1], 0);
	cr_assert_eq(rig->notes.asked[block + RP_TAPE_BYTES], 0);
	rp_wanted_dispose(&wanted);
	rig_free(rig);
}
