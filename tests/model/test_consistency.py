"""Problems that only show when all pages are seen together."""

from __future__ import annotations

from typing import Any

from each import each
from pages import TODAY, block, briefing, codes, library_of, lines, problems_of, write, written

from briefings.model.consistency import check_library
from briefings.model.content import load_content
from briefings.model.problems import Code
from briefings.model.vocabulary import Kind

AUDIT = {"id": "one", "title": "One", "method": "workshop", "held": "2016"}


def messages(text: str, docname: str = "briefings/case") -> list[str]:
    """The sentences and codes, without the place."""
    return [str(problem).split(": ", 1)[1] for problem in problems_of(text, docname)]


def test_a_page_that_names_what_exists_has_no_problem() -> None:
    """Themes, policies, agencies, partnerships, briefings, items, recommendations, audits and pages may be named."""
    body = (
        "{theme}`neglect` {policy}`neglect-tool` {agency}`police` {partnership}`alder` {briefing}`earlier` {item}`earlier/q1` "
        "{recommendation}`earlier/1.6` {briefing}`case` {item}`case/l1`\n\n"
        + block("learning", "A finding.", audit="one")
    )
    audits = [{**AUDIT, "follows": ["earlier/first"], "took_part": ["police"]}]
    rows = [{"id": "1", "text": "Do it.", "owner": "police", "audit": "one", "addresses": ["l1"], "due": "2027"}]
    assert lines(problems_of(briefing(body, audits=audits, recommendations=rows))) == []
    assert messages(written(Kind.PAGE, "[a](about.md) [b](themes/neglect.md#x)\n"), "index") == []


@each(
    ("body", "message"),
    [
        (
            "{theme}`neglet`",
            "theme 'neglet' does not exist; did you mean 'neglect'? ('briefings themes' lists all) [unknown-theme]",
        ),
        (
            "{theme}`zzz`",
            "theme 'zzz' does not exist; add it or use one that exists ('briefings themes' lists all) [unknown-theme]",
        ),
        (
            "{theme}`Neglect`",
            "theme 'Neglect' does not exist; did you mean 'neglect'? ('briefings themes' lists all) [unknown-theme]",
        ),
        (
            "{theme}`!neglect`",
            "theme '!neglect' does not exist; did you mean 'neglect'? ('briefings themes' lists all) [unknown-theme]",
        ),
        ("{theme}`policies/neglect-tool`", "[unknown-theme]"),
        (
            "{policy}`neglect`",
            "policy 'neglect' does not exist; did you mean 'neglect-tool'? ('briefings policies' lists all) [unknown-policy]",
        ),
        (
            "{policy}`the tool <neglect-tol>`",
            "did you mean 'neglect-tool'? ('briefings policies' lists all) [unknown-policy]",
        ),
        (
            "{agency}`polic`",
            "agency 'polic' does not exist; did you mean 'police'? ('briefings agencies' lists all) [unknown-agency]",
        ),
        ("{partnership}`elder`", "did you mean 'alder'? ('briefings partnerships' lists all) [unknown-partnership]"),
        ("{briefing}`earlie`", "did you mean 'earlier'? [unknown-briefing]"),
        ("{item}`earlier/q2`", "item 'earlier/q2' does not exist; did you mean 'earlier/q1'? [unknown-item]"),
        ("{item}`q1`", "[unknown-item]"),
        ("{recommendation}`earlier/1.7`", "did you mean 'earlier/1.6'? [unknown-recommendation]"),
        ("{recommendation}`earlier/1-6`", "did you mean 'earlier/1.6'? [unknown-recommendation]"),
        (
            "{theme}` `",
            "theme '' does not exist; add it or use one that exists ('briefings themes' lists all) [unknown-theme]",
        ),
        ("[a](abuot.md)", "there is no page 'abuot.md' in this folder or below it; did you mean "),
    ],
)
def test_what_does_not_exist_is_told_with_the_nearest_name(body: str, message: str) -> None:
    """A name that does not exist is a problem; the nearest one that does is offered."""
    (found,) = messages(written(Kind.PAGE, f"{body}\n"), "index")
    assert message in found


