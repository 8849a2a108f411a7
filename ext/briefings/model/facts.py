"""The key facts at the head of a page, by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefings.model.faces import Face
from briefings.model.reading import minutes_of
from briefings.model.rows import faces_of, sample_words
from briefings.model.schema import Agency, Briefing, Partnership, Policy, Theme
from briefings.model.statuses import scale_of
from briefings.model.vocabulary import InferredOfAudit, Kind, as_read

if TYPE_CHECKING:
    from briefings.model.addresses import Whereabouts
    from briefings.model.entry import DocEntry
    from briefings.model.library import Library
    from briefings.model.schema import Audit, Source


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


def facts_of(library: Library, entry: DocEntry, words: int) -> tuple[Fact, ...]:
    """The key facts of a page; facts that are not known are left out.

    Args:
        library: all public pages.
        entry: the page.
        words: how many words of a briefing are shown before anything is opened.
    """
    record = entry.record
    if isinstance(record, Briefing):
        facts = _briefing(library, entry, record, words)
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


def _briefing(library: Library, entry: DocEntry, record: Briefing, words: int) -> list[Fact]:
    span = _span(record.audits)
    number = len(record.audits)
    audits = f"{number} {'audit' if number == 1 else 'audits'}, {span}" if number else ""
    samples = record.sample or tuple(sample for audit in record.audits for sample in audit.sample)
    looked_at = "; ".join(sample_words(sample) for sample in samples) if record.sample or number == 1 else ""
    minutes = minutes_of(words)
    return [
        Fact("Partnership", faces_of(library, "partnership", (record.partnership,))),
        Fact("Published", _words(record.published.words)),
        Fact("Audits", _words(audits)),
        Fact("What was looked at", _words(looked_at)),
        Fact("Reading time", _words(f"{minutes} {'minute' if minutes == 1 else 'minutes'}")),
        Fact("For", faces_of(library, "agency", record.agencies) or _words("Everyone")),
        _source(record.source, library.where(entry)),
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
        Fact("State", (Face("", states=library.own_states_of(entry)),)),
        *_address(library.where(entry)),
        Fact("Kind", _words(policy.kind.label)),
        Fact("Owner", _words(policy.owner)),
        Fact(
            "Partnership",
            faces_of(library, "partnership", policy.partnerships),
        ),
        Fact("Issued", _words(policy.issued.words if policy.issued else "")),
        Fact("Review due", _words(policy.review_due.words if policy.review_due else "")),
        Fact("Belongs under", faces_of(library, "policy", (policy.under,) if policy.under else ())),
        Fact("Briefings that rest on it", _words(str(number))),
        Fact("Also called", _words(*policy.other_names)),
    ]


def _address(where: Whereabouts) -> list[Fact]:
    """Where a policy can be read; an address that is known to be gone is written out, never linked."""
    facts = []
    if where.is_linked and where.way_out:
        facts.append(Fact("Where to read it", _words(where.way_out.words), where.seen, href=where.url))
    if where.archive:
        note = "" if where.is_linked else where.seen
        facts.append(Fact("Archived copy", _words(where.archive.words), note, href=where.archived))
    lost = (*((where.url,) if where.url and not where.is_linked else ()), *where.former)
    if lost:
        facts.append(Fact("Former web address", _words(*lost), "" if where.way_out else where.seen))
    if not facts:
        note = "We know of no web address for it. Ask its owner, or your safeguarding partnership."
        facts.append(Fact("Where to read it", _words("Not known"), note))
    return facts


def _source(source: Source | None, where: Whereabouts) -> Fact:
    """The document that a briefing was written from, with a link, or with what is known of where it went."""
    if source is None:
        return Fact("Written from", ())
    name = f"{source.title}, {source.publisher}"
    if where.way_out and where.leads_to is None:
        return Fact("Written from", _words(name), where.seen, href=where.way_out.href, minor=True)
    if where.way_out:
        return Fact("Written from", _words(f"{name}. {where.way_out.words}"), where.seen, href=where.url, minor=True)
    looked = f" It was looked for in {source.checked.on.words}, and not found." if source.checked else ""
    return Fact("Written from", _words(name), f"As far as we know, the report is no longer online.{looked}", minor=True)


def _scale(record: Partnership) -> list[str]:
    """What the partnership's words for the status of a recommendation mean."""
    return [reading.words() for reading in scale_of(record).values()] if record.status_scale else []


def _partnership(record: Partnership) -> list[Fact]:
    former = []
    for name in record.former_names:
        years = " to ".join(date.words for date in (name.from_, name.to) if date)
        former.append(f"{name.name} ({years})" if years else name.name)
    return [
        Fact("Area", _words(record.area)),
        Fact("Since", _words(record.since.words if record.since else "")),
        Fact("Former names", _words(*former)),
        Fact("Its words for where recommendations stand", _words(*_scale(record)), minor=True),
    ]
