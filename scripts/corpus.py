"""A made-up content folder of any size, for measuring: the same number of briefings gives the same bytes.

Briefing 7 is the same page whether the folder holds ten or ten thousand, so sizes can be compared. The shape follows
``content/``: fifteen items in several blocks, prose, audits with samples, recommendations with updates, references.
Nothing in it is true; no place, child or audit is real.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF: Final = date(2026, 11, 20)
"""The date for which a corpus is built; all of it is public by then."""
ITEMS: Final = 15
RECOMMENDATIONS: Final = 5
ANSWERED: Final = 3
"""How many findings of a briefing recommendations can name."""

# ---------------------------------------------------------------- the registries

THEMES: Final = {
    "kinds-of-harm": ("Kinds of harm", ""),
    "neglect": ("Neglect", "kinds-of-harm"),
    "domestic-abuse": ("Domestic abuse", "kinds-of-harm"),
    "sexual-abuse": ("Sexual abuse", "kinds-of-harm"),
    "physical-abuse": ("Physical abuse", "kinds-of-harm"),
    "exploitation": ("Exploitation", "kinds-of-harm"),
    "plans-and-meetings": ("Plans and meetings", ""),
    "core-groups": ("Core groups", "plans-and-meetings"),
    "strategy-meetings": ("Strategy meetings", "plans-and-meetings"),
    "smart-plans": ("SMART plans", "plans-and-meetings"),
    "sharing-minutes": ("Sharing minutes and plans", "plans-and-meetings"),
    "conferences": ("Child protection conferences", "plans-and-meetings"),
    "the-child-and-family": ("The child and family", ""),
    "voice-of-the-child": ("The voice of the child", "the-child-and-family"),
    "fathers": ("Fathers and other men", "the-child-and-family"),
    "siblings": ("Siblings", "the-child-and-family"),
    "working-together": ("Working together", ""),
    "information-sharing": ("Sharing information", "working-together"),
    "escalation": ("Resolution and escalation", "working-together"),
    "supervision": ("Supervision and oversight", "working-together"),
}
AGENCIES: Final = {
    "childrens-social-care": ("Children's social care", ""),
    "mash": ("Multi-agency safeguarding hub", "childrens-social-care"),
    "early-help": ("Early help services", "childrens-social-care"),
    "police": ("Police", ""),
    "schools": ("Schools and colleges", ""),
    "early-years": ("Early years settings", "schools"),
    "health": ("Health services", ""),
    "gps": ("General practice", "health"),
    "health-visiting": ("Health visiting", "health"),
    "midwifery": ("Midwifery", "health"),
    "mental-health": ("Mental health services", "health"),
    "probation": ("Probation", ""),
}
PARTNERSHIPS: Final = (
    "Northmoor,Eastvale,Westerham Cross,South Harding,Millbrook,Ashfold,Carrick Bay,Thornley,Penwick,Lowmarsh".split(
        ","
    )
)
EDITIONS: Final = (1999, 2006, 2010, 2013, 2015, 2018, 2023)
LOCAL_POLICIES: Final = (
    ("escalation", "Resolution and escalation policy", "local-procedure"),
    ("neglect-tool", "Neglect assessment tool", "tool"),
    ("pre-birth", "Pre-birth protocol", "local-procedure"),
)
PUBLISHED_YEARS: Final = (2009, 2025)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _policies() -> list[dict[str, object]]:
    """Forty: seven editions of one guidance, each replaced by the next, and three local ones for each place."""
    made: list[dict[str, object]] = []
    for index, year in enumerate(EDITIONS):
        new = EDITIONS[index + 1] if index + 1 < len(EDITIONS) else None
        made.append(
            {
                "slug": f"national-guidance-{year}",
                "title": f"National guidance on working together {year}",
                "kind": "statutory-guidance",
                "owner": "HM Government",
                "issued": str(year),
                "status": "superseded" if new else "current",
                "superseded_by": f"national-guidance-{new}" if new else None,
                "under": "children-act" if year < EDITIONS[-1] else None,
            }
        )
    made.append(
        {"slug": "children-act", "title": "Children Act", "kind": "act", "owner": "Parliament", "issued": "1989"}
    )
    for title, kind in (("Risk checklist", "tool"), ("Graded care profile", "tool")):
        made.append({"slug": _slug(title), "title": title, "kind": kind, "owner": "A charity", "status": "current"})
    for number, place in enumerate(PARTNERSHIPS):
        for name, title, kind in LOCAL_POLICIES:
            made.append(
                {
                    "slug": f"{name}-{_slug(place)}",
                    "title": f"{title} ({place})",
                    "kind": kind,
                    "owner": f"{place} partnership",
                    "partnership": _slug(place),
                    "issued": f"{2012 + number}-{1 + number:02}",
                    "review_due": f"{2024 + number % 5}",
                    "changes": [{"on": f"{2016 + number}-05", "change": "updated", "what": "Adds a flow chart."}],
                    **(
                        {"former_addresses": [f"https://{_slug(place)}.example/{name}"]}
                        if number % 3
                        else {"address": f"https://{_slug(place)}.example/{name}", "last_seen": "2026-11"}
                    ),
                }
            )
    return made


# ---------------------------------------------------------------- words and sentences

_WORDS: Final[dict[str, Sequence[str]]] = {
    "who": (
        "social workers|the police|school staff|health visitors|the core group|most agencies|some practitioners|"
        "the lead professional|managers|the conference chair|GPs|midwives|CSC|the MASH|early help workers|the panel"
    ).split("|"),
    "record": (
        "the minutes|the child's plan|the chronology|a full assessment|the risk checklist|the written agreement|"
        "the outcome of the referral|the police report|the school's record|the health assessment|the discharge summary"
    ).split("|"),
    "shared": "shared|recorded|sent out|read|brought to the meeting|checked|kept up to date|asked for|used".split("|"),
    "meeting": (
        "the strategy meeting|each core group|the first conference|the review|supervision|MARAC|"
        "the discharge meeting|the planning meeting"
    ).split("|"),
    "child": "the child|the children|brothers and sisters|the unborn baby|the young person|every child at home".split(
        "|"
    ),
    "family": "the mother|the father|both parents|the wider family|the parent's new partner|carers|grandparents".split(
        "|"
    ),
    "how": "always|often|rarely|in most cases|in a third of the cases|only after a reminder|late|well".split("|"),
    "when": (
        "before the meeting|within five working days|by the next review|after each visit|when things changed|"
        "at the point of referral|over several months|as soon as the worry came up"
    ).split("|"),
    "why": (
        "because nobody was sure whose task it was|so the plan could not be followed|and the family noticed it|"
        "which left the child without a clear plan|because two systems do not talk to each other|"
        "so that everyone knew what to do next|although the procedure asks for it|and this held up the decision|"
        "even where the risk had been named in an earlier assessment and the family had asked for help more than once"
    ).split("|"),
    "task": (
        "agree who will chair and who will take notes|write down what the child said, in the child's words|"
        "ask about every adult who spends time in the home|check that the plan says who does what, and by when|"
        "tell the referrer what happened|bring your own report|read the other reports|challenge a decision|"
        "know the next step|look again at what has been tried before|note who came|phone first|visit again|"
        "find out what life is like on an ordinary day|thank people|explain the words we use|draw a family tree|"
        "keep the plan short|offer a choice of times|ask the school nurse|name the risk plainly|use an interpreter|"
        "speak with the child alone|look at the pattern over a year|invite the housing officer|agree a date"
    ).split("|"),
    "measure": (
        "the form was shortened and tried out in two teams|a short course was run for all agencies|"
        "a monthly check of ten records was started|the template now asks about fathers and other men|"
        "a named person in each agency answers questions about the procedure|the guide was rewritten with practitioners"
    ).split("|"),
}
# Rare words, as real text has them: they make sentences differ, and they are what comparing texts goes by.
_WORDS["thing"] = (
    "an allergy|an appointment letter|an asthma inhaler|attendance|an attic bedroom|bail conditions|a bedtime routine|"
    "a birth certificate|a body map|a bottle feed|a bruise|bullying|a burn|a bus pass|a cannabis grinder|"
    "a car seat|a caution|a childminder|a church group|cigarettes|a clinic visit|a contact order|a cot|cousins|"
    "a curfew|a custody visit|a damp wall|debts|a dental extraction|a dog bite|a door lock|drawings|"
    "an eviction|exam results|an eye test|a fall|a family tree|fines|a fire alarm|a food parcel|football boots|"
    "a foster placement|a fracture|a fridge|a gas meter|glasses|a grant|a growth chart|hair lice|a half-term trip|"
    "a health passport|a hearing aid|a holiday|homework|a hostel room|an immunisation|an injunction|an interpreter|"
    "a job centre meeting|jealousy|a kinship carer|a knife|language classes|a laptop|a launderette|a lodger|loneliness|"
    "a lunchbox|a maternity ward|a mattress|medication|a missed scan|a mobile phone|mould|a mortgage|nappies|"
    "a neighbour's complaint|nightmares|a nursery place|an overdose|overcrowding|a parenting course|a passport|a pet|"
    "physiotherapy|a playground fight|a post-mortem|a pram|a prescription|a prison release|pyjamas|a pupil passport|"
    "a quarrel|a radicalisation worry|a rash|a refuge|rent arrears|respite|a restraint|a road accident|rucksacks|"
    "a safety plan|sanctions|a scald|a school exclusion|a seizure|self-harm|a sexual health test|shoplifting|shoes|"
    "a skin graft|sleep|a smoke detector|a social media account|speech therapy|a stair gate|step-siblings|a stroke|"
    "a summer job|sunburn|a swimming lesson|a tablet|a taxi|a tenancy|a threat|toothache|toys|a traffic offence|"
    "a translator|trauma|a truancy notice|a tutor|an ultrasound|a uniform|a vaccination|a video doorbell|vitamins|"
    "a voicemail|a walking frame|a warrant|a wedding|weaning|a weapon|a welfare benefit|a wheelchair|a youth club"
).split("|")
_WORDS["place"] = (
    "at the allotment|in the ambulance|at the aunt's flat|in the back garden|at the bakery|on the balcony|"
    "in the basement|on the bus|in the cafe|at the campsite|in the canteen|in a caravan|at the cathedral|in the cells|"
    "at the chemist|at the cinema|in the classroom|on the coach|in the corridor|at the council office|in court|"
    "at the creche|on the estate|at the farm|on the ferry|at the fairground|in a garage|in the gym|at the hairdresser|"
    "on the helpline|in the high street|in a hotel|in the kitchen|at the library|in the lift|at the market|"
    "in the mosque|at the museum|in the nursery|on the night shift|at the office|online|at the out-of-hours desk|"
    "in the park|at the pharmacy|on the phone|at the playgroup|at the pool|in the porch|at the post office|at the pub|"
    "in reception|at the restaurant|on the ring road|at the riverside|in the sitting room|in the sports hall|"
    "at the station|on the staircase|at the studio|in the supermarket|at the surgery|in temporary housing|"
    "in the tower block|on the tram|at the underpass|in the village hall|in the waiting room|on the ward|"
    "at the warehouse|at the wharf|in the workshop|at the youth centre|abroad|at a sleepover|in the stockroom"
).split("|")
_PATTERNS: Final[dict[str, Sequence[str]]] = {
    "good-practice": (
        "{Who} {shared} {record} {when}, and asked about {thing}.",
        "{Who} knew {child} well, and {record} showed it: {thing} was noticed {place}.",
        "In several cases {who} worked closely with {family} on {thing}, {why}.",
        "{Record} was {shared} {when}, and {who} used it at {meeting}.",
        "{Child} took part in {meeting} {place}, in a way that suited them.",
    ),
    "learning": (
        "{Record} on {thing} was not {how} {shared} {when}, {why}.",
        "{Who} did not know that {who} held {record} on {thing}.",
        "{Family} had not been asked about {thing} {place}, {why}.",
        "At {meeting}, {who} {how} spoke about {thing} and {child}, {why}.",
        "Not everyone had {record}.",
        "Nobody saw what {thing} meant.",
        "{Who} thought that {who} would act on {thing} {place}. {Record} did not say so, {why}.",
    ),
    "practice-points": (
        "{Task}.",
        "Before {meeting}, {task}. Think of {thing} {place}.",
        "{Task}. Do it {when}, above all where there is {thing}.",
        "If {record} on {thing} has not been {shared}, ask for it {place}. Then {task}.",
    ),
    "actions": (
        "{Measure}.",
        "After the audit {measure}, {why}. It began with {thing}.",
        "{Who} will report on {thing} at {meeting}. {Measure} {place}.",
    ),
    "questions": (
        "How do we make sure that {record} on {thing} is {shared} {when}?",
        "When {child} spoke of {thing} {place}, or of {thing}, did we {task}?",
        "What would {family} say about {thing} {place} at {meeting}?",
        "Which of {who} can help with {thing} {place}, and with {thing}?",
    ),
    "impact": (
        "A year later {record} was {shared} {when}, and {thing} was noticed {place}.",
        "{Who} now {how} bring {record} on {thing} to {meeting}.",
    ),
    "recommendation": (
        "Begin with {thing} {place} and with {thing}.",
        "{Who} will lead, {place} and {place}; {thing} comes first.",
        "This is about {thing}, {thing} and {thing}, {why}.",
    ),
    "prose": (
        "The audit asked whether {record} was {shared} {when}.",
        "{Who} looked at records and talked with {family} about {thing}.",
        "It found that {who} {how} {shared} {record}, {why}.",
        "This matters for {child}, {place} as well.",
        "{Family} told the auditors {place} what helped with {thing}, and what did not.",
        "Where {who} and {who} met early, {record} was {how} {shared}, {why}.",
    ),
}


class _Writer:
    """Makes sentences of one page from its own stream of chance."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self.chance = chance
        self.number = number

    def sentence(self, kind: str) -> str:
        pattern = self.chance.choice(_PATTERNS[kind])
        parts = []
        for piece in pattern.replace("}", "{").split("{"):
            if piece.lower() in _WORDS:
                word = self.chance.choice(_WORDS[piece.lower()])
                piece = word[0].upper() + word[1:] if piece[0].isupper() else word
            parts.append(piece)
        return "".join(parts)

    def item(self, kind: str) -> str:
        """A bullet, sometimes with emphasis, a role or a link."""
        text = self.sentence(kind)
        if kind != "questions" and self.chance.random() < 0.25:
            text += " " + self.sentence(kind)
        roll = self.chance.random()
        if roll < 0.10:
            text = f"**{self.chance.choice(tuple(THEMES.values()))[0]}.** {text}"
        elif roll < 0.15:
            text = text.replace("the child", "*the child*", 1)
        elif roll < 0.35:
            text += f" {self.mention()}"
        return text

    def mention(self) -> str:
        """A sentence that names something else on the site."""
        policy, place = self.chance.choice(POLICY_SLUGS), self.chance.choice(tuple(THEMES))
        choices = [
            f"See {{policy}}`{policy}`.",
            f"See {{policy}}`{policy}`.",
            f"Use {{policy}}`what is agreed here <{policy}>`.",
            f"More on this is under {{theme}}`{place}`.",
            f"Ask {{agency}}`{self.chance.choice(tuple(AGENCIES))}`.",
            f"See [the handbook](https://handbook.example/{place}).",
        ]
        if self.number > 1:
            other = slug_of(self.chance.randint(1, self.number - 1))
            choices += [f"Compare {{item}}`{other}/q1`.", f"It follows {{recommendation}}`{other}/1.1`."]
        return self.chance.choice(choices)

    def paragraph(self) -> str:
        lines = list(dict.fromkeys(self.sentence("prose") for _ in range(self.chance.randint(2, 6))))
        if self.chance.random() < 0.3:
            lines.append(self.mention())
        return "\n".join(lines)


