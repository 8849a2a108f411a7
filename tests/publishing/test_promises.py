"""The table of promises is complete, and every test that it names exists."""

from __future__ import annotations

import re

from building import ROOT

TABLE = ROOT / "docs" / "promises.md"
PROMISES = 74


def rows() -> dict[str, list[str]]:
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if re.fullmatch(r"P\d+", cells[0]):
            assert cells[0] not in found, f"{cells[0]} stands twice"
            found[cells[0]] = cells
    return found


def test_every_promise_has_a_row() -> None:
    assert list(rows()) == [f"P{number}" for number in range(1, PROMISES + 1)]
    assert all(len(cells) == 4 and all(cells) for cells in rows().values())


def test_every_row_names_a_test_or_says_why_not() -> None:
    for number, cells in rows().items():
        assert re.search(r"`[^`]+::test_", cells[3]) or cells[3].startswith("not tested"), number


def test_every_test_that_is_named_exists() -> None:
    missing = []
    for number, cells in rows().items():
        for file, name in re.findall(r"`([^`:]+)::(test_\w+)`", cells[3]):
            path = ROOT / "tests" / file
            if not path.is_file() or not re.search(rf"^def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE):
                missing.append(f"{number}: {file}::{name}")
    assert missing == []
