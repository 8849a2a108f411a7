"""The handbook tells the truth: every example in it is run, every code has its entry, and its tables are up to date."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from building import picture

from briefings.model.content import load_content
from briefings.model.layouts import BODIES
from briefings.model.page import read_page
from briefings.model.problems import Code, errors_in
from briefings.model.vocabulary import ROLE_NAMES, BlockKind, Layout, ListingKind
from scripts import handbook_screens, write_reference

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = ROOT / "content" / "handbook"
AS_OF = date(2026, 11, 21)
FENCE = re.compile(r"(?ms)^(?P<fence>`{3,})(?P<language>[a-z]*)\n(?P<text>.*?)\n(?P=fence)$")
BASE = {
    "title": "title: A briefing",
    "summary": "summary: What it says.",
    "partnership": "partnership: exampleshire",
    "published": "published: 2017-01",
    "themes": "themes: [core-groups]",
    "audits": "audits:\n  - {id: core-groups-2016, title: One, method: workshop, held: 2016}",
    "review_by": "review_by: 2027",
    "anonymisation": "anonymisation: {checked_by: Board manager, on: 2026-11-20}",
}
GOOD_BODY = ":::{practice-points} core-groups\n- Look it up.\n:::\n\n:::{questions} core-groups\n- How well do we know the plan?\n:::\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A site with one page for each name that the examples use."""
    folder = tmp_path / "content"
    pages = {
        "themes/core-groups.md": "---\ntitle: Core groups\nsummary: Meetings.\n---\n",
        "agencies/police.md": "---\ntitle: Police\nsummary: They.\n---\n",
        "agencies/schools.md": "---\ntitle: Schools\nsummary: They.\n---\n",
        "policies/escalation.md": "---\ntitle: Escalation\nkind: tool\nsummary: It.\nowner: The board\n---\n",
        "partnerships/exampleshire.md": "---\ntitle: Exampleshire\nshort_title: E\nsummary: They.\narea: Exampleshire\n---\n",
        "briefings/core-groups-2017.md": page(
            {"recommendations": "recommendations:\n  - {id: '1', text: Send minutes., owner: police, due: 2017}"},
            GOOD_BODY,
        ),
    }
    (folder / "briefings").mkdir(parents=True)
    (folder / "briefings" / "visits.png").write_bytes(picture(90))
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def page(keys: dict[str, str], body: str) -> str:
    return "---\n" + "\n".join({**BASE, **keys}.values()) + f"\n---\n\n{body}\n"


def keys_of(text: str) -> dict[str, str]:
    """The top-level keys of an example of front matter, each with its lines."""
    parts = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return {
        f"{part.partition(':')[0]}{index if part.partition(':')[0] in text.split(part)[0] else ''}": part.rstrip("\n")
        for index, part in enumerate(parts)
        if part.strip()
    }


def codes_of(content: Path, language: str, example: str) -> set[str]:
    """What the check says of an example, put into a page that is otherwise right."""
    if language == "yaml" and "checklists:" in example:  # a pack; it names pages of this very site
        shutil.copytree(ROOT / "content", content, dirs_exist_ok=True)
        name, text = "packs/example.yaml", f"{example}\n"
    elif language == "yaml" and example.startswith("allow:"):  # with the page that needs it
        number = " ".join(("01632", "960", "123"))
        needs = page({}, f"{GOOD_BODY}\nThe police answer questions from other teams on {number} every weekday.\n")
        (content / "briefings/core-groups-2017.md").write_text(needs, encoding="utf-8")
        assert "phone" in {problem.code.slug for problem in load_content(content, as_of=AS_OF).problems}
        name, text = "privacy-allow.yaml", f"{example}\n"
    elif language == "yaml" and example.startswith("title: Escalation"):
        name, text = "policies/example.md", f"---\n{example}\n---\n"
    elif language == "yaml":
        doubled = len(re.findall(r"(?m)^title:", example)) > 1
        keys = {"title": example} if doubled else keys_of(example)
        name, text = "briefings/example.md", page(keys, GOOD_BODY)
    else:
        name, text = "briefings/example.md", page({}, f"{GOOD_BODY}\n{example}")
    (content / name).write_text(text, encoding="utf-8")
    found = load_content(content, as_of=AS_OF, drafts=True).problems
    assert name != "privacy-allow.yaml" or not any(problem.code is Code.PHONE for problem in found)
    return {problem.code.slug for problem in found if problem.path == f"content/{name}"}