# ---------------------------------------------------------------- briefings


@dataclass(frozen=True, slots=True)
class _Plan:
    """What other briefings may ask about one, without making its text."""

    slug: str
    place: str
    theme: str
    published: date
    audits: tuple[str, ...]


def _plan(number: int) -> _Plan:
    chance = random.Random(f"plan {number}")  # noqa: S311 - the same text every time is what we want
    place = _slug(PARTNERSHIPS[number % len(PARTNERSHIPS)])
    first, last = (date(year, 1, 1) for year in PUBLISHED_YEARS)
    published = first + timedelta(days=chance.randrange((last - first).days))
    theme = _themes(chance, 1)[0]
    names = dict.fromkeys([theme, *_themes(chance, chance.choice((0, 0, 1, 1, 2)))])
    return _Plan(
        f"{place}-{published.year}-{theme}-{number}",
        place,
        theme,
        published,
        tuple(f"{name}-{published.year}" for name in names),
    )


def slug_of(number: int) -> str:
    """The slug of a briefing of the corpus; they are numbered from 1."""
    return _plan(number).slug


def _themes(chance: random.Random, number: int) -> list[str]:
    """Themes that stand low in the tree, some much more often than others."""
    leaves = [slug for slug, (_, parent) in THEMES.items() if parent]
    weights = [1 / (1 + rank) for rank in range(len(leaves))]
    return list(dict.fromkeys(chance.choices(leaves, weights, k=number)))


