"""The examples of the handbook's problems that are words or files, not Markdown: each is made, and checked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from building import picture
from each import each
from test_handbook import AS_OF, ENTRIES, FENCE, GOOD_BODY, content, page

from briefings.cli.check import _without_reviewers
from briefings.model.content import load_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

assert content  # the fixture
COLUMNS = "date,agency,team,used,questions,change"
EXAMPLE = "briefings/example.md"
Files = dict[str, "str | bytes | Callable[[Path], object]"]


def saying(text: str) -> Files:
    return {EXAMPLE: page({}, f"{GOOD_BODY}\n{text}\n")}


def headed(text: str) -> Files:
    return {EXAMPLE: f"{text}\n"}


def body(text: str) -> Files:
    return {EXAMPLE: page({}, text)}


def use(text: str) -> Files:
    return {"use/2026.csv": f"{text}\n"}


def file(name: str, text: str | bytes | Callable[[Path], object] = "") -> Files:
    return {name: text or page({}, GOOD_BODY)}


def upn() -> str:
    digits = "820432116000"
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(one) * place for place, one in enumerate(digits, 2)) % 23] + digits


PRIVATE = {
    "nhs-number": ("### ### ####", " ".join(("943", "476", "5919"))),
    "upn": ("A############", upn()),
    "nino": ("AA ######", "AB 12" + "34" + "56C"),
    "email": ("j.bloggs at council.example", "j.bloggs" + "@" + "council.gov.uk"),
    "phone": ("##### ######", " ".join(("01632", "960", "123"))),
    "postcode": ("AA# #AA", "LS1 4" + "AP"),
    "case-reference": (
        "######, crime number ##/#####/##",
        "204" + "118, crime number " + "/".join(("20", "11823", "26")),
    ),
    "date-of-birth": ("## March 20##", "12 March" + " 2014"),
    "personal-number": ("A??? ???", "AB12" + " CDE"),
    "user-name": ("@…", "@" + "kaix12"),
    "name-and-age": ("G., ", "Gra" + "ce, "),
    "name-and-relation": ("K., ", "Ka" + "ren, "),
    "named-professional": ("Dr B.", "Dr Br" + "own"),
    "labelled-name": ("K. S.", "Kar" + "en Smith"),
    "postcode-area": ("AA1", "LS" + "1"),
    "street-address": ("the number and name of a street", "They lived at 14 " + "Station Road."),
    "exact-date": ("the exact day on which a teenager went missing", "On 14 March" + " 2019 a teenager went missing."),
    "full-name": ("A. Bloggs", "Victoria Climb" + "ié"),
    "named-in-full": ("A. Bloggs", "Ali" + "ce Bloggs"),
    "first-name": ("K. ", "Ka" + "ren "),
    "identifying-place": ("St. X's School", "St Mary's School"),
    "rare": ("", ""),
    "initials": ("", ""),
    "small-number": ("", ""),
}
"""What stands in the example for something that no page may hold, and what it stands for."""
MADE: dict[str, tuple[Files, Files]] = {
    "not-utf8": (file(EXAMPLE, page({}, "Café.\n").encode("cp1252")), file(EXAMPLE, page({}, "Café.\n").encode())),
    "nul-byte": (file(EXAMPLE, b"PK\x03\x04\0\0"), file(EXAMPLE)),
    "too-large": (file(EXAMPLE, page({}, "Words.\n\n" * 3_000)), file(EXAMPLE)),
    "link-in-content": (
        {EXAMPLE: lambda path: path.symlink_to(path.with_name("core-groups-2017.md"))},
        file(EXAMPLE),
    ),
    "not-a-file": ({EXAMPLE: os.mkfifo}, file(EXAMPLE)),
    "unexpected-file": (file("briefings/report.docx"), file("briefings/report.md")),
    "bad-name": (file("briefings/Core Groups (final).md"), file("briefings/core-groups.md")),
    "name-collision": (
        file("drafts/neglect.md") | file("briefings/neglect.md"),
        file("drafts/neglect-2026.md") | file("briefings/neglect.md"),
    ),
    "bad-character": (saying("A wo\u200brd."), saying("A word.")),
    "block-out-of-place": (
        file("themes/x.md", "---\ntitle: X\nsummary: It.\n---\n\n:::{learning} core-groups\n- Late.\n:::\n"),
        saying(":::{learning} core-groups\n- Late.\n:::"),
    ),
    "picture-carries": (
        file("photo.png", picture(9)[:33] + b"\0\0\0\x04tIME" + b"\0" * 8 + picture(9)[33:]),
        file("photo.png", picture(9)),
    ),
    "bad-picture": (file("photo.jpg", b"\0\0\0\x18ftypheic"), file("photo.png", picture(9))),
    "private-file-name": (
        file("briefings/gra" + "ce-aged-7.md"),
        file("briefings/neglect-of-one-child.md"),
    ),
    "named-person": (
        use(f"{COLUMNS}\n2026-11-02,police,{'Sar' + 'ah Jones'},core-groups-2017,,"),
        use(f"{COLUMNS}\n2026-11-02,police,Duty team,core-groups-2017,,"),
    ),
    "questions-missing": (body(":::{practice-points} core-groups\n- Look it up.\n:::\n"), body(GOOD_BODY)),
    "practice-points-missing": (body(":::{questions} core-groups\n- How?\n:::\n"), body(GOOD_BODY)),
    "long-read": (saying("Words in a row. " * 600), saying("Words in a row. " * 100)),
    "alike": (
        file("briefings/one.md", page({}, GOOD_BODY)) | file("briefings/two.md", page({}, GOOD_BODY)),
        {},
    ),
    "not-public-yet": (file("drafts/example.md"), file(EXAMPLE)),
    "loop": (
        file("themes/a.md", "---\ntitle: A\nsummary: It.\nparent: b\n---\n")
        | file("themes/b.md", "---\ntitle: B\nsummary: It.\nparent: a\n---\n"),
        file("themes/a.md", "---\ntitle: A\nsummary: It.\nparent: b\n---\n")
        | file("themes/b.md", "---\ntitle: B\nsummary: It.\n---\n"),
    ),
    "speaks-of-withdrawn": (
        file("packs/x.yaml", "title: X\ndate: 2026-11-01\nsummary: About house of straw.\nthemes: [core-groups]\n")
        | file(
            "briefings/house-of-straw.md",
            page({"status": "status: withdrawn\nwithdrawn: {on: 2026-10-01, why: It is being corrected.}"}, GOOD_BODY),
        ),
        file("packs/x.yaml", "title: X\ndate: 2026-11-01\nsummary: For the autumn.\nthemes: [core-groups]\n"),
    ),
    "test-old": tuple(  # type: ignore[dict-item]
        file(
            "accessibility.md",
            f"---\naccessibility:\n  tested: {day}\n  how: [By keyboard.]\n  contact: Write.\n---\n\n# Accessibility\n",
        )
        for day in ("2024-11-21", "2026-11-21")
    ),
}
ELSEWHERE = {
    "maybe-nhs-number": "tests/privacy/test_boundaries.py",
    "link-unlisted": "tests/model/test_links.py",
    "unreadable": "tests/input/test_problems.py (whoever runs the tests may be allowed everything)",
    "address-lost": "tests/publishing and tests/cli: it needs an earlier release",
    "address-reused": "the same",
    "bad-setting": "tests/input/test_conf_file.py",
    "allow-shape": "tests/privacy/test_allow.py",
    "allow-broad": "tests/privacy/test_allow.py",
    "allow-expired": "tests/privacy/test_allow.py",
    "allow-unused": "tests/privacy/test_allow.py",
    "ledger-shape": "tests/model/test_links.py",
    "reviewers-missing": "below",
}
"""Codes whose situation is made in other tests."""
WORDS = [code for code, entry in ENTRIES.items() if FENCE.search(entry)["language"] == "text"]  # type: ignore[index]


def made_of(code: str) -> tuple[Files, Files]:
    """The files of the bad and of the good example."""
    if code in MADE:
        return MADE[code]
    bad, good = (match["text"] for match in FENCE.finditer(ENTRIES[code]))
    if code in PRIVATE:
        old, new = PRIVATE[code]
        assert old in bad, (code, bad)
        return saying(bad.replace(old, new) if old else bad), saying(good if good != "Delete the sentence." else "")
    assert code.startswith("front-matter"), code
    return headed(bad), file(EXAMPLE)


def codes_with(content: Path, files: Files) -> set[str]:
    for name, what in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if callable(what):
            what(path)
        else:
            path.write_bytes(what.encode() if isinstance(what, str) else what)
    found = {one.code.slug for one in load_content(content, as_of=AS_OF, drafts=True).problems}
    for name in files:
        (content / name).unlink()
    return found


@each("code", [code for code in WORDS if code not in ELSEWHERE])
def test_the_situation_of_an_entry_has_its_problem_and_the_better_one_has_not(content: Path, code: str) -> None:
    """What the words of an entry describe is made as files: the bad one is found, the good one is not."""
    bad, good = made_of(code)
    assert code in codes_with(content, bad)
    assert code not in codes_with(content, good)


def test_the_owners_of_the_code(tmp_path: Path) -> None:
    bad, good = (match["text"] for match in FENCE.finditer(ENTRIES["reviewers-missing"]))
    (tmp_path / ".github").mkdir()
    for text, number in ((bad, 1), (good, 0)):
        (tmp_path / ".github" / "CODEOWNERS").write_text(text, encoding="utf-8")
        assert len(_without_reviewers(tmp_path)) == number


def test_no_code_is_excused_twice() -> None:
    """What is made in other tests is named with its place, and nothing else."""
    assert set(ELSEWHERE) <= set(WORDS)
    assert not set(ELSEWHERE) & (set(MADE) | set(PRIVATE))
