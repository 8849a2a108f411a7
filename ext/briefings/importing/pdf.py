"""Read the text of a PDF. Its tables and columns are not in the file as such: what comes out is lines."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pypdf
from pypdf.errors import PyPdfError

from briefings.importing.plain import read_text
from briefings.importing.refusals import ImportRefused, refuse_length

if TYPE_CHECKING:
    from briefings.importing.pieces import Source

_WORDS_PER_PAGE: Final = 5
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_OFTEN: Final = 3


def read_pdf(data: bytes) -> Source:
    """The lines of a PDF, without what is printed on each page again.

    Raises:
        ImportRefused: when it cannot be read or has no text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of small faults that matter to nobody here
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ImportRefused("the PDF is locked with a password; ask the publisher for one that is not")
        refuse_length(0, len(reader.pages))
        pages = [page.extract_text() for page in reader.pages]
    except ImportRefused:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        raise ImportRefused(
            "this PDF cannot be opened; open it in a PDF reader, copy its text into a file that ends in .txt, "
            "and import that"
        ) from None
    if sum(len(page.split()) for page in pages) < _WORDS_PER_PAGE * len(pages):
        raise ImportRefused(
            "this PDF has no text, only pictures of pages (a scan); ask the publisher for the Word file, "
            "or have it read by a text recognition program and import the text"
        )
    kept, dropped = _without_heads_and_feet(pages)
    source = read_text("\n\n".join(kept))
    said = (
        f"read the text of the PDF: {len(pages)} pages",
        "a PDF holds no headings, lists or tables as such: compare",
    )
    return replace(source, did=said + source.did, left_out=tuple(dropped) + source.left_out)


def _without_heads_and_feet(pages: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The pages without page numbers and without lines that stand on most of them."""
    edges = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    often = Counter(line for lines in edges for line in {*lines[:2], *lines[-2:]})
    repeated = {line for line, times in often.items() if times >= max(_OFTEN, len(pages) // 2 + 1)}
    kept, dropped = [], []
    seen: set[str] = set()  # the first time it stands there, it may be the title
    for page in pages:
        lines = page.splitlines()
        filled = [number for number, line in enumerate(lines) if line.strip()]
        edge = {*filled[:2], *filled[-2:]}
        rest = []
        for number, line in enumerate(lines):
            is_number = number in edge and _PAGE_NUMBER.fullmatch(line.strip())
            again = line.strip() in seen
            if number in edge and line.strip() in repeated:
                seen.add(line.strip())
            if number in edge and (again or is_number):
                dropped.append(("a page number" if is_number else "printed on each page", line.strip()))
            else:
                rest.append(line)
        kept.append("\n".join(rest))
    return kept, dropped
