"""Labelled texts, all made up. Numbers are computed here so that each has a valid check digit and belongs to nobody."""

from __future__ import annotations

import random
from collections.abc import Iterator

CHANCE = 20261120
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_numbers(count: int) -> list[str]:
    """Valid numbers of the range 999, which is kept for tests, and of the others."""
    chance, made = random.Random(CHANCE), []
    while len(made) < count:
        first = f"{chance.choice(['999', '943', '450', '631', '701'])}{chance.randrange(10**6):06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            made.append(first + str(check % 11))
    return made


def upns(count: int) -> list[str]:
    chance, made = random.Random(CHANCE), []
    for _ in range(count):
        digits = f"{chance.randrange(10**12):012d}"
        made.append(_UPN_LETTERS[sum(w * int(v) for w, v in enumerate(digits, 2)) % 23] + digits)
    return made


def temporary_upns(count: int) -> list[str]:
    chance, made = random.Random(CHANCE), []
    for _ in range(count):
        digits, last = f"{chance.randrange(10**11):011d}", chance.choice(_UPN_LETTERS)
        values = [int(one) for one in digits] + [_UPN_LETTERS.index(last)]
        made.append(_UPN_LETTERS[sum(w * v for w, v in enumerate(values, 2)) % 23] + digits + last)
    return made


def grouped(number: str, *sizes: int, by: str = " ") -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return by.join(parts)


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def disguises(number: str, *sizes: int) -> Iterator[tuple[str, str]]:
    """The same number, as people and programs write it."""
    spaced = grouped(number, *sizes)
    yield "spaces", spaced
    for name, by in (
        ("no-break space", "\u00a0"),
        ("narrow no-break space", "\u202f"),
        ("thin space", "\u2009"),
        ("hyphen", "-"),
        ("no-break hyphen", "\u2011"),
        ("en dash", "\u2013"),
        ("em dash", "\u2014"),
        ("minus", "\u2212"),
        ("dot", "."),
        ("tab", "\t"),
        ("end of line", "\n"),
        ("end of line and indent", "\n    "),
        ("quoted end of line", "\n> "),
        ("entity", "&nbsp;"),
        ("percent", "%20"),
        ("two spaces", "  "),
        ("spaced hyphen", " - "),
        ("slash", "/"),
        ("plus, as in addresses", "+"),
        ("middle dot", "\u00b7"),
        ("bullet", " \u2022 "),
    ):
        yield name, spaced.replace(" ", by)
    yield "full width", full_width(spaced)
    yield "bold", f"**{spaced}**"
    yield "bold part", f"**{grouped(number, *sizes[:1])}** {grouped(number[sizes[0] :], *sizes[1:])}"
    yield "code", f"`{spaced}`"
    yield "zero width", "\u200b".join(spaced)
    yield "soft hyphens", spaced.replace(" ", "\u00ad ")
    yield "word joiners", spaced.replace(" ", "\u2060 ")
    yield "numeric entities", "".join(f"&#{ord(char)};" if char.isdigit() else char for char in spaced)
    yield "hex entities", "".join(f"&#x{ord(char):x};" if char.isdigit() else char for char in spaced)
    yield "yaml escapes", "".join(f"\\u{ord(char):04x}" if char.isdigit() else char for char in spaced)
    yield "percent digits", "".join(f"%{ord(char):02x}" if char.isdigit() else char for char in spaced)
    for name, zero in (("Arabic digits", 0x660), ("Persian digits", 0x6F0), ("Devanagari digits", 0x966)):
        yield name, "".join(chr(zero + int(char)) if char.isdigit() else char for char in spaced)
    yield "mathematical digits", "".join(chr(0x1D7CE + int(char)) if char.isdigit() else char for char in spaced)


SENTENCES = (
    "The record says {} at the top.",
    "{} was written on the file.",
    "We saw ({}) in the chronology.",
    "- Reference: {}\n- Seen by the school.",
    "| child | {} |\n|---|---|",
    "See [the form](https://council.gov.uk/form?id={}).",
    'summary: "{}"',
    "![{}](picture.png)",
)

# texts that must be found: (rule, text) ---------------------------------------------------------------------------

