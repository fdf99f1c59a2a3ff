#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sentences that recur, night after night in a store: found by the third text,
# told in words as long as one of tonight's files has them, and whose they are.
. "$SOURCE/tests/cli/lib.sh"

box='Sign up here for the letter that our editors send every single morning.'
games='Our games are on the last page of the app \"at home\", where they have been since the paper began.'
# page N HOST SENTENCES
page() {
    printf '{"id":"s%d","url":"http://%s/%d","text":"%s%s","published":"2024-01-%02d"}\n' "$1" "$2" "$1" "$(story "$1")" "$3" "$1"
}
# sentences COLUMNS: rows of the view
sentences() {
    python3 -c '
import sqlite3, sys
for row in sqlite3.connect("news.db").execute("SELECT %s FROM recurring ORDER BY texts DESC, words" % sys.argv[1]):
    print("|".join("" if value is None else str(value) for value in row))' "$1"
}

# ----- one host's at first, then several hosts' -----
for n in 1 2; do page $n a.example "$box"; done >one.jsonl
run 0 scan --store news.db one.jsonl --furniture f.jsonl
lines f.jsonl 0
lacks out "recurring"
page 3 a.example "$box" >two.jsonl
run 0 scan --store news.db two.jsonl --furniture f.jsonl
has out "recurring sentences new               1"
has out "       3 $box"
has out "a.example; http://a.example/3"
[ "$(sentences "words, texts, host, run, article, place")" = "$box|3|a.example|2|3|http://a.example/3" ] ||
    fail "the view: $(sentences '*')"
jq -e '.text == "'"$box"'" and .texts == 3 and .host == "a.example" and .run == 2' f.jsonl >/dev/null || fail "listed: $(cat f.jsonl)"
for n in 4 5 6; do page $n b.example "$box $games"; done >three.jsonl
run 0 scan --store news.db three.jsonl -f json
jq -e 'select(.type == "recurring") | .text == "'"$games"'" and .texts == 3 and .host == "b.example" and .run == 3' out >/dev/null ||
    fail "the third night: $(grep recurring out)"
[ "$(grep -c '"recurring"' out)" -eq 1 ] || fail "an old sentence is told as new"
[ "$(sentences "texts, host" | head -1)" = "6|" ] || fail "a sentence of two hosts: $(sentences '*')"
run 0 store --store news.db check
has out "nothing is wrong"
# nights later it is told as it was
run 0 report --store news.db --run 2
has out "       6 $box"
has out "on several sites; http://b.example/6"
run 0 report --store news.db --run 2 -f csv
lacks out "Sign up"
run 0 report --store news.db --since 2020-01-01 -f json
[ "$(grep -c '"type":"recurring"' out)" -eq 2 ] || fail "all since 2020"

# ----- what is in no file of tonight has no words, until a file has it -----
rm news.db
run 0 scan --store news.db one.jsonl
"$REPRINT" scan --store news.db - <two.jsonl >out 2>err || fail "a pipe: $(cat err)"
has out "(words not known)"
[ "$(sentences "words IS NULL")" = 1 ] || fail "words from nowhere"
run 0 scan --store news.db three.jsonl --furniture f.jsonl
[ "$(sentences "words IS NULL" | sort -u)" = 0 ] || fail "words are still missing: $(sentences '*')"
jq -es 'length == 2 and all(.text)' f.jsonl >/dev/null || fail "listed: $(cat f.jsonl)"
# a pipe that is read again has them
rm news.db
run 0 scan --store news.db one.jsonl
"$REPRINT" scan --store news.db - --clean clean <two.jsonl >out 2>err || fail "a pipe: $(cat err)"
has out "$box"

# ----- the words are those of tonight's text, octet by octet -----
rm news.db
for n in 1 2 3; do page $n a.example "Жители города ждут письма от нашей редакции каждое утро. "; done >russian.jsonl
run 0 scan --store news.db russian.jsonl
[ "$(sentences words)" = "Жители города ждут письма от нашей редакции каждое утро." ] || fail "in Russian: $(sentences '*')"

# ----- what is forgotten leaves none behind -----
run 0 store --store news.db expire --older-than 100 --all
[ "$(sentences "count(*)")" = 0 ] || fail "expired articles leave sentences"

# ----- but a sentence that goes on is not new, and keeps its words -----
rm news.db
today=$(date +%Y-%m-%d)
for n in 1 2 3; do page $n b.example "$box" | sed "s/2024-01-0./$today/"; done >young.jsonl
run 0 scan --store news.db young.jsonl
for n in 4 5 6; do page $n a.example "$box"; done >old.jsonl
run 0 scan --store news.db old.jsonl
[ "$(sentences article)" = 6 ] || fail "told by a young one: $(sentences '*')"
run 0 store --store news.db expire --older-than 100 --all
[ "$(sentences "count(*)")" = 0 ] || fail "told by one that was forgotten"
run 0 store --store news.db check
has out "nothing is wrong"
page 7 b.example "$box" | sed "s/2024-01-0./$today/" >seven.jsonl
"$REPRINT" scan --store news.db - <seven.jsonl >out 2>err || fail "a pipe: $(cat err)"
lacks out "recurring sentences new"
[ "$(sentences "words, texts, run")" = "$box|4|1" ] || fail "a sentence that goes on: $(sentences '*')"
# ----- a mark that opens what follows is not of the sentence -----
for n in 21 22 23; do
    page $n c.example "$box \\\"Words $n of Mr$n Own$n that nobody else has ever said to her$n.\\\""
done | sed 's/ \\\\"/ \\"/g; s/\\\\""/\\""/g' >opened.jsonl
run 0 scan opened.jsonl --furniture f.jsonl
[ "$(jq -r .text f.jsonl)" = "$box" ] || fail "a mark of the next words: $(cat f.jsonl)"

# ----- a file that somebody still writes to tells no words of another -----
# changing COMMAND...: +grow.jsonl grows once it was read, while the pipe is
changing() {
    for n in 1 2; do page $n a.example ""; done >+grow.jsonl
    { page 4 a.example "$box"; sleep 3; page 3 a.example "" >>+grow.jsonl; for n in 5 6 7; do page $n a.example "$box"; done; } |
        "$REPRINT" "$@" >out 2>err
}
rm -f f.jsonl news.db*
changing scan +grow.jsonl - --furniture f.jsonl
[ $? -eq 5 ] || fail "the input changed: $(cat err)"
has err "+grow.jsonl changed while it was read"
absent f.jsonl
changing scan --store news.db +grow.jsonl - --clean clean.jsonl
[ $? -eq 5 ] || fail "the input of a night changed: $(cat err)"
has err "recurring sentences are not told in words: +grow.jsonl changed while it was read"
absent clean.jsonl
[ "$(sentences "count(*)")" = 0 ] || fail "words of a night that failed: $(sentences '*')"

finish
