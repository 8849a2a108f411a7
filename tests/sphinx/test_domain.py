"""The domain: roles become titles and links, names that do not exist are said once, and other sites can link to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import build_site, words_of
from docutils import nodes
from sphinx import addnodes
from sphinx.util.inventory import InventoryFile

from briefings.domain import domain_of
from briefings.model.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Built, Site
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PROBE = "probe.md"


def mentions(built: Built, docname: str) -> list[tuple[str, str, str]]:
    """Of every link of a page's own text: its words, its address, and what stands beside it."""
    section = next(built.resolved(docname).findall(nodes.section))
    found = []
    for link in section.findall(nodes.reference):
        holder = link.parent
        beside = ""
        if isinstance(holder, nodes.inline) and "mention" in holder["classes"]:
            beside = " ".join(child.astext() for child in holder.children[1:]).strip()
        found.append((link.astext(), link.get("refuri") or f"#{link['refid']}", beside))
    return found


@pytest.mark.parametrize(
    ("role", "words", "address"),
    [
        ("{theme}`neglect`", "Neglect", "themes/neglect.html"),
        ("{policy}`children-act`", "Children Act", "policies/children-act.html"),
        ("{agency}`police`", "Police", "agencies/police.html"),
        ("{partnership}`alder`", "Alder Safeguarding Partnership", "partnerships/alder.html"),
        ("{briefing}`digest-2023`", "A year of audits", "briefings/digest-2023.html"),
        ("{recommendation}`core-groups-2017/1.1`", "Recommendation 1.1", "briefings/core-groups-2017.html#r1-1"),
        ("{item}`core-groups-2017/g1`", "Good practice: Most core groups met on time.", "briefings/core-groups-2017.html#g1"),
        ("{theme}`my own words <neglect>`", "my own words", "themes/neglect.html"),
        ("{item}`a question <core-groups-2017/q1>`", "a question", "briefings/core-groups-2017.html#q1"),
    ],
)  # fmt: skip
def test_role_becomes_title_and_link(site: Callable[..., Site], role: str, words: str, address: str) -> None:
    """A role shows the title of what it names, or the editor's own words, and leads to it."""
    copy = site("full")
    copy.write(PROBE, f"# Probe\n\nSee {role}.\n")
    assert mentions(copy.build(), "probe")[0][:2] == (words, address)


def test_a_long_item_is_clipped_between_words(site: Callable[..., Site]) -> None:
    """An item named without words of one's own is cut short, but never in the middle of a word."""
    copy = site("full")
    copy.edit(
        "briefings/digest-2023.md", "- Minutes still do not arrive,", f"- Minutes still do not arrive {'at all ' * 20},"
    )
    copy.write(PROBE, "# Probe\n\nSee {item}`digest-2023/l1`.\n")
    words = mentions(copy.build(), "probe")[0][0]
    assert words.startswith("Learning: Minutes still do not arrive at all at all")
    assert words.endswith(" …")
    assert len(words) < 100


@pytest.mark.parametrize(
    ("slug", "beside"),
    [
        ("guidance-2023", []),
        ("guidance-2018", ["replaced by", "National guidance 2023"]),
        ("guidance-2015", ["replaced by", "National guidance 2023"]),
        ("neglect-tool", ["withdrawn"]),
        ("old-portal", ["link gone"]),
        ("lost-page", []),
        ("alder-escalation", []),
    ],
)
def test_policy_says_what_became_of_it(site: Callable[..., Site], slug: str, beside: list[str]) -> None:
    """Wherever a policy is mentioned it says whether it stands, and what to use instead, over all steps."""
    copy = site("full")
    copy.write(PROBE, f"# Probe\n\nSee {{policy}}`{slug}`, and {{policy}}`in my words <{slug}>`.\n")
    built = copy.build()
    own = [mention for mention in mentions(built, "probe") if mention[1] == f"policies/{slug}.html"]
    assert len(own) == 2
    for _, _, said in own:
        assert all(word in said for word in beside), said
        assert not {"current", "not checked"} & {words.strip() for words in said}, said
    text = built.text("probe.html")
    assert text.count('class="state') >= 2 * bool(beside)


def test_what_replaced_a_policy_is_a_link(full: Built) -> None:
    """What to use instead can be opened at once."""
    documents = [full.resolved("policies/guidance-2015"), full.resolved("briefings/core-groups-2017")]
    links = {
        link.astext(): link["refuri"]
        for document in documents
        for link in document.findall(nodes.reference)
        if "refuri" in link
    }
    assert links["National guidance 2023"].endswith("guidance-2023.html")


