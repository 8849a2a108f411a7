"""The key facts at the head of a page, by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.faces import Face
from briefings.model.rows import faces_of, sample_words
from briefings.model.schema import Agency, Briefing, Partnership, Policy, Theme
from briefings.model.vocabulary import AddressState, InferredOfAudit, Kind, as_read

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry
    from briefings.model.library import Library
    from briefings.model.schema import Address, Audit

WORDS_PER_MINUTE: Final = 200


class Fact(NamedTuple):
    """A label and what stands beside it.

    Attributes:
        label: what it is.
        values: one or several things.
        note: a sentence about it.
        href: an address on the web that is known to work.
        minor: whether it stands at the end of a page, because few readers need it before they read.
    """

    label: str
    values: tuple[Face, ...]
    note: str = ""
    href: str = ""
    minor: bool = False


def facts_of(library: Library, entry: DocEntry) -> tuple[Fact, ...]:
    """The key facts of a page; facts that are not known are left out."""
    record = entry.record
    if isinstance(record, Briefing):
        facts = _briefing(library, entry, record)
    elif isinstance(record, Policy):
        facts = _policy(library, entry, record)
    elif isinstance(record, Theme):
        facts = [
            Fact("Part of", faces_of(library, "theme", (record.parent,) if record.parent else ())),
            Fact("Also called", _words(*record.other_names)),
        ]
    elif isinstance(record, Agency):
        within = [library.find(Kind.AGENCY, slug) for slug in library.children(Kind.AGENCY, entry.slug)]
        facts = [
            Fact("Part of", faces_of(library, "agency", (record.part_of,) if record.part_of else ())),
            Fact("Includes", tuple(Face(one.title, one.docname) for one in within if one)),
            Fact("Also called", _words(*record.other_names)),
        ]
    elif isinstance(record, Partnership):
        facts = _partnership(record)
    else:
        facts = []
    return tuple(fact for fact in facts if fact.values)


def _words(*texts: str) -> tuple[Face, ...]:
    return tuple(Face(text) for text in texts if text)


def _briefing(library: Library, entry: DocEntry, record: Briefing) -> list[Fact]:
    span = _span(record.audits)
    number = len(record.audits)
    audits = f"{number} {'audit' if number == 1 else 'audits'}, {span}" if number else ""
    samples = record.sample or tuple(sample for audit in record.audits for sample in audit.sample)
    looked_at = "; ".join(sample_words(sample) for sample in samples) if record.sample or number == 1 else ""
    minutes = max(1, round(entry.words / WORDS_PER_MINUTE))
    return [
        Fact("Partnership", faces_of(library, "partnership", (record.partnership,))),
        Fact("Published", _words(record.published.words)),
        Fact("Audits", _words(audits)),
        Fact("What was looked at", _words(looked_at)),
        Fact("Reading time", _words(f"{minutes} {'minute' if minutes == 1 else 'minutes'}")),
        Fact("For", faces_of(library, "agency", record.agencies) or _words("Everyone")),
        Fact(
            "Written from",
            _words(f"{record.source.title}, {record.source.publisher}" if record.source else ""),
            href=record.source.url or "" if record.source else "",
            minor=True,
        ),
        Fact("Reference", _words(record.reference or ""), minor=True),
        Fact("About its date", _words(record.published_note or ""), minor=True),
        Fact(
            "Written under",
            faces_of(library, "policy", (record.written_under,) if record.written_under else ()),
            minor=True,
        ),
    ]


def _span(audits: tuple[Audit, ...]) -> str:
    """From when to when audits were held; either end is marked where the source does not say so."""
    if not audits:
        return ""
    first = min(audits, key=lambda audit: audit.held.start.first)
    last = max(audits, key=lambda audit: audit.held.end.last)
    inferred = [InferredOfAudit.HELD in audit.inferred for audit in (first, last)]
    if first.held.start == last.held.end:
        return as_read(first.held.start.words, inferred=any(inferred))
    ends = zip((first.held.start, last.held.end), inferred, strict=True)
    return " to ".join(as_read(day.words, inferred=ours) for day, ours in ends)


def _policy(library: Library, entry: DocEntry, policy: Policy) -> list[Fact]:
    number = len(library.briefings_of_policy.get(entry.slug, ()))
    return [
        Fact("State", (Face("", states=library.states_of(entry)),)),
        Fact("Kind", _words(policy.kind.label)),
        Fact("Owner", _words(policy.owner)),
        Fact(
            "Partnership",
            faces_of(library, "partnership", (policy.partnership,) if policy.partnership else ()),
        ),
        Fact("Issued", _words(policy.issued.words if policy.issued else "")),
        Fact("Review due", _words(policy.review_due.words if policy.review_due else "")),
        Fact("Belongs under", faces_of(library, "policy", (policy.under,) if policy.under else ())),
        Fact("Briefings that rest on it", _words(str(number))),
        Fact("Also called", _words(*policy.other_names)),
        *(_address(policy.address) if policy.address else ()),
    ]


def _address(address: Address) -> list[Fact]:
    """Where a policy can be read; an address that is not known to work is told, never linked."""
    seen = f"last seen {address.last_seen.words}" if address.last_seen else ""
    facts = []
    if address.state is AddressState.LIVE:
        facts.append(Fact("Web address", _words(address.url), href=address.url))
    else:
        facts.append(Fact("Former web address", _words(address.url), seen))
    if address.archived:
        facts.append(Fact("Archived copy", _words(address.archived), href=address.archived))
    return facts


def _partnership(record: Partnership) -> list[Fact]:
    former = []
    for name in record.former_names:
        years = " to ".join(date.words for date in (name.from_, name.to) if date)
        former.append(f"{name.name} ({years})" if years else name.name)
    return [
        Fact("Area", _words(record.area)),
        Fact("Since", _words(record.since.words if record.since else "")),
        Fact("Former names", _words(*former)),
    ]
