"""Find the files of the content folder without following anything out of it (promises P14 to P16)."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from briefings.model.common import COMMON_FILE, common_docnames, common_file, read_common
from briefings.model.problems import Code, Problem, shown, write_instead
from briefings.model.schema import SLUG
from briefings.model.vocabulary import DRAFTS_FOLDER, FOLDER_OF_KIND, KIND_OF_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp"})
DATA_FILES: Final = frozenset({"links.yaml", "privacy-allow.yaml", COMMON_FILE})
"""What stands in content itself besides pages: the link ledger, the privacy findings that were allowed, and which
registries of the package the site uses."""
MAX_NAME: Final = 100
MAX_COMMON: Final = 10_000
PACKAGE: Final = "sphinx-briefings"
_MAX_SHOWN: Final = 200
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|genindex|search-index|data|pdf|pagefind", re.ASCII)
_JUNCTION: Final = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT, which `stat` knows on Windows alone."""
_IGNORED: Final = frozenset({".DS_Store", "Thumbs.db"})
_FREE_FOLDERS: Final = frozenset({"digests", "handbook"})
REGISTERS: Final = {"packs": ".yaml", "use": ".csv"}
"""Folders that hold no pages but data that editors keep, by the ending of its files; see `model.registers`."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Markdown file of the content folder."""

    docname: str
    file: Path
    shown: str
    """How the file is named in messages: ``content/briefings/x.md``."""
    is_common: bool = False
    """Whether it comes with the package, so that nobody who edits the site can correct it."""


def scan(root: Path, *, drafts: bool = False) -> tuple[list[SourceFile], list[Problem]]:
    """List the Markdown files below `root`, in order, and say what should not be there.

    Args:
        root: the content folder.
        drafts: whether to look into ``drafts/`` as well; a public build does not.

    Returns:
        The files that may be read, and the problems with all others.
    """
    files: list[SourceFile] = []
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for entry, relative in _entries(root, problems, root.name, drafts=drafts):
        name = shown(f"{root.name}/{relative.as_posix()}", _MAX_SHOWN)
        if relative.suffix.lower() == ".md" and (before := first.setdefault(_address(relative), name)) != name:
            message = f"this page would have the address of {before}; rename or delete one of them"
            problems.append(Problem(name, 0, Code.NAME_COLLISION, message))
            if relative.parts[0] == DRAFTS_FOLDER:
                continue  # two briefings of one slug would show each other's items, audits and recommendations
        if problem := _problem_with(entry, relative, name):
            problems.append(problem)
        elif relative.suffix == ".md":
            files.append(SourceFile(docname_of(relative), Path(entry.path), name))
    common, found = common_files(root, {source.docname for source in files})
    return [*files, *common], [*problems, *found]


def common_files(root: Path, own: AbstractSet[str]) -> tuple[list[SourceFile], list[Problem]]:
    """The pages of the package that a site uses, and the problems with the file that says which.

    Args:
        root: the content folder.
        own: the pages of the site; one of the same name replaces that of the package.
    """
    try:
        data = read_plain(root / COMMON_FILE, MAX_COMMON)
    except OSError:
        return [], []
    kinds, problems = read_common(data, f"{root.name}/{COMMON_FILE}")
    names = [docname for kind in kinds for docname in common_docnames(kind) if docname not in own]
    return [SourceFile(name, common_file(name), f"{PACKAGE}/{name}.md", is_common=True) for name in names], problems


def read_plain(file: Path, longest: int) -> bytes:
    """The bytes of a plain file, and one more than `longest` of a file that is longer.

    Whatever else it is, a link, a pipe, a device, is not opened: it might lead out of the folder, or never end.

    Raises:
        OSError: when it is no plain file or cannot be opened; `FileNotFoundError` when nothing is there.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not stat.S_ISREG(file.lstat().st_mode):
        raise OSError(errno.EINVAL, "no plain file", str(file))
    with os.fdopen(os.open(file, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no plain file", str(file))
        return stream.read(longest + 1)


def register_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the registers with the name of its folder; of a folder that is a link, none: `scan` refuses it."""
    for folder, ending in REGISTERS.items():
        if not (root / folder).is_symlink():
            yield from ((folder, file) for file in sorted((root / folder).glob(f"*{ending}")))


def docname_of(file: PurePath) -> str:
    """The name of a page: its path without the ending (which `with_suffix` refuses for ``..md`` since Python 3.12)."""
    return file.as_posix().removesuffix(file.suffix)


