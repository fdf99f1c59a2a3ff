# SPDX-License-Identifier: Apache-2.0
"""Members of an archive whose bytes the disk changed.

usage: flipped.py REPRINT SEED TIMES, in an empty folder

Of an archive with a gzip member for each record one member is changed: a bit, its
end, bytes in its midst. All other articles are read as they were, and none that
is not one of them; what is damaged is named by its number.
"""
import gzip
import json
import random
import subprocess
import sys

reprint, seed, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
WORDS = [f"word{i}" for i in range(400)]
COUNT, HURT = 6, 2


def record(number):
    text = "".join("<p>%s.</p>" % " ".join(rnd.choices(WORDS, k=40)).capitalize() for _ in range(8))
    page = f"<title>Page {number}</title><article>{text}</article>"
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
            "WARC-Date: 2025-04-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body)}\r\n\r\n")
    return gzip.compress((head + body + "\r\n\r\n").encode(), mtime=0)


def changed(member):
    member = bytearray(member)
    kind = rnd.randrange(3)
    at = rnd.randrange(30, len(member) - 1)
    if kind == 0:
        member[at] ^= 1 << rnd.randrange(8)
    elif kind == 1:
        del member[at:]
    else:
        del member[at : at + rnd.randint(1, 40)]
    return bytes(member)


def extract(members):
    with open("a.warc.gz", "wb") as file:
        file.write(b"".join(members))
    done = subprocess.run([reprint, "extract", "a.warc.gz"], capture_output=True, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["url"]: line["text"] for line in lines if not line.get("error")}, done


whole = [record(i) for i in range(COUNT)]
expected, done = extract(whole)
assert len(expected) == COUNT and done.returncode == 0, done.stderr
del expected[f"http://a.example/{HURT}"]
for _ in range(times):
    got, done = extract(whole[:HURT] + [changed(whole[HURT])] + whole[HURT + 1 :])
    if got != expected or done.returncode != 3 or f"a.warc.gz#{HURT + 1}" not in done.stderr:
        sys.exit(f"FAILED: seed {seed}: {sorted(got)}, {done.returncode}: {done.stderr}")
