#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The shared library exports what its headers declare and nothing else.
set -u
exported=$(nm -D --defined-only "$1" | awk '{print $3}' | grep -vE '^(__(asan|ubsan|odr)|_init$|_fini$)' | sort)
declared=$(grep -ohE '\brp_[a-z0-9_]+\(' "$(dirname "$0")"/../../include/reprint*.h | tr -d '(' | sort -u)
status=0
for name in $exported; do
    grep -qx "$name" <<<"$declared" || { echo "exported but not declared: $name"; status=1; }
done
for name in rp_version rp_strerror rp_corpus_cluster rp_extractor_html rp_url_host rp_date_parse; do
    grep -qx "$name" <<<"$exported" || { echo "not exported: $name"; status=1; }
done
exit $status
