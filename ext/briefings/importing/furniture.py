"""The furniture of a web page: what stands around a report that was saved or copied from a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefings.importing.pieces import Line
    from briefings.importing.report import Report

_WHY: Final = "furniture of a web page"
_SURE: Final = re.compile(
    r"skip (?:to|links).*|.*\baccept (?:all|cookies)\b.*|.*\bcookies? (?:on this|policy|settings|notice)\b.*"
    r"|this (?:site|website) uses cookies.*|we use cookies.*|you are here\b.*|back to top|(?:print|share) this page.*"
    r"|home(?:\s*[>›»/|]\s*[^.>›»/|]+)+|(?:follow|find|like) us on .*|(?:was|is) this page (?:helpful|useful).*"
    r"|(?:©|\(c\)|copyright)\s.{0,120}|all rights reserved.*|(?:privacy|cookie) (?:notice|policy|settings)"
    r"|accessibility statement|toggle (?:navigation|contrast|menu)|members login|site ?map"
    r"|sign up (?:for|to) .{0,40}(?:updates|newsletter|alerts).*|last (?:updated|reviewed) by .*",
    re.IGNORECASE,
)
_MAYBE: Final = re.compile(
    r"menu|search|home|close|login|log in|sign in|contact us|about us|news|share|print|tweet|facebook|twitter|linkedin|"
    r"next|previous|read more|download|email|yes|no|navigation|breadcrumb|in this section|related (?:pages|links)|"
    r"translate|accessibility|terms(?: and conditions)?|help",
    re.IGNORECASE,
)


def without_furniture(lines: Sequence[Line], report: Report) -> list[Line]:
    """The lines without furniture; single words such as "Menu" go only where something surer does."""
    sure = [_SURE.fullmatch(line.text.strip()) is not None for line in lines]
    kept: list[Line] = []
    for line, is_sure in zip(lines, sure, strict=True):
        if is_sure or (any(sure) and _MAYBE.fullmatch(line.text.strip())):
            report.leave_out(_WHY, f"{line.number} {line.text}")
        else:
            kept.append(line)
    return kept
