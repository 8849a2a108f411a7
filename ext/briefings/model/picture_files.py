"""The picture files of the content: which there are, whether they can be shown, and which are missing.

What a picture carries besides what it shows is looked at in `privacy.pictures`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.problems import Code, Problem, did_you_mean, shown
from briefings.model.scan import PICTURES
from briefings.model.vocabulary import DRAFTS_FOLDER, PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefings.model.entry import DocEntry

NOT_A_PICTURE: Final = (
    "the file is damaged, or is not a {} picture; open it in a program for pictures and save it again as the kind that "
    "its name says"
)
_DRAFTS: Final = f"{DRAFTS_FOLDER}/"
"""No public page shows what lies there."""
_TRIAL: Final = '#let shown = image("/{}", alt: "-")\n#context measure(shown)'


def picture_files(root: Path, *, drafts: bool = False) -> dict[str, Path]:
    """Every picture below the content folder, by its path from there, in order; links are left out.

    Args:
        root: the content folder.
        drafts: whether to look into ``drafts/`` as well.
    """
    found: dict[str, Path] = {}
    for here, folders, files in os.walk(root):
        folders.sort()
        relative = Path(here).relative_to(root)
        if relative.parts[:1] == (DRAFTS_FOLDER,) and not drafts:
            continue
        for name in sorted(files):
            file = Path(here) / name
            if file.suffix in PICTURES and file.is_file() and not file.is_symlink():
                found[(relative / name).as_posix()] = file
    return found


def missing_pictures(entries: Iterable[DocEntry], pictures: Mapping[str, Path], content: str) -> Iterator[Problem]:
    """Every picture that a page shows and that is not there.

    Args:
        entries: the pages.
        pictures: the pictures that are there, by their path from the content folder.
        content: the name of the content folder, for messages.
    """
    for entry in entries:
        folder = entry.docname[: -len(entry.slug)]
        for one in entry.references:
            name = folder + one.target
            is_public = not entry.docname.startswith(_DRAFTS)
            if one.what == PICTURE and (name not in pictures or (is_public and name.startswith(_DRAFTS))):
                beside = [name.removeprefix(folder) for name in pictures if name.startswith(folder)]
                hint = did_you_mean(one.target, beside) or "; put the file there, or correct its name"
                message = f"there is no picture '{shown(one.target)}' beside this page{hint}"
                yield Problem(f"{content}/{entry.docname}.md", one.line, Code.MISSING_PICTURE, message)


def damaged_pictures(root: Path, pictures: Iterable[str]) -> Iterator[Problem]:
    """Every picture that cannot be shown, as the typesetter of the PDFs finds: nobody is stricter.

    Args:
        root: the content folder.
        pictures: paths from there.
    """
    import typst  # only where there are pictures: it takes a moment to load

    pictures = list(pictures)
    if not pictures:
        return
    compiler = typst.Compiler(root=str(root), font_paths=typst.Fonts(include_system_fonts=False, font_paths=[]))
    for name in pictures:
        try:
            compiler.compile(input=_TRIAL.format(name).encode(), format="svg")
        except BaseException as error:
            if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
                raise
            message = NOT_A_PICTURE.format(Path(name).suffix.removeprefix(".").upper())
            yield Problem(f"{root.name}/{name}", 0, Code.BAD_PICTURE, message)
