"""Words that make a name somebody's: relations, roles, ranks, titles, ages, and what may lie between them and the name.

All in lower case, as `tokens` gives them, except titles and ranks, which are known by their capital letters.
"""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RELATIVES: Final = _words(
    """
    mother father mum mummy mam dad daddy brother sister half-brother half-sister sibling grandmother grandfather
    grandparent gran granny nan nana grandad granddad grandma grandpa aunt auntie aunty uncle cousin niece nephew
    stepfather step-father stepdad step-dad stepmother step-mother stepmum step-mum stepson stepdaughter stepsister
    stepbrother step-sister step-brother twin son daughter grandson granddaughter boyfriend girlfriend husband wife
    partner fiancé fiancée ex ex-partner ex-husband ex-wife carer guardian godmother godfather foster-mother foster-father
    """
)
SEVERAL_RELATIVES: Final = _words(
    """
    mothers fathers brothers sisters siblings half-brothers half-sisters half-siblings grandparents cousins sons
    daughters twins triplets parents carers children kids babies boys girls aunts uncles nieces nephews stepsons
    stepdaughters grandchildren couple
    """
)
CHILDREN: Final = _words(
    """
    child baby infant boy girl toddler teenager teen youngster newborn pupil student schoolboy schoolgirl lad lass
    youth person patient kid adolescent schoolchild eldest youngest victim resident woman man lady neighbour friend
    """
)
FAMILY: Final = RELATIVES | SEVERAL_RELATIVES | CHILDREN
ADJECTIVES: Final = _words(
    """
    younger older elder eldest youngest oldest baby little big maternal paternal birth late own half- twin step new then
    former previous current only first second third adoptive foster biological natural single teenage young great
    allocated named key unborn pregnant middle estranged ex- quiet lively bright premature dear best close
    """
)
PRONOUNS: Final = _words("he she they")
SOMEBODYS: Final = _words("child's children's boy's girl's baby's family's mother's father's person's pupil's")
DETERMINERS: Final = _words("the a an his her their our my its this that your one another")
POSSESSIVES: Final = _words("his her their our my your")
VERBS: Final = _words("is was are were became being be been remains")
TURNED: Final = _words("aged age ages turned turns turning becomes became celebrated reached turn")
_LATELY: Final = _words(
    """
    now then only just nearly almost about around still recently already both each also currently at of who that
    he she they who'd who's who'll he's she's they're male female had has have will to soon barely approximately approx not yet all aged over under when though although old
    """
)
AFTER_FILLERS: Final = DETERMINERS | VERBS | TURNED | _LATELY | _words("and with")
LIVING: Final = _words(
    "lives lived living live stays stayed staying moved moves moving placed went lodged slept left remained goes"
)
BEFORE_FILLERS: Final = VERBS | _words(
    """
    called named known call as we us know whom only just likely little young who now then both namely including eg ie
    here calling identified under
    """
)
LABELS: Final = _words(
    """
    name names forename forenames surname surnames child children patient pupil student subject author authors auditor
    auditors reviewer reviewers approved signed contact alias aka who attendees present invited apologies client member
    members worker allocated mother_name father_name child_name full_name first_name last_name checked_by approved_by
    author_name created_by updated_by nickname known re regarding cc dear sincerely hi hello regards wishes fao attn from to
    signature referrer referee witness kin minutes owner responsible attendance alias user née nee maiden family case review
    """
)
BY_WHOM: Final = _words(
    """
    chaired led written prepared authored completed produced audited reviewed facilitated checked approved signed taken
    compiled conducted undertaken supervised assessed referred interviewed supported visited examined commissioned
    raised made presented recorded drafted minuted overseen managed investigated checked_by approved_by delivered
    report held attended audit minutes assessment review statement letter submitted agreed countersigned
    """
)
PROFESSIONAL_LABELS: Final = _words(
    """
    contact author authors auditor auditors reviewer reviewers worker approved signed checked_by approved_by author_name
    created_by updated_by attendees present invited apologies owner responsible attendance minutes referrer signature
    """
)
BY_A_PERSON: Final = _words(
    "chaired led minuted taken audited interviewed visited examined assessed seen supervised facilitated presented"
)
"""What a person does rather than a firm."""
AGENCIES: Final = _words(
    """
    school police hospital nursery surgery team service council college academy charity ward clinic centre unit agency court
    university office hub playgroup preschool refuge station department
    """
)
GIVEN_TO: Final = _words("allocated assigned transferred handed given passed reallocated reassigned")
SPOKEN_TO: Final = _words("speak talk write spoke thanks thank email e-mail ring phone")
UNITS: Final = _words("year years yr yrs month months mth mths week weeks wk wks day days yo y/o y m")
CLOSERS: Final = frozenset({",", ")", "]", ".", ";", "|", "-", "", "\n", "\n\n", "!", "?", ":", "/"})
"""What may come next where a role, a relation or an age ends; "" is the end of the text."""

