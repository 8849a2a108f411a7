"""Front matter checked against the schema: every mistake, on its line, in an editor's words."""

from __future__ import annotations

from typing import Any

from each import each
from pages import MINIMAL, briefing, codes, lines, page, read, written

from briefings.model.frontmatter import split
from briefings.model.problems import Code, errors_in
from briefings.model.schema import Briefing
from briefings.model.validate import record_from
from briefings.model.vocabulary import Kind

AUDIT = {"id": "one", "title": "One", "method": "workshop", "held": "2016"}
UNITS = "children, cases, meetings, workshops or families"
DONE = {"id": "1", "text": "Do it.", "owner": "alder", "due": "2027"}


def said(kind: Kind = Kind.BRIEFING, /, **keys: Any) -> list[str]:
    """The sentences and codes for front matter with these keys."""
    front, _ = split(written(kind, **keys), path="x", required=True)
    return [str(problem).split(": ", 1)[1] for problem in record_from(front, kind, "x")[1]]


def test_a_record_comes_with_no_problem() -> None:
    """Front matter that is right gives the record and nothing to say."""
    front, _ = split(briefing(), path="x", required=True)
    record, problems = record_from(front, Kind.BRIEFING, "x")
    assert isinstance(record, Briefing)
    assert problems == []


@each(
    ("keys", "message"),
    [
        ({"layot": "digest"}, "'layot' is not a key here; did you mean 'layout'? [unknown-key]"),
        ({"zzz": "x"}, "'zzz' is not a key here; delete it or see the handbook for the keys [unknown-key]"),
        ({"title": None}, "'title' is missing; add a line 'title: …' [missing-key]"),
        ({"title": ""}, "'title' has no value; fill it in or delete the line [empty-value]"),
        ({"title": "   "}, "'title' has no value; fill it in or delete the line [empty-value]"),
        ({"title": ["x"]}, "'title' must be text, not a list [wrong-type]"),
        ({"title": {"x": "y"}}, "'title' must be text, not a mapping [wrong-type]"),
        ({"title": "x" * 201}, "'title' is 201 characters long; shorten it to 200 [too-long]"),
        ({"themes": "neglect"}, "'themes' must be a list, not 'neglect' [wrong-type]"),
        ({"themes": {"a": "b"}}, "'themes' must be a list, not a mapping [wrong-type]"),
        ({"themes": []}, "'themes' needs at least 1 entry [too-short]"),
        ({"themes": ["a", ["b"]]}, "entry 2 of 'themes' must be text, not a list [wrong-type]"),
        ({"status": "publish"}, "'status' must be one of published or withdrawn, not 'publish'; did you mean 'published'? [bad-value]"),
        ({"status": ["published"]}, "'status' must be one of published or withdrawn, not a list [bad-value]"),
        ({"published": "soon"}, "'published' must be a date like 2017, 2017-01 or 2017-01-31, not 'soon' [bad-date]"),
        ({"published": ["2017"]}, "'published' must be a date like 2017, 2017-01 or 2017-01-31, not a list [bad-date]"),
        ({"embargo_until": "2027"}, "'embargo_until' must be a full date like 2017-01-31, not '2027' [bad-date]"),
        ({"source": "x"}, "'source' must be a mapping of 'key: value', not 'x' [wrong-type]"),
        ({"source": {"title": "x"}}, "'publisher' of source is missing; add a line 'publisher: …' [missing-key]"),
        ({"anonymisation": {"checked_by": "A", "om": "2026", "on": "2026-06-01"}},
         "'om' of anonymisation is not a key here; delete it or see the handbook for the keys [unknown-key]"),
        ({"audits": [{**AUDIT, "sample": {"unit": "cats", "size": "1"}}]},
         f"'unit' of audits 1 sample must be one of {UNITS}, not 'cats'; did you mean 'cases'? [bad-value]"),
        ({"audits": [AUDIT, {**AUDIT, "id": "two", "sample": [{"unit": "cases", "size": "x"}]}]},
         "'size' of audits 2 sample 1 must be a whole number, not 'x' [bad-number]"),
        ({"audits": [{**AUDIT, "sample": {"unit": "cases", "size": ["1"]}}]},
         "'size' of audits 1 sample must be a whole number, not a list [wrong-type]"),
        ({"audits": [{**AUDIT, "families_asked": ["true"]}]},
         "'families_asked' of audits 1 must be true or false, not a list [wrong-type]"),
        ({"audits": [{**AUDIT, "grades": "good"}]},
         "'grades' of audits 1 must be a mapping of 'key: value', not 'good' [wrong-type]"),
        ({"audits": [{**AUDIT, "grades": {"good": "x"}}]},
         "'good' of audits 1 grades must be a whole number, not 'x' [bad-number]"),
        ({"audits": [{**AUDIT, "follows": ["x"]}]},
         "entry 1 of 'follows' of audits 1 must look like 'devon-2011-case-audits/march-2009', not 'x' [bad-value]"),
        ({"audits": [{**AUDIT, "next": {"what": "x", "due": "2023/25"}}]},
         "'due' of audits 1 next must be a date like 2017, 2017-01 or 2017-01-31, not '2023/25' [bad-date]"),
        ({"recommendations": [{**DONE, "id": "1 6"}]}, "'id' of recommendations 1 must look like '1.6', not '1 6' [bad-value]"),
        ({"recommendations": [DONE, DONE]}, "'recommendations' has the id '1' twice; give each its own [duplicate-entry]"),
        ({"status": "withdrawn"},
         "the front matter needs both 'status: withdrawn' and 'withdrawn:' with 'on' and 'why', or neither [missing-key]"),
    ],
)  # fmt: skip
def test_what_is_said(keys: dict[str, Any], message: str) -> None:
    """Each mistake is one sentence that names the key, what stands there and what to do."""
    assert said(Kind.BRIEFING, **keys) == [message]


