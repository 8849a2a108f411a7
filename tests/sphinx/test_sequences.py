"""Any change after any other: building on is building clean, whatever happened before.

``BRIEFINGS_EXAMPLES=200 pytest tests/sphinx/test_sequences.py`` looks further than a usual run.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from building import NEW, SITES, Site, as_begun, check, many
from hypothesis import given
from hypothesis import strategies as st


def pages_of(site: Site, pattern: str = "*.md") -> list[str]:
    return sorted(path.relative_to(site.content).as_posix() for path in site.content.rglob(pattern))


class Changes:
    """Changes that can be made to any site, in any order; numbers choose where."""

    @staticmethod
    def prose(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site), where)
        site.write(name, site.read(name) + f"\nA sentence number {what}.\n")

    @staticmethod
    def item(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site, "briefings/*.md"), where)
        lines = site.read(name).split("\n")
        bullets = [number for number, line in enumerate(lines) if line.startswith("- ") and "{" not in line]
        if bullets:
            lines[pick(bullets, what)] += f" Again {what}."
            site.write(name, "\n".join(lines))

    @staticmethod
    def retitle(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site), where)
        lines = site.read(name).split("\n")
        for number, line in enumerate(lines):
            if line.startswith(("title: ", "# ")):
                lines[number] = f"{'title: ' if line.startswith('t') else '# '}Title number {what}"
                break
        site.write(name, "\n".join(lines))

    @staticmethod
    def add(site: Site, where: int, what: int) -> None:
        theme = Path(pick(pages_of(site, "themes/*.md"), where)).stem
        name = f"briefings/added-{what}.md"
        if theme != "index":
            site.write(
                name, NEW.replace("neglect]", f"{theme}]").replace("{learning} neglect", f"{{learning}} {theme}")
            )

    @staticmethod
    def delete(site: Site, where: int, what: int) -> None:
        name = pick([name for name in pages_of(site) if name != "index.md"], where)
        site.delete(name)

    @staticmethod
    def rename(site: Site, where: int, what: int) -> None:
        name = pick([name for name in pages_of(site) if not name.endswith("index.md")], where)
        site.rename(name, f"{Path(name).parent}/renamed-{what}.md")

    @staticmethod
    def move_theme(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site, "briefings/*.md"), where)
        themes = [Path(theme).stem for theme in pages_of(site, "themes/*.md")]
        lines = site.read(name).split("\n")
        blocks = [number for number, line in enumerate(lines) if line.startswith((":::{learning}", ":::{questions}"))]
        if blocks:
            number = pick(blocks, what)
            lines[number] = f"{lines[number].split('}')[0]}}} {pick(themes, where + what)}"
            site.write(name, "\n".join(lines))

    @staticmethod
    def withdraw(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site, "briefings/*.md"), where)
        text = site.read(name)
        if "withdrawn:" not in text:
            site.write(
                name,
                text.replace(
                    "\nsummary:", f"\nstatus: withdrawn\nwithdrawn: {{on: 2026-01-01, why: Why {what}.}}\nsummary:", 1
                ),
            )

    @staticmethod
    def embargo(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site, "briefings/*.md"), where)
        text = site.read(name)
        if "embargo_until:" not in text:
            site.write(name, text.replace("\nsummary:", f"\nembargo_until: 2026-12-{what % 9 + 1:02}\nsummary:", 1))

    @staticmethod
    def time(site: Site, where: int, what: int) -> None:
        site.config["briefings_as_of"] = f"2026-1{1 + where % 2}-{20 + what % 9}"

    @staticmethod
    def policy(site: Site, where: int, what: int) -> None:
        names = pages_of(site, "policies/*.md")
        name = pick(names, where)
        other = Path(pick(names, what)).stem
        lines = [line for line in site.read(name).split("\n") if not line.startswith(("status:", "superseded_by:"))]
        lines[1:1] = ["status: withdrawn"] if other == "index" else ["status: superseded", f"superseded_by: {other}"]
        site.write(name, "\n".join(lines))

    @staticmethod
    def spoil(site: Site, where: int, what: int) -> None:
        name = pick([name for name in pages_of(site) if name != "index.md"], where)
        site.write(name, site.read(name) + "\n<b>spoilt</b>\n")

    @staticmethod
    def mend(site: Site, where: int, what: int) -> None:
        original = SITES / "full" / "content"
        name = pick(sorted(path.relative_to(original).as_posix() for path in original.rglob("*.md")), where)
        site.write(name, (original / name).read_bytes())

    @staticmethod
    def listing(site: Site, where: int, what: int) -> None:
        name = pick([name for name in pages_of(site) if not name.startswith("drafts")], where)
        kind = pick(
            [
                "briefing-list",
                "item-list",
                "recommendation-table",
                "audit-table",
                "policy-list",
                "theme-index",
                "theme-matrix",
            ],
            what,
        )
        site.write(name, site.read(name) + f"\n:::{{{kind}}}\n:limit: {1 + what % 4}\n:::\n")

    @staticmethod
    def grow(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site, "briefings/*.md"), where)
        site.write(name, site.read(name) + many(pick(["learning", "questions", "practice-points"], what), 12))

    @staticmethod
    def mention(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site), where)
        target = pick(pages_of(site, "*/*.md"), what)
        kinds = {
            "briefings": "briefing",
            "policies": "policy",
            "themes": "theme",
            "agencies": "agency",
            "partnerships": "partnership",
        }
        folder, _, file = target.partition("/")
        if folder in kinds and file != "index.md":
            site.write(name, site.read(name) + f"\nSee {{{kinds[folder]}}}`{file.removesuffix('.md')}`.\n")

    @staticmethod
    def link(site: Site, where: int, what: int) -> None:
        name = pick(pages_of(site), where)
        beside = pages_of(site, "*.md")
        target = pick([Path(other).name for other in beside if Path(other).parent == Path(name).parent], what)
        site.write(name, site.read(name) + f"\nA link to [{'a page' if what % 2 else ''}]({target}).\n")

    @staticmethod
    def drafts(site: Site, where: int, what: int) -> None:
        site.config["briefings_drafts"] = bool(what % 2)


def pick(found: list[Any], number: int) -> Any:
    return found[number % len(found)]


NAMES = sorted(name for name in vars(Changes) if not name.startswith("_"))
step = st.tuples(st.sampled_from(NAMES), st.integers(0, 60), st.integers(0, 60), st.booleans(), st.booleans())


@given(steps=st.lists(step, min_size=1, max_size=8))
def test_any_changes_in_any_order(pristine: Site, steps: list[tuple[str, int, int, bool, bool]]) -> None:
    """Whatever is changed between builds, and whether or not time stamps show it: building on is building clean."""
    site = as_begun(pristine)
    for name, where, what, hide, build in steps:
        stamps = {path: path.stat().st_mtime_ns for path in site.content.rglob("*.md")} if hide else {}
        getattr(Changes, name)(site, where, what)
        for path, stamp in stamps.items():
            if path.exists():
                os.utime(path, ns=(stamp, stamp))
        if build:
            site.build(expect=True)
    check(site)
