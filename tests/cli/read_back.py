# SPDX-License-Identifier: Apache-2.0
"""Read WARC files with a reader that is not ours (warcio). Usage: read_back.py
PORT FILE...: prints a line for each response and revisit, and asks the server
at PORT on this machine for each page again: what is archived must be, octet by
octet, what it sends. Ends with 1 if anything differs."""
import http.client
import sys
import zlib

from warcio.archiveiterator import ArchiveIterator

failures = 0


def fail(message):
    global failures
    failures += 1
    print("FAILED: " + message)


class Answer(http.client.HTTPResponse):
    """An answer behind early hints (103), which http.client takes for one."""

    def _read_status(self):
        version, status, reason = super()._read_status()
        while status == 103:
            http.client.parse_headers(self.fp)
            version, status, reason = super()._read_status()
        return version, status, reason


def ask(port, url):
    """The body that the server sends now, without transfer encoding."""
    host, _, path = url.split("://", 1)[1].partition("/")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/" + path, headers={"Host": host, "Accept-Encoding": "gzip"})
    connection.response_class = Answer
    answer = connection.getresponse()
    body = answer.read()
    if answer.getheader("Content-Encoding") == "gzip":
        body = zlib.decompress(body, 31)
    return answer.status, body


def members(path):
    """How many gzip members a file has."""
    data = open(path, "rb").read()
    count = 0
    while data:
        unpacker = zlib.decompressobj(31)
        unpacker.decompress(data)
        if not unpacker.eof:
            fail(path + " is torn")
            break
        data = unpacker.unused_data
        count += 1
    return count


def look_at(record, port, requests, seen):
    kind = record.rec_type
    url = record.rec_headers.get_header("WARC-Target-URI")
    identity = record.rec_headers.get_header("WARC-Record-ID")
    if identity in seen:
        fail("two records are called " + identity)
    seen.add(identity)
    if kind == "warcinfo":
        text = record.content_stream().read().decode()
        for field in ("software:", "format: WARC File Format 1.1", "http-header-user-agent:", "robots:"):
            if field not in text:
                fail("warcinfo lacks " + field)
    if kind == "request":
        if record.http_headers.protocol != "GET":
            fail("a request of %s: %s" % (url, record.http_headers.protocol))
        requests.update(id for name, id in record.rec_headers.headers if name == "WARC-Concurrent-To")
    if kind == "revisit":
        for name in ("WARC-Profile", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"):
            if not record.rec_headers.get_header(name):
                fail("a revisit of %s without %s" % (url, name))
        print("revisit", url)
    if kind == "response":
        body = record.content_stream().read()
        status = record.http_headers.get_statuscode()
        again, expected = ask(port, url)
        if int(status) != again:
            fail("%s was %s and is %d" % (url, status, again))
        if body != expected:
            fail("%s: %d octets archived, %d sent" % (url, len(body), len(expected)))
        print("response", url)
        return identity
    return None


def main():
    port = int(sys.argv[1])
    requests, responses, seen = set(), set(), set()
    for path in sys.argv[2:]:
        count = 0
        with open(path, "rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                count += 1
                if record.rec_headers.protocol != "WARC/1.1":
                    fail("a record of " + record.rec_headers.protocol)
                responses.add(look_at(record, port, requests, seen))
        if members(path) != count:
            fail("%d records in %d members" % (count, members(path)))
    responses.discard(None)
    if not responses <= requests:
        fail("responses without their requests: %s" % sorted(responses - requests)[:3])
    return failures != 0


sys.exit(main())
