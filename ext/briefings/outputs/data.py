"""The data files of the site: JSON and CSV, sorted, the same bytes for the same content."""

from __future__ import annotations

import csv
import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefings.model.schema import Briefing, Policy
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import Kind
from briefings.outputs.schemas import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefings.model.dates import PartialDate, Period
    from briefings.model.library import FoundAudit, FoundItem, FoundRecommendation, Library
    from briefings.model.schema import Promise, Sample, Update

Found = TypeVar("Found", "FoundItem", "FoundRecommendation", "FoundAudit")
VERSION: Final = 1
"""Changes when a field of any data file changes its meaning or goes away."""

CSV_COLUMNS: Final = (
    "briefing",
    "id",
    "partnership",
    "audit",
    "text",
    "owner",
    "agencies",
    "themes",
    "due",
    "status",
    "updated",
    "evidence",
    "address",
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def render(library: Library, licence: tuple[str, str] | None = None) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every data file of the site and its JSON Schema: its address, and its lines.

    Args:
        library: all public pages.
        licence: name and address of the licence that the data is under, if the site names one.
    """
    briefings = (_briefing(library, entry.docname) for entry in library.of_kind(Kind.BRIEFING))
    tables: dict[str, Iterable[dict[str, Any]]] = {  # made row by row: of a large site, all at once fill the memory
        "briefings": chain(briefings, _tombstones(library)),
        "items": (_item(library, found) for found in _by_page(library.items)),
        "audits": (_audit(found) for found in _by_page(library.audits)),
        "recommendations": _recommendations(library),
        "policies": (_policy(library, entry.docname) for entry in library.of_kind(Kind.POLICY)),
    }
    for name, rows in tables.items():
        frame = {"$schema": f"{name}.schema.json", "version": VERSION, "as_of": str(library.as_of)}
        named = {"name": licence[0], "url": licence[1]} if licence else None
        yield f"data/{name}.json", _json(frame | {"licence": named}, name, rows)
        schema = json.dumps(schema_of(name, VERSION), ensure_ascii=False, indent=1)
        yield f"data/{name}.schema.json", [f"{schema}\n".encode()]
    yield "data/recommendations.csv", _csv(_recommendations(library))


_line: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _json(frame: dict[str, Any], name: str, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A table as JSON, a row on each line: easy to compare, and four times as fast to write as an indented one."""
    head = json.dumps(frame, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{head},\n "{name}": [\n'.encode()
    between = ""
    for row in rows:
        yield f"{between}  {_line(row)}".encode()
        between = ",\n"
    yield b"\n ]\n}\n"


class _Line:
    """What `csv` writes to: it hands each line back."""

    def write(self, line: str) -> str:
        """What `writerow` returns."""
        return line


def _csv(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """CSV for spreadsheets: lists joined, and no cell that a spreadsheet would take for a formula."""
    writer: Any = csv.writer(_Line(), lineterminator="\r\n")
    yield f"\ufeff{writer.writerow(CSV_COLUMNS)}".encode()
    for row in rows:
        latest: dict[str, Any] = row["updates"][-1] if row["updates"] else {}
        flat = row | {"updated": latest.get("on", ""), "evidence": latest.get("evidence", [])}
        yield writer.writerow([_cell(flat[column]) for column in CSV_COLUMNS]).encode()


def _cell(value: Any) -> str:
    text = "; ".join(value) if isinstance(value, list) else str(value if value is not None else "")
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _by_page(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: one.entry.docname)


def _address(docname: str, anchor: str = "") -> str:
    return f"{docname}.html" + (f"#{anchor}" if anchor else "")


def _date(value: PartialDate | Period | None) -> str | None:
    return str(value) if value is not None else None


def _briefing(library: Library, docname: str) -> dict[str, Any]:
    entry = library.entries[docname]
    record = entry.record
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
        "themes": sorted(library.themes_of[docname]),
        "agencies": list(record.agencies),
        "policies": sorted({one.target for one in entry.references if one.what == "policy"}),
        "written_under": record.written_under,
        "audits": [audit.id for audit in record.audits],
        "sample": [_sample(sample) for sample in record.sample],
        "words": entry.words,
        "review_by": str(record.review_by),
        "address": _address(docname),
    }


def _tombstones(library: Library) -> Iterator[dict[str, Any]]:
    for docname, entry in library.entries.items():
        if isinstance(entry.record, Tombstone):
            yield {"id": entry.slug, "status": "withdrawn", "address": _address(docname)}


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
        "origin": found.block.origin.value,
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
        "next": _promise(audit.next),
        "address": _address(found.entry.docname, audit.anchor),
    }


def _update(update: Update) -> dict[str, Any]:
    return {
        "on": str(update.on),
        "status": update.status.value,
        "printed_orange": update.printed_orange,
        "evidence": list(update.evidence),
    }


def _recommendations(library: Library) -> Iterator[dict[str, Any]]:
    """Made for JSON and once more for CSV: to make them twice costs little, to keep them all is twice the files."""
    return map(_recommendation, _by_page(library.recommendations))


def _recommendation(found: FoundRecommendation) -> dict[str, Any]:
    one = found.recommendation
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
        "status": found.status.value,
        "steps": [
            {"what": step.what, "by": step.by, "due": _date(step.due), "done": _date(step.done)} for step in one.steps
        ],
        "updates": [_update(update) for update in sorted(one.updates, key=lambda update: update.on.last)],
        "address": _address(found.entry.docname, one.anchor),
    }


def _policy(library: Library, docname: str) -> dict[str, Any]:
    entry = library.entries[docname]
    policy = entry.record
    assert isinstance(policy, Policy)
    address = policy.address
    return {
        "id": entry.slug,
        "title": entry.title,
        "kind": policy.kind.value,
        "summary": policy.summary,
        "owner": policy.owner,
        "partnership": policy.partnership,
        "issued": _date(policy.issued),
        "review_due": _date(policy.review_due),
        "status": policy.status.value,
        "superseded_by": policy.superseded_by,
        "under": policy.under,
        "web_address": {"url": address.url, "state": address.state.value, "archived": address.archived}
        if address
        else None,
        "briefings": sorted(doc.rpartition("/")[2] for doc in library.briefings_of_policy.get(entry.slug, ())),
        "address": _address(docname),
    }
