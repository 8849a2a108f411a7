"""Build a site as ``sphinx-build`` does, in this process, and look at what came out."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import struct
import subprocess
import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pages import numbered
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import CodeType

    from docutils import nodes
    from jinja2 import Environment

    from briefings.domain import BriefingsDomain
    from briefings.model.library import Library

ROOT = Path(__file__).resolve().parents[1]
SITES = Path(__file__).resolve().parent / "sites"
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Built:
    """What a build left behind. `status` is the exit status that the command would have had."""

    out: Path
    warnings: tuple[str, ...]
    status: int
    said: str
    pages: tuple[str, ...] = ()
    """The pages that were rendered in this build."""
    error: Exception | None = None
    app: Sphinx | None = None

    @property
    def domain(self) -> BriefingsDomain:
        assert self.app is not None
        return self.app.env.domains["briefings"]  # type: ignore[return-value]

    @property
    def library(self) -> Library:
        return self.domain.library

    def text(self, name: str) -> str:
        """One file of the output as text."""
        return (self.out / name).read_text(encoding="utf-8")

    @property
    def files(self) -> dict[str, bytes]:
        return tree(self.out)

    def doctree(self, docname: str) -> nodes.document:
        """The document as reading left it."""
        assert self.app is not None
        return self.app.env.get_doctree(docname)

    def resolved(self, docname: str) -> nodes.document:
        """The document as it is handed to the writer."""
        assert self.app is not None
        return self.app.env.get_and_resolve_doctree(docname, self.app.builder, tags=self.app.tags)

    def holding(self, *words: str) -> list[str]:
        """The files, and file names, of the output in which any of the words stands."""
        needles = [word.encode() for word in words]
        return [
            name
            for name, content in self.files.items()
            if any(needle in content or needle in name.encode() for needle in needles)
        ]


def words_of(html: str) -> str:
    """What a reader sees of HTML, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name, with its bytes; empty folders as names that end with a slash."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif path.is_dir() and not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The names of all files that two trees do not share byte for byte."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


class _App(Sphinx):
    """Sphinx as `sphinx.testing` uses it: between builds it keeps no documents that were read again since."""

    def build(self, force_all: bool = False, filenames: Sequence[Path] = ()) -> None:
        self.env._pickled_doctree_cache.clear()
        super().build(force_all, filenames)


_COMPILED: dict[tuple[object, ...], CodeType] = {}


def _compile_once(jinja: Environment) -> None:
    """Let a template that this process has compiled not be compiled again: hundreds of sites are built from the same."""
    really = jinja.compile
    # what decides about the code, beside the text of the template
    settings = (type(jinja), jinja.autoescape, *sorted(jinja.extensions))

    def compiled(source: str, name: str | None = None, filename: str | None = None) -> CodeType:
        key = (*settings, source, name, filename)
        if key not in _COMPILED:
            _COMPILED[key] = really(source, name, filename)
        return _COMPILED[key]

    jinja.compile = compiled  # type: ignore[method-assign]


@contextmanager
def opened(
    content: Path,
    out: Path,
    doctrees: Path | None = None,
    *,
    builder: str = "html",
    parallel: int = 0,
    fresh: bool = False,
    confdir: Path = SITES,
    config: Mapping[str, Any] | None = None,
    warning_is_error: bool = False,
    warnings: StringIO | None = None,
    said: StringIO | None = None,
) -> Iterator[Sphinx]:
    """An application that may be built more than once; docutils' global registries are put back at the end."""
    doctrees = doctrees or out.with_name(f"{out.name}-doctrees")
    with patch_docutils(confdir), docutils_namespace():
        app = _App(
            content,
            confdir,
            out,
            doctrees,
            builder,
            confoverrides=dict(config or {}),
            status=said or StringIO(),
            warning=warnings or StringIO(),
            freshenv=fresh,
            warningiserror=warning_is_error,
            parallel=parallel,
        )
        if templates := getattr(app.builder, "templates", None):
            _compile_once(templates.environment)
        yield app


def build_site(
    content: Path,
    out: Path,
    doctrees: Path | None = None,
    *,
    expect: bool = False,
    before: Callable[[Sphinx], None] | None = None,
    **options: Any,
) -> Built:
    """Build once.

    Args:
        content: the source folder.
        out: the output folder.
        doctrees: what is kept between builds; default: beside `out`.
        expect: whether warnings are expected; otherwise there must be none and the build must succeed.
        before: called with the application before it builds, to watch or to break something.
        options: see `opened`.
    """
    if options.get("parallel"):
        built = _build_elsewhere(content, out, doctrees, before, options)
    else:
        built = _build_here(content, out, doctrees, before, options)
    if not expect:
        assert built.error is None, built.error
        assert built.warnings == (), "\n".join(built.warnings)
        assert built.status == 0, built.said
    return built


