"""The same content for other generators, as somebody would write it who uses them plainly.

What our front matter and derived pages say is left out, so a peer has less to do than we have, never more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefings.model.frontmatter import split
from briefings.model.scan import scan
from briefings.model.vocabulary import BLOCK_TERMS, FOLDER_OF_KIND, BlockKind, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_FENCE = re.compile(r":{3,}(?:\{([\w-]+)\}.*)?")
_OPTION = re.compile(r":[a-z]+: .*")
_ROLE = re.compile(r"\{([a-z]+)\}`(?:([^`<]*) <)?([^`<>]+)>?`")


@dataclass(frozen=True, slots=True)
class Plain:
    """A page of ours as others would write it.

    Attributes:
        docname: its path without suffix.
        title: its title.
        summary: its summary, or "".
        front: what its front matter says.
        body: plain Markdown without a title.
    """

    docname: str
    title: str
    summary: str
    front: Mapping[str, Any]
    body: str

    @property
    def tags(self) -> list[str]:
        """What a site with tags would tag it with."""
        return [*self.front.get("themes", ()), *self.front.get("agencies", ())]

    def text(self, link: Callable[[str, str], str]) -> str:
        """Title, summary and body.

        Args:
            link: makes a link to the docname of a page, with a text or "".
        """
        lines = ["" if self.docname.endswith("index") else f"# {self.title}\n\n{self.summary}\n", self.body]
        return self.linked("\n".join(lines).lstrip("\n"), link)

    @staticmethod
    def linked(text: str, link: Callable[[str, str], str]) -> str:
        """A text with its roles as links."""
        return _ROLE.sub(lambda match: link(_docname(match), match[2] or ""), text).rstrip("\n") + "\n"


def plain_pages(content: Path) -> Iterator[Plain]:
    """Every page of a content folder of ours, without directives."""
    for source in scan(content)[0]:
        yield plain_page(source.file.read_text(encoding="utf-8"), source.docname)


def plain_page(text: str, docname: str) -> Plain:
    """One page without front matter and without directives of ours."""
    front, _ = split(text, path=docname, required=False)
    body = "\n".join(_plain_lines((front.body or "").strip("\n").split("\n")))
    heading = re.match(r"# (.+)", body)
    title = str(front.data.get("title") or (heading[1] if heading else docname))
    return Plain(docname, title, str(front.data.get("summary") or ""), front.data, body)


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


def _docname(match: re.Match[str]) -> str:
    """The page that a role leads to."""
    name, target = match[1], match[3].partition("/")[0]
    kind = Kind.BRIEFING if name in ("item", "recommendation") else Kind(name)
    return f"{FOLDER_OF_KIND[kind]}/{target}"
