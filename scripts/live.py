"""Preview the content in a browser, and again after each change: sphinx-autobuild, with Sphinx already loaded.

It takes the arguments of sphinx-autobuild. That starts a new Python for each build, which loads Sphinx for a second
before it reads the one page that was saved. Here each build is a copy of a process in which everything is loaded;
`conf.py`, templates and content are read anew as ever. After a change of the generator's code, start it again.

A preview shows what is not public, so it answers only to names of this computer: another site that the reader has open
could else give its own name to our address (DNS rebinding) and read along.
"""

from __future__ import annotations

import gc
import pkgutil
import socket
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import sphinx_autobuild.__main__ as autobuild  # type: ignore[import-untyped]
from sphinx.application import builtin_extensions
from sphinx.cmd.build import build_main
from sphinx_autobuild.build import Builder  # type: ignore[import-untyped]
from sphinx_autobuild.utils import show_message  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
    from pathlib import Path

    Message = MutableMapping[str, Any]
    App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

_NOT_NEEDED: Final = ("briefings.importing", "briefings.publishing", "briefings.audit")


_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
_REFUSED: Final = b"This preview answers only to names of this computer, such as 127.0.0.1 or localhost.\n"


class OwnNamesOnly:
    """Answers a request only when it asks for this computer by one of its names."""

    def __init__(self, app: App, names: Iterable[str]) -> None:
        self.app = app
        self.names = frozenset(map(str.lower, names))

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan" or self._is_own(scope["headers"]):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(_REFUSED)).encode())]
            await send({"type": "http.response.start", "status": 421, "headers": headers})
            await send({"type": "http.response.body", "body": _REFUSED})

    def _is_own(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        hosts = [value.decode("latin-1").lower() for name, value in headers if name.lower() == b"host"]
        if len(hosts) != 1:
            return False
        name, colon, port = hosts[0].rpartition(":")
        return (name if colon and port.isdecimal() else hosts[0]) in self.names


class LoadedBuilder(Builder):  # type: ignore[misc] # sphinx-autobuild says nothing of its types
    """Builds in this process: for a change that is a copy of the one that serves, made for this build alone."""

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build once; the first time as a program of its own, so that what is copied later holds nothing of it."""
        if not changed_paths:
            super().__call__(changed_paths=changed_paths)
            return
        gc.disable()  # the copy ends with the build
        if status := build_main(self.sphinx_args):
            print(f"The preview is not up to date: the build ended with {status}. The lines above say why.")
        show_message(f"Serving on {self.uri}")


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    for name in builtin_extensions:
        import_module(name)
    package = import_module("briefings")
    for module in pkgutil.walk_packages(package.__path__, "briefings."):
        if not module.name.startswith(_NOT_NEEDED):
            import_module(module.name)
    autobuild.Builder = LoadedBuilder
    create = autobuild._create_app

    def create_app(*arguments: Any) -> Any:
        host = str(arguments[-1]).rpartition(":")[0]  # of "host:port", its last argument
        app = create(*arguments)
        app.add_middleware(OwnNamesOnly, names=(*_NAMES, host, socket.gethostname()))
        return app

    autobuild._create_app = create_app
    autobuild.main(sys.argv[1:] if argv is None else argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
