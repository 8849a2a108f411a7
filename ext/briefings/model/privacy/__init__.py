"""Privacy checks: what could tell who a child, a parent or a professional is (promises P36 to P41).

The same check runs in `make check`, before a commit and in every build. What it finds is never printed, logged or
stored: a finding says which rule, where, and the shape of what stands there (``### ### ####``).

No tool proves that a text is anonymous. A person checks too, and `anonymisation` in the front matter records it.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefings.model.picture_files import NOT_A_PICTURE, picture_files
from briefings.model.privacy.allow import Allowed, fingerprint
from briefings.model.privacy.dates import dates_in
from briefings.model.privacy.groups import groups_in, places_in
from briefings.model.privacy.identifiers import Span, Taken, identifiers_in
from briefings.model.privacy.initials import initials_in
from briefings.model.privacy.numbers import numbers_in
from briefings.model.privacy.people import TooMuchToSearch, people_in
from briefings.model.privacy.pictures import DAMAGED, carried_in, size_of, words_in
from briefings.model.privacy.plain import plain
from briefings.model.privacy.rare import rare_in
from briefings.model.privacy.rules import Rule
from briefings.model.problems import Code, Level, Problem
from briefings.model.scan import DATA_FILES, read_plain, register_files

_LONGEST_SHAPE: Final = 24
_AROUND: Final = 200
_FEW_WORDS: Final = 4
MOST_FINDINGS: Final = 200
_LONGEST_LINE: Final = 100_000
_LONGEST_REGISTER: Final = 1_000_000
_LONGEST_PICTURE: Final = 10_000_000
_MOST_PIXELS: Final = 25_000_000
_PARAGRAPH_END: Final = re.compile(r"\n[ \t>]*\n")
_FRONT_MATTER: Final = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_BLANK: Final = "\u25ae"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may make a person known. It does not hold what was found.

    Attributes:
        rule: what it is.
        line: 1-based line in the file.
        column: 1-based column.
        shape: the form of it: ``#`` for a digit, ``x`` for a letter.
        fingerprint: by which an entry of the allow file names it.
    """

    rule: Rule
    line: int
    column: int
    shape: str
    fingerprint: str


def findings_in(source: str, declared: Collection[str] = ()) -> list[Finding]:
    """Look through a text.

    Args:
        source: the text, as it stands in the file.
        declared: names that the page declares as invented.

    Returns:
        The findings in the order of the text; where two rules find the same, the one that blocks. Of those that block
        and of advice, the first 200 each.

    Raises:
        TooMuchToSearch: the text has more names, or a longer paragraph, than can be searched in time.
    """
    made = plain(source)
    text = made.text
    _refuse_too_much(text)
    # What a page declares as invented is not searched for names of people, but for everything else it is.
    paragraphs = _paragraphs(text)
    spans = _without_overlaps(_spans(text, paragraphs, declared))
    masked = _masked(text, spans)
    findings = []
    for rule, start, end in _listed(spans):
        line, column = made.where(start)
        around = _around(masked, start, end, paragraphs)
        findings.append(Finding(rule, line, column, _shape(text[start:end]), fingerprint(*around, rule)))
    return findings


def problems_of_page(
    source: str, *, page: str, path: str, allowed: Allowed, declared: Collection[str] = ()
) -> list[Problem]:
    """The privacy problems of one page: its text, front matter and all, and its file name.

    Args:
        source: the file as text.
        page: its docname.
        path: the file's name for messages.
        allowed: findings that may stand.
        declared: names that the page declares as invented.
    """
    problems = []
    try:
        found = findings_in(source, declared)
    except TooMuchToSearch as error:
        return [Problem(path, error.line, Code.TOO_LARGE, str(error))]
    for finding in found:
        rule = finding.rule
        if allowed.covers(page, rule.code, finding.fingerprint):
            continue
        problems.append(Problem(path, finding.line, rule.code, _sentence(finding)))
    return problems + [
        Problem(path, 0, Code.PRIVATE_FILE_NAME, f"the file name holds {finding.rule.found}; rename the file")
        for finding in findings_in(_spoken(page), declared)
        if finding.rule.code.level is Level.ERROR
    ]


def problems_of_registers(root: Path, allowed: Allowed) -> list[Problem]:
    """The privacy problems of what editors keep besides pages: packs, and how briefings were used."""
    problems = []
    for folder, file in register_files(root):
        if file.is_file() and not file.is_symlink():
            text = read_plain(file, _LONGEST_REGISTER).decode("utf-8", "replace")
            page = f"{folder}/{file.stem}"
            path = f"{root.name}/{folder}/{file.name}"
            problems += problems_of_page(text, page=page, path=path, allowed=allowed)
    for name in sorted(DATA_FILES):
        if (root / name).is_file() and not (root / name).is_symlink():
            text = read_plain(root / name, _LONGEST_REGISTER).decode("utf-8", "replace")
            problems += problems_of_page(text, page=Path(name).stem, path=f"{root.name}/{name}", allowed=allowed)
    return problems


