"""The front matter of each kind of page: fields, examples, JSON Schema and what must add up."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import jsonschema
import pytest
import yaml
from each import each
from pages import MINIMAL, page
from pydantic import TypeAdapter, ValidationError

from briefings.model import schema
from briefings.model.dates import PartialDate
from briefings.model.frontmatter import split
from briefings.model.schema import RECORD_OF_KIND, Briefing, Recommendation, adapter, json_schema, named_in
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL: dict[Kind, dict[str, Any]] = {
    Kind.BRIEFING: {
        **MINIMAL[Kind.BRIEFING],
        "reference": "Briefing 9",
        "published_note": "The source is undated.",
        "layout": "seven-minute",
        "status": "withdrawn",
        "withdrawn": {"on": "2026-11-20", "why": "Out of date."},
        "embargo_until": "2026-12-01",
        "agencies": ["police", "schools"],
        "policies": ["neglect-tool"],
        "written_under": "working-together-2015",
        "source": {"title": "Learning briefing 9", "publisher": "The board", "url": "https://example.org/9?a=b#c"},
        "sample": {"unit": "children", "size": "7"},
        "audits": [
            {
                "id": "march-2009",
                "title": "March 2009",
                "method": "case-file-audit",
                "held": {"from": "2009-03", "to": "2009-04"},
                "themes": ["neglect"],
                "sample": [
                    {
                        "unit": "children",
                        "size": "8",
                        "discussed": "6",
                        "groups": [{"name": "Early help", "size": "3"}, {"name": "Child in need", "size": "5"}],
                    },
                    {"unit": "meetings", "size": "4"},
                ],
                "took_part": ["police"],
                "families_asked": "true",
                "grades": {"good": "1", "adequate": "6", "not-reported": "1"},
                "measures": [{"what": "Voice of the child evident", "met": "5", "of": "6"}],
                "follows": ["earlier/first"],
                "next": {"what": "A dip sample", "due": "2023/24"},
                "inferred": ["held", "follows"],
            }
        ],
        "recommendations": [
            {
                "id": "1.6",
                "text": "Make core groups reliable.",
                "audit": "march-2009",
                "owner": "alder",
                "agencies": ["police"],
                "themes": ["neglect"],
                "policies": ["neglect-tool"],
                "addresses": ["l3", "g1"],
                "due": "2011-04",
                "steps": [{"what": "Write it", "by": "Training manager", "due": "2011", "done": "2011-04-01"}],
                "updates": [
                    {"on": "2010", "status": "Orange"},
                    {"on": "2011-03-04", "status": "green", "evidence": ["186 people trained"], "inferred": ["status"]},
                ],
                "inferred": ["owner", "due"],
            }
        ],
    },
    Kind.THEME: {**MINIMAL[Kind.THEME], "other_names": ["DA"], "parent": "kinds-of-harm"},
    Kind.POLICY: {
        **MINIMAL[Kind.POLICY],
        "partnership": "alder",
        "issued": "2016-11",
        "review_due": "2027",
        "status": "superseded",
        "superseded_by": "neglect-tool-2",
        "under": "working-together-2018",
        "other_names": ["GCP"],
        "shared_by": ["alder", "birch"],
        "themes": ["neglect"],
        "every_theme": "true",
        "address": "http://example.org/policy",
        "last_seen": "2017",
        "checked": {"on": "2018-01", "by": "person"},
        "leads_to": {"what": "successor", "holder": "Alder", "title": "The new tool"},
        "former_addresses": ["http://example.org/old"],
        "archived": "https://archive.example/policy",
        "changes": [{"on": "2016-11", "change": "updated", "what": "Adds a flow chart.", "who": ["police"]}],
    },
    Kind.AGENCY: {**MINIMAL[Kind.AGENCY], "other_names": ["Force"], "part_of": "services"},
    Kind.PARTNERSHIP: {
        **MINIMAL[Kind.PARTNERSHIP],
        "since": "2019-09",
        "former_names": [{"name": "Alder Board", "from": "2006", "to": "2019"}, {"name": "Alder Committee"}],
    },
    Kind.PAGE: {"summary": "All themes."},
}


types_of = cache(get_type_hints)
adapter_of = cache(TypeAdapter)


@cache
def validator_of(kind: Kind) -> jsonschema.Draft202012Validator:
    """Validates by the exported JSON Schema of a kind."""
    exported = json.loads(json.dumps(json_schema(kind)))
    jsonschema.Draft202012Validator.check_schema(exported)
    return jsonschema.Draft202012Validator(exported)


class _TextLoader(yaml.SafeLoader):
    """YAML as editors' tools read it (version 1.2): numbers and booleans, but no dates."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def records(kind: type[Any], seen: set[type[Any]] | None = None) -> Iterator[type[Any]]:
    """A record type and all those inside it."""
    seen = set() if seen is None else seen
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    for hint in types_of(kind).values():
        for inner in _types(hint):
            if is_dataclass(inner) and inner.__module__ == schema.__name__:
                yield from records(inner, seen)


