# SPDX-License-Identifier: Apache-2.0
# Nights in a store: the same clusters as in one run, whatever the order, and
# whatever ended a run on its way.
. "$(dirname "$0")/lib.sh"

# listing STORE: clusters as sets of (address, relation), whatever their numbers
listing() {
    "$REPRINT" store --store "$1" export | python3 -c '
import json, sys
clusters = {}
for line in sys.stdin:
    row = json.loads(line)
    name = row.get("url") or row.get("id") or row["source"]
    key = row.get("cluster", "alone %s" % name)
    clusters.setdefault(key, []).append((name, row.get("relation", "alone")))
for cluster in sorted(sorted(members) for members in clusters.values()):
    print(cluster)'
}
healthy() { run 0 store --store "$1" check; has out "nothing is wrong"; }

# ----- one run, or many nights in any order -----
run 0 extract "$SOURCE/data/sample" -o lines.jsonl
run 0 scan --store one.db lines.jsonl
has out "clusters new"
listing one.db >one.txt
[ "$(grep -c kept one.txt)" -ge 12 ] || fail "the sample has no clusters"
healthy one.db
for seed in agency.jsonl pages.jsonl.gz; do
    shuf --random-source="$SOURCE/data/sample/feed/$seed" lines.jsonl >shuffled.jsonl
    split -n l/10 shuffled.jsonl night.
    rm -f many.db*
    for night in night.*; do run 0 scan --store many.db "$night"; done
    listing many.db >many.txt
    same many.txt one.txt "ten nights"
    healthy many.db
done
has out "nothing is wrong"
run 0 report --store many.db --since 2020-01-01 -f json
[ "$(grep -c '"type":"cluster"' out)" -eq "$(grep -c kept one.txt)" ] || fail "all clusters since 2020"
run 0 report --store many.db --cluster 1 -f csv
has out "1,"
[ "$(grep -c '^1,' out)" -ge 2 ] || fail "a cluster has a row for each article: $(cat out)"
run 4 report --store many.db --cluster 100000
# by the name that tables have, too
name=$(python3 -c 'import sqlite3; print(*sqlite3.connect("many.db").execute("select name from clusters where id = 1").fetchone())')
run 0 report --store many.db --cluster 1 -f csv
cp out number
run 0 report --store many.db --cluster "$name" -f csv
same out number "a cluster by its name"
run 4 report --store many.db --cluster 0123456789abcdef
run 2 report --store many.db --cluster 0123456789abcde
run 2 report --store many.db --cluster x
run 4 report --store many.db --run 11
run 2 report --store many.db --run 1 --since 2020-01-01

# the same clusters as without a store
"$REPRINT" scan --quiet lines.jsonl -f csv | python3 -c '
import csv, sys
print(len({row["cluster"] for row in csv.DictReader(sys.stdin)} - {""}))' >count
[ "$(cat count)" -eq "$(grep -c kept one.txt)" ] || fail "a scan without a store finds $(cat count) clusters"

# ----- the same run twice changes nothing, and says nothing -----
"$REPRINT" store --store one.db export >before
run 0 scan --store one.db lines.jsonl
lines out 0
lines err 0
"$REPRINT" store --store one.db export >after
same after before "the same run twice"

