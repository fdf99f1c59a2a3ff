#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What include paths cannot fence: third-party headers stay in their folders,
# files stay short, nothing below cli/ prints, every source has its line in
# DESIGN.md.
set -u
status=0
complain() { echo "fences: $*"; status=1; }

# header | folders that may include it
while read -r header allowed; do
    for file in $(grep -rlE "#include <${header//./\\.}" src include); do
        folder=$(dirname "${file#src/}")
        case " $allowed " in
        *" $folder "*) ;;
        *) complain "$file includes <$header>, which belongs to: $allowed" ;;
        esac
    done
done <<'END'
xxhash.h base
gumbo.h extract
utf8proc.h text words
iconv.h text
immintrin.h words text sketch
arm_neon.h words sketch
zlib.h io
zstd.h io
zstd_errors.h io
simdjson.h io
sqlite3.h store
curl/curl.h fetch
libxml/parser.h fetch
libxml/HTMLparser.h fetch
jansson.h fetch
openssl/evp.h fetch
idn2.h fetch
sys/socket.h fetch
fcntl.h io store
pthread.h base
unistd.h io store cli
signal.h cli
time.h io report fetch cli
END

grep -rnE '#include "\.\.?/' src && complain "relative include"
grep -rnE '\b(printf|puts|fprintf|perror)\(' src --include='*.c' --include='*.cpp' |
    grep -vE '^src/cli/|snprintf|rp_buffer_|/\*' && complain "printing below cli/"
for file in $(find src include -name '*.[ch]' -o -name '*.cpp'); do
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || complain "$file has $lines lines"
    case $file in *.c | *.cpp)
        grep -q "\`$(basename "$file")\`" DESIGN.md ||
            complain "DESIGN.md has no line for $file" ;;
    esac
done
# What asks the locale, which a host program may have set: ascii.h does not.
grep -rnE '<ctype.h>|\bstrn?casecmp\(|\bstrcasestr\(|\b(is(alpha|alnum|digit|space|upper|lower|punct)|to(lower|upper))\(' \
    src | grep -v '^src/base/ascii.h' && complain "the locale is asked"
# A test of command lines that does not end so cannot fail.
for file in tests/cli/*.sh; do
    case $file in *lib.sh) continue ;; esac
    [ "$(tail -1 "$file")" = finish ] || complain "$file does not end in 'finish'"
done
exit $status