@each(
    ("keys", "code"),
    [
        ({"themes": ["neglet"]}, Code.UNKNOWN_THEME),
        ({"partnership": "elder"}, Code.UNKNOWN_PARTNERSHIP),
        ({"agencies": ["polic"]}, Code.UNKNOWN_AGENCY),
        ({"policies": ["tool"]}, Code.UNKNOWN_POLICY),
        ({"written_under": "tool"}, Code.UNKNOWN_POLICY),
        ({"audits": [{**AUDIT, "themes": ["neglet"]}]}, Code.UNKNOWN_THEME),
        ({"audits": [{**AUDIT, "took_part": ["polic"]}]}, Code.UNKNOWN_AGENCY),
        ({"audits": [{**AUDIT, "follows": ["earlier/second"]}]}, Code.UNKNOWN_AUDIT),
        ({"audits": [{**AUDIT, "follows": ["later/first"]}]}, Code.UNKNOWN_AUDIT),
        ({"recommendations": [{"id": "1", "text": "a", "owner": "x", "due": "2027"}]}, Code.UNKNOWN_OWNER),
        (
            {"recommendations": [{"id": "1", "text": "a", "owner": "alder", "due": "2027", "audit": "x"}]},
            Code.UNKNOWN_AUDIT,
        ),
        (
            {"recommendations": [{"id": "1", "text": "a", "owner": "alder", "due": "2027", "addresses": ["l1"]}]},
            Code.UNKNOWN_ITEM,
        ),
    ],
)
def test_front_matter_names_what_exists(keys: dict[str, Any], code: Code) -> None:
    """Every slug in front matter must exist; the problem is on its line."""
    text = briefing(**keys)
    (problem,) = problems_of(text)
    assert problem.code is code
    named = problem.message.split("'")[1]
    assert named in text.split("\n")[problem.line - 1]


@each(
    ("kind", "keys", "code"),
    [
        (Kind.THEME, {"parent": "harm"}, Code.UNKNOWN_THEME),
        (Kind.AGENCY, {"part_of": "force"}, Code.UNKNOWN_AGENCY),
        (Kind.POLICY, {"under": "act"}, Code.UNKNOWN_POLICY),
        (Kind.POLICY, {"status": "superseded", "superseded_by": "other"}, Code.UNKNOWN_POLICY),
        (Kind.POLICY, {"partnership": "elder"}, Code.UNKNOWN_PARTNERSHIP),
        (Kind.POLICY, {"shared_by": ["elder"]}, Code.UNKNOWN_PARTNERSHIP),
        (Kind.POLICY, {"changes": [{"on": "2016", "change": "new", "what": "a", "who": ["x"]}]}, Code.UNKNOWN_AGENCY),
    ],
)
def test_registries_name_what_exists(kind: Kind, keys: dict[str, Any], code: Code) -> None:
    """The registries name one another; what they name must exist."""
    folder = {Kind.THEME: "themes", Kind.AGENCY: "agencies", Kind.POLICY: "policies"}[kind]
    assert codes(problems_of(written(kind, **keys), f"{folder}/case")) == [code]


@each(
    ("option", "code"),
    [
        ("theme: neglet", Code.UNKNOWN_THEME),
        ("agency: polic", Code.UNKNOWN_AGENCY),
        ("partnership: elder", Code.UNKNOWN_PARTNERSHIP),
        ("policy: tool", Code.UNKNOWN_POLICY),
    ],
)
def test_listings_name_what_exists(option: str, code: Code) -> None:
    """A listing that asks for what does not exist would be empty for ever."""
    (problem,) = problems_of(written(Kind.PAGE, f":::{{item-list}}\n:{option}\n:::\n"), "index")
    assert (problem.code, problem.line) == (code, 7)


def test_blocks_name_what_exists() -> None:
    """Themes, agencies and the audit of a block must exist; the audit is one of the same briefing."""
    body = block("learning", "A.", themes="neglet", agencies="polic", audit="first")
    text = briefing(body, audits=[AUDIT])
    first = text[: text.index(":::{learning}")].count("\n") + 1
    assert [(one.line - first, one.code) for one in problems_of(text)] == [
        (0, Code.UNKNOWN_THEME),
        (1, Code.UNKNOWN_AGENCY),
        (2, Code.UNKNOWN_AUDIT),
    ]
    assert "this briefing has no audit 'first'; add it to 'audits:' or correct the name [unknown-audit]" in messages(
        text
    )


def test_an_item_that_is_answered_must_be_there() -> None:
    """A recommendation answers items of its own briefing; the message proposes the nearest."""
    rows = [{"id": "1", "text": "a", "owner": "alder", "due": "2027", "addresses": ["l1", "l3", "g1"]}]
    found = messages(briefing(block("learning", "A.", "B."), recommendations=rows))
    assert found == [
        "this briefing has no item 'l3'; did you mean 'l1'? [unknown-item]",
        "this briefing has no item 'g1'; did you mean 'l1'? [unknown-item]",
    ]


