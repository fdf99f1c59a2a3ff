#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recall and precision on drawn newsrooms: what outlets do to a wire report.

usage: newsroom.py REPRINT [SEEDS [OPTION...]]

A newsroom is some 300 articles: eight reports with 2 to 60 prints, each edited
in one or two of the ways below, among 150 articles that nobody else has. Truth
is known, since all is drawn from the seed. Sentences are made of forms with
names, figures and words of their own, so that no two reports share one.
"""
import collections
import csv
import io
import itertools
import json
import random
import re
import subprocess
import sys
import tempfile

FORMS = """The {a} {n} in {c} will be {v} by {m}, {p} of the {c} council said on {d}, after {t} was found in {i} rooms.
Nobody had counted on {t}, which {p} blamed on a {a} {n} upstream that {o} let go in {y}.
{o} has offered {k} crowns for the {n}, {i} percent less than what it was worth before {t}.
"We shall not have it {v} for the sake of {t}," said {p}, {i}, whose family has run a {n} in {c} since {y}.
Work began in {m} {y} and was to take {i} weeks, but {o} found {t} under the {a} floor.
At a meeting in {c} on {d}, {i} neighbours voted against having the {n} {v}, and {j} for it.
{p}, an engineer at {o}, put the cost of {t} at {k} crowns a year.
Police in {c} are looking for a {a} van that was seen near the {n} on {d} at about {j} in the morning.
The ministry said that {i} such places had been {v} since {y}, most of them because of {t}.
A study of the University of {c} counted {k} cases of {t} in {y}, among them a {a} {n} in {c}.
"They asked {p} first and us last," said {p}, who keeps a {n} in {s} Street.
The court in {c} will hear on {m} {j} whether {o} had the right to have the {n} {v}.
Until then the {n} stays closed, and visitors are sent to a {a} one in {c}, {i} kilometres away.
Shares of {o} fell by {j} percent on {d}, when word of {t} reached {c}.
It was {p} who first wrote of {t}, in a letter to the {s} Mercury that nobody answered for {i} months.
Firefighters needed {j} hours to have the cellar of the {n} {v}, said {p} of the brigade in {c}.
In {y} the {n} was the largest in the county, with {k} guests a week, and {p} its youngest keeper.
{o} and {o} want to share what it costs to have a {a} {n} {v}, if {c} pays for {t}.""".split("\n")
NOUNS = """bakery bridge canal chapel cinema clinic depot dockyard foundry granary hangar
hospital library lighthouse market mill museum nursery observatory orchard pavilion pier
quarry railway reservoir school stadium tannery theatre tower tunnel vineyard warehouse""".split()
VERBS = """audited auctioned cleared closed demolished enlarged fenced flooded insured leased
mothballed moved painted raised rebuilt renamed renovated rewired sealed sold valued""".split()
ADJECTIVES = """ancient costly crooked crowded disputed elegant empty forgotten grand half-built
hidden leaking listed lonely narrow neglected noisy popular rented rusty shabby splendid""".split()
TROUBLES = """asbestos bats beetles damp debt drought dust fraud frost graffiti ice lead
lightning mould moss mud noise pigeons rats rust salt smoke subsidence termites theft""".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November".split()
STARTS = "Al Bar Cor Dun El Far Gar Hol Ing Jar Kel Lor Mar Nor Or Pen Quar Ros Sel Tor Ul Var Wes Yar".split()
ENDS = "ton wick ford by ham dale mere worth stead gate burn field port mouth leigh bury".split()
GIVEN = "Ada Ben Carla Dora Emil Farid Greta Hugo Ida Jamal Karl Lena Mira Nils Olga Paul Rosa Sven Tara Uri".split()
FAMILY = "Abel Brock Crane Dahl Ekman Frost Gale Hahn Irwin Jost Kroll Lamb Munro Nagel Osk Pryor Quast Rhys Stahl Thorn".split()
FIRMS = "Holdings Partners Brothers Works Lines Estates Foods Engineering".split()


class Writer:
    """Draws sentences from a seed of its own."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def town(self):
        return self.draw.choice(STARTS) + self.draw.choice(ENDS)

    def person(self):
        return f"{self.draw.choice(GIVEN)} {self.draw.choice(FAMILY)}{self.draw.choice(['', 'son', 'er', 'ley', 'man'])}"

    def sentence(self, form=None):
        draw = self.draw
        values = {
            "a": lambda: draw.choice(ADJECTIVES), "n": lambda: draw.choice(NOUNS),
            "v": lambda: draw.choice(VERBS), "t": lambda: draw.choice(TROUBLES),
            "c": self.town, "p": self.person, "d": lambda: draw.choice(DAYS),
            "m": lambda: draw.choice(MONTHS), "y": lambda: str(draw.randint(1880, 2024)),
            "i": lambda: str(draw.randint(11, 99)), "j": lambda: str(draw.randint(3, 30)),
            "k": lambda: f"{draw.randint(2, 980)},000", "s": lambda: draw.choice(FAMILY),
            "o": lambda: f"{draw.choice(FAMILY)}{draw.choice(['sen', 'ling', 'ford'])} {draw.choice(FIRMS)}",
        }
        parts = (form or draw.choice(FORMS)).split("{")
        return parts[0] + "".join(values[part[0]]() + part[2:] for part in parts[1:])

    def paragraphs(self, count):
        forms = itertools.cycle(self.draw.sample(FORMS, len(FORMS)))
        return [" ".join(self.sentence(next(forms)) for _ in range(self.draw.randint(1, 3)))
                for _ in range(count)]


