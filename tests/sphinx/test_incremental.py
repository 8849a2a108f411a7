"""A build that starts from the last one gives the same site as a clean build, byte for byte, and does no more work
than that needs."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import ROOT, SITES, Built, Site, differences, opened, tree
from hypothesis import given
from hypothesis import strategies as st
from sphinx.errors import SphinxError

from briefings.domain import BriefingsDomain

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

CORE, COLUMNS, DIGEST = (f"briefings/{slug}.md" for slug in ("core-groups-2017", "columns-2019", "digest-2023"))
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


# ---------------------------------------------------------------- one change


def edit_prose(site: Site) -> None:
    site.edit(CORE, "Two audits of 2016", "Two audits, both of 2016")


def edit_item(site: Site) -> None:
    site.edit(DIGEST, "Minutes still do not arrive", "Minutes do still not arrive")


def add_item_before_others(site: Site) -> None:
    site.edit(
        CORE, "- Minutes were **not always** there.", "- A new first finding.\n- Minutes were **not always** there."
    )


def retitle_briefing(site: Site) -> None:
    site.edit(CORE, "Core groups: what two audits found", "What two audits found on core groups")


def retitle_theme(site: Site) -> None:
    site.edit("themes/minutes.md", "title: Minutes and plans", "title: Sharing minutes")


def retitle_policy(site: Site) -> None:
    site.edit("policies/alder-escalation.md", "Alder's escalation policy", "How to disagree")


def retitle_agency(site: Site) -> None:
    site.edit("agencies/health-visiting.md", "title: Health visiting", "title: Health visitors")


def retitle_partnership(site: Site) -> None:
    site.edit("partnerships/alder.md", "short_title: Alder", "short_title: Alderley")


def retitle_index(site: Site) -> None:
    site.edit("briefings/index.md", "# Briefings", "# All briefings")


def retitle_page(site: Site) -> None:
    site.edit("questions.md", "# Questions", "# Questions to talk about")


def add_briefing(site: Site) -> None:
    site.write("briefings/new-2025.md", NEW)


def add_theme(site: Site) -> None:
    site.write("themes/new.md", "---\ntitle: A new theme\nsummary: New.\nparent: meetings\n---\n")


def delete_briefing(site: Site) -> None:
    site.delete(COLUMNS)


def delete_unused_theme(site: Site) -> None:
    site.delete("themes/unused.md")


def delete_theme_in_use(site: Site) -> None:
    site.delete("themes/siblings.md")


def delete_page_that_others_link_to(site: Site) -> None:
    site.delete("questions.md")


def move_theme(site: Site) -> None:
    site.edit(DIGEST, ":::{learning} minutes", ":::{learning} siblings")


def reparent_theme(site: Site) -> None:
    site.edit("themes/core-groups.md", "parent: meetings", "parent: neglect")


def rename_recommendation(site: Site) -> None:
    site.edit(CORE, 'id: "1.2"', 'id: "1.3"')


def rename_audit(site: Site) -> None:
    site.edit(DIGEST, "minutes-2023", "sharing-minutes-2023")


def rename_briefing(site: Site) -> None:
    site.rename(DIGEST, "briefings/digest-2022-23.md")


def withdraw(site: Site) -> None:
    site.edit(DIGEST, "layout: digest", "status: withdrawn\nwithdrawn: {on: 2026-02-01, why: It was wrong.}")


def publish_withdrawn(site: Site) -> None:
    site.edit(
        "briefings/withdrawn-2015.md", "status: withdrawn\nwithdrawn: {on: 2026-01-05, why: It was out of date.}\n", ""
    )


def lift_embargo(site: Site) -> None:
    site.edit("briefings/embargoed-2026.md", "embargo_until: 2026-12-01\n", "")


def day_of_the_embargo(site: Site) -> None:
    site.config["briefings_as_of"] = "2026-12-01"


def day_before_the_embargo_ends(site: Site) -> None:
    site.config["briefings_as_of"] = "2026-11-30"


def supersede_policy(site: Site) -> None:
    site.write(
        "policies/guidance-2026.md",
        "---\ntitle: National guidance 2026\nkind: statutory-guidance\nsummary: New.\nowner: HM Government\nstatus: current\n---\n",
    )
    site.edit("policies/guidance-2023.md", "status: current", "status: superseded\nsuperseded_by: guidance-2026")


def policy_address_gone(site: Site) -> None:
    site.edit("policies/guidance-2023.md", "state: live", "state: gone")


def edit_listing(site: Site) -> None:
    site.edit("index.md", ":limit: 3", ":limit: 1")


def add_listing(site: Site) -> None:
    site.write("about.md", site.read("about.md") + "\n:::{policy-list}\n:partnership: alder\n:::\n")


def lists_grow(site: Site) -> None:
    site.write(DIGEST, site.read(DIGEST) + many("learning", 130))


def update_recommendation(site: Site) -> None:
    site.edit(
        CORE,
        "updates: [{on: 2017-03-01, status: orange}]",
        "updates: [{on: 2026-03-01, status: green, evidence: [Done.]}]",
    )


def break_page(site: Site) -> None:
    site.edit(CORE, "partnership: alder", "partnership: alder\nmystery: 1")


def break_item(site: Site) -> None:
    site.edit(COLUMNS, "- Workers knew", "- Workers <b>knew</b>")


def break_theme_in_use(site: Site) -> None:
    site.edit("themes/minutes.md", "---\ntitle", "title")


def change_tagline(site: Site) -> None:
    site.config["briefings_tagline"] = "Another tagline"


def change_navigation(site: Site) -> None:
    site.config["briefings_navigation"] = (("audits", "Audits"), ("briefings/index", "Briefings"))


def show_drafts(site: Site) -> None:
    site.config["briefings_drafts"] = True


def add_page_of_the_frame(site: Site) -> None:
    site.write("accessibility.md", "# Accessibility\n\nText.\n")


def replace_picture(site: Site) -> None:
    path = site.content / "chart.png"
    before = path.stat()
    path.write_bytes(path.read_bytes() + b"\0")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def drop_picture(site: Site) -> None:
    site.edit("about.md", "![A bar chart of audits by year](chart.png)\n", "")
    site.delete("chart.png")


def picture_of_the_same_name(site: Site) -> None:
    shutil.copyfile(site.content / "chart.png", site.content / "agencies" / "chart.png")
    (site.content / "agencies" / "chart.png").write_bytes(site.content.joinpath("chart.png").read_bytes() + b"\0")
    site.write("agencies/index.md", site.read("agencies/index.md") + "\n![Another chart](chart.png)\n")


def heading_renamed(site: Site) -> None:
    site.edit("themes/index.md", "## By year", "## Year by year")


CHANGES = [value for value in list(globals().values()) if getattr(value, "__annotations__", {}).get("site") == "Site"]
CHANGES = [change for change in CHANGES if change.__name__ != "check"]


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_change_and_change_back(site: Callable[..., Site], change: Callable[[Site], None]) -> None:
    """After any change, and after it is taken back, building on gives what a clean build gives."""
    copy = site("full")
    before = copy.build()
    original, config = tree(copy.content), dict(copy.config)
    change(copy)
    check(copy)
    restore(copy, original)
    copy.config = config
    again = check(copy)
    assert differences(again.files, before.files) == []


def restore(site: Site, original: dict[str, bytes]) -> None:
    """Put the content back as it was, with new time stamps where files were changed."""
    for name in tree(site.content).keys() - original.keys():
        site.delete(name)
    for name, content in original.items():
        if not (site.content / name).exists() or (site.content / name).read_bytes() != content:
            site.write(name, content)


# ---------------------------------------------------------------- not more than needed


def html_changes(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The pages whose bytes changed, appeared or went away."""
    return {name.removesuffix(".html") for name in differences(before, after) if name.endswith(".html")}


