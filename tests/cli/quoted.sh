# SPDX-License-Identifier: Apache-2.0
# What a page quotes in a block is no prose of its own, read as a page and as
# the text that was extracted from it.
. "$(dirname "$0")/lib.sh"

# page FILE N ELEMENT: what one house says of a statement, and the statement
page() {
    printf '<html><body><article><h1>Of it</h1><p>%s</p><%s><p>%s</p><p>%s</p></%s><p>%s</p></article></body></html>' \
        "$(saga "$2" 1 1)" "$3" "$(saga 9 1 4)" "$(saga 9 5 8)" "$3" "$(saga "$2" 2 3)" >"$1"
}
page a.html 1 div
page b.html 2 div
run 0 compare a.html b.html
has out "73 % of A's own prose stands in B, 73 % of B's in A"
page a.html 1 blockquote
page b.html 2 blockquote
run 1 compare a.html b.html
has out "3 % of A's own prose stands in B, 3 % of B's in A"
run 0 extract a.html b.html -o articles.jsonl
[ "$(grep -o '\\n> So' articles.jsonl | wc -l)" -eq 4 ] || fail "quotations are not marked: $(cat articles.jsonl)"
run 1 compare 'articles.jsonl#1' 'articles.jsonl#2'
has out "3 % of A's own prose stands in B, 3 % of B's in A"
# one that is nearly all there is: so the page is laid out
printf '<html><body><article><h1>Of it</h1><p>They say:</p><blockquote><p>%s</p><p>%s</p></blockquote></article></body></html>' \
    "$(saga 9 1 4)" "$(saga 9 5 8)" >b.html
page a.html 1 div
run 0 compare a.html b.html
run 0 extract b.html
lacks out '> So'
finish
