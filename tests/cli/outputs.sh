# SPDX-License-Identifier: Apache-2.0
# What is written: whole reports against expected ones, and every article in
# exactly one place.
. "$(dirname "$0")/lib.sh"

long=$(article 1)
{
    printf '{"id":"wire","url":"https://www.agency.example/1","title":"Wire story","published":"2024-03-01T10:00:00Z","text":"PARIS (Reuters) - %s","tags":["x"]}\n' "$long"
    printf '{"id":"copy","url":"https://daily.example/a","title":"Daily, \\"copy\\"","published":"2024-03-02","text":"A local lead of nine words comes in here. %s"}\n' "$long"
    printf '{"id":"same","url":"https://daily.example/b","text":"%s"}\n' "$long"
    printf '{"id":"part","url":"https://evening.example/c","title":"Part","published":"2024-03-03","text":"%s"}\n' "$(cut -d' ' -f1-28 <<<"$long")"
    printf '{"id":"other","text":"%s"}\n' "$(article 2)"
    printf '{"id":"short","text":"Road closed"}\n'
    printf '{"id":"broken","text":7}\n'
} >in.jsonl

run 3 scan in.jsonl --no-time --clean clean.jsonl --dropped dropped.jsonl \
    --table table.csv --rejects rejects.jsonl --outlets outlets.csv
mv out report.txt
cat >expected <<'END'
reprint VERSION

  articles read               6
    alone                     2
    in clusters               4
  clusters                    1
  exact copies                1
  near copies                 1
  excerpts                    1
  kept                        3
  dropped                     3
  rejected                    1
    not-a-string              1
  short texts                 1   under 20 words: only equal texts count as one

One report: >= 0.50 of one text's own prose stands in the other (0.45 where 120 words are shared),
and not only numbers and names differ.
Copies and versions: Jaccard of 5-word shingles >= 0.50. Verified on the text.
Candidates: MinHash of 128 slots in 42 bands of 3; expected to propose 99.6 % of copies
at the threshold, and excerpts by runs of 12 words that they share.

