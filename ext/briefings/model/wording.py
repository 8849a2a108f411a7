"""Advice on words: sentences that are too long, words that readers may not know, words that blame.

Advice only: it never stops publication, and sometimes a long sentence is right. What is quoted is not ours to change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.model.attribute_rules import without_attributes
from briefings.model.problems import Code, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SENTENCE: Final = 30
"""Words; GOV.UK's content guidance asks for 25, and a list inside a sentence may need a few more."""

PLAIN_WORDS: Final = {
    "ascertain": "find out",
    "collate": "gather",
    "commence": "start",
    "commenced": "started",
    "cohort": "group",
    "disseminate": "share",
    "disseminated": "shared",
    "embed": "make part of everyday work",
    "embedded": "part of everyday work",
    "evidenced": "shown",
    "expedite": "speed up",
    "facilitate": "help",
    "going forward": "from now on",
    "holistic": "whole",
    "in a timely manner": "on time",
    "in a timely way": "on time",
    "in order to": "to",
    "in respect of": "about",
    "in relation to": "about",
    "index child": "the child",
    "interface": "work together",
    "lateral checks": "checks with other agencies",
    "leverage": "use",
    "multi-faceted": "many-sided",
    "operationalise": "put into practice",
    "overarching": "main",
    "prior to": "before",
    "purposeful": "with a clear aim",
    "robust": "strong",
    "signpost": "point",
    "signposting": "pointing",
    "siloed": "apart",
    "stakeholders": "the people involved",
    "subject to a plan": "who have a plan",
    "systemic": "in the whole system",
    "timeliness": "being on time",
    "triangulate": "compare",
    "triangulated": "compared",
    "upskill": "train",
    "utilise": "use",
    "utilised": "used",
    "utilising": "using",
    "whilst": "while",
    "workstream": "piece of work",
}
"""Words of reports, with what to write instead."""

BLAMING: Final = {
    "failed to": "say what did not happen",
    "failure to": "say what did not happen",
    "neglected to": "say what did not happen",
    "did not bother": "say what did not happen",
    "ignored": "say what was not seen or done",
    "poor practice": "say what was done, and what would help",
    "bad practice": "say what was done, and what would help",
    "incompetent": "say what was missing",
    "careless": "say what happened",
    "inexcusable": "say what happened",
    "should have known": "say what would have helped them to see it",
    "hard to reach": "say what made it hard for us to reach them",
    "hard-to-reach": "say what made it hard for us to reach them",
    "non-compliant": "say what the person did not do, and why if it is known",
    "refused to engage": "say what was offered, and what the person said",
    "failed to engage": "say what was offered, and what the person said",
    "disengaged": "say what was offered, and what the person said",
    "did not engage": "say what was offered, and what the person said",
    "chaotic family": "say what was hard in the family's life",
    "chaotic lifestyle": "say what was hard in the family's life",
    "lifestyle choice": "say what was done to the child",
    "put herself at risk": "say who harmed her",
    "put himself at risk": "say who harmed him",
    "put themselves at risk": "say who harmed them",
    "placed themselves at risk": "say who harmed them",
    "promiscuous": "say what was done to the child",
    "attention seeking": "say what the child showed or said",
    "attention-seeking": "say what the child showed or said",
    "manipulative": "say what the person did",
}
"""Words that blame people, with what to write instead."""

_ROLE = re.compile(r"\{[a-z]+\}`([^`<]*?)(?:\s*<[^`>]*>)?`")
_NOT_TEXT = re.compile(r"\s*(?::{3,}.*|:[a-z-]+:.*|#+ .*|`{3,}.*|\|.*)?")
_LIST_START = re.compile(r"\s*(?:[-*]|\d+\.)\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_QUOTED = re.compile(r"[\"“][^\"”]{0,400}[\"”]")


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?![\w-])", re.I)


_JARGON_PATTERN = _pattern(PLAIN_WORDS)
_BLAME_PATTERN = _pattern(BLAMING)


def advise_on_words(body: str, path: str) -> Iterator[Problem]:
    """Advice on the words of a body.

    Args:
        body: the Markdown of a page, lines numbered as in the file.
        path: the file's name for messages.
    """
    for line, text in _paragraphs(body):
        for sentence in _SENTENCE_END.split(text):
            count = len(sentence.split())
            if count > LONGEST_SENTENCE:
                message = f"this sentence has {count} words ('{shown(sentence, 40)}'); make two of it"
                yield Problem(path, line, Code.LONG_SENTENCE, message)
        own = _QUOTED.sub(" ", text)
        lowered = own.lower()
        for code, pattern, words in (
            (Code.JARGON, _JARGON_PATTERN, PLAIN_WORDS),
            (Code.BLAME, _BLAME_PATTERN, BLAMING),
        ):
            if not any(word in lowered for word in words):  # much quicker than the pattern, which few paragraphs need
                continue
            for found in dict.fromkeys(match.lower() for match in pattern.findall(own)):
                instead = f"write '{words[found]}'" if code is Code.JARGON else words[found]
                yield Problem(path, line, code, f"'{found}' stands here; {instead}")


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """The paragraphs and bullets of a body as plain text, each with its first line."""
    start, words, code = 0, "", False
    for number, source in enumerate([*body.split("\n"), ""], 1):
        line = without_attributes(source)
        if line.lstrip().startswith("```"):
            code = not code
        is_text = not code and not _NOT_TEXT.fullmatch(line)
        item = _LIST_START.match(line) if is_text else None
        if words and (item or not is_text):
            yield start, words
            words = ""
        if is_text:
            text = _ROLE.sub(r"\1", line[item.end() :] if item else line).replace("**", "").strip()
            start, words = (start, f"{words} {text}") if words else (number, text)
