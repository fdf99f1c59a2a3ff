#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-format 14 finds nothing to change.
command -v clang-format-14 >/dev/null || { echo "skipped: no clang-format-14"; exit 77; }
find src include tests bench \( -name '*.[ch]' -o -name '*.cpp' \) -print0 |
    xargs -0 clang-format-14 --dry-run --Werror
