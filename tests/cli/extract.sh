# SPDX-License-Identifier: Apache-2.0
# reprint extract: whole lines against expected ones, one for each page.
. "$(dirname "$0")/lib.sh"

p1='The council of Westmere voted on Tuesday to close the old swimming hall, which has leaked since the winter.'
p2='Mayor Ada Lind said that no other answer was left after the third survey, and that a new hall would open.'
mkdir pages
cat >pages/a.html <<END
<html lang=en><head><title>Hall closes - Westmere Daily</title>
<meta property=og:site_name content="Westmere Daily">
<link rel=canonical href="https://www.westmere.example/2017/03/04/hall">
<meta property=article:published_time content="2017-03-04T09:30:00+01:00">
<meta name=author content="By Ada Doe and Bo Roe"></head>
<body><nav>Home</nav><article><h1>Hall closes</h1><p>WESTMERE (AP) - $p1</p><p>$p2</p></article></body></html>
END
echo '<html><title>Nothing here</title><nav>Home</nav></html>' >pages/b.html
printf '%s\n' "$p1" "$p2" '' 'Share This Post' >pages/c.txt

run 3 extract pages --threads 2
lines out 3
cat >expected <<END
{"id":"pages/a.html","source":"pages/a.html","url":"https://www.westmere.example/2017/03/04/hall","canonical":"https://www.westmere.example/2017/03/04/hall","host":"westmere.example","site":"Westmere Daily","title":"Hall closes","authors":["Ada Doe","Bo Roe"],"published":"2017-03-04T09:30:00+01:00","published_utc":"2017-03-04T08:30:00Z","published_offset":"+01:00","published_precision":"second","published_source":"meta","modified":null,"modified_utc":null,"modified_offset":null,"modified_precision":null,"modified_source":null,"language":"en","language_source":"declared","agency":"ap","agency_source":"dateline","agency_evidence":"WESTMERE (AP) - ","dateline":"WESTMERE (AP) - ","access":null,"teaser":false,"method":"body","encoding":"utf-8","encoding_source":"meta","replaced":0,"cut":false,"text":"WESTMERE (AP) - $p1\n$p2\n"}
END
sed -i 's/"encoding_source":"meta"/"encoding_source":"utf-8"/' expected
sed -n 1p out >first
same first expected 'the line of a page'
sed -n 2p out >second
has second '"title":"Nothing here"'
has second '"text":null,"error":{"reason":"no-article"'
sed -n 3p out >third
has third '"text":"'
lacks third 'Share This'
has err 'b.html'

# the same whatever the threads
cp out two
run 3 extract pages --threads 1
same out two 'threads change the output'

# JSON: fields pass through and go before what is found; numbers stay numbers
printf '{"id":7,"body":"%s %s","tags":["x",{"y":1.50}],"language":"xx","published":"2017-01-02"}\n{"id":8}\n' "$p1" "$p2" >in.jsonl
run 3 extract in.jsonl --field text=body -o out.jsonl
lines out.jsonl 2
sed -n 1p out.jsonl >first
has first '"id":"7"'
has first '"tags":["x",{"y":1.5}],"language":"xx"'
has first '"published_utc":"2017-01-02"'
has first '"published_source":"record"'
lacks first '"body"'
has out.jsonl '"id":"8"'
has out.jsonl '"reason":"no-text"'
jq -e . out.jsonl >/dev/null || fail 'not JSON'

# what extract writes, scan reads
run 3 scan out.jsonl
has err '#2'

# for reading
run 3 extract pages -f text
has out 'Title:     Hall closes'
has out 'Authors:   Ada Doe, Bo Roe'
has out 'Agency:    ap'
has out '(no article text on the page)'

# encodings by declaration, and detected
printf '<meta charset=windows-1251><article><p>\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0, %s</p><p>%s</p></article>' "$p1" "$p2" >enc.html
run 0 extract enc.html
has out 'Привет, мир'
has out '"encoding":"windows-1251","encoding_source":"meta"'

# pages that are refused by name, and cost no more than themselves
mkdir bad
awk 'BEGIN { for (i = 0; i < 6000; i++) printf "<div>"; print "x" }' >bad/depth.html
awk 'BEGIN { printf "<p "; for (i = 0; i < 300; i++) printf "a%d=1 ", i; print ">x" }' >bad/attributes.html
awk 'BEGIN { for (i = 0; i < 600000; i++) printf "a<b>" }' >bad/nodes.html
head -c 17000000 /dev/zero | tr '\0' 'a' >bad/size.html
run 4 extract bad
lines out 4
has out '"reason":"html-depth"'
has out '"reason":"html-attributes"'
has out '"reason":"html-size"'
grep -qE 'html-(nodes|memory|depth)' <<<"$(grep nodes.html out)" || fail 'a million nodes passed'

# usage
run 2 extract
has err 'no input given'
run 2 extract -f xml pages
has err 'not one of json, text'
run 4 extract /nonexistent
run 5 extract pages -o /nonexistent/folder/out
run 0 extract --help
has out 'Usage: reprint extract'
clean_folder

