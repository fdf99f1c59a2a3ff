#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The package for Debian has what is installed, runs, and names what it needs.
set -eu
build=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cpack -G DEB --config "$build/CPackConfig.cmake" -B "$tmp" >"$tmp/log" 2>&1 || {
    cat "$tmp/log"
    exit 1
}
package=$(find "$tmp" -maxdepth 1 -name 'reprint_*.deb')
dpkg-deb -x "$package" "$tmp/root"
cmake --install "$build" --prefix "$tmp/usr" >/dev/null
diff <(cd "$tmp/root/usr" && find . | sort) <(cd "$tmp/usr" && find . | sort)
"$tmp/root/usr/bin/reprint" --version
dpkg-deb -f "$package" Depends | tr , '\n' >"$tmp/depends"
for library in libgumbo1 libcurl4 libsqlite3-0 libzstd1 libc6; do
    grep -q "^ *$library\( \|$\)" "$tmp/depends" || {
        echo "the package does not depend on $library"
        exit 1
    }
done
