# SPDX-License-Identifier: Apache-2.0
"""A web server on loopback that behaves, and one path each for what servers do
when they do not. Usage: servers.py PORT-FILE LOG: takes a free port and writes it
to PORT-FILE. Each request is a line of LOG: time, host, path, what was
conditional about it, and the agent. Which site it is shows from the host's
name."""
import email.utils
import gzip
import hashlib
import os
import socket
import struct
import sys
import threading
import time
import zlib

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
PORT = listener.getsockname()[1]
LOG = open(sys.argv[2], "a", buffering=1)
lock = threading.Lock()
counts = {}


def words(seed, count=90):
    """Text of its own for each seed."""
    out = []
    state = hashlib.sha256(seed.encode()).digest()
    while len(out) < count:
        state = hashlib.sha256(state).digest()
        out += [state[i : i + 3].hex() for i in range(0, 30, 3)]
    return " ".join("w" + word for word in out[:count])


def page(path):
    return (
        "<!doctype html><html><head><title>Page %s</title></head><body>"
        "<article><h1>Page %s</h1><p>%s.</p></article></body></html>"
        % (path, path, words(path))
    ).encode()


def head(status, fields=(), body=None):
    lines = ["HTTP/1.1 " + status, "Date: " + email.utils.formatdate(usegmt=True)]
    lines += ["%s: %s" % field for field in fields]
    if body is not None:
        lines.append("Content-Length: %d" % len(body))
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def simple(status, body=b"", *fields):
    return head(status, (("Content-Type", "text/html; charset=utf-8"),) + fields, body) + body


def typed(kind, body):
    return head("200 OK", (("Content-Type", kind),), body) + body


def chunks(body, size=100):
    out = b""
    for at in range(0, len(body), size):
        piece = body[at : at + size]
        out += b"%x\r\n%s\r\n" % (len(piece), piece)
    return out + b"0\r\n\r\n"


HTML = ("Content-Type", "text/html")
CHUNKED = ("Transfer-Encoding", "chunked")
GZIP = ("Content-Encoding", "gzip")


def bad_path(path, send, connection):
    """Answers that are no answers; True if the path is one of them."""
    if path == "/drip":
        send(head("200 OK", (HTML,), b"x" * 1000))
        for _ in range(100):
            send(b"x")
            time.sleep(1)
    elif path == "/slow-large":
        # 14 MB in four seconds, more than lies on the way
        send(head("200 OK", (HTML,), b"x" * 14000000))
        for _ in range(35):
            send(b"x y " * 100000)
            time.sleep(0.12)
    elif path == "/short":
        send(head("200 OK", (HTML,), b"x" * 1000) + b"only this")
    elif path == "/endless":
        send(head("200 OK", (HTML, CHUNKED)))
        for _ in range(100000):
            send(b"10000\r\n" + b"x" * 65536 + b"\r\n")
    elif path == "/headers":
        send(b"HTTP/1.1 200 OK\r\n")
        for i in range(100000):
            send(b"X-Field-%d: %s\r\n" % (i, b"y" * 100))
    elif path == "/bomb":
        send(head("200 OK", (HTML, GZIP)))
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        for _ in range(4096):
            send(packer.compress(b"<" * (1 << 20)))
        send(packer.flush())
    elif path == "/reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    elif path == "/garbage":
        send(b"\x00\x01\x02 this is not HTTP\r\n\r\n")
    else:
        return False
    return True


def redirect(path):
    targets = {
        "/moved": "/page/target",
        "/loop": "/loop2",
        "/loop2": "/loop",
        "/to-file": "file:///etc/passwd",
        "/to-metadata": "http://169.254.169.254/latest/meta-data/",
        "/to-other": "http://deny.localhost:%d/page/1" % PORT,
        "/to-nowhere": "",
    }
    if path.startswith("/hop/"):
        targets[path] = "/hop/%d" % (int(path[5:]) + 1)
    if path not in targets:
        return None
    fields = (("Location", targets[path]),) if targets[path] else ()
    return simple("302 Found", b"moved", *fields)


def limited(host, path, count):
    if path == "/limit-once":
        if count == 1:
            when = email.utils.formatdate(time.time() + 2, usegmt=True)
            return simple("429 Too Many Requests", b"", ("Retry-After", when))
        return simple("200 OK", page(path))
    if path == "/limit-long":
        return simple("503 Service Unavailable", b"", ("Retry-After", "90000"))
    if host.startswith("limits."):
        return simple("429 Too Many Requests")
    if host.startswith("refuses."):
        return simple("403 Forbidden")
    return None