def replaced(text, pairs):
    for old, new in pairs:
        text = [paragraph.replace(old, new) for paragraph in text]
    return text


def cut_middle(text, w):
    left_out = set(w.draw.sample(range(2, len(text)), w.draw.randint(1, (len(text) - 2) // 2)))
    return [p for i, p in enumerate(text) if i not in left_out]


def shuffled(text, w):
    rest = text[1:]
    w.draw.shuffle(rest)
    return text[:1] + rest


def corrected(text, w):
    old = w.draw.choice([x for p in text for x in p.replace(",", " ").split() if x.isdigit() and len(x) == 2] or ["x"])
    return replaced(text, [(old, str(int(old) + 1) if old != "x" else old)])


SPELLED = "two three four five six seven eight nine ten".split()


def house_figures(text, w):
    """Figures in another house's way: "6000" for "6,000", "nine" for "9"."""
    text = [re.sub(r"(\d),(\d{3})", r"\1\2", p) for p in text]
    return [re.sub(r"\b([2-9]|10)\b", lambda m: SPELLED[int(m.group()) - 2], p) for p in text]


def half(text, w):
    return text[:w.draw.randint(len(text) // 2, len(text) - 1)]


EDITS = {
    "exact": lambda text, w: text,
    "cut at the end": half,
    "cut in the middle": cut_middle,
    "new lead": lambda text, w: [w.sentence()] + text[1:],
    "own paragraph on top": lambda text, w: w.paragraphs(1) + text,
    "three on top": lambda text, w: w.paragraphs(3) + text,
    "three in the middle": lambda text, w: text[:3] + w.paragraphs(3) + text[3:],
    "own paragraph at the end": lambda text, w: text + w.paragraphs(1),
    "three at the end": lambda text, w: text + w.paragraphs(3),
    "cut, and three own": lambda text, w: half(text, w) + w.paragraphs(3),
    "brief": lambda text, w: text[:w.draw.randint(2, 3)],
    "another order": shuffled,
    "house style": lambda text, w: replaced(text, [("percent", "per cent"), (" said", " told reporters"), ("kilometres", "km")]),
    "figures of another house": house_figures,
    "a figure put right": corrected,
    "subheads": lambda text, w: text[:2] + ["What is known"] + text[2:5] + ["What comes next"] + text[5:],
    "promotion": lambda text, w: text[:2] + ["READ MORE: " + w.sentence()] + text[2:],
    "signed": lambda text, w: text + [f"({w.person()}; editing by {w.person()})"],
    "reporter's line": lambda text, w: text + [f"{w.person()} covers the courts for the {w.town()} Courier and can be had at 555-0{w.draw.randint(100, 199)}."],
    "byline and telephone": lambda text, w: [f"{w.person()}, {w.town()} Post"] + text + [f"Reach {w.person()} at 303-555-0{w.draw.randint(100, 199)}."],
    "byline and time": lambda text, w: [f"By {w.person()}, Associated Press. Published {w.draw.randint(1, 12)}:{w.draw.randint(10, 59)} PM EST."] + text,
    "updated": lambda text, w: corrected(corrected(text, w), w),
    "caption": lambda text, w: [f"{w.person()} in {w.town()} on {w.draw.choice(DAYS)}. Photo: {w.person()}"] + text,
}
COPIES = (2, 3, 4, 5, 6, 10, 20, 60)


def newsroom(seed, hosts=True, dates=True):
    """Articles, the report of each, and how it was edited."""
    writer = Writer(seed)
    draw = writer.draw
    articles, truth, kinds = [], {}, {}

    def add(name, text, report, kind):
        article = {"id": name, "text": "\n\n".join(text)}
        if hosts:
            article["url"] = f"https://paper{draw.randint(0, 120)}.example/{name}"
        if dates:
            hour = draw.randint(0, 40)
            article["published"] = f"2024-05-{3 + hour // 24:02d}T{hour % 24:02d}:{draw.randint(0, 59):02d}:00Z"
        articles.append(article)
        truth[name], kinds[name] = report, kind

    for number, copies in enumerate(COPIES):
        report = writer.paragraphs(draw.randint(7, 12))
        for i in range(copies):
            kind = "exact" if i == 0 else draw.choice(list(EDITS))
            text = EDITS[kind](report, writer)
            if i and draw.random() < 0.3:
                text = EDITS[draw.choice(["subheads", "promotion", "signed", "caption"])](text, writer)
            add(f"r{number}-{i}", text, number, kind)
    for i in range(150):
        add(f"alone{i}", writer.paragraphs(draw.randint(2, 10)), f"alone{i}", None)
    draw.shuffle(articles)
    return articles, truth, kinds


def clusters(program, articles, options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
        for article in articles:
            lines.write(json.dumps(article) + "\n")
        lines.flush()
        found = subprocess.run([program, "scan", lines.name, "--table", "/dev/stdout", "-o", "/dev/null", "--quiet", *options],
                               capture_output=True, text=True, check=True)
    rows = csv.DictReader(io.StringIO(found.stdout)) if not found.stdout.startswith("{") else map(json.loads, found.stdout.splitlines())
    return {row["id"]: row["cluster"] or "alone " + row["id"] for row in rows}


def pairs(names, group):
    groups = collections.defaultdict(list)
    for name in names:
        groups[group[name]].append(name)
    return sum(len(members) * (len(members) - 1) // 2 for members in groups.values())


def main():
    program = sys.argv[1]
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    print("| newsroom | recall | precision | outside of their report's cluster, by edit |\n|---|---|---|---|")
    for label, settings in (("addresses and dates", {}), ("no dates", {"dates": False}),
                            ("no addresses", {"hosts": False}), ("neither", {"hosts": False, "dates": False})):
        true = found = right = 0
        outside = collections.Counter()
        for seed in range(seeds):
            articles, truth, kinds = newsroom(seed, **settings)
            cluster = clusters(program, articles, sys.argv[3:])
            both = {name: (truth[name], cluster[name]) for name in truth}
            true += pairs(truth, truth)
            found += pairs(truth, cluster)
            right += pairs(truth, both)
            for number in range(len(COPIES)):
                prints = [name for name in truth if truth[name] == number]
                main_one = collections.Counter(cluster[name] for name in prints).most_common(1)[0][0]
                outside.update(kinds[name] for name in prints if cluster[name] != main_one)
        worst = ", ".join(f"{kind} {count}" for kind, count in outside.most_common(4))
        print(f"| {label} | {right / true:.4f} | {right / max(found, 1):.4f} | {worst or 'none'} |")


main()
