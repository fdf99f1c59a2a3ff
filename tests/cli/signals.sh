# SPDX-License-Identifier: Apache-2.0
# A signal in the middle leaves the outputs of the run before, and no trace.
. "$(dirname "$0")/lib.sh"
set -m # or SIGINT is ignored by what runs in the background

json a 1 >in.jsonl
for signal in INT TERM HUP XCPU USR1; do
    echo earlier >clean.jsonl
    mkfifo pipe
    # The pipe is never written to: the program waits in the middle.
    "$REPRINT" scan in.jsonl pipe --clean clean.jsonl --table table.csv -o report.txt 2>err &
    program=$!
    exec 9<>pipe
    for _ in $(seq 200); do
        [ "$(find . -name '.*.part' | wc -l)" -eq 3 ] && break
        sleep 0.05
    done
    [ "$(find . -name '.*.part' | wc -l)" -eq 3 ] || fail "outputs were not begun"
    kill -$signal $program
    wait $program
    code=$?
    [ $code -gt 128 ] || fail "SIG$signal gave $code"
    exec 9>&-
    rm pipe
    clean_folder
    [ "$(cat clean.jsonl)" = earlier ] || fail "clean was touched"
    absent table.csv
    absent report.txt
done

# So does one while fetch waits for its list of addresses.
mkfifo pipe
"$REPRINT" fetch --store fetch.db --contact a@b.example -o warc --rejects rejects.jsonl pipe 2>err &
program=$!
exec 9<>pipe
for _ in $(seq 200); do
    [ -n "$(find . -name '.rejects*.part')" ] && break
    sleep 0.05
done
[ -n "$(find . -name '.rejects*.part')" ] || fail "fetch has not begun: $(cat err)"
kill -INT $program
wait $program
[ $? -gt 128 ] || fail "fetch went on"
exec 9>&-
rm pipe
clean_folder
absent rejects.jsonl

# Killed at random moments, the outputs are those before or those after.
for i in $(seq 400); do json "$i" "$i"; done >many.jsonl
"$REPRINT" scan many.jsonl --quiet --clean whole.jsonl -o /dev/null
for round in $(seq 25); do
    echo earlier >clean.jsonl
    "$REPRINT" scan many.jsonl --quiet --clean clean.jsonl -o /dev/null &
    program=$!
    sleep "0.$(printf %03d $((round * 13 % 300)))"
    kill -KILL $program 2>/dev/null
    wait $program 2>/dev/null
    cmp -s clean.jsonl whole.jsonl || [ "$(cat clean.jsonl)" = earlier ] ||
        fail "half a file after SIGKILL"
    rm -f .*.part
done

# A night that is stopped says so, wherever it is, or it is done.
for i in $(seq 400 1500); do json "$i" "$i"; done >>many.jsonl
for round in $(seq 16); do
    rm -f night.* nightly.jsonl
    "$REPRINT" scan --store night.db many.jsonl --clean nightly.jsonl -o night.txt 2>err &
    program=$!
    sleep "$(awk -v n=$round 'BEGIN { printf "%.3f", n * 0.05 }')"
    kill -TERM $program 2>/dev/null
    wait $program
    case $? in
        0) [ -s nightly.jsonl ] || fail "done without its output" ;;
        3)
            grep -q '^reprint: stopped; [0-9]* new articles are in the store' err || fail "stopped in silence: $(cat err)"
            absent nightly.jsonl
            ;;
        143) # before it had begun: no article is in the store, if there is one
            absent nightly.jsonl
            "$REPRINT" scan --store night.db many.jsonl -o /dev/null 2>err || fail "the next night gave $?: $(cat err)"
            grep -q ', 1500 new ' err || fail "a night not begun left something: $(cat err)"
            ;;
        *) fail "a stopped night gave $?: $(cat err)" ;;
    esac
    rm -f .*.part
done
run 0 scan --store night.db many.jsonl --clean nightly.jsonl -o night.txt
finish
