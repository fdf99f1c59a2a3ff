#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Drawn forms: notices that say the same of others must stay apart, prints of one notice must be found.

usage: forms.py REPRINT [NOTICES [OPTION...]]

Of each kind (form_texts.py) NOTICES (30) are drawn, no two alike: above what a school, a lottery or an office says each
time stands what the notice is about. All are different, so whatever is dropped is lost. Told is how many are: of one
site, of a site each, without addresses, without dates, and all of one day.

Then each of them is printed three times more, on other sites within ten hours, with one or two edits: a byline, whom to
call, a paragraph of the outlet's own, the end cut off, words changed, a figure put right. Told are recall and precision
over pairs of prints.
"""
import collections
import csv
import io
import itertools
import json
import random
import re
import subprocess
import sys
import tempfile

from form_texts import DAYS, FORMS, TOWNS, person

PRINTS = 4


def distinct(form, draw, count):
    texts = []
    while len(texts) < count:
        text = form(draw)
        if text not in texts:
            texts.append(text)
    return texts


def notices(form, count, hosts, date):
    for i, text in enumerate(distinct(form, random.Random(5), count)):
        article = {"id": str(i), "text": text}
        if date:
            article["published"] = date(i)
        if hosts:
            article["url"] = f"https://{hosts.format(i)}.example/{i}"
        yield article


def each_day(i):
    return f"2024-05-{3 + i % 20:02d}T{8 + i % 9:02d}:00:00Z"


def one_day(i):
    return f"2024-05-03T{8 + i % 9:02d}:00:00Z"


def scan(program, articles, options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
        for article in articles:
            lines.write(json.dumps(article) + "\n")
        lines.flush()
        return subprocess.run([program, "scan", "--quiet", lines.name, *options], capture_output=True, text=True, check=True).stdout


def dropped(program, articles, options):
    return json.loads(scan(program, articles, ["-f", "json", *options]).splitlines()[-1])["dropped"]


def byline(text, draw):
    return f"By {person(draw)}, {draw.choice(TOWNS)} Mercury\n\n{text}"


def contact(text, draw):
    return f"{text}\n\nReach {person(draw)} at {draw.randint(200, 999)}-555-{draw.randint(1000, 9999)}."


def paragraph(text, draw):
    return (f"{text} {person(draw)} of {draw.choice(TOWNS)} said that nobody in the street had thought of that, and that one would know "
            f"more by {draw.choice(DAYS)}. Others in {draw.choice(TOWNS)} asked what was to come of it, and who would pay.")


def cut(text, draw):
    del draw
    return ". ".join(text.split(". ")[:-2]) + "."


def reworded(text, draw):
    words = text.split(" ")
    for _ in range(max(1, len(words) // 60)):
        at = draw.randrange(len(words))
        if words[at].islower() and words[at].isalpha():
            words[at] = draw.choice(["also", "again", "still", "now"])
    return " ".join(words)


def put_right(text, draw):
    figure = draw.choice(list(re.finditer(r"\b\d+\b", text)))
    return text[:figure.start()] + str(int(figure.group()) + draw.randint(1, 9)) + text[figure.end():]


EDITS = [byline, contact, paragraph, cut, reworded, put_right]


def prints(form, count):
    draw = random.Random(7)
    for i, text in enumerate(distinct(form, draw, count)):
        hour = draw.randint(0, 20 * 24)
        for k in range(PRINTS):
            edited = text
            for edit in draw.sample(EDITS, draw.choice([1, 2])) if k else []:
                edited = edit(edited, draw)
            at = hour + (draw.randint(0, 10) if k else 0)
            yield {"id": f"{i}.{k}", "text": edited, "published": f"2024-05-{1 + at // 24:02d}T{at % 24:02d}:00:00Z",
                   "url": f"https://site{draw.randint(0, 12) if k else 'office'}.example/{i}.{k}"}


def scores(program, articles, options):
    rows = csv.DictReader(io.StringIO(scan(program, articles, ["-f", "csv", *options])))
    clusters = {row["id"]: row["cluster"] for row in rows}
    pairs = collections.Counter()
    for a, b in itertools.combinations(clusters, 2):
        pairs[a.split(".")[0] == b.split(".")[0], bool(clusters[a]) and clusters[a] == clusters[b]] += 1
    right = pairs[True, True]
    return right / (right + pairs[True, False]), right / (right + pairs[False, True] or 1)


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    options = sys.argv[3:]
    print(f"| dropped of {count} | one site | a site each | no addresses | no dates | one day | prints: recall | precision |")
    print("|---|---|---|---|---|---|---|---|")
    for name, form in FORMS.items():
        row = [dropped(program, notices(form, count, hosts, date), options)
               for hosts, date in (("one", each_day), ("site{}", each_day), (None, each_day), (None, None), ("one", one_day))]
        recall, precision = scores(program, prints(form, count), options)
        print(f"| {name} | {' | '.join(map(str, row))} | {recall:.3f} | {precision:.3f} |")


if __name__ == "__main__":
    main()
