"""Published addresses are kept, lead on, or are reported: each change of a page is compared with the last release."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pages import TODAY, block, briefing, entry_of, lines, written

from briefings.model.consistency import check_library
from briefings.model.former import places_of
from briefings.model.library import Library
from briefings.model.published import (
    ACCEPT,
    DamagedInventoryError,
    Published,
    check_published,
    published_of,
    read_published,
)
from briefings.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

WORLD = {
    "partnerships/alder": written(Kind.PARTNERSHIP),
    "themes/neglect": written(Kind.THEME, "## Where to begin\n\nWords.\n"),
}
HOME = "briefings/one"
BODY = f"## What we found\n\n{block('learning', 'Minutes were sent out late.', 'Nobody asked. {#nobody}')}"


def library_of(pages: Mapping[str, str]) -> Library:
    """As `pages.library_of`, but no item is pinned that is not."""
    return Library({docname: entry_of(text, docname) for docname, text in {**WORLD, **pages}.items()}, TODAY)


def lost(before: Library, after: Library, *held: str) -> list[str]:
    """What is said of the addresses of one state that another does not keep."""
    return lines(check_published(published_of(before), after, "content", {*after.entries, *held}))


def changed(old: str, new: str, body: str = BODY) -> list[str]:
    assert old in body
    before, after = (library_of({HOME: briefing(text)}) for text in (body, body.replace(old, new)))
    return lost(before, after)


def test_what_did_not_change_is_not_reported() -> None:
    """Nor what was put in, moved, or reworded where it is pinned."""
    assert changed("## What", "## Why\n\nWords.\n\n## What") == []
    assert changed("- Minutes", "- First of all, a new one.\n- Minutes") == []
    assert changed("Nobody asked.", "Nobody asked the school.") == []


def test_a_reworded_item_is_reported_with_three_ways_out() -> None:
    """In its line, with the pin that keeps the address, the line that leads on, and the option that lets it go."""
    (said,) = changed("Minutes were sent out late.", "Minutes were sent late.")
    assert said.startswith("content/briefings/one.md:17: the item at '#l-minutes-were-sent-out-late' was published and")
    assert (
        "is at '#l-minutes-were-sent-late' now; write '{#l-minutes-were-sent-out-late}' at the end of the bullet"
        in said
    )
    assert "'- {was: l-minutes-were-sent-out-late, now: l-minutes-were-sent-late}' under 'former_addresses:'" in said
    assert said.endswith(f"or publish with {ACCEPT} [address-lost]")


def test_a_reworded_heading_is_reported_too() -> None:
    """On a page that cannot lead on, the pin is the way out."""
    (said,) = changed("## What we found", "## Findings", BODY)
    assert "the heading at '#what-we-found' was published and is at '#findings' now" in said
    (said,) = changed("## What we found", "## What was found", BODY)
    assert "the heading at '#what-we-found' was published and is at '#what-was-found' now" in said
    before = library_of({})
    after = library_of({"themes/neglect": WORLD["themes/neglect"].replace("Where to begin", "Where we begin")})
    (said,) = lost(before, after)
    assert said.startswith("content/themes/neglect.md:6: the heading at '#where-to-begin' was published and is at")
    assert "former_addresses" not in said


def test_what_was_taken_out_is_reported_without_its_words() -> None:
    """The words may be the reason why it was taken out."""
    (said,) = changed("- Nobody asked. {#nobody}", "- A school came late.")
    assert "the item at '#nobody' was published and is gone" in said
    assert "Nobody asked" not in said
    assert "'- {was: nobody, gone: …}' with why it was taken out" in said


def test_pins_that_changed_places_are_reported() -> None:
    """Each would show the text of the other."""
    body = block("questions", "Who takes the minutes? {#q1}", "Who asks the child? {#q2}")
    swapped = block("questions", "Who takes the minutes? {#q2}", "Who asks the child? {#q1}")
    found = changed(body, swapped, body)
    assert len(found) == 2
    assert "'#q1' was published with the text that is at '#q2' now, and would show another" in found[1]
    (said,) = changed("Who asks the child?", "Did minutes reach school?", body)
    assert "'#q2' showed other words when it was published" in said
    assert said.endswith("[address-reused]")


def test_what_leads_on_is_not_reported() -> None:
    """An old address that is listed is kept, and so are those that it had before that one."""
    before = library_of({HOME: briefing(BODY)})
    former = [
        {"was": "l-minutes-were-sent-out-late", "now": "l-minutes-came-late"},
        {"was": "nobody", "gone": "It is a part of the first finding."},
        {"was": "what-we-found", "now": "findings"},
    ]
    text = briefing(f"## Findings\n\n{block('learning', 'Minutes came late.')}", former_addresses=former)
    after = library_of({HOME: text})
    assert lost(before, after) == []
    (said,) = lost(after, library_of({HOME: briefing(f"## Findings\n\n{block('learning', 'Minutes came late.')}")}))[:1]
    assert "was published and is gone" in said


PAGES = {
    "briefings/one": "withdraw it instead of deleting it (briefings withdraw); or write 'former_slugs: [one]'",
    "themes/neglect": "write 'former_slugs: [neglect]' on the page that has its content now",
    "about": "put the file back, or publish with --accept-new-addresses",
}


@pytest.mark.parametrize(("docname", "said"), PAGES.items())
def test_a_page_whose_file_is_gone_is_reported_once(docname: str, said: str) -> None:
    """With the ways out of its kind; what is held back, or leads on, is not lost."""
    before = library_of({HOME: briefing(BODY), "about": written(Kind.PAGE)})
    entries = {name: entry for name, entry in before.entries.items() if name != docname}
    after = Library(entries, TODAY)
    (found,) = lost(before, after)
    assert found.startswith(f"content/{docname}.md: this page was published and its file is gone")
    assert said in found
    assert lost(before, after, docname) == []
    assert lost(before, after, f"drafts/{docname.rpartition('/')[2]}") == []


def test_a_renamed_or_withdrawn_briefing_is_not_lost() -> None:
    """What stood on it goes with a withdrawal, and is looked for on the page that leads on."""
    before = library_of({HOME: briefing(BODY)})
    assert lost(before, library_of({"briefings/two": briefing(BODY, former_slugs=["one"])})) == []
    moved = library_of({"briefings/two": briefing("Words.\n", former_slugs=["one"])})
    assert len(lost(before, moved)) == 3
    stone = {"status": "withdrawn", "withdrawn": {"on": "2026-11-20", "why": "It is out of date."}}
    from briefings.model.selection import tombstone_of

    withdrawn = tombstone_of(entry_of(briefing(BODY, **stone), HOME))
    assert lost(before, Library({**before.entries, HOME: withdrawn}, TODAY)) == []


DAMAGED = {
    b"": "does not begin like a Sphinx inventory",
    b"<html>\n\n\n\n": "does not begin like a Sphinx inventory",
    b"# Sphinx inventory version 2\n#\n#\n#\nrubbish": "cannot be unpacked",
    b"# Sphinx inventory version 2\n#\n#\n#\n" + zlib.compress(b"a std:doc -1 a.html -\n" * 99)[:-8]: "ends too early",
    b"# Sphinx inventory version 2\n#\n#\n#\n" + zlib.compress(b"\xff"): "cannot be unpacked",
}


@pytest.mark.parametrize(("data", "said"), DAMAGED.items())
def test_a_damaged_list_is_refused(data: bytes, said: str) -> None:
    """An error page of a host, half a file, anything."""
    with pytest.raises(DamagedInventoryError, match=said):
        read_published(data)


def test_of_other_sites_and_versions_what_is_understood_is_taken() -> None:
    """A list that an earlier version wrote has no headings."""
    rows = b"about std:doc -1 about.html About\none/q1 briefings:item -1 briefings/one.html#q1 Question: Who?\nx py:class 1 x.html -\n"
    found = read_published(b"# Sphinx inventory version 2\n#\n#\n#\n" + zlib.compress(rows))
    assert {name: [place.address for place in places] for name, places in found.pages.items()} == {
        "about": [],
        "briefings/one": ["q1"],
    }


# sequences of changes -------------------------------------------------------------------------------------------------

WORDS = ("minutes", "came", "late", "nobody", "asked", "schools")


@dataclass(frozen=True)
class Part:
    """A heading or a bullet: who it is, what it says, and its pin."""

    who: int
    text: str
    pin: str = ""
    heads: bool = False

    @property
    def line(self) -> str:
        return f"{'## ' if self.heads else '- '}{self.text}{f' {{#{self.pin}}}' if self.pin else ''}"


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())
STEPS = st.tuples(
    st.sampled_from(["insert", "delete", "move", "reword", "pin", "unpin", "swap pins"]),
    st.integers(0, 30),
    st.integers(0, 30),
    TEXTS,
)


def page_of(parts: list[Part]) -> str:
    """A briefing: each heading with the bullets below it as a block of findings."""
    rows: list[str] = []
    for part in parts:
        if part.heads:
            rows += [
                *([":::", ""] if rows else []),
                part.line,
                "",
                ":::{learning} neglect",
                f"- Finding number {part.who}. {{#x{part.who}}}",
            ]
        else:
            rows.append(part.line)
    return briefing("\n".join([*rows, ":::", ""]))


def step(parts: list[Part], what: str, where: int, to: int, text: str, fresh: int) -> list[Part]:
    """One change, as somebody makes it in an editor or on GitHub; the first heading stays where it is."""
    parts = list(parts)
    place = 1 + where % max(1, len(parts) - 1)
    if what == "insert":
        parts.insert(place, Part(fresh, text, heads=to % 3 == 0))
    elif what == "delete" and place < len(parts):
        del parts[place]
    elif what == "move" and place < len(parts):
        parts.insert(1 + to % len(parts), parts.pop(place))
    elif what == "reword":
        parts[where % len(parts)] = replace(parts[where % len(parts)], text=text)
    elif what == "pin":
        parts[where % len(parts)] = replace(parts[where % len(parts)], pin=f"pin-{fresh}")
    elif what == "unpin":
        parts[where % len(parts)] = replace(parts[where % len(parts)], pin="")
    elif what == "swap pins":
        one, other = where % len(parts), to % len(parts)
        first, second = parts[one], parts[other]
        if first.heads == second.heads:
            parts[one], parts[other] = replace(first, pin=second.pin), replace(second, pin=first.pin)
    return parts


def shown(parts: list[Part]) -> tuple[Library, dict[str, Part]]:
    """The library, and what each address shows."""
    library = library_of({HOME: page_of(parts)})
    entry = library.entries[HOME]
    items = [item.id for _, item in entry.items if not item.id.startswith("x")]
    headings = [heading.id for heading in entry.headings[1:]]
    found = zip(headings, (part for part in parts if part.heads), strict=True)
    return library, {
        **dict(found),
        **dict(zip(items, (part for part in parts if not part.heads), strict=True)),
    }


BEGUN = st.lists(st.tuples(TEXTS, st.sampled_from(["bullet", "pinned", "heading", "heading"])), min_size=1, max_size=7)


def begun(rows: list[tuple[str, str]]) -> list[Part]:
    """The page as it was published: two headings in three say the same, and some bullets are pinned."""
    parts = [Part(0, "Findings", heads=True)]
    for who, (text, what) in enumerate(rows, 1):
        heads = what == "heading"
        words = ("Findings" if who % 3 else text) if heads else text
        parts.append(Part(who, words, f"pinned-{who}" if what == "pinned" else "", heads))
    return parts


TWO = [("Minutes", "pinned"), ("Asked late", "pinned"), ("Plans", "heading"), ("Plans", "heading")]


@example(TWO, [("swap pins", 1, 2, "Late")])
@example(TWO, [("delete", 2, 0, "Late")])
@example(TWO, [("move", 3, 2, "Late")])
@example(TWO, [("insert", 0, 3, "Findings")])
@given(BEGUN, st.lists(STEPS, min_size=1, max_size=6))
def test_an_address_shows_what_it_showed_or_is_reported(
    rows: list[tuple[str, str]], steps: list[tuple[str, int, int, str]]
) -> None:
    """Whatever is put in, taken out, moved, reworded or pinned, without a formatter, before the next release."""
    parts = begun(rows)
    before, had = shown(parts)
    for number, (what, where, to, text) in enumerate(steps):
        parts = step(parts, what, where, to, text, 100 + number)
    after, has = shown(parts)
    reported = "\n".join([*lost(before, after), *lines(check_library(after))])
    for address, part in had.items():
        if f"'#{address}'" not in reported:
            assert address in has, address
            here = has[address]
            assert here.who == part.who or (here.text == part.text and not part.heads), (address, reported)


def test_what_is_published_is_what_the_places_of_a_page_say() -> None:
    """Nothing that readers may link to is left out of the comparison, but audits, which are called by their id."""
    library = library_of({HOME: briefing(BODY)})
    places = {place.address for place in published_of(library).pages[HOME]}
    assert places == set(places_of(library.entries[HOME])) - {library.entries[HOME].headings[0].id}
    assert Published().pages == {}
