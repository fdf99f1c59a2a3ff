# SPDX-License-Identifier: Apache-2.0
# Floors on real labelled data, where it lies beside the project.
if [ ! -d "${SHARED:-/nonexistent}/data/clusters" ]; then
    echo "skipped: no labelled data beside the project"
    exit 77
fi
. "$(dirname "$0")/lib.sh"

floor() { # FOLDER LEAST-F1
    python3 "$SOURCE/bench/quality.py" "$REPRINT" "$SHARED/data/clusters/$1" >score
    cat score
    awk -F'|' -v least="$2" '$3 ~ /reprint/ { seen = 1; exit !($6 >= least) } END { if (!seen) exit 1 }' score ||
        fail "$1: F1 is below $2"
}
floor us-news 0.980
floor events 0.96
floor wire 0.93

# every page an article, and none of them a copy
run 0 scan "$SHARED/data/seed" "$SHARED/data/extraction/html" -f json
has out '"clusters":0,'

run 0 extract "$SHARED/data/extraction/html" -o pages.jsonl
python3 "$SOURCE/bench/extraction.py" "$SHARED/data/extraction" pages.jsonl >score
cat score
awk '{ exit !($NF >= 0.980 && $4 >= 0.972) }' score ||
    fail "extraction: F1 is below 0.980 or precision below 0.972"

# the cookie notice in front and the site's furniture behind
run 0 extract "$SHARED"/data/seed/*.txt -f text
lacks out 'cookies'
lacks out 'Share This Post'
lacks out 'related posts'
lacks out 'On Top'
has out 'held thorough a video link'
finish
