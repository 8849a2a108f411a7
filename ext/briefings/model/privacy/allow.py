"""Findings that a person has looked at and allowed: ``content/privacy-allow.yaml``, reviewed like any other change.

An entry names a rule, a page and the fingerprint of the words around the finding, with the finding itself left out:
so the file holds nothing from which a number could be worked out, not even by trying all of them (promise P40).
An entry lapses with its date, and when nothing matches it any more.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from briefings.model.dates import PartialDate
from briefings.model.frontmatter import MAX_FRONT_MATTER, read_data
from briefings.model.privacy.rules import Rule
from briefings.model.problems import CODE_OF_SLUG, Code, Problem, did_you_mean, shown
from briefings.model.scan import read_plain
from briefings.model.vocabulary import DRAFTS_FOLDER

ALLOW_FILE: Final = "privacy-allow.yaml"
LONGEST_DAYS: Final = 366 * 2
_KEYS: Final = ("page", "rule", "fingerprint", "reason", "approver", "expires")
_PAGE: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", re.ASCII)
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}", re.ASCII)
_ROLE: Final = re.compile(r"[^@\d]{5,100}")
_WORDS_AROUND: Final = 6
_SHORTEST_REASON: Final = 20
_CODES: Final = {rule.code.slug for rule in Rule}


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding that may stand."""

    page: str
    rule: str
    fingerprint: str
    line: int


@dataclass(slots=True)
class Allowed:
    """All entries that hold on a date, and which of them were needed so far."""

    entries: dict[tuple[str, str, str], Entry] = field(default_factory=dict)
    path: str = ""
    used: set[tuple[str, str, str]] = field(default_factory=set)

    def covers(self, page: str, code: Code, fingerprint: str) -> bool:
        """Whether a finding is allowed; the entry counts as used then."""
        key = (page, code.slug, fingerprint)
        if key not in self.entries:
            return False
        self.used.add(key)
        return True

    def of(self, page: str) -> tuple[tuple[str, str], ...]:
        """The entries of one page: rule and fingerprint."""
        return tuple(sorted((rule, found) for where, rule, found in self.entries if where == page))

    def needed_by(self, page: str) -> tuple[tuple[str, str], ...]:
        """Those of its entries that a page needed when it was checked."""
        return tuple(sorted((rule, found) for where, rule, found in self.used if where == page))

    def keep(self, page: str) -> None:
        """Note that a page that did not change needs all its entries still."""
        self.used.update((page, rule, found) for rule, found in self.of(page))

    def stale(self, checked: set[str], root: Path, *, drafts: bool) -> list[Problem]:
        """Entries that nothing needs any more.

        Args:
            checked: the pages that were read; of others nobody can say.
            root: the content folder: an entry of a page that is not there is stale as well.
            drafts: whether drafts were looked for; if not, nothing is said of their entries.
        """
        problems = []
        for key, entry in self.entries.items():
            if key in self.used or (not drafts and entry.page.startswith(f"{DRAFTS_FOLDER}/")):
                continue
            # The page is not named: it may be one that is not public.
            if entry.page in checked:
                message = (
                    "nothing on the page needs this entry any more (the text around it may have changed); delete it"
                )
                problems.append(Problem(self.path, entry.line, Code.ALLOW_UNUSED, message))
            elif not (root / f"{entry.page}.md").is_file():
                message = "the page of this entry does not exist; delete the entry"
                problems.append(Problem(self.path, entry.line, Code.ALLOW_UNUSED, message))
        return problems


