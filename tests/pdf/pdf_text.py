"""What a PDF holds, read by programs that did not write it."""

from __future__ import annotations

import functools
import io
import re
from typing import TYPE_CHECKING, Any

import page as validator
import pikepdf
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator


def faults(pdf: bytes) -> list[str]:
    """What breaks PDF/UA-1, and table heads that do not say whose head they are."""
    report = validator.validate_pdf_bytes(pdf, profile="ua1")
    found = [f"{one.rule_id}: {one.message}" for one in report.failures]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for element in elements(document.Root.StructTreeRoot):
            if element.S == "/TH" and not any("/Scope" in one for one in attributes(element)):
                found.append("a TH without a scope")
    return found


def elements(element: Any) -> Iterator[Any]:
    inner = element.get("/K", [])
    for kid in inner if isinstance(inner, pikepdf.Array) else [inner]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


@functools.cache
def pages(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, without any white space."""
    return tuple(squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