def briefing(number: int) -> str:
    """One page of the corpus."""
    plan = _plan(number)
    chance = random.Random(f"briefing {number}")  # noqa: S311
    writer = _Writer(chance, number)
    place = PARTNERSHIPS[number % len(PARTNERSHIPS)]
    edition = max(year for year in EDITIONS if year <= plan.published.year)
    layout = "three-columns" if number % 10 == 0 else chance.choice(("findings-and-actions", "seven-minute", "digest"))
    themes = list(dict.fromkeys([plan.theme, *_themes(chance, 4)]))
    policies = list(dict.fromkeys([f"national-guidance-{edition}", *chance.sample(POLICY_SLUGS, 4)]))
    title = f"{THEMES[plan.theme][0]} in {place}: what we learned in {plan.published.year} ({number})"
    lines = [
        "---",
        f"title: {_text(title)}",
        f"summary: {_text(' '.join(writer.sentence('prose') for _ in range(2))[:300])}",
        f"reference: Learning briefing {number}",
        f"partnership: {plan.place}",
        f"published: {plan.published if number % 3 else plan.published.strftime('%Y-%m')}",
        f"layout: {layout}",
        f"themes: {_list(themes)}",
        f"agencies: {_list(chance.sample(tuple(AGENCIES), chance.randint(3, 8)))}",
        f"policies: {_list(policies)}",
        f"written_under: national-guidance-{edition}",
        "source:",
        f"  title: {_text(title)}",
        f"  publisher: {place} Safeguarding Partnership",
        "audits:",
        *(line for index in range(len(plan.audits)) for line in _audit(chance, plan, number, index)),
        "recommendations:",
        *(line for index in range(RECOMMENDATIONS) for line in _recommendation(writer, plan, index)),
        "review_by: 2027-11",
        "anonymisation:",
        "  checked_by: Board manager",
        "  on: 2026-01-15",
        "---",
        "",
        *_body(writer, plan, columns=layout == "three-columns"),
    ]
    return "\n".join(lines) + "\n"


