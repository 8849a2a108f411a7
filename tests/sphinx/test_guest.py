"""In the project of somebody else we touch nothing but our own folder, and our pages work there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Built, build_site, differences, words_of
from host import ABOUT_US, STYLE, build_host, check_host, host, is_ours

if TYPE_CHECKING:
    from pathlib import Path

BRIEFING = "content/briefings/core-groups-2017.html"


@pytest.fixture(scope="module")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A host with our folder, whose own pages refer to ours, built as HTML."""
    folder = host(tmp_path_factory.mktemp("guest") / "host", with_us=True)
    index = folder / "index.rst"
    listed = index.read_text().replace("   content\n", "   content\n   content/index\n")
    index.write_text(f"{listed}\nSee :briefings:theme:`neglect` and :briefings:item:`core-groups-2017/l1`.\n")
    return build_host(folder, folder / "out", extensions=["briefings"])


@pytest.mark.parametrize(
    ("builder", "theme", "others"),
    [
        ("html", "alabaster", ["sphinx.ext.intersphinx", "sphinx_design"]),
        ("html", "furo", ["sphinx.ext.todo"]),
        ("text", "alabaster", []),
        ("latex", "alabaster", []),
        ("gettext", "alabaster", []),
    ],
)
def test_pages_of_the_host_have_the_same_bytes(builder: str, theme: str, others: list[str], tmp_path: Path) -> None:
    """With us and without us; only lists of all pages of the project may have more lines, and those are of our pages."""
    folder = host(tmp_path / "host", with_us=False)
    check_host(folder, tmp_path / "out", others, [["briefings", *others]], builder=builder, theme=theme)


def test_the_order_of_extensions_does_not_matter(tmp_path: Path) -> None:
    """sphinx-design and MyST may be loaded before us or after us."""
    others = ["sphinx_design", "myst_parser"]
    orders = [["briefings", *others], [*others, "briefings"]]
    folder = host(tmp_path / "host", with_us=False)
    first, last = check_host(folder, tmp_path / "out", others, orders)
    assert [name for name in differences(first.files, last.files) if name != ".buildinfo"] == []


def test_our_pages_show_blocks_roles_listings_and_facts(guest: Built) -> None:
    """In the theme of the host, with links to each other."""
    text = guest.text(BRIEFING)
    words = words_of(text)
    for shown in ("What needs to improve", "Alder Safeguarding Partnership", "For Police", "written for this site"):
        assert shown in words
    assert 'class="block block-learning"' in text
    assert 'href="../themes/core-groups.html"' in text
    assert "which has since been replaced" in words
    listing = guest.text("content/recommendations.html")
    assert 'href="briefings/core-groups-2017.html#' in listing
    assert "This briefing was withdrawn" in words_of(guest.text("content/briefings/withdrawn-2015.html"))


def test_only_our_pages_have_our_style_sheet(guest: Built) -> None:
    """The pages of the host load what they did."""
    with_style = {name for name in guest.files if name.endswith(".html") and STYLE in guest.text(name)}
    assert BRIEFING in with_style
    assert all(is_ours(name) for name in with_style)
    assert (guest.out / STYLE).is_file()


def test_sources_of_our_pages_are_not_published(guest: Built) -> None:
    """They say who checked a page; those of the host are published as before."""
    assert "_sources/index.rst.txt" in guest.files
    assert guest.holding("checked_by") == []
    assert not [name for name in guest.files if name.startswith("_sources/content/")]


def test_our_first_page_brings_all_others_into_the_contents_of_the_host(guest: Built) -> None:
    """So every theme has its menus, and builders of one document have all pages."""
    assert guest.app is not None
    includes = guest.app.env.toctree_includes
    assert {"content/about", "content/themes/index"} <= set(includes["content/index"])
    assert "content/themes/neglect" in includes["content/themes/index"]


def test_a_host_may_refer_to_our_pages(guest: Built) -> None:
    """By the roles of our domain, with titles filled in."""
    home = guest.text("index.html")
    assert '<a class="reference internal" href="content/themes/neglect.html">Neglect</a>' in home
    assert 'href="content/briefings/core-groups-2017.html#l1"' in home


def test_a_host_is_warned_of_names_that_we_do_not_have(tmp_path: Path) -> None:
    """In one sentence, with the line; what `any` finds is not ours."""
    folder = host(tmp_path / "host", with_us=True)
    (folder / "usage.rst").write_text("Usage\n=====\n\nSee :briefings:theme:`nothing`.\n\n:any:`neglect`\n")
    built = build_host(folder, tmp_path / "out", extensions=["briefings"], expect=True)
    assert built.warnings == (
        "host/usage.rst:4: WARNING: there is no theme 'nothing'; correct the name [ref.theme]",
        "host/usage.rst:6: WARNING: 'any' reference target not found: neglect [ref.any]",
    )
    assert built.status == 0


