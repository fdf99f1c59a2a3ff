# SPDX-License-Identifier: Apache-2.0
# Fetching night after night with a store: what is new or due, what goes on
# after a run that was stopped, killed, or torn in the middle of a record.
. "$(dirname "$0")/fetch_lib.sh"
night() { local code=$1; shift; fetch "$code" --store news.db "$@"; }
# once: each page of the archive is there once
once() { archived response | uniq -d >twice; [ -s twice ] && fail "$1: archived twice: $(head -3 twice)"; }

# ----- what is new -----
night 0 "$(site site)/"
is new 2
: >log
night 0 "$(site site)/"
is new 0
is known 1 # of the sitemap; the feed has not changed and is not read
asked_times /page/feed 0
asked_times /page/map 0
grep -q ' /feed.rss "feed" ' log || fail "the feed is asked whole again"
night 0 --interval 3600 "$(site site)/feed.rss"
is fresh 1
is requests 0
once "two nights"
run 0 store --store news.db check

# ----- what a listing dates later than our copy, but not in the future -----
again
night 0 "$(site site)/changing.atom"
is new 3
sleep 1.2
: >log
night 0 "$(site site)/changing.atom"
asked_times /page/changed 1
asked_times /page/future 0
asked_times /page/same 0

# ----- a copy of a site's page does not hide its feeds -----
again
night 0 "$(site mapped)/map.xml"
echo "$(site mapped)/" >list
night 0 list
archived response >got
has got "$(site mapped)/page/mapped"

# ----- what was not there is asked for again, when its time has come -----
again
echo "$(site later)/late.rss" >list
night 4 list
: >log
night 4 list
is not_due 1
[ -s log ] && fail "asked again at once: $(cat log)"
python3 - <<'END'
import sqlite3
with sqlite3.connect("news.db") as db:
    db.execute("UPDATE fetched SET due = due - 43200")
END
night 0 list
is new 1

# ----- a clock that was ahead is forgotten as soon as it is right again -----
again
night 0 "$(site site)/" "$(site site)/feed.rss"
: >log
python3 - <<'END'
import sqlite3
with sqlite3.connect("news.db") as db:
    db.execute("UPDATE fetched SET asked = asked + 126144000, due = due + 126144000")
    db.execute("UPDATE fetched_robots SET fetched = fetched + 126144000, expires = expires + 126144000")
    db.execute("UPDATE fetched_hosts SET not_before = 126144000 + CAST(strftime('%s', 'now') AS INTEGER)")
END
night 0 --interval 3600 "$(site site)/" "$(site site)/feed.rss"
is fresh 0
asked_times /robots.txt 1 site.localhost
asked_times /feed.rss 1

# ----- revisits refer to the copy, and to one of the same address -----
again
for night in 1 2 3; do night 0 "$(site a)/page/thrice"; sleep 1.1; done
records | tr -d '\r' | awk '/^WARC-Type: / { kind = $2 } /^WARC-Date: / && kind == "response" { print $2 }
    /^WARC-Refers-To-Date: / { print $2 }' | sort -u >dates
[ "$(wc -l <dates)" -eq 1 ] || fail "revisits refer to a revisit: $(cat dates)"
again
night 0 "$(site later)/swap"
night 0 "$(site later)/swap"
archived response >got
has got "$(site later)/same/a"
has got "$(site later)/same/b"

# ----- what a user names is asked again, if it changed -----
again
night 0 "$(site a)/etag" "$(site a)/page/1"
is new 2
night 0 "$(site a)/etag" "$(site a)/page/1"
is new 0
is unchanged 2
grep -q ' /etag W/"1" ' log || fail "no validator was sent: $(cat log)"
archived revisit >got
printf '%s\n' "$(site a)/etag" "$(site a)/page/1" >want
same got want "revisits"
records >held
has held 'revisit/server-not-modified'
has held 'revisit/identical-payload-digest'
has held 'WARC-Refers-To-Date'
once "revisits"

# ----- pages of a list, once -----
again
for i in 1 2 3; do echo "$(site l)/page/$i"; done >list
echo "$(site l)/gone" >>list
echo "$(site l)/error" >>list
night 3 list
is new 3
is gone 1
: >log
night 0 list
is known 3
is not_due 2
[ -s log ] && fail "asked again: $(cat log)"

