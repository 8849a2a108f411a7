"""What cannot be imported, in a sentence that says what to do instead."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

MAX_BYTES: Final = 30_000_000
MAX_UNPACKED: Final = 200_000_000
MAX_PAGES: Final = 100
MAX_WORDS: Final = 40_000
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_PASTE = "copy the text and paste it into a file that ends in .txt, then import that"
_WELSH: Final = frozenset(
    "mae yn yr y wedi gan eu ei bod gyda plant neu sydd oedd hefyd pobl ar gyfer chwaith nid".split()
)
_ENGLISH: Final = frozenset("the of and to in was were that for with is are on by be children".split())
_ENOUGH_WORDS: Final = 40
_ENOUGH_DIFFERENT: Final = 5


class ImportRefused(Exception):
    """The file cannot be imported; the text is a sentence for the person at the keyboard."""


def refuse_by_name(name: str, data: bytes) -> None:
    """Refuse what the name and the first bytes already show.

    Raises:
        ImportRefused: with what to do instead.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not data.strip():
        raise ImportRefused("the file is empty; check that it is the right one")
    if len(data) > MAX_BYTES:
        raise ImportRefused(f"the file is over {MAX_BYTES // 1_000_000} MB; {_PASTE}")
    if data.startswith(_OLD_OFFICE) and b"E\0n\0c\0r\0y\0p\0t" in data:
        raise ImportRefused(
            "the file is locked with a password; open it in Word, take the password off (File, Info, "
            "Protect Document) and save it again"
        )
    if ending in ("docm", "dotm", "pptm", "potm"):
        raise ImportRefused(MACROS)
    if kind_of_office(name, data):
        return  # another program reads it, where it is installed
    if ending == "doc" and not data.startswith(_ZIP):
        raise ImportRefused(OLD_WORD)  # Word opens whatever is called .doc: web pages often are
    if ending in ("odt", "rtf", "pages", "htm", "html", "dot", "wpd"):
        raise ImportRefused(f"a .{ending} file cannot be imported; save it as .docx, or {_PASTE}")
    if ending in ("xls", "xlsx", "csv", "ppt", "pptx", "ods", "odp"):
        raise ImportRefused(
            f"a .{ending} file is not a report; copy the table or slides into Word and save it as .docx"
        )
    if ending in ("png", "jpg", "jpeg", "tif", "tiff", "gif", "heic"):
        raise ImportRefused("a picture has no text to import; ask the publisher for the Word file")


def kind_of_office(name: str, data: bytes) -> str:
    """Which office program's format a file has that is not read here: doc, rtf, odt, ppt, pptx or odp; or ""."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if data.startswith(_OLD_OFFICE):
        if ending in ("ppt", "pps"):
            return "ppt"
        return "" if ending in ("xls", "xlt") else "doc"
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if not data.startswith(_ZIP):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mimetype = package.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return ""
    if "ppt/presentation.xml" in names:
        return "pptx"
    of_mimetype = {_OPEN_DOCUMENT + b"text": "odt", _OPEN_DOCUMENT + b"presentation": "odp"}
    return of_mimetype.get(mimetype.strip(), "")


_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."
OLD_WORD: Final = "this is an old Word file (.doc); open it in Word and save it as .docx, then import that"
MACROS: Final = (
    "the file holds macros (small programs), which are not opened here; "
    "save it in Word as 'Word Document (.docx)', without macros"
)
BROKEN: Final = f"this is not a Word file that can be opened; open it in Word and save it again as .docx, or {_PASTE}"


def refuse_word(data: bytes) -> None:
    """Refuse a .docx that is broken, holds macros, or is made to fill the computer.

    Raises:
        ImportRefused: with what to do instead.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            unpacked = sum(entry.file_size for entry in package.infolist())
            locked = any(entry.flag_bits & 1 for entry in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ImportRefused(BROKEN) from None
    if locked:
        raise ImportRefused("the file is locked with a password; take the password off and save it again")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ImportRefused(MACROS)
    if not any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        raise ImportRefused(BROKEN)
    if unpacked > MAX_UNPACKED:
        raise ImportRefused(f"the file unpacks to over {MAX_UNPACKED // 1_000_000} MB; {_PASTE}")


def broken_word() -> ImportRefused:
    """The refusal for a Word file that fails while it is read."""
    return ImportRefused(BROKEN)


def refuse_length(words: int, pages: int = 0) -> None:
    """Refuse a report that is too long to become one briefing.

    Raises:
        ImportRefused: with what to do instead.
    """
    if pages > MAX_PAGES or words > MAX_WORDS:
        size = f"{pages} pages" if pages else f"{words:,} words"
        raise ImportRefused(
            f"the report has {size}, too much for one briefing; save the part with the findings and recommendations "
            f"as a file of its own (up to {MAX_PAGES} pages), or import it chapter by chapter"
        )


def refuse_language(text: str) -> None:
    """Refuse Welsh: headings are recognised, and the site is written, in English.

    Raises:
        ImportRefused: with what to do instead.
    """
    words = re.findall(r"[a-zâêîôûŵŷ]+", text.lower())
    welsh, english = [word for word in words if word in _WELSH], [word for word in words if word in _ENGLISH]
    is_welsh = len(welsh) > len(english) and len(set(welsh)) >= _ENOUGH_DIFFERENT and len(welsh) * 20 > len(words)
    if len(words) >= _ENOUGH_WORDS and is_welsh:
        raise ImportRefused(
            "the text seems to be in Welsh; the site is written in English, and headings are recognised in English: "
            "import the English version of the report (Mae'r testun yn Gymraeg; defnyddiwch y fersiwn Saesneg)"
        )
