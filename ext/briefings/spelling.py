"""Spell out abbreviations: the first use on each page says what it stands for, in any builder."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.code import TrimDoctestFlagsTransform

from briefings.domain import domain_of
from briefings.nodes import all_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNTOUCHED = (nodes.literal, nodes.literal_block, nodes.abbreviation, nodes.title)


class SpellOut(SphinxPostTransform):
    """Wraps the first use of each glossary term in an abbreviation node, once all titles are filled in."""

    default_priority = TrimDoctestFlagsTransform.default_priority + 11  # after `resolve.FillPlaces`

    def run(self, **kwargs: Any) -> None:
        """Spell out the terms that the page's view names."""
        domain = domain_of(self.env)
        docname = self.env.current_document.docname
        if docname in domain.entries:
            spell_out(self.document, domain.views.of(docname).glossary)


def spell_out(root: nodes.Element, glossary: Iterable[tuple[str, str]]) -> None:
    """Wrap the first use of each term below `root`.

    Args:
        root: a document or a part of one.
        glossary: pairs of term and what it means.
    """
    means = dict(glossary)
    if not means:
        return
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, means), key=len, reverse=True)) + r")(?=s?\b)")
    for text in all_below(root):
        if not means:
            return
        if not isinstance(text, nodes.Text) or not pattern.search(text) or _is_untouched(text):
            continue
        made = _spelled(str(text), pattern, means)
        if made:
            text.parent.replace(text, made)


def _is_untouched(text: nodes.Text) -> bool:
    here: Any = text.parent
    while here is not None:
        if isinstance(here, _UNTOUCHED):
            return True
        here = here.parent
    return False


def _spelled(text: str, pattern: re.Pattern[str], means: dict[str, str]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    end = 0
    for match in pattern.finditer(text):
        term = match[0]
        if term in means:
            if match.start() > end:
                made.append(nodes.Text(text[end : match.start()]))
            made.append(nodes.abbreviation("", term, explanation=means.pop(term)))
            end = match.end()
    if made and end < len(text):
        made.append(nodes.Text(text[end:]))
    return made


_SKIPPED = re.compile(r"<(?:(code|pre|abbr|svg)\b.*?</\1>|[^>]*>)", re.DOTALL)


def spell_out_html(html: str, glossary: Iterable[tuple[str, str]]) -> str:
    """The same for finished HTML of our own: wrap the first use of each term that stands between tags.

    Args:
        html: markup as our builder writes it.
        glossary: pairs of term and what it means.
    """
    return _spelled_html(html, dict(glossary))


def spell_out_parts(parts: list[str], words: Sequence[tuple[str, ...]], glossary: Iterable[tuple[str, str]]) -> None:
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
