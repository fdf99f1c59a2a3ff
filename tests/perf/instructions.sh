#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Instructions that fixed work takes, counted by callgrind on a release build,
# against those recorded in instructions.txt: more than a tenth above fails. They
# are the same on every machine with this compiler, busy or not; times are not.
# Valgrind knows no AVX-512, so the kernels counted are AVX2 and portable.
# usage: instructions.sh SOURCE BUILD CC [--record]
set -euo pipefail
source=$1
build=$2/release
cc=$3
record=${4:-}
recorded=$source/tests/perf/instructions.txt

command -v valgrind >/dev/null || {
    echo "SKIPPED: valgrind is missing: apt-get install valgrind"
    exit 77
}
[ "$(uname -m)" = x86_64 ] || { echo "SKIPPED: recorded for x86-64"; exit 77; }
version=$("$cc" -dumpversion 2>/dev/null | cut -d. -f1)
wanted=$(sed -n 's/^# gcc //p' "$recorded")
case $("$cc" --version | head -n 1) in
*clang*) version=clang ;;
esac
[ "$version" = "$wanted" ] || {
    echo "SKIPPED: recorded with gcc $wanted, this is $version"
    exit 77
}

cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
      -DCMAKE_C_COMPILER="$cc" -DREPRINT_TESTS=OFF -DREPRINT_BENCH=ON >/dev/null
cmake --build "$build" >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/reprint_corpus" make 400 >"$work/news.jsonl"
"$build/reprint_corpus" make 400 accents >"$work/accents.jsonl"
"$build/reprint_corpus" make 400 cyrillic >"$work/cyrillic.jsonl"
"$build/reprint_corpus" make 400 han >"$work/han.jsonl"
"$build/reprint_corpus" pages 20 "$work" >/dev/null

# The instructions of one command line.
count() {
    valgrind --tool=callgrind --callgrind-out-file="$work/out" "$@" \
             >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    sed -n 's/^\(summary\|totals\): //p' "$work/out" | head -n 1
}

measure() {
    scan=("$build/reprint" scan --quiet --threads 1 --tmp "$work" -o /dev/null)
    echo "scan-avx2 $(RP_CPU=avx2 count "${scan[@]}" "$work/news.jsonl")"
    echo "scan-portable $(RP_CPU=portable count "${scan[@]}" "$work/news.jsonl")"
    for script in accents cyrillic han; do
        echo "scan-$script $(RP_CPU=avx2 count "${scan[@]}" "$work/$script.jsonl")"
    done
    echo "extract-pages $(count "$build/reprint" extract -o /dev/null "$work/pages")"
}

measure >"$work/now"
if [ "$record" = --record ]; then
    { sed -n '/^#/p' "$recorded"; cat "$work/now"; } >"$work/new"
    cp "$work/new" "$recorded"
    cat "$recorded"
    exit 0
fi

status=0
while read -r name now; do
    was=$(sed -n "s/^$name //p" "$recorded")
    percent=$((now * 100 / was))
    echo "$name: $now instructions, $percent % of the $was recorded"
    [ "$percent" -le 110 ] || status=1
done <"$work/now"
[ $status -eq 0 ] || echo "instructions: a tenth more than recorded: find out why, or record it anew with --record and say why"
exit $status