def _address(relative: Path) -> str:
    """What two pages may not share: the address, as computers see it that do not tell capitals or accents apart."""
    address = docname_of(relative).removesuffix("/index")
    folder, _, name = address.rpartition("/")
    if folder == DRAFTS_FOLDER:
        address = f"{FOLDER_OF_KIND[KIND_OF_FOLDER[folder]]}/{name}"
    return unicodedata.normalize("NFKC", address).casefold()


def _entries(
    root: Path, problems: list[Problem], name: str, *, drafts: bool
) -> Iterator[tuple[os.DirEntry[str], Path]]:
    folders = [Path()]
    while folders:
        folder = folders.pop(0)
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            place = (Path(name) / folder).as_posix()
            message = "the folder cannot be opened; check its permissions"
            problems.append(Problem(place, 0, Code.UNREADABLE, message))
            continue
        for entry in entries:
            if entry.name in _IGNORED:
                continue
            relative = folder / entry.name
            if entry.is_dir(follow_symlinks=False) and not is_junction(entry):
                if relative.as_posix() == DRAFTS_FOLDER and not drafts:
                    continue
                if problem := _problem_with_folder(relative, shown(f"{name}/{relative.as_posix()}", _MAX_SHOWN)):
                    problems.append(problem)
                else:
                    folders.append(relative)
            else:
                yield entry, relative


def is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether a folder is a junction: a link of Windows, which Python takes for a folder. Elsewhere there are none."""
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION if os.name == "nt" else False


def _problem_with_folder(relative: Path, name: str) -> Problem | None:
    top = relative.parts[0]
    if top not in KIND_OF_FOLDER and top not in _FREE_FOLDERS and top not in REGISTERS:
        known = ", ".join(sorted({*KIND_OF_FOLDER, *_FREE_FOLDERS, *REGISTERS}))
        return Problem(name, 0, Code.UNEXPECTED_FILE, f"content has no folder of this name; it has {known}")
    return _problem_with_name(relative.name, name)


def _problem_with(entry: os.DirEntry[str], relative: Path, name: str) -> Problem | None:
    if entry.is_symlink() or is_junction(entry):
        return Problem(name, 0, Code.LINK_IN_CONTENT, "links are not followed; put the file itself here")
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return Problem(name, 0, Code.UNREADABLE, "the file cannot be opened; check the permissions of its folder")
    if not stat.S_ISREG(status.st_mode):
        return Problem(name, 0, Code.NOT_A_FILE, "this is a device, pipe or socket; delete it")
    if status.st_nlink > 1:
        return Problem(name, 0, Code.LINK_IN_CONTENT, "this file is a hard link; replace it by a copy")
    if (ending := REGISTERS.get(relative.parts[0] if len(relative.parts) > 1 else "")) is not None:
        if relative.suffix != ending or len(relative.parts) > 2:
            message = f"{relative.parts[0]}/ holds {ending} files only, and no folders; move this out"
            return Problem(name, 0, Code.UNEXPECTED_FILE, message)
        return _problem_with_name(relative.stem, name)
    if relative.as_posix() in DATA_FILES:
        return None
    if relative.suffix not in {".md", *PICTURES}:
        return Problem(
            name,
            0,
            Code.UNEXPECTED_FILE,
            "only .md pages and png, jpg or webp pictures belong here; move it out",
        )
    if relative.suffix == ".md" and relative.parts[0] in KIND_OF_FOLDER and len(relative.parts) > 2:
        return Problem(name, 0, Code.UNEXPECTED_FILE, f"pages stand directly in {relative.parts[0]}/; move it up")
    return _problem_with_name(relative.stem, name)


def _problem_with_name(stem: str, name: str) -> Problem | None:
    if not SLUG.fullmatch(stem):
        message = f"'{shown(stem)}' cannot be part of an address; use a-z, 0-9 and hyphens{write_instead(stem)}"
        return Problem(name, 0, Code.BAD_NAME, message)
    if len(stem) > MAX_NAME:
        return Problem(name, 0, Code.BAD_NAME, f"the name is longer than {MAX_NAME} characters; shorten it")
    if _RESERVED.fullmatch(stem):
        return Problem(name, 0, Code.BAD_NAME, f"'{stem}' is reserved; choose another name")
    return None
