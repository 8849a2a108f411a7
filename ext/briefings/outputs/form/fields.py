"""The fields of the form, made from the schema of a briefing: what a field is, whether it is needed, what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefings.model.layouts import BODIES, LAYOUT_TITLES
from briefings.model.schema import Briefing, json_schema, named_parts
from briefings.model.statuses import words_of_scales
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from briefings.model.library import Library

LEFT_OUT: Final = frozenset({"anonymisation", "status", "withdrawn", "former_addresses", "former_slugs"})
"""Set by commands with checks of their own, publishing and withdrawing; and what no draft has: addresses before."""
_KINDS: Final = {
    "theme": (Kind.THEME,),
    "policy": (Kind.POLICY,),
    "agency": (Kind.AGENCY,),
    "partnership": (Kind.PARTNERSHIP,),
    "owner": (Kind.PARTNERSHIP, Kind.AGENCY),
}
_LONG: Final = 300
"""A text that may be this long or longer gets a box of several lines."""


def collections(library: Library) -> list[dict[str, Any]]:
    """A collection for each layout: all of them write drafts, and each begins with the body of its layout."""
    return [
        {
            "name": layout.value,
            "label": LAYOUT_TITLES[layout.value],
            "label_singular": "draft",
            "folder": "content/drafts",
            "filter": {"field": "layout", "value": layout.value},
            "create": True,
            "delete": False,
            "extension": "md",
            "format": "frontmatter",
            "slug": "{{slug}}",
            "editor": {"preview": False},
            "fields": [*_front_matter(library, layout.value), _body(BODIES[layout])],
        }
        for layout in BODIES
    ]


def _front_matter(library: Library, layout: str) -> list[dict[str, Any]]:
    schema = json_schema(Kind.BRIEFING)
    fields = [field for field in _fields(Briefing, schema, schema, library) if field["name"] not in LEFT_OUT]
    for field in fields:
        if field["name"] == "layout":
            field.clear()
            field.update({"name": "layout", "widget": "hidden", "default": layout})
    return fields


def _body(body: str) -> dict[str, Any]:
    text = body.replace(" {audit=audit-1}", "").replace("audit=audit-1 ", "").replace("THEME", "[[theme]]")
    hint = "Replace each hint in double brackets. Blocks are explained in the handbook."
    return {"name": "body", "label": "Text", "widget": "text", "default": text, "hint": hint}


def _fields(
    record: Any, part: dict[str, Any], schema: dict[str, Any], library: Library, *, optional: bool = False
) -> list[dict[str, Any]]:
    """The fields of a record, in the order of the schema.

    Args:
        record: its class.
        part: its part of the schema.
        schema: the whole schema.
        library: for what fields offer.
        optional: whether the record may be left out: the form would then insist on its fields all the same, so none of
            them is marked as needed; the check of the draft says what is missing.
    """
    named = named_parts(record)
    needed = part.get("required", ())
    fields = []
    for key, one in part["properties"].items():
        made = {
            "name": key,
            "label": key.replace("_", " ").capitalize(),
            "hint": one.get("description", ""),
            "required": key in needed and not optional,
        }
        what, nested = named.get(key, ("", None))
        fields.append(made | _widget(one, what, nested, schema, library, optional=optional or key not in needed))
    return fields


def _widget(
    one: dict[str, Any], what: str, nested: Any, schema: dict[str, Any], library: Library, *, optional: bool
) -> dict[str, Any]:
    """What kind of field fits a value."""
    one = _plain(one, schema)
    if one.get("type") == "array":
        return _several(one, what, nested, schema, library)
    if what in _KINDS:
        return {"widget": "select", "options": _options(what, library)}
    if what == "status":
        return {"widget": "select", "options": _status_words(library)}
    if "enum" in one:
        return _choice(one["enum"])
    if "properties" in one:
        fields = _fields(nested, one, schema, library, optional=optional)
        return {"widget": "object", "collapsed": True, "fields": fields}
    if one.get("type") == "object":
        count = _widget(one["additionalProperties"], "", None, schema, library, optional=True)
        keys = [
            {"name": name, "label": name.replace("-", " ").capitalize(), "required": False} | count
            for name in _plain(one["propertyNames"], schema)["enum"]
        ]
        return {"widget": "object", "collapsed": True, "fields": keys}
    if one.get("type") == ["integer", "string"]:
        return {"widget": "number", "value_type": "int", "min": one["minimum"]}
    return _text(one)


def _several(one: dict[str, Any], what: str, nested: Any, schema: dict[str, Any], library: Library) -> dict[str, Any]:
    limits = {
        ours: one[key] for ours, key in (("min", "minLength"), ("min", "minItems"), ("max", "maxLength")) if key in one
    }
    if what in _KINDS:
        return {"widget": "select", "multiple": True, "options": _options(what, library)} | limits
    item = _plain(one["items"], schema)
    if "enum" in item:
        return _choice(item["enum"]) | {"multiple": True} | limits
    if "properties" in item:
        fields = _fields(nested, item, schema, library)
        return {"widget": "list", "collapsed": True, "fields": fields} | limits
    value = _widget(item, "", None, schema, library, optional=False)
    return {"widget": "list", "field": {"name": "value", "label": "Value"} | value} | limits


def _plain(one: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema without references, and without the choice of leaving it out or writing one for a list."""
    if "$ref" in one:
        return _plain(schema["$defs"][one["$ref"].rsplit("/", 1)[-1]], schema)
    if "anyOf" in one:
        parts = [part for part in one["anyOf"] if part.get("type") != "null"]
        either = [part["pattern"] for part in parts if "pattern" in part]
        return _plain(parts[0], schema) | ({"pattern": "|".join(either)} if len(either) > 1 else {})
    return one


def _status_words(library: Library) -> list[dict[str, str]]:
    """The words that the partnerships print for where a recommendation stands."""
    words = words_of_scales(library.scale(entry.slug) for entry in library.of_kind(Kind.PARTNERSHIP))
    return [{"value": word, "label": word} for word in words]


def _choice(values: list[Any]) -> dict[str, Any]:
    if True in values:
        return {"widget": "boolean"}
    return {"widget": "select", "options": [{"value": value, "label": value.replace("-", " ")} for value in values]}


def _text(one: dict[str, Any]) -> dict[str, Any]:
    longest = one.get("maxLength", 0)
    made: dict[str, Any] = {"widget": "text" if longest >= _LONG else "string"}
    if "pattern" in one:
        made["pattern"] = [one["pattern"], "must be written as in the handbook's list of keys"]
    elif longest:
        made["pattern"] = [
            rf"^[\s\S]{{{one.get('minLength', 0)},{longest}}}$",
            f"must have at most {longest} characters",
        ]
    return made


def _options(what: str, library: Library) -> list[dict[str, str]]:
    return [{"value": entry.slug, "label": entry.title} for kind in _KINDS[what] for entry in library.of_kind(kind)]
