"""The addresses of headings on their page: the pinned one, else one that is made of what the heading says.

The words are put together as GitHub does it, in any script. Where two headings say the same, both get the heading
above them in front, then the first words below them; nothing is counted by position, so nothing that is put in, taken
out or moved changes what an address means.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from briefings.model.attribute_rules import without_attributes
from briefings.model.entry import Heading
from briefings.model.item_addresses import distinct
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

IN_ONE_MINUTE: Final = "in-one-minute"
FRAME_ADDRESSES: Final = (
    IN_ONE_MINUTE,
    *("use-in-a-meeting", "main", "exit", "files", "find", "tags-label", "preview-problems"),
    *(f"about-this-{kind.value}" for kind in Kind),
    *(f"search-{part}" for part in "facets form groups lists more order results sort status words".split()),
)
"""What the templates call their own parts: a heading of the same words gets another address."""
_MOST_WORDS: Final = 24
"""How many words below a heading help to tell it from another that says the same."""
_DIGEST_SIZE: Final = 4
_MARKS: Final = re.compile(r"^[ \t]*(?:[-*+>|]+|\d+[.)])[ \t]+")
_NO_ASCII_WORD: Final = re.compile(r"[^a-z0-9_-]+")
_NO_WORDS: Final = re.compile(r"[ \t]*(?::{3,}|`{3,}|~{3,}|:[a-z-]+:|\{[^{}]*\}[ \t]*$|[-=*_ \t]*$)")


class BareHeading(NamedTuple):
    """A heading as it is read; `pin` is the address that it pins, `below` the lines below it up to the next one."""

    text: str
    level: int
    line: int
    pin: str = ""
    below: tuple[str, ...] = ()


def slug_of(text: str) -> str:
    """The words of a heading as an address, as GitHub makes it: letters of any script, digits, ``_`` and hyphens."""
    text = text.strip()
    if text.isascii():  # as the rest does it, and much quicker
        return _NO_ASCII_WORD.sub("", text.lower().replace(" ", "-"))
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return "".join("-" if char == " " else char for char in lower if char in " -" or _is_of_word(char))


def is_heading_address(word: str) -> bool:
    """Whether a word can be the address of a heading: in any script, small letters, digits and hyphens."""
    return bool(word.strip("-_")) and slug_of(word) == word


def _is_of_word(char: str) -> bool:
    """Whether a character belongs to a word: what Unicode calls a letter, a mark, a digit, or joins them."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category in ("Nd", "Pc")


def give_heading_addresses(
    title: str, headings: Iterable[BareHeading], taken: Set[str] = frozenset(), pin: str = ""
) -> tuple[Heading, ...]:
    """The title of a page and its headings with their addresses.

    Args:
        title: the title, which keeps its words whatever the headings say: its place is the top of the page.
        headings: the headings below the title, in order.
        taken: the addresses of items, audits and recommendations, and those of the frame.
        pin: the address that the title pins, or "".
    """
    headings = list(headings)
    pins = {heading.pin for heading in headings if heading.pin}
    top = pin or distinct({"": (slug_of(title) or _digest_of(title),)}, taken | pins)[""]
    bare = {str(number): forms for number, forms in enumerate(_all_forms(headings)) if not headings[number].pin}
    given = distinct(bare, taken | pins | {top})
    return (
        Heading(sys.intern(top), title, 1, 0),
        *(
            Heading(sys.intern(one.pin or given[str(number)]), one.text, one.level, one.line)
            for number, one in enumerate(headings)
        ),
    )


def _all_forms(headings: Sequence[BareHeading]) -> Iterable[list[str]]:
    """What each heading could be called, from the shortest to the longest."""
    above: list[tuple[int, str]] = []
    for heading in headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        own = slug_of(heading.text) or _digest_of(heading.text)
        forms = [own]
        for _, slug in reversed(above):
            forms.append(f"{slug}-{forms[-1]}")
        for word in _words_below(heading.below):
            forms.append(f"{forms[-1]}-{word}")
        above.append((heading.level, own))
        yield forms


def _words_below(lines: Iterable[str]) -> list[str]:
    """The first words of the text below a heading, without the fences and options of blocks."""
    words: list[str] = []
    for line in lines:
        if not _NO_WORDS.match(line):
            words += (word for word in slug_of(_MARKS.sub("", without_attributes(line))).split("-") if word)
        if len(words) >= _MOST_WORDS:
            break
    return words[:_MOST_WORDS]


def _digest_of(text: str) -> str:
    """What stands for a heading without a letter or digit."""
    return f"heading-{hashlib.blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()}"