def fingerprint(masked_before: str, masked_after: str, rule: Rule) -> str:
    """What names a finding: its rule and the words around it, with every finding among them left out."""
    before = masked_before.casefold().split()[-_WORDS_AROUND:]
    after = masked_after.casefold().split()[:_WORDS_AROUND]
    text = "\0".join((rule.code.slug, " ".join(before), " ".join(after)))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def read_allowed(root: Path, as_of: date) -> tuple[Allowed, list[Problem]]:
    """Read the entries of a content folder.

    Args:
        root: the content folder.
        as_of: entries that lapsed before this date hold no more.

    Returns:
        The entries that hold, and what is wrong with the others.
    """
    path = f"{root.name}/{ALLOW_FILE}"
    allowed = Allowed(path=path)
    try:
        text = read_plain(root / ALLOW_FILE, MAX_FRONT_MATTER).decode()
    except FileNotFoundError:
        return allowed, []
    except (OSError, UnicodeDecodeError):
        return allowed, [Problem(path, 0, Code.UNREADABLE, "the file cannot be opened as UTF-8 text; save it again")]
    front, problems = read_data(text, path=path)
    if problems:
        return allowed, problems
    entries = front.data.get("allow")
    if set(front.data) != {"allow"} or not isinstance(entries, list):
        return allowed, [Problem(path, 1, Code.ALLOW_SHAPE, "the file holds one key, 'allow', with a list of entries")]
    for number, entry in enumerate(entries):
        line = front.line_of(("allow", number))
        said = _fault(entry, as_of)
        problems += [Problem(path, line, code, message) for code, message in said]
        if isinstance(entry, dict) and not said:
            made = Entry(str(entry["page"]), str(entry["rule"]), str(entry["fingerprint"]), line)
            allowed.entries[made.page, made.rule, made.fingerprint] = made
    return allowed, problems


def _fault(entry: object, as_of: date) -> list[tuple[Code, str]]:
    if not isinstance(entry, dict):
        return [(Code.ALLOW_SHAPE, f"an entry has the keys {', '.join(_KEYS)}")]
    unknown = [key for key in entry if key not in _KEYS]
    if unknown:
        hint = did_you_mean(unknown[0], _KEYS)
        return [(Code.ALLOW_SHAPE, f"an entry has no key '{shown(unknown[0])}'{hint}; it has {', '.join(_KEYS)}")]
    missing = [key for key in _KEYS if not isinstance(entry.get(key), str)]
    if missing:
        return [(Code.ALLOW_SHAPE, f"the entry lacks {', '.join(missing)}; every entry has {', '.join(_KEYS)}")]
    said: list[tuple[Code, str]] = []
    if not _PAGE.fullmatch(entry["page"]):
        said.append((Code.ALLOW_BROAD, "'page' names one page, such as briefings/core-groups, and nothing wider"))
    if entry["rule"] not in _CODES or entry["rule"] not in CODE_OF_SLUG:
        hint = did_you_mean(entry["rule"], _CODES)
        said.append((Code.ALLOW_SHAPE, f"'rule' is not one of the privacy rules{hint}"))
    if not _FINGERPRINT.fullmatch(entry["fingerprint"]):
        said.append((Code.ALLOW_BROAD, "'fingerprint' is the 16 characters that the finding shows, nothing else"))
    if len(entry["reason"]) < _SHORTEST_REASON:
        said.append((Code.ALLOW_SHAPE, "'reason' says in a sentence why this may be published"))
    if not _ROLE.fullmatch(entry["approver"]):
        said.append((Code.ALLOW_SHAPE, "'approver' is a role, such as 'Partnership manager', not a person"))
    return said or _lapsed(entry["expires"], as_of)


def _lapsed(text: str, as_of: date) -> list[tuple[Code, str]]:
    try:
        expires = PartialDate.parse(text)
    except ValueError:
        return [(Code.ALLOW_SHAPE, "'expires' is a full date like 2027-06-30")]
    if expires.day is None:
        return [(Code.ALLOW_SHAPE, "'expires' is a full date like 2027-06-30")]
    if expires.first < as_of:
        return [(Code.ALLOW_EXPIRED, "this entry has lapsed; look at the page again, then renew or delete the entry")]
    if (expires.first - as_of).days > LONGEST_DAYS:
        return [(Code.ALLOW_BROAD, "an entry lasts for two years at most; choose an earlier date")]
    return []
