"""Check front matter against the schema and say what is wrong in an editor's words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefings.model.problems import CODE_OF_SLUG, Code, Problem, did_you_mean, shown
from briefings.model.schema import Briefing, Record, adapter, json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from briefings.model.frontmatter import FrontMatter, Path
    from briefings.model.vocabulary import Kind

_UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")
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
    unknown: list[Path] = []
    problems: list[Problem] = []
    record: Record | None = None
    try:
        record = adapter(kind).validate_python(front.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where = _as_written(detail["loc"], front.data)
            if detail["type"] in _UNKNOWN_KEY:
                unknown.append(where)
            elif detail["input"] is None:
                continue  # told below, in the same way for keys that may be left out
            problems.append(_problem(detail, where, front, kind, path))
    for where in _empty(front.data):
        if not any(where[: len(one)] == one for one in unknown):
            message = f"{_name(where)} has no value; fill it in or delete the line"
            problems.append(Problem(path, front.line_of(where), Code.EMPTY_VALUE, message))
    if record is None or problems:
        return None, problems
    return record, list(_advice(record, front, path)) if isinstance(record, Briefing) else []


def _as_written(where: tuple[str | int, ...], data: Any) -> Path:
    """A place in the data as pydantic names it, without the number of a single mapping that stands for a list."""
    found: list[str | int] = []
    for part in where:
        if isinstance(part, int) and isinstance(data, dict):
            continue
        found.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
    return tuple(found)


def _empty(data: Any, where: Path = ()) -> Iterator[Path]:
    """Every place that has no value: an embargo without a date must not count as no embargo."""
    if data is None:
        yield where
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _empty(value, (*where, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _empty(value, (*where, index))


def _problem(detail: ErrorDetails, where: Path, front: FrontMatter, kind: Kind, path: str) -> Problem:
    code, message = _sentence(detail, where, kind)
    # A check of a whole list or mapping may say which of its parts is meant.
    part = detail.get("ctx", {}).get("part")
    return Problem(path, front.line_of(where if part is None else (*where, part)), code, message)


def _sentence(detail: ErrorDetails, where: Path, kind: Kind) -> tuple[Code, str]:
    error, value = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    name = _name(where)
    if error in CODE_OF_SLUG:
        return CODE_OF_SLUG[error], f"{name} {shown(detail['msg'], 200)}"
    if error == "missing":
        return Code.MISSING_KEY, f"{name} is missing; add a line '{where[-1]}: …'"
    if error in _UNKNOWN_KEY:
        hint = did_you_mean(str(where[-1]), _schema_at(detail["loc"][:-1], kind).get("properties", ()))
        return (
            Code.UNKNOWN_KEY,
            f"{name} is not a key here{hint or '; delete it or see the handbook for the keys'}",
        )
    if error == "string_too_short":
        return Code.EMPTY_VALUE, f"{name} has no value; fill it in or delete the line"
    if error == "enum":
        allowed = str(context["expected"]).replace("'", "")
        hint = did_you_mean(value, allowed.replace(" or ", ", ").split(", ")) if isinstance(value, str) else ""
        return Code.BAD_VALUE, f"{name} must be one of {allowed}, not {_in_words(value)}{hint}"
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
        return Code.BAD_VALUE, f"{name} must look like '{_example_at(detail['loc'], kind)}', not {_in_words(value)}"
    if error in _WRONG_TYPE:
        return Code.WRONG_TYPE, f"{name} must be {_WRONG_TYPE[error]}, not {_in_words(value)}"
    return Code.BAD_VALUE, f"{name} cannot be {_in_words(value)}; see the handbook for its form"


def _name(where: Path) -> str:
    """How a place in the front matter is named: ``'id' of recommendations 3``, counting from one."""
    keys = [str(part + 1) if isinstance(part, int) else shown(part) for part in where if part != "[key]"]
    if not keys:
        return "the front matter"
    if isinstance(where[-1], int) and len(keys) > 1:
        return f"entry {keys[-1]} of {_name(where[:-1])}"
    if len(keys) == 1:
        return f"'{keys[0]}'"
    return f"'{keys[-1]}' of {' '.join(keys[:-1])}"


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"'{shown(str(value))}'"


@functools.cache
def _schema_of(kind: Kind) -> dict[str, Any]:
    return json_schema(kind)


def _schema_at(where: tuple[str | int, ...], kind: Kind) -> dict[str, Any]:
    """The part of the JSON Schema for a place in the data."""
    schema = _schema_of(kind)
    definitions = schema.get("$defs", {})
    for part in where:
        schema = schema["items"] if isinstance(part, int) else schema["properties"][part]
        schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
        if "$ref" in schema:
            schema = definitions[schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _example_at(where: tuple[str | int, ...], kind: Kind) -> str:
    """The example of a key; that of a list is one entry of it."""
    *above, key = where[:-1] if isinstance(where[-1], int) else where
    example = _schema_at(tuple(above), kind)["properties"][key]["examples"][0]
    return str(example[0] if isinstance(example, list) else example)


def _advice(briefing: Briefing, front: FrontMatter, path: str) -> Iterator[Problem]:
    for index, recommendation in enumerate(briefing.recommendations):
        line = front.line_of(("recommendations", index))
        name = f"recommendation {recommendation.id}"
        if recommendation.owner is None:
            yield Problem(path, line, Code.OWNER_MISSING, f"{name} has no owner; add 'owner:' if it is known")
        if recommendation.due is None:
            yield Problem(path, line, Code.DUE_MISSING, f"{name} has no due date; add 'due:' if it is known")
