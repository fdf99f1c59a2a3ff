# SPDX-License-Identifier: Apache-2.0
# lib.sh - what tests of whole command lines share. REPRINT is the program,
# SOURCE the project's root. Each test runs in a folder of its own.
set -u
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# run CODE ARGUMENT... : run reprint, expect the exit code; output in out, err
run() {
    local expected=$1 code
    shift
    timeout 120 "$REPRINT" "$@" >out 2>err
    code=$?
    [ "$code" -eq "$expected" ] ||
        { fail "reprint $* gave $code, not $expected"; head -5 err; }
    # what a sanitizer says must reach the test's own output
    grep -E 'Sanitizer|runtime error:' err
    return 0
}

# same FILE EXPECTED-FILE WHAT
same() { diff -u "$2" "$1" || fail "$3"; }
has() { grep -qF -- "$2" "$1" || { fail "$1 lacks '$2'"; head -5 "$1"; }; }
lacks() { ! grep -qF -- "$2" "$1" || fail "$1 has '$2'"; }
lines() { [ "$(wc -l <"$1")" -eq "$2" ] || fail "$1 has $(wc -l <"$1") lines, not $2"; }
absent() { [ ! -e "$1" ] || fail "$1 exists"; }
# nothing half-written is left in the folder
clean_folder() { [ -z "$(find . -name '.*.part')" ] || fail "left behind: $(find . -name '.*.part')"; }

# article N: about 60 words that share no five-word run with another N's
article() {
    awk -v n="$1" 'BEGIN { for (i = 0; i < 60; i++) printf "w%dx%d ", n, i * (n + 3) % 61; print "" }'
}
# story N: sentences of words, names and figures that no other story has
story() {
    awk -v n="$1" 'BEGIN {
        for (i = 1; i <= 60; i++) {
            if (i % 10 == 5) printf "%c%cville%dx%d", 64 + n, 96 + n, n, i
            else printf "%sw%dx%d", i % 10 == 1 ? "So " : "", n, i
            if (i % 10 == 7) printf " %d%d", n, i
            printf i % 10 ? " " : ". "
        }
    }'
}
# json ID N [FIELDS]: a JSON line with the text of article N
json() { printf '{"id":"%s","text":"%s"%s}\n' "$1" "$(article "$2")" "${3:-}"; }

# saga N FROM TO [FROM TO...]: sentences of report N, each of words of its own and
# of two of the six names that all of it is about
saga() {
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
# entry ID TEXT [HOST [DATE]]
entry() {
    jq -nc --arg id "$1" --arg text "$2" --arg host "${3:-$1.example}" --arg date "${4:-}" \
        '{id: $id, url: "https://\($host)/1?story=\($id)", text: $text} + if $date == "" then {} else {published: $date} end'
}
# together INPUT OPTION...: the ids of each cluster on a line, sorted
together() {
    run 0 scan --quiet "$@" --table together.csv -o /dev/null
    python3 - <<'END'
import collections, csv
found = collections.defaultdict(list)
for row in csv.DictReader(open("together.csv")):
    if row["cluster"]:
        found[row["cluster"]].append(row["id"])
print(*sorted(" ".join(sorted(ids)) for ids in found.values()), sep="\n")
END
}

finish() { [ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }; }
