"""The one date that a build depends on. Nothing else in the model reads a clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

_LONDON: Final = "Europe/London"
_SECONDS: Final = re.compile(r"[0-9]{1,12}")


def as_of_date(text: str | None = None) -> date:
    """The date for which a site is built.

    Args:
        text: an ISO date such as ``2026-11-20``; empty means the default.

    Returns:
        `text` as a date; else the day of ``SOURCE_DATE_EPOCH`` if set; else today. Days are those of Europe/London.

    Raises:
        ValueError: when `text` is not an ISO date or ``SOURCE_DATE_EPOCH`` not a number of seconds.
    """
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"a date is written like 2026-11-20, not '{text}'") from None
    return day_of_epoch() or today()


def today() -> date:
    """The day that it is in London now."""
    return datetime.now(UTC).astimezone(ZoneInfo(_LONDON)).date()


def day_of_epoch() -> date | None:
    """The day of ``SOURCE_DATE_EPOCH`` in London, or None when that is not set.

    Raises:
        ValueError: when it is not a number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        if not _SECONDS.fullmatch(epoch):
            raise ValueError
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(ZoneInfo(_LONDON)).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH must be a number of seconds, not '{epoch}'") from None
