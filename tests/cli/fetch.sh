# SPDX-License-Identifier: Apache-2.0
# Fetching from servers that behave and that do not: what is asked for, what is
# refused, how each run ends.
. "$(dirname "$0")/fetch_lib.sh"

# ----- who asks -----
run 2 fetch --allow-private -o arc "$(site a)/page/1"
has err '--contact'
run 2 fetch --contact nobody -o arc "$(site a)/page/1"
has err 'not an e-mail address'
run 2 fetch --contact me@example.org
has err 'no input given'
run 2 fetch --contact me@example.org --wait 5 "$(site a)/page/1"
has err "--wait needs --store"
run 2 fetch --contact me@example.org --delay -1 "$(site a)/page/1"
[ -s log ] && fail "asked before it was allowed to"
REPRINT_CONTACT=env@example.org run 0 fetch --allow-private --store news.db -o arc "$(site a)/page/1"
run 0 fetch --allow-private --store news.db -o arc "$(site a)/page/2"
[ "$(grep -c 'reprint/.*(+env@example.org)' log)" -eq 3 ] || fail "the contact is not kept: $(cat log)"

# ----- this machine's own network -----
again
run 4 fetch --contact me@example.org -o arc --rejects rejects "$(site a)/page/1" "http://127.0.0.1:$port/page/2" "http://[::1]:$port/"
rejected "$(site a)/page/1" refused private
rejected "http://127.0.0.1:$port/page/2" refused private
[ -s log ] && fail "a private address was asked"
fetch 4 http://169.254.169.254/latest/ http://[fe80::1]/
rejected http://169.254.169.254/latest/ refused private
run 4 fetch "${manners[@]}" -o arc --rejects rejects ftp://a.localhost/x
rejected ftp://a.localhost/x failed ''

# ----- pages -----
again
fetch 0 "$(site a)/page/1" "$(site a)/page/1#part" "$(site b)/chunked" "$(site c)/chunked-gzip" "$(site d)/continue" "$(site e)/close"
is new 5
is requests 10
is failed 0
archived response >got
printf '%s\n' "$(site a)/page/1" "$(site b)/chunked" "$(site c)/chunked-gzip" "$(site d)/continue" "$(site e)/close" >want
same got want "the archive"
run 0 scan arc -f json
[ "$(jq -r 'select(.type == "footer") | .articles' out)" = 5 ] || fail "scan does not find the pages: $(head -c 300 out)"
[ "$(ls arc | grep -c 'warc.gz$')" -eq 1 ] || fail "more than one file"
[ -z "$(find arc -name '.*')" ] || fail "hidden files are left"

# ----- no pages -----
again
fetch 0 "$(site a)/page/1" "$(site b)/pdf" "$(site c)/empty" "$(site d)/nothing"
is new 1
is no_page 2
is gone 1
rejected "$(site b)/pdf" no_page "type"
rejected "$(site c)/empty" no_page "empty"
rejected "$(site d)/nothing" gone 404

# ----- answers that are none -----
again
fetch 3 --timeout 4 --max-wait 1 "$(site ok)/page/1" "$(site a)/drip" "$(site b)/short" "$(site c)/endless" "$(site d)/headers" \
    "$(site e)/bomb" "$(site f)/reset" "$(site g)/garbage" "$(site h)/error"
is new 1
rejected "$(site a)/drip" failed 'in time'
rejected "$(site b)/short" failed ''
rejected "$(site c)/endless" refused 'larger than'
rejected "$(site d)/headers" refused 'head is over'
rejected "$(site e)/bomb" refused 'inflates'
rejected "$(site f)/reset" failed ''
rejected "$(site g)/garbage" failed ''
rejected "$(site h)/error" failed '500'
[ "$(archived response)" = "$(site ok)/page/1" ] || fail "broken answers are archived: $(archived response)"
fetch 0 "$(site i)/long"
is new 1
records >held
lacks held 'more than was told'

# ----- bodies that wait until others have ended are not ended for it -----
again
for i in $(seq 20); do echo "$(site large$i)/slow-large"; done >large.list
fetch 0 --timeout 6 --max-wait 1 large.list
is new 20
is requests 40 # with a robots.txt each

# ----- redirects -----
again
fetch 3 "$(site a)/moved" "$(site b)/loop" "$(site g)/hop/1" "$(site c)/to-file" "$(site d)/to-metadata" "$(site e)/to-other" "$(site f)/to-nowhere"
is new 1
archived response >got
has got "$(site a)/moved"
has got "$(site a)/page/target"
rejected "$(site b)/loop" refused 'in a circle'
asked_times /loop 1
rejected "$(site g)/hop/1" refused '10 redirects'
asked_times /hop/11 1
asked_times /hop/12 0
rejected "$(site c)/to-file" refused ''
rejected "$(site d)/to-metadata" refused private
rejected "$(site e)/to-other" disallowed robots
rejected "$(site f)/to-nowhere" failed 'without an address'
asked_times /page/1 0 deny.localhost

