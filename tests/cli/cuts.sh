# SPDX-License-Identifier: Apache-2.0
# Two outlets that cut one report in other places: what stands whole in the
# report is a print of it, however little the two have in common.
. "$(dirname "$0")/lib.sh"

# two_of INPUT WHAT: of its three articles two are together
two_of() {
    together "$1" >got
    [ "$(wc -w <got)" -eq 2 ] || { fail "$2"; cat got; }
}

entry whole "$(saga 1 1 24)" >corpus.jsonl
entry half "$(saga 1 1 12)" >>corpus.jsonl
entry ends "$(saga 1 1 4 15 24)" >>corpus.jsonl
same <(together corpus.jsonl) <(echo "ends half whole") "two cuts"
same <(together corpus.jsonl --window 36500) <(echo "ends half whole") "two cuts within a window"
# Two that share too little of it may be two stories of a live report.
entry whole "$(saga 1 1 24)" >corpus.jsonl
entry half "$(saga 1 1 12)" >>corpus.jsonl
entry ends "$(saga 1 1 2 14 24)" >>corpus.jsonl
two_of corpus.jsonl "next to nothing in common"
# Two releases above what their sender says of himself, who is named in both, and a page with both.
entry first "$(saga 1 1 6; saga 9 10 12; saga 9 1 4)" >releases.jsonl
entry second "$(saga 2 1 6; saga 9 13 15; saga 9 1 4)" >>releases.jsonl
entry week "$(saga 1 1 6; saga 9 10 12; saga 2 1 6; saga 9 13 15; saga 9 1 4)" >>releases.jsonl
two_of releases.jsonl "releases of one sender"
# Nor are stories below what their site says first.
entry first "$(saga 9 1 3; saga 1 1 8)" >intro.jsonl
entry second "$(saga 9 1 3; saga 2 1 8)" >>intro.jsonl
entry week "$(saga 9 1 3; saga 1 1 8; saga 2 1 8)" >>intro.jsonl
two_of intro.jsonl "stories below one introduction"
# Two stories that a digest has whole share nothing, and are two.
entry first "$(saga 2 1 10)" >digest.jsonl
entry second "$(saga 3 1 10)" >>digest.jsonl
entry digest "$(saga 2 1 10; saga 3 1 10)" >>digest.jsonl
two_of digest.jsonl "a digest joins its stories"
# One outlet has a beginning of its own for the agency's, another cut the end: what
# they have in common is all that is left of both.
entry wire "$(saga 4 1 3; saga 1 1 8)" >wire
entry lead "$(saga 2 1 3; saga 1 1 8)" >lead
entry half "$(saga 4 1 3; saga 1 1 4)" >half
cat wire lead half >corpus.jsonl
same <(together corpus.jsonl) <(echo "half lead wire") "a lead of its own and a cut"
cat lead half >corpus.jsonl
same <(together corpus.jsonl) <(echo) "what they have in common alone"
# A lead that names whom the report does, a cut, and a box below it, which outweigh
# what was cut; with a lead on others it is another that shares a block.
box="and whoever reads this may write to us by post or call at the desk on any day of the week until noon since all of our work is paid for by those who read it"
entry wire "$(saga 1 1 6; saga 4 1 3)" >wire
entry print "$(saga 1 20 20; saga 1 1 6) So $box." >print
entry other "$(saga 2 1 2; saga 1 1 6) So $box." >other
cat wire print >corpus.jsonl
same <(together corpus.jsonl) <(echo "print wire") "a lead, a cut and a box"
cat wire other >corpus.jsonl
same <(together corpus.jsonl) <(echo) "a block below other leads"
# Two outlets that each put much of their own above a report are told from two that share
# a block by the report itself, whichever of the texts is the first.
for n in 1 2 3 4 5 6; do
    entry wire "$(saga $n 1 12)" >wire
    entry one "$(saga 7 1 7; saga $n 1 11)" >one
    entry two "$(saga 8 1 7; saga $n 1 12)" >two
    cat one two >corpus.jsonl
    same <(together corpus.jsonl) <(echo) "much of their own above a block ($n)"
    cat one wire two >corpus.jsonl
    same <(together corpus.jsonl) <(echo "one two wire") "much of their own above a report ($n)"
done
# Of one site they are its articles.
entry wire "$(saga 1 1 12)" >corpus.jsonl
entry one "$(saga 7 1 7; saga 1 1 11)" paper.example >>corpus.jsonl
entry two "$(saga 8 1 7; saga 1 1 12)" paper.example >>corpus.jsonl
two_of corpus.jsonl "two of one site above a report"
# Two stories that a digest has, one of them whole, share no sentence, and are two.
entry digest "$(saga 5 20 26; saga 5 1 8)" >corpus.jsonl
entry first "$(saga 5 1 12)" >>corpus.jsonl
entry second "$(saga 5 20 26)" >>corpus.jsonl
two_of corpus.jsonl "a story above another of the same names"
finish
