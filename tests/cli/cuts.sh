# SPDX-License-Identifier: Apache-2.0
# Two outlets that cut one report in other places: what stands whole in the
# report is a print of it, however little the two have in common.
. "$(dirname "$0")/lib.sh"

# report N FROM TO...: sentences of report N, each with two of the six names
# that all of it is about
report() {
    local n=$1
    shift
    while [ $# -gt 0 ]; do
        awk -v n="$n" -v from="$1" -v to="$2" 'BEGIN {
            for (s = from; s <= to; s++) {
                printf "So"
                for (i = 1; i <= 12; i++)
                    if (i % 6 == 3) printf " %c%cville%dx%d", 64 + n, 96 + n, n, (s + i) % 6
                    else printf " w%dx%dx%d", n, s, i
                printf ". "
            }
        }'
        shift 2
    done
}
record() { jq -nc --arg id "$1" --arg text "$2" '{id: $id, url: "https://\($id).example/1", text: $text}'; }
clusters() {
    run 0 scan --quiet "$@" --table table -o /dev/null
    python3 - <<'END'
import collections, csv
found = collections.defaultdict(list)
for row in csv.DictReader(open("table")):
    if row["cluster"]:
        found[row["cluster"]].append(row["id"])
print(*sorted(" ".join(sorted(ids)) for ids in found.values()), sep="\n")
END
}

record whole "$(report 1 1 24)" >corpus.jsonl
record half "$(report 1 1 12)" >>corpus.jsonl
record ends "$(report 1 1 4 15 24)" >>corpus.jsonl
same <(clusters corpus.jsonl) <(echo "ends half whole") "two cuts"
same <(clusters corpus.jsonl --window 36500) <(echo "ends half whole") "two cuts within a window"
# Pages of an article that is had on one page too share nothing.
page() { jq -nc --arg id "$1" --arg text "$2" '{id: $id, url: "https://site.example/1?page=\($id)", text: $text}'; }
page all "$(report 1 1 24)" >pages.jsonl
page one "$(report 1 1 9)" >>pages.jsonl
page two "$(report 1 10 17)" >>pages.jsonl
page three "$(report 1 18 24)" >>pages.jsonl
same <(clusters pages.jsonl) <(echo "all one three two") "pages"
# Two stories that a digest has whole share nothing, and are two.
record first "$(report 2 1 10)" >digest.jsonl
record second "$(report 3 1 10)" >>digest.jsonl
record digest "$(report 2 1 10; report 3 1 10)" >>digest.jsonl
clusters digest.jsonl >got
[ "$(wc -w <got)" -eq 2 ] || { fail "a digest joins its stories"; cat got; }
finish