NOT_OF_ROLE: Final = _words(
    """
    told said saw met rang had has left knew got gave wrote spoke sent took the a an his her their our my its to by with
    from at on in is was were are be been not no who whom that this these those it he she they we i you if or but then as
    into about after before because while without under over both all any some every each when where which why how
    """
)
"""Words that never stand in a role."""

_ROLE_HEADS: Final = _words(
    """
    worker visitor teacher headteacher head nurse midwife doctor gp paediatrician pediatrician consultant manager
    director officer chair chairman chairwoman chairperson coordinator co-ordinator lead advocate therapist psychologist
    psychiatrist solicitor barrister counsellor practitioner supervisor assistant reviewer auditor author
    facilitator administrator secretary sergeant constable inspector superintendent detective judge magistrate mentor
    tutor senco dsl iro lado clerk commissioner minister vicar priest imam principal registrar surgeon physiotherapist
    dentist pharmacist childminder nanny babysitter coach caseworker keyworker housekeeper receptionist councillor
    governor advisor adviser clinician radiographer nursery-nurse specialist analyst dietitian foster-carer carer
    paramedic pathologist coroner interpreter idva isva cafcass ombudsman executive
    """
)
_ROLE_WORDS: Final = _words(
    """
    social health family support school community key team youth probation independent reviewing foster class head deputy
    senior assistant allocated named newly duty lead service services board business child child's children children's
    protection conference police designated safeguarding consultant clinical specialist student play drug alcohol domestic
    abuse teaching early help years principal practice quality assurance operations operational area district housing
    outreach education welfare personal needs educational forensic qualified mental speech language occupational
    detective chief ward staff nursery residential intervention prevention police's school's locum supervising lead
    partnership executive interim acting associate public legal office project programme group adult care hospital
    paediatric parenting substance misuse homelessness learning disability attendance liaison pastoral form year
    mother's baby's boy's girl's crown county court family's of for and in the new link special neonatal unit step
    temporary agency regular own previous former current first second retired trainee case children-in-care
    """
)
_PLURAL_ROLE: Final = re.compile(r"(?:workers|visitors|teachers|nurses|managers|officers|directors)\Z")
RANKS: Final = _words(
    """
    PC DC DS DI DCI DSU WPC PCSO TDC Sgt Insp Supt Ch Sergeant Inspector Constable Superintendent Detective Commander
    """
)
TITLES: Final = _words("Dr Mr Mrs Ms Mx Prof Professor Dame Rev Revd Reverend Cllr Councillor HHJ DJ Sr Doctor Canon")
SOFT_TITLES: Final = _words("Miss Sir Lady Lord Judge Justice Nurse Sister Father Master Madam Imam Rabbi Midwife")
"""Titles that are words too: what comes next must look like a name."""
LOUD_TITLES: Final = _words("DR MR MRS MISS PROF")

NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_YEAR_OLD: Final = re.compile(
    rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})-?(?:years?|months?|weeks?|days?|yrs?|yo|y|m|mths?)(?:-?olds?)?"
)
_ORDINAL: Final = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
)
MONTHS: Final = _words("january february march april may june july august september october november december summer")


def age_in(word: str) -> int | None:
    """The number that a word is, if somebody can be as old as that."""
    if word.isdecimal():
        return int(word) if len(word) <= 2 else None
    return NUMBERS.get(word)


def is_year_old(word: str) -> bool:
    """Whether a word is like "7-year-old" or "7yrs"."""
    return bool(_YEAR_OLD.fullmatch(word))


def is_ordinal(word: str) -> bool:
    """Whether a word is like "7th" or "seventh"."""
    return bool(_ORDINAL.fullmatch(word))


def is_role(word: str) -> bool:
    """Whether a role can end with this word: "worker", "nurse"."""
    return word in _ROLE_HEADS


def is_of_role(word: str) -> bool:
    """Whether a word can stand in a role before its last word: "social", "school"."""
    return word in _ROLE_WORDS or word in _ROLE_HEADS


ORGANISATIONS: Final = frozenset(
    """
    safeguarding children's board partnership council trust service services committee hospital hospitals school schools
    college university academy borough county constabulary nursery surgery foundation society association international
    network institute consultancy consulting ltd limited cic charity
    """.split()
)
"""What follows a name that is part of an organisation's: Carrick Bay Safeguarding Children Board."""
