"""Problems: everything that can be wrong with content, said to the person who can fix it.

A problem is a value; nothing here prints or raises. Each code has one entry in `Code`, with what it means, and one
in the handbook.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(StrEnum):
    """An `ERROR` stops publication; `ADVICE` never does."""

    ERROR = "error"
    ADVICE = "advice"


class Code(Enum):
    """Every kind of problem: its code as printed, its level and what it means."""

    # files
    NOT_UTF8 = "not-utf8", Level.ERROR, "The file is not saved as UTF-8 text."
    NUL_BYTE = "nul-byte", Level.ERROR, "The file holds a NUL byte, so it is not a text file."
    TOO_LARGE = (
        "too-large",
        Level.ERROR,
        (
            "A page over 1 MB or 5,000 lines, front matter over 64 kB, a line or the number of names too long to"
            " search, or a picture over 10 MB or 25 million pixels."
        ),
    )
    UNREADABLE = "unreadable", Level.ERROR, "The file cannot be opened."
    LINK_IN_CONTENT = "link-in-content", Level.ERROR, "A symbolic or hard link stands where a file must be."
    NOT_A_FILE = "not-a-file", Level.ERROR, "A device, pipe or socket stands where a file must be."
    UNEXPECTED_FILE = "unexpected-file", Level.ERROR, "Content holds a file that is not content."
    BAD_NAME = "bad-name", Level.ERROR, "A file or folder name is not a slug, or is reserved, or too long."
    NAME_COLLISION = "name-collision", Level.ERROR, "Two files would have the same address."
    MERGE_LEFT = "merge-left", Level.ERROR, "Marks that a merge left stand in the file."
    BAD_CHARACTER = "bad-character", Level.ERROR, "An invisible or control character stands in the text."
    # front matter
    FRONT_MATTER_MISSING = "front-matter-missing", Level.ERROR, "The page has no front matter."
    FRONT_MATTER_LATE = "front-matter-late", Level.ERROR, "The front matter does not start on line 1."
    FRONT_MATTER_OPEN = (
        "front-matter-open",
        Level.ERROR,
        "The front matter has no closing line of three dashes.",
    )
    BAD_YAML = "bad-yaml", Level.ERROR, "The front matter is not YAML that we accept."
    VALUE_CUT = "value-cut", Level.ERROR, "A space and '#' cut a value of the front matter short."
    CURLY_QUOTES = (
        "curly-quotes",
        Level.ERROR,
        "Curly quotation marks stand around a value of the front matter.",
    )
    DUPLICATE_KEY = "duplicate-key", Level.ERROR, "A key stands twice in the same place."
    UNKNOWN_KEY = "unknown-key", Level.ERROR, "A key that this kind of page does not have."
    MISSING_KEY = "missing-key", Level.ERROR, "A key that must be there is not."
    EMPTY_VALUE = "empty-value", Level.ERROR, "A key has no value."
    WRONG_TYPE = "wrong-type", Level.ERROR, "A value has the wrong shape: text, list or mapping."
    BAD_VALUE = "bad-value", Level.ERROR, "A value is not one of those allowed."
    BAD_NUMBER = "bad-number", Level.ERROR, "A value is not a whole number."
    BAD_DATE = "bad-date", Level.ERROR, "A date cannot be read or does not exist."
    BAD_PERIOD = "bad-period", Level.ERROR, "A period ends before it starts."
    BAD_SLUG = "bad-slug", Level.ERROR, "A slug has characters other than a-z, 0-9 and hyphens."
    BAD_ADDRESS = "bad-address", Level.ERROR, "A web address is not a plain http or https address."
    TOO_LONG = "too-long", Level.ERROR, "A text or list is too long."
    TOO_SHORT = "too-short", Level.ERROR, "A list has too few entries."
    DUPLICATE_ENTRY = "duplicate-entry", Level.ERROR, "The same slug or id stands twice in one list."
    NUMBERS_DISAGREE = "numbers-disagree", Level.ERROR, "Numbers that must add up do not."
    YEAR_AS_NUMBER = "year-as-number", Level.ERROR, "A sample has the size of a year of its audit."
    FURNITURE = (
        "furniture",
        Level.ERROR,
        "A title, heading or recommendation is furniture of a web page or of a table.",
    )
    HINT_LEFT = "hint-left", Level.ERROR, "A hint of the template still stands in the page."
    # body
    RAW_HTML = "raw-html", Level.ERROR, "HTML stands in the page."
    HIDDEN_COMMENT = (
        "hidden-comment",
        Level.ERROR,
        "A comment stands in the page; comments would be published.",
    )
    UNKNOWN_DIRECTIVE = "unknown-directive", Level.ERROR, "A block or listing that the site does not have."
    UNKNOWN_ROLE = "unknown-role", Level.ERROR, "A role that the site does not have."
    UNKNOWN_OPTION = "unknown-option", Level.ERROR, "An option that this block or listing does not have."
    SYNTAX_NOT_ALLOWED = "syntax-not-allowed", Level.ERROR, "Markdown that the site does not use."
    TYPED_BULLET = "typed-bullet", Level.ERROR, "A line begins with a bullet that is not Markdown."
    INDENTED_TEXT = "indented-text", Level.ERROR, "Four spaces at the start of a line make code of it."
    NOT_A_HEADING = "not-a-heading", Level.ERROR, "A paragraph begins with '#' but is not a heading."
    TABLE_SHAPE = "table-shape", Level.ERROR, "A row of a table does not fit its head."
    UNKNOWN_ATTRIBUTE = "unknown-attribute", Level.ERROR, "Braces that are not understood."
    UNUSED_ADDRESS = "unused-address", Level.ERROR, "An address of a link that no link uses, or that is given twice."
    LINK_NOT_ALLOWED = (
        "link-not-allowed",
        Level.ERROR,
        "A link or picture that could lead out of the site's rules.",
    )
    BAD_HEADING = "bad-heading", Level.ERROR, "A heading has the wrong level or stands in the wrong place."
    LINE_OUT_OF_PLACE = (
        "line-out-of-place",
        Level.ERROR,
        "A line across the page is not between two paragraphs.",
    )
    BAD_PICTURE = "bad-picture", Level.ERROR, "A picture is damaged, or of another kind than its name says."
    MISSING_PICTURE = "missing-picture", Level.ERROR, "A picture that is not in the folder of content."
    BLOCK_SHAPE = "block-shape", Level.ERROR, "A block does not hold one bullet list."
    BLOCK_OPEN = "block-open", Level.ERROR, "A block's fence is not closed."
    BLOCK_OUT_OF_PLACE = "block-out-of-place", Level.ERROR, "A block stands on a page that is not a briefing."
    NESTED_TOO_DEEP = "nested-too-deep", Level.ERROR, "Markdown or YAML is nested too deeply."
    # across files
    UNKNOWN_THEME = "unknown-theme", Level.ERROR, "A theme that does not exist."
    UNKNOWN_POLICY = "unknown-policy", Level.ERROR, "A policy that does not exist."
    UNKNOWN_AGENCY = "unknown-agency", Level.ERROR, "An agency that does not exist."
    UNKNOWN_PARTNERSHIP = "unknown-partnership", Level.ERROR, "A partnership that does not exist."
    UNKNOWN_BRIEFING = "unknown-briefing", Level.ERROR, "A briefing that does not exist or is not public."
    UNKNOWN_ITEM = "unknown-item", Level.ERROR, "An item that does not exist."
    FORMER_ADDRESS = (
        "former-address",
        Level.ERROR,
        "An address that an item or a heading had before is in use, leads nowhere, or stands twice.",
    )
    ADDRESS_LOST = (
        "address-lost",
        Level.ERROR,
        "An address that was published would lead nowhere, or to the text of another.",
    )
    ADDRESS_REUSED = "address-reused", Level.ADVICE, "A published address of an item would show other words."
    UNKNOWN_RECOMMENDATION = "unknown-recommendation", Level.ERROR, "A recommendation that does not exist."
    UNKNOWN_AUDIT = "unknown-audit", Level.ERROR, "An audit that does not exist."
    UNKNOWN_OWNER = "unknown-owner", Level.ERROR, "An owner that is neither an agency nor a partnership."
    UNKNOWN_STATUS = "unknown-status", Level.ERROR, "A printed status that the partnership's scale does not explain."
    UNKNOWN_PAGE = "unknown-page", Level.ERROR, "A link to a page that does not exist."
    UNKNOWN_PLACE = "unknown-place", Level.ERROR, "A link to a place that is not on its page."
    NOT_FOUND_AGAIN = (
        "not-found-again",
        Level.ERROR,
        "Something cannot have been found again by this audit.",
    )
    LOOP = "loop", Level.ERROR, "Things that follow or replace one another come back to where they began."
    # settings
    BAD_SETTING = "bad-setting", Level.ERROR, "A setting in conf.py cannot be used, or conf.py cannot be read."
    # print
    MISSING_GLYPH = "missing-glyph", Level.ERROR, "A character that no font of the PDFs has."
    UNPRINTABLE = "unprintable", Level.ERROR, "Something that cannot be printed as an accessible PDF."
    # privacy
    NHS_NUMBER = "nhs-number", Level.ERROR, "An NHS number stands in the page."
    UPN = "upn", Level.ERROR, "A unique pupil number stands in the page."
    NINO = "nino", Level.ERROR, "A National Insurance number stands in the page."
    EMAIL = "email", Level.ERROR, "An email address stands in the page."
    PHONE = "phone", Level.ERROR, "A phone number that is no freephone or helpline stands in the page."
    POSTCODE = "postcode", Level.ERROR, "A full postcode stands in the page."
    CASE_REFERENCE = "case-reference", Level.ERROR, "A case, crime or system reference stands in the page."
    DATE_OF_BIRTH = "date-of-birth", Level.ERROR, "A date of birth stands in the page."
    PERSONAL_NUMBER = (
        "personal-number",
        Level.ERROR,
        "The number of a person's car, licence, passport, file or account stands in the page.",
    )
    USER_NAME = "user-name", Level.ERROR, "A name that somebody has on the internet stands in the page."
    NAME_AND_AGE = "name-and-age", Level.ERROR, "A name that is not declared as invented stands beside an age."
    NAME_AND_RELATION = (
        "name-and-relation",
        Level.ERROR,
        "A name that is not declared as invented stands beside a relation, such as a mother.",
    )
    NAMED_PROFESSIONAL = "named-professional", Level.ERROR, "A professional is named."
    NAMED_IN_FULL = "named-in-full", Level.ERROR, "A person is named in full."
    LABELLED_NAME = "labelled-name", Level.ERROR, "A name stands in a list or a table that asks for one."
    NAMED_PERSON = "named-person", Level.ERROR, "A person is named where a team is meant."
    PRIVATE_FILE_NAME = "private-file-name", Level.ERROR, "A file name holds what a page may not."
    PICTURE_CARRIES = "picture-carries", Level.ERROR, "A picture carries Exif or other hidden data."
    ALLOW_SHAPE = "allow-shape", Level.ERROR, "An entry of privacy-allow.yaml is not complete or not understood."
    ALLOW_BROAD = "allow-broad", Level.ERROR, "An entry of privacy-allow.yaml allows too much or for too long."
    ALLOW_EXPIRED = "allow-expired", Level.ERROR, "An entry of privacy-allow.yaml has lapsed."
    ALLOW_UNUSED = "allow-unused", Level.ERROR, "An entry of privacy-allow.yaml is not needed any more."
    LINK_UNLISTED = "link-unlisted", Level.ADVICE, "An address outside the site is not in the link ledger yet."
    LEDGER_SHAPE = "ledger-shape", Level.ERROR, "An entry of links.yaml is not complete or not understood."
    MAYBE_NHS_NUMBER = "maybe-nhs-number", Level.ADVICE, "Ten digits could be an NHS number."
    POSTCODE_AREA = "postcode-area", Level.ADVICE, "The first half of a postcode stands in the page."
    STREET_ADDRESS = "street-address", Level.ADVICE, "A street address stands in the page."
    EXACT_DATE = "exact-date", Level.ADVICE, "An exact date stands in a paragraph about a child."
    FULL_NAME = "full-name", Level.ADVICE, "What may be a person's full name stands in the page."
    FIRST_NAME = "first-name", Level.ADVICE, "What may be a person's first name stands in the page."
    IDENTIFYING_PLACE = "identifying-place", Level.ADVICE, "A school, surgery or home is named beside a child."
    RARE = "rare", Level.ADVICE, "Something that few people can be stands beside a small place, or beside 'the only'."
    INITIALS = "initials", Level.ADVICE, "What may be a person's initials stands beside an age or a relation."
    SMALL_NUMBER = "small-number", Level.ADVICE, "A small number stands beside something that identifies."
    # advice
    EVIDENCE_MISSING = "evidence-missing", Level.ADVICE, "A recommendation is done, without evidence."
    EVIDENCE_LATER = "evidence-later", Level.ADVICE, "A recommendation is done, by evidence of a later day."
    OWNER_MISSING = "owner-missing", Level.ADVICE, "A recommendation has no owner."
    DUE_MISSING = "due-missing", Level.ADVICE, "A recommendation has no due date."
    QUESTIONS_MISSING = "questions-missing", Level.ADVICE, "A briefing has no questions for meetings."
    ALIKE = "alike", Level.ADVICE, "Two questions or recommendations say nearly the same."
    SPEAKS_OF_WITHDRAWN = (
        "speaks-of-withdrawn",
        Level.ADVICE,
        "A pack speaks of a briefing that was withdrawn.",
    )
    UNEXPLAINED = "unexplained", Level.ADVICE, "An abbreviation is not in the glossary."
    PRACTICE_POINTS_MISSING = "practice-points-missing", Level.ADVICE, "A briefing says nothing that people can do."
    LIST_OUTSIDE_BLOCK = (
        "list-outside-block",
        Level.ADVICE,
        "A list stands below a heading that names findings, and in no block.",
    )
    LONG_SENTENCE = "long-sentence", Level.ADVICE, "A sentence has more than 30 words."
    JARGON = "jargon", Level.ADVICE, "A word that readers may not know."
    BLAME = "blame", Level.ADVICE, "Words that blame people."
    LONG_READ = "long-read", Level.ADVICE, "A briefing takes more than seven minutes to read."
    NO_ADDRESS = (
        "no-address",
        Level.ADVICE,
        "Nobody can open this entry, or the source of this briefing, from the site.",
    )
    REVIEW_DATE_MISSING = "review-date-missing", Level.ADVICE, "A local policy has no date by which it is reviewed."
    TEST_OLD = "test-old", Level.ADVICE, "The accessibility statement is older than a year."
    REVIEWERS_MISSING = "reviewers-missing", Level.ADVICE, "Nobody is asked to review changes."
    NOT_PUBLIC_YET = "not-public-yet", Level.ADVICE, "The briefing is complete but not public."

    def __init__(self, slug: str, level: Level, description: str) -> None:
        self.slug = slug
        self.level = level
        self.description = description


CODE_OF_SLUG = {code.slug: code for code in Code}
_LONGEST_WORD: Final = 200
_APOSTROPHES: Final = re.compile("['’‘]")
_LISTED: Final = {"theme": "themes", "agency": "agencies", "policy": "policies", "partnership": "partnerships"}
"""What the commands are called that list all pages of a kind; see `cli.names`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    Args:
        path: the file, from the folder that holds ``content/``.
        line: 1-based; 0 when the problem is the file as a whole.
        code: what kind of problem it is.
        message: a sentence: what is wrong; what to do.
    """

    path: str
    line: int
    code: Code
    message: str

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """By file, then line, so that an editor can work from top to bottom."""
        return (self.path, self.line, self.code.slug, self.message)

    def __str__(self) -> str:
        """The one form in which problems are printed: ``path:line: message [code]``."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} [{self.code.slug}]"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file and line, each once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that stop publication."""
    return tuple(problem for problem in problems if problem.code.level is Level.ERROR)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that offers the nearest known word, or nothing when none is near."""
    known = sorted(known)
    if (slug := proposed_slug(word)) and slug != word and slug in known:
        return f"; did you mean '{slug}'?"
    close = difflib.get_close_matches(word[:_LONGEST_WORD], known, n=1, cutoff=0.6)
    return look_alike(word) + (f"; did you mean '{close[0]}'?" if close else "")


