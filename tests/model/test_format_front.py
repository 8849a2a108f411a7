"""The canonical form of front matter: values and comments stay, keys come into the order of the schema."""

from __future__ import annotations

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.model.format_front import format_front
from briefings.model.vocabulary import Kind

TEXTS = [
    "Core groups", '"Core groups: who minutes"', "'It''s late'", '"1.10"', "'2017-01-31'", '"yes"', '"a # b"', "Nobody's, now",
    '"say \\"no\\""', "'say \"no\"'", '"caf\\u00e9"', ">-\n  One text\n  on two lines", "One text\n  on two lines", "~", '""', "“Nobody” asked",
]  # fmt: skip
LISTS = [
    "[neglect, training]", "[]", "\n  - neglect\n  - training", "\n- neglect\n- training", "[a b, 'c, d']", "\n  - One sentence.\n  - 'Two: here'",
    "[neglect, training]  # comment 13", "[neglect,  # comment 1\n  training]", "\n  # comment 2\n  - neglect  # comment 3\n  - training\n  # comment 4",
    f"[{', '.join(f'a-long-slug-of-a-theme-{n}' for n in range(6))}]",
]  # fmt: skip
RECORDS = [
    "\n  - id: one\n    # comment 5\n    title: One\n    held: {to: 2016-05, from: 2016-03}\n    method: workshop",
    "  # comment 6\n  - method: workshop\n    held:\n      to: 2016-05\n      from: 2016-03\n    id: two  # comment 7\n    # comment 8\n",
    "\n  - {id: one, title: 'One', sample: {size: 8, unit: children}}\n  - # comment 9\n    id: two\n\n    title: Two",
]
ENTRIES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["title", "summary", "reference", "mystery", "published"]), st.sampled_from(TEXTS)),
        st.tuples(st.sampled_from(["themes", "agencies", "policies"]), st.sampled_from(LISTS)),
        st.tuples(st.just("audits"), st.sampled_from(RECORDS)),
        st.tuples(st.just("source"), st.just("\n  publisher: A\n  title: B")),
    ),
    unique_by=lambda entry: entry[0],
    min_size=1,
)
BETWEEN = st.sampled_from(["", "", "# comment 10\n", "\n# comment 11\n\n# comment 12\n", "\n\n"])


@st.composite
def sources(draw: st.DrawFn) -> str:
    entries = draw(ENTRIES)
    return "".join(f"{draw(BETWEEN)}{key}: {value}\n" for key, value in entries) + draw(BETWEEN)


def values(source: str) -> object:
    """What YAML itself reads, every scalar as text; line breaks are only a matter of how a value is written."""

    def flat(one: object) -> object:
        if isinstance(one, dict):
            return {key: flat(inner) for key, inner in one.items()}
        return [flat(inner) for inner in one] if isinstance(one, list) else re.sub(r"\s+", " ", str(one)).strip()

    return flat(yaml.load(source, Loader=yaml.BaseLoader))


def formatted(source: str) -> str:
    return format_front(source, Kind.BRIEFING)


@settings(max_examples=60)
@given(sources())
def test_values_and_comments_stay(source: str) -> None:
    """Each value and comment is still there, and a second run changes nothing."""
    once = formatted(source)
    assert values(once) == values(source)
    assert sorted(re.findall(r"# comment \d+", once)) == sorted(re.findall(r"# comment \d+", source))
    assert formatted(once) == once
    first = [re.match(r"[a-z]+", key)[0] for key in re.findall(r"(?m)^[a-z]+:", once)]  # type: ignore[index]
    order = "title summary reference published themes agencies policies source audits mystery".split()
    assert first == sorted(first, key=order.index)


def test_keys_quotes_and_lists() -> None:
    """The order of the schema, quotes where they are needed, long lists one below the other, comments with their keys."""
    source = """\
# Asked the board on 3 May
themes:
  - neglect
  - training
title: 'Core groups'
# Not sure about this
mystery: x   # why?
summary: 'Children''s views: late'
reference: "9"

audits:
- method: workshop
  held:
    to: 2016-05
    from: 2016-03
  id: one
agencies: [childrens-social-care, emergency-duty-team, early-help-services, youth-justice, schools, early-years, gps]
policies: [childrens-social-care, emergency-duty-team, early-help-services, youth-justice, schools, early-years, a-b-c]
"""
    assert formatted(source) == """\
title: Core groups
summary: "Children's views: late"
reference: "9"
# Asked the board on 3 May
themes: [neglect, training]
agencies: [childrens-social-care, emergency-duty-team, early-help-services, youth-justice, schools, early-years, gps]
policies: [childrens-social-care, emergency-duty-team, early-help-services, youth-justice, schools, early-years, a-b-c]

audits:
  - id: one
    method: workshop
    held: {from: 2016-03, to: 2016-05}
# Not sure about this
mystery: x  # why?
"""  # fmt: skip
