# SPDX-License-Identifier: Apache-2.0
# What a command writes is not what it reads, whoever starts it and however.
. "$(dirname "$0")/lib.sh"

mkdir news
json a 1 >news/a.jsonl
json b 2 >news/b.jsonl
cp news/a.jsonl before

# an input named as an output stays as it is
for option in --clean --dropped --table --rejects --furniture --metrics -o; do
    run 2 scan news/a.jsonl "$option" news/a.jsonl
    has err "the output 'news/a.jsonl' is an input too"
    same news/a.jsonl before "input after $option"
done
run 2 extract news/b.jsonl news/a.jsonl -o news/../news/a.jsonl
has err "is an input too"
ln -s news/a.jsonl link.jsonl
run 2 scan news --clean link.jsonl news/a.jsonl
has err "the output 'link.jsonl' is an input too"
same news/a.jsonl before "input behind a link"
clean_folder

# outputs of an earlier run, found in the folder that is read
for night in 1 2 3; do
    run 0 scan news --clean news/clean.jsonl -o news/report.txt --table news/t.csv
    lines news/clean.jsonl 2
    has news/report.txt "articles read               2"
done
has err "news/clean.jsonl is an output and was not read"
has err "news/report.txt is an output and was not read"
run 0 scan news --clean news/clean.jsonl -o news/report.txt --table news/t.csv --quiet
[ -s err ] && fail "words although --quiet"
rm news/clean.jsonl news/report.txt news/t.csv
"$REPRINT" scan news --no-time >news/report.txt 2>err
has news/report.txt "articles read               2"
has err "standard output is an output and was not read"
rm news/report.txt
for night in 1 2; do
    run 0 extract news -o news/texts.jsonl
    lines news/texts.jsonl 2
done

# standard files that are closed: nothing takes their place
"$REPRINT" scan news --clean clean.jsonl >&- 2>err
[ $? -eq 5 ] || fail "closed standard output was not told"
has err "standard output: cannot be written"
absent clean.jsonl
run 0 scan news --clean expected -o report
"$REPRINT" scan news --clean clean.jsonl -o report.txt --quiet <&- >&- 2>&-
[ $? -eq 0 ] || fail "closed standard files that nobody needs"
same clean.jsonl expected "clean with all closed"
printf '{"id":"x","text":7}\n' >news/x.jsonl
"$REPRINT" scan news --clean clean.jsonl -o report.txt --table t.csv 2>&-
[ $? -eq 3 ] || fail "closed standard error"
same clean.jsonl expected "clean with standard error closed"
lacks t.csv rejected
"$REPRINT" scan - --clean clean.jsonl -o report.txt <&- 2>err
[ $? -eq 4 ] || fail "closed standard input"
has err "cannot be read"
rm news/x.jsonl

# nor may it go to the store, the index, what lies beside them, or fetch's list
for name in n.db n.db.lock n.db-wal n.idx n.idx.pairs; do
    run 2 scan news --store n.db --index n.idx --clean $name
    has err "'$name' is written to by something else"
    absent $name
done
echo http://127.0.0.1:9/ >list.txt
cp list.txt list.before
for option in --report --rejects; do
    run 2 fetch --store n.db --contact a@b.example "$option" list.txt list.txt
    has err "the output 'list.txt' is an input too"
    run 2 fetch --store n.db --contact a@b.example "$option" ./n.db list.txt
    has err "'./n.db' is written to by something else"
done
run 2 fetch --store n.db --contact a@b.example --report x --rejects ./x list.txt
same list.txt list.before "fetch's list"
absent n.db

# whatever is printed arrives, or that is told
if [ -w /dev/full ]; then
    run 0 scan news --store s.db --quiet
    for arguments in --help --version "scan --help" "store stats --store s.db" \
        "store check --store s.db" "compare news/a.jsonl news/b.jsonl" "report --store s.db"; do
        # shellcheck disable=SC2086
        "$REPRINT" $arguments >/dev/full 2>err
        [ $? -eq 5 ] || fail "$arguments: a full device was not told"
        has err "standard output: cannot be written"
    done
    lines err 1
fi

# a replaced file stays whose it was, with the mode it had
umask 022
run 0 scan news --clean kept.jsonl -o report.txt
[ "$(stat -c %a kept.jsonl)" = 644 ] || fail "mode of a new file"
chmod 600 kept.jsonl
[ "$(id -u)" -eq 0 ] && chown 1234:1235 kept.jsonl
owner=$(stat -c %u:%g kept.jsonl)
run 0 scan news --clean kept.jsonl -o report.txt
[ "$(stat -c %a kept.jsonl)" = 600 ] || fail "mode of a replaced file"
[ "$(stat -c %u:%g kept.jsonl)" = "$owner" ] || fail "owner of a replaced file"

# Two outputs that would be mixed on standard output.
run 2 scan news --clean /dev/stdout
has err "'/dev/stdout' is written to by something else"
run 2 scan news --table /dev/fd/1 -o /dev/stdout
run 0 scan news --clean /dev/stdout -o report.txt
run 0 scan news --clean /dev/null --dropped /dev/null

# What lies below /dev may be a file, and a store.
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
    shm=$(mktemp -d /dev/shm/reprint.XXXXXX)
    run 0 scan news --store "$shm/n.db" -o report.txt
    run 2 scan news --store "$shm/n.db" --clean "$shm/n.db"
    has err "is written to by something else"
    run 2 scan news --clean "$shm/x" --dropped "$shm/x"
    run 0 store --store "$shm/n.db" check
    rm -r "$shm"
fi
finish
