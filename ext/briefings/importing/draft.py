"""Write the draft: front matter with what was found and hints for the rest, and the body in blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.importing.audits import slug_of
from briefings.importing.body import Body
from briefings.importing.front import front_data
from briefings.importing.records import take_prose, tell_apart
from briefings.model.format_page import format_draft_body
from briefings.model.writing import front_matter

if TYPE_CHECKING:
    from briefings.importing.reading import Reading

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class Draft:
    """The text of the draft and the name that its file gets."""

    slug: str
    text: str


def write_draft(reading: Reading) -> Draft:
    """The draft of a report."""
    everything = reading.everything
    take_prose(reading)
    tell_apart(reading)
    data = front_data(reading)
    body = format_draft_body(
        "\n".join(Body(reading).write()),
        agencies=reading.terms.agencies.keys(),
        audits={audit.id: audit.themes for audit in reading.audits},
    )
    if number := len(_ADDRESS.findall(everything)):
        reading.report.unsure(
            f"{number} web addresses stand in the text; move them to the pages of the policies, and check them"
        )
    title = reading.outline.title
    slug = slug_of(f"{reading.partnership} {title}".strip()) if title else reading.partnership
    return Draft(slug or "imported-briefing", f"{front_matter(data)}\n{body}")
