# SPDX-License-Identifier: Apache-2.0
# What cron needs: silence, numbers for a monitor, a warning when a night is not
# as usual, an end in good order, and examples that work.
. "$(dirname "$0")/lib.sh"

# night FROM TO DAY: articles FROM..TO of their own
night() { for i in $(seq "$1" "$2"); do json "a$i" "$i" ",\"url\":\"http://h.example/$i\""; done; }

for day in 1 2 3 4 5 6; do
    night $((day * 100)) $((day * 100 + 29)) >in.jsonl
    run 0 scan --quiet --store news.db in.jsonl -o report.txt --metrics metrics.prom
    lines out 0
    lines err 0
done
has metrics.prom 'reprint_articles 30'
has metrics.prom 'reprint_added 30'
has metrics.prom 'reprint_store_articles 180'
run 5 scan --store other.db in.jsonl --clean clean.jsonl --metrics none/metrics.prom
has err 'none/'
[ -e clean.jsonl ] && fail "a path that metrics cannot take is told at the end only"
awk '!/^#/ && !/^reprint_[a-z_]+ [0-9.e+]+$/ { exit 1 }' metrics.prom || fail "the format of metrics"
# the same again: nothing is new
run 0 scan --store news.db in.jsonl
lines out 0
lines err 0

# ----- a night that is not as usual -----
for i in $(seq 40); do json "b$i" 7 ",\"url\":\"http://i.example/$i\""; done >in.jsonl
run 0 scan --quiet --store news.db in.jsonl -o report.txt
has err "98 % of tonight's new articles are copies, 0 % is usual"
{ night 900 929; for _ in $(seq 30); do echo '{"id":'; done; } >in.jsonl
run 3 scan --quiet --store news.db in.jsonl -o report.txt
has err "50 % of tonight's records were rejected, 0 % is usual"

# ----- what cron mails of a run that is to be quiet: what failed -----
has err 'in.jsonl#31: '
has err '29 more (--rejects FILE lists them)'
lines err 3
run 4 scan --quiet --store other.db missing.jsonl
has err 'missing.jsonl: '
has err 'no usable article'
lines err 2
run 4 extract --quiet missing.jsonl -o none.jsonl
has err 'missing.jsonl: '
has err 'no usable article'

# where half is usually copies, a night with none is what is told
for day in 1 2 3 4 5 6; do
    night $((day * 100)) $((day * 100 + 19)) >in.jsonl
    sed 's/h[.]example/j.example/' in.jsonl >again.jsonl
    run 0 scan --quiet --store half.db in.jsonl again.jsonl -o report.txt
    lines err 0
done
night 700 739 >in.jsonl
run 0 scan --quiet --store half.db in.jsonl -o report.txt
has err "0 % of tonight's new articles are copies, 50 % is usual"

# ----- messages for a machine -----
{ night 930 931; echo '{"id":'; } >in.jsonl
run 3 scan --store log.db --log-format json in.jsonl -o report.txt
jq -es 'length == 2 and .[0].level == "rejected" and (.[0].message | startswith("in.jsonl#3: "))
    and .[1].level == "info" and (.[1].time | test("^2[0-9-]+T[0-9:]+Z$"))' err >/dev/null || fail "the log as JSON: $(cat err)"
run 5 scan --log-format json in.jsonl -o none/report.txt
jq -es 'length == 1 and .[0].level == "error"' err >/dev/null || fail "a failure as JSON: $(cat err)"
run 2 scan --log-format xml in.jsonl

# ----- SIGTERM: what was read is kept, the next run goes on -----
night 1000 1099 >in.jsonl
night 2000 2999 >more.jsonl
mkfifo pipe
"$REPRINT" scan --store news.db --clean clean.jsonl in.jsonl pipe >out 2>err &
program=$!
exec 9<>pipe
for _ in $(seq 100); do [ -n "$(find . -name '.clean*.part')" ] && break; sleep 0.05; done
cat more.jsonl >&9
kill -TERM $program
wait $program
code=$?
exec 9>&-
[ $code -eq 3 ] || fail "SIGTERM gave $code"
has err "the next run goes on"
clean_folder
absent clean.jsonl
run 0 store --store news.db stats
has out "was ended on the way"
night 1000 1099 >in.jsonl
run 3 scan --store news.db --clean clean.jsonl in.jsonl
lines clean.jsonl 100
# what came through the pipe cannot be read again, and that is told
has err "articles that it added are not in this input"
run 0 store --store news.db stats
lacks out "was ended on the way"
run 0 store --store news.db check

