# SPDX-License-Identifier: Apache-2.0
"""Random nights of a store with an index, and of a twin that has none.

usage: twins.py REPRINT SEED STEPS, in an empty folder

Before each night the store is copied; the night with the index and that of the
copy must say the same and leave the same. Between nights articles are
forgotten, by the tool and by hand, runs are killed, nights pass without the
index, and older copies of each of the files are put back.
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

reprint, seed, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
FILES = ("s.db", "x.idx", "x.idx.pairs")
WORDS = [f"w{i}" for i in range(4000)]
FRAME = " ".join(rnd.choice(WORDS) for _ in range(14)).capitalize() + "."
MENUS = [" ".join(rnd.choice(WORDS) for _ in range(n)).capitalize() + "." for n in (12, 40)]
texts = []
copies = []
articles = 0


def draw_text():
    """New words, or those of an older text with few changed."""
    if texts and rnd.random() < 0.4:
        words = list(rnd.choice(texts))
        for _ in range(rnd.randint(0, 4)):
            words[rnd.randrange(len(words))] = rnd.choice(WORDS)
        if rnd.random() < 0.2:
            words = words[: len(words) * 2 // 3]
    else:
        words = [rnd.choice(WORDS) for _ in range(rnd.randint(40, 140))]
    texts.append(words)
    lines = [" ".join(words[i : i + 13]).capitalize() + "." for i in range(0, len(words), 13)]
    return "\n".join(lines + [FRAME] * (rnd.random() < 0.4))


def draw_title(text):
    """Words of the text, or others."""
    words = text.lower().replace(".", "").split()
    return " ".join(rnd.choice(words if rnd.random() < 0.6 else WORDS) for _ in range(6))


def write_night(count):
    global articles
    with open("in.jsonl", "w") as file:
        for _ in range(count):
            articles += 1
            page = articles if rnd.random() < 0.95 else rnd.randint(1, articles)
            text = draw_text() if rnd.random() < 0.93 else rnd.choice(MENUS)
            date = f"{rnd.choice((2019, 2021, 2023, 2025))}-{rnd.randint(1, 12):02}-05"
            file.write(
                json.dumps(
                    {
                        "url": f"http://h{page % 9}.example/{page}",
                        "published": date,
                        "title": draw_title(text),
                        "text": text,
                    }
                )
                + "\n"
            )


def run(*arguments):
    done = subprocess.run([reprint, *arguments], capture_output=True, text=True)
    if done.returncode not in (0, 3) or "anitizer" in done.stderr:
        sys.exit(f"FAILED: seed {seed}: {arguments} gave {done.returncode}: {done.stderr}")
    return done


def threads():
    return "--threads", str(rnd.randint(1, 2))


def remove(path):
    for tail in ("", "-wal", "-shm"):
        if os.path.exists(path + tail):
            os.remove(path + tail)


def copy_store():
    remove("t.db")
    if os.path.exists("s.db"):
        source, target = sqlite3.connect("s.db"), sqlite3.connect("t.db")
        source.backup(target)
        source.close()
        target.close()


def expire():
    years = time.time() / 31556952 - (rnd.choice((2020, 2022)) - 1970)
    run("store", "--store", "s.db", "expire", "--older-than", str(int(years * 365)))


def delete_by_hand():
    store = sqlite3.connect("s.db")
    ids = [row[0] for row in store.execute("SELECT id FROM articles")]
    for article in rnd.sample(ids, min(len(ids), rnd.choice((1, 3, 30)))):
        for table, column in (("texts", "article"), ("members", "article"), ("articles", "id")):
            store.execute(f"DELETE FROM {table} WHERE {column} = ?", (article,))
    store.commit()
    store.close()


def keep_copies():
    store = sqlite3.connect("s.db")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    folder = f"copies{len(copies)}"
    os.makedirs(folder)
    for name in FILES:
        if os.path.exists(name):
            shutil.copy(name, folder)
    copies.append(folder)


def put_back():
    for name in FILES:
        path = os.path.join(rnd.choice(copies), name) if copies else ""
        if rnd.random() < 0.5 and os.path.exists(path):
            remove(name)
            shutil.copy(path, name)


def kill_one():
    write_night(rnd.randint(1, 60))
    process = subprocess.Popen(
        [reprint, "scan", "--store", "s.db", "--index", "x.idx", "in.jsonl", "--quiet", "-o", "/dev/null", *threads()],
        stderr=subprocess.DEVNULL,
    )
    time.sleep(rnd.random() * rnd.choice((0.02, 0.1, 0.4)))
    process.send_signal(rnd.choice((signal.SIGKILL, signal.SIGTERM)))
    process.wait()


def pass_without():
    write_night(rnd.randint(1, 40))
    run("scan", "--store", "s.db", "in.jsonl", "--quiet", "-o", "/dev/null")


def read(path):
    with open(path) as file:
        return file.read()


def report(path):
    """But for its first line, which has the time."""
    return read(path).split("\n", 1)[-1]


def select(store, query):
    """The first column of what a query gives."""
    database = sqlite3.connect(store)
    try:
        return {row[0] for row in database.execute(query)}
    finally:
        database.close()


def originals(store):
    return select(store, "SELECT article FROM originals") if os.path.exists(store) else set()


def check_told(before):
    """What stood in the cleaned corpus, and what the night tells of it, give what stands in it now."""
    last = "(SELECT max(id) FROM runs)"
    gone, back = (select("s.db", f"SELECT other FROM events WHERE run = {last} AND kind = '{kind}'") for kind in ("kept", "restored"))
    tonight = select("s.db", f"SELECT article FROM originals WHERE run = {last}")
    there = select("s.db", "SELECT id FROM articles")
    if (before & there) - gone | back | tonight != originals("s.db"):
        sys.exit(f"FAILED: seed {seed}, article {articles}: what left the cleaned corpus is not what is told")


def compare_night():
    write_night(rnd.randint(1, 80))
    copy_store()
    before = originals("t.db")
    options = ("in.jsonl", "--no-time", "--quiet")
    run("scan", "--store", "s.db", "--index", "x.idx", "-o", "s.out", "--clean", "s.clean", *options, *threads())
    run("scan", "--store", "t.db", "-o", "t.out", "--clean", "t.clean", *options, *threads())
    rows = [run("store", "--store", store, "export").stdout for store in ("s.db", "t.db")]
    if rows[0] != rows[1]:
        sys.exit(f"FAILED: seed {seed}, article {articles}: the stores differ")
    if report("s.out") != report("t.out") or read("s.clean") != read("t.clean"):
        sys.exit(f"FAILED: seed {seed}, article {articles}: the outputs differ")
    check_told(before)


compare_night()
for _ in range(steps):
    between = (expire, delete_by_hand, keep_copies, put_back, kill_one, pass_without)
    if rnd.random() < 0.5:
        rnd.choice(between)()
    compare_night()
