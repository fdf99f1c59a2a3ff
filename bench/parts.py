#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What stands whole in a report: briefs, cuts and pages of it, and whose they are found to be.

usage: parts.py REPRINT FOLDER... [-- OPTION...]

A FOLDER holds docs.jsonl.gz. Of the articles that are left of them when cleaned, those of 280 to 1,200 words are reports.
Briefs: the first 70 or 110 words of a report, to the end of a sentence; three to five of them are a column. A brief belongs
to its report and a column to nobody. "one": of each five reports one has a brief that is printed by itself.
Cuts: the first half of a report, and its first quarter with its last third, on other sites; each alone is found with it.
Pages: a report on one page and on two to four, all of one site.
OPTIONs go to "reprint scan".
"""
import collections
import csv
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile


def reports_of(reprint, folders, tmp):
    for folder in folders:
        clean = tmp / "clean.jsonl"
        run = subprocess.run([reprint, "scan", "--quiet", folder / "docs.jsonl.gz", "--clean", clean, "-o", "/dev/null"],
                             stderr=subprocess.DEVNULL)
        if run.returncode not in (0, 3):
            sys.exit(f"reprint scan {folder} ended with {run.returncode}")
        run = subprocess.run([reprint, "extract", "--quiet", clean], capture_output=True, text=True)
        for line in run.stdout.splitlines():
            article = json.loads(line)
            if 280 < len((article["text"] or "").split()) < 1200:
                yield article["text"], article["title"] or "Untitled"


def sentences_of(text):
    return re.split(r"(?<=[.!?])\s+|\n+", text)


def brief_of(text, least):
    sentences = []
    for sentence in sentences_of(text):
        sentences.append(sentence)
        if sum(len(s.split()) for s in sentences) >= least:
            break
    return " ".join(sentences)


class Corpus:
    """Lines, and the cluster that each is found in."""

    def __init__(self):
        self.lines = []

    def put(self, name, text, host, title):
        self.lines.append({"id": name, "url": f"http://{host}.example/{name}", "title": title, "text": text,
                           "published": "2026-03-03T10:00:00Z"})

    def clusters(self, reprint, options, tmp):
        (tmp / "corpus.jsonl").write_text("".join(json.dumps(line) + "\n" for line in self.lines))
        subprocess.run([reprint, "scan", "--quiet", tmp / "corpus.jsonl", "--table", tmp / "table.csv", "-o", "/dev/null",
                        *options], check=True)
        return {row["id"]: row["cluster"] or row["id"] for row in csv.DictReader((tmp / "table.csv").open())}


def draw_columns(reports, briefs_printed):
    corpus = Corpus()
    put = corpus.put
    for group in range(len(reports) // 5):
        five = reports[group * 5:group * 5 + 5]
        briefs = [brief_of(text, 70 if group % 2 else 110) for text, _ in five]
        for k, (text, title) in enumerate(five):
            put(f"report-{group}-{k}", text, f"paper{k}", title)
        printed = range(5) if briefs_printed == "all" else [group % 5]
        for k in printed:
            put(f"brief-{group}-{k}", briefs[k], "agency", five[k][1])
        has = briefs if group % 3 else briefs[:3] if max(printed) < 3 else briefs[2:]
        put(f"column-{group}", "\n".join(has), "digest", f"News in brief {group}")
    return corpus


def judge_columns(cluster):
    found = collections.Counter()
    for name in cluster:
        kind, *numbers = name.split("-")
        if kind != "brief":
            continue
        report = cluster[name] == cluster[f"report-{numbers[0]}-{numbers[1]}"]
        column = cluster[name] == cluster[f"column-{numbers[0]}"]
        found[report, column] += 1
    return found


def cut_at_words(sentences, parts):
    """The sentences as so many texts of the same length, more or less."""
    words = [len(sentence.split()) for sentence in sentences]
    texts = [[] for _ in range(parts)]
    done = 0
    for sentence, count in zip(sentences, words):
        texts[min(parts - 1, done * parts // sum(words))].append(sentence)
        done += count
    return [" ".join(text) for text in texts]


def count_cuts(reports, scan):
    """How many reports have either cut, of those that each cut alone is found with."""
    alone = Corpus(), Corpus()
    both = Corpus()
    for k, (text, title) in enumerate(reports):
        sentences = sentences_of(text)
        n = len(sentences)
        cuts = " ".join(sentences[:n // 2]), " ".join(sentences[:n // 4] + sentences[-(n // 3):])
        for corpus in (*alone, both):
            corpus.put(f"report-{k}", text, "paper", title)
        for which, cut in enumerate(cuts):
            for corpus in (alone[which], both):
                corpus.put(f"cut-{k}-{which}", cut, f"other{which}", title)
    first, second, found = (scan(corpus) for corpus in (*alone, both))
    asked = [k for k in range(len(reports)) if first[f"cut-{k}-0"] == first[f"report-{k}"] and
             second[f"cut-{k}-1"] == second[f"report-{k}"]]
    return sum(found[f"cut-{k}-0"] == found[f"cut-{k}-1"] == found[f"report-{k}"] for k in asked), len(asked)


def count_pages(reports, pages, scan):
    """How many reports have all their pages, of those whose pages are no single lines."""
    corpus = Corpus()
    asked = []
    for k, (text, title) in enumerate(reports):
        parts = cut_at_words(sentences_of(text), pages)
        if min(len(part.split()) for part in parts) < 40:
            continue
        asked.append(k)
        corpus.put(f"report-{k}", text, "paper", title)
        for page, part in enumerate(parts):
            corpus.put(f"page-{k}-{page}", part, "paper", title)
    found = scan(corpus)
    return sum(all(found[f"page-{k}-{page}"] == found[f"report-{k}"] for page in range(pages)) for k in asked), len(asked)


def main():
    arguments = sys.argv[1:]
    if len(arguments) < 2:
        sys.exit(__doc__.split("\n\n")[1])
    options = arguments[arguments.index("--") + 1:] if "--" in arguments else []
    folders = arguments[1:arguments.index("--")] if "--" in arguments else arguments[1:]
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        reports = list(reports_of(arguments[0], map(pathlib.Path, folders), tmp))
        random.Random(5).shuffle(reports)

        def scan(corpus):
            return corpus.clusters(arguments[0], options, tmp)

        print("| briefs printed | | with the report | with the column | with both | with neither |")
        print("|---|---|---|---|---|---|")
        for printed in ("one", "all"):
            found = judge_columns(scan(draw_columns(reports, printed)))
            print(f"| {printed} | {sum(found.values())} | {found[True, False]} | {found[False, True]} | "
                  f"{found[True, True]} | {found[False, False]} |")
        print("\n| whole with the report | of | |\n|---|---|---|")
        print("| two cuts | {1} | {0} |".format(*count_cuts(reports, scan)))
        for pages in (2, 3, 4):
            print(f"| {pages} pages | {{1}} | {{0}} |".format(*count_pages(reports, pages, scan)))


if __name__ == "__main__":
    main()
