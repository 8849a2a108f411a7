"""The three things a publisher can do: publish, verify what is published, go back to an earlier release."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from briefings.audit import audit
from briefings.audit.canaries import canaries_for, evidence
from briefings.memory import without_collector
from briefings.model.content import load_content
from briefings.model.dates import PartialDate
from briefings.model.problems import Level, errors_in, in_order
from briefings.model.published import check_published
from briefings.model.selection import Tombstone
from briefings.model.vocabulary import FOLDER_OF_KIND, Kind
from briefings.publishing.build import build
from briefings.publishing.comparison import by_content, by_hand
from briefings.publishing.exchange import settle
from briefings.publishing.form import form_of
from briefings.publishing.last_release import last_release
from briefings.publishing.manifest import MANIFEST, DamagedManifest, Manifest, changes_in, read_manifest, write_manifest
from briefings.publishing.place import open_to_readers, opened
from briefings.publishing.signals import held_back
from briefings.publishing.snapshot import drop_what_is_held_back, no_site, stamp_of_code, take
from briefings.publishing.steps import STEPS
from briefings.publishing.trouble import UNCHANGED, Exit, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefings.audit.canaries import Canaries
    from briefings.model.library import Library
    from briefings.model.problems import Problem
    from briefings.model.published import Published
    from briefings.publishing.place import Place
    from briefings.publishing.snapshot import Snapshot

KEEP: Final = 3
"""How many earlier releases are kept for going back."""


_FORGOTTEN: Final = (
    "The list of what was withdrawn was damaged: it begins anew, and all earlier releases were deleted. Check that no "
    "page is public again that was withdrawn."
)
_ASIDE: Final = (
    "The folder that was there before is now '{}'. It is not served, but may hold what was withdrawn: take out what is "
    "yours, then delete it."
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        site: the folder with ``conf.py`` and ``content/``.
        output: where the published site stands.
        as_of: the date for which to build.
        say: how to tell the person who waits.
        keep: how many earlier releases to keep.
        republish: docnames that were withdrawn and may be public again.
        repair: whether to publish although the manifest of what stands there is damaged, or holds files of others.
        last_release: the list of addresses of the last release, where it is not that of the output.
        accept_new_addresses: whether to publish although addresses would be lost that were published.
    """

    site: Path
    output: Path
    as_of: date
    say: Callable[[str], None]
    keep: int = KEEP
    republish: frozenset[str] = frozenset()
    repair: bool = False
    last_release: Path | None = None
    accept_new_addresses: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A finished site in staging: audited, with its manifest, not public yet."""

    folder: Path
    manifest: Manifest
    library: Library

    @property
    def tombstones(self) -> set[str]:
        """The docnames of what is withdrawn."""
        return {name for name, entry in self.library.entries.items() if isinstance(entry.record, Tombstone)}


class Faulty(Trouble):
    """What was built has faults. `secrets` says which words of which page came out: for the publisher's eyes alone."""

    def __init__(self, message: str, findings: list[str], secrets: str) -> None:
        super().__init__(message, Exit.FINDINGS, tuple(findings))
        self.secrets = secrets


def publish(order: Order) -> Made:
    """Check, build, audit and publish.

    Raises:
        Trouble: with the reason; the published site is as it was.
    """
    refuse(order.site, order.output)
    with opened(order.output, repair=order.repair) as place:
        if (trouble := place.trouble_with_output()) and not place.may_repair():
            raise trouble
        if place.forget_damaged_list():
            order.say(_FORGOTTEN)
        with place.staging() as staging:
            last = last_release(order.site, order.output, order.last_release, order.say)
            made = make(order, staging, None if order.accept_new_addresses else last)
            if again := sorted((place.withdrawn() & set(made.manifest.pages)) - order.republish):
                names = " ".join(f"--republish {name}" for name in again)
                raise Trouble(
                    f"{', '.join(again)}: withdrawn before, and now public again; if that is meant, add {names}. "
                    f"{UNCHANGED}",
                    Exit.FINDINGS,
                )
            place.note_withdrawn(made.tombstones, made.manifest.pages)
            order.say("Putting the new site in place …")
            settle(made.folder)
            with held_back():  # whoever stops us here waits until releases with withdrawn pages are gone too
                aside = place.put(made.folder, order.keep)
                forgotten = place.forget_releases_with_others_than(set(made.manifest.pages))
        if forgotten:
            order.say(f"Deleted {forgotten} kept from before, because what was withdrawn or removed was in it.")
        if aside:
            order.say(_ASIDE.format(aside))
    return made