def test_withdrawn_briefing_can_be_mentioned(site: Callable[..., Site]) -> None:
    """A mention of a withdrawn briefing, or of a part of it, says so and tells nothing of it."""
    copy = site("full")
    copy.write(
        PROBE,
        "# Probe\n\n{briefing}`withdrawn-2015` {item}`withdrawn-2015/l1` {recommendation}`withdrawn-2015/9`\n",
    )
    built = copy.build()
    assert [words for words, *_ in mentions(built, "probe")] == ["a briefing that was withdrawn"] * 3
    assert built.holding("WITHDRAWN") == []


def test_names_that_do_not_exist_are_said_once_and_shown_as_text(site: Callable[..., Site]) -> None:
    """One problem with its line for each wrong name, a hint where one is near, and the words stay readable."""
    copy = site("full")
    copy.write(
        "briefings/index.md",
        "# Briefings\n\n{theme}`neglet`\n\n{policy}`own words <no-such-policy>` and **{agency}`nobody`**\n\n"
        "{item}`core-groups-2017/q9` {recommendation}`core-groups-2017/7.7` {briefing}`first`\n",
    )
    built = copy.build(expect=True)
    where = "content/briefings/index.md"
    assert [line.split(" WARNING: ") for line in built.warnings] == [
        [f"{where}:3:", "theme 'neglet' does not exist; did you mean 'neglect'? ('briefings themes' lists all) [briefings.unknown-theme]"],
        [f"{where}:5:", "agency 'nobody' does not exist; add it or use one that exists ('briefings agencies' lists all) [briefings.unknown-agency]"],
        [f"{where}:5:", "policy 'no-such-policy' does not exist; add it or use one that exists ('briefings policies' lists all) [briefings.unknown-policy]"],
        [f"{where}:7:", "briefing 'first' does not exist or is not public yet; add it or use one that exists [briefings.unknown-briefing]"],
        [f"{where}:7:", "item 'core-groups-2017/q9' does not exist; did you mean 'core-groups-2017/q1'? [briefings.unknown-item]"],
        [f"{where}:7:", "recommendation 'core-groups-2017/7.7' does not exist or is not public yet; did you mean 'core-groups-2017/1.2'? [briefings.unknown-recommendation]"],
    ]  # fmt: skip
    assert built.status == 1
    text = next(built.resolved("briefings/index").findall(nodes.section)).astext()
    for words in ("neglet", "own words", "nobody", "core-groups-2017/q9", "core-groups-2017/7.7", "first"):
        assert words in text
    assert mentions(built, "briefings/index") == []


def test_names_that_do_not_exist_in_an_item_are_shown_as_text_everywhere(site: Callable[..., Site]) -> None:
    """A wrong name inside an item is said once, though the item stands on several pages."""
    copy = site("full")
    copy.edit("briefings/core-groups-2017.md", "- Chairing fell to one person.", "- Chairing {theme}`nothing` fell.")
    built = copy.build(expect=True)
    assert len(built.warnings) == 1
    for name in ("briefings/core-groups-2017.html", "themes/minutes.html", "themes/core-groups.html"):
        assert "Chairing nothing fell." in words_of(built.text(name))


def test_any_role_finds_things_of_every_kind(full: Built) -> None:
    """The ``any`` role of other documents of the project finds what we name, whatever it is."""
    domain = domain_of(full.app.env)  # type: ignore[union-attr]
    pending = addnodes.pending_xref("", refdoc="about", refexplicit=False)

    def found(target: str) -> list[tuple[str, str]]:
        results = domain.resolve_any_xref(
            full.app.env,
            "about",
            full.app.builder,
            target,
            pending,
            nodes.inline("", target),  # type: ignore[union-attr]
        )
        return [(role, next(node.findall(nodes.reference))["refuri"]) for role, node in results]

    assert found("neglect") == [("briefings:theme", "themes/neglect.html")]
    assert found("old-portal") == [("briefings:policy", "policies/old-portal.html")]
    assert found("schools") == [("briefings:agency", "agencies/schools.html")]
    assert found("birch") == [("briefings:partnership", "partnerships/birch.html")]
    assert found("core-groups") == [("briefings:theme", "themes/core-groups.html")]
    assert found("columns-2019") == [("briefings:briefing", "briefings/columns-2019.html")]
    assert found("columns-2019/l2") == [("briefings:item", "briefings/columns-2019.html#l2")]
    assert found("core-groups-2017/1.2") == [("briefings:recommendation", "briefings/core-groups-2017.html#r1-2")]
    assert found("nothing") == []
    assert found("../../etc/passwd") == []


@pytest.fixture(scope="session")
def inventory(full: Built) -> dict[str, dict[str, tuple[str, str]]]:
    """The inventory of the full site: address and title by type and name."""
    with (full.out / "objects.inv").open("rb") as file:
        data = InventoryFile.load(file, "https://x.example", lambda base, path: f"{base}/{path}")
    return {kind: {name: (item.uri, item.display_name) for name, item in items.items()} for kind, items in data.items()}


