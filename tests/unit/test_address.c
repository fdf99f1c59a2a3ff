/* SPDX-License-Identifier: Apache-2.0 */
#include "address.h"
#include "location.h"
#include "testing.h"

#include <arpa/inet.h>

static enum rp_address_kind kind(const char *text)
{
	struct sockaddr_in six4 = {.sin_family = AF_INET};
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, text, &six4.sin_addr) == 1)
		return rp_address_kind((struct sockaddr *)&six4);
	cr_assert_eq(inet_pton(AF_INET6, text, &six.sin6_addr), 1, "%s", text);
	return rp_address_kind((struct sockaddr *)&six);
}

Test(address, tells_public_from_private_from_forbidden)
{
	static const struct {
		const char *text;
		enum rp_address_kind kind;
	} cases[] = {
	    {"93.184.216.34", RP_ADDRESS_PUBLIC},
	    {"9.255.255.255", RP_ADDRESS_PUBLIC},
	    {"11.0.0.0", RP_ADDRESS_PUBLIC},
	    {"172.15.255.255", RP_ADDRESS_PUBLIC},
	    {"172.32.0.0", RP_ADDRESS_PUBLIC},
	    {"100.63.255.255", RP_ADDRESS_PUBLIC},
	    {"223.255.255.255", RP_ADDRESS_PUBLIC},
	    {"2606:2800:220:1:248:1893:25c8:1946", RP_ADDRESS_PUBLIC},
	    {"2002:5db8:d822::1", RP_ADDRESS_PUBLIC},
	    {"::ffff:93.184.216.34", RP_ADDRESS_PUBLIC},
	    {"10.0.0.1", RP_ADDRESS_PRIVATE},
	    {"127.0.0.1", RP_ADDRESS_PRIVATE},
	    {"127.255.255.255", RP_ADDRESS_PRIVATE},
	    {"172.16.0.1", RP_ADDRESS_PRIVATE},
	    {"172.31.255.255", RP_ADDRESS_PRIVATE},
	    {"192.168.1.1", RP_ADDRESS_PRIVATE},
	    {"100.64.0.1", RP_ADDRESS_PRIVATE},
	    {"::1", RP_ADDRESS_PRIVATE},
	    {"fd00::1", RP_ADDRESS_PRIVATE},
	    {"::ffff:10.0.0.1", RP_ADDRESS_PRIVATE},
	    {"::ffff:127.0.0.1", RP_ADDRESS_PRIVATE},
	    {"2002:7f00:1::", RP_ADDRESS_PRIVATE},
	    {"64:ff9b::10.1.2.3", RP_ADDRESS_PRIVATE},
	    {"2001:db8::1", RP_ADDRESS_PRIVATE},
	    {"0.0.0.0", RP_ADDRESS_NEVER},
	    {"169.254.169.254", RP_ADDRESS_NEVER},
	    {"::ffff:169.254.169.254", RP_ADDRESS_NEVER},
	    {"2002:a9fe:a9fe::", RP_ADDRESS_NEVER},
	    {"64:ff9b::169.254.169.254", RP_ADDRESS_NEVER},
	    {"224.0.0.1", RP_ADDRESS_NEVER},
	    {"255.255.255.255", RP_ADDRESS_NEVER},
	    {"::", RP_ADDRESS_NEVER},
	    {"fe80::1", RP_ADDRESS_NEVER},
	    {"ff02::1", RP_ADDRESS_NEVER},
	    {"2001::1", RP_ADDRESS_NEVER},
	};
	struct sockaddr other = {.sa_family = AF_UNIX};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_eq(kind(cases[i].text), cases[i].kind, "%s",
			     cases[i].text);
	cr_assert_eq(rp_address_kind(&other), RP_ADDRESS_NEVER);
}

/* ----- addresses of the web ----- */

static const char *normal(const char *address, const char *base)
{
	static char url[9000];
	struct rp_location location;
	struct rp_error error;

	if (rp_location_read(&location, str(address), base, &error) != 0) {
		snprintf(url, sizeof(url), "! %s", error.message);
		return url;
	}
	snprintf(url, sizeof(url), "%s|%s|%s|%s", location.url, location.site,
		 location.host, location.path);
	rp_location_dispose(&location);
	return url;
}

#define HOSTLESS "! an address without a host that DNS could name"

