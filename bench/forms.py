#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""False merges on drawn forms: notices that say the same of other people.

usage: forms.py REPRINT [NOTICES [OPTION...]]

Of each kind NOTICES (30) are drawn, no two alike: above what a school, a
lottery or a weather service says each time stands what the notice is about. All
are different, so whatever is dropped is lost. Told is how many are, of one
site, of a site each and without addresses.
"""
import json
import random
import subprocess
import sys
import tempfile

GIVEN = "Ada Ben Carla Dora Emil Farid Greta Hugo Ida Jamal Karl Lena Mira Nils Olga Paul".split()
FAMILY = "Abel Brock Crane Dahl Ekman Frost Gale Hahn Irwin Jost Kroll Lamb Munro Nagel Pryor Quast".split()
TOWNS = "Aske Brill Corran Dunmore Elmira Fosse Garth Holby Ingram Jarrow Kestrel Lyle".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SCHOOL = """To be on the list at the University of Lukov a student carries 12 credit hours and has an average of 3.5 or
higher. Founded in 1871, the university has 140 programs and 21,000 students from 48 states and 60 countries. Its eight
colleges, among them the Brandt College of Engineering and the Dolny School of Nursing, lie in the Kestrel Valley. The
Midwest Review has counted it among the best of its kind for 14 years in a row. The Office of Communications in
Harnsdorf Hall is open from Monday to Friday and will answer what else there is to ask."""
LOTTERY = """Draws are held each Monday, Wednesday and Saturday at 10:59 p.m. Norland time in Ostend. Tickets cost 2 crowns
and are sold in 45 counties, in the Saint Oran islands and at Port Elmira. One ticket in 292.2 million wins the jackpot,
and one in 24.9 wins anything. Choose five numbers from 1 to 69 and one from 1 to 26, or let the clerk at any counter of
the Norland Lottery choose them. Prizes are kept for 180 days and paid in Westfield, Brent, Harlow and Sarn."""
WEATHER = """A warning of floods means that water is rising now or will do so within hours. Turn around where a road is
under water, since most who drown do so in their cars, and never drive around a barrier. The Norland Weather Office in
Brent will say more by 9 p.m. and is heard on Radio Sarn and on channel 4. Whoever sees a dam give way should call 555-0189
or the sheriff of Corran County, if it can be done in safety: there are few to watch at night, and 3 of 9 gauges on the
Mirren have been out of order since Tuesday. Farmers on the lower Aske should bring cattle to the fields at Holby."""


def person(draw):
    return f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}"


def degree(draw):
    who = person(draw)
    return (f"{who} of {draw.choice(TOWNS)} graduated from the University of Lukov in May. {who.split()[1]} earned a Bachelor "
            f"of Science in {draw.choice(['Nursing', 'Biology', 'Music', 'History'])}. {SCHOOL}")


FORMS = {
    "dean's list": lambda d: f"{person(d)}, of {d.choice(TOWNS)}, was named to the dean's list for the spring. {SCHOOL}",
    "dean's list, town first": lambda d: f"{d.choice(TOWNS)} resident {person(d)} made the dean's list. {SCHOOL}",
    "degree": degree,
    "obituary": lambda d: f"{person(d)}, {d.randint(60, 99)}, of {d.choice(TOWNS)}, died on {d.choice(DAYS)}. Gifts are welcome. {SCHOOL}",
    "draw of six": lambda d: f"The numbers drawn on {d.choice(DAYS)} were {', '.join(str(d.randint(1, 69)) for _ in range(6))}. {LOTTERY}",
    "flood warning": lambda d: f"Warning of floods for the {d.choice(['Aske', 'Mirren', 'Sarn', 'Weir'])} River near {d.choice(TOWNS)} until "
                               f"{d.randint(1, 11)} p.m. {WEATHER}",
}


def drawn(form, count, hosts):
    draw = random.Random(5)
    texts = []
    while len(texts) < count:
        text = form(draw)
        if text not in texts:
            texts.append(text)
    for i, text in enumerate(texts):
        article = {"id": str(i), "text": text, "published": f"2024-05-{3 + i % 20:02d}T{8 + i % 9:02d}:00:00Z"}
        if hosts:
            article["url"] = f"https://{hosts.format(i)}.example/{i}"
        yield article


def dropped(program, articles, options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
        for article in articles:
            lines.write(json.dumps(article) + "\n")
        lines.flush()
        found = subprocess.run([program, "scan", lines.name, "-f", "json", *options], capture_output=True, text=True, check=True)
    return json.loads(found.stdout.splitlines()[-1])["dropped"]


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    print(f"| dropped of {count} | one site | a site each | no addresses |\n|---|---|---|---|")
    for name, form in FORMS.items():
        row = [dropped(program, drawn(form, count, hosts), sys.argv[3:]) for hosts in ("one", "site{}", None)]
        print(f"| {name} | {' | '.join(map(str, row))} |")


main()
