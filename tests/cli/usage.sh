# SPDX-License-Identifier: Apache-2.0
# Help, version, and mistakes on the command line.
. "$(dirname "$0")/lib.sh"

run 0 --version
printf 'reprint %s\n' "$(sed -n 's/^#define RP_VERSION_STRING "\(.*\)"/\1/p' "$SOURCE/include/reprint.h")" >expected
same out expected "version"
run 0 --help
has out "scan"
run 0 scan --help
for option in format output clean dropped table rejects threshold keep shingle \
              hashes seed threads quiet method field fail-on-duplicates; do
    has out "--$option"
done
cp out expected
run 0 help scan
same out expected "help of a command"
run 0 --help
cp out expected
run 0 help
same out expected "help"
run 2 help nothing
run 0 scan --help
# every line of help fits a terminal of 120 columns
awk 'length > 120 { exit 1 }' out || fail "help is too wide"

usage() { run 2 "$@"; has err "--help"; lines out 0; }
usage
usage unknown
usage scan
usage scan --no-such-option x
usage scan --threshold x
usage scan --threshold
usage scan --threshold 0 x
usage scan --threshold " 0.5" x
usage scan --threshold 0x1p-1 x
usage scan --hashes 100 x
usage scan --keep newest x
usage scan --keep source: x
usage scan --keep 'source: b.example' x
usage scan --keep source:.b.example x
usage scan --keep source:a/b,longest,source:/ x
usage scan --keep earliest, x
usage scan --field title x
usage scan --field body=text x
usage scan --quiet=yes x
usage scan -f xml x
usage scan --clean a --dropped a x
usage scan --threads 0 x
usage scan --tmp-memory x x
usage scan --tmp-memory 1048577 x

article 1 >a.txt
run 0 scan --threshold=0.7 -fcsv -- a.txt
has out "id,source,url"
run 0 scan a.txt -o report.txt
lines out 0
has err "1 articles"
run 0 scan --quiet a.txt -o report.txt
lines err 0
# no progress bar and no colour where there is no terminal
run 0 scan a.txt
lines err 0
if grep -q "$(printf '\033')" out; then fail "escape codes"; fi
# a kernel that is none would be compared with nothing
echo x >x.txt
RP_CPU=avx run 2 scan x.txt
has err "RP_CPU is none of portable, neon, avx2 and avx512"

finish
