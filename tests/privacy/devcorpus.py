"""Sentences that the rules are developed on: every shape is a product of parts, so that a rule fits all of a kind.

Its sentences, its parts and its names are not those of the held-out corpus (`heldout.py`), which only counts. When a
shape is missed in practice, add its parts here, never a real name.
"""

from __future__ import annotations

import random
from itertools import product

SEED = 12_061
FIRST = (
    "Oisín Saoirse Aoife Cian Gethin Lowri Angharad Eilidh Fearghus Catriona Harpreet Nirmala Rizwan Tanvir Shabana "
    "Krystyna Zbigniew Bożena Ionuț Ruxandra Gheorghe Chukwuemeka Adaeze Babatunde Kwabena Abena Fatoumata Mamadou "
    "Abdirahman Hodan Yasmina Walid Suleiman Haneen Ahmet Elif Dmytro Svitlana Agnes Desmond Lorna Kieron Shanice Tyrell"
).split()
FAMILY = (
    (
        "Pritchard Llewellyn McAllister Drummond Gallagher Ó|Briain Sandhu Bhattacharya Chowdhury Qureshi Mazur Zielińska "
        "Dumitrescu Munteanu Okonjo Adebisi Boateng Diallo Warsame Haddad Mansour Yıldız Shevchenko Thistlethwaite Ng"
    )
    .replace("Ó|Briain", "O'Briain")
    .split()
)
PLAIN_FAMILY = "Young Baker Fox Green Wood Cross Banks Little Short Parsons Pope Waters".split()
PLAIN_FIRST = "April Will Grace Mark Hope Faith Summer Rose Joy Ruby Dawn".split()
UNKNOWN = "Zorvan Kaelith Maruwe Tyndrel Oshavi Brenlo".split()

_AGES = ("7", "14", "2", "eleven", "Seven", "sixteen")
_DID = ("told her teacher", "was in hospital", "stayed at home", "had no bed of her own")
_KIN = ("mother", "dad", "stepfather", "gran", "uncle", "half-brother", "wife", "carer")
_JOBS = (
    "social worker",
    "health visitor",
    "head teacher",
    "school nurse",
    "youth offending officer",
    "GP",
    "family coach",
)
_ROLES = tuple(job.capitalize() if job != "GP" else job for job in _JOBS)
_ACTED = ("rang the police", "wrote to the family", "was off sick", "had not been told")
_RANKS = ("PC", "DS", "Sgt", "Detective Inspector", "PCSO")
_TITLES = ("Dr", "Mrs", "Professor", "Cllr", "Ms", "Rev")

