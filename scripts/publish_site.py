"""Build the published site from the content folder: check, clean build aside, manifest, swap into place.

Exit codes: 0 published, 1 problems in the content (nothing was changed), 2 wrong use, 3 the build itself failed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from briefings.model.clock import as_of_date
from briefings.model.content import load_content
from briefings.model.problems import errors_in

ROOT: Final = Path(__file__).resolve().parent.parent
MANIFEST: Final = "manifest.json"
_PREVIEW_NOTES: Final = (".buildinfo", ".briefings.json")


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: that of the process) and return its exit code."""
    options = _parse(argv)
    as_of, output = options.as_of or as_of_date(), options.output.resolve()
    if refusal := _refuse(options.site.resolve(), output):
        print(f"publish: {refusal}", file=sys.stderr)
        return 2
    _say(f"Checking the content as of {as_of} …")
    content = load_content(options.site / "content", as_of=as_of)
    errors = errors_in(content.problems)
    if errors:
        print(*errors, sep="\n", file=sys.stderr)
        _say(f"{len(errors)} to correct. Nothing was published; the site is as it was.")
        return 1
    output.parent.mkdir(parents=True, exist_ok=True)
    # Beside the output, so that the swap is a rename on one file system.
    with tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent) as workshop:
        staged, doctrees = Path(workshop) / "site", Path(workshop) / "doctrees"
        _say("Building …")
        if not _build(options.site, staged, doctrees, as_of):
            _say("The build failed; see above. Nothing was published; the site is as it was.")
            return 3
        files = _write_manifest(staged, as_of)
        _swap(staged, output, Path(workshop) / "previous")
    _say(f"Published {files} files, {len(content.library.briefings)} briefings: {output / 'index.html'}")
    _say("Open that file in a browser, or run 'make serve' and go to http://127.0.0.1:8000/")
    return 0


def _parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the published site from the content folder.")
    parser.add_argument("--site", type=Path, default=ROOT, help="the folder with conf.py and content/")
    parser.add_argument("--output", type=Path, default=ROOT / "_build" / "site", help="where the site goes")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="build as if on this date")
    return parser.parse_args(argv)


def _say(text: str) -> None:
    print(text, flush=True)


def _refuse(site: Path, output: Path) -> str:
    """Why the command cannot run here, in a sentence, or ""."""
    if not (site / "conf.py").is_file() or not (site / "content").is_dir():
        return f"'{site}' is no site: it needs conf.py and content/; name the right folder with --site"
    if output == site or output in site.parents or (site / "content") in (output, *output.parents):
        return f"the output cannot be '{output}'; choose a folder outside the content, such as _build/site"
    if output.exists() and not (output / MANIFEST).is_file() and (not output.is_dir() or any(output.iterdir())):
        return f"'{output}' holds something that this command did not make; choose another folder or empty it"
    return ""


def _build(site: Path, staged: Path, doctrees: Path, as_of: date) -> bool:
    """Run a clean Sphinx build in which every warning counts."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-E", "-W", "--keep-going"]
    command += ["-D", f"briefings_as_of={as_of}", "-D", "briefings_strict=1", "-D", "briefings_drafts=0"]
    command += ["-c", str(site), "-d", str(doctrees), str(site / "content"), str(staged)]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own arguments only


def _write_manifest(staged: Path, as_of: date) -> int:
    """List every file with its SHA-256, and return how many there are."""
    for name in _PREVIEW_NOTES:
        (staged / name).unlink(missing_ok=True)
    files = sorted(file for file in staged.rglob("*") if file.is_file())
    digests = {file.relative_to(staged).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    text = json.dumps({"as_of": str(as_of), "files": digests}, indent=1)
    (staged / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return len(files) + 1


def _swap(staged: Path, output: Path, previous: Path) -> None:
    """Put the new site where the old one was; if that fails, the old one comes back."""
    if not output.exists():
        staged.rename(output)
        return
    output.rename(previous)
    try:
        staged.rename(output)
    except OSError:
        previous.rename(output)
        raise
    shutil.rmtree(previous)


if __name__ == "__main__":
    sys.exit(main())
