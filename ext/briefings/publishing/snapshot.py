"""A copy of the content, taken before anything reads it: what is edited during the build changes nothing (promise P27).

Sphinx gets the copy, without what is not public, so it cannot show, name or log it.
"""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.common import HANDBOOK, common_folder, registries_folder
from briefings.model.content import Content, load_content
from briefings.model.problems import in_order
from briefings.model.scan import DATA_FILES, PICTURES, REGISTERS, docname_of, scan
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import DRAFTS_FOLDER
from briefings.package_files import theme_folder
from briefings.publishing.trouble import Exit, Trouble

if TYPE_CHECKING:
    from datetime import date

_ATTEMPTS: Final = 5
_FOLDERS_OF_CODE: Final = ("_templates", "_static")
_SUFFIXES: Final = frozenset({".md", *PICTURES})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content as one build sees it.

    Attributes:
        folder: the copy, named ``content``; once `drop_what_is_held_back` was called, of public pages alone.
        content: its library and all problems.
        held: the text of every page that is not public, drafts too: by it the audit knows what must not come out.
        withdrawn: the text of the pages that were withdrawn, by docname.
    """

    folder: Path
    content: Content
    held: dict[str, str]
    withdrawn: dict[str, str]


def take(content: Path, into: Path, as_of: date) -> Snapshot:
    """Copy the content and read the copy.

    Args:
        content: the folder that editors work in.
        into: the folder to make; its last part is ``content``, so that messages name files as editors do.
        as_of: the date of the build.

    Raises:
        Trouble: when files keep changing while they are copied.
    """
    drafts: dict[str, str] = {}
    for _ in range(_ATTEMPTS):
        before = _stamps(content)
        _, problems = scan(content)
        shutil.rmtree(into, ignore_errors=True)
        drafts = _copy(content, into)
        if _stamps(content) == before:
            break
    else:
        raise Trouble("the content keeps changing while it is read; stop editing for a moment, then run it again")
    read = load_content(into, as_of=as_of, advice=False, settings=content.parent / "conf.py")
    chosen = replace(read, problems=in_order([*read.problems, *problems]))
    held, withdrawn = dict(drafts), {}
    public = read.library.entries
    for source in scan(into)[0]:
        if source.is_common:
            continue
        if source.docname not in public:
            held[source.docname] = _text(source.file.read_bytes())
        elif isinstance(public[source.docname].record, Tombstone):
            withdrawn[source.docname] = _text(source.file.read_bytes())
    return Snapshot(into, chosen, held, withdrawn)


def drop_what_is_held_back(snapshot: Snapshot) -> None:
    """Delete from the copy every page that the build must not see."""
    public = snapshot.content.library.entries
    for source in scan(snapshot.folder)[0]:
        if source.docname not in public and not source.is_common:
            source.file.unlink()


def stamp_of_code(site: Path) -> object:
    """Changes when the templates, styles or settings of a site are touched."""
    folders = [_stamps(site / name) for name in _FOLDERS_OF_CODE if (site / name).is_dir()]
    folders += [_stamps(theme_folder()), _stamps(registries_folder()), _stamps(common_folder(HANDBOOK))]
    return [_stamp(site / "conf.py"), folders]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _stamps(folder: Path) -> list[tuple[str, tuple[int, ...]]]:
    """Name, size and times of every file: only to notice that somebody is writing at this moment."""
    found = []
    for here, folders, files in os.walk(folder):
        folders.sort()
        found += [(str(Path(here) / name), _stamp(Path(here) / name)) for name in sorted(files)]
    return found


def _stamp(file: Path) -> tuple[int, ...]:
    try:
        status = file.lstat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _copy(content: Path, into: Path) -> dict[str, str]:
    """Copy pages, pictures and data files; return the drafts, which are not copied, as text.

    `scan` reports whatever else is there. Links are not followed, even one that is put in place right now.
    """
    drafts: dict[str, str] = {}
    for here, folders, files in os.walk(content):
        folders.sort()
        relative = Path(here).relative_to(content)
        if relative.parts[:1] != (DRAFTS_FOLDER,):
            (into / relative).mkdir(parents=True, exist_ok=True)
        for name in sorted(files):
            registered = REGISTERS.get(relative.as_posix()) == Path(name).suffix
            if (
                Path(name).suffix not in _SUFFIXES
                and not registered
                and not (relative == Path() and name in DATA_FILES)
            ):
                continue
            data = _read(Path(here) / name)
            if data is None:
                continue
            if relative.parts[:1] == (DRAFTS_FOLDER,):
                if name.endswith(".md"):
                    drafts[docname_of(relative / name)] = _text(data)
            else:
                (into / relative / name).write_bytes(data)
    return drafts


def _read(file: Path) -> bytes | None:
    """The bytes of a regular file with one name; None for everything else, which `scan` reports."""
    try:
        descriptor = os.open(
            file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        return stream.read() if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 else None


def no_site(site: Path) -> Trouble:
    """What to say of a folder that is no site."""
    return Trouble(f"'{site}' is no site: it needs conf.py and content/; name the right folder with --site", Exit.USAGE)