def make(order: Order, staging: Path, last: Published | None = None) -> Made:
    """Make the whole site in a staging folder.

    Args:
        order: what is asked for.
        staging: an empty folder.
        last: the addresses that must not be lost, if any.

    Raises:
        Trouble: when the content, the build or the audit finds anything.
    """
    order.say(f"Checking the content as of {order.as_of} …")
    code_before = stamp_of_code(order.site)
    snapshot = take(order.site / "content", staging / "content", order.as_of)
    lost = list(_lost_addresses(snapshot, last)) if last else []
    for problem in lost:
        if problem.code.level is Level.ADVICE:
            order.say(str(problem))
    if errors := errors_in(in_order([*snapshot.content.problems, *lost])):
        counted = f"{len(errors)} {'problem' if len(errors) == 1 else 'problems'} to correct"
        raise Trouble(f"{counted}. {UNCHANGED}", Exit.FINDINGS, tuple(map(str, errors)))
    drop_what_is_held_back(snapshot)
    library = snapshot.content.library
    order.say(f"Building {len(library.entries)} pages …")
    folder = staging / "site"
    build(order.site, snapshot.folder, snapshot.content.chosen, folder, staging / "doctrees", order.as_of)
    for step in STEPS:
        order.say(f"{step.doing} …")
        step.run(folder, library)
    if stamp_of_code(order.site) != code_before:
        raise Trouble("conf.py, a template or a style was changed during the build; run the command again")
    pages = [name for name, entry in library.entries.items() if not isinstance(entry.record, Tombstone)]
    open_to_readers(folder)
    manifest = write_manifest(folder, order.as_of, pages)
    order.say(f"Reading {len(manifest.files) + 1} files again, as a reader's browser would …")
    canaries = canaries_for(snapshot.held, snapshot.withdrawn, library, snapshot.folder, order.site)
    with without_collector():  # the content alone is millions of values
        findings = audit(folder, canaries, form_of(order.site, library), manifest.files)
    if findings:
        counted = f"{len(findings)} {'fault' if len(findings) == 1 else 'faults'} in what was built"
        secrets = _secrets(folder, findings, canaries, {**snapshot.held, **snapshot.withdrawn})
        raise Faulty(f"{counted}. {UNCHANGED}", findings, secrets)
    return Made(folder, manifest, library)


def _lost_addresses(snapshot: Snapshot, last: Published) -> Iterator[Problem]:
    """Published addresses that would be lost; what is held back from readers counts as being there."""
    library = snapshot.content.library
    return check_published(last, library, "content", snapshot.held.keys() | library.entries.keys())


def _secrets(folder: Path, findings: list[str], canaries: Canaries, pages: dict[str, str]) -> str:
    """What stands in the staged site though it is not public; "" when nothing was found."""
    names = sorted({one.partition(":")[0] for one in findings if one.endswith("[not-public]")})
    files = [folder / name for name in names if (folder / name).is_file()]
    return evidence(((file.relative_to(folder).as_posix(), file.read_bytes()) for file in files), canaries, pages)