# ----- tonight's originals, and copies of what was kept weeks ago -----
json old 1 ',"url":"http://a.example/1","published":"2025-01-01"' >first.jsonl
json copy 1 ',"url":"http://b.example/2","published":"2025-02-01"' >second.jsonl
json new 2 ',"url":"http://b.example/3","published":"2025-02-01"' >>second.jsonl
json old 1 ',"url":"http://a.example/1","published":"2025-01-01"' >>second.jsonl
run 0 scan --store news.db first.jsonl --clean clean
lines clean 1
run 0 scan --store news.db second.jsonl --clean clean --dropped dropped --table table --outlets outlets.jsonl
lines clean 1
lines outlets.jsonl 2
has outlets.jsonl '{"host":"b.example","articles":2,"alone":1,"represents":0,"exact":1,'
has outlets.jsonl '{"host":"a.example","articles":0,'
has clean '"new"'
lines dropped 1
has dropped '"kept":"old"'
has table 'copy,second.jsonl#1'
lacks table 'old,first.jsonl'
has table ',first.jsonl#1' # what the copy is compared with
has out "http://a.example/1"
has out "+ exact"
# the same night again leaves its outputs
cp clean clean.before
echo "of before" >again.txt
run 0 scan --store news.db second.jsonl --clean clean --dropped dropped --table table --outlets outlets.jsonl -o again.txt
lines outlets.jsonl 2
has again.txt "of before"
# but what programs read says that there is nothing
run 0 scan --store news.db second.jsonl -f json
has out '"type":"night"'
has out '"known":3'
run 0 scan --store news.db second.jsonl -f csv -o again.csv
lines again.csv 1
same clean clean.before "clean after the same night again"
lines dropped 1
run 4 scan --store news.db /dev/null
run 0 report --store news.db --run 2 -f json
jq -e 'select(.type == "cluster") | .state == "new" and (.articles[0].new | not) and .articles[1].new and .articles[1].published == "2025-02-01"' out >/dev/null ||
    fail "the report of the second night"
run 1 scan --store news.db --fail-on-duplicates <(json again 2 ',"url":"http://c.example/9"')
has out "Cluster 2, new"

# an older print of what stood alone takes its place, and that is told
python3 - <<'END' || fail "an event of what was never kept"
import sqlite3, sys
with sqlite3.connect("news.db") as db:
    told = db.execute("SELECT count(*) FROM events WHERE kind = 'kept'").fetchone()[0]
sys.exit(told != 0)
END
json late 7 ',"url":"http://d.example/7","published":"2025-03-05"' >late.jsonl
json early 7 ',"url":"http://e.example/7","published":"2025-03-04"' >early.jsonl
run 0 scan --store stood.db late.jsonl
run 0 scan --store stood.db early.jsonl --clean early
has early '"early"'
python3 - <<'END' || fail "no event of what stood alone"
import sqlite3, sys
with sqlite3.connect("stood.db") as db:
    told = db.execute("SELECT e.run, a.url FROM events e JOIN articles a ON a.id = e.other WHERE e.kind = 'kept'").fetchall()
sys.exit(told != [(2, "http://d.example/7")])
END
healthy stood.db
# an excerpt that stays in the cleaned corpus is an original still
json part 7 | sed -E 's/("text":"([^ ]+ ){24}).*/\1"}/' >part.jsonl
run 0 scan --store stays.db --excerpts keep part.jsonl
run 0 scan --store stays.db --excerpts keep late.jsonl
has out "excerpt"
python3 - <<'END' || fail "an event of an excerpt that stays"
import sqlite3, sys
with sqlite3.connect("stays.db") as db:
    sys.exit(db.execute("SELECT count(*) FROM events WHERE kind = 'kept'").fetchone()[0])
END

# a changed text under a known address is a version
article 1 | sed 's/w1x1 /changed /' >text
printf '{"id":"old","text":"%s","url":"http://a.example/1","published":"2025-01-02"}\n' "$(cat text)" >third.jsonl
run 0 scan --store news.db third.jsonl
has out "grown by 1"
"$REPRINT" store --store news.db export | tail -1 >last
has last '"replaces":1'
healthy news.db

