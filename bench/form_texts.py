# SPDX-License-Identifier: Apache-2.0
"""Notices after one form: what schools, lotteries, offices and machines put out each day with other facts."""
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


COUNTIES = "Adlow Barrow Corder Dalton Enfield Farley Gorham Hobart Inman Jasper Kirby Landis".split()
FIRMS = "Anvera Bolkor Cintra Dunstan Elbridge Fossum Garland Hartvig Ilmar Jorvik Kestor Lindqvist".split()
MONTHS = "January February March April May June July August September October November December".split()
QUAKE = """Tremors of magnitude 3 and more come some 190 times a year in the two states, if the last three years are a guide. Did the
ground move where you are? Tell the Norland Survey, which keeps a map of such reports. What to put into a bag, where to stand in a
house and whom to call is told in five short lessons on the pages of this paper. This text was written by a program from what
the Survey measured, and looked at by an editor before it was put here. Questions about the program have a page of their own."""
LABOUR = """The figures are not adjusted for the season. In the whole state the rate stayed at 4.2 percent. All who are 16 or older and
work, or look for work, are of the labour force; those who gave up looking are not. Households are asked in the week that has the
12th of the month in it, and what they say is published three weeks later. For counties the figures come from a model and may be
put right when more is known. Inns and restaurants took on more people than any other trade, and builders let some go."""
SHARES = """A ratio below 1 says that more was bought than sold. Opinions of analysts are those of their houses and not of this page, and
no advice. Have a summary of the day sent to you each evening: leave your address in the field below, and it will be in your box
at 6 p.m. on every day of trade. This page belongs to the Harlow Ticker, which holds no shares of those it writes about."""
SUIT = """Whoever lost money need not do anything today to share in what may be won. The complaint says that those who led the company
told the market what was not so and left out what mattered about its trade, its books and its prospects, and that holders lost
when this came out. Nothing is owed to us unless we win. Our firm speaks for holders across the land in suits like this one, and
has won several hundred million crowns for them. No class has been certified yet; until one is, you have no lawyer in this unless
you take one, and you may stay an absent member. Call Lena Krug at 555-0143, or write to her at our office in Ostend."""
GAME = """These texts are made of the sheets that coaches send to our desk. Send yours by 11 p.m. on the night of the game, with given
and family names of all who scored and the score after each quarter. Other games stand in the list, which is kept until midnight.
Whoever wants a score in the paper of the next morning calls the desk from 9 p.m. on and leaves a school and a number. Pictures
are welcome from those who took them, with the names of the people in them from left to right."""
FORECAST = """The Norland Weather Office makes its forecast at 5 a.m. and looks at it again at noon. Before you set out look for
warnings for your county, and have some way to hear them at night. Water can rise within minutes, and lightning strikes ten miles
from a storm: who hears thunder goes indoors. No child and no animal stays in a parked car, which is an oven after a quarter of an
hour even on days that feel mild. Drink often, and look after neighbours who are old or live alone."""
DEED = """This text was written by a program from deeds at the county's office. Prices are what was stated when the deed was filed and
may be wrong; sales within a family are left out. What other houses on the street went for stands in our list, which comes out on
Thursdays and goes back to 1998. Is something in this text not as it should be? Write to the desk, and we will put it right."""


def quake(d):
    return (f"A tremor of magnitude {d.randint(30, 49) / 10} was felt on {d.choice(DAYS)} {d.choice(['morning', 'evening', 'night'])} "
            f"{d.randint(2, 19)} miles from {d.choice(TOWNS)}, said the Norland Survey. It came at {d.randint(1, 12)}:{d.randint(10, 59)} "
            f"{d.choice(['a.m.', 'p.m.'])} from a depth of {d.randint(10, 99) / 10} miles. Its centre was {d.randint(5, 40)} miles from "
            f"{d.choice(TOWNS)}, {d.randint(5, 40)} miles from {d.choice(TOWNS)} and {d.randint(5, 90)} miles from {d.choice(TOWNS)}. "
            f"In ten days there had been {d.choice(['none', 'one', 'two', 'three'])} of magnitude 3 or more nearby. {QUAKE}")


def labour(d):
    return (f"Of all who want to work {d.randint(25, 70) / 10} percent had none in {d.choice(COUNTIES)} County in {d.choice(MONTHS)}, said "
            f"the Labour Office, after {d.randint(25, 70) / 10} percent a year before. {d.randint(2, 90)},{d.randint(100, 999)} people "
            f"of the county had work, and {d.randint(100, 999)} looked for it. {LABOUR}")