def test_our_pages_are_strict_and_others_are_not(tmp_path: Path) -> None:
    """A mistake in a page of ours is reported with its place, the page is left out, and the build says that it failed."""
    folder = host(tmp_path / "host", with_us=True)
    about = folder / "content" / "about.md"
    about.write_text(about.read_text() + "\n<script>x</script>\n")
    (folder / "content" / "extra.rst").write_text("Extra\n=====\n")
    built = build_host(folder, tmp_path / "out", extensions=["briefings"], expect=True)
    assert any(
        line.startswith(f"host/content/about.md:{about.read_text().count(chr(10))}: ") for line in built.warnings
    )
    assert any("content/extra.rst" in line for line in built.warnings)
    assert built.status == 1
    assert not (built.out / "content" / "about.html").exists()
    assert not (built.out / "content" / "extra.html").exists()
    assert (built.out / "index.html").exists()


def test_a_change_of_a_page_of_ours_reaches_the_others(tmp_path: Path) -> None:
    """Building on gives what a clean build gives, and writes no page of the host again."""
    folder = host(tmp_path / "host", with_us=True)
    build_host(folder, tmp_path / "out", extensions=["briefings"])
    again = build_host(folder, tmp_path / "out", extensions=["briefings"])
    assert [page for page in again.pages if page not in ("genindex", "search")] == []
    briefing = folder / "content" / "briefings" / "core-groups-2017.md"
    briefing.write_text(briefing.read_text().replace("Core groups: what two audits found", "Another title"))
    (folder / "content" / "themes" / "new-theme.md").write_text("---\ntitle: New theme\nsummary: It is new.\n---\n")
    built = build_host(folder, tmp_path / "out", extensions=["briefings"])
    assert not [page for page in built.pages if page in ("index", "usage", "content")]
    clean = build_host(folder, tmp_path / "clean", extensions=["briefings"])
    names = [name for name in differences(built.files, clean.files) if name != ".buildinfo"]
    assert names == ["searchindex.js"]  # Sphinx's own index keeps words of old titles when it is built on


@pytest.mark.parametrize("name", ["learning", "docs/learning"])
def test_our_folder_may_have_another_name(name: str, tmp_path: Path) -> None:
    """A folder below others too."""
    folder = host(tmp_path / "host", with_us=True)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / "content").rename(folder / name)
    config = {"briefings_content": name}
    built = build_host(folder, tmp_path / "out", extensions=["briefings"], config=config)
    assert (built.out / name / "briefings" / "core-groups-2017.html").is_file()
    assert not (built.out / "content").exists()


def test_all_pages_may_be_ours_under_another_theme(tmp_path: Path) -> None:
    """With "." the source folder itself is ours."""
    source = host(tmp_path / "host", with_us=True) / "content"
    config = {"extensions": ["briefings"], "html_theme": "alabaster", "briefings_content": ".", **ABOUT_US}
    built = build_site(source, tmp_path / "out", confdir=source.parent, config=config)
    assert "What needs to improve" in words_of(built.text("briefings/core-groups-2017.html"))


def test_a_missing_style_sheet_is_named_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that was installed without it never makes pages that look broken."""
    monkeypatch.setattr("briefings.guest.STYLE", "gone.css")
    folder = host(tmp_path / "host", with_us=True)
    built = build_host(folder, tmp_path / "out", extensions=["briefings"], expect=True)
    assert "guest/static/gone.css is missing; install the package again: pip install" in str(built.error)
    assert not (built.out / "content").exists()


def test_a_missing_folder_is_named_at_the_start(tmp_path: Path) -> None:
    """Nothing is read before."""
    folder = host(tmp_path / "host", with_us=False)
    built = build_host(folder, tmp_path / "out", extensions=["briefings"], expect=True)
    assert str(built.error) == (
        f"there is no folder 'content' for briefings in '{folder}'; make it, or name another one in briefings_content"
    )


@pytest.mark.parametrize("extensions", [["sphinx_design", "briefings"], ["briefings", "sphinx_design"]])
def test_a_site_of_ours_may_load_sphinx_design_itself(extensions: list[str], tmp_path: Path) -> None:
    """Before us or after us."""
    from building import SITES

    content = SITES / "full" / "content"
    built = build_site(content, tmp_path / "out", config={"extensions": extensions})
    assert "sd-row" in built.text("briefings/columns-2019.html")
