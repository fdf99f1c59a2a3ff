# SPDX-License-Identifier: Apache-2.0
"""An index, or its pairs, whose bytes the disk changed.

usage: damaged.py REPRINT SEED TIMES, in an empty folder

A night with the damaged file gives the same clusters as one without any, since
the index is made again or what is damaged is not asked for; or it fails, and the
next one does so; or it says that the file is no such file. Never anything else.
"""
import json
import os
import random
import shutil
import subprocess
import sys

reprint, seed, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
WORDS = [f"w{i}" for i in range(3000)]
FILES = ("x.idx", "x.idx.pairs")
texts = []


def draw_text():
    """New words, or those of an older text with one changed."""
    if texts and rnd.random() < 0.4:
        words = list(rnd.choice(texts))
        words[rnd.randrange(len(words))] = rnd.choice(WORDS)
    else:
        words = [rnd.choice(WORDS) for _ in range(80)]
    texts.append(words)
    return "\n".join(" ".join(words[i : i + 16]).capitalize() + "." for i in range(0, len(words), 16))


def write_night(path, count):
    with open(path, "w") as file:
        for i in range(count):
            file.write(json.dumps({"url": f"http://h{i % 7}.example/{path}/{i}", "text": draw_text()}) + "\n")


def fail(what):
    sys.exit(f"FAILED: seed {seed}: {what}")


def run(*arguments):
    done = subprocess.run([reprint, *arguments], capture_output=True, text=True)
    if "anitizer" in done.stderr or "runtime error" in done.stderr or done.returncode not in (0, 5):
        fail(f"{arguments} gave {done.returncode}: {done.stderr}")
    return done


def scan(store, night, *options):
    return run("scan", "--store", store, night, "--quiet", "-o", "/dev/null", *options)


def damage(content):
    at = rnd.randrange(len(content))
    kind = rnd.randrange(4)
    if kind == 0:
        for _ in range(rnd.choice((1, 1, 4, 30))):
            content[rnd.randrange(len(content))] ^= 1 << rnd.randrange(8)
    elif kind == 1:
        del content[at:]
    elif kind == 2:
        content[at : at + 4096] = bytes(len(content[at : at + 4096]))
    else:
        content[at : at + 200] = rnd.randbytes(len(content[at : at + 200]))


def remove(store):
    for tail in ("", "-wal", "-shm"):
        if os.path.exists(store + tail):
            os.remove(store + tail)


def night_with(path, change, what):
    """A night with the file changed; whether it went on."""
    remove("t.db")
    shutil.copy("s.db", "t.db")
    for name in FILES:
        shutil.copy(name, "t" + name)
    with open(path, "r+b") as file:
        content = bytearray(file.read())
        change(content)
        file.seek(0)
        file.truncate()
        file.write(content)
    night = scan("t.db", "two.jsonl", "--index", "tx.idx")
    if night.returncode == 5:
        if path not in night.stderr:
            fail(f"{path}: {night.stderr}")
        if "made" not in night.stderr and "makes" not in night.stderr:
            return False
        if scan("t.db", "two.jsonl", "--index", "tx.idx").returncode != 0:
            fail(f"{path}, {what}: not made again")
    if run("store", "--store", "t.db", "export").stdout != expected:
        fail(f"{path}, {what}: other clusters")
    return True


def numbers_of(path, number):
    """Where a file may have the number of an article."""
    with open(path, "rb") as file:
        content = file.read()
    at = -8
    while (at := content.find(number.to_bytes(8, "little"), at + 8)) >= 0:
        yield at


write_night("one.jsonl", 120)
write_night("two.jsonl", 40)
scan("s.db", "one.jsonl", "--index", "x.idx")
# Some are forgotten, and still have their rows in the index.
run("store", "--store", "s.db", "forget", "60", "119", "120")
shutil.copy("s.db", "twin.db")
scan("twin.db", "two.jsonl")
expected = run("store", "--store", "twin.db", "export").stdout
for number in (60, 120):
    for at in list(numbers_of("x.idx", number))[:4]:
        for other in (number + 1, 0, 1 << 40):

            def renumber(content):
                content[at : at + 8] = other.to_bytes(8, "little")

            night_with("tx.idx", renumber, f"article {number} as {other}")
same = sum(night_with("t" + rnd.choice(FILES), damage, f"damage {i}") for i in range(times))
if same * 2 < times:
    fail(f"only {same} of {times} nights went on")
