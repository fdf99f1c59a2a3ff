#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is installed can be used: a program is built against it by pkg-config,
# shared and static, and by the CMake package.
set -eu
build=$1 cc=$2 sanitize=$3 sanitize_thread=$4
flags=()
[ "$sanitize" = ON ] && flags+=(-fsanitize=address,undefined)
[ "$sanitize_thread" = ON ] && flags+=(-fsanitize=thread)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cmake --install "$build" --prefix "$tmp/root" >/dev/null
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$tmp/root" -name reprint.pc)")
sed -i "s|^prefix=.*|prefix=$tmp/root|" "$PKG_CONFIG_PATH/reprint.pc"
lib=$(pkg-config --variable=libdir reprint)
diff -r include "$(pkg-config --variable=includedir reprint)"
[ -x "$tmp/root/bin/reprint-night" ] || { echo "reprint-night is not installed"; exit 1; }

cp tests/source/user.c "$tmp/"
# shellcheck disable=SC2046
"$cc" "${flags[@]}" "$tmp/user.c" -o "$tmp/shared" $(pkg-config --cflags --libs reprint)
LD_LIBRARY_PATH=$lib "$tmp/shared"
# shellcheck disable=SC2046
"$cc" "${flags[@]}" "$tmp/user.c" -o "$tmp/static" $(pkg-config --cflags reprint) \
    "$lib/libreprint.a" $(pkg-config --libs gumbo libutf8proc uchardet) -lcld2 -lstdc++ -pthread -lm
"$tmp/static"

cat >"$tmp/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(user C)
find_package(reprint 0.1 REQUIRED)
add_executable(user user.c)
target_link_libraries(user reprint::shared)
add_executable(user_static user.c)
target_link_libraries(user_static reprint::static)
END
cmake -S "$tmp" -B "$tmp/b" -G Ninja -DCMAKE_PREFIX_PATH="$tmp/root" \
      -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="${flags[*]}" >/dev/null
cmake --build "$tmp/b" >/dev/null
"$tmp/b/user"
"$tmp/b/user_static"
