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

# from a pipe, which is read once
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
