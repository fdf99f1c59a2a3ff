/* SPDX-License-Identifier: Apache-2.0 */
/* field_names.c - see field_names.h. */
#include "field_names.h"

#include <string.h>

void rp_field_names_init(struct rp_field_names *fields)
{
	size_t i;

	memset(fields, 0, sizeof(*fields));
	for (i = 0; i < RP_JSON_FIELDS; i++)
		fields->names.of[i][0] = rp_json_field_names[i];
}

enum rp_date_order rp_field_names_order(const struct rp_field_names *fields)
{
	if (!fields->date_order)
		return RP_DATE_ORDER_UNKNOWN;
	return strcmp(fields->date_order, "dmy") == 0 ? RP_DATE_DAY_FIRST
						      : RP_DATE_MONTH_FIRST;
}

/* Behind those that were given before; the first takes the standard one's
 * place. */
static const char *add_name(struct rp_field_names *fields, size_t field,
			    const char *name)
{
	size_t at = fields->given_count[field];

	_Static_assert(RP_JSON_NAMES == 8, "the sentence says so");
	if (at == RP_JSON_NAMES)
		return "more than 8 names for one field";
	if (strlen(name) >= sizeof(fields->given[field][at]))
		return "the name is longer than 63 bytes";
	strcpy(fields->given[field][at], name);
	fields->names.of[field][at] = fields->given[field][at];
	fields->given_count[field]++;
	return NULL;
}

const char *rp_field_names_take(void *member, const char *value)
{
	const char *sign = strchr(value, '=');
	size_t i;

	if (!sign || !sign[1])
		return "not of the form text=NAME";
	for (i = 0; i < RP_JSON_FIELDS; i++) {
		const char *name = rp_json_field_names[i];

		if (strlen(name) == (size_t)(sign - value) &&
		    memcmp(name, value, strlen(name)) == 0)
			return add_name(member, i, sign + 1);
	}
	return "the field is not one of id, url, title, published, text, html "
	       "(one FIELD=NAME for each --field)";
}
