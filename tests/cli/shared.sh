# SPDX-License-Identifier: Apache-2.0
# Floors on real labelled data, where it lies beside the project.
if [ ! -d "${SHARED:-/nonexistent}/data/clusters" ]; then
    echo "skipped: no labelled data beside the project"
    exit 77
fi
. "$(dirname "$0")/lib.sh"

floor() { # FOLDER LEAST-F1
    python3 "$SOURCE/bench/pairs.py" "$REPRINT" "$SHARED/data/clusters/$1" >score
    cat score
    awk -v least="$2" '{ for (i = 1; i < NF; i++) if ($i == "F1") exit !($(i + 1) >= least) }' score ||
        fail "$1: F1 is below $2"
}
floor us-news 0.93
floor events 0.96
floor wire 0.86

run 0 scan "$SHARED/data/seed" "$SHARED/data/extraction/html" -f json --clean clean.jsonl
tail -1 out
python3 "$SOURCE/bench/extraction.py" "$SHARED/data/extraction" clean.jsonl >score
cat score
awk '{ exit !($NF >= 0.965) }' score || fail "extraction: F1 is below 0.965"
finish
