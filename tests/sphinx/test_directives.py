"""Blocks and listings: what reading makes of them, what becomes of them when all pages are known, and every filter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from building import ROOT, SITES, Built, Site, build_site, words_of
from docutils import nodes
from sphinx import addnodes

from briefings.model.body import ALL_OPTIONS, LISTING_OPTIONS, MORE_OPTIONS
from briefings.model.derived import derived_sections
from briefings.model.entry import letter_of
from briefings.model.heading_addresses import FRAME_ADDRESSES
from briefings.model.vocabulary import BLOCK_TERMS, BlockKind, ListingKind
from briefings.nodes import derived_place, listing_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# ---------------------------------------------------------------- blocks


def blocks_of(document: nodes.Element) -> list[nodes.section]:
    return [section for section in document.findall(nodes.section) if "block" in section["classes"]]


def items_of(holder: nodes.Element) -> list[nodes.list_item]:
    """The items of a document or block: the list items of blocks that have an address."""
    blocks = [holder] if "block" in holder["classes"] else blocks_of(holder)
    return [item for block in blocks for item in block.findall(nodes.list_item) if item["ids"]]


HEAD = """\
---
title: Probe
summary: A probe.
partnership: alder
published: 2020
themes: [neglect]
audits:
  - {id: one, title: One, method: survey, held: 2019-01}
  - {id: two, title: Two, method: survey, held: 2019-02}
review_by: 2027
anonymisation: {checked_by: Board manager, on: 2020-01-05}
---

"""


@pytest.mark.parametrize("kind", [kind for kind in BlockKind if kind is not BlockKind.CASE])
def test_block_before_and_after(site: Callable[..., Site], kind: BlockKind) -> None:
    """A block is a section with the heading of its kind and one list; each bullet has its address."""
    copy = site("minimal")
    copy.write(
        "briefings/probe.md",
        f"{HEAD}:::{{{kind.value}}} neglect\n:audit: two\n- One *fine* thing.\n- {{theme}}`neglect`\n:::\n",
    )
    built = copy.build()
    letter = letter_of(kind)
    [before] = blocks_of(built.doctree("briefings/probe"))
    assert before["classes"] == ["block", f"block-{kind.value}"]
    assert before[0].astext() == BLOCK_TERMS[kind].title
    assert isinstance(before[1], nodes.bullet_list)
    assert [item["ids"] for item in items_of(before)] == [[f"{letter}1"], [f"{letter}2"]]
    assert [item.line for item in items_of(before)] == [16, 17]
    assert items_of(before)[0].astext() == "One fine thing."
    [pending] = before.findall(addnodes.pending_xref)
    assert (pending["refdomain"], pending["reftype"], pending["reftarget"]) == ("briefings", "theme", "neglect")
    after = items_of(built.resolved("briefings/probe"))
    assert [item["ids"] for item in after] == [[f"{letter}1"], [f"{letter}2"]]
    assert after[1][0].astext() == "Neglect"
    assert f'id="{letter}2"' in built.text("briefings/probe.html")


def test_case_holds_prose(site: Callable[..., Site]) -> None:
    """A story is prose: paragraphs, lists, roles; nothing in it is an item."""
    copy = site("minimal")
    copy.write(
        "briefings/probe.md", f"{HEAD}:::{{case}}\nA child said {{theme}}`neglect`.\n\n- one\n- two\n\n> Words.\n:::\n"
    )
    built = copy.build()
    [block] = blocks_of(built.doctree("briefings/probe"))
    assert block["classes"] == ["block", "block-case"]
    assert [type(node) for node in block.children[1:]] == [nodes.paragraph, nodes.bullet_list, nodes.block_quote]
    assert items_of(block) == []
    assert "A child said Neglect." in words_of(built.text("briefings/probe.html"))


def test_items_are_numbered_over_the_whole_page(site: Callable[..., Site]) -> None:
    """Addresses count on through the page by kind, whatever stands between, also inside a grid."""
    copy = site("minimal")
    copy.write(
        "briefings/probe.md",
        f"{HEAD}:::{{learning}} neglect\n- a\n- b\n:::\n\n:::{{questions}} neglect\n- c\n:::\n\n"
        "::::::{grid} 2\n:::::{grid-item}\n::::{note}\n:::{learning} neglect\n- d\n:::\n::::\n:::::\n::::::\n\n"
        ":::{questions} neglect\n:origin: site\n- e\n:::\n\n## Q2\n\n:::{learning} neglect\n- f\n:::\n",
    )
    built = copy.build()
    found = [(item["ids"][0], item[0].astext()) for item in items_of(built.doctree("briefings/probe"))]
    assert found == [("l1", "a"), ("l2", "b"), ("q1", "c"), ("l3", "d"), ("q2", "e"), ("l4", "f")]


def test_no_heading_takes_the_address_of_an_item(site: Callable[..., Site]) -> None:
    """A heading such as "L1" stands on its own feet: ``#l1`` is the first item, and no address is there twice."""
    copy = site("full")
    text = copy.read("briefings/core-groups-2017.md")
    headings = "".join(f"## {words}\n\n" for words in ("L1", "R1 1", "Audit neglect 2016", "Audits", "Recommendations"))
    copy.write("briefings/core-groups-2017.md", text.replace("## What was looked at\n", headings + "Text.\n"))
    built = copy.build()
    html = built.text("briefings/core-groups-2017.html")
    for anchor in ("l1", "r1-1", "audit-neglect-2016"):
        assert html.count(f'id="{anchor}"') == 1
    assert "<li" in html[html.index('id="l1"') - 10 : html.index('id="l1"')]


