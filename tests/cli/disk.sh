# SPDX-License-Identifier: Apache-2.0
# Disks that are full or forbidden: a sentence, exit code 5, nothing half done.
. "$(dirname "$0")/lib.sh"

for i in $(seq 200); do json "$i" "$i"; done >in.jsonl

run 5 scan in.jsonl -o /dev/full
has err "No space left on device"
run 5 scan in.jsonl -o no/such/folder/report.txt
has err "no/such/folder/report.txt: cannot be written: No such file or directory"
run 5 scan in.jsonl --tmp no/such/folder
has err "no temporary file"
run 5 scan in.jsonl --clean .
has err "Is a directory"

# A limit on the size of files stands for a full disk: first the spool, then
# the outputs run into it.
echo earlier >clean.jsonl
for kilobytes in 0 8 32 64 0m 8m 64m; do
    memory=0
    [ "${kilobytes%m}" = "$kilobytes" ] || memory=96
    (ulimit -f "${kilobytes%m}"; exec "$REPRINT" scan in.jsonl --tmp-memory $memory --quiet --clean clean.jsonl --dropped dropped.jsonl >out 2>err)
    code=$?
    [ $code -eq 5 ] || { fail "limit of $kilobytes gave $code"; break; }
    [ "$(cat clean.jsonl)" = earlier ] || fail "clean was touched at $kilobytes"
    absent dropped.jsonl
    clean_folder
done
run 0 scan in.jsonl --clean clean.jsonl
lines clean.jsonl 200

# A report that fails changes no other output.
echo earlier >clean.jsonl
run 5 scan in.jsonl -o /dev/full --clean clean.jsonl
[ "$(cat clean.jsonl)" = earlier ] || fail "clean was placed though the report failed"
clean_folder

# A reader that goes away ends the report, not the run.
for i in $(seq 4000); do echo '{"id":"'"$i"'","text":"the same few words, printed often enough to fill a pipe"}'; done >often.jsonl
"$REPRINT" scan often.jsonl -f json --clean clean2.jsonl 2>err | head -c 1 >/dev/null
lines clean2.jsonl 1
lacks err "cannot be written"
clean_folder

# Two names of one file; a link is followed.
ln -s real.jsonl link.jsonl
: >real.jsonl
run 2 scan in.jsonl --clean same.jsonl --dropped ./same.jsonl
run 2 scan in.jsonl --clean real.jsonl --dropped link.jsonl
run 0 scan in.jsonl --clean link.jsonl
[ -L link.jsonl ] || fail "the link was replaced"
lines real.jsonl 200
cp in.jsonl self.jsonl
run 2 scan self.jsonl --clean self.jsonl
same self.jsonl in.jsonl "an input that an output names"

# The input changes between its two readings.
mkfifo zgate
("$REPRINT" scan in.jsonl zgate --clean clean3.jsonl >out 2>err; echo $? >code) &
exec 8>zgate # opens when the program does, behind the end of in.jsonl
json new 999 >>in.jsonl
json late 1000 >&8
exec 8>&-
wait
[ "$(cat code)" -eq 5 ] || fail "a changed input gave $(cat code)"
has err "changed"
absent clean3.jsonl
clean_folder
has err "nothing was written"
finish
