# SPDX-License-Identifier: Apache-2.0
# A brief that a report and a column of news in brief both hold whole is the
# report's, whichever is the shorter.
. "$(dirname "$0")/lib.sh"

# report N FROM TO: sentences of report N, each of plain words of its own and of
# two of the six names that all of it is about
report() {
    awk -v n="$1" -v from="$2" -v to="$3" 'BEGIN {
        for (s = from; s <= to; s++) {
            printf "So"
            for (i = 1; i <= 12; i++)
                if (i % 6 == 3) printf " %c%cville%dx%d", 64 + n, 96 + n, n, (s + i) % 6
                else printf " w%dx%dx%d", n, s, i
            printf ". "
        }
    }'
}
record() { jq -nc --arg id "$1" --arg text "$2" '{id: $id, url: "https://\($id).example/1", text: $text}'; }
clusters() { # who is together, of those that are not alone
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

record brief "$(report 1 1 6)" >brief
record report "$(report 1 1 30)" >report
record print "$(report 1 1 31)" >print
record column "$(for n in 2 1 3; do report "$n" 1 6; done)" >column
record columns "$(for n in 2 1 3; do report "$n" 1 6; done; report 4 1 1)" >columns
record other "$(report 3 1 6)" >other

cat brief column report >corpus.jsonl
same <(clusters corpus.jsonl) <(echo "brief report") "a report and a column"
cat brief column report print columns >corpus.jsonl
same <(clusters corpus.jsonl) <(printf '%s\n' "brief print report" "column columns") "two of each"
# Where nobody else has it, it stays with the column.
cat brief column >corpus.jsonl
same <(clusters corpus.jsonl) <(echo "brief column") "a column alone"
cat brief column report other >corpus.jsonl
same <(clusters corpus.jsonl) <(printf '%s\n' "brief report" "column other") "a brief without a report"
finish
