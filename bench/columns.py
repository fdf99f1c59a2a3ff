#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Briefs that a report and a column of news in brief both hold whole: whose they are found to be.

usage: columns.py REPRINT FOLDER... [-- OPTION...]

A FOLDER holds docs.jsonl.gz. Of the articles that are left of them when cleaned, those of 280 to 1,200 words are reports;
of each the first 70 or 110 words, to the end of a sentence, are its brief, and three to five briefs are a column. A brief
belongs to its report and a column to nobody. "one": of each five reports one has a brief that is printed by itself.
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
        subprocess.run([reprint, "scan", "--quiet", folder / "docs.jsonl.gz", "--clean", clean, "-o", "/dev/null"],
                       stderr=subprocess.DEVNULL)
        run = subprocess.run([reprint, "extract", "--quiet", clean], capture_output=True, text=True)
        for line in run.stdout.splitlines():
            article = json.loads(line)
            if 280 < len((article["text"] or "").split()) < 1200:
                yield article["text"], article["title"] or "Untitled"


def brief_of(text, least):
    sentences = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        sentences.append(sentence)
        if sum(len(s.split()) for s in sentences) >= least:
            break
    return " ".join(sentences)


def draw(reports, briefs_printed, out):
    draw_from = random.Random(5)
    draw_from.shuffle(reports)
    lines = []

    def put(name, text, host, title):
        lines.append({"id": name, "url": f"http://{host}.example/{name}", "title": title, "text": text,
                      "published": "2026-03-03T10:00:00Z"})

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
    draw_from.shuffle(lines)
    out.write_text("".join(json.dumps(line) + "\n" for line in lines))


def judge(reprint, corpus, options, table):
    subprocess.run([reprint, "scan", "--quiet", corpus, "--table", table, "-o", "/dev/null", *options], check=True)
    cluster = {row["id"]: row["cluster"] or row["id"] for row in csv.DictReader(table.open())}
    found = collections.Counter()
    for name in cluster:
        kind, *numbers = name.split("-")
        if kind != "brief":
            continue
        report = cluster[name] == cluster[f"report-{numbers[0]}-{numbers[1]}"]
        column = cluster[name] == cluster[f"column-{numbers[0]}"]
        found[report, column] += 1
    return found


def main():
    arguments = sys.argv[1:]
    if len(arguments) < 2:
        sys.exit(__doc__.split("\n\n")[1])
    options = arguments[arguments.index("--") + 1:] if "--" in arguments else []
    folders = arguments[1:arguments.index("--")] if "--" in arguments else arguments[1:]
    print("| briefs printed | | with the report | with the column | with both | with neither |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        reports = list(reports_of(arguments[0], map(pathlib.Path, folders), tmp))
        for printed in ("one", "all"):
            draw(list(reports), printed, tmp / "corpus.jsonl")
            found = judge(arguments[0], tmp / "corpus.jsonl", options, tmp / "table.csv")
            print(f"| {printed} | {sum(found.values())} | {found[True, False]} | {found[False, True]} | "
                  f"{found[True, True]} | {found[False, False]} |")


if __name__ == "__main__":
    main()