# ----- pages that the server stumbles over do not speak for the others -----
again
for page in error/1 error/2 page/1 page/2; do echo "$(site a)/$page"; done >list
night 3 list
is new 2
is failed 2
asked_times /error/1 3
asked_times /error/2 3

# ... and those that were not asked, since nothing but errors came, have not failed
again
for i in $(seq 8); do echo "$(site e)/error/$i"; done >list
echo "$(site e)/page/1" >>list
night 4 list
is failed 9
has out "it answers with errors only"
asked_times /page/1 0
python3 - <<'END'
import sqlite3
db = sqlite3.connect("news.db")
rows = db.execute("SELECT url, state, tries FROM fetched").fetchall()
unasked = [row for row in rows if row[2] == 0]
assert all(row[1] == "due" for row in rows), rows
assert len(unasked) == 3 and any("/page/1" in row[0] for row in unasked), rows
END

# ----- a list of feeds, sites and pages: each is what it shows to be -----
again
printf '%s\n' "# every night" "$(site site)/feed.rss" "  $(site site)/  the whole site" "$(site a)/page/1" "$(site a)/pdf" >list
night 0 list
is new 3
is no_page 1
is listings 4
: >log
night 0 list
is new 0
asked_times /page/1 0
asked_times /pdf 0
asked_times /feed.rss 1
asked_times / 1
night 0 --interval 3600 list
is requests 0
is fresh 2

# ... which may be long: a sitemap of others ends at 50,000, the user's list does not
seq -f "http://h%.0f.deny.example.invalid/" 60000 | sed 's#^http#ftp#' >long
night 4 long
is invalid 60000

# ----- Retry-After holds over runs -----
again
night 6 "$(site b)/limit-long" "$(site b)/page/1"
: >log
night 6 "$(site b)/page/2"
[ -s log ] && fail "a host was asked that asked to be left alone: $(cat log)"

# ----- one run at a time -----
again
"$REPRINT" fetch "${manners[@]}" --delay 1 -o arc --store news.db $(for i in 1 2 3 4 5 6; do echo "$(site a)/page/$i"; done) >/dev/null 2>stopped &
first=$!
sleep 1.5
run 75 fetch "${manners[@]}" -o arc --store news.db "$(site b)/page/1"
[ -s out ] || [ -s err ] && fail "75 is not silent: $(cat out err)"
kill -TERM $first
wait $first
[ $? -eq 3 ] || fail "SIGTERM does not leave 3"
grep -q '^reprint: stopped; the next run goes on' stopped || fail "stopped in silence: $(cat stopped)"
night 0 "$(site b)/page/1"
[ "$(total resumed)" -gt 0 ] || fail "nothing is taken up"
archived response >got
[ "$(wc -l <got)" -eq 7 ] || fail "after SIGTERM: $(cat got)"
once "SIGTERM"

# ----- killed -----
again
for host in a b c d e f g h; do for i in $(seq 25); do echo "$(site $host)/page/$host$i"; done; done >list
sort list >want
for kill in 1 2 3 4 5 6; do
    "$REPRINT" fetch "${manners[@]}" --delay 0.1 -o arc --store news.db list >/dev/null 2>&1 &
    first=$!
    sleep "0.$((kill * 3 % 10))"
    sleep 0.4
    kill -9 $first
    wait $first 2>/dev/null
    "$REPRINT" store --store news.db check >checked 2>&1 || fail "killed: $(cat checked)"
done
night 0 list
archived response | sort -u >got
same got want "after kill -9"
[ -z "$(find arc -name '.*')" ] || fail "hidden files are left: $(find arc -name '.*')"
gzip -t arc/*.warc.gz || fail "a file of the archive is torn"
night 0 list
is known 200
is requests 0

# ----- killed, and the next night writes elsewhere -----
again
"$REPRINT" fetch "${manners[@]}" --delay 0.1 -o arc/monday --store news.db list >/dev/null 2>&1 &
first=$!
for _ in $(seq 100); do [ "$(grep -c ' /page/' log)" -ge 60 ] && break; sleep 0.1; done
sleep 1.2 # a commit later
kill -9 $first
wait $first 2>/dev/null
[ -n "$(find arc/monday -name '.*.open')" ] || fail "the run was over before it was killed"
run 0 fetch "${manners[@]}" -o arc/tuesday --store news.db list
has err 'monday'
for folder in monday tuesday; do
    gzip -t arc/$folder/*.warc.gz || fail "a file of $folder is torn"
    [ -z "$(find arc/$folder -name '.*')" ] || fail "hidden files are left in $folder"
done
cat arc/*/*.warc.gz >all.warc.gz
(rm -rf arc && mkdir arc && mv all.warc.gz arc/ && archived response | sort -u) >got
same got want "killed, then another folder"

