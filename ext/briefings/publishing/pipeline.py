"""The three things a publisher can do: publish, verify what is published, go back to an earlier release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.audit import audit
from briefings.audit.canaries import canaries_for, evidence
from briefings.memory import without_collector
from briefings.model.content import load_content
from briefings.model.problems import errors_in
from briefings.model.selection import Tombstone
from briefings.publishing.build import build
from briefings.publishing.form import form_of
from briefings.publishing.manifest import Manifest, changes_in, read_manifest, write_manifest
from briefings.publishing.place import opened, refuse_strangers
from briefings.publishing.snapshot import drop_what_is_held_back, no_site, stamp_of_code, take
from briefings.publishing.steps import STEPS
from briefings.publishing.trouble import UNCHANGED, Exit, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefings.audit.canaries import Canaries
    from briefings.model.library import Library
    from briefings.publishing.place import Place

KEEP: Final = 3
"""How many earlier releases are kept for going back."""


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
    """

    site: Path
    output: Path
    as_of: date
    say: Callable[[str], None]
    keep: int = KEEP
    republish: frozenset[str] = frozenset()


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
    with opened(order.output) as place:
        refuse_strangers(order.output)
        with place.staging() as staging:
            made = make(order, staging)
            if again := sorted((place.withdrawn() & set(made.manifest.pages)) - order.republish):
                names = " ".join(f"--republish {name}" for name in again)
                raise Trouble(
                    f"{', '.join(again)}: withdrawn before, and now public again; if that is meant, add {names}. "
                    f"{UNCHANGED}",
                    Exit.FINDINGS,
                )
            place.note_withdrawn(made.tombstones, made.manifest.pages)
            order.say("Putting the new site in place …")
            place.put(made.folder, order.keep)
        forgotten = place.forget_releases_with_others_than(set(made.manifest.pages))
        if forgotten:
            order.say(f"Deleted {forgotten} kept from before, because what was withdrawn or removed was in it.")
    return made


def make(order: Order, staging: Path) -> Made:
    """Make the whole site in a staging folder.

    Raises:
        Trouble: when the content, the build or the audit finds anything.
    """
    order.say(f"Checking the content as of {order.as_of} …")
    code_before = stamp_of_code(order.site)
    snapshot = take(order.site / "content", staging / "content", order.as_of)
    if errors := errors_in(snapshot.content.problems):
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
    manifest = read_manifest(order.output)
    if manifest is None:
        raise Trouble(f"there is no published site in '{order.output}' to verify; publish first", Exit.USAGE)
    with opened(order.output) as place, place.staging() as staging:
        order.say("Comparing the published files with their manifest …")
        said = changes_in(order.output, manifest)
        try:
            day = date.fromisoformat(manifest.as_of)
        except ValueError:
            raise Trouble("the manifest of the published site has no date; publish again", Exit.FINDINGS) from None
        made = make(Order(order.site, order.output, day, order.say), staging)
        for name in sorted(manifest.files.keys() | made.manifest.files.keys()):
            if manifest.files.get(name) != made.manifest.files.get(name):
                said.append(f"{name}: a build of the content as it is now gives something else")
    if said:
        counted = f"{len(said)} {'difference' if len(said) == 1 else 'differences'}"
        raise Trouble(f"{counted}; publish again to put them right", Exit.FINDINGS, tuple(said))
    return len(manifest.files) + 1


def rollback(order: Order) -> Manifest:
    """Put the newest earlier release back, unless a page in it is not public any more.

    Returns:
        Its manifest.

    Raises:
        Trouble: when there is none that may come back.
    """
    refuse(order.site, order.output)
    with opened(order.output) as place:
        refuse_strangers(order.output)
        order.say(f"Looking up what is public as of {order.as_of} …")
        library = load_content(order.site / "content", as_of=order.as_of, advice=False).library
        public = {name for name, entry in library.entries.items() if not isinstance(entry.record, Tombstone)}
        forgotten = place.forget_releases_with_others_than(public)
        if forgotten:
            order.say(f"Deleted {forgotten} of the earlier releases: a page in it is withdrawn, removed or held back.")
        release = _newest_whole(place)
        manifest = read_manifest(release)
        assert manifest is not None
        place.take_back(release)
        return manifest


def _newest_whole(place: Place) -> Path:
    for release in place.earlier():
        manifest = read_manifest(release)
        if manifest and not changes_in(release, manifest):
            return release
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
