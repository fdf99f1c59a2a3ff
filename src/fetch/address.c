/* SPDX-License-Identifier: Apache-2.0 */
/* address.c - see address.h. Blocks are those of the IANA special-purpose
 * address registries, as of RFC 6890 and its successors. */
#include "address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PUBLIC	RP_ADDRESS_PUBLIC
#define PRIVATE RP_ADDRESS_PRIVATE
#define NEVER	RP_ADDRESS_NEVER

struct block4 {
	uint32_t start;
	unsigned bits;
	enum rp_address_kind kind;
};

static const struct block4 blocks4[] = {
    {0x00000000, 8, NEVER},    /* this network */
    {0x0a000000, 8, PRIVATE},  /* private */
    {0x64400000, 10, PRIVATE}, /* shared by carriers */
    {0x7f000000, 8, PRIVATE},  /* loopback */
    {0xa9fe0000, 16, NEVER},   /* link-local; metadata of clouds */
    {0xac100000, 12, PRIVATE}, /* private */
    {0xc0000000, 24, NEVER},   /* protocol assignments */
    {0xc0000200, 24, PRIVATE}, /* documentation */
    {0xc0a80000, 16, PRIVATE}, /* private */
    {0xc6120000, 15, PRIVATE}, /* benchmarks */
    {0xc6336400, 24, PRIVATE}, /* documentation */
    {0xcb007100, 24, PRIVATE}, /* documentation */
    {0xe0000000, 4, NEVER},    /* multicast */
    {0xf0000000, 4, NEVER},    /* reserved, broadcast */
};

static enum rp_address_kind kind4(uint32_t address)
{
	size_t i;

	for (i = 0; i < sizeof(blocks4) / sizeof(blocks4[0]); i++)
		if ((address ^ blocks4[i].start) >> (32 - blocks4[i].bits) == 0)
			return blocks4[i].kind;
	return PUBLIC;
}

static uint32_t last4(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

static enum rp_address_kind kind6(const unsigned char bytes[16])
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
	static const unsigned char nat64[12] = {0x00, 0x64, 0xff, 0x9b};
	static const unsigned char loopback[16] = {[15] = 1};

	if (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, nat64, 12) == 0)
		return kind4(last4(bytes + 12));
	if (bytes[0] == 0x20 && bytes[1] == 0x02) /* 6to4 */
		return kind4(last4(bytes + 2));
	if (memcmp(bytes, loopback, 16) == 0 || (bytes[0] & 0xfe) == 0xfc)
		return PRIVATE;
	/* Global unicast is 2000::/3; of it, not documentation, nor Teredo and
	 * its like. */
	if ((bytes[0] & 0xe0) != 0x20)
		return NEVER;
	if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d &&
	    bytes[3] == 0xb8)
		return PRIVATE;
	return bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0
		   ? NEVER
		   : PUBLIC;
}

enum rp_address_kind rp_address_kind(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, address, sizeof(in));
		return kind4(ntohl(in.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in;

		memcpy(&in, address, sizeof(in));
		return kind6(in.sin6_addr.s6_addr);
	}
	return NEVER;
}
