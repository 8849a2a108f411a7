"""Advice that needs all pages: questions that a briefing lacks or that stand twice, abbreviations nobody explains.

Advice never stops publication; `make check` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefings.model.problems import Code, Problem, shown
from briefings.model.reading import WORDS_PER_MINUTE
from briefings.model.schema import Briefing, Policy
from briefings.model.similar import near_pairs
from briefings.model.statuses import later_evidence, reading_of
from briefings.model.vocabulary import BlockKind, Kind, PolicyStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefings.model.library import FoundRecommendation, Library
    from briefings.model.schema import Update

ALIKE: Final = 0.6
"""How alike two questions or recommendations are (shared words) to be pointed out."""
MOST_MINUTES: Final = 7
"""How long a briefing may take to read before that is pointed out."""
_EVERYDAY: Final = frozenset("UK HM PDF TV OK ID CSV JSON HTML YAML".split())
"""Abbreviations that need no explanation."""


def advise(library: Library, content: str = "content") -> Iterator[Problem]:
    """All advice between pages.

    Args:
        library: all pages that were read without an error.
        content: the name of the content folder, for messages.
    """
    yield from _no_questions(library, content)
    yield from _no_practice_points(library, content)
    yield from _long_reads(library, content)
    yield from _no_review_date(library, content)
    yield from _no_address(library, content)
    yield from _evidence_of_done(library, content)
    yield from _alike_questions(library, content)
    yield from _alike_recommendations(library, content)
    yield from _unexplained(library, content)
    yield from _old_test(library, content)


def _no_questions(library: Library, content: str) -> Iterator[Problem]:
    for entry in library.of_kind(Kind.BRIEFING):
        if not any(block.kind is BlockKind.QUESTIONS for block in entry.blocks):
            message = "this briefing has no questions; add a block {questions} that a team can talk about"
            yield Problem(f"{content}/{entry.docname}.md", 0, Code.QUESTIONS_MISSING, message)


def _no_practice_points(library: Library, content: str) -> Iterator[Problem]:
    for entry in library.of_kind(Kind.BRIEFING):
        if not any(block.kind is BlockKind.PRACTICE_POINTS for block in entry.blocks):
            message = "this briefing says nothing that people can do; add a block {practice-points}"
            yield Problem(f"{content}/{entry.docname}.md", 0, Code.PRACTICE_POINTS_MISSING, message)


def _long_reads(library: Library, content: str) -> Iterator[Problem]:
    for entry in library.of_kind(Kind.BRIEFING):
        if entry.words > MOST_MINUTES * WORDS_PER_MINUTE:
            message = f"this takes over {MOST_MINUTES} minutes to read ({entry.words} words); shorten it if you can"
            yield Problem(f"{content}/{entry.docname}.md", 0, Code.LONG_READ, message)


def _no_review_date(library: Library, content: str) -> Iterator[Problem]:
    for entry in library.of_kind(Kind.POLICY):
        policy = entry.record
        if not isinstance(policy, Policy) or not policy.partnership:
            continue
        if policy.status is PolicyStatus.CURRENT and policy.review_due is None:
            message = "this local policy stands, but nobody can see when it is reviewed; add 'review_due:'"
            yield Problem(f"{content}/{entry.docname}.md", 0, Code.REVIEW_DATE_MISSING, message)


def _no_address(library: Library, content: str) -> Iterator[Problem]:
    """Entries that nobody can open, and sources for which nobody has looked."""
    for entry in (*library.of_kind(Kind.POLICY), *library.of_kind(Kind.BRIEFING)):
        record, path = entry.record, f"{content}/{entry.docname}.md"
        if library.where(entry).way_out is not None:
            continue
        if isinstance(record, Policy):
            message = "nobody can open this entry from the site; add 'address:' with 'last_seen:', or 'archived:'"
            yield Problem(path, 0, Code.NO_ADDRESS, message)
        elif isinstance(record, Briefing) and record.source and not record.source.checked:
            message = "the source has no address; add 'url:' to it, or 'checked:' with the day you looked for it"
            yield Problem(path, 0, Code.NO_ADDRESS, message)


def _evidence_of_done(library: Library, content: str) -> Iterator[Problem]:
    """Recommendations that an update calls done without evidence, or by evidence of a day after the update."""
    for found in library.recommendations:
        path, scale = f"{content}/{found.entry.docname}.md", library.scale(found.briefing.partnership)
        for update in found.recommendation.updates:
            if reading_of(update, scale).status is not Status.GREEN:
                continue
            name, line = f"recommendation {found.recommendation.id}", _line_of(found, update)
            if not update.evidence:
                message = f"{name} is done ('{shown(update.status)}') without evidence; add what shows it"
                yield Problem(path, line, Code.EVIDENCE_MISSING, message)
            elif later := later_evidence(update):
                message = (
                    f"{name} is done ('{shown(update.status)}') on {update.on.words}, but its evidence is of "
                    f"{later.words}; look it up, and say so where the briefing counts what is done"
                )
                yield Problem(path, line, Code.EVIDENCE_LATER, message)


def _line_of(found: FoundRecommendation, update: Update) -> int:
    """The line of the first update of a recommendation with a status."""
    place = found.recommendation.anchor
    lines = (one.line for one in found.entry.references if one[:2] == ("status", update.status) and one.place == place)
    return next(lines, 0)


def _alike_questions(library: Library, content: str) -> Iterator[Problem]:
    questions = {found.key: found for found in library.items if found.block.kind is BlockKind.QUESTIONS}
    texts = {key: library.text_of(found.item) for key, found in questions.items()}
    for first, second, _ in near_pairs(texts, ALIKE):
        found = questions[second]
        message = f"this question is nearly the same as {first}: '{shown(texts[first])}'; consider pointing to it"
        yield Problem(f"{content}/{found.entry.docname}.md", found.item.line, Code.ALIKE, message)


def _alike_recommendations(library: Library, content: str) -> Iterator[Problem]:
    found = {one.key: one for one in library.recommendations}
    for first, second, _ in near_pairs({key: one.recommendation.text for key, one in found.items()}, ALIKE):
        message = f"recommendation {second} is nearly the same as {first}; say so in it, if it was made again"
        yield Problem(f"{content}/{found[second].entry.docname}.md", 0, Code.ALIKE, message)


def _unexplained(library: Library, content: str) -> Iterator[Problem]:
    for entry in library.entries.values():
        if not isinstance(entry.record, Briefing):
            continue
        for word in entry.abbreviations:
            if word not in library.glossary and word not in _EVERYDAY:
                message = f"'{word}' is not in the glossary; add it there or write it in full"
                yield Problem(f"{content}/{entry.docname}.md", 0, Code.UNEXPLAINED, message)


def _old_test(library: Library, content: str) -> Iterator[Problem]:
    if library.accessibility and library.test_is_old(library.accessibility[1]):
        entry, statement = library.accessibility
        message = (
            f"the site was last tested for accessibility over a year ago ({statement.tested.words}); "
            "test it again, and change 'tested:'"
        )
        yield Problem(f"{content}/{entry.docname}.md", 0, Code.TEST_OLD, message)
