"""Print what changed in one version, for its release; refuse a tag that the package or the changelog does not know."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Final

from briefings.__about__ import __version__

ROOT: Final = Path(__file__).resolve().parent.parent
_HEADING: Final = re.compile(r"(?m)^## (.*)\n")


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Print what changed in one version.")
    parser.add_argument("tag", help="the tag of the release, such as v0.2.0")
    tag = parser.parse_args(argv).tag
    try:
        print(notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), tag, __version__))
    except ValueError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    return 0


def notes(changelog: str, tag: str, version: str) -> str:
    """The part of the changelog for a tag.

    Raises:
        ValueError: when the tag, the version of the package and the changelog do not agree.
    """
    if tag != f"v{version}":
        raise ValueError(
            f"the tag {tag} is not that of the package, which has version {version} (ext/briefings/__about__.py)"
        )
    parts = _HEADING.split(changelog)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    if sections.get("Unreleased", "").strip():
        raise ValueError(f"CHANGELOG.md has entries under 'Unreleased'; put them under '## {version} – date'")
    for heading, text in sections.items():
        if heading.split()[0] == version and text.strip():
            return text.strip()
    raise ValueError(f"CHANGELOG.md has no part '## {version} – date'; write it")


if __name__ == "__main__":
    sys.exit(main())
