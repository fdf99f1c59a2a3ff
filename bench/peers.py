#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One table of reprint and the field's MinHash tools on the same articles.

usage: bench/peers [ARTICLES [RUNS]]

The shell script bench/peers makes an environment with what
bench/requirements-peers.txt names and calls this file. Articles come from
reprint_corpus, so the truth is known. Each tool runs as a process of its own, on
one core (taskset, one thread), the runs in turns; speed is the median, of text
including all reading and writing; memory is the largest peak. All are asked
for 5-word shingles, 128 hashes and a threshold of 0.5, except datatrove and
"defaults", which are left as they come. What a tool calls duplicates are its
clusters; recall and precision are over pairs of articles (reprint_corpus
judge).
"""
import csv
import json
import os
import pickle
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WORD = re.compile(r"\w+")


def read(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield int(record["id"]), record["text"]


def shingles(text):
    words = WORD.findall(text.lower())
    return {" ".join(words[i:i + 5]) for i in range(max(len(words) - 4, 1))}


class Union:
    def __init__(self):
        self.parent = {}

    def find(self, x):
        root = x
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[x] != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)


def write_clusters(path, cluster_of):
    """Rows as reprint scan -f csv writes them, as far as the judge reads."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "source", "url", "cluster"])
        for article, cluster in cluster_of.items():
            rows.writerow([article, "", "", f"{cluster + 1:016x}"])


# ----- the tools, each in a process of its own -----

def datasketch(corpus, out, _folder):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=0.5, num_perm=128)
    hashes, union = {}, Union()
    for article, text in read(corpus):
        minhash = MinHash(num_perm=128)
        minhash.update_batch([s.encode() for s in shingles(text)])
        for other in index.query(minhash):
            if minhash.jaccard(hashes[other]) >= 0.5:
                union.join(article, other)
        index.insert(article, minhash)
        hashes[article] = minhash
    write_clusters(out, {x: union.find(x) for x in list(union.parent)})


def rensa(corpus, out, _folder):
    from rensa import RMinHash, RMinHashLSH
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    hashes, union = {}, Union()
    for article, text in read(corpus):
        minhash = RMinHash(num_perm=128, seed=1)
        minhash.update(list(shingles(text)))
        for other in index.query(minhash):
            if minhash.jaccard(hashes[other]) >= 0.5:
                union.join(article, other)
        index.insert(article, minhash)
        hashes[article] = minhash
    write_clusters(out, {x: union.find(x) for x in list(union.parent)})


def gaoya(corpus, out, _folder):
    from gaoya.minhash import MinHashStringIndex
    index = MinHashStringIndex(32, 0.5, 42, 3, None, "word", True, (5, 5))
    union = Union()
    for article, text in read(corpus):
        for other in index.query(text):
            union.join(article, other)
        index.insert_document(article, text)
    write_clusters(out, {x: union.find(x) for x in list(union.parent)})


