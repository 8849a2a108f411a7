"""What comes with the package: all of it is there, or a sentence says what is missing and how to mend it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ThemeError

from briefings import package_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from building import Site

PARTS = ("theme.toml", "layout.html", "page.html", "styles/site.css", "static/site.js", "print/print.typ")
REINSTALL = "install the package again: pip install --force-reinstall sphinx-briefings"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The theme of a package that was installed anew, to take parts from."""
    folder = tmp_path / "package" / "theme"
    shutil.copytree(package_files.theme_folder(), folder, ignore=shutil.ignore_patterns("fonts"))
    monkeypatch.setattr(package_files, "files", lambda _: folder.parent)
    package_files.theme_folder.cache_clear()
    yield folder
    package_files.theme_folder.cache_clear()


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_part_is_named_with_a_way_out(installed: Path, part: str) -> None:
    """A package that was installed without a part of it says which, and what to do."""
    assert package_files.theme_folder() == installed
    package_files.theme_folder.cache_clear()
    (installed / part).unlink()
    with pytest.raises(ThemeError) as raised:
        package_files.theme_folder()
    assert str(raised.value) == f"the package sphinx-briefings is not complete: theme/{part} is missing; {REINSTALL}"


def test_a_build_without_a_part_stops_with_that_sentence(
    installed: Path, site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no traceback in the middle of a build: nothing is read or written before."""
    (installed / "print" / "print.typ").unlink()
    built = site("minimal").build(expect=True)
    assert built.error is not None
    assert "theme/print/print.typ is missing" in str(built.error)
    assert not list(built.out.glob("*.html"))


def test_a_file_that_neither_has_is_named(site: Callable[..., Site]) -> None:
    """A design that was renamed in a site's own folder is not silently left out."""
    app = site("minimal").build().app
    assert app
    assert package_files.find_file(app, "print/print.typ") == package_files.theme_folder() / "print" / "print.typ"
    with pytest.raises(ThemeError, match=r"theme/print/none\.typ is missing; install the package again"):
        package_files.find_file(app, "print/none.typ")