def test_nothing_changed_writes_nothing(site: Callable[..., Site]) -> None:
    """Building twice renders no page the second time, and no file of ours is touched."""
    copy = site("full")
    first = copy.build()
    ours = [path for path in first.out.rglob("*") if path.suffix in (".html", ".json", ".csv") and path.is_file()]
    stamps = {path: path.stat().st_mtime_ns for path in ours}
    second = copy.build()
    assert second.pages == ()
    assert {path: path.stat().st_mtime_ns for path in ours} == stamps
    assert len(ours) > 40


def test_prose_rewrites_its_page_only(site: Callable[..., Site]) -> None:
    """A change in a page's own text concerns no other page."""
    copy = site("full")
    copy.build()
    edit_prose(copy)
    assert copy.build().pages == ("briefings/core-groups-2017",)


def test_picture_only(site: Callable[..., Site]) -> None:
    """A new picture in the place of an old one is copied, and nothing is written."""
    copy = site("full")
    copy.build()
    replace_picture(copy)
    built = copy.build()
    assert built.pages == ()
    assert (built.out / "_images" / "chart.png").read_bytes() == (copy.content / "chart.png").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        edit_item,
        retitle_briefing,
        retitle_policy,
        retitle_theme,
        move_theme,
        add_briefing,
        delete_briefing,
        withdraw,
        lift_embargo,
        retitle_index,
        lists_grow,
    ],
    ids=lambda change: change.__name__,
)
def test_only_pages_that_change_are_written(site: Callable[..., Site], change: Callable[[Site], None]) -> None:
    """What is written again is what looks different afterwards, and the page that was edited."""
    copy = site("full")
    before = copy.build().files
    sources = tree(copy.content)
    change(copy)
    built = copy.build(expect=True)
    edited = {name.removesuffix(".md") for name in differences(sources, tree(copy.content))}
    gone = before.keys() - built.files.keys()
    changed = html_changes(before, built.files) - {name.removesuffix(".html") for name in gone}
    assert set(built.pages) == changed | (edited & {name.removesuffix(".html") for name in built.files})


