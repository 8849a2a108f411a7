"""Other generators on the same content, each set up as its own manual says, in an environment of their own.

They show the text of every page. What else we derive (theme pages, registers, question banks, PDFs, feeds, data) they
do not make: where one can make a page for each theme by itself, with tags or taxonomies, it does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.vocabulary import FOLDER_OF_KIND
from scripts.bench.cost import BenchError
from scripts.bench.pages import plain_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scripts.bench.pages import Plain

LOCK: Final = Path(__file__).with_name("peers.txt")
PLAIN: Final = "plain Sphinx"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator.

    Attributes:
        name: what people call it.
        write: writes its source folder from a content folder of ours.
        command: builds a source folder into an output folder.
        keeps: folders beside the output, by suffix, that it keeps for its next build.
        variables: for its environment.
    """

    name: str
    write: Callable[[Path, Path], None]
    command: Callable[[Path, Path], list[str | Path]]
    keeps: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)


def peers(names: tuple[str, ...], place: Path) -> list[Peer]:
    """The peers with these names, installed where that is needed.

    Args:
        names: keys of `ALL`.
        place: where their environment is kept from run to run.
    """
    needs = any(name != PLAIN for name in names)
    programs = installed(place) if needs else Path(sys.executable).parent
    return [ALL[name](programs if name != PLAIN else Path(sys.executable).parent) for name in names]


def installed(place: Path) -> Path:
    """The folder of the peers' programs; they are installed when their lock has changed.

    Raises:
        BenchError: when they cannot be installed.
    """
    venv = place / "peers-venv"
    stamp, programs = venv / "installed.txt", venv / "bin"
    if stamp.is_file() and stamp.read_bytes() == LOCK.read_bytes():
        return programs
    print("  Installing the other generators (once) …", flush=True)
    pip: list[str | Path] = [programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    make: list[str | Path] = [sys.executable, "-m", "venv", "--clear", venv]
    for command in (make, [*pip, "--require-hashes", "-r", LOCK]):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            said = done.stderr[-2000:]
            raise BenchError(f"the other generators could not be installed; try --peers '{PLAIN}': {said}")
    stamp.write_bytes(LOCK.read_bytes())
    return programs


# ---------------------------------------------------------------- Sphinx with MyST

_CONF: Final = """\
project = "Learning from audits"
extensions = ["myst_parser"]
html_theme = "{theme}"
"""
_TOCTREE: Final = "\n\n```{{toctree}}\n:glob:\n:maxdepth: 1\n\n{entries}\n```\n"


def write_sphinx(content: Path, folder: Path, theme: str = "basic") -> None:
    """A source folder with its own ``conf.py`` and a toctree in every index page."""
    _write(folder / "conf.py", _CONF.format(theme=theme))
    for page in plain_pages(content):
        text = page.text(lambda docname, text: f"[{text}](../{docname}.md)")
        if page.docname == "index":
            entries = ["*", *(f"{name}/index" for name in FOLDER_OF_KIND.values())]
            text += _TOCTREE.format(entries="\n".join(entries))
        elif page.docname.endswith("/index"):
            text += _TOCTREE.format(entries="*")
        _write(folder / f"{page.docname}.md", text)


def _sphinx(name: str, theme: str, programs: Path) -> Peer:
    def command(source: Path, output: Path) -> list[str | Path]:
        doctrees = output.with_name(output.name + "-doctrees")
        return [programs / "python", "-m", "sphinx", "-b", "html", "-q", "-d", doctrees, source, output]

    return Peer(name, lambda content, folder: write_sphinx(content, folder, theme), command, ("-doctrees",))


# ---------------------------------------------------------------- MkDocs Material

_MKDOCS: Final = """\
site_name: Learning from audits
site_url: https://learning.example.org/
docs_dir: docs
theme:
  name: material
  font: false
plugins:
  - search
  - tags
markdown_extensions:
  - tables
  - toc
"""


def write_mkdocs(content: Path, folder: Path) -> None:
    """A folder with ``mkdocs.yml``, front matter with tags, and the page on which Material lists what has each tag."""
    _write(folder / "mkdocs.yml", _MKDOCS)
    pages = list(plain_pages(content))
    titles = {page.docname: page.title for page in pages}
    for page in pages:
        front = {"title": page.title, "description": page.summary, "tags": page.tags}
        text = page.text(lambda docname, text: f"[{text or titles[docname]}](../{docname}.md)")
        _write(folder / "docs" / f"{page.docname}.md", _front(front) + text)
    _write(folder / "docs" / "tags.md", "# Tags\n\n<!-- material/tags -->\n")


def _mkdocs(programs: Path) -> Peer:
    def command(source: Path, output: Path) -> list[str | Path]:
        return [programs / "python", "-m", "mkdocs", "build", "-q", "-f", source / "mkdocs.yml", "-d", output]

    return Peer("MkDocs Material", write_mkdocs, command, variables={"NO_MKDOCS_2_WARNING": "1"})


# ---------------------------------------------------------------- Hugo

_HUGO: Final = """\
baseURL = "https://learning.example.org/"
title = "Learning from audits"
languageCode = "en-gb"
[taxonomies]
theme = "themes"
agency = "agencies"
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""
_LAYOUTS: Final = {
    "baseof": """\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} · {{ site.Title }}</title><meta name="description" content="{{ .Description }}"></head>
