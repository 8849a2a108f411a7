"""Merge the draft of a new version of a report into the draft that an editor has worked on.

Three drafts are compared: the one of the last import (the base, of which only digests are kept), the editor's, and the
new one. What only the report changed is changed; what the editor changed stays; where both changed the same lines, the
editor's stay, and a hint says what the report has there now.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from briefings.importing.merging.changes import Change, changes_of, meet
from briefings.importing.merging.places import add_hint, gap_between, is_structure
from briefings.importing.merging.units import FENCE, Mark, Unit, text_of, units_of
from briefings.model.page import read_page
from briefings.model.problems import Code, errors_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HAS: Final = "check: the new version of the report has here: "
_HAS_NOT: Final = "check: the new version of the report no longer has this"
_OTHER_LAYOUT: Final = "check: the new version of the report is laid out in another way here"
_CHECK_AGAIN: Final = "check: text came in with a new version of the report; check again that nobody can be recognised"


@dataclass(slots=True)
class Merged:
    """A merged draft, and what the new version of the report changed in it.

    Attributes:
        text: the draft.
        added: lines that came in.
        removed: lines that went out, for the report no longer has them and the editor had left them as they were.
        kept: lines where both changed something; the editor's stand, with a hint.
    """

    text: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the report changed anything."""
        return bool(self.added or self.removed or self.kept)


def merge(base: Sequence[Mark], mine: str, theirs: str) -> Merged:
    """Merge two versions of a draft.

    Args:
        base: the lines of the last import.
        mine: the draft as the editor has it.
        theirs: the draft of the new version of the report.
    """
    before = _faults(mine)
    merged = _Merge(base, units_of(mine), units_of(theirs)).run()
    for careful in (("front",), ("front", "body")):
        if merged is None or not _faults(merged.text) - before:
            break
        merged = _Merge(base, units_of(mine), units_of(theirs), careful).run()
    if merged is None:
        return Merged(mine)
    if "\r\n" in mine:
        merged.text = merged.text.replace("\n", "\r\n")
    return merged


def _faults(text: str) -> Counter[Code]:
    """The mistakes of a draft besides hints: a merge must not add any."""
    page = read_page(text.replace("\r\n", "\n").encode(), docname="drafts/merged", path="draft")
    return Counter(one.code for one in errors_in(page.problems) if one.code is not Code.HINT_LEFT)


@dataclass(slots=True)
class _Group:
    """Lines of the base that both versions changed."""

    start: int
    end: int
    theirs: list[Change]


