"""What the pages must show, worked out a second time from the source files: no code of the product is used here."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import html5lib
import yaml

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

_LETTERS = {
    "good-practice": "g",
    "learning": "l",
    "practice-points": "p",
    "actions": "a",
    "questions": "q",
    "impact": "i",
}
_POLICY = re.compile(r"\{policy\}`(?:[^`<]*<)?([a-z0-9-]+)>?`")


@dataclass(frozen=True)
class OracleItem:
    """An item as the source has it; `place` is its address on the site."""

    place: str
    kind: str
    themes: frozenset[str]
    agencies: frozenset[str]
    policies: frozenset[str]
    briefing: str
    partnership: str
    year: int
    is_ours: bool


@dataclass(frozen=True)
class OracleRecommendation:
    """A recommendation as the source has it."""

    place: str
    themes: frozenset[str]
    agencies: frozenset[str]
    policies: frozenset[str]
    owner: str
    partnership: str
    status: str
    due: str
    inferred: frozenset[str]

    def overdue(self, *day: int) -> bool:
        """Whether its printed due date is over and it is not done; a date that the source does not print is none."""
        if not self.due or "due" in self.inferred or self.status == "green":
            return False
        parts = [int(part) for part in self.due.split("-")]
        return (*parts, *(12, 31)[len(parts) - 1 :]) < day


@dataclass(frozen=True)
class Oracle:
    """All that is public in a content folder."""

    items: tuple[OracleItem, ...]
    recommendations: tuple[OracleRecommendation, ...]
    parents: dict[str, str]
    part_of: dict[str, str]
    briefings: dict[str, dict[str, Any]]
    bodies: dict[str, str]

    @classmethod
    def of(cls, content: Path) -> Oracle:
        items: list[OracleItem] = []
        recommendations: list[OracleRecommendation] = []
        briefings, bodies = {}, {}
        for file in sorted((content / "briefings").glob("*.md")):
            if file.stem == "index":
                continue
            front, body = _parts(file)
            if front.get("status") == "withdrawn":
                continue
            briefings[file.stem], bodies[file.stem] = front, body
            agencies = {other.stem for other in (content / "agencies").glob("*.md")}
            found = _items(file.stem, front, body, agencies)
            items += found
            partnership = _parts(content / "partnerships" / f"{front['partnership']}.md")[0]
            scale = {line["printed"].lower(): line["status"] for line in partnership.get("status_scale", [])}
            recommendations += _recommendations(file.stem, front, found, scale)
        parents = {file.stem: _parts(file)[0].get("parent") for file in (content / "themes").glob("*.md")}
        part_of = {file.stem: _parts(file)[0].get("part_of") for file in (content / "agencies").glob("*.md")}
        return cls(tuple(items), tuple(recommendations), parents, part_of, briefings, bodies)

    def below(self, slug: str, above: dict[str, str]) -> set[str]:
        """A slug and all that have it above them."""

        def way(one: str | None) -> list[str]:
            seen: list[str] = []
            while one and one not in seen:
                seen.append(one)
                one = above.get(one)
            return seen

        return {one for one in above if slug in way(one)} | {slug}

    def places(self, *, kind: str, theme: str = "", agency: str = "", partnership: str = "") -> set[str]:
        themes, agencies = self.below(theme, self.parents), self.below(agency, self.part_of)
        return {
            item.place
            for item in self.items
            if item.kind == kind
            and (not theme or item.themes & themes)
            and (not agency or item.agencies & agencies)
            and (not partnership or item.partnership == partnership)
        }


def _parts(file: Path) -> tuple[dict[str, Any], str]:
    text = file.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}, text
    _, front, body = text.split("---\n", 2)
    return yaml.load(front, Loader=yaml.BaseLoader) or {}, body


def _year(date: Any) -> int:
    return int(str(date["to"] if isinstance(date, dict) else date)[:4])


def _items(slug: str, front: dict[str, Any], body: str, agencies: set[str]) -> list[OracleItem]:
    """Every bullet of a block, with what the braces around it and the options of its block say, line by line."""
    years = {audit["id"]: _year(audit["held"]) for audit in front.get("audits", [])}
    usual = next(iter(years.values())) if len(years) == 1 else int(front["published"][:4])
    of_audit = {audit["id"]: audit.get("themes", []) for audit in front.get("audits", [])}
    counts = dict.fromkeys(_LETTERS, 0)
    sections: list[tuple[int, str]] = []
    found: list[OracleItem] = []
    kind = above = block = ""
    for line in re.sub(r"\n {2}(?=\S)", " ", body).splitlines():
        if re.fullmatch(r"\{[^}]*\}", line):
            above = line
        elif head := re.match(r"(#+) ", line):
            sections = [one for one in sections if one[0] < len(head[1])]
            sections.append((len(head[1]), above + " ".join(re.findall(r"\{[^}]*\}", line))))
            above = ""
        elif fence := re.match(r":{3,}\{([a-z-]+)\}(.*)", line):
            plain, brace, rest = fence[2].partition("{")
            words = " ".join(f".{word}" for word in plain.split())
            kind, block, above = fence[1], f"{above}{{{words}}}{brace}{rest}", ""
        elif re.fullmatch(r":{3,}", line):
            kind = ""
        elif option := re.match(r":([a-z]+):[ ]*(.*)", line):
            values = " ".join(re.findall(r"[a-z0-9-]+", option[2]))
            block += f'{{{option[1]}:="{values}"}}'
        elif kind in _LETTERS and line.startswith("- "):
            counts[kind] += 1
            own = re.search(r"(?:\s\{[^}]*\})+$", line)
            said = _said([*(text for _, text in sections), block, own[0] if own else ""], of_audit, agencies)
            pin = re.search(r"#([a-z0-9-]+)", own[0]) if own else None
            found.append(
                OracleItem(
                    place=f"briefings/{slug}.html#{pin[1] if pin else f'{_LETTERS[kind]}{counts[kind]}'}",
                    kind=kind,
                    themes=frozenset(said["themes"].split()),
                    agencies=frozenset(said["agencies"].split()),
                    policies=frozenset(_POLICY.findall(line)),
                    briefing=slug,
                    partnership=front["partnership"],
                    year=years.get(said["audit"]) or usual,
                    is_ours=said["origin"] == "site",
                )
            )
    return found


def _said(levels: list[str], of_audit: dict[str, list[str]], agencies: set[str]) -> dict[str, str]:
    """What levels of braces come to, the outermost first; options are written with ``:=``."""
    said = {"themes": "", "agencies": "", "audit": "", "origin": "source"}
    brought = ""
    for level in levels:
        for key, colon, quoted, bare in re.findall(r'([a-z]+)(:?)=(?:"([^"]*)"|([^\s"}]*))', level):
            if key == "audit":
                said["audit"] = quoted or bare
                brought = "" if colon else " ".join(of_audit.get(said["audit"], []))
    said["themes"] = brought
    for level in levels:
        for key, colon, quoted, bare in re.findall(r'([a-z]+)(:?)=(?:"([^"]*)"|([^\s"}]*))', level):
            if key != "audit" and key in said:
                said[key] = f"{said[key]} {quoted or bare}" if colon and key == "agencies" else quoted or bare
        for word in re.findall(r"(?<=[{\s])\.([a-z0-9-]+)", level):
            said["agencies" if word in agencies else "themes"] += f" {word}"
    return said


def _recommendations(
    slug: str, front: dict[str, Any], items: list[OracleItem], scale: dict[str, str]
) -> list[OracleRecommendation]:
    themes_of = {item.place.rpartition("#")[2]: item.themes for item in items}
    found = []
    for one in front.get("recommendations", []):
        updates = one.get("updates") or [{"status": "not-rated", "on": "0"}]
        status = max(updates, key=lambda update: update["on"])["status"]
        answered = (themes_of[item] for item in one.get("addresses", []))
        owner = [one["owner"]] if one.get("owner") else []
        found.append(
            OracleRecommendation(
                place=f"briefings/{slug}.html#r{re.sub('[^a-z0-9]+', '-', one['id'].lower())}",
                themes=frozenset(one.get("themes") or frozenset().union(*answered)),
                agencies=frozenset([*one.get("agencies", []), *owner]),
                policies=frozenset(one.get("policies", [])),
                owner=one.get("owner", ""),
                partnership=front["partnership"],
                status=scale.get(status.lower(), status.lower()),
                due=one.get("due", ""),
                inferred=frozenset(one.get("inferred", [])),
            )
        )
    return found


@cache
def parsed(main: str) -> Element:
    """What stands in ``<main>``: nothing else is looked at. A page that a change leaves as it was is parsed once."""
    return html5lib.parseFragment(main, namespaceHTMLElements=False)


class Shown:
    """A built site as a reader meets it."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._pages: dict[str, Element] = {}

    def page(self, name: str) -> Element:
        """One page, parsed once."""
        if name not in self._pages:
            text = (self.out / f"{name}.html").read_text(encoding="utf-8")
            self._pages[name] = parsed(text[text.index("<main") :])
        return self._pages[name]

    def pages_of(self, docname: str, name: str) -> list[str]:
        """The pages of the rest of a list, in order."""
        pages = []
        number = 1
        while (self.out / f"{docname}/{name}{'' if number == 1 else f'-{number}'}.html").exists():
            pages.append(f"{docname}/{name}{'' if number == 1 else f'-{number}'}")
            number += 1
        return pages

    def listed(self, docname: str, name: str) -> list[str]:
        """The addresses that a list of a page shows, the rest of the list included, wherever its link leads."""
        section = self.page(docname).find(f".//section[@id='{name}']")
        way = self.way_to_rest(docname, name) or (docname, name)
        rest = self.pages_of(*way)
        if rest:
            return [place for page in rest for place in places_in(self.page(page))]
        return places_in(section) if section is not None else []

    def way_to_rest(self, docname: str, name: str) -> tuple[str, str] | None:
        """Folder and name of the pages to which a list leads that is cut; None when it is whole."""
        section = self.page(docname).find(f".//section[@id='{name}']")
        lines = section.iter("p") if section is not None else ()
        links = [link.get("href", "") for line in lines if "rest" in line.get("class", "") for link in line.iter("a")]
        if not links:
            return None
        target = posixpath.normpath(posixpath.join(posixpath.dirname(docname), links[0]))
        folder, _, last = target.removesuffix(".html").rpartition("/")
        return folder, last


def places_in(part: Element) -> list[str]:
    """The addresses of items and recommendations to which the rows of a list lead: ``briefings/x.html#q1``."""
    places = []
    for row in part.iter():
        if row.tag == "li" and "item-" in row.get("class", ""):
            links = [link for line in row.iter("p") if "details" in line.get("class", "") for link in line.iter("a")]
            places += _place(links)
        elif row.tag == "tr":
            heads = [head for head in row.iter("th") if head.get("scope") == "row"]
            places += _place([link for head in heads for link in head.iter("a")])
    return places


def _place(links: list[Element]) -> list[str]:
    found = [link.get("href", "") for link in links]
    return [f"briefings/{href.rpartition('/')[2]}" for href in found if "#" in href][:1]
