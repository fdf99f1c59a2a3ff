#!/usr/bin/env python3
"""Writes the sample corpus of reprint into data/sample/, next to this script, and truth.tsv beside it.

Every town, person, company and outlet here is invented; all hosts end in .example.
The output is the same on every run: no clock, no randomness, fixed gzip times.

The file has four parts:
  1. the stories        story(name, text): a headline, then paragraphs, separated by blank lines
  2. the outlets        one page template each, with its own furniture
  3. the prints         put(...): which story appears where, when, and with which edits
  4. the writers        HTML, JSON Lines, text, WARC, truth.tsv, README.md
"""
import html
import json
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from string import Template
from uuid import NAMESPACE_URL, uuid5

OUT = Path(__file__).resolve().parent / "sample"

# ---------------------------------------------------------------- 1. stories

STORIES = {}


def story(name, text):
    """Blank lines part the blocks: the first is the headline, the others are paragraphs."""
    blocks = [" ".join(b.split()) for b in re.split(r"\n\s*\n", text.strip())]
    STORIES[name] = (blocks[0], blocks[1:])


# --- wire stories, reprinted by several outlets

story("ferry", """
Ferry runs aground off Harlow Bay, 214 passengers taken off safely

A passenger ferry carrying 214 people ran aground on a sandbank outside the port of Harlow Bay early on Monday,
forcing an overnight rescue in thick fog that lasted almost five hours, the coast guard said.

The Lady Merrin, a 62-metre vessel operated by Tidewater Lines, struck the Gannet Shoal at 1:52 a.m. about three
nautical miles short of its berth after a crossing from Port Ansel. Eleven people were treated for bruises and
mild hypothermia, and none was kept in hospital.

"The bow lifted, the lights flickered and every cup in the cafeteria went over at once," said Ines Calloway, 41,
a teacher who was travelling with her two sons. "After that the crew were calm, so we were calm."

Two lifeboats and a harbour tug brought passengers ashore in groups of 18 because the shallow water kept larger
ships at a distance. The last of the 31 crew members left the vessel shortly before 7 a.m., when the rising tide
began to shift the hull.

Coast guard commander Peter Osgood said the ferry had left the marked channel by some 400 metres. Visibility at
the time was under 150 metres and a radar beacon on the shoal had been out of service since February 19, he
added.

Tidewater said the captain, who has 22 years of service with the company, and the officer of the watch had been
relieved of duty while the transport safety board examines the voyage recorder. Both tested negative for
alcohol.

Divers found a 9-metre dent in the plating but no leak, and inspectors saw no sign of fuel in the water. A
salvage tug from Corran Sound was due to try to pull the ferry free at high tide on Tuesday.

The company cancelled 14 sailings until Thursday and said it would refund tickets and pay each passenger 250
crowns. It was the third grounding on the Gannet Shoal in six years, after a coaster in 2019 and a fishing
vessel in 2022.
""")

story("dam", """
Thousands leave homes below Orrin Dam as spillway cracks

Authorities ordered about 8,600 people to leave four towns below the Orrin Dam on Thursday after engineers found
a widening crack in its concrete spillway, and began lowering the reservoir at the fastest rate in its 57-year
history.

The crack, first seen by a maintenance diver on Tuesday, had grown from 3 metres to more than 11 metres by
Thursday noon, the Upper Tessel Water Board said. The earth embankment itself, which is 84 metres high, showed
no movement.

"We are not looking at a dam that is failing, we are looking at a dam that we refuse to gamble with," board
director Helga Brandvold told reporters in Tessel Bridge. "The valley has six hours of warning at most, so
people go now and not later."

Water was being released through the two bottom outlets at 640 cubic metres a second, close to the limit that
the river bed can carry. The reservoir, which stood at 97% of capacity after the wettest April since 1983,
should fall by 4.5 metres before Sunday.

Buses carried residents of Tessel Bridge, Lower Marn, Quill and Eastholt to sports halls in the regional capital
Varnby, 40 kilometres away. By evening 5,120 people had registered there, while many others stayed with
relatives.

Farmer Anders Tolk, 66, said he had moved 210 dairy cows to higher ground with the help of neighbours. "The cows
did not like the lorries, but they would like the river less," he said.

The dam supplies drinking water to about 300,000 people and 112 megawatts of power. The grid operator said
supply would be secure because two gas units in Varnby, due to close in June, would stay on line.

A 2021 inspection report had recommended repairs of the spillway at an estimated cost of 38 million crowns.
Brandvold said the work had been postponed twice because no contractor could be found at that price.
""")

story("refinery", """
Fire at Castor Point refinery injures nine, halts output

A fire broke out in a crude distillation unit at the Castor Point refinery on Saturday, injuring nine workers
and shutting a plant that supplies about a fifth of the fuel used in the southern provinces, its operator said.

Belmar Petroleum said the fire started at 4:20 p.m. when a flange gave way during the restart of the
118,000-barrel-a-day unit after two weeks of maintenance. Flames rose some 60 metres and smoke was visible from
the town of San Telmo, 25 kilometres to the east.

Three of the injured suffered serious burns and were flown to a clinic in the provincial capital, the company
said. The other six were treated for smoke inhalation. All 340 people on the night and day shifts were accounted
for.

"We had foam on the unit within seven minutes and that is the reason we are talking about one unit and not about
the tank farm," plant fire chief Rosalind Achterberg said at the gate. About 130 firefighters from five towns
were at the scene.

The provincial environment agency told residents within four kilometres to keep windows closed. Its mobile
stations measured sulphur dioxide of 190 micrograms per cubic metre at a school in the Los Pinos district, above
the hourly guideline but below the alarm level of 500.

Belmar declared force majeure on deliveries of petrol and jet fuel from Castor Point. Traders said the refinery
produced about 45,000 barrels of petrol a day and that wholesale prices in the region had risen by 6 cents a
litre in late dealings.

The plant, built in 1971, was fined 2.4 million dollars three years ago for late inspections of pipework. The
workers' union said it had warned in January about the number of contractors used in the restart. Belmar said it
would cooperate fully with investigators.
""")

story("trial", """
Malaria antibody shot cuts infections by 71% in trial among schoolchildren

A single injection of a laboratory-made antibody cut malaria infections by 71% over six months among
schoolchildren in a trial in three countries, researchers said on Wednesday, raising hopes for a simple seasonal
shield against the disease.

The study enrolled 2,316 children aged 6 to 12 at 14 clinics. Half received the antibody, known as LX-417,
before the rainy season and half a placebo. Blood tests every two weeks found infections in 17% of those
treated, against 58% in the comparison group.

"One visit, one needle and a child is covered for the whole season in which malaria fills our wards," said Dr.
Amara Quist, who led the work at the Kessou Institute of Tropical Medicine. "We have never been able to say that
about a medicine before."

Side effects were mostly mild, with fever reported in 8% of children in both groups. Two serious events, a
seizure and an allergic rash, were examined by an independent panel, which judged only the rash to be related to
the injection.

The antibody was developed by Lindqvist Biologics, a company with 190 employees. It expects a dose to cost about
9 dollars for a child if it is made in batches of 400 kilograms, which chief scientist Tor Halvard called
possible by 2028.

Outside experts welcomed the result but said the price was still three times that of a course of preventive
tablets, which must be taken every month. Protection also fell sharply in the sixth month, from 84% to 49%.

A trial with 5,000 infants, who are at greatest risk of dying, is to start in September. Malaria killed an
estimated 597,000 people last year, three quarters of them children under five.
""")

story("airline", """
Corvane cabin crews begin three-day strike, 410 flights cancelled

Cabin crews at the airline Corvane walked out for three days on Friday in a dispute over rest periods and pay,
grounding 410 flights and leaving some 52,000 travellers to look for other ways home at the end of the spring
holidays.

The union of flight attendants said 93% of members on the rosters for Friday had joined the stoppage. Corvane,
which has 74 aircraft, operated only its long-haul services and a handful of routes flown by partner carriers.

At Norrgate airport, the airline's main base, queues at the rebooking desks stretched across two halls by 6 a.m.
"They gave us a voucher for soup and a telephone number that nobody answers," said Matthias Obrecht, a carpenter
who had been due to fly to his sister's wedding.

The union wants 11 hours of rest between duties on short-haul routes, one hour more than the legal minimum, and
a pay rise of 9.5% over two years. Corvane has offered 5% and a single payment of 1,200 dollars.

"A tired crew is a safety matter before it is a wage matter," union leader Petra Sandoval told strikers outside
the terminal. She said a further stoppage of five days would follow in May unless a new offer was made by April
30.

Chief executive Julian Marchetti said each day of the strike cost the company 7 million dollars and that meeting
the demands in full would add 61 million a year to its costs. "We lost money in nine of the last twelve
quarters. There is no hidden drawer," he said.

Labour minister Ottilie Crane invited both sides to talks on Monday. Under the law she can order a cooling-off
period of 30 days if a strike threatens supply to the islands, a step last taken in 2016.

Shares in Corvane fell 3.8% to 4.12 dollars, their lowest in seven months. Rival Blue Meridian said it had added
22 flights and that fares would be capped until the end of the strike.
""")

story("mine", """
Sallow Plain lithium mine wins permit after nine-year dispute

The government granted a permit on Tuesday for what would be the country's largest lithium mine, ending a
nine-year dispute over groundwater on the Sallow Plain and clearing the way for investment of 1.3 billion
dollars.

The open pit, planned by Graywell Minerals some 70 kilometres north of the town of Petersrest, is to yield
24,000 tonnes of lithium carbonate a year from 2029, enough for the batteries of roughly 480,000 cars.

Environment minister Dalia Renwick attached 62 conditions to the permit. The company may draw no more than 3.1
million cubic metres of water a year, a third of what it first asked for, and must stop pumping when any of 18
test wells falls by more than half a metre.

"This is the strictest licence ever written for a mine in this country, and if they break it we will close the
valves ourselves," Renwick said in parliament, where opponents in the gallery unrolled a banner and were led
out.

Ranchers and the Tawa Creek people, who hold grazing rights on part of the site, said they would go to the
constitutional court. Their lawyer, Simeon Bright, said the ministry had ignored a hydrological study that found
a link between the pit and the springs of Tawa Creek.

Graywell said it had changed its design to recycle 88% of process water and would pay 2% of revenue into a fund
for the district. Shares in the company rose 17% before trading was halted for the announcement.

Construction is to start in October and to employ 1,100 people at its peak, with 420 permanent jobs to follow.
Petersrest, which has 6,300 inhabitants, lost its last large employer when a sugar mill closed in 2018.

Analysts at the brokerage Tolliver and Stone said the mine would be profitable at a lithium price of 9,400
dollars a tonne. The price on Tuesday was 12,150, down from more than 70,000 at its height three years ago.
""")

story("bridge", """
Kettle Narrows bridge closed after bolts found sheared

The Kettle Narrows bridge was closed to all traffic on Tuesday morning after a painting crew found 14 sheared
bolts in a joint of the main span, cutting the only road link between Harlow Bay and the Ness peninsula.

About 19,000 vehicles cross the 1.1-kilometre suspension bridge on an average weekday. Police turned back the
first lorries at 5:40 a.m., and by eight o'clock the queue on the northern approach was 7 kilometres long.

The bridge authority said the bolts, each 32 millimetres thick, hold a bearing that lets the deck move with wind
and heat. "It is one bearing out of 48, but we do not know why they broke, and until we know I will not put a
school bus on it," chief engineer Morag Tennant said.

The bearing was replaced only four years ago as part of a renovation that cost 86 million crowns. Tennant said
samples of the steel had been sent to a laboratory in Varnby and that a first result was expected within ten
days.

A car ferry with room for 36 vehicles will shuttle between Kettle and Ness Pier every 50 minutes from Wednesday
noon, and the detour over Corran Sound takes two hours and a quarter. The hospital on Ness moved 12 dialysis
patients to the mainland by helicopter.

The chamber of commerce put the loss to businesses on the peninsula at 900,000 crowns a day. "The fish is landed
on one side and the ice and the buyers are on the other," said its chairman, Duncan Raeburn, who runs a
smokehouse with 55 employees.

The contractor for the renovation, Halloran Structures, said it had met every specification and would make its
records available. The transport ministry sent two inspectors.
""")

story("museum", """
Thieves take Roman gold hoard from museum in Saint-Vérin

Thieves broke into the museum of the lake town of Saint-Vérin in the early hours of Sunday and made off with 312
Roman gold coins, a hoard that was dug up by a vintner in 1934 and is valued at 4.6 million euros.

Police said at least three people entered through a skylight at 3:14 a.m., lowered themselves into the coin room
and smashed two display cases made of armoured glass. They were gone in less than nine minutes. A burnt-out van
was found near the Café du Débarcadère, two streets away.

An alarm went off at the police station, but the telephone lines of half the town had been cut at a junction box
shortly before. "They knew where the cable ran, they knew where the coins lay and they left the silver
untouched," inspector Jürgen Müller said. "This was ordered like a meal in a restaurant."

Museum director Hélène Faßbinder said each coin had been photographed and weighed in 2017 and could not be sold
openly. Her fear was that the hoard would be melted down, which would yield about 180,000 euros at the present
price of gold.

The coins, struck under the emperors Gallienus and Postumus, were buried around the year 268. A loan to the
national museum had been arranged for June, and the cases were to have been replaced with stronger ones during
that time, she said.

Investigators are looking into a possible link to thefts from museums in Brüel and Montségur last year, in which
the lines were cut in the same manner. The canton offered a reward of 50,000 francs for information, and the
museum will stay closed until Friday.
""")

