/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmd_compare.c - "reprint compare": are these two articles one report?
 *
 * Each argument is a file, a record of one (FILE#NUMBER, as reports write it),
 * or with --in an address or id of an article of those inputs. The inputs are
 * read once, and the first article that fits an argument is taken. The two
 * are compared by the code that groups a corpus.
 */
#include "commands.h"
#include "exit.h"
#include "fail.h"
#include "field_names.h"
#include "log.h"
#include "reader.h"
#include "specimen.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WIDTH_LEAST   40
#define WIDTH_DEFAULT 120
#define WIDTH_MOST    240

struct compare_options {
	struct rp_options match;
	struct rp_field_names fields;
	const char **inputs; /* room for as many as there are arguments */
	size_t input_count;
	bool json;
	const char *colour; /* auto, always, never */
};

struct compare {
	struct compare_options options;
	struct rp_inputs inputs;
	const char *wanted[2];
	char *spelt; /* what is wanted second, as the first names their file */
	struct rp_specimen found[2];
	bool have[2];
	bool more[2];		  /* others are named so, too */
	struct rp_error error[2]; /* why an argument's article was refused */
	struct rp_buffer source;
	struct rp_record_reader reader;
};

/* ----- options ----- */

static const char *take_format(void *context, const char *value)
{
	struct compare_options *options = context;

	if (strcmp(value, "text") != 0 && strcmp(value, "json") != 0)
		return "not one of text, json";
	options->json = strcmp(value, "json") == 0;
	return NULL;
}

static const char *take_input(void *context, const char *value)
{
	struct compare_options *options = context;

	options->inputs[options->input_count++] = value;
	return NULL;
}

static const struct rp_option table[] = {
    {"format", "FORMAT", "text for reading (default) or json",
     RP_TAKE(take_format), .letter = 'f'},
    {"in", "INPUT",
     "A and B are addresses or ids of articles in INPUT; may be given again",
     RP_TAKE(take_input)},
    {"field", "FIELD=NAME",
     "JSON: NAME (or pointer /A/B) is id, url, title, published, text or "
     "html; several: in turn",
     RP_TAKE_AT(struct compare_options, fields, struct rp_field_names,
		rp_field_names_take)},
    RP_DATE_ORDER(struct compare_options),
    {"threshold", "T", "as in scan (0.5)",
     RP_NUMBER(struct compare_options, match.threshold, 0.05, 1)},
    {"containment", "C", "as in scan (0.5)",
     RP_NUMBER(struct compare_options, match.containment, 0.3, 1)},
    {"window", "DAYS", "as in scan (any number)",
     RP_WHOLE(struct compare_options, match.window, 1, 36500)},
    {"shingle", "N", "as in scan (5)",
     RP_WHOLE(struct compare_options, match.shingle_words, 2, 16)},
    {"color", "WHEN", "auto (default: on a terminal), always or never",
     RP_WORD(struct compare_options, colour, "auto, always, never")},
    RP_HELP,
};

/* ----- finding the two ----- */

/* Whether the article at source is what an argument names. */
static bool names(const struct compare *compare, const char *wanted,
		  const struct rp_draft *draft, struct rp_str source,
		  const char *path)
{
	if (rp_str_is(source, wanted) || strcmp(path, wanted) == 0)
		return true;
	if (compare->options.input_count == 0)
		return false;
	return rp_str_is(draft->id, wanted) ||
	       rp_str_is(rp_record_field(draft, RP_JSON_URL), wanted);
}

static int offer(struct compare *compare, const struct rp_batch *batch,
		 const struct rp_record *record)
{
	const char *path = compare->inputs.items[record->input].path;
	struct rp_str source;
	struct rp_draft draft;
	int status;
	int i;

	rp_buffer_clear(&compare->source);
	rp_record_source(&compare->source, &compare->inputs, record);
	if (compare->source.failed)
		return RP_ENOMEM;
	source = rp_buffer_view(&compare->source);
	status = rp_record_read(&draft, &compare->reader, batch, record);
	if (status != RP_OK || draft.not_text)
		return status;
	for (i = 0; i < 2; i++) {
		if (!names(compare, compare->wanted[i], &draft, source, path))
			continue;
		if (compare->have[i]) {
			compare->more[i] |= !draft.reason;
			continue;
		}
		if (draft.reason) {
			compare->error[i] = draft.error;
			continue;
		}
		status = rp_specimen_take(&compare->found[i], &draft, source);
		if (status != RP_OK)
			return status;
		compare->have[i] = true;
		/* One record may be both only if it was asked for twice, by its
		 * file's name the second time. */
		if (strcmp(compare->wanted[0], compare->wanted[1]) != 0 &&
		    !rp_str_is(source, compare->wanted[1]))
			break;
	}
	return RP_OK;
}

/* What was asked for is the name of several. */
static void note_others(const struct compare *compare)
{
	int i;

	for (i = 0; i < 2; i++) {
		struct rp_str source =
		    rp_specimen_side(&compare->found[i]).source;

		if (compare->more[i])
			rp_log(RP_LOG_NOTE,
			       "several articles answer to '%s'; the first "
			       "one, %.*s, is compared",
			       compare->wanted[i], (int)source.len,
			       source.data);
	}
}

static int read_inputs(struct compare *compare)
{
	const struct rp_reader_options options = {
	    -1, -1, NULL, &compare->options.fields.names};
	struct rp_reader *reader;
	struct rp_batch batch;
	size_t i;
	int status = rp_reader_create(&reader, &compare->inputs, &options);

	if (status != RP_OK)
		return status;
	rp_batch_init(&batch);
	while (!(compare->have[0] && compare->have[1]) &&
	       (status = rp_reader_next(reader, &batch)) > 0) {
		status = RP_OK;
		for (i = 0; i < batch.count && status == RP_OK; i++)
			status = offer(compare, &batch, &batch.records[i]);
		if (status != RP_OK)
			break;
	}
	rp_batch_dispose(&batch);
	rp_reader_free(reader);
	if (status >= 0)
		note_others(compare);
	return status < 0 ? status : RP_OK;
}

/* Bytes of an argument that name its file: all before the last '#', or the
 * whole. */
static size_t file_len(const char *argument)
{
	const char *mark = strrchr(argument, '#');
	struct stat about;

	return !mark || stat(argument, &about) == 0 ? strlen(argument)
						    : (size_t)(mark - argument);
}

static int add_file(struct compare *compare, const char *argument)
{
	char *path = strndup(argument, file_len(argument));
	int status = path ? rp_inputs_add(&compare->inputs, path) : RP_ENOMEM;

	free(path);
	return status;
}

/* A file that both name in ways of their own is read once, under one name. */
static int spell_alike(struct compare *compare)
{
	const char *second = compare->wanted[1];
	size_t len[2] = {file_len(compare->wanted[0]), file_len(second)};
	char *paths[2] = {strndup(compare->wanted[0], len[0]),
			  strndup(second, len[1])};
	char *real[2] = {paths[0] ? realpath(paths[0], NULL) : NULL,
			 paths[1] ? realpath(paths[1], NULL) : NULL};
	int status = paths[0] && paths[1] ? RP_OK : RP_ENOMEM;
	int i;

	if (real[0] && real[1] && strcmp(real[0], real[1]) == 0) {
		if (asprintf(&compare->spelt, "%s%s", paths[0],
			     second + len[1]) < 0) {
			compare->spelt = NULL;
			status = RP_ENOMEM;
		} else {
			compare->wanted[1] = compare->spelt;
		}
	}
	for (i = 0; i < 2; i++) {
		free(paths[i]);
		free(real[i]);
	}
	return status;
}

static int add_inputs(struct compare *compare)
{
	size_t i;
	int status =
	    compare->options.input_count ? RP_OK : spell_alike(compare);

	for (i = 0; i < compare->options.input_count && status == RP_OK; i++)
		status =
		    rp_inputs_add(&compare->inputs, compare->options.inputs[i]);
	for (i = 0; i < 2 && compare->options.input_count == 0; i++)
		if (status == RP_OK)
			status = add_file(compare, compare->wanted[i]);
	rp_inputs_finish(&compare->inputs);
	return status;
}

/* ----- comparing and showing ----- */

static int add_article(struct rp_corpus *corpus, struct rp_sketcher *sketcher,
		       struct rp_specimen *specimen)
{
	struct rp_sketch sketch;
	struct rp_pair_side side = rp_specimen_side(specimen);
	struct rp_facts facts = {.date = specimen->date,
				 .host = side.host,
				 .key = side.id,
				 .url = side.url,
				 .agency = specimen->agency};
	uint32_t id;
	int status = rp_specimen_sketch(&sketch, specimen, sketcher);

	if (status == RP_OK)
		status = rp_sketcher_stray(&facts.stray, sketcher, &sketch,
					   side.title);
	return status == RP_OK ? rp_corpus_add(&id, corpus, &sketch, &facts)
			       : status;
}

static struct rp_pair_style style_of(const struct compare *compare)
{
	struct rp_pair_style style = {WIDTH_DEFAULT, false};
	struct winsize size;
	bool terminal = isatty(STDOUT_FILENO);

	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_col >= WIDTH_LEAST)
		style.width =
		    size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
	style.colour = strcmp(compare->options.colour, "always") == 0 ||
		       (terminal && !getenv("NO_COLOR") &&
			strcmp(compare->options.colour, "auto") == 0);
	return style;
}