AGE = (
    "{name}, aged {age}, {did}.", "{name} aged {age} {did}.", "{name} (aged {age}) {did}.", "{name} ({age}) {did}.",
    "{name} [{age}] {did}.", "{name}, {age}, {did}.", "{name} – {age} – {did}.", "{name} who was {age} {did}.",
    "{name}, who is now {age}, {did}.", "{name}, now {age}, {did}.", "{name}, then only {age}, {did}.",
    "{name} is {age}.", "{name} was {age} when it began.", "{name} was nearly {age}.", "{name} turned {age} in May.",
    "{name} had just turned {age}.", "{name} is {age} years old.", "{name}, {age} years, {did}.",
    "{name} ({age} months) {did}.", "A {age}-year-old, {name}, {did}.", "A {age}-year-old girl, {name}, {did}.",
    "A {age} year old boy called {name} {did}.", "The {age}-year-old {name} {did}.", "{age}-year-old {name} {did}.",
    "Aged {age}, {name} {did}.", "At the age of {age}, {name} {did}.", "When only {age}, {name} {did}.",
    "A girl called {name}, who was {age}, {did}.", "A boy of {age}, {name}, {did}.", "- Name: {name}\n- Age: {age}",
    "| Name | Age |\n|---|---|\n| {name} | {age} |", "| {name} | aged {age} | neglect |", "{name}: {age} years old.",
    "**{name}**, aged **{age}**, {did}.", "{name}'s age is {age}.", "It was {name}'s 9th birthday.",
    "{name} was about to turn {age}.", "{name} will be {age} in June.", "{name}, a pupil in Year 5, {did}.",
    "{name}, a girl aged {age}, {did}.", "{name}, a shy boy of {age}, {did}.", "{name} was a {age}-year-old girl.",
    "{name}, who'd turned {age}, {did}.", "{name} - {age}.", "{name}/{age}", "{name} aged just {age} {did}.",
    "{name} (she is {age}) {did}.", "{name} (then {age}) {did}.", "{name} (Year 4) {did}.", "{name}, {age} at the time, {did}.",
    "Then there is {name}. She is {age}.", "{name} was born in 2013.", "{name}, born in spring 2015, {did}.",
    "{name} (M, 7) {did}.", "{name} (F14) {did}.", "{name}, female, 14, {did}.", "{name} (7, female) {did}.", "Age 7: {name}",
    "Aged 7 – {name}", "{name} ({age} years and 3 months) {did}.", "{name} reached {age} in care.", "{name} is not yet {age}.",
    "{name} (born 2011) {did}.", "After the birth of {name} she moved.", "{name} was only a baby then.",
)  # fmt: skip
TOGETHER = (
    "{one} and {two} (both {age}) {did}.", "{one} and {two}, both aged {age}, {did}.", "{one} ({age}) and {two} (3) {did}.",
    "{one}, {two} and {three} (aged 9, 7 and {age}) {did}.", "The twins, {one} and {two}, {did}.",
    "The twins {one} and {two} {did}.", "Her sons, {one} and {two}, {did}.", "Her sons {one} and {two} {did}.",
    "Her children ({one}, {two} and {three}) {did}.", "{one} and {two} are brothers.", "{one} & {two}, 4 and 6, {did}.",
    "{one} and {two} are {age} and 3.", "Children: {one}, {two}, {three}", "siblings {one}, {two} and {three}",
    "{one} lived with {two}, her {kin}.", "{one} and his {kin} moved out.", "{one} was cared for by her {kin}, {two}.",
)  # fmt: skip
RELATION = (
    "{name}'s {kin} rang.", "{name}\u2019s older {kin} rang.", "{name}' {kin} rang.", "The {kin} of {name} rang.",
    "The {kin}, {name}, rang.", "The {kin} ({name}) rang.", "Her {kin} {name} rang.", "His late {kin}, {name}, had rung.",
    "{Kin}, {name}, rang.", "{Kin} ({name}) rang.", "{Kin} {name} rang.", "{Kin}: {name}", "- **{Kin}**: {name}",
    "{Kin} = {name}", "| {Kin} | {name} |\n|---|---|", "| Who | Name |\n|---|---|\n| {kin} | {name} |",
    "{name}, the {kin}, rang.", "{name}, her {kin}, rang.", "{name} ({kin}) rang.", "{name}, {kin} of three, rang.",
    "{name} is his {kin}.", "{name} was the child's {kin}.", "{name}, who is her {kin}, rang.", "A {kin} called {name} rang.",
    "a {kin}, known as {name}, rang", "The {kin}'s name is {name}.", "the child's {kin} {name} rang", "{name} and her {kin} left.",
    "{name} lives with his {kin}.", "{name} moved in with her {kin}.", "Baby {name} was weighed.", "Little {name} was weighed.",
    "The child, {name}, was weighed.", "A girl called {name} was weighed.", "The boy ({name}) was weighed.",
    "The young person, {name}, was weighed.", "the pupil {name} was excluded", "Her {kin} is called {name}.",
    "{name}, a mother of two, rang.", "His {kin} – {name} – rang.", "her {kin}, whom we call {name}, rang",
)  # fmt: skip
ROLE = (
    "{job} {name} {acted}.", "{Job} {name} {acted}.", "The {job}, {name}, {acted}.", "The {job} ({name}) {acted}.",
    "The {job} – {name} – {acted}.", "The {job} was {name}.", "The {job} is called {name}.", "Her {job} {name} {acted}.",
    "{name}, the {job}, {acted}.", "{name}, {job}, {acted}.", "{name} ({job}) {acted}.", "{name}, her {job}, {acted}.",
    "{name} – {job} – {acted}.", "{name} is the {job}.", "{name} was her allocated {job}.", "{name}, who was the {job}, {acted}.",
    "{name}'s {job} {acted}.", "a new {job} called {name} {acted}", "{name}, a {job} from the team, {acted}.",
)  # fmt: skip
FULL_ROLE = (
    "{Job}: {full}", "**{Job}:** {full}", "| {Job} | {full} |\n|---|---|", "| Name | Role |\n|---|---|\n| {full} | {Job} |",
    "{full}\n{Job}", "{full} | {Job}", "Chaired by {full}.", "The review was written by {full}.", "Led by {full}, it began late.",
    "Author: {full}", "Reviewed by: {full}", "Signed: {full}", "Contact {full} for more.", "Please speak to {full}.",
    "It was prepared by {full} in May.", "checked_by: {full}", "Present: {full}, {full2}", "Auditor – {full}",
    "The case was allocated to {full}.", "With thanks to {full}.", "Minutes: taken by {full}", "Lead auditor: {full}",
    "{full} from the school {acted}.", "{full} of the duty team {acted}.", "Minutes taken by {first}.", "Dear {first},\nthank you",
    "Yours sincerely, {full}", "Re: {full}", "cc: {full}", "It was handed to {first} in May.", "The visit was made by {full}.",
)  # fmt: skip
TITLE = (
    "{title} {any} {acted}.", "{title}. {any} {acted}.", "{title} {first} {any} {acted}.", "{title} J. {any} {acted}.",
    "{title} J {any} {acted}.", "({title} {any})", "**{title} {any}** {acted}.", "We asked {title} {any}.",
    "{title} {any}'s letter was lost.", "- {title} {any}", "| {title} {any} | agreed |", "by {title} {any} and others",
)  # fmt: skip
RANK = (
    "{rank} {any} {acted}.", "{rank} 2231 {any} {acted}.", "{rank} {any} 4410 {acted}.", "{rank} {first} {any} {acted}.",
    "HHJ {any} made the order.", "{family} ({rank}) {acted}.", "{rank} {any}, who {acted}, left.", "Her Honour Judge {any} sat.",
    "Judge {any} made the order.", "District Judge {any} made the order.", "Mr Justice {any} made the order.",
)  # fmt: skip
LABEL = (
    "Name: {full}", "Child's name: {name}", "First name: {name}", "Patient: {full}", "Name – {full}", "name: {full}",
    "Pupil name: {full}", "Surname: {family}", "Known as {name}, the child {did}.", "The girl's name was {name}.",
    "| Name |\n|---|\n| {full} |", "| Pupil | School |\n|---|---|\n| {full} | primary |", "Alias: {full}", "Child 1: {full}",
    "Her maiden name is {family}.", "Family name: Young", "she was née {family}", "AKA {first}", "She is known as {first}.",
    "Everyone calls her {first}.", "Hi {first},", "Kind regards\n{first}", "Report by {full}", "Minutes: {first}", "Owner: {first}",
    "| Action | Owner |\n|---|---|\n| Train staff | {first} |", "From: {full}", "Witness: {full}", "Signed {full}",
    "Child's full name: {full}", "Name of child: {name}", "Name (child): {full}", "Mother's name: {name}", "Forename: {name}",
    "Family name: {family}", "Names: {full} and {full2}", "Child – {full}", "The child's name: {name}", "Full name = {full}",
)  # fmt: skip
NEAR = (
    "{first} had her 9th birthday in care.", "On her 13th birthday {first} ran away.", "By {age}, {first} had moved six times.",
    "When {first} was {age} her father left.", "Until {first} was {age} nobody asked.", "{first} came into care at {age}.",
    "{first} was taken into care when she was {age}.", "{first} died at the age of {age}.", "{first}, {age} years of age, {did}.",
    "{first} is in Year 5.", "{first}, Y5, was seen.", "{first} in Reception was seen.", "{first}, girl, {age}, was seen.",
    "{first} was {age} years and two months old.", "{first} is coming up to {age}.", "'{first}', {age}, was seen.",
    "{first} would be {age} now.", "{first} 18 months was seen.", "{first} was a lively {age}-year-old.",
    "{first} took over as social worker.", "{first} works as a health visitor.", "{first} chaired the conference.",
    "{first}, formerly her {job}, {acted}.", "{first} in her role as chair rang.", "As chair, {first} rang.",
    "SW {first} rang.", "{first} (HV) rang.", "{first} was appointed chair.", "Her {job} changed to {first}.",
    "{first} from CAMHS rang.", "{first} from children's services rang.", "{first} (police) rang.", "{first}, who works at the school, rang.",
    "{first}'s family moved.", "{first} was her mum's new partner.", "{first} married her mother.", "{first} gave birth to a son.",
    "{first} had two children.", "{first} was hurt by her {kin}.", "{first} told her {kin}.", "{first} was adopted.",
    "{first} was brought in by her {kin}.", "Nan {first} was seen.", "the family of {first}", "a friend of {first}",
    "{first}'s mother's partner was seen.", "The {family} family were seen.", "{full} said so.", "Nobody asked {full}.",
    "{first} J. {family} was not asked.", "with {full} and others",
)  # fmt: skip
ALONE = (
    "We spoke to {full}.", "{full} said so.", "What was life like for {name}?", "{name} was never asked.", "Nobody saw {name}.",
    "{family}, {name}", "It was {name} who told us.", "{name}'s wishes were not on file.", "a letter from {full}",
)  # fmt: skip
CIRCUMSTANCE = (
    "They are the only Somali family in the village.", "She was the only Sikh girl at the school.",
    "The family are the only Travellers in the parish.", "He is the one boy in town with haemophilia.",
    "The sole Polish family on the street was visited.", "There is just one Roma family in the valley.",
    "It is the only family in the hamlet with twins.", "A Kurdish boy from the village was in the sample.",
    "He was the first refugee child at the school.", "No other child in the county has this condition.",
    "A girl with cystic fibrosis lived in the village.", "J.T., aged 7, was seen.", "JT (7) was seen.", "KB, 14, was seen.",
    "T's mother rang.", "A boy with the initials J.T. was seen.", "M. Sandhu, 9, was seen.", "B is 7.",
    "The child lived in Larkmead Road.", "The boy went to St Anne's Primary.", "A girl from Little Alder was seen.",
    "The child attended Larkmead Academy.", "The baby was seen at Alder Vale Surgery.", "The boy lives in the village of Alder.",
    "The girl was found at Alder Park on 3 May 2019.", "On 3 May 2019 the boy was hurt in Alder.", "The child died on 03.05.2019.",
    "She was the only girl in Year 6 with diabetes.", "The only vicar in the village was her father.",
    "Her father, the local butcher, was seen.", "Nobody else in the town speaks Dari.", "Her mother runs the village shop.",
    "The case was in the local newspaper.", "She has a rare condition and a twin.", "They were the only refugees in the area.",
    "JT was 7 when it began.", "The child (JT) was seen.", "Her mother, AB, rang.", "AB, the mother, rang.", "Signed: JT",
    "J.T. was born in 2012.", "J.T. told her teacher.", "JT lives with her mother.", "Mother of JT rang.",
    "The girl was found on 3rd May.", "On the third of May 2019 the child died.", "On Boxing Day 2018 the child was hurt.",
    "The child lives in LS6.", "The girl was found near Alder station.", "The child was in foster care in Larkmead.",
    "Child B, aged 3, lived with her aunt in a village.", "The family moved to Larkmead Close after the baby was born.",
)  # fmt: skip
BIRTH = (
    "DOB: 12-Mar-2016", "DOB 12 Mar 16", "D.o.B: 12th March 2016", "born on Tuesday 14th June 2003", "born Tues, 14 June 2003",
    "Born on the fourteenth of June 2003", "born 14.6.03", "birthdate 2003-06-14", "date of birth – 14 June 2003", "b. 14/6/2003",
    "date of birth (14/06/2003)", "| DOB | 14/06/2003 |", "DoB=14/06/03", "born in hospital on 14 June 2003", "born at home, 14 June 2003",
    "Her birthday is 14 June 2003.", "Her birthday is on 14 June.", "Born: Jun 14 2003", "was born on 14 June", "DOB 14062003",
    "Birth date: 14/Jun/2003", "born the 14th of June, 2003", "born 14 June '03", "Birthday – 14th June",
    "14 June 2003 is her birthday.", "14/06/2003 (DOB)", "d/o/b 14/06/2003", "born fourteenth June 2003", "born June '03",
    "born at 3 am on 14 June 2003", "was born prematurely at 28 weeks on 14 June 2003", "gave birth to a boy on 14 June",
    "due date 14 June 2003", "child (14.06.2003)", "turned 7 on 14 June", "year of birth 2003", "| DOB |\n|---|\n| 14/06/2003 |",
    "DOB 2003/06/14", "born 14 June, 2003", "born June 2003", "DOB: Sat 14 Jun 2003", "born in 06/2003",
)  # fmt: skip
NUMBER = (
    "a blue van, AB12 CDE, was seen", "VRN AB12 CDE", "DVLA no is MORGA 753116SM91J 01", "TRN 1234567890", "CRN 42/12345/19",
    "log 1234 of 3 May", "his handle is jaydee", "Skype: jay.dee", "facebook.com/jay.dee", "Discord jaydee#1234",
    "IBAN GB29NWBK60161331926819", "card 4111 1111 1111 1111", "HO ref A1234567", "asylum number 1234567", "council tax account 123456789",
    "reg AB12 CDE", "car registration: AB12CDE", "number plate AB12 CDE", "the vehicle (AB12 CDE) was seen", "licence plate K123 ABC",
    "VRM: AB12CDE", "registration mark ABC 123D", "driving licence MORGA657054SM9IJ", "driver's licence no. MORGA 657054 SM9IJ",
    "driving licence number: MORGA657054SM9IJ 35", "passport 533380006", "passport number: 533380006", "passport no AB1234567",
    "UTR 1234567890", "UTR: 12345 67890", "tax reference 1234567890", "Unique Taxpayer Reference 1234567890",
    "hospital number: K1234567", "hospital no. 1234567", "Hospital ID RXH123456", "MRN: 12345678", "unit number 1234567",
    "patient number 7654321", "court case ZE19C00123", "case no. BS20P01234", "Case number: [2020] EWFC 12, ZC19C00123",
    "claim number B12YX345", "file ref 12/3456", "handle @jay_dee99", "Instagram @jay.dee", "her Snapchat name is jaydee99",
    "username: jaydee99", "user name jay_dee", "TikTok: @jaydee", "gamertag JayDee99", "profile facebook.com/jay.dee.99",
    "jay.dee at gmail.com", "jay.dee AT gmail DOT com", "jay dot dee at nhs dot net", "e-mail jaydee at hotmail.co.uk",
    "NHS number 94 3476 5919", "NHS No: 9434 765 919", "NHS number: 943-47-65-919", "nhs no 94 34 76 59 19",
    "NI number AB123456", "National Insurance number AB 12 34 56", "NINO AB123456", "n.i. no. AB 123456",
    "sort code 12-34-56, account 12345678", "account number 12345678", "Home Office ref A1234567", "ULN 1234567890",
    "bank account 12345678", "child reference 1234567", "SEN number 123456", "EHCP ref 123456", "custody number 12/345678",
    "crime number 47/12345/21", "prison number A1234BC", "PNC ID 12/345678A", "IP address 81.2.69.142", "IMEI 490154203237518",
)  # fmt: skip
KINDS = {
    "age": AGE, "together": TOGETHER, "relation": RELATION, "role": ROLE, "full_role": FULL_ROLE, "title": TITLE,
    "rank": RANK, "label": LABEL, "near": NEAR, "alone": ALONE, "circumstance": CIRCUMSTANCE, "birth": BIRTH, "number": NUMBER,
}  # fmt: skip
BLOCKING = frozenset(KINDS) - {"alone", "circumstance"}
TIMES = 6
"""How often each shape is made, with other names and words each time."""