ROBOTS = {
    "deny.": b"User-agent: *\nDisallow: /\n",
    "hop-robots.": b"User-agent: *\nDisallow: /private\n",
    "some.": b"User-agent: *\nDisallow: /\n\nUser-agent: Reprint\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 0.3\n",
}


def away(host):
    return simple("302 Found", b"", ("Location", "http://%s.localhost:%d/robots.txt" % (host, PORT)))


def robots(host, fields):
    if host.startswith("hop-robots."):
        return simple("301 Moved", b"", ("Location", "/rules.txt"))
    if host.startswith("cross-a."):
        return away("cross-b")
    if host.startswith("cross-b."):
        return away("cross-a")
    if host.startswith("cut-robots."):
        body = gzip.compress(ROBOTS["deny."] * 50, mtime=0)[:-20]
        return head("200 OK", (("Content-Type", "text/plain"), GZIP), body) + body
    if host.startswith("br-robots."):
        return head("200 OK", (("Content-Type", "text/plain"), ("Content-Encoding", "br")), b"\x0b\x02\x80") + b"\x0b\x02\x80"
    if host.startswith("limit-robots."):
        return simple("429 Too Many Requests", b"", ("Retry-After", "90000"))
    for start, text in ROBOTS.items():
        if host.startswith(start):
            return typed("text/plain", text)
    if host.startswith("robots503."):
        return simple("503 Service Unavailable")
    if host.startswith("many."):
        return typed("text/plain", b"User-agent: *\nDisallow: /many/\n")
    if host.startswith("site."):
        return typed("text/plain", b"User-agent: *\nAllow: /\nSitemap: http://site.localhost:%d/index.xml\n" % PORT)
    if host.startswith("walled."):
        return typed("text/plain", b"Sitemap: http://walled.localhost:%d/map.xml\n" % PORT)
    if host.startswith("moved-robots."):
        return simple("301 Moved", b"", ("Location", "http://deny.localhost:%d/robots.txt" % PORT))
    return simple("404 Not Found", b"none")


def now(days=0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - days * 86400))


def site(path, fields):
    """A site with feeds and sitemaps."""
    if path == "/":
        body = b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed.rss'></head><body>Front</body></html>"
        return simple("200 OK", body)
    if path == "/feed.rss":
        body = ("<?xml version='1.0'?><rss version='2.0'><channel><item><title>From a feed</title>"
                "<link>http://site.localhost:%d/page/feed</link><pubDate>%s</pubDate></item></channel></rss>"
                % (PORT, email.utils.formatdate())).encode()
        if fields.get("if-none-match") == '"feed"':
            return head("304 Not Modified", (("ETag", '"feed"'),)) 
        return head("200 OK", (("Content-Type", "application/rss+xml"), ("ETag", '"feed"')), body) + body
    if path == "/changing.atom":
        entry = ("<entry><title>%s</title><link href='http://site.localhost:%d/page/%s'/>"
                 "<published>%s</published><updated>%s</updated></entry>")
        days_ago = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 2 * 86400))
        at_once = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return typed("application/atom+xml", ("<feed xmlns='http://www.w3.org/2005/Atom'>%s%s%s</feed>" % (
            entry % ("Changed", PORT, "changed", days_ago, at_once),
            entry % ("Future", PORT, "future", days_ago, "2099-01-01T00:00:00Z"),
            entry % ("Same", PORT, "same", days_ago, days_ago))).encode())
    if path == "/index.xml":
        return typed("application/xml", ("<sitemapindex><sitemap><loc>http://site.localhost:%d/map.xml.gz</loc></sitemap>"
                     "<sitemap><loc>http://site.localhost:%d/old.xml</loc><lastmod>2015-01-01</lastmod></sitemap></sitemapindex>"
                     % (PORT, PORT)).encode())
    if path == "/map.xml.gz":
        body = ("<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
                "<url><loc>http://site.localhost:%d/page/map</loc><news:news><news:publication_date>%s</news:publication_date>"
                "<news:title>From a map</news:title></news:news></url>"
                "<url><loc>http://site.localhost:%d/page/old</loc><lastmod>2015-01-01</lastmod></url>"
                "<url><loc>http://site.localhost:%d/page/undated</loc></url></urlset>" % (PORT, now(1), PORT, PORT)).encode()
        return typed("application/gzip", gzip.compress(body, mtime=0))
    return None


