"""The front matter of each kind of page: one definition for validation, records, JSON Schema and the handbook.

The classes are pydantic dataclasses: frozen, slotted and lean to pickle, because they are also what the domain
stores. Text that names another page carries a `Names` mark, from which references are collected (`named_in`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from briefings.model.dates import PartialDate, Period
from briefings.model.heading_addresses import is_heading_address
from briefings.model.item_addresses import ADDRESS
from briefings.model.links import fault_of_address, fault_of_text, is_web_address
from briefings.model.problems import did_you_mean, write_instead
from briefings.model.vocabulary import (
    BriefingStatus,
    ChangeKind,
    CheckedBy,
    Compares,
    Grade,
    InferredOfAudit,
    InferredOfRecommendation,
    InferredOfUpdate,
    Kind,
    Layout,
    LeadsTo,
    Method,
    PolicyKind,
    PolicyStatus,
    Status,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

MAX_SLUG: Final = 100
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
FORMER_WAS: Final = "former-address"
FORMER_NOW: Final = "address-now"
FORMER_SLUG: Final = "former-slug"
"""What the mentions are called that only say where something was, or is now."""
PART_PATH: Final = r"^[a-z0-9-]+/[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"
"""A briefing with an item or a recommendation of it."""
_HOST_FIRST = re.compile(r"(?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]\S*)?)", re.ASCII | re.IGNORECASE)


class Names(NamedTuple):
    """Marks text that is the slug of another page (or audit, item, owner)."""

    what: str


def _one_line(value: object) -> object:
    """Line breaks and runs of spaces are only a matter of how front matter is written."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ") if isinstance(value, str) else value


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise PydanticCustomError(
            "bad-slug",
            "must be a slug of a-z, 0-9 and hyphens, not '{text}'{hint}",
            {"text": text[:60], "hint": write_instead(text)},
        )
    if len(text) > MAX_SLUG:
        raise PydanticCustomError(
            "too-long", "is {length} characters long; shorten it to {limit}", {"length": len(text), "limit": MAX_SLUG}
        )
    return text


