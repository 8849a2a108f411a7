"""Run the Pagefind program over records, and make what it writes small and the same every time.

Pagefind's own Python client waits a tenth of a second for every reply; this one sends everything, and reads replies
as they come: base64 JSON between commas, over pipes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import subprocess
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import cbor2

from briefings.outputs.search.records import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from briefings.outputs.search.records import Record

LANGUAGE: Final = "en"
"""Pages say en-GB, which would make an index of its own that no record is in."""
_MAGIC: Final = b"pagefind_dcd"
_ENTRY: Final = "pagefind-entry.json"
_KEPT: Final = frozenset({"pagefind.js", f"wasm.{LANGUAGE}.pagefind"})
_PAGES, _FILTERS, _SORTS = 1, 3, 4
"""The places of pages, filters and sorts in Pagefind's list of what there is."""
_SHORT_BITS: Final = 6
_SAMPLE: Final = 97
"""One in so many records is read back, to see that Pagefind kept our order."""


class PagefindError(Exception):
    """The program failed, or did not do what this release is known to do."""


class Pagefind:
    """A running Pagefind program with one index; use it in a ``with`` statement.

    Raises:
        PagefindError: when the program cannot be started, or says that something failed.
    """

    def __enter__(self) -> Pagefind:
        from pagefind.service import get_executable

        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program of a locked dependency
                [str(get_executable()), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, FileNotFoundError) as error:
            raise PagefindError(f"Pagefind could not be started: {error}") from None
        self._sent = 0
        self._replies: deque[bytes] = deque()
        self._part: list[bytes] = []
        self._index = self._ask([{"type": "NewIndex", "config": {"force_language": LANGUAGE}}])[0]["index_id"]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()
        with suppress(BrokenPipeError):  # the program has ended already
            self._process.stdin.close()

    def add(self, records: Sequence[Record]) -> None:
        """Add records in their order."""
        self._ask([{"type": "AddRecord", "index_id": self._index, **as_pagefind(record)} for record in records])

    def files(self) -> dict[str, bytes]:
        """Every file of the index by its name. (Asked to write them itself, Pagefind says so before it has.)"""
        reply = self._ask([{"type": "GetFiles", "index_id": self._index}])[0]
        return {file["path"]: base64.b64decode(file["content"]) for file in reply["files"]}

    def _ask(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send messages and read as many replies; both at once, because the pipes hold only so much."""
        assert self._process.stdin is not None
        stdin = self._process.stdin

        def send() -> None:
            try:
                for message in messages:
                    self._sent += 1
                    line = json.dumps({"message_id": self._sent, "payload": message}, ensure_ascii=False)
                    stdin.write(base64.b64encode(line.encode()) + b",")
                stdin.flush()
            except OSError:
                pass  # the program has ended: reading its replies says so

        sender = threading.Thread(target=send)
        sender.start()
        replies = []
        try:
            for _ in messages:
                reply = self._reply()
                if reply["type"] == "Error":
                    raise PagefindError(f"Pagefind says: {reply.get('message', 'nothing')}")
                replies.append(reply)
        except PagefindError:
            self._process.kill()
            raise
        finally:
            sender.join()
        return replies

    def _reply(self) -> dict[str, Any]:
        stdout: Any = self._process.stdout
        while not self._replies:
            read = stdout.read1(1 << 20)
            if not read:
                raise PagefindError("Pagefind ended before it was done")
            first, *others = read.split(b",")
            self._part.append(first)
            for other in others:
                self._replies.append(b"".join(self._part))
                self._part = [other]
        reply = json.loads(base64.b64decode(self._replies.popleft()))
        payload: dict[str, Any] = reply["payload"]
        return payload


def as_pagefind(record: Record) -> dict[str, Any]:
    """A record as Pagefind takes it.

    What is in ``meta`` is searched; what is in ``filters`` is only kept beside the text, for the result to show.
    """
    searched = {"title": record.title, "names": record.names, "about": record.about}
    shown = {"kind": KINDS[record.kind][0], "within": record.within, "place": record.place}
    shown["year"] = str(record.year) if record.year else ""
    return {
        "url": record.address,
        "content": record.text,
        "language": LANGUAGE,
        "meta": {name: value for name, value in searched.items() if value},
        "filters": {name: [value] for name, value in shown.items() if value},
        "sort": None,
    }


# ---------------------------------------------------------------- small, and the same every time


def release_of(records: Sequence[Record]) -> str:
    """A name for these very records: no browser takes a file of another release for one of this."""
    total = hashlib.blake2b(digest_size=2)
    for record in records:
        total.update(repr(record).encode())
    return total.hexdigest()


def name_of(number: int, release: str, width: int) -> str:
    """The name of the record with a number.

    Hexadecimal digits, the last one first: a list of 20,000 such names takes 25 kB compressed instead of 100, and
    every reader of the search loads it. The search page reads the number back out of the name.
    """
    return f"{release}{f'{number:0{width}x}'[::-1]}"


def tidy(files: Mapping[str, bytes], records: Sequence[Record], release: str) -> dict[str, bytes]:
    """Make an index small, and the same every time for the same records.

    Records are renamed by their numbers; lengths are rounded (they only weigh results against each other); filters,
    which come in another order every time, and all files that our search page does not use are left out.

    Args:
        files: what Pagefind made.
        records: what it made it of, in the same order.
        release: what the names of records begin with.

    Raises:
        PagefindError: when the index is not built as this release of Pagefind builds it.
    """
    entry = json.loads(files[_ENTRY])
    if list(entry["languages"]) != [LANGUAGE]:
        raise PagefindError(f"Pagefind made the languages {', '.join(entry['languages'])}, not {LANGUAGE} alone")
    info = entry["languages"][LANGUAGE]
    meta = cbor2.loads(_unpack(files[f"pagefind.{info['hash']}.pf_meta"]))
    _check_order(files, meta[_PAGES], records)
    kept = {name: files[name] for name in sorted(files) if name in _KEPT or name.startswith("index/")}
    width = len(f"{len(records) - 1:x}")
    for number, page in enumerate(meta[_PAGES]):
        name = name_of(number, release, width)
        kept[f"fragment/{name}.pf_fragment"] = files[f"fragment/{page[0]}.pf_fragment"]
        page[:] = [name, rounded(page[1])]
    meta[_FILTERS], meta[_SORTS] = [], []
    data = _pack(cbor2.dumps(meta))
    info["hash"] = f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:10]}"
    kept[f"pagefind.{info['hash']}.pf_meta"] = data
    kept[_ENTRY] = json.dumps(entry, ensure_ascii=False).encode()
    return kept


def rounded(words: int) -> int:
    """The length of a record, rounded: 1 up to 64 words (nearly every item), 2 up to 128, then 4, 8 and so on.

    Lengths only weigh results against the average length, so the unit does not matter.
    """
    return 1 << max(0, (words - 1).bit_length() - _SHORT_BITS)


def _check_order(files: Mapping[str, bytes], pages: Sequence[Any], records: Sequence[Record]) -> None:
    if len(pages) != len(records):
        raise PagefindError(f"Pagefind took {len(pages)} of {len(records)} records")
    for number in (*range(0, len(records), _SAMPLE), len(records) - 1):
        fragment = files[f"fragment/{pages[number][0]}.pf_fragment"]
        if json.loads(_unpack(fragment))["url"] != records[number].address:
            raise PagefindError("Pagefind did not keep the records in their order")


def _unpack(data: bytes) -> bytes:
    text = gzip.decompress(data)
    if not text.startswith(_MAGIC):
        raise PagefindError("Pagefind wrote a file of another kind than this release is known to write")
    return text[len(_MAGIC) :]


def _pack(data: bytes) -> bytes:
    return gzip.compress(_MAGIC + data, 9, mtime=0)
