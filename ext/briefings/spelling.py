"""Spell out abbreviations: the first use on each page says what it stands for, in any builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.code import TrimDoctestFlagsTransform

from briefings.domain import domain_of
from briefings.nodes import all_below

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNTOUCHED = (nodes.literal, nodes.literal_block, nodes.abbreviation, nodes.title)


class SpellOut(SphinxPostTransform):
    """Wraps the first use of each glossary term in an abbreviation node, once all titles are filled in."""

    default_priority = TrimDoctestFlagsTransform.default_priority + 11  # after `resolve.FillPlaces`

    def run(self, **kwargs: Any) -> None:
        """Spell out the terms that the page's view names."""
        domain = domain_of(self.env)
        docname = domain.placement.own(self.env.current_document.docname)
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