def entries() -> dict[str, str]:
    """The entries of the page of problems, by code."""
    parts = re.split(r"(?m)^### (.*)$", (HANDBOOK / "problems.md").read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


ENTRIES = entries()
RUN = [code for code, entry in ENTRIES.items() if FENCE.search(entry)["language"] != "text"]


def test_every_code_has_its_entry() -> None:
    """Nobody meets a code that the handbook does not explain, and nothing is explained that does not exist."""
    assert set(ENTRIES) == {code.slug for code in Code}


@pytest.mark.parametrize("code", ENTRIES)
def test_an_entry_says_what_it_means_with_a_bad_and_a_good_example(code: str) -> None:
    """Every entry holds the meaning of its code and two examples."""
    description = next(one.description for one in Code if one.slug == code)
    assert description in ENTRIES[code]
    assert len(FENCE.findall(ENTRIES[code])) == 2
    assert ENTRIES[code].index("Not like this:") < ENTRIES[code].index("Like this:")


@pytest.mark.parametrize("code", RUN)
def test_the_bad_example_brings_the_problem_and_the_good_one_does_not(content: Path, code: str) -> None:
    """Both examples of an entry are put into a page and checked."""
    bad, good = FENCE.finditer(ENTRIES[code])
    assert code in codes_of(content, bad["language"], bad["text"])
    assert code not in codes_of(content, good["language"], good["text"])
    if next(one for one in Code if one.slug == code).level == "error":
        fine = codes_of(content, good["language"], good["text"])
        assert not fine & {one.slug for one in Code if one.level == "error"}


def examples(name: str) -> list[tuple[str, str]]:
    text = (HANDBOOK / name).read_text(encoding="utf-8")
    return [
        (match["language"], match["text"])
        for match in FENCE.finditer(text)
        if match["language"] in ("markdown", "yaml")
    ]


OWN_TESTS = ("problems.md", "attributes.md")
"""Pages of which other tests run the examples, good and bad ones; see `test_handbook_attributes`."""


@pytest.mark.parametrize("name", sorted(path.name for path in HANDBOOK.glob("*.md") if path.name not in OWN_TESTS))
def test_every_example_of_a_page_passes(content: Path, name: str) -> None:
    """What the handbook tells editors to write, the check accepts."""
    errors = {one.slug for one in Code if one.level == "error"}
    for language, example in examples(name):
        assert not codes_of(content, language, example) & errors, example


def test_every_block_listing_and_role_has_an_example() -> None:
    """Nothing that an editor can write is missing from the handbook."""
    blocks = "\n".join(text for _, text in examples("blocks.md"))
    assert {kind.value for kind in (*BlockKind, *ListingKind)} <= set(re.findall(r"\{([a-z-]+)\}", blocks))
    roles = "\n".join(text for _, text in examples("roles.md"))
    assert set(ROLE_NAMES) <= set(re.findall(r"\{([a-z]+)\}`", roles))


def test_the_reference_and_the_schemas_are_those_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    """What is generated from the schema was generated again after its last change."""
    assert write_reference.main(["--check"]) == 0, capsys.readouterr().out


def test_the_reference_says_when_it_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check of the line above can fail."""
    assert write_reference.main(["--root", str(tmp_path)]) == 0
    assert write_reference.main(["--root", str(tmp_path), "--check"]) == 0
    schema = tmp_path / "schemas/briefings.schema.json"
    schema.write_text(schema.read_text(encoding="utf-8").replace("summary", "summery", 1), encoding="utf-8")
    assert write_reference.main(["--root", str(tmp_path), "--check"]) == 1
    assert "out of date: schemas/briefings.schema.json" in capsys.readouterr().out


def test_the_handbook_itself_passes() -> None:
    """The pages of the handbook are right by their own rules."""
    for path in sorted(HANDBOOK.glob("*.md")):
        read = read_page(path.read_bytes(), docname=f"handbook/{path.stem}", path=path.name)
        assert errors_in(read.problems) == ()


def test_the_pictures_of_the_first_hour_are_those_that_the_command_makes() -> None:
    """Each is there, is shown once with words for people who cannot see it, and all are light."""
    text = (HANDBOOK / "first-briefing.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    assert [name for _, name in shown] == list(handbook_screens.PICTURES)
    assert {path.name for path in HANDBOOK.glob("*.png")} == set(handbook_screens.PICTURES)
    for words, name in shown:
        assert len(words) > 60
        assert (HANDBOOK / name).read_bytes().startswith(b"\x89PNG")
    assert sum(path.stat().st_size for path in HANDBOOK.glob("*.png")) < 600_000


def test_the_command_for_pictures_knows_words_for_every_hint(tmp_path: Path) -> None:
    """The words that the pictures replace hints with still fit the hints of `make new`."""
    draft = tmp_path / "draft.md"
    draft.write_text(BODIES[Layout.FINDINGS_AND_ACTIONS], encoding="utf-8")
    handbook_screens._write_words(draft)
    assert "[[" not in draft.read_text(encoding="utf-8")
