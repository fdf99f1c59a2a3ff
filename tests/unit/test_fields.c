/* SPDX-License-Identifier: Apache-2.0 */
#include "fields.h"
#include "testing.h"

Test(fields, are_taken_off_one_by_one_to_the_empty_line)
{
	struct rp_str head = str("Name: value \r\n"
				 "no field\n"
				 "Folded: one\r\n"
				 "\t two\r\n"
				 "  \tthree\n"
				 "Empty:\n"
				 "Colons: a:b\n"
				 "\r\n"
				 "Body: none\n");
	struct rp_str name;
	struct rp_str value;

	cr_assert(rp_fields_next(&name, &value, &head));
	assert_str(name, "Name");
	assert_str(value, "value");
	cr_assert(rp_fields_next(&name, &value, &head));
	assert_str(name, "Folded");
	assert_str(value, "one\r\n\t two\r\n  \tthree");
	cr_assert(rp_fields_next(&name, &value, &head));
	assert_str(name, "Empty");
	assert_str(value, "");
	cr_assert(rp_fields_next(&name, &value, &head));
	assert_str(name, "Colons");
	assert_str(value, "a:b");
	cr_assert(!rp_fields_next(&name, &value, &head));
	assert_str(head, "Body: none\n");
}

Test(fields, end_with_their_bytes)
{
	struct rp_str head = str("A: 1\nB: 2");
	struct rp_str name;
	struct rp_str value;

	cr_assert(rp_fields_next(&name, &value, &head));
	cr_assert(rp_fields_next(&name, &value, &head));
	assert_str(name, "B");
	assert_str(value, "2");
	cr_assert(!rp_fields_next(&name, &value, &head));
	cr_assert_eq(head.len, 0);
	cr_assert(!rp_fields_next(&name, &value, &head));
}

/* A line of blanks ends a head, though it begins like one that goes on. */
Test(fields, end_at_a_line_of_blanks)
{
	struct rp_str head = str("A: 1\n \t\r\nB: 2\n");
	struct rp_str name;
	struct rp_str value;

	cr_assert(rp_fields_next(&name, &value, &head));
	assert_str(value, "1");
	cr_assert(!rp_fields_next(&name, &value, &head));
	assert_str(head, "B: 2\n");
}

Test(fields, are_compared_in_any_case)
{
	cr_assert(rp_fields_is(str("Content-TYPE"), "content-type"));
	cr_assert(!rp_fields_is(str("content-typ"), "content-type"));
	cr_assert(!rp_fields_is(str("content-types"), "content-type"));
	cr_assert(rp_fields_has(str("Transfer: CHUNKED"), "chunked"));
	cr_assert(!rp_fields_has(str("chunke"), "chunked"));
	cr_assert(rp_fields_has(str("x"), ""));
}

Test(fields, hold_numbers_of_eighteen_digits)
{
	uint64_t number = 7;

	cr_assert(rp_fields_number(&number, str("0")));
	cr_assert_eq(number, 0);
	cr_assert(rp_fields_number(&number, str("999999999999999999")));
	cr_assert_eq(number, 999999999999999999u);
	number = 7;
	cr_assert(!rp_fields_number(&number, str("1000000000000000000")));
	cr_assert(!rp_fields_number(&number, str("")));
	cr_assert(!rp_fields_number(&number, str("-1")));
	cr_assert(!rp_fields_number(&number, str("12 ")));
	cr_assert(!rp_fields_number(&number, str("1a")));
	cr_assert_eq(number, 7);
}

Test(fields, are_lists_taken_from_the_end)
{
	struct rp_str list = str("gzip, br ,, identity");
	struct rp_str value;

	cr_assert(rp_fields_last(&value, &list));
	assert_str(value, "identity");
	cr_assert(rp_fields_last(&value, &list));
	assert_str(value, "");
	cr_assert(rp_fields_last(&value, &list));
	assert_str(value, "br");
	cr_assert(rp_fields_last(&value, &list));
	assert_str(value, "gzip");
	cr_assert(!rp_fields_last(&value, &list));
}

/* The end of a head is seen in each view that has it, and in none before. */
Test(fields, have_a_head_that_ends_with_an_empty_line)
{
	static const char *const heads[] = {"A: 1\r\nB: 2\r\n\r\n", "A: 1\n\n",
					    "A: 1\r\n\n", "A: 1\n\r\n"};
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		char bytes[64];
		size_t len = strlen(heads[i]);
		size_t k;

		snprintf(bytes, sizeof(bytes), "%sbody\n\n", heads[i]);
		for (k = 0; k <= strlen(bytes); k++)
			cr_assert_eq(rp_fields_head_len(bytes, k),
				     k < len ? 0 : len, "%zu of head %zu", k,
				     i);
	}
}