def shares(d):
    firm = d.choice(FIRMS)
    return (f"Shares of {firm} opened {d.choice(['higher', 'lower'])} on {d.choice(DAYS)}. They had closed at {d.randint(1000, 9999) / 100} "
            f"crowns and began the day at {d.randint(1000, 9999) / 100}. {firm} last stood at {d.randint(1000, 9999) / 100}, when "
            f"{d.randint(100, 999)},{d.randint(100, 999)} had changed hands. {d.choice(['Brandt', 'Dolny', 'Holm'])} & Sons put what it "
            f"thinks {firm} is worth at {d.randint(10, 99)} crowns, after {d.randint(10, 99)}, in a letter of {d.choice(MONTHS)} "
            f"{d.randint(1, 28)}. The company is worth {d.randint(100, 4000) / 100} billion crowns, {d.randint(10, 90)} times what it earns. {SHARES}")


def suit(d):
    firm = d.choice(FIRMS)
    return (f"OSTEND -- The law firm of Hagen and Krug tells all who bought shares of {firm} between {d.choice(MONTHS)} {d.randint(1, 28)}, "
            f"2023 and {d.choice(MONTHS)} {d.randint(1, 28)}, 2024 that a suit has been filed for them. Whoever wants to lead it asks "
            f"the court for that by {d.choice(MONTHS)} {d.randint(1, 28)}, 2025. {SUIT} More on the suit against {firm} is on our page.")


def game(d):
    first, second = d.sample(TOWNS, 2)
    low, high = sorted(d.sample(range(40, 99), 2))
    return (f"{first} beat {second} {high}-{low} on {d.choice(DAYS)} night. {person(d)} scored {d.randint(12, 35)} points for {first}, and "
            f"{person(d)} had {d.randint(8, 20)}. {person(d)} scored {d.randint(10, 30)} for {second}, which has won "
            f"{d.randint(0, 9)} games this season and lost {d.randint(0, 9)}. {GAME}")


def forecast(d):
    return (f"{d.choice(DAYS)} will be {d.choice(['sunny', 'bright', 'cloudy', 'grey'])} in {d.choice(TOWNS)}, with a high of "
            f"{d.randint(40, 90)} and a low of {d.randint(20, 60)}. The wind comes from the {d.choice(['north', 'south', 'west', 'east'])} "
            f"at {d.randint(3, 20)} miles an hour. One may have {d.choice(['rain', 'showers', 'storms'])}, at {d.randint(1, 9)}0 percent. {FORECAST}")


def deed(d):
    return (f"A house of {d.randint(1000, 4000)} square feet, built in {d.randint(1900, 2015)}, has a new owner. What stands at "
            f"{d.randint(10, 999)} {d.choice(FAMILY)} {d.choice(['Street', 'Lane', 'Drive'])} in {d.choice(TOWNS)} went for "
            f"{d.randint(200, 900)},{d.randint(0, 9)}00 crowns on {d.choice(MONTHS)} {d.randint(1, 28)}. It has "
            f"{d.choice(['three', 'four', 'five'])} bedrooms, on a lot of {d.randint(3, 20)},{d.randint(100, 999)} square feet. {DEED}")


FORMS = {
    "dean's list": lambda d: f"{person(d)}, of {d.choice(TOWNS)}, was named to the dean's list for the spring. {SCHOOL}",
    "dean's list, town first": lambda d: f"{d.choice(TOWNS)} resident {person(d)} made the dean's list. {SCHOOL}",
    "degree": degree,
    "obituary": lambda d: f"{person(d)}, {d.randint(60, 99)}, of {d.choice(TOWNS)}, died on {d.choice(DAYS)}. Gifts are welcome. {SCHOOL}",
    "draw of six": lambda d: f"The numbers drawn on {d.choice(DAYS)} were {', '.join(str(d.randint(1, 69)) for _ in range(6))}. {LOTTERY}",
    "flood warning": lambda d: f"Warning of floods for the {d.choice(['Aske', 'Mirren', 'Sarn', 'Weir'])} River near {d.choice(TOWNS)} until "
                               f"{d.randint(1, 11)} p.m. {WEATHER}",
    "tremor": quake,
    "labour": labour,
    "shares": shares,
    "suit": suit,
    "game": game,
    "forecast": forecast,
    "deed": deed,
}