def text_dedup(corpus, out, folder, options=("--threshold", "0.5", "--num_perm",
                                             "128")):
    output = os.path.join(folder, "text-dedup")
    subprocess.run(
        [sys.executable, "-m", "text_dedup.minhash", "--path", "json",
         "--data_files", corpus, "--split", "train", "--column", "text",
         "--ngram", "5", "--num_proc", "1", "--batch_size", "10000",
         "--cache_dir", os.path.join(folder, "cache"), "--output", output,
         "--debug", *options],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(os.path.join(output, "uf.pkl"), "rb") as file:
        union = pickle.load(file)
    ids = [article for article, _ in read(corpus)]
    write_clusters(out, {ids[x]: ids[union.find(x)] for x in union.parent})


def text_dedup_defaults(corpus, out, folder):
    text_dedup(corpus, out, folder, ())


def datatrove(corpus, out, folder):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import (MinhashDedupBuckets,
                                          MinhashDedupCluster,
                                          MinhashDedupFilter,
                                          MinhashDedupSignature)
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    at = lambda name: os.path.join(folder, name)
    config = MinhashConfig()
    reader = JsonlReader(os.path.dirname(corpus),
                         glob_pattern=os.path.basename(corpus))
    stages = [
        ([reader, MinhashDedupSignature(at("sigs"), config)], 1),
        ([MinhashDedupBuckets(at("sigs"), at("buckets"), config=config)],
         config.num_buckets),
        ([MinhashDedupCluster(at("buckets"), at("remove"), config=config,
                              save_cluster_id=True)], 1),
        ([reader, MinhashDedupFilter(at("remove"), load_cluster_ids=True,
                                     exclusion_writer=JsonlWriter(
                                         at("gone"), compression=None)),
          JsonlWriter(at("kept"), compression=None)], 1),
    ]
    for number, (pipeline, tasks) in enumerate(stages):
        LocalPipelineExecutor(pipeline, tasks=tasks, workers=1,
                              logging_dir=at(f"logs{number}")).run()
    cluster_of = {}
    for part in ("kept", "gone"):
        for name in os.listdir(at(part)):
            with open(os.path.join(at(part), name), encoding="utf-8") as lines:
                for line in lines:
                    record = json.loads(line)
                    cluster = record["metadata"].get("minhash_cluster_id", -1)
                    if cluster >= 0:
                        cluster_of[int(record["id"])] = cluster
    write_clusters(out, cluster_of)


TOOLS = {
    "datasketch": datasketch,
    "rensa": rensa,
    "gaoya": gaoya,
    "text-dedup": text_dedup,
    "text-dedup, defaults": text_dedup_defaults,
    "datatrove, defaults": datatrove,
}


# ----- the table -----

def run(command):
    """Seconds and the peak of a process and its children, in MiB."""
    start = time.monotonic()
    child = subprocess.Popen(["taskset", "-c", "0", *command],
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE,
                             env={**os.environ, "RAYON_NUM_THREADS": "1",
                                  "OMP_NUM_THREADS": "1",
                                  "HF_DATASETS_OFFLINE": "1"})
    errors = child.stderr.read().decode(errors="replace")
    _, status, _ = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        return None, errors.strip().splitlines()[-1:] or ["failed"]
    return seconds, None


def judge(program, articles, path):
    with open(path, encoding="utf-8") as file:
        lines = subprocess.run([program, "judge", str(articles)], stdin=file,
                               capture_output=True, text=True,
                               check=True).stdout
    return (float(re.search(r"recall +([\d.]+)", lines)[1]),
            float(re.search(r"precision +([\d.]+)", lines)[1]))


def command_for(tool, programs, corpus, out, folder):
    if tool == "reprint":
        return [programs["reprint"], "scan", corpus, "--threads", "1",
                "--quiet", "-f", "csv", "-o", out, "--clean",
                os.path.join(folder, "clean.jsonl"), "--tmp", folder]
    return [sys.executable, __file__, "--tool", tool, corpus, out, folder]


def peak_of(command):
    """The peak of the largest process of one more run, by /usr/bin/time."""
    done = subprocess.run(["taskset", "-c", "0", "/usr/bin/time", "-f",
                           "peak %M", *command], capture_output=True,
                          text=True, env={**os.environ,
                                          "RAYON_NUM_THREADS": "1"})
    return int(re.findall(r"peak (\d+)", done.stderr)[-1]) / 1024


def table(build, articles, runs):
    programs = {name: os.path.join(build, name)
                for name in ("reprint", "reprint_corpus")}
    root = tempfile.mkdtemp(prefix="reprint-peers-")
    corpus = os.path.join(root, "corpus", "corpus.jsonl")
    os.mkdir(os.path.dirname(corpus))
    with open(corpus, "wb") as file:
        subprocess.run([programs["reprint_corpus"], "make", str(articles)],
                       stdout=file, check=True)
    text = sum(len(body.encode()) for _, body in read(corpus)) / 1e6
    tools = ["reprint", *TOOLS]
    seconds = {tool: [] for tool in tools}
    failed, quality = {}, {}
    for number in range(runs):
        for tool in tools:
            folder = os.path.join(root, "work")
            shutil.rmtree(folder, ignore_errors=True)
            os.mkdir(folder)
            out = os.path.join(folder, "clusters.csv")
            took, error = run(command_for(tool, programs, corpus, out, folder))
            if error:
                failed[tool] = error[0]
                continue
            seconds[tool].append(took)
            if number == 0:
                quality[tool] = judge(programs["reprint_corpus"], articles, out)
    print(f"{articles} articles, {text:.0f} MB of text, one core, median of "
          f"{runs} runs\n")
    print(f"{'':22} {'MB/s':>8} {'times':>7} {'peak MiB':>9} {'recall':>8} "
          f"{'precision':>9}")
    slowest = {t: statistics.median(s) for t, s in seconds.items() if s}
    for tool in tools:
        if tool not in slowest:
            print(f"{tool:22} failed: {failed.get(tool, '')}")
            continue
        folder = os.path.join(root, "work")
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder)
        peak = peak_of(command_for(tool, programs, corpus,
                                   os.path.join(folder, "clusters.csv"),
                                   folder))
        print(f"{tool:22} {text / slowest[tool]:8.1f} "
              f"{slowest[tool] / slowest['reprint']:7.1f} {peak:9.0f} "
              f"{quality[tool][0]:8.4f} {quality[tool][1]:9.4f}", flush=True)
    shutil.rmtree(root)


def main():
    if len(sys.argv) == 6 and sys.argv[1] == "--tool":
        TOOLS[sys.argv[2]](*sys.argv[3:6])
        return 0
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    table(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