def linking(feed):
    return simple("200 OK", ("<html><head><link rel='alternate' type='application/rss+xml' href='%s'></head>"
                             "<body>Front</body></html>" % feed).encode())


def rss(*links):
    items = "".join("<item><link>%s</link></item>" % link for link in links)
    return typed("application/rss+xml", ("<rss version='2.0'><channel>%s</channel></rss>" % items).encode())


def front(path, fields):
    """A site whose front page leads elsewhere."""
    if path == "/":
        return simple("302 Found", b"", ("Location", "/section/"))
    if path == "/section/":
        return linking("/news.rss")
    return rss("/page/front") if path == "/news.rss" else None


def walled(path):
    """A site whose front page leads to a wall at another host."""
    if path == "/":
        return simple("302 Found", b"", ("Location", "http://wall.localhost:%d/wall" % PORT))
    if path == "/map.xml":
        return typed("application/xml", ("<urlset><url><loc>http://walled.localhost:%d/page/walled</loc><lastmod>%s</lastmod></url></urlset>"
                     % (PORT, now(1))).encode())
    return simple("500 Internal Server Error", b"") if path == "/page/shaky" else None


def mapped(path, fields):
    """A site whose sitemap names its own front page, which has a tag."""
    if path == "/":
        if fields.get("if-none-match") == '"front"':
            return head("304 Not Modified", (("ETag", '"front"'),))
        body = b"<html><head><link rel='alternate' type='application/rss+xml' href='/news.rss'></head><body>Front</body></html>"
        return simple("200 OK", body, ("ETag", '"front"'))
    if path == "/map.xml":
        return typed("application/xml", ("<urlset><url><loc>http://mapped.localhost:%d/</loc><lastmod>%s</lastmod></url></urlset>"
                     % (PORT, now(1))).encode())
    return rss("/page/mapped") if path == "/news.rss" else None


def later(path, count):
    """Not there when it is asked for first; or led elsewhere from then on."""
    if path == "/late.rss":
        return simple("404 Not Found", b"") if count == 1 else rss("/page/late")
    if path == "/swap":
        return simple("302 Found", b"", ("Location", "/same/a" if count == 1 else "/same/b"))
    return simple("200 OK", page("/page/same")) if path.startswith("/same/") else None


def clicked(path):
    """Feeds whose items lead elsewhere: some to one page, some to pages that a sitemap has."""
    if path == "/gone.rss":
        return rss(*("/gone/%d" % i for i in range(8)))
    if path.startswith("/gone/"):
        return simple("302 Found", b"", ("Location", "/page/none"))
    if path == "/clicks.rss":
        return rss(*("/click/%d" % i for i in range(5)))
    if path.startswith("/click/"):
        return simple("302 Found", b"", ("Location", "/page/" + path[7:]))
    if path == "/map.xml":
        urls = "".join("<url><loc>http://clicked.localhost:%d/page/%d</loc><lastmod>%s</lastmod></url>" % (PORT, i, now(1)) for i in range(5))
        return typed("application/xml", ("<urlset>%s</urlset>" % urls).encode())
    return None


def odd(path, fields, count):
    """Listings that are something else for a while, and one without dates that has a tag."""
    if path == "/feed":
        return simple("200 OK", page("/page/sorry")) if count == 2 else rss("/page/odd/%d" % count)
    if path == "/late/feed":
        return simple("200 OK", page("/page/sorry")) if count == 1 else rss("/page/late")
    if path == "/undated.xml":
        if fields.get("if-none-match") == '"map"':
            return head("304 Not Modified", (("ETag", '"map"'),))
        body = ("<urlset><url><loc>http://odd.localhost:%d/page/undated</loc></url></urlset>" % PORT).encode()
        return head("200 OK", (("Content-Type", "binary/octet-stream"), ("ETag", '"map"')), body) + body
    return simple("403 Forbidden", b"") if path == "/page/refused" and count == 1 else None


