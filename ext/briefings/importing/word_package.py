"""The parts of a Word file: the main document, styles, lists, notes, and where its relations lead."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_DEEPEST: Final = 20
_OFF: Final = frozenset({"0", "false", "off", "none"})


def is_on(element: Element | None) -> bool:
    """Whether a property such as ``<w:b/>`` is there and is not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


@dataclass(slots=True)
class Style:
    """What a paragraph style says: its name, the level of a heading, its list, and whether it is bold or hidden."""

    name: str = ""
    level: int = 0
    numbering: tuple[str, int] | None = None
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a file: kind and printed form of each level, and how far each list has counted."""

    levels: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    counted: dict[tuple[str, int], int] = field(default_factory=dict)

    def mark(self, list_id: str, level: int) -> tuple[bool, str]:
        """Whether the next item of a list is a bullet, and otherwise its printed number."""
        kind, form = self.levels.get((list_id, level), ("bullet", ""))
        if kind in ("bullet", "none"):
            return True, ""
        self.counted[(list_id, level)] = self.counted.get((list_id, level), 0) + 1
        for deeper in range(level + 1, 9):
            self.counted.pop((list_id, deeper), None)

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            number = self.counted.get((list_id, at), 1)
            of_level = self.levels.get((list_id, at), ("decimal", ""))[0]
            letters = of_level in ("lowerLetter", "upperLetter") and number <= 26
            return chr(ord("a") + number - 1) if letters else str(number)

        return False, re.sub(r"%(\d)", one, form)


class Package:
    """A Word file, unpacked.

    Args:
        data: the file.
    """

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.zip.namelist())
        main = next(
            (part for kind, part in self.relations("").values() if kind.endswith("/officeDocument")),
            "word/document.xml",
        )
        self.main = main if main in self.names else "word/document.xml"
        self.document = self.xml(self.main)
        related = self.relations(self.main)
        self.links = {key: part for key, (kind, part) in related.items()}
        self.kinds = {key: kind.rpartition("/")[2] for key, (kind, part) in related.items()}
        self.styles = self._styles()
        self.numbering = self._numbering()

    def xml(self, name: str) -> Element:
        """A part of the file.

        Raises:
            ValueError: when it declares entities, which could fill the computer.
        """
        xml = self.zip.read(name)
        for strict, usual in _STRICT:
            xml = xml.replace(strict, usual)
        if b"<!ENTITY" in xml or b"<!DOCTYPE" in xml:
            raise ValueError
        return ElementTree.fromstring(xml)  # noqa: S314 - entities are refused above

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation of a part; targets inside the file are names in it."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        if path not in self.names:
            return {}
        found = {}
        for one in self.xml(path).iter(_RELATION):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                target = target.lstrip("/")
            found[one.get("Id", "")] = (one.get("Type", ""), target)
        return found

    def parts(self, kind: str) -> Iterator[Element]:
        """The parts of a kind that the document leads to, such as ``header``."""
        for key in sorted(self.kinds):
            if self.kinds[key] == kind and self.links[key] in self.names:
                yield self.xml(self.links[key])

    def title(self) -> str:
        """The title in the properties of the file, or ""."""
        name = next((one for one in self.names if one.endswith("docProps/core.xml")), "")
        if not name:
            return ""
        found = next((one for one in self.xml(name).iter() if one.tag.endswith("}title")), None)
        return " ".join((found.text or "").split()) if found is not None else ""

    def notes(self) -> dict[tuple[str, str], Element]:
        """Footnotes and endnotes by their kind and number."""
        return {
            (kind, note.get(f"{W}id", "")): note
            for kind in ("footnote", "endnote")
            for part in self.parts(f"{kind}s")
            for note in part.iter(f"{W}{kind}")
            if note.get(f"{W}type", "normal") == "normal"
        }

    def _styles(self) -> dict[str, Style]:
        root = next(self.parts("styles"), None)
        if root is None:
            return {}
        by_id = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        return {key: self._style(key, by_id) for key in by_id}

    def _style(self, key: str, by_id: dict[str, Element]) -> Style:
        """A style with what it takes from those that it is based on."""
        made = Style()
        for _ in range(_DEEPEST):
            one = by_id.get(key)
            if one is None:
                break
            name = _value(one.find(f"{W}name"))
            made.name = made.name or name
            outline = _value(one.find(f"{W}pPr/{W}outlineLvl"))
            heading = re.fullmatch(r"heading ([1-6])", name, re.IGNORECASE)
            if not made.level:
                made.level = int(heading[1]) if heading else int(outline) + 1 if outline in tuple("01234") else 0
                made.level = {"title": 1, "subtitle": 2}.get(name.lower(), made.level)
            made.numbering = made.numbering or numbering_of(one.find(f"{W}pPr"))
            made.bold = made.bold or is_on(one.find(f"{W}rPr/{W}b"))
            made.hidden = made.hidden or is_on(one.find(f"{W}rPr/{W}vanish"))
            key = _value(one.find(f"{W}basedOn"))
        return made

    def _numbering(self) -> Numbering:
        made = Numbering()
        root = next(self.parts("numbering"), None)
        if root is None:
            return made
        abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
        for one in root.iter(f"{W}num"):
            layout = abstract.get(_value(one.find(f"{W}abstractNumId")))
            for level in layout.iter(f"{W}lvl") if layout is not None else ():
                place = one.get(f"{W}numId", ""), int(level.get(f"{W}ilvl", "0") or 0)
                made.levels[place] = _value(level.find(f"{W}numFmt")), _value(level.find(f"{W}lvlText"))
        return made


def _value(element: Element | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """List and level of a paragraph by its properties; list "0" means none."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    level = _value(found.find(f"{W}ilvl"))
    return _value(found.find(f"{W}numId")), int(level) if level.isdigit() else 0
