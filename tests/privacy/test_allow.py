"""Findings that were looked at and allowed: one reviewed file, which never holds a value and never grows old (P40)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from labelled_texts import nhs_numbers

from briefings.model.content import load_content
from briefings.model.privacy import findings_in
from briefings.model.privacy.allow import Allowed, Entry, fingerprint, read_allowed
from briefings.model.privacy.rules import Rule
from briefings.model.problems import Code, Level

DAY = date(2026, 11, 20)
PAGE = "# Home\n\nThe office of the partnership answers on 0117 903 1234 in the daytime.\n"
GOOD = {
    "page": "index",
    "rule": "phone",
    "fingerprint": "",
    "reason": "The partnership's own number, printed on its web site.",
    "approver": "Partnership manager",
    "expires": "2027-06-30",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "index.md").write_text(PAGE)
    return folder


def allow(content: Path, **changes: str | None) -> None:
    entry = {**GOOD, "fingerprint": findings_in(PAGE)[0].fingerprint, **changes}
    lines = [f"    {key}: {value}" for key, value in entry.items() if value is not None]
    (content / "privacy-allow.yaml").write_text("allow:\n  -\n" + "\n".join(lines) + "\n")


def codes(content: Path, day: date = DAY, drafts: bool = True) -> list[str]:
    problems = load_content(content, as_of=day, drafts=drafts).problems
    return [problem.code.slug for problem in problems if problem.code.level is Level.ERROR]


def test_a_finding_blocks_until_it_is_allowed(content: Path) -> None:
    assert codes(content) == ["phone"]
    allow(content)
    assert codes(content) == []
    assert codes(content, drafts=False) == []


def test_the_message_gives_the_fingerprint_for_the_entry(content: Path) -> None:
    (problem,) = load_content(content, as_of=DAY).problems
    assert findings_in(PAGE)[0].fingerprint in problem.message
    assert "903" not in problem.message


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"expires": "2026-11-19"}, "allow-expired"),
        ({"expires": "2027-06"}, "allow-shape"),
        ({"expires": "soon"}, "allow-shape"),
        ({"expires": "2099-01-01"}, "allow-broad"),
        ({"page": "'*'"}, "allow-broad"),
        ({"page": "briefings/"}, "allow-broad"),
        ({"fingerprint": "'*'"}, "allow-broad"),
        ({"fingerprint": "01179031234"}, "allow-broad"),
        ({"rule": "'*'"}, "allow-shape"),
        ({"rule": "phoen"}, "allow-shape"),
        ({"reason": "fine"}, "allow-shape"),
        ({"reason": None}, "allow-shape"),
        ({"approver": "kai@alder.gov.uk"}, "allow-shape"),
        ({"value": "0117 903 1234"}, "allow-shape"),
    ],
)
def test_an_entry_that_says_too_little_or_allows_too_much_fails(content: Path, changes: dict, code: str) -> None:
    """And what it would have allowed is blocked as before."""
    allow(content, **changes)
    # The file itself is looked at too: a person who is named in it is a finding of its own.
    assert set(codes(content)) - {"email"} == {"phone", code}


def test_an_entry_lapses_with_its_day(content: Path) -> None:
    allow(content, expires="2026-12-31")
    assert codes(content, date(2026, 12, 31)) == []
    assert sorted(codes(content, date(2027, 1, 1))) == ["allow-expired", "phone"]


def test_an_entry_that_nothing_needs_fails(content: Path) -> None:
    """The number is gone, the words around it changed, or the page is gone."""
    allow(content)
    (content / "index.md").write_text("# Home\n\nNothing.\n")
    assert codes(content) == ["allow-unused"]
    (content / "index.md").write_text(PAGE.replace("office of the", "flat of the"))
    assert sorted(codes(content)) == ["allow-unused", "phone"]
    (content / "index.md").unlink()
    (content / "about.md").write_text("# About\n\nNothing.\n")
    assert codes(content) == ["allow-unused"]


def test_an_entry_allows_one_place_not_a_value(content: Path) -> None:
    """The same number elsewhere on the page, or another number in its place: looked at anew or not at all."""
    allow(content)
    (content / "index.md").write_text(PAGE + "\nAt night the mother answers on 0117 903 1234 herself.\n")
    assert codes(content) == ["phone"]


def test_the_fingerprint_says_nothing_of_the_value(content: Path) -> None:
    """P40: nobody can work the number out by trying all: any number in its place gives the same fingerprint."""
    numbers = nhs_numbers(6)
    text = "The record of the child, which the hospital keeps under {} since then, was not read by anybody else."
    found = {findings_in(text.format(number))[0].fingerprint for number in numbers}
    assert len(found) == 1
    # Nor of another value beside it.
    text = "Both {} and {} were on it."
    pairs = {
        tuple(f.fingerprint for f in findings_in(text.format(f"NHS {one}", f"NHS {two}")))
        for one in numbers
        for two in numbers
    }
    assert len(pairs) == 1


def test_the_file_itself_is_read_as_strictly_as_front_matter(content: Path) -> None:
    for text in (
        "",
        "allow: x\n",
        "allow:\n- &a x\n- *a\n",
        "allow: []\nallow: []\n",
        "other: []\n",
        "allow:\n- [1]\n",
    ):
        (content / "privacy-allow.yaml").write_text(text)
        assert "phone" in codes(content)
        assert len(codes(content)) > 1, text


def test_an_entry_for_a_draft_or_a_register_is_no_stranger(content: Path) -> None:
    """A public build never opens drafts, so it cannot say that their entries are not needed."""
    (content / "drafts").mkdir()
    (content / "use").mkdir()
    (content / "index.md").write_text("# Home\n\nNothing.\n")
    (content / "use" / "team.csv").write_text(PAGE)
    allow(content, page="drafts/new-one")
    assert "allow-unused" not in codes(content, drafts=False)
    assert "allow-unused" in codes(content)
    allow(content, page="use/team", fingerprint=findings_in(PAGE)[0].fingerprint)
    assert not {"allow-unused", "phone"} & set(codes(content))


def test_a_page_that_is_not_public_is_not_named_by_a_stale_entry(content: Path) -> None:
    """P3: publishing must not tell of drafts, not even through this file."""
    allow(content, page="drafts/secret-plan")
    problems = load_content(content, as_of=DAY, drafts=False).problems
    assert not [problem for problem in problems if "secret-plan" in str(problem)]


KEYS = "page, rule, fingerprint, reason, approver, expires"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"page": "'*'"}, "'page' names one page, such as briefings/core-groups, and nothing wider [allow-broad]"),
        ({"rule": "phoen"}, "'rule' is not one of the privacy rules; did you mean 'phone'? [allow-shape]"),
        ({"rule": "bad-yaml"}, "'rule' is not one of the privacy rules [allow-shape]"),
        (
            {"fingerprint": "x"},
            "'fingerprint' is the 16 characters that the finding shows, nothing else [allow-broad]",
        ),
        ({"reason": "x" * 19}, "'reason' says in a sentence why this may be published [allow-shape]"),
        (
            {"approver": "Kai 7"},
            "'approver' is a role, such as 'Partnership manager', not a person [allow-shape]",
        ),
        ({"expires": "soon"}, "'expires' is a full date like 2027-06-30 [allow-shape]"),
        ({"expires": "2027-06"}, "'expires' is a full date like 2027-06-30 [allow-shape]"),
        (
            {"expires": "2026-11-19"},
            "this entry has lapsed; look at the page again, then renew or delete the entry [allow-expired]",
        ),
        ({"expires": "2028-11-22"}, "an entry lasts for two years at most; choose an earlier date [allow-broad]"),
        ({"reason": None, "page": None}, f"the entry lacks page, reason; every entry has {KEYS} [allow-shape]"),
        ({"expire": "x"}, f"an entry has no key 'expire'; did you mean 'expires'?; it has {KEYS} [allow-shape]"),
        ({"value": "x"}, f"an entry has no key 'value'; it has {KEYS} [allow-shape]"),
    ],
)
def test_what_is_wrong_with_an_entry_is_a_sentence(content: Path, changes: dict, said: str) -> None:
    """With the line of the entry in the file."""
    allow(content, **changes)
    _, problems = read_allowed(content, DAY)
    assert [str(problem) for problem in problems] == [f"content/privacy-allow.yaml:3: {said}"]


@pytest.mark.parametrize("changes", [{"expires": "2028-11-21"}, {"expires": "2026-11-20"}, {"reason": "x" * 20}])
def test_the_last_that_is_allowed(content: Path, changes: dict) -> None:
    """Two years to the day, today itself, and the shortest reason."""
    allow(content, **changes)
    assert codes(content) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", ": the file cannot be opened as UTF-8 text; save it again [unreadable]"),
        (b"allow: x\n", ":1: the file holds one key, 'allow', with a list of entries [allow-shape]"),
        (b"allow: []\nother: x\n", ":1: the file holds one key, 'allow', with a list of entries [allow-shape]"),
        (b"other: []\n", ":1: the file holds one key, 'allow', with a list of entries [allow-shape]"),
        (b"allow:\n- x\n", f":2: an entry has the keys {KEYS} [allow-shape]"),
    ],
)
def test_a_file_of_another_shape_allows_nothing(content: Path, data: bytes, said: str) -> None:
    (content / "privacy-allow.yaml").write_bytes(data)
    allowed, problems = read_allowed(content, DAY)
    assert [str(problem) for problem in problems] == [f"content/privacy-allow.yaml{said}"]
    assert allowed.entries == {}


def test_every_entry_is_looked_at_whatever_the_one_before(content: Path) -> None:
    """Each with its own line; one that is wrong takes nothing from the others."""
    allow(content)
    file = content / "privacy-allow.yaml"
    good = file.read_text().removeprefix("allow:\n")
    file.write_text("allow:\n  - x\n" + good.replace("index", "'*'") + good + good.replace("index", "gone"))
    allowed, problems = read_allowed(content, DAY)
    assert [(problem.line, problem.code.slug) for problem in problems] == [(2, "allow-shape"), (4, "allow-broad")]
    assert [(entry.page, entry.line) for entry in allowed.entries.values()] == [("index", 11), ("gone", 18)]


def test_a_stale_entry_is_a_sentence_with_its_line(content: Path) -> None:
    """Those that are needed, and those of drafts that nobody looked at, do not hide the ones after them."""
    found = ("phone", "0" * 16)
    allowed = Allowed(path="content/privacy-allow.yaml")
    for line, page in enumerate(("index", "drafts/x", "about", "gone", "here"), 2):
        allowed.entries[page, *found] = Entry(page, *found, line)
    (content / "here.md").write_text("# Here\n")
    assert allowed.covers("index", Code.PHONE, "0" * 16)
    said = [
        "content/privacy-allow.yaml:4: nothing on the page needs this entry any more (the text around it may have changed); delete it [allow-unused]",
        "content/privacy-allow.yaml:5: the page of this entry does not exist; delete the entry [allow-unused]",
    ]
    assert [str(problem) for problem in allowed.stale({"about", "index"}, content, drafts=False)] == said


def test_a_page_that_did_not_change_keeps_its_entries(content: Path) -> None:
    """A build that reads only what changed must not call the entries of other pages stale."""
    allow(content)
    allowed, _ = read_allowed(content, DAY)
    found = (("phone", findings_in(PAGE)[0].fingerprint),)
    other = ("about", "phone", "1" * 16)
    allowed.entries[other] = Entry(*other, 9)
    assert (allowed.of("index"), allowed.of("about"), allowed.of("x")) == (found, (other[1:],), ())
    assert allowed.needed_by("index") == ()
    allowed.keep("index")
    assert (allowed.needed_by("index"), allowed.needed_by("about")) == (found, ())
    assert [problem.line for problem in allowed.stale({"index", "about"}, content, drafts=True)] == [9]


def test_the_fingerprint_is_what_it_always_was(content: Path) -> None:
    """Entries name it: a change of how it is worked out would make all of them stale. Of letters beyond ASCII too."""
    assert fingerprint("one Two", "three fünf", Rule.PHONE) == "c9d9db4cc8181697"
    allow(content, reason="'Die Nummer der Geschäftsstelle, überall gedruckt.'")
    assert codes(content) == []
