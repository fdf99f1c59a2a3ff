/* SPDX-License-Identifier: Apache-2.0 */
#include "encoding.h"
#include "testing.h"

static void assert_decoded(const char *bytes, size_t len, const char *charset,
			   bool html, const char *expected, size_t replaced)
{
	struct rp_buffer scratch;
	struct rp_decoded decoded;

	rp_buffer_init(&scratch);
	cr_assert_eq(
	    rp_encoding_decode(&decoded, &scratch, bytes, len, charset, html),
	    RP_OK);
	assert_str(decoded.text, expected);
	cr_assert_eq(decoded.replaced, replaced, "%zu replaced",
		     decoded.replaced);
	rp_buffer_dispose(&scratch);
}

#define BYTES(s) s, sizeof(s) - 1

Test(encoding, believes_a_byte_order_mark_first)
{
	assert_decoded(BYTES("\xef\xbb\xbfna\xc3\xafve"), "koi8-r", false,
		       "naïve", 0);
	assert_decoded(BYTES("\xff\xfeh\0i\0\xe9\0"), "utf-8", false, "hié", 0);
	assert_decoded(BYTES("\xfe\xff\0h\0i\0\xe9"), NULL, false, "hié", 0);
}

Test(encoding, takes_valid_utf8_for_what_it_is)
{
	assert_decoded(BYTES("na\xc3\xafve"), "iso-8859-1", false, "naïve", 0);
	assert_decoded(BYTES("plain"), "shift_jis", false, "plain", 0);
}

Test(encoding, uses_the_transports_label)
{
	assert_decoded(BYTES("\xcf\xf0\xe8\xe2\xe5\xf2"), "windows-1251", false,
		       "Привет", 0);
	assert_decoded(BYTES("\x93quoted\x94"), "ISO-8859-1", false, "“quoted”",
		       0);
	assert_decoded(BYTES("\x93\xfa\x96{"), "Shift_JIS", false, "日本", 0);
	assert_decoded(BYTES("\xd6\xd0\xb9\xfa"), "gb2312", false, "中国", 0);
}

Test(encoding, finds_the_label_in_the_page)
{
	assert_decoded(BYTES("<meta charset=\"windows-1251\">\xcf"), NULL, true,
		       "<meta charset=\"windows-1251\">П", 0);
	assert_decoded(
	    BYTES("<META http-equiv=Content-Type content='text/html; "
		  "charset=iso-8859-2'>\xb1"),
	    NULL, true,
	    "<META http-equiv=Content-Type content='text/html; "
	    "charset=iso-8859-2'>ą",
	    0);
	assert_decoded(BYTES("<?xml version=\"1.0\" encoding=\"koi8-r\"?>\xf0"),
		       NULL, true,
		       "<?xml version=\"1.0\" encoding=\"koi8-r\"?>П", 0);
	/* not in plain text */
	assert_decoded(BYTES("<meta charset=koi8-r>\xe9"), NULL, false,
		       "<meta charset=koi8-r>é", 0);
}

Test(encoding, falls_back_to_windows_1252)
{
	assert_decoded(BYTES("caf\xe9 \x80"), NULL, false, "café €", 0);
	assert_decoded(BYTES("caf\xe9"), "no-such-label", false, "café", 0);
}

Test(encoding, counts_what_it_replaces)
{
	assert_decoded(BYTES("a\xff"
			     "b\xe9z"),
		       "utf-8", false,
		       "a\xef\xbf\xbd"
		       "b\xef\xbf\xbdz",
		       2);
	assert_decoded(BYTES("\x81\xff"), "shift_jis", false,
		       "\xef\xbf\xbd\xef\xbf\xbd", 2);
}
