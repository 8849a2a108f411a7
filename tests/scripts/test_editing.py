"""From a template or a report to a public briefing, and back: make new, import, publish, withdraw, rename."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest
from each import each
from editors import AS_OF, COMMON, ROOT, command, errors, run, tree, typed

from briefings.cli import approve, transaction
from briefings.cli.transaction import Change, finish_interrupted
from briefings.model.content import load_content
from briefings.model.problems import Code
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import Kind, Layout
from briefings.model.withdrawal import faults_in_reason

REPORT = """# Core groups

## What went well

- Meetings were on time.

## Areas for improvement

- Minutes were late.
"""


def new(content: Path, *arguments: str) -> int:
    return command("new", "--content", str(content), *COMMON, *arguments)


FILLED = ["--title", "Core groups in 2026", "--partnership", "alder", "--themes", "core-groups", "--published", "2026"]


# make new ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", Layout)
def test_each_layout_is_a_draft_in_which_only_hints_are_wrong(content: Path, layout: Layout) -> None:
    """Every template is read by the site; the checker points at each hint and at nothing else."""
    assert new(content, *FILLED, "--layout", layout) == 0
    text = (content / "drafts/core-groups-in-2026.md").read_text(encoding="utf-8")
    found = errors(content)
    assert {problem.code for problem in found} == {Code.HINT_LEFT}
    assert len(found) == text.count("[[") > 8


@pytest.mark.parametrize("layout", Layout)
def test_a_filled_in_draft_passes(content: Path, layout: Layout) -> None:
    """Once every hint is replaced, nothing is left to correct."""
    new(content, *FILLED, "--layout", layout, "--agencies", "police,schools", "--policies", "alder-escalation")
    draft = content / "drafts/core-groups-in-2026.md"
    draft.write_text(
        re.sub(r"\[\[.*?\]\]", "Some words of our own", draft.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert errors(content) == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "needs a title"),
        (["--title", "One", "--themes", "core-grops"], "did you mean 'core-groups'?"),
        (["--title", "One", "--partnership", "oak"], "there is no partnership 'oak'"),
        (["--title", "One", "--published", "May 2020"], "is no date"),
        (["--title", "One", "--slug", "Öne"], "cannot be an address"),
        (["--title", "One", "--slug", "core-groups-2017"], "already"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_written(
    content: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """A slip is answered with what to do, and leaves the content as it was."""
    before = tree(content)
    assert new(content, *arguments) == 1
    assert said in capsys.readouterr().err
    assert tree(content) == before


def test_new_asks_in_plain_words(content: Path) -> None:
    """Somebody answers by number, by name, and wrongly once; what exists is offered."""
    answers = "What we learned\n2\nalder\ncore-groups, mintues\ncore-groups, minutes\n\n\n2024-05\n"
    status, said = typed("new", "--content", content, *COMMON, answers=answers)
    assert status == 0, said
    assert "Core groups  (core-groups)" in said
    assert "There is no 'mintues'; did you mean 'minutes'?" in said
    text = (content / "drafts/what-we-learned.md").read_text(encoding="utf-8")
    assert "themes: [core-groups, minutes]" in text
    assert "layout: findings-and-actions" in text
    assert "published: 2024-05" in text


def test_new_as_a_process(content: Path) -> None:
    """The command runs as a file from anywhere, without a keyboard."""
    done = run("new", "--content", content, *COMMON, *FILLED)
    assert (done.returncode, done.stderr) == (0, "")
    assert (content / "drafts/core-groups-in-2026.md").is_file()


# import ------------------------------------------------------------------------------------------------------------


def bring_in(content: Path, report: Path, *arguments: object) -> int:
    return command("import", str(report), "--content", str(content), *COMMON, *map(str, arguments))


def test_import_writes_a_draft_and_says_what_it_did(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft goes to the drafts; the account is printed and kept outside the content."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    before = tree(content)
    assert bring_in(content, report, "--partnership", "alder") == 0
    said = capsys.readouterr().out
    assert "'What went well' is read as good-practice" in said
    assert "To fill in or correct" in said
    assert set(tree(content)) - set(before) == {"drafts/alder-core-groups.md"}
    assert bring_in(content, report, "--partnership", "alder") == 0
    assert "says nothing else than at the last import" in capsys.readouterr().out
    assert bring_in(content, report, "--partnership", "alder", "--replace") == 0


def test_import_as_a_process(content: Path, tmp_path: Path) -> None:
    """Run as a file, from another folder; what cannot be read is one line without a traceback."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    output = tmp_path / "draft.md"
    done = run("import", report, "--content", content, "--output", output, *COMMON)
    assert (done.returncode, done.stderr) == (0, "")
    assert ":::{learning} {audit=core-groups themes=minutes}" in output.read_text(encoding="utf-8")
    broken = tmp_path / "report.docx"
    broken.write_bytes(b"PK nothing")
    done = run("import", broken, "--content", content, *COMMON)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "open it in Word" in done.stderr