def proposed_slug(text: str) -> str:
    """What was meant as a slug: ``Devon`` or ``Dyfed–Powys`` without capitals, accents and spaces; "" where unsure."""
    if len(text) > _LONGEST_WORD:
        return ""
    made = ""
    for char in unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold():
        if char.isascii() and char.isalnum():
            made += char
        elif char.isalnum():
            return ""  # a letter that only looks like one of a to z, or of another script
        elif not unicodedata.combining(char):
            made += "-"
    return re.sub(r"-+", "-", made).strip("-")


def write_instead(text: str) -> str:
    """The end of a sentence on something that is no slug: the slug that was meant, or what is odd in it."""
    slug = proposed_slug(text)
    return f"; write '{slug}'" if slug else look_alike(text)


def lists_all(*kinds: str) -> str:
    """The end of a sentence that names the commands which list all pages of some kinds, where there are such."""
    commands = [f"'briefings {_LISTED[kind]}'" for kind in kinds if kind in _LISTED]
    return f"{' and '.join(commands)} {'lists' if len(commands) == 1 else 'list'} all" if commands else ""


def look_alike(word: str) -> str:
    """The end of a sentence that names a letter which only looks like one of a to z, or nothing."""
    odd = next((char for char in word if not char.isascii() and char.isprintable()), "")
    name = unicodedata.name(odd, "a letter without a name").lower() if odd else ""
    return f"; '{odd}' in it is U+{ord(odd):04X} ({name}), type it again" if odd else ""


def shown(value: str, limit: int = 60) -> str:
    """A value from content as it may stand in a message: on one line, printable and short."""
    clean = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in value)
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
