/* SPDX-License-Identifier: Apache-2.0 */
#include "encoding.h"
#include "testing.h"

#include <iconv.h>

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
	/* what iconv takes for the encoding of the locale */
	assert_decoded(BYTES("caf\xe9"), "?", false, "café", 0);
	assert_decoded(BYTES("caf\xe9"), "\xff", false, "café", 0);
	assert_decoded(BYTES("<meta charset=\"?\">caf\xe9"), NULL, true,
		       "<meta charset=\"?\">café", 0);
	assert_decoded(BYTES("caf\xe9"), "koi8-r//TRANSLIT", false,
		       "caf\xd0\x98", 0);
	/* what no page is in, since its tags would not be any */
	assert_decoded(BYTES("caf\xe9"), "IBM037", false, "café", 0);
	assert_decoded(BYTES("+AGE- caf\xe9"), "utf-7", false, "+AGE- café", 0);
}

Test(encoding, counts_what_it_replaces)
{
	assert_decoded(BYTES("\xc3\xa9t\xc3\xa9 a\xff"
			     "b\xe9z"),
		       "utf-8", false,
		       "\xc3\xa9t\xc3\xa9 a\xef\xbf\xbd"
		       "b\xef\xbf\xbdz",
		       2);
	assert_decoded(BYTES("\x81\xff"), "shift_jis", false,
		       "\xef\xbf\xbd\xef\xbf\xbd", 2);
}

static void assert_source(const char *bytes, size_t len, const char *charset,
			  const char *encoding, const char *source)
{
	struct rp_buffer scratch;
	struct rp_decoded decoded;

	rp_buffer_init(&scratch);
	cr_assert_eq(
	    rp_encoding_decode(&decoded, &scratch, bytes, len, charset, true),
	    RP_OK);
	cr_assert_str_eq(decoded.encoding, encoding);
	cr_assert_str_eq(decoded.source, source);
	rp_buffer_dispose(&scratch);
}

Test(encoding, tells_what_said_so)
{
	assert_source(BYTES("\xef\xbb\xbfx"), "koi8-r", "utf-8", "bom");
	assert_source(BYTES("caf\xe9"), "Latin1", "windows-1252", "transport");
	assert_source(BYTES("<meta charset=x-sjis>\x83\x65"), NULL, "cp932",
		      "meta");
	assert_source(BYTES("<meta charset=koi8-r>\xc1"), "x-unknown", "koi8-r",
		      "meta");
	assert_source(BYTES("na\xc3\xafve"), "iso-8859-1", "utf-8", "utf-8");
	assert_source(BYTES("plain"), NULL, "utf-8", "utf-8");
	assert_source(BYTES("caf\xe9"), NULL, "windows-1252", "default");
}

/* Text of ASCII with so many zeros before and behind each letter. */
static size_t widen_text(char *out, const char *text, size_t before,
			 size_t behind)
{
	size_t len = 0;

	for (; *text; text++) {
		memset(out + len, 0, before + 1 + behind);
		out[len + before] = *text;
		len += before + 1 + behind;
	}
	return len;
}

Test(encoding, reads_wider_characters_with_and_without_a_mark)
{
	static const struct {
		const char *mark;
		size_t mark_len;
		size_t before;
		size_t behind;
		const char *encoding;
	} cases[] = {{"", 0, 0, 1, "utf-16le"},
		     {"", 0, 1, 0, "utf-16be"},
		     {"\xff\xfe", 2, 0, 1, "utf-16le"},
		     {"\xfe\xff", 2, 1, 0, "utf-16be"},
		     {"\xff\xfe\0\0", 4, 0, 3, "utf-32le"},
		     {"\0\0\xfe\xff", 4, 3, 0, "utf-32be"}};
	const char *text = "The old bridge is closed.";
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char bytes[200];
		struct rp_buffer scratch;
		struct rp_decoded decoded;
		size_t len = cases[i].mark_len;

		memcpy(bytes, cases[i].mark, len);
		len += widen_text(bytes + len, text, cases[i].before,
				  cases[i].behind);
		rp_buffer_init(&scratch);
		cr_assert_eq(rp_encoding_decode(&decoded, &scratch, bytes, len,
						NULL, false),
			     RP_OK);
		cr_assert_str_eq(decoded.encoding, cases[i].encoding);
		cr_assert_str_eq(decoded.source,
				 cases[i].mark_len ? "bom" : "detected");
		assert_str(decoded.text, text);
		cr_assert_eq(decoded.replaced, 0);
		rp_buffer_dispose(&scratch);
	}
}

Test(encoding, detects_what_nobody_declared)
{
	/* windows-1251 and Shift_JIS prose */
	assert_source(
	    BYTES("\xd1\xee\xe2\xe5\xf2 \xe3\xee\xf0\xee\xe4\xe0 \xf0\xe5"
		  "\xf8\xe8\xeb \xe2\xee \xe2\xf2\xee\xf0\xed\xe8\xea "
		  "\xe7\xe0\xea\xf0\xfb\xf2\xfc \xe1\xe0\xf1\xf1\xe5\xe9"
		  "\xed, \xea\xee\xf2\xee\xf0\xfb\xe9 \xef\xf0\xee\xf2\xe5"
		  "\xea\xe0\xe5\xf2."),
	    NULL, "windows-1251", "detected");
	assert_source(
	    BYTES("\x8e\x73\x8b\x63\x89\xef\x82\xcd\x89\xce\x97\x6a\x93\xfa"
		  "\x82\xc9\x8c\xc3\x82\xa2\x83\x76\x81\x5b\x83\x8b\x82\xf0"
		  "\x95\xc2\x8d\xbd\x82\xb7\x82\xe9\x82\xb1\x82\xc6\x82\xf0"
		  "\x8c\x88\x82\xdf\x82\xbd\x81\x42"),
	    NULL, "cp932", "detected");
}