story("chip", """
Auric to build $7.8 billion memory chip plant in Delmore

Memory maker Auric Semiconductor said on Monday it would build a $7.8 billion plant in Delmore, the largest
private investment in the history of the state, after winning tax relief and a promise of cheap power for 15
years.

Ground is to be broken in August on a 310-hectare site next to the old Fenwick air base. The first of two halls
should produce wafers in early 2028 and the second in 2030, giving the company capacity of 90,000 wafers a
month.

"We looked at 26 places on three continents, and this was the one where the water engineer knew more about our
business than we did," Auric chairman Wen Halloway told an audience of officials and students at Delmore
Technical College.

The plant will need 38,000 cubic metres of water a day, as much as a city of 150,000 people, of which 72% is to
be returned to the river after treatment. The utility Lakeland Power will build a substation for 420 megawatts
at its own expense.

Auric promised 3,200 permanent jobs with average pay of $84,000 a year. The state will forgo $1.1 billion in
property and sales taxes, or about $344,000 a job, and can claim the money back if fewer than 2,500 people are
employed by 2033.

Some economists doubted the bargain. "Memory is the most cyclical corner of a cyclical industry, and the state
has just bought a ticket for the whole ride," said Priya Donnelly of the Hartwell Institute. Auric lost $640
million last year as prices for storage chips fell by a third.

The company gave no names of customers but said that half of the first hall's output had been sold in advance
for use in servers. It employs 21,000 people and has plants in Kisaru, Port Lyle and Andermatten.

Governor Stella Brightwater, who faces an election next year, called the decision a turning point for a region
that lost 14,000 factory jobs in two decades. The legislature must still approve the package, with a vote
expected by June 20.
""")

story("whale", """
Volunteers refloat 31 of 58 pilot whales stranded on Skerry Sands

Rescuers and several hundred volunteers refloated 31 pilot whales on Sunday from a pod of 58 that had stranded
on Skerry Sands, but 27 animals died before the tide returned, the marine rescue service said.

The whales were found at daybreak by a man walking his dog along the 12-kilometre beach on the western side of
Tolsay island. They lay in three groups in ankle-deep water, the largest animal nearly six metres long.

Volunteers formed chains to pour sea water over the whales and covered them with wet bed sheets from two hotels.
Others dug trenches by hand so that the flippers would not be crushed. "You hear them breathe and you start to
breathe with them," said Fiona Makepeace, a nurse who had driven for two hours.

Inflatable pontoons were placed under the animals as the water rose in the early afternoon. At 2:35 p.m. boats
herded the first group through a gap in the bar, and by dusk the survivors were seen swimming north in deep
water, about five kilometres offshore.

Biologist Ruaridh Tannock of the island's research station said the pod had probably followed an old female that
was ill or giving birth. Samples from her and from eight others would be tested for infections and for damage to
the inner ear, he said.

The navy said no sonar exercise had been held within 200 kilometres in the past two weeks. Strandings of such
size are rare on Tolsay: the last, of 39 animals, was in 2011.

The council asked people to stay away from the carcasses, which are to be towed to a landfill on Wednesday. A
local firm lent two cranes without charge.
""")

story("cyber", """
Hospitals in Ostmark go back to paper after ransomware attack

Six hospitals in the Ostmark region turned away ambulances and put off hundreds of operations on Wednesday after
an attack with ransomware locked the computers that hold patient records, X-ray images and laboratory results.

The hospital group Sanara, which treats 410,000 patients a year, said the first screens went dark at 2:07 a.m.
and that its technicians had cut all links to the outside 40 minutes later. Doctors were writing notes by hand
and runners carried blood samples and slips between floors.

"Nobody on my ward under forty has ever worked with a paper chart, so the nurses who retired last year have come
in to teach them," said Dr. Leonie Vasquez, head of internal medicine in Kelm, the largest of the hospitals.

Sanara said 286 planned operations and about 1,900 appointments had been cancelled until Friday. Emergency
patients with strokes and heart attacks were taken to clinics in two neighbouring regions, in some cases by
journeys of more than an hour.

A group that calls itself Nightjar claimed the attack and threatened to publish 1.7 terabytes of files unless it
was paid 5.5 million dollars within eight days. The prosecutor's office said no ransom would be paid by any
public body and opened an investigation.

The intruders are believed to have used the stolen password of a firm that services air conditioning, according
to a security adviser to the regional government, Bogdan Ehrlich. The account had no second factor and had been
due to be shut in November.

Copies of the records are made every night and kept on tapes in another building, the group said. It hoped to
bring back the laboratory system by Saturday and the image archive within three weeks.

It was the fourth attack on hospitals in the country since last summer. A law that would oblige clinics to
report such events within 24 hours has been before parliament for 14 months.
""")

story("frost", """
Late frost destroys two thirds of apple blossom in Ellen valley

Three nights of frost have destroyed about two thirds of the apple blossom in the Ellen valley, the fruit
growers' association said on Monday, in what may become the smallest harvest of the region since 1991.

Temperatures fell to minus 5.4 degrees Celsius at Ellenford on Saturday, ten days after the trees had come into
full flower, which was three weeks earlier than usual because of a mild March. Losses were heaviest in low
orchards along the river.

"We lit 4,000 candles on eleven hectares and flew a helicopter over the upper slope, and we have saved perhaps a
third," said grower Tobias Lindgren, whose family has farmed near Ellenford for five generations. The three
nights cost him 47,000 crowns in fuel and wages.

The valley has 2,900 hectares of orchards and in a normal year yields 96,000 tonnes of apples, a quarter of the
national crop. The association expects between 30,000 and 38,000 tonnes this autumn and damage of 55 million
crowns.

Only one farm in six is insured against frost. Agriculture minister Sunniva Dahl, who visited the valley on
Monday, promised interest-free loans and said the government would pay half the cost of overhead sprinklers,
which protect blossom with a coat of ice.

Cider makers said they would have to buy fruit from abroad. Wholesale prices for stored apples rose 12% in a
day, to 1.31 crowns a kilogram. Pear trees, which flower later, were hardly touched.
""")

story("ru", """
На реке Вяльма открыли первый за тридцать лет новый мост

В городе Северозаводье в субботу открыли автомобильный мост через реку Вяльма длиной 842 метра, который строили
четыре года и девять месяцев. Это первая новая переправа в районе за тридцать лет, сообщила областная дирекция
дорог.

До сих пор жители правого берега, где находится 46 тысяч человек, добирались до больницы и вокзала через старый
мост в центре, закрытый для грузовиков с 2017 года. Объезд занимал 58 километров, а во время ледохода паромная
переправа не работала неделями.

«Мы обещали сдать его осенью, но опоры номер пять и шесть пришлось усиливать, потому что в русле нашли карстовые
пустоты», — сказал главный инженер проекта Игорь Ладыжин. По его словам, дополнительные работы обошлись в 310
миллионов рублей.

Общая стоимость строительства составила 6,4 миллиарда рублей. Мост рассчитан на 21 тысячу машин в сутки, по
обеим сторонам проложены тротуары и велосипедная дорожка шириной два с половиной метра.

Первой по мосту проехала колонна из двенадцати старых автобусов, которую возглавил водитель Тамара Гущина,
проработавшая на городских маршрутах 37 лет. «Я столько раз стояла в очереди на паром, что сегодня ехала
медленно, чтобы запомнить», — рассказала она.

Движение грузового транспорта разрешат с первого июня, после испытаний нагрузкой. Старый мост закроют на ремонт
до конца 2027 года.
""")

story("zh", """
临澜港全自动码头投入运行 年吞吐量可达二百一十万标准箱

临澜港集团星期三宣布，历时三年零四个月建设的第七期全自动集装箱码头正式投入运行，设计年吞吐量为二百一十万标准箱，是该地区规模最大的无人作业码头。

码头岸线长一千二百八十米，配有十六台远程操控岸桥和九十四辆无人驾驶运输车。车辆依靠埋设在地面下的两万三千枚磁钉定位，误差不超过两厘米，充电一次可以连续工作七小时。

港口总工程师沈砚秋说：“过去一条船要六十个人守在岸边，现在九个人坐在控制室里就能完成装卸。我们最担心的是台风天，所以防风锚定系统做了四百多次试验。”

集团表示，原有的八百七十名装卸工人当中，已有五百二十人转到设备维护和远程操作岗位，其余人员将在两年内完成培训，不会裁员。工会代表则要求公司公布夜班补贴的具体标准。

首艘靠泊的货轮“云岚号”载有四千六百个集装箱，作业用时十一小时二十分钟，比人工码头缩短约三成。项目总投资七十八亿元，第八期工程预计明年秋季动工。
""")

# --- changed or added passages of particular prints

story("refinery-update", """
Worker dies after Castor Point refinery fire; unit seen shut for months

One worker died and eight were injured when a fire broke out in a crude distillation unit at the Castor Point
refinery on Saturday, shutting a plant that supplies about a fifth of the fuel used in the southern provinces,
its operator said on Sunday.

The worker who died, a 38-year-old pipe fitter employed by a contractor, had been standing on a platform above
the flange, Belmar said. His name was withheld until his relatives in the north had been told.

The fire was put out at 3:05 a.m. on Sunday. Operations director Caspian Holt said a first look suggested that
the unit would be out of service for at least four months, and that a smaller unit of 52,000 barrels a day could
restart within ten days.
""")

story("bridge-update", """
Kettle Narrows bridge to stay shut for two weeks, cracks found in second bearing

UPDATE: The authority said late on Tuesday that hairline cracks had been found in the bolts of a second bearing,
90 metres north of the first, and that the bridge would stay shut for at least two weeks while all 48 are opened
and checked.

The government released 5 million crowns from its emergency fund for a second ferry and for overtime at the
hospital, and fishermen were told they could land their catch at Corran Sound without paying harbour dues.
""")

story("whale-local", """
Island hotel turns laundry into whale rescue as 31 swim free

At the Sandpiper Hotel in Tolsay village, the night porter, Callum Brodie, was woken by a call from the beach at
ten past six and stripped the linen from 44 rooms. "I left a note on each door that said, your sheets are saving
a whale, breakfast is late," he told the Island Star.

The primary school in Garve will hold an assembly on Tuesday at which pupils can ask the rescuers questions.
Head teacher Isla Nairn said that nine of her 63 pupils had been on the sand with their parents, some of them
since dawn.

The Tolsay lifeboat fund, whose two boats burned 300 litres of diesel during the day, has opened a collection at
the post office and the co-operative shop. By Monday noon it had taken in 4,870 crowns.
""")

# --- the same event, written independently by two newsrooms

story("bus-a", """
School bus slides into ditch at Fallow Cross, driver praised

Twenty-three children climbed out of the back door of a school bus on Monday after it skidded on black ice and
came to rest on its side in a ditch at Fallow Cross.

Four pupils of Marden Primary were taken to the infirmary with cuts, one with a broken collarbone. The driver,
Gwen Pickering, 59, hurt her wrist when she pulled the emergency handle.

Parents who reached the spot from the nearby estate said the children were standing in a line along the hedge,
wrapped in coats, and counting aloud. "Mrs Pickering told us to count until she said stop, and we got to nine
hundred," said Oliver, who is eight.

The county gritted the A-road at 4 a.m. but not the lane, which is not on its list of winter routes. Councillor
Bernard Shale, whose grandson was on board, wants that changed before the week is out.

A crane lifted the vehicle at noon. The operator, Larkspur Coaches, will run a replacement from Tuesday along
the main road, with a stop at the chapel in place of the one at the crossroads.
""")

story("bus-b", """
Five hurt as bus with pupils overturns on icy lane

Police are investigating how a coach carrying primary school pupils left a narrow lane and overturned near the
village of Marden shortly after eight in the morning, leaving five people hurt.

Ambulance crews brought four children and a woman of 59 to Aldwick Infirmary, where a spokeswoman described all
injuries as minor apart from one fracture. Eighteen others were examined by paramedics and sent home with their
families.

The road surface had frozen overnight after rain, with a reading of minus 3 at the weather mast on Beacon Hill.
Sergeant Lucy Amberley said there was no sign of speeding and that the coach had passed its annual test in
January.

It is the second accident in two winters on the single-track stretch, after a milk tanker went through the fence
in the same bend. Residents collected 340 signatures last year for salt bins and a lower limit.

The county council said it would review its treatment routes and that the cost of adding a mile was about 2,100
pounds a season.
""")

story("final-a", """
Rovers end 41-year wait as Okoro strikes twice in cup final

Dunmere Rovers won the Northern Cup for the first time in 41 years on Saturday, beating holders Aske Town 3-1
before 38,400 people with two late goals from substitute Daniel Okoro.

Aske had led at the interval through a free kick by captain Lars Whitlock that clipped the wall, and might have
doubled the lead had Jonah Pell not struck the bar from six metres.

Manager Ruth Castellan sent on Okoro on 58 minutes in place of a defender. Winger Sam Trevanion levelled with a
header from the first corner after the change, and Okoro did the rest, tapping in at 81 minutes and running from
the halfway line for the third.

"I have been on the bench all spring and I had a lot of running saved up," Okoro said. Castellan, the first
woman to lift the trophy as a manager, was carried round the pitch on the shoulders of her back four.

A parade by open bus starts at the Corn Exchange at 2 p.m. on Sunday. Rovers also secured a place in next
season's continental qualifying round.
""")

