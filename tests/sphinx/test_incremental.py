"""A build that starts from the last one gives the same site as a clean build, byte for byte, and does no more work
than that needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import NEW, ROOT, SITES, Built, Site, as_begun, check, differences, many, opened, picture, tree
from sphinx.errors import SphinxError

from briefings import earlier
from briefings.domain import BriefingsDomain
from briefings.model.content import load_content
from briefings.model.views import Views
from briefings.outputs import data

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

CORE, COLUMNS, DIGEST = (f"briefings/{slug}.md" for slug in ("core-groups-2017", "columns-2019", "digest-2023"))
# ---------------------------------------------------------------- a build that failed


def test_an_output_that_fails_is_made_good_by_the_next_build(
    site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing counts as written until all is: pages, data, feeds and styles."""
    tiny = site("full")
    tiny.build()
    retitle_briefing(tiny)
    with monkeypatch.context() as broken:
        broken.setattr(data, "_csv", no_room)
        assert tiny.build(expect=True).error is not None
    check(tiny)


def no_room(rows: object) -> bytes:
    raise OSError(28, "No space left on device")


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
    now = "address: 'https://www.example.org/guidance'\nchecked: {on: 2026-11-01, by: person}"
    site.edit("policies/guidance-2023.md", now, "former_addresses: ['https://www.example.org/guidance']")


def edit_listing(site: Site) -> None:
    site.edit("index.md", ":limit: 3", ":limit: 1")


def add_listing(site: Site) -> None:
    site.write("about.md", site.read("about.md") + "\n:::{policy-list}\n:partnership: alder\n:::\n")


def lists_grow(site: Site) -> None:
    site.write(DIGEST, site.read(DIGEST) + many("learning", 230))


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


def change_address(site: Site) -> None:
    site.config["html_baseurl"] = "https://learning.example.org/"


def show_drafts(site: Site) -> None:
    site.config["briefings_drafts"] = True


def add_page_of_the_frame(site: Site) -> None:
    site.write("accessibility.md", "# Accessibility\n\nText.\n")


def replace_picture(site: Site) -> None:
    path = site.content / "chart.png"
    before = path.stat()
    path.write_bytes(picture(40))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def drop_picture(site: Site) -> None:
    site.edit("about.md", "![A bar chart of audits by year](chart.png)\n", "")
    site.delete("chart.png")


def picture_of_the_same_name(site: Site) -> None:
    site.write("agencies/chart.png", picture(80))
    site.write("agencies/index.md", site.read("agencies/index.md") + "\n![Another chart](chart.png)\n")


def heading_renamed(site: Site) -> None:
    site.edit("themes/index.md", "## By year", "## Year by year")


CHANGES = [value for value in list(globals().values()) if getattr(value, "__annotations__", {}).get("site") == "Site"]
CHANGES = [change for change in CHANGES if change.__name__ != "check"]


@pytest.fixture
def begun(pristine: Site) -> Site:
    """The full site, with the output and the doctrees of a first build."""
    return as_begun(pristine)


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_change_and_change_back(begun: Site, change: Callable[[Site], None]) -> None:
    """After any change, and after it is taken back, building on gives what a clean build gives."""
    original, before = tree(begun.content), tree(begun.folder / "out")
    change(begun)
    check(begun)
    restore(begun, original)
    begun.config.clear()
    assert differences(begun.build().files, before) == []


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


def test_nothing_changed_writes_nothing(begun: Site) -> None:
    """Building twice renders no page the second time, and no file of ours is touched."""
    out = begun.folder / "out"
    ours = [path for path in out.rglob("*") if path.suffix in (".html", ".json", ".csv") and path.is_file()]
    stamps = {path: path.stat().st_mtime_ns for path in ours}
    second = begun.build()
    assert second.pages == ()
    assert {path: path.stat().st_mtime_ns for path in ours} == stamps
    assert len(ours) > 40


def test_prose_rewrites_its_page_only(begun: Site) -> None:
    """A change in a page's own text concerns no other page."""
    edit_prose(begun)
    assert begun.build().pages == ("briefings/core-groups-2017",)


def test_picture_only(begun: Site) -> None:
    """A new picture in the place of an old one is copied, and nothing is written."""
    replace_picture(begun)
    built = begun.build()
    assert built.pages == ()
    assert (built.out / "_images" / "chart.png").read_bytes() == (begun.content / "chart.png").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        edit_item,
        add_briefing,
        delete_briefing,
        withdraw,
        lift_embargo,
        retitle_index,
        lists_grow,
    ],
    ids=lambda change: change.__name__,
)
def test_only_pages_that_change_are_written(begun: Site, change: Callable[[Site], None]) -> None:
    """What is written again is what looks different afterwards, and the page that was edited."""
    before = tree(begun.folder / "out")
    sources = tree(begun.content)
    change(begun)
    built = begun.build(expect=True)
    edited = {name.removesuffix(".md") for name in differences(sources, tree(begun.content))}
    gone = before.keys() - built.files.keys()
    changed = html_changes(before, built.files) - {name.removesuffix(".html") for name in gone}
    assert set(built.pages) == changed | (edited & {name.removesuffix(".html") for name in built.files})


