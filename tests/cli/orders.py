#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small corpora of stories, excerpts and frames in two orders: the same articles must be kept.

usage: orders.py PROGRAM ROUNDS [FIRST-SEED]
"""
import json
import random
import subprocess
import sys


def sentence(draw, words, length):
    return " ".join(draw.choice(words) for _ in range(length)).capitalize() + "."


def corpus(seed):
    draw = random.Random(seed)
    words = ["".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))
             for _ in range(4000)]
    # A frame of many short lines that each page has in an order of its own.
    frame = [sentence(draw, words, 5) for _ in range(draw.randint(30, 60))]

    def report(lines):
        return [sentence(draw, words, 9) + " %s and %s." % (draw.choice(words).capitalize(), draw.choice(words).capitalize())
                for _ in range(lines)]

    articles = []
    for story in range(draw.randint(4, 8)):
        text = report(draw.randint(6, 12))
        prints = [text]
        if draw.random() < 0.7:
            begin = draw.randint(0, 3)
            prints.append(text[begin:begin + draw.randint(3, 5)] + report(draw.randint(1, 3)))
        for lines in prints:
            box = frame[:]
            draw.shuffle(box)
            articles.append(" ".join(lines) + "\n" + " ".join(box))
    return [{"id": "a%02d" % i, "text": text} for i, text in enumerate(articles)]


def run(program, articles):
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    out = subprocess.run([program, "scan", "-", "-f", "csv", "--quiet"], input=lines.encode(), capture_output=True)
    if out.returncode not in (0, 4):
        raise SystemExit("scan ended with %d: %s" % (out.returncode, out.stderr.decode()))
    rows = [row.split(",") for row in out.stdout.decode().splitlines()[1:]]
    return sorted((row[0], row[3], row[4], row[5], row[6]) for row in rows)


def main():
    program, rounds = sys.argv[1], int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    wrong = 0
    for seed in range(first, first + rounds):
        articles = corpus(seed)
        expected = run(program, articles)
        shuffled = articles[:]
        random.Random(seed).shuffle(shuffled)
        for other in (articles[::-1], shuffled):
            if run(program, other) != expected:
                print("seed %d: the order of %d articles shows" % (seed, len(articles)))
                wrong += 1
                break
    print("%d rounds, %d wrong" % (rounds, wrong))
    sys.exit(wrong > 0)


main()
