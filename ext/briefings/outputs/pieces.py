"""Files made of pieces, each of one page: those of pages that did not change are taken from the file as it stands."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefings.model.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    from briefings.model.known import Places


class Piece(NamedTuple):
    """A part of a file.

    Attributes:
        name: unique in its file.
        page: the page that it is made of, by docname; and of the rest of the site as `known.keys_of` says.
        make: makes its text.
    """

    name: str
    page: str
    make: Callable[[], str]


class Pieces:
    """Puts files together, and notes for the next build where their pieces are.

    Args:
        folder: where the files are.
        unchanged: the pages whose pieces are what they were; of no page unless they are given.
        files: what was noted when these files were written; a file that is not as it was then is made anew.
    """

    def __init__(
        self,
        folder: Path = Path(),
        unchanged: Set[str] = frozenset(),
        files: Mapping[str, Places] = MappingProxyType({}),
    ) -> None:
        self._folder = folder
        self._unchanged = unchanged
        self._before = files
        self.files: dict[str, Places] = {}

    def file(self, name: str, head: str, pieces: Iterable[Piece], between: str, end: str) -> bytes:
        """A file: its head, its pieces with something between them, and its end."""
        old, places = self._old(name)
        parts, spans, at = [head.encode()], {}, len(head.encode())
        separator = between.encode()
        for number, piece in enumerate(pieces):
            if number:
                parts.append(separator)
                at += len(separator)
            place = places.get(piece.name) if piece.page in self._unchanged else None
            part = old[place[0] : place[1]] if place else piece.make().encode()
            spans[piece.name] = (at, at + len(part))
            parts.append(part)
            at += len(part)
        content = b"".join([*parts, end.encode()])
        self.files[name] = digest_of(content).hex(), spans
        return content

    def _old(self, name: str) -> tuple[bytes, dict[str, tuple[int, int]]]:
        """The file as it stands, and the places of its pieces, if it is what was noted."""
        digest, places = self._before.get(name, ("", {}))
        if digest:
            try:
                old = (self._folder / name).read_bytes()
            except OSError:
                return b"", {}
            if digest_of(old).hex() == digest:
                return old, places
        return b"", {}
