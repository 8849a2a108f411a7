"""Preview the content in a browser, and again after each change: sphinx-autobuild, with Sphinx already loaded.

sphinx-autobuild starts a new Python for each build, which loads Sphinx for a second before it reads the one page that
was saved. Here each build is a copy of a process in which everything is loaded; `conf.py`, templates and content are
read anew as ever. After a change of the generator's code, start it again.

A preview shows what is not public, so it answers only to names of this computer: another site that the reader has open
could else give its own name to our address (DNS rebinding) and read along.
"""

from __future__ import annotations

import gc
import pkgutil
import socket
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click
import sphinx_autobuild.__main__ as autobuild  # type: ignore[import-untyped]
from sphinx.application import builtin_extensions
from sphinx.cmd.build import build_main
from sphinx_autobuild.build import Builder  # type: ignore[import-untyped]
from sphinx_autobuild.utils import show_message  # type: ignore[import-untyped]

from briefings.cli.options import example, site_folder
from briefings.cli.prompts import Stopped
from briefings.package_files import OWN_STATIC, OWN_TEMPLATES, theme_folder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
    from pathlib import Path

    Message = MutableMapping[str, Any]
    App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

_NOT_NEEDED: Final = (
    "briefings.importing",
    "briefings.publishing",
    "briefings.audit",
    "briefings.cli",
    "briefings.__main__",
)
HOST: Final = "127.0.0.1"


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


@click.command("live", epilog=example("briefings live", "briefings live --port 8001"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Where to listen (default 8000).")
@click.option("--open", "open_browser", is_flag=True, help="Open the preview in your browser.")
def command(port: int, open_browser: bool) -> int:
    """Preview the site, with drafts, at http://127.0.0.1:8000; saving a page shows the change.

    Only this computer can see it. Ctrl+C stops it.
    """
    site = site_folder()
    _refuse_a_busy_port(port)
    for name in builtin_extensions:
        import_module(name)
    package = import_module("briefings")
    for module in pkgutil.walk_packages(package.__path__, "briefings."):
        if not module.name.startswith(_NOT_NEEDED):
            import_module(module.name)
    autobuild.Builder = LoadedBuilder
    _answer_to_own_names()
    gc.enable()  # this process goes on until it is stopped
    autobuild.main([*arguments_for(site, port), *(["--open-browser"] if open_browser else [])])
    return 0


def _answer_to_own_names() -> None:
    create = autobuild._create_app

    def create_app(*arguments: Any) -> Any:
        app = create(*arguments)
        app.add_middleware(OwnNamesOnly, names=_NAMES)
        return app

    autobuild._create_app = create_app


def arguments_for(site: Path, port: int) -> list[str]:
    """What sphinx-autobuild is given for a site."""
    watched = [site / OWN_STATIC, site / OWN_TEMPLATES, site / "conf.py", theme_folder()]
    build = site / "_build"
    arguments: list[Any] = ["-q", "-b", "html", "-c", site, "-d", build / "live-doctrees", "-D", "briefings_drafts=1"]
    arguments += ["--host", HOST, "--port", port]
    for path in watched:
        arguments += ["--watch", path] if path.exists() else []
    return [str(argument) for argument in (*arguments, site / "content", build / "live")]


def _refuse_a_busy_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            why = error.strerror or "it is in use"
            message = (
                f"port {port} cannot be used ({why.lower()}); stop what listens there, or choose another with --port"
            )
            raise Stopped(message, exit_code=3) from None
