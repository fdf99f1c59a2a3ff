# SPDX-License-Identifier: Apache-2.0
# A brief that a report and a column of news in brief both hold whole is the
# report's, whichever is the shorter.
. "$(dirname "$0")/lib.sh"

entry brief "$(saga 1 1 6)" >brief
entry report "$(saga 1 1 30)" >report
entry print "$(saga 1 1 31)" >print
entry column "$(saga 2 1 6; saga 1 1 6; saga 3 1 6)" >column
entry columns "$(saga 2 1 6; saga 1 1 6; saga 3 1 6; saga 4 1 1)" >columns
entry other "$(saga 3 1 6)" >other

cat brief column report >corpus.jsonl
same <(together corpus.jsonl) <(echo "brief report") "a report and a column"
cat brief column report print columns >corpus.jsonl
same <(together corpus.jsonl) <(printf '%s\n' "brief print report" "column columns") "two of each"
# Where nobody else has it, it stays with the column.
cat brief column >corpus.jsonl
same <(together corpus.jsonl) <(echo "brief column") "a column alone"
cat brief column report other >corpus.jsonl
same <(together corpus.jsonl) <(printf '%s\n' "brief report" "column other") "a brief without a report"
# A column that has two fifths in common with the report has no part in it.
entry two "$(saga 2 1 8; saga 1 1 6)" >two
cat brief two report >corpus.jsonl
same <(together corpus.jsonl) <(echo "brief report") "a short column"
# Nor does one that has only some of the brief win by that.
entry some "$(saga 2 1 4; saga 1 1 4; saga 3 1 2)" >some
cat brief some report >corpus.jsonl
same <(together corpus.jsonl) <(echo "brief report") "a column with some of it"
finish