@pytest.mark.parametrize("name", ["nowhere.docx", "."])
def test_import_of_what_is_no_file(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A slip in the name is a sentence."""
    assert bring_in(content, tmp_path / name) == 1
    assert re.search("cannot be opened|this is a folder", capsys.readouterr().err)


def test_an_interrupted_import_leaves_nothing_behind(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl+C while the file is written: no half a draft, no scrap."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    before = tree(content)

    def interrupted(path: Path, data: bytes) -> None:
        path.write_bytes(data[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(transaction, "_write_through", interrupted)
    assert bring_in(content, report) == 1
    assert tree(content) == before
    assert "stopped" in capsys.readouterr().err


# publish -----------------------------------------------------------------------------------------------------------


def publish(content: Path, *arguments: str) -> int:
    return command("approve", "core-groups-in-2026", "--content", str(content), *COMMON, *arguments)


@pytest.fixture
def finished(content: Path) -> Path:
    """A draft with every hint replaced."""
    new(content, *FILLED)
    draft = content / "drafts/core-groups-in-2026.md"
    draft.write_text(
        re.sub(r"\[\[.*?\]\]", "Some words of our own", draft.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return draft


def test_publish_records_the_check_and_moves_the_draft(content: Path, finished: Path) -> None:
    """The briefing is public from then on, and says who checked it and when."""
    assert publish(content, "--checked-by", "Board manager") == 0
    assert not finished.exists()
    library = load_content(content, as_of=AS_OF).library
    record = library.entries["briefings/core-groups-in-2026"].record
    assert record.anonymisation.checked_by == "Board manager"
    assert str(record.anonymisation.on) == "2026-11-21"


def test_publish_needs_a_check_and_a_finished_draft(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hints, or nobody who checked: the draft stays where it is, byte for byte."""
    assert publish(content) == 1
    assert "there is no draft" in capsys.readouterr().err
    new(content, *FILLED)
    before = tree(content)
    assert publish(content, "--checked-by", "Board manager") == 1
    assert "was left in" in capsys.readouterr().err
    draft = content / "drafts/core-groups-in-2026.md"
    draft.write_text(re.sub(r"\[\[.*?\]\]", "Words", draft.read_text(encoding="utf-8")), encoding="utf-8")
    assert publish(content) == 1
    assert "--checked-by" in capsys.readouterr().err
    assert set(tree(content)) == set(before)


def test_publish_goes_through_the_checklist(content: Path, finished: Path) -> None:
    """Each point is asked; one "no" and nothing happens."""
    status, said = typed("approve", "core-groups-in-2026", "--content", content, *COMMON, answers="yes\nno\n")
    assert status == 1
    assert finished.exists()
    assert "correct that first" in said
    answers = "yes\n" * len(approve.CHECKLIST) + "Safeguarding lead\n"
    status, said = typed("approve", "core-groups-in-2026", "--content", content, *COMMON, answers=answers)
    assert status == 0, said
    assert "checked_by: Safeguarding lead" in (content / "briefings/core-groups-in-2026.md").read_text(encoding="utf-8")


def test_publish_and_withdraw_as_processes(content: Path, finished: Path) -> None:
    """Both run as files from anywhere."""
    done = run("approve", "core-groups-in-2026", "--content", content, "--checked-by", "Lead", *COMMON)
    assert (done.returncode, done.stderr) == (0, "")
    done = run("withdraw", "core-groups-in-2026", "--content", content, "--why", "Out of date.", *COMMON)
    assert (done.returncode, done.stderr) == (0, "")


# withdraw ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [[], ["--keep-text"]])
def test_withdraw_leaves_a_note_with_date_and_reason(content: Path, keep: list[str]) -> None:
    """The page says when and why, and nothing else; by default the file holds nothing else either."""
    path = content / "briefings/core-groups-2017.md"
    text = path.read_text(encoding="utf-8")
    arguments = ["core-groups-2017", "--content", str(content), *COMMON, "--why", "It's out of date: see 2026.", *keep]
    assert command("withdraw", *arguments) == 0
    stone = load_content(content, as_of=AS_OF).library.entries["briefings/core-groups-2017"].record
    assert stone == Tombstone(on="21 November 2026", why="It's out of date: see 2026.")
    after = path.read_text(encoding="utf-8")
    assert (":::" in after) == bool(keep)
    assert (text.splitlines()[1] in after) == bool(keep)
    arguments[arguments.index("--why") + 1] = "Replaced by a later audit."
    assert command("withdraw", *arguments, "--as-of", "2026-12-01") == 0
    stone = load_content(content, as_of=AS_OF).library.entries["briefings/core-groups-2017"].record
    assert stone == Tombstone(on="21 November 2026", why="Replaced by a later audit.")
    assert path.read_text(encoding="utf-8") == after.replace(
        '"It\'s out of date: see 2026."', "Replaced by a later audit."
    )


@each(
    "why",
    [
        "",
        "Kelly Adams, the mother, asked us to.",
        "Her mother Kelly asked.",
        "It named Jayden.",
        "The boy, 7, could be recognised by his school.",
        "See 943 476 5919.",
        "Two\nlines.",
        "An invisible \u200bcharacter.",
        "x" * 301,
        "It was born of a mistake on 12 March 2016 at Oakfield Road.",
    ],
)
def test_a_reason_that_says_too_much_changes_nothing(
    content: Path, capsys: pytest.CaptureFixture[str], why: str
) -> None:
    """P69: what would be on the one page that everybody looks at is refused before anything is written, unrepeated."""
    before = tree(content)
    assert command("withdraw", "core-groups-2017", "--content", str(content), *COMMON, "--why", why) == 1
    said = capsys.readouterr().err
    assert 'such as --why "It is being corrected."' in said
    assert not why or why not in said
    assert not re.search("Kelly|Jayden|Oakfield", said)
    assert tree(content) == before


@each(
    "why",
    [
        "It is being corrected.",
        "Out of date: replaced in November 2026.",
        "The Police asked us to look at it again.",
        "The DPO asked.",
    ],
)
def test_reasons_that_say_enough(why: str) -> None:
    assert list(faults_in_reason(why, ["Police", "Alder Safeguarding Partnership"])) == []


def test_an_invented_name_is_no_reason() -> None:
    """P69: who knows the report knows whom it means."""
    faults = list(faults_in_reason("Robin is known here.", [], ["Robin"]))
    assert "the reason has an invented name of the briefing" in faults


def test_a_briefing_that_was_never_public_is_withdrawn_without_a_note(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """P68."""
    path = content / "briefings/core-groups-2017.md"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(
        text.replace("published:", "embargo_until: 2027-01-01\npublished:", 1).replace("\n", "\r\n").encode()
    )
    arguments = ["core-groups-2017", "--content", str(content), *COMMON, "--why", "Out of date."]
    assert command("withdraw", *arguments) == 0
    assert "It was never public" in capsys.readouterr().out
    for day in (AS_OF, date(2028, 1, 1)):
        assert "briefings/core-groups-2017" not in load_content(content, as_of=day).library.entries


def test_a_note_that_could_not_be_published_changes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """P69: a file name that names a child stops every publish, so the page would stay online."""
    (content / "briefings/core-groups-2017.md").rename(content / "briefings/jayden-aged-7.md")
    before = tree(content)
    assert command("withdraw", "jayden-aged-7", "--content", str(content), *COMMON, "--why", "Out of date.") == 1
    assert "delete the file" in capsys.readouterr().err
    assert tree(content) == before


def test_withdraw_says_who_points_there(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other pages that name an item of it are listed, so that they can be corrected."""
    about = content / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nSee {item}`core-groups-2017/q1`.\n", encoding="utf-8")
    arguments = ["core-groups-2017", "--content", str(content), *COMMON, "--why", "Out of date."]
    assert command("withdraw", *arguments) == 0
    assert "content/about.md:" in capsys.readouterr().out


PACK = "title: For a meeting\ndate: 2026-11-20\n"


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ("briefings: [core-groups-2017, digest-2023]\n", "briefings: [digest-2023]\n"),
        ("briefings: [digest-2023, core-groups-2017]\n", "briefings: [digest-2023]\n"),
        ("briefings:\n  - core-groups-2017\n  - digest-2023\n", "briefings:\n  - digest-2023\n"),
        ("items: ['core-groups-2017/l1', core-groups-2017/l2]\nthemes: [neglect]\n", "themes: [neglect]\n"),
        ("briefings: [core-groups-2017]  # why\nthemes: [neglect]\n", "themes: [neglect]\n"),
        ("briefings:\n- core-groups-2017 # the first\nthemes: [neglect]\n", "themes: [neglect]\n"),
        ("briefings: [core-groups-2017]\n", None),
    ],
)
def test_withdraw_takes_the_briefing_out_of_packs(
    content: Path, capsys: pytest.CaptureFixture[str], named: str, left: str | None
) -> None:
    """Nothing may stand in the way of the next publish: a pack that names what was withdrawn is an error."""
    (content / "packs").mkdir()
    pack = content / "packs/meeting.yaml"
    pack.write_text(PACK + named, encoding="utf-8")
    assert errors(content) == ()
    arguments = ["core-groups-2017", "--content", str(content), *COMMON, "--why", "Out of date."]
    assert command("withdraw", *arguments) == 0
    said = capsys.readouterr().out
    assert errors(content) == ()
    if left is None:
        assert not pack.exists()
        assert "Deleted, because nothing was left in it: " in said
    else:
        assert pack.read_text(encoding="utf-8") == PACK + left
        assert "Taken out of: " in said


def test_a_pack_that_the_command_cannot_change_is_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "packs").mkdir()
    (content / "packs/meeting.yaml").write_text(
        PACK + "briefings: [\n  core-groups-2017,\n  digest-2023]\n", encoding="utf-8"
    )
    arguments = ["core-groups-2017", "--content", str(content), *COMMON, "--why", "Out of date."]
    assert command("withdraw", *arguments) == 0
    said = capsys.readouterr().out
    assert (
        errors(content) == ()
        or "Nothing can be published before you take it out of: content/packs/meeting.yaml:" in said
    )


# rename ------------------------------------------------------------------------------------------------------------


def rename(content: Path, *arguments: str) -> int:
    return command("rename", *arguments, "--content", str(content), *COMMON)


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        (kind, path.stem)
        for kind, folder in (
            ("theme", "themes"),
            ("agency", "agencies"),
            ("policy", "policies"),
            ("briefing", "briefings"),
        )
        for path in sorted((ROOT / "tests/sites/full/content" / folder).glob("*.md"))
        if path.stem not in ("index", "withdrawn-2015", "embargoed-2026")
    ],
)
def test_every_term_can_be_renamed_everywhere(content: Path, kind: str, old: str) -> None:
    """No use of the old slug is left, nothing else changed, and the old address leads to the new one."""
    before = load_content(content, as_of=AS_OF, drafts=True).library
    uses = sum(one.what == kind and one.target == old for entry in before.entries.values() for one in entry.references)
    assert rename(content, kind, old, f"{old}-anew") == 0
    assert errors(content) == ()
    after = load_content(content, as_of=AS_OF, drafts=True).library
    found = [one for entry in after.entries.values() for one in entry.references if one.what == kind]
    assert not [one for one in found if one.target == old]
    assert sum(one.target == f"{old}-anew" for one in found) == uses
    assert after.find(Kind(kind), f"{old}-anew").record.former_slugs == (old,)


def test_renaming_there_and_back_changes_nothing_else(content: Path) -> None:
    """Words that only look like the slug stay as they are."""
    about = content / "about.md"
    words = (
        "\nThe police-led group and minutes of the police.\n\n- police\n\n[police](https://www.example.org/police)\n"
    )
    about.write_text(about.read_text(encoding="utf-8") + words, encoding="utf-8")
    before = tree(content)
    assert rename(content, "agency", "police", "police-force") == 0
    assert words in about.read_text(encoding="utf-8")
    assert rename(content, "agency", "police-force", "police") == 0
    after = tree(content)
    page = after["agencies/police.md"].replace(b"former_slugs: [police-force]\n", b"")
    assert {**after, "agencies/police.md": page} == before


def test_packs_and_tables_of_use_are_renamed_too(content: Path) -> None:
    """A pack names the new slug; in a table of use the column of agencies does, and its sentences stay."""
    for name, text in {
        "packs/one.yaml": "title: One\ndate: 2026-11-20\nthemes: [core-groups]\nchecklists:\n  - {theme: core-groups, agency: police}\n",
        "use/2026.csv": "date,agency,team,used,questions,change\n2026-11-20,police,Team,core-groups-2017,q1,The police asked\n",
    }.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    with (content / "briefings/core-groups-2017.md").open("a", encoding="utf-8") as page:
        page.write("\n:::{practice-points} core-groups\n:agencies: police\n- Send the minutes.\n:::\n")
    assert errors(content) == ()
    assert rename(content, "agency", "police", "police-force") == 0
    assert rename(content, "theme", "core-groups", "the-core-group") == 0
    pack = (content / "packs/one.yaml").read_text(encoding="utf-8")
    assert "themes: [the-core-group]" in pack
    assert "{theme: the-core-group, agency: police-force}" in pack
    row = (content / "use/2026.csv").read_text(encoding="utf-8").splitlines()[1]
    assert row == "2026-11-20,police-force,Team,core-groups-2017,q1,The police asked"


def test_whatever_names_a_briefing_is_renamed_too(content: Path) -> None:
    """Roles, parts of it, packs, tables of use, links and what was found again; the old address leads on."""
    more = (
        "\nSee {briefing}`core-groups-2017`, {item}`how ready <core-groups-2017/q1>`, {item}`core-groups-2017/q1` and "
        "[it](core-groups-2017.md#q1).\n"
    )
    for name, text in {
        "packs/one.yaml": "title: One\ndate: 2026-11-20\nbriefings: [core-groups-2017]\nitems:\n  - core-groups-2017/q1\n",
        "use/2026.csv": "date,agency,team,used,questions,change\n2026-11-20,police,Team,core-groups-2017,q1,core-groups-2017\n",
        "briefings/columns-2019.md": (content / "briefings/columns-2019.md").read_text(encoding="utf-8") + more,
        "about.md": (content / "about.md").read_text(encoding="utf-8") + "\n[It](briefings/core-groups-2017.md)\n",
    }.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    assert errors(content) == ()
    assert rename(content, "briefing", "core-groups-2017", "core-groups") == 0
    assert errors(content) == ()
    left = {name for name, data in tree(content).items() if b"core-groups-2017" in data}
    assert left == {"briefings/core-groups.md", "use/2026.csv"}  # where it was, and what somebody said
    assert (content / "use/2026.csv").read_text(encoding="utf-8").endswith("Team,core-groups,q1,core-groups-2017\n")
    library = load_content(content, as_of=AS_OF, drafts=True).library
    assert library.find(Kind.BRIEFING, "core-groups").record.former_slugs == ("core-groups-2017",)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["theme", "nothing", "something"], "there is no theme 'nothing'"),
        (["theme", "core-groups", "Core Groups"], "cannot be an address"),
        (["theme", "core-groups", "minutes"], "already"),
        (["agency", "police", "schools"], "already"),
    ],
)
def test_a_rename_that_cannot_be(
    content: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Nothing is changed, and the reason is said."""
    before = tree(content)
    assert rename(content, *arguments) == 1
    assert said in capsys.readouterr().err
    assert tree(content) == before


def test_rename_as_a_process(content: Path) -> None:
    """Run as a file, with a new title."""
    done = run(
        "rename",
        "theme",
        "core-groups",
        "the-core-group",
        "--title",
        "The core group",
        "--content",
        content,
        *COMMON,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert load_content(content, as_of=AS_OF).library.entries["themes/the-core-group"].title == "The core group"


# all or nothing ----------------------------------------------------------------------------------------------------


def test_a_change_killed_at_any_moment_is_whole_or_not_begun(tmp_path: Path) -> None:
    """Killed after each step on the disk in turn; then the next command finishes it, or it never happened."""
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from briefings.cli import transaction
        content, steps = Path(sys.argv[1]), int(sys.argv[2])
        def counted(name, module):
            real = getattr(module, name)
            def step(*arguments, **options):
                global steps
                steps -= 1
                if steps < 0:
                    os.kill(os.getpid(), 9)
                return real(*arguments, **options)
            setattr(module, name, step)
        counted("_write_through", transaction)
        counted("replace", Path)
        counted("unlink", Path)
        counted("rmtree", transaction.shutil)
        change = transaction.Change()
        for number in range(3):
            change.write(content / f"{number}.md", "new")
        change.deletes.append(content / "gone.md")
        change.apply(content)
        """)
    outcomes = set()
    for steps in range(30):
        content = tmp_path / str(steps) / "content"
        content.mkdir(parents=True)
        for name in ("0", "1", "2", "gone"):
            (content / f"{name}.md").write_text("old", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", program, str(content), str(steps)],
            check=False, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        finish_interrupted(content)
        state = {file.name: file.read_text(encoding="utf-8") for file in sorted(content.iterdir())}
        assert state in (
            {"0.md": "old", "1.md": "old", "2.md": "old", "gone.md": "old"},
            {"0.md": "new", "1.md": "new", "2.md": "new"},
        ), steps
        assert not (content.parent / transaction.STAGE).exists()
        outcomes.add((done.returncode, len(state)))
        if done.returncode == 0:
            break
    assert outcomes == {(-signal.SIGKILL, 4), (-signal.SIGKILL, 3), (0, 3)}


def test_a_change_that_cannot_be_written_changes_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk while the new files are written: the old ones stay, and no scrap is left."""
    before = tree(content.parent)

    def full(path: Path, data: bytes) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(transaction, "_write_through", full)
    with pytest.raises(OSError, match="no space"):
        Change({content / "about.md": b"new"}).apply(content)
    assert tree(content.parent) == before
