#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Pages of memory that a run asks the system for anew, for each small file that
# it reads: a buffer that is made and given back for each file costs more than
# all else that is done with it, and hardly an instruction of ours. Needs the
# release build of instructions.sh. Files are longer than what tells their
# format, so that each is read to its end by a second read.
# usage: faults.sh BUILD
set -euo pipefail
program=$1/release/reprint
# Once it took over 100 a file; what is kept of an article takes two or three.
most=8

[ -x "$program" ] || { echo "SKIPPED: no $program: see perf.instructions"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$work" <<'END'
import gzip, os, random, sys
work = sys.argv[1]
draw = random.Random(7)
for count in (100, 400):
    for kind in ("txt", "html", "txt.gz"):
        folder = f"{work}/{kind}.{count}"
        os.mkdir(folder)
        for i in range(count):
            words = " ".join(f"w{draw.randrange(9000)}" for _ in range(1200))
            text = f"{words}.\n".encode()
            if kind == "html":
                text = b"<html><body><article><p>" + text + b"</p></article></body></html>"
            if kind == "txt.gz":
                text = gzip.compress(text)
            with open(f"{folder}/{i}.{kind}", "wb") as out:
                out.write(text)
END

failed=0
for kind in txt html txt.gz; do
    for threads in 1 2; do
        a_file=$(python3 - "$program" "$work/$kind" "$threads" <<'END'
import resource, subprocess, sys
program, folder, threads = sys.argv[1:]
def faults(count):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    subprocess.run([program, "scan", f"{folder}.{count}", "--quiet", "-o", "/dev/null",
                    "--threads", threads], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt - before
print(max(0, (faults(400) - faults(100)) // 300))
END
)
        echo "$kind, threads $threads: $a_file pages a file, $most at most"
        [ "$a_file" -le "$most" ] || failed=1
    done
done
exit "$failed"