class _Merge:
    """Goes through the lines of the base, and writes what becomes of each.

    Args:
        base: the lines of the last import.
        mine: the lines of the editor's draft.
        theirs: the lines of the new draft.
        careful: the halves in which nothing is changed that the editor could have built upon.
    """

    def __init__(self, base: Sequence[Mark], mine: list[Unit], theirs: list[Unit], careful: Sequence[str] = ()) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.my_changes = changes_of(base, [one.mark for one in mine])
        self.their_changes = changes_of(base, [one.mark for one in theirs])
        self.my_line = dict(_kept_lines(self.my_changes, len(base)))
        self.their_line = dict(_kept_lines(self.their_changes, len(base)))
        fences = [at for at, one in enumerate(base) if one.key == units_of(FENCE)[0].mark.key]
        self.body = fences[1] if len(fences) > 1 else 0
        self.careful = careful
        self.groups = self._groups()
        self.out: list[Unit] = []
        self.last_source: tuple[str, int] = ("", -1)
        self.merged = Merged("")

    def run(self) -> Merged | None:
        """The merged draft, or None when the report changed nothing."""
        if not self.their_changes and not any(self._new_hint(at) for at in self.their_line):
            return None
        at = 0
        while at <= len(self.base):
            self._changes_at(at, insertions=True)
            group = next((one for one in self.groups if one.start == at), None)
            if group:
                self._write_group(group)
            if group and group.end > group.start:
                at = group.end
                continue
            self._changes_at(at, insertions=False)
            if at < len(self.base):
                self._line(at)
            at += 1
        if self.merged.added:
            self._ask_for_another_check()
        self.merged.text = text_of(self.out)
        return self.merged

    def _groups(self) -> list[_Group]:
        """The parts of the base that both versions changed, each as wide as the changes that meet there."""
        groups: list[_Group] = []
        for their in self.their_changes:
            mine = [one for one in self.my_changes if meet(one, their)]
            if not mine and not self._is_careful(their):
                continue
            start = min(one.start for one in (their, *mine))
            end = max(one.end for one in (their, *mine))
            changes = [their]
            while groups and (groups[-1].end > start or groups[-1].start == start):
                last = groups.pop()
                start, end, changes = min(start, last.start), max(end, last.end), [*last.theirs, *changes]
            groups.append(_Group(start, end, changes))
        return groups

    def _is_careful(self, change: Change) -> bool:
        return ("front" if change.start <= self.body else "body") in self.careful

    def _in_group(self, change: Change) -> bool:
        return any(change in group.theirs for group in self.groups)

    # what becomes of each part -----------------------------------------------------------------------------------

    def _changes_at(self, at: int, *, insertions: bool) -> None:
        """What both versions added before a line, or put in its place."""
        mine = [one for one in self.my_changes if one.start == at and (one.start == one.end) is insertions]
        theirs = [one for one in self.their_changes if one.start == at and (one.start == one.end) is insertions]
        said = {self.mine[line].mark.key for one in mine for line in range(one.first, one.last)}
        for change in mine:
            self._take_mine(change)
        for change in theirs:
            if not self._in_group(change):
                self._take_theirs(change, said)

    def _take_mine(self, change: Change) -> None:
        for line in range(change.first, change.last):
            self._write(self.mine[line], "mine", line)

    def _take_theirs(self, change: Change, said: set[str]) -> None:
        for line in range(change.first, change.last):
            unit = self.theirs[line]
            if unit.mark.key in said and not is_structure(unit.text):
                continue
            self._write(unit, "theirs", line)
            if unit.words and not is_structure(unit.text):
                self.merged.added.append(unit.words)

    def _line(self, at: int) -> None:
        """A line of the base: it stays when both versions have it."""
        if at in self.my_line and at in self.their_line:
            unit = self.mine[self.my_line[at]]
            if self._new_hint(at):
                unit = replace(self.theirs[self.their_line[at]], gap=unit.gap)
            self._write(unit, "mine", self.my_line[at])
        elif at in self.my_line:
            unit = self.mine[self.my_line[at]]
            if unit.words and not is_structure(unit.text):
                self.merged.removed.append(unit.words)

    def _new_hint(self, at: int) -> bool:
        """Whether the report made the import doubt a line that the editor has left as it was, or doubt it no more."""
        if at not in self.my_line:
            return False
        full = self.base[at].full
        return self.mine[self.my_line[at]].mark.full == full != self.theirs[self.their_line[at]].mark.full

    def _write_group(self, group: _Group) -> None:
        """The editor's lines, and what the report has there now, or has no longer, as hints."""
        before = len(self.out)
        for at in range(group.start, group.end):
            for change in self.my_changes:
                if change.start == at and (change.start < change.end or at > group.start):
                    self._take_mine(change)
            if at in self.my_line:
                self._write(self.mine[self.my_line[at]], "mine", self.my_line[at])
        kept = len(self.out) - before
        keys = {unit.mark.key for unit in self.out[before:]}
        lines = [self.theirs[line] for one in group.theirs for line in range(one.first, one.last)]
        lines = [one for one in lines if not one.mark.hint]
        fresh = [one for one in lines if one.mark.key not in keys]
        said = [one for one in fresh if one.words and not is_structure(one.text)]
        for unit in said:
            is_item = unit.text.lstrip().startswith("- ")
            self._hint(
                _HAS + unit.words.removeprefix("- "),
                own=kept > 0,
                is_item=is_item,
                behind=_likest(self.out, before, unit),
            )
        if said or not kept or (lines and not fresh):
            return
        gone = _HAS_NOT if kept == 1 else f"{_HAS_NOT}: the {kept} lines up to here"
        self._hint(_OTHER_LAYOUT if fresh else gone, own=True, is_item=False)

    def _hint(self, words: str, *, own: bool, is_item: bool, behind: int = -1) -> None:
        """Write a hint behind a line of the editor's, or behind the last one."""
        place = behind + 1 if behind >= 0 else len(self.out)
        head, rest = self.out[:place], self.out[place:]
        add_hint(head, words, own=own, is_item=is_item)
        if rest:
            rest[0] = replace(rest[0], gap=gap_between(head, rest[0]))
        self.out = head + rest
        self.last_source = ("", -1)
        self.merged.kept.append(words.removeprefix("check: "))

    def _write(self, unit: Unit, source: str, line: int) -> None:
        if self.last_source != (source, line - 1):
            unit = replace(unit, gap=gap_between(self.out, unit))
        self.out.append(unit)
        self.last_source = (source, line)

    def _ask_for_another_check(self) -> None:
        for at, unit in enumerate(self.out):
            if unit.text == FENCE and at:
                return
            if unit.text.startswith("anonymisation:") and "[[" not in unit.text:
                lines = [*self.out[:at], unit]
                add_hint(lines, _CHECK_AGAIN, own=False, is_item=False)
                self.out = [*lines, *self.out[at + 1 :]]
                return


def _likest(out: Sequence[Unit], start: int, unit: Unit) -> int:
    """The place of the line, among those from `start` on, that is most like another."""
    shares = [(SequenceMatcher(None, one.words, unit.words, autojunk=False).ratio(), -at) for at, one in enumerate(out)]
    return -max(shares[start:], default=(0.0, 1 - len(out)))[1]


def _kept_lines(changes: list[Change], length: int) -> Iterator[tuple[int, int]]:
    """Which line of a version each line of the base became that it left as it was."""
    at = line = 0
    for change in [*changes, Change(length, length, 0, 0)]:
        while at < change.start:
            yield at, line
            at, line = at + 1, line + 1
        at, line = change.end, change.last
