"""The data files of the site: JSON and CSV, sorted, the same bytes for the same content."""

from __future__ import annotations

import json
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from briefings.model.schema import Briefing, Policy
from briefings.model.selection import Tombstone
from briefings.model.statuses import reading_of
from briefings.model.vocabulary import AddressState, Kind
from briefings.outputs import spreadsheet
from briefings.outputs.pieces import Piece, Pieces
from briefings.outputs.schemas import schema_of
from briefings.outputs.site import SiteFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefings.model.dates import PartialDate, Period
    from briefings.model.entry import DocEntry
    from briefings.model.library import FoundAudit, FoundItem, FoundRecommendation, Library
    from briefings.model.schema import Promise, Sample, Update
    from briefings.model.statuses import Reading, Scale

Found = TypeVar("Found", "FoundItem", "FoundRecommendation", "FoundAudit")
NO_FACTS: Final = SiteFacts(title="", author="")
VERSION: Final = 2
"""Changes when a field of any data file changes its meaning or goes away."""


def render(
    library: Library, site: SiteFacts = NO_FACTS, pieces: Pieces | None = None
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every data file of the site and its JSON Schema: its address, and its parts.

    Args:
        library: all public pages.
        site: the licence that the data is under, if the site names one, and its address.
        pieces: what can be taken from the files as they stand.
    """
    pieces = pieces or Pieces()
    tables: dict[str, tuple[Iterable[Any], Callable[[Any], dict[str, Any]]]] = {
        "briefings": (chain(library.of_kind(Kind.BRIEFING), _tombstones(library)), partial(_briefing, library)),
        "items": (_in_order(library.items), partial(_item, library)),
        "audits": (_in_order(library.audits), _audit),
        "recommendations": (_in_order(library.recommendations), partial(_recommendation, library)),
        "policies": (library.of_kind(Kind.POLICY), partial(_policy, library)),
    }
    for name, (things, row) in tables.items():
        frame = {"$schema": f"{name}.schema.json", "version": VERSION, "as_of": str(library.as_of)}
        named = {"name": site.licence[0], "url": site.licence[1]} if site.licence else None
        head = json.dumps(frame | {"licence": named}, ensure_ascii=False, indent=1).removesuffix("\n}")
        file, lines = f"data/{name}.json", _pieces(things, partial(_lines, row))
        yield file, pieces.file(file, f'{head},\n "{name}": [\n', lines, ",\n", "\n ]\n}\n")
        schema = json.dumps(schema_of(name, VERSION), ensure_ascii=False, indent=1)
        yield f"data/{name}.schema.json", [f"{schema}\n".encode()]
    rows = _pieces(_in_order(library.recommendations), partial(_csv, library, site))
    yield spreadsheet.NAME, pieces.file(spreadsheet.NAME, spreadsheet.head(), rows, "", "")


def _pieces(things: Iterable[Any], tell: Callable[[list[Any]], str]) -> Iterator[Piece]:
    """What is told of the things on each page; those of one page follow one another."""
    for docname, group in groupby(things, lambda thing: _entry(thing).docname):
        on_page = list(group)
        yield Piece(docname, docname, partial(tell, on_page))


def _entry(thing: Any) -> DocEntry:
    return cast("DocEntry", getattr(thing, "entry", thing))


_line: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _lines(row: Callable[[Any], dict[str, Any]], things: list[Any]) -> str:
    """Rows as JSON, each on a line: easy to compare, and four times as fast to write as an indented table."""
    return ",\n".join([f"  {_line(row(thing))}" for thing in things])


def _csv(library: Library, site: SiteFacts, recommendations: list[FoundRecommendation]) -> str:
    """Rows for spreadsheets.

    They are made once more than for JSON: that costs little, and to keep them all is twice the file in memory.
    """
    return spreadsheet.rows_of(library, site, ((one, _recommendation(library, one)) for one in recommendations))


def _in_order(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: one.entry.docname)


def _address(docname: str, anchor: str = "") -> str:
    return f"{docname}.html" + (f"#{anchor}" if anchor else "")


def _date(value: PartialDate | Period | None) -> str | None:
    return str(value) if value is not None else None


def _briefing(library: Library, entry: DocEntry) -> dict[str, Any]:
    record = entry.record
    if isinstance(record, Tombstone):
        return {"id": entry.slug, "status": "withdrawn", "address": _address(entry.docname)}
    assert isinstance(record, Briefing)
    return {
        "id": entry.slug,
        "title": entry.title,
        "summary": record.summary,
        "reference": record.reference,
        "partnership": record.partnership,
        "published": str(record.published),
        "layout": record.layout.value,
        "status": record.status.value,
        "themes": sorted(library.themes_of[entry.docname]),
        "agencies": list(record.agencies),
        "policies": sorted({one.target for one in entry.references if one.what == "policy"}),
        "written_under": record.written_under,
        "audits": [audit.id for audit in record.audits],
        "sample": [_sample(sample) for sample in record.sample],
        "words": entry.words,
        "review_by": str(record.review_by),
        "address": _address(entry.docname),
    }


def _tombstones(library: Library) -> Iterator[DocEntry]:
    return (entry for entry in library.entries.values() if isinstance(entry.record, Tombstone))


def _item(library: Library, found: FoundItem) -> dict[str, Any]:
    return {
        "id": found.key,
        "kind": found.block.kind.value,
        "text": library.text_of(found.item),
        "briefing": found.entry.slug,
        "partnership": found.briefing.partnership,
        "themes": list(found.block.themes),
        "agencies": list(found.block.agencies),
        "audit": found.audit.id if found.audit else None,
        "when": str(found.when),
        "when_inferred": found.when_inferred,
        "origin": found.block.origin.value,
        "origin_words": found.block.origin.mark,
        **_returns(library, found.key),
        "address": _address(found.entry.docname, found.item.id),
    }


def _sample(sample: Sample) -> dict[str, Any]:
    return {
        "unit": sample.unit.value,
        "size": sample.size,
        "discussed": sample.discussed,
        "groups": [{"name": group.name, "size": group.size} for group in sample.groups],
    }


def _promise(promise: Promise | None) -> dict[str, str] | None:
    return {"what": promise.what, "due": str(promise.due)} if promise else None


def _audit(found: FoundAudit) -> dict[str, Any]:
    audit = found.audit
    return {
        "id": found.key,
        "briefing": found.entry.slug,
        "partnership": found.briefing.partnership,
        "title": audit.title,
        "method": audit.method.value,
        "held": str(audit.held),
        "themes": list(audit.themes),
        "sample": [_sample(sample) for sample in audit.sample],
        "took_part": list(audit.took_part),
        "families_asked": audit.families_asked,
        "grades": {grade.value: number for grade, number in audit.grades.items()},
        "measures": [{"what": one.what, "met": one.met, "of": one.of} for one in audit.measures],
        "follows": list(audit.follows),
        "compares": audit.compares.value if audit.compares else None,
        "differs": audit.differs,
        "next": _promise(audit.next),
        "inferred": list(audit.inferred),
        "address": _address(found.entry.docname, audit.anchor),
    }


def _returns(library: Library, key: str) -> dict[str, list[str]]:
    """What was found before, and where the same was found again, as editors link the two."""
    returns = library.returns_of.get(key, ())
    return {
        "recurs": [one.earlier.key for one in returns if one.later.key == key],
        "found_again": [one.later.key for one in returns if one.earlier.key == key],
    }


def _stands(reading: Reading) -> dict[str, Any]:
    """A status: ours, the printed word, and whether ours is our reading of it."""
    return {"status": reading.status.value, "printed_status": reading.printed or None, "our_reading": reading.ours}


def _update(update: Update, scale: Scale) -> dict[str, Any]:
    return {
        "on": str(update.on),
        **_stands(reading_of(update, scale)),
        "evidence": list(update.evidence),
        "inferred": list(update.inferred),
    }


def _recommendation(library: Library, found: FoundRecommendation) -> dict[str, Any]:
    one = found.recommendation
    scale = library.scale(found.briefing.partnership)
    return {
        "id": found.key,
        "number": one.id,
        "briefing": found.entry.slug,
        "partnership": found.briefing.partnership,
        "audit": one.audit,
        "text": one.text,
        "owner": one.owner,
        "agencies": list(one.agencies),
        "themes": list(found.themes),
        "policies": list(one.policies),
        "addresses": list(one.addresses),
        "due": _date(one.due),
        **_stands(found.reading),
        "overdue": found.is_overdue(library.as_of),
        "steps": [
            {"what": step.what, "by": step.by, "due": _date(step.due), "done": _date(step.done)} for step in one.steps
        ],
        "updates": [_update(update, scale) for update in sorted(one.updates, key=lambda update: update.on.last)],
        "inferred": list(one.inferred),
        **_returns(library, found.key),
        "address": _address(found.entry.docname, one.anchor),
    }


def _policy(library: Library, entry: DocEntry) -> dict[str, Any]:
    policy = entry.record
    assert isinstance(policy, Policy)
    where = library.where(entry)
    address = where.url or where.archived
    return {
        "id": entry.slug,
        "title": entry.title,
        "kind": policy.kind.value,
        "summary": policy.summary,
        "owner": policy.owner,
        "partnership": policy.partnership,
        "shared_by": list(policy.shared_by),
        "themes": list(policy.themes),
        "every_theme": policy.every_theme,
        "issued": _date(policy.issued),
        "review_due": _date(policy.review_due),
        "status": policy.status.value,
        "superseded_by": policy.superseded_by,
        "under": policy.under,
        "web_address": {
            "url": address,
            "state": (where.state if where.url else AddressState.ARCHIVED).value,
            "archived": where.archived or None,
            "leads_to": where.leads_to.what.value if where.leads_to else None,
            "holder": where.leads_to.holder if where.leads_to else None,
            "last_seen": _date(where.last_seen),
            "checked": {"on": _date(where.checked_on), "by": where.checked_by.value}
            if where.checked_on and where.checked_by
            else None,
        }
        if address
        else None,
        "former_addresses": list(where.former),
        "briefings": sorted(doc.rpartition("/")[2] for doc in library.briefings_of_policy.get(entry.slug, ())),
        "address": _address(entry.docname),
    }
