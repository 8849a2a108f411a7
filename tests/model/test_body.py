"""A page's body: headings, blocks and their items, listings, mentions."""

from __future__ import annotations

from each import each
from pages import block, briefing, codes, entry_of, lines, read, written

from briefings.model.body import DIRECTIVES, MAX_LIMIT
from briefings.model.dates import PartialDate
from briefings.model.entry import Query, Reference
from briefings.model.problems import Code
from briefings.model.vocabulary import BLOCK_TERMS, BlockKind, Kind, ListingKind, Origin, Sort

KINDS_OF_ITEM = [kind for kind in BlockKind if kind is not BlockKind.CASE]


def items(body: str) -> dict[str, str]:
    """Address and text of every item of a briefing with this body."""
    return {item.id: "".join(str(run) for run in item.runs) for _, item in entry_of(briefing(body)).items}


def faults(body: str, kind: Kind = Kind.BRIEFING, docname: str = "briefings/core-groups") -> list[str]:
    """Line (of the body, from one), code and message of what is wrong with a body."""
    text = written(kind, body)
    first = text[: text.index(body)].count("\n") if body else 0
    return [
        f"{problem.line - first} {problem.code.slug}: {problem.message}"
        for problem in read(text, docname).problems
        if problem.code is not Code.FRONT_MATTER_MISSING
    ]


# items ---------------------------------------------------------------------------------------------------------


@each("kind", KINDS_OF_ITEM)
def test_each_bullet_is_an_item_with_an_address(kind: BlockKind) -> None:
    """Each bullet of a block is one item; its address is the letter of its kind and its first words."""
    letter = BLOCK_TERMS[kind].letter
    body = block(kind, "One.", "Two.") + "\nText.\n\n" + block(kind, "Three.", themes="core-groups")
    assert items(body) == {f"{letter}-one": "One.", f"{letter}-two": "Two.", f"{letter}-three": "Three."}


def test_addresses_do_not_depend_on_what_stands_above() -> None:
    """A question has the address that its words make, however many findings stand above it, also in columns."""
    columns = f":::::{{grid}} 1 1 2 2\n::::{{grid-item}}\n{block('learning', 'C.')}::::\n::::{{grid-item}}\n{block('questions', 'D.')}::::\n:::::\n"
    body = block("learning", "A.") + "\n" + block("questions", "B.") + "\n" + columns + "\n" + block("learning", "E.")
    assert items(body) == {"l-a": "A.", "q-b": "B.", "l-c": "C.", "q-d": "D.", "l-e": "E."}


def test_a_block_knows_what_it_is_about() -> None:
    """Themes, agencies, audit and origin come from the block's first line and options; agencies left out mean everyone."""
    audits = [{"id": "one", "title": "One", "method": "workshop", "held": "2016"}]
    body = block(
        "questions", "A?", themes="neglect core-groups", agencies="police, schools", audit="one", origin="site"
    )
    (first, second) = entry_of(briefing(body + "\n" + block("learning", "B."), audits=audits)).blocks
    assert (first.themes, first.agencies, first.audit, first.origin) == (
        ("neglect", "core-groups"),
        ("police", "schools"),
        "one",
        Origin.SITE,
    )
    assert (second.themes, second.agencies, second.audit, second.origin) == (("neglect",), (), None, Origin.SOURCE)


def test_items_know_their_line() -> None:
    """The line of an item is that of its bullet in the file."""
    text = briefing(block("learning", "One.", "Two\n  goes on.", "Three.", audit="x"))
    entry = entry_of(text.replace(":audit: x\n", ""))
    wanted = [
        number for number, line in enumerate(text.replace(":audit: x\n", "").split("\n"), 1) if line.startswith("- O")
    ]
    assert [item.line for _, item in entry.items] == [wanted[0], wanted[0] + 1, wanted[0] + 3]


def test_a_case_is_prose_without_items() -> None:
    """A case holds a story: paragraphs, no items, and a theme only if there is one."""
    entry = entry_of(briefing(":::{case}\nA story with {theme}`neglect`.\n\nIt goes on.\n:::\n"))
    assert [(one.kind, one.items, one.themes) for one in entry.blocks] == [(BlockKind.CASE, (), ())]
    assert [one.target for one in entry.references if one.in_text] == ["neglect"]


