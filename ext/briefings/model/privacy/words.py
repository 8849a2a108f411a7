"""What a capitalised word may be: a first name, a family name, an ordinary word, more than one of these, or unknown.

The lists are files in ``lists/``; docs/privacy.md names their sources and licences. Words are looked up in lower case
and without accents, so that "Siân" and "SIAN" are one name.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_LISTS: Final = Path(__file__).parent / "lists"
_LETTERS: Final = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss"})
_MADE_OF_WORDS: Final = re.compile(r"(?:ing|tion|ment|ness|ship|ity|ies|ism|able|less|tional|ology|ised|ized)\Z")
"""How English words end, and names hardly ever."""
_OF_ONE_KIND: Final = 4_096

ORDINARY: Final = frozenset(
    """
    camhs carer cares dbs ehcp ethnicity gp hm lado mappa marac pre referral roma mash mdt senco idva isva iro icpc rcpc
    strat mums dads nan nana mum mummy dad daddy mam gran granny grandad auntie aunty stepmum stepdad safeguarding
    multi covid wellbeing lac cin cpp cpr scr lscb lscp cscp sudi tac taf ofsted neet fgm cse cce esfa ukcis appendix
    keyworker headteacher multiagency interagency online website email offline prevent channel signposting viability
    """.split()
)
"""Words of the trade that the list of English words lacks."""


class Kind(Enum):
    """What a capitalised word is by itself, before anybody looks at the words around it."""

    ORDINARY = "an English word or a place"
    FIRST = "a first name and nothing else"
    FAMILY = "a family name and nothing else"
    EITHER = "a first name that is an ordinary word or a place as well: April, Will, Grace, Chelsea"
    UNKNOWN = "a word that no list has"


@cache
def _listed(name: str) -> frozenset[str]:
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def folded(word: str) -> str:
    """A word in lower case and without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char)).lower()


@lru_cache(maxsize=_OF_ONE_KIND)
def kind_of(word: str) -> Kind:
    """What a capitalised word without its possessive is; of a hyphenated one, what its first name or first part is."""
    plain = folded(word)
    if "-" in plain:
        return _of_parts(word)
    if plain[1:2] == "'":
        return Kind.FAMILY if plain[2:] in _listed("surnames") else Kind.UNKNOWN
    if plain in _listed("first_names"):
        return Kind.EITHER if _is_ordinary(plain) else Kind.FIRST
    if _is_ordinary(plain):
        return Kind.ORDINARY
    if plain in _listed("surnames"):
        return Kind.FAMILY
    return Kind.ORDINARY if _MADE_OF_WORDS.search(plain) else Kind.UNKNOWN


def _of_parts(word: str) -> Kind:
    """Of "Mary-Kate" and "Lloyd-Jones", but not of "Police-led" and "Multi-Agency"."""
    parts = [part for part in word.split("-") if part]
    if not all(part[0].isupper() for part in parts[1:]):
        return Kind.ORDINARY
    kinds = {kind_of(part) for part in parts}
    for kind in (Kind.FIRST, Kind.FAMILY):
        if kind in kinds:
            return kind
    return Kind.ORDINARY if kinds <= {Kind.ORDINARY} else Kind.UNKNOWN


def _is_ordinary(word: str) -> bool:
    words, places = _listed("words"), _listed("places")
    return word in ORDINARY or word in words or word in places or (word[-1:] == "s" and word[:-1] in words)


def can_be_family_name(word: str) -> bool:
    """Whether a word, which may be an ordinary one, is a family name too: Young, Fox, Green."""
    return all(folded(part) in _listed("surnames") for part in word.split("-"))


def can_be_first_name(word: str) -> bool:
    """Whether a word, in whatever letters, is a first name, if perhaps an ordinary word too."""
    return folded(word) in _listed("first_names")


def is_english(word: str) -> bool:
    """Whether a word, in whatever letters, is in the list of English words."""
    return _is_ordinary(folded(word))