@pytest.mark.parametrize("docname", ["briefings/columns-2019", "briefings/core-groups-2017", "briefings/digest-2023"])
def test_entry_and_document_agree(full: Built, docname: str) -> None:
    """What is stored of a page and what is rendered of it are the same items, in the same order, with the same words."""
    entry = full.domain.entries[docname]
    stored = [(item.id, full.library.text_of(item)) for _, item in entry.items]
    for document in (full.doctree(docname), full.resolved(docname)):
        assert [item["ids"][0] for item in items_of(document)] == [item_id for item_id, _ in stored]
    shown = [(item["ids"][0], without_states(item[0])) for item in items_of(full.resolved(docname))]
    assert shown == stored


def without_states(node: nodes.Node) -> str:
    """The words of an item, without what is said of a policy beside its name."""
    copy = node.deepcopy()
    for state in list(copy.findall(nodes.inline)):
        if "state" in state["classes"]:
            before = state.previous_sibling()
            if before is not None and before.astext() == " ":
                state.parent.remove(before)
            state.parent.remove(state)
    return copy.astext()


def test_blocks_of_one_kind_in_a_row_are_one(full: Built) -> None:
    """Neighbouring blocks that differ only in theme or audit read as one list, with every item in it."""
    kinds = [block["classes"][1] for block in blocks_of(full.doctree("briefings/core-groups-2017"))]
    assert kinds == ["block-learning", "block-good-practice", "block-questions"]


# ---------------------------------------------------------------- the same item everywhere


def shape(node: nodes.Node, page: str) -> str:
    """A node with all its markup, and each address as it is from the root of the site."""
    copy = node.deepcopy()
    for link in copy.findall(nodes.reference):
        if "refid" in link:
            link["refuri"] = f"#{link['refid']}"
        address = urljoin(f"https://x/{page}.html", link["refuri"])
        for name in list(link.attributes):
            del link.attributes[name]
        link.attributes.update(ids=[], classes=[], names=[], dupnames=[], backrefs=[], refuri=address)
    return "".join(child.pformat() for child in copy.children)


@pytest.mark.parametrize(
    ("briefing", "item", "pages"),
    [
        ("core-groups-2017", "l2", ["themes/minutes", "themes/core-groups", "agencies/schools", "policies/alder-escalation"]),
        ("core-groups-2017", "l1", ["themes/neglect", "policies/neglect-tool"]),
        ("core-groups-2017", "q3", ["themes/neglect", "agencies/police", "questions"]),
        ("columns-2019", "l2", ["themes/minutes", "themes/siblings", "agencies/health-visiting", "agencies/health"]),
        ("digest-2023", "l1", ["themes/minutes"]),
        ("digest-2023", "q1", ["themes/neglect", "questions", "index"]),
    ],
)  # fmt: skip
def test_an_item_is_the_same_wherever_it_stands(full: Built, briefing: str, item: str, pages: list[str]) -> None:
    """Bold words, code, links, titles and the state of policies: on a theme page as on the briefing itself."""
    home = f"briefings/{briefing}"
    [own] = [node for node in items_of(full.resolved(home)) if node["ids"] == [item]]
    expected = shape(own[0], home)
    for page in pages:
        shapes = [shape(node, page) for node in full.resolved(page).findall(nodes.paragraph)]
        assert shapes.count(expected) >= 1, f"{item} on {page}"


