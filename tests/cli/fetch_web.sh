# SPDX-License-Identifier: Apache-2.0
# Fetching from a web server as sites run it: nginx, with TLS, HTTP/2 on offer,
# gzip, validators, redirects, and a limit on requests.
. "$(dirname "$0")/lib.sh"
nginx=$(command -v nginx || echo /usr/sbin/nginx)
[ -x "$nginx" ] || { echo "nginx is not here: skipped"; exit 77; }
command -v openssl >/dev/null || { echo "openssl is not here: skipped"; exit 77; }
unset REPRINT_CONTACT http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY

# ----- an authority, certificates -----
authority() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 9 -subj "/CN=$1" -keyout "$1.key" -out "$1.pem" 2>/dev/null; }
# certificate NAME DAYS
certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2>/dev/null
    echo "subjectAltName=DNS:$1" >names
    openssl x509 -req -in "$1.csr" -CA ours.pem -CAkey ours.key -CAcreateserial -days "$2" -extfile names -out "$1.pem" 2>/dev/null
}
authority ours
authority theirs
certificate www.news.test 9

# ----- pages -----
mkdir -p site/a logs tmp
page() { printf '<!doctype html><html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>%s.</p></article></body></html>\n' "$1" "$1" "$(article "$2")"; }
for i in $(seq 40); do page "Page $i" "$i" >"site/a/$i.html"; done
page "Page 7, again" 7 >site/a/copy.html
base=https://www.news.test
{ echo '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
  for i in $(seq 40); do echo "<url><loc>PLACE/a/$i.html</loc><lastmod>$(date -u +%F)</lastmod></url>"; done
  echo '</urlset>'; } >map
{ echo "<rss version=\"2.0\"><channel><title>News</title><item><title>Again</title><link>/a/copy.html</link><pubDate>$(date -uR)</pubDate></item></channel></rss>"; } >site/feed.xml