@each(
    ("body", "expected"),
    [
        (":::{learning} neglect\nText.\n:::\n", "1 block-shape: 'learning' holds one list"),
        (":::{learning} neglect\nText.\n\n- A.\n:::\n", "1 block-shape: 'learning' holds one list"),
        (":::{learning} neglect\n- A.\n\nText.\n:::\n", "1 block-shape: 'learning' holds one list"),
        (":::{learning} neglect\n- A.\n* B.\n:::\n", "1 block-shape: 'learning' holds one list"),
        (":::{learning} neglect\n1. A.\n2. B.\n:::\n", "1 block-shape: 'learning' holds one list"),
        (":::{learning} neglect\n:::\n", "1 block-shape: 'learning' holds one list"),
        (":::{learning} neglect\n- A.\n  - B.\n:::\n", "2 block-shape: a bullet cannot hold further bullets"),
        (":::{learning} neglect\n- A.\n  1. B.\n:::\n", "2 block-shape: a bullet cannot hold further bullets"),
        (":::{learning} neglect\n- A.\n- B.\n\n  C.\n:::\n", "3 block-shape: a bullet holds one paragraph"),
        (":::{learning} neglect\n- A.\n- > B.\n:::\n", "3 block-shape: a bullet holds one paragraph"),
        (":::{learning} neglect\n- A.\n-\n:::\n", "3 block-shape: this bullet is empty"),
        (":::{learning} neglect\n- A. ![b](c.png)\n:::\n", "2 block-shape: a bullet cannot hold a picture"),
        (":::{learning}\n- A.\n:::\n", "1 missing-key: this block names no theme"),
        (":::{learning} Neglect\n- A.\n:::\n", "1 bad-slug: 'Neglect' is not a slug"),
        (":::{learning} nеglect\n- A.\n:::\n", "U+0435 (cyrillic small letter ie)"),
        (":::{learning} neglect neglect\n- A.\n:::\n", "1 duplicate-entry: 'neglect' stands twice"),
        (":::{learning} neglect\n:agencies: police police\n- A.\n:::\n", "2 duplicate-entry: 'police' stands twice"),
        (":::{learning} neglect\n:audit: One!\n- A.\n:::\n", "2 bad-slug: 'One!' is not a slug"),
        (":::{learning} neglect\n:audits: one\n- A.\n:::\n", "2 unknown-option: 'learning' has no option 'audits'; did you mean 'audit'?"),
        (":::{learning} neglect\n:limit: 3\n- A.\n:::\n", "2 unknown-option: 'learning' has no option 'limit'; it has agencies, audit, origin, recurs"),
        (":::{learning} neglect\n:audit:\n- A.\n:::\n", "2 empty-value: the option 'audit' has no value"),
        (":::{learning} neglect\n:origin: sight\n- A.\n:::\n", "2 bad-value: 'origin' cannot be 'sight'; did you mean 'site'?"),
        (":::{learning} neglect\n:audit: a\n:audit: b\n- A.\n:::\n", "3 duplicate-key: the option 'audit' stands twice"),
        (":::{learning} neglect\n:audit one\n- A.\n:::\n", "2 syntax-not-allowed: a line that starts with ':' is an option"),
        (":::{learning} neglect\n---\naudit: a\n---\n- A.\n:::\n", "2 syntax-not-allowed: options are lines ':name: value'"),
        (":::{note}\n----\nText.\n:::\n", "2 syntax-not-allowed: options are lines ':name: value'"),
        (":::{learning} neglect\n## Heading\n- A.\n:::\n", "2 bad-heading: a heading cannot stand inside a block"),
        (":::{lerning} neglect\n- A.\n:::\n", "1 unknown-directive: there is no block or listing '{lerning}'; did you mean 'learning'?"),
        (":::{learning}neglect\n- A.\n:::\n", "1 unknown-directive: '{learning}neglect' is no block; write its name in braces and a space, such as :::{learning} neglect"),
        ("::: {.learning}\n- A.\n:::\n", "1 unknown-directive"),
        (":::learning neglect\n- A.\n:::\n", "1 unknown-directive: 'learning neglect' is no block; write its name in braces and a space"),
        (":::\n- A.\n:::\n", "1 block-open: this ':::' closes nothing"),
        ("::::{case}\nText.\n:::\n\n<b>\n", "5 raw-html"),
        (":::{lerning} neglect\n- <b>\n:::\n", "2 raw-html"),
        (":::{}\n- A.\n:::\n", "1 unknown-directive: there is no block or listing '{}'"),
        ("::::{case}\nText.\n:::\n", "1 block-open: this block is not closed; put a line of '::::' after its last line"),
        (":::{learning} neglect\n- A.\n", "1 block-open: this block is not closed"),
        (f"{':' * 5000}{{learning}} neglect\n- A.\n", "1 block-open: this block is not closed; put a line of ':::…' after its last line"),
        ("```text\nText.\n", "1 block-open: this block is not closed"),
    ],
)  # fmt: skip
def test_blocks_of_the_wrong_shape(body: str, expected: str) -> None:
    """A block is a closed fence around one list of bullets, each one paragraph; every mistake has its line."""
    found = faults(body)
    assert any(expected in one for one in found), found