story("final-b", """
Aske let cup slip away in sorry last half hour

For an hour at Norrgate Park the cup was staying in Aske. Then Town's legs went, their marking went and, with
nine minutes left, the trophy went too, to a Dunmere side that finished eleventh in the league.

Coach Miro Sandahl took the blame for a 3-1 defeat. He had left out the tall centre-back Emil Oster because of a
tight calf, and it was from a high ball in Oster's area that Dunmere drew level.

"We stopped doing the simple things and they had a lad who could run, that is the story of it," Sandahl said. He
declined to discuss his contract, which ends in June.

The opening goal deserved better company: Whitlock's shot from 24 metres was his ninth of the season and his
last for the club, since he is joining Varnby on a free transfer.

Some 14,000 supporters had come by special train. The last of them left a silent station at half past eleven,
when a points failure had at least been put right.
""")

story("mayor-a", """
Mayor Lorne Petrie resigns over garden-centre contracts

Lorne Petrie stepped down as mayor of Whitcombe on Thursday, a day after auditors reported that the town had
paid 268,000 crowns without tender to a garden centre owned by his brother-in-law.

In a statement of six lines he said he had "trusted the wrong people and signed too quickly". He will keep his
seat on the council until the autumn session, which opposition members called an insult.

The auditors listed 37 invoices between 2021 and 2024, among them one for 900 rose bushes, of which a count in
the municipal park found 212. Twelve of the invoices bore the same number.

Deputy mayor Anneke Fairbrother takes over for 90 days, after which an election must be held. She said she would
publish all contracts above 5,000 crowns on the town's website by the end of the month.

The public prosecutor confirmed that she had received the report, but would not say whether an inquiry had been
opened.
""")

story("mayor-b", """
Whitcombe leader quits as rose bush affair widens

The leader of a market town of 23,000 people has become the latest local politician to fall over purchases that
never went out to bid, this time of plants, gravel and garden furniture.

Mr Petrie, 61, a former auctioneer who won three elections on a promise of thrift, announced his departure in
writing and did not appear at the evening meeting, where some 150 citizens had come to question him.

Supporters point out that he took no money himself. Yet the firm at the heart of the matter, Greenhollow
Nurseries, earned two fifths of its turnover from the town hall, according to accounts filed in March, and
employed his daughter in the office.

The race to replace him is open. Schoolteacher Ewan Laidlaw of the Valley List declared his candidacy on Friday
morning, and the acting leader, Ms Fairbrother, is thought likely to run. The vote should fall on the last
Sunday of July.
""")

# --- templates: one form, other facts

EARNINGS = """
{co} {season} profit {dir} to {p} million

{co} on {day} posted a profit of {p} million {cur} for the {season} quarter of the financial year, compared with
{p0} million in {prev}. Sales at the {city} maker of {goods} reached {s} million, {dir2} {sp}% from {s0} million.

Excluding one-off items and the effects of currencies, earnings were {e} {cents} a share, against the {est}
expected on average by {n} analysts polled by {poll}. The {unit} division brought in {u} million, while {unit2}
added {u2} million after {why}.

"{quote}," {title} {ceo} said on {call}. For {year} {co} now sees sales in a range of {g1} to {g2} million and
{inv} million of spending on {what}.

The board of {city}'s {rank}-largest employer will propose to shareholders at the annual meeting a dividend of
{d} {cents}, payable on {paid}. Shares of {co} {moved} {m}% to {px} on the {exch} exchange by {time}, valuing it
at {cap} million.
"""
for row in (
    dict(key="earn-1", co="Pellworth Tools", season="first", dir="rises", p="41.7", cur="dollars", day="Tuesday", p0="36.2", prev="2024", city="Delmore",
         goods="cordless drills", s="512", dir2="up", sp="6.1", s0="482.6", e="88", cents="cents", est="81", n="nine", poll="Markwell", unit="professional", u="301",
         unit2="gardening", u2="118.4", why="a mild winter", quote="Builders are ordering again", title="chief executive", ceo="Nadia Forsythe", call="a conference call",
         year="2025", g1="2,050", g2="2,110", inv="75", what="a Kisaru assembly line", rank="third", d="22", paid="June 12", moved="gained", m="4.4", px="63.15",
         exch="Hartwell", time="noon", cap="3,010"),
    dict(key="earn-2", co="Vantor Dairies", season="third", dir="slips", p="9.3", cur="crowns", day="Friday", p0="12.8", prev="the same months last year", city="Ellenford",
         goods="soft cheese", s="147.9", dir2="down", sp="2.3", s0="151.4", e="1.14", cents="crowns", est="1.40", n="four", poll="the Grain Bulletin", unit="retail", u="96",
         unit2="catering", u2="37.7", why="two contracts lapsed", quote="Milk costs us a fifth more than in May", title="finance director", ceo="Olaf Brenner", call="Friday morning",
         year="the fiscal year", g1="590", g2="605", inv="18.5", what="chillers", rank="second", d="0.35", paid="the last day of July", moved="lost", m="7.9", px="24.60",
         exch="Varnby", time="the close", cap="202"),
    dict(key="earn-3", co="Kestrel Maritime", season="fourth", dir="doubles", p="230", cur="euros", day="Wednesday", p0="114", prev="the final stretch of 2023", city="Port Ansel",
         goods="hatch covers", s="1,876", dir2="a jump of", sp="19", s0="1,576", e="5.02", cents="euros", est="4.77", n="sixteen", poll="Oceanline", unit="offshore", u="1,020",
         unit2="repair", u2="455", why="yards in Lyle reopened", quote="We have not seen an order book like this since the canal was widened", title="chairwoman", ceo="Sigrid Amundsen-Vale",
         call="the sidelines of a fair", year="next year", g1="7,900", g2="8,300", inv="640", what="three floating docks", rank="single", d="1.80", paid="8 May", moved="were little changed, adding",
         m="0.2", px="141", exch="Norrgate", time="10:15 GMT", cap="6,460"),
):
    story(row["key"], EARNINGS.format(**row))

WEATHER = """
{place} forecast: {head}

{place} will wake to {sky} on {day}, with {rain} and a high of {hi} degrees by {hour}. Winds from the {dir} at
{wind} kilometres an hour will {weff}, {forecaster} of the {office} said in the morning bulletin for the region.

Overnight, {night}; lows range from {lo} at {lotown} to {lo2} on {hill}. Fog may {fog}, so drivers on {road}
should leave a little more time than usual and {advice}.

{day2} brings {next}, and by {day3} {later}. Sea temperature off {beach} stands at {sea}, {seacmp} the average
for {month}. Sunrise is at {rise}, sunset at {set}.

The {record} reading since measurements began at the station for {date} in {place} is {recv}, taken in {recy}. So
far {month} has given {mm} millimetres of {kind}, {pct} of normal, and {hours} hours of sun.
"""
for row in (
    dict(key="weather-1", place="Harlow Bay", head="fog, then a warm afternoon", sky="thick sea fog", day="Saturday", rain="no rain before dusk", hi="19", hour="three o'clock", dir="southwest",
         wind="15", weff="clear the harbour by ten", forecaster="Janet Coyle", office="coastal bureau", night="cloud returns", lo="8", lotown="Port Ansel", lo2="4", hill="Gannet Head",
         fog="linger in the Narrows", road="the shore road", advice="dip their lights", day2="Sunday", next="showers and a rainbow or two", day3="Tuesday", later="it turns cold",
         beach="Ness Pier", sea="9.5", seacmp="a degree above", month="April", rise="6:04", set="20:11", record="highest", date="April 12", recv="24.8", recy="1949", mm="31", kind="rain", pct="64%", hours="88"),
    dict(key="weather-2", place="Varnby", head="snow on the last day of lifts", sky="fresh snow", day="Thursday", rain="another 12 centimetres to come", hi="minus 2", hour="midday", dir="north",
         wind="45", weff="pile drifts against doors", forecaster="Egil Monsen", office="mountain station", night="skies clear fast", lo="minus 11", lotown="Quill", lo2="minus 19", hill="the Orrin ridge",
         fog="freeze to the rails", road="Route 9", advice="carry chains", day2="Friday", next="bright sun", day3="the weekend", later="a thaw sets in",
         beach="Port Lyle", sea="barely 3", seacmp="just under", month="March", rise="06.41", set="18.20", record="coldest", date="the 20th", recv="minus 23.1", recy="1966", mm="70", kind="snow water", pct="131%", hours="only 52"),
    dict(key="weather-3", place="San Telmo", head="heat builds, dust from the plain", sky="a yellow haze", day="Monday", rain="dust but not a drop", hi="37", hour="late afternoon", dir="desert side",
         wind="28", weff="sting the eyes", forecaster="Pilar Iturbe", office="airport desk", night="little relief is due", lo="24", lotown="Los Pinos", lo2="21", hill="Castor Point",
         fog="give way to smoke", road="the refinery bypass", advice="shut the vents", day2="Midweek", next="dry lightning inland", day3="Saturday", later="a sea breeze ends it all",
         beach="Playa Honda", sea="23", seacmp="well over", month="May", rise="5.48 a.m.", set="8.39 p.m.", record="hottest", date="mid-May", recv="41.2", recy="2003", mm="0.4", kind="drizzle", pct="three percent", hours="214"),
):
    story(row["key"], WEATHER.format(**row))

GRANT = """
{town} to receive {sum} for {what}

{town} will receive {sum} from the {fund} Fund for {what}, {minister} announced {when}. The {thing}, on {street},
{state} since {since} and serves {users}.

Work by {firm} begins {start} and should last {months}; {share} of the bill falls to {payer}. "{quote}," said
{mayor}, {role} of {town}.

Besides {what}, the {sum} covers {extra1}, {extra2} and {extra3}. {town} was one of {n} applicants in the {round}
round, which was worth {total}. Last time, {last}. The fund supports projects that make a lasting difference to
the places where people live.

Questions go to {contact} in {office}, and plans hang in {where} until {until}. A {event}, open to everyone who
would like to take part, is set for {evdate} at {evtime}.
"""
for row in (
    dict(key="grant-1", town="Eastholt", sum="$420,000", what="a new library roof", fund="Rural Places", minister="culture secretary Imogen Vale", when="on Monday", thing="1911 building", street="Chapel Street",
         state="has leaked", since="the storms of 2020", users="2,800 card holders", firm="Marsh and Daughters", start="in July", months="five months", share="a tenth", payer="the parish",
         quote="We have run out of buckets", mayor="Clara Hobday", role="leader", extra1="gutters", extra2="a lift", extra3="48 reading lamps", n="61", round="spring", total="$9 million",
         last="the chapel won", contact="Peg Lowther", office="room 4", where="the porch", until="May 30", event="slate-signing", evdate="June 7", evtime="11 in the morning"),
    dict(key="grant-2", town="Petersrest", sum="$1.25 million", what="repairs to its water tower", fund="Safe Taps", minister="senator Howard Binney", when="in a letter", thing="steel tank", street="Mill Hill",
         state="has been losing pressure", since="about 2016", users="every home north of the railway", firm="Cobalt Linings of Delmore", start="after harvest", months="a year", share="a quarter", payer="water customers",
         quote="My shower will have opinions again", mayor="Ray Dominguez", role="public works head", extra1="two pumps", extra2="lead testing", extra3="a backup generator", n="204", round="second", total="$118 million",
         last="its bid came too late", contact="the clerk", office="city hall", where="the feed store", until="further notice", event="public hearing", evdate="the first Tuesday of June", evtime="seven in the evening"),
    dict(key="grant-3", town="Garve", sum="$86,500", what="floodlights and a running track", fund="Youth Sport", minister="the islands office", when="last week", thing="shinty field", street="Shore Brae",
         state="has stood dark", since="a gale in 2022", users="three clubs with 190 members", firm="volunteers and Tolsay Electric", start="as soon as the ferry brings the masts", months="until the clocks go back", share="nothing", payer="the club",
         quote="No more training by tractor headlamp", mayor="Hamish Orr", role="the club secretary", extra1="drains", extra2="benches", extra3="a scoreboard", n="just 17", round="island", total="$600,000",
         last="money went to Skerry", contact="Mr Orr himself", office="the pavilion", where="the co-operative shop", until="Easter", event="torchlit relay", evdate="St John's Eve", evtime="dusk"),
):
    story(row["key"], GRANT.format(**row))

# --- teasers of two articles behind a paywall

story("stub-1", """
Inside the collapse of Norrgate's trolleybus dream

When the first of 64 trolleybuses rolled out of the Tanner Street depot in 2022, the city promised silent
streets and a line to the airport within 18 months. Three years on, 41 of the vehicles stand under tarpaulins
beside the canal, and the wires end in mid-air above a roundabout that regulars have named the Harp.

Minutes of 29 closed meetings, seen by the Ledger, show that engineers warned as early as the first winter that
the batteries lost half their charge below freezing. The supplier offered to exchange them for 11.2 million
dollars, and the transport committee, which was about to face voters, decided to wait for spring.
""")

