# SPDX-License-Identifier: Apache-2.0
# A generated month: thirty nights in two orders leave what one run finds.
. "$(dirname "$0")/lib.sh"

# Reports of different lengths, their prints (whole, shortened, framed by the
# words of a site, quoted in another report), their corrected versions, and
# addresses that come again unchanged.
cat >month.py <<'END'
import json, random

random.seed(20170301)
words = ["%s%s%s" % (a, b, c) for a in ("ba", "ko", "ri", "tu", "se", "na", "mo")
         for b in ("l", "nd", "r", "st", "v", "m") for c in ("a", "en", "o", "it", "ul", "er", "ing")]

def sentence():
    drawn = [random.choice(words) for _ in range(random.randint(6, 22))]
    return " ".join(drawn).capitalize() + "."

frames = [[sentence() for _ in range(2)] for _ in range(4)]
nights = [[] for _ in range(30)]

def put(night, host, number, sentences, day):
    nights[min(night, 29)].append({
        "url": "http://site%d.example/%d" % (host, number),
        "published": "2017-03-%02dT%02d:00:00Z" % (day + 1, random.randint(0, 23)),
        "title": " ".join(sentences[0].split()[:6]),
        "text": "\n".join(sentences)})

number = 0
for report in range(90):
    day = random.randint(0, 29)
    body = [sentence() for _ in range(random.randint(6, 30))]
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        number += 1
        text = list(body)
        change = random.random()
        if change < 0.25:
            text = text[:max(4, len(text) * 2 // 3)]
        elif change < 0.5:
            text = text + frames[random.randrange(4)]
        elif change < 0.6:
            text = [sentence() for _ in range(len(text))] + text[:len(text) // 3]
        elif change < 0.7:
            text[random.randrange(len(text))] = sentence()
        night = day + random.choice((0, 0, 0, 1, 1, 2, 9))
        put(night, random.randint(1, 12), number, text, day)
        if random.random() < 0.1:
            nights[min(night + 1, 29)].append(dict(nights[min(night, 29)][-1]))
        if random.random() < 0.1:
            corrected = dict(nights[min(night, 29)][-1])
            corrected["text"] += "\n" + sentence()
            nights[min(night + 2, 29)].append(corrected)
for at, night in enumerate(nights):
    with open("night.%02d" % at, "w") as out:
        for article in night or [{"url": "http://none.example/%d" % at, "text": sentence() * 9}]:
            out.write(json.dumps(article) + "\n")
END
python3 month.py
cat night.* >month.jsonl

# listing STORE: clusters as sets of (address, words, relation), by no number
listing() {
    "$REPRINT" store --store "$1" export | python3 -c '
import json, sys
clusters = {}
for line in sys.stdin:
    row = json.loads(line)
    key = row.get("cluster", "alone %d" % row["article"])
    clusters.setdefault(key, []).append((row["url"], row["words"], row.get("relation", "alone")))
for cluster in sorted(sorted(members) for members in clusters.values()):
    print(cluster)'
}

run 0 scan --store one.db month.jsonl -o one.report
listing one.db >one.txt
[ "$(grep -c kept one.txt)" -ge 30 ] || fail "only $(grep -c kept one.txt) clusters in the month"
for relation in copy excerpt exact alone; do has one.txt "'$relation'"; done
for order in cat tac "tac with index"; do
    rm -f many.db* many.idx
    set -- # what else the scan is told
    [ "$order" != "tac with index" ] || set -- --index many.idx
    for night in $(printf '%s\n' night.* | ${order%% *}); do
        run 0 scan --store many.db "$night" --quiet -o report "$@"
    done
    listing many.db >many.txt
    same many.txt one.txt "thirty nights by $order"
    run 0 store --store many.db check
done
run 0 report --store many.db --since 2017-03-01 -f json
[ "$(grep -c '"type":"cluster"' out)" -eq "$(grep -c kept one.txt)" ] || fail "the clusters of all nights"
finish