static int show(const struct compare *compare,
		const struct rp_evidence *evidence)
{
	const struct rp_pair pair = {rp_specimen_side(&compare->found[0]),
				     rp_specimen_side(&compare->found[1]),
				     evidence};
	struct rp_buffer out;
	int code = rp_pair_related(evidence->finding) ? RP_EXIT_DONE
						      : RP_EXIT_DIFFERENT;

	rp_buffer_init(&out);
	if (compare->options.json)
		rp_pair_json(&out, &pair);
	else
		rp_pair_text(&out, &pair, style_of(compare));
	if (rp_buffer_status(&out) != RP_OK)
		code = rp_fail(rp_strerror(RP_ENOMEM));
	else /* main tells if that fails */
		fwrite(out.data, 1, out.len, stdout);
	rp_buffer_dispose(&out);
	return code;
}

static int compare_both(struct compare *compare)
{
	struct rp_corpus *corpus = NULL;
	struct rp_sketcher *sketcher = NULL;
	struct rp_comparer *comparer = NULL;
	struct rp_evidence evidence;
	int code;
	int status = rp_sketcher_create(&sketcher, &compare->options.match);

	if (status == RP_OK)
		status =
		    rp_corpus_create(&corpus, &compare->options.match, NULL);
	if (status == RP_OK)
		status = add_article(corpus, sketcher, &compare->found[0]);
	if (status == RP_OK)
		status = add_article(corpus, sketcher, &compare->found[1]);
	if (status == RP_OK)
		status = rp_comparer_create(&comparer, corpus, NULL);
	if (status == RP_OK)
		status = rp_comparer_run(&evidence, comparer, 0, 1);
	code = status == RP_OK ? show(compare, &evidence)
			       : rp_fail(rp_strerror(status));
	rp_comparer_free(comparer);
	rp_corpus_free(corpus);
	rp_sketcher_free(sketcher);
	return code;
}

