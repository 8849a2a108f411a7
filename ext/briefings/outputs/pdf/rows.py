"""Rows of listings as blocks of a sheet: the same words that HTML shows, laid out for paper."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from briefings.model.vocabulary import (
    BLOCK_TERMS,
    OUR_READING,
    WRITTEN_HERE,
    BlockKind,
    InferredOfRecommendation,
    ListingKind,
    Origin,
    Status,
)
from briefings.outputs.pdf.shapes import Blocks, Inlines, joined, link, shown_address, table, web_link, wrap
from briefings.rendering.pen import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefings.model.faces import Face, State
    from briefings.model.inline import Runs
    from briefings.model.rows import (
        AuditRow,
        BriefingRow,
        ComparisonRow,
        ItemRow,
        PolicyRow,
        RecommendationRow,
        ReturnRow,
        ReturnSide,
        TogetherRow,
    )
    from briefings.model.statuses import Reading
    from briefings.model.views import ListingView
    from briefings.outputs.pdf.writing import Scribe

MANY: Final = 5
"""From how many recommendations on what they share is said once."""
MANY_POLICIES: Final = 10
"""From how many policies on those of one state stand together."""


def listing_blocks(scribe: Scribe, view: ListingView, level: int) -> Blocks:
    """A listing as blocks; of the big tables of the whole site, print says where they are."""
    if not view.rows:
        return []
    if write := _WRITERS.get(view.listing.kind):
        return write(scribe, view.rows, level)
    return [wrap("soft", "This list is on the website.")]


def item_block(scribe: Scribe, rows: Sequence[ItemRow], level: int, *, source: bool = True) -> Blocks:
    """Items away from home, in a block for each kind; with their source, or below a heading that names it.

    Where all of many are of one briefing, it is named once above them.
    """
    made: Blocks = []
    alike = source and len(rows) > 1 and len({row.source.docname for row in rows}) == 1
    about: Inlines = ["All from: ", *scribe.listed(rows[0].source), f" · {rows[0].partnership}"] if alike else []
    for kind, group in groupby(rows, key=lambda row: row.kind):
        items = [item_of(scribe, row, number, source=source, named=alike) for number, row in enumerate(group, 1)]
        made.append(
            {
                "t": "block",
                "kind": kind.value,
                "level": level,
                "title": [BLOCK_TERMS[kind].title] if source else [],
                "note": about,
                "items": items,
                "write": 3,
                "tick": kind is BlockKind.PRACTICE_POINTS,
            }
        )
    return made


def short_item(scribe: Scribe, row: ItemRow) -> dict[str, Any]:
    """One item without a line of its own about it."""
    return {
        "id": scribe.label(row.source.docname, row.source.anchor),
        "c": said(scribe, row.runs, row.faces),
        "about": [],
    }


def with_origins(items: Sequence[dict[str, Any]], origins: Sequence[Origin]) -> tuple[Inlines, list[dict[str, Any]]]:
    """Mark what was written for this site: once above the items where all of them were, else beside each.

    Returns:
        What to say above them, and the items.
    """
    if items and all(origin is Origin.SITE for origin in origins):
        return [WRITTEN_HERE.capitalize()], list(items)
    pairs = zip(items, origins, strict=True)
    return [], [one | {"about": joined([one["about"], [origin.mark]], " · ")} for one, origin in pairs]


def short_block(scribe: Scribe, kind: BlockKind, title: str, rows: Sequence[ItemRow]) -> dict[str, Any]:
    """Some items of one briefing below a title, each with no more than its words and its origin."""
    note, items = with_origins([short_item(scribe, row) for row in rows], [row.origin for row in rows])
    return {"t": "block", "kind": kind.value, "level": 2, "title": [title], "note": note, "items": items}


def item_of(scribe: Scribe, row: ItemRow, number: int, *, source: bool, named: bool = False) -> dict[str, Any]:
    """One item with where it comes from; only with its date where its briefing is named above."""
    about: list[Inlines] = []
    if source and named:
        about.append([row.when])
    elif source:
        about += [scribe.face(row.source), [row.partnership], [row.when]]
    if row.agencies:
        about.append([f"for {', '.join(row.agencies)}"])
    about.append([row.origin.mark])
    label = f"{number}" if source else scribe.label(row.source.docname, row.source.anchor)
    return {"id": label, "c": said(scribe, row.runs, row.faces), "about": joined(about, " · ")}


def said(scribe: Scribe, runs: Runs, faces: Iterable[Face | None]) -> Inlines:
    """Text with inline markup; `faces` are what its roles name, in order."""
    left = iter(faces)

    def write(runs: Runs) -> Inlines:
        made: Inlines = []
        for run in runs:
            if isinstance(run, str):
                made.append(scribe.spell(run))
                continue
            match run[0]:
                case "em" | "strong":
                    made.append(wrap(run[0], *write(run[1])))
                case "code":
                    made.append({"t": "code", "s": run[1]})
                case "link":
                    made += web_link(run[1], write(run[2]))
                case "role":
                    face = next(left)
                    made += scribe.face(face, run[3] or "", in_text=True) if face else [run[3] or run[2]]
                case "break":
                    made.append(" ")
        return made

    return write(runs)


def _items(scribe: Scribe, rows: Sequence[ItemRow], level: int) -> Blocks:
    return item_block(scribe, rows, level)


def _standing(scribe: Scribe, rows: Sequence[Any], level: int) -> Blocks:
    listed = {"t": "ul", "c": [[wrap("text", scribe.spell(row.text))] for row in rows]}
    return [wrap("soft", WRITTEN_HERE.capitalize()), listed]


def _briefings(scribe: Scribe, rows: Sequence[BriefingRow], level: int) -> Blocks:
    def item(row: BriefingRow) -> Blocks:
        return [wrap("text", *scribe.listed(row.face), wrap("soft", f" {row.partnership} · {row.published}"))]

    return [{"t": "ul", "c": [item(row) for row in rows]}]


def _policies(scribe: Scribe, rows: Sequence[PolicyRow], level: int) -> Blocks:
    """Policies with their state; where there are many, only their names, those of one state together."""
    if len(rows) < MANY_POLICIES:
        return [_policy_list(scribe, rows)]
    rows = [row._replace(kind="", owner="", issued="") for row in rows]
    alike: defaultdict[tuple[State, ...], list[PolicyRow]] = defaultdict(list)
    for row in rows:
        plain = len(row.face.states) == 1 and not row.face.states[0].title
        alike[row.face.states if plain else ()].append(row)
    made: Blocks = []
    for states in sorted(alike, key=lambda states: (not states, -len(alike[states]))):
        if not states:
            made += [wrap("label", "Others")] if len(alike) > 1 else []
            made.append(_policy_list(scribe, alike[states]))
            continue
        words = states[0].words
        made.append(wrap("label", {"t": "state", "state": states[0].name, "c": [words[:1].upper() + words[1:]]}))
        made.append(_policy_list(scribe, [row._replace(face=row.face._replace(states=())) for row in alike[states]]))
    return made


def _policy_list(scribe: Scribe, rows: Iterable[PolicyRow]) -> dict[str, Any]:
    def item(row: PolicyRow) -> Blocks:
        about = " · ".join(text for text in (row.kind, row.owner, f"issued {row.issued}" if row.issued else "") if text)
        return [wrap("text", *joined([scribe.listed(row.face), [wrap("soft", about)] if about else []], " · "))]

    return {"t": "ul", "small": True, "c": [item(row) for row in rows]}


def _together(scribe: Scribe, rows: Sequence[TogetherRow], level: int) -> Blocks:
    names = ([*scribe.listed(row.face), f" ({counted(row.count, row.noun)})"] for row in rows)
    return [wrap("p", *joined(names))]


def recommendation_blocks(scribe: Scribe, rows: Sequence[RecommendationRow], _level: int) -> Blocks:
    """Recommendations of a briefing by their audit; those of other pages each with their briefing.

    What is true of many is said once. Where there are so many that a sheet of their own has what was done about
    each, a handout leaves that to it: so a team's paper stays a paper, and the board's is complete.
    """
    if any(row.face.docname != scribe.entry.docname for row in rows):
        return [{"t": "cards", "label": [], "c": [_recommendation(scribe, row, _Shared()) for row in rows]}]
    shared = _Shared.of(rows)
    made: Blocks = []
    if words := shared.words(scribe):
        made.append(wrap("soft", *words))
    if scribe.leaves_evidence:
        url = scribe.address(scribe.entry.docname, "")
        where: Inlines = [" (", *link(url, [shown_address(url)]), ")"] if url else []
        told = "What was done about each: see the PDF \u201cRecommendations\u201d of this page"
        made.append(wrap("soft", told, *where, "."))
    for audit, group in groupby(rows, key=lambda row: row.audit):
        cards = [_recommendation(scribe, row, shared) for row in group]
        made.append({"t": "cards", "label": [audit] if audit else [], "c": cards})
    return made


@dataclass(frozen=True, slots=True)
class _Shared:
    """What many recommendations have in common, said once above them.

    Attributes:
        on: the date of the newest update of each, or "".
        quiet: whether nothing has been heard for a year of any that is not done.
        owner: who owns most of them.
        owner_inferred: whether the source does not say so.
        readings: the printed words whose meaning is said above, as it is the same reading in all of them.
    """

    on: str = ""
    quiet: bool = False
    owner: Face | None = None
    owner_inferred: bool = False
    readings: tuple[Reading, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[RecommendationRow]) -> _Shared:
        if len(rows) < MANY:
            return cls()
        dates = {row.history[0].on for row in rows if row.history}
        waiting = [row for row in rows if row.status is not Status.GREEN]
        (owner, inferred), times = Counter((row.owner, owner_inferred(row)) for row in rows).most_common(1)[0]
        return cls(
            on=dates.pop() if len(dates) == 1 else "",
            quiet=bool(waiting) and all(row.quiet for row in waiting),
            owner=owner if 2 * times > len(rows) else None,
            owner_inferred=inferred,
            readings=tuple(
                sorted(
                    {row.reading for row in rows if row.reading.printed and row.reading.ours},
                    key=lambda one: (list(Status).index(one.status), one.printed),
                )
            ),
        )

    def words(self, scribe: Scribe) -> Inlines:
        said: list[Inlines] = [[f"Where each stood on {self.on}."]] if self.on else []
        said += [["Those that are not done have had no update for a year."]] if self.quiet else []
        if self.readings:
            words = "; ".join(f"{one.printed}, {one.status.label.lower()}" for one in self.readings)
            said += [[f"The report does not explain its words; this is {OUR_READING}: {words}."]]
        ours = f" ({OUR_READING})" if self.owner_inferred else ""
        said += [["The owner is ", *scribe.face(self.owner), f"{ours} where no other is named."]] if self.owner else []
        return joined(said, " ")


def owner_inferred(row: RecommendationRow) -> bool:
    """Whether the source does not say who owns a recommendation."""
    return row.owner is not None and InferredOfRecommendation.OWNER in row.inferred


def _recommendation(scribe: Scribe, row: RecommendationRow, shared: _Shared) -> dict[str, Any]:
    """One recommendation in three short paragraphs: what, where it stands and with whom, what has been done."""
    own = row.face.docname == scribe.entry.docname
    stands: Inlines = [{"t": "status", "status": row.status.value, "s": row.reading.word}]
    if row.history and row.history[0].on != shared.on:
        stands += [f", {row.history[0].on}"]
    if row.reading.meaning and row.reading not in shared.readings:
        stands += [f": {row.reading.meaning}"]
    if row.quiet and not shared.quiet:
        stands += [", no update for a year"]
    owner: Inlines = ["Owner: ", *scribe.face(row.owner)] if row.owner else ["Owner not stated"]
    if owner_inferred(row):
        owner += [f" ({OUR_READING})"]
    if row.owner and (row.owner, owner_inferred(row)) == (shared.owner, shared.owner_inferred):
        owner = []
    others = [face for face in row.agencies if row.owner is None or face.docname != row.owner.docname]
    if others:
        owner += [" with " if owner else "with ", *joined(scribe.face(face) for face in others)]
        owner += [f" ({OUR_READING})"] if InferredOfRecommendation.AGENCIES in row.inferred else []
    about: list[Inlines] = [stands, owner]
    if row.due:
        about.append([f"due {row.due}{', overdue' if row.overdue else ''}"])
    lines: list[Inlines] = []
    if own and not scribe.leaves_evidence:
        names = ((face, scribe.label(face.docname, face.anchor)) for face in row.answers)
        answers = joined(scribe.face(face, name) for face, name in names)  # they stand on this very paper
        about.append(["answers ", *answers] if answers else [])
        about += beside(scribe, row.returns)
        lines += _done_about(scribe, row)
    elif not own:
        lines.append([wrap("soft", f"{row.briefing} · {row.partnership}")])
    told = [line for line in (joined(about, " · "), joined(lines, " ")) if line]
    return {"title": [wrap("strong", row.id), " ", scribe.spell(row.text)], "lines": told}


def _done_about(scribe: Scribe, row: RecommendationRow) -> list[Inlines]:
    """What is to be done about a recommendation, what has been done, and where it stood before."""
    lines = [
        _run_in("To do", ["; ".join(scribe.spell(step.rstrip(".")) for step in row.steps) + "."] if row.steps else [])
    ]
    lines.append(_run_in("Evidence", [scribe.spell(said) for line in row.history[:1] for said in line.evidence]))
    for line in row.history[1:]:
        lines.append(_run_in(f"Before, {line.on}", [f"{line.reading.words()}.", *map(scribe.spell, line.evidence)]))
    return lines


def _run_in(name: str, sentences: Sequence[str]) -> Inlines:
    """Sentences behind a name, as one piece of running text."""
    return [wrap("soft", f"{name}: "), " ".join(sentences)] if sentences else []


def beside(scribe: Scribe, sides: Iterable[ReturnSide]) -> list[Inlines]:
    """Beside an item or recommendation: where it was found before, and where again."""
    return [
        [f"{side.words}: ", *scribe.face(side.face), *([f", which stood at {side.stands}"] if side.stands else [])]
        for side in sides
    ]


def _returns(scribe: Scribe, rows: Sequence[ReturnRow], level: int) -> Blocks:
    """What was found again in the same place, below a label of its own."""

    def line(row: ReturnRow) -> Blocks:
        sides: list[Inlines] = [
            [scribe.spell(side.text), wrap("soft", f" {side.words}"), *([f" ({side.stands})"] if side.stands else [])]
            for side in (row.earlier, row.later)
        ]
        return [wrap("text", *joined([[row.partnership], *sides], " · "))]

    return [wrap("label", "Found again here"), {"t": "ul", "c": [line(row) for row in rows]}]


def _audits(scribe: Scribe, rows: Sequence[AuditRow], level: int) -> Blocks:
    here = {(row.face.docname, row.face.anchor) for row in rows}
    return [{"t": "cards", "label": [], "c": [_audit(scribe, row, here) for row in rows]}]


def _audit(scribe: Scribe, row: AuditRow, here: set[tuple[str, str]]) -> dict[str, Any]:
    """One audit; `here` are those that stand beside it, and say themselves which one they follow."""
    own = row.face.docname == scribe.entry.docname
    shares = ", ".join(f"{share.count} {share.label.lower()}" for share in row.grades)
    measures: list[tuple[str, Inlines]] = [
        (f"{share.label}: ", [f"{share.count} of {share.of}"]) for share in row.measures
    ]
    named: list[tuple[str, Inlines]] = [
        ("", [f"{row.held} · {row.method}" + ("" if own else f" · {row.partnership}")]),
        ("Looked at: ", [row.sample] if row.sample else []),
        ("Took part: ", joined(scribe.face(face) for face in row.took_part)),
        ("Did not take part: ", joined(scribe.face(face) for face in row.did_not_take_part)),
        ("", [row.families_asked] if row.families_asked else []),
        ("Grades: ", [shares] if shares else []),
        *measures,
        ("Follows ", joined(scribe.face(face) for face in row.follows)),
        (
            "Followed by ",
            joined(scribe.face(face) for face in row.followed_by if (face.docname, face.anchor) not in here),
        ),
        ("", [row.differs] if row.differs else []),
        ("Next: ", [row.promised] if row.promised else []),
    ]
    lines = [[wrap("soft", name), *words] if name else words for name, words in named if words]
    return {"title": [wrap("strong", row.face.title)], "lines": [joined(lines, " · ")]}


def _comparisons(scribe: Scribe, rows: Sequence[ComparisonRow], level: int) -> Blocks:
    made: Blocks = []
    for (caption, heads, notes), group in groupby(rows, key=lambda row: (row.caption, row.heads, row.notes)):
        cells = [[[wrap("text", cell)] for cell in (row.label, *row.values)] for row in group]
        names: list[Inlines] = [["What"], *([head.title] for head in heads)]
        made.append(table(names, cells, caption=[caption], widths=[3, *[2] * len(heads)]))
        made += [wrap("soft", note) for note in notes]
    return made


_WRITERS: Final[dict[ListingKind, Callable[[Scribe, Any, int], Blocks]]] = {
    ListingKind.ITEMS: _items,
    ListingKind.QUESTION_BANK: _items,
    ListingKind.MEETING_QUESTION: _items,
    ListingKind.STANDING_QUESTIONS: _standing,
    ListingKind.BRIEFINGS: _briefings,
    ListingKind.POLICIES: _policies,
    ListingKind.POLICY_NAMES: _policies,
    ListingKind.FOUND_TOGETHER: _together,
    ListingKind.RECOMMENDATIONS: recommendation_blocks,
    ListingKind.TRACKER: recommendation_blocks,
    ListingKind.FOUND_AGAIN: _returns,
    ListingKind.AUDITS: _audits,
    ListingKind.BEFORE_AND_AFTER: _comparisons,
}
