/* SPDX-License-Identifier: Apache-2.0 */
/* date_scan.c - see date_scan.h. */
#include "date_scan.h"

#include "ascii.h"

size_t rp_date_scan_any(struct rp_date_scan *scan, const char *const *words,
			size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct rp_date_scan at = *scan;
		const char *last = words[i] + strlen(words[i]) - 1;
		bool wordy = rp_ascii_is_letter(*last) || (*last & 0x80);

		if (!rp_date_scan_word(&at, words[i]) ||
		    (wordy && at.at < at.end &&
		     (rp_ascii_is_letter(*at.at) || (*at.at & 0x80))))
			continue;
		*scan = at;
		return i + 1;
	}
	return 0;
}

bool rp_date_scan_written(struct rp_date_scan *scan, const char *const *words,
			  size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rp_date_scan_word(scan, words[i]))
			return true;
	return false;
}

bool rp_date_scan_first(struct rp_date_scan *scan, struct rp_date *date,
			rp_date_form *const *forms, size_t count)
{
	static const struct rp_date none;
	const struct rp_date_scan from = *scan;
	size_t i;

	for (i = 0; i < count; i++) {
		if (forms[i](scan, date))
			return true;
		*date = none;
		*scan = from;
	}
	return false;
}