def verify(order: Order) -> int:
    """Compare what is published with its manifest, and with a build of the content as it is now.

    Returns:
        How many files are published, all of them as they should be.

    Raises:
        Trouble: with every difference.
    """
    refuse(order.site, order.output)
    manifest = _published(order.output)
    with opened(order.output) as place, place.staging() as staging:
        order.say("Comparing the published files with their manifest …")
        said, number = by_hand(order.output, manifest)
        made = make(Order(order.site, order.output, date.fromisoformat(manifest.as_of), order.say), staging)
        others, more = by_content(order.output, manifest, made.folder, made.manifest)
    if said := [*said, *others]:
        counted = f"{number + more:,} {'difference' if number + more == 1 else 'differences'}"
        raise Trouble(f"{counted}; publish again to put them right", Exit.FINDINGS, tuple(said))
    return len(manifest.files) + 1


def rollback(order: Order) -> str:
    """Put the newest earlier release back, unless a page in it is not public any more.

    Returns:
        Which one it is: when it was published, as of which day, with how many briefings.

    Raises:
        Trouble: when there is none that may come back.
    """
    refuse(order.site, order.output)
    with opened(order.output) as place:
        if trouble := place.trouble_with_output():
            raise trouble
        order.say(f"Looking up what is public as of {order.as_of} …")
        library = load_content(order.site / "content", as_of=order.as_of, advice=False).library
        public = {name for name, entry in library.entries.items() if not isinstance(entry.record, Tombstone)}
        forgotten = place.forget_releases_with_others_than(public)
        if forgotten:
            order.say(f"Deleted {forgotten} of the earlier releases: a page in it is withdrawn, removed or held back.")
        release, manifest = _newest_whole(place)
        said = _said_of(release, manifest)
        with held_back():
            place.take_back(release)
        return said


def _said_of(release: Path, manifest: Manifest) -> str:
    """A release as somebody remembers it. The hour is that of its last file, so it is told and never decided by."""
    moment = datetime.fromtimestamp((release / MANIFEST).stat().st_mtime, UTC).astimezone(ZoneInfo("Europe/London"))
    day = PartialDate(moment.year, moment.month, moment.day).words
    folder = f"{FOLDER_OF_KIND[Kind.BRIEFING]}/"
    number = sum(page.startswith(folder) and page != f"{folder}index" for page in manifest.pages)
    counted = "1 briefing" if number == 1 else f"{number} briefings"
    return f"published on {day} at {moment:%H:%M} ({counted}, as of {manifest.as_of})"


def _published(output: Path) -> Manifest:
    """The manifest of what is published.

    Raises:
        Trouble: when nothing is, or when the manifest is damaged.
    """
    try:
        manifest = read_manifest(output)
    except DamagedManifest as damage:
        raise Trouble(
            f"the manifest of the published site is damaged: {damage}. Publish again with --repair", Exit.FINDINGS
        ) from None
    if manifest is None:
        raise Trouble(f"there is no published site in '{output}' to verify; publish first", Exit.USAGE)
    return manifest


def _newest_whole(place: Place) -> tuple[Path, Manifest]:
    for release in place.earlier():
        with suppress(DamagedManifest):
            manifest = read_manifest(release)
            if manifest and not changes_in(release, manifest):
                return release, manifest
    raise Trouble("there is no earlier release that may come back; put the content right and publish", Exit.FINDINGS)


def refuse(site: Path, output: Path) -> None:
    """Stop before anything is touched when the folders make no sense.

    Raises:
        Trouble: with advice.
    """
    if not (site / "conf.py").is_file() or not (site / "content").is_dir():
        raise no_site(site)
    held = (site / "content", *(site / name for name in ("_templates", "_static", "ext")))
    if output in (site, Path.home(), Path(output.anchor)) or output in site.parents:
        raise Trouble(f"the output cannot be '{output}'; choose a folder of its own, such as _build/site", Exit.USAGE)
    if any(folder in (output, *output.parents) for folder in held):
        raise Trouble(
            f"the output cannot be '{output}', which is part of the site's sources; "
            "choose a folder outside, such as _build/site",
            Exit.USAGE,
        )
