#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A load run of reprint fetch: 200 hosts of one nginx on loopback, 100 pages
# each, at the default pace. Tells pages a second, memory, the least time
# between two requests to a host, and whether every page was asked for once and
# archived. Then the same without a pace: what one thread can do.
# usage: bench/fetch_load.sh [PROGRAM] [HOSTS] [PAGES]
set -euo pipefail
program=$(realpath "${1:-build/bench/reprint}")
hosts=${2:-200}
pages=${3:-100}
nginx=$(command -v nginx || echo /usr/sbin/nginx)
[ -x "$nginx" ] && [ -x /usr/bin/time ] || { echo "needs nginx-light and time (apt)" >&2; exit 1; }
work=$(mktemp -d)
cd "$work"
trap '[ ! -e nginx.pid ] || kill "$(cat nginx.pid)"; sleep 0.2; rm -rf "$work"' EXIT

mkdir site tmp
# pages of the size of a news page: 60 kB of markup, 600 words
python3 - "$pages" <<'PY'
import random, sys
for page in range(int(sys.argv[1])):
    word = random.Random(page)
    text = "".join("<p>%s.</p>\n" % " ".join("%05x" % word.getrandbits(20) for _ in range(60)) for _ in range(10))
    menu = "".join("<li class='item menu-%d'><a href='/section/%d'>Section %d</a></li>\n" % (i, i, i) for i in range(900))
    open("site/%d.html" % page, "w").write(
        "<!doctype html><html><head><title>Page %d</title></head><body><nav>%s</nav><article>%s</article></body></html>" % (page, menu, text))
PY
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >nginx.conf <<CONF
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 2048; }
http {
    types { text/html html; }
    log_format pace '\$msec \$host \$uri \$status';
    access_log $work/access.log pace;
    client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
    gzip on;
    gzip_comp_level 1;
    keepalive_timeout 75;
    server { listen 127.0.0.1:$port backlog=1024; root $work/site; }
}
CONF
"$nginx" -p "$work" -c nginx.conf
for host in $(seq "$hosts"); do
    for page in $(seq 0 $((pages - 1))); do echo "http://h$host.localhost:$port/$page.html"; done
done >list

# load NAME OPTION...
load() {
    local name=$1
    shift
    : >access.log
    kill -USR1 "$(cat nginx.pid)"
    /usr/bin/time -f '%e %M %U %S' -o time "$program" fetch --allow-private --contact bench@example.org \
        --quiet --report table -f json --store "$name.db" -o "$name" "$@" list
    read -r seconds kib user system <time
    sleep 0.2
    awk -v name="$name" -v seconds="$seconds" -v kib="$kib" -v user="$user" -v system_="$system" -v all=$((hosts * pages)) '
        $3 != "/robots.txt" && $4 == 200 { if ($2 $3 in seen) twice++; else count++; seen[$2 $3] = 1 }
        { if ($2 in last && (least == "" || $1 - last[$2] < least)) least = $1 - last[$2]; last[$2] = $1 }
        END { printf "%s: %d of %d pages once, %d again; %.1f s, %.0f pages/s; %.0f MiB; %.1f ms CPU a page; least pace %.3f s\n",
                  name, count, all, twice, seconds, count / seconds, kib / 1024, (user + system_) * 1000 / count, least }' access.log
    cat "$name"/*.warc.gz | gzip -dc | grep -ac '^WARC-Type: response' | sed "s/^/$name: responses archived: /"
    du -sm "$name" | sed 's/\t.*/ MB of archive/'
}
load polite
load flat --delay 0 --connections 200