def _audit(chance: random.Random, plan: _Plan, number: int, index: int) -> list[str]:
    name = plan.audits[index]
    theme = name.rpartition("-")[0]
    size = chance.randint(4, 20)
    held = plan.published - timedelta(days=chance.randint(60, 300))
    lines = [
        f"  - id: {name}",
        f"    title: {THEMES[theme][0]}",
        f"    method: {chance.choice(('case-file-audit', 'deep-dive', 'dip-sample', 'workshop', 'themed-audit'))}",
        f"    held: {held:%Y-%m}",
        f"    themes: [{theme}]",
    ]
    kind = chance.randrange(4)
    if kind < 3:
        part = chance.randint(1, size - 1)
        lines += ["    sample:", f"      unit: {chance.choice(('children', 'cases'))}", f"      size: {size}"]
        if kind == 0:
            lines += [f"      discussed: {part}"]
        if kind == 1:
            lines += ["      groups:", f"        - {{name: Early help, size: {part}}}"]
            lines += [f"        - {{name: Child protection plan, size: {size - part}}}"]
        if kind == 2:
            lines += [f"    grades: {{good: {part}, requires-improvement: {size - part}}}"]
        lines += ["    measures:", f"      - {{what: The child's voice is clear, met: {part}, of: {size}}}"]
    lines.append(f"    took_part: {_list(chance.sample(tuple(AGENCIES), chance.randint(2, 6)))}")
    before = number - len(PARTNERSHIPS)
    if index == 0 and before > 0 and (earlier := _plan(before)).published < plan.published:
        lines.append(f"    follows: [{earlier.slug}/{earlier.audits[0]}]")
    if chance.random() < 0.3:
        lines += ["    next:", "      what: A further dip sample", f"      due: {plan.published.year + 1}"]
    return lines


