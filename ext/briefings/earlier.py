"""What a build leaves to the next one of the same pages, in a file beside the environment.

The environment itself is read by every build, also by one without a change, which needs nothing of this.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from briefings.moving import move
from briefings.version import checksum

if TYPE_CHECKING:
    from pathlib import Path

    from briefings.model.known import Kept, Places

FILE: Final = "known.json"
_json: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Earlier:
    """What the last build left; nothing when there was none, or its code was another.

    Args:
        folder: where Sphinx keeps its environment.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE

    @cached_property
    def _left(self) -> dict[str, Any]:
        try:
            left = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return left if isinstance(left, dict) and left.get("code") == checksum() else {}

    def pages(self) -> Kept:
        """What was known of each briefing."""
        return cast("Kept", self._left.get("pages", {}))

    def files(self) -> dict[str, Places]:
        """Where the pieces of its files were."""
        return cast("dict[str, Places]", self._left.get("files", {}))

    def leave(self, pages: Kept, files: dict[str, Places]) -> None:
        """Leave this to the next build, in one step: pages and files belong together.

        It is written page by page: as one text it would be the largest thing in memory.
        """
        new = self.file.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            file.write(f'{{"code": {_json(checksum())}, "pages": {{')
            before = "\n"
            for docname, page in pages.items():
                file.write(f"{before}{_json(docname)}: {_json(page)}")
                before = ",\n"
            file.write(f'}}, "files": {_json(files)}}}\n')
        move(new, self.file)