story("stub-2", """
The quiet fortune of the Averell sisters

Harriet and Josephine Averell have never given an interview, own no car and still share the flat above a
chandler's shop in Port Lyle where they were born. They also control, through a chain of nine companies, about
14 percent of all the refrigerated warehouses between the coast and the Sallow Plain.

The empire began with a single ice house bought at auction in 1968, and with a rule that Josephine wrote on the
back of the receipt: never borrow, never sell, never explain. Former managers, suppliers and one estranged
nephew describe a business run from a kitchen table by telephone, two hours each morning, in a code of fish
names.
""")

# --- single articles

story("library", """
Whitcombe library reopens with 70,000 books and a beehive

The central library in Whitcombe opened its doors again on Saturday after 26 months of rebuilding, with a glass
reading room, a lift and two beehives on the roof.

About 1,400 people queued in the first hour. The first book to be lent, a field guide to moths, went to Rosa
Tindall, 9, who had waited since seven in the morning with her grandfather.

The work cost 12.9 million crowns, 1.7 million more than planned, because builders came upon a brick vault that
turned out to be a plague-era storehouse. Visitors can now look into it through a pane in the floor of the
children's section.

Librarian Desmond Achebe said the stock had been cut from 92,000 volumes to 70,000, but that opening hours would
rise from 38 to 61 a week. "A book nobody can reach is only insulation," he said.

Honey from the roof is to be sold at the desk from August, in jars labelled with a call number.
""")

story("fares", """
Single bus fare to rise by 20 cents, children to ride free

A single ticket on the buses of the Beacon district will cost 2.60 dollars from June 1, up from 2.40, while
children under 14 will travel without charge, the transport board decided on Wednesday by seven votes to four.

Monthly passes go up by 3 dollars to 71. A new card for people who work from home gives ten day tickets to be
used within eight weeks for 38 dollars.

Board chairman Cornelius Webb said diesel and wages had added 5.3 million to the yearly bill and that the only
other choice was to drop the night lines. Free travel for children would cost 900,000.

The four who voted against wanted a lower fare on Sundays. Passenger group Seats for All called the rise
bearable but said one bus in six on line 14 ran late last winter, twice the share that the contract allows.
""")

story("maternity", """
Tessel Bridge maternity ward to close at night from July

The maternity ward in Tessel Bridge will no longer take patients between 8 p.m. and 7 a.m. from July 1, because
four of its eleven midwives are leaving and no one has answered three rounds of advertisements.

Women in labour at night will have to travel to Varnby, a journey of 40 minutes in good weather. The health
trust promised an ambulance on permanent standby and rooms in a guest house for those near term.

Last year 389 children were born on the ward, 131 of them at night. Midwife Solveig Aune, who has worked there
since 1998, said the figures hid the real fear. "The road over the pass was shut on 17 nights last winter.
Babies do not read the road report."

A petition with 6,200 names was handed to the trust on Monday. Its director said the decision would be looked at
again in January, provided that at least two posts had been filled.
""")

story("cooperative", """
Valley dairies vote to merge after 112 years apart

Members of the Quill and Lower Marn dairy cooperatives voted on Sunday to join forces, ending a rivalry that
began over a bull in 1913 and outlived two railways.

The merger passed with 83% in Quill and by only eleven votes in Lower Marn, where farmers fear for the creamery
that gives work to 46 people. Both plants will be kept for at least five years under the agreement.

Together the 214 farms deliver 58 million litres of milk a year. Consultants put the savings at 2.2 million
crowns, most of it from sending one tanker down each lane in place of two.

The new company still needs a name. The board has asked schoolchildren for proposals after its own suggestion,
Qumarn, was met with laughter in both halls.
""")

story("regatta", """
Home crew wins lake regatta by the length of a boathook

The eight of Saint-Vérin won the 88th Lake Regatta on Sunday in a finish so close that the judges needed twenty
minutes and a photograph to part it from the crew of Andermatten.

The winners covered the 2,000 metres in 5 minutes 41.3 seconds, into a headwind that had already sunk a coxed
four in the second heat. Its rowers swam ashore and were given soup by the fire brigade.

Stroke Valérie König, 24, said she had not known the result until the band started to play. "I heard our tune
and thought they were being polite to the hosts," she said.

In the lightweight sculls Marko Iselin took his fifth title in a row. About 9,000 spectators lined the
promenade, and organisers counted 61 boats from seven countries, a record.
""")

story("rates", """
Central bank of Lethia holds rate at 6.25%, hints at cut in summer

The central bank of Lethia left its main interest rate at 6.25% on Thursday for the fourth meeting in a row but
said that falling food prices could allow a first cut as early as July.

Inflation slowed to 4.8% in March from 5.5% the month before, still above the target range of 2 to 4%. The lethi
gained half a percent to 18.31 to the dollar after the decision, which 19 of 22 economists had foreseen.

Governor Ilse Marangone said two of the nine members of the council had voted for an immediate step. "The last
mile is uphill and it is dark, so we walk and we do not run," she told a news conference.

The bank lowered its forecast for growth this year to 1.6% from 1.9%, citing weak demand for copper. Household
lending fell by 0.7% in the first quarter, the largest drop since 2014.
""")

story("budget", """
Assembly passes budget at dawn after 19-hour session

The provincial assembly passed a budget of 3.42 billion crowns at 5:10 a.m. on Friday after a session of 19
hours in which 207 amendments were voted down and six adopted.

The largest item remains health, with 1.1 billion, followed by schools with 870 million. A levy on second homes,
the most disputed point, was cut from 2% to 1.2% of taxable value and will bring in an estimated 29 million.

Finance commissioner Thaddeus Moll called the result a budget that nobody loves and everybody can live with. The
vote was 48 to 45, with two members asleep in the lobby, according to the clerk's record.

Among the six amendments is one that restores 340,000 crowns for the mobile dental clinic, moved by the youngest
deputy, Yasmin Corder, in her first speech.

The governor has ten days in which to sign.
""")

story("desalination", """
Solar desalination plant gives Skerry its own water

The isle of Skerry, which has brought drinking water by barge since 1958, switched on a desalination plant on
Friday that runs on sunlight and can fill 200 cubic metres of tanks a day.

The 3.6-million-crown plant stands in two shipping containers behind the harbour office, next to 880 solar
panels on the slope where the barge's hose used to lie. Salt brine is let out 600 metres from shore, at a depth
of 30.

Skerry has 340 residents in winter and ten times as many in August. A cubic metre of barged water cost 21
crowns; the new supply should come in at about 5, said engineer Beatriz Lomond.

The barge, the Patience, made its last delivery on Thursday. Its skipper of 29 years, Archie Munn, drank a glass
from the new tap and said it wanted a little rust.
""")

story("turtles", """
First turtle nests in a decade found at Playa Honda

Wardens at Playa Honda have fenced off seven nests of loggerhead turtles, the first found on the beach since
2014 and a sign, they say, that the ban on night fishing is working.

The oldest was dug on May 2, the latest on Tuesday between two rows of deckchairs. Each holds around 110 eggs,
which take 50 to 60 days to hatch depending on the warmth of the sand.

Hotels have agreed to dim the lamps along the promenade from ten o'clock, because hatchlings steer by the
brightest part of the horizon. Divers removed 1.3 tonnes of lost nets from the bay in spring.

Only one in a thousand young turtles lives to breed. "We do the arithmetic and then we count the nests again,
because it cheers us up," said warden Noemí Arana.
""")

story("elevator", """
Last wooden grain elevator in Dunlow County saved by coin drive

The wooden grain elevator at Amity Siding, the last of 23 that once stood along the railway in Dunlow County,
will not be torn down after residents raised 164,300 dollars to buy it.

Nearly a third of that came in coins, collected in milk cans at ballparks and funeral homes, said retired
teacher Lorraine Haas, who kept the ledger. The railway had set a deadline of noon on Wednesday; the cheque was
handed over at 11:25.

The tower is 24 metres tall, was built in 1927 and has a lean of 31 centimetres to the west. A carpenter from
Petersrest estimates that new sills and a tin roof will cost another 90,000.

The owners-to-be plan a museum of threshing on the ground floor. Barn owls, which have nested under the cupola
for years, keep the top.
""")

story("turbines", """
Counties split on how to tax wind turbines

Commissioners from eight plains counties failed on Thursday to agree on a common tax for wind turbines, leaving
developers with rates that run from 3,100 dollars a megawatt in Dunlow to 9,800 in Marsh.

A plan drawn up by the state association would have set a single figure of 6,500 and shared a fifth of the yield
with neighbours that have the view but not the money. It won five votes, one short of what was needed.

There are 1,172 turbines in the eight counties and permits for 400 more. Marsh commissioner Dean Pruitt said his
voters would not subsidise anyone's sunset.

Graywind Energy said it would hold back two projects worth 310 million dollars until the question is settled.
The commissioners meet again on August 21, at a bowling alley in Sutter because the courthouse is being rewired.
""")

story("fishmarket", """
Herring at dawn: fish auction goes digital after 140 years

The bell that has opened the fish auction in Harlow Bay since 1885 rang for the last time on Friday; from Monday
buyers will bid on screens from as far away as Norrgate.

Auctioneer Malcolm Strype, whose grandfather and father held the post before him, sold the final lot, 38 boxes
of herring, in eleven seconds. He will stay on to grade the catch, a task the new system leaves to people.

The port handled 17,400 tonnes last year, down a fifth since 2015. Harbour manager Aileen Farrow hopes that
bidders from outside will lift prices by 6 to 8 percent.

Not all are persuaded. "On a screen every haddock is fresh," said Bridie Conn, who has bought for restaurants
for 33 years and intends to go on prodding fish with her thumb.
""")

story("brewery", """
Brewery Zum Grünen Krug marks 300 years with a beer from an old ledger

The brewery Zum Grünen Krug in Brüel turned 300 on Wednesday and poured a beer made from a recipe found in its
own cellar, in a ledger that mice had spared except for the page on hops.

Brewmaster Käthe Völkel filled the gap by tasting. "We know they used juniper, we know what they paid for it,
and we know that the mayor complained," she said. The brew has 4.1 percent alcohol and a smoky note of alder.

The house makes 21,000 hectolitres a year with 34 employees, and sells nine tenths of it within a day's walk, as
the founder's charter demanded in exchange for the right to draw water from the Krug spring.

A cask of the anniversary beer was carried over the pass to Montségur by twelve firemen, who arrived after five
hours with the cask a little lighter.
""")

story("skiing", """
Mild winters end skiing at Fjellhus after 63 seasons

The ski area at Fjellhus will not open next winter, its owners said on Monday, after a season in which the main
lift ran on 19 days and the nursery slope on none.

The company sold 6,100 day passes, against 48,000 ten years ago. Snow guns bought in 2013 could not be used for
most of January because the nights were too warm.

Nineteen people lose their jobs. The T-bar will go to a resort in the north that paid 85,000 crowns for it,
while the café at the foot of the hill is to stay open for walkers.

Gunnhild Strand, 81, who bought ticket number one in 1962 and has kept it, came up on the last day with wooden
skis. There was a strip of snow ten metres wide, and she used all of it.
""")

story("runway", """
Tolsay airstrip to get lights and longer runway

Planes will be able to land on Tolsay after dark for the first time from next spring, when the island's grass
and gravel airstrip is to be paved, lit and lengthened from 780 to 1,050 metres.

The regional assembly voted 14.2 million crowns for the work, with half as much again to come from the aviation
ministry. Medical flights now have to wait for daylight, or for the lifeboat; in the past year that happened 26
times.

Sheep have had the right to graze between flights since 1971. Under a deal with the crofters a fence of 2.4
kilometres will go up, and 19 owners get other land on the Garve side.

Pilot Esme Duthie, who has flown the mail since 2009, said she would miss only one thing, the ewe that used to
lie on the threshold and look up at the exact minute the plane was due.
""")

story("avalanche", """
Dog finds skier alive after 52 minutes under avalanche

A ski tourer buried for 52 minutes by an avalanche on the Orrin ridge was dug out alive on Saturday after a
search dog named Pepper marked the spot through two metres of snow.

The man, 36, from Varnby, had a body temperature of 28 degrees and was flown to hospital, where doctors said he
was expected to recover. He carried a beacon, but its battery had run flat.

Two companions who were only brushed by the slide raised the alarm at 11:18. Handler Tuva Rønning skied down
from the hut with the five-year-old border collie, and a team of 14 followed with probes.

The avalanche bulletin had given level three of five for slopes facing east. "She started to dig and wag at
once, and she wags only for the living," Rønning said of her dog.
""")

story("cranes", """
Three giant cranes squeeze under power line into Quayside port

Three container cranes as tall as a 30-storey house were brought into Quayside port on Thursday with 1.6 metres
to spare below the power line that crosses the estuary.

The heavy-lift ship Ardent waited eleven days off the bar for a low spring tide. Pilot Roderick Haigh took it
through at walking pace while the grid company switched off the line for 80 minutes and slackened nothing,
because nothing could be slackened.

The cranes cost 47 million dollars, can reach across 24 rows of containers and replace four that date from 1989.
Two of those are for sale; the port has had one offer, from an adventure park.

Dockers start training on simulators on Monday. The first ship to be worked with the new equipment is due in the
second week of September, the port said.
""")

