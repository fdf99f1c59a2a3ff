# SPDX-License-Identifier: Apache-2.0
# Whatever is wrong with an input costs one record, is named and counted.
. "$(dirname "$0")/lib.sh"

# rejected SOURCE REASON: the last run listed it
rejected() { jq -se --arg s "$1" --arg r "$2" 'any(.source == $s and .reason == $r)' rejects.jsonl >/dev/null ||
    { fail "$1 is not rejected as $2"; grep -F "$1" rejects.jsonl; }; }
scan() { run "$1" scan --rejects rejects.jsonl -f csv "${@:2}"; }

json good 1 >good.jsonl
{
    json one 2
    echo '{"id":"cut","text":"ab'
    echo '{"id":"none"}'
    echo '{"id":"number","text":5}'
    echo '{"id":"empty","text":""}'
    echo '{"id":"dots","text":"... !"}'
    echo '[1,2]'
    echo ''
    printf '{"id":"nul","text":"a\0b"}\n'
    json two 3
    printf '{"id":"torn","text":"%s caf\303\251 \303\244 caf\303"}\n' "$(article 4)"
    json 'esc' 5 ',"title":"a\u0000b\u001b[31m"'
} >lines.jsonl
scan 3 lines.jsonl
has out "one,lines.jsonl#1,"
has out "two,lines.jsonl#10,"
has out "torn,lines.jsonl#11,"
has out "esc,lines.jsonl#12,"
rejected lines.jsonl#2 bad-json
rejected lines.jsonl#3 no-text
rejected lines.jsonl#4 not-a-string
rejected lines.jsonl#5 empty
rejected lines.jsonl#6 empty
rejected lines.jsonl#7 bad-json
rejected lines.jsonl#9 bad-json
lines rejects.jsonl 7
run 3 scan lines.jsonl --no-time
grep -q '^ *replaced bytes  *1 ' out || grep -q 'replaced bytes  *1$' out || fail "a broken letter is not counted"

# lines in another encoding than JSON may be in are read as a text is, and written in UTF-8
german='Bei einem Großbrand in einer Möbelfabrik in Nürnberg sind sieben Männer für länger verletzt worden, hieß es früh am Morgen.'
chinese='中国人民银行周三表示，将继续实施稳健的货币政策，保持流动性合理充裕，支持实体经济发展，并防范金融风险。'
russian='В результате пожара на мебельной фабрике пострадали семь человек, сообщила во вторник вечером городская полиция.'
{
    printf '{"id":"u","text":"%s"}\n' "$german"
    printf '{"id":"l","title":"Großbrand","text":"%s"}\n' "$german" | iconv -f utf-8 -t iso-8859-1
    printf '{"id":"r","text":"%s"}\n' "$russian"
    printf '{"id":"c","text":"%s"}\n' "$russian" | iconv -f utf-8 -t cp1251
    printf '{"id":"zh","text":"%s"}\n' "$chinese"
    printf '{"id":"gb","text":"%s"}\n' "$chinese" | iconv -f utf-8 -t gbk
    printf '{"id":"bit","text":"%s caf\303 is shut"}\n' "$(article 6)"
} >encodings.jsonl
run 0 scan encodings.jsonl --no-time --clean clean.jsonl --dropped dropped.jsonl
has out "exact copies                3"
has out "decoded lines               3"
has out "replaced bytes              1"
cat clean.jsonl dropped.jsonl >both.jsonl
iconv -f utf-8 -t utf-8 both.jsonl >/dev/null || fail "what is written is no UTF-8"
has both.jsonl 'caf� is shut"}'
lines both.jsonl 7
[ "$(grep -cF "$chinese" both.jsonl)" = 2 ] || fail "Chinese is lost"
[ "$(grep -cF "$german" both.jsonl)" = 2 ] || fail "umlauts are lost"
[ "$(grep -cF "$russian" both.jsonl)" = 2 ] || fail "Cyrillic is lost"
run 0 scan encodings.jsonl -f csv -o /dev/null
has err "3 lines of JSON were in another encoding than UTF-8 and were decoded"
run 0 extract encodings.jsonl
[ "$(jq -r 'select(.id == "c").encoding' out)" = windows-1251 ] || fail "extract does not tell the encoding"
[ "$(jq -r 'select(.id == "l").title' out)" = Großbrand ] || fail "a field of a decoded line is lost"

# dates of no use are counted, and those that state none are not
for date in 03/04/2017 2099-01-01 unknown 20.11.2017; do
    printf '{"id":"%s","published":"%s","text":"The council closed the hall."}\n' "$date" "$date"
done >dates.jsonl
run 0 scan dates.jsonl --no-time
grep -q 'dates passed over  *2 ' out || fail "dates of no use are not counted"
run 0 scan dates.jsonl --no-time -f json
has out '"dates_passed_over":2'

# text from outside does not speak to the terminal
{ json "$(printf 'a\\u001b[31m\\nb')" 9; json c 9; } >esc.jsonl
run 0 scan esc.jsonl
if grep -q "$(printf '\033')" out; then fail "escape code in the report"; fi
: >"$(printf 'new\nline\033')"
run 4 scan new*
lines err 2
if grep -q "$(printf '\033')" err; then fail "escape code in a message"; fi
rm -f new*

# a buffer full of blanks up to its last byte
python3 -c "
import gzip
c0 = (4096 + 262144) * 3 // 2
c1 = (c0 + 1 + 262144) * 3 // 2
open('blanks.jsonl.gz', 'wb').write(gzip.compress(b' ' * (c0 + 10) + b'\\n' + b' ' * (c1 - c0 - 11)))"
scan 4 blanks.jsonl.gz

