# SPDX-License-Identifier: Apache-2.0
# Random nights with an index, beside a store that never had one: twins.py.
. "$(dirname "$0")/lib.sh"
for seed in 1 2 3; do
    rm -rf nights && mkdir nights
    (cd nights && python3 "$SOURCE/tests/cli/twins.py" "$REPRINT" "$seed" 20) || fail "seed $seed"
done
finish