def test_only_briefings_have_blocks() -> None:
    """Blocks belong on briefings; other pages show items by listings."""
    found = faults(block("learning", "A."), Kind.THEME, "themes/neglect")
    assert found == ["1 block-out-of-place: 'learning' belongs on a briefing; move it or use item-list"]


@each(
    "body", ["> :::{case}\n> Text.\n> :::\n", "- a\n\n  :::{case}\n  Text.\n  :::\n", "> - ```text\n>   a\n>   ```\n"]
)
def test_a_fence_is_closed_within_its_list_or_quotation(body: str) -> None:
    """The closing line of a fence in a list or a quotation stands behind the same marks."""
    assert faults(body) == []


@each("body", ["> :::{case}\n> Text.\n", "- a\n\n  :::{case}\n  Text.\n\nb\n", ":::{case}\n> :::\n"])
def test_a_fence_is_not_closed_by_what_surrounds_it(body: str) -> None:
    """A fence that ends only because its list, quotation or page ends is not closed."""
    assert any("block-open" in one for one in faults(body))


# columns ---------------------------------------------------------------------------------------------------------


@each(
    ("body", "expected"),
    [
        ("::::{grid} 1 1 3 3\n:::{grid-item}\nA.\n:::\n::::\n", []),
        ("::::{grid} 2\n:gutter: 3\n:::{grid-item}\n:columns: 12 6 4 4\nA.\n:::\n::::\n", []),
        ("::::{grid} 5\n:::{grid-item}\nA.\n:::\n::::\n", ["1 bad-value: 'grid' cannot have '5' after its name; write how many columns, 1 to 4, or four such numbers"]),
        ("::::{grid}\n:::{grid-item}\nA.\n:::\n::::\n", ["1 bad-value: 'grid' cannot have '' after its name; write how many columns, 1 to 4, or four such numbers"]),
        ("::::{grid} 2\n:gutter: x\n:::{grid-item}\nA.\n:::\n::::\n", ["2 bad-value: 'gutter' cannot be 'x'; use numbers up to 12"]),
        ("::::{grid} 2\n:class: x\n:::{grid-item}\nA.\n:::\n::::\n", ["2 unknown-option: 'grid' has no option 'class'; it has gutter"]),
        ("::::{grid} 2\nText.\n:::{grid-item}\nA.\n:::\n::::\n", ["2 block-shape: 'grid' holds nothing but grid-item blocks; put this into one"]),
        ("::::{grid} 2\n:::{note}\nA.\n:::\n::::\n", ["2 block-shape: 'grid' holds nothing but grid-item blocks; put 'note' into one"]),
        (":::{grid-item}\nA.\n:::\n", ["1 block-shape: a grid-item stands right inside a grid; put a grid around it"]),
        (":::{note} Title\nA.\n:::\n", ["1 bad-value: 'note' cannot have 'Title' after its name; delete that"]),
    ],
)  # fmt: skip
def test_columns(body: str, expected: list[str]) -> None:
    """A grid holds grid-items and nothing else, and its numbers are small."""
    assert faults(body) == expected


# listings --------------------------------------------------------------------------------------------------------


def test_the_name_of_a_listing_does_not_depend_on_its_place() -> None:
    """Pages of the rest of a list have its name, so a listing above changes no address."""

    def names(*options: str) -> list[str]:
        text = "\n".join(f":::{{item-list}}\n{option}:::\n" for option in options)
        return [listing.name for listing in entry_of(briefing(text)).listings]

    questions, since = ":kind: questions\n", ":theme: neglect\n:since: 2016-05\n"
    assert names(questions) == ["list-item-list"]
    both = ["list-item-list-neglect-may-2016", "list-item-list-questions"]
    assert names(since, questions) == ["list-item-list-neglect", "list-item-list-questions"]
    assert names(":theme: neglect\n", since, questions)[1:] == both
    assert names(questions, questions) == ["list-item-list-questions", "list-item-list-questions-2"]


