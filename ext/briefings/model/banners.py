"""What a reader must know before a page: a policy that was replaced, guidance that moved on, a review overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefings.model.faces import Face
from briefings.model.schema import Briefing, Policy
from briefings.model.vocabulary import Kind, PolicyStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.entry import DocEntry
    from briefings.model.library import Library


class Banner(NamedTuple):
    """A sentence at the head of a page; `faces` are links that follow it, `href` a web address that works."""

    name: str
    words: str
    faces: tuple[Face, ...] = ()
    href: str = ""


def banners_of(library: Library, entry: DocEntry) -> tuple[Banner, ...]:
    """The banners of a page, the most important first."""
    if isinstance(entry.record, Policy):
        return tuple(_policy(library, entry, entry.record))
    if isinstance(entry.record, Briefing):
        return tuple(_briefing(library, entry.record))
    return ()


def _policy(library: Library, entry: DocEntry, policy: Policy) -> Iterator[Banner]:
    if policy.status is PolicyStatus.SUPERSEDED:
        chain = _chain(library, entry)
        way_out = library.where(entry).way_out
        if not chain and way_out and policy.leads_to:
            words = f"This was replaced. {policy.leads_to.holder} has what is used now:"
            yield Banner("superseded", words, href=way_out.href)
        elif len(chain) > 1:
            steps = tuple(Face(one.title, one.docname) for one in chain)
            yield Banner("superseded", "This was replaced, in turn, by", steps)
        else:
            yield Banner("superseded", "This was replaced by", tuple(Face(one.title, one.docname) for one in chain))
    elif policy.status is PolicyStatus.WITHDRAWN:
        yield Banner("withdrawn", "This was withdrawn. Do not rely on it.")
    if library.review_is_overdue(policy) and policy.review_due:
        yield Banner("overdue", f"Its review was due {policy.review_due.words}. Check with its owner before using it.")
    where = library.where(entry)
    if where.is_gone:
        seen = f" It was last seen {where.last_seen.words}." if where.last_seen else ""
        yield Banner("gone", f"Its web page is gone.{seen} Ask your safeguarding partnership for the present one.")


def _chain(library: Library, entry: DocEntry) -> list[DocEntry]:
    """What replaced a policy, step by step, up to what stands now; cut where it loops or breaks."""
    chain: list[DocEntry] = []
    here = entry
    while isinstance(here.record, Policy) and here.record.superseded_by:
        following = library.find(Kind.POLICY, here.record.superseded_by)
        if following is None or following is entry or following in chain:
            break
        chain.append(following)
        here = following
    return chain


def _briefing(library: Library, briefing: Briefing) -> Iterator[Banner]:
    if briefing.written_under:
        entry = library.find(Kind.POLICY, briefing.written_under)
        current = library.current_edition(entry) if entry else None
        if entry and current:
            yield Banner(
                "superseded",
                f"This was written under {entry.title}, which has since been replaced. The current edition is",
                (Face(current.title, current.docname),),
            )
    if briefing.review_by.last < library.as_of:
        yield Banner("overdue", f"This briefing was due for review {briefing.review_by.words}.")
