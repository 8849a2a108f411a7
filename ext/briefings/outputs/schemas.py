"""A JSON Schema for each data file: what programs can rely on. See `data.VERSION` for what may change when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefings.model.vocabulary import (
    WRITTEN_HERE,
    AddressState,
    BlockKind,
    CheckedBy,
    Compares,
    Grade,
    InferredOfAudit,
    InferredOfRecommendation,
    InferredOfUpdate,
    Layout,
    LeadsTo,
    Method,
    Origin,
    PolicyKind,
    PolicyStatus,
    Status,
    Unit,
)

if TYPE_CHECKING:
    from enum import StrEnum

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SLUG: Final = "[a-z0-9]+(-[a-z0-9]+)*"


def _text(description: str, pattern: str = "") -> Schema:
    return {"type": "string", "description": description} | ({"pattern": f"^{pattern}$"} if pattern else {})


def _one_of(description: str, words: type[StrEnum]) -> Schema:
    return {"enum": [word.value for word in words], "description": description}


def _slug(description: str) -> Schema:
    return _text(description, _SLUG)


def _key(description: str) -> Schema:
    return _text(description, rf"{_SLUG}/[A-Za-z0-9.-]+")


def _list(description: str, of: Schema) -> Schema:
    return {"type": "array", "description": description, "items": of}


def _slugs(description: str) -> Schema:
    return _list(description, {"type": "string", "pattern": f"^{_SLUG}$"})


def _inferred(words: type[StrEnum]) -> Schema:
    of = {"enum": [word.value for word in words]}
    return _list("What the source does not print, so that it is our reading.", of)


def _yes_or_no(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def _count(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


def _maybe(schema: Schema) -> Schema:
    described = {"description": schema["description"]} if "description" in schema else {}
    return {"anyOf": [{name: value for name, value in schema.items() if name != "description"}, {"type": "null"}]} | (
        described
    )


def _object(fields: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_DATE: Final = _text("A year, month or day.", r"\d{4}(-\d{2}(-\d{2})?)?")
_PERIOD: Final = _text("A year, month or day, a financial year, or two of them with a slash.", r"[0-9/-]+")
_ADDRESS: Final = _text("Page and place on it, from the root of the site.", r"[a-z0-9/-]+\.html(#[A-Za-z0-9.-]+)?")
_SAMPLE: Final = _object(
    {
        "unit": _one_of("What was looked at.", Unit),
        "size": _count("How many."),
        "discussed": _maybe(_count("How many of them were discussed.")),
        "groups": _list("The parts of the sample.", _object({"name": _text("Its name."), "size": _count("How many.")})),
    }
)
_PROMISE: Final = _object({"what": _text("What was promised."), "due": _PERIOD})
_STEP: Final = _object(
    {
        "what": _text("What is to be done."),
        "by": _maybe(_text("By whom.")),
        "due": _maybe(_PERIOD),
        "done": _maybe(_DATE),
    }
)
_UPDATE: Final = _object(
    {
        "on": _DATE,
        "status": _one_of("Where it stood.", Status),
        "printed_status": _maybe(_text("The word that the source prints for it; none where it prints none.")),
        "our_reading": _yes_or_no("Whether the status is our reading, because the source does not explain its word."),
        "evidence": _list("What shows it.", {"type": "string"}),
        "inferred": _inferred(InferredOfUpdate),
    }
)
_RETURNS: Final = {
    "recurs": _list("What an earlier audit of the same partnership found, and this one again.", _key("Its id.")),
    "found_again": _list("Where a later audit of the same partnership found it again.", _key("Its id.")),
}
_TOMBSTONE: Final = _object({"id": _slug("The briefing."), "status": {"const": "withdrawn"}, "address": _ADDRESS})

ROWS: Final[dict[str, Schema]] = {
    "briefings": {
        "anyOf": [
            _object(
                {
                    "id": _slug("The name of the briefing in addresses; it never changes."),
                    "title": _text("Its title."),
                    "summary": _text("What it says, in 300 letters at most."),
                    "reference": _maybe(_text("Its number as printed.")),
                    "partnership": _slug("Whose learning it is."),
                    "published": _DATE,
                    "layout": _one_of("The shape of the source.", Layout),
                    "status": {"const": "published"},
                    "themes": _slugs("Its themes, and those of what stands in it."),
                    "agencies": _slugs("Who it is for."),
                    "policies": _slugs("The policies that it names."),
                    "written_under": _maybe(_slug("The statutory guidance of its time.")),
                    "audits": _slugs("The audits that it reports on, see audits.json."),
                    "sample": _list("What was looked at in all audits together.", _SAMPLE),
                    "words": _count("How long it is."),
                    "review_by": _DATE,
                    "address": _ADDRESS,
                }
            ),
            _TOMBSTONE,
        ]
    },
    "items": _object(
        {
            "id": _key("Briefing and item; it never changes."),
            "kind": _one_of("What it is.", BlockKind),
            "text": _text("Its text."),
            "briefing": _slug("The briefing that holds it."),
            "partnership": _slug("Whose learning it is."),
            "themes": _slugs("Its themes."),
            "agencies": _slugs("Who it is for; none for everyone."),
            "audit": _maybe(_slug("The audit that it comes from.")),
            "when": _PERIOD,
            "when_inferred": {"type": "boolean", "description": "Whether the source does not print when that was."},
            "origin": _one_of(f"Whether the source printed it, or it was {WRITTEN_HERE}.", Origin),
            "origin_words": {
                "enum": [origin.mark for origin in Origin],
                "description": "The mark that stands beside it: none for what the source printed.",
            },
            **_RETURNS,
            "address": _ADDRESS,
        }
    ),
    "audits": _object(
        {
            "id": _key("Briefing and audit."),
            "briefing": _slug("The briefing that reports on it."),
            "partnership": _slug("Who held it."),
            "title": _text("Its title."),
            "method": _one_of("How it was done.", Method),
            "held": _PERIOD,
            "themes": _slugs("What it was about."),
            "sample": _list("What was looked at.", _SAMPLE),
            "took_part": _slugs("The agencies that took part."),
            "families_asked": _maybe({"type": "boolean", "description": "Whether families were asked."}),
            "grades": {
                "type": "object",
                "description": "How many got each grade.",
                "propertyNames": {"enum": [grade.value for grade in Grade]},
                "additionalProperties": _count("How many."),
            },
            "measures": _list(
                "What was counted.",
                _object({"what": _text("What."), "met": _count("How often it was so."), "of": _count("Of how many.")}),
            ),
            "follows": _list("The audits that it follows, by id.", _key("Briefing and audit.")),
            "compares": _maybe(
                _one_of("Whether its figures compare with those of the audits that it follows.", Compares)
            ),
            "differs": _maybe(_text("What differs between it and the audits that it follows.")),
            "next": _maybe(_PROMISE),
            "inferred": _inferred(InferredOfAudit),
            "address": _ADDRESS,
        }
    ),
    "recommendations": _object(
        {
            "id": _key("Briefing and number."),
            "number": _text("Its number as printed."),
            "briefing": _slug("The briefing that holds it."),
            "partnership": _slug("Who made it."),
            "audit": _maybe(_slug("The audit that it comes from.")),
            "text": _text("What was recommended."),
            "owner": _maybe(_slug("The partnership or agency that answers for it.")),
            "agencies": _slugs("Who must act."),
            "themes": _slugs("Its themes."),
            "policies": _slugs("The policies that it rests on."),
            "addresses": _list("The items of the briefing that it answers.", _text("An item, such as l3.")),
            "due": _maybe(_PERIOD),
            "status": _one_of("Where it stood at its last update.", Status),
            "printed_status": _maybe(_text("The word that the source prints for it; none where it prints none.")),
            "our_reading": _yes_or_no("Whether the status is our reading, as the source does not explain its word."),
            "overdue": _yes_or_no("Whether it is past its printed due date on the day of the file, and not done."),
            "steps": _list("Its parts.", _STEP),
            "updates": _list("Its history, oldest first.", _UPDATE),
            "inferred": _inferred(InferredOfRecommendation),
            **_RETURNS,
            "address": _ADDRESS,
        }
    ),
    "policies": _object(
        {
            "id": _slug("The name of the policy in addresses; it never changes."),
            "title": _text("Its title."),
            "kind": _one_of("What sort of document it is.", PolicyKind),
            "summary": _text("What it is."),
            "owner": _text("Who issued it."),
            "partnership": _maybe(_slug("Whose local policy it is.")),
            "shared_by": _slugs("The partnerships that share it."),
            "themes": _slugs("The themes whose pages name it, beside those where a finding does."),
            "every_theme": {"type": "boolean", "description": "Whether the page of every theme names it."},
            "issued": _maybe(_DATE),
            "review_due": _maybe(_DATE),
            "status": _one_of("Whether it stands.", PolicyStatus),
            "superseded_by": _maybe(_slug("What replaced it.")),
            "under": _maybe(_slug("The guidance that it belongs under.")),
            "web_address": _maybe(
                _object(
                    {
                        "url": _text("Where it is, or was."),
                        "state": _one_of("What is known of that address.", AddressState),
                        "archived": _maybe(_text("An archived copy.")),
                        "leads_to": _maybe(_one_of("What it leads to, if not to the policy itself.", LeadsTo)),
                        "holder": _maybe(_text("Whose site it is, if it does not lead to the policy itself.")),
                        "last_seen": _maybe(_DATE),
                        "checked": _maybe(_object({"on": _DATE, "by": _one_of("Who opened it.", CheckedBy)})),
                    }
                )
            ),
            "former_addresses": _list("Where it was once.", {"type": "string"}),
            "briefings": _slugs("The briefings that rest on it."),
            "address": _ADDRESS,
        }
    ),
}
"""What each row of a data file is, by the name of the file."""


def schema_of(name: str, version: int) -> Schema:
    """The schema of ``data/<name>.json``."""
    frame = _object(
        {
            "$schema": {"const": f"{name}.schema.json"},
            "version": {"const": version, "description": "Changes when a field changes its meaning or goes away."},
            "as_of": _text("The day that the file was made for.", r"\d{4}-\d{2}-\d{2}"),
            "licence": _maybe(_object({"name": _text("Its name."), "url": _text("Where its text is.")})),
            name: _list("In the order of their ids, within a page as it is printed.", ROWS[name]),
        }
    )
    return {"$schema": DIALECT, "title": f"{name}.json", **frame}
