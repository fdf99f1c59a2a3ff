# SPDX-License-Identifier: Apache-2.0
# What is fetched reads with other tools: warcio checks the archive, reads every
# record, and finds what the server sent. Then scan reads the same.
python=$SOURCE/build/tools/bin/python
"$python" -c 'import warcio' 2>/dev/null ||
    { echo "warcio is not here (tests/requirements.txt): skipped"; exit 77; }
. "$(dirname "$0")/fetch_lib.sh"

fetch 3 --store news.db "$(site site)/" "$(site a)/chunked" "$(site a)/chunked-gzip" \
    "$(site a)/continue" "$(site a)/close" "$(site a)/etag" "$(site a)/moved" "$(site a)/empty" \
    "$(site b)/gone" "$(site b)/error" "$(site b)/pdf" "$(site b)/loop"
fetch 0 --store news.db "$(site a)/chunked" "$(site a)/etag" "$(site a)/page/new"

# its own checker, of blocks' and payloads' digests
"$(dirname "$python")/warcio" check -v arc/*.warc.gz >checked 2>&1 || fail "warcio check: $(cat checked)"
has checked 'digest pass'
lacks checked 'digest failed'
# ... which does find an octet that changed
mkdir broken
cat arc/*.warc.gz | gzip -dc | sed 's/w000/w001/; s/w[0-9a-f]\{6\} w/wffffff w/' | gzip >broken/a.warc.gz
"$(dirname "$python")/warcio" check broken/a.warc.gz >/dev/null 2>&1 && fail "warcio does not look"

"$python" "$(dirname "$0")/read_back.py" "$port" arc/*.warc.gz >back 2>&1 || fail "$(cat back)"
grep -v '^response\|^revisit' back
for page in site:page/feed site:page/map a:chunked a:chunked-gzip a:continue a:close a:etag a:page/target a:moved a:page/new; do
    has back "response $(site "${page%%:*}")/${page#*:}"
done
has back "revisit $(site a)/etag"
has back "revisit $(site a)/chunked"

# ... and our own reader: each page's text, once
run 0 extract arc/*.warc.gz
jq -r .url out | sort >got
grep '^response' back | cut -d' ' -f2 | grep -v '/moved$\|/empty$\|/loop2*$' | sort >want
same got want "pages that extract reads"
# with what the feed said of a page that says nothing
has out '"published_source":"feed"'
finish
