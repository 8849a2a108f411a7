"""Numbers and addresses that belong to one person: found by their form and their check digits."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from stdnum.gb import nhs, upn

from briefings.model.privacy.rules import Rule

Span = tuple[Rule, int, int]


class Taken:
    """The parts of a text that are taken already; asking stays quick however many there are."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, int]] = []  # in order, none overlaps another

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing between two places is taken."""
        place = bisect_left(self._parts, (start, start))
        before = self._parts[place - 1] if place else (0, 0)
        return before[1] <= start and (place == len(self._parts) or self._parts[place][0] >= end)

    def add(self, start: int, end: int) -> bool:
        """Take what is free; False when a part of it is taken."""
        if not self.is_free(start, end):
            return False
        insort(self._parts, (start, end))
        return True


_BREAK: Final = r"(?:[ .\-*_`\\/+\u00b7\u2022]{0,3}|[ \-]?\n[ >]{0,12})"
"""What may stand between the characters of a number: spaces, dashes, Markdown marks, the end of a line."""

# ten digits
_TEN: Final = re.compile(rf"\d(?<![\d.,£].)(?:{_BREAK}\d){{9}}(?!{_BREAK}\d|[.,]\d)")
_NHS_CUE: Final = re.compile(r"\bNHS\b|\bhospital|\bpatient|\bhealth record", re.IGNORECASE)
_CUE_REACH: Final = 40
_MOST_GROUPS: Final = 5
_NHS_GROUPS: Final = ((3, 3, 4), (10,), (5, 5), (1,) * 10, (3, 4, 3), (4, 3, 3))

_UPN: Final = re.compile(
    rf"(?<![A-Za-z\d])[A-HJ-NP-RT-Za-hj-np-rt-z](?:{_BREAK}\d){{11}}{_BREAK}[A-Za-z\d](?![A-Za-z\d])"
)
_ELEVEN: Final = re.compile(rf"\d(?:{_BREAK}\d){{10}}")
"""What every pupil number holds."""
_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NINO: Final = re.compile(
    rf"(?<![A-Za-z\d])(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z]{_BREAK}[a-ceghj-nprstw-z]"
    rf"(?:{_BREAK}\d){{6}}{_BREAK}[a-d](?![a-z\d])",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_DIGIT_AND_LETTER: Final = re.compile(rf"\d{_BREAK}[A-Da-d](?![A-Za-z\d])")
"""How every National Insurance number ends."""

# addresses
_BRACKETED_AT: Final = re.compile(r"[\[({] ?at ?[\])}]", re.IGNORECASE)
_AT: Final = r"(?: ?@ ?| ?[\[({] ?at ?[\])}] ?)"
_DOT: Final = r"(?:\.| ?[\[({] ?dot ?[\])}] ?| \. )"
_EMAIL: Final = re.compile(
    rf"(?<![a-z0-9])[a-z0-9][a-z0-9.!#$%&'*+/=?^_~-]{{0,63}}"  # bounded: a long word must not take for ever
    rf"\\?{_AT}([a-z0-9][a-z0-9-]*(?:{_DOT}[a-z0-9][a-z0-9-]*)+)",
    re.IGNORECASE,
)
_EXAMPLES: Final = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:org|com|net)$")
_PHONE: Final = re.compile(
    r"(?:\+(?<![\w£.,/-]\+)|0(?<![\w£.,/-]0)0?|\((?<![\w£.,/-]\()0)(?:[ ().\-*_\\/]{0,3}\d|[ \-]?\n[ >]{0,12}\d){8,13}(?![\d/]|[.,]\d|-\d)"
)
_DRAMA: Final = re.compile(r"07700900\d{3}|01(?:13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|01632960\d{3}|02079460\d{3}")
"""Numbers that Ofcom keeps for films: not in use, but a page that shows one shows a person's number."""
_ORGANISATIONS: Final = ("TOLL_FREE", "UAN", "SHARED_COST", "PREMIUM_RATE")
_AREAS: Final = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|"
    "GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|"
    "OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|"
    "WR|WS|WV|YO|ZE"
)
_LISTED_AREAS: Final = frozenset(_AREAS.split("|"))
_INWARD: Final = "[0-9][ABD-HJLNP-UW-Z]{2}"
_MARKS: Final = r"[ \-*_`\\]{0,3}"
_INWARD_PART: Final = re.compile(r"\d[A-Za-z]{2}(?![A-Za-z\d])")
_OUTWARD_REACH: Final = 24
"""How far before its second half a postcode can begin."""
_POSTCODE: Final = re.compile(
    rf"(?<![A-Za-z\d#/])(?:{_AREAS}){_MARKS}\d{{1,2}}[A-HJKMNPR-Y]?(?:{_MARKS}|[ ]?\n[ >]{{0,12}})"
    rf"{_INWARD}(?![A-Za-z\d])"
)
_POSTCODE_SMALL: Final = re.compile(
    rf"(?<![A-Za-z\d#/.])(?:{_AREAS})\d{{1,2}}[A-HJKMNPR-Y]? ?{_INWARD}(?![A-Za-z\d])", re.IGNORECASE
)
_ORDINAL: Final = re.compile(r"(?:1st|2nd|3rd)$", re.IGNORECASE)
_POSTCODE_AREA: Final = re.compile(
    rf"post ?codes? (?:area |district |sector )?(?:of |in |is |are |starts? |starting |with |begins? |beginning )"
    rf"{{0,3}}((?:{_AREAS})\d{{1,2}}[A-Z]?)\b|\b((?:{_AREAS})\d{{1,2}}[A-Z]?) post ?code",
    re.IGNORECASE,
)
_DISTRICT: Final = re.compile(r"[A-Z](?<!\w.)[A-Z]?\d{1,2}\b(?![\w-]) ?(area)?")
"""A district beside "in": "in LS6", "in the N7 area"."""
_ROADS: Final = (
    "Road|Rd|Street|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Court|Way|Walk|Mews|Hill|Rise|Square|"
    "Green|View|Park|Row|Parade|Croft"
)
_HOUSE: Final = re.compile(r"\d[A-Za-z]?,? [A-Z]")
"""What every street address holds."""
_STREET: Final = re.compile(
    rf"\b(?:Flat \d+\w?,? )?(?<![.\d])\d{{1,4}}[A-Za-z]?,? (?:[A-Z][a-z'-]+ ){{1,3}}(?:{_ROADS})\b(?! Act\b)"
)

