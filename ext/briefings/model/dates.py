"""Dates as audits give them: a year, a month or a day; and periods made of two of them."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

MONTHS = tuple(calendar.month_name)[1:]
_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})", re.ASCII)
_EARLIEST, _LATEST = 1900, 2200
# Editors' tools read a bare year as a number; we read all of front matter as text.
_JSON_DATE: Final = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def _bad_date(given: object) -> PydanticCustomError:
    words = "a list" if isinstance(given, list) else "a mapping" if isinstance(given, dict) else f"'{given}'"
    return PydanticCustomError(
        "bad-date", "must be a date like 2017, 2017-01 or 2017-01-31, not {words}", {"words": words}
    )


class PartialDate(NamedTuple):
    """A calendar year, month or day; what is not known is left out.

    Args:
        year: 1900 to 2200.
        month: 1 to 12, or None when only the year is known.
        day: 1 to 31, or None when only the month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        """Read ``2017``, ``2017-01`` or ``2017-01-31``.

        Raises:
            PydanticCustomError: with code ``bad-date`` when the text is not such a date or does not exist.
        """
        if not isinstance(text, str):
            raise _bad_date(text)
        return _date_in(text)

    @property
    def first(self) -> date:
        """The first day that the date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date covers; what is due in a month is due at its end."""
        if self.day and self.month:
            return date(self.year, self.month, self.day)
        return _end_of_month(self.year, self.month or 12)

    @property
    def words(self) -> str:
        """The date for readers: ``2017``, ``January 2017`` or ``31 January 2017``."""
        return _words_of(self)

    def __str__(self) -> str:
        """The date as editors write it."""
        return _text_of(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(value)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(_JSON_DATE)


# A large site has few dates, each in tens of thousands of places: it is read once, and its words are written once.


@cache
def _date_in(text: str) -> PartialDate:
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise _bad_date(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise _bad_date(text) from None
    if not _EARLIEST <= year <= _LATEST:
        raise _bad_date(text)
    return PartialDate(year, month, day)


@cache
def _text_of(date: PartialDate) -> str:
    text = f"{date.year:04}"
    if date.month:
        text += f"-{date.month:02}"
    if date.day:
        text += f"-{date.day:02}"
    return text


@cache
def _words_of(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"


@cache
def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


class Period(NamedTuple):
    """From one partial date to another, both included; most have the same date twice."""

    start: PartialDate
    end: PartialDate

    @classmethod
    def parse(cls, value: object) -> Period:
        """Read a date, a financial year such as ``2023/24``, or ``{from: ..., to: ...}``.

        Raises:
            PydanticCustomError: ``bad-date`` or, when it ends before it starts, ``bad-period``.
        """
        if isinstance(value, dict):
            if set(value) != {"from", "to"}:
                raise PydanticCustomError("bad-period", "must be one date, or have just 'from' and 'to'")
            start, end = PartialDate.parse(value["from"]), PartialDate.parse(value["to"])
            if end.last < start.first:
                raise PydanticCustomError(
                    "bad-period",
                    "ends ({end}) before it starts ({start}); swap the two dates",
                    {"start": str(start), "end": str(end)},
                )
            return cls(start, end)
        if isinstance(value, str) and (match := _FINANCIAL_YEAR.fullmatch(value)):
            year = int(match[1])
            if (year + 1) % 100 != int(match[2]) or not _EARLIEST <= year <= _LATEST:
                raise _bad_date(value)
            return cls(PartialDate(year, 4), PartialDate(year + 1, 3))
        single = PartialDate.parse(value)
        return cls(single, single)

    @property
    def words(self) -> str:
        """The period for readers: ``May 2016``, ``2023/24`` or ``August 2022 to March 2023``."""
        if self.start == self.end:
            return self.start.words
        if self == Period(PartialDate(self.start.year, 4), PartialDate(self.start.year + 1, 3)):
            return f"{self.start.year}/{self.end.year % 100:02}"
        return f"{self.start.words} to {self.end.words}"

    def __str__(self) -> str:
        """The period in ISO 8601 notation: ``2016-05`` or ``2022-08/2023-03``."""
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(value)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "anyOf": [
                _JSON_DATE,
                {"type": "string", "pattern": r"^\d{4}/\d{2}$"},
                {
                    "type": "object",
                    "properties": {"from": _JSON_DATE, "to": _JSON_DATE},
                    "required": ["from", "to"],
                    "additionalProperties": False,
                },
            ]
        }