@each(
    ("text", "place"),
    [
        ("source:\n  title: a\n  publsher: b\n  publisher: c\n", "publsher"),
        ("themes:\n  - neglect\n  - Bad\n", "- Bad"),
        ("themes:\n  - a\n  - b\n  - a\n", "- a"),
        ("audits:\n  - id: one\n    title: One\n    method: workshop\n    held:\n      from: 2017\n      to: 2016\n", "held:"),
        ("audits:\n  - id: one\n    title: One\n    method: workshop\n    held: 2016\n    sample:\n      unit: x\n      size: 1\n", "unit: x"),
        ("audits:\n  - id: one\n    title: One\n    method: workshop\n    held: 2016\n    grades:\n      good: 1\n      god: 2\n", "god: 2"),
        ("status: withdrawn\n", "status: withdrawn"),
        ("withdrawn:\n  on: 2026-11-20\n  why: Old.\n", "withdrawn:"),
        ("recommendations:\n  - {id: '1', text: a, owner: b, due: 2027}\n  - {id: '1', text: c, owner: b, due: 2027}\n", "text: c"),
        ("embargo_until:\n", "embargo_until:"),
    ],
)  # fmt: skip
def test_the_line_is_that_of_the_mistake(text: str, place: str) -> None:
    """A problem points to the line of the key or entry that is wrong, also deep inside."""
    keys = {key: None for key in MINIMAL[Kind.BRIEFING] if text.startswith(key)}
    whole = briefing(**keys).replace("---\n", f"---\n{text}", 1)
    (problem,) = errors_in(read(whole).problems)
    line = whole.split("\n")[problem.line - 1]
    assert place in line
    assert whole.split("\n").index(line) <= problem.line - 1


def test_empty_keys_that_may_be_left_out_are_told() -> None:
    """A key that was meant to be filled in is never taken as left out: an empty embargo is no end of an embargo."""
    text = briefing().replace(
        "---\n", "---\nembargo_until:\nreference: ~\nagencies:\nsource: {title: a, publisher: b, url: }\n", 1
    )
    found = read(text)
    assert found.entry is None
    assert [(one.line, one.code) for one in found.problems] == [(number, Code.EMPTY_VALUE) for number in (2, 3, 4, 5)]


def test_an_unknown_key_without_a_value_is_one_mistake() -> None:
    """It is told once, as unknown."""
    assert codes(read(briefing().replace("---\n", "---\nmyst:\n", 1)).problems) == [Code.UNKNOWN_KEY]


def test_values_are_shown_short_and_visible() -> None:
    """A long or odd value cannot flood or forge the output."""
    odd = 'x\u202e\x1b[31m"; ' + "y" * 500
    for keys in ({"layout": odd}, {"themes": [odd]}, {"published": odd}, {"partnership": odd}, {odd: "z"}):
        text = page({**MINIMAL[Kind.BRIEFING], **keys})
        for line in lines(read(text).problems):
            assert line.isprintable()
            assert len(line) < 400


@each(
    ("rows", "expected"),
    [
        ([DONE], []),
        ([{**DONE, "owner": None}], [("owner", Code.OWNER_MISSING)]),
        ([{**DONE, "due": None}], [("due", Code.DUE_MISSING)]),
        ([{**DONE, "updates": [{"on": "2016", "status": "red"}]}], []),
    ],
)
def test_advice_on_recommendations(rows: list[dict[str, Any]], expected: list[tuple[str, Code]]) -> None:
    """A recommendation without owner or date is pointed out, and published all the same."""
    kept = [{key: value for key, value in row.items() if value is not None} for row in rows]
    text = briefing(recommendations=kept)
    found = read(text)
    assert found.entry is not None
    assert codes(found.problems) == [code for _, code in expected]
    for problem in found.problems:
        assert "recommendation 1" in problem.message
        assert 0 < problem.line <= text.count("\n")


def test_every_mistake_at_once() -> None:
    """Nothing stops at the first mistake: thirty mistakes are thirty problems."""
    rows = [{"id": f"r{number}", "text": "", "due": "soon", "zzz": "x"} for number in range(10)]
    assert len(said(Kind.BRIEFING, recommendations=rows)) == 30
