"""A site's own print design takes the place of the package's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from building import SITES
from pdf_text import pages

from briefings.package_files import theme_folder

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built, Site

DESIGN = "_templates/print/print.typ"
FOOT = "ends([#meta.site · as of"


def own(folder: Path, words: str) -> Path:
    """A folder of settings with a design of its own, which says `words` at the foot of each page."""
    folder.mkdir(exist_ok=True)
    shutil.copy2(SITES / "conf.py", folder)
    design = folder / DESIGN
    design.parent.mkdir(parents=True, exist_ok=True)
    text = (theme_folder() / "print" / "print.typ").read_text(encoding="utf-8")
    assert text.count(FOOT) == 1
    design.write_text(text.replace(FOOT, f"ends([{words} · #meta.site · as of"), encoding="utf-8")
    return folder


def feet(built: Built) -> set[str]:
    """What stands before the name of the site on the pages of all PDFs."""
    files = [content for name, content in built.files.items() if name.endswith(".pdf")]
    assert files
    return {text.partition("·Tinysite·")[0][-8:] for content in files for text in pages(content)}


def test_a_sites_own_design_is_printed(paper: Site, tmp_path: Path) -> None:
    """Every PDF is of the site's own design; when that changes, all are made again."""
    built = paper.build(confdir=own(tmp_path / "settings", "Ourboard"))
    assert feet(built) == {"Ourboard"}
    built = paper.build(confdir=own(tmp_path / "settings", "Newboard"))
    assert feet(built) == {"Newboard"}
    (tmp_path / "settings" / DESIGN).unlink()
    assert not feet(paper.build(confdir=tmp_path / "settings")) & {"Ourboard", "Newboard"}