# a small archive of large texts, in bounded memory
python3 -c "
import gzip
body = gzip.compress(b'some words of a text ' * 750000)
head = b'HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Encoding: gzip\\r\\n\\r\\n'
block = head + body
record = b'WARC/1.1\\r\\nWARC-Type: response\\r\\nContent-Length: %d\\r\\n\\r\\n' % len(block) + block + b'\\r\\n\\r\\n'
open('bomb.warc', 'wb').write(record * 20)
body = gzip.compress(b'x' * 80000000)
block = head + body
open('bomb2.warc', 'wb').write(b'WARC/1.1\\r\\nWARC-Type: response\\r\\nContent-Length: %d\\r\\n\\r\\n' % len(block) + block)"
scan 3 bomb.warc bomb2.warc --clean bomb.jsonl
rejected bomb2.warc#1 bad-http
lines bomb.jsonl 1

# torn and damaged files
gzip -c lines.jsonl | head -c 300 >torn.jsonl.gz
{ gzip -c good.jsonl; echo rubbish; } >tail.jsonl.gz
head -c 2000 /dev/urandom | sed 's/^/\x01\x02/' >noise
printf '%%PDF-1.4' >paper.txt
: >empty.txt
printf 'WARC/1.1\r\nWARC-Type: conversion\r\nContent-Length: 500\r\n\r\nshort' >torn.warc
printf 'WARC/1.1\r\nContent-Length: huge\r\n\r\n' >bad.warc
printf '[{"text":"a"},\n{"text":"b' >array.json
scan 3 good.jsonl torn.jsonl.gz tail.jsonl.gz noise paper.txt empty.txt torn.warc bad.warc array.json missing.jsonl
rejected tail.jsonl.gz#2 torn
rejected noise format
rejected paper.txt format
rejected empty.txt empty
rejected torn.warc#1 torn
rejected bad.warc#1 bad-warc
rejected array.json#2 torn
rejected missing.jsonl unreadable
grep -q '"torn.jsonl.gz#[0-9]*","reason":"torn"' rejects.jsonl || fail "torn.jsonl.gz"
has err "rejected missing.jsonl: cannot be read: No such file or directory"

# what may have cost more than its record is named, however much else is
for i in $(seq 30); do echo '{"id":'; done >many.jsonl
run 3 scan many.jsonl torn.jsonl.gz missing.jsonl
has err 'rejected torn.jsonl.gz#'
has err 'rejected missing.jsonl: '
has err ' more (--rejects FILE lists them)'
python3 -c "
import gzip
whole = bytearray(gzip.compress(open('lines.jsonl', 'rb').read()))
whole[-6] ^= 1
open('sum.jsonl.gz', 'wb').write(whole)"
run 3 scan many.jsonl sum.jsonl.gz
has err 'any record before it in this input may be damaged'

# folders: loops, dead links, what may not be read
mkdir -p tree/sub
cp good.jsonl tree/
ln -s .. tree/sub/up
ln -s nowhere tree/dead
mkfifo tree/pipe
scan 3 tree
has out "good,tree/good.jsonl#1,"
rejected tree/sub/up unreadable
rejected tree/dead unreadable
rejected tree/pipe unreadable
lines out 2
if [ "$(id -u)" -ne 0 ]; then
    cp good.jsonl locked.jsonl
    chmod 000 locked.jsonl
    scan 4 locked.jsonl
    rejected locked.jsonl unreadable
fi

# hostile pages
awk 'BEGIN { for (i = 0; i < 400000; i++) printf "<span>" }' >deep.html
awk 'BEGIN { printf "<p"; for (i = 0; i < 100000; i++) printf " a%d=1", i; print ">x" }' >wide.html
awk 'BEGIN { for (i = 0; i < 2000; i++) printf "<b id=%d>", i; for (i = 0; i < 100000; i++) printf "<p>x" }' >blow.html
head -c 17000000 /dev/zero | tr '\0' 'x' >large.html
printf '<html><body></body></html>' >nothing.html
printf '<p>%s\0%s</p>' "$(article 6)" "$(article 7)" >nul.html
printf '<p>%s \377\376</p>' "$(article 8)" >bytes.html
scan 3 deep.html wide.html blow.html large.html nothing.html nul.html bytes.html
rejected deep.html html-depth
rejected wide.html html-attributes
rejected large.html html-size
rejected nothing.html no-article
grep -qE '"blow.html","reason":"html-(memory|depth)"' rejects.jsonl || fail "blow.html"
has out "nul.html,"
has out "bytes.html,"

# one line of 200 MB between two good ones, in bounded memory
{ json before 1; printf '{"text":"'; head -c 200000000 /dev/zero | tr '\0' 'y'; echo '"}'; json after 2; } >huge.jsonl
scan 3 huge.jsonl
has out "before,huge.jsonl#1,"
has out "after,huge.jsonl#3,"
rejected huge.jsonl#2 too-long
rm huge.jsonl

# nothing usable: told, and earlier results stay
echo earlier >clean.jsonl
scan 4 empty.txt --clean clean.jsonl
has err "no usable article"
[ "$(cat clean.jsonl)" = earlier ] || fail "clean was replaced"
mkdir void
run 4 scan void

# a text has a limit of its own
{ printf '{"id":"large","text":"'; head -c 17000000 /dev/zero | tr '\0' w; printf '"}\n'; json small 5; } >large.jsonl
scan 3 large.jsonl
rejected large.jsonl#1 text-size
has out "small,large.jsonl#2,"

# many rejects do not flood the terminal
for i in $(seq 50); do echo '{'; done >many.jsonl
run 4 scan many.jsonl
[ "$(grep -c 'rejected many' err)" -eq 20 ] || fail "not 20 lines"
has err "rejected 30 more"
clean_folder
finish
