#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score folders of labelled pairs: precision, recall and F1 of "same cluster", beside other tools.

usage: quality.py [-v] REPRINT FOLDER... [-- OPTION...]

A FOLDER holds docs.jsonl.gz and pairs.tsv (label, confidence, a, b, note). Copy, version and excerpt are positive;
pairs of low confidence and the label "broken" are left out. OPTIONs go to "reprint scan". -v lists what is wrong.

With datasketch installed (bench/requirements.txt) the same texts, as "reprint extract" gives them, go through its
MinHash LSH twice: with 128 permutations at threshold 0.7, the usual setting, and with the published defaults of
text-dedup (250 permutations of 5-word n-grams, 0.7, connected components). Neither verifies what it proposes.
"""
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

POSITIVE = {"copy", "version", "excerpt"}


def run_reprint(reprint, folder, options):
    """The cluster of each id, None where it stands alone."""
    with tempfile.TemporaryDirectory() as tmp:
        table = pathlib.Path(tmp, "table.csv")
        run = subprocess.run([reprint, "scan", "--quiet", "-o", "/dev/null", "--table", table,
                              folder / "docs.jsonl.gz", *options])
        if run.returncode not in (0, 3):
            sys.exit(f"reprint scan ended with {run.returncode}")
        return {row["id"]: row["cluster"] or None for row in csv.DictReader(table.open())}


def texts_of(reprint, folder):
    run = subprocess.run([reprint, "extract", "--quiet", folder / "docs.jsonl.gz"], capture_output=True, text=True)
    articles = [json.loads(line) for line in run.stdout.splitlines()]
    return {article["id"]: article["text"] for article in articles if article["text"]}


def run_minhash(texts, permutations, threshold):
    """Connected components of what datasketch's LSH proposes."""
    import datasketch
    lsh = datasketch.MinHashLSH(threshold=threshold, num_perm=permutations)
    parent = {key: key for key in texts}

    def root(key):
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for key, text in texts.items():
        words = re.split(r"\W+", text.lower())
        grams = {" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))}
        sketch = datasketch.MinHash(num_perm=permutations)
        sketch.update_batch([gram.encode() for gram in grams])
        for other in lsh.query(sketch):
            parent[root(key)] = root(other)
        lsh.insert(key, sketch)
    return {key: root(key) for key in texts}


def score(name, system, cluster, folder, verbose):
    right, all_of = collections.Counter(), collections.Counter()
    tp = fp = fn = 0
    for row in csv.DictReader((folder / "pairs.tsv").open(), delimiter="\t"):
        if row["confidence"] == "low" or row["label"] == "broken":
            continue
        positive = row["label"] in POSITIVE
        a, b = cluster.get(row["a"]), cluster.get(row["b"])
        same = a is not None and a == b
        tp, fp, fn = tp + (same and positive), fp + (same and not positive), fn + (positive and not same)
        right[row["label"]] += same == positive
        all_of[row["label"]] += 1
        if verbose and same != positive:
            print("   ", row["label"], row["a"], row["b"], row["note"])
    precision, recall = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    labels = "  ".join(f"{label} {right[label]}/{all_of[label]}" for label in sorted(all_of))
    print(f"| {name} | {system} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {labels} |")
    return f1


def main():
    arguments = sys.argv[1:]
    options = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, options = arguments[:at], arguments[at + 1:]
    verbose = "-v" in arguments
    arguments = [argument for argument in arguments if argument != "-v"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    reprint, folders = arguments[0], [pathlib.Path(argument) for argument in arguments[1:]]
    try:
        import datasketch  # noqa: F401
        peers = True
    except ImportError:
        peers = False
    print("| set | system | P | R | F1 | right by label |\n|---|---|---|---|---|---|")
    for folder in folders:
        score(folder.name, "reprint", run_reprint(reprint, folder, options), folder, verbose)
        if peers:
            texts = texts_of(reprint, folder)
            score(folder.name, "datasketch 0.7", run_minhash(texts, 128, 0.7), folder, False)
            score(folder.name, "text-dedup's defaults", run_minhash(texts, 250, 0.7), folder, False)


if __name__ == "__main__":
    main()
