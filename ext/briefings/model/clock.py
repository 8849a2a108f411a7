"""The one date that a build depends on. Nothing else in the project reads a clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


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
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(ZoneInfo("Europe/London")).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH must be a number of seconds, not '{epoch}'") from None