def test_a_listing_says_what_it_asks_for() -> None:
    """A listing takes its filters, its order and its length from its options."""
    body = (
        ":::{item-list}\n:kind: questions, learning\n:theme: neglect\n:agency: police\n:partnership: alder\n"
        ":policy: neglect-tool\n:since: 2016-05\n:limit: 5\n:sort: oldest\n:::\n\n:::{briefing-list}\n:::\n"
    )
    first, second = entry_of(briefing(body)).listings
    assert (first.kind, first.name) == (ListingKind.ITEMS, "list-item-list")
    assert first.query == Query(
        kinds=(BlockKind.QUESTIONS, BlockKind.LEARNING),
        theme="neglect",
        agency="police",
        partnership="alder",
        policy="neglect-tool",
        since=PartialDate(2016, 5),
        limit=5,
        sort=Sort.OLDEST,
    )
    assert (second.kind, second.name, second.query) == (ListingKind.BRIEFINGS, "list-briefing-list", Query())


@each("kind", ListingKind)
def test_listings_stand_on_any_page(kind: ListingKind) -> None:
    """Every listing may stand on every kind of page."""
    assert faults(f":::{{{kind}}}\n:::\n", Kind.PAGE, "about") == []
    assert faults(f":::{{{kind}}}\n:::\n", Kind.THEME, "themes/neglect") == []


@each(
    ("body", "expected"),
    [
        (":::{item-list} neglect\n:::\n", "1 block-shape: 'item-list' holds nothing but options; delete the rest"),
        (":::{item-list}\nText.\n:::\n", "1 block-shape: 'item-list' holds nothing but options; delete the rest"),
        (
            ":::{item-list}\n:kind: question\n:::\n",
            "2 bad-value: 'kind' cannot be 'question'; did you mean 'questions'?",
        ),
        (":::{item-list}\n:kind: case\n:::\n", "2 bad-value: 'kind' cannot be 'case'; use good-practice, learning"),
        (":::{briefing-list}\n:kind: learning\n:::\n", "2 unknown-option: 'briefing-list' has no option 'kind'"),
        (":::{item-list}\n:limit: 0\n:::\n", f"2 bad-number: 'limit' must be a number from 1 to {MAX_LIMIT}, not '0'"),
        (f":::{{item-list}}\n:limit: {MAX_LIMIT + 1}\n:::\n", "2 bad-number: 'limit'"),
        (":::{item-list}\n:limit: all\n:::\n", "2 bad-number: 'limit'"),
        (":::{item-list}\n:limit: ٥\n:::\n", "2 bad-number: 'limit'"),
        (":::{item-list}\n:since: 2016-13\n:::\n", "2 bad-date: 'since' must be a date like 2017"),
        (":::{item-list}\n:sort: newst\n:::\n", "2 bad-value: 'sort' cannot be 'newst'; did you mean 'newest'?"),
        (":::{item-list}\n:theme: Neglect\n:::\n", "2 bad-slug: 'Neglect' is not a slug"),
        (":::{item-list}\n:theme: a, b\n:::\n", "2 bad-slug: 'a, b' is not a slug"),
        (":::{item-list}\n:theme:\n:::\n", "2 empty-value: the option 'theme' has no value"),
    ],
)
def test_listings_of_the_wrong_shape(body: str, expected: str) -> None:
    """A listing holds only the options that it has, with values that make sense."""
    found = faults(body)
    assert len(found) == 1
    assert expected in found[0]


@each("name", DIRECTIVES)
def test_backticks_do_as_well_as_colons(name: str) -> None:
    """A block may be fenced with backticks; the rules are the same."""
    argument = {"grid": "2", "grid-item": "", "note": "", "case": ""}.get(
        name, "" if name in list(ListingKind) else "neglect"
    )
    content = {"grid": ":::{grid-item}\nA.\n:::", "note": "A.", "case": "A."}.get(
        name, "" if name in list(ListingKind) else "- A."
    )
    for fence in (":::::", "`````", "~~~~~"):
        body = f"{fence}{{{name}}} {argument}\n{content}\n{fence}\n"
        if name == "grid-item":
            body = f"::::::{{grid}} 2\n{body}::::::\n"
        assert faults(body) == [], fence


# headings --------------------------------------------------------------------------------------------------------