@each(
    ("docname", "link", "fine"),
    [
        ("index", "about.md", True),
        ("index", "themes/neglect.md", True),
        ("index", "themes/index.md", True),
        ("index", "neglect.md", False),
        ("themes/index", "neglect.md", True),
        ("themes/index", "about.md", False),
        ("themes/index", "themes/neglect.md", False),
        ("handbook/x", "x.md", True),
    ],
)
def test_links_to_pages_are_looked_up_from_where_they_stand(docname: str, link: str, fine: bool) -> None:
    """A link to a page is relative to the page that holds it."""
    found = codes(problems_of(written(Kind.PAGE, f"[a]({link})\n"), docname))
    assert found == ([] if fine else [Code.UNKNOWN_PAGE])


@each(
    ("kind", "key", "chain"),
    [
        (Kind.THEME, "parent", {"a": "a"}),
        (Kind.THEME, "parent", {"a": "b", "b": "a"}),
        (Kind.THEME, "parent", {"a": "b", "b": "c", "c": "a"}),
        (Kind.AGENCY, "part_of", {"a": "b", "b": "a"}),
        (Kind.POLICY, "under", {"a": "b", "b": "a"}),
        (Kind.POLICY, "superseded_by", {"a": "b", "b": "c", "c": "a"}),
    ],
)
def test_loops_are_told_on_every_page_of_the_loop(kind: Kind, key: str, chain: dict[str, str]) -> None:
    """Parents, wholes, guidance above and successors never lead back to where they began."""
    folder = {Kind.THEME: "themes", Kind.AGENCY: "agencies", Kind.POLICY: "policies"}[kind]
    more = {"status": "superseded"} if key == "superseded_by" else {}
    pages = {f"{folder}/{slug}": written(kind, **{key: to, **more}) for slug, to in chain.items()}
    # one that leads into the loop is not part of it
    pages[f"{folder}/entry"] = written(kind, **{key: "a", **more})
    found = lines(check_library(library_of(pages)))
    assert [line.rpartition(" [")[2] for line in found] == ["loop]"] * len(chain)
    for slug, line in zip(sorted(chain), found, strict=True):
        number = next(n for n, row in enumerate(pages[f"{folder}/{slug}"].split("\n"), 1) if row.startswith(key))
        assert line.startswith(f"content/{folder}/{slug}.md:{number}: '{key}' leads from '{slug}' back to itself; ")


def test_audits_do_not_follow_themselves() -> None:
    """An audit follows earlier ones, never itself, also not through others."""
    known = {"partnerships/alder": written(Kind.PARTNERSHIP), "themes/neglect": written(Kind.THEME)}
    pages = {
        "briefings/a": briefing(audits=[{**AUDIT, "follows": ["b/one"]}]),
        "briefings/b": briefing(audits=[{**AUDIT, "follows": ["a/one"]}, {**AUDIT, "id": "two", "follows": ["b/one"]}]),
    }
    found = lines(check_library(library_of(known | pages)))
    assert len(found) == 2
    assert all(
        "audit 'one' follows itself, directly or through others; correct 'follows:' [loop]" in line for line in found
    )


def test_long_chains_are_no_loops_and_no_trouble() -> None:
    """A policy may have been replaced many times."""
    pages = {
        f"policies/p{n}": written(Kind.POLICY, status="superseded", superseded_by=f"p{n + 1}") for n in range(150)
    } | {"policies/p150": written(Kind.POLICY)}
    assert list(check_library(library_of(pages))) == []


def test_ids_are_unique_over_the_whole_folder(tmp_path: Any) -> None:
    """A draft cannot have the name of a briefing: its items would have the same addresses."""
    files = {"briefings/x.md": briefing(), "drafts/x.md": briefing()}
    root = write(tmp_path / "content", files)
    found = load_content(root, as_of=TODAY, drafts=True).problems
    assert [problem.path for problem in found if problem.code is Code.NAME_COLLISION] == ["content/drafts/x.md"]


def test_the_name_of_the_folder_is_used() -> None:
    """Problems between pages name files as those within pages do."""
    library = library_of({"themes/a": written(Kind.THEME, parent="b")})
    (problem,) = check_library(library, "other")
    assert problem.path == "other/themes/a.md"