story("schools", """
Sutter and Amity to share one high school from 2027

Voters in Sutter and Amity agreed on Tuesday to close their two high schools and build a common one halfway
between, on a section of land known mainly for a rattlesnake den.

The 41-million-dollar bond passed with 57%, five points less than polls had suggested. Sutter High has 118
pupils and Amity 83, so that for three years both have had to borrow players to field a football team.

Architects promise 16 classrooms, a workshop for farm machinery and a storm shelter for 600. The buses will
travel no more than 38 minutes each way, said superintendent Joy Teller.

The hardest part may be the mascot. Sutter's are the Millers, Amity's the Owls; a committee of ten has until
Thanksgiving, and the snakes have their backers too.
""")

story("satellite", """
Startup plans 96 balloon relays to bring internet to fishing fleets

Skyhook Relay, a company founded by two former weather forecasters, said on Tuesday it had raised 54 million
dollars to bring internet access to fishing boats with balloons that float at an altitude of 20 kilometres.

Each balloon carries a 9-kilogram radio and covers a circle about 300 kilometres wide. Software chooses the
height at which the wind blows in the wished direction; in tests over Corran Sound one stayed within its circle
for 71 days.

The company wants to have 96 in the air by the end of 2027 and to charge 89 dollars a month for a boat. Founder
Kaveh Linwood said a trawler crew of seven used about as much data as a household.

Analysts noted that two earlier ventures of the kind ran out of money. Linwood's answer is that those sold to
everyone, and that he sells only to people who cannot move house.
""")

story("choir", """
Choir founder Edmund Lascelles dies at 93

Edmund Lascelles, who turned the works choir of a biscuit factory into one of the best-known amateur choruses in
the north, died at his home in Aldwick on Tuesday, his family said. He was 93.

A packer at the Hobson factory with no training beyond a chapel organ, he gathered 16 colleagues in the canteen
in 1957 and made them sing with their ears stopped by flour paste, so that each learned to feel the note.

The Hobson Singers came to number 80, made eleven recordings and outlived the factory, which closed in 1991.
They sang at the reopening of Varnby Cathedral before 3,000 people without a score in sight.

He gave up conducting at 86 after a fall but still attended rehearsals, tapping the beat on a biscuit tin. He is
survived by a daughter, two grandsons and, as he liked to say, four parts.
""")

story("chess", """
Fourteen-year-old wins Varnby chess open with a round to spare

Schoolgirl Mirela Stanca, 14, won the Varnby Open on Saturday with a round to spare after beating the second
seed, grandmaster Oskar Feld, in 34 moves with the black pieces.

She has eight points from eight games and a performance rating above 2,700, according to the organisers, which
would be the best ever recorded by a player of her age in the event's 52 years.

Feld stopped the clock after overlooking a quiet rook move. "I looked at everything that gave check, and she
played the only one that did not," he said, and asked her to sign his score sheet.

Stanca learned the game from her bus driver on the 50-minute ride to school. The prize of 6,000 crowns is to go
towards a summer camp, and the driver, she said, is getting a board.
""")

story("ar", """
افتتاح سوق السمك الجديد في مدينة رأس الهلال بعد عامين من العمل

افتتحت بلدية رأس الهلال صباح الأحد سوق السمك الجديد الذي استغرق بناؤه عامين وثلاثة أشهر، وبلغت كلفته أربعة عشر
مليون دينار. ويضم السوق مئة واثنتي عشرة منصة للبيع ومخازن تبريد تتسع لتسعين طنًّا.

وقال رئيس البلدية سليم الحداد إن المبنى القديم كان يعود إلى عام 1952، وإن الصيادين اشتكوا طويلًا من نقص الثلج
وضيق الممرات. وأضاف: «كان الصياد يخسر ثلث محصوله في أيام الصيف قبل أن يصل إلى المشتري».

ويعمل السقف بألواح شمسية تغطي نحو ستين في المئة من حاجة السوق إلى الكهرباء، وتُعالج المياه المستعملة في حوض خاص
قبل إعادتها إلى البحر.

وأبدى بعض الباعة قلقهم من ارتفاع الإيجار الشهري إلى خمسة وثمانين دينارًا. وقالت نجاة بنت عمر، التي تبيع السردين
منذ واحد وثلاثين عامًا، إن المكان أجمل، لكن الزبائن لم يعتادوا الطريق إليه بعد.
""")

# --- notes of fewer than fifteen words: only equality can count

story("roadwork", """
Traffic note

Water main repair closes Mill Lane to all traffic Tuesday from nine.
""")
story("elm", """
Traffic note

Road closed on Elm Street until Friday.
""")
story("oak", """
Traffic note

Road closed on Oak Street until Monday.
""")

# ---------------------------------------------------------------- 2. outlets
#
# page: the template. Its fields: $title, $url, $canon (link target), $date (as the outlet writes it),
#       $nice (for readers), $author, $lead (first sentence), $body, $related (list items), $lang, $charset, $ld.
# wrap: markup of one paragraph; inset: furniture set in after the second paragraph;
# style: "curly" quotes, "entity" quotes, "shy" (curly, soft hyphens in long words) or "plain".

OUTLETS = {}


def outlet(host, name, authors, page, wrap="<p>%s</p>", inset="", style="plain"):
    OUTLETS[host] = dict(host=host, name=name, authors=authors, page=Template(page.lstrip()),
                         wrap=wrap, inset=inset, style=style)


# a common blog system: entry-content, JSON-LD
outlet("harborherald.example", "The Harbor Herald", ["Nell Garrow", "Victor Sayle"], """
<!DOCTYPE html>
<html lang="$lang"><head><meta charset="$charset">
<title>$title - The Harbor Herald</title>
<link rel="canonical" href="$canon">
<script type="application/ld+json">$ld</script>
<style>.entry-content p{margin:0 0 1em}.share li{display:inline}</style>
</head><body class="post-template-default single">
<div id="cookie-bar"><p>The Harbor Herald uses cookies to remember your harbor, your weather and your crossword. By staying on this page you agree to our cookie policy.</p><button>Aye, that is fine</button></div>
<header><a href="/">The Harbor Herald</a><nav><ul><li><a href="/news/">News</a></li><li><a href="/port/">Port &amp; Shipping</a></li><li><a href="/tides/">Tides</a></li><li><a href="/letters/">Letters</a></li><li><a href="/subscribe/">Subscribe</a></li></ul></nav></header>
<main><article class="post type-post hentry">
<h1 class="entry-title">$title</h1>
<p class="entry-meta">By <span class="author vcard">$author</span> on <span class="entry-date">$nice</span></p>
<ul class="share"><li>Share on Chatter</li><li>Share on Postline</li><li>Print this story</li></ul>
<div class="entry-content">
$body
</div>
<footer class="entry-footer">Filed under: <a href="/news/">News</a></footer>
</article>
<aside class="widget"><h3>More from the Herald</h3><ul>
$related
</ul></aside>
<div class="newsletter"><h3>The Morning Tide</h3><p>Get the five stories that matter on the waterfront, every weekday at six.</p><form><input type="email" placeholder="Your e-mail"><button>Sign me up</button></form></div>
</main>
<footer><p>The Harbor Herald, 4 Customs Quay, Harlow Bay. Printed on the waterfront since 1902. All rights reserved.</p></footer>
<script>window.tides={port:"HB",refresh:600};</script>
</body></html>
""")

# Open Graph meta, article-body
outlet("dailybeacon.example", "Daily Beacon", ["Marcus Thele", "Joan Abercorn"], """
<!doctype html>
<html lang="$lang" prefix="og: http://ogp.me/ns#">
<head>
<meta charset="$charset"><meta name="viewport" content="width=device-width">
<title>$title | Daily Beacon</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Daily Beacon">
<meta property="og:title" content="$title"><meta property="og:url" content="$url"><meta property="og:description" content="$lead">
<meta property="article:published_time" content="$date"><meta property="article:author" content="$author">
<script>(function(){var q=window.adq=window.adq||[];q.push(["slot","top"]);})();</script>
</head><body>
<div class="topbar"><a href="/">Daily Beacon</a> <a href="/local">Local</a> <a href="/nation">Nation</a> <a href="/sport">Sport</a> <a href="/obituaries">Obituaries</a> <a href="/jobs">Jobs</a></div>
<div class="consent">We and our 148 partners store information on a device. You can change your choice at any time in the privacy centre. <a href="#">Accept all</a> <a href="#">Settings</a></div>
<div class="article">
<h1 class="article-title">$title</h1>
<div class="article-byline">$author, Beacon staff <span class="article-date">Published $nice</span></div>
<div class="article-body">
$body
</div>
<div class="article-tools">Comment on this story · E-mail this story · Report an error</div>
</div>
<div class="rail"><h2>Trending now</h2><ol>
$related
</ol><p>Download the Beacon app and never miss a snow day.</p></div>
<div class="site-footer">© Daily Beacon Publishing. <a href="/terms">Terms of use</a> <a href="/privacy">Do not sell my information</a> Material on this site may not be reproduced without permission of the Daily Beacon.</div>
</body></html>
""", inset='<div class="ad-slot"><span>Advertisement</span></div>\n<p class="inline-link"><strong>Read more:</strong> <a href="/snow">How to report an icy road to the county</a></p>', style="curly")

# microdata
outlet("valleytribune.example", "Valley Tribune", ["Sigurd Hale", "Petra Lund"], """
<!DOCTYPE html>
<html lang="$lang">
<head><meta charset="$charset"><title>$title</title><link rel="canonical" href="$canon">
<style>body{font:17px/1.5 Georgia}.pull{color:#844}</style></head>
<body>
<nav role="navigation"><a href="/">Front page</a><a href="/valley">The Valley</a><a href="/farm">Farm &amp; Forest</a><a href="/opinion">Opinion</a><a href="/epaper">E-paper</a></nav>
<div itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">$title</h1>
<div class="meta"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">$author</span></span> · <time itemprop="datePublished" datetime="$date">$nice</time> · 3 min read</div>
<div itemprop="articleBody">
$body
</div>
</div>
<section class="author-box"><h4>About the author</h4><p>$author writes for the Valley Tribune about everything between the dam and the pass. Tips are welcome, also by post.</p></section>
<section class="see-also"><h4>You may also like</h4><ul>
$related
</ul></section>
<section class="donate"><p>The Valley Tribune belongs to its 3,900 members. If you read us every week, consider becoming one for 4 crowns a month.</p></section>
<footer>Valley Tribune Cooperative · Imprint · Contact · Accessibility</footer>
</body></html>
""")

# a bare article element
outlet("northpost.example", "Northern Post", ["Ingrid Moe", "Calder Ross"], """
<!doctype html>
<html lang="$lang"><head><meta charset="$charset"><title>$title – Northern Post</title></head>
<body>
<header><a href="/">Northern Post</a> <a href="/snow">Snow depth</a> <a href="/roads">Road report</a> <a href="/classifieds">Classifieds</a></header>
<article>
<header><h1>$title</h1><p><time datetime="$date">$nice</time> $author</p></header>
$body
</article>
<aside><p>Was this article useful? Yes / No</p><h2>Latest</h2><ul>
$related
</ul></aside>
<footer><p>You are reading the free edition of the Northern Post. Subscribers also get the tide of letters on Saturday.</p><p>Northern Post AS, Box 12, Fjellhus. Editor responsible: Ingrid Moe.</p></footer>
<script src="/assets/n.js" defer></script>
</body></html>
""", style="shy")

# nested div elements with no telling names, line breaks for paragraphs
outlet("quaysidenews.example", "Quayside News", ["Staff"], """
<html><head><meta http-equiv="Content-Type" content="text/html; charset=$charset"><title>Quayside News: $title</title>
<meta name="date" content="$date"><script type="text/javascript">var x1=0;function z(){x1++;}</script></head>
<body onload="z()"><div id="d1"><div class="a"><a href="/">Home</a> | <a href="/p2">Port</a> | <a href="/p3">Town</a> | <a href="/p4">Sport</a> | <a href="/p5">Archive</a></div>
<div class="b"><div class="b1"><div class="k">$title</div><div class="m">$nice - by $author</div>
<div class="n">$body</div>
<div class="m">Send this page to a friend</div><div class="m">Comments are closed for this item. House rules apply.</div></div>
<div class="b2"><div class="k">Other items</div><ul>
$related
</ul><div class="k">Today on the quay</div><div class="n">High water and low water times are given without guarantee. Ship arrivals are updated every hour by the port office.</div></div></div>
<div class="c">Quayside News is best viewed with patience. Contact the webmaster for corrections.</div></div></body></html>
""", wrap="%s<br><br>", style="plain")

# a paywall; JSON-LD graph
outlet("metroledger.example", "The Metro Ledger", ["Adela Winstanley", "Rufus Kemp"], """
<!DOCTYPE html>
<html lang="$lang"><head><meta charset="$charset"><title>$title | The Metro Ledger</title>
<link rel="canonical" href="$canon"><meta property="og:title" content="$title">
<script type="application/ld+json">$ld</script>
<style>.c-gate{background:#f4efe6;padding:2rem}.c-article__body p{max-width:38em}</style></head>
<body>
<div class="c-masthead"><a href="/">The Metro Ledger</a><ul><li>Business</li><li>City</li><li>Long Reads</li><li>Markets</li><li>Sign in</li></ul></div>
<main class="c-article"><h1 class="c-article__title">$title</h1>
<div class="c-article__meta">By $author | $nice | 6 minutes</div>
<div class="c-article__body">
$body
</div></main>
$gate
<div class="c-recirc"><h2>Most read in the Ledger</h2><ol>
$related
</ol></div>
<div class="c-footer"><p>The Metro Ledger is published by Ledger House, Norrgate. Market data are delayed by at least 15 minutes.</p><p>Help centre | Gift a subscription | Corrections | Cookie settings</p></div>
<script>window.ledger={"tier":"metered","free":3};</script>
</body></html>
""", style="curly")

