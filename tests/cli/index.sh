# SPDX-License-Identifier: Apache-2.0
# What is derived from a store's articles, kept beside it: never believed where
# it is not of this store, never in the way, and the same results as without.
. "$(dirname "$0")/lib.sh"

# Articles of a report each; every third night's article is an older one's copy.
night() {
    for i in $(seq "$1" "$2"); do
        printf '{"url":"http://h%d.example/%d","published":"2025-01-02","text":"%s extra%d"}\n' \
            $((i % 7)) "$i" "$(article $((i % 3 == 2 ? i / 2 : i)))" "$i"
    done
}
night 1 60 >a.jsonl
night 61 120 >b.jsonl
night 121 180 >c.jsonl

run 2 scan --index x.idx a.jsonl
has err "--index needs --store"
run 2 scan --wait 5 a.jsonl
has err "--wait needs --store"
run 2 scan --distance 3 a.jsonl
has err "--distance needs --method simhash"
run 2 scan --store s.db --index s.db a.jsonl
has err "is written to by something else"

# reports FILE...: without the minute of the run, which may pass between two
reports() { sed -i '1s/^\(Run [0-9]*\),.*/\1/' "$@"; }
# members STORE
members() { "$REPRINT" store --store "$1" export >"$2" || fail "no export of $1"; }
for night in a b c; do
    run 0 scan --store plain.db $night.jsonl --quiet -o plain.$night --no-time
    run 0 scan --store s.db --index x.idx $night.jsonl --quiet -o kept.$night --no-time
    reports kept.$night plain.$night
    same kept.$night plain.$night "night $night"
done
members plain.db plain.rows
members s.db kept.rows
same kept.rows plain.rows "rows of the store"
[ "$(stat -c %a x.idx)" = 600 ] || fail "others may read the index"
run 0 store --store s.db check

# again SAID NAME: the next night with the index, on what is s.db now; then the
# store is as it would be without one. SAID: it was kept, made again, or either
again() {
    cp s.db other.db
    night 181 200 >d.jsonl
    run 0 scan --store other.db d.jsonl --quiet -o other.d --no-time
    run 0 scan --store s.db --index x.idx d.jsonl -o kept.d --no-time
    case $1 in
    made) has err "made again" ;;
    kept) lacks err "made again" ;;
    esac
    cp err said
    reports kept.d other.d
    same kept.d other.d "the night after: $2"
    members s.db kept.rows
    members other.db other.rows
    same kept.rows other.rows "rows: $2"
    run 0 store --store s.db check
}
keep() { rm -f saved.*; cp s.db saved.db; cp x.idx saved.idx; cp x.idx.pairs saved.pairs; }
back() { rm -f s.db* other.db*; cp saved.db s.db; cp saved.idx x.idx; cp saved.pairs x.idx.pairs; }
keep
again kept "nothing happened"

# Older than the store: nights without it are made up for.
back
night 201 230 >e.jsonl
run 0 scan --store s.db e.jsonl --quiet
again kept "a night without"

# A copy of the store was put back, and it went on without the index.
back
rm -f s.db*
cp plain.db s.db # another store, same articles
again made "another store"
back
"$REPRINT" scan --store s.db --index x.idx e.jsonl --quiet -o /dev/null
cp saved.db s.db; rm -f s.db-*
again made "an older copy put back"
back
"$REPRINT" scan --store s.db --index x.idx e.jsonl --quiet -o /dev/null
cp saved.db s.db; rm -f s.db-*
night 301 360 >f.jsonl
run 0 scan --store s.db f.jsonl --quiet
again made "an older copy that grew past the index"

# Articles are forgotten, by the tool or by hand.
back
run 0 store --store s.db expire --older-than 10000
again kept "nothing to forget"
back
night 400 410 | sed 's/2025-01-02/2020-05-05/' >old.jsonl
run 0 scan --store s.db --index x.idx old.jsonl --quiet
run 0 store --store s.db expire --older-than $((($(date +%s) - 1640995200) / 86400)) # before 2022
again kept "forgotten"
night 411 420 | sed 's/2025-01-02/2020-05-05/' >old.jsonl
for i in 1 2 3; do # and forgotten again, some while the index looks away
    run 0 scan --store s.db --index x.idx old.jsonl --quiet
    run 0 store --store s.db expire --older-than $((($(date +%s) - 1640995200) / 86400))
    night $((600 + i)) $((600 + i)) >g.jsonl
    run 0 scan --store s.db $([ $i = 2 ] || echo --index x.idx) g.jsonl --quiet
