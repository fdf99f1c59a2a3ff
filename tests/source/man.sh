#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every command has a manual page that is found under its name, holds all of
# its options, and that groff has nothing to say of; examples are commands that
# the program takes.
set -u
build=$1 program=$2
status=0
complain() { echo "man: $*"; status=1; }
command -v help2man >/dev/null || { echo "skipped: help2man is missing"; exit 77; }
command -v groff >/dev/null || { echo "skipped: groff is missing"; exit 77; }

commands=$("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -eq 6 ] || complain "commands of --help: $commands"
for command in "" $commands; do
    name=reprint${command:+-$command}
    page=$build/man/$name.1
    [ -s "$page" ] || { complain "no page $name"; continue; }
    said=$(groff -man -ww -z "$page" 2>&1)
    [ -z "$said" ] || complain "$name: $said"
    plain=$(groff -man -Tascii -P-cbou "$page")
    grep -q "^$name \\\\- [A-Z]" "$page" || complain "$name: no name"
    head -n 1 <<<"$plain" | grep -qi "^$name(1)" || complain "$name: title"
    for section in EXAMPLES ENVIRONMENT "SEE ALSO"; do
        grep -qx "$section" <<<"$plain" || complain "$name: no $section"
    done
    # shellcheck disable=SC2086
    for option in $("$program" $command --help | grep -oE '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
        grep -qE -- "^ +(-[a-z], )?$option( |$)" <<<"$plain" || complain "$name: no $option"
    done
    # Options of the examples are options of their commands.
    grep -E '^ +reprint [a-z]+ ' <<<"$plain" | while read -r _ verb rest; do
        for option in $(grep -oE -- '(^| )--?[a-z][a-z-]*' <<<"$rest"); do
            "$program" "$verb" --help | grep -qE -- "(^ +| )$option[ ,]" ||
                echo "$verb has no $option"
        done
    done | grep . && complain "$name: an example"
done
exit $status