LEDGER_GATE = """<div class="c-gate"><h3>Continue reading with a Ledger subscription</h3>
<p>You have reached the end of your free preview. Subscribers get unlimited access to every article, the daily crossword and our award-winning weekend magazine.</p>
<p>Start today for 1 dollar in the first month, then 14 dollars a month. Cancel at any time in your account. Offer for new subscribers only.</p>
<p>Already a subscriber? Sign in to continue. Students and teachers read for half the price with a valid card.</p>
<p>Why are you seeing this? Independent reporting takes time and money, and advertising no longer pays for it. Your subscription supports 86 journalists in the newsroom at Ledger House and four correspondents abroad.</p>
<button>Subscribe now</button> <button>See all offers</button></div>"""

# a lakeside weekly with an old encoding on one page
outlet("lakecourier.example", "Lake Courier", ["Jérôme Aubry", "Käthi Brunner"], """
<!DOCTYPE html>
<html lang="$lang"><head><meta charset="$charset"><title>$title : Lake Courier</title>
<meta name="author" content="$author"></head><body>
<div class="cookie-hint">This site sets cookies to count visits. <a href="/privacy">More</a> <a href="#ok">Understood</a></div>
<div class="nav-main"><a href="/">Start</a> <a href="/region">Region</a> <a href="/culture">Culture</a> <a href="/kitchen">Kitchen</a> <a href="/lake">Lake levels</a></div>
<div class="text-wrap"><h2 class="headline">$title</h2>
<div class="date-line"><time datetime="$date">$nice</time></div>
<div class="content-text">
$body
</div>
<div class="author-card"><b>$author</b> has reported for the Lake Courier since the days of the paper boy and lives two streets from the jetty.</div>
<div class="tags">Recommend this article: by e-mail, by letter, by word of mouth</div></div>
<div class="more"><h3>Also in this issue</h3><ul>
$related
</ul></div>
<div class="foot">Lake Courier, weekly paper for both shores. Small advertisements are accepted until Tuesday noon at the kiosk on the promenade.</div>
</body></html>
""")

# an international service in several languages; each paragraph in its own block
outlet("meridian24.example", "Meridian 24", ["Meridian 24 desk"], """
<!DOCTYPE html>
<html lang="$lang" dir="$dir"><head><meta charset="$charset"><title>$title - Meridian 24</title>
<link rel="canonical" href="$canon">
<meta property="og:title" content="$title"><meta property="og:locale" content="$lang"><meta property="article:published_time" content="$date">
<style>.story-body{max-width:640px}.live{color:red}</style></head>
<body><div class="global-nav"><a href="/">Meridian 24</a><a href="/live" class="live">Live</a><a href="/ru">Русский</a><a href="/ar">العربية</a><a href="/world">World</a><a href="/climate">Climate</a><a href="/video">Video</a></div>
<div class="banner">Meridian 24 would like to send you notifications about the latest news. <button>Later</button><button>Allow</button></div>
<h1 id="main-heading">$title</h1>
<div class="byline">$author · <time datetime="$date">$nice</time></div>
<div class="story-body">
$body
</div>
<div class="topics">Follow Meridian 24 on every screen. Watch our bulletins at the top of the hour, around the clock.</div>
<div class="related-topics"><ul>
$related
</ul></div>
<div class="legal">© Meridian 24. The service is not responsible for the content of external sites. Read about our approach to external linking.</div>
<script>var m24={beacon:true,region:"intl"};</script></body></html>
""", wrap='<div data-component="text-block"><p>%s</p></div>', style="entity")

# a provincial daily: JSON-LD list, post-content
outlet("capitalgazette.example", "Capital Gazette", ["Winifred Oakes", "Hugo Bannerman"], """
<!DOCTYPE html>
<html lang="$lang"><head><meta charset="$charset"><title>$title</title>
<script type="application/ld+json">$ld</script>
<script>dataLayer=[{"page":"article","section":"news"}];</script></head>
<body><div class="wrap"><div class="brand">Capital Gazette</div>
<div class="menu"><a href="/assembly">Assembly</a> <a href="/courts">Courts</a> <a href="/province">Province</a> <a href="/notices">Public notices</a></div>
<main><section class="post-header"><h1>$title</h1><div class="post-author">$author</div><div class="post-date">$nice</div></section>
<section class="post-content">
$body
</section>
<section class="post-share"><span>Copy link</span> <span>Share by mail</span> <span>Save for later</span></section></main>
<div class="disclaimer"><p>The Gazette corrects errors openly. If you find one, write to the readers' editor and quote the headline.</p></div>
<div class="panel"><h5>In other news</h5><ul>
$related
</ul></div>
<div class="bottom"><p>Published by the Gazette Trust, 1 Assembly Square. Registered as a newspaper.</p><p>Legal notices appear on Tuesdays and Fridays.</p></div></div></body></html>
""", style="curly")

# an old hand-made site
outlet("islandstar.example", "Island Star", ["Morag Sinclair"], """
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=$charset">
<TITLE>Island Star - $title</TITLE><META NAME="DC.date.issued" CONTENT="$date"><META NAME="DC.creator" CONTENT="$author"></HEAD>
<BODY BGCOLOR="#FFFFEE"><TABLE WIDTH="100%"><TR><TD WIDTH="160" VALIGN="top">
<B>Island Star</B><BR><A HREF="/">Front</A><BR><A HREF="/boats">Boats</A><BR><A HREF="/sheep">Sheep marks</A><BR><A HREF="/shop">Shop</A><BR><A HREF="/births">Births &amp; deaths</A>
<P><SMALL>The Star comes out when the ink does. Send news by the mail boat.</SMALL></P>
<UL>
$related
</UL></TD><TD VALIGN="top"><DIV ID="content"><H1>$title</H1>
<FONT SIZE="-1">$nice, $author</FONT>
$body
</DIV><HR><P ALIGN="center"><SMALL>Island Star, Pier Road, Tolsay. Visitors since the site began: a good many. Back to the top of the page.</SMALL></P></TD></TR></TABLE></BODY></HTML>
""", wrap="<P>%s")

# generated class names, JSON-LD, a state object in a script
outlet("prairienews.example", "Prairie News Network", ["Cole Danvers", "Lorna Peck"], """
<!DOCTYPE html><html lang="$lang"><head><meta charset="$charset"><title>$title | Prairie News Network</title><link rel="canonical" href="$canon"><script type="application/ld+json">$ld</script><style>.css-1xk2q{margin:0}.css-9pd0a{display:flex}</style></head>
<body><div id="root"><header class="css-9pd0a"><a href="/">PNN</a><a href="/ag">Ag markets</a><a href="/prep">Prep sports</a><a href="/radar">Radar</a><a href="/watch">Watch live</a></header>
<div class="css-4bb1z"><h1 class="css-77hh0">$title</h1><div class="css-t5w1m"><span>$author</span><span>$nice</span></div>
<article class="css-1xk2q">
$body
</article>
<div class="css-0pr2e"><h3>Top headlines</h3><ul>
$related
</ul></div></div>
<footer class="css-e8e8e"><p>Copyright Prairie News Network. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.</p><p>Closed captioning, public inspection file, careers and contest rules.</p></footer></div>
<script id="__STATE__" type="application/json">{"route":"article","flags":["radar","pollen"],"weather":{"city":"Sutter","temp":61}}</script></body></html>
""", wrap='<p class="css-1xk2q">%s</p>',
       inset='<div class="css-ng3vv"><p>Sign up for the Prairie Dispatch and get tomorrow\'s grain prices in your inbox tonight.</p><form><input name="email"><button>Submit</button></form></div>',
       style="curly")

# a trade site with newsletter forms in the text
outlet("techline.example", "Techline", ["Sunil Harcourt", "Bea Morrow"], """
<!doctype html>
<html lang="$lang" class="no-js"><head><meta charset="$charset"><title>$title · Techline</title>
<meta name="twitter:card" content="summary"><meta property="og:title" content="$title">
<script async src="/t.js"></script></head>
<body class="post"><header class="site-head"><a href="/">Techline</a><nav><a href="/chips">Chips</a><a href="/bio">Bio</a><a href="/security">Security</a><a href="/events">Events</a><a href="/zh">中文</a></nav></header>
<article class="post__main"><h1 class="post__title">$title</h1>
<p class="post__dek">$lead</p>
<div class="post__byline">$author / <time class="post__time" datetime="$date">$nice</time></div>
<figure class="post__figure"><img src="/img/placeholder.jpg" alt=""><figcaption>Picture: Techline archive</figcaption></figure>
<div class="post__body">
$body
</div>
<div class="post__bio"><p>$author covers hardware and its discontents for Techline.</p></div></article>
<div class="events-promo"><p>Join us at Techline Forum, two days of talks, demos and queues for coffee. Early bird passes are going fast.</p></div>
<div class="read-next"><h3>Read next</h3><ul>
$related
</ul></div>
<footer class="site-foot">Techline is part of Hartwell Trade Media. Some links may earn us a commission. About · Advertise · Newsletters · RSS</footer></body></html>
""", inset='<div class="nl"><p>The Techline briefing: chips, labs and leaks in four minutes a day.</p><form><input type="email"><button>Subscribe</button></form><p class="nl__fine">By subscribing you agree to our terms and privacy policy.</p></div>',
       style="curly")

# furniture that ended up in plain-text scrapes
NOTE_HEAD = """We use cookies to give you the best reading experience. Accept all cookies / Manage preferences
Home  News  Sport  Weather  Contact
"""
NOTE_TAIL = """
Share this post
Chatter  Postline  E-mail
Leave a reply. Your e-mail address will not be published.
"""

# ---------------------------------------------------------------- 3. prints

PRINTS = []


def put(where, host, name, when, rel="alone", note="", head=None, line="", lead=None, drop=(), only=None,
        sub=(), extra=None, front=None, tail="", lang="en", charset="utf-8", file=None,
        canon=None, furniture=False, gate=False, http=""):
    """One print of a story.

    where      page, agency, pages, mapped, note or warc
    when       the publication time as the outlet writes it
    rel        first, exact, copy, version or excerpt (cluster = story name), or alone
    head       another headline;  line: the dateline in front of the first paragraph
    lead       another first paragraph;  drop / only: indexes of paragraphs left out / kept
    sub        (old, new) pairs;  extra: {index: paragraphs set in after it}
    front      a paragraph before the first one;  tail: a credit line at the end
    """
    title, paras = STORIES[name]
    keep = [i for i in range(len(paras)) if i not in drop and (only is None or i in only)]
    text = []
    for i in keep:
        p = lead if lead and i == 0 else paras[i]
        for old, new in sub:
            p = p.replace(old, new)
        text += [p] + list((extra or {}).get(i, []))
    for old, new in sub:
        assert any(old in p for p in paras), (name, old)
    text[0] = line + text[0]
    if front:
        text.insert(0, front)
    if tail:
        text.append(tail)
    title = head or title
    slug = file or re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    section = {"ru": "/ru", "ar": "/ar", "zh": "/zh"}.get(lang, "/news")
    end = ".html" if where in ("page", "pages", "warc") else ""
    PRINTS.append(dict(where=where, host=host, story=name, title=title, text=text, when=when, rel=rel, note=note, slug=slug,
                       lang=lang, charset=charset, furniture=furniture, gate=gate, http=http, no=len(PRINTS),
                       url=f"https://{host}{section}/{slug}{end}", canon=canon))


WIRE = "coastalwire.example"

# the ferry: seven prints over five formats
put("agency", WIRE, "ferry", "2025-03-03T09:10:00Z", "first", line="HARLOW BAY, March 3 (Reuters) - ",
    tail="(Reporting by Mara Quill and Tom Ashdown in Harlow Bay)")
put("page", "harborherald.example", "ferry", "2025-03-03T14:40:00+01:00", "copy", "another headline",
    head="Lady Merrin aground on Gannet Shoal; all 245 aboard safe", line="HARLOW BAY (Reuters) — ")
put("page", "dailybeacon.example", "ferry", "2025-03-03T14:02:00Z", "exact", "the wire's headline and dateline",
    line="HARLOW BAY, March 3 (Reuters) - ", tail="(Reporting by Mara Quill and Tom Ashdown in Harlow Bay)")
put("page", "northpost.example", "ferry", "2025-03-04", "copy", "other first sentence, last paragraph dropped",
    head="Five hours in the fog: ferry passengers rescued",
    lead="More than two hundred people spent the small hours of Monday on a stranded ferry outside Harlow Bay before lifeboats could bring them ashore through thick fog, the coast guard said.", drop=[7])
put("pages", "quaysidenews.example", "ferry", "2025-03-04", "copy", "other dateline, one paragraph dropped",
    head="Fog, sandbank, rescue: night of the Lady Merrin", line="PORT ANSEL - ", drop=[2])
