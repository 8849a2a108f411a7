"""Put the program of the web form (Decap CMS) in place: from the npm registry, checked, without npm.

Only for sites with `briefings_admin` in conf.py. Exit codes: 0 it is in place, 1 it could not be fetched or is not what
it should be (nothing was written), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import base64
import io
import sys
import tarfile
import urllib.request
from hashlib import sha256, sha512
from pathlib import Path
from typing import Final

from briefings.outputs.form.program import ARCHIVE, INTEGRITY, PACKAGE, PLACE, PROGRAM, VERSION

ROOT: Final = Path(__file__).resolve().parent.parent
_LARGEST: Final = 64 * 1024 * 1024


class NotFetchedError(Exception):
    """The program could not be put in place; the message says why."""


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    parser = argparse.ArgumentParser(description="Put the program of the web form in place.")
    parser.add_argument("--site", type=Path, default=ROOT, help="the folder with conf.py")
    parser.add_argument("--archive", type=Path, metavar="FILE", help=f"the archive, if you have it: {ARCHIVE}")
    options = parser.parse_args(argv)
    if not (options.site / "conf.py").is_file():
        parser.error(f"there is no conf.py in '{options.site}'; name the folder of a site")
    try:
        archive = options.archive.read_bytes() if options.archive else fetched()
        files = files_of(archive)
    except (NotFetchedError, OSError) as error:
        print(f"fetch_admin: {error}; nothing was written", file=sys.stderr)
        return 1
    for name, data in files.items():
        place = options.site / PLACE / name
        place.parent.mkdir(parents=True, exist_ok=True)
        begun = place.with_suffix(".new")
        begun.write_bytes(data)
        begun.replace(place)
    print(f"{PACKAGE} {VERSION} is in place: {options.site / PLACE}")
    return 0


def fetched() -> bytes:
    """The archive, from the npm registry.

    Raises:
        OSError: when it cannot be had.
    """
    with urllib.request.urlopen(ARCHIVE, timeout=60) as answer:  # noqa: S310 - a fixed https address
        data: bytes = answer.read(_LARGEST)
    return data


def files_of(archive: bytes, integrity: str = INTEGRITY) -> dict[str, bytes]:
    """The files of the program out of the archive.

    Raises:
        NotFetchedError: when the archive, or a file in it, is not the one that we know.
    """
    if "sha512-" + base64.b64encode(sha512(archive).digest()).decode() != integrity:
        raise NotFetchedError(f"the archive is not that of {PACKAGE} {VERSION}: its digest is another")
    files = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for name, digest in PROGRAM.items():
            file = opened.extractfile(f"package/dist/{name}")
            data = file.read() if file else b""
            if sha256(data).hexdigest() != digest:
                raise NotFetchedError(f"{name} in the archive is not the one that we know")
            files[name] = data
    return files


if __name__ == "__main__":
    sys.exit(main())