def _types(hint: Any) -> Iterator[type[Any]]:
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for inner in get_args(hint):
        yield from _types(inner)


ALL_RECORDS = {one.__name__: one for kind in MINIMAL for one in records(RECORD_OF_KIND[kind])}


def field_names() -> list[str]:
    return [f"{name}.{item.name}" for name, one in ALL_RECORDS.items() for item in fields(one)]


def example_of(record: type[Any], name: str) -> Any:
    """The example of a field; of one that holds records, the least that they must have."""
    info = record.__pydantic_fields__[name]
    if info.examples:
        return info.examples[0]
    inner = next(one for one in _types(types_of(record)[name]) if one.__name__ in ALL_RECORDS)
    is_list = "tuple[" in str(types_of(record)[name])
    return [least(inner)] if is_list else least(inner)


def least(record: type[Any]) -> dict[str, Any]:
    """The least that a record must have, from the examples of its fields."""
    info = record.__pydantic_fields__
    return {one.alias or name: example_of(record, name) for name, one in info.items() if one.is_required()}


@each("kind", MINIMAL)
@each("data", [MINIMAL, FULL], ids=["minimal", "full"])
def test_valid_front_matter_is_accepted(kind: Kind, data: dict[Kind, dict[str, Any]]) -> None:
    """The least that each kind of page must have is enough, and everything that it can have is accepted."""
    assert isinstance(adapter(kind).validate_python(data[kind]), RECORD_OF_KIND[kind])


@each("kind", MINIMAL)
@each("data", [MINIMAL, FULL], ids=["minimal", "full"])
def test_json_schema_accepts_the_same(kind: Kind, data: dict[Kind, dict[str, Any]]) -> None:
    """The exported JSON Schema accepts valid front matter as we read it and as editors' tools do."""
    validator = validator_of(kind)
    validator.validate(data[kind])
    text = page(data[kind]).split("---\n")[1].replace("'", "")
    as_tools_read_it = yaml.load(text, Loader=_TextLoader) or {}
    for one in as_tools_read_it.get("recommendations", ()):
        one["id"] = str(one["id"])  # which the handbook says to put in quotes
    as_tools_read_it.pop(True, None)
    validator.validate(_with_text_keys(as_tools_read_it))


def _with_text_keys(value: Any) -> Any:
    """YAML 1.1 reads the key ``on`` as true; tools of today read it as text."""
    if isinstance(value, dict):
        return {("on" if key is True else key): _with_text_keys(one) for key, one in value.items()}
    return [_with_text_keys(one) for one in value] if isinstance(value, list) else value


@each("kind", MINIMAL)
def test_json_schema_refuses_what_we_refuse(kind: Kind) -> None:
    """It is a schema as the standard says, and points out unknown keys and missing ones."""
    validator = validator_of(kind)
    assert not validator.is_valid({**MINIMAL[kind], "titel": "x"})
    for key in MINIMAL[kind]:
        assert not validator.is_valid({one: value for one, value in MINIMAL[kind].items() if one != key})


@each("kind", [kind for kind in MINIMAL if kind is not Kind.PAGE])
def test_each_key_must_be_there(kind: Kind) -> None:
    """Without any one of the keys that a kind must have, the page is refused, and that key is named."""
    for key in MINIMAL[kind]:
        with pytest.raises(ValidationError) as error:
            adapter(kind).validate_python({one: value for one, value in MINIMAL[kind].items() if one != key})
        assert [(one["type"], one["loc"]) for one in error.value.errors()] == [("missing", (key,))]


@each("name", field_names())
def test_every_field_is_described_and_its_example_is_valid(name: str) -> None:
    """Every field says what it is, in a sentence, with an example that the schema accepts."""
    record_name, field_name = name.split(".")
    record = ALL_RECORDS[record_name]
    info = record.__pydantic_fields__[field_name]
    assert info.description
    assert info.description.endswith(".")
    data = least(record) | {info.alias or field_name: example_of(record, field_name)}
    if field_name == "superseded_by":
        data["status"] = "superseded"
    elif field_name == "withdrawn":
        data["status"] = "withdrawn"
    elif name in ("Policy.last_seen", "Policy.checked", "Policy.leads_to"):
        data["address"] = "https://example.org/policy"
    elif name in ("Audit.compares", "Audit.differs"):
        data = {"follows": ["earlier/first"], "differs": "Other children."} | data
    elif name == "Update.inferred":
        data["status"] = "green"
    elif name == "Recommendation.inferred":
        data |= {"owner": "devon", "due": "2011-04"}
    elif name == "FormerAddress.was":
        data["gone"] = "Nobody asks this any more."
    elif name == "Briefing.former_addresses":
        data[field_name] = [{"was": "q-who-was-there", "now": "q-who-came"}]
    elif name == "Sample.groups":
        data["size"] = data["groups"][0]["size"]
    made = adapter_of(record).validate_python(data)
    assert getattr(made, field_name) not in (None, ()), "the example says something"


