"""The web form for editors without git: a page with Decap CMS, in ``admin/``. Off unless `briefings_admin` is set.

What is saved in the form is a draft in a branch of its own and a pull request, which is checked and reviewed like any
other. The program of the form is not part of this repository: ``python -m scripts.fetch_admin`` puts it in place, and
only files whose digests stand in `program.py` are ever published.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError

from briefings.outputs.form.fields import collections
from briefings.outputs.form.page import page_of
from briefings.outputs.form.program import PROGRAM, read_program
from briefings.outputs.form.settings import FormSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from briefings.model.library import Library

FOLDER: Final = "admin"
PAGE: Final = f"{FOLDER}/index.html"
CONFIG: Final = f"{FOLDER}/config.json"


def settle(app: Sphinx, config: Config) -> None:
    """Check the setting.

    Raises:
        ConfigError: when it cannot be understood.
    """
    try:
        _ = config.briefings_admin and FormSettings.read(config.briefings_admin)
    except ValueError as error:
        raise ConfigError(f"briefings_admin: {error}") from None


def render(library: Library, setting: Mapping[str, str], *, language: str, folder: Path) -> dict[str, bytes]:
    """Every file of the form by its address; nothing when the form is off.

    Args:
        library: the pages that the form offers: themes, agencies, policies, partnerships.
        setting: the value of `briefings_admin`.
        language: of the site.
        folder: where ``scripts.fetch_admin`` put the program.

    Raises:
        ProgramMissingError: when the program is not there, or is another one.
    """
    files = _made(library, setting, language)
    return files and files | {f"{FOLDER}/{name}": data for name, data in read_program(folder).items()}


def digests(library: Library, setting: Mapping[str, str], *, language: str) -> dict[str, str]:
    """The SHA-256 of every file that the form may consist of, for the audit of what was built."""
    files = _made(library, setting, language)
    known = {name: sha256(data).hexdigest() for name, data in files.items()}
    return known and known | {f"{FOLDER}/{name}": digest for name, digest in PROGRAM.items()}


def _made(library: Library, setting: Mapping[str, str], language: str) -> dict[str, bytes]:
    if not setting:
        return {}
    form = FormSettings.read(setting)
    config = json.dumps(config_of(library, form), ensure_ascii=False, indent=1)
    return {PAGE: page_of(form, language).encode(), CONFIG: f"{config}\n".encode()}


def config_of(library: Library, form: FormSettings) -> dict[str, Any]:
    """What Decap CMS is told: where drafts go, and which fields a briefing has."""
    backend: dict[str, Any] = {"name": "github", "repo": form.repository, "branch": form.branch}
    if form.sign_in:
        backend["base_url"] = form.sign_in
    config: dict[str, Any] = {
        "backend": backend,
        "publish_mode": "editorial_workflow",
        "media_folder": "content/drafts",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": collections(library),
    }
    if form.local:
        config["local_backend"] = {"url": form.local}
    return config