put("warc", "valleytribune.example", "ferry", "2025-03-03T16:45:00+01:00", "copy", "another headline",
    head="Coast guard frees 214 from grounded ferry", line="HARLOW BAY (dpa) - ")
put("note", "", "ferry", "March 4, 2025", "copy", "cookie notice in front, share lines behind; numbers in words",
    head="Passengers safe after ferry strikes shoal", line="HARLOW BAY — ", file="0304-ferry-strikes-shoal", furniture=True,
    sub=[("Eleven people", "11 people"), ("groups of 18", "groups of eighteen"), ("six years", "6 years"), ("62-metre", "62 m")])

# the dam
put("agency", WIRE, "dam", "2025-05-01T18:25:00Z", "first", line="TESSEL BRIDGE, May 1 (AP) - ")
put("page", "meridian24.example", "dam", "2025-05-01T19:31:00Z", "copy", "canonical link to the agency's host",
    head="Dam evacuation: 8,600 told to leave as crack widens", line="TESSEL BRIDGE (AP) — ",
    canon="https://coastalwire.example/news/thousands-leave-homes-below-orrin-dam-as-spillway-cracks")
put("page", "prairienews.example", "dam", "2025-05-01T17:05:00-05:00", "copy", "numbers and units rewritten; its clock reads earlier than the agency's but is not",
    head="Engineers race to drain reservoir behind cracked spillway", line="TESSEL BRIDGE (AP) — ",
    sub=[("3 metres to more than 11 metres", "10 feet to more than 36 feet"), ("84 metres high", "276 feet high"), ("4.5 metres", "15 feet"),
         ("40 kilometres away", "25 miles away"), ("97% of capacity", "97 percent of capacity")])
put("warc", "capitalgazette.example", "dam", "2025-05-02T06:00:00+02:00", "copy", "chunked transfer encoding", http="chunked",
    head="Four towns emptied below Orrin Dam", line="VARNBY, Friday — ", drop=[5])
put("mapped", "islandstar.example", "dam", "2025-05-02", "exact", "same text and headline", line="TESSEL BRIDGE, May 1 (AP) - ")
put("note", "", "dam", "May 3, 2025", "copy", "two paragraphs dropped", head="Orrin Dam: what we know", line="TESSEL BRIDGE, May 1 - ",
    drop=[3, 6], file="0503-orrin-dam")

# the refinery: one outlet printed it twice
put("agency", WIRE, "refinery", "2025-04-12T22:15:00Z", "first", line="SAN TELMO, April 12 (Reuters) - ")
put("page", "valleytribune.example", "refinery", "2025-04-13T01:20:00+01:00", "copy", "first print of this outlet",
    head="Nine hurt as refinery burns at Castor Point", line="SAN TELMO (Reuters) - ", file="castor-point-refinery-fire")
up_title, up = STORIES["refinery-update"]
put("page", "valleytribune.example", "refinery", "2025-04-13T15:50:00+01:00", "version", "second print of this outlet: new lead, two paragraphs added",
    head=up_title, line="SAN TELMO (Reuters) - ", lead=up[0], extra={0: [up[1]], 3: [up[2]]}, drop=[4],
    sub=[("Three of the injured suffered", "Two of the injured suffered")], file="castor-point-refinery-fire-worker-dies")
put("warc", "harborherald.example", "refinery", "2025-04-13T03:05:00+02:00", "copy", "another headline",
    head="Castor Point refinery shut after blaze, petrol prices jump", line="SAN TELMO, April 12 - ")
put("note", "", "refinery", "April 14, 2025", "copy", "last paragraph dropped", head="Refinery fire: nine workers injured", line="SAN TELMO: ",
    drop=[6], file="0414-refinery", furniture=True)

# the malaria trial
put("agency", WIRE, "trial", "2025-04-23T10:00:00Z", "first", line="KESSOU, April 23 (AFP) - ", tail="(Editing by Rowena Stagg)")
put("page", "techline.example", "trial", "2025-04-23T12:12:00Z", "copy", "another headline and dateline",
    head="Antibody jab shields schoolchildren from malaria for a season", line="PORT LYLE (AFP) — ")
put("pages", "dailybeacon.example", "trial", "2025-04-24T05:30:00Z", "copy", "other first sentence, numbers rewritten",
    head="One shot, 71 percent fewer malaria cases", line="KESSOU — ",
    lead="Schoolchildren given one injection of a laboratory-made antibody had 71 percent fewer malaria infections in the following six months, a trial in three countries has found.",
    sub=[("2,316 children", "some 2,300 children"), ("17% of those treated, against 58%", "17 percent of those treated, against 58 percent"), ("9 dollars", "$9")])
put("note", "", "trial", "", "exact", "same text, headline and credit", line="KESSOU, April 23 (AFP) - ", tail="(Editing by Rowena Stagg)",
    file="malaria-antibody")

# the strike, with an abridged print
put("agency", WIRE, "airline", "2025-04-18T08:30:00Z", "first", line="NORRGATE, April 18 (Reuters) - ")
put("page", "metroledger.example", "airline", "2025-04-18T11:00:00+02:00", "copy", "another headline",
    head="Corvane shares sink as crews walk out", line="NORRGATE (Reuters) — ", file="corvane-shares-sink")
put("page", "lakecourier.example", "airline", "2025-04-19T08:15+02:00", "excerpt", "abridged: four of eight paragraphs",
    head="Strike strands spring travellers", line="NORRGATE (Reuters) – ", only=[0, 1, 2, 4])
put("warc", "islandstar.example", "airline", "2025-04-19", "copy", "one paragraph dropped", head="No Corvane planes till Monday",
    line="NORRGATE - ", drop=[7])

# the mine, with an abridged print
put("agency", WIRE, "mine", "2025-05-13T14:05:00Z", "first", line="PETERSREST, May 13 (AP) - ")
put("page", "northpost.example", "mine", "2025-05-14", "excerpt", "abridged: four of eight paragraphs",
    head="Green light for lithium pit with 62 strings attached", line="PETERSREST (AP) — ", only=[0, 1, 2, 4])
put("page", "prairienews.example", "mine", "2025-05-13T10:20:00-05:00", "copy", "another headline",
    head="Petersrest gets its mine: permit granted on Sallow Plain", line="PETERSREST (AP) — ")
put("mapped", "capitalgazette.example", "mine", "2025-05-14T07:00:00+02:00", "copy", "other first sentence",
    head="Minister signs lithium licence", line="",
    lead="After nine years of argument over groundwater the government on Tuesday allowed Graywell Minerals to dig the country's largest lithium mine on the Sallow Plain, an investment of 1.3 billion dollars.")

# the bridge: an outlet was first, the agency took it over, the outlet updated
put("page", "harborherald.example", "bridge", "2025-04-08T09:30:00+02:00", "first", "07:30 UTC, before the agency", file="kettle-narrows-bridge-closed")
put("agency", WIRE, "bridge", "2025-04-08T08:05:00Z", "copy", "later than the outlet, though its clock reads earlier",
    head="Bolts found sheared in 1.1-km bridge, Ness peninsula cut off", line="KETTLE, April 8 (dpa) - ", drop=[6])
up_title, up = STORIES["bridge-update"]
put("page", "harborherald.example", "bridge", "2025-04-08T21:10:00+02:00", "version", "second print of this outlet: note in front, one paragraph added",
    head=up_title, front=up[0], extra={4: [up[1]]}, file="kettle-narrows-bridge-update")
put("page", "quaysidenews.example", "bridge", "2025-04-09", "copy", "other dateline", head="Ness cut off: bridge shut", line="KETTLE - ")

# the museum: first at the lake, on a page in windows-1252
put("page", "lakecourier.example", "museum", "2025-03-16T11:40+01:00", "first", "page in windows-1252", charset="windows-1252",
    file="roman-gold-stolen")
put("page", "meridian24.example", "museum", "2025-03-16T15:05:00Z", "copy", "UTF-8, quotes as entities",
    head="Roman coins worth millions stolen in nine minutes", line="SAINT-VÉRIN (AFP) — ")
put("warc", "dailybeacon.example", "museum", "2025-03-17T06:10:00Z", "copy", "Content-Encoding: gzip; one paragraph dropped", http="gzip",
    head="Nine-minute raid empties coin room", line="SAINT-VÉRIN (AFP) — ", drop=[4])

# the chip plant, with an abridged print
put("agency", WIRE, "chip", "2025-05-19T15:00:00Z", "first", line="DELMORE, May 19 (Reuters) - ")
put("page", "techline.example", "chip", "2025-05-19T15:48:00Z", "copy", "another headline", head="Auric picks Delmore for 90,000-wafer memory fab",
    line="DELMORE (Reuters) — ")
put("note", "", "chip", "May 20, 2025", "excerpt", "abridged: four of eight paragraphs; cookie notice in front", head="Delmore wins chip plant",
    only=[0, 1, 2, 4], file="0520-delmore-chip-plant", furniture=True)
put("pages", "metroledger.example", "chip", "2025-05-20T06:30:00+02:00", "copy", "sums written out, one paragraph dropped",
    head="What $1.1 billion in tax relief buys", line="DELMORE — ", drop=[6],
    sub=[("$7.8 billion plant", "plant worth 7.8 billion dollars"), ("$84,000 a year", "84,000 dollars a year"), ("$640 million", "640 million dollars")])

# the whales, with an expanded print
put("agency", WIRE, "whale", "2025-03-23T19:40:00Z", "first", line="TOLSAY, March 23 (AP) - ")
up_title, up = STORIES["whale-local"]
put("page", "islandstar.example", "whale", "2025-03-24", "excerpt", "expanded: the whole wire story and three local paragraphs",
    head=up_title, extra={2: [up[0]], 6: [up[1], up[2]]}, file="whales")
put("page", "quaysidenews.example", "whale", "2025-03-24", "copy", "another headline", head="31 whales saved, 27 dead", line="TOLSAY - ")

# the hospitals, with an abridged print
put("agency", WIRE, "cyber", "2025-04-02T13:30:00Z", "first", line="KELM, April 2 (dpa) - ")
put("page", "capitalgazette.example", "cyber", "2025-04-02T17:00:00+02:00", "copy", "one number rewritten", head="Ransomware shuts hospital computers in Ostmark",
    line="KELM (dpa) — ", sub=[("1,900 appointments", "2,000 appointments"), ("Six hospitals", "Half a dozen hospitals")])
put("page", "techline.example", "cyber", "2025-04-03T07:15:00Z", "excerpt", "abridged: four of eight paragraphs",
    head="Air-conditioning firm's login blamed for hospital hack", line="KELM (dpa) — ", only=[0, 1, 4, 5])
put("warc", "metroledger.example", "cyber", "2025-04-02T19:30:00+02:00", "copy", "another headline", head="Nightjar gang demands $5.5 million from clinics",
    line="KELM — ")

# the frost
put("agency", WIRE, "frost", "2025-04-28T16:20:00Z", "first", line="ELLENFORD, April 28 (AFP) - ")
put("page", "valleytribune.example", "frost", "2025-04-29T07:00:00+01:00", "copy", "another headline", head="4,000 candles could not save the apples",
    line="ELLENFORD (AFP) - ")

# Russian and Chinese
put("agency", WIRE, "ru", "2025-05-17T12:00:00+03:00", "first", line="СЕВЕРОЗАВОДЬЕ, 17 мая (AFP) — ", lang="ru", file="most-vyalma")
put("page", "meridian24.example", "ru", "2025-05-17T11:20:00Z", "copy", "another headline", head="Северозаводье получило второй мост",
    line="СЕВЕРОЗАВОДЬЕ — ", lang="ru", file="most-severozavodye")
put("note", "", "ru", "", "copy", "last paragraph dropped", head="Мост через Вяльму сдан", drop=[5], lang="ru", file="most-sdan")
put("agency", WIRE, "zh", "2025-05-21T16:00:00+08:00", "first", line="临澜港5月21日电 ", lang="zh", file="linlan-terminal")
put("page", "techline.example", "zh", "2025-05-21T09:45:00Z", "copy", "another headline and dateline", head="九个人装卸一条船：临澜港无人码头启用",
    line="（临澜港讯）", lang="zh", file="linlan-port")
put("pages", "techline.example", "zh", "2025-05-22T03:00:00Z", "copy", "a later print in the newsletter, one paragraph dropped", head="无人码头周报：临澜港",
    lang="zh", file="linlan-weekly", drop=[3])

# short notes
put("agency", WIRE, "roadwork", "2025-03-10T07:00:00Z", "first", "short: only equality can count", file="traffic-mill-lane")
put("note", "", "roadwork", "", "exact", "short, word for word the same", file="mill-lane")
put("note", "", "elm", "", note="short; resembles the other road note", file="elm-street")
put("note", "", "oak", "", note="short; resembles the other road note", file="oak-street")

# one event, two newsrooms
put("page", "northpost.example", "bus-a", "2025-03-10", note="same event as bus-b, written independently")
put("agency", WIRE, "bus-b", "2025-03-10T13:05:00Z", note="same event as bus-a, written independently", line="MARDEN, March 10 (AP) - ")
put("page", "quaysidenews.example", "final-a", "2025-05-10", note="same event as final-b, written independently")
put("page", "dailybeacon.example", "final-b", "2025-05-11T08:00:00Z", note="same event as final-a, written independently")
put("page", "capitalgazette.example", "mayor-a", "2025-05-22T20:15:00+02:00", note="same event as mayor-b, written independently")
put("mapped", "valleytribune.example", "mayor-b", "2025-05-23T12:00:00+01:00", note="same event as mayor-a, written independently")

