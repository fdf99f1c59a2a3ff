# SPDX-License-Identifier: Apache-2.0
# What stands whole in a report is a print of it, however little it has in common
# with others that do: other cuts, and the pages of an article.
. "$(dirname "$0")/lib.sh"

entry whole "$(saga 1 1 24)" >corpus.jsonl
entry half "$(saga 1 1 12)" >>corpus.jsonl
entry ends "$(saga 1 1 4 15 24)" >>corpus.jsonl
same <(together corpus.jsonl) <(echo "ends half whole") "two cuts"
same <(together corpus.jsonl --window 36500) <(echo "ends half whole") "two cuts within a window"
# Two that share too little of it may be two stories of a live report.
entry whole "$(saga 1 1 24)" >corpus.jsonl
entry half "$(saga 1 1 12)" >>corpus.jsonl
entry ends "$(saga 1 1 2 14 24)" >>corpus.jsonl
together corpus.jsonl >got
[ "$(wc -w <got)" -eq 2 ] || { fail "next to nothing in common"; cat got; }
# Two releases with what their sender says of himself, and a page with both.
entry first "$(saga 1 1 8; saga 9 1 4)" >releases.jsonl
entry second "$(saga 2 1 8; saga 9 1 4)" >>releases.jsonl
entry week "$(saga 1 1 8; saga 2 1 8; saga 9 1 4)" >>releases.jsonl
together releases.jsonl >got
[ "$(wc -w <got)" -eq 2 ] || { fail "releases of one sender"; cat got; }

# Pages of an article that is had on one page too share nothing.
pages() { # DATE-OF-LAST
    entry all "$(saga 1 1 24)" site.example 2026-03-03T10:00:00Z
    entry one "$(saga 1 1 9)" site.example 2026-03-03T10:00:00Z
    entry two "$(saga 1 10 17)" site.example 2026-03-03T10:00:00Z
    entry three "$(saga 1 18 24)" site.example "$1"
}
pages 2026-03-03T10:00:00Z >pages.jsonl
same <(together pages.jsonl) <(echo "all one three two") "pages"
pages 2026-03-05T10:00:00Z >pages.jsonl
same <(together pages.jsonl) <(echo "all one") "what was put on one page later"
# Two stories that a digest has whole share nothing, and are two.
entry first "$(saga 2 1 10)" >digest.jsonl
entry second "$(saga 3 1 10)" >>digest.jsonl
entry digest "$(saga 2 1 10; saga 3 1 10)" >>digest.jsonl
together digest.jsonl >got
[ "$(wc -w <got)" -eq 2 ] || { fail "a digest joins its stories"; cat got; }
finish
