"""Read every file of a built site again before it is published, and refuse what is not on the list (promise P43).

A build that passed all checks can still be wrong: a template, a library or an extension may have changed. So what
counts is what came out. Nothing here knows how the files were made.
"""

from __future__ import annotations

from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefings.audit.allowed import PROGRAMS
from briefings.audit.files import fault_of_type, faults_of_other, files_in
from briefings.audit.links import Addresses
from briefings.audit.page import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefings.audit.canaries import Canaries

MANIFEST: Final = "manifest.json"
_FORM: Final = "admin/"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def audit(
    folder: Path, canaries: Canaries, form: Mapping[str, str] = _NOTHING, listed: Mapping[str, str] | None = None
) -> list[str]:
    """Every fault of a built site.

    Args:
        folder: the built site.
        canaries: what must not stand in any file.
        form: the files of the web form for editors, each with its SHA-256. It runs a program that is not ours, so it is
            known byte by byte or refused.
        listed: the SHA-256 of each file by name, as the manifest has it: what is read here is what will be public.

    Returns:
        A sentence for each fault, as ``file:line: what is wrong [rule]``, in order.
    """
    faults: list[str] = []
    addresses = Addresses()
    missing = set(listed or ())
    for name in sorted(files_in(folder), key=lambda name: name.split("/")):
        path = folder / name
        missing.discard(name)
        if said := fault_of_type(path, name):
            faults.append(said)
            continue
        data = path.read_bytes()
        digest = sha256(data).hexdigest()
        if listed is not None and name != MANIFEST and listed.get(name) != digest:
            faults.append(f"{MANIFEST}: {name} is not listed as it is [manifest]")
        addresses.add_file(name)
        if name.startswith(_FORM):
            if form.get(name) != digest:
                faults.append(f"{name}: is no known part of a form for editors that this site has [form]")
        elif path.suffix == ".html":
            try:
                text = data.decode()
            except UnicodeDecodeError:
                faults.append(f"{name}: is not UTF-8 text [encoding]")
                continue
            page = read_page(text, name)
            addresses.add_page(name, page.ids, page.links)
            faults += page.faults
        else:
            faults += faults_of_other(name, data)
        if name != MANIFEST and PROGRAMS.get(name) != digest:
            faults += canaries.faults(name, data)
    faults += [f"{MANIFEST}: {name} is missing [manifest]" for name in sorted(missing)]
    faults += addresses.faults()
    return faults
