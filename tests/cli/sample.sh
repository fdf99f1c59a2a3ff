# SPDX-License-Identifier: Apache-2.0
# The sample against the truth about it: every cluster right, none other.
. "$(dirname "$0")/lib.sh"
cp -r "$SOURCE/data/sample" sample
run 0 scan sample -f csv --table table.jsonl

# What the README shows of it is what it prints, line by line.
run 0 scan sample --no-time
awk '/^```/ { block++ } block == 1 && !/^```/' "$SOURCE/README.md" >shown
[ "$(wc -l <shown)" -gt 25 ] || fail "the README shows $(wc -l <shown) lines"
python3 - shown out >missing <<'END'
import sys
printed = open(sys.argv[2]).read().split("\n")
at = 0
for line in open(sys.argv[1]).read().split("\n")[:-1]:
    try:
        at = printed.index(line, at) + 1
    except ValueError:
        print(line)
END
[ -s missing ] && fail "the README shows, and nothing prints there: $(cat missing)"

# (cluster, member) pairs by truth and by reprint, clusters named by their
# first member in the order of sources
python3 - "$SOURCE/data/truth.tsv" table.jsonl >verdict <<'END'
import csv, json, sys
truth = {}
first = {}
for row in csv.DictReader(open(sys.argv[1]), delimiter="\t"):
    truth["sample/" + row["source"]] = row["cluster"] or None
    if row["relation"] == "first":
        first[row["cluster"]] = "sample/" + row["source"]
rows = [json.loads(line) for line in open(sys.argv[2])]
found = {row["source"]: row["cluster"] for row in rows}
wrong = 0
def complain(text):
    global wrong
    wrong += 1
    print(text)
for source in truth.keys() ^ found.keys():
    complain(f"only in {'truth' if source in truth else 'table'}: {source}")
def groups(of):
    result = {}
    for source, cluster in of.items():
        if cluster:
            result.setdefault(cluster, set()).add(source)
    return {frozenset(members) for members in result.values()}
for group in groups(truth) - groups(found):
    complain(f"not found: {sorted(group)}")
for group in groups(found) - groups(truth):
    complain(f"not true: {sorted(group)}")
# the earliest print is the one kept
kept = {row["source"] for row in rows if row.get("relation") == "kept"}
for cluster, source in first.items():
    if source not in kept:
        complain(f"{cluster}: {source} is earliest and not kept")
print(f"{len(groups(truth))} clusters, {len(truth)} documents, {wrong} wrong")
sys.exit(wrong > 0)
END
[ $? -eq 0 ] || fail "truth"
cat verdict
# the script that wrote the sample still writes it
if command -v zstd >/dev/null; then
    mkdir again && cp "$SOURCE/data/make_sample.py" again/
    python3 again/make_sample.py
    diff -rq "$SOURCE/data/sample/pages" again/sample/pages || fail "make_sample.py writes other pages"
    diff -q "$SOURCE/data/truth.tsv" again/truth.tsv || fail "make_sample.py writes another truth"
fi
finish
