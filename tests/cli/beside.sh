# SPDX-License-Identifier: Apache-2.0
# What is kept beside the article kept, since that does not hold it: in all
# outputs, and in a store night after night.
. "$(dirname "$0")/lib.sh"

# record ID DATE N...: an article of the stories N
record() {
    local id=$1 date=$2 text
    shift 2
    text=$(for n in "$@"; do story "$n"; done)
    jq -nc --arg id "$id" --arg date "$date" --arg text "$text" \
        '{id: $id, url: "https://\($id).example/1", published: $date, title: $id, text: $text}'
}
record brief 2025-03-02 1 >brief.jsonl
record again 2025-03-03 1 >>brief.jsonl
record digest 2025-03-03 2 3 1 4 5 >digest.jsonl
record reprint 2025-03-04 2 3 1 4 5 >>digest.jsonl
cat brief.jsonl digest.jsonl >all.jsonl

run 0 scan all.jsonl --no-time --clean clean --dropped dropped --table table
jq -r .id clean | xargs >got
echo "brief digest" >expected
same got expected "the cleaned corpus"
jq -c '[.id, .reprint.kept, .reprint.kept_source, .reprint.relation]' dropped >got
printf '%s\n' '["again","brief","all.jsonl#1","exact"]' '["reprint","digest","all.jsonl#3","exact"]' >expected
same got expected "dropped"
has out "1 of them kept: what is kept does not hold them"
has out "[kept: expanded print of brief, which does not hold it]"
has out "[dropped: same text as digest]"
has out "2 kept, 2 dropped"
python3 - >got <<'END'
import csv
for row in csv.DictReader(open("table")):
    print(row["id"], row["relation"], row["keep"], row["compared_with"] or "-")
END
cat >expected <<'END'
brief kept true -
again exact false all.jsonl#1
digest excerpt true all.jsonl#1
reprint exact false all.jsonl#3
END
same got expected "table"
run 0 scan all.jsonl -f json --no-time
jq -es '.[1] | .count == 4 and [.members[] | [.id, .keep, .compared_with]] ==
        [["brief", true, null], ["again", false, "all.jsonl#1"],
         ["digest", true, "all.jsonl#1"], ["reprint", false, "all.jsonl#3"]]' out >/dev/null || fail "members"
jq -es '.[-1] | .kept == 2 and .dropped == 2 and .excerpts == 1 and .excerpts_beside == 1' \
    out >/dev/null || fail "footer"

# What the digest holds goes for it, if it is to be kept.
run 0 scan all.jsonl --no-time --keep longest --clean clean --quiet
jq -r .id clean | xargs >got
echo "digest" >expected
same got expected "the longest kept"
# An article that holds less than is asked for stays; with less asked for it goes.
record half 2025-03-01 6 7 >half.jsonl
record more 2025-03-02 6 7 8 9 10 >>half.jsonl
run 0 scan half.jsonl --clean clean --quiet
lines clean 2
run 0 scan half.jsonl --clean clean --quiet --containment 0.35
lines clean 1

# The dropped, and what is kept of them, once more.
cat clean dropped >twice.jsonl
run 0 scan twice.jsonl --quiet

# ----- a store -----
sql() { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row)' "$@"; }
run 0 scan --store news.db brief.jsonl --clean clean
run 0 scan --store news.db digest.jsonl --clean clean --dropped dropped
jq -r .id clean | xargs >got
echo digest >expected
same got expected "tonight's cleaned corpus"
[ "$(jq -r .reprint.kept dropped)" = digest ] || fail "dropped for another"
has out "+ kept too 1.00 2025-03-03  digest"
has out "+ exact    1.00 2025-03-04  reprint"
sql news.db "SELECT title, prints FROM originals ORDER BY article" >got
printf '%s\n' "brief 2" "digest 2" >expected
same got expected "originals"
sql news.db "SELECT title, relation, kept_title, original FROM reprints ORDER BY article" >got
printf '%s\n' "again exact brief 0" "digest excerpt brief 1" "reprint exact digest 0" >expected
same got expected "reprints"
sql news.db "SELECT host, originals, reprints FROM hosts ORDER BY host" >got
printf '%s\n' "again.example 0 1" "brief.example 1 0" "digest.example 1 0" "reprint.example 0 1" >expected
same got expected "hosts"
run 0 report --store news.db --run 2 -f csv
has out ",true,1"
run 0 store --store news.db export
jq -es '.[-1] | .id == "reprint" and .kept == 3 and (.original | not)' out >/dev/null || fail "export"
# what came is told with what it is compared with, though that was there before
record late 2025-03-05 2 3 1 4 5 >late.jsonl
run 0 scan --store news.db late.jsonl
has out "  kept too 1.00 2025-03-03  digest"
has out "+ exact    1.00 2025-03-05  late"
# an older digest takes the place of the one that was kept beside, which is told
record first 2025-03-02T08:00:00Z 2 3 1 4 5 >first.jsonl
sed -i 's/"2025-03-02T08:00:00Z"/"2025-03-02"/; s/So w2x1 /So w2x1 today /' first.jsonl
run 0 scan --store news.db first.jsonl --clean clean
lines clean 1
sql news.db "SELECT count(*) FROM events e JOIN articles a ON a.id = e.other
             WHERE e.kind = 'kept' AND a.title = 'digest'" >got
echo 1 >expected
same got expected "the event"
run 0 store --store news.db check
has out "nothing is wrong"
# the same in one run
run 0 scan --store one.db all.jsonl
run 0 scan all.jsonl late.jsonl first.jsonl -f csv --quiet
python3 - <<'END' >expected
import csv
for row in sorted(csv.DictReader(open("out")), key=lambda row: row["id"]):
    print(row["id"], row["relation"], int(row["keep"] == "true"))
END
sql news.db "SELECT a.title, f.relation, f.original FROM fates f JOIN articles a ON a.id = f.article ORDER BY a.title" >got
same got expected "nights, and one run"
python3 - <<'END'
import sqlite3
with sqlite3.connect("news.db") as db:
    db.execute("UPDATE members SET original = 0 WHERE relation = 'kept'")
END
run 1 store --store news.db check
has out "members compared with none that stays"
finish