# ----- ended between a listing of listings and those it names -----
again
"$REPRINT" fetch "${manners[@]}" --delay 2 -o arc --store news.db "$(site site)/index.xml" >/dev/null 2>&1 &
first=$!
for _ in $(seq 100); do grep -q ' /index.xml ' log && break; sleep 0.1; done
sleep 1
kill -TERM $first
wait $first
[ $? -eq 3 ] || fail "SIGTERM does not leave 3"
asked_times /map.xml.gz 0
night 0 --interval 3600 "$(site site)/index.xml"
asked_times /map.xml.gz 1
archived response >got
echo "$(site site)/page/map" >want
same got want "what an index named before a run was ended"

# ----- a tail that is torn: cut there, nothing else is touched -----
again
night 0 "$(site a)/page/1"
whole=$(ls arc/*.warc.gz)
cp "$whole" kept
torn=arc/.reprint-20200101000000-1-00000.warc.gz.open
head -c $(($(stat -c %s "$whole") - 200)) "$whole" >"$torn"
night 0 "$(site a)/page/2"
has err 'reprint-20200101000000-1-00000'
absent "$torn"
gzip -t arc/reprint-20200101000000-1-00000.warc.gz || fail "the repaired file is torn"
cmp -s kept "$whole" || fail "a whole file was touched"

# ----- what several addresses lead to is asked for and archived once -----
again
fetch 0 --store news.db "$(site clicked)/gone.rss"
asked_times /page/none 1
is new 1
is redirected 7
again
fetch 0 --store news.db "$(site clicked)/clicks.rss" "$(site clicked)/map.xml"
is new 5
is redirected 5
for i in 0 1 2 3 4; do asked_times "/page/$i" 1; done
[ "$(archived response | grep -c /page/)" -eq 5 ] || fail "pages are archived more than once"
fetch 0 --store news.db "$(site clicked)/clicks.rss" "$(site clicked)/map.xml"
is new 0

# ----- a feed that is a page for a night is none -----
again
{ echo "$(site odd)/feed"; echo "$(site odd)/late/feed"; } >feeds.txt
fetch 3 --store news.db feeds.txt
rejected "$(site odd)/late/feed" failed 'a page, and no feed'
is new 1
fetch 4 --store news.db feeds.txt
rejected "$(site odd)/feed" failed 'a page, and no feed'
is not_due 1 # the one that failed at first
fetch 0 --store news.db feeds.txt
is new 1
archived response | grep -q sorry && fail "a page of maintenance is archived"
asked_times /feed 3
# a page of a list whose address only speaks of feeds is one
again
printf '%s\n' "$(site a)/page/feed/more" "$(site a)/page/xml-and-rss" >pages.txt
fetch 0 --store news.db pages.txt
is new 2

# ----- a run that wants more gets it, whatever the server says of its tags -----
again
fetch 0 --store news.db "$(site odd)/undated.xml"
is undated 1
fetch 0 --store news.db --undated "$(site odd)/undated.xml"
is new 1
fetch 0 --store news.db --undated "$(site odd)/undated.xml"
is unchanged 0
[ "$(grep -c ' /undated.xml "map"' log)" -eq 1 ] || fail "the tag is not sent again: $(cat log)"

# ----- what was refused is due in a week, without being named again -----
again
fetch 6 --store news.db "$(site odd)/page/refused"
fetch 0 --store news.db "$(site odd)/page/other"
is resumed 0
sqlite3 news.db "UPDATE fetched SET due = due - 8 * 86400 WHERE url LIKE '%refused'" 2>/dev/null ||
    python3 -c "import sqlite3; d = sqlite3.connect('news.db'); d.execute(\"UPDATE fetched SET due = due - 8 * 86400 WHERE url LIKE '%refused'\"); d.commit()"
fetch 0 --store news.db "$(site odd)/page/another"
is resumed 1
asked_times /page/refused 2
finish
