"""Where a site is published: the output folder, and beside it (never inside) what publishing needs.

``_build/site`` is what people see. ``_build/.site.publishing`` holds the lock, the staging folder, the last few
releases and the list of what was withdrawn. Only what stands in there, and only a folder whose manifest we wrote, is
ever deleted (promise P57).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.moving import move
from briefings.publishing.exchange import exchange
from briefings.publishing.lock import locked
from briefings.publishing.manifest import MANIFEST, DamagedManifest, read_manifest, strangers_in
from briefings.publishing.signals import held_back
from briefings.publishing.trouble import Exit, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

MARKER: Final = "made-by-publish-site.txt"
_ABOUT: Final = "briefings build made this folder and cleans it up. Nothing in here is served to readers.\n"
_STAGING: Final = "staging-"
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """An output folder, for as long as the lock on it is held.

    Attributes:
        output: the published site.
        store: what publishing keeps beside it.
        repair: whether to publish although what stands there, or what is remembered, is damaged.
    """

    output: Path
    store: Path
    repair: bool = False

    @property
    def _earlier(self) -> Path:
        return self.store / "earlier"

    @property
    def _withdrawn(self) -> Path:
        return self.store / "withdrawn.json"

    @property
    def log(self) -> Path:
        """Where details of an internal fault go."""
        return self.store / "last-failure.log"

    # staging -------------------------------------------------------------------------------------------------

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A fresh folder on the same disk as the output; gone when the block ends."""
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.store))
        try:
            yield folder
        finally:
            with held_back():
                shutil.rmtree(folder, ignore_errors=True)

    def clean(self) -> None:
        """Put right what a publisher that was killed left behind."""
        if not self.output.exists() and (set_aside := self.store / "set-aside").is_dir():
            move(set_aside, self.output)  # killed between the two renames of `_replace`
        for left in (*self.store.glob(f"{_STAGING}*"), self.store / "set-aside"):
            shutil.rmtree(left, ignore_errors=True)

    # what stands there -----------------------------------------------------------------------------------------

    def may_repair(self) -> bool:
        """Whether what stands in the output may be moved aside: it was asked for, and we published here before."""
        return self.repair and (self._withdrawn.exists() or self._earlier.exists())

    def trouble_with_output(self) -> Trouble | None:
        """Why the output folder must not be replaced, or None: it may hold what this command did not make.

        Raises:
            Trouble: when it is no folder.
        """
        if self.output.is_symlink() or (self.output.exists() and not self.output.is_dir()):
            raise Trouble(f"'{self.output}' is not a folder; choose another with --output", Exit.USAGE)
        if not self.output.exists() or not any(self.output.iterdir()):
            return None
        try:
            manifest = read_manifest(self.output)
        except DamagedManifest as damage:
            return Trouble(
                f"'{self.output / MANIFEST}' is damaged: {damage}. So it is not known which files of that folder this "
                "command made; publish with --repair, which moves the folder aside, or choose another folder",
                Exit.USAGE,
            )
        if manifest is None:
            return Trouble(
                f"'{self.output}' holds something that this command did not make (it has no {MANIFEST}); choose "
                "another folder or empty it; if a site was published there that lost this file, publish with --repair",
                Exit.USAGE,
            )
        if strangers := strangers_in(self.output, manifest):
            more = f" and {len(strangers) - _SHOWN} more" if len(strangers) > _SHOWN else ""
            return Trouble(
                f"'{self.output}' holds files that this command did not make: {', '.join(strangers[:_SHOWN])}{more}; "
                "move them away, then run the command again",
                Exit.USAGE,
            )
        return None

    # the swap ------------------------------------------------------------------------------------------------

    def put(self, site: Path, keep: int) -> Path | None:
        """Publish a finished site; what stood there before becomes the newest of the earlier releases.

        Args:
            site: a folder in staging, with its manifest.
            keep: how many earlier releases to keep for `--rollback`.

        Returns:
            Where the folder is that stood there before, when that was damaged and so may hold files of others.
        """
        trouble = self.trouble_with_output()
        if trouble and not self.may_repair():
            raise trouble
        if not self.output.exists() or not any(self.output.iterdir()):
            move(site, self.output)
            return None
        if trouble:
            # Exchanged where it will stay: after a crash nobody takes the files of others for leftovers of ours.
            aside = move(site, _next_in(self.store / "replaced"))
            before = self._replace(aside)
            return before if before == aside else move(before, aside)
        before = self._replace(site)
        move(before, _next_in(self._earlier))
        for folder in self.earlier()[keep:]:
            _remove(folder)
        return None

    def take_back(self, release: Path) -> None:
        """Publish an earlier release; what stood there is deleted, so that the next one back is older still."""
        if trouble := self.trouble_with_output():
            raise trouble
        open_to_readers(release)
        if self.output.exists():
            _remove(self._replace(release))
        else:
            move(release, self.output)

    def _replace(self, new: Path) -> Path:
        """Put a folder in the place of the output, and return where the old output is now."""
        if exchange(new, self.output):
            return new
        # No atomic exchange here: two renames. `clean` finishes what a crash between them left half done.
        aside = self.store / "set-aside"
        move(self.output, aside)
        try:
            move(new, self.output)
        except OSError:
            move(aside, self.output)
            raise
        return aside

    # earlier releases ----------------------------------------------------------------------------------------

    def earlier(self) -> list[Path]:
        """The earlier releases, newest first."""
        if not self._earlier.is_dir():
            return []
        return sorted((folder for folder in self._earlier.iterdir() if folder.name.isdigit()), reverse=True)

    def forget_releases_with_others_than(self, public: Set[str]) -> int:
        """Delete every earlier release that holds a page which is not public now.

        Args:
            public: the docnames of the pages that are public.

        Returns:
            How many were deleted.
        """
        withdrawn = self.withdrawn()
        doomed = []
        for folder in self.earlier():
            pages = _pages_of(folder)
            if not pages or not pages <= public or pages & withdrawn:
                doomed.append(folder)
        for folder in doomed:
            _remove(folder)
        return len(doomed)

    # what was withdrawn --------------------------------------------------------------------------------------

    def withdrawn(self) -> set[str]:
        """The docnames that were ever withdrawn and not published again since."""
        try:
            names = json.loads(self._withdrawn.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return set()
        except (ValueError, RecursionError):
            names = None
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise Trouble(
                f"'{self._withdrawn}' is damaged, so what was withdrawn before is not known; put it back from a "
                "backup, or add --repair, which forgets that list and deletes all earlier releases"
            )
        return set(names)

    def forget_damaged_list(self) -> bool:
        """With `repair`: when the list of what was withdrawn is damaged, begin anew and delete all earlier releases.

        Returns:
            Whether it was damaged.
        """
        try:
            self.withdrawn()
        except Trouble:
            if not self.repair:
                raise
            for folder in self.earlier():
                _remove(folder)
            replace_text(self._withdrawn, "[]\n")
            return True
        return False

    def note_withdrawn(self, tombstones: Iterable[str], pages: Iterable[str]) -> None:
        """Remember what is withdrawn, and forget what an editor has published again."""
        names = sorted((self.withdrawn() - set(pages)) | set(tombstones))
        replace_text(self._withdrawn, json.dumps(names, indent=1) + "\n")


@contextmanager
def opened(output: Path, *, repair: bool = False) -> Iterator[Place]:
    """Hold an output folder: the lock is taken, leftovers of a crash are put right.

    Raises:
        Trouble: when somebody else is publishing there, or the folder beside it is not ours.
    """
    store = output.parent / f".{output.name}.publishing"
    output.parent.mkdir(parents=True, exist_ok=True)
    if store.is_symlink() or (store.exists() and not (store / MARKER).is_file() and any(store.iterdir())):
        raise Trouble(f"'{store}' is in the way and was not made by this command; move it away", Exit.USAGE)
    store.mkdir(exist_ok=True)
    if not (store / MARKER).is_file():
        replace_text(store / MARKER, _ABOUT)
    with locked(store / "lock"):
        place = Place(output, store, repair)
        place.clean()
        yield place


def open_to_readers(folder: Path) -> None:
    """Let everybody read what is published, whatever the umask of the publisher, and nobody else change it."""
    folder.chmod(0o755)
    for here, folders, files in os.walk(folder):
        for name in folders:
            (Path(here) / name).chmod(0o755)
        for name in files:
            (Path(here) / name).chmod(0o644)


def _pages_of(folder: Path) -> set[str]:
    """The pages that a release holds; none when that is not known."""
    try:
        manifest = read_manifest(folder)
    except DamagedManifest:
        return set()
    return set(manifest.pages) if manifest else set()


def _next_in(folder: Path) -> Path:
    """The next free number in a folder of numbered folders, which is made."""
    folder.mkdir(exist_ok=True)
    numbers = [int(one.name) for one in folder.iterdir() if one.name.isdigit()]
    return folder / f"{max(numbers, default=0) + 1:06d}"


def replace_text(file: Path, text: str) -> None:
    """Write a small file so that it is whole at every moment."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with open(descriptor, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor, not a path
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        move(Path(name), file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(folder: Path) -> None:
    """Delete a release of ours. Its manifest goes last, so that what is left of it after a crash is still ours."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MANIFEST:
            entry.unlink()
    shutil.rmtree(folder)