# ---------------------------------------------------------------- listings: before


def test_listing_leaves_a_place_when_it_is_read(full: Built) -> None:
    """Reading stores no row: only the place and which listing of the page goes there."""
    document = full.doctree("index")
    places = list(document.findall(listing_place))
    assert [(place["docname"], place["number"]) for place in places] == [("index", 0), ("index", 1), ("index", 2)]
    assert [listing.kind for listing in full.domain.entries["index"].listings] == [
        ListingKind.BRIEFINGS,
        ListingKind.THEMES,
        ListingKind.ITEMS,
    ]
    assert "A year of audits" not in document.astext()


def test_every_page_ends_with_the_place_for_derived_sections(full: Built) -> None:
    """No editor has to ask for what the site adds."""
    for docname in full.domain.entries:
        document = full.doctree(docname)
        [place] = document.findall(derived_place)
        assert place["docname"] == docname
        assert place.parent is next(document.findall(nodes.section))


def test_no_place_is_left_when_a_page_is_written(full: Built) -> None:
    """A place never reaches a writer."""
    for docname in full.domain.entries:
        document = full.resolved(docname)
        assert not list(document.findall(lambda node: isinstance(node, (listing_place, derived_place))))
        assert not list(document.findall(addnodes.pending_xref))


def test_derived_sections_are_there(full: Built) -> None:
    """Each page of the registers shows what the site knows of it, and nothing where it knows nothing."""
    for docname, entry in full.domain.entries.items():
        titles = [section.title for section in derived_sections(entry)]
        shown = [view.title for view in full.domain.views.of(docname).sections]
        assert [title for title in titles if title in shown] == shown
        headings = [section[0].astext() for section in full.resolved(docname).findall(nodes.section)]
        for title in shown:
            assert title in headings, f"{title} on {docname}"


def test_a_theme_without_findings_has_no_empty_sections(full: Built) -> None:
    """Where there is nothing to show, there is no heading either."""
    assert full.domain.views.of("themes/unused").sections == ()


# ---------------------------------------------------------------- listings: filters