# ----- robots.txt -----
again
fetch 3 "$(site deny)/page/1" "$(site some)/page/1" "$(site some)/private/1" "$(site some)/private/open" \
    "$(site robots503)/page/1" "$(site moved-robots)/page/1" "$(site plain)/page/1"
is new 2
rejected "$(site deny)/page/1" disallowed 'robots.txt'
rejected "$(site some)/private/1" disallowed 'robots.txt'
rejected "$(site some)/private/open" gone 404
rejected "$(site robots503)/page/1" failed '503'
rejected "$(site moved-robots)/page/1" disallowed 'robots.txt'
asked_times /page/1 0 deny.localhost
asked_times /private/1 0
asked_times /page/1 0 robots503.localhost
asked_times /page/1 0 moved-robots.localhost
# one that is not answered at first is asked for again
again
fetch 3 --delay 2.5 "$(site shaky-robots)/page/shaky" "$(site shaky-robots)/page/1"
is new 1 # though both failed often
asked_times /robots.txt 3 shaky-robots.localhost
awk '$3 == "/robots.txt" { if (before && $1 - before < 2.4) exit 1; before = $1 }' log || fail "a robots.txt is asked for in haste: $(cat log)"
# one that moved on its own host is read before the pages that wait for it
again
fetch 0 "$(site hop-robots)/page/1" "$(site hop-robots)/private/1"
is new 1
rejected "$(site hop-robots)/private/1" disallowed 'robots.txt'
asked_times /rules.txt 1
[ "$(awk '{ print $3 }' log | head -2 | tr '\n' ' ')" = "/robots.txt /rules.txt " ] || fail "pages before the rules: $(cat log)"
# two that lead to each other end
again
fetch 0 --timeout 5 "$(site cross-a)/page/1" "$(site cross-b)/page/2"
is new 2
[ "$(asked /robots.txt)" -le 14 ] || fail "robots.txt in a circle: $(asked /robots.txt) times"
# what cannot be read may forbid anything
again
fetch 4 "$(site cut-robots)/page/1" "$(site br-robots)/page/2"
rejected "$(site cut-robots)/page/1" failed 'its robots.txt cannot be read'
rejected "$(site br-robots)/page/2" failed 'its robots.txt cannot be read'
[ "$(asked /page/1)$(asked /page/2)" = 00 ] || fail "asked without knowing the rules"
# one that asks for less is asked for less, over runs
again
fetch 6 --store news.db "$(site limit-robots)/page/1" "$(site ok)/page/2"
is new 1
is limited 1
fetch 6 --store news.db "$(site limit-robots)/page/3"
asked_times /robots.txt 1 limit-robots.localhost
again
fetch 0 "$(site some)/page/1" "$(site some)/page/2" "$(site some)/page/3"
# its Crawl-delay of 0.3 s holds, ours of 0.02 s is less
awk '$2 == "some.localhost" { if (last && $1 - last < 0.28) bad = 1; last = $1 } END { exit bad }' log || fail "Crawl-delay is not kept"

# ----- one host, however it is spelt -----
again
fetch 0 --delay 0.3 "$(site K)/page/1?" "http://k.localhost.:$port/page/1" "http://k.localhost.:$port/page/2"
is new 2
asked_times /page/1 1 k.localhost
asked_times /robots.txt 1
fetch 4 "http://k.localhost%%41b:$port/" "http://k..localhost:$port/"
rejected "http://k.localhost%%41b:$port/" failed DNS
rejected "http://k..localhost:$port/" failed DNS