def _recommendation(writer: _Writer, plan: _Plan, index: int) -> list[str]:
    chance = writer.chance
    lines = [
        f'  - id: "1.{index + 1}"',
        f"    audit: {chance.choice(plan.audits)}",
        f"    text: {_text(writer.sentence('practice-points') + ' ' + writer.sentence('recommendation'))}",
        f"    owner: {chance.choice((plan.place, plan.place, 'childrens-social-care', 'police', 'health'))}",
        f"    themes: {_list(_themes(chance, 2))}",
        f"    addresses: [l{chance.randint(1, ANSWERED)}]",
        f"    due: {plan.published.year + 1}-{chance.randint(1, 12):02}",
    ]
    if chance.random() < 0.2:
        lines.append(f"    policies: [{chance.choice(POLICY_SLUGS)}]")
    if chance.random() < 0.3:
        lines += ["    steps:", f"      - what: {_text(writer.sentence('actions'))}"]
    updates = chance.choice((0, 1, 1, 2))
    if updates:
        lines.append("    updates:")
    for number in range(updates):
        status = chance.choice(("green", "amber", "red", "not-rated")) if number else chance.choice(("amber", "green"))
        lines += [
            f"      - on: {plan.published.year + number + 1}-03-04",
            f"        status: {status}",
            "        evidence:",
            *(f"          - {_text(writer.sentence('actions'))}" for _ in range(chance.randint(1, 3))),
        ]
    return lines


