"""What the import did, guessed, was unsure of and left out; nothing happens that is not said here."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """How much of a source became items and records.

    Attributes:
        bullets: the bullets of the source that are not in a table.
        items: the bullets and paragraphs that became items.
        records: the recommendations that became records.
        bullets_used: the bullets that became items or records.
        tables: the tables of the source that say more than one thing.
        tables_used: the tables that became records, blocks or facts.
        rows: the rows of tables that became records.
    """

    bullets: int = 0
    items: int = 0
    records: int = 0
    bullets_used: int = 0
    tables: int = 0
    tables_used: int = 0
    rows: int = 0

    def sentences(self) -> list[str]:
        """The counts as they are printed."""
        said = []
        if self.bullets:
            share = round(100 * self.bullets_used / self.bullets)
            said.append(f"{self.bullets_used} of {self.bullets} bullets became items or records ({share} %)")
        if self.tables:
            said.append(f"{self.tables_used} of {self.tables} tables were understood; {self.rows} rows became records")
        return [*said, f"the draft has {self.items} items and {self.records} records"]


@dataclass(slots=True)
class Report:
    """Collected while a document is read.

    Attributes:
        done: what was done and is sure.
        doubts: what somebody must look at.
        left_out: reason and text of each piece of the source that is not in the draft.
        guessed: what was guessed; each has a hint in the draft.
        private: reasons whose texts are counted and never printed or saved.
        hidden: texts of other reasons that are not, for they name somebody.
        names: the names of people that were left out; never printed or saved.
        counts: how much became items and records.
    """

    done: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    private: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)

    def did(self, what: str) -> None:
        """Say what was done, once."""
        if what not in self.done:
            self.done.append(what)

    def unsure(self, what: str) -> None:
        """Say what must be looked at, once."""
        if what not in self.doubts:
            self.doubts.append(what)

    def guess(self, what: str) -> str:
        """Say what was guessed, once.

        Returns:
            The text of the hint that stands in the draft beside it.
        """
        if what not in self.guessed:
            self.guessed.append(what)
        return f"check: {what}"

    def leave_out(self, why: str, text: str, *, private: bool = False) -> None:
        """Keep a piece of the source out of the draft, and in the list of leftovers.

        Args:
            why: the reason.
            text: the words.
            private: whether the account only counts it: what is told of one person is not repeated anywhere.
        """
        if private:
            self.private.add(why)
        if text.strip():
            self.left_out.append((why, " ".join(text.split())))

    def __str__(self) -> str:
        """The report as it is printed and saved."""
        sure, guessed, left = len(self.done), len(self.guessed), len(self.left_out)
        read = f"{_many(sure, 'thing')} done or read surely, {_many(guessed, 'thing')} guessed"
        counted = [f"{read}, {_many(left, 'piece')} left out", *self.counts.sentences()]
        parts = [
            _list("In numbers", counted),
            _list("What was done", self.done),
            _list(
                "Guessed; each has a hint [[check: ...]] in the draft. Remove the hint when it is right", self.guessed
            ),
            _list("Please look at these", self.doubts),
        ]
        reasons = dict.fromkeys(why for why, _ in self.left_out)
        parts.append(f"Left out of the draft, word for word: {_many(left, 'piece')}.\n")
        parts += [self._left_out(why) for why in reasons]
        return "\n".join(part for part in parts if part)

    def _left_out(self, why: str) -> str:
        texts = [text for reason, text in self.left_out if reason == why]
        hidden = texts if why in self.private else [text for text in texts if text in self.hidden]
        shown = [text for text in texts if text not in hidden]
        if not hidden:
            return _list(f"  {why}", shown)
        words = sum(len(text.split()) for text in hidden)
        also = "" if why in self.private else " that may name somebody"
        counted = f"{_many(len(hidden), 'piece')}{also}, {_many(words, 'word')}, not repeated here; see the report"
        return _list(f"  {why}", [*shown, counted]) if shown else f"  {why}: {counted}\n"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _list(title: str, lines: list[str]) -> str:
    return f"{title}:\n" + "".join(f"  - {line}\n" for line in lines) if lines else ""
