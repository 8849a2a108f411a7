"""Read .doc, .rtf, .odt and slides through LibreOffice, where it is installed: it makes a .docx or PDF of them.

LibreOffice opens a file that somebody else wrote. So it gets a folder and settings of its own that are thrown away, no
macro runs, no link is followed, it is stopped after a while, and what it writes is checked as any file is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefings.importing.pdf import read_pdf
from briefings.importing.refusals import MACROS, MAX_BYTES, MAX_UNPACKED, OLD_WORD, ImportRefused
from briefings.importing.word import read_word

if TYPE_CHECKING:
    from briefings.importing.pieces import Source

SECONDS: Final = 120
_NAMES: Final = ("soffice", "libreoffice")
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_SLIDES: Final = frozenset({"ppt", "pptx", "odp"})
_ZIPPED: Final = frozenset({"pptx", "odt", "odp"})
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{place}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
"""No macro, no object that acts, no picture or text from elsewhere."""


def read_office(data: bytes, kind: str) -> Source:
    """The lines of a file of another office program.

    Args:
        data: the file.
        kind: its format, as `refusals.kind_of_office` names it.

    Raises:
        ImportRefused: where LibreOffice is not installed, or cannot read the file.
    """
    found = program()
    if not found:
        raise ImportRefused(_without_program(kind))
    if kind in _ZIPPED:
        _refuse_package(data)
    target = "pdf" if kind in _SLIDES else "docx"
    made = _converted(found, data, kind, target)
    source = read_pdf(made) if target == "pdf" else read_word(made)
    what = "a PDF of the slides" if target == "pdf" else "a Word file"
    notes = ("notes below slides are not read; look whether they say anything",) if target == "pdf" else ()
    return replace(
        source, did=(f"made {what} of the .{kind} file with LibreOffice", *source.did), doubts=(*source.doubts, *notes)
    )


def program() -> str:
    """The program of LibreOffice on this computer, or ""."""
    named = (shutil.which(name) for name in _NAMES)
    usual = (place for place in _USUAL_PLACES if Path(place).is_file())
    return next((one for one in (*named, *usual) if one), "")


def _without_program(kind: str) -> str:
    if kind in _SLIDES:
        return (
            f"a .{kind} file is not a report; copy the table or slides into Word and save it as .docx, or install "
            f"LibreOffice, with which slides can be imported as they are"
        )
    if kind == "doc":
        return f"{OLD_WORD} (or install LibreOffice, with which it can be imported as it is)"
    return f"a .{kind} file is read through LibreOffice, which is not installed here; install it, or save it as .docx"


def _refuse_package(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        entries = package.infolist()
    if any(
        one.filename.lower().endswith("vbaproject.bin") or one.filename.startswith(("Basic/", "Scripts/"))
        for one in entries
    ):
        raise ImportRefused(MACROS)
    if sum(one.file_size for one in entries) > MAX_UNPACKED:
        raise ImportRefused(
            f"the file unpacks to over {MAX_UNPACKED // 1_000_000} MB; copy the text and paste it into a file that "
            f"ends in .txt, then import that"
        )


def _converted(found: str, data: bytes, kind: str, target: str) -> bytes:
    """What LibreOffice makes of a file.

    Raises:
        ImportRefused: when it makes nothing, or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="briefings-import-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        profile, out, file = place / "profile", place / "out", place / f"report.{kind}"
        _write_settings(profile)
        out.mkdir()
        file.write_bytes(data)
        command = [
            found, f"-env:UserInstallation={profile.as_uri()}",
            "--headless", "--norestore", "--nologo", "--nolockcheck",
            "--convert-to", target, "--outdir", str(out), str(file),
        ]  # fmt: skip
        _run(command, place)
        made = out / f"report.{target}"
        if not made.is_file() or made.is_symlink() or made.stat().st_size > MAX_BYTES:
            raise ImportRefused(
                f"LibreOffice cannot read this .{kind} file (is it locked with a password, or broken?); open it and "
                f"save it as .docx"
            )
        return made.read_bytes()


def _write_settings(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_SETTING.format(place=place, name=name, value=value) for place, name, value in _SETTINGS)
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (user / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", encoding="utf-8")


def _run(command: list[str], place: Path) -> None:
    """Run LibreOffice without a terminal, and end it with all that it started when it takes too long.

    Raises:
        ImportRefused: when it cannot be started, or takes too long.
    """
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")}
    settings = {**kept, "HOME": str(place), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of this computer, with names that we chose
            command,
            cwd=place,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise ImportRefused("LibreOffice cannot be started; open the file yourself and save it as .docx") from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise ImportRefused(
            f"LibreOffice took over {SECONDS} seconds for this file; open it yourself and save it as .docx"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform != "win32":
        from signal import SIGKILL

        os.killpg(process.pid, SIGKILL)
    process.kill()
    process.wait()
