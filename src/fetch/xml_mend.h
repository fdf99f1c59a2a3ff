/* SPDX-License-Identifier: Apache-2.0 */
/* xml_mend.h - feeds as they are written, for a parser of XML. */
#ifndef RP_XML_MEND_H
#define RP_XML_MEND_H

#include "buffer.h"

/* Write a document in UTF-8 so that the parser reads what was meant. False: an
 * element has more attributes than may be. A failure of out is told by out. */
bool rp_xml_mend(struct rp_buffer *out, struct rp_str text);

#endif