@pytest.mark.parametrize(
    ("kind", "name", "uri", "title"),
    [
        ("briefing", "digest-2023", "briefings/digest-2023.html", "A year of audits"),
        ("theme", "minutes", "themes/minutes.html", "Minutes and plans"),
        ("policy", "guidance-2015", "policies/guidance-2015.html", "National guidance 2015"),
        ("agency", "health-visiting", "agencies/health-visiting.html", "Health visiting"),
        ("partnership", "alder", "partnerships/alder.html", "Alder Safeguarding Partnership"),
        ("item", "columns-2019/p1", "briefings/columns-2019.html#p1", "Practice point: Ask who else lives in the home."),
        ("recommendation", "core-groups-2017/1.1", "briefings/core-groups-2017.html#r1-1", "Recommendation 1.1"),
    ],
)  # fmt: skip
def test_inventory_lists_everything_with_an_address(
    inventory: dict[str, dict[str, tuple[str, str]]], kind: str, name: str, uri: str, title: str
) -> None:
    """Other sites can link to each thing by its name; what they get is its address and its title."""
    assert inventory[f"briefings:{kind}"][name] == (f"https://x.example/{uri}", title)


def test_inventory_is_complete_and_leads_somewhere(
    full: Built, inventory: dict[str, dict[str, tuple[str, str]]]
) -> None:
    """Every type is there, nothing withdrawn or held back is, and every address exists in the site."""
    ours = {kind for kind in inventory if kind.startswith("briefings:")}
    assert ours == {f"briefings:{name}" for name in (*ROLE_NAMES, "heading")}
    assert len(inventory["briefings:item"]) == len(full.library.items)
    assert set(inventory["briefings:briefing"]) == {"columns-2019", "core-groups-2017", "digest-2023"}
    for kind in ours:
        for uri, _ in inventory[kind].values():
            page, _, anchor = uri.removeprefix("https://x.example/").partition("#")
            assert not anchor or f'id="{anchor}"' in full.text(page), uri


SETUP = '''
"""A site of somebody else that links to ours."""

extensions = ["myst_parser", "sphinx.ext.intersphinx"]
html_theme = "basic"
intersphinx_mapping = {{"learning": ("https://learning.example", {inventory!r})}}
'''
WITH_DOMAIN = '''
from briefings import config
from briefings.domain import BriefingsDomain, domain_of
from briefings.roles import create_roles


class Words(BriefingsDomain):
    """The words of the domain, in a site without content of ours."""

    def check_consistency(self):
        pass


def setup(app):
    config.add_settings(app)
    app.add_domain(Words)
    for name, role in create_roles().items():
        app.add_role_to_domain("briefings", name, role)
    app.connect("config-inited", lambda app, config: setattr(config, "briefings_as_of", "2026-11-20"))
    app.connect("builder-inited", lambda app: setattr(domain_of(app.env), "builder", app.builder))
'''


def test_another_site_links_to_ours(full: Built, tmp_path: Path) -> None:
    """With intersphinx, another Sphinx site names our policies and items by what they are called here."""
    (tmp_path / "conf.py").write_text(SETUP.format(inventory=str(full.out / "objects.inv")) + WITH_DOMAIN)
    (tmp_path / "index.md").write_text(
        "# Theirs\n\n{external+learning:briefings:policy}`guidance-2018`,\n"
        "{external+learning:briefings:item}`our words <columns-2019/p1>`\n"
    )
    built = build_site(tmp_path, tmp_path / "_out", confdir=tmp_path)
    text = built.text("index.html")
    assert 'href="https://learning.example/policies/guidance-2018.html"' in text
    assert 'href="https://learning.example/briefings/columns-2019.html#p1"' in text
    assert "our words" in words_of(text)


def test_another_site_links_to_ours_without_our_extension(full: Built, tmp_path: Path) -> None:
    """MyST's ``inv:`` links need nothing of ours on the other side."""
    (tmp_path / "conf.py").write_text(SETUP.format(inventory=str(full.out / "objects.inv")))
    (tmp_path / "index.md").write_text("# Theirs\n\n<inv:learning:briefings:policy#guidance-2018>\n")
    built = build_site(tmp_path, tmp_path / "_out", confdir=tmp_path)
    text = built.text("index.html")
    assert 'href="https://learning.example/policies/guidance-2018.html"' in text
    assert "National guidance 2018" in text


def test_lost_entries_are_told(site: Callable[..., Site]) -> None:
    """Should merging or purging ever lose a page's entry, the build says so instead of leaving it out quietly."""
    copy = site("minimal")

    def lose(app: Sphinx, env: BuildEnvironment) -> None:
        domain_of(env).clear_doc("themes/neglect")

    built = copy.build(expect=True, before=lambda app: app.connect("env-updated", lose))
    assert "the entries of these pages were lost: themes/neglect" in str(built.error)
    assert built.status == 2
    assert not (built.out / "index.html").exists()
