"""What the answer to a request says about a link, and what the ledger should say then. Pure: nothing here asks.

A site that turns programs away, is busy or is slow tells nothing about a link: that is `unknown`, never `gone`. Gone
is only what was not there several times over two weeks, because most outages end (promise P49).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from briefings.model.dates import PartialDate
from briefings.model.ledger import Link
from briefings.model.vocabulary import AddressState

FAILURES: Final = 3
DAYS: Final = 14
_SOFT: Final = re.compile(
    r"\b(?:page|file|document|content|resource)s? (?:is |was |were |has been |could not be |cannot be |can't be |not )"
    r"{0,2}(?:not found|found|missing|unavailable|removed|moved|gone|no longer)|\bnot found\b|\b404\b|\berror 404\b|"
    r"\bpage (?:doesn't|does not) exist\b|\bno longer (?:available|exists)\b|\boops\b",
    re.IGNORECASE,
)
_PARKED: Final = re.compile(
    r"\bdomain (?:name )?(?:is |may be |has )?(?:for sale|parked|expired|available)|\bbuy this domain\b"
    r"|\bparked (?:free|domain)|\bthis domain\b|\bhugedomains\b|\bsedo\b|\bgodaddy\b|\bdan\.com\b"
    r"|\bunder construction\b",
    re.IGNORECASE,
)
_NOT_THERE: Final = re.compile(
    r"\b(?:404|410)\b|name or service not known|nodename nor servname|name resolution|getaddrinfo|"
    r"failed to resolve|nameresolution|no address associated",
    re.IGNORECASE,
)
_WORKS: Final = re.compile(r"\b(?:200|203|206)\b")


class Outcome(StrEnum):
    """What one request told."""

    LIVE = "live"
    MOVED = "moved"
    NOT_THERE = "not there"
    SUSPECT = "suspect"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        result: what the checker said: ``200 OK``, ``404 Not Found``, the text of an error.
        final: the address after all redirects.
        title: the title of the page, if it is one.
        permanent: whether every redirect on the way said that it is for good.
    """

    result: str
    final: str = ""
    title: str = ""
    permanent: bool = False


def outcome_of(address: str, answer: Answer) -> Outcome:
    """Judge one answer."""
    if _NOT_THERE.search(answer.result):
        return Outcome.NOT_THERE
    if not _WORKS.search(answer.result):
        return Outcome.UNKNOWN
    if _SOFT.search(answer.title) or _PARKED.search(answer.title):
        return Outcome.SUSPECT
    here, there = urlsplit(address), urlsplit(answer.final or address)
    if _is_same(here.hostname, here.path, here.query, there.hostname, there.path, there.query):
        return Outcome.LIVE
    if there.path in ("", "/") and here.path not in ("", "/"):
        return Outcome.SUSPECT  # sent to the front page: what was asked for is not there
    if _site(here.hostname) != _site(there.hostname):
        return Outcome.SUSPECT  # another owner, perhaps
    return Outcome.MOVED if answer.permanent else Outcome.LIVE


def next_state(link: Link, outcome: Outcome, answer: Answer, today: date) -> Link:
    """What the ledger should say after an answer.

    Args:
        link: what it says now.
        outcome: what the answer told.
        answer: the answer itself.
        today: the day of the request.
    """
    day = PartialDate(today.year, today.month, today.day)
    seen = replace(link, checked=day, first_seen=link.first_seen or day)
    if outcome is Outcome.LIVE:
        return replace(seen, state=AddressState.LIVE, last_good=day, failures=0, failing_since=None, moved_to="")
    if outcome is Outcome.MOVED:
        return replace(
            seen, state=AddressState.MOVED, last_good=day, failures=0, failing_since=None, moved_to=answer.final
        )
    if outcome is Outcome.NOT_THERE:
        since = link.failing_since or day
        failed = replace(seen, failures=link.failures + 1, failing_since=since)
        if link.state in (AddressState.GONE, AddressState.ARCHIVED):
            return failed
        if failed.failures >= FAILURES and (today - since.first).days >= DAYS:
            return replace(failed, state=AddressState.ARCHIVED if link.archived else AddressState.GONE)
        return replace(failed, state=AddressState.UNKNOWN)
    # Nothing was learned: what was known before stays known, but "live" is not claimed any more.
    if link.state in (AddressState.LIVE, AddressState.MOVED):
        return replace(seen, state=AddressState.UNKNOWN, moved_to="")
    return seen


def _is_same(host: str | None, path: str, query: str, other: str | None, other_path: str, other_query: str) -> bool:
    """Whether two addresses differ only by ``www.``, a slash at the end or the scheme."""
    same_host = (host or "").removeprefix("www.") == (other or "").removeprefix("www.")
    return same_host and path.rstrip("/") == other_path.rstrip("/") and query == other_query


def _site(host: str | None) -> str:
    """The part of a host name that somebody owns: ``shropshire.gov.uk`` of ``new.shropshire.gov.uk``."""
    parts = (host or "").split(".")
    if re.fullmatch(r"[\d.]+", host or ""):
        return host or ""
    size = 3 if len(parts) > 2 and parts[-2] in ("gov", "co", "org", "ac", "nhs", "police", "sch") else 2
    return ".".join(parts[-size:])
