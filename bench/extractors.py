#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Main text of labelled pages: reprint against other extractors, quality and speed in one run.

usage: extractors.py REPRINT FOLDER [RUNS]

FOLDER holds html/*.html.gz and ground-truth.json. Quality is the published metric (extraction.py). Speed is pages a
second on one core, the median of RUNS (3): libraries are handed the pages from memory, reprint reads the same pages,
unpacked, from a folder of its own and writes them out again. Peers that are not installed are left out; see
requirements.txt.
"""
import gzip
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from extraction import means


def peers():
    """Name and function (HTML bytes to text) of each extractor that is installed."""
    if importlib.util.find_spec("trafilatura"):
        import trafilatura
        yield f"trafilatura {trafilatura.__version__}", lambda page: trafilatura.extract(
            page, include_comments=False) or ""
        yield "  with metadata", lambda page: (trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True, as_dict=True) or {}).get("text") or ""
    if importlib.util.find_spec("readability"):
        import lxml.html
        import readability

        def by_readability(page):
            summary = readability.Document(page.decode("utf-8", "replace")).summary()
            return " ".join(lxml.html.fromstring(summary).itertext())

        yield "readability-lxml", by_readability
    if importlib.util.find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text
        yield "resiliparse", lambda page: extract_plain_text(
            page.decode("utf-8", "replace"), main_content=True, alt_texts=False)


def time_peer(extract, pages, runs):
    seconds, texts = [], {}
    for _ in range(runs):
        begin = time.perf_counter()
        for name, page in pages.items():
            try:
                texts[name] = extract(page)
            except Exception:  # a peer that fails on a page found nothing there
                texts[name] = ""
        seconds.append(time.perf_counter() - begin)
    return texts, statistics.median(seconds)


def time_reprint(reprint, pages, runs):
    seconds = []
    with tempfile.TemporaryDirectory() as tmp:
        folder, out = pathlib.Path(tmp, "pages"), pathlib.Path(tmp, "out.jsonl")
        folder.mkdir()
        for name, page in pages.items():
            pathlib.Path(folder, name + ".html").write_bytes(page)
        for _ in range(runs):
            begin = time.perf_counter()
            subprocess.run([reprint, "extract", "--quiet", "--threads", "1", "-o", out, folder], check=True)
            seconds.append(time.perf_counter() - begin)
        records = [json.loads(line) for line in out.open()]
    texts = {pathlib.Path(r["source"]).name.split(".")[0]: r["text"] or "" for r in records}
    return texts, statistics.median(seconds)


def main():
    reprint, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    truth = json.loads(pathlib.Path(folder, "ground-truth.json").read_text())
    pages = {name: gzip.open(pathlib.Path(folder, "html", name + ".html.gz")).read() for name in truth}
    print(f"{'':22} {'P':>6} {'R':>6} {'F1':>6} {'pages/s':>8}")
    results = [("reprint", *time_reprint(reprint, pages, runs))]
    results += [(name, *time_peer(extract, pages, runs)) for name, extract in peers()]
    for name, texts, seconds in results:
        p, r, f1 = means(truth, texts)[:3]
        print(f"{name:22} {p:6.3f} {r:6.3f} {f1:6.3f} {len(pages) / seconds:8.0f}")


if __name__ == "__main__":
    main()