def test_records_cannot_be_changed_and_are_small_to_store() -> None:
    """Records are frozen, without a dictionary each, and survive being stored between builds."""
    record = adapter(Kind.BRIEFING).validate_python(FULL[Kind.BRIEFING])
    with pytest.raises(FrozenInstanceError):
        record.title = "Other"
    assert not hasattr(record, "__dict__")
    assert pickle.loads(pickle.dumps(record)) == record
    for one in ALL_RECORDS.values():
        assert hasattr(one, "__slots__"), one


def test_text_is_one_line() -> None:
    """How a text is broken into lines in front matter is no part of it, so it cannot break a table or an inventory."""
    front, _ = split("---\ntitle: |\n  Core\n  groups\nsummary: >\n  One\n  two.\n\n---\n", path="x", required=True)
    record = adapter(Kind.THEME).validate_python(front.data)
    assert (record.title, record.summary) == ("Core groups", "One two.")
    assert adapter(Kind.THEME).validate_python({"title": "a\tb\r\nc", "summary": "x"}).title == "a b c"


def error_types(kind: Kind, **keys: Any) -> list[tuple[str, tuple[Any, ...]]]:
    with pytest.raises(ValidationError) as error:
        adapter(kind).validate_python({**MINIMAL[kind], **keys})
    return [(one["type"], one["loc"]) for one in error.value.errors()]


AUDIT = {"id": "one", "title": "One", "method": "workshop", "held": "2016"}


@each(
    ("audit", "expected"),
    [
        ({"sample": {"unit": "children", "size": "7", "groups": [{"name": "a", "size": "2"}]}}, "numbers-disagree"),
        ({"sample": {"unit": "children", "size": "7", "discussed": "8"}}, "numbers-disagree"),
        ({"sample": {"unit": "children", "size": "7"}, "grades": {"good": "6"}}, "numbers-disagree"),
        ({"measures": [{"what": "a", "met": "7", "of": "6"}]}, "numbers-disagree"),
        ({"sample": {"unit": "children", "size": "-1"}}, "bad-number"),
        ({"sample": {"unit": "children", "size": "1.5"}}, "bad-number"),
        ({"sample": {"unit": "children", "size": "seven"}}, "bad-number"),
        ({"sample": {"unit": "children", "size": "٧"}}, "bad-number"),
        ({"sample": {"unit": "children", "size": "99999999"}}, "bad-number"),
        ({"families_asked": "yes"}, "bad-value"),
        ({"follows": ["earlier"]}, "string_pattern_mismatch"),
        ({"held": {"from": "2017", "to": "2016"}}, "bad-period"),
        ({"id": "One"}, "bad-slug"),
        ({"themes": ["neglect", "neglect"]}, "duplicate-entry"),
    ],
)
def test_numbers_and_values_of_audits(audit: dict[str, Any], expected: str) -> None:
    """Groups add up to the sample, grades to what was graded; nothing is met more often than it was looked at."""
    assert [one for one, _ in error_types(Kind.BRIEFING, audits=[{**AUDIT, **audit}])] == [expected]


@each(
    "audit",
    [
        {
            "sample": {
                "unit": "children",
                "size": "7",
                "groups": [{"name": "a", "size": "2"}, {"name": "b", "size": "5"}],
            }
        },
        {"sample": {"unit": "children", "size": "7", "discussed": "7"}},
        {"sample": {"unit": "children", "size": "0"}, "grades": {"good": "0"}},
        {"sample": {"unit": "children", "size": "8"}, "grades": {"inadequate": "5", "not-reported": "3"}},
        {"sample": [{"unit": "children", "size": "8"}, {"unit": "meetings", "size": "3"}], "grades": {"good": "8"}},
        {"grades": {"good": "3"}},
        {"measures": [{"what": "a", "met": "6", "of": "6"}]},
    ],
)
def test_numbers_that_add_up(audit: dict[str, Any]) -> None:
    """Numbers that add up are accepted; without a sample there is nothing that grades must add up to."""
    assert adapter(Kind.BRIEFING).validate_python({**MINIMAL[Kind.BRIEFING], "audits": [{**AUDIT, **audit}]})


