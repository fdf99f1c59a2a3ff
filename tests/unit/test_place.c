/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"
#include "testing.h"

Test(place, is_one_however_it_is_typed)
{
	static const char *const cases[][2] = {
	    {"sample/a.html", "/srv/news/sample/a.html"},
	    {"./sample//a.html", "/srv/news/sample/a.html"},
	    {"sample/../sample/./a.html", "/srv/news/sample/a.html"},
	    {"/srv/news/sample/a.html", "/srv/news/sample/a.html"},
	    {"/srv/news/../news/sample/a.html", "/srv/news/sample/a.html"},
	    {"../a.jsonl#12", "/srv/a.jsonl#12"},
	    {"../../../../a", "/a"},
	    {"..", "/srv"},
	    {"/", ""},
	    {".hidden", "/srv/news/.hidden"},
	    {"...", "/srv/news/..."},
	    {"-", "-"},
	    {"-#3", "-#3"},
	    {"-a", "/srv/news/-a"},
	    {"-#", "/srv/news/-#"},
	    {"-#d", "/srv/news/-#d"},
	    {"", "/srv/news"},
	};
	struct rp_buffer out;
	size_t i;

	rp_buffer_init(&out);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		rp_buffer_clear(&out);
		rp_buffer_puts(&out, "kept");
		rp_place_absolute(&out, "/srv/news", str(cases[i][0]));
		cr_assert_eq(rp_buffer_status(&out), RP_OK);
		rp_buffer_putc(&out, '\0');
		cr_assert_str_eq(out.data + 4, cases[i][1], "%s gave %s",
				 cases[i][0], out.data + 4);
	}
	rp_buffer_dispose(&out);
}