ALL_ITEMS = """
    digest-2023/q1 digest-2023/l1 digest-2023/p1 columns-2019/g1 columns-2019/l1
    columns-2019/l2 columns-2019/p1 columns-2019/a1 columns-2019/i1 columns-2019/q1
    core-groups-2017/q1 core-groups-2017/q2 core-groups-2017/q3 core-groups-2017/l2 core-groups-2017/l3
    core-groups-2017/g1 core-groups-2017/l1
"""
# A listing, its options, and the rows that it shows, in order.
FILTERS = [
    tuple(part.strip() for part in line.split("|"))
    for line in f"""
item-list |  | {ALL_ITEMS.replace(chr(10), " ")}
item-list | theme: neglect | digest-2023/q1 digest-2023/p1 core-groups-2017/q3 core-groups-2017/l1
item-list | theme: meetings | digest-2023/q1 digest-2023/l1 columns-2019/l1 columns-2019/l2 columns-2019/a1 core-groups-2017/q1 core-groups-2017/q2 core-groups-2017/l2 core-groups-2017/l3 core-groups-2017/g1
item-list | theme: unused |
item-list | agency: police | core-groups-2017/q3
item-list | agency: health | columns-2019/l1 columns-2019/l2 core-groups-2017/l2 core-groups-2017/l3
item-list | partnership: birch | columns-2019/g1 columns-2019/l1 columns-2019/l2 columns-2019/p1 columns-2019/a1 columns-2019/i1 columns-2019/q1
item-list | policy: alder-escalation | core-groups-2017/l2
item-list | policy: neglect-tool | core-groups-2017/q3 core-groups-2017/l1
item-list | since: 2019-03 | digest-2023/q1 digest-2023/l1 digest-2023/p1
item-list | since: 2019 | digest-2023/q1 digest-2023/l1 digest-2023/p1 columns-2019/g1 columns-2019/l1 columns-2019/l2 columns-2019/p1 columns-2019/a1 columns-2019/i1 columns-2019/q1
item-list | until: 2016-06 | core-groups-2017/l1
item-list | kind: questions | digest-2023/q1 columns-2019/q1 core-groups-2017/q1 core-groups-2017/q2 core-groups-2017/q3
item-list | kind: good-practice, impact | columns-2019/g1 columns-2019/i1 core-groups-2017/g1
item-list | limit: 2 | digest-2023/q1 digest-2023/l1
item-list | sort: oldest; kind: learning | core-groups-2017/l1 core-groups-2017/l2 core-groups-2017/l3 columns-2019/l1 columns-2019/l2 digest-2023/l1
item-list | sort: title; kind: questions | digest-2023/q1 core-groups-2017/q2 core-groups-2017/q1 columns-2019/q1 core-groups-2017/q3
item-list | theme: minutes; kind: learning; partnership: alder; limit: 2 | digest-2023/l1 core-groups-2017/l2

briefing-list |  | digest-2023 columns-2019 core-groups-2017
briefing-list | theme: neglect | digest-2023 columns-2019 core-groups-2017
briefing-list | theme: core-groups | core-groups-2017
briefing-list | theme: siblings | digest-2023 columns-2019
briefing-list | agency: health-visiting |
briefing-list | agency: health | digest-2023
briefing-list | partnership: alder | digest-2023 core-groups-2017
briefing-list | policy: guidance-2018 | digest-2023
briefing-list | policy: neglect-tool | core-groups-2017
briefing-list | since: 2019 | digest-2023 columns-2019
briefing-list | until: 2019 | columns-2019 core-groups-2017
briefing-list | limit: 1 | digest-2023
briefing-list | sort: oldest | core-groups-2017 columns-2019 digest-2023
briefing-list | sort: title | digest-2023 core-groups-2017 columns-2019

recommendation-table |  | columns-2019/ra core-groups-2017/r1-1 core-groups-2017/r1-2
recommendation-table | theme: minutes | core-groups-2017/r1-1
recommendation-table | theme: neglect | core-groups-2017/r1-2
recommendation-table | agency: police | core-groups-2017/r1-2
recommendation-table | agency: schools | core-groups-2017/r1-1
recommendation-table | partnership: birch | columns-2019/ra
recommendation-table | policy: alder-escalation | core-groups-2017/r1-1
recommendation-table | since: 2016-11 | columns-2019/ra core-groups-2017/r1-1
recommendation-table | until: 2016-11 | core-groups-2017/r1-1 core-groups-2017/r1-2
recommendation-table | status: green | core-groups-2017/r1-1
recommendation-table | status: amber | core-groups-2017/r1-2
recommendation-table | limit: 1 | columns-2019/ra
recommendation-table | sort: oldest | core-groups-2017/r1-2 core-groups-2017/r1-1 columns-2019/ra
recommendation-table | sort: title | columns-2019/ra core-groups-2017/r1-1 core-groups-2017/r1-2

audit-table |  | digest-2023/audit-minutes-2023 digest-2023/audit-neglect-2022 columns-2019/audit-strategy-2019 core-groups-2017/audit-core-groups-2016 core-groups-2017/audit-neglect-2016
audit-table | theme: neglect | digest-2023/audit-neglect-2022 core-groups-2017/audit-neglect-2016
audit-table | theme: meetings | digest-2023/audit-minutes-2023 core-groups-2017/audit-core-groups-2016
audit-table | agency: health | core-groups-2017/audit-neglect-2016
audit-table | agency: schools | columns-2019/audit-strategy-2019 core-groups-2017/audit-core-groups-2016
audit-table | partnership: birch | columns-2019/audit-strategy-2019
audit-table | policy: lost-page | digest-2023/audit-minutes-2023 digest-2023/audit-neglect-2022
audit-table | since: 2022 | digest-2023/audit-minutes-2023 digest-2023/audit-neglect-2022
audit-table | until: 2016-05 | core-groups-2017/audit-neglect-2016
audit-table | limit: 2 | digest-2023/audit-minutes-2023 digest-2023/audit-neglect-2022
audit-table | sort: oldest | core-groups-2017/audit-neglect-2016 core-groups-2017/audit-core-groups-2016 columns-2019/audit-strategy-2019 digest-2023/audit-neglect-2022 digest-2023/audit-minutes-2023
audit-table | sort: title | core-groups-2017/audit-core-groups-2016 digest-2023/audit-minutes-2023 core-groups-2017/audit-neglect-2016 digest-2023/audit-neglect-2022 columns-2019/audit-strategy-2019

policy-list |  | alder-escalation children-act guidance-2015 guidance-2018 guidance-2023 neglect-tool lost-page old-portal
policy-list | theme: neglect | neglect-tool lost-page
policy-list | theme: minutes | alder-escalation
policy-list | agency: schools | alder-escalation
policy-list | partnership: alder | alder-escalation old-portal
policy-list | policy: children-act | guidance-2015 guidance-2018 guidance-2023
policy-list | limit: 3 | alder-escalation children-act guidance-2015
policy-list | since: 2016 | guidance-2023 guidance-2018 alder-escalation

theme-index |  | meetings minutes core-groups neglect siblings unused
theme-index | sort: title | siblings meetings core-groups minutes neglect unused
theme-index | theme: meetings | minutes core-groups
theme-index | theme: meetings; sort: title | core-groups minutes
theme-index | limit: 2 | meetings minutes
""".strip().splitlines()
    if line
]


