/* SPDX-License-Identifier: Apache-2.0 */
/* catalogue.c - see catalogue.h. A record is a fixed head of lengths, date and
 * word count, and the strings behind it. */
#include "catalogue.h"

#include "hash.h"

#include <string.h>

struct head {
	struct rp_date date;
	uint32_t words;
	uint32_t lens[RP_ENTRY_STRINGS];
	/* A disk may have changed what an index of before says. */
	uint32_t hash;
};

/* Of the strings behind a head, and of all of it but the hash itself. */
static uint32_t hash_of(struct head head, const char *strings, size_t len)
{
	head.hash = 0;
	return (uint32_t)(rp_hash64(&head, sizeof(head)) ^
			  rp_hash_mix(rp_hash64(strings, len)));
}

void rp_entry_pack(struct rp_buffer *out, const struct rp_entry *entry)
{
	const size_t start = out->len;
	struct head head;
	size_t i;

	memset(&head, 0, sizeof(head));
	head.date = entry->date;
	head.words = entry->words;
	for (i = 0; i < RP_ENTRY_STRINGS; i++)
		head.lens[i] = (uint32_t)entry->strings[i].len;
	rp_buffer_append(out, &head, sizeof(head));
	for (i = 0; i < RP_ENTRY_STRINGS; i++)
		rp_buffer_str(out, entry->strings[i]);
	if (out->failed)
		return;
	head.hash = hash_of(head, out->data + start + sizeof(head),
			    out->len - start - sizeof(head));
	memcpy(out->data + start, &head, sizeof(head));
}

int rp_catalogue_init(struct rp_catalogue *catalogue, const char *folder,
		      size_t held, struct rp_error *error)
{
	rp_chunks_init(&catalogue->offsets, sizeof(uint64_t));
	catalogue->spool = NULL;
	catalogue->shared = false;
	catalogue->damaged = false;
	return rp_spool_file_create(&catalogue->spool, folder, held, error);
}

void rp_catalogue_share(struct rp_catalogue *catalogue,
			struct rp_spool_file *spool)
{
	rp_chunks_init(&catalogue->offsets, sizeof(uint64_t));
	catalogue->spool = spool;
	catalogue->shared = true;
	catalogue->damaged = false;
}

void rp_catalogue_dispose(struct rp_catalogue *catalogue)
{
	if (!catalogue->shared)
		rp_spool_file_free(catalogue->spool);
	catalogue->spool = NULL;
	rp_chunks_dispose(&catalogue->offsets);
}

int rp_catalogue_add(struct rp_catalogue *catalogue, struct rp_str packed)
{
	uint64_t *slot = rp_chunks_push(&catalogue->offsets);

	if (!slot)
		return RP_ENOMEM;
	return rp_spool_file_append(catalogue->spool, slot, packed.data,
				    packed.len);
}

static int tell_damage(struct rp_catalogue *catalogue)
{
	catalogue->damaged = true;
	return RP_ESTORE;
}

static uint64_t strings_len(const struct head *head)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < RP_ENTRY_STRINGS; i++)
		sum += head->lens[i];
	return sum;
}

int rp_catalogue_get(struct rp_entry *out, struct rp_catalogue *catalogue,
		     uint32_t id)
{
	uint64_t offset =
	    *(const uint64_t *)rp_chunks_at(&catalogue->offsets, id);
	const uint64_t size = rp_spool_file_size(catalogue->spool);
	struct head head;
	const char *at;
	size_t i;

	memset(out, 0, sizeof(*out));
	if (size < sizeof(head) || offset > size - sizeof(head))
		return tell_damage(catalogue);
	at = rp_spool_file_view(catalogue->spool, offset, sizeof(head));
	if (!at)
		return RP_ESTORE;
	memcpy(&head, at, sizeof(head));
	if (strings_len(&head) > size - sizeof(head) - offset)
		return tell_damage(catalogue);
	at = rp_spool_file_view(catalogue->spool, offset,
				sizeof(head) + (size_t)strings_len(&head));
	if (!at)
		return RP_ESTORE;
	at += sizeof(head);
	if (hash_of(head, at, (size_t)strings_len(&head)) != head.hash)
		return tell_damage(catalogue);
	out->date = head.date;
	out->words = head.words;
	for (i = 0; i < RP_ENTRY_STRINGS; i++) {
		out->strings[i] = (struct rp_str){at, head.lens[i]};
		at += head.lens[i];
	}
	return RP_OK;
}
