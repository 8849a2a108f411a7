"""Check front matter against the schema and say what is wrong in an editor's words."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefings.model.problems import CODE_OF_SLUG, Code, Problem, did_you_mean, shown
from briefings.model.schema import RECORD_OF_KIND, Briefing, Record, Update, adapter
from briefings.model.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from briefings.model.frontmatter import FrontMatter, Path
    from briefings.model.vocabulary import Kind

_WRONG_TYPE = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "a mapping of 'key: value'",
    "dataclass_type": "a mapping of 'key: value'",
    "int_type": "a whole number",
    "bool_type": "true or false",
}


def record_from(front: FrontMatter, kind: Kind, path: str) -> tuple[Record | None, list[Problem]]:
    """Turn front matter into the record of its kind.

    Args:
        front: front matter that was read without a problem.
        kind: the kind of page.
        path: the file's name for messages.

    Returns:
        The record, or None when anything is wrong, and all the problems: errors and advice.
    """
    try:
        record: Record = adapter(kind).validate_python(front.data)
    except ValidationError as error:
        return None, [_problem(detail, front, kind, path) for detail in error.errors(include_url=False)]
    advice = _advice(record, front, path) if isinstance(record, Briefing) else ()
    return record, list(advice)


def _problem(detail: ErrorDetails, front: FrontMatter, kind: Kind, path: str) -> Problem:
    where: Path = tuple(detail["loc"])
    code, message = _sentence(detail, where, front.data, kind)
    return Problem(path, front.line_of(where), code, message)


def _sentence(detail: ErrorDetails, where: Path, data: Any, kind: Kind) -> tuple[Code, str]:
    error, value = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    name = _name(where)
    if error in CODE_OF_SLUG:
        return CODE_OF_SLUG[error], f"{name} {shown(detail['msg'], 200)}"
    if error == "missing":
        return Code.MISSING_KEY, f"{name} is missing; add a line '{where[-1]}: …'"
    if error in ("unexpected_keyword_argument", "extra_forbidden"):
        hint = did_you_mean(str(where[-1]), _known_keys(where, data, kind))
        return (
            Code.UNKNOWN_KEY,
            f"{name} is not a key here{hint or '; delete it or see the handbook for the keys'}",
        )
    if value is None or error == "string_too_short":
        return Code.EMPTY_VALUE, f"{name} has no value; fill it in or delete the line"
    if error == "enum":
        allowed = str(context["expected"]).replace("'", "")
        hint = did_you_mean(str(value), allowed.replace(" or ", ", ").split(", "))
        return Code.BAD_VALUE, f"{name} must be one of {allowed}, not '{shown(str(value))}'{hint}"
    if error == "string_too_long":
        return (
            Code.TOO_LONG,
            f"{name} is {len(str(value))} characters long; shorten it to {context['max_length']}",
        )
    if error == "too_long":
        return (
            Code.TOO_LONG,
            f"{name} has {context['actual_length']} entries; at most {context['max_length']} fit",
        )
    if error == "too_short":
        return Code.TOO_SHORT, f"{name} needs at least {context['min_length']} entry"
    if error == "string_pattern_mismatch":
        return Code.BAD_VALUE, f"{name} cannot be '{shown(str(value))}'; see the handbook for its form"
    if error in _WRONG_TYPE:
        return Code.WRONG_TYPE, f"{name} must be {_WRONG_TYPE[error]}, not {_type_in_words(value)}"
    return Code.BAD_VALUE, f"{name} cannot be '{shown(str(value))}'; see the handbook for its form"


def _name(where: Path) -> str:
    """How a place in the front matter is named: ``'id' of recommendations 3``, counting from one."""
    keys = [str(part + 1) if isinstance(part, int) else part for part in where if part != "[key]"]
    if not keys:
        return "the front matter"
    if isinstance(where[-1], int) and len(keys) > 1:
        return f"entry {keys[-1]} of {_name(where[:-1])}"
    if len(keys) == 1:
        return f"'{keys[0]}'"
    return f"'{keys[-1]}' of {' '.join(keys[:-1])}"


def _type_in_words(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"'{shown(str(value))}'"


def _known_keys(where: Path, data: Any, kind: Kind) -> set[str]:
    """The keys that could stand where an unknown one does, found by walking the schema."""
    properties: dict[str, Any] = adapter(kind).json_schema()
    definitions = properties.get("$defs", {})
    for part in where[:-1]:
        properties = _resolved(properties, definitions)
        inner = properties.get("items") if isinstance(part, int) else properties.get("properties", {}).get(part)
        if inner is None:
            return {item.name.rstrip("_") for item in fields(RECORD_OF_KIND[kind])}
        properties = inner
    return set(_resolved(properties, definitions).get("properties", ()))


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            schema = option
            break
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _advice(briefing: Briefing, front: FrontMatter, path: str) -> Iterator[Problem]:
    for index, recommendation in enumerate(briefing.recommendations):
        line = front.line_of(("recommendations", index))
        name = f"recommendation {recommendation.id}"
        if recommendation.owner is None:
            yield Problem(path, line, Code.OWNER_MISSING, f"{name} has no owner; add 'owner:' if it is known")
        if recommendation.due is None:
            yield Problem(path, line, Code.DUE_MISSING, f"{name} has no due date; add 'due:' if it is known")
        for number, update in enumerate(recommendation.updates):
            here = front.line_of(("recommendations", index, "updates", number))
            yield from _advice_on_update(update, name, path, here)


def _advice_on_update(update: Update, name: str, path: str, line: int) -> Iterator[Problem]:
    if update.printed_orange:
        yield Problem(path, line, Code.READ_AS_AMBER, f"{name} is printed as orange; it is shown as amber")
    if update.status is Status.GREEN and not update.evidence:
        yield Problem(path, line, Code.EVIDENCE_MISSING, f"{name} is green without evidence; add what shows it")