def options(text: str) -> str:
    """Lines of a listing from the short form above."""
    return "".join(f":{option}\n" for option in text.split("; ") if option)


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One page with every listing of `FILTERS`, each below a heading of its own."""
    folder = tmp_path_factory.mktemp("probe")
    copy = Site.copy("full", folder / "site")
    text = "# Probe\n\n"
    for number, (name, chosen, _) in enumerate(FILTERS):
        text += f"## Listing {number}\n\n:::{{{name}}}\n{options(chosen)}:::\n\n"
    copy.write("probe.md", text)
    return copy.build()


def name_of(row: Any) -> str:
    """What a row of a listing is about: the last part of its page, and its place there."""
    face = row.source if hasattr(row, "source") else row.face
    slug = face.docname.rpartition("/")[2]
    return f"{slug}/{face.anchor}" if face.anchor else slug


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(number, expected, id=f"{name}-{chosen.replace(': ', '=').replace('; ', '-')}" if chosen else name)
        for number, (name, chosen, expected) in enumerate(FILTERS)
    ],
)
def test_filter(probe: Built, number: int, expected: str) -> None:
    """Each option of a listing leaves just what it asks for, in the right order, and the page shows those rows."""
    listing = probe.domain.views.of("probe").listings[number]
    assert [name_of(row) for row in listing.rows] == expected.split()
    [section] = [
        section for section in probe.resolved("probe").findall(nodes.section) if section["ids"] == [f"listing-{number}"]
    ]
    shown = [link.get("refuri", "").replace(".html", "").replace("#", "/") for link in section.findall(nodes.reference)]
    for name in expected.split():
        assert any(address.endswith(name) for address in shown), f"{name} is not among {shown}"
    if not expected:
        assert section.astext().count("\n") <= 2, "an empty list says so in a sentence"


def test_cut_listing_leads_to_the_rest(probe: Built) -> None:
    """A list with a limit leads to a page with all of it, and that page holds every entry once."""
    number = FILTERS.index(("item-list", "limit: 2", "digest-2023/q1 digest-2023/l1"))
    listing = probe.domain.views.of("probe").listings[number]
    assert listing.total == len(ALL_ITEMS.split())
    assert f'href="{listing.rest}.html"' in probe.text("probe.html")
    rest = probe.text(f"{listing.rest}.html")
    for key in ALL_ITEMS.split():
        slug, _, anchor = key.partition("/")
        assert f'href="../briefings/{slug}.html#{anchor}"' in rest


OPTION_VALUES = {
    "theme": "neglect",
    "agency": "health",
    "partnership": "alder",
    "policy": "guidance-2018",
    "since": "2017",
    "until": "2025-06",
    "within": "120",
    "limit": "1",
    "sort": "oldest",
    "kind": "questions",
    "status": "amber",
}


def test_every_option_of_every_listing_builds(site: Callable[..., Site]) -> None:
    """No listing knows an option that breaks the build, alone or with all others."""
    assert OPTION_VALUES.keys() >= ALL_OPTIONS, "an option is new: give it a value above"
    copy = site("full")
    text = "# Probe\n\n"
    count = 0
    for kind in ListingKind:
        known = sorted(LISTING_OPTIONS | MORE_OPTIONS.get(kind, frozenset()))
        for chosen in ([], *([option] for option in known), known):
            lines = "".join(f":{option}: {OPTION_VALUES[option]}\n" for option in chosen)
            text += f"## {kind.value} {' '.join(chosen)}\n\n:::{{{kind.value}}}\n{lines}:::\n\n"
            count += 1
    copy.write("probe.md", text)
    built = copy.build()
    assert len(built.domain.views.of("probe").listings) == count
    assert not list(built.resolved("probe").findall(listing_place))


# ---------------------------------------------------------------- grids and links


def test_grid_keeps_its_columns(full: Built) -> None:
    """A grid has as many columns as its editor wrote, each with the blocks that stand in it."""
    document = full.doctree("briefings/columns-2019")
    columns = [node for node in document.findall(nodes.container) if node.get("design_component") == "grid-item"]
    kinds = [[block["classes"][1] for block in blocks_of(column)] for column in columns]
    assert kinds == [
        ["block-good-practice"],
        ["block-learning", "block-case"],
        ["block-practice-points", "block-actions"],
    ]
    assert len(list(columns[2].findall(listing_place))) == 1


def test_links_within_the_site(site: Callable[..., Site]) -> None:
    """A link to another page, to a place there and to a place on the same page: all as the editor wrote them."""
    copy = site("full")
    copy.write(
        "probe.md",
        "# Probe\n\n[a *page*](about.md), [](questions.md), [a place](everything.md#by-year), [here](#down-here)\n\n"
        "## Down here\n\nText.\n",
    )
    copy.write("everything.md", "# All themes\n\n## By year\n\nText.\n")
    copy.edit(
        "briefings/core-groups-2017.md",
        "## What was looked at\n",
        "## What was looked at\n\n[one](#q1) [two](#r1-1) [three](#audit-neglect-2016) [four](#recommendations) "
        "[five](digest-2023.md#p1)\n",
    )
    built = copy.build()
    links = {
        link.astext(): link.get("refuri") or f"#{link['refid']}"
        for link in built.resolved("probe").findall(nodes.reference)
    }
    assert links["a page"] == "about.html"
    assert links["Questions"] == "questions.html"
    assert links["a place"] == "everything.html#by-year"
    assert links["here"] == "#down-here"
    html = built.text("briefings/core-groups-2017.html")
    for address in ("#q1", "#r1-1", "#audit-neglect-2016", "#recommendations", "digest-2023.html#p1"):
        assert f'href="{address}"' in html
        page, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in (built.text(f"briefings/{page}") if page else html)


def test_links_to_places_that_do_not_exist_fail_every_time(site: Callable[..., Site]) -> None:
    """A link to a heading that is not there is told with its line, in the second build as in the first."""
    copy = site("minimal")
    copy.write("probe.md", "# Probe\n\nText.\n\n[a](#nowhere) and [b](index.md#nothing), but not [c](#neglect)\n")
    for _ in range(3):
        built = copy.build(expect=True)
        assert built.status == 1
        assert len(built.warnings) == 3
        for line, place in zip(sorted(built.warnings), ("#neglect", "#nothing", "#nowhere"), strict=False):
            assert line.startswith("content/probe.md:5: WARNING: there is no place '#")
            assert place in " ".join(built.warnings), line


def test_a_page_shows_no_address_twice(full: Built) -> None:
    """Every address of a page is there once."""
    for name, content in full.files.items():
        if name.endswith(".html"):
            ids = re.findall(r'\bid="([^"]+)"', content.decode())
            assert sorted(ids) == sorted(set(ids)), name


def test_minimal_site(tmp_path: Any) -> None:
    """Four short files are a whole site."""
    built = build_site(SITES / "minimal" / "content", tmp_path / "out")
    assert "Neglect was not always named." in words_of(built.text("themes/neglect.html"))
    assert "The first briefing" in words_of(built.text("index.html"))
    assert "The first briefing" in words_of(built.text("partnerships/alder.html"))


def test_headings_that_are_called_like_parts_of_the_frame(site: Callable[..., Site]) -> None:
    """An editor may write any heading: no address stands twice on a page, and the frame keeps its own."""
    made = site("full")
    text = made.read("briefings/core-groups-2017.md")
    words = ("In one minute", "About this briefing", "Use in a meeting", "Main", "Exit", "Find", "Tags label")
    made.write("briefings/core-groups-2017.md", text + "".join(f"\n## {word}\n\nText.\n" for word in words))
    html = made.build(confdir=ROOT).text("briefings/core-groups-2017.html")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert '<main id="main"' in html
    assert all(f">{word}</h2>" in html for word in words)


def test_the_frame_has_no_address_that_headings_could_take() -> None:
    """Whoever adds an address to a template adds it to the list, too."""
    found = {
        name
        for file in (ROOT / "ext" / "briefings" / "theme").rglob("*.html")
        for name in re.findall(r'\bid="([a-z][a-z0-9-]*)"', file.read_text(encoding="utf-8"))
    }
    assert found == {name for name in FRAME_ADDRESSES if not name.startswith(("in-one-minute", "about-this-"))}