# ----- a store is never mixed -----
run 2 scan --store news.db --threshold 0.7 first.jsonl
has err "--threshold 0.5, not 0.7"
# rules that decide alike are one rule, however they are spelled
run 0 scan --store rules.db --keep longest,source:b.example first.jsonl
run 0 scan --store rules.db --keep longest,source:b.example,origin,earliest first.jsonl
run 0 scan --store rules.db --keep longest,source:https://b.example/x first.jsonl
run 2 scan --store rules.db --keep longest,source:c.example first.jsonl
has err "--keep longest,source:b.example, not longest,source:c.example"
run 2 scan --store rules.db --keep longest,source:b.example,earliest first.jsonl
run 2 scan --store news.db --self-check 1 first.jsonl
run 2 scan --store news.db --clean news.db first.jsonl
run 2 scan --store news.db --metrics news.db first.jsonl
run 2 store --store news.db export -o news.db
run 2 report --store news.db -o ./news.db
healthy news.db
echo "not a store" >text.db
run 5 scan --store text.db first.jsonl
has err "text.db: not a store of reprint"
run 5 scan --store /dev/null first.jsonl
has err "/dev/null: not a file"
mkdir folder.db
run 5 scan --store folder.db first.jsonl
has err "folder.db: not a file"
: >empty.db
run 0 scan --store empty.db first.jsonl
healthy empty.db
for lock in text.db.lock folder.db.lock /dev/null.lock; do absent "$lock"; done
python3 -c 'import sqlite3; c = sqlite3.connect("other.db"); c.execute("create table t (a)"); c.commit()'
run 5 scan --store other.db first.jsonl
has err "not a store of reprint"
run 5 report --store none.db
has err "none.db"
absent none.db
run 2 report
run 2 store --store news.db
run 2 store --store news.db destroy
run 2 store --store news.db expire

# ----- one run at a time -----
flock news.db.lock sleep 100 &
holder=$!
sleep 0.3
run 75 scan --store news.db first.jsonl
lines out 0
lines err 0
run 75 store --store news.db vacuum
ln -s news.db link.db
run 75 scan --store link.db first.jsonl
# readers are not in the way
run 0 report --store news.db
run 0 store --store news.db stats -f json
jq -e '.articles > 3 and .bytes > 1000 and .clusters >= 1 and .first_published == "2025-01-01"' out >/dev/null || fail "stats as json"
run 2 store --store news.db check -f json
run 2 store --store news.db stats -f csv
run 0 store --store news.db stats
has out "articles"
(sleep 1; pkill -P "$holder"; kill "$holder") 2>/dev/null &
run 0 scan --store news.db --wait 20 first.jsonl
wait

# ----- what is wrong is told -----
cp news.db hurt.db
python3 -c '
import sqlite3
c = sqlite3.connect("hurt.db")
c.execute("delete from texts where article = 1")
c.execute("update clusters set articles = 9 where id = 1")
c.execute("update texts set packed = substr(packed, 2) where article = 3")
c.execute("update articles set words = -5 where id = 2")
c.execute("update articles set words = 4000000000 where id = 4")
c.commit()'
run 1 store --store hurt.db check
has out "articles without words: 1, the first is 1"
has out "clusters with another number of members than they tell: 1"
has out "the words of article 3 are damaged"
has out "the words of article 2 are damaged"
has out "the words of article 4 are damaged"
run 5 scan --store hurt.db second.jsonl
has err "store check"
# words that could be an article's, and are another's; one word that is another
for wrong in "update texts set packed = (select packed from texts where article = 1) where article = 3" \
    "update vocabulary set words = cast(substr(words, 1, 11) || x'00' || substr(words, 13) as blob)"; do
    cp news.db hurt.db
    python3 -c 'import sqlite3, sys
with sqlite3.connect("hurt.db") as db: db.execute(sys.argv[1])' "$wrong"
    run 1 store --store hurt.db check
    has out "are damaged"
    run 5 scan --store hurt.db second.jsonl
    has err "store check"
done

# ----- what is damaged is taken out, and the rest goes on -----
cp news.db hurt.db
python3 -c 'import sqlite3
with sqlite3.connect("hurt.db") as db:
    db.execute("update texts set packed = (select packed from texts where article = 1) where article = 3")'