# ----- 304 without having asked -----
again
fetch 4 "$(site a)/unasked"
rejected "$(site a)/unasked" failed 'not asked for'
ls arc/*.warc.gz >/dev/null 2>&1 && fail "a revisit of what is not there"

# ----- the pace -----
again
fetch 0 --delay 0.2 $(for i in 1 2 3 4 5 6; do echo "$(site a)/page/$i" "$(site b)/page/$i"; done)
is new 12
awk '{ if (last[$2] && $1 - last[$2] < 0.18) bad = 1; last[$2] = $1 } END { exit bad }' log || fail "the pace is not kept: $(cat log)"

# ----- hosts that limit and refuse -----
again
fetch 6 --max-wait 5 "$(site a)/limit-once" "$(site b)/limit-long" "$(site b)/page/2"
is new 1
is limited 2
is limited_us true
asked_times /limit-once 2
asked_times /page/2 0
rejected "$(site b)/limit-long" limited 503
again
fetch 6 $(for i in 1 2 3 4 5 6 7 8 9; do echo "$(site refuses)/page/$i"; done)
is limited_us true
is refused 8 # and the ninth was not asked: it is due
is limited 1
[ "$(grep -c /page/ log)" -lt 9 ] || fail "a host that refuses was asked all"
again
fetch 6 "$(site refuses)/page/1" http://nowhere.invalid/
rejected http://nowhere.invalid/ failed ''

# ----- feeds and sitemaps -----
again
fetch 0 "$(site site)/"
is new 2
is old 2
is undated 1
is listings 4
archived response >got
printf '%s\n' "$(site site)/page/feed" "$(site site)/page/map" >want
same got want "what the site names"
records >held
has held 'title: From a feed'
has held 'title: From a map'
asked_times /old.xml 0
fetch 0 --undated "$(site site)/map.xml.gz"
is new 2
again
fetch 0 "$(site a)/latin.rss" "$(site a)/cut.rss"
is new 2
records >held
has held 'title: Über Märkte'
has rejects 'it is damaged'
fetch 0 "$(site a)/escaped.json" # slashes as PHP escapes them
archived response >got
has got "$(site a)/page/escaped"
# a sitemap of lines tells no dates
again
fetch 0 "$(site a)/sitemap.txt"
is undated 1
fetch 0 --undated "$(site a)/sitemap.txt"
is new 1
# a site whose front page leads elsewhere is one all the same
again
fetch 0 "$(site walled)/"
archived response >got
echo "$(site walled)/page/walled" >want
same got want "what a site's robots.txt names, whose front page is a wall"
again
fetch 0 "$(site front)/"
archived response | grep '/page/' >got
echo "$(site front)/page/front" >want
same got want "what a site names whose front page moved"
# nothing but old articles is no failure
printf '<urlset><url><loc>%s</loc><lastmod>2015-01-01</lastmod></url></urlset>' "$(site a)/page/1" >aged.xml
fetch 0 aged.xml
is old 1
# more at once than may be held at once: each waits its turn
again
fetch 0 $(for i in $(seq 12); do echo "$(site big$i)/big/7"; done)
is listings 12
is new 12
printf '# a list\n\n%s\nnot an address\n  %s  \n' "$(site l)/page/1" "$(site l)/page/2" >list
again
fetch 3 list
is new 2
is invalid 1
gzip -k list
again
fetch 3 - <list.gz
is new 2
again
fetch 3 list missing.txt
is new 2
rejected missing.txt failed 'No such file'
printf '<rss><channel><item><link>%s</link></item><item><link>%s</link' "$(site l)/page/7" "$(site l)/page/8" >broken.xml
again
fetch 0 broken.xml
archived response >got
has got "$(site l)/page/7"

# ----- what is said -----
again
run 0 fetch "${manners[@]}" -o arc "$(site a)/page/1" "$(site b)/page/1"
has out 'a.localhost'
has out 'records in arc/'
run 0 fetch "${manners[@]}" --quiet -o arc "$(site a)/page/1"
[ -s out ] || [ -s err ] && fail "quiet is not: $(cat out err)"
run 4 fetch "${manners[@]}" --quiet -o arc missing.txt
has err 'missing.txt: cannot be read'
has err 'nothing was fetched'
REPRINT_CONTACT="(me)" run 2 fetch --allow-private -o arc "$(site a)/page/1"
has err 'REPRINT_CONTACT is not an e-mail address'
# records are dated by the time at which a page was asked for
again
before=$(date -u +%s)
fetch 0 "$(site a)/slow"
records | tr -d '\r' | awk '/^WARC-Type: response/ { on = 1 } on && /^WARC-Date: / { print $2; exit }' >dated
[ "$(date -u -d "$(cat dated)" +%s)" -le $((before + 1)) ] || fail "asked for at $before, dated $(cat dated)"
run 0 fetch "${manners[@]}" --report table -o arc "$(site a)/page/1"
[ -s out ] && fail "a table on standard output, too"
has err '1 pages new'
run 5 fetch "${manners[@]}" -o /dev/null/arc "$(site a)/page/1"
[ "$(wc -l <err)" -eq 1 ] || fail "more than a sentence: $(cat err)"
# a site that lists without end does not take the run of others, and is told once
again
fetch 0 --delay 0 "$(site many)/many.xml" "$(site site)/feed.rss"
rejected "$(site many)/many/2000.xml" failed "more than 2,000 listings of its site"
[ "$(grep -c 'listings of its site' rejects)" -eq 1 ] || fail "told more than once"
is new 1
finish