def test_another_process_works_out_the_same() -> None:
    """Digests do not depend on the seed of Python's hashes, on the time zone or on the locale (P19)."""
    content = SITES / "full" / "content"
    program = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from briefings.model.content import load_content; from briefings.model.views import Views; "
        "views = Views(load_content(Path(sys.argv[1]), as_of=date(2026, 11, 20)).library); "
        "print(*map(views.digest, sorted(views.library.entries)), *[page.digest for page in views.rest_pages])"
    )
    places = {"PYTHONPATH": str(ROOT / "ext"), "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, "-c", program, str(content)]
    done = subprocess.run(command, env={**os.environ, **places}, capture_output=True, text=True, check=True)
    views = Views(load_content(content, as_of=date(2026, 11, 20)).library)
    rest = [page.digest for page in views.rest_pages]
    assert rest
    assert done.stdout.split() == [*map(views.digest, sorted(views.library.entries)), *rest]


def test_rest_pages_go_when_a_list_shrinks(begun: Site) -> None:
    """When a long list becomes shorter, the pages for the rest of it are removed."""

    def rest(built: Built) -> list[str]:
        return sorted(name for name in built.files if name.startswith("themes/neglect/") and name.endswith(".html"))

    short = begun.read(DIGEST)
    lists_grow(begun)
    assert rest(begun.build()) == ["themes/neglect/learning-2.html", "themes/neglect/learning.html"]
    begun.write(DIGEST, short + many("learning", 30))
    assert rest(check(begun)) == ["themes/neglect/learning.html"]
    begun.write(DIGEST, short)
    assert rest(check(begun)) == []


# ---------------------------------------------------------------- time stamps prove nothing


@pytest.mark.parametrize("stamp", ["same", "older", "zero", "future"])
def test_contents_decide_and_not_time_stamps(begun: Site, stamp: str) -> None:
    """A change is noticed with any time stamp: tools that copy files keep old ones."""
    path = begun.content / CORE
    before = path.stat().st_mtime_ns
    edit_prose(begun)
    edit_item(begun)
    stamps = {"same": before, "older": before - 10**12, "zero": 0, "future": before + 10**15}
    for name in (CORE, DIGEST):
        os.utime(begun.content / name, ns=(stamps[stamp], stamps[stamp]))
    built = check(begun)
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


def test_a_new_time_stamp_alone_changes_nothing(begun: Site) -> None:
    """Touching every file gives the same site."""
    before = tree(begun.folder / "out")
    for path in begun.content.rglob("*.md"):
        os.utime(path)
    assert differences(check(begun).files, before) == []


# ---------------------------------------------------------------- settings, templates, code


def own_templates(site: Site) -> Path:
    """Give a site its own copy of the templates."""
    folder = site.folder / "templates"
    shutil.copytree(ROOT / "ext" / "briefings" / "theme", folder)
    site.config |= {"templates_path": [str(folder)]}
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
    assert "<hr>" in built.text("index/list-item-list.html")


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


@pytest.mark.parametrize(
    ("page", "then"),
    [
        ("agencies/health", "go on"),
        ("briefings/digest-2023", "take back"),
        ("briefings/digest-2023", "take away"),
        ("themes/neglect", "go on"),
        ("index/list-item-list", "take back"),
    ],
)
def test_failed_build_is_made_good(begun: Site, page: str, then: str) -> None:
    """After a build that stopped half-way, the next one leaves no page of it behind."""
    original = tree(begun.content)
    retitle_partnership(begun)
    edit_item(begun)
    retitle_page(begun)
    add_briefing(begun)
    failed = begun.build(expect=True, before=fail_at(page))
    assert failed.error is not None
    if then == "take back":
        restore(begun, original)
    elif then == "take away":
        restore(begun, original)
        begun.delete(COLUMNS)
        begun.delete("agencies/index.md")
    check(begun)


def test_broken_note_of_what_was_written(begun: Site) -> None:
    """A note that cannot be read counts as no note: everything is written."""
    before = tree(begun.folder / "out")
    for content in ("", "{", "[]", '{"pages": 3}', '{"frame": "", "library": "", "pages": {"index": "x"}}'):
        (begun.folder / "out" / ".briefings.json").write_text(content)
        assert differences(begun.build().files, before) == []


@pytest.mark.parametrize("left", ["", "{", "[]", "3", '{"code": 3}', '{"pages": {}}'])
def test_broken_note_of_what_is_known(begun: Site, left: str) -> None:
    """What an earlier build found out cannot be read: it is found out again."""
    known = begun.folder / "out-doctrees" / earlier.FILE
    assert known.is_file()
    known.write_text(left)
    retitle_theme(begun)
    check(begun)


@pytest.mark.parametrize("name", ["data/items.json", "data/recommendations.csv", "calendar.ics"])
def test_an_output_that_somebody_changed_is_mended(begun: Site, name: str) -> None:
    """The next build that writes takes nothing from a file that is not as the last one left it."""
    file = begun.folder / "out" / name
    before = file.read_bytes()
    file.write_bytes(before.replace(b"lder", b"LDER"))
    assert file.read_bytes() != before
    edit_item(begun)
    check(begun)


def test_broken_page_stops_nothing_else(begun: Site) -> None:
    """A page that breaks is taken down at once, and its mention elsewhere is text; mended, it is back."""
    before = tree(begun.folder / "out")
    break_page(begun)
    broken = check(begun)
    assert "briefings/core-groups-2017.html" not in broken.files
    assert broken.holding("Chairing fell to one person") == []
    assert broken.status == 1
    begun.edit(CORE, "mystery: 1\n", "")
    assert differences(check(begun).files, before) == []


def test_withdrawn_briefing_leaves_nothing(site: Callable[..., Site]) -> None:
    """Withdrawal takes every word down at once: from its page, from every list, from the data, from the inventory."""
    copy = site("full")
    copy.write("briefings/plan.png", picture(120))
    copy.write(DIGEST, copy.read(DIGEST) + "\n![A plan](plan.png)\n")
    assert copy.build().holding("Minutes still do not arrive", "briefings--plan.png") != []
    withdraw(copy)
    built = check(copy)
    assert built.holding("Minutes still do not arrive", "A year of audits", "One year, three audits", "plan.png") == []
    assert "It was wrong." in built.text("briefings/digest-2023.html")


# ---------------------------------------------------------------- several builders, one application


@pytest.mark.whole
def test_two_builders_share_what_was_read(site: Callable[..., Site]) -> None:
    """``html`` and ``dirhtml`` read once between them, and neither is left with pages of yesterday."""
    copy = site("full")
    changes = (edit_prose, edit_item), (retitle_theme, delete_briefing, lists_grow), (add_briefing,)
    for number, together in enumerate(changes):
        for change in together:
            change(copy)
        for name, builder in (("html", "html"), ("dir", "dirhtml"), ("text", "text"))[: 3 if number else 2]:
            built = copy.build(name, builder=builder, doctrees="shared", expect=True)
            clean = copy.clean(builder=builder, expect=True)
            left = {"briefings/columns-2019.txt"} if builder == "text" else set()  # Sphinx leaves what is gone
            assert set(differences(built.files, clean.files)) <= left, together


def test_one_application_builds_twice(site: Callable[..., Site]) -> None:
    """A program that keeps the application sees each change: nothing is remembered that is not true any more."""
    copy = site("full")
    with opened(copy.content, copy.folder / "out") as app:
        app.build()
        for change in (edit_item, retitle_theme, add_briefing, move_theme, withdraw, delete_unused_theme):
            change(copy)
            app.build()
            assert differences(tree(copy.folder / "out"), copy.clean(expect=True).files) == [], change


# ---------------------------------------------------------------- the tests notice when something is wrong


def test_forgetting_to_clear_is_noticed(begun: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the entry of a page that is gone kept, the comparison would show it; mostly the build would fail."""
    monkeypatch.setattr(BriefingsDomain, "clear_doc", lambda self, docname: None)
    begun.delete("themes/unused.md")
    built = begun.build(expect=True)
    assert {"objects.inv", "themes/index.html", "themes/unused.html"} <= set(
        differences(built.files, begun.clean().files)
    )
    edit_prose(begun)
    assert "themes/unused" in str(begun.build(expect=True).error)


def test_forgetting_to_write_again_is_noticed(begun: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were other pages not written again after a change, the comparison would show it."""
    monkeypatch.setattr("briefings.incremental.stale_pages", lambda app, env: [])
    edit_item(begun)
    retitle_theme(begun)
    built = begun.build(expect=True)
    monkeypatch.undo()
    left = differences(built.files, begun.clean().files)
    assert {"themes/meetings.html", "briefings/core-groups-2017.html"} <= set(left)


def test_forgetting_own_text_is_noticed(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a page's own file not part of what makes it stale, another builder's pages would be old."""
    monkeypatch.setattr("briefings.incremental.page_digest", lambda domain, docname: domain.views.digest(docname))
    with pytest.raises(AssertionError):
        test_time_stamps_do_not_matter_across_builders(site)
