# SPDX-License-Identifier: Apache-2.0
# Pages of which nothing was had but a text of their site: no copies of each
# other, and told so; in a store, with an index and by compare as in one run.
. "$(dirname "$0")/lib.sh"

menu='Evening spotlight. Stay up to date on the newest medical news. Coverage of weather events everywhere. The best political reporting of our own team, each evening, free.'
page() { # number title
    printf '{"id":"p%d","url":"https://tv.example/%d","published":"2021-03-0%d","title":"%s","text":"%s"}\n' "$1" "$1" "$(($1 % 3 + 1))" "$2" "$menu"
}
page 1 'Harbour bridge closes after tanker collision' >first.jsonl
page 2 'Election observers praise northern provinces' >second.jsonl
page 3 'Medical reporting' >third.jsonl
cat first.jsonl second.jsonl third.jsonl >all.jsonl

run 0 scan all.jsonl --table table.csv --clean clean.jsonl --dropped dropped.jsonl -o report.txt
lines clean.jsonl 3
lines dropped.jsonl 0
has report.txt 'stubs                       3   texts of a site, not of an article'
[ "$(grep -cF 'alone (stub: a text of its site, under other titles too)' table.csv)" -eq 3 ] || fail "not in the table"
run 0 scan all.jsonl -f json
has out '"stubs":3,'

# One page may be an article, and another a copy of it. The night on which a
# title of its own shows up for the same text knows better.
for index in '' '--index x.idx'; do
    rm -f news.db x.idx*
    # shellcheck disable=SC2086
    run 0 scan --store news.db $index first.jsonl third.jsonl -f json -o night1.txt
    has night1.txt '"clusters_new":1,'
    # shellcheck disable=SC2086
    run 0 scan --store news.db $index second.jsonl -f json -o night2.txt
    has night2.txt '"clusters_ended":1,'
    has night2.txt '"store_clusters":0}'
done

run 1 compare first.jsonl second.jsonl
has out 'pages of one site, and the text says nothing of their titles'
finish
