"""Rows of listings as blocks of a sheet: the same words that HTML shows, laid out for paper."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from briefings.model.vocabulary import BLOCK_TERMS, BlockKind, ListingKind, Origin
from briefings.outputs.pdf.shapes import Blocks, Inlines, joined, link, shown_address, table, wrap
from briefings.rendering.pen import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefings.model.faces import Face
    from briefings.model.inline import Runs
    from briefings.model.rows import (
        AuditRow,
        BriefingRow,
        ComparisonRow,
        ItemRow,
        PolicyRow,
        RecommendationRow,
        TogetherRow,
    )
    from briefings.model.views import ListingView
    from briefings.outputs.pdf.writing import Scribe


def listing_blocks(scribe: Scribe, view: ListingView, level: int) -> Blocks:
    """A listing as blocks; of the big tables of the whole site, print says where they are."""
    if not view.rows:
        return []
    if write := _WRITERS.get(view.listing.kind):
        return write(scribe, view.rows, level)
    return [wrap("soft", "This list is on the website.")]


def item_block(scribe: Scribe, rows: Sequence[ItemRow], level: int, *, source: bool = True) -> Blocks:
    """Items away from home, in a block for each kind; with their source, or below a heading that names it."""
    made: Blocks = []
    for kind, group in groupby(rows, key=lambda row: row.kind):
        items = [item_of(scribe, row, number, source=source) for number, row in enumerate(group, 1)]
        made.append(
            {
                "t": "block",
                "kind": kind.value,
                "level": level,
                "title": [BLOCK_TERMS[kind].title] if source else [],
                "note": [],
                "items": items,
                "write": 3,
                "tick": kind is BlockKind.PRACTICE_POINTS,
            }
        )
    return made


def short_item(scribe: Scribe, row: ItemRow) -> dict[str, Any]:
    """One item without a line of its own about it; a star marks what was written for this site."""
    starred = row.origin is Origin.SITE
    return {"id": row.source.anchor, "c": said(scribe, row.runs, row.faces), "about": [], "starred": starred}


def item_of(scribe: Scribe, row: ItemRow, number: int, *, source: bool) -> dict[str, Any]:
    """One item with where it comes from."""
    about: list[Inlines] = []
    if source:
        about += [scribe.face(row.source), [row.partnership], [row.when]]
    if row.agencies:
        about.append([f"for {', '.join(row.agencies)}"])
    if row.origin is Origin.SITE:
        about.append(["written for this site"])
    label = f"{number}" if source else row.source.anchor
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
                    made += [*link(run[1], write(run[2])), wrap("soft", f" ({shown_address(run[1])})")]
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
    return [{"t": "ul", "c": [[wrap("text", scribe.spell(row.text))] for row in rows]}]


def _briefings(scribe: Scribe, rows: Sequence[BriefingRow], level: int) -> Blocks:
    def item(row: BriefingRow) -> Blocks:
        return [wrap("text", *scribe.face(row.face), wrap("soft", f" {row.partnership} · {row.published}"))]

    return [{"t": "ul", "c": [item(row) for row in rows]}]


def _policies(scribe: Scribe, rows: Sequence[PolicyRow], level: int) -> Blocks:
    def item(row: PolicyRow) -> Blocks:
        about = " · ".join(text for text in (row.kind, row.owner, f"issued {row.issued}" if row.issued else "") if text)
        return [wrap("text", *scribe.face(row.face), {"t": "br"}, wrap("soft", about))]

    return [{"t": "ul", "c": [item(row) for row in rows]}]


def _together(scribe: Scribe, rows: Sequence[TogetherRow], level: int) -> Blocks:
    names = ([*scribe.face(row.face), f" ({counted(row.count, row.noun)})"] for row in rows)
    return [wrap("p", *joined(names))]


def _recommendations(scribe: Scribe, rows: Sequence[RecommendationRow], level: int) -> Blocks:
    return [{"t": "cards", "c": [_recommendation(scribe, row) for row in rows]}]


def _recommendation(scribe: Scribe, row: RecommendationRow) -> dict[str, Any]:
    own = row.face.docname == scribe.entry.docname
    stands: Inlines = [{"t": "status", "status": row.status.value, "s": row.status.label}]
    if row.history:
        stands += [f", {row.history[0].on}"]
        stands += [" (printed as orange)"] if row.history[0].printed_orange else []
    if row.quiet:
        stands += [", no update for a year"]
    owner: list[Inlines] = [["Owner: ", *scribe.face(row.owner)] if row.owner else ["Owner not stated"]]
    others = [face for face in row.agencies if row.owner is None or face.docname != row.owner.docname]
    if others:
        owner.append(["with ", *joined(scribe.face(face) for face in others)])
    if row.due:
        owner.append([f"due {row.due}{', overdue' if row.overdue else ''}"])
    lines: list[Inlines] = [stands, joined(owner, " · ")]
    if own:
        lines += [[wrap("soft", "To do: "), scribe.spell(step)] for step in row.steps]
        for line in row.history[:1]:
            lines += [[wrap("soft", "Evidence: "), scribe.spell(evidence)] for evidence in line.evidence]
        for line in row.history[1:]:
            before: Inlines = [wrap("soft", f"Before, {line.on}: "), line.status.label]
            lines.append(before + [f". {scribe.spell(evidence)}" for evidence in line.evidence])
        answers = joined(scribe.face(face, face.anchor) for face in row.answers)  # they stand on this very paper
        about: list[Inlines] = [["Answers ", *answers] if answers else [], [row.audit]]
        if words := joined(about, " · "):
            lines.append([wrap("soft", *words)])
    else:
        lines.append([wrap("soft", f"{row.briefing} · {row.partnership}")])
    return {"title": [wrap("strong", row.id), " ", scribe.spell(row.text)], "lines": lines}


def _audits(scribe: Scribe, rows: Sequence[AuditRow], level: int) -> Blocks:
    return [{"t": "cards", "c": [_audit(scribe, row) for row in rows]}]


def _audit(scribe: Scribe, row: AuditRow) -> dict[str, Any]:
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
        ("Followed by ", joined(scribe.face(face) for face in row.followed_by)),
        ("Next: ", [row.promised] if row.promised else []),
    ]
    lines = [[wrap("soft", name), *words] if name else words for name, words in named if words]
    return {"title": [wrap("strong", row.face.title)], "lines": lines}


def _comparisons(scribe: Scribe, rows: Sequence[ComparisonRow], level: int) -> Blocks:
    made: Blocks = []
    for (title, heads), group in groupby(rows, key=lambda row: (row.chain, row.heads)):
        cells = [[[wrap("text", cell)] for cell in (row.label, *row.values)] for row in group]
        names: list[Inlines] = [["What"], *([head.title] for head in heads)]
        made.append(table(names, cells, caption=[f"Before and after. {title}"], widths=[3, *[2] * len(heads)]))
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
    ListingKind.RECOMMENDATIONS: _recommendations,
    ListingKind.TRACKER: _recommendations,
    ListingKind.AUDITS: _audits,
    ListingKind.BEFORE_AND_AFTER: _comparisons,
}
