#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score extracted texts by 4-token shingles, as the public article-extraction-benchmark does.

usage: extraction.py FOLDER CLEAN.jsonl [-v]

FOLDER holds ground-truth.json ({id: {"articleBody": ...}}); CLEAN.jsonl has a "source" whose file name begins with
the id, and a "text". Prints precision, recall and F1 of their means over pages; -v lists the worst pages.
"""
import collections
import json
import pathlib
import re
import sys

TOKEN = re.compile(r"\w+")


def shingles(text):
    tokens = TOKEN.findall(text)
    if not tokens:
        return collections.Counter()
    return collections.Counter(tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3)))


def means(truth, texts):
    """Mean precision and recall, their F1, and (sum, p, r, page) of each page."""
    precisions, recalls, pages = [], [], []
    for page, entry in truth.items():
        true, found = shingles(entry["articleBody"]), shingles(texts.get(page, ""))
        tp, fp, fn = (sum(c.values()) for c in (true & found, found - true, true - found))
        p = 1.0 if fp == fn == 0 else tp / (tp + fp) if tp + fp else None
        r = 1.0 if fp == fn == 0 else tp / (tp + fn) if tp + fn else None
        precisions += [p] if p is not None else []
        recalls += [r] if r is not None else []
        pages.append(((p or 0) + (r or 0), p, r, page))
    p, r = (sum(x) / len(x) for x in (precisions, recalls))
    return p, r, 2 * p * r / (p + r), pages


def main():
    truth = json.loads(pathlib.Path(sys.argv[1], "ground-truth.json").read_text())
    texts = {}
    for line in open(sys.argv[2]):
        record = json.loads(line)
        texts[pathlib.Path(record["source"]).name.split(".")[0]] = record["text"] or ""
    p, r, f1, pages = means(truth, texts)
    print(f"pages {len(truth)}  P {p:.4f}  R {r:.4f}  F1 {f1:.4f}")
    for _, p, r, page in sorted(pages, key=lambda at: at[0])[:20] if "-v" in sys.argv else []:
        print(f"  P {p}  R {r}  {page}")


if __name__ == "__main__":
    main()
