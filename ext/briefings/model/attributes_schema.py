"""The JSON Schema of attributes in braces, for editors' tools: what each part means, and how it is written."""

from __future__ import annotations

from typing import Any, Final

from briefings.model.attributes import KEYS, MAX_PIN
from briefings.model.item_addresses import ADDRESS
from briefings.model.schema import MAX_SLUG, PART_PATH
from briefings.model.vocabulary import Origin

_SLUG: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
_WHERE: Final = "above a heading or a block, behind the name of either, or at the end of a bullet"


def attributes_schema() -> dict[str, Any]:
    """What braces can say, as the object that they stand for: ``{.neglect #late audit=a}`` has words, id and audit."""
    slugs = {"type": "array", "items": _slug(), "uniqueItems": True}
    keys: dict[str, dict[str, Any]] = {
        "audit": _slug("The audit that the bullets come from; its themes join in. Empty: none.", "neglect-2016")
        | {"pattern": f"^$|{_SLUG}"},
        "origin": {
            "enum": [origin.value for origin in Origin],
            "description": "Whether the source prints the words, or they were written for this site.",
            "examples": ["site"],
        },
        "recurs": {
            "type": "array",
            "items": {"type": "string", "pattern": PART_PATH},
            "description": "What an earlier audit of the same partnership found, and this one again.",
            "examples": [["core-groups-2015/late-minutes"]],
        },
        "themes": slugs | _said("These themes, in place of inherited ones.", ["neglect", "training"]),
        "agencies": slugs | _said("These agencies, in place of inherited ones. Empty: everyone.", ["gps"]),
    }
    assert tuple(keys) == KEYS
    words = slugs | _said("Each '.word': a theme or an agency that is added.", ["neglect", "gps"])
    pin = {"type": "string", "pattern": f"^{ADDRESS}$", "maxLength": MAX_PIN}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Attributes",
        "description": f"What braces say {_WHERE}.",
        "type": "object",
        "properties": {
            "words": words,
            "id": pin | _said("'#word': the address that a bullet or a heading keeps.", "late-minutes"),
            **keys,
        },
        "additionalProperties": False,
    }


def _slug(description: str = "", example: str = "") -> dict[str, Any]:
    slug: dict[str, Any] = {"type": "string", "pattern": _SLUG, "maxLength": MAX_SLUG}
    return slug | (_said(description, example) if description else {})


def _said(description: str, example: object) -> dict[str, Any]:
    return {"description": description, "examples": [example]}
