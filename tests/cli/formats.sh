# SPDX-License-Identifier: Apache-2.0
# Every kind of input gives the same articles, and places are told.
. "$(dirname "$0")/lib.sh"

json a 1 ',"url":"http://www.one.example/x","published":"2024-01-02","more":[1,2]' >in.jsonl
json b 2 >>in.jsonl
article 1 >note.txt
printf '<html><title>T</title><article><p>%s</p></article></html>' "$(article 2)" >page.html

# compressed, by content and not by name
gzip -c in.jsonl >one
zstd -q -c in.jsonl >two
cat in.jsonl >three
for file in one two three; do
    run 0 scan $file -f csv
    sed "s/$file#/F#/g" out >"csv.$file"
done
same csv.one csv.three "gzip differs"
same csv.two csv.three "zstd differs"
cat >expected <<'END'
id,source,url,cluster,relation,jaccard,containment,keep,reason,host,published,agency,title,compared_with,words,direction
a,F#1,http://www.one.example/x,,,,,true,alone,one.example,2024-01-02,,,,60,
b,F#2,,,,,,true,alone,,,,,,60,
END
same csv.three expected "csv"

# what stands around an address is no part of it
sed 's|"http://www.one.example/x"|" http://www.one.example/x\\n"|' in.jsonl >blanks.jsonl
run 0 scan blanks.jsonl -f csv
sed "s/blanks.jsonl#/F#/g" out >csv.blanks
same csv.blanks csv.three "blanks around an address"

# two members of gzip in one file
{ head -1 in.jsonl | gzip; tail -1 in.jsonl | gzip; } >members.gz
run 0 scan members.gz -f csv
lines out 3

# a window as large as dumps have, and frames that cannot be read alone
zstd -q --long=31 -c in.jsonl >wide.zst
run 0 scan wide.zst -f csv
lines out 3
for i in 1 2 3 4 5 6 7 8 9; do article $i >dict.$i; done
zstd -q --train dict.? -o dict --maxdict=1000 2>/dev/null &&
    zstd -q -D dict -c in.jsonl >packed.zst && {
        run 4 scan packed.zst
        has err "zstd data that needs a dictionary"
    }

# standard input, named and not, read again for the cleaned corpus
run 0 scan - --clean clean.jsonl -f csv <one
has out "a,-#1,"
same clean.jsonl in.jsonl "clean from standard input"
cat in.jsonl | "$REPRINT" scan - --clean clean2.jsonl >/dev/null || fail "pipe"
same clean2.jsonl in.jsonl "clean from a pipe"

# all formats together: a note and a line, a page and a line
run 0 scan in.jsonl note.txt page.html -f csv --table table.jsonl
[ "$(grep -c ',exact,' out)" -eq 2 ] || fail "not two exact copies"
lines table.jsonl 4
jq -e . table.jsonl >/dev/null || fail "table is no JSON"
run 0 scan in.jsonl note.txt page.html -f csv --table TABLE.NdJson.gz
gzip -dc TABLE.NdJson.gz | cmp - table.jsonl || fail "a table by another name"

# a WARC with a chunked page, and WET
{
    body=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n' \
        "$(wc -c <page.html)" "$(cat page.html)"; echo x)
    body=${body%x}
    printf 'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://two.example/p\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' "${#body}" "$body"
    text=$(article 1)
    printf 'WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://three.example/p\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' "${#text}" "$text"
} >crawl.warc
run 0 scan crawl.warc in.jsonl -f json
has out '"source":"crawl.warc#1","url":"http://two.example/p","host":"two.example"'
has out '"source":"crawl.warc#2"'
[ "$(grep -c '"type":"cluster"' out)" -eq 2 ] || fail "not two clusters"

# what a listing said of a page, in a metadata record before it, stands where the
# page is silent; never a date to come, never for another page
# record TYPE ID FIELDS BLOCK
record() { printf 'WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:%s>\r\n%bContent-Length: %d\r\n\r\n%s\r\n\r\n' "$1" "$2" "$3" "${#4}" "$4"; }
# told ID TITLE PUBLISHED
told() { record metadata "m$1" "WARC-Concurrent-To: <urn:$1>\r\nContent-Type: application/warc-fields\r\n" "$(printf 'via: http://a.example/feed\r\ntitle: %s\r\npublished: %s\r\n' "$2" "$3")"; }
# answered ID [HEAD]
answered() { record response "$1" "WARC-Target-URI: http://a.example/$1\r\nWARC-Date: 2026-11-03T12:00:00Z\r\n" \
    "$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head>%s</head><body><article><p>%s</p></article></body></html>' "${2:-}" "$(article "$1")")"; }
{
    told 1 "Quay closes" "Tue, 03 Nov 2026 10:00:00 GMT"
    answered 1
    answered 2
    told 3 "Of the feed" 2026-11-02
    answered 3 "<title>Its own</title><meta property='article:published_time' content='2026-11-01'>"
    told 4 "To come" 2030-11-03
    answered 4
} >told.warc
run 0 extract told.warc
jq -c '[.title, .published_utc, .published_source]' out >got
cat >want <<'END'
["Quay closes","2026-11-03T10:00:00Z","feed"]
[null,null,null]
["Its own","2026-11-01","meta"]
["To come",null,null]
END
same got want "what listings said"
# a file as such is what its type says: a page or text, in capitals too
{
    for type in text/css Text/HTML text/plain text/javascript application/json; do
        record resource "$type" "WARC-Target-URI: http://a.example/$type\r\nContent-Type: $type\r\n" "$(article 7)"
    done
} >files.warc
run 0 extract files.warc
jq -r .url out >got
printf 'http://a.example/%s\n' Text/HTML text/plain >want
same got want "kinds of resources"

