"""A formula of Word on one line, so that its figures keep their meaning: 3/5 is not 35, and 2² is not 22."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MADE_OF: Final = {
    "f": ("{}/{}", "num", "den"),
    "sSup": ("{}^{}", "e", "sup"),
    "rad": ("{1}√{0}", "e", "deg"),
}
"""How what stands above, below or within another part is written, by the parts of each."""


def formula_text(element: Element) -> str:
    """The text of a formula or of a part of it."""
    name = _name(element)
    if name == "t":
        return element.text or ""
    if name not in _MADE_OF:
        return "".join(map(formula_text, element))
    form, *parts = _MADE_OF[name]
    said = {_name(child): "".join(map(formula_text, child)).strip() for child in element}
    return form.format(*(_in_brackets(said.get(part, "")) for part in parts))


def _in_brackets(text: str) -> str:
    """A part of several signs is kept together."""
    return text if re.fullmatch(r"[\w.,%]*", text) else f"({text})"


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