<body><header><a href="{{ "/" | relURL }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single": """\
{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Description }}</p>
<nav>{{ .TableOfContents }}</nav>{{ .Content }}
<ul>{{ range .GetTerms "themes" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}
{{ range .GetTerms "agencies" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}
""",
    "list": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ .Description }}</li>{{ end }}</ul>
{{ end }}
""",
}
_TERMS: Final = ("themes/", "agencies/")


def write_hugo(content: Path, folder: Path) -> None:
    """A folder with ``hugo.toml`` and three layouts; themes and agencies are taxonomies, each term with its page."""
    _write(folder / "hugo.toml", _HUGO)
    for name, text in _LAYOUTS.items():
        _write(folder / "layouts" / "_default" / f"{name}.html", text)
    pages = list(plain_pages(content))
    titles = {page.docname: page.title for page in pages}
    for page in pages:
        front = {"title": page.title, "description": page.summary}
        front |= {name: page.front[name] for name in ("themes", "agencies") if page.front.get(name)}
        body = page.linked(page.body, lambda docname, text: f"[{text or titles[docname]}](/{docname})")
        _write(folder / "content" / _hugo_name(page), _front(front) + body)


def _hugo_name(page: Plain) -> str:
    if page.docname.endswith("index"):
        return f"{page.docname.removesuffix('index')}_index.md"
    return f"{page.docname}/_index.md" if page.docname.startswith(_TERMS) else f"{page.docname}.md"


def _hugo(programs: Path) -> Peer:
    def command(source: Path, output: Path) -> list[str | Path]:
        cache = output.with_name(output.name + "-cache")
        return [programs / "hugo", "--quiet", "--source", source, "--destination", output, "--cacheDir", cache]

    return Peer("Hugo", write_hugo, command, ("-cache",))


# ---------------------------------------------------------------- all of them


def _front(values: Mapping[str, object]) -> str:
    """Front matter; every generator here reads JSON's strings and lists as YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", "", ""])


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def forget(peer: Peer, output: Path) -> None:
    """Delete what a peer built and what it keeps."""
    for suffix in ("", *peer.keeps):
        shutil.rmtree(output.with_name(output.name + suffix), ignore_errors=True)


def environment_of(peer: Peer) -> dict[str, str]:
    """That of this process without the paths of the project."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | dict(peer.variables)


ALL: Final[dict[str, Callable[[Path], Peer]]] = {
    PLAIN: lambda programs: _sphinx(PLAIN, "basic", programs),
    "Sphinx furo": lambda programs: _sphinx("Sphinx furo", "furo", programs),
    "MkDocs Material": _mkdocs,
    "Hugo": _hugo,
}
"""The peers, by name."""