def _build_here(
    content: Path, out: Path, doctrees: Path | None, before: Callable[[Sphinx], None] | None, options: dict[str, Any]
) -> Built:
    said, warnings = StringIO(), StringIO()
    error: Exception | None = None
    app: Sphinx | None = None
    pages: list[str] = []
    status = 2
    try:
        with opened(content, out, doctrees, warnings=warnings, said=said, **options) as app:
            app.connect("html-page-context", lambda app, name, *_: pages.append(name), priority=0)
            if before:
                before(app)
            app.build()
            status = app.statuscode
    except SphinxError as raised:
        error = raised
    lines = cleaned(warnings.getvalue(), content)
    return Built(out, lines, status, _ESCAPE.sub("", said.getvalue()), tuple(sorted(pages)), error, app)


def _build_elsewhere(
    content: Path, out: Path, doctrees: Path | None, before: Callable[[Sphinx], None] | None, options: dict[str, Any]
) -> Built:
    """Build in a process of its own: Sphinx forks, and a fork of a process with threads, as pytest-xdist's, may hang."""
    order = pickle.dumps((content, out, doctrees, before, options))
    paths = [Path(__file__).parent, Path(__file__).parent / "sphinx", ROOT / "ext"]
    done = subprocess.run(
        [sys.executable, "-c", "import building; building.answer()"],
        input=order,
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))},
    )
    return pickle.loads(done.stdout)  # type: ignore[no-any-return]


def answer() -> None:
    """Build as ordered on standard input, and answer on standard output, without the application."""
    content, out, doctrees, before, options = pickle.load(sys.stdin.buffer)
    built = _build_here(content, out, doctrees, before, options)
    error = SphinxError(str(built.error)) if built.error else None
    sys.stdout.buffer.write(pickle.dumps(replace(built, app=None, error=error)))


def cleaned(log: str, content: Path) -> tuple[str, ...]:
    """The lines of a log of warnings, without colours, and with places relative to the folder above the content."""
    text = _ESCAPE.sub("", log).replace(f"{content.resolve().parent}/", "")
    return tuple(line for line in text.splitlines() if line.strip())


@dataclass
class Site:
    """A copy of a tiny site that a test may change and build."""

    folder: Path
    config: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @classmethod
    def copy(cls, name: str, folder: Path, **config: Any) -> Site:
        """Copy one of the tiny sites into a folder that does not exist yet."""
        shutil.copytree(SITES / name / "content", folder / "content")
        return cls(folder, config)

    def read(self, name: str) -> str:
        return (self.content / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file of the content; items of a briefing without an address get a short one, such as ``q3``."""
        path = self.content / name
        if isinstance(text, str) and name.startswith(("briefings/", "drafts/")):
            text = numbered(text)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that must be there."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def delete(self, name: str) -> None:
        (self.content / name).unlink()

    def rename(self, name: str, new: str) -> None:
        (self.content / name).rename(self.content / new)

    def build(self, out: str = "out", *, expect: bool = False, **options: Any) -> Built:
        """Build into a folder beside the content; a second build into the same folder is an incremental one."""
        config = {**self.config, **options.pop("config", {})}
        doctrees = options.pop("doctrees", f"{out}-doctrees")
        return build_site(
            self.content,
            self.folder / out,
            self.folder / doctrees,
            expect=expect,
            config=config,
            **{**self.options, **options},
        )

    def clean(self, out: str = "clean", **options: Any) -> Built:
        """Build into an empty folder, with nothing kept from before."""
        shutil.rmtree(self.folder / out, ignore_errors=True)
        shutil.rmtree(self.folder / f"{out}-doctrees", ignore_errors=True)
        return self.build(out, **options)


# ---------------------------------------------------------------- building on and building clean

NEW = """\
---
title: A new briefing
summary: It is new.
partnership: birch
published: 2025-02
themes: [neglect]
policies: [guidance-2023]
review_by: 2027
anonymisation: {checked_by: Board manager, on: 2025-03-01}
---

:::{learning} neglect
:agencies: schools
- A new finding on {policy}`neglect-tool`.
:::
"""


def as_begun(pristine: Site) -> Site:
    """The site of the fixture of this name, put back as its first build left it."""
    shutil.rmtree(pristine.folder)
    shutil.copytree(pristine.folder.with_name("kept"), pristine.folder)
    return Site(pristine.folder)


def check(site: Site, **options: Any) -> Built:
    """Build on, build clean, and compare all there is: every file, every warning, the exit status."""
    built = site.build(expect=True, **options)
    clean = site.clean(expect=True, **options)
    assert differences(built.files, clean.files) == []
    assert sorted(built.warnings) == sorted(clean.warnings)
    assert built.status == clean.status
    return built


def many(name: str, count: int) -> str:
    """A block of many items."""
    return f"\n:::{{{name}}} neglect\n" + "".join(f"- Finding number {number}.\n" for number in range(count)) + ":::\n"


def picture(shade: int) -> bytes:
    """A small grey picture as PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes([0, shade, shade]) * 2, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
