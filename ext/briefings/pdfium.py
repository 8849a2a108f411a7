"""The one way to open a PDF, for the import and for the audit of what we publish: PDFium."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnreadablePdfError(ValueError):
    """PDFium cannot open a file; `locked` says that a password is missing."""

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__("locked" if locked else "broken")
        self.locked = locked


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """A PDF as a document of pypdfium2, closed afterwards.

    Raises:
        UnreadablePdfError: when it cannot be opened, or a page of it cannot be read.
    """
    # Only sites with PDF pay for it.
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise UnreadablePdfError(locked="password" in str(error).lower()) from None
    try:
        yield document
    except PdfiumError:
        raise UnreadablePdfError from None
    finally:
        document.close()


def drawn_texts(data: bytes) -> Iterator[str]:
    """The text of each page as PDFium puts it together.

    Raises:
        UnreadablePdfError: when it cannot be read.
    """
    with open_pdf(data) as document:
        for page in document:
            drawn = page.get_textpage()
            text = drawn.get_text_range()
            drawn.close()
            page.close()
            yield text