@each(
    "address",
    [
        *["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org", "//example.org"],
        *["example.org", "https:example.org", "https:///x", "https://", "https://user@example.org/", "https://a b.org"],
        *[
            "https://example.org/<script>",
            'https://example.org/"onclick',
            "https://exämple.org",
            "https://example.org/\\x",
        ],
        *["HTTPS ://example.org", "https://example.org/a\tb", "", "#", "mailto:a@example.org", "/local/page"],
    ],
)
def test_web_addresses_are_plain(address: str) -> None:
    """A web address in front matter is http or https, with nothing in it that could break out of a link."""
    found = error_types(Kind.BRIEFING, source={"title": "a", "publisher": "b", "url": address})
    assert found == [("bad-address", ("source", "url"))]


@each(
    "slug",
    [
        "",
        "Neglect",
        "ne glect",
        "-neglect",
        "neglect-",
        "ne--glect",
        "neglect.md",
        "../neglect",
        "themes/neglect",
        "nеglect",
    ],
)
def test_slugs(slug: str) -> None:
    """What names another page is a slug of a-z, 0-9 and single hyphens."""
    assert error_types(Kind.BRIEFING, themes=[slug]) == [("bad-slug", ("themes", 0))]


def test_a_slug_is_not_endless() -> None:
    """A name is at most as long as the name of a file may be."""
    assert error_types(Kind.BRIEFING, themes=["a" * 101]) == [("too-long", ("themes", 0))]


@each("number", [0, 9])
def test_one_to_eight_themes(number: int) -> None:
    """A briefing has one to eight themes."""
    assert [one for one, _ in error_types(Kind.BRIEFING, themes=[f"t{n}" for n in range(number)])] == [
        "too_long" if number else "too_short"
    ]


@each("key", ["audits", "recommendations"])
def test_ids_are_unique_on_their_page(key: str) -> None:
    """Two audits, or two recommendations, of a briefing cannot share an address; '1.6' and '1-6' would."""
    one: dict[str, Any] = AUDIT if key == "audits" else {"id": "1.6", "text": "Do it."}
    assert error_types(Kind.BRIEFING, **{key: [one, one]}) == [("duplicate-entry", (key,))]
    if key == "recommendations":
        assert error_types(Kind.BRIEFING, **{key: [one, {**one, "id": "1-6"}]}) == [("duplicate-entry", (key,))]


@each("id_", ["", "1.", ".1", "1..6", "1 6", "1/6", "1_6", "é", "1.6\n", "a" * 41])
def test_ids_of_recommendations(id_: str) -> None:
    """An id is letters and digits, joined by single dots or hyphens, as printed."""
    assert len(error_types(Kind.BRIEFING, recommendations=[{"id": id_, "text": "Do it."}])) == 1


@each("item", ["3", "L3", "l--3", "-l", "l-", "l_3", "l3 ", "é", ""])
def test_addresses_name_items(item: str) -> None:
    """What a recommendation answers is an item, by its address: a letter, then letters, digits and single hyphens."""
    (found,) = error_types(Kind.BRIEFING, recommendations=[{"id": "1", "text": "Do it.", "addresses": [item]}])
    assert found == ("string_pattern_mismatch", ("recommendations", 0, "addresses", 0))


@each(
    ("kind", "keys"),
    [
        (Kind.BRIEFING, {"status": "withdrawn"}),
        (Kind.BRIEFING, {"withdrawn": {"on": "2026-11-20", "why": "Out of date."}}),
        (Kind.POLICY, {"status": "superseded"}),
        (Kind.POLICY, {"leads_to": {"what": "holder", "holder": "X"}}),
        (Kind.POLICY, {"checked": {"on": "2026"}}),
        (Kind.POLICY, {"last_seen": "2026"}),
        (Kind.POLICY, {"address": "https://a.b", "leads_to": {"what": "successor", "holder": "X"}}),
        (Kind.POLICY, {"superseded_by": "other"}),
        (Kind.POLICY, {"status": "current", "superseded_by": "other"}),
    ],
)
def test_a_state_says_why(kind: Kind, keys: dict[str, Any]) -> None:
    """Withdrawn goes with when and why, superseded with what replaced it; never one without the other."""
    assert error_types(kind, **keys) == [("missing-key", ())]


