#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score one folder of labelled pairs: precision, recall and F1 of "same cluster".

usage: pairs.py REPRINT FOLDER [OPTION...]

FOLDER holds docs.jsonl.gz and pairs.tsv (label, confidence, a, b, note). Copy, version and excerpt are positive;
pairs of low confidence and the label "broken" are left out. OPTIONs go to "reprint scan".
"""
import collections
import csv
import pathlib
import subprocess
import sys
import tempfile

POSITIVE = {"copy", "version", "excerpt"}


def main():
    reprint, folder, options = sys.argv[1], pathlib.Path(sys.argv[2]), [a for a in sys.argv[3:] if a != "-v"]
    with tempfile.TemporaryDirectory() as tmp:
        table = pathlib.Path(tmp, "table.csv")
        run = subprocess.run([reprint, "scan", "--quiet", "-o", "/dev/null", "--table", table,
                              folder / "docs.jsonl.gz", *options])
        if run.returncode not in (0, 3):
            sys.exit(f"reprint scan ended with {run.returncode}")
        cluster = {row["id"]: row["cluster"] for row in csv.DictReader(table.open())}
    right, all_of = collections.Counter(), collections.Counter()
    tp = fp = fn = absent = 0
    wrong = []
    for row in csv.DictReader((folder / "pairs.tsv").open(), delimiter="\t"):
        if row["confidence"] == "low" or row["label"] == "broken":
            continue
        positive = row["label"] in POSITIVE
        a, b = cluster.get(row["a"]), cluster.get(row["b"])
        absent += a is None or b is None
        same = bool(a) and a == b
        tp, fp, fn = tp + (same and positive), fp + (same and not positive), fn + (positive and not same)
        right[row["label"]] += same == positive
        all_of[row["label"]] += 1
        if same != positive:
            wrong.append(row)
    precision, recall = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{folder.name:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  pairs {sum(all_of.values())}"
          f"  rejected {absent}  " + "  ".join(f"{k} {right[k]}/{all_of[k]}" for k in sorted(all_of)))
    for row in wrong if "-v" in sys.argv else []:
        print("   ", row["label"], row["a"], row["b"], row["note"])


if __name__ == "__main__":
    main()