# ----- the server, on two ports that are free -----
free() { python3 -c 'import socket; s = [socket.socket() for _ in range(2)]
for i in s: i.bind(("127.0.0.1", 0))
print(*(i.getsockname()[1] for i in s))'; }
serve() {
    read -r plain tls <<<"$(free)"
    sed "s#PLACE#$base:$tls#" map | gzip -nc >site/map.xml.gz
    printf 'User-agent: *\nDisallow: /private\nSitemap: %s:%s/map.xml.gz\n' "$base" "$tls" >site/robots.txt
    cat >nginx.conf <<CONF
$([ "$(id -u)" -eq 0 ] && echo 'user root;')
worker_processes 1;
pid $work/nginx.pid;
error_log $work/logs/error.log;
events {}
http {
    types { text/html html; application/rss+xml xml; text/plain txt; application/gzip gz; }
    access_log $work/logs/access.log;
    client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
    gzip on; gzip_min_length 1; gzip_types application/rss+xml;
    limit_req_zone \$binary_remote_addr zone=few:1m rate=4r/s;
    limit_req_status 429;
    server {
        listen 127.0.0.1:$tls ssl http2;
        server_name www.news.test;
        ssl_certificate $work/www.news.test.pem;
        ssl_certificate_key $work/www.news.test.key;
        root $work/site;
        location /limited/ { limit_req zone=few; alias $work/site/a/; }
    }
    server {
        listen 127.0.0.1:$plain;
        server_name www.news.test;
        location = /robots.txt { return 404; }
        location / { return 301 $base:$tls\$request_uri; }
    }
}
CONF
    "$nginx" -p "$work" -c nginx.conf 2>logs/start
}
trap '[ -e nginx.pid ] && kill "$(cat nginx.pid)"; sleep 0.1; rm -rf "$work"' EXIT
for _ in 1 2 3; do serve && break; done
for _ in $(seq 50); do [ -s nginx.pid ] && break; sleep 0.1; done
[ -s nginx.pid ] || { echo "nginx does not start: $(cat logs/start)"; exit 1; }

fetch() {
    local code=$1
    shift
    run "$code" fetch --allow-private --contact me@example.org --delay 0.01 --interval 0 -o arc -f json --rejects rejects \
        --resolve "www.news.test:$tls:127.0.0.1" --resolve "www.news.test:$plain:127.0.0.1" "$@"
}
total() { jq -r "select(.type == \"fetch\") | .$1" out; }
is() { [ "$(total "$1")" = "$2" ] || fail "$1 is $(total "$1"), not $2, line ${BASH_LINENO[0]}"; }
records() { cat arc/*.warc.gz | gzip -dc; }

# ----- a night -----
fetch 0 --ca-file ours.pem --store news.db "$base:$tls/feed.xml" "$base:$tls/map.xml.gz"
is new 41
[ "$(grep -c '"GET /a/' logs/access.log)" -eq 41 ] || fail "pages were asked more than once"
grep -q 'HTTP/2' logs/access.log && fail "HTTP/2 has no heads to archive"
records >held
grep -aq '^Content-Encoding: gzip' held || fail "nothing came packed"
grep -aq '^WARC-IP-Address: 127.0.0.1' held || fail "no address of the server"
gzip -t arc/*.warc.gz || fail "gzip finds the archive torn"

# what was archived reads as pages: each text, and the copy found
run 0 scan -o scanned arc/*.warc.gz
jq -r .id scanned/articles.jsonl 2>/dev/null | sort >got || true
run 0 extract arc/*.warc.gz
[ "$(wc -l <out)" -eq 41 ] || fail "of 41 pages $(wc -l <out) are read"
for i in 1 20 40; do grep -qF "$(article $i | cut -c1-100)" out || fail "the text of page $i is lost"; done
grep -qF "$base:$tls/a/40.html" out || fail "a page's address is lost"

# ----- the next night: validators, then a page that changed -----
: >logs/access.log
fetch 0 --ca-file ours.pem --store news.db "$base:$tls/feed.xml" "$base:$tls/map.xml.gz" "$base:$tls/a/1.html"
is new 0
is unchanged 1
[ "$(grep -c ' 304 ' logs/access.log)" -ge 2 ] || fail "validators do not hold: $(cat logs/access.log)"
sleep 1
page "Page 1, corrected" 99 >site/a/1.html
fetch 0 --ca-file ours.pem --store news.db "$base:$tls/a/1.html"
is new 1

# ----- from http to https; robots.txt of each -----
rm -rf arc
fetch 0 --ca-file ours.pem "http://www.news.test:$plain/a/3.html"
is new 1
records >held
grep -aq '^HTTP/1.1 301' held || fail "the redirect is not archived"
fetch 0 --ca-file ours.pem "http://www.news.test:$plain/private/1" "$base:$tls/a/2.html"
has rejects robots

# ----- certificates -----
rm -rf arc
for trust in "" "--ca-file theirs.pem"; do
    fetch 4 $trust "$base:$tls/a/3.html"
    has rejects certificate
    grep -q '"GET' <(tail -n 1 logs/access.log | grep -v ' 200 ') && fail "asked in spite of the certificate"
done
run 4 fetch --allow-private --contact me@example.org --delay 0.01 -o arc --ca-file ours.pem --rejects rejects \
    --resolve "other.test:$tls:127.0.0.1" "https://other.test:$tls/a/3.html"
has rejects certificate
run 2 fetch --allow-private --contact me@example.org -o arc --ca-file absent.pem "$base:$tls/a/3.html"
has err absent.pem

# ----- a limit on requests: slower, and everything comes -----
rm -rf arc
for i in $(seq 12); do echo "$base:$tls/limited/$i.html"; done >list
: >logs/access.log
fetch 0 --ca-file ours.pem --store limited.db list
is new 12
[ "$(grep -c ' 200 ' logs/access.log)" -eq 13 ] || fail "robots.txt and 12 pages: $(grep -c ' 200 ' logs/access.log)"
finish
