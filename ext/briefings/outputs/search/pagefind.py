"""Run the Pagefind program over records.

Pagefind's own Python client waits a tenth of a second for every reply; this one sends everything, and reads replies
as they come: base64 JSON between commas, over pipes.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from briefings.outputs.search.records import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from briefings.outputs.search.records import Record

LANGUAGE: Final = "en"
"""Pages say en-GB, which would make an index of its own that no record is in."""


MEMORY: Final = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:-1,narenas:1,tcache_max:4194304"}
"""Tells the program's allocator to keep what it has: it packs every record by itself, and else asks the system for the
same memory 20,000 times, a fifth of all its work. An allocator of another kind takes no notice."""
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


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
                env=os.environ | MEMORY,
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
                    line = _ENCODE({"message_id": self._sent, "payload": message})
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
        except BaseException:
            self._process.kill()  # else it waits until its replies are read, and the sender waits for it
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
    shown = {"kind": KINDS[record.kind][0], "within": record.within, "place": record.place, "origin": record.origin}
    shown["year"] = str(record.year) if record.year else ""
    return {
        "url": record.address,
        "content": record.text,
        "language": LANGUAGE,
        "meta": {name: value for name, value in searched.items() if value},
        "filters": {name: [value] for name, value in shown.items() if value},
        "sort": None,
    }