# one form, other facts
put("agency", WIRE, "earn-1", "2025-04-29T11:30:00Z", note="template: quarterly earnings")
put("agency", WIRE, "earn-2", "2025-05-02T06:45:00Z", note="template: quarterly earnings")
put("page", "metroledger.example", "earn-3", "2025-02-19T10:20:00+01:00", note="template: quarterly earnings")
put("agency", WIRE, "weather-1", "2025-04-11T17:00:00Z", note="template: weather")
put("agency", WIRE, "weather-2", "2025-03-19T17:00:00Z", note="template: weather")
put("note", "", "weather-3", "", note="template: weather", file="san-telmo-forecast")
put("agency", WIRE, "grant-1", "2025-05-12T09:00:00Z", note="template: press release on a grant")
put("mapped", "prairienews.example", "grant-2", "2025-05-15", note="template: press release on a grant")
put("page", "capitalgazette.example", "grant-3", "2025-05-16T09:00:00+02:00", note="template: press release on a grant")

# behind the paywall
put("page", "metroledger.example", "stub-1", "2025-04-26T06:00:00+02:00", note="paywall stub", gate=True)
put("page", "metroledger.example", "stub-2", "2025-05-03T06:00:00+02:00", note="paywall stub", gate=True)

# single articles
put("page", "dailybeacon.example", "library", "2025-03-22T17:30:00Z")
put("page", "dailybeacon.example", "fares", "2025-04-30T20:05:00Z")
put("page", "valleytribune.example", "maternity", "2025-05-12T18:00:00+01:00")
put("page", "valleytribune.example", "cooperative", "2025-03-30T21:10:00+01:00")
put("page", "lakecourier.example", "regatta", "2025-05-25T19:00+02:00", file="regatta")
put("page", "meridian24.example", "rates", "2025-04-17T12:40:00Z")
put("page", "meridian24.example", "ar", "2025-05-04T09:00:00Z", lang="ar", file="souq-ras-alhilal")
put("page", "capitalgazette.example", "budget", "2025-03-28T07:20:00+01:00")
put("page", "islandstar.example", "desalination", "2025-04-25", file="water")
put("page", "islandstar.example", "turtles", "2025-05-20", file="turtles")
put("page", "prairienews.example", "elevator", "2025-04-16T13:00:00-05:00")
put("page", "prairienews.example", "turbines", "2025-05-22T18:45:00-05:00")
put("pages", "harborherald.example", "fishmarket", "2025-03-28T10:00:00+01:00")
put("pages", "lakecourier.example", "brewery", "2025-05-14T16:00+02:00", file="brewery-300")
put("pages", "northpost.example", "skiing", "2025-04-07")
put("pages", "islandstar.example", "runway", "2025-03-12", file="runway")
put("warc", "northpost.example", "avalanche", "2025-03-15")
put("warc", "quaysidenews.example", "cranes", "2025-05-15")
put("warc", "prairienews.example", "schools", "2025-05-06T22:30:00-05:00")
put("warc", "techline.example", "satellite", "2025-05-06T14:00:00Z")
put("note", "", "choir", "May 7, 2025", furniture=True, file="0507-choir-founder")
put("note", "", "chess", "April 20, 2025", furniture=True, file="0420-chess-open")

# ---------------------------------------------------------------- 4. writers

MONTHS = "January February March April May June July August September October November December".split()


def nice(when):
    """2025-03-04T06:10:00Z -> March 4, 2025"""
    y, m, d = when[:10].split("-")
    return f"{MONTHS[int(m) - 1]} {int(d)}, {y}"


def polish(text, style):
    """Quotes and soft hyphens the way an outlet's editing system sets them."""
    text = html.escape(text, quote=False)
    if style != "plain":
        text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
    if style == "entity":
        text = text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&#8217;")
    if style == "shy":
        text = re.sub(r"[a-z]{12,}", lambda m: m[0][:6] + "\u00ad" + m[0][6:], text)
    return text


def linked_data(p, o):
    """JSON-LD of a page; each outlet that has it shapes it differently."""
    who = {"@type": "Person", "name": o["authors"][p["no"] % len(o["authors"])]}
    d = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": p["title"], "datePublished": p["when"],
         "author": who, "mainEntityOfPage": p["url"], "publisher": {"@type": "Organization", "name": o["name"]}}
    if p["host"] == "metroledger.example":
        d["isAccessibleForFree"] = not p["gate"]
        d = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": o["name"]}, d]}
    elif p["host"] == "capitalgazette.example":
        d = [{"@type": "BreadcrumbList", "name": "News"}, d]
    elif p["host"] == "prairienews.example":
        d["author"] = [who]
    return json.dumps(d, ensure_ascii=False).replace("</", "<\\/")


def page(p):
    """The HTML of a print on its outlet's template."""
    o = OUTLETS[p["host"]]
    body = [o["wrap"] % polish(t, o["style"]) for t in p["text"]]
    if o["inset"]:
        body.insert(2, o["inset"])
    # the list of related stories: the outlet's next four, as on any site it changes from page to page
    own = [q for q in PRINTS if q["host"] == p["host"] and q["where"] in ("page", "pages", "warc")]
    i = own.index(p)
    related = [q for q in own[i + 1:] + own[:i]][:4]
    fields = dict(
        title=html.escape(p["title"]), url=p["url"], canon=p["canon"] or p["url"], date=p["when"], nice=nice(p["when"]),
        author=o["authors"][p["no"] % len(o["authors"])], lead=html.escape(re.split(r"(?<=[a-z]\.) |(?<=。)", p["text"][0])[0]), body="\n".join(body),
        related="\n".join(f'<li><a href="{q["url"]}">{html.escape(q["title"])}</a></li>' for q in related),
        lang=p["lang"], dir="rtl" if p["lang"] == "ar" else "ltr", charset=p["charset"], ld=linked_data(p, o),
        gate=LEDGER_GATE if p["gate"] else "")
    return o["page"].substitute(fields)


def gz(data):
    """One gzip member without a time or a name in it."""
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = c.compress(data) + c.flush()
    return (b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + zlib.crc32(data).to_bytes(4, "little")
            + len(data).to_bytes(4, "little"))


def record(p, body):
    d = {"id": f"{p['host'].split('.')[0]}-{p['no'] + 1:03}", "url": p["url"], "title": p["title"], "published": p["when"]}
    return json.dumps({**d, **body}, ensure_ascii=False) + "\n"


def note(p):
    if len(" ".join(p["text"]).split()) < 15:  # a short note is its text and nothing else
        return p["text"][0] + "\n"
    top = [p["title"]] + (["Posted " + p["when"]] if p["when"] else [])
    text = "\n\n".join(["\n".join(top)] + p["text"]) + "\n"
    return NOTE_HEAD + "\n" + text + NOTE_TAIL if p["furniture"] else text


def warc_record(kind, uri, when, ctype, block, links=()):
    rid = uuid5(NAMESPACE_URL, f"{kind} {uri}")
    head = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{rid}>", f"WARC-Date: {when}"]
    head += ["WARC-Filename: crawl.warc.gz"] if kind == "warcinfo" else [f"WARC-Target-URI: {uri}"]
    head += list(links) + [f"Content-Type: {ctype}", f"Content-Length: {len(block)}"]
    return gz("\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")


def http_response(p):
    body, extra = page(p).encode(), []
    if p["http"] == "gzip":
        body = gz(body)
        extra = ["Content-Encoding: gzip", "Vary: Accept-Encoding"]
    if p["http"] == "chunked":
        extra.append("Transfer-Encoding: chunked")
        parts = [body[i:i + 700] for i in range(0, len(body), 700)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in parts) + b"0\r\n\r\n"
    else:
        extra.append(f"Content-Length: {len(body)}")
    head = ["HTTP/1.1 200 OK", "Date: Mon, 02 Jun 2025 04:00:00 GMT", "Server: nginx", "Content-Type: text/html; charset=utf-8"] + extra
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def write(path, data):
    f = OUT / path
    f.parent.mkdir(parents=True, exist_ok=True)
    f.write_bytes(data.encode() if isinstance(data, str) else data)


README = """# Sample corpus

About a hundred short news documents for trying out `reprint`. All of it is invented: towns, people, companies,
outlets. Every host ends in `.example`. Names of real agencies occur in datelines only.

The documents are in `sample/`, the truth about them beside it:

| path | what |
|---|---|
| `sample/pages/<host>/` | HTML pages of twelve outlets, each with its own template and furniture |
| `sample/feed/agency.jsonl` | the agency's feed: `id`, `url`, `title`, `published`, `text` |
| `sample/feed/pages.jsonl.gz` | scraped pages: the same fields with `html` in place of `text` |
| `sample/feed/mapped.jsonl.zst` | a few more records, compressed with zstd |
| `sample/notes/` | plain text, some with a cookie notice in front and share lines behind |
| `sample/crawl.warc.gz` | WARC 1.1: warcinfo, requests and responses, one gzip member each |
| `truth.tsv` | what belongs together |

In `truth.tsv` a source is a path below `sample/`, with `#N` for record N of a container: the line in a JSON Lines file, or the
record in the WARC, counting every record from 1. Documents with the same cluster name are prints of one report.
`relation` says how a document relates to the earliest print of its cluster, which is `first` itself: `exact`, `copy`,
`version` or `excerpt`. Everything else is `alone`, among it the traps: two newsrooms on one event, forms filled in with other facts,
paywall stubs that share little but the paywall, road notes that differ in a street and a day.

There are clusters in Russian and in Chinese, a single article in Arabic, and one page in windows-1252. Publication
times are written in UTC, with offsets and as bare dates; some local clock readings mislead about the order.

`python3 data/make_sample.py` writes all of this anew, the same on every run (the `.zst` file is left as it
is when the `zstd` command is missing; compressed bytes may differ between releases of zlib and zstd).
"""


def main():
    zstd = shutil.which("zstd")
    old_zst = OUT / "feed/mapped.jsonl.zst"
    kept = old_zst.read_bytes() if old_zst.exists() else None
    if OUT.exists():
        shutil.rmtree(OUT)
    sources = {}  # number of the print -> source

    for p in PRINTS:
        if p["where"] == "page":
            sources[p["no"]] = f"pages/{p['host']}/{p['slug']}.html"
            write(sources[p["no"]], page(p).encode(p["charset"]))
        elif p["where"] == "note":
            sources[p["no"]] = f"notes/{p['slug']}.txt"
            write(sources[p["no"]], note(p))

    def feed(where, path, body):
        lines = []
        for p in (q for q in PRINTS if q["where"] == where):
            lines.append(record(p, body(p)))
            sources[p["no"]] = f"{path}#{len(lines)}"
        return "".join(lines).encode()

    def plain(p):
        return {"text": "\n\n".join(p["text"])}

    write("feed/agency.jsonl", feed("agency", "feed/agency.jsonl", plain))
    write("feed/pages.jsonl.gz", gz(feed("pages", "feed/pages.jsonl.gz", lambda p: {"html": page(p)})))
    mapped = feed("mapped", "feed/mapped.jsonl.zst", plain)
    if zstd:
        kept = subprocess.run([zstd, "-q", "-19", "-c"], input=mapped, stdout=subprocess.PIPE, check=True).stdout
    if kept is None:
        raise SystemExit("the zstd command is needed to write feed/mapped.jsonl.zst")
    write("feed/mapped.jsonl.zst", kept)

    info = b"software: make_sample.py\r\nformat: WARC File Format 1.1\r\n"
    warc = [warc_record("warcinfo", "sample", "2025-06-02T04:00:00Z", "application/warc-fields", info)]
    for n, p in enumerate(q for q in PRINTS if q["where"] == "warc"):
        when = f"2025-06-02T04:00:{n + 1:02}Z"
        path = p["url"].split(p["host"], 1)[1]
        ask = f"GET {path} HTTP/1.1\r\nHost: {p['host']}\r\nUser-Agent: sample\r\nAccept: text/html\r\n\r\n".encode()
        answer_id = uuid5(NAMESPACE_URL, f"response {p['url']}")
        request = warc_record("request", p["url"], when, "application/http;msgtype=request", ask,
                              [f"WARC-Concurrent-To: <urn:uuid:{answer_id}>"])
        response = warc_record("response", p["url"], when, "application/http;msgtype=response", http_response(p),
                               ["WARC-IP-Address: 192.0.2.%d" % (n + 1)])
        # crawlers write the pair in either order
        pair = [request, response] if n % 3 else [response, request]
        sources[p["no"]] = f"crawl.warc.gz#{len(warc) + 1 + pair.index(response)}"
        warc += pair
    write("crawl.warc.gz", b"".join(warc))

    rows = ["source\tcluster\trelation\tnote"]
    for p in PRINTS:
        cluster = "" if p["rel"] == "alone" else p["story"]
        rows.append("\t".join([sources[p["no"]], cluster, p["rel"], p["note"]]))
    (OUT.parent / "truth.tsv").write_text("\n".join(rows) + "\n")
    (OUT.parent / "README.md").write_text(README)


if __name__ == "__main__":
    main()