/* ----- the run ----- */

static int missing(const struct compare *compare, int which)
{
	const char *wanted = compare->wanted[which];
	const char *refusal = compare->error[which].message;
	size_t i;

	for (i = 0; i < compare->inputs.count; i++) {
		const struct rp_input *input = &compare->inputs.items[i];

		if (!input->failed)
			continue;
		rp_log(RP_LOG_ERROR, "%s: %s", input->path,
		       input->error.message);
		return RP_EXIT_NOTHING;
	}
	if (*refusal)
		rp_log(RP_LOG_ERROR, "%s: %s", wanted, refusal);
	else
		rp_log(RP_LOG_ERROR, "no article '%s' in the input%s", wanted,
		       compare->options.input_count
			   ? ""
			   : "; for addresses and ids name it with --in");
	return RP_EXIT_NOTHING;
}

static int steps(struct compare *compare)
{
	int status = add_inputs(compare);
	int i;

	if (status == RP_OK)
		status = rp_record_reader_init(&compare->reader,
					       &compare->options.fields,
					       (int64_t)time(NULL));
	if (status == RP_OK)
		status = read_inputs(compare);
	if (status != RP_OK)
		return rp_fail(rp_strerror(status));
	for (i = 0; i < 2; i++)
		if (!compare->have[i])
			return missing(compare, i);
	return compare_both(compare);
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	static const struct rp_options match = RP_OPTIONS_INIT;
	struct compare compare;
	int rest;
	int code;

	memset(&compare, 0, sizeof(compare));
	compare.options.match = match;
	compare.options.colour = "auto";
	rp_field_names_init(&compare.options.fields);
	compare.options.inputs =
	    calloc((size_t)argc + 1, sizeof(*compare.options.inputs));
	if (!compare.options.inputs)
		return rp_fail(rp_strerror(RP_ENOMEM));
	code = rp_options_parse(command, &compare.options, argc, argv, &rest);
	if (code < 0 && rest != 2)
		code = rp_options_usage(command, "two articles are needed");
	if (code < 0) {
		compare.wanted[0] = argv[0];
		compare.wanted[1] = argv[1];
		rp_inputs_init(&compare.inputs);
		rp_buffer_init(&compare.source);
		rp_specimen_init(&compare.found[0]);
		rp_specimen_init(&compare.found[1]);
		code = steps(&compare);
		rp_record_reader_dispose(&compare.reader);
		rp_specimen_dispose(&compare.found[0]);
		rp_specimen_dispose(&compare.found[1]);
		rp_buffer_dispose(&compare.source);
		rp_inputs_dispose(&compare.inputs);
	}
	free(compare.spelt);
	free(compare.options.inputs);
	return code;
}

const struct rp_command rp_command_compare = {
    "compare",
    "[OPTION]... A B",
    "Tell whether two articles are one report, and show why.",
    "A and B are files, records of a file as reports name them "
    "(news.jsonl#17), or with\n--in addresses or ids of articles in those "
    "inputs.\n\n"
    "Exit codes: 0 one report, 1 not one report, 2 usage, 4 no such article, "
    "5 failed.",
    table,
    sizeof(table) / sizeof(table[0]),
    run,
};
