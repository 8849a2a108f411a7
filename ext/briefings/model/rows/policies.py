"""Rows of policies: the register, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefings.model.faces import Face
from briefings.model.rows.shared import Found, made
from briefings.model.schema import Policy

if TYPE_CHECKING:
    from datetime import date

    from briefings.model.addresses import WayOut
    from briefings.model.entry import DocEntry, Query
    from briefings.model.library import Library
    from briefings.model.views import Views


class PolicyRow(NamedTuple):
    """A policy in the register, with its state; `issued_on` and `review_due_on` are for sorting."""

    face: Face
    kind: str
    owner: str
    issued: str
    issued_on: str
    review_due: str
    review_due_on: str
    overdue: bool
    summary: str
    briefings: int
    way_out: WayOut | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that happened to a policy."""

    face: Face
    on: str
    change: str
    what: str
    who: tuple[Face, ...]


def policy_row(library: Library, entry: DocEntry) -> PolicyRow:
    """The row of a policy."""
    policy = entry.record
    assert isinstance(policy, Policy)
    return PolicyRow(
        face=Face(entry.title, entry.docname, states=library.states_of(entry)),
        kind=policy.kind.label,
        owner=policy.owner,
        issued=policy.issued.words if policy.issued else "",
        issued_on=str(policy.issued.first) if policy.issued else "",
        review_due=policy.review_due.words if policy.review_due else "",
        review_due_on=str(policy.review_due.last) if policy.review_due else "",
        overdue=library.review_is_overdue(policy),
        summary=policy.summary,
        briefings=len(library.briefings_of_policy.get(entry.slug, ())),
        way_out=library.where(entry).way_out,
    )


def policies(views: Views, query: Query) -> Found:
    """The policies that a query asks for."""
    library = views.library
    return Found(library.select_policies(query), lambda entry: policy_row(library, entry), "policy", "docname")


def register(views: Views, query: Query) -> Found:
    """The policies that a query asks for, by kind, those that stand first."""
    library = views.library
    found = sorted(library.select_policies(query), key=lambda entry: _register_order(entry.record))
    return Found(found, lambda entry: policy_row(library, entry), "policy", "docname")


def _register_order(policy: object) -> tuple[int, int]:
    assert isinstance(policy, Policy)
    return list(type(policy.kind)).index(policy.kind), list(type(policy.status)).index(policy.status)


def changes(views: Views, query: Query) -> Found:
    """What happened to policies, the newest first; what is older than the query's months is left out."""
    library = views.library
    found: list[tuple[date, str, ChangeRow]] = []
    for entry in library.select_policies(query):
        policy = entry.record
        assert isinstance(policy, Policy)
        face = Face(entry.title, entry.docname, states=library.states_of(entry))
        for change in policy.changes:
            if change.on.first <= library.as_of and library.is_within(query, change.on):
                who = tuple(one for slug in change.who if (one := library.face("agency", slug)))
                row = ChangeRow(face, change.on.words, change.change.value.capitalize(), change.what, who)
                found.append((change.on.last, entry.docname, row))
    found.sort(key=lambda triple: (-triple[0].toordinal(), triple[1]))
    return made([row for _, _, row in found])
