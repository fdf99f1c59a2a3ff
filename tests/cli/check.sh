#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a run shows of its own work: --self-check, --furniture, --relation
# fragment, --window.
. "$SOURCE/tests/cli/lib.sh"

# box: what stands under every page
box='Sign up here for the letter that our editors send every single morning. You agree to hear from us about other things now and then.'
for n in 1 2 3 4 5 6; do
    printf '{"id":"s%d","text":"%s%s","published":"2024-01-0%d"}\n' $n "$(story $n)" "$box" $n
done >news.jsonl
# a second print of story 1, ten days later, and a fragment of story 2
printf '{"id":"again","text":"It was told again by those who came. %s","published":"2024-01-11"}\n' "$(story 1)" >>news.jsonl
printf '{"id":"piece","text":"%s%s"}\n' "$(story 2 | cut -d. -f1,2). " "$(story 9)" >>news.jsonl

clusters() { grep -qE "^  clusters +$1\$" out || fail "not $1 clusters"; }

run 0 scan news.jsonl --furniture furniture.jsonl --no-time
lines furniture.jsonl 2
jq -es 'any(.texts == 6 and (.text | startswith("Sign up here")))' furniture.jsonl >/dev/null ||
    fail "furniture: $(cat furniture.jsonl)"
clusters 1

run 0 scan news.jsonl --window 5 --no-time
clusters 0
run 0 scan news.jsonl --window 30 --no-time
has out "within 30 days"
clusters 1

# two that share too little to be asked for their dates, and one that holds both
python3 - "$(story 5)" "$(story 6)" "$(story 7)" >parts.jsonl <<'EOF'
import json, sys
a, b, c = sys.argv[1:]
parts = [(a + b, "01"), (a + b + c, "02"), (b[len(b) // 4:] + c, "03")]
for text, day in parts:
    print(json.dumps({"id": day, "url": f"http://h{day}.example/", "text": text,
                      "published": f"2020-01-{day}T12:00:00Z"}))
EOF
run 0 scan parts.jsonl --no-time --table table.csv
clusters 1
run 0 scan parts.jsonl --window 1 --no-time --table table.csv
[ "$(grep -c 'kept' table.csv)" -ge 1 ] || fail "nothing kept"
[ "$(awk -F, '$1 == "01" || $1 == "03" { print $4 }' table.csv | sort -u | wc -l)" -eq 2 ] ||
    fail "a cluster beyond its window: $(cat table.csv)"

# the same text is no exception, and what lies between joins nobody
bridge='The council of the harbour town voted late on Tuesday to close the old bridge for repairs after inspectors found cracks in two pillars.'
notice() { printf '{"id":"%s","url":"http://h%s.example/","published":"%s","text":"%s"}\n' "$1" "$1" "$1" "$2"; }
for day in 01 03 05 07; do notice 2020-01-$day "$bridge"; done >notices.jsonl
for day in 01 09; do notice 2020-02-$day "$(story 3)"; done >equal.jsonl
run 0 scan notices.jsonl --table table.csv --no-time
clusters 2
has table.csv 'same text as 2020-01-01'
has table.csv 'same text as 2020-01-05'
# compare says why, also of the shortest
notice 2020-03-01 'Rates are unchanged.' >short.jsonl
notice 2020-05-01 'Rates are unchanged.' >>short.jsonl
run 1 compare --in notices.jsonl 2020-01-01 2020-01-07
has out "not one report: a notice that came again days later"
run 1 compare --in short.jsonl 2020-03-01 2020-05-01
has out "not one report: a notice that came again days later"
# those of one address stay together, whoever else had the text
{
    notice 2020-01-01 "$bridge"
    notice 2020-01-02 "$bridge" | sed 's/h2020-01-02/other/'
    notice 2020-01-10 "$bridge" | sed 's/h2020-01-10/h2020-01-01/'
} >same_page.jsonl
run 0 scan same_page.jsonl --no-time
clusters 1
run 0 scan notices.jsonl --table table.csv --no-time
# each has a name of its own
[ "$(cut -d, -f4 table.csv | sort -u | wc -l)" -eq 3 ] || fail "names of clusters: $(cat table.csv)"
run 0 scan equal.jsonl --window 7 --no-time
clusters 0
run 0 scan equal.jsonl --window 8 --no-time
clusters 1
run 0 scan equal.jsonl --no-time
clusters 1

run 0 scan news.jsonl --relation fragment --clean clean.jsonl --no-time
has out "fragment"
# a fragment is no part of the report and is kept
grep -q '"id":"piece"' clean.jsonl || fail "the fragment was dropped"
lines clean.jsonl 7

# with fragments excerpts are what they are without: a story in a text of six,
# which share no more than a sixth of all shingles
for n in 1 7 13 19; do
    printf '{"id":"whole%d","text":"%s"}\n' $n "$(for i in 0 1 2 3 4 5; do story $((n + i)); done)"
    printf '{"id":"part%d","text":"%s"}\n' $n "$(story $((n + 2)))"
done >parts.jsonl
for relation in excerpt fragment; do
    run 0 scan parts.jsonl --relation $relation --clean $relation.jsonl --dropped dropped.jsonl --no-time
    lines $relation.jsonl 4
    [ "$(grep -c '"relation":"excerpt"' dropped.jsonl)" -eq 4 ] || fail "$relation: not four excerpts"
done
same fragment.jsonl excerpt.jsonl "excerpts beside fragments"

run 0 scan news.jsonl --self-check 2 --no-time
has out "recall of candidates 1.0000"
has out "accepted, nearest to the line"
run 0 scan news.jsonl --self-check 2 -f json -o report.jsonl
jq -es 'map(select(.type == "check")) | length >= 1' report.jsonl >/dev/null || fail "no pairs in json"
jq -es 'map(select(.type == "recall")) | .[0].recall == 1' report.jsonl >/dev/null || fail "no recall in json"
# from a pipe too: what is shown is read again
"$REPRINT" scan - --self-check 1 --no-time <news.jsonl >piped 2>err || fail "a pipe cannot be checked: $(cat err)"
has piped "recall of candidates"
# of nothing nothing is known
head -2 news.jsonl >two.jsonl
run 0 scan two.jsonl --self-check 1 --no-time
has out "nothing is known of the recall"
run 0 scan two.jsonl --self-check 1 -f json
jq -es 'map(select(.type == "recall")) | .[0].recall == null' out >/dev/null || fail "a recall of nothing"
run 2 scan news.jsonl --self-check 1 -f csv
run 2 scan news.jsonl --self-check 0
run 2 scan news.jsonl --window 0

# the same whatever the threads
for t in 1 3; do
    "$REPRINT" scan news.jsonl --self-check 3 --furniture f$t --threads $t --no-time >c$t || fail "threads $t"
done
cmp -s c1 c3 || fail "threads show in the self-check"
cmp -s f1 f3 || fail "threads show in the furniture"

# Of texts too short to be compared there is nothing to draw.
printf '{"id":"1","text":"one two three"}\n{"id":"2","text":"four five six"}\n' >tiny.jsonl
run 0 scan tiny.jsonl --self-check 5
finish