@each(
    ("kind", "body", "expected"),
    [
        (Kind.BRIEFING, "## A\n\n### B\n\n#### C\n\n## D\n", []),
        (Kind.BRIEFING, "A\n---\n", []),
        (Kind.BRIEFING, "# A\n", ["1 bad-heading: the title stands in the front matter; start this heading with '##'"]),
        (Kind.BRIEFING, "A\n===\n", ["1 bad-heading: the title stands in the front matter; start this heading with '##'"]),
        (Kind.BRIEFING, "### A\n", ["1 bad-heading: this heading skips a level; write ## in front"]),
        (Kind.BRIEFING, "## A\n\n#### B\n", ["3 bad-heading: this heading skips a level; write ### in front"]),
        (Kind.BRIEFING, "##\n", ["1 bad-heading: this heading has no text; write it or delete the line"]),
        (Kind.BRIEFING, "> ## A\n", ["1 bad-heading: a heading cannot stand inside a block, list or quotation; close that first"]),
        (Kind.BRIEFING, "- ## A\n", ["1 bad-heading: a heading cannot stand inside a block, list or quotation; close that first"]),
        (Kind.THEME, "# A\n", ["1 bad-heading: the title stands in the front matter; start this heading with '##'"]),
        (Kind.PAGE, "## A\n\n### B\n", []),
        (Kind.PAGE, "# A\n", ["1 bad-heading: the page has its title already; start this heading with '##'"]),
        (Kind.PAGE, "### A\n", ["1 bad-heading: this heading skips a level; write ## in front"]),
    ],
)  # fmt: skip
def test_headings(kind: Kind, body: str, expected: list[str]) -> None:
    """Headings start below the title and never skip a level, so that everyone can find their way by them."""
    assert (
        faults(body, kind, "themes/neglect" if kind is Kind.THEME else "about" if kind is Kind.PAGE else "briefings/x")
        == expected
    )


@each("text", ["", "Text.\n\n# Title\n", "## Title\n", ":::{theme-index}\n:::\n", "---\n---\n", "> # Title\n"])
def test_a_page_starts_with_its_title(text: str) -> None:
    """A page such as about.md starts with a line '# Title', and nothing stands above it."""
    found = read(text, "about")
    assert found.entry is None
    assert codes(found.problems)[0] is Code.BAD_HEADING


def test_the_title_of_a_page_is_plain() -> None:
    """Markup in the title of a page is left out where only text can stand."""
    assert entry_of("# About *this* `site` & {theme}`neglect`\n", "about").title == "About this site & neglect"


# mentions --------------------------------------------------------------------------------------------------------


def test_every_mention_is_noted_with_its_line_and_place() -> None:
    """Roles and links to pages are noted where they stand: in which line, and in which item."""
    text = briefing(
        "See {theme}`neglect`,\n*{policy}`the tool <neglect-tool>`* and\n[about](about.md#l3).\n\n"
        + block("learning", "One.", "Two, see {item}`earlier/q1`\n  and {agency}`police`.")
        + "\n:::{item-list}\n:agency: police\n:::\n",
        themes=["core-groups"],
    )
    first = text[: text.index("See {theme}")].count("\n") + 1
    found = [one for one in entry_of(text).references if one.line >= first]
    assert found == [
        Reference("theme", "neglect", first, "", in_text=True),
        Reference("policy", "neglect-tool", first + 1, "", in_text=True),
        Reference("page", "about.md", first + 2),
        Reference("place", "about.md#l3", first + 2),
        Reference("theme", "neglect", first + 4),
        Reference("item", "earlier/q1", first + 6, "l-two-see-earlier-q1-and-police", in_text=True),
        Reference("agency", "police", first + 7, "l-two-see-earlier-q1-and-police", in_text=True),
        Reference("agency", "police", first + 11),
    ]


def test_mentions_in_front_matter_know_their_recommendation() -> None:
    """A policy that a recommendation rests on is mentioned by that recommendation, not by the page as a whole."""
    rows = [{"id": "1.6", "text": "Do it.", "policies": ["neglect-tool"], "owner": "alder"}]
    found = {(one.what, one.target): one.place for one in entry_of(briefing(recommendations=rows)).references}
    assert found["policy", "neglect-tool"] == "r1-6"
    assert found["owner", "alder"] == "r1-6"
    assert found["partnership", "alder"] == ""


def test_words_are_counted() -> None:
    """The words of text and items make the reading time; code of blocks and front matter do not count."""
    body = (
        "One two *three*.\n\n" + block("learning", "Four five.") + "\n:::{case}\nSix.\n:::\n\n```text\nnot this\n```\n"
    )
    assert entry_of(briefing(body)).words == 6


def test_all_mistakes_of_a_body_are_told_at_once() -> None:
    """Nothing stops at the first mistake."""
    body = (
        "<b>a</b>\n\n[x](javascript:alert(1))\n\n:::{lerning} neglect\n- A.\n:::\n\n"
        + block("learning", "A.", themes="")
        + "\n# B\n"
    )
    assert codes(read(briefing(body)).problems) == [
        Code.RAW_HTML,
        Code.LINK_NOT_ALLOWED,
        Code.UNKNOWN_DIRECTIVE,
        Code.MISSING_KEY,
        Code.BAD_HEADING,
    ], lines(read(briefing(body)).problems)
