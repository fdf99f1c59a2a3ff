#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What cleaning loses: text that stood in what was dropped and nowhere in what is kept.

usage: lost.py REPRINT INPUT [OPTION...]

Counted are runs of six words. Prints differ in words here and there, each of which breaks six runs, so the share is
never 0 where anything but exact copies was dropped; it compares rules, and names articles to read.
"""
import json
import re
import subprocess
import sys
import tempfile

RUN = 6


def runs(text):
    words = re.findall(r"\w+", (text or "").lower())
    return set(zip(*[words[i:] for i in range(RUN)]))


def records(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, source, options = sys.argv[1], sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        articles, clean, dropped = (f"{folder}/{name}.jsonl" for name in ("articles", "clean", "dropped"))
        subprocess.run([program, "extract", source, "-o", articles, "--quiet"], check=False, stderr=subprocess.DEVNULL)
        subprocess.run([program, "scan", articles, "--quiet", "--clean", clean, "--dropped", dropped,
                        "-o", f"{folder}/report", *options], check=False, stderr=subprocess.DEVNULL)
        kept = set().union(*(runs(article["text"]) for article in records(clean)))
        losses = []
        for article in records(dropped):
            own = runs(article["text"])
            losses.append((len(own - kept), len(own), article.get("id") or article["source"]))
    lost, whole = sum(loss[0] for loss in losses), sum(loss[1] for loss in losses)
    most = sorted((loss for loss in losses if loss[0] * 2 > loss[1]), key=lambda loss: -loss[0])
    print(f"{len(losses)} dropped, {lost / max(whole, 1):.1%} of their text nowhere in what is kept, over half of {len(most)}")
    for gone, own, name in most[:5]:
        print(f"  {gone:6} of {own:6} runs  {name}")


if __name__ == "__main__":
    main()
