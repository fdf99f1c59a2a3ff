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
record brief 2025-03-01 1 >brief.jsonl
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
has out "kept too                    1   of these: the one kept does not hold them"
has out "[kept: expanded print of all.jsonl#1, which does not hold it]"
has out "[dropped: same text as all.jsonl#3]"
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
jq -es '.[-1] | .kept == 2 and .dropped == 2 and .excerpts == 1 and .kept_beside == 1' \
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

# Whatever it is called: a threshold tells copies, and what goes only where
# nothing but copies is asked for.
record flash 2025-03-01 1 2 >flash.jsonl
record report 2025-03-02 1 2 3 4 5 >>flash.jsonl
for threshold in 0.3 0.5; do
    run 0 scan flash.jsonl --clean clean --quiet --threshold $threshold
    lines clean 2
done
run 0 scan flash.jsonl --clean clean --quiet --threshold 0.3 --relation copy
lines clean 1

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
has out "kept,1.0000,1.0000,brief.example,2025-03-01,brief,https://brief.example/1,,true,"
has out ",digest,https://digest.example/1,,true,1"
run 0 store --store news.db export
jq -es '.[-1] | .id == "reprint" and .kept == 3 and (.original | not)' out >/dev/null || fail "export"
# what came is told with what it is compared with, though that was there before
record late 2025-03-05 2 3 1 4 5 >late.jsonl
run 0 scan --store news.db late.jsonl
has out "  kept too 1.00 2025-03-03  digest"
has out "+ exact    1.00 2025-03-05  late"
# an older digest takes the place of the one that was kept beside, which is told
told() { sql "$1" "SELECT e.run, e.kind, a.title FROM events e JOIN articles a ON a.id = e.other
                   WHERE e.kind IN ('kept', 'restored') ORDER BY e.run, a.id"; }
record first 2025-03-02 2 3 1 4 5 | sed 's/So w2x1 /So w2x1 today /' >first.jsonl
run 0 scan --store news.db first.jsonl --clean clean
lines clean 1
told news.db >got
echo "4 kept digest" >expected
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

# What is kept beside a flash that comes later left nothing: no event.
record report 2025-03-02 1 2 3 4 5 >n1.jsonl
record copy 2025-03-03 1 2 3 4 5 >>n1.jsonl
record flash 2025-03-01 1 >n2.jsonl
run 0 scan --store flash.db n1.jsonl
run 0 scan --store flash.db n2.jsonl
told flash.db >got
: >expected
same got expected "no event"
# What was dropped for an article that goes is in the corpus again.
record held 2025-03-02 1 2 3 4 5 6 >n1.jsonl
record again 2025-03-03 1 2 5 7 8 >>n1.jsonl
record flash 2025-03-01 1 2 3 >n2.jsonl
run 0 scan --store again.db n1.jsonl --clean clean
lines clean 1
run 0 scan --store again.db n2.jsonl
has out "dropped before, kept again            1"
told again.db >got
printf '%s\n' "2 kept held" "2 restored again" >expected
same got expected "the event of what is kept again"
run 0 report --store again.db -f json
jq -es '.[0].restored == 1' out >/dev/null || fail "restored"

# A store of before, in which all went for the one article kept.
run 0 scan --store old.db all.jsonl
python3 - <<'END'
import sqlite3
with sqlite3.connect("old.db") as db:
    db.execute("UPDATE members SET relation = 'excerpt' WHERE article > 2")
    for column in ("compared", "beside", "original"):
        for view in ("hosts", "originals", "reprints", "fates"):
            db.execute(f"DROP VIEW IF EXISTS {view}")
        db.execute(f"ALTER TABLE members DROP COLUMN {column}")
    for view in ("hosts", "originals", "reprints", "fates"):
        db.execute(f"CREATE VIEW {view} AS SELECT 1")
    db.execute("ALTER TABLE texts DROP COLUMN seal")
    db.execute("DROP TABLE parted")
    db.execute("DROP TABLE given")
    db.execute("ALTER TABLE runs DROP COLUMN mark")
    db.execute("PRAGMA user_version = 7")
END
record other 2025-04-01 11 12 >other.jsonl
run 0 scan --store old.db other.jsonl
has out "dropped before, kept again            1"
told old.db >got
echo "2 restored digest" >expected
same got expected "what a version before had dropped"
sql old.db "SELECT title, prints, cluster_articles FROM originals ORDER BY article" >got
printf '%s\n' "brief 2 4" "digest 2 4" "other 1 1" >expected
same got expected "a store of before"
run 0 store --store old.db check

# ----- excerpts that are kept anyway -----
record one 2025-03-01 1 2 3 >keep.jsonl
record part 2025-03-02 1 >>keep.jsonl
record more 2025-03-03 1 2 3 4 5 6 7 >>keep.jsonl
run 0 scan --store keep.db keep.jsonl --excerpts keep
has out "excerpt  1.00 2025-03-02  part"
has out "kept too 1.00 2025-03-03  more"
sql keep.db "SELECT count(*) FROM originals" >got
echo 3 >expected
same got expected "all are kept"

# ----- a store that is wrong -----
python3 - <<'END'
import sqlite3
with sqlite3.connect("news.db") as db:
    db.execute("UPDATE members SET original = 0 WHERE relation = 'kept'")
END
run 1 store --store news.db check
has out "members compared with none that stays"
finish