def problems_of_settings(text: str, *, path: str, allowed: Allowed) -> list[Problem]:
    """The privacy problems of the strings of a ``conf.py``, some of which are shown on every page.

    Args:
        text: the file.
        path: its name for messages.
        allowed: findings that may stand.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return []  # Sphinx says where
    problems = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = problems_of_page(node.value, page="conf", path=path, allowed=allowed)
            problems += [replace(problem, line=max(problem.line - 1, 0) + node.lineno) for problem in found]
    return problems


def problems_of_pictures(root: Path, *, drafts: bool = False) -> list[Problem]:
    """The privacy problems of all pictures of a content folder.

    Args:
        root: the content folder.
        drafts: whether to look into ``drafts/`` as well.
    """
    problems = []
    for name, file in picture_files(root, drafts=drafts).items():
        path = f"{root.name}/{name}"
        try:
            data = read_plain(file, _LONGEST_PICTURE)
        except OSError:
            problems.append(Problem(path, 0, Code.UNREADABLE, "the file cannot be opened; check its permissions"))
            continue
        problems += problems_of_picture(data, path)
    return problems


def problems_of_picture(data: bytes, path: str) -> list[Problem]:
    """What a picture carries besides what it shows, what its name says, and whether it can be shown at all."""
    width, height = size_of(data)
    if len(data) > _LONGEST_PICTURE or width * height > _MOST_PIXELS:
        # A small file may unpack to more than a computer can hold.
        message = "the picture is over 10 MB or 25 million pixels; save it again in the size in which it is shown"
        return [Problem(path, 0, Code.TOO_LARGE, message)]
    found = carried_in(data)
    said = [
        Problem(path, 0, Code.PICTURE_CARRIES, f"the picture carries {carried}; save it again without its properties")
        for carried in found
        if carried not in DAMAGED
    ]
    if not set(DAMAGED).isdisjoint(found):
        said.append(Problem(path, 0, Code.BAD_PICTURE, NOT_A_PICTURE.format("PNG, JPEG or WebP")))
    name, words = words_in(data)
    if any(finding.rule.is_of_person for finding in findings_in(name)) or _blocks(words):
        message = "the colour profile of the picture may name a person; save it again without its profile"
        said.append(Problem(path, 0, Code.PICTURE_CARRIES, message))
    for finding in findings_in(_spoken(Path(path).stem)):
        if finding.rule.code.level is Level.ERROR:
            message = f"the file name holds {finding.rule.found}; rename the file"
            said.append(Problem(path, 0, Code.PRIVATE_FILE_NAME, message))
    return said


def _blocks(text: str) -> bool:
    return any(finding.rule.code.level is Level.ERROR for finding in findings_in(text))


def _sentence(finding: Finding) -> str:
    return (
        f"column {finding.column} has {finding.rule.found} ({finding.shape}); {finding.rule.advice}"
        f" (fingerprint {finding.fingerprint})"
    )


def _spans(text: str, paragraphs: list[tuple[int, int]], declared: Collection[str]) -> Iterator[Span]:
    invented = re.compile(rf"\b(?:{'|'.join(map(re.escape, declared))})\b") if declared else None
    yield from identifiers_in(text)
    yield from numbers_in(text)
    yield from dates_in(text, paragraphs, invented)
    yield from people_in(text, declared)
    yield from groups_in(text)
    yield from rare_in(text)
    yield from initials_in(text)
    yield from places_in(text, paragraphs, invented)


def _refuse_too_much(text: str) -> None:
    """Refuse a line that no person wrote, before any pattern looks at it."""
    if len(text) <= _LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            message = f"the line has over {_LONGEST_LINE:,} characters, which is too long to search for names; split it"
            raise TooMuchToSearch(message, number)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin and end. Of front matter each line counts by itself: it is a list of facts."""
    front = match.end() if (match := _FRONT_MATTER.match(text)) else 0
    ends = [match.end() for match in re.finditer("\n", text[:front])]
    ends += [match.start() for match in _PARAGRAPH_END.finditer(text, front)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _without_overlaps(spans: Iterator[Span]) -> list[Span]:
    """Each place once: of two findings, the one that blocks, then the longer."""
    kept: list[Span] = []
    taken = Taken()
    for span in sorted(spans, key=lambda one: (one[0].code.level is not Level.ERROR, one[1] - one[2], one[1])):
        if taken.add(span[1], span[2]):
            kept.append(span)
    return sorted(kept, key=lambda one: (one[1], one[2]))


def _listed(spans: list[Span]) -> list[Span]:
    """The first findings that block, and the first advice, in the order of the text: nobody reads a thousand."""
    blocking = [span for span in spans if span[0].code.level is Level.ERROR][:MOST_FINDINGS]
    advice = [span for span in spans if span[0].code.level is not Level.ERROR][:MOST_FINDINGS]
    return sorted([*blocking, *advice], key=lambda one: (one[1], one[2]))


def _masked(text: str, spans: list[Span]) -> str:
    parts, at = [], 0
    for _, start, end in spans:
        parts += [text[at:start], _BLANK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _around(masked: str, start: int, end: int, paragraphs: list[tuple[int, int]]) -> tuple[str, str]:
    """The words before and after a finding: of its paragraph, or beyond where that holds little else."""
    place = bisect_right(paragraphs, (start, len(masked) + 1)) - 1
    first, last = paragraphs[place][0], max(paragraphs[place][1], end)
    near = masked[max(first, start - _AROUND) : start] + " " + masked[end : min(last, end + _AROUND)]
    if len(near.replace(_BLANK, " ").split()) < _FEW_WORDS:
        first, last = 0, len(masked)
    before, after = masked[max(first, start - _AROUND) : start], masked[end : min(last, end + _AROUND)]
    return before.replace(_BLANK, " "), after.replace(_BLANK, " ")


def _shape(value: str) -> str:
    shape = "".join(
        "#" if char.isdigit() else "x" if char.isalpha() else " " if char.isspace() else char for char in value
    )
    shape = "".join(char if char.isascii() and char.isprintable() else "?" for char in shape)
    return shape if len(shape) <= _LONGEST_SHAPE else f"{shape[: _LONGEST_SHAPE - 1]}…"


def _spoken(name: str) -> str:
    """A file name as words: ``jayden-aged-7`` reads "Jayden aged 7"."""
    words = name.rpartition("/")[2].replace("-", " ").split()
    small = set("aged age born and of the his her their mother father mum dad brother sister old year".split())
    return " ".join(word if word in small else word.capitalize() for word in words)