"$REPRINT" store --store hurt.db export | grep -c . >before
run 0 store --store hurt.db repair
has out "damaged: article 3  http"
has out "1 article forgotten; the next scan groups the others"
run 0 store --store hurt.db check
json later 40 ',"url":"http://z.example/1"' >later.jsonl
run 0 scan --store hurt.db later.jsonl
run 0 store --store hurt.db check
"$REPRINT" store --store hurt.db export >after
[ "$(grep -c . after)" -eq "$(cat before)" ] || fail "one went, one came"
lacks after '"article":3,'
run 0 store --store hurt.db repair
has out "0 articles forgotten"
cp news.db hurt.db
run 0 store --store hurt.db forget 1 2
has out "2 articles forgotten"
run 1 store --store hurt.db forget 1 4
has out "1 article forgotten"
run 0 store --store hurt.db check
run 0 scan --store hurt.db later.jsonl
run 0 store --store hurt.db check
run 0 store --store hurt.db forget 5 5
has out "1 article forgotten"
run 2 store --store hurt.db stats check
has err "'check' does not belong behind 'stats'"
run 2 store --store hurt.db forget
run 2 store --store hurt.db forget 0
run 2 store --store hurt.db forget x
run 2 store --store hurt.db check 3
run 2 store --store hurt.db
# what is left of a cluster is told as what it was: dropped before, or kept
for i in 1 2 3; do json "p$i" 90 ",\"url\":\"http://p$i.example/1\",\"published\":\"2026-10-0$i\""; done >prints.jsonl
run 0 scan --store parted.db prints.jsonl
[ "$(python3 -c 'import sqlite3
print(*sqlite3.connect("parted.db").execute("select published from originals").fetchone())')" = 2026-10-01 ] || fail "a day is told with a time"
run 0 store --store parted.db forget 1
run 0 store --store parted.db check
run 0 scan --store parted.db later.jsonl
has out "dropped before, kept again            1"
events() { python3 -c 'import sqlite3
for row in sqlite3.connect("parted.db").execute("select run, kind, other from events where kind in (\"kept\", \"restored\")"): print(*row)'; }
[ "$(events)" = "2 restored 2" ] || fail "the print that is kept now was dropped before: $(events)"
run 0 store --store parted.db forget 2
json later 41 ',"url":"http://z.example/2"' >alone.jsonl
run 0 scan --store parted.db alone.jsonl --quiet
[ "$(events | tail -1)" = "3 restored 3" ] || fail "the last print was dropped before: $(events)"
run 0 store --store parted.db check
# ... and of one that was kept and is there is nothing to tell
rm -f parted.db*
run 0 scan --store parted.db prints.jsonl
run 0 store --store parted.db forget 3
run 0 scan --store parted.db alone.jsonl --quiet
[ -z "$(events)" ] || fail "the print that is kept was kept before: $(events)"
# many are no accident of a disk
cp news.db hurt.db
for i in $(seq 41 70); do json "many$i" "$i" ",\"url\":\"http://m.example/$i\""; done >many.jsonl
run 0 scan --store hurt.db many.jsonl
python3 -c 'import sqlite3
with sqlite3.connect("hurt.db") as db: db.execute("update texts set seal = seal + 1")'
run 5 store --store hurt.db repair
has err "articles are damaged: put a copy of the store back"

# ----- forgetting -----
json today 7 ",\"url\":\"http://d.example/1\",\"published\":\"$(date -u +%F)\"" >today.jsonl
json lonely 8 ',"url":"http://e.example/1","published":"2024-01-01"' >>today.jsonl
json today2 1 ",\"url\":\"http://d.example/2\",\"published\":\"$(date -u +%F)\"" >>today.jsonl
run 0 scan --store news.db today.jsonl
run 0 store --store news.db expire --older-than 10
"$REPRINT" store --store news.db export >left
has left 'http://d.example/1'
has left 'http://a.example/1'
lacks left 'http://e.example/1'
healthy news.db

# A clock that is wrong does not empty a store: all of it is forgotten only if
# that is said; and how many it would be can be asked.
json one 90 ',"url":"http://o.example/1","published":"2020-01-01"' >old.jsonl
json two 91 ',"url":"http://o.example/2","published":"2020-01-02"' >>old.jsonl
run 0 scan --store old.db old.jsonl
run 0 store --store old.db expire --older-than 10 --dry-run
has out "2 of 2 articles would be forgotten"
run 5 store --store old.db expire --older-than 10
has err "every article (2) is from before"
run 0 store --store old.db expire --older-than 10 --all
has out "2 of 2 articles forgotten"
run 2 store --store old.db stats --all

# ... nor one whose copies are younger, though a member was taken out meanwhile
{
    json old 80 ',"url":"http://o.example/1","published":"2020-01-01"'
    for i in 1 2; do json "young$i" 80 ",\"url\":\"http://y$i.example/1\",\"published\":\"$(date -u +%F)\""; done
} >mixed.jsonl
run 0 scan --store mixed.db mixed.jsonl
run 0 store --store mixed.db forget 3
run 0 store --store mixed.db expire --older-than 10
has out "0 of 2 articles forgotten"
run 0 scan --store mixed.db alone.jsonl --quiet
run 0 store --store mixed.db check

# A page that says it is another one, which it is a copy of, is none the less.
mkdir -p copies/one copies/two
for i in one two; do
    printf '<html><head><title>The %s title of it</title><link rel="canonical" href="http://one.example/1"></head><body><article><h1>The %s title of it</h1><p>%s</p></article></body></html>' \
        $i $i "$(article 1)" >copies/$i/page.html
done
run 0 scan copies --store copies.db
has out "new                                 2"
# ... and is known when it comes again, however its path is typed
for path in copies ./copies "$PWD/copies" copies/../copies; do
    run 0 scan "$path" --store copies.db --quiet
    lines out 0
done
# the same page under another headline is the same; another text of the copy is
# a version of the copy
sed -i 's/The one title/Another title/g' copies/one/page.html
run 0 scan copies --store copies.db --quiet
lines out 0
{ sed 's/<p>.*//' copies/two/page.html && printf '<p>%s</p></article></body></html>' "$(article 3)"; } >two.html
mv two.html copies/two/page.html
run 0 scan copies --store copies.db --quiet -o /dev/null
run 0 store --store copies.db export
[ "$(tail -1 out | jq -c '[.article, .replaces]')" = "[3,2]" ] || fail "what a version replaces: $(tail -1 out)"
mkdir texts
article 2 >texts/a.txt
run 0 scan texts --store paths.db
(cd texts && "$REPRINT" scan a.txt --store ../paths.db --quiet) >out || fail "a text by another path"
lines out 0
run 0 scan texts/../texts --store paths.db --quiet
lines out 0
# a changed text at a place is a version of what stood there
article 4 >texts/a.txt
run 0 scan texts --store paths.db --quiet -o /dev/null
run 0 store --store paths.db export
[ "$(tail -1 out | jq -c '[.article, .replaces]')" = "[2,1]" ] || fail "a version by its place: $(tail -1 out)"
# places as stores of before have them get the name that they have now
python3 - <<'END'
import sqlite3
with sqlite3.connect("paths.db") as db: db.execute("UPDATE articles SET key = -id")
END
run 0 scan texts --store paths.db --quiet -o /dev/null # other keys: new
run 0 store --store paths.db export
lines out 3
# figures in dates are read back as what they were read as
json a 30 ',"published":"09/11/2025"' >dmy.jsonl
json b 30 ',"published":"03/11/2025"' >>dmy.jsonl
json c 30 ',"published":"05/12/2025"' >>dmy.jsonl
run 0 scan --date-order dmy dmy.jsonl --quiet --table one.csv -o /dev/null
run 0 scan --date-order dmy dmy.jsonl --quiet --table two.csv -o /dev/null --store dmy.db
same one.csv two.csv "dates in an order that is known, in a store"
run 0 report --store dmy.db -f csv
has out "2025-11-09"

# numbers of articles that were forgotten are not given again
article_number() { "$REPRINT" store --store "$1" export | tail -1 | jq .article; }
json a 1 ',"url":"http://a.example/1","published":"2035-01-01"' >first.jsonl
json b 2 ',"url":"http://a.example/2","published":"2020-01-01"' >>first.jsonl
json c 3 ',"url":"http://a.example/3","published":"2025-01-01"' >third.jsonl
run 0 scan --store numbers.db first.jsonl
run 0 store --store numbers.db expire --older-than 10
run 0 scan --store numbers.db third.jsonl
[ "$(article_number numbers.db)" = 3 ] || fail "article $(article_number numbers.db), not 3"
# ... nor in a run that was ended on the way
python3 -c 'import sqlite3
with sqlite3.connect("numbers.db") as db: db.execute("update runs set finished = NULL, added = NULL where id = 2")'
# what such a run added is not counted: no reader sees it
run 0 store --store numbers.db stats -f json
jq -e '.articles == 1' out >/dev/null || fail "stats of an unfinished run: $(cat out)"
run 0 store --store numbers.db forget 3
json d 4 ',"url":"http://a.example/4","published":"2025-01-01"' >fourth.jsonl
run 0 scan --store numbers.db fourth.jsonl
[ "$(article_number numbers.db)" = 4 ] || fail "article $(article_number numbers.db), not 4"
# ... nor those of the run that took it up
run 0 store --store numbers.db forget 4
json e 5 ',"url":"http://a.example/5","published":"2025-01-01"' >fifth.jsonl
run 0 scan --store numbers.db fifth.jsonl
[ "$(article_number numbers.db)" = 5 ] || fail "article $(article_number numbers.db), not 5"
run 0 store --store numbers.db check

# a store in the folder that is read is no input
mkdir folder
cp first.jsonl folder
run 0 scan --store folder/news.db folder
run 0 scan --store folder/news.db folder
lines err 0


# A vocabulary with a hole in it, or a word twice, is not read as another one.
for i in $(seq 200); do json "v$i" "$((i + 700))"; done >words.jsonl
json new 9 >one.jsonl
run 0 scan --store whole.db words.jsonl -o report
for damage in "DELETE FROM vocabulary WHERE first = 4096" \
    "UPDATE vocabulary SET words = substr(words, 1, 5) || substr(words, 1, 5) || substr(words, 11) WHERE first = 4096"; do
    rm -f hole.db*
    cp whole.db hole.db
    python3 - "$damage" <<'END'
import sqlite3, sys
db = sqlite3.connect("hole.db")
assert db.execute(sys.argv[1]).rowcount == 1
db.commit()
END
    run 5 scan --store hole.db one.jsonl -o report
    has err "hole.db: its vocabulary is damaged"
    run 1 store --store hole.db check
    has out "the vocabulary is damaged"
done

# Of equal texts the same one is kept as without a store, whatever names them.
for i in $(seq 30); do
    printf '{"id":"%s","url":"http://h%d.example/%s","text":"%s"}\n' "$(echo "i$i" | cksum | cut -d' ' -f1)" "$i" \
        "$(echo "u$i" | cksum | cut -d' ' -f1)" "$(article $((i / 2 + 900)))"
done >named.jsonl
run 0 scan named.jsonl --clean plain.jsonl -o report
run 0 scan --store named.db named.jsonl --clean stored.jsonl -o report
same stored.jsonl plain.jsonl "what is kept of equal texts"

# A file that is broken is what a check is for: it says so and goes on.
cp whole.db broken.db
size=$(stat -c %s broken.db)
for part in 3 5 7; do
    head -c 3000 /dev/zero | tr '\0' '\251' | dd of=broken.db bs=1 seek=$((size * part / 10)) conv=notrunc status=none
done
run 1 store --store broken.db check

# What a reader of another user left beside a store is told by its name.
if [ "$(id -u)" -eq 0 ] && setpriv --reuid 12345 --clear-groups true 2>/dev/null; then
    mkdir shared
    cp whole.db shared/w.db
    chown 12345 shared shared/w.db
    : >shared/w.db-shm
    chmod 644 shared/w.db-shm
    chmod 755 . shared
    # Not where the program's folder is barred to others.
    setpriv --reuid 12345 --clear-groups "$REPRINT" --version >/dev/null 2>&1 && {
        setpriv --reuid 12345 --clear-groups "$REPRINT" store --store shared/w.db vacuum >out 2>err
        [ $? = 5 ] || fail "another user's shm: $(cat err)"
        has err "shared/w.db: shared/w.db-shm beside it cannot be written to: it is another user's"
    }
fi
# An option that would do nothing.
run 2 store --store s.db -o rows.jsonl stats
run 2 store --store s.db --older-than 5 check
# Of equal texts without names the same one is kept with a store and without,
# in whatever order they come.
for i in 1 2 3 4 5 6; do
    for title in one two three; do
        printf '{"title":"%s %d","text":"%s"}\n' $title $i "$(article $((i + 50)))"
    done
done >ties.jsonl
tac ties.jsonl >turned.jsonl
for input in ties turned; do
    run 0 scan $input.jsonl --clean plain.$input
    run 0 scan $input.jsonl --store $input.db --clean stored.$input
    sort -o plain.$input plain.$input
    sort -o stored.$input stored.$input
    same stored.$input plain.ties "ties of $input"
done
same plain.turned plain.ties "the order of lines"
# Views say one thing, whatever is kept in the cleaned corpus.
{
    json whole 71; json twice 71
    printf '{"id":"longer","text":"%s %s %s"}\n' "$(article 71)" "$(article 72)" "$(article 73)"
    json alone 74
    printf '{"id":"piece","text":"%s %s"}\n' "$(article 74 | cut -d' ' -f1-30)" "$(article 75)"
} >fates.jsonl
for options in "" "--excerpts keep" "--relation fragment" "--relation fragment --excerpts keep"; do
    rm -f fates.db
    run 0 scan $options fates.jsonl --store fates.db --clean fates.clean
    python3 - "$(wc -l <fates.clean)" <<'END' || fail "views do not agree with '$options'"
import sqlite3, sys
def one(text): return db.execute(text).fetchone()
db = sqlite3.connect("fates.db")
originals, prints = one("SELECT count(*), sum(prints) FROM originals")
reprints = one("SELECT count(*) FROM reprints")[0]
said = (originals, prints, one("SELECT sum(originals), sum(reprints), sum(articles) FROM hosts"))
print(said, reprints)
sys.exit(said != (int(sys.argv[1]), 5, (originals, 5 - originals, 5)) or reprints < 5 - originals)
END
done
finish

# two files that number their articles alike: said, since they are one to a store
for paper in a b; do
    printf '{"id":1,"text":"The council of %s voted to close the old hall."}\n' "$paper" >"$paper-ids.jsonl"
done
run 0 scan --store ids.db a-ids.jsonl b-ids.jsonl --quiet
grep -q "1 articles have no address and the id of one in another file" err || fail "equal ids in two files are not told"
run 0 scan --store ids.db a-ids.jsonl --quiet
lines err 0

# Who reads what a store gives once may not stop: it is given again.
for i in 1 2 3; do
    for k in $(seq 400); do echo "{\"id\":\"$i-$k\",\"text\":\"$(article $i$k)\"}"; done
done >pipe.jsonl
"$REPRINT" scan --quiet --store pipe.db pipe.jsonl --clean - -o pipe.txt 2>err | false
[ "${PIPESTATUS[0]}" -eq 5 ] || fail "a reader that stopped"
has err "Broken pipe"
run 0 scan --quiet --store pipe.db pipe.jsonl --clean - -o pipe.txt
[ "$(wc -l <out)" -gt 100 ] || fail "not given again"


# ----- a store by any name -----
json n1 1 >one.jsonl
for name in :memory: file:odd.db "file:x.db?mode=memory"; do
    run 0 scan --store "$name" one.jsonl -o report
    [ -s "$name" ] || fail "no file $name"
    run 0 report --store "$name"
    run 1 store --store "./$name" forget 1 2
done
# under two names SQLite's files beside it, and the lock, would be two
run 0 scan --store linked.db one.jsonl -o report
ln linked.db twin.db
for name in linked.db twin.db; do
    run 5 scan --store "$name" one.jsonl -o report
    has err "has another name (a hard link)"
done
run 0 report --store twin.db
rm twin.db
run 0 scan --store linked.db one.jsonl -o report
# nothing is written in the place of what lies beside it
for beside in "" -wal -shm .lock; do
    run 2 report --store linked.db -o "linked.db$beside"
    has err "would replace the store, or a file beside it"
    run 2 store --store linked.db -o "linked.db$beside" export
done
run 0 store --store linked.db check
mkfifo fifo.db
for command in "report" "store stats" "store check"; do
    # shellcheck disable=SC2086
    run 5 $command --store fifo.db
    has err "not a file, so no store"
done
# one that was emptied is told, to who wants no words too
: >empty.db
run 0 scan --store empty.db one.jsonl --quiet -o report
has err "empty.db is empty: a new store is begun there"
printf S >short.db
run 5 scan --store short.db one.jsonl -o report
has err "not a store of reprint"

# ----- what holds a cluster together becomes furniture: it falls apart, and all
# that tell of it count a new one -----
python3 - <<'END'
import json, random
random.seed(3)
words = ["%s%s%s" % (a, b, c) for a in ("ba", "ko", "ri", "tu", "se", "na", "mo")
         for b in ("l", "nd", "r", "st", "v", "m") for c in ("a", "en", "o", "it", "ul", "er", "ing")]
def sentence(count):
    return " ".join(random.choice(words) for _ in range(count)).capitalize() + "."
frame = " ".join(sentence(14) for _ in range(9))
own = [" ".join(sentence(11) for _ in range(4)) for _ in range(8)]
def night(name, rows):
    with open(name, "w") as out:
        for at, (number, more) in enumerate(rows):
            out.write(json.dumps({"url": "http://a.example/%s%d" % (name[0], at), "published": "2026-03-01",
                                  "text": own[number] + more + "\n" + frame}) + "\n")
night("first", [(0, ""), (0, " " + sentence(5)), (1, ""), (1, " " + sentence(5))])
night("second", [(number, "") for number in range(2, 8)])
END
run 0 scan --store apart.db first -f json
has out '"clusters_new":1'
run 0 scan --store apart.db second -f json
has out '"clusters_new":1'
has out '"split_off":1'
python3 -c '
import sqlite3
store = sqlite3.connect("apart.db")
print(*store.execute("SELECT new_clusters FROM nights").fetchall())
print(*store.execute("SELECT kind FROM events WHERE run = 2 AND kind IN (?, ?)", ("new", "split")).fetchall())' >told
printf '(1,) (1,)\n(%s,)\n' "'split'" >expected
same told expected "a cluster that split off"

# An address that is none, or a site's, is of many articles: each has its own fate.
python3 - <<'END'
import json
text = "The council of Westmere voted on Tuesday to close the old swimming hall, which has leaked since the winter of 2019 and costs 40,000 a month to heat."
for name, url in ("filler", "None"), ("front", "https://a.example/"):
    with open(name, "w") as out:
        for at in range(3):
            out.write(json.dumps({"id": "%s%d" % (name, at), "url": url, "text": text + " It is story %d." % (at // 2)}) + "\n")
END
for name in filler front; do
    run 0 scan --store "$name.db" "$name" --clean "$name.clean" --dropped "$name.dropped"
    same <(cat "$name.clean" "$name.dropped" | wc -l) <(echo 3) "articles with the address of $name"
    run 0 scan --store "$name.db" "$name" -f json
    has out '"known":3'
done

# ----- lines without address and id: the same text is known, another is new -----
for night in 1 2; do
    for line in 1 2; do printf '{"text":"%s"}\n' "$(article $((10 * night + line)))"; done >today.jsonl
    run 0 scan --store lines.db today.jsonl -f json
    [ "$(jq -r 'select(.type == "night") | "\(.added) \(.versions)"' out)" = "2 0" ] || fail "night $night: $(head -c 300 out)"
done
run 0 scan --store lines.db today.jsonl -f json
[ "$(jq -r 'select(.type == "night") | .known' out)" = 2 ] || fail "the same lines are not known"
# a file of its own that changes is a version
mkdir -p prose
article 31 >prose/a.txt
run 0 scan --store prose.db prose -f json
article 32 >prose/a.txt
run 0 scan --store prose.db prose -f json
[ "$(jq -r 'select(.type == "night") | .versions' out)" = 1 ] || fail "a file that changed is no version"
finish
