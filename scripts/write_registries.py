"""Write the registries of the package from our own content: the themes, agencies and policies that are nobody's own.

Run it after a change of these pages; `--check` only says whether it is needed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.model.common import COMMON_KINDS, HANDBOOK
from briefings.model.format_page import format_page
from briefings.model.page import read_page
from briefings.model.schema import Agency, Policy, Theme
from briefings.model.vocabulary import PolicyKind

if TYPE_CHECKING:
    from briefings.model.entry import DocEntry

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "ext" / "briefings" / "registries"
_NATIONAL: Final = (PolicyKind.ACT, PolicyKind.STATUTORY_GUIDANCE)
_ALSO: Final = frozenset({"dash"})
"""Other policies that pages of the registries name."""
_OURS_ALONE: Final = {
    "agencies/adult-mental-health.md": (", Devon Partnership Trust, DPT",),
    "agencies/childrens-social-care.md": (
        "\n  - Early Years and Families\n  - EY&F\n  - Sandwell Children's Trust\n  - SCT",
    ),
    "agencies/drug-and-alcohol-services.md": (", Shropshire Recovery Partnership",),
    "agencies/health-commissioners.md": ("\n  - NHS Devon",),
    "policies/working-together-2006.md": (" Its paragraph 5.54 was used in Devon's audits of strategy discussions.",),
    "policies/working-together-2010.md": (" In force when Devon's board looked back at its audits in March 2011.",),
    "themes/sharing-minutes-and-plans.md": (
        " All five partnerships on this site found this.",
        " One shows that it can be put right: see {recommendation}`devon-2011-case-audits/3.4`.",
    ),
}
"""What pages say of the briefings and areas of this site."""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Write the registries of the package from content/.")
    parser.add_argument("--check", action="store_true", help="only say which files differ")
    options = parser.parse_args(argv)
    wanted = registries()
    found = {file.relative_to(TARGET).as_posix(): file.read_bytes() for file in TARGET.rglob("*.md")}
    differ = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    for name in differ:
        print(f"{TARGET.relative_to(ROOT)}/{name}")
        if not options.check:
            _write(TARGET / name, wanted.get(name))
    if differ and options.check:
        print("These differ from content/; run: .venv/bin/python -m scripts.write_registries", file=sys.stderr)
        return 1
    return 0


def _write(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def registries() -> dict[str, bytes]:
    """The pages that every area can use, by their place."""
    found = {}
    for kind in COMMON_KINDS:  # the handbook is put into the package when it is built
        for file in sorted((ROOT / "content" / kind).glob("*.md")):
            data = file.read_bytes()
            entry = read_page(data, docname=f"{kind}/{file.stem}", path=file.name).entry
            if entry is not None and kind != HANDBOOK and _is_common(entry):
                found[f"{kind}/{file.name}"] = _for_everyone(f"{kind}/{file.name}", data)
    return found


def _for_everyone(name: str, data: bytes) -> bytes:
    for ours in _OURS_ALONE.get(name, ()):
        assert ours.encode() in data, f"{name} does not say what is ours alone any more; correct _OURS_ALONE"
        data = data.replace(ours.encode(), b"")
    return format_page(data, name.removesuffix(".md"), name, agencies=frozenset(), pinned=frozenset()).data


def _is_common(entry: DocEntry) -> bool:
    """Whether a page is of no area: a theme, an agency that is not called after a place, national law and guidance."""
    record = entry.record
    if isinstance(record, Policy):
        return record.kind in _NATIONAL or entry.slug in _ALSO
    return isinstance(record, Theme) or (isinstance(record, Agency) and "(" not in record.title)


if __name__ == "__main__":
    sys.exit(main())