def sentences() -> dict[str, list[tuple[str, str]]]:
    """By kind: each shape, and a sentence of it. The same every time."""
    chance = random.Random(SEED)
    return {
        kind: [
            (shape, _made(shape, chance)) for shape, _ in product(shapes, range(TIMES if "{" in "".join(shapes) else 1))
        ]
        for kind, shapes in KINDS.items()
    }


def _made(shape: str, chance: random.Random) -> str:
    first, second, third, fourth = chance.sample(FIRST, 4)
    family = chance.choice(FAMILY)
    # mostly one name, sometimes two, sometimes one that is an ordinary word or that no list knows
    unlisted = chance.choice(UNKNOWN)
    name = chance.choice(
        [
            first,
            first,
            f"{first} {family}",
            first.upper(),
            unlisted,
            unlisted,
            *([chance.choice(PLAIN_FIRST)] * ("(" in shape)),
        ]
    )
    job, kin = chance.choice(range(len(_JOBS))), chance.choice(_KIN)
    made = shape.format(
        name=name, first=first, family=family, full=f"{first} {chance.choice([family, family, chance.choice(PLAIN_FAMILY)])}",
        full2=f"{second} {chance.choice(FAMILY)}", any=chance.choice([family, chance.choice(PLAIN_FAMILY), chance.choice(UNKNOWN)]),
        one=second, two=third, three=fourth, age=chance.choice(_AGES), did=chance.choice(_DID), kin=kin, Kin=kin.capitalize(),
        job=_JOBS[job], Job=_ROLES[job], acted=chance.choice(_ACTED), rank=chance.choice(_RANKS), title=chance.choice(_TITLES),
    )  # fmt: skip
    return made[0].upper() + made[1:]