# Of each block: its kind, how many items it has, and how many of them are pinned because something names them.
_SECTIONS: Final = (
    ("What went well", (("good-practice", 2, 0),)),
    ("What needs to improve", (("learning", ANSWERED, ANSWERED), ("learning", 2, 0))),
    ("What to do differently on Monday", (("practice-points", 2, 0), ("actions", 1, 0), ("practice-points", 1, 0))),
    ("Questions for your team", (("questions", 2, 1), ("questions", 2, 0))),
)


def _body(writer: _Writer, plan: _Plan, *, columns: bool) -> list[str]:
    bullets = [f"- {writer.sentence('practice-points')}" for _ in range(3)]
    lines = ["## In short", "", *bullets, "", "## What was looked at", "", writer.paragraph(), ""]
    for heading, blocks in _SECTIONS:
        lines += [f"## {heading}", "", writer.paragraph(), ""]
        made = [_block(writer, plan, *block) for block in blocks]
        if columns and len(made) > 1:
            lines += [f"::::::{{grid}} 1 1 {len(made)} {len(made)}", ""]
            for block in made:
                lines += [":::::{grid-item}", "", *block, ":::::", ""]
            lines += ["::::::", ""]
        else:
            lines += [line for block in made for line in block]
    return lines


def _block(writer: _Writer, plan: _Plan, kind: str, number: int, pinned: int) -> list[str]:
    chance = writer.chance
    if kind == "actions" and chance.random() < 0.3:
        kind = "impact"
    themes = list(
        dict.fromkeys([plan.theme if chance.random() < 0.6 else "", *_themes(chance, chance.choice((1, 1, 2)))])
    )
    lines = [f":::{{{kind}}} {' '.join(theme for theme in themes if theme)}"]
    if chance.random() < 0.7:
        lines.append(f":audit: {chance.choice(plan.audits)}")
    if chance.random() < 0.3:
        lines.append(f":agencies: {', '.join(chance.sample(tuple(AGENCIES), chance.randint(1, 3)))}")
    if kind == "questions" and chance.random() < 0.5:
        lines.append(":origin: site")
    for place in range(1, number + 1):
        pin = f" {{#{kind[0]}{place}}}" if place <= pinned else ""
        lines.append(f"- {writer.item(kind)}{pin}")
    return [*lines, ":::", ""]


# ---------------------------------------------------------------- files


def _text(text: str) -> str:
    """Text as a quoted YAML value."""
    return json.dumps(text, ensure_ascii=False)


def _list(slugs: Sequence[str]) -> str:
    return f"[{', '.join(slugs)}]"


POLICY_SLUGS: Final = tuple(str(policy["slug"]) for policy in _policies())