# references
_SYSTEMS: Final = (
    "LCS|Liquid ?logic|Mosaic|Care ?First|ICS|Eclipse|SystmOne|RiO|EMIS|Niche|PNC|Capita One|Holistix|EHM|"
    "case|client|person|service user|custody|crime|incident|police|court|family|referral"
)
_FIRST_WORDS: Final = (*(name.partition(" ")[0].lower() for name in _SYSTEMS.split("|")), "urn")
"""What the label of a reference begins with, or holds."""
_LABEL: Final = r"(?:id|ids|no|nos|num|number|numbers|ref|refs|reference|record|urn|log)"
_REFERENCE: Final = re.compile(
    rf"\b(?:(?:{_SYSTEMS})(?: {_LABEL}){{0,3}}|(?:crime |police )?URN)\b[ .:#'(\[*_`=-]{{1,5}}(?:is |of |was )?"
    r"((?-i:(?:[A-Za-z]{1,4}[ /-]?)?\d(?:[/-]?[A-Z\d]| \d){4,15}))(?!\w)",
    re.IGNORECASE,
)
_SCHOOL: Final = re.compile(r"\bschool|academy|college|nursery|ofsted|edubase|establishment|provider", re.IGNORECASE)


def identifiers_in(text: str) -> Iterator[Span]:
    """Every number, address or reference of one person.

    Args:
        text: a plain text, see `plain`.

    Yields:
        The rule, and where what it found begins and ends.
    """
    if _DIGIT.search(text):
        yield from _tens(text)
        if _ELEVEN.search(text):
            yield from _pupils(text)
        if _DIGIT_AND_LETTER.search(text):
            for match in _NINO.finditer(text):
                yield Rule.NINO, *match.span()
        yield from _phones(text)
        yield from _postcodes(text)
        if _HOUSE.search(text):
            for match in _STREET.finditer(text):
                yield Rule.STREET_ADDRESS, *match.span()
        yield from _references(text)
    if "@" in text or _BRACKETED_AT.search(text):
        for match in _EMAIL.finditer(text):
            host = re.sub(_DOT, ".", match[1], flags=re.IGNORECASE).lower()
            if not _EXAMPLES.search(host):
                yield Rule.EMAIL, *match.span()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _tens(text: str) -> Iterator[Span]:
    for match in _TEN.finditer(text):
        digits = _digits(match[0])
        groups = tuple(map(len, re.findall(r"\d+", match[0])))
        if len(set(digits)) == 1 or not nhs.is_valid(digits):
            continue
        around = text[max(0, match.start() - _CUE_REACH) : match.end() + _CUE_REACH]
        sure = groups == (3, 3, 4) or bool(_NHS_CUE.search(around))
        if groups not in _NHS_GROUPS and not (sure and len(groups) <= _MOST_GROUPS):
            continue
        yield Rule.NHS_NUMBER if sure else Rule.MAYBE_NHS_NUMBER, *match.span()


