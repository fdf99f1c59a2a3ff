# SPDX-License-Identifier: Apache-2.0
# Archives as crawlers and time leave them: bodies packed in every way, cut off
# or damaged.
. "$(dirname "$0")/lib.sh"

cat >make.py <<'END'
import gzip, zlib

def story(n):
    return " ".join("w%dx%d" % (n, i * (n + 3) % 211) for i in range(211))

def page(n):
    half = story(n).split()
    text = [" ".join(half[i:i + 40]) + "." for i in range(0, len(half), 40)]
    return ("<html><head><title>Story %d</title></head><body><article>%s"
            "</article></body></html>" %
            (n, "".join("<p>%s</p>\n" % p for p in text))).encode()

def record(n, body, head=b"", warc=b""):
    block = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" +
             head + b"\r\n" + body)
    return (b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: "
            b"https://example.org/%d\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (n, warc, len(block), block))

def deflate(data, bits):
    c = zlib.compressobj(9, zlib.DEFLATED, bits)
    return c.compress(data) + c.flush()

def chunks(data, size=100):
    out = b""
    for i in range(0, len(data), size):
        piece = data[i:i + size]
        out += b"%x\r\n%s\r\n" % (len(piece), piece)
    return out + b"0\r\n\r\n"

def write(name, *records):
    with open(name, "wb") as f:
        f.write(b"".join(records))

E = b"Content-Encoding: %s\r\n"
C = b"Transfer-Encoding: chunked\r\n"
for n in range(9):
    write("story.%d" % n, story(n).encode())
g = [gzip.compress(page(n)) for n in range(9)]
write("packed.warc",
      record(1, g[1], E % b"gzip"), record(2, g[2]),
      record(3, gzip.compress(g[3]), E % b"gzip"),
      record(4, deflate(page(4), 15), E % b"deflate"),
      record(5, deflate(page(5), -15), E % b"deflate"),
      record(6, chunks(g[6]), E % b"gzip" + C),
      record(7, page(7), E % b"br"),
      record(8, gzip.compress(page(8)[:400]) + gzip.compress(page(8)[400:]),
             E % b"gzip"))
write("cut.warc",
      record(1, g[1][:len(g[1]) * 3 // 4], E % b"gzip"),
      record(2, chunks(page(2))[:1200], C),
      record(3, page(3)[:1200], warc=b"WARC-Truncated: length\r\n"),
      record(4, chunks(page(4), 700).replace(b"\r\n2", b"\r\nz"), C),
      record(5, page(5)))
write("junk.warc", record(1, g[1] + b"\x1f\x8b\x08junk behind it", E % b"gzip"))
write("parts.warc",
      record(1, page(1)[:1200], b"Content-Length: %d\r\n" % len(page(1))),
      record(2, page(2)[:1200], warc=b"WARC-Segment-Number: 1\r\n"),
      record(3, page(3)[:1200], b"Content-Range: bytes 0-1199/9999\r\n").replace(b"200 OK", b"206 OK"),
      record(6, page(6), b"Content-Range: bytes 0-%d/%d\r\n" % (len(page(6)) - 1, len(page(6)))).replace(b"200 OK", b"206 OK"),
      record(4, page(4), b"Content-Length: %d\r\n" % len(page(4))),
      record(5, page(5), b"Content-Encoding: gzip\r\nContent-Length: 99999\r\n"))
def other(kind, body, head=b""):
    return (b"WARC/1.1\r\nWARC-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (kind, head, len(body), body))
write("resources.warc", *[
      other(b"resource", (story(n) + " 20 \u20ac").encode("iso-8859-15"),
            b"Content-Type: text/%s; charset=iso-8859-15\r\n" % kind)
      for n, kind in ((1, b"plain"), (2, b"html"))])
# One that is passed over, of over a MiB, and holds an archive.
write("nested.warc", record(1, page(1)),
      other(b"continuation", record(2, page(2)) + b"x" * 1500000),
      record(3, page(3)))
write("lines.warc", b"WARC/\n" * 90000, record(1, page(1)))
# What sites tell machines, which every crawl has.
write("machines.warc", record(1, page(1)), *[
      record(9, story(2).encode()).replace(b"https://example.org/9", b"https://example.org" + path)
      for path in (b"/robots.txt", b"/.well-known/gpc.json", b"/news/robots.txt")])
# Compressed as a whole, and cut: what stands before stays.
whole = gzip.compress(b"".join(record(n, page(n)) for n in range(1, 7)))
write("whole_checksum.warc.gz", whole[:-8])
write("whole_half.warc.gz", whole[:len(whole) // 2])
write("noise.warc",
      record(1, deflate(page(1), -15)), record(2, g[2][3:], E % b"gzip"),
      record(3, deflate(page(3), -15), E % b"compress"), record(4, page(4)),
      record(5, g[5], E % b"compress"))

# Archives of which one byte was changed, of the third page's record, and what
# lies before and behind it.
crawl = [gzip.compress(b"WARC/1.1\r\nWARC-Type: request\r\n"
                       b"Content-Length: 4\r\n\r\nGET \r\n\r\n") +
         gzip.compress(record(n, page(n))) for n in range(1, 7)]
bad = crawl[2]
at = bad.index(b"\x1f\x8b", 2)
for name, i in [("magic", at), ("flags", at + 3), ("early", at + 16),
                ("middle", (at + len(bad)) // 2), ("checksum", len(bad) - 8),
                ("length", len(bad) - 1)]:
    changed = bytearray(bad)
    changed[i] ^= 4
    write("bad_%s.warc.gz" % name, *crawl[:2], bytes(changed), *crawl[3:])
    write("short_%s.warc.gz" % name, *crawl[:2], bytes(changed))
END
python3 make.py || exit 1

run 0 extract packed.warc -o packed.jsonl
for n in 1 2 3 4 5 6 7 8; do
    text=$(jq -r "select(.url == \"https://example.org/$n\") | .text" packed.jsonl)
    [ "$(tr -d '.' <<<"$text" | tr '\n' ' ' | sed 's/ *$//')" = "$(cat story.$n)" ] ||
        fail "the text of packed.warc#$n: ${text:0:80}"
done

run 0 extract machines.warc -o machines.jsonl
same <(jq -r .url machines.jsonl) <(printf 'https://example.org/%s\n' 1 news/robots.txt) "what is told to machines"
run 3 extract whole_checksum.warc.gz -o checksum.jsonl
same <(jq -r 'select(.url).url' checksum.jsonl) <(printf 'https://example.org/%s\n' 1 2 3 4 5) "a whole archive without its checksum"
run 3 extract whole_half.warc.gz -o half.jsonl
[ "$(jq -r 'select(.url).url' half.jsonl | wc -l)" -ge 1 ] || fail "half of a whole archive has no article"

run 0 scan cut.warc --no-time
has out "cut short                   4   damaged or cut off"
run 0 scan cut.warc --no-time -f json
[ "$(jq -r 'select(.type == "footer").cut_short' out)" = 4 ] || fail "cut_short of the report"
run 0 extract cut.warc
[ "$(jq -c .cut out | tr '\n' ' ')" = "true true true true false " ] || fail "cut of each"
jq -r .text out | grep -E '\b(2bc|zbc|64)\b' && fail "sizes of chunks became text"
run 0 scan cut.warc --store s.db -o night.txt
has err "4 articles were cut short in their archive"

run 0 extract parts.warc
[ "$(jq -c .cut out | tr '\n' ' ')" = "true true true false false false " ] || fail "cut of parts: $(jq -c .cut out)"

run 0 extract junk.warc
[ "$(jq -r .text out | tr -d '.' | tr '\n' ' ' | sed 's/ *$//')" = "$(cat story.1)" ] || fail "junk behind a whole member"
[ "$(jq -r .cut out)" = true ] || fail "junk behind a member is told"

run 0 extract resources.warc
[ "$(jq -r .text out | grep -c '20 €$')" -eq 2 ] || fail "the charset of a resource: $(jq -r .text out | tail -c 20)"

run 0 extract nested.warc
[ "$(jq -r .url out | sed 's|.*/||' | tr -d '\n')" = 13 ] || fail "a record that holds an archive"

# Looked at once, not once a line: seconds of a processor, of minutes before.
(ulimit -t 30; run 3 scan lines.warc --quiet --no-time)
has out "articles read               1"

run 3 scan noise.warc --no-time --rejects rejects.jsonl
has out "articles read               2"
jq -r '.source + " " + .reason' rejects.jsonl >got
printf 'noise.warc#%d bad-http\n' 1 2 3 >expected
same got expected "bodies that are nothing"

# A damaged record costs that record: of a file, and of what is piped in piece by
# piece.
for place in magic flags early middle checksum length; do
    for ending in 'bad 5' 'short 2'; do
        read -r name left <<<"$ending"
        file=${name}_$place.warc.gz
        run 3 scan "$file" --no-time --clean file.jsonl --rejects rejects.jsonl
        jq -r .url file.jsonl | sed 's|.*/||' | tr -d '\n' >got
        echo -n 12456 | head -c "$left" >expected
        same got expected "$file"
        jq -r '.source + " " + .reason' rejects.jsonl >got
        echo "$file#6 torn" >expected
        same got expected "what is told of $file"
        { head -c 700 "$file"; sleep 0.05; tail -c +701 "$file"; } |
            "$REPRINT" scan - --no-time --clean pipe.jsonl >/dev/null 2>err
        [ $? -eq 3 ] || fail "exit code of $file, piped in"
        jq -r .url file.jsonl >expected
        jq -r .url pipe.jsonl >got
        same got expected "$file, piped in"
    done
done
# Damage that hides what a file is.
python3 -c 'import sys; b = bytearray(open("bad_magic.warc.gz", "rb").read())
b[14] ^= 255
sys.stdout.buffer.write(b)' >first
for name in first -; do
    run 3 scan "$name" --no-time --clean file.jsonl --rejects rejects.jsonl <first
    jq -r .url file.jsonl | sed 's|.*/||' | tr -d '\n' >got
    echo -n 12456 >expected
    same got expected "a first record that is damaged, of $name"
    jq -r '.source + " " + .reason' rejects.jsonl | sed 's/^-#/first#/' >got
    printf 'first#%s torn\n' 1 6 >expected
    same got expected "what is told of $name"
done
run 3 scan bad_middle.warc.gz
has err "going on at the next whole record"

# A damaged member that gives more than it held is no article.
python3 "$SOURCE/tests/cli/flipped.py" "$REPRINT" 5 60 || fail "a damaged member"
# Of a file compressed as a whole the rest is lost, and that is told.
for i in $(seq 300); do json "j$i" "$i"; done | gzip -9 >lines.jsonl.gz
python3 -c 'b = bytearray(open("lines.jsonl.gz", "rb").read())
b[len(b) // 2] ^= 16
open("lines.jsonl.gz", "wb").write(b)'
run 3 scan lines.jsonl.gz
has err "nothing behind it was read"

# Records that lack what all must have are named.
# odd NAME HEADER STATUS-LINE
odd() {
    local page body
    page="<title>T</title><article><p>$(article 7)</p></article>"
    body=$(printf '%s\r\nContent-Type: text/html\r\n\r\n%s' "$3" "$page")
    {
        printf 'WARC/1.0\r\n%sWARC-Target-URI: http://a.example/1\r\nWARC-Date: 2025-04-01T00:00:00Z\r\n' "$2"
        printf 'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' "${#body}" "$body"
    } >"$1.warc"
}
odd whole $'WARC-Type: response\r\n' "HTTP/1.1 200 OK"
run 0 scan whole.warc
odd typeless "" "HTTP/1.1 200 OK"
odd headless $'WARC-Type: response\r\n' "HTT/1.1 200 OK"
odd statusless $'WARC-Type: response\r\n' "HTTP/1.1 2x0 OK"
for case in "typeless bad-warc" "headless bad-http" "statusless bad-http"; do
    run 4 scan "${case% *}.warc" --rejects rejects.jsonl
    [ "$(jq -r .reason rejects.jsonl)" = "${case#* }" ] || fail "$case: $(cat rejects.jsonl)"
done

finish
