"""What was found again: an editor's own link (``recurs``) from a later audit to an earlier one of one partnership.

Nothing else makes such a link: not a theme that two findings share, and not an audit of another partnership.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.former import gone_because
from briefings.model.problems import Code, Problem, did_you_mean, shown
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.entry import DocEntry
    from briefings.model.library import FoundItem, FoundRecommendation, Library

RECURS: Final = "recurs"
"""The key, the option of a block, and what a mention of this kind is called."""


class Return(NamedTuple):
    """Something that an audit found, and the later finding or recommendation that says it was found again."""

    earlier: FoundItem | FoundRecommendation
    later: FoundItem | FoundRecommendation


def returns_in(library: Library) -> tuple[Return, ...]:
    """Everything that was found again, by the order of the later findings: newest first."""
    found = []
    parts: list[FoundItem | FoundRecommendation] = [*library.items, *library.recommendations]
    for later in parts:
        for path in later.holder.recurs:
            earlier = library.part(path)
            if earlier and not why_not(later, earlier):
                found.append(Return(earlier, later))
    return tuple(sorted(found, key=lambda one: -one.later.when.end.last.toordinal()))


def why_not(later: FoundItem | FoundRecommendation, earlier: FoundItem | FoundRecommendation) -> str:
    """Why one thing cannot be the return of another, and what to do; "" when it can."""
    if later.holder is earlier.holder:
        return "is of the very item that says so; name what an earlier audit found, or delete it"
    ours, theirs = later.briefing.partnership, earlier.briefing.partnership
    if ours != theirs:
        return f"is of {theirs}, and this is of {ours}; only what one partnership found twice is found again: delete it"
    for part, where in ((earlier, "it"), (later, "this")):
        if part.audit is None:
            return f"cannot be dated, because {where} does not say from which audit it is; add 'audit:' to {where}"
    assert earlier.audit
    assert later.audit
    if earlier.audit.held.end.last >= later.audit.held.start.first:
        dates = f"{earlier.audit.held.words}, and this is of {later.audit.held.words}"
        return f"is of {dates}; put 'recurs:' on the later of the two, and name the earlier one there"
    return ""


def check_returns(library: Library, content: str) -> Iterator[Problem]:
    """Every link of this kind that the audits do not bear."""
    for entry in library.of_kind(Kind.BRIEFING):
        for reference in entry.references:
            if reference.what == RECURS:
                problem = _problem(library, entry, reference.place, reference.target)
                if problem:
                    code, said = problem
                    yield Problem(f"{content}/{entry.docname}.md", reference.line, code, f"'recurs' {said}")


def _problem(library: Library, entry: DocEntry, place: str, target: str) -> tuple[Code, str] | None:
    earlier, slug = library.part(target), target.partition("/")[0]
    if earlier is None:
        briefing = library.find(Kind.BRIEFING, slug)
        if briefing and isinstance(briefing.record, Tombstone):
            return None  # a withdrawal never waits for other pages: the link is not shown
        if library.is_refused(RECURS, target):
            return None
        gone = gone_because(briefing, target.partition("/")[2]) if briefing else ""
        if gone:
            return Code.UNKNOWN_ITEM, f"names '{shown(target)}', which {gone}"
        known = (*library.item_of_key, *library.recommendation_of_key)
        near = did_you_mean(target, [key for key in known if key.startswith(f"{slug}/")]) or did_you_mean(target, known)
        hint = (
            near or "; write a briefing and its item or recommendation, such as 'core-groups-2017/l-minutes-came-late'"
        )
        return Code.UNKNOWN_ITEM, f"names '{shown(target)}', which does not exist{hint}"
    later = library.item_of_key.get(f"{entry.slug}/{place}") or next(
        (one for one in library.recommendations if one.entry is entry and one.recommendation.anchor == place), None
    )
    why = why_not(later, earlier) if later else ""
    return (Code.NOT_FOUND_AGAIN, f"names '{shown(target)}', which {why}") if why else None
