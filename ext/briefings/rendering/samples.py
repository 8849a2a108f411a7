"""Every component in every state, made-up: what whoever changes the look goes by, and what the tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markupsafe import Markup

from briefings.components import banner, block, card, component, filter_list, part, tag_list
from briefings.model.banners import Banner
from briefings.model.faces import Face, State
from briefings.model.facts import Fact
from briefings.model.offers import Offer
from briefings.model.rows import BriefingRow, RecommendationRow, Share, UpdateLine
from briefings.model.statuses import COLOURS, Reading
from briefings.model.vocabulary import BLOCK_TERMS, WRITTEN_HERE, BlockKind, Status
from briefings.nodes import folded, table_node
from briefings.rendering.briefings import briefings
from briefings.rendering.charts import bars, stacked, strip
from briefings.rendering.pen import paragraph
from briefings.rendering.recommendations import reading_node, tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefings.model.rows import SampleRow
    from briefings.rendering.pen import Pen

_SHORT: Final = "Minutes reached everybody within two days."
_LONG: Final = (
    "When the meeting had to be moved at short notice, nobody told the school, the health visitor or the family. So "
    "the plan was agreed by two people who had both been away when it was made, and the child was not asked about it."
)
_LONG_TITLE: Final = (
    "Strategy discussions, first conferences and core groups for brothers and sisters of different ages who live with "
    "different people: what a thematic review, a dip sample and two workshops found"
)
_WELSH: Final = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"


def samples(pen: Pen, rows: Sequence[SampleRow]) -> list[nodes.Node]:
    """A section for each component."""
    made: list[nodes.Node] = []
    for number, row in enumerate(rows, 1):
        section = nodes.section("", nodes.title("", row.name), ids=[f"component-{number}"])
        section += _SAMPLES[row.name](pen)
        made.append(section)
    return made


def _face(pen: Pen, title: str, *states: State) -> Face:
    return Face(title, pen.builder.config.root_doc, states=states)


def _href(pen: Pen) -> Callable[[Face], str]:
    return lambda face: pen.builder.get_relative_uri(pen.docname, face.docname)


def _pathto(pen: Pen) -> Callable[..., str]:
    return lambda name, resource=0: "#" if resource else pen.builder.get_relative_uri(pen.docname, name)


def _blocks(pen: Pen) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for kind, term in BLOCK_TERMS.items():
        shown = block(classes=["block", f"block-{kind.value}"])
        shown += nodes.title("", term.title)
        if kind is BlockKind.CASE:
            shown += paragraph(_LONG)
        else:
            items = nodes.bullet_list("", bullet="-")
            for number, text in enumerate((_SHORT, _LONG), 1):
                anchor = f"{term.letter}{number}"
                items += nodes.list_item("", paragraph(text), ids=[anchor])
            shown += items
        made.append(shown)
    return made


def _parts(pen: Pen) -> list[nodes.Node]:
    """Parts of a long page, as they follow one another."""
    rows = (("The audits", "4 audits"), (_LONG_TITLE, f"12 practice points · {WRITTEN_HERE}"), ("Aim", ""))
    return [
        part("", nodes.title("", title), paragraph(_LONG), ids=[f"part-{number}"], holds=holds)
        for number, (title, holds) in enumerate(rows, 1)
    ]


def _cards(pen: Pen) -> list[nodes.Node]:
    themes = (_face(pen, "Core groups"),)
    rows = [
        BriefingRow(_face(pen, "Core groups"), "Sandwell", "2021", _SHORT, themes),
        BriefingRow(_face(pen, _LONG_TITLE), _WELSH, "31 January 2017", _LONG, themes),
    ]
    title = paragraph(pen.link(_face(pen, "A way in, on the home page")), name="card-title")
    return [*briefings(pen, rows), card("", title, paragraph(_SHORT), classes=["way-in"], is_div=True)]


def _facts(pen: Pen) -> list[nodes.Node]:
    several = tuple(_face(pen, f"Agency {number}") for number in range(1, 9))
    facts = [
        Fact("Published", (Face("2021"),)),
        Fact("What was looked at", (Face("7 children (2 early help, 5 child in need), 6 discussed"),)),
        Fact("Partnership", (_face(pen, _WELSH),)),
        Fact("With a note", (_face(pen, "Core groups"),), note="It was listed as March and ended in April."),
        Fact("More than four", several),
    ]
    return [component.of("facts", facts, _href(pen))]


def _tags(pen: Pen) -> list[nodes.Node]:
    titles = ("Neglect", "Resolving disagreements and escalation", _LONG_TITLE)
    return [tag_list.of([pen.link(_face(pen, title))] for title in titles)]


def _tags_with_and_without_label(pen: Pen) -> list[nodes.Node]:
    address = _href(pen)(_face(pen, ""))
    links = [Markup('<a href="{}">{}</a>').format(address, title) for title in ("Neglect", "Core groups")]
    return [*_tags(pen), component.of("tags", links, "Themes")]


def _statuses(pen: Pen) -> list[nodes.Node]:
    """Each of our statuses by itself, and a printed word of each with what we read it as."""
    printed = [paragraph(reading_node(one), f" {one.meaning}") for one in COLOURS.values()]
    return [*(paragraph(reading_node(Reading(status))) for status in Status), *printed]


def _states(pen: Pen) -> list[nodes.Node]:
    other = (pen.builder.config.root_doc,)
    states = (
        State("current", "current"),
        State("superseded", "replaced by", "Working together 2023", *other),
        State("withdrawn", "withdrawn"),
        State("gone", "address gone"),
        State("gone", "address gone; use instead", "The tool on our pages", *other),
        State("unknown", "not known if it stands"),
    )
    return [paragraph(pen.mention(_face(pen, "A policy", state))) for state in states]


def _banners(pen: Pen) -> list[nodes.Node]:
    steps = (_face(pen, "Working together 2018"), _face(pen, "Working together 2023"))
    found = (
        Banner("superseded", "This was replaced, in turn, by", steps),
        Banner("withdrawn", "This was withdrawn. Do not rely on it."),
        Banner("overdue", "Its review was due April 2024. Check with its owner before using it."),
        Banner("gone", "Its web page is gone. It was last seen there 2017. Use instead:", steps[1:]),
    )
    return [
        *(component.of("banner", one.name, one.words, one.faces, one.href, _href(pen)) for one in found),
        banner.of("withdrawn", paragraph("Withdrawn on 3 March 2026. Somebody could have been recognised.")),
    ]


def _tables(pen: Pen) -> list[nodes.Node]:
    def row(number: str, status: Status, text: str, due: str, due_on: str, **more: Any) -> RecommendationRow:
        values: dict[str, Any] = {
            "face": _face(pen, f"Recommendation {number}"),
            "id": number,
            "text": text,
            "owner": _face(pen, "Police"),
            "agencies": (),
            "themes": (_face(pen, "Core groups"),),
            "reading": COLOURS.get(status.value, Reading(status)),
            "due": due,
            "due_on": due_on,
            "overdue": False,
            "quiet": False,
            "history": (),
            "steps": (),
            "answers": (),
            "audit": "",
            "briefing": "Core groups",
            "partnership": "Sandwell",
        }
        return RecommendationRow(**{**values, **more})

    history = (UpdateLine("4 March 2011", COLOURS["green"], (_SHORT,)),)
    orange = Reading(Status.AMBER, "Orange", ours=True)
    told = (UpdateLine("4 March 2011", orange, ()),)
    agencies = (_face(pen, "Schools"), _face(pen, "Health visiting"))
    rows = [
        row("1.1", Status.GREEN, "Write a form for minutes.", "April 2011", "2011-04-30", history=history),
        row("1.2", Status.AMBER, _LONG, "", "", reading=orange, history=told, quiet=True, agencies=agencies),
        row("1.10", Status.RED, "Train all chairs.", "2010", "2010-12-31", overdue=True, owner=None),
        *(row(f"2.{number}", Status.NOT_RATED, "Look again.", "", "") for number in (1, 2, 10)),
    ]
    heads = ("", "2009", "2010")
    cells = (([paragraph(name)], [paragraph("1")], [paragraph("2")]) for name in ("Good", "Requires improvement"))
    return [
        *tracker(pen, rows),
        table_node(heads, cells, "comparison", "Before and after: a table that scrolls by itself on a phone"),
    ]


def _charts(pen: Pen) -> list[nodes.Node]:
    shares = [
        Share("Outstanding", "grade-outstanding", 1, 8),
        Share("Good", "grade-good", 3, 8),
        Share("Adequate", "grade-adequate", 2, 8),
        Share("Inadequate", "grade-inadequate", 2, 8),
    ]
    rows = (
        ("A part of a whole: 5 of 6", bars(5, 6, "measure")),
        ("Nothing of it: 0 of 6", bars(0, 6, "measure")),
        ("All of it: 6 of 6", bars(6, 6, "measure")),
        ("Grades: 1 outstanding, 3 good, 2 adequate, 2 inadequate", stacked(shares)),
        ("Years: 2 in 2016, 1 in 2019, 5 in 2021", strip(("2016", "2019", "2021"), (2, 1, 5))),
    )
    cells = (([paragraph(words)], [drawn]) for words, drawn in rows)
    return [table_node(("What it says", "How it is drawn"), cells, "bars", "Charts, each with its numbers")]


def _filters(pen: Pen) -> list[nodes.Node]:
    frame = filter_list(ids=["component-filters"], is_div=True)
    frame += [folded(group, *_tags(pen)) for group in ("By theme", "By agency")]
    return [frame]


def _pages(pen: Pen) -> list[nodes.Node]:
    root = pen.builder.config.root_doc
    return [component.of("pagination", 2, [(number, root) for number in range(1, 5)], _pathto(pen))]


def _crumbs(pen: Pen) -> list[nodes.Node]:
    root = pen.builder.config.root_doc
    ways = ([(root, "Home")], [(root, "Home"), (root, "Themes"), (root, _LONG_TITLE)])
    labels = ("A short way back", "A long way back")
    return [component.of("breadcrumb", way, _pathto(pen), label) for way, label in zip(ways, labels, strict=True)]


def _meeting(pen: Pen) -> list[nodes.Node]:
    offers = (Offer("One page to print", "", 96_000, 1), Offer("All questions", "", 1_250_000, 14))
    return [component.of("meeting", offers, "", _pathto(pen))]


def _nothing(pen: Pen) -> list[nodes.Node]:
    return [paragraph("No briefing yet.", name="nothing")]


_SAMPLES: Final[dict[str, Callable[[Pen], list[nodes.Node]]]] = {
    "Blocks": _blocks,
    "Cards": _cards,
    "Key facts": _facts,
    "Tags": _tags_with_and_without_label,
    "Status of a recommendation": _statuses,
    "State of a policy": _states,
    "Banners": _banners,
    "Tables": _tables,
    "Charts": _charts,
    "Filters": _filters,
    "Breadcrumb": _crumbs,
    "Pages of a long list": _pages,
    "Folded parts": _parts,
    "Use this in a meeting": _meeting,
    "Nothing to show": _nothing,
}