# dates of records: none to come, and none of where clocks begin
{
    printf '{"id":"zero","text":"%s","published":"1970-01-01T00:00:00Z"}\n' "$(article 1)"
    printf '{"id":"true","text":"%s","published":"2016-05-04"}\n' "$(article 1)"
    printf '{"id":"come","text":"%s","published":"2199-01-01"}\n' "$(article 1)"
    printf '{"id":"old","text":"%s","published":"1901-05-04"}\n' "$(article 2)"
} >dated.jsonl
run 0 extract dated.jsonl
jq -c '[.id, .published, .published_utc]' out >got
cat >want <<'END'
["zero","1970-01-01T00:00:00Z",null]
["true","2016-05-04","2016-05-04"]
["come","2199-01-01",null]
["old","1901-05-04","1901-05-04"]
END
same got want "dates of records"
run 0 scan dated.jsonl --clean clean.jsonl
grep -q '"id":"true"' clean.jsonl || fail "a date that is none decides which one is kept"

# what was extracted, refused or dropped before is read again: each name once
printf '{"id":"x","html":"<p>no article</p>","error":"of its own"}\n' >again.jsonl
json a 5 >>again.jsonl
json b 5 >>again.jsonl
run 3 scan again.jsonl --dropped dropped.jsonl
cat dropped.jsonl again.jsonl >mixed.jsonl
"$REPRINT" extract mixed.jsonl --quiet -o once.jsonl
"$REPRINT" extract once.jsonl --quiet -o twice.jsonl
for file in once twice; do
    python3 - $file.jsonl <<'END' || fail "$file.jsonl has a name twice"
import json, sys
def once(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)) or "reprint" in names:
        raise SystemExit(f"{names}")
    return dict(pairs)
for line in open(sys.argv[1]):
    json.loads(line, object_pairs_hook=once)
END
done

# a page scanned from what was extracted of it gives what the page gives: who wrote it, whose page it is
page() { # HOST HEAD
    printf '{"id":"%s","url":"https://%s/1","html":"<html><head>%s</head><body><article><h1>Hall closes</h1><p>%s</p></article></body></html>"}\n' \
        "$1" "$1" "$2" "$(article 6)"
}
{
    page www.reuters.com "<meta name='author' content='Reuters'>"
    page paper.example "<meta name='author' content='Reuters'>"
    page other.example "<link rel=canonical href='https://www.reuters.com/1'>"
    echo '{"id":"none","html":"<p>no</p>"}'
} >pages.jsonl
"$REPRINT" extract pages.jsonl --quiet -o lines.jsonl
columns() { python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1])): print(row["id"], row["agency"], row["relation"], row["keep"], row["reason"])' "$1"; }
run 3 scan pages.jsonl -f csv -o pages.csv --quiet
run 3 scan lines.jsonl -f csv -o lines.csv --quiet --rejects rejects.jsonl
columns pages.csv >want
columns lines.csv >got
same got want "what was extracted"
grep -q '^paper.example reuters ' got || fail "the agency is lost"
grep -q 'refused when it was extracted: no article text on the page' rejects.jsonl || fail "why a page was refused is lost"
# figures that may mean two days: only who knows the order can say
printf '{"id":"a","published":"01/12/2026","text":"%s"}\n' "$(article 7)" >figures.jsonl
for order in "null " "\"2026-12-01\" --date-order=dmy" "\"2026-01-12\" --date-order=mdy"; do
    run 0 extract ${order#* } figures.jsonl
    [ "$(jq .published_utc out)" = "${order%% *}" ] || fail "the order $order: $(jq .published_utc out)"
done
run 2 extract --date-order=ymd figures.jsonl
has err "not one of dmy, mdy"
printf '{"id":"a","agency":"reuters","text":"%s"}\n' "$(article 7)" >own.jsonl
run 0 scan own.jsonl -f csv
lacks out reuters
# Nobody works on for an output that is lost.
for i in $(seq 3000); do json "m$i" "$i"; done >many.jsonl
if [ -w /dev/full ]; then
    while cat many.jsonl; do :; done 2>/dev/null | timeout 60 "$REPRINT" extract - -o /dev/full 2>err
    [ "${PIPESTATUS[1]}" -eq 5 ] || fail "a full device"
    has err "/dev/full: cannot be written: No space left on device"
fi
while cat many.jsonl; do :; done 2>/dev/null | timeout 60 "$REPRINT" extract - 2>err | head -c 10 >first
[ "${PIPESTATUS[1]}" -eq 0 ] || fail "a reader that has enough: $(cat err)"
lines err 0
# ... nor is an option told that there is not
for i in $(seq 30); do echo '{'; done >broken.jsonl
"$REPRINT" extract broken.jsonl one.jsonl >/dev/null 2>err
has err "more"
lacks err "--rejects"

# what one of several names for a field was not needed for stays
echo '{"title":"T","":"E","headline":"H","text":"'"$(article 3)"'","body":"B"}' >both.jsonl
run 0 extract both.jsonl --field title=title --field title=headline --field text=text --field text=body
has out '"headline":"H"'
has out '"body":"B"'
has out '"title":"T"'
has out '"":"E"'
run 0 extract both.jsonl --field title=headline --field text=text
has out '"title":"H"'
lacks out '"headline"'
has out '"body":"B"'
finish
