#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# "reprint compare": how articles are named, what is shown, exit codes.
. "$SOURCE/tests/cli/lib.sh"

article 1 >one.txt
{ article 1; article 2; } >both.txt
article 3 >three.txt
{
    json first 1 ',"url":"http://a.example/1","title":"One mill burns"'
    json second 2 ',"url":"http://b.example/2"'
    printf '{"id":"longer","url":"http://b.example/3","text":"%s%s"}\n' "$(article 1)" "$(article 4)"
} >news.jsonl

run 0 compare one.txt both.txt
has out "one report"
has out "="
run 1 compare one.txt three.txt
has out "not one report"
run 0 compare news.jsonl#1 news.jsonl#3
has out "One mill burns"
has out "A is an abridged print of B"
run 0 compare --in news.jsonl http://a.example/1 longer
run 1 compare --in news.jsonl first second
run 0 compare one.txt one.txt
has out "the same words"

run 0 compare -f json one.txt both.txt
jq -e '.one_report and .finding == "excerpt" and .a.share == 1 and
       (.passages | length) == 1 and .passages[0].shared_words == 60' out >/dev/null ||
    fail "json: $(cat out)"

run 0 compare --color always one.txt both.txt
grep -q $'\033' out || fail "no colour"
run 0 compare one.txt both.txt
! grep -q $'\033' out || fail "colour in a pipe"
awk 'length > 130 { exit 1 }' out || fail "columns too wide"

run 4 compare one.txt absent.txt
has err "absent.txt"
run 4 compare --in news.jsonl first nobody
has err "no article 'nobody'"
run 4 compare news.jsonl#1 news.jsonl#9
printf '%s\n' "$(head -1 news.jsonl)" '{"id":"x"}' >half.jsonl
run 4 compare half.jsonl#9 half.jsonl#2
has err "no article 'half.jsonl#9'"
run 4 compare half.jsonl#1 half.jsonl#2
has err "half.jsonl#2: no field 'text' or 'html'"
run 2 compare one.txt
run 2 compare -f xml one.txt both.txt
# what a page says must not drive the terminal
printf '%s \033[31mred\n' "$(article 1)" >escape.txt
run 0 compare escape.txt one.txt
! grep -q $'\033' out || fail "control characters pass through"
if [ -w /dev/full ]; then
    "$REPRINT" compare one.txt both.txt >/dev/full 2>err
    [ $? -eq 5 ] || fail "a full disk is no success"
fi

# why two are none that share much: a site's issues, a block of two outlets; and what
# says only so much
above="Stuck on the puzzle of today? Below stand a few gentle hints, and behind them the answer, so scroll slowly. You have six tries to guess a word of five letters, and after each the tiles change."
below="A good word to open with has two vowels at least. Avoid letters twice in the first two tries, and remember that plurals are rare. A new puzzle appears at midnight; come back tomorrow for more."
{
    printf '{"id":"mon","url":"http://a.example/1","published":"2024-03-04T08:00Z","text":"%s"}\n' "$above There is one vowel that comes twice, the word begins with a hard sound, and a drinker of tea leaves it behind. $below"
    printf '{"id":"tue","url":"http://a.example/2","published":"2024-03-05T08:00Z","text":"%s"}\n' "$above Two vowels stand side by side, the end is hardly heard in some towns, and bakers know it better than anybody else. $below"
    printf '{"id":"bit","url":"http://b.example/2","published":"2024-03-05T08:00Z","text":"%s"}\n' "$above $(story 6)"
} >issues.jsonl
run 1 compare --in issues.jsonl mon tue
has out "not one report: two articles of one site in one form or frame"
run 1 compare --in issues.jsonl mon bit
has out "not one report: only passages or quotations are shared"

# A name of several articles is told.
{ json same 3; json same 4; json other 5; } >several.jsonl
run 1 compare --in several.jsonl same other
has err "several articles answer to 'same'; the first one, several.jsonl#1, is compared"
run 1 compare several.jsonl several.jsonl#3
has err "several articles answer to 'several.jsonl'; the first one, several.jsonl#1, is compared"
# one record by its place, beside the file that it is in
run 0 compare several.jsonl several.jsonl#1
has out "one report: the same words"
run 1 compare several.jsonl#1 several.jsonl#3
lines err 0

# One file may be named in several ways.
run 0 compare ./news.jsonl#1 "$PWD/news.jsonl#3"
ln -s one.txt link.txt
run 0 compare link.txt ./one.txt
has out "the same words"

# Figures, times and initials as another house writes them are the same ones.
cat >wire.txt <<'END'
The port office said that 6,000 travellers were left on the quays after nine ferries stayed in harbour, at a loss of
$1.5 million a day. Four crews of ten would not sail at 7 p.m. on Tuesday, the U.S. coast guard said, and 2,500 cars waited.
The owners, who had offered 1,200 pounds more, were refused by 1,845 votes to 312. They meet again at 9 a.m. on Friday.
Shares of the line were 12.40 pounds in the evening, as low as they had been in seven years, said Mara Quist of Harbour Watch.
END
sed -e 's/\([0-9]\),\([0-9]\)/\1\2/g; s/nine/9/; s/1.5 million/1.5m/; s/7 p.m./19:00/; s/U.S./US/; s/9 a.m./9am/; s/seven/7/' wire.txt >paper.txt
run 0 compare -f json wire.txt paper.txt
jq -e '.one_report and .differences.numbers == 0 and .differences.names == 0' out >/dev/null ||
    fail "figures of another house: $(cat out)"
# ... and other ones are another form filled in.
sed -e 's/6000/7100/; s/9 ferries/4 ferries/; s/1.5m/2.5m/; s/2500/1900/; s/1200/1300/; s/1845/1712/' paper.txt >other.txt
run 1 compare -f json wire.txt other.txt
[ "$(jq -r .finding out)" = template ] || fail "other figures: $(jq -r .finding out)"

# Options of the run that is to be understood.
{ json early 6 ',"published":"2024-03-01"'; json late 6 ',"published":"2024-03-20","title":"x"'; } >apart.jsonl
sed -i '2s/w/W0 &/' apart.jsonl
run 0 compare apart.jsonl#1 apart.jsonl#2
run 1 compare --window 5 -f json apart.jsonl#1 apart.jsonl#2
[ "$(jq -r .finding out)" = "outside the window" ] || fail "the window: $(jq -r .finding out)"
run 2 compare --window 0 one.txt both.txt
run 0 compare --shingle 3 one.txt both.txt
# what is not printable is not printed
run 4 compare "$(printf 'a\033[31mb')" x
grep -q "$(printf '\033')" err && fail "an escape of an argument on the terminal"
finish
