"""What the import did, was unsure of and left out; nothing happens that is not said here."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Collected while a document is read.

    Attributes:
        done: what was done.
        doubts: what somebody must look at.
        left_out: reason and text of each piece of the source that is not in the draft.
    """

    done: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def did(self, what: str) -> None:
        """Say what was done, once."""
        if what not in self.done:
            self.done.append(what)

    def unsure(self, what: str) -> None:
        """Say what must be looked at, once."""
        if what not in self.doubts:
            self.doubts.append(what)

    def leave_out(self, why: str, text: str) -> None:
        """Keep a piece of the source out of the draft, and in the list of leftovers."""
        if text.strip():
            self.left_out.append((why, " ".join(text.split())))

    def __str__(self) -> str:
        """The report as it is printed and saved."""
        parts = [_list("What was done", self.done), _list("Please look at these", self.doubts)]
        reasons = dict.fromkeys(why for why, _ in self.left_out)
        count = len(self.left_out)
        parts.append(f"Left out of the draft, word for word: {count} {'piece' if count == 1 else 'pieces'}.\n")
        parts += [_list(f"  {why}", [text for reason, text in self.left_out if reason == why]) for why in reasons]
        return "\n".join(part for part in parts if part)


def _list(title: str, lines: list[str]) -> str:
    return f"{title}:\n" + "".join(f"  - {line}\n" for line in lines) if lines else ""
