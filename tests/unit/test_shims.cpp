/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_shims.cpp - C++ libraries throw where memory is short
 *
 * operator new is replaced; the n-th call throws, for n = 0, 1, … until the
 * call gets through. No exception may reach C.
 */
#include "charset.h"
#include "language.h"
#include "reprint.h"

#include <criterion/criterion.h>

#include <cstdlib>
#include <new>
#include <string>

static long left = -1; /* calls until one fails; -1: never */

void *operator new(std::size_t size)
{
	void *memory = left >= 0 && left-- == 0 ? nullptr : std::malloc(size);

	if (!memory)
		throw std::bad_alloc();
	return memory;
}

void *operator new[](std::size_t size)
{
	return operator new(size);
}

void operator delete(void *memory) noexcept
{
	std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
	std::free(memory);
}

void operator delete[](void *memory) noexcept
{
	std::free(memory);
}

void operator delete[](void *memory, std::size_t) noexcept
{
	std::free(memory);
}

/* What a constructor that throws has allocated before, these two leave. */
extern "C" __attribute__((visibility("default"))) const char *
__lsan_default_suppressions();
extern "C" const char *__lsan_default_suppressions()
{
	return "leak:libuchardet\nleak:libcld2\n";
}

/* Failures until the call gets through. */
template <typename call> static int failures(call tried)
{
	int count = 0;
	int status;

	do {
		left = count;
		status = tried();
		left = -1;
		cr_assert(status == RP_OK || status == RP_ENOMEM);
		count += status != RP_OK;
		cr_assert_lt(count, 1000);
	} while (status != RP_OK);
	return count;
}

static const std::string french =
    "Le conseil municipal a vot\xc3\xa9 mardi la fermeture de la vieille "
    "piscine, qui fuit depuis l'hiver 2019. La maire a dit qu'il n'y avait "
    "plus d'autre issue apr\xc3\xa8s la troisi\xc3\xa8me expertise.";
/* "привет, мир" in koi8-r, many times. */
static const std::string russian =
    "\xd0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2 \xd7 \xc7\xcf\xd2\xcf\xc4\xc5 ";

Test(shims, language_tells_that_memory_is_short)
{
	const char *tag = nullptr;

	failures([&] {
		return rp_language_detect(&tag, french.data(), french.size());
	});
	cr_assert_str_eq(tag, "fr");
}

Test(shims, charset_tells_that_memory_is_short)
{
	char label[64] = "";
	std::string text;
	int failed;

	for (int i = 0; i < 20; i++)
		text += russian;
	failed = failures([&] {
		return rp_charset_detect(label, sizeof(label), text.data(),
					 text.size());
	});
	cr_assert_gt(failed, 10);
	cr_assert_str_eq(label, "KOI8-R");
}