done
again kept "forgotten again"
# by_hand STORE CONDITION: people have programs of their own
by_hand() {
    python3 - "$1" "$2" <<'EOF'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for table, column in ("texts", "article"), ("members", "article"), ("articles", "id"):
    db.execute(f"DELETE FROM {table} WHERE {column} {sys.argv[2]}")
db.commit()
EOF
}
back
by_hand s.db "= 5"
again kept "deleted by hand"
back
by_hand s.db "% 4 = 1" # a quarter
again kept "a quarter deleted"
back
by_hand s.db "% 3 = 1"
run 0 scan --store s.db --index x.idx a.jsonl
has err "x.idx is of articles that the store has forgotten, and is made again"
again kept "a third deleted"
back
run 0 store --store s.db expire --older-than 30 --all
again made "all forgotten"

# Missing, cut, damaged, or foreign.
back
rm x.idx
again kept "missing"
for cut in 0 20 5000 20000 $(($(stat -c %s saved.idx) / 2)) $(($(stat -c %s saved.idx) - 1)); do
    back
    truncate -s "$cut" x.idx
    if [ "$cut" -eq 0 ]; then again kept "emptied"; else again made "cut at $cut"; fi
done
made=0
# Of a mark: the other one is of the night before, whose list is a hole by now.
for page in 4096 8192; do
    back
    printf 'damage' | dd of=x.idx bs=1 seek=$((page + 40)) conv=notrunc status=none
    again either "a damaged mark at $page"
    if grep -q "x.idx was damaged or never finished, and is made again" said; then made=$((made + 1)); fi
done
[ "$made" = 1 ] || fail "one of two marks holds, but $made were missed"
# Lengths of strings, which would reach beyond the file.
back
python3 - <<'EOF' || fail "no entry was found"
import re, struct
data = bytearray(open("x.idx", "rb").read())
found = 0
for i in range(61, 121):
    url = b"http://h%d.example/%d" % (i % 7, i)
    for at in (m.start() for m in re.finditer(re.escape(url) + b"2025", data)):
        for before in range(32, 200):
            lens = struct.unpack_from("<8I", data, at - before)
            if lens[0] + lens[1] + 36 == before and lens[2] == len(url):
                struct.pack_into("<I", data, at - before + 4 * 7, 0x7fffffff)
                found += 1
open("x.idx", "wb").write(data)
raise SystemExit(found < 30)
EOF
night 181 200 >d.jsonl
cp s.db twin.db
run 0 scan --store twin.db d.jsonl -o twin.d --dropped twin.dropped
run 0 scan --store s.db --index x.idx d.jsonl -o kept.d --dropped dropped.d
has err "x.idx is damaged, and is made again"
same dropped.d twin.dropped "what is dropped where entries were damaged"
[ -s dropped.d ] || fail "nothing is dropped"
# A letter of them, which reaches nowhere.
back
sed -i 's/[.]example/.exanple/g' x.idx
run 0 scan --store s.db --index x.idx d.jsonl -o kept.d --dropped dropped.d
has err "x.idx is damaged, and is made again"
same dropped.d twin.dropped "what is dropped where a letter of entries was damaged"
rm -f twin.db*
run 0 store --store s.db check
back
# a power cut may leave zeros
size=$(stat -c %s x.idx)
for zeros in 4 all; do
    back
    if [ $zeros = all ]; then truncate -s 0 x.idx && truncate -s "$size" x.idx; else dd if=/dev/zero of=x.idx bs=4096 count=4 conv=notrunc status=none; fi
    again made "an index of zeros"
done
# so may a disk leave its first page, of the index or of its pairs; marks have
# hashes of their own
for file in x.idx x.idx.pairs; do
    back
    printf S | dd of=$file bs=1 conv=notrunc status=none
    again kept "a first byte changed in $file"
    back
    dd if=/dev/zero of=$file bs=4096 count=1 conv=notrunc status=none
    again kept "a first page of zeros in $file"
    back
    truncate -s 10 $file
    again $([ $file = x.idx ] && echo made || echo kept) "ten bytes of $file"
done
back
dd if=/dev/urandom of=x.idx bs=512 count=1 conv=notrunc status=none
again kept "a first sector of anything"
# other files of ours are not written over
back
"$REPRINT" scan d.jsonl --quiet -o report.txt
for other in report.txt saved.pairs; do
    cp $other x.idx
    run 5 scan --store s.db --index x.idx d.jsonl
    has err "x.idx: not an index of reprint"
    same x.idx $other "$other as an index"
