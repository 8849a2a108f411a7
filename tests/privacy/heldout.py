"""Sentences that identify somebody, made by a grammar that the rules' authors do not look at (issue 20).

Only the figures by kind count, never single misses: a rule that is written for a miss of this corpus makes the corpus
worthless. Its names come from `heldout_names.txt`, its sentences from the rules of `_GRAMMAR`; the development corpus
(`devcorpus.py`) shares neither. Every symbol in braces is replaced by one of its alternatives, until none is left.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

SEED = 740_519
_SYMBOL = re.compile(r"\{(\w+)\}")
_DIGITS = re.compile(r"#")
_NAMES = Path(__file__).parent / "heldout_names.txt"

_GRAMMAR: dict[str, tuple[str, ...]] = {
    # words
    "n": ("3", "5", "6", "8", "9", "11", "13", "15", "16", "2", "10", "17"),
    "w": ("three", "five", "six", "eight", "nine", "eleven", "thirteen", "fifteen", "sixteen"),
    "nth": ("third", "sixth", "ninth", "13th", "16th"),
    "unit": ("years", "years old", "months", "months old", "weeks old"),
    "kid": ("boy", "girl", "child", "schoolboy", "teenager", "pupil", "toddler", "youngster", "lad"),
    "kin": (
        "mother",
        "father",
        "mum",
        "dad",
        "brother",
        "sister",
        "stepfather",
        "grandmother",
        "nan",
        "aunt",
        "uncle",
        "cousin",
        "stepmother",
        "grandad",
        "partner",
        "half-sister",
    ),
    "adj": ("", "", "", "older ", "younger ", "maternal ", "eldest ", "birth "),
    "job": (
        "social worker",
        "health visitor",
        "headteacher",
        "school nurse",
        "midwife",
        "GP",
        "paediatrician",
        "family support worker",
        "key worker",
        "team manager",
        "teacher",
        "youth worker",
        "foster carer",
        "independent reviewing officer",
        "probation officer",
        "consultant",
        "therapist",
        "advocate",
        "teaching assistant",
    ),
    "Job": (
        "Social worker",
        "Health visitor",
        "Headteacher",
        "School nurse",
        "Midwife",
        "Paediatrician",
        "Family support worker",
        "Team manager",
        "Youth worker",
        "Foster carer",
        "Probation officer",
        "Solicitor",
    ),
    "JOB": (
        "Social Worker",
        "Team Manager",
        "Service Director",
        "Board Manager",
        "Independent Chair",
        "Head of Service",
    ),
    "rank": ("PC", "DC", "DS", "Sgt", "DI", "Detective Constable", "Inspector", "Police Sergeant", "WPC", "Insp"),
    "title": ("Mr", "Mrs", "Ms", "Miss", "Dr", "Professor", "Rev", "Cllr", "Mx"),
    "word": ("Day", "Marsh", "Field", "Bishop", "Love", "Stone", "Winter", "Rice", "Frost", "Lamb", "Price", "Hunt"),
    "FL": ("{F} {L}",),
    "N": ("{F}", "{F}", "{F} {L}"),
    "K": ("{F}",),
    "did": (
        "came to school hungry",
        "was taken to hospital",
        "told staff about it",
        "had bruises on both arms",
        "did not want to go home",
        "was left alone at night",
        "was not spoken to",
        "stopped coming in the autumn",
    ),
    "act": (
        "made a referral",
        "visited the home twice",
        "chaired the meeting",
        "did not attend",
        "wrote the report",
        "shared the concern",
        "rang the duty team",
        "took over the case in March",
        "signed the plan",
    ),
    "said": (
        "said the visits had stopped",
        "asked for help",
        "was not at the meeting",
        "moved out",
        "had been drinking",
    ),
    # kinds
    "age": (
        "{N} was only {w} when this began.",
        "{N} is {n}.",
        "{N}, now {n}, {did}.",
        "{N}, then {w}, {did}.",
        "{N} – aged {n} – {did}.",
        "{N} (age {n}) {did}.",
        "{N} ({n} {unit}) {did}.",
        "{N} ({n}) and {K} ({n}) {did}.",
        "{N}, who is {n}, {did}.",
        "{N}, who was {w} at the time, {did}.",
        "{N}, who had just turned {w}, {did}.",
        "{N}, {n}, {did}.",
        "{N}, a {n}-year-old {kid}, {did}.",
        "{N}, a {kid} of {n}, {did}.",
        "A {n}-year-old, {N}, {did}.",
        "A {n}-year-old {kid}, {N}, {did}.",
        "The {w}-year-old {kid} {N} {did}.",
        "{n}-year-old {N} {did}.",
        "{n} year old {N} {did}.",
        "A {kid} aged {n}, {N}, {did}.",
        "At {n}, {N} {did}.",
        "At the age of {w} {N} {did}.",
        "When she was {n}, {N} {did}.",
        "Only {w}, {N} {did}.",
        "{N}'s age was given as {n}.",
        "{N} celebrated a {nth} birthday in care.",
        "On {K}'s {nth} birthday nobody came.",
        "{N} turns {n} next month.",
        "{N} had turned {n} and {did}.",
        "{N} became {w} during the audit.",
        "{N} will be {n} in June.",
        "By then {N} was {n} {unit} and {did}.",
        "{K} and {K} are {n} and {n}.",
        "{K}, {K} and {K} (aged {n}, {n} and {n}) {did}.",
        "The twins {K} and {K}, {n}, {did}.",
        "{K} and {K}, both {n}, {did}.",
        "{N}: {n} {unit}.",
        "{N} ({n}yrs) {did}.",
        "{N} {n}yo {did}.",
        "{N}, {n}m, {did}.",
        "{N}, in Year 6, {did}.",
        "Year 9 pupil {N} {did}.",
        "**{N}** ({n}) {did}.",
        "{N} [{n}] {did}.",
        "{N} - {n} - {did}.",
    ),
    "birth": (
        "{N} was born in 2012.",
        "{N} (born 2014) {did}.",
        "{N} (b. 2015) {did}.",
        "{N}, born in May 2016, {did}.",
        "The birth of {N} in 2018 changed this.",
        "{K} was born at home last March.",
        "Born at 29 weeks, {N} {did}.",
    ),
    "relation": (
        "{N}'s {adj}{kin} {said}.",
        "{F}\u2019s {kin} {said}.",
        "The {kin} of {N} {said}.",
        "{N}, the {kin}, {said}.",
        "{N}, his {adj}{kin}, {said}.",
        "{N} is her {adj}{kin}.",
        "{N} ({kin}) {said}.",
        "{N} ({adj}{kin} of the child) {said}.",
        "Her {adj}{kin}, {N}, {said}.",
        "Her {adj}{kin} {N} {said}.",
        "The {adj}{kin} ({N}) {said}.",
        "The child's {kin}, {N}, {said}.",
        "The children's {kin} is called {N}.",
        "A {kin} named {N} {said}.",
        "The baby, {N}, {did}.",
        "Baby {F} {did}.",
        "A {kid} called {N} {did}.",
        "A {kid} we know as {N} {did}.",
        "The {kid}'s name is {N}.",
        "The {kid}, whose name is {N}, {did}.",
        "{N} and his {adj}{kin} {said}.",
        "{N} lives with her {kin}.",
        "{N} was placed with an aunt.",
        "Their children, {K}, {K} and {K}, {did}.",
        "The siblings {K} and {K} {did}.",
        "The couple's son {N} {did}.",
        "She has two sons, {K} and {K}.",
        "He lives with {K}, his {kin}.",
        "Mum ({K}) {said}.",
        "Dad, {N}, {said}.",
        "Mum {F} {said}.",
        "{kin}: {N}",
        "Name of {kin}: {N}",
        "The family's eldest, {K}, {did}.",
        "{N} is the {kin} of three.",
        "{N}, {kin} of two, {said}.",
        "His girlfriend, {N}, {said}.",
        "Family members: {K}, {K}",
    ),
    "role": (
        "{Job} {N} {act}.",
        "{Job} {F} {act}.",
        "The {job}, {N}, {act}.",
        "The {job} ({N}) {act}.",
        "The {job}, a {title} {L}, {act}.",
        "The {job} was {FL}.",
        "The {job} is {N}.",
        "{N}, {job}, {act}.",
        "{N}, the {job}, {act}.",
        "{N}, her {job}, {act}.",
        "{N} ({job}) {act}.",
        "{N} was the allocated {job}.",
        "{N}, who was his {job}, {act}.",
        "{FL} is a {job} here.",
        "{N} – {job} – {act}.",
        "A new {job}, {N}, {act}.",
        "His {job} at that time, {N}, {act}.",
        "{JOB}: {FL}",
        "{JOB} {FL} {act}.",
        "{FL}, {JOB}",
        "{FL} ({JOB})",
        "{FL}\n{JOB}",
        "{FL} - {JOB}",
        "Chaired by {FL}.",
        "The audit was led by {FL}.",
        "Written by {N}.",
        "Report author: {FL}",
        "Reviewer: {FL}",
        "Auditors: {FL} and {FL}",
        "Signed off by {FL} in March.",
        "Approved: {FL}",
        "Contact {FL} for the slides.",
        "For more, speak to {N}, {job}.",
        "Minutes taken by {N}.",
        "Thanks to {FL} for the case file.",
        "The case was allocated to {N}.",
        "{K}, the school's {job}, {act}.",
        "{N} from the school {act}.",
        "Her {job} {F} {act}.",
    ),
    "rank_": (
        "{rank} {L} {act}.",
        "{rank} {word} {act}.",
        "{rank} #### {L} {act}.",
        "{rank} {F} {L} {act}.",
        "{rank}. {L} {act}.",
        "Officers including {rank} {L} {act}.",
        "{L} ({rank}) {act}.",
        "HHJ {word} gave judgment.",
        "His Honour Judge {L} gave judgment.",
        "{rank} {L} ({n}) {act}.",
    ),
    "title_": (
        "{title} {L} {act}.",
        "{title} {word} {act}.",
        "{title}. {L} {act}.",
        "{title} {F} {L} {act}.",
        "{title} A. {L} {act}.",
        "{title} A {L} {act}.",
        "{title} A. B. {L} {act}.",
        "the letter from {title} {L} came late.",
        "{title} {L}-{L} {act}.",
        "Mr and Mrs {L} {act}.",
        "Mr & Mrs {word} {act}.",
        "({title} {L})",
        "{title} **{L}** {act}.",
        "Lord Justice {L} gave judgment.",
        "Sir {F} {L} {act}.",
    ),
    "table": (
        "| Name | Age |\n|---|---|\n| {F} | {n} |",
        "| Child | Date |\n|---|---|\n| {F} | March |",
        "| Who | Role |\n|---|---|\n| {FL} | {Job} |",
        "| Role | Name |\n|---|---|\n| {Job} | {FL} |",
        "| Mother | {FL} |\n|---|---|\n| Father | {FL} |",
        "| Age | First name |\n|---|---|\n| {n} | {F} |",
        "| {F} | {n} years | neglect |",
        "| Relation | Name |\n|---|---|\n| {kin} | {F} |",
        "| Pupil | Year |\n|---|---|\n| {FL} | 7 |",
    ),
    "label": (
        "Name: {FL}",
        "- Name: {F}\n- Age: {n}",
        "Child: {F}",
        "Child's name - {FL}",
        "Mother: {N}",
        "**Father**: {N}",
        "Social worker: {N}",
        "School nurse = {FL}",
        "Patient: {FL}",
        "Subject: {FL}",
        "Allocated worker: {N}",
        "Siblings: {K}, {K}",
        "mother_name: {FL}",
        "Child\n: {FL}",
        "Age: {n}, name: {F}",
        "First name: {F}. Surname: {L}.",
        "Known as: {F}",
    ),
    "full_name": (
        "{FL} {did}.",
        "We spoke to {FL} about it.",
        "The file of {FL} was read.",
        "{L}, {F}",
        "{FL} and the police met.",
        "Nobody asked {FL}.",
        "{F} A. {L} {did}.",
        "{FL}-{L} {did}.",
    ),
    "first_name": (
        "{F} {did}.",
        "The file of {F} was read.",
        "Nobody asked {F}.",
        "\u201c{F} never cried,\u201d the neighbour told us.",
        "We asked what life was like for {F}.",
        "{F}'s voice was missing.",
        "{F} and {K} {did}.",
        "It was {F} who rang 999.",
    ),
    "rare": (
        "They are the only {people} family in the village.",
        "He was the only {kid} at the school who uses a wheelchair.",
        "There is one {people} family on the estate.",
        "She is the only {people} pupil in her year.",
        "The sole {people} household in the town was known to all.",
        "The first {people} child to be adopted in the county was in the sample.",
        "A {people} {kid} from a small village was in the sample.",
        "The {kid} has {ill} and lives in the village.",
        "No other family in the parish has triplets.",
        "The only set of twins in the school was in the sample.",
    ),
    "people": ("Somali", "Syrian", "Traveller", "Vietnamese", "Afghan", "Chinese", "Eritrean", "Lithuanian"),
    "ill": ("Batten disease", "cystic fibrosis", "sickle cell disease", "Rett syndrome", "brittle bone disease"),
    "initials": (
        "{I}.{I}., aged {n}, {did}.",
        "{I}{I} ({n}) {did}.",
        "{I} ({n}) {did}.",
        "{I}. {L} ({n}) {did}.",
        "A {kid} with the initials {I}{I} {did}.",
        "{I}{I}'s {kin} {said}.",
    ),
    "I": tuple("BCDFGHKMNPRST"),
    "place": (
        "The {kid} went to {Place} School.",
        "The {kid} lived in {Street}.",
        "The family lived at ## {Street}.",
        "Her {kin} was seen in {Street} that night.",
        "The {kid}, who attends {Place} Academy, {did}.",
        "The child lives in the village of {Place}.",
        "The boy was well known in {Place} village.",
        "A girl at St {Saint}'s Primary School {did}.",
        "The baby was registered at {Place} Surgery.",
    ),
    "Place": ("Thornbeck", "Marlowe Hill", "Easterly", "Brackenford", "Hollin Bank", "Stanwick"),
    "Street": ("Thornbeck Road", "Marlowe Street", "Hollin Lane", "Easterly Avenue", "Stanwick Crescent"),
    "Saint": ("Alban", "Cuthbert", "Oswald", "Hilda"),
    "event_date": (
        "The baby died on {d} March 2017 at {Place}.",
        "On {d}/03/2018 the {kid} was found in {Place}.",
        "The {kid} was stabbed in {Place} on {d} June 2019.",
        "He was arrested on Friday {d} May 2020 after the {kid} was hurt.",
        "The {kid} was taken into care on {d}.11.2016.",
    ),
    "d": ("3", "7", "12", "19", "24", "28"),
    "dob": (
        "DOB: {d}-Mar-2016",
        "DOB {d} Jun 14",
        "d.o.b. {d}/11/2009",
        "He was born on Tuesday {d}th June 2003.",
        "born Saturday, {d} May 2011",
        "Born: {d} October 2012",
        "birth date {d}.4.2013",
        "Date of Birth | {d}/07/2010",
        "D.O.B = 2011/04/{d}",
        "born on the nineteenth of June 2011",
        "her date of birth, {d} September 2008, was wrong",
        "Born {d} Feb '12",
        "was born at home on {d}th April, 2014",
        "b. {d}/02/2013",
    ),
    "number": (
        "Vehicle registration {I}{I}## {I}{I}{I}.",
        "the car, reg {I}{I}##{I}{I}{I}, was seen",
        "Number plate: {I}### {I}{I}{I}",
        "driving licence MORGA#5711#SM9IJ",
        "Driver number: FARLE#6101#5KJ99",
        "passport number #########",
        "Passport no. {I}{I}#######",
        "UTR ##########",
        "unique taxpayer reference: ##### #####",
        "Hospital number {I}######",
        "hospital no: ########",
        "MRN #######",
        "court case number {I}{I}##C#####",
        "Family court ref {I}{I}##P#####",
        "crime ref ##/#####/##",
        "Neutral citation [2019] EWFC ##, case {I}{I}##C#####",
        "NI number {P}######",
        "National Insurance no. {P} ## ## ##",
        "NINO: {P}######B",
        "user name @{F}_{L}##",
        "Instagram: @{F}.{L}",
        "his Snapchat is {F}{L}##",
        "TikTok handle {F}_x##",
        "write to {F}.{L} at gmail.com",
        "email {F}{L}##@hotmail.co.uk",
        "{F} dot {L} at outlook dot com",
        "call her on 07### ######",
        "bank account ########, sort code ##-##-##",
        "URN ##{I}{I}#######",
        "custody record {I}{I}/#####/##",
        "lived at {d}{I} Oak House, SW1A 2AA",
        "IMEI ###############",
        "EHCP number ######",
        "Home Office reference {I}#######",
        "ULN ##########",
    ),
    "P": ("AB", "CE", "JG", "PX", "WK", "SR"),
}
BLOCKING = ("age", "birth", "relation", "role", "rank_", "title_", "table", "label", "dob", "number", "nhs")
"""Kinds of which every sentence should be blocked; of the others advice is enough."""
ADVISING = ("full_name", "first_name", "rare", "initials", "place", "event_date")
KINDS = BLOCKING + ADVISING
EACH = 110
_NHS = (
    "NHS number {}",
    "NHS no. {}",
    "NHS: {}",
    "nhs number is {}",
    "| NHS number | {} |",
    "Her NHS number, {}, was wrong.",
)
_SIZES = ((3, 3, 4), (4, 3, 3), (2, 4, 4), (5, 5), (2, 2, 2, 2, 2), (3, 3, 2, 2), (10,), (6, 4), (1, 3, 3, 3))


def sentences(each: int = EACH) -> dict[str, list[str]]:
    """The same sentences every time: of each kind so many, none twice."""
    chance = random.Random(SEED)
    words = dict(_GRAMMAR) | _names()
    made = {kind: _of_kind(kind, words, each, chance) for kind in KINDS if kind != "nhs"}
    made["nhs"] = _nhs(each, chance)
    return made


def _names() -> dict[str, tuple[str, ...]]:
    first: list[str] = []
    last: list[str] = []
    for line in _NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, kind, *names = line.split()
            (first if kind == "first" else last).extend(names)
    return {"F": tuple(first), "L": tuple(last)}


def _of_kind(kind: str, words: dict[str, tuple[str, ...]], each: int, chance: random.Random) -> list[str]:
    made: list[str] = []
    forms = list(words[kind])
    while len(made) < each:
        chance.shuffle(forms)
        for form in forms[: each - len(made)]:
            text = form
            while _SYMBOL.search(text):
                text = _SYMBOL.sub(lambda match: chance.choice(words[match[1]]), text)
            text = _DIGITS.sub(lambda _: str(chance.randrange(1, 10)), text)
            made.append(text[0].upper() + text[1:] if chance.random() < 0.8 else text)
    return made


def _nhs(each: int, chance: random.Random) -> list[str]:
    made: list[str] = []
    while len(made) < each:
        first = f"{chance.choice(['943', '450', '631', '701', '485'])}{chance.randrange(10**6):06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            number, parts = first + str(check % 11), []
            for size in chance.choice(_SIZES):
                parts.append(number[:size])
                number = number[size:]
            made.append(chance.choice(_NHS).format(" ".join(parts)))
    return made
