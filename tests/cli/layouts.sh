# SPDX-License-Identifier: Apache-2.0
# One corpus, however its records are laid out, is the same articles, clusters
# and cleaned corpus.
. "$(dirname "$0")/lib.sh"

for i in $(seq 1 12); do json "id$i" $((i % 5 + 1)) ",\"title\":\"So \\\"it\\\" is, [$i] {x}\",\"published\":\"2024-01-0$((i % 9 + 1))\",\"more\":[1,{\"a\":null}]"; done >lines.jsonl
python3 - <<'END'
import json
records = [json.loads(line) for line in open("lines.jsonl")]
json.dump(records, open("one_line.json", "w"))
json.dump(records, open("indented.json", "w"), indent=4)
with open("appended.json", "w") as out:
    for half in records[:5], records[5:]:
        out.write("[\n" + ",\n".join(map(json.dumps, half)) + "\n]")
with open("spread.json", "w", newline="\r\n") as out:
    for record in records:
        out.write(json.dumps(record, indent=1) + "\n")
END
gzip -c indented.json >indented.gz

# tables have strings alone
import_csv() { python3 - "$@" <<'END'
import csv, json, sys
records = [json.loads(line) for line in open("strings.jsonl")]
def write(name, encoding="utf-8", **style):
    with open(name, "w", newline="", encoding=encoding) as out:
        table = csv.DictWriter(out, records[0], **style)
        table.writeheader()
        table.writerows(records)
write("excel.csv", encoding="utf-8-sig")
write("plain.csv", lineterminator="\n")
write("german.csv", encoding="cp1252", delimiter=";")
write("tabs.tsv", delimiter="\t")
write("quoted.csv", delimiter="|", quoting=csv.QUOTE_ALL)
write("slashes.csv", doublequote=False, escapechar="\\")
END
}

# as_lines FILE: its report and cleaned corpus are those of the lines
as_lines() {
    run 0 scan "$1" -f csv --clean clean --dropped dropped -o csv
    sed "s/$1#/F#/g" csv >csv.told
    same csv.told csv.expected "$1"
    for output in clean dropped; do
        jq -cS 'del(.reprint.source, .reprint.kept_source)' $output >got
        same got $output.expected "$1: $output"
    done
}
run 0 scan lines.jsonl -f csv --clean clean --dropped dropped
sed "s/lines.jsonl#/F#/g" out >csv.expected
lines csv.expected 13
for output in clean dropped; do jq -cS 'del(.reprint.source, .reprint.kept_source)' $output >$output.expected; done
lines dropped.expected 7
for layout in one_line.json indented.json appended.json spread.json indented.gz; do as_lines $layout; done

# the same of tables, by what Python writes; a row is an object of its columns
jq -c '.more = "a;b, \u0022c\u0022\td\nä" | .text = .text[:99] + "\n\nHe said \u0022so\u0022, \u0022it\u0022\u0022. " + .text[99:]' lines.jsonl >strings.jsonl
import_csv
run 0 scan strings.jsonl -f csv --clean clean --dropped dropped
sed "s/strings.jsonl#/F#/g" out >csv.expected
lines csv.expected 13
for output in clean dropped; do jq -cS 'del(.reprint.source, .reprint.kept_source)' $output >$output.expected; done
for layout in excel.csv plain.csv german.csv tabs.tsv quoted.csv slashes.csv; do as_lines $layout; done
"$REPRINT" scan - -f csv <plain.csv | sed 's/-#/F#/g' >got
same got csv.expected "a table from a pipe"
run 0 compare tabs.tsv#1 tabs.tsv#6

# a table without a text is told of once, with what it has
sed '1s/text/Body/' plain.csv >body.csv
run 4 scan body.csv --rejects rejects.jsonl
has err "rejected body.csv: no field 'text' or 'html'; the columns are \"id\", \"Body\", \"title\", \"published\", \"more\": name one by --field text=NAME"
run 0 scan body.csv --field text=Body -f csv -o got
sed "s/body.csv#/F#/g" got >out
same out csv.expected "a text of another name"

# nor is a table that a run wrote an input to the next
run 0 scan strings.jsonl --table table.csv -o /dev/null
run 4 scan table.csv

# a mark that is missing costs its row, a row that has too much itself
{ head -1 plain.csv; printf 'x,"%s\ny,"%s",,,\nz,%s,,,,more\n' "$(article 1)" "$(article 2)" "$(article 3)"; } >marks.csv
run 3 scan marks.csv -f csv --rejects rejects.jsonl
lines out 2
has out "y,marks.csv#2,"
has rejects.jsonl '"source":"marks.csv#1","reason":"bad-csv"'
has err "rejected marks.csv#3: 6 cells, where the header has 5"

# from a pipe, which is read once
run 0 scan lines.jsonl -f csv
sed "s/lines.jsonl#/F#/g" out >csv.expected
"$REPRINT" scan - -f csv <indented.json | sed 's/-#/F#/g' >got
same got csv.expected "from a pipe"

# what extract writes has a line for each
run 0 extract indented.json
lines out 12

# a record is found by its number
run 0 compare indented.json#1 indented.json#6
run 0 compare --in one_line.json id1 id6

# damage costs the record that has it
sed '0,/"id3",/s//"id3,/' indented.json >damaged.json
run 3 scan damaged.json -f csv --rejects rejects.jsonl
has rejects.jsonl '"source":"damaged.json#3","reason":"bad-json"'
lines rejects.jsonl 1
lines out 12
has err 'rejected damaged.json#3: not JSON: a line ends within a string: going on at the next line that begins with an object'

finish