NINO_FORMS = (
    "AB123456C",
    "AB 12 34 56 C",
    "ab123456c",
    "AB-12-34-56-C",
    "AB\u00a012\u00a034\u00a056\u00a0C",
    full_width("AB123456C"),
    "A\u200bB123456C",
    "**AB 12 34 56 C**",
    "AB 123456 C",
    "CE 12\n34 56 D",
    "&#65;B123456C",
)
EMAILS = (
    "kai.okoro@nhs.net",
    "Kai.Okoro@Alder.gov.uk",
    "kai_okoro+court@school.sch.uk",
    "kai.okoro @ nhs.net",
    "kai.okoro[at]nhs.net",
    "kai.okoro (at) nhs (dot) net",
    "kai.okoro&#64;nhs.net",
    "kai.okoro%40nhs.net",
    "kai\\u0040nhs.net",
    "kai.okoro\uff20nhs.net",
    "kai.o\u200bkoro@nhs.net",
    "<kai.okoro@nhs.net>",
    "mailto:kai.okoro@nhs.net",
    "kai.okoro@nhs\u200b.net",
    "o'brien@alder.gov.uk",
)
PHONES = (
    "0117 903 1234",
    "0117\u00a0903\u00a01234",
    "01179031234",
    "(0117) 903 1234",
    "+44 117 903 1234",
    "+44 (0)117 903 1234",
    "0044 117 903 1234",
    "07911 123456",
    "07911-123456",
    "07911 123 456",
    "07911\u2011123\u2011456",
    "+447911123456",
    "020 7946 0018",
    "07700 900123",
    "01632 960 001",
    "0161 496 0123",
    full_width("07911 123456"),
    "07911&nbsp;123456",
    "0 7 9 1 1 1 2 3 4 5 6",
    "07911.123.456",
    "**07911** 123456",
    "07911\n123456",
)
POSTCODES = (
    "BS1 4DJ",
    "BS14DJ",
    "bs1 4dj",
    "EC1A 1BB",
    "SW1A\u00a02AA",
    "M1 1AE",
    "b33 8th",
    "CR2 6XH",
    "DN55 1PT",
    "W1A 0AX",
    full_width("BS1 4DJ"),
    "BS1&nbsp;4DJ",
    "BS1\n4DJ",
    "B\u200bS1 4DJ",
    "**BS1 4DJ**",
    "SY2-6ND",
)
REFERENCES = (
    "LCS 1234567",
    "LCS ID: 1234567",
    "Liquidlogic number 98765",
    "Mosaic ID 123456",
    "CareFirst ref: 1234567",
    "case reference AB123456",
    "Case ref: CS/2021/12345",
    "crime reference number 47/12345/21",
    "Crime number 12345/21",
    "police URN 12AB3456721",
    "crime URN 01SA1234521",
    "incident log 123456",
    "court ref ZE21C00123",
    "client id 123456",
    "LCS\u00a01234567",
    "LCS " + full_width("1234567"),
)
BIRTHS = (
    "born on 3 May 2014",
    "born 03/05/2014",
    "born in May 2014",
    "DOB 03/05/2014",
    "DOB: 03.05.14",
    "D.O.B. 3-5-2014",
    "d.o.b 3rd May 2014",
    "date of birth: 2014-05-03",
    "Date of birth (3 May 2014)",
    "date of birth is 3rd of May 2014",
    "dob **03/05/2014**",
    "born on\n3 May 2014",
    "DOB\u00a003/05/2014",
    "born on the 3rd May 2014",
    "birthday: 3 May 2014",
    "date_of_birth: 2014-05-03",
    "DOB: " + full_width("03/05/2014"),
    "born on May 3rd, 2014",
)
NAMES = (
    "Jayden",
    "Oluwaseun",
    "Zofia",
    "Siân",
    "O'Shea",
    "Mary-Kate",
    "Mateusz",
    "Ngọc",
    "Aisha",
    "Kacper",
    "Łukasz",
    "Tariq",
)
AGES = (
    "{}, aged 7, told the school.",
    "{} (7) told the school.",
    "{} (aged 7) told the school.",
    "{}, 7, told the school.",
    "{}, age 7, was seen.",
    "When {} was 7 years old the school rang.",
    "{} is 7 years old.",
    "A 7-year-old boy called {} was seen.",
    "The 14 year old, {}, was seen.",
    "{} (3 months) was weighed.",
    "Aged 7, {} told the school.",
    "**{}**, aged 7, was seen.",
    "{} aged seven was seen.",
    "{} turned 16 in the spring.",
)
RELATIONS = (
    "{}'s mother rang the school.",
    "{}\u2019s father was not asked.",
    "{}'s younger brother was seen.",
    "the mother of {} was not asked.",
    "His sister {} was at home.",
    "{} and her mother moved.",
    "{}'s social worker changed.",
    "Baby {} was weighed.",
    "**{}**'s mum was not asked.",
    "Her partner, {}, was not asked.",
)
PROFESSIONALS = (
    "Dr Okoro led the audit.",
    "Chair: Jane Smith",
    "Lead: Oluwaseun Adeyemi",
    "Author: Zofia Nowak",
    "Contact: Jane Smith",
    "The social worker, Jane Smith, visited.",
    "Social worker: Jane Smith",
    "Mrs Smith said so.",
    "Ms J. Smith said so.",
    "PC Singh came.",
    "Professor Anne Jones wrote it.",
    "Jane Smith, social worker, visited.",
    "checked_by: Jane Smith",
    "Health visitor Jane Smith weighed her.",
    "Headteacher: Siân Evans",
    "Mr O'Brien rang.",
    "DC Kowalski rang.",
)

