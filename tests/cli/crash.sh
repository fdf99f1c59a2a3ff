# SPDX-License-Identifier: Apache-2.0
# A run on a store that is killed, or that a full disk ends, at any moment: the
# next one finishes it, no article is lost or there twice, the clusters are
# those of a run that nothing happened to.
. "$(dirname "$0")/lib.sh"
kills=${KILLS:-25}

python3 - <<'END'
import random
draw = random.Random(7)
words = ["w%04d" % i for i in range(3000)]
texts = []
with open("first.jsonl", "w") as first, open("second.jsonl", "w") as second:
    for i in range(4000):
        if i % 3 == 2:
            text = list(draw.choice(texts))
            text[draw.randrange(len(text))] = "edited"
        else:
            text = [draw.choice(words) for _ in range(60)]
            texts.append(text)
        line = '{"id":"a%d","url":"http://h%d.example/%d","published":"2025-01-%02d","text":"%s"}\n' % (
            i, i % 17, i, i % 28 + 1, " ".join(text))
        (first if i < 1500 else second).write(line)
END

# what a store is, whatever runs it took: articles and clusters
state() {
    "$REPRINT" store --store "$1" export >rows || fail "no export of $1"
    python3 - <<'END'
import json
clusters = {}
seen = set()
for line in open("rows"):
    row = json.loads(line)
    assert row["url"] not in seen, row["url"] + " is there twice"
    seen.add(row["url"])
    clusters.setdefault(row.get("cluster", row["url"]), []).append((row["url"], row.get("relation")))
for cluster in sorted(sorted(members, key=str) for members in clusters.values()):
    print(cluster)
END
}
run 0 scan --quiet --store base.db first.jsonl -o /dev/null
cp base.db whole.db
run 0 scan --quiet --store whole.db second.jsonl --clean whole.clean -o /dev/null
state whole.db >whole
lines rows 4000

# after BASE: the store is sound, finished by one more run, and as it would be
recover() {
    [ "${1%.*}" != kept ] || set -- "$1" "$2" --index kept.idx
    "$REPRINT" store --store "$1" check >checked 2>&1 || { fail "$2: $(head -3 checked)"; return; }
    "$REPRINT" scan --quiet --store "$1" second.jsonl --clean again.clean -o /dev/null "${@:3}" || fail "$2: the run after it"
    "$REPRINT" store --store "$1" check >checked 2>&1 || fail "$2: $(head -3 checked)"
    state "$1" >state
    cmp -s state whole || { fail "$2: other clusters"; diff state whole | head -5; }
}

# ----- killed, at moments spread over the run -----
begin=$(date +%s%N)
cp base.db timed.db
"$REPRINT" scan --quiet --store timed.db second.jsonl -o /dev/null
span=$((($(date +%s%N) - begin) / 1000)) # microseconds
finished=0
for i in $(seq "$kills"); do
    rm -f killed.db* again.clean clean
    cp base.db killed.db
    "$REPRINT" scan --quiet --store killed.db second.jsonl --clean clean -o /dev/null &
    victim=$!
    pause=$((span * i / kills + RANDOM % 3000))
    sleep "$(printf '%d.%06d' $((pause / 1000000)) $((pause % 1000000)))"
    kill -9 "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null && finished=$((finished + 1))
    rm -f .clean*.part
    recover killed.db "killed after $pause us"
    # what the run before did not finish is tonight's still
    if [ ! -e clean ]; then cmp -s again.clean whole.clean || fail "killed after $pause us: clean"; fi
done
[ "$finished" -lt "$kills" ] || fail "no run was killed"

# ----- killed while there is an index beside the store -----
rm -f base.idx
cp base.db indexed.db
printf '' | "$REPRINT" scan --quiet --store indexed.db --index base.idx - -o /dev/null
"$REPRINT" scan --quiet --store indexed.db --index base.idx first.jsonl -o /dev/null
[ -s base.idx ] || fail "no index"
for i in $(seq "$kills"); do
    rm -f kept.db* kept.idx again.clean clean
    cp indexed.db kept.db
    cp base.idx kept.idx
    "$REPRINT" scan --quiet --store kept.db --index kept.idx second.jsonl --clean clean -o /dev/null &
    victim=$!
    pause=$((span * i / kills + RANDOM % 3000))
    sleep "$(printf '%d.%06d' $((pause / 1000000)) $((pause % 1000000)))"
    kill -9 "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null
    rm -f .clean*.part
    recover kept.db "with an index, killed after $pause us"
done

# ----- a disk that is full: at each size of file -----
full=0
for kilobytes in 8 40 100 200 300 400 500 600 700 800 900 1000 1200 1400; do
    rm -f full.db* clean
    cp base.db full.db
    (ulimit -f $kilobytes; exec "$REPRINT" scan --quiet --store full.db second.jsonl --clean clean -o /dev/null 2>err)
    code=$?
    if [ "$code" -eq 5 ]; then
        full=$((full + 1))
        [ -s err ] || fail "full at $kilobytes: no word"
    elif [ "$code" -ne 0 ]; then
        fail "full at $kilobytes: code $code"
    fi
    recover full.db "full at $kilobytes"
done
[ "$full" -ge 5 ] || fail "only $full disks were full"
finish
