"""Names on one page: capitalised words that belong together, and how sure it is that they are a person's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from briefings.model.privacy.words import Kind, can_be_family_name, folded, is_common_name, kind_of

_UPPER: Final = r"[A-ZÀ-ÖØ-ÞĀ-ž\u0386-\u03ab\u0400-\u042f\u1e00-\u1eff]"
_CAPITALISED: Final = re.compile(
    rf"{_UPPER}(?<![\w/@{{\\].)(?:(?<=[OD])'{_UPPER})?[^\W\d_]+(?:['-](?!s\b)[^\W\d_]+){{0,3}}(?![\w@]|\.\w)"
)
_BETWEEN: Final = re.compile(
    r"(?: |[ ]?\n[ >]{0,12})(?:(?:[A-Z]\.? ?){1,3} ?|(?:de la|de|del|van der|van|von|bin|bint|ibn|al|el|ul|da|dos|di|ap|ab|Ní|"
    r"Ó|O|Nic|Mac|ní) )?"
)
_LONG_FOR_CAPITALS: Final = 6
"""Abbreviations are shorter than that, mostly."""
_LONGEST_BETWEEN: Final = 20
_MANY: Final = 50
"""How many words, and places of them, are looked at one by one."""
_IN_LOWER_CASE: Final = re.compile(r"(?<![\w'@./_-])[^\W\dA-Z_]+(?![\w@/_-]|\.\w)")
"""A word of the text itself, not part of an address."""
_SEVERAL: Final = re.compile(r"[A-Z]{2,}s")
"""More than one abbreviation: PDFs."""
_CAMEL: Final = re.compile(r"(?!Mc|Mac|Fitz|De|Di|La|Le)[^\W\d_]*[a-z][A-Z]")


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word, without "'s"."""

    text: str
    start: int
    end: int
    kind: Kind


@dataclass(slots=True)
class Name:
    """Words that belong together: "Mary-Kate", "Jane A. Smith", "Zofia".

    Attributes:
        words: its words, in order.
    """

    words: list[Word]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    @property
    def is_full(self) -> bool:
        """Whether it has a first and a family name, as far as one can tell."""
        return len(self.words) > 1 and (self.words[-1].kind is not Kind.EITHER or self.words[0].kind is Kind.FIRST)

    @property
    def is_sure(self) -> bool:
        """Whether a list has one of its words as a name and as nothing else; of a family name alone, no."""
        kinds = {word.kind for word in self.words}
        return Kind.FIRST in kinds or (self.is_full and (Kind.FAMILY in kinds or Kind.EITHER in kinds))

    @property
    def is_either(self) -> bool:
        """Whether it is one ordinary word that is a first name too."""
        return not self.is_full and self.words[0].kind is Kind.EITHER

    @property
    def is_loud(self) -> bool:
        """Whether all of it is in capital letters."""
        return all(word.text.isupper() for word in self.words)


class Names:
    """Finds the names of one page.

    Args:
        text: the page, as `plain` gives it.
        declared: names that are invented, or that may stand for another reason.
    """

    def __init__(self, text: str, declared: Collection[str]) -> None:
        self.text = text
        self._kinds: dict[str, Kind] = {}
        self._small: frozenset[str] | None = None
        self._looked_at = 0
        self._declared = {folded(name) for name in declared}

    def words(self) -> Iterator[Word]:
        """Every capitalised word of the page."""
        for match in _CAPITALISED.finditer(self.text):
            word = match[0]
            if (kind := self._kinds.get(word)) is None:
                kind = self._kinds[word] = self._kind(word)
            if kind is Kind.UNKNOWN and word.isupper() and self.text.startswith("(", match.end()):
                kind = Kind.ORDINARY  # a formula: HYPERLINK(1)
            yield Word(word, match.start(), match.end(), kind)

    def is_declared(self, name: str) -> bool:
        """Whether a name, or its first word, is declared as invented."""
        whole = folded(" ".join(name.split()))
        return bool(self._declared) and (whole in self._declared or whole.partition(" ")[0] in self._declared)

    def join(self, words: list[Word]) -> Iterator[Name]:
        """The names among words that are in order: ordinary words are none, and end one."""
        name: list[Word] = []
        for word in words:
            if name and self._belongs(name[-1], word):
                name.append(word)
                continue
            if name:
                yield from self._unless_declared(name)
            name = [] if word.kind is Kind.ORDINARY else [word]
        if name:
            yield from self._unless_declared(name)

    def _unless_declared(self, words: list[Word]) -> Iterator[Name]:
        name = Name(words)
        if not self.is_declared(self.text[name.start : name.end]):
            yield name

    def _belongs(self, before: Word, word: Word) -> bool:
        if word.start - before.end > _LONGEST_BETWEEN or not _BETWEEN.fullmatch(self.text, before.end, word.start):
            return False
        if before.kind is Kind.ORDINARY:
            return False
        if word.kind is Kind.ORDINARY and "\n" in self.text[before.end : word.start]:
            return False
        if word.kind is Kind.ORDINARY:
            return before.kind in (Kind.FIRST, Kind.EITHER) and can_be_family_name(word.text)
        return True

    def _kind(self, word: str) -> Kind:
        kind = kind_of(word)
        if word[0].islower():  # some ranges of letters mix large and small
            return Kind.ORDINARY
        if kind is Kind.ORDINARY or _CAMEL.match(word) or _SEVERAL.fullmatch(word):
            return Kind.ORDINARY
        if word.isupper():  # an abbreviation, unless a list knows it
            likely = is_common_name(word) if len(word) < _LONG_FOR_CAPITALS else kind is not Kind.EITHER
            return kind if likely and len(word) > 2 else Kind.ORDINARY
        if kind is Kind.UNKNOWN and self._is_in_lower_case(word.lower()):
            return Kind.ORDINARY
        return kind

    def _is_in_lower_case(self, word: str) -> bool:
        """Whether a word, given in lower case, stands on the page like that."""
        if self._small is None:
            # Few words are asked for on most pages; where they are many, it is quicker to note all small words once.
            self._looked_at += 1
            place = self.text.find(word)
            while place >= 0 and self._looked_at < _MANY:
                if (match := _IN_LOWER_CASE.match(self.text, place)) and match[0] == word:
                    return True
                self._looked_at += 1
                place = self.text.find(word, place + 1)
            if self._looked_at < _MANY:
                return False
            self._small = frozenset(_IN_LOWER_CASE.findall(self.text))
        return word in self._small
