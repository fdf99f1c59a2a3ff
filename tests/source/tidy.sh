#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy 14 finds nothing, by .clang-tidy.
# usage: tidy.sh BUILD-FOLDER
command -v clang-tidy-14 >/dev/null || { echo "skipped: no clang-tidy-14"; exit 77; }
find src bench \( -name '*.c' -o -name '*.cpp' \) -print0 |
    xargs -0 -n 8 -P "$(nproc)" clang-tidy-14 -p "$1" --quiet 2>/dev/null | tee /dev/stderr |
    grep -q 'error:' && exit 1
exit 0
