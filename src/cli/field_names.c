/* SPDX-License-Identifier: Apache-2.0 */
/* field_names.c - see field_names.h. */
#include "field_names.h"

#include <string.h>

void rp_field_names_init(struct rp_field_names *fields)
{
	size_t i;

	memset(fields, 0, sizeof(*fields));
	for (i = 0; i < RP_JSON_FIELDS; i++)
		fields->names[i] = rp_json_field_names[i];
}

enum rp_date_order rp_field_names_order(const struct rp_field_names *fields)
{
	if (!fields->date_order)
		return RP_DATE_ORDER_UNKNOWN;
	return strcmp(fields->date_order, "dmy") == 0 ? RP_DATE_DAY_FIRST
						      : RP_DATE_MONTH_FIRST;
}

const char *rp_field_names_take(void *member, const char *value)
{
	struct rp_field_names *fields = member;
	const char *sign = strchr(value, '=');
	size_t i;

	if (!sign || !sign[1])
		return "not of the form text=NAME";
	for (i = 0; i < RP_JSON_FIELDS; i++) {
		const char *name = rp_json_field_names[i];

		if (strlen(name) != (size_t)(sign - value) ||
		    memcmp(name, value, strlen(name)) != 0)
			continue;
		if (strlen(sign + 1) >= sizeof(fields->given[i]))
			return "the name is longer than 63 bytes";
		strcpy(fields->given[i], sign + 1);
		fields->names[i] = fields->given[i];
		return NULL;
	}
	return "the field is not one of id, url, title, published, text, html "
	       "(one FIELD=NAME for each --field)";
}
