"""What a page offers to take away: a PDF, with its size. PDFs are made before pages are written, so it is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """One PDF.

    Attributes:
        label: what it is, such as ``Handout``.
        address: from the root of the site, such as ``pdf/briefings/core-groups.pdf``.
        size: in bytes.
        pages: how many pages it has.
    """

    label: str
    address: str
    size: int
    pages: int

    @property
    def about(self) -> str:
        """Kind, length and size in words: ``PDF, 2 pages, 96 KB``."""
        size = f"{self.size / 1_000_000:.1f} MB" if self.size >= 1_000_000 else f"{max(1, round(self.size / 1000))} KB"
        return f"PDF, {self.pages} {'page' if self.pages == 1 else 'pages'}, {size}"