Test(encoding, reads_what_hides_in_ascii)
{
	/* beyond seven bits it is none */
	assert_source(
	    BYTES("<meta charset=iso-2022-jp>\xe5\xa4\xa7\xe9\x98\xaa"), NULL,
	    "utf-8", "utf-8");
	assert_source(BYTES("<meta charset=iso-2022-jp>\x1b$B$\"\x1b(B"), NULL,
		      "iso-2022-jp", "meta");
	assert_source(BYTES("h\0i\0"), "utf-16le", "utf-16le", "transport");
	/* a wrong label of valid UTF-8 */
	assert_source(BYTES("caf\xc3\xa9 closes"), "utf-16le", "utf-8",
		      "utf-8");
}

Test(encoding, does_not_believe_a_meta_in_ascii_that_says_utf16)
{
	assert_source(BYTES("<meta charset=unicode>plain"), NULL, "utf-8",
		      "utf-8");
	assert_source(BYTES("<meta charset=ucs-2>plain"), NULL, "utf-8",
		      "utf-8");
}

Test(encoding, goes_on_behind_half_a_character)
{
	/* a lone surrogate between letters */
	assert_decoded(BYTES("\xff\xfe"
			     "a\0\x3d\xd8"
			     "b\0c\0"),
		       NULL, false,
		       "a\xef\xbf\xbd"
		       "bc",
		       1);
	assert_decoded(BYTES("\xfe\xff\0a\xdc\x3d\0b\0c"), NULL, false,

		       "a\xef\xbf\xbd"
		       "bc",
		       1);
}

/* Servers declare UTF-8 for all they have. */
Test(encoding, does_not_believe_utf8_of_bytes_that_are_not)
{
	static const char russian[] =
	    "<meta charset=utf-8><p>\xcf\xee\xe6\xe0\xf0 \xed\xe0 "
	    "\xf1\xea\xeb\xe0\xe4\xe5 \xef\xee\xf2\xf3\xf8\xe5\xed "
	    "\xea \xf3\xf2\xf0\xf3, \xef\xee\xf1\xf2\xf0\xe0\xe4\xe0"
	    "\xe2\xf8\xe8\xf5 \xed\xe5\xf2.";
	struct rp_buffer scratch;
	struct rp_decoded decoded;

	rp_buffer_init(&scratch);
	cr_assert_eq(rp_encoding_decode(&decoded, &scratch, BYTES(russian),
					"utf-8", true),
		     RP_OK);
	cr_assert_str_eq(decoded.encoding, "windows-1251");
	cr_assert_str_eq(decoded.source, "detected");
	assert_str(decoded.text, "<meta charset=utf-8><p>Пожар на складе "
				 "потушен к утру, пострадавших нет.");
	rp_buffer_dispose(&scratch);
	/* replacement characters that stand so, and emoji in two halves */
	assert_source(BYTES("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd "
			    "\xe2\x80\x9c"
			    "at all\xe2\x80\x9d \xa0"),
		      "utf-8", "utf-8", "transport");
	assert_source(BYTES("\xed\xa0\xbd\xed\xb8\x80 \xe2\x80\x9cx"
			    "\xe2\x80\x9d"),
		      "utf-8", "utf-8", "transport");
	/* too little to be told; but a byte or two among others are broken */
	assert_decoded(BYTES("caf\xe9"), "utf-8", false, "café", 0);
	assert_decoded(BYTES("na\xc3\xafve caf\xe9"), "utf-8", false,
		       "naïve caf\xef\xbf\xbd", 1);
}

/* In these a pair of bytes is often a character of UTF-8 by chance. */
Test(encoding, of_east_asia_is_read_whatever_a_page_declares)
{
	static const struct {
		const char *encoding;
		const char *text;
	} cases[] = {
	    {"EUC-JP",
	     "気象庁は四日、北海道の十勝沖を震源とする地震が発生したと発表した"
	     "。"
	     "震源の深さは約五十キロで、津波の心配はないという。町役場によると"
	     "、"
	     "けが人の報告は入っていない。電車は一時運転を見合わせた。"},
	    {"GB18030",
	     "国务院总理四日在北京会见来访的德国经济部长。双方就加强两国在新能"
	     "源"
	     "汽车、数字经济等领域的合作交换了意见。部长表示，德方愿意与中方一"
	     "道"
	     "努力，推动两国关系不断发展。会谈后双方签署了合作文件。"},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		iconv_t cd = iconv_open(cases[i].encoding, "UTF-8");
		char bytes[600];
		char *from = (char *)(uintptr_t)cases[i].text;
		char *to = bytes;
		size_t left = strlen(cases[i].text);
		size_t room = sizeof(bytes);

		cr_assert_neq(cd, (iconv_t)-1);
		cr_assert_eq(iconv(cd, &from, &left, &to, &room), 0);
		iconv_close(cd);
		assert_decoded(bytes, sizeof(bytes) - room, "utf-8", false,
			       cases[i].text, 0);
	}
}
