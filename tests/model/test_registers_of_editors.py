"""What editors keep in spreadsheets and packs: mistakes that look right, each told with its line, all in one run."""

from __future__ import annotations

from pathlib import Path

from pages import TODAY, block, briefing, codes, numbered, write, written

from briefings.model.content import load_content
from briefings.model.problems import Code, Problem, did_you_mean, proposed_slug
from briefings.model.vocabulary import Kind

HEAD = "date,agency,team,used,questions,change\n"
SITE = {
    "partnerships/alder.md": written(Kind.PARTNERSHIP),
    "themes/neglect.md": written(Kind.THEME),
    "agencies/police.md": written(Kind.AGENCY),
    "briefings/core-groups-2017.md": numbered(briefing(block("questions", "What now?"))),
}


def problems_with(tmp_path: Path, files: dict[str, str]) -> list[Problem]:
    root = write(tmp_path / "content", {**SITE, **files})
    return [one for one in load_content(root, as_of=TODAY, drafts=True).problems if one.path.split("/", 1)[1] in files]


def use(tmp_path: Path, *rows: str, head: str = HEAD) -> list[tuple[int, Code, str]]:
    found = problems_with(tmp_path, {"use/2026.csv": head + "".join(f"{row}\n" for row in rows)})
    return [(one.line, one.code, one.message) for one in found]


def test_a_spreadsheet_with_semicolons_or_tabs(tmp_path: Path) -> None:
    """Excel writes semicolons where a comma is the sign of decimals; it is said, not only that columns are wrong."""
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        ((line, code, message),) = use(tmp_path / name, head=HEAD.replace(",", mark))
        assert (line, code) == (1, Code.BAD_VALUE)
        assert name in message
        assert "CSV (comma delimited)" in message


def test_dates_of_a_spreadsheet(tmp_path: Path) -> None:
    """A date as Excel shows or counts it comes with the one that was meant."""
    rows = [f"{day},police,Duty team,core-groups-2017,," for day in ("20/11/2026", "1.2.26", "46346", "2026-11")]
    found = use(tmp_path, *rows)
    assert [(line, code) for line, code, _ in found] == [(line, Code.BAD_DATE) for line in (2, 3, 4, 5)]
    for (_, _, message), wanted in zip(found, ("2026-11-20", "2026-02-01", "2026-11-20", "2026-11-20"), strict=True):
        assert wanted in message


def test_the_same_meeting_twice(tmp_path: Path) -> None:
    row = "2026-11-02,police,Duty team,core-groups-2017,,"
    found = use(tmp_path, row, row.replace("Duty", "Night"), row.replace("Duty team", "duty team"))
    assert [(line, code) for line, code, _ in found] == [(4, Code.DUPLICATE_ENTRY)]
    assert "line 2" in found[0][2]


def test_a_team_that_is_a_person(tmp_path: Path) -> None:
    """No person is named in a register, and none in the message; what the privacy check finds there is its own matter."""
    found = use(
        tmp_path, "2026-11-02,police,Sarah Jones,core-groups-2017,,", "2026-11-02,police,MASH,core-groups-2017,,"
    )
    assert [(line, code) for line, code, _ in found if code not in {Code.FULL_NAME, Code.NAMED_IN_FULL}] == [
        (2, Code.NAMED_PERSON)
    ]
    assert not any("Sarah" in message for _, _, message in found)


def test_all_mistakes_of_a_row_and_of_a_pack_in_one_run(tmp_path: Path) -> None:
    """An unknown agency is told beside a wrong date, and an unknown theme beside a wrong key."""
    found = use(tmp_path / "use", "20/11/2026,polise,Duty team,core-groups-2018,,")
    assert {code for _, code, _ in found} == {Code.BAD_DATE, Code.UNKNOWN_AGENCY, Code.UNKNOWN_BRIEFING}
    pack = "title: A pack\ndate: 2026-13\nthemes: [neglct]\nbriefngs: [core-groups-2017]\n"
    packs = problems_with(tmp_path / "pack", {"packs/one.yaml": pack})
    assert codes(packs) == [Code.BAD_DATE, Code.UNKNOWN_THEME, Code.UNKNOWN_KEY]
    assert "did you mean 'neglect'? ('briefings themes' lists all)" in packs[1].message


def test_a_pack_that_speaks_of_what_was_withdrawn(tmp_path: Path) -> None:
    gone = briefing(status="withdrawn", withdrawn={"on": "2026-10-01", "why": "It is being corrected."})
    files = {
        "briefings/house-of-straw-2016.md": gone,
        "packs/one.yaml": "title: A pack\ndate: 2026-11-01\nsummary: About the house of straw.\nthemes: [neglect]\n",
    }
    found = [one for one in problems_with(tmp_path, files) if one.code is Code.SPEAKS_OF_WITHDRAWN]
    assert [one.path for one in found] == ["content/packs/one.yaml"]


def test_a_digest_that_would_be_empty(tmp_path: Path) -> None:
    """The period, or the partnership, is not what was meant."""

    def digest(period: str) -> str:
        return f"---\nsummary: A year.\ndigest: {{partnership: alder, period: {period}}}\n---\n\n# A year\n"

    found = problems_with(tmp_path, {"digests/a.md": digest("2016/17"), "digests/b.md": digest("2012/13")})
    assert [(one.path, one.code) for one in found] == [("content/digests/b.md", Code.BAD_PERIOD)]


def test_an_abbreviation_with_two_meanings(tmp_path: Path) -> None:
    terms = "---\nterms:\n  - {term: CSC, means: children's social care}\n  - {term: CSC, means: case supervision}\n---\n\n# Glossary\n"
    (found,) = problems_with(tmp_path, {"glossary.md": terms})
    assert found.code is Code.DUPLICATE_ENTRY
    assert "'CSC'" in found.message


def test_slugs_are_proposed_without_capitals_accents_and_spaces() -> None:
    """What was meant is clear; a letter of another script is not turned into another one."""
    assert [proposed_slug(text) for text in ("Devon", "Dyfed–Powys", "thème", "Core groups (2017)", "Women's Aid")] == [
        "devon", "dyfed-powys", "theme", "core-groups-2017", "womens-aid",
    ]  # fmt: skip
    assert proposed_slug("nеglect") == proposed_slug("谁") == ""
    assert did_you_mean("Dyfed–Powys", ["devon", "dyfed-powys"]) == "; did you mean 'dyfed-powys'?"


def test_a_wrong_slug_comes_with_the_right_one(tmp_path: Path) -> None:
    text = briefing(partnership="Alder", themes=["Neglect", "thème"])
    said = [one.message for one in problems_with(tmp_path, {"briefings/x.md": text}) if one.code is Code.BAD_SLUG]
    assert sorted(message.rsplit("; ", 1)[1] for message in said) == [
        "write 'alder'",
        "write 'neglect'",
        "write 'theme'",
    ]