# Every page that is not of one briefing, theme, policy, agency or partnership: the same listings as in content/.
_PAGES: Final = {
    "search": """\
# Search

These lists lead to everything on the site.

## Themes from A to Z

:::{theme-index}
:sort: title
:::
""",
    "index": """\
# Learning from audits

What audits taught people who keep children safe, in plain words.

## For your next meeting

[See all questions](questions.md).

:::{meeting-question}
:::

## Found in many places

:::{found-in-many-places}
:limit: 3
:::

## Newest briefings

:::{briefing-list}
:limit: 5
:::

## Find a theme

:::{theme-index}
:sort: recurring
:::

## Overdue

:::{recommendation-table}
:status: overdue
:limit: 5
:::
""",
    "about": """\
# About this site

## What it is

A made-up site of any size.

## What it is not

Advice about a child.
""",
    "audits": """\
# Audits

## Did it change anything?

:::{before-and-after}
:::

## From finding to re-audit

:::{audit-chains}
:::

## All audits

:::{audit-table}
:::
""",
    "glossary": """\
---
terms:
  - {term: CSC, means: children's social care}
  - {term: GP, means: general practitioner, explained: A family doctor.}
  - {term: MARAC, means: multi-agency risk assessment conference}
  - {term: MASH, means: multi-agency safeguarding hub}
---

# Glossary

:::{glossary-list}
:::
""",
    "questions": """\
---
standing_questions:
  - How will this learning stick with us?
  - How does it get into our plan?
---

# Questions for meetings

:::{standing-questions}
:::

## All questions

:::{question-bank}
:::
""",
    "recommendations": """\
# Recommendations

## Where they stand

:::{recommendation-summary}
:::

## Found in many places

:::{found-in-many-places}
:::

## All recommendations

:::{recommendation-tracker}
:::
""",
    "briefings/index": """\
# Briefings

:::{briefing-list}
:::
""",
    "themes/index": """\
# Themes

:::{theme-index}
:sort: recurring
:::

## Which themes keep coming back

:::{theme-matrix}
:::
""",
    "policies/index": """\
# Policies

## What has changed in the last two years

:::{policy-changes}
:within: 24
:::

## The register

:::{policy-register}
:::
""",
    "agencies/index": """\
# For my agency

Choose your agency.

:::{agency-list}
:::
""",
    "partnerships/index": """\
# Partnerships

Choose a partnership.

:::{partnership-list}
:::
""",
}


def _registry() -> dict[str, dict[str, object]]:
    """The front matter of every theme, policy, agency and partnership, by docname."""
    made: dict[str, dict[str, object]] = {}
    for slug, (title, parent) in THEMES.items():
        summary = f"What audits found about {title.lower()}, in every area."
        made[f"themes/{slug}"] = {"title": title, "summary": summary, "parent": parent or None}
    for slug, (title, parent) in AGENCIES.items():
        made[f"agencies/{slug}"] = {"title": title, "summary": f"{title}, in any area.", "part_of": parent or None}
    for policy in _policies():
        values = {key: value for key, value in policy.items() if key != "slug"}
        made[f"policies/{policy['slug']}"] = values | {"summary": f"{policy['title']}, which audits rest on."}
    for name in PARTNERSHIPS:
        made[f"partnerships/{_slug(name)}"] = {
            "title": f"{name} Safeguarding Partnership",
            "short_title": name,
            "summary": f"The partners who keep children safe in {name}.",
            "area": name,
            "since": "2019-09",
            "former_names": [{"name": f"{name} Safeguarding Children Board", "to": "2019"}],
        }
    return made


def page_of_registry(record: dict[str, object]) -> str:
    """A page that is front matter only."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items() if value is not None]
    return "\n".join(["---", *lines, "---", ""])


def write_corpus(folder: Path, briefings: int) -> None:
    """Write a content folder.

    Args:
        folder: where; made when it does not exist.
        briefings: how many.
    """
    for docname, text in _PAGES.items():
        _write(folder, docname, text)
    for docname, record in _registry().items():
        _write(folder, docname, page_of_registry(record))
    for number in range(1, briefings + 1):
        _write(folder, f"briefings/{slug_of(number)}", briefing(number))


def _write(folder: Path, docname: str, text: str) -> None:
    file = folder / f"{docname}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Write a made-up content folder of any size.")
    parser.add_argument("folder", type=Path, help="where; it must be empty or not exist")
    parser.add_argument("--briefings", type=int, default=100, metavar="N", help="how many (default: 100)")
    options = parser.parse_args(argv)
    if options.folder.exists() and (not options.folder.is_dir() or any(options.folder.iterdir())):
        parser.error(f"'{options.folder}' is not empty; name another folder")
    write_corpus(options.folder, options.briefings)
    print(f"{options.briefings} briefings written to {options.folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
