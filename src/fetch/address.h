/* SPDX-License-Identifier: Apache-2.0 */
/* address.h - which addresses of the network are everybody's. */
#ifndef RP_ADDRESS_H
#define RP_ADDRESS_H

#include <sys/socket.h>

enum rp_address_kind {
	RP_ADDRESS_PUBLIC = 0,
	RP_ADDRESS_PRIVATE, /* this machine, the network it stands in */
	RP_ADDRESS_NEVER,   /* link-local, where clouds keep their secrets;
			       many hosts at once; none */
};

/* Where an address leads (RFC 6890 and the registries that follow it). A name
 * that a feed gives may resolve to any of these. */
enum rp_address_kind rp_address_kind(const struct sockaddr *address);

#endif