# an empty text beside a page is none
jq -nc --arg text "$(article 8)" '{id: "p", text: " \n", html: "<article><p>\($text)</p></article>"}, {id: "e", text: ""}' >both.jsonl
run 3 scan both.jsonl -f csv --table both.csv
grep -q '^p,' both.csv || fail "the page beside an empty text: $(cat both.csv)"

# ... and decides which of two copies is the earliest
answered 1 "<title>Without a feed</title><meta property='article:published_time' content='2026-11-03T11:00Z'>" | sed 's#a.example/1#b.example/1#; s/<urn:1>/<urn:b>/' >b.warc
run 0 scan b.warc told.warc -f json
jq -c 'select(.type == "cluster") | .members[] | [.url, .keep]' out >got
printf '["http://a.example/1",true]\n["http://b.example/1",false]\n' >want
same got want "the earliest by a feed's date"

# a date of a line that is not understood gives way to that of its page
echo '{"id":"p","published":"03/04/2017","html":"<meta property=article:published_time content=2017-04-03T10:00:00Z><p>'"$(article 9)"'</p>"}' >page.jsonl
run 0 scan page.jsonl -f csv
has out "p,page.jsonl#1,,,,,,true,alone,,2017-04-03T10:00:00Z"
lacks err "dates were passed over"

# other names for fields, and pointers
printf '{"uid":5,"doc":{"body":"%s"}}\n' "$(article 3)" >other.jsonl
run 0 scan other.jsonl --field id=uid --field text=/doc/body -f csv
has out "5,other.jsonl#1,"
# A field that stands under another program's name is not read, and told.
json a 4 ',"date_publish":"2024-03-01","link":"http://a.example/4","source":"The Ledger"' >foreign.jsonl
json b 5 ',"url":"http://a.example/5","pub_date":1709251200' >>foreign.jsonl
json c 6 ',"date":"","source":"The Ledger"' >>foreign.jsonl
run 0 scan foreign.jsonl
has out "fields not read             2   no 'published', but 'date_publish': read it with --field published=date_publish"
has out "fields not read             1   no 'url', but 'link': read both with --field url=url --field url=link"
run 0 scan foreign.jsonl -f json
has out '"fields_not_read":{"link":1,"date_publish":2}'
mv out first
run 0 scan foreign.jsonl --threads 1 -f json
same out first "fields not read, by threads"
run 0 extract foreign.jsonl -o /dev/null
has err "2 articles have no 'published', but 'date_publish': read it with --field published=date_publish"
# both are read, and who reads one alone is told of the other
run 0 scan foreign.jsonl --field url=url --field url=link --field published=date_publish --field published=pub_date -f csv
lacks err "no '"
has out "b,foreign.jsonl#2,http://a.example/5,,,,,true,alone,a.example,2024-03-01"
has out "a,foreign.jsonl#1,http://a.example/4,,,,,true,alone,a.example,2024-03-01"
run 0 scan foreign.jsonl --field url=link
has out "no 'link', but 'url': read both with --field url=link --field url=url"
json d 7 | sed 's/"text"/"body"/' >mixed.jsonl
json e 8 >>mixed.jsonl
run 3 scan mixed.jsonl --field text=body
has err "no field 'body' or 'html', but 'text': add --field text=text"
run 0 scan mixed.jsonl --field text=body --field text=text
# who names a field, or whose page has it, is told nothing
run 0 scan foreign.jsonl --field published=pub --field url=/a/b --field id=id -f json
has err "no line of JSON has the field 'pub', which --field takes published from"
has err "no line of JSON has the field '/a/b', which --field takes url from"
lacks err "takes id from"
run 0 scan foreign.jsonl --field published=date --field url=link -f json
lacks err "no line of JSON has"
has out '"fields_not_read":{"url":1}'
echo '{"html":"<title>On a page</title><p>'"$(article 7)"'</p>","headline":"In a line"}' >page.jsonl
run 0 scan page.jsonl -f json
has out '"fields_not_read":{}'
sed 's/"text"/"maintext"/' foreign.jsonl >texts.jsonl
run 4 scan texts.jsonl
has err "rejected texts.jsonl#1: no field 'text' or 'html', but 'maintext': try --field text=maintext"

# an answer that holds many records is none; how to have them is told
printf '{"status":"ok","articles":[{"content":"a"}]}\n{"r":{"n":[1],"x":{},"results":[{}]}}\n{"body":"c","a":[{}]}\n{"a b":[{}],"c":[],"d":[[{}]]}\n' >answers.json
run 4 scan answers.json
has err "rejected answers.json#1: no field 'text' or 'html', but many records: jq -c '.articles[]'"
has err "rejected answers.json#2: no field 'text' or 'html', but many records: jq -c '.r.results[]'"
has err "rejected answers.json#3: no field 'text' or 'html', but 'body': try --field text=body"
grep -qx "reprint: rejected answers.json#4: no field 'text' or 'html'" err || fail "advice where there is none: $(grep '#4' err)"
run 0 scan texts.jsonl --field text=maintext
# a night tells it of what it had not seen
run 0 scan foreign.jsonl --store s.db
has err "2 articles have no 'published', but 'date_publish'"
run 0 scan foreign.jsonl --store s.db
lacks err "have no"

# A file's name may be any bytes, a table is UTF-8.
name=$(printf 'caf\351.txt')
article 5 >"$name"
run 0 scan "$name" -f csv --table table.csv
iconv -f utf-8 -t utf-8 table.csv >/dev/null || fail "a table that is no UTF-8"
has table.csv "$(printf 'caf\357\277\275.txt')"
rm "$name"

finish