def good_path(path, fields):
    body = page(path)
    if path == "/escaped.json":
        return typed("application/json", b'{"items": [{"url": "\\/page\\/escaped"}], "title": "' + b"x" * 5000 +
                     b'", "version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}')
    if path == "/many.xml":
        return typed("application/xml", ("<sitemapindex>%s</sitemapindex>" % "".join(
            "<sitemap><loc>/many/%d.xml</loc></sitemap>" % i for i in range(2300))).encode())
    if path == "/sitemap.txt":
        return typed("text/plain", ("http://a.localhost:%d/page/lined\n" % PORT).encode())
    if path == "/slow":
        time.sleep(2.2)
        return simple("200 OK", body)
    if path == "/chunked":
        return head("200 OK", (HTML, CHUNKED)) + chunks(body)
    if path == "/chunked-gzip":
        return head("200 OK", (HTML, CHUNKED, GZIP)) + chunks(gzip.compress(body, mtime=0))
    if path == "/continue":
        return b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + simple("200 OK", body)
    if path == "/etag":
        if fields.get("if-none-match") == 'W/"1"':
            return head("304 Not Modified", (("ETag", 'W/"1"'),))
        return simple("200 OK", body, ("ETag", 'W/"1"'), ("Last-Modified", "Tue, 24 Nov 2020 10:00:00 GMT"))
    if path == "/long":
        return head("200 OK", (HTML,), body) + body + b"more than was told"
    if path == "/close":
        return head("200 OK", (HTML,)) + body
    if path == "/unasked":
        return head("304 Not Modified", (("ETag", '"1"'),))
    if path == "/rules.txt":
        return typed("text/plain", ROBOTS["hop-robots."])
    if path == "/latin.rss":
        text = ("<rss version='2.0'><channel><item><title>\u00dcber M\u00e4rkte</title><link>/page/latin</link></item></channel></rss>")
        return typed("application/rss+xml; charset=iso-8859-1", text.encode("latin-1"))
    if path.startswith("/big/"):
        return typed("application/rss+xml", b"<rss><channel><!--" + b"x" * (int(path[5:]) << 20) + b"--><item><link>/page/big</link></item></channel></rss>")
    if path == "/cut.rss":
        return typed("application/rss+xml", b"<rss><channel><item><link>/page/whole</link></item><item><link>/pa")
    if path == "/pdf":
        return typed("application/pdf", b"%PDF-1.7" + b"\0" * 100000)
    if path == "/empty":
        return simple("200 OK", b"")
    if path == "/error" or path.startswith("/error/"):
        return simple("500 Internal Server Error", b"oh")
    if path.startswith("/page/"):
        return simple("200 OK", body)
    return None


def answer(method, target, fields, connection, count):
    host = fields.get("host", "")

    def send(data):
        connection.sendall(data)

    if target == "/robots.txt":
        if host.startswith("shaky-robots.") and count < 3:
            return False
        send(robots(host, fields))
        return True
    if bad_path(target, send, connection):
        return False
    data = limited(host, target, count) or redirect(target)
    if not data and host.startswith("site."):
        data = site(target, fields)
    if not data and host.startswith("front."):
        data = front(target, fields)
    if not data and host.startswith(("walled.", "shaky-robots.")):
        data = walled(target)
    if not data and target == "/wall":
        data = simple("200 OK", b"<html><body>Agree</body></html>")
    if not data and host.startswith("mapped."):
        data = mapped(target, fields)
    if not data and host.startswith("clicked."):
        data = clicked(target)
    if not data and host.startswith("odd."):
        data = odd(target, fields, count)
    if not data and host.startswith("later."):
        data = later(target, count)
    data = data or good_path(target, fields) or simple("404 Not Found", b"not here")
    send(data)
    return target not in ("/close", "/long")


def read_request(connection, held):
    while b"\r\n\r\n" not in held:
        data = connection.recv(65536)
        if not data:
            return None, b""
        held += data
    block, held = held.split(b"\r\n\r\n", 1)
    return block.decode("latin-1").split("\r\n"), held


def serve(connection):
    held = b""
    try:
        while True:
            lines, held = read_request(connection, held)
            if lines is None:
                break
            method, target, _ = lines[0].split(" ", 2)
            fields = {}
            for line in lines[1:]:
                name, value = line.split(":", 1)
                fields[name.lower()] = value.strip()
            with lock:
                key = (fields.get("host", ""), target)
                counts[key] = counts.get(key, 0) + 1
                LOG.write("%.3f %s %s %s %s\n" % (time.time(), key[0].split(":")[0], target,
                          fields.get("if-none-match", "-"), fields.get("user-agent", "-").replace(" ", "_")))
            if not answer(method, target, fields, connection, counts[key]):
                break
    except OSError:
        pass
    finally:
        connection.close()


def main():
    listener.listen(512)
    with open(sys.argv[1] + ".part", "w") as file:
        file.write(str(PORT))
    os.rename(sys.argv[1] + ".part", sys.argv[1])
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


main()