def test_rest_pages_go_when_a_list_shrinks(site: Callable[..., Site]) -> None:
    """When a long list becomes shorter, the pages for the rest of it are removed, and so is their folder."""
    copy = site("full")
    copy.build()
    lists_grow(copy)
    grown = copy.build()
    rest = sorted(name for name in grown.files if name.startswith("themes/neglect/"))
    assert rest == ["themes/neglect/learning-2.html", "themes/neglect/learning.html"]
    copy.edit(DIGEST, many("learning", 130), many("learning", 30))
    assert [name for name in check(copy).files if name.startswith("themes/neglect/")] == [
        "themes/neglect/learning.html"
    ]
    copy.edit(DIGEST, many("learning", 30), "")
    built = check(copy)
    assert not (built.out / "themes" / "neglect").exists()


# ---------------------------------------------------------------- time stamps prove nothing


@pytest.mark.parametrize("stamp", ["same", "older", "zero", "future"])
def test_contents_decide_and_not_time_stamps(site: Callable[..., Site], stamp: str) -> None:
    """A change is noticed with any time stamp: tools that copy files keep old ones."""
    copy = site("full")
    copy.build()
    path = copy.content / CORE
    before = path.stat().st_mtime_ns
    edit_prose(copy)
    edit_item(copy)
    stamps = {"same": before, "older": before - 10**12, "zero": 0, "future": before + 10**15}
    for name in (CORE, DIGEST):
        os.utime(copy.content / name, ns=(stamps[stamp], stamps[stamp]))
    built = check(copy)
    assert "Two audits, both of 2016" in built.text("briefings/core-groups-2017.html")


def test_time_stamps_do_not_matter_across_builders(site: Callable[..., Site]) -> None:
    """A change that another builder read first reaches this one's pages, though the file looks old."""
    copy = site("full")
    copy.build("html", doctrees="shared")
    stamp = (copy.content / CORE).stat().st_mtime_ns - 10**12
    edit_prose(copy)
    os.utime(copy.content / CORE, ns=(stamp, stamp))
    copy.build("dir", builder="dirhtml", doctrees="shared")
    built = copy.build("html", doctrees="shared")
    assert differences(built.files, copy.clean().files) == []


def test_a_new_time_stamp_alone_changes_nothing(site: Callable[..., Site]) -> None:
    """Touching every file gives the same site."""
    copy = site("full")
    before = copy.build().files
    for path in copy.content.rglob("*.md"):
        os.utime(path)
    assert differences(check(copy).files, before) == []