done
back
echo "a letter to my aunt, who has no copy of it" >x.idx
cp x.idx letter
run 5 scan --store s.db --index x.idx d.jsonl
has err "x.idx: not an index of reprint; nothing is written over it (remove it if it was one)"
same x.idx letter "a file that is no index"
run 5 scan --store s.db --index . d.jsonl
has err ".: Is a directory"
run 5 scan --store s.db --index no/folder/x.idx d.jsonl
has err "no/folder/x.idx: No such file or directory"
mkfifo pipe.idx
run 5 scan --store s.db --index pipe.idx d.jsonl
has err "pipe.idx: not a file"

# What was found of pairs: missing, damaged, of another store, foreign.
back
rm x.idx.pairs
again kept "no pairs"
for place in 3 100 200 600 $(($(stat -c %s saved.pairs) - 12)); do
    back
    [ "$place" = 3 ] || printf 'damage' | dd of=x.idx.pairs bs=1 seek="$place" conv=notrunc status=none
    again kept "pairs damaged at $place"
done
back
run 0 scan --store another.db --index another.idx e.jsonl --quiet
cp another.idx.pairs x.idx.pairs
again kept "another store's pairs"
back
cp letter x.idx.pairs
run 5 scan --store s.db --index x.idx d.jsonl
has err "x.idx.pairs: not a file of pairs; nothing is written over it (remove it if it was one)"
same x.idx.pairs letter "a file that is no file of pairs"

# Two stores at one index at the same time.
back
(
    flock -n 9 || exit 1
    "$REPRINT" scan --store s.db --index x.idx d.jsonl >out 2>err
    echo $? >code
) 9<>x.idx
[ "$(cat code)" = 5 ] || fail "a locked index: $(cat code)"
has err "x.idx: another run keeps its index there"

# Eight bytes that a disk changed, anywhere: what was derived is made again, and
# what is of texts may tell a word apart; no run fails, hangs or breaks.
cp s.db before.db
cp x.idx before.idx
size=$(stat -c %s before.idx)
for part in $(seq 1 14); do
    rm -f t.db* t.idx*
    cp before.db t.db
    cp before.idx t.idx
    printf '\377\377\377\377\377\377\377\377' |
        dd of=t.idx bs=1 seek=$((size * part / 15)) conv=notrunc status=none
    timeout 60 "$REPRINT" scan --store t.db --index t.idx d.jsonl -o report >out 2>err
    code=$?
    [ "$code" = 0 ] || { fail "part $part of the index: $code"; cat err; }
    "$REPRINT" store --store t.db check >/dev/null || fail "part $part: the store"
done

# Also where the words of sentences lie that recur, in bytes by the thousand.
rm -f s.db* x.idx*
for i in $(seq 60); do
    printf '{"url":"http://h%d.example/%d","published":"2025-01-02","text":"%s %s %s"}\n' $((i % 7)) "$i" "$(article "$i")" \
        'Sign up here for the letter that our editors send every single morning.' \
        'All rights in this text are kept by those who wrote it for this paper.'
done >boxes.jsonl
run 0 scan --store s.db --index x.idx boxes.jsonl --quiet -o /dev/null
size=$(stat -c %s x.idx)
for part in $(seq 1 14); do
    rm -f t.db* t.idx*
    cp s.db t.db
    cp x.idx t.idx
    head -c 20000 /dev/zero | tr '\0' '\377' | dd of=t.idx bs=1 seek=$((8192 + (size - 28192) * part / 15)) conv=notrunc status=none
    timeout 60 "$REPRINT" scan --store t.db --index t.idx d.jsonl -o report >out 2>err
    code=$?
    [ "$code" = 0 ] || { fail "part $part of an index with furniture: $code"; cat err; }
    lacks err "other articles"
    "$REPRINT" store --store t.db check >/dev/null || fail "part $part with furniture: the store"
done

# It lies in the folder that is read, and is none of its articles.
mkdir folder
mv s.db x.idx folder/
cp d.jsonl folder/
run 0 scan --store folder/s.db --index folder/x.idx folder --quiet -o report

# What marks leave behind is given back: many nights of one article each.
rm -f s.db* x.idx
for i in $(seq 30); do
    night $((i + 500)) $((i + 500)) >one.jsonl
    run 0 scan --store s.db --index x.idx one.jsonl --quiet -o /dev/null
done
[ "$(du -k x.idx | cut -f1)" -lt 2500 ] || fail "the index takes $(du -k x.idx | cut -f1) KiB"

# Whatever the disk changes, and wherever.
for seed in 1 3; do
    rm -rf damaged && mkdir damaged
    (cd damaged && python3 "$SOURCE/tests/cli/damaged.py" "$REPRINT" "$seed" 40) || fail "damaged, seed $seed"
done
finish
