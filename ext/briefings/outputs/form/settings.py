"""The setting `briefings_admin`: where the form sends what is saved in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_REPOSITORY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+", re.ASCII)
_BRANCH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*", re.ASCII)
_SIGN_IN: Final = re.compile(r"https://[a-z0-9.-]+(?::\d+)?", re.ASCII)
_LOCAL: Final = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d+/api/v1", re.ASCII)


@dataclass(frozen=True, slots=True)
class FormSettings:
    """What a site says of its form.

    Attributes:
        repository: on GitHub, as ``owner/name``.
        branch: to which pull requests go.
        sign_in: the address of the site's own service for signing in; "" for Netlify's.
        local: the address of a ``decap-server`` on this computer, for trying the form; "" on a published site.
    """

    repository: str
    branch: str = "main"
    sign_in: str = ""
    local: str = ""

    @classmethod
    def read(cls, setting: Mapping[str, str]) -> FormSettings:
        """Understand the setting.

        Raises:
            ValueError: with what is wrong.
        """
        if unknown := sorted(set(setting) - {"repository", "branch", "sign_in", "local"}):
            raise ValueError(f"'{unknown[0]}' is not known; it has 'repository', 'branch', 'sign_in' and 'local'")
        form = cls(**{"repository": "", **setting})
        for name, value, pattern, example, needed in (
            ("repository", form.repository, _REPOSITORY, "our-partnership/learning-briefings", True),
            ("branch", form.branch, _BRANCH, "main", True),
            ("sign_in", form.sign_in, _SIGN_IN, "https://sign-in.example.org", False),
            ("local", form.local, _LOCAL, "http://localhost:8081/api/v1", False),
        ):
            if (needed or value) and not pattern.fullmatch(value):
                raise ValueError(f"'{name}' must be like {example}, not {value!r}")
        return form
