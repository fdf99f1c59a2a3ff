/* SPDX-License-Identifier: Apache-2.0 */
/* unread.c - see unread.h. */
#include "unread.h"

#include "log.h"

/* Those that an article is worse off without. */
static const enum rp_json_field wanted[RP_REPORT_UNREAD] = {
    RP_JSON_URL, RP_JSON_TITLE, RP_JSON_PUBLISHED};

void rp_unread_count(struct rp_report_unread *unread,
		     const struct rp_draft *draft)
{
	size_t i;

	for (i = 0; i < RP_REPORT_UNREAD; i++) {
		const char *name = draft->unread[wanted[i]];

		/* A page may tell what its record does not. */
		if (!name || rp_record_field(draft, wanted[i]).len)
			continue;
		unread[i].field = rp_json_field_names[wanted[i]];
		if (!unread[i].name)
			unread[i].name = name;
		unread[i].articles++;
	}
}

void rp_unread_add(struct rp_report_unread *unread,
		   const struct rp_report_unread *more)
{
	size_t i;

	for (i = 0; i < RP_REPORT_UNREAD; i++) {
		if (!more[i].name)
			continue;
		unread[i].field = more[i].field;
		if (!unread[i].name)
			unread[i].name = more[i].name;
		unread[i].articles += more[i].articles;
	}
}

void rp_unread_finish(struct rp_report_unread *unread,
		      const struct rp_field_names *fields, unsigned found)
{
	size_t i;

	for (i = 0; i < RP_REPORT_UNREAD; i++) {
		unread[i].looked_for = fields->names.of[wanted[i]];
		unread[i].others = found & 1u << wanted[i];
	}
}

void rp_unread_log(const struct rp_report_unread *unread)
{
	struct rp_buffer advice;
	size_t i;

	rp_buffer_init(&advice);
	for (i = 0; i < RP_REPORT_UNREAD; i++) {
		if (!unread[i].name)
			continue;
		rp_buffer_clear(&advice);
		rp_report_unread_advice(&advice, &unread[i]);
		if (rp_buffer_status(&advice) == RP_OK)
			rp_log(RP_LOG_INFO, "%llu articles have %s",
			       (unsigned long long)unread[i].articles,
			       advice.data);
	}
	rp_buffer_dispose(&advice);
}

/* Above those of the fields: it is a line of JSON. */
#define A_LINE (1u << RP_JSON_FIELDS)

unsigned rp_unread_fields(const struct rp_draft *draft)
{
	unsigned found = draft->json ? A_LINE : 0;
	unsigned i;

	for (i = 0; i < RP_JSON_FIELDS && found; i++)
		if (draft->fields[i].data)
			found |= 1u << i;
	return found;
}

void rp_unread_log_absent(const struct rp_field_names *fields, unsigned found)
{
	unsigned i;

	for (i = 0; i < RP_JSON_FIELDS && (found & A_LINE); i++)
		if (fields->given_count[i] && !(found & 1u << i))
			rp_log(RP_LOG_NOTE,
			       "no line of JSON has the field '%s', which "
			       "--field takes %s from",
			       fields->given[i][0], rp_json_field_names[i]);
}
