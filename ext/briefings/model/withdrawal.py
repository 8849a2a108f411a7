"""Whether the reason of a withdrawal may be public: the one sentence on a page that everybody looks at just then.

Stricter than for pages: advice counts as well, nothing is declared as invented, the only numbers are years, and within
a sentence no word with a capital letter may stand that is not a name of the site itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.model.dates import MONTHS
from briefings.model.markup import bad_characters
from briefings.model.privacy import findings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

LONGEST: Final = 300
SAFE: Final = "It is being corrected."
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER: Final = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+")
_SENTENCE_ENDS: Final = (".", "!", "?", ":")
_ALWAYS: Final = frozenset({"i", "ofsted", "board", "partnership", "safeguarding", "children", *map(str.lower, MONTHS)})


def faults_in_reason(why: str, titles: Iterable[str], invented: Iterable[str] = ()) -> Iterator[str]:
    """Why a reason may not be public, a sentence each; no sentence holds what was found.

    Args:
        why: the reason.
        titles: what agencies, partnerships, themes and policies of the site are called.
        invented: names that the briefing declared as invented: whoever knows the report knows them too.
    """
    if not why.strip():
        yield "there is no reason"
    if len(why) > LONGEST:
        yield f"the reason has {len(why)} characters, more than {LONGEST}"
    if "\n" in why or "\r" in why:
        yield "the reason has more than one line"
    yield from (f"in the reason {sentence}" for sentence in bad_characters(why))
    rules = {finding.rule.found for finding in findings_in(why)}
    yield from (f"the reason has {found}" for found in sorted(rules))
    if _NUMBER.search(why):
        yield "the reason has a number that is not a year"
    known = {word.lower() for title in titles for word in _WORD.findall(title)} | _ALWAYS
    names = {word.lower() for name in invented for word in _WORD.findall(name)}
    if any(word.lower() in names for word in _WORD.findall(why)):
        yield "the reason has an invented name of the briefing"
    if number := sum(1 for _ in _unknown_capitals(why, known)):
        words = "a word" if number == 1 else f"{number} words"
        yield f"the reason has {words} with a capital letter that this site does not know and that may name somebody"


def _unknown_capitals(why: str, known: Set[str]) -> Iterator[str]:
    begins = True
    end = 0
    for match in _WORD.finditer(why):
        word = re.sub(r"['’]s$", "", match[0])
        begins = begins or why[end : match.start()].rstrip().endswith(_SENTENCE_ENDS)
        if not begins and word[0].isupper() and not word.isupper() and word.lower() not in known:
            yield word
        begins, end = False, match.end()