4 prints  Wire story
  cluster CLUSTER, 2024-03-01 10:00+00:00 to 2024-03-03, agency reuters
  3 outlets: agency.example, daily.example, evening.example
  similarity min 0.369 mean 0.658 over 6 pairs
    relation jacc. cont.   outlet                    published               title or path
    kept     1.000 1.000  agency.example            2024-03-01 10:00+00:00  Wire story  [kept: earliest]
                          in.jsonl#1
    exact    1.000 1.000  daily.example             no date                 in.jsonl#3  [dropped: same text as in.jsonl#1]
    copy     0.862 1.000  daily.example             2024-03-02              Daily, "copy"  [dropped: copy of in.jsonl#1]
                          in.jsonl#2
    excerpt  0.429 1.000  evening.example           2024-03-03              Part  [dropped: excerpt of in.jsonl#1]
                          in.jsonl#4

6 articles, 1 clusters: 3 kept, 3 dropped, 1 rejected
END
cluster=$(sed -n 's/^  cluster \([0-9a-f]*\),.*/\1/p' report.txt)
sed -e "s/$cluster/CLUSTER/" -e '1s/reprint .*/reprint VERSION/' report.txt >got
same got expected "text report"

cat >expected <<'END'
id,source,url,cluster,relation,jaccard,containment,keep,reason,host,published,agency,title,compared_with,words,direction
wire,in.jsonl#1,https://www.agency.example/1,CLUSTER,kept,1.0000,1.0000,true,earliest,agency.example,2024-03-01T10:00:00Z,reuters,Wire story,,60,
copy,in.jsonl#2,https://daily.example/a,CLUSTER,copy,0.8615,1.0000,false,copy of wire,daily.example,2024-03-02,,"Daily, ""copy""",in.jsonl#1,69,
same,in.jsonl#3,https://daily.example/b,CLUSTER,exact,1.0000,1.0000,false,same text as wire,daily.example,,,,in.jsonl#1,60,
part,in.jsonl#4,https://evening.example/c,CLUSTER,excerpt,0.4286,1.0000,false,excerpt of wire,evening.example,2024-03-03,,Part,in.jsonl#1,28,shorter
other,in.jsonl#5,,,,,,true,alone,,,,,,60,
short,in.jsonl#6,,,,,,true,alone (short: only equal texts count),,,,,,2,
END
sed "s/$cluster/CLUSTER/" table.csv >got
same got expected "table"

cat >expected <<'END'
host,articles,alone,represents,exact,copies,versions,excerpts,fragments,kept,dropped,own,copied,credited
,2,2,0,0,0,0,0,0,2,0,0,0,0
daily.example,2,0,0,1,1,0,0,0,0,2,0,0,0
agency.example,1,0,1,0,0,0,0,0,1,0,0,3,1
evening.example,1,0,0,0,0,0,1,0,0,1,0,0,0
END
same outlets.csv expected "outlets"

# clean: the very lines of the input
sed -n '1p;5,6p' in.jsonl >expected
same clean.jsonl expected "clean"
lines dropped.jsonl 3
jq -ce '[.id, .reprint.kept, .reprint.relation, .reprint.jaccard]' dropped.jsonl >got || fail "dropped is no JSON"
cat >expected <<'END'
["copy","wire","copy",0.8615]
["same","wire","exact",1]
["part","wire","excerpt",0.4286]
END
sed -i 's/1\.0000\]/1]/' got
same got expected "dropped"
echo '{"source":"in.jsonl#7","reason":"not-a-string","message":"field '"'text'"' is not a string"}' >expected
same rejects.jsonl expected "rejects"
has err "rejected in.jsonl#7: field 'text' is not a string"

# What was dropped, scanned again: a line has one verdict, that of the last run,
# and none if it is kept; others' members of that name are theirs.
printf '{"id":"theirs","text":"%s and some more words","reprint":{"year":1990}}\n' "$(article 3)" >theirs.jsonl
printf '{"id":"theirs next","text":"%s and other words","reprint":{"kept":true,"cluster":"Ada"}}\n' "$(article 5)" >>theirs.jsonl
printf '{"id":"theirs too","text":"%s, \\"reprint\\":{\\"kept\\":1}}","reprint":{"kept":"x","more":{}}}\n' \
    "$(article 3)" >>theirs.jsonl
python3 -c 'import json, sys
for line in sys.stdin: print(json.dumps(json.loads(line)), " ")' <dropped.jsonl >spaced.jsonl
for form in dropped spaced; do
    cat clean.jsonl $form.jsonl theirs.jsonl >again.jsonl
    run 0 scan again.jsonl --quiet --excerpts keep --keep source:daily.example,longest --clean clean2.jsonl --dropped dropped2.jsonl
    jq -r .id clean2.jsonl | sort | xargs >got
    echo "copy other part short theirs theirs next" >expected
    same got expected "kept of $form"
    jq -c 'select(.id == "theirs") | .reprint' clean2.jsonl >got
    echo '{"year":1990}' >expected
    same got expected "a member of others"
    has clean2.jsonl '"reprint":{"kept":true,"cluster":"Ada"}'
    [ "$(grep -c '"reprint"' clean2.jsonl)" -eq 2 ] || fail "an old verdict in the cleaned corpus of $form"
    jq -c '[.id, .reprint.kept, .tags]' dropped2.jsonl >got
    printf '%s\n' '["wire","copy",["x"]]' '["same","copy",null]' '["theirs too","theirs",null]' >expected
    same got expected "dropped of $form"
    grep -v '"theirs too"' dropped2.jsonl | grep '"reprint".*"reprint"' && fail "two verdicts in a line of $form"
done

# JSON: header, clusters, footer
run 3 scan in.jsonl -f json --quiet
jq -es '.[0].type == "header" and .[1].type == "cluster" and .[-1].type == "footer"
        and .[1].count == 4 and (.[1].members | length) == 4
        and .[1].members[0].relation == "kept" and .[-1].kept == 3
        and .[-1].articles == .[-1].kept + .[-1].dropped
        and .[-1].rejected_by_reason["not-a-string"] == 1
        and .[0].inputs == ["in.jsonl"]' out >/dev/null || fail "json report"
lines err 1 # what was rejected

# options change what is kept and joined
run 3 scan in.jsonl --quiet -f csv --excerpts keep
has out "part,in.jsonl#4,https://evening.example/c,$cluster,excerpt,0.4286,1.0000,true"
run 3 scan in.jsonl --quiet -f csv --relation copy
has out "part,in.jsonl#4,https://evening.example/c,,,,,true,alone"
run 3 scan in.jsonl --quiet -f csv --keep source:daily.example,longest
has out "copy,in.jsonl#2,https://daily.example/a,$cluster,kept,1.0000,1.0000,true,longest"
run 3 scan in.jsonl --quiet -f csv --keep source:evening.example
has out ",kept,1.0000,1.0000,true,source:evening.example"
# which holds less than half of the others, so one of them stays beside it
# (the earliest: what the list leaves open is decided as without one)
has out "wire,in.jsonl#1,https://www.agency.example/1,$cluster,excerpt,0.4286,1.0000,true,\"expanded print of part, which does not hold it\""
has out "same,in.jsonl#3,https://daily.example/b,$cluster,exact,1.0000,1.0000,false,same text as wire,daily.example,,,,in.jsonl#1"
has out "copy,in.jsonl#2,https://daily.example/a,$cluster,copy,0.8615,1.0000,false,copy of wire"
run 3 scan in.jsonl --quiet -f csv --keep source:WWW.Evening.example:80
has out ",kept,1.0000,1.0000,true,source:evening.example"
mkdir t.jsonl.d
run 3 scan in.jsonl --quiet --table t.jsonl.d/x.csv
has t.jsonl.d/x.csv "id,source,url"
run 3 scan in.jsonl --quiet -f csv --method simhash
has out "same,in.jsonl#3,https://daily.example/b,$cluster,exact"
run 1 scan in.jsonl --quiet --fail-on-duplicates
run 1 scan in.jsonl --quiet --fail-on-duplicates --threshold 1 --relation copy --keep longest -f csv
# ^ an exact copy is a duplicate at any threshold

# A temporary file that cannot grow is told as what it is, however little of it
# was written, and by whatever looked at it first.
for i in $(seq 60); do
    json "t$i" "$i"
    printf '{"id":"u%d","text":"%s and so on"}\n' "$i" "$(article "$i")"
done >texts.jsonl
for threads in 1 2; do
    (
        ulimit -f 1
        "$REPRINT" scan texts.jsonl --threads $threads --tmp . --tmp-memory 0 -o /dev/null >out 2>err
    )
    [ $? = 5 ] || fail "a full disk: $(cat err)"
    has err "the temporary file cannot be written (set TMPDIR or --tmp to a larger disk): File too large"
done

# ... in a night with a store too, whose file is on another disk
mkdir -p tmp
(
    ulimit -f 1
    "$REPRINT" scan texts.jsonl --store full.db --tmp tmp --tmp-memory 0 -o /dev/null >out 2>err
)
[ $? = 5 ] || fail "a full disk in a night: $(cat err)"
lacks err "the spool could not be written"

# ----- every outlet of a large cluster counts -----
for i in $(seq 620); do json "m$i" 3 ",\"url\":\"http://h$i.example/$i\""; done >many.jsonl
run 0 scan many.jsonl
has out '  620 outlets: '

# ----- descriptors -----
# A log that others write too is written on, not replaced.
printf '{bad\n{"text":"%s"}\n' "$(seq -s' ' 50)" >half.jsonl
echo "history" >night.log
"$REPRINT" scan half.jsonl --rejects /dev/stderr -o report 2>>night.log
[ $? -eq 3 ] || fail "--rejects /dev/stderr"
has night.log "history"
has night.log "bad-json"
"$REPRINT" scan half.jsonl --no-time --quiet -o /proc/self/fd/1 >>night.log 2>/dev/null
has night.log "history"
has night.log "articles read"
"$REPRINT" scan half.jsonl --quiet -o report --clean >(cat >piped) 2>/dev/null
for _ in $(seq 50); do [ -s piped ] && break; sleep 0.1; done
lines piped 1
run 2 scan half.jsonl --clean /dev/fd/1 -o -
run 5 scan half.jsonl --clean /dev/fd/77 -o report
has err "/dev/fd/77: cannot be written: Bad file descriptor"

finish
