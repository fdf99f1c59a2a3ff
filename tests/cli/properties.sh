# SPDX-License-Identifier: Apache-2.0
# The same input gives the same bytes, whatever the threads, the order of the
# arguments and the processor; and every article is in exactly one place.
. "$(dirname "$0")/lib.sh"
cp -r "$SOURCE/data/sample" sample

everything() { # NAME OPTION...
    mkdir "$1"
    "$REPRINT" scan --no-time --quiet "${@:2}" --clean "$1/clean" --dropped "$1/dropped" \
        --table "$1/table" --rejects "$1/rejects" -o "$1/text" || fail "$*: $?"
    "$REPRINT" scan --quiet "${@:2}" -f json >"$1/json" || fail "$*"
}
for method in minhash simhash; do
    rm -rf base other
    everything base --method $method --threads 1 sample
    for threads in 2 3 8; do
        everything other --method $method --threads $threads sample
        diff -r base other || fail "$method: $threads threads differ"
        rm -r other
    done
    everything other --method $method --tmp-memory 0 sample
    diff -r base other || fail "$method: nothing held in memory differs"
    rm -r other
    for cpu in portable avx2; do
        RP_CPU=$cpu everything other --method $method sample
        diff -r base other || fail "$method: $cpu differs"
        rm -r other
    done
done

# The order of arguments, and one naming each file twice.
mapfile -t files < <(find sample -type f | sort)
everything forward --threads 2 "${files[@]}"
mapfile -t backward < <(printf '%s\n' "${files[@]}" | tac)
everything backward "${backward[@]}" sample/notes
for file in clean dropped table text json; do
    same "backward/$file" "forward/$file" "order of arguments: $file"
done

# The order of lines: ids tell the articles, the rest moves with them, but for
# the places of records (source, compared_with).
gzip -dc sample/feed/pages.jsonl.gz | cat sample/feed/agency.jsonl - >lines.jsonl
shuf --random-source=sample/crawl.warc.gz lines.jsonl >shuffled.jsonl
for file in lines shuffled; do
    "$REPRINT" scan --quiet $file.jsonl -f csv | cut -d, -f1,4- | sed 's/,[^,]*\(,[^,]*,[^,]*\)$/\1/' | sort >$file.csv
done
same shuffled.csv lines.csv "order of lines"

# Nothing tells these but what they say; each order keeps the same of them.
for i in $(seq 40); do
    jq -nc --arg text "$(article 1)" --arg host "h$((i % 7))" --arg title "t$((i % 11))" --arg mark "$((i % 3))" \
        '{url: "http://\($host).example/", title: $title, text: ($text + "." * ($mark | tonumber))} |
         if ($mark == "0") then del(.url) else . end'
done | sort -u >equal.jsonl
for i in 1 2 3 4 5; do
    shuf --random-source=<(yes $i) equal.jsonl >shuffled.jsonl
    "$REPRINT" scan --quiet shuffled.jsonl --clean "kept.$i" >/dev/null || fail "equal texts"
    [ "$(wc -l <"kept.$i")" -ge 1 ] || fail "nothing is kept of equal texts"
    same <(sort "kept.$i") <(sort kept.1) "order of equal texts"
done

# What recurs in pages of other orders each, and what is told by it.
python3 "$SOURCE/tests/cli/orders.py" "$REPRINT" 30 >orders || fail "$(cat orders)"

# Every article exactly once.
articles=$(($(wc -l <forward/table) - 1))
[ "$(cat forward/clean forward/dropped | wc -l)" -eq "$articles" ] || fail "clean + dropped is not all"
[ "$(grep -c ',true,' forward/table)" -eq "$(wc -l <forward/clean)" ] || fail "kept"
jq -r .reprint.kept forward/dropped | sort -u >kept
jq -r '.id // .source' forward/clean | sort -u >clean_ids
[ -z "$(comm -23 kept clean_ids)" ] || fail "dropped for what is not kept: $(comm -23 kept clean_ids)"

# A cleaned corpus has nothing left to clean.
cp forward/clean again.jsonl
"$REPRINT" scan --quiet again.jsonl -f json | tail -1 >footer
jq -e '.dropped == 0' footer >/dev/null || { fail "cleaning twice drops more"; cat footer; }
finish