# ----- SIGTERM while a pipe is silent: all that came of it is kept -----
night 3000 3004 >whole.jsonl
night 3005 3005 | head -c 200 >half
# begin STDIN FILE...: a night in the background, on quiet.db
begin() {
    "$REPRINT" scan --store quiet.db "${@:2}" <"$1" >out 2>err &
    program=$!
}
# stop WHEN: end what runs, which obeys soon
stop() {
    local begun code took
    begun=$(date +%s%N)
    kill -TERM $program
    wait $program
    code=$?
    took=$((($(date +%s%N) - begun) / 1000000))
    [ $code -eq 3 ] || fail "SIGTERM $1 gave $code"
    [ $took -lt 10000 ] || fail "SIGTERM $1 was waited for $took ms"
}
silent() { # FILE SENTENCE: what a pipe brings before it is silent, what is told
    rm -f quiet.db*
    begin pipe --rejects rejects.jsonl -
    exec 9<>pipe
    cat "$1" >&9
    sleep 1
    stop "behind $1"
    exec 9>&-
    has err "$2"
}
cat whole.jsonl half >both.jsonl
silent both.jsonl "stopped; 5 new articles are in the store, the next run goes on"
has err "rejected -#6: stopped before its end came"
run 0 scan --store quiet.db whole.jsonl
has out "In the store: 5 articles"
run 0 store --store quiet.db check
# records of an archive that is not packed, and more lines than a batch holds
page='<html><body><article><p>'$(article 9)'</p></article></body></html>'
for i in 1 2 3; do
    printf 'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://w.example/%d\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' \
        $i ${#page} "$page"
done >whole.warc
silent whole.warc "stopped; 3 new articles are in the store"
for i in $(seq 5000); do echo '{"id":"'$i'","text":"one two '$i'"}'; done >short.jsonl
silent short.jsonl "stopped; 5000 new articles are in the store"
gzip -c whole.warc >whole.warc.gz
silent whole.warc.gz "stopped; 3 new articles are in the store"
# pipes that nobody writes to, behind more than a batch
rm -f quiet.db*
mkfifo z1 z2
begin /dev/null short.jsonl z1 z2
sleep 1
stop "before a pipe is opened"
lacks err "Interrupted"
has err "stopped; 5000 new articles are in the store"
# nothing has come yet
begin pipe -
exec 9<>pipe
sleep 0.5
stop "before anything came"
exec 9>&-
has err "stopped; 0 new articles are in the store, the next run goes on"

# ----- the examples -----
# A night of the crontab, with a folder of its own and a program by that name.
mkdir -p site/incoming/mine site/incoming/empty bin
night 1 30 >site/incoming/mine/in.jsonl
ln -s "$REPRINT" bin/reprint
one_night() { # CODE: the crontab's command
    local code
    grep '^10 1' "$SOURCE/contrib/reprint.crontab" | cut -d' ' -f6- | sed "s|/srv/news|$PWD/site|" >line.sh
    PATH=$PWD/bin:$SOURCE/contrib:$PATH sh line.sh >out 2>err
    code=$?
    [ $code -eq "$1" ] || fail "a night gave $code, not $1: $(cat err)"
}
taken() { find site/clean -name '*.jsonl' -exec cat {} + | grep -c .; }
one_night 0
lines err 0
[ "$(taken)" -eq 30 ] || fail "$(taken) articles of the first night"
[ -s site/reprint.prom ] || fail "no metrics from the crontab's line"
[ -z "$(find site/incoming site/taken ! -type d)" ] || fail "what was scanned is still in incoming"
[ -d site/incoming/mine ] || fail "a scraper's folder is gone"
[ "$(find site/done -name in.jsonl | wc -l)" -eq 1 ] || fail "what was scanned is not kept"
[ "$(find site/dropped -name '*.jsonl' | wc -l)" -eq 1 ] || fail "what was dropped is not written"
# nothing came, and nobody is told
one_night 0
lines err 0
# the same file again, whose articles have neither address nor id, is known
jq -c 'del(.id, .url)' site/done/*/mine/in.jsonl | head -20 >site/incoming/mine/bare.jsonl
cp site/incoming/mine/bare.jsonl bare.jsonl
one_night 0
before=$(taken)
cp bare.jsonl site/incoming/mine/bare.jsonl
sleep 1
one_night 0
[ "$(taken)" -eq "$before" ] || fail "$(taken) articles where the same came again, not $before"
rm -r site/clean/* site/news.db*
cp "$(find site/done -name in.jsonl)" site/incoming/mine/in.jsonl
sleep 1
one_night 0
# another run holds the store: what came waits, and goes with what comes then
night 31 40 >site/incoming/more.jsonl
sed 's/--wait 3600/--wait 0/' "$SOURCE/contrib/reprint-night" >bin/reprint-night
chmod +x bin/reprint-night
(exec 8>site/news.db.lock && flock 8 && sleep 3) &
sleep 1
one_night 75
wait $!
[ "$(find site/taken -name more.jsonl | wc -l)" -eq 1 ] || fail "what a night left is gone"
night 41 50 >site/incoming/"a b.jsonl"
sleep 1
one_night 0
[ "$(taken)" -eq 50 ] || fail "$(taken) articles of three nights"
# another night is under way
(exec 8>site/night.lock && flock 8 && sleep 2) &
sleep 1
one_night 75
lines err 0
wait $!
# a run that a signal ends leaves what it had before it, and so does one that a
# dangling link is in
ln -s nowhere site/incoming/-dangling
night 53 4000 >site/incoming/large.jsonl
mkdir slow
printf '#!/bin/sh\n[ "$1" = scan ] || exec "%s" "$@"\n"%s" "$@" & program=$!; sleep 0.3; kill -TERM $program; wait $program\n' "$REPRINT" "$REPRINT" >slow/reprint
chmod +x slow/reprint
PATH=$PWD/slow:$SOURCE/contrib:$PATH reprint-night site >out 2>err
code=$?
if [ $code -eq 3 ]; then
    [ "$(find site/taken -name large.jsonl | wc -l)" -eq 1 ] || fail "what a signal kept from being scanned is put aside"
elif [ $code -ne 0 ]; then
    fail "a night that a signal ends gave $code"
fi
one_night 0
[ -z "$(find site/incoming site/taken ! -type d)" ] || fail "what a signal left is still there"
[ "$(taken)" -eq 3998 ] || fail "$(taken) articles with those of a night that a signal ended"
# what is of no use is told once
echo '{' >site/incoming/broken.jsonl
one_night 4
one_night 0
# what comes while a night is under way is the next one's, and what is not whole
# yet stays where it is
night 4011 4014 >site/incoming/mine/early.jsonl
night 4015 4015 >site/incoming/mine/.late.jsonl.Xq3
mkdir late
printf '#!/bin/sh\n[ "$1" = scan ] && cp later.jsonl incoming/mine/late.jsonl\nexec "%s" "$@"\n' "$REPRINT" >late/reprint
chmod +x late/reprint
night 4016 4018 >site/later.jsonl
before=$(taken)
PATH=$PWD/late:$SOURCE/contrib:$PATH reprint-night site >out 2>err || fail "a night in which something comes: $(cat err)"
[ "$(taken)" -eq $((before + 4)) ] || fail "$(taken) articles, not those that were there: $before + 4"
[ -e site/incoming/mine/late.jsonl ] || fail "what came meanwhile is put aside"
[ -e site/incoming/mine/.late.jsonl.Xq3 ] || fail "what is not whole is put aside"
sleep 1
one_night 0
[ "$(taken)" -eq $((before + 7)) ] || fail "what came meanwhile is not taken"
# incoming/ may be a link to where a scraper writes, and hold links
mv site/incoming big
ln -s "$PWD/big" site/incoming
night 4019 4020 >away.jsonl
ln -s ../../away.jsonl big/mine/link.jsonl
before=$(taken)
sleep 1
one_night 0
[ "$(taken)" -eq $((before + 2)) ] || fail "$(taken) articles through links, not $before + 2"
[ -L site/incoming ] || fail "the link to incoming is gone"
[ -e away.jsonl ] || fail "what a link leads to is gone"
# feeds that cannot be read are told, what came otherwise is taken
sleep 1
echo '<rss' >site/feeds.txt
night 4001 4002 >site/incoming/last.jsonl
before=$(taken)
one_night 2
[ "$(taken)" -eq $((before + 2)) ] || fail "a failed fetch keeps from scanning"
# a list of feeds of which none can be read is told, with a reason
sleep 1
echo 'http://127.0.0.1:9/feed' >site/feeds.txt
REPRINT_CONTACT=me@news.example one_night 4
has err "nothing was fetched: http://127.0.0.1:9/"
if command -v systemd-analyze >/dev/null; then
    mkdir units
    sed "s|=reprint-night|=$SOURCE/contrib/reprint-night|" "$SOURCE/contrib/reprint.service" >units/reprint.service
    cp "$SOURCE/contrib/reprint.timer" units
    systemd-analyze verify --man=no units/reprint.service units/reprint.timer >verify 2>&1
    grep -E 'units/reprint' verify && fail "systemd-analyze"
fi
finish
