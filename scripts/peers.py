"""The same content for other generators, as somebody would write it who uses them plainly.

What our front matter and derived pages say is left out, so a peer has less to do than we have, never more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefings.model.frontmatter import split
from briefings.model.scan import scan
from briefings.model.vocabulary import BLOCK_TERMS, FOLDER_OF_KIND, BlockKind, Kind

if TYPE_CHECKING:
    from pathlib import Path

PLAIN_CONF: Final = """\
project = "Learning from audits"
extensions = ["myst_parser"]
html_theme = "basic"
"""
_FENCE = re.compile(r":{3,}(?:\{([\w-]+)\}.*)?")
_OPTION = re.compile(r":[a-z]+: .*")
_ROLE = re.compile(r"\{([a-z]+)\}`(?:([^`<]*) <)?([^`<>]+)>?`")
_TOCTREE: Final = "\n\n```{{toctree}}\n:glob:\n:maxdepth: 1\n\n{entries}\n```\n"


def write_plain_sphinx(content: Path, folder: Path) -> None:
    """Write a source folder for Sphinx with MyST and the theme ``basic``: the same pages, headings, text and links.

    Args:
        content: a content folder of ours.
        folder: where to write; it gets its own ``conf.py``.
    """
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(PLAIN_CONF, encoding="utf-8")
    for source in scan(content)[0]:
        file = folder / f"{source.docname}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(plain_page(source.file.read_text(encoding="utf-8"), source.docname), encoding="utf-8")


def plain_page(text: str, docname: str) -> str:
    """One page without front matter and without directives and roles of ours."""
    front, _ = split(text, path=docname, required=False)
    lines = _plain_lines((front.body or "").strip("\n").split("\n"))
    if not docname.endswith("index") and "title" in front.data:
        lines = [f"# {front.data['title']}", "", str(front.data.get("summary") or ""), "", *lines]
    page = _ROLE.sub(_link, "\n".join(lines))
    if docname == "index":
        page += _TOCTREE.format(entries="\n".join(["*", *(f"{folder}/index" for folder in FOLDER_OF_KIND.values())]))
    elif docname.endswith("/index"):
        page += _TOCTREE.format(entries="*")
    return page.rstrip("\n") + "\n"


def _plain_lines(lines: list[str]) -> list[str]:
    """Blocks become a heading with a list; listings go, and so do grids around blocks."""
    plain: list[str] = []
    in_options = False
    for line in lines:
        if match := _FENCE.fullmatch(line):
            in_options = bool(match[1])
            if match[1] in tuple(BlockKind):
                plain += [f"### {BLOCK_TERMS[BlockKind(match[1])].title}", ""]
        elif not (in_options and _OPTION.fullmatch(line)):
            in_options = False
            plain.append(line)
    return plain


def _link(match: re.Match[str]) -> str:
    """A role as a Markdown link; without a text of its own MyST fills in the title."""
    name, text, target = match[1], match[2] or "", match[3].partition("/")[0]
    kind = Kind.BRIEFING if name in ("item", "recommendation") else Kind(name)
    return f"[{text}](../{FOLDER_OF_KIND[kind]}/{target}.md)"
