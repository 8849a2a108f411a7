"""Write the list of all parts of a release (SBOM) from the hashed lock: CycloneDX 1.6, as JSON.

Nothing is asked of a network and nothing depends on the computer: the same lock gives the same bytes. The list holds
each library with its version, its licence (`licences.toml`), the hashes that pip accepts, and which library needs
which; and what lies in the repository itself though others made it, such as fonts. It goes to standard output, or into
the file that is named.

Exit codes: 0 written, 1 the lock is not as it should be, 2 wrong use.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from briefings.__about__ import __version__

ROOT: Final = Path(__file__).resolve().parent.parent
FORMAT: Final = "1.6"
LICENCES: Final = "scripts/licences.toml"
_PINNED: Final = re.compile(r"([A-Za-z0-9][\w.-]*)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?", re.ASCII)
_HASH: Final = re.compile(r"\s+--hash=sha256:([0-9a-f]{64})\s*\\?", re.ASCII)
_NEEDED_BY: Final = re.compile(r"\s+#\s+(?:via\s*)?([A-Za-z0-9][\w.-]*)?.*", re.ASCII)
_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/")
_FONTS: Final = {"Atkinson Hyperlegible Next": ("ext/briefings/theme/static/fonts/*.woff2", "OFL-1.1")}
"""What others made and we keep in the repository: its files and its licence."""


class UnreadableLock(Exception):
    """A line of the lock that is not pinned with hashes, or a part without a licence."""


@dataclass(frozen=True, slots=True)
class Part:
    """One library of the lock. `line` is where it stands."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]
    line: int

    @property
    def purl(self) -> str:
        """Its address as all tools for SBOMs know it."""
        return f"pkg:pypi/{_plain(self.name)}@{self.version}"


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(
        description="Write the list of all parts of a release (SBOM) from the hashed lock."
    )
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.txt", help="the lock to read")
    parser.add_argument("--output", type=Path, help="the file to write (default: standard output)")
    options = parser.parse_args(argv)
    if not options.lock.is_file():
        parser.error(f"there is no lock '{options.lock}'; run 'make lock', or name one with --lock")
    try:
        text = sbom(options.lock.read_text(encoding="utf-8"), ROOT)
    except UnreadableLock as error:
        print(f"{options.lock.name}:{error}", file=sys.stderr)
        return 1
    if options.output:
        options.output.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return 0


def sbom(lock: str, root: Path) -> str:
    """The SBOM of a project as text.

    Args:
        lock: the lock, as ``uv pip compile --generate-hashes`` writes it.
        root: the folder of the project.

    Raises:
        UnreadableLock: when anything in the lock has no version, no hash or no licence.
    """
    parts = parts_in(lock)
    licences = tomllib.loads((root / LICENCES).read_text(encoding="utf-8"))
    for part in parts:
        if _plain(part.name) not in licences:
            raise UnreadableLock(f"{part.line}: '{part.name}' has no licence; add it to {LICENCES}")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    project["version"] = __version__
    own = {
        "type": "application",
        "bom-ref": f"pkg:pypi/{_plain(project['name'])}@{project['version']}",
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": f"pkg:pypi/{_plain(project['name'])}@{project['version']}",
    }
    fonts = _fonts(root)
    made = {
        "$schema": f"http://cyclonedx.org/schema/bom-{FORMAT}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": FORMAT,
        "serialNumber": "",
        "version": 1,
        "metadata": {"component": own},
        "components": [*(_component(part, licences[_plain(part.name)]) for part in parts), *fonts],
        "dependencies": _dependencies(own["bom-ref"], _plain(project["name"]), parts, fonts),
    }
    made["serialNumber"] = uuid.uuid5(_NAMESPACE, json.dumps(made, sort_keys=True)).urn
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def parts_in(lock: str) -> list[Part]:
    """The libraries of a lock, in its order.

    Raises:
        UnreadableLock: with the line, when something in it is not pinned by version and hash.
    """
    parts: list[Part] = []
    hashes: list[str] = []
    needed_by: list[str] = []
    head: tuple[int, re.Match[str]] | None = None

    def close() -> None:
        if head is None:
            return
        number, match = head
        if not hashes:
            raise UnreadableLock(f"{number}: '{match[1]}' has no hash; run 'make lock'")
        parts.append(Part(match[1], match[2], match[3] or "", tuple(hashes), tuple(needed_by), number))

    for number, line in enumerate(lock.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if match := _PINNED.fullmatch(line):
            close()
            head, hashes, needed_by = (number, match), [], []
        elif match := _HASH.fullmatch(line):
            hashes.append(match[1])
        elif match := _NEEDED_BY.fullmatch(line):
            needed_by += [match[1]] if match[1] else []
        else:
            raise UnreadableLock(f"{number}: is not pinned by a version and hashes; run 'make lock'")
    close()
    if not parts:
        raise UnreadableLock("1: the lock is empty; run 'make lock'")
    return parts


def _component(part: Part, licence: str) -> dict[str, Any]:
    where = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{_plain(part.name)}/{part.version}/",
        "hashes": [{"alg": "SHA-256", "content": value} for value in part.hashes],
    }
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "licenses": [_licence(licence)],
        "purl": part.purl,
        "externalReferences": [where],
    }
    if part.marker:
        made["scope"] = "optional"
        made["properties"] = [{"name": "python:marker", "value": part.marker}]
    return made


def _licence(expression: str) -> dict[str, Any]:
    """A licence as CycloneDX has it: one by its SPDX id, several as an expression."""
    return {"expression": expression} if " " in expression else {"license": {"id": expression}}


def _fonts(root: Path) -> list[dict[str, Any]]:
    made = []
    for name, (files, licence) in _FONTS.items():
        for file in sorted(root.glob(files)):
            where = file.relative_to(root).as_posix()
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            made.append(
                {
                    "type": "file",
                    "bom-ref": where,
                    "name": where,
                    "description": name,
                    "hashes": [{"alg": "SHA-256", "content": digest}],
                    "licenses": [{"license": {"id": licence}}],
                }
            )
    return made


def _dependencies(own: str, name: str, parts: list[Part], fonts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which part needs which: the lock says of each what needs it, SBOMs say it the other way round."""
    needs: dict[str, list[str]] = {own: [font["bom-ref"] for font in fonts], **{part.purl: [] for part in parts}}
    refs = {name: own, **{_plain(part.name): part.purl for part in parts}}
    for part in parts:
        for one in part.needed_by:
            needs[refs[_plain(one)]].append(part.purl)
    return [{"ref": ref, "dependsOn": sorted(found)} for ref, found in needs.items()]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