def recommendation(*updates: tuple[str, str]) -> Recommendation:
    data = [{"on": on, "status": status} for on, status in updates]
    made = {**MINIMAL[Kind.BRIEFING], "recommendations": [{"id": "1.6a", "text": "Do it.", "updates": data}]}
    record: Briefing = adapter(Kind.BRIEFING).validate_python(made)
    return record.recommendations[0]


@each(
    ("updates", "status"),
    [
        ((("2010", "red"),), "red"),
        ((("2010", "red"), ("2011", "green")), "green"),
        ((("2011", "green"), ("2010", "red")), "green"),
        ((("2010-05", "green"), ("2010", "red")), "red"),  # a year counts to its end
        ((("2010", "red"), ("2010", "amber")), "amber"),  # of one date, the one written last
        ((("2010", "amber"), ("2010", "red")), "red"),
        ((("2010", "not-rated"),), "not-rated"),
    ],
)
def test_where_a_recommendation_stands(updates: tuple[tuple[str, str], ...], status: str) -> None:
    """It stands where the latest update says."""
    latest = recommendation(*updates).latest
    assert latest
    assert latest.status == status


def test_addresses_of_recommendations_and_audits() -> None:
    """The address of a recommendation comes from its id as printed; that of an audit from its id."""
    assert recommendation().anchor == "r1-6a"
    record = adapter(Kind.BRIEFING).validate_python({**MINIMAL[Kind.BRIEFING], "audits": [AUDIT]})
    assert record.audits[0].anchor == "audit-one"


def test_everything_that_names_a_page_is_found() -> None:
    """Every slug of another page in a record is known as such, with its place."""
    record = adapter(Kind.BRIEFING).validate_python(FULL[Kind.BRIEFING])
    assert sorted((what, slug, path) for what, slug, path in named_in(record)) == sorted(
        [
            ("partnership", "alder", ("partnership",)),
            ("theme", "neglect", ("themes", 0)),
            ("agency", "police", ("agencies", 0)),
            ("agency", "schools", ("agencies", 1)),
            ("policy", "neglect-tool", ("policies", 0)),
            ("policy", "working-together-2015", ("written_under",)),
            ("theme", "neglect", ("audits", 0, "themes", 0)),
            ("agency", "police", ("audits", 0, "took_part", 0)),
            ("audit", "earlier/first", ("audits", 0, "follows", 0)),
            ("audit-of-page", "march-2009", ("recommendations", 0, "audit")),
            ("owner", "alder", ("recommendations", 0, "owner")),
            ("agency", "police", ("recommendations", 0, "agencies", 0)),
            ("theme", "neglect", ("recommendations", 0, "themes", 0)),
            ("policy", "neglect-tool", ("recommendations", 0, "policies", 0)),
            ("item-of-page", "l3", ("recommendations", 0, "addresses", 0)),
            ("item-of-page", "g1", ("recommendations", 0, "addresses", 1)),
            ("status", "Orange", ("recommendations", 0, "updates", 0, "status")),
            ("status", "green", ("recommendations", 0, "updates", 1, "status")),
        ]
    )
    policy = adapter(Kind.POLICY).validate_python(FULL[Kind.POLICY])
    assert [(what, slug) for what, slug, _ in named_in(policy)] == [
        ("partnership", "alder"),
        ("partnership", "alder"),
        ("partnership", "birch"),
        ("policy", "neglect-tool-2"),
        ("policy", "working-together-2018"),
        ("theme", "neglect"),
        ("agency", "police"),
    ]


def test_no_name_of_a_page_is_forgotten() -> None:
    """Every field that holds slugs says what they name, or is the id of its own record."""
    unmarked = []
    for name, record in ALL_RECORDS.items():
        hints = get_type_hints(record, include_extras=True)
        for item in fields(record):
            marks, _ = schema._unwrap(hints[item.name])
            checks_slug = any(getattr(mark, "func", None) is schema._slug for mark in marks)
            is_own_name = item.name in ("id", "former_slugs")
            if checks_slug and not is_own_name and not any(isinstance(mark, schema.Names) for mark in marks):
                unmarked.append(f"{name}.{item.name}")
    assert unmarked == []


def test_dates_in_records_may_be_partial_or_must_be_full() -> None:
    """When something was published may be known to the year; when it may be public is known to the day."""
    record = adapter(Kind.BRIEFING).validate_python({**MINIMAL[Kind.BRIEFING], "published": "2017"})
    assert record.published == PartialDate(2017)
    for key, value in (
        ("embargo_until", "2026-12"),
        ("anonymisation", {"checked_by": "Manager", "on": "2026"}),
        ("withdrawn", {"on": "2026-11", "why": "Old."}),
    ):
        assert error_types(Kind.BRIEFING, **{key: value})[0][0] == "bad-date"