def _pupils(text: str) -> Iterator[Span]:
    for match in _UPN.finditer(text):
        number = re.sub(r"[^A-Za-z\d]", "", match[0]).upper()
        # The check letter alone decides: a made-up or closed authority is no reason to publish one.
        if (number[-1].isdigit() and upn.calc_check_digit(number[1:]) == number[0]) or (
            number[-1] in _UPN_LETTERS and _letter_of_temporary(number) == number[0]
        ):
            yield Rule.UPN, *match.span()


def _letter_of_temporary(number: str) -> str:
    """The check letter of a temporary pupil number, which ends with a letter."""
    values = [int(digit) for digit in number[1:12]] + [_UPN_LETTERS.index(number[12])]
    return _UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % 23]


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        if _is_personal(re.sub(r"[^\d+]", "", match[0].replace("(0)", ""))):
            yield Rule.PHONE, *match.span()


@lru_cache(maxsize=4096)
def _is_personal(number: str) -> bool:
    national = re.sub(r"^(?:\+|00)440?", "0", number)
    if _DRAMA.fullmatch(national):
        return True
    import phonenumbers  # all numbers of the world: most builds meet none, and should not wait for it

    organisations = [getattr(phonenumbers.PhoneNumberType, name) for name in _ORGANISATIONS]
    try:
        parsed = phonenumbers.parse(re.sub("^00", "+", number), "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) not in organisations


def _postcodes(text: str) -> Iterator[Span]:
    # Looking at every place for one of a hundred areas is slow; few places look like the second half.
    for inward in _INWARD_PART.finditer(text):
        around = max(0, inward.start() - _OUTWARD_REACH), inward.end() + 1
        for pattern in (_POSTCODE, _POSTCODE_SMALL):
            for match in pattern.finditer(text, *around):
                if match.end() == inward.end() and (pattern is _POSTCODE or not _ORDINAL.search(match[0])):
                    yield Rule.POSTCODE, *match.span()
    for match in _DISTRICT.finditer(text):
        letters = match[0][:2].rstrip("0123456789")
        is_within = text.endswith((" in ", "In ", " in the ", "In the "), 0, match.start())
        if is_within and letters in _LISTED_AREAS and (match[1] or len(letters) > 1):
            yield Rule.POSTCODE_AREA, *match.span()
    lowered = text.lower()
    if "postcode" in lowered or "post code" in lowered:
        for match in _POSTCODE_AREA.finditer(text):
            group = 1 if match[1] else 2
            yield Rule.POSTCODE_AREA, *match.span(group)


def _labelled(text: str) -> Iterator[re.Match[str]]:
    """What stands after the name of a system or the like."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters of other languages are longer in lower case
        yield from _REFERENCE.finditer(text)
        return
    places = set()
    for word in _FIRST_WORDS:
        place = lowered.find(word)
        while place >= 0:
            places.add(place)
            place = lowered.find(word, place + 1)
    at = 0
    for place in sorted(places):
        if place >= at and (match := _REFERENCE.match(text, place)):
            at = match.end()
            yield match


def _references(text: str) -> Iterator[Span]:
    for match in _labelled(text):
        digits = len(_digits(match[1]))
        is_school = "urn" in match[0].lower() and digits == 6 and match[1].isdigit()
        around = text[max(0, match.start() - _CUE_REACH) : match.end() + _CUE_REACH]
        if digits >= 5 and not (is_school and _SCHOOL.search(around)):
            yield Rule.CASE_REFERENCE, *match.span(1)
