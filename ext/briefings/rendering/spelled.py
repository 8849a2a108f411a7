"""Spell out abbreviations in finished HTML of our own, as `spelling` does in documents."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SKIPPED = re.compile(r"<(?:(code|pre|abbr|svg)\b.*?</\1>|[^>]*>)", re.DOTALL)


def spell_out_html(html: str, glossary: Iterable[tuple[str, str]]) -> str:
    """Wrap the first use of each term that stands between tags.

    Args:
        html: markup as our builder writes it.
        glossary: pairs of term and what it means.
    """
    return _spelled_html(html, dict(glossary))


def spell_out_parts(parts: list[str], words: Sequence[Sequence[str]], glossary: Iterable[tuple[str, str]]) -> None:
    """The same for HTML in parts, of which only those with an abbreviation need to be looked through.

    Args:
        parts: the rows of a page, in order; those with a first use are replaced.
        words: the abbreviations that may stand in each of them.
        glossary: pairs of term and what it means.
    """
    means = dict(glossary)
    for number, found in enumerate(words):
        if found and not means.keys().isdisjoint(found):
            parts[number] = _spelled_html(parts[number], means)


def _spelled_html(html: str, means: dict[str, str]) -> str:
    """Spell out what has a meaning, and take out of `means` what was."""
    if not means:
        return html
    terms = "|".join(sorted(map(re.escape, means), key=len, reverse=True))
    pattern = re.compile(rf"{_SKIPPED.pattern}|\b(?P<term>{terms})(?=s?\b)", re.DOTALL)

    def spelled(match: re.Match[str]) -> str:
        term = match["term"]
        if not term or term not in means:
            return match[0]
        return f'<abbr title="{escape(means.pop(term))}">{term}</abbr>'

    return pattern.sub(spelled, html)
