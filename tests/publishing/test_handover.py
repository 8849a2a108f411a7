"""What publishing hands to the build is taken from publishing alone, for the same code and the same date."""

from __future__ import annotations

import io
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from sphinx.errors import ConfigError

from briefings import handover

DAY = date(2026, 11, 20)
PAGES = {"about": "a page as it was chosen"}


class Settings(SimpleNamespace):
    """The settings of a build: `overrides` are those of its command line."""

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)


def handed(monkeypatch: pytest.MonkeyPatch, data: bytes, as_of: str = str(DAY), *, on_command_line: bool = True):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    overrides = {handover.SETTING: "1"} if on_command_line else {}
    return handover.handed_over(Settings(briefings_checked=True, briefings_as_of=as_of, overrides=overrides))


def test_the_pages_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    assert handed(monkeypatch, handover.packed(PAGES, DAY)) == PAGES


def test_pages_for_another_date_or_of_other_code_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    data = handover.packed(PAGES, DAY)
    assert handed(monkeypatch, data, "2026-11-21") == {}
    monkeypatch.setattr(handover, "checksum", lambda: 0)
    assert handed(monkeypatch, data) == {}


def test_without_the_setting_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert handover.handed_over(Settings(briefings_checked=False)) == {}


@pytest.mark.parametrize("data", [b"", b"not from us"])
def test_anything_else_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    with pytest.raises(ConfigError, match="take it out"):
        handed(monkeypatch, data)


def test_a_site_cannot_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="take it out"):
        handed(monkeypatch, handover.packed(PAGES, DAY), on_command_line=False)
