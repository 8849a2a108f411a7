"""Files made of pieces, each of one page: those of pages that did not change are taken from the file as it stands."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefings.model.digest import digest_of, new_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

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

    def file(self, name: str, head: str, pieces: Iterable[Piece], between: str, end: str) -> Iterator[bytes]:
        """A file: its head, its pieces with something between them, and its end, each made when it is asked for."""
        old, places = self._old(name)
        spans: dict[str, tuple[int, int]] = {}
        total, at, before = new_digest(), 0, head.encode()
        for piece in pieces:
            place = places.get(piece.name) if piece.page in self._unchanged else None
            part = old[place[0] : place[1]] if place else piece.make().encode()
            at += len(before)
            spans[piece.name] = (at, at + len(part))
            at += len(part)
            total.update(before + part)
            yield before + part
            before = between.encode()
        last = (b"" if spans else before) + end.encode()
        total.update(last)
        yield last
        self.files[name] = total.hexdigest(), spans

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


def put(file: Path, parts: Iterable[bytes]) -> None:
    """Make a file hold these parts; one that holds them already is not touched.

    It is compared as it goes: a large site has data files of a hundred megabytes, and no more than a part of one is in
    memory at a time.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("r+b" if file.exists() else "w+b") as stream:
        same, end = True, 0
        for part in parts:
            if same and stream.read(len(part)) != part:
                same = False
                stream.seek(end)
            if not same:
                stream.write(part)
            end += len(part)
        if not same or stream.read(1):
            stream.truncate(end)