Test(address, locations_are_brought_to_one_spelling)
{
	static const char *const cases[][3] = {
	    {"http://A.Example", NULL,
	     "http://a.example/|http://a.example:80|a.example|/"},
	    {" HTTPS://a.example:443/B?c=d#e\n", NULL,
	     "https://a.example/B?c=d|https://a.example:443|a.example|/B?c=d"},
	    {"http://a.example:8080/x/../y", NULL,
	     "http://a.example:8080/y|http://a.example:8080|a.example|/y"},
	    {"/feed", "http://a.example/news/today?x",
	     "http://a.example/feed|http://a.example:80|a.example|/feed"},
	    {"more", "http://a.example/news/today?x",
	     "http://a.example/news/more|http://a.example:80|a.example|/news/"
	     "more"},
	    {"//b.example/z", "https://a.example/",
	     "https://b.example/z|https://b.example:443|b.example|/z"},
	    {"http://a.example/a b\xc3\xa9", NULL,
	     "http://a.example/a%20b%C3%A9|http://a.example:80|a.example|/"
	     "a%20b%C3%A9"},
	    /* Escapes of all kinds are one (RFC 3986, 6.2.2). */
	    {"http://a.example/%7ea/%c3%a9/%2E%2e/b%2fc?d=%7E%2f", NULL,
	     "http://a.example/~a/b%2Fc?d=~%2F|http://a.example:80|a.example|"
	     "/~a/b%2Fc?d=~%2F"},
	    {"http://[::1]:81/", NULL,
	     "http://[::1]:81/|http://[::1]:81|[::1]|/"},
	    {"http://B\xc3\xbc"
	     "cher.Example/",
	     NULL,
	     "http://xn--bcher-kva.example/|http://xn--bcher-kva.example:80|"
	     "xn--bcher-kva.example|/"},
	    {"file:///etc/passwd", NULL, "! not an http or https address"},
	    {"file:///etc/passwd", "http://a.example/",
	     "! not an http or https address"},
	    {"gopher://a.example/", NULL, "! not an http or https address"},
	    {"javascript:alert(1)", "http://a.example/",
	     "! not an http or https address"},
	    {"http://user@a.example/", NULL, "! an address with a user's name"},
	    {"a.example", NULL, "! not an http or https address"},
	    {"", NULL, "! not an http or https address"},
	    /* The root's dot, a query of nothing. */
	    {"http://A.example.:81/x", NULL,
	     "http://a.example:81/x|http://a.example:81|a.example|/x"},
	    {"http://a.example/x?", NULL,
	     "http://a.example/x|http://a.example:80|a.example|/x"},
	    {"http://a.example/x?#part", NULL,
	     "http://a.example/x|http://a.example:80|a.example|/x"},
	    /* No name of DNS: each reading would be another. */
	    {"http://a.example%%41b/", NULL, HOSTLESS},
	    {"http://a%2541.example/", NULL, HOSTLESS},
	    {"http://a%2fb.example/", NULL, "! not an http or https address"},
	    {"http://a*.example/", NULL, "! not an http or https address"},
	    {"http://a..example/", NULL, HOSTLESS},
	    {"http://a.example../", NULL, HOSTLESS},
	    {"http://./", NULL, HOSTLESS},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_str_eq(normal(cases[i][0], cases[i][1]), cases[i][2],
				 "%s", cases[i][0]);
}

/* What was read once is read as itself: the log and robots.txt are asked by
 * it. */
Test(address, locations_stay_as_they_are)
{
	static const char *const pieces[] = {
	    "a", "B",  "%",   "%41",	   "%25", "%2e", "%2F",
	    ".", "..", "/",   "?",	   "#",	  ":",	 "81",
	    "@", "[",  "]",   "\xc3\xbc",  " ",	  "*",	 "xn--",
	    "&", "=x", "%00", "%e3%80%82", "-",	  "_",	 "~"};
	uint64_t state = 11;
	unsigned read = 0;
	int i;

	for (i = 0; i < 20000; i++) {
		char address[200] = "http://a";
		char once[9000];
		size_t left = 1 + draw(&state) % 9;

		while (left--)
			strcat(address,
			       pieces[draw(&state) %
				      (sizeof(pieces) / sizeof(pieces[0]))]);
		strcpy(once, normal(address, NULL));
		if (once[0] == '!')
			continue;
		read++;
		strcpy(address, once);
		*strchr(address, '|') = '\0';
		cr_assert_str_eq(normal(address, NULL), once);
	}
	cr_assert_gt(read, 1000);
}

Test(address, locations_have_a_limit)
{
	static char address[9000];

	memset(address, 'a', sizeof(address) - 1);
	memcpy(address, "http://a.example/", 17);
	cr_assert_str_eq(normal(address, NULL),
			 "! an address of more than 8,192 bytes");
}