def _count(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{1,6}", value, re.ASCII):
            raise PydanticCustomError("bad-number", "must be a whole number, not '{text}'", {"text": value[:60]})
        return int(value)
    return value


def _yes_or_no(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("bad-value", "must be true or false, not '{text}'", {"text": value[:60]})
        return value == "true"
    return value


def _web_address(value: object) -> object:
    """An address that a reader can open; what lacks only its beginning is proposed with it."""
    if isinstance(value, str) and is_web_address(value):
        if fault := fault_of_address(value):
            raise PydanticCustomError("bad-address", "cannot be linked to: {fault}", {"fault": fault})
        return value
    if isinstance(value, dict):
        raise PydanticCustomError(
            "bad-address",
            "must be an address by itself, like https://example.org/page; move 'url:' up into its place, "
            "'last_seen:' and 'archived:' beside it, and leave out 'state:', which content/links.yaml says",
        )
    if not isinstance(value, str):
        return value
    bare = _HOST_FIRST.fullmatch(value)
    hint = f"; did you mean 'https://{bare[1]}'?" if bare else ""
    raise PydanticCustomError(
        "bad-address",
        "must be an address like https://example.org/page, not '{text}'{hint}",
        {"text": value[:60], "hint": hint},
    )


def _full_date(value: PartialDate) -> PartialDate:
    if value.day is None:
        raise PydanticCustomError("bad-date", "must be a full date like 2017-01-31, not '{text}'", {"text": str(value)})
    return value


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for part, value in enumerate(values):
        if value in values[:part]:
            raise PydanticCustomError(
                "duplicate-entry", "names '{value}' twice; delete one", {"value": str(value), "part": part}
            )
    return values


def _ids_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    first: dict[str, str] = {}
    for part, value in enumerate(values):
        before = first.setdefault(value.anchor, value.id)
        context = {"id": value.id, "before": before, "part": part}
        if part + 1 > len(first) and before == value.id:
            raise PydanticCustomError("duplicate-entry", "has the id '{id}' twice; give each its own", context)
        if part + 1 > len(first):
            message = "has the ids '{before}' and '{id}', which make one address; change one of them"
            raise PydanticCustomError("duplicate-entry", message, context)
    return values


def _must_stand(record: Any) -> None:
    """Refuse a key in `inferred` that the record does not have: nothing can be marked where nothing is shown."""
    for key in record.inferred:
        if not getattr(record, key.value):
            raise PydanticCustomError(
                "missing-key",
                "marks '{key}' as inferred, but '{key}' is not there; add '{key}:' or take it out of 'inferred:'",
                {"key": key.value, "part": "inferred"},
            )


def _must_lead_there(title: str, key: str, address: str | None) -> None:
    """Refuse a title that is an address of another host: it is the text of the link."""
    if address and (fault := fault_of_text(title, address)):
        context = {"fault": fault, "part": key}
        raise PydanticCustomError("bad-address", "leads elsewhere than its title says: {fault}", context)


def _must_say_what_differs(audit: Audit) -> None:
    """Refuse a comparison without a sentence on what differs, and a sentence that is about no other audit."""
    if audit.compares and not audit.differs:
        raise PydanticCustomError(
            "missing-key",
            "says 'compares: {word}' without a sentence; add 'differs:' and say what differs (other children, another "
            "service), or take 'compares:' out",
            {"word": audit.compares.value, "part": "compares"},
        )
    if (audit.compares or audit.differs) and not audit.follows:
        part = "compares" if audit.compares else "differs"
        message = "has '{part}:', but names no earlier audit; add 'follows:', or delete it"
        raise PydanticCustomError("missing-key", message, {"part": part})


def _our_status(value: object) -> object:
    """One of our statuses; the refusal says what each of them means."""
    if isinstance(value, str) and value not in set(Status):
        raise PydanticCustomError(
            "bad-value",
            "must be green (done), amber (under way), red (not started or stuck) or not-rated, not '{text}'{hint}",
            {"text": value[:60], "hint": did_you_mean(value, Status)},
        )
    return value


def _words_once(lines: tuple[StatusLine, ...]) -> tuple[StatusLine, ...]:
    """Refuse a scale in which a printed word is explained twice, or in which what is left blank has a word."""
    seen: set[str] = set()
    for part, line in enumerate(lines):
        word = line.printed.casefold()
        if word == Status.NOT_RATED:
            message = "explains 'not-rated', which stands for what a source leaves blank; delete the line"
            raise PydanticCustomError("bad-value", message, {"part": part})
        if word in seen:
            message = "explains '{word}' twice (capital letters make no difference); delete one"
            raise PydanticCustomError("duplicate-entry", message, {"word": line.printed[:60], "part": part})
        seen.add(word)
    return lines


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class _OneOrMany:
    """Says in JSON Schema that a single mapping may stand for a list of one."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many, many["items"]]}


# JSON Schema is for tools that read YAML as YAML does: with numbers and booleans, where we read text.
_JSON_COUNT: Final = {"type": ["integer", "string"], "minimum": 0, "pattern": r"^\d{1,6}$"}
_JSON_YES_OR_NO: Final = {"enum": [True, False, "true", "false"]}

Text = Annotated[str, Field(min_length=1, max_length=2000), BeforeValidator(_one_line)]
Title = Annotated[str, Field(min_length=1, max_length=200), BeforeValidator(_one_line)]
Summary = Annotated[str, Field(min_length=1, max_length=300), BeforeValidator(_one_line)]
Slug = Annotated[str, AfterValidator(_slug)]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0), WithJsonSchema(_JSON_COUNT)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema(_JSON_YES_OR_NO)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
FullDate = Annotated[PartialDate, AfterValidator(_full_date)]

ThemeSlug = Annotated[str, AfterValidator(_slug), Names("theme")]
PolicySlug = Annotated[str, AfterValidator(_slug), Names("policy")]
AgencySlug = Annotated[str, AfterValidator(_slug), Names("agency")]
PartnershipSlug = Annotated[str, AfterValidator(_slug), Names("partnership")]
OwnerSlug = Annotated[str, AfterValidator(_slug), Names("owner")]
AuditOfPage = Annotated[str, AfterValidator(_slug), Names("audit-of-page")]
PrintedWord = Annotated[str, Field(min_length=1, max_length=40), BeforeValidator(_one_line)]
OurStatus = Annotated[Status, BeforeValidator(_our_status)]
AuditPath = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$"), Names("audit")]
BriefingSlug = Annotated[str, AfterValidator(_slug), Names("briefing")]
ItemPath = Annotated[str, Field(pattern=rf"^[a-z0-9-]+/{ADDRESS}$"), Names("item")]
ItemOfPage = Annotated[str, Field(pattern=rf"^{ADDRESS}$"), Names("item-of-page")]
PartPath = Annotated[str, Field(pattern=PART_PATH), Names("recurs")]

Themes = Annotated[tuple[ThemeSlug, ...], AfterValidator(_each_once)]
Agencies = Annotated[tuple[AgencySlug, ...], AfterValidator(_each_once)]
Policies = Annotated[tuple[PolicySlug, ...], AfterValidator(_each_once)]

_Made = TypeVar("_Made")


def _record() -> Callable[[type[_Made]], type[_Made]]:
    """Make a frozen, checked data class that is stored as its values alone: smaller, and read twice as fast."""

    def made(cls: type[_Made]) -> type[_Made]:
        config = ConfigDict(extra="forbid", populate_by_name=False, defer_build=True)
        record: Any = dataclass(frozen=True, slots=True, kw_only=True, config=config)(cls)
        record.__reduce__ = _reduced
        return cast("type[_Made]", record)

    return made


def _reduced(record: Any) -> tuple[Callable[..., object], tuple[Any, ...]]:
    return _restored, (type(record), *(getattr(record, name) for name in record.__slots__))


def _restored(kind: type[Any], *values: object) -> object:
    record = object.__new__(kind)
    for name, value in zip(kind.__slots__, values, strict=True):
        object.__setattr__(record, name, value)
    return record


@_record()
class Group:
    """A part of a sample."""

    name: Annotated[Text, Field(description="What the part is.", examples=["Early help"])]
    size: Annotated[Count, Field(description="How many.", examples=["2"])]


@_record()
class Sample:
    """What an audit looked at. The sizes of `groups` add up to `size`; `discussed` is part of it."""

    unit: Annotated[Unit, Field(description="What is counted.", examples=["children"])]
    size: Annotated[Count, Field(description="How many were looked at.", examples=["6"])]
    discussed: Annotated[Count | None, Field(description="How many were discussed.", examples=["6"])] = None
    groups: Annotated[tuple[Group, ...], Field(description="The parts of the sample.")] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Sample:
        total = sum(group.size for group in self.groups)
        if self.groups and total != self.size:
            raise PydanticCustomError(
                "numbers-disagree",
                "has groups that add up to {total}, but its size is {size}; correct one of them",
                {"total": total, "size": self.size},
            )
        if self.discussed is not None and self.discussed > self.size:
            raise PydanticCustomError(
                "numbers-disagree",
                "says {discussed} were discussed out of {size}; correct one of them",
                {"discussed": self.discussed, "size": self.size},
            )
        return self


Samples = Annotated[tuple[Sample, ...], BeforeValidator(_one_or_many), _OneOrMany()]


@_record()
class Measure:
    """A count of how often something was done, such as 5 of 6."""

    what: Annotated[Text, Field(description="What was measured.", examples=["Child's voice evident"])]
    met: Annotated[Count, Field(description="How often it was done.", examples=["5"])]
    of: Annotated[Count, Field(description="Out of how many.", examples=["6"])]

    @model_validator(mode="after")
    def _part_of_whole(self) -> Measure:
        if self.met > self.of:
            raise PydanticCustomError(
                "numbers-disagree",
                "says {met} of {of}; the first number cannot be larger",
                {"met": self.met, "of": self.of},
            )
        return self


@_record()
class Promise:
    """A further audit that the partnership promised."""

    what: Annotated[Text, Field(description="What was promised.", examples=["A further dip sample"])]
    due: Annotated[Period, Field(description="By when; a date or a financial year.", examples=["2023/24"])]


@_record()
class Audit:
    """One audit that a briefing reports on."""

    id: Annotated[Slug, Field(description="A short name, unique in the briefing.", examples=["sexual-abuse-2023"])]
    title: Annotated[Title, Field(description="What the audit is called.", examples=["Sexual abuse"])]
    method: Annotated[Method, Field(description="How it was done.", examples=["deep-dive"])]
    held: Annotated[Period, Field(description="When, as one date or from and to.", examples=["2023-03"])]
    themes: Annotated[Themes, Field(description="Themes it looked at.", examples=[["sexual-abuse"]])] = ()
    sample: Annotated[Samples, Field(description="What was looked at; a list if it had several samples.")] = ()
    took_part: Annotated[Agencies, Field(description="Agencies that took part.", examples=[["police"]])] = ()
    did_not_take_part: Annotated[
        Agencies, Field(description="Agencies that were asked and did not.", examples=[["gps"]])
    ] = ()
    families_asked: Annotated[
        YesOrNo | None, Field(description="Whether families were asked for their views.", examples=["true"])
    ] = None
    grades: Annotated[
        dict[Grade, Count],
        Field(description="How many got each grade.", examples=[{"good": "1", "adequate": "7"}]),
    ] = Field(default_factory=dict)
    measures: Annotated[tuple[Measure, ...], Field(description="What was counted.")] = ()
    follows: Annotated[
        tuple[AuditPath, ...],
        Field(description="Earlier audits that it follows.", examples=[["devon-2011-case-audits/march-2009"]]),
    ] = ()
    compares: Annotated[
        Compares | None,
        Field(
            description="Whether its figures can be set against those of the audits it follows; needs 'differs'.",
            examples=["partly"],
        ),
    ] = None
    differs: Annotated[
        Summary | None,
        Field(
            description="A sentence on what differs: other children, another service.",
            examples=["The second audit looked at other children, in one service."],
        ),
    ] = None
    next: Annotated[Promise | None, Field(description="A further audit that was promised.")] = None
    inferred: Annotated[
        tuple[InferredOfAudit, ...],
        AfterValidator(_each_once),
        Field(description="Keys whose value the source does not print: our reading.", examples=[["held"]]),
    ] = ()

    @property
    def anchor(self) -> str:
        """The audit's address on its page."""
        return f"audit-{self.id}"

    @model_validator(mode="after")
    def _adds_up(self) -> Audit:
        _must_stand(self)
        _must_say_what_differs(self)
        total = sum(self.grades.values())
        if self.grades and self.sample and total != self.sample[0].size:
            raise PydanticCustomError(
                "numbers-disagree",
                "has grades that add up to {total}, but looked at {size}; use 'not-reported' for the rest",
                {"total": total, "size": self.sample[0].size},
            )
        return self


@_record()
class Step:
    """A part of a recommendation, where the source breaks it down."""

    what: Annotated[Text, Field(description="What is to be done.", examples=["Write the protocol"])]
    by: Annotated[Text | None, Field(description="Who does it, as a role.", examples=["Training manager"])] = None
    due: Annotated[Period | None, Field(description="By when.", examples=["2011-04"])] = None
    done: Annotated[PartialDate | None, Field(description="When it was done.", examples=["2011-04"])] = None


@_record()
class Update:
    """Where a recommendation stood on a date. Its status is read by the scale of the partnership: see `statuses`."""

    on: Annotated[PartialDate, Field(description="The date of the update.", examples=["2011-03-04"])]
    status: Annotated[
        PrintedWord,
        Names("status"),
        Field(
            description="The word that the source prints, by the partnership's status_scale; not-rated if it is blank.",
            examples=["Green"],
        ),
    ]
    evidence: Annotated[tuple[Text, ...], Field(description="What shows it.", examples=[["186 people trained"]])] = ()
    inferred: Annotated[
        tuple[InferredOfUpdate, ...],
        AfterValidator(_each_once),
        Field(description="Keys whose value the source does not print: our reading.", examples=[["status"]]),
    ] = ()

    @model_validator(mode="after")
    def _inferred_status_is_ours(self) -> Update:
        if InferredOfUpdate.STATUS in self.inferred and self.status not in set(Status):
            raise PydanticCustomError(
                "bad-value",
                "has a status that is inferred, so it must be green, amber or red, not '{word}'; "
                "if the source prints it, take 'status' out of 'inferred:'",
                {"word": self.status, "part": "status"},
            )
        return self


@_record()
class Recommendation:
    """What was recommended, to whom, and what became of it."""

    id: Annotated[
        str,
        Field(
            description="As printed, in quotes.",
            examples=["1.6"],
            pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
            max_length=40,
        ),
    ]
    audit: Annotated[AuditOfPage | None, Field(description="The audit it came from.", examples=["march-2009"])] = None
    text: Annotated[Text, Field(description="The recommendation.", examples=["Make core groups reliable."])]
    owner: Annotated[OwnerSlug | None, Field(description="Partnership or agency that owns it.", examples=["devon"])] = (
        None
    )
    agencies: Annotated[Agencies, Field(description="Agencies that must act.", examples=[["police"]])] = ()
    themes: Annotated[Themes, Field(description="Themes it is about.", examples=[["core-groups"]])] = ()
    policies: Annotated[Policies, Field(description="Policies it rests on.", examples=[["working-together-2010"]])] = ()
    addresses: Annotated[
        tuple[ItemOfPage, ...], Field(description="Items it answers.", examples=[["l-minutes-came-late"]])
    ] = ()
    recurs: Annotated[
        tuple[PartPath, ...],
        AfterValidator(_each_once),
        Field(
            description="What an earlier audit of the same partnership found or recommended, and this one found again.",
            examples=[["core-groups-2017/l-minutes-came-late"]],
        ),
    ] = ()
    due: Annotated[Period | None, Field(description="By when.", examples=["2011-04"])] = None
    steps: Annotated[tuple[Step, ...], Field(description="Its parts.")] = ()
    updates: Annotated[tuple[Update, ...], Field(description="Where it stood, by date.")] = ()
    inferred: Annotated[
        tuple[InferredOfRecommendation, ...],
        AfterValidator(_each_once),
        Field(description="Keys whose value the source does not print: our reading.", examples=[["owner", "due"]]),
    ] = ()

    @model_validator(mode="after")
    def _inferred_is_there(self) -> Recommendation:
        _must_stand(self)
        return self

    @property
    def anchor(self) -> str:
        """The recommendation's address on its page: ``r1-6`` for 1.6."""
        return "r" + re.sub(r"[^a-z0-9]+", "-", self.id.lower())

    @property
    def latest(self) -> Update | None:
        """The update with the latest date; of two on the same date, the one written last."""
        if len(self.updates) < 2:
            return self.updates[0] if self.updates else None
        return max(reversed(self.updates), key=lambda update: update.on.last)


@_record()
class Anonymisation:
    """The recorded check that nobody can be recognised. Without it a briefing is not public."""

    checked_by: Annotated[Title, Field(description="The checker's role, never a name.", examples=["Board manager"])]
    on: Annotated[FullDate, Field(description="When.", examples=["2026-11-20"])]


@_record()
class Pseudonyms:
    """Invented names on a page. Who declares them says that nobody can be recognised by them."""

    names: Annotated[
        tuple[Title, ...], Field(description="The invented names.", examples=[["Sam", "Alex"]], min_length=1)
    ]
    unlike: Annotated[
        Summary,
        Field(
            description="A statement that they are not the real names, and do not begin with the same letters.",
            examples=["Neither the names nor their first letters are those of the children."],
            min_length=20,
        ),
    ]


@_record()
class Check:
    """The last time that somebody opened an address, or looked for one."""

    on: Annotated[PartialDate, Field(description="When.", examples=["2026-12-03"])]
    by: Annotated[CheckedBy, Field(description="sweep (the weekly check of links) or person.", examples=["person"])] = (
        CheckedBy.PERSON
    )


@_record()
class Leads:
    """What an address leads to, where that is not the thing itself."""

    what: Annotated[
        LeadsTo,
        Field(description="successor, holder, related or newer-edition.", examples=["holder"]),
    ]
    holder: Annotated[Title, Field(description="Whose site it is.", examples=["NSPCC"])]
    title: Annotated[Title | None, Field(description="What is there.", examples=["Neglect strategy 2025 to 2029"])] = (
        None
    )


@_record()
class Source:
    """The document that a briefing was written from. Its address is known in the same way as that of a policy."""

    title: Annotated[Title, Field(description="Its title.", examples=["Learning briefing 9"])]
    publisher: Annotated[Title, Field(description="Who published it.", examples=["Shropshire board"])]
    url: Annotated[WebAddress | None, Field(description="Where it is.", examples=["https://example.org/9"])] = None
    archived: Annotated[
        WebAddress | None, Field(description="An archived copy.", examples=["https://archive.example/9"])
    ] = None
    last_seen: Annotated[PartialDate | None, Field(description="When it was last seen.", examples=["2017"])] = None
    checked: Annotated[Check | None, Field(description="When somebody last opened it, or looked for it.")] = None
    leads_to: Annotated[Leads | None, Field(description="What the address leads to, if not the document.")] = None

    @model_validator(mode="after")
    def _leads_where_it_says(self) -> Source:
        _must_lead_there(self.title, "url", self.url)
        return self


@_record()
class Withdrawal:
    """When and why a briefing was withdrawn; shown on its tombstone."""

    on: Annotated[FullDate, Field(description="When.", examples=["2026-11-20"])]
    why: Annotated[Summary, Field(description="Why, in a sentence that can be public.", examples=["Out of date."])]


def _place(value: str) -> str:
    """Whether text can be the address of an item or a heading."""
    if not is_heading_address(value):
        raise PydanticCustomError(
            "bad-slug",
            "cannot be an address: '{value}'; copy what stands behind '#' in the address of the page",
            {"value": value[:80]},
        )
    return value


def _place_or_item(value: str) -> str:
    if "/" not in value:
        return _place(value)
    if not re.fullmatch(rf"[a-z0-9-]+/{ADDRESS}", value):
        raise PydanticCustomError(
            "bad-slug",
            "does not name an item of another briefing: '{value}'; write it like core-groups/q-who-was-there",
            {"value": value[:80]},
        )
    return value


@_record()
class FormerAddress:
    """An address that an item or a heading had before, and where an old link leads: to its address now, or nowhere."""

    was: Annotated[
        str,
        Field(description="The address that it had.", examples=["q-who-takes-our-minutes"], max_length=200),
        AfterValidator(_place),
        Names(FORMER_WAS),
    ]
    now: Annotated[
        str | None,
        AfterValidator(lambda value: value if value is None else _place_or_item(value)),
        Names(FORMER_NOW),
        Field(
            description="The item or heading of this page, or an item of another briefing, that it is now.",
            examples=["q-who-writes-the-minutes"],
            max_length=200,
        ),
    ] = None
    gone: Annotated[
        Summary | None,
        Field(
            description="Why it was taken out, in a sentence for readers who follow an old link.",
            examples=["The form that it asked about is not used any more."],
        ),
    ] = None

    @model_validator(mode="after")
    def _leads_on_or_says_why(self) -> FormerAddress:
        if (self.now is None) is (self.gone is None):
            raise PydanticCustomError(
                "missing-key",
                "needs 'now' (the address that it has now) or 'gone' (why it was taken out), and not both",
                {"part": "gone" if self.now else "was"},
            )
        return self


@_record()
class Briefing:
    """The front matter of ``briefings/<slug>.md``; `briefings format` writes its keys in this order."""

    title: Annotated[Title, Field(description="What the briefing is called.", examples=["Core groups"])]
    summary: Annotated[Summary, Field(description="What it says, in 300 characters.", examples=["Three audits …"])]
    reference: Annotated[Title | None, Field(description="Its number as printed.", examples=["Briefing 9"])] = None
    partnership: Annotated[PartnershipSlug, Field(description="Whose learning it is.", examples=["shropshire"])]
    published: Annotated[PartialDate, Field(description="When the source came out.", examples=["2017-01"])]
    published_note: Annotated[
        Summary | None,
        Field(description="What readers must know about the date.", examples=["The source is undated."]),
    ] = None
    layout: Annotated[Layout, Field(description="The shape of the source.", examples=["seven-minute"])] = (
        Layout.FINDINGS_AND_ACTIONS
    )
    status: Annotated[BriefingStatus, Field(description="published or withdrawn.", examples=["published"])] = (
        BriefingStatus.PUBLISHED
    )
    withdrawn: Annotated[Withdrawal | None, Field(description="When and why, if withdrawn.")] = None
    embargo_until: Annotated[
        FullDate | None, Field(description="Not public before this day.", examples=["2026-12-01"])
    ] = None
    themes: Annotated[
        Themes, Field(description="One to eight themes.", examples=[["neglect"]], min_length=1, max_length=8)
    ]
    agencies: Annotated[
        Agencies, Field(description="Who it is for; leave out for everyone.", examples=[["police"]])
    ] = ()
    policies: Annotated[Policies, Field(description="Policies behind it.", examples=[["graded-care-profile-2"]])] = ()
    written_under: Annotated[
        PolicySlug | None,
        Field(description="Statutory guidance in force then.", examples=["working-together-2015"]),
    ] = None
    pseudonyms: Annotated[Pseudonyms | None, Field(description="Invented names that stand in the text.")] = None
    source: Annotated[Source | None, Field(description="The document it was written from.")] = None
    sample: Annotated[Samples, Field(description="Everything looked at, over all audits.")] = ()
    audits: Annotated[tuple[Audit, ...], AfterValidator(_ids_once), Field(description="The audits.")] = ()
    recommendations: Annotated[
        tuple[Recommendation, ...],
        AfterValidator(_ids_once),
        Field(description="What was recommended."),
    ] = ()
    former_addresses: Annotated[
        tuple[FormerAddress, ...],
        Field(description="Addresses that its items and headings had before; each leads on, or says why it is gone."),
    ] = ()
    former_slugs: Annotated[
        tuple[Slug, ...],
        AfterValidator(_each_once),
        Names(FORMER_SLUG),
        Field(description="Addresses it had before; each leads here.", examples=[["old-name"]]),
    ] = ()
    review_by: Annotated[PartialDate, Field(description="When to look at it again.", examples=["2027-11"])]
    anonymisation: Annotated[Anonymisation, Field(description="Who checked that nobody can be recognised.")]

    @model_validator(mode="after")
    def _withdrawn_says_why(self) -> Briefing:
        if (self.status is BriefingStatus.WITHDRAWN) != (self.withdrawn is not None):
            raise PydanticCustomError(
                "missing-key",
                "needs both 'status: withdrawn' and 'withdrawn:' with 'on' and 'why', or neither",
                {"part": "withdrawn" if self.withdrawn else "status"},
            )
        return self


@_record()
class Theme:
    """The front matter of ``themes/<slug>.md``."""

    title: Annotated[Title, Field(description="The theme's name.", examples=["Core groups"])]
    summary: Annotated[Summary, Field(description="What it means.", examples=["The meetings that …"])]
    other_names: Annotated[tuple[Title, ...], Field(description="Other words for it.", examples=[["DA"]])] = ()
    parent: Annotated[ThemeSlug | None, Field(description="The theme above it.", examples=["kinds-of-harm"])] = None
    former_slugs: Annotated[
        tuple[Slug, ...],
        AfterValidator(_each_once),
        Names(FORMER_SLUG),
        Field(description="Addresses it had before; each leads here.", examples=[["old-name"]]),
    ] = ()


@_record()
class Change:
    """Something that happened to a policy on a date."""

    on: Annotated[PartialDate, Field(description="When.", examples=["2016-11"])]
    change: Annotated[ChangeKind, Field(description="new, updated, superseded or withdrawn.", examples=["updated"])]
    what: Annotated[Summary, Field(description="What changed.", examples=["Adds a flow chart."])]
    who: Annotated[Agencies, Field(description="Who should know; leave out for everyone.", examples=[["police"]])] = ()


@_record()
class Policy:
    """The front matter of ``policies/<slug>.md``."""

    title: Annotated[Title, Field(description="The policy's name.", examples=["Graded Care Profile 2"])]
    kind: Annotated[PolicyKind, Field(description="What sort of document it is.", examples=["tool"])]
    summary: Annotated[Summary, Field(description="What it is.", examples=["A tool for assessing neglect."])]
    owner: Annotated[Title, Field(description="Who issues it, in words.", examples=["HM Government"])]
    partnership: Annotated[
        PartnershipSlug | None, Field(description="Whose local policy it is.", examples=["shropshire"])
    ] = None
    shared_by: Annotated[
        tuple[PartnershipSlug, ...],
        AfterValidator(_each_once),
        Field(description="Partnerships that share it, where several do.", examples=[["sandwell", "solihull"]]),
    ] = ()
    issued: Annotated[PartialDate | None, Field(description="When it came out.", examples=["2016-11"])] = None
    review_due: Annotated[PartialDate | None, Field(description="When it must be reviewed.", examples=["2027"])] = None
    status: Annotated[PolicyStatus, Field(description="Whether it stands.", examples=["current"])] = (
        PolicyStatus.UNKNOWN
    )
    superseded_by: Annotated[
        PolicySlug | None, Field(description="What replaced it.", examples=["working-together-2023"])
    ] = None
    under: Annotated[
        PolicySlug | None,
        Field(description="The guidance it belongs under.", examples=["working-together-2018"]),
    ] = None
    themes: Annotated[
        Themes,
        Field(description="Themes whose pages name it, beside those where a finding does.", examples=[["neglect"]]),
    ] = ()
    every_theme: Annotated[
        YesOrNo, Field(description="Whether the page of every theme names it.", examples=["true"])
    ] = False
    other_names: Annotated[tuple[Title, ...], Field(description="Other names for it.", examples=[["GCP2"]])] = ()
    address: Annotated[
        WebAddress | None, Field(description="Where it can be read.", examples=["https://example.org/policy"])
    ] = None
    archived: Annotated[
        WebAddress | None, Field(description="An archived copy.", examples=["https://archive.example/policy"])
    ] = None
    last_seen: Annotated[
        PartialDate | None,
        Field(description="When its page, or a stored copy of it, was last seen.", examples=["2026-11"]),
    ] = None
    checked: Annotated[Check | None, Field(description="When somebody last opened the address.")] = None
    leads_to: Annotated[Leads | None, Field(description="What the address leads to, if not to the policy itself.")] = (
        None
    )
    former_addresses: Annotated[
        tuple[WebAddress, ...],
        AfterValidator(_each_once),
        Field(description="Where it was once; shown as text, never linked.", examples=[["http://old.example/policy"]]),
    ] = ()
    changes: Annotated[tuple[Change, ...], Field(description="What happened to it, by date.")] = ()
    former_slugs: Annotated[
        tuple[Slug, ...],
        AfterValidator(_each_once),
        Names(FORMER_SLUG),
        Field(description="Addresses it had before; each leads here.", examples=[["old-name"]]),
    ] = ()

    @model_validator(mode="after")
    def _leads_where_it_says(self) -> Policy:
        _must_lead_there(self.title, "address", self.address)
        return self

    @property
    def partnerships(self) -> tuple[str, ...]:
        """Whose local policy it is; none when it is national."""
        return tuple(dict.fromkeys((*((self.partnership,) if self.partnership else ()), *self.shared_by)))

    @property
    def has_successor(self) -> bool:
        """Whether the page says what replaced it: another entry, or what its address leads to."""
        return self.superseded_by is not None or (self.leads_to is not None and self.leads_to.what is LeadsTo.SUCCESSOR)

    @model_validator(mode="after")
    def _superseded_says_by_what(self) -> Policy:
        superseded = self.status is PolicyStatus.SUPERSEDED
        if superseded != self.has_successor:
            message = (
                "needs 'superseded_by:' too, or 'leads_to:' with 'what: successor', to say what replaced it"
                if superseded
                else "needs both 'status: superseded' and 'superseded_by:', or neither"
                if self.superseded_by
                else "says that its address leads to a successor; write 'status: superseded' too"
            )
            part = "status" if superseded else "superseded_by" if self.superseded_by else "leads_to"
            raise PydanticCustomError("missing-key", message, {"part": part})
        return self

    @model_validator(mode="after")
    def _address_stands_for_what_is_known(self) -> Policy:
        for key in ("leads_to", "checked"):
            if getattr(self, key) and not self.address:
                message = "says something about an address that is not there; add 'address:', or delete it"
                raise PydanticCustomError("missing-key", message, {"part": key})
        if self.last_seen and not (self.address or self.archived or self.former_addresses):
            message = "says when an address was last seen that is not there; add 'address:' or delete it"
            raise PydanticCustomError("missing-key", message, {"part": "last_seen"})
        return self


@_record()
class Agency:
    """The front matter of ``agencies/<slug>.md``."""

    title: Annotated[Title, Field(description="The agency's name.", examples=["Police"])]
    summary: Annotated[Summary, Field(description="Who they are.", examples=["The local police force."])]
    other_names: Annotated[tuple[Title, ...], Field(description="Other names.", examples=[["CSC"]])] = ()
    part_of: Annotated[AgencySlug | None, Field(description="The agency it is part of.", examples=["health"])] = None
    former_slugs: Annotated[
        tuple[Slug, ...],
        AfterValidator(_each_once),
        Names(FORMER_SLUG),
        Field(description="Addresses it had before; each leads here.", examples=[["old-name"]]),
    ] = ()


@_record()
class FormerName:
    """A name that a partnership had before."""

    name: Annotated[Title, Field(description="The name.", examples=["Shropshire Safeguarding Children Board"])]
    from_: Annotated[PartialDate | None, Field(alias="from", description="From when.", examples=["2006"])] = None
    to: Annotated[PartialDate | None, Field(description="Until when.", examples=["2019"])] = None


@_record()
class StatusLine:
    """A word that a partnership prints for where a recommendation stands, and what we read it as."""

    printed: Annotated[PrintedWord, Field(description="The word, as the partnership prints it.", examples=["Orange"])]
    status: Annotated[
        OurStatus,
        Field(
            description="What we read it as: green (done), amber (under way), red (not started or stuck) or not-rated.",
            examples=["amber"],
        ),
    ]
    key: Annotated[
        YesOrNo,
        Field(description="Whether the source itself explains the word; if not, we mark ours.", examples=["true"]),
    ] = False


@_record()
class Partnership:
    """The front matter of ``partnerships/<slug>.md``."""

    title: Annotated[Title, Field(description="The partnership's name.", examples=["Shropshire Partnership"])]
    short_title: Annotated[Title, Field(description="Its short name.", examples=["Shropshire"])]
    summary: Annotated[Summary, Field(description="Who they are.", examples=["The safeguarding partners of …"])]
    area: Annotated[Title, Field(description="The area.", examples=["Shropshire"])]
    since: Annotated[PartialDate | None, Field(description="Since when.", examples=["2019-09"])] = None
    former_names: Annotated[tuple[FormerName, ...], Field(description="Names it had before.")] = ()
    status_scale: Annotated[
        tuple[StatusLine, ...],
        AfterValidator(_words_once),
        Field(description="Its words for where recommendations stand; leave out for Green, Amber and Red."),
    ] = ()


@_record()
class Term:
    """An abbreviation or word that agencies use; its first use on each page is spelled out."""

    term: Annotated[Title, Field(description="As people write it.", examples=["MARAC"])]
    means: Annotated[Title, Field(description="In full.", examples=["multi-agency risk assessment conference"])]
    explained: Annotated[Summary | None, Field(description="What it is.", examples=["A meeting that …"])] = None


@_record()
class Synonym:
    """Words that people type, and words of the site that say the same."""

    people_type: Annotated[Title, Field(description="What somebody looks for.", examples=["staff turnover"])]
    look_for: Annotated[
        Title, Field(description="Words that the site uses for it.", examples=["social workers changed"])
    ]


@_record()
class Digest:
    """What a digest gathers: one partnership's learning of a period."""

    partnership: Annotated[PartnershipSlug, Field(description="Whose learning.", examples=["solihull"])]
    period: Annotated[Period, Field(description="Of when; a financial year or from and to.", examples=["2022/23"])]


@_record()
class KnownIssue:
    """Something on the site that not everybody can use."""

    what: Annotated[Text, Field(description="What does not work, and for whom.", examples=["Charts have no sound."])]
    instead: Annotated[
        Text | None, Field(description="What to do instead.", examples=["Read the table below the chart."])
    ] = None
    mended_by: Annotated[PartialDate | None, Field(description="By when.", examples=["2027-04"])] = None


@_record()
class Accessibility:
    """What an accessibility statement says: when and how the site was tested, what is known not to work."""

    tested: Annotated[PartialDate, Field(description="When it was last tested.", examples=["2026-11-21"])]
    how: Annotated[
        tuple[Text, ...],
        Field(description="How, a sentence each.", min_length=1, examples=[["By keyboard alone, on every page type."]]),
    ]
    contact: Annotated[Text, Field(description="Whom to tell, and how.", examples=["Tell your partnership's office."])]
    contact_url: Annotated[
        WebAddress | None, Field(description="Where to tell them.", examples=["https://example.org/contact"])
    ] = None
    known_issues: Annotated[tuple[KnownIssue, ...], Field(description="What is known not to work.")] = ()


@_record()
class Page:
    """The front matter of every other page; it may be left out. The title is the page's first heading."""

    summary: Annotated[Summary | None, Field(description="What the page is for.", examples=["All themes."])] = None
    terms: Annotated[tuple[Term, ...], Field(description="The glossary's terms; on one page only.")] = ()
    standing_questions: Annotated[
        tuple[Text, ...],
        Field(description="Questions that go with every briefing.", examples=[["How will this learning stick?"]]),
    ] = ()
    synonyms: Annotated[
        tuple[Synonym, ...],
        Field(description="Other ways to say what people look for; the search of the page knows them."),
    ] = ()
    digest: Annotated[Digest | None, Field(description="Makes the page a digest of a period.")] = None
    accessibility: Annotated[
        Accessibility | None, Field(description="What the accessibility statement is made of; on one page only.")
    ] = None


@_record()
class Checklist:
    """Practice points to print as a list to tick: of a theme, of an agency, or of a theme for an agency."""

    theme: Annotated[ThemeSlug | None, Field(description="The theme.", examples=["core-groups"])] = None
    agency: Annotated[AgencySlug | None, Field(description="The agency.", examples=["schools"])] = None

    @model_validator(mode="after")
    def _names_something(self) -> Checklist:
        if not self.theme and not self.agency:
            raise PydanticCustomError("missing-key", "needs 'theme:', 'agency:' or both")
        return self


@_record()
class Pack:
    """A file of ``packs/``: what to print together for a meeting."""

    title: Annotated[Title, Field(description="What the pack is called.", examples=["Core groups: team meeting"])]
    date: Annotated[PartialDate, Field(description="When it was put together.", examples=["2026-11-20"])]
    summary: Annotated[Summary | None, Field(description="What it is for.", examples=["For the autumn meeting."])] = (
        None
    )
    briefings: Annotated[
        tuple[BriefingSlug, ...],
        AfterValidator(_each_once),
        Field(description="Briefings to print whole.", examples=[["sandwell-core-groups"]]),
    ] = ()
    themes: Annotated[Themes, Field(description="Themes whose questions to print.", examples=[["core-groups"]])] = ()
    items: Annotated[
        tuple[ItemPath, ...],
        AfterValidator(_each_once),
        Field(description="Single items to print.", examples=[["sandwell-core-groups/q-in-our-last-core-group"]]),
    ] = ()
    checklists: Annotated[
        tuple[Checklist, ...],
        BeforeValidator(_one_or_many),
        Field(description="Lists of practice points to tick."),
    ] = ()

    @model_validator(mode="after")
    def _holds_something(self) -> Pack:
        if not (self.briefings or self.themes or self.items or self.checklists):
            raise PydanticCustomError(
                "missing-key", "is empty; name 'briefings:', 'themes:', 'items:' or 'checklists:'"
            )
        return self


Record = Briefing | Theme | Policy | Agency | Partnership | Page | Pack
RECORD_OF_KIND: Final[dict[Kind, type[Any]]] = {
    Kind.BRIEFING: Briefing,
    Kind.THEME: Theme,
    Kind.POLICY: Policy,
    Kind.AGENCY: Agency,
    Kind.PARTNERSHIP: Partnership,
    Kind.PAGE: Page,
    Kind.PACK: Pack,
}


@functools.cache
def adapter(kind: Kind) -> TypeAdapter[Any]:
    """The validator of one kind of front matter."""
    return TypeAdapter(RECORD_OF_KIND[kind])


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of one kind of front matter, for editors' tools and the handbook."""
    return adapter(kind).json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}


class Named(NamedTuple):
    """A slug found in a record: what it names, the slug, and its path in the front matter."""

    what: str
    slug: str
    path: tuple[str | int, ...]


def named_in(record: Any, path: tuple[str | int, ...] = ()) -> Iterator[Named]:
    """Every slug of another page that a record holds, in the order of the schema."""
    for name, key, what, nested in _reference_plan(cast("Hashable", type(record))):
        value = getattr(record, name)
        if not value:
            continue
        here = (*path, key)
        if isinstance(value, tuple):
            for index, one in enumerate(value):
                if nested:
                    yield from named_in(one, (*here, index))
                else:
                    yield Named(what, one, (*here, index))
        elif nested:
            yield from named_in(value, here)
        else:
            yield Named(what, value, here)


def named_parts(record_type: Any) -> dict[str, tuple[str, Any]]:
    """Of each key of a record type: what its slugs name, or "", and the record type that it holds, or None."""
    hints = get_type_hints(record_type, include_extras=True)
    found = {}
    for item in fields(record_type):
        marks, types = _unwrap(hints[item.name])
        what = next((mark.what for mark in marks if isinstance(mark, Names)), "")
        found[item.name.rstrip("_")] = what, next(filter(is_dataclass, types), None)
    return found


@functools.cache
def _reference_plan(record_type: Hashable) -> tuple[tuple[str, str, str, bool], ...]:
    """Of one record type, the fields that hold slugs (with what they name) or records that do."""
    plan = []
    hints = get_type_hints(record_type, include_extras=True)
    for item in fields(cast("Any", record_type)):
        marks, types = _unwrap(hints[item.name])
        what = next((mark.what for mark in marks if isinstance(mark, Names)), "")
        nested = any(
            is_dataclass(kind) and _reference_plan(cast("Hashable", kind)) for kind in types if isinstance(kind, type)
        )
        if what or nested:
            plan.append((item.name, item.name.rstrip("_"), what, nested))
    return tuple(plan)


def _unwrap(hint: Any) -> tuple[list[Any], list[Any]]:
    """The marks and the plain types inside a type hint, through Annotated, unions and tuples."""
    if get_origin(hint) is Annotated:
        marks, types = _unwrap(get_args(hint)[0])
        return marks + list(hint.__metadata__), types
    marks, types = [], []
    arguments = [one for one in get_args(hint) if one not in (type(None), Ellipsis)]
    if not arguments:
        return [], [hint]
    for one in arguments:
        inner_marks, inner_types = _unwrap(one)
        marks += inner_marks
        types += inner_types
    return marks, types
