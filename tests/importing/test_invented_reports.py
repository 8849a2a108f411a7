"""What the import makes of the invented reports of `corpus/`; `measure.py` prints the figures behind it."""

from __future__ import annotations

import pytest
from measure import measure
from reports import reports


def test_there_are_forty_reports_of_twenty_shapes() -> None:
    """Enough to measure on, and each says what must come out."""
    assert len(reports()) >= 40
    assert all(report.facts and (report.items or report.records) for report in reports())


@pytest.mark.parametrize("way", ["txt", "docx"])
def test_no_word_of_an_invented_report_is_lost(way: str) -> None:
    """Each word stands in the draft or in the account; the word "Green" of a coloured cell is no word of the file."""
    assert measure(way).lost <= 2
