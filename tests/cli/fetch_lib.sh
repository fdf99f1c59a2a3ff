# SPDX-License-Identifier: Apache-2.0
# fetch_lib.sh - what the tests of fetching share: the misbehaving server, and
# looks into what was fetched.
. "$(dirname "$0")/lib.sh"
servers=$(dirname "$0")/servers.py
unset REPRINT_CONTACT http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY

python3 "$servers" port log &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -e port ] && break; sleep 0.1; done
[ -e port ] || { echo "the server did not start"; exit 1; }
port=$(cat port)
site() { echo "http://$1.localhost:$port"; }

manners=(--allow-private --contact me@example.org --delay 0.02 --interval 0)
# fetch CODE ARGUMENT...: into arc, a table as JSON in out, what failed in rejects
fetch() {
    local code=$1
    shift
    run "$code" fetch "${manners[@]}" -o arc -f json --rejects rejects "$@"
}
# total FIELD: of the run
total() { jq -r "select(.type == \"fetch\") | .$1" out; }
# is FIELD VALUE
is() { [ "$(total "$1")" = "$2" ] || fail "$1 is $(total "$1"), not $2, of ${FUNCNAME[1]} line ${BASH_LINENO[0]}"; }
# rejected URL REASON MESSAGE
rejected() {
    jq -se --arg url "$1" --arg reason "$2" --arg message "$3" \
        'any(.source == $url and .reason == $reason and (.message | contains($message)))' rejects >/dev/null ||
        { fail "no $2 of $1 for '$3'"; grep -F "$1" rejects | head -3; }
}
# asked PATH [HOST]: how often the server was asked for it
asked() { awk -v path="$1" -v host="${2:-}" '$3 == path && (host == "" || $2 == host)' log | wc -l; }
asked_times() { [ "$(asked "$1" "${3:-}")" -eq "$2" ] || fail "$1 was asked $(asked "$1" "${3:-}") times, not $2"; }
# the headers of all records of the archive
records() { cat arc/*.warc.gz 2>/dev/null | gzip -dc; }
archived() { records | tr -d '\r' | awk -v type="$1" '/^WARC\/1.1$/ { head = 1; kind = ""; url = "" }
    head && /^WARC-Type: / { kind = $2 } head && /^WARC-Target-URI: / { url = $2 }
    head && $0 == "" { head = 0; if (kind == type) print url }' | sort; }
# begin anew
again() { rm -rf arc news.db* rejects; : >log; }