# ---------------------------------------------------------------- settings, templates, code


def own_templates(site: Site) -> Path:
    """Give a site its own copy of the templates."""
    folder = site.folder / "templates"
    shutil.copytree(ROOT / "_templates", folder)
    site.config |= {"templates_path": [str(folder)], "html_theme_path": [str(folder)]}
    return folder


def test_changed_template_reaches_every_page(site: Callable[..., Site]) -> None:
    """A change in a template, whatever its time stamp, is seen on pages, pages of the rest and pages that did not
    change."""
    copy = site("full")
    folder = own_templates(copy)
    copy.build()
    for name in ("page.html", "rest.html"):
        path = folder / name
        stamp = path.stat().st_mtime_ns
        path.write_text(path.read_text() + "\n{# changed #}<!-- changed -->\n{% block changed %}{% endblock %}\n")
        layout = folder / "layout.html"
        layout_stamp = layout.stat().st_mtime_ns
        layout.write_text(layout.read_text().replace("</body>", "<hr></body>", 1))
        os.utime(path, ns=(stamp, stamp))
        os.utime(layout, ns=(layout_stamp, layout_stamp))
    built = check(copy)
    assert "<hr>" in built.text("index/list-3.html")


def test_changed_code_reaches_every_page(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the extension changes, every page is read and written again, the pages of the rest too."""
    copy = site("full")
    first = copy.build()
    monkeypatch.setattr("briefings.version.checksum", lambda: 1)
    monkeypatch.setattr("briefings.incremental.checksum", lambda: 1)
    assert set(copy.build().pages) == set(first.pages)


# ---------------------------------------------------------------- failures in between


def fail_at(page: str) -> Callable[[Sphinx], None]:
    """Make the build fail when it comes to a page: as a full disk or a pulled plug would."""

    def fail(app: Sphinx, name: str, *_: object) -> None:
        if name == page:
            raise SphinxError("the plug was pulled")

    return lambda app: app.connect("html-page-context", fail)  # type: ignore[return-value]


@pytest.mark.parametrize("page", ["agencies/health", "briefings/digest-2023", "themes/neglect", "index/list-3"])
@pytest.mark.parametrize("then", ["go on", "take back", "take away"])
def test_failed_build_is_made_good(site: Callable[..., Site], page: str, then: str) -> None:
    """After a build that stopped half-way, the next one leaves no page of it behind."""
    copy = site("full")
    copy.build()
    original = tree(copy.content)
    retitle_partnership(copy)
    edit_item(copy)
    retitle_page(copy)
    add_briefing(copy)
    failed = copy.build(expect=True, before=fail_at(page))
    assert failed.error is not None
    if then == "take back":
        restore(copy, original)
    elif then == "take away":
        restore(copy, original)
        copy.delete(COLUMNS)
        copy.delete("agencies/index.md")
    check(copy)


def test_broken_note_of_what_was_written(site: Callable[..., Site]) -> None:
    """A note that cannot be read counts as no note: everything is written."""
    copy = site("full")
    for content in ("", "{", "[]", '{"pages": 3}', '{"frame": "", "library": "", "pages": {"index": "x"}}'):
        built = copy.build()
        (built.out / ".briefings.json").write_text(content)
        check(copy)


def test_broken_page_stops_nothing_else(site: Callable[..., Site]) -> None:
    """A page that breaks is taken down at once, and its mention elsewhere is text; mended, it is back."""
    copy = site("full")
    before = copy.build()
    break_page(copy)
    broken = check(copy)
    assert "briefings/core-groups-2017.html" not in broken.files
    assert broken.holding("Chairing fell to one person") == []
    assert broken.status == 1
    copy.edit(CORE, "mystery: 1\n", "")
    assert differences(check(copy).files, before.files) == []


def test_withdrawn_briefing_leaves_nothing(site: Callable[..., Site]) -> None:
    """Withdrawal takes every word down at once: from its page, from every list, from the data, from the inventory."""
    copy = site("full")
    copy.write("briefings/plan.png", (copy.content / "chart.png").read_bytes() + b"PICTURE")
    copy.write(DIGEST, copy.read(DIGEST) + "\n![A plan](plan.png)\n")
    assert copy.build().holding("Minutes still do not arrive", "PICTURE") != []
    withdraw(copy)
    built = check(copy)
    assert built.holding("Minutes still do not arrive", "A year of audits", "One year, three audits", "PICTURE") == []
    assert "It was wrong." in built.text("briefings/digest-2023.html")


# ---------------------------------------------------------------- several builders, one application


def test_two_builders_share_what_was_read(site: Callable[..., Site]) -> None:
    """``html`` and ``dirhtml`` read once between them, and neither is left with pages of yesterday."""
    copy = site("full")
    for change in (None, edit_prose, edit_item, retitle_theme, delete_briefing, lists_grow, add_briefing):
        if change:
            change(copy)
        for name, builder in (("html", "html"), ("dir", "dirhtml"), ("text", "text")):
            built = copy.build(name, builder=builder, doctrees="shared", expect=True)
            clean = copy.clean(builder=builder, expect=True)
            left = {"briefings/columns-2019.txt"} if builder == "text" else set()  # Sphinx leaves what is gone
            assert set(differences(built.files, clean.files)) <= left, change


def test_one_application_builds_twice(site: Callable[..., Site]) -> None:
    """A program that keeps the application sees each change: nothing is remembered that is not true any more."""
    copy = site("full")
    with opened(copy.content, copy.folder / "out") as app:
        app.build()
        for change in (edit_item, retitle_theme, add_briefing, move_theme, withdraw, delete_unused_theme):
            change(copy)
            app.build()
            assert differences(tree(copy.folder / "out"), copy_in_new_process_state(copy)) == [], change


def copy_in_new_process_state(site: Site) -> dict[str, bytes]:
    """A clean build while another application is open."""
    return site.clean(expect=True).files


# ---------------------------------------------------------------- any change after any other


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
def test_any_changes_in_any_order(steps: list[tuple[str, int, int, bool, bool]]) -> None:
    """Whatever is changed between builds, and whether or not time stamps show it: building on is building clean."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site.copy("full", Path(folder) / "full")
        site.build()
        for name, where, what, hide, build in steps:
            stamps = {path: path.stat().st_mtime_ns for path in site.content.rglob("*.md")} if hide else {}
            getattr(Changes, name)(site, where, what)
            for path, stamp in stamps.items():
                if path.exists():
                    os.utime(path, ns=(stamp, stamp))
            if build:
                site.build(expect=True)
        check(site)


# ---------------------------------------------------------------- the tests notice when something is wrong


def test_forgetting_to_clear_is_noticed(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the entry of a page that is gone kept, the build would fail, and so would the comparison."""
    copy = site("full")
    copy.build()
    monkeypatch.setattr(BriefingsDomain, "clear_doc", lambda self, docname: None)
    copy.delete("themes/unused.md")
    assert "themes/unused" in str(copy.build(expect=True).error)
    monkeypatch.setattr(BriefingsDomain, "check_consistency", lambda self: None)
    built = copy.build(expect=True)
    assert b"themes/unused" in built.files["objects.inv"] or differences(built.files, copy.clean(expect=True).files)


def test_forgetting_to_write_again_is_noticed(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Were other pages not written again after a change, the comparison would show it."""
    copy = site("full")
    copy.build()
    monkeypatch.setattr("briefings.incremental.stale_pages", lambda app, env: [])
    edit_item(copy)
    retitle_theme(copy)
    built = copy.build(expect=True)
    monkeypatch.undo()
    left = differences(built.files, copy.clean().files)
    assert {"themes/minutes.html", "briefings/core-groups-2017.html"} <= set(left)


def test_forgetting_own_text_is_noticed(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a page's own file not part of what makes it stale, another builder's pages would be old."""
    monkeypatch.setattr("briefings.incremental.page_digest", lambda domain, docname: domain.views.digest(docname))
    with pytest.raises(AssertionError):
        test_time_stamps_do_not_matter_across_builders(site)
