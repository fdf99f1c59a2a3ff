/* SPDX-License-Identifier: Apache-2.0 */
/* progress.c - see progress.h. */
#include "progress.h"

#include "clock.h"
#include "log.h"

#include <stdio.h>
#include <unistd.h>

#define WIDTH 24

void rp_progress_init(struct rp_progress *progress, bool quiet)
{
	progress->shown = !quiet && !rp_log_is_json() && isatty(STDERR_FILENO);
	progress->start = rp_clock();
	progress->last = 0;
	progress->drawn = false;
}

double rp_progress_seconds(const struct rp_progress *progress)
{
	return rp_clock() - progress->start;
}

void rp_progress_clear(struct rp_progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	progress->drawn = false;
}

void rp_progress_stage(struct rp_progress *progress, const char *stage)
{
	if (!progress->shown)
		return;
	fprintf(stderr, "\r\033[K%s…", stage);
	progress->drawn = true;
}

void rp_progress_line(struct rp_progress *progress, const char *line)
{
	double time = rp_clock();

	if (!progress->shown || time - progress->last < 1)
		return;
	progress->last = time;
	progress->drawn = true;
	fprintf(stderr, "\r\033[K%s", line);
}

static void draw_bar(double share)
{
	int filled = (int)(share * WIDTH);
	int i;

	fputc('[', stderr);
	for (i = 0; i < WIDTH; i++)
		fputc(i < filled ? '#' : '.', stderr);
	fprintf(stderr, "] %3.0f %%  ", share * 100);
}

void rp_progress_update(struct rp_progress *progress, uint64_t bytes,
			uint64_t total, uint64_t articles)
{
	double time = rp_clock();
	double seconds = time - progress->start;
	double rate;

	if (!progress->shown || time - progress->last < 0.1)
		return;
	progress->last = time;
	progress->drawn = true;
	rate = seconds > 0 ? (double)bytes / seconds : 0;
	fputs("\r\033[K", stderr);
	if (total > 0 && bytes <= total)
		draw_bar((double)bytes / (double)total);
	fprintf(stderr, "%llu articles  %.1f MB/s",
		(unsigned long long)articles, rate / 1e6);
	if (total > bytes && rate > 0) {
		unsigned long left =
		    (unsigned long)((double)(total - bytes) / rate);

		fprintf(stderr, "  %lu:%02lu left", left / 60, left % 60);
	}
}
