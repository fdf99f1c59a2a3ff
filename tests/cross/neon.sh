#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The NEON kernels, built by a cross compiler and run in an emulator.
# usage: neon.sh SOURCE
set -euo pipefail
source=$1
cc=aarch64-linux-gnu-gcc
for tool in $cc qemu-aarch64-static; do
    command -v $tool >/dev/null || {
        echo "SKIPPED: $tool is missing: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static"
        exit 77
    }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The one header of a library that is needed is the same everywhere.
mkdir "$work/include"
ln -s /usr/include/xxhash.h "$work/include/"
cd "$source"
$cc -std=gnu17 -O2 -static -Wall -Wextra -Wconversion -Wshadow -Werror -D_GNU_SOURCE \
    -Iinclude -Isrc/base -Isrc/words -Isrc/sketch -isystem "$work/include" \
    -o "$work/kernels" tests/cross/kernels.c src/base/cpu.c src/base/hash.c \
    src/words/classes.c src/words/classes_neon.c \
    src/sketch/minhash.c src/sketch/minhash_neon.c \
    src/sketch/simhash.c src/sketch/simhash_neon.c -lm
qemu-aarch64-static "$work/kernels"