# texts of the public kind in which nothing may be blocked --------------------------------------------------------

LOOK_ALIKES = (
    "ISBN 978-0-10-154782-1 and ISBN 0101547822 are in the list.",
    "Ofsted URN 136789 is that of the academy; the school's URN: 109876.",
    "The 2018-2019 and 2019–2020 figures, and 2018/19, are below.",
    "Charity no. 1126999, company number 07654321, registered charity 216401.",
    "Call 101, or 999 in an emergency. NHS 111 can help.",
    "Childline is on 0800 1111. The NSPCC is on 0808 800 5000.",
    "The National Domestic Abuse Helpline is 0808 2000 247, free, 24 hours.",
    "Call the council on 0300 123 4567.",
    "Look at section 47, s.47 and s17 of the Children Act 1989.",
    "Minutes were followed up at meetings, and at conference at the same time.",
    "The DOB was missing on four forms; the date of birth should be checked.",
    "Working Together (2018) and Keeping Children Safe in Education (2022).",
    "Police (3), Health (2) and Education (4) came. Good (1), Adequate (7).",
    "The order number is 1234567890 and the invoice 9876543210.",
    "The budget was £1,234,567.89 in 2019, and 10,000,000 people live there.",
    "In 2019, 12 children were seen; of 14, 3 were not.",
    "Item l3, q1 and recommendation 1.6 belong together. See L3 2nd point.",
    "Devon, aged care and Shropshire, 14 cases. Under 5s and over 16s.",
    "The child's mother and the children's father were asked. Mothers' voices.",
    "The mother of the child was asked. Each parent's social worker came.",
    "Chair: Independent Chair. Lead: Children's Social Care. Contact: Early Help.",
    "Core Group Chair, Lead Professional and Social Worker are roles.",
    "checked_by: Board manager",
    "A 14 year old girl and a 3-month-old baby were in the sample.",
    "Graded Care Profile 2 was launched in 2016. Stage 2 and Year 6 pupils.",
    "See https://www.example.org/path/2016/11/20161130?page=12345678.",
    "The M25, the A38 and the B3181 cross the county. Room B12, Level 2.",
    "Appendix 3 (4) and Table 2 (5). January (3), February (4).",
    "Signs of Safety, Operation Encompass and Think Family are programmes.",
    "See the DASH form, version 1.2.3.4, of 1 March 2011.",
    "Mr and Mrs are not used. The doctor said so. Dr. is a title.",
    "Her mother Tongue was not English.".replace("Tongue", "tongue"),
    "The Victoria Climbie inquiry of 2003 changed the law.".replace("Victoria Climbie", "public"),
    "Write to someone@example.org. Use the form at https://example.com/a@b.",
    "Timestamps such as 1700000000 and 1700000001 are in the log.",
    "The review of 2011-03-04 found that 36 of 40 plans were in place.",
    "A4 paper, 3D models, 1st, 2nd and 3rd steps; e1 1st floor.",
    "Ref: MAA/2017/3. Briefing 9, reference 12. Case 4 and case file 12.",
    "UK GDPR article 6(1)(e), Care Act 2014 s42, Data Protection Act 2018.",
    "COVID-19 began in 2020. 16+ services, 0-19 service, 18-25 year olds.",
    "Age 5 to 11, ages 0-4, aged 16 and over. Key stage 2, aged 7 to 11.",
    "Phone numbers are 11 digits; NHS numbers are 10 digits.",
    "Adequate, 7; Good, 1; Inadequate, 0.",
    "Monday, 3 May. Tuesday (4). In March, 7 cases were read.",
    "Police, 3, and Health, 4, were asked to say more.",
    "Neglect, 9 cases. Plans, 12. Supervision, 4, was late.",
    "The Board's parents' group met. Solihull's parents were asked.",
    "The partnership's chair and the board's lead met the police's lead.",
    "County Hall is where we meet, as the South Gloucestershire Safeguarding Board did.",
    "The Head of Service and the Director of Children's Services agreed.",
)
