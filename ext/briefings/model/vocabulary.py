"""The words of the site: kinds of page, block, status, method. One concept, one word, everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a page is. Its folder below ``content/`` decides it; see `KIND_OF_FOLDER`."""

    BRIEFING = "briefing"
    THEME = "theme"
    POLICY = "policy"
    AGENCY = "agency"
    PARTNERSHIP = "partnership"
    PAGE = "page"
    PACK = "pack"
    """No page of its own: a file of ``content/packs/`` that names what to print together."""


FOLDER_OF_KIND = {
    Kind.BRIEFING: "briefings",
    Kind.THEME: "themes",
    Kind.POLICY: "policies",
    Kind.AGENCY: "agencies",
    Kind.PARTNERSHIP: "partnerships",
}
KIND_OF_FOLDER = {folder: kind for kind, folder in FOLDER_OF_KIND.items()} | {"drafts": Kind.BRIEFING}
DRAFTS_FOLDER = "drafts"
PACK_PAGES = ("run-sheet", "action-form")
"""Pages of text that are printed with every pack, where a site names no others."""
PLACE = "place"
"""What a mention of a place on a page is called: ``about.md#minutes``."""
PICTURE = "picture"
"""What a mention of a picture in the text is called."""


class BlockKind(StrEnum):
    """A kind of block in a briefing's body; the name is what an editor writes after ``:::``."""

    GOOD_PRACTICE = "good-practice"
    LEARNING = "learning"
    PRACTICE_POINTS = "practice-points"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    IMPACT = "impact"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class BlockTerm:
    """How a block is named on the page: `letter` starts the address of its items (``#q3``)."""

    letter: str
    title: str
    one: str
    """What a single item of the block is called in data and search."""


BLOCK_TERMS: dict[BlockKind, BlockTerm] = {
    BlockKind.GOOD_PRACTICE: BlockTerm("g", "What went well", "Good practice"),
    BlockKind.LEARNING: BlockTerm("l", "What needs to improve", "Learning"),
    BlockKind.PRACTICE_POINTS: BlockTerm("p", "What to do differently", "Practice point"),
    BlockKind.ACTIONS: BlockTerm("a", "What is being done", "Action"),
    BlockKind.QUESTIONS: BlockTerm("q", "For your next meeting", "Question"),
    BlockKind.IMPACT: BlockTerm("i", "What changed", "Impact"),
    BlockKind.CASE: BlockTerm("c", "A story", "Case"),
}


PRINTED_NAMES: dict[BlockKind, tuple[str, ...]] = {
    BlockKind.GOOD_PRACTICE: (
        "Good practice",
        "What went well",
        "What is working well",
        "What worked well",
        "What we do well",
        "What we did well",
        "Positive findings",
        "Positive practice",
        "Best practice",
        "Effective practice",
        "Practice strengths",
        "Strengths",
        "Examples of good practice",
    ),
    BlockKind.LEARNING: (
        "Learning",
        "What needs to improve",
        "What are we worried about",
        "Worries",
        "Concerns",
        "Areas for improvement",
        "Areas for development",
        "Areas of concern",
        "Areas for learning",
        "Areas to improve",
        "Findings",
        "What we found",
        "What did we find",
        "Learning themes",
        "Learning points",
        "Lessons",
        "Lessons learned",
        "Lessons learnt",
        "What we have learned",
        "What did we learn",
        "What do we want to do differently",
        "Gaps",
        "Challenges",
        "What could be better",
        "What did not go well",
        "Even better if",
    ),
    BlockKind.PRACTICE_POINTS: (
        "Practice points",
        "What to do differently",
        "The audit findings remind us to",
        "What needs to happen",
        "What you need to do",
        "What you can do",
        "What should I do differently",
        "What should practitioners do",
        "What practitioners should do",
        "Messages for practitioners",
        "Implications for practice",
        "What does this mean for practice",
        "What this means for practice",
        "Practice reminders",
        "Reminders",
        "Reminders for practice",
        "Remember to",
        "Top tips",
        "Good practice reminders",
    ),
    BlockKind.ACTIONS: (
        "Actions",
        "Actions and learning",
        "What is being done",
        "How are we responding",
        "How have we responded",
        "What are we doing about it",
        "What we are doing",
        "What have we done",
        "What has been done",
        "What happens next",
        "Next steps",
        "Actions taken",
        "Our response",
        "Partnership response",
    ),
    BlockKind.QUESTIONS: (
        "Questions",
        "For your next meeting",
        "For discussion at staff meetings",
        "For discussion",
        "Discussion points",
        "Discussion questions",
        "Points for discussion",
        "Questions for discussion",
        "Questions for your team",
        "Questions for teams",
        "Questions for supervision",
        "Questions to consider",
        "Questions to ask yourself",
        "Reflective questions",
        "Questions for reflection",
        "Points for reflection",
        "For reflection",
        "Things to think about",
    ),
    BlockKind.IMPACT: (
        "Impact",
        "What changed",
        "What has changed",
        "Evidence of impact",
        "Evidence of change",
        "What difference has it made",
        "What difference did it make",
        "Difference made",
        "Outcomes",
    ),
}
"""Headings under which partnerships print each kind of block; the import recognises them, and what is like them."""


class Origin(StrEnum):
    """Where a block's words come from: the source document, or written for this site."""

    SOURCE = "source"
    SITE = "site"

    @property
    def mark(self) -> str:
        """The words beside it: none for what the source prints."""
        return WRITTEN_HERE if self is Origin.SITE else ""


WRITTEN_HERE = "written for this site"
"""Marks whatever the source does not print: one form of words in every output, beside an item or above several."""


class Layout(StrEnum):
    """The shape of the printed source, so that its page can keep it."""

    SEVEN_MINUTE = "seven-minute"
    FINDINGS_AND_ACTIONS = "findings-and-actions"
    THREE_COLUMNS = "three-columns"
    RECOMMENDATIONS = "recommendations"
    DIGEST = "digest"


class BriefingStatus(StrEnum):
    """Whether a briefing stands or was withdrawn."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Method(StrEnum):
    """How the learning was gathered."""

    CASE_FILE_AUDIT = "case-file-audit"
    THEMED_AUDIT = "themed-audit"
    DEEP_DIVE = "deep-dive"
    DIP_SAMPLE = "dip-sample"
    WORKSHOP = "workshop"
    APPRECIATIVE_INQUIRY = "appreciative-inquiry"
    SELF_ASSESSMENT = "self-assessment"
    SURVEY = "survey"
    THEMATIC_REVIEW = "thematic-review"
    RAPID_REVIEW = "rapid-review"
    CASE_REVIEW = "case-review"

    @property
    def label(self) -> str:
        """The method in words, for example ``Case file audit``."""
        return self.value.replace("-", " ").capitalize()


class Unit(StrEnum):
    """What a sample counts."""

    CHILDREN = "children"
    CASES = "cases"
    MEETINGS = "meetings"
    WORKSHOPS = "workshops"
    FAMILIES = "families"


_SINGULAR = {
    Unit.CHILDREN: "child",
    Unit.CASES: "case",
    Unit.MEETINGS: "meeting",
    Unit.WORKSHOPS: "workshop",
    Unit.FAMILIES: "family",
}


def count_of(number: int, unit: Unit) -> str:
    """Say a number of things: ``1 child``, ``7 children``."""
    return f"{number} {_SINGULAR[unit] if number == 1 else unit.value}"


class Grade(StrEnum):
    """Ofsted descriptors, old and new. `NOT_REPORTED` holds those whose grade the source does not give."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires-improvement"
    INADEQUATE = "inadequate"
    NOT_REPORTED = "not-reported"


OUR_READING = "our reading"
"""Stands beside whatever the source does not say and we worked out: one form of words, wherever it is shown."""


def as_read(words: str, *, inferred: bool) -> str:
    """Words from a source; those that we inferred are marked as our reading."""
    return f"{words} ({OUR_READING})" if words and inferred else words


class InferredOfRecommendation(StrEnum):
    """What of a recommendation an editor may have worked out, because the source does not say it."""

    OWNER = "owner"
    AGENCIES = "agencies"
    AUDIT = "audit"
    DUE = "due"


class InferredOfAudit(StrEnum):
    """What of an audit an editor may have worked out, because the source does not say it."""

    HELD = "held"
    METHOD = "method"
    FOLLOWS = "follows"


class Compares(StrEnum):
    """Whether the figures of an audit can be compared with those of the audits that it follows."""

    YES = "yes"
    PARTLY = "partly"


class InferredOfUpdate(StrEnum):
    """What of an update an editor may have worked out, because the source does not say it."""

    ON = "on"
    STATUS = "status"


class Status(StrEnum):
    """Where a recommendation stands, as we read it: `statuses` says how, from the words that sources print."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not-rated"

    @property
    def label(self) -> str:
        """The status in words: colour never speaks alone."""
        return STATUS_TITLES[self]


STATUS_TITLES = {
    Status.GREEN: "Done",
    Status.AMBER: "Under way",
    Status.RED: "Not started or stuck",
    Status.NOT_RATED: "Not rated",
}


class PolicyKind(StrEnum):
    """What sort of document a policy page is about."""

    ACT = "act"
    STATUTORY_GUIDANCE = "statutory-guidance"
    GUIDANCE = "guidance"
    LOCAL_PROCEDURE = "local-procedure"
    STRATEGY = "strategy"
    TOOL = "tool"
    TRAINING = "training"
    RESOURCE = "resource"
    """Something for practitioners to use or read that no audit rests on."""

    @property
    def label(self) -> str:
        """The kind in words, for example ``Statutory guidance``."""
        return self.value.replace("-", " ").capitalize()


class PolicyStatus(StrEnum):
    """Whether a policy still stands. `UNKNOWN` says that we cannot vouch for it."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class AddressState(StrEnum):
    """What is known of a web address; see `addresses.Whereabouts` for which of them are linked."""

    LIVE = "live"
    MOVED = "moved"
    ARCHIVED = "archived"
    GONE = "gone"
    UNKNOWN = "unknown"


class CheckedBy(StrEnum):
    """Who last opened an address."""

    SWEEP = "sweep"
    PERSON = "person"


class LeadsTo(StrEnum):
    """What an address leads to, where that is not the thing itself."""

    SUCCESSOR = "successor"
    HOLDER = "holder"
    RELATED = "related"
    NEWER_EDITION = "newer-edition"


class ChangeKind(StrEnum):
    """What happened to a policy on a date."""

    NEW = "new"
    UPDATED = "updated"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ListingKind(StrEnum):
    """The listings an editor can put on any page; the value is the directive's name."""

    BRIEFINGS = "briefing-list"
    ITEMS = "item-list"
    RECOMMENDATIONS = "recommendation-table"
    AUDITS = "audit-table"
    POLICIES = "policy-list"
    POLICY_NAMES = "policy-names"
    POLICY_REGISTER = "policy-register"
    POLICY_CHANGES = "policy-changes"
    PROCEDURES = "procedure-list"
    ADDRESS_GAPS = "address-gaps"
    THEMES = "theme-index"
    THEME_MATRIX = "theme-matrix"
    THEME_YEARS = "theme-years"
    FOUND_TOGETHER = "found-together"
    FOUND_IN_MANY_PLACES = "found-in-many-places"
    FOUND_AGAIN = "found-again"
    QUESTION_BANK = "question-bank"
    MEETING_QUESTION = "meeting-question"
    STANDING_QUESTIONS = "standing-questions"
    TRACKER = "recommendation-tracker"
    RECOMMENDATION_SUMMARY = "recommendation-summary"
    HYGIENE = "hygiene-report"
    AUDIT_CHAINS = "audit-chains"
    BEFORE_AND_AFTER = "before-and-after"
    AGENCIES = "agency-list"
    PARTNERSHIPS = "partnership-list"
    GLOSSARY = "glossary-list"
    PACKS = "pack-list"
    USE = "use-counts"
    ACCESSIBILITY = "accessibility-statement"
    COMPONENTS = "component-samples"


class Standing(StrEnum):
    """Which recommendations a listing shows, besides those of one `Status`."""

    OPEN = "open"
    OVERDUE = "overdue"
    QUIET = "quiet"


class Sort(StrEnum):
    """The order of a listing."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    RECURRING = "recurring"


ROLE_NAMES = ("theme", "policy", "agency", "partnership", "briefing", "item", "recommendation")
"""The roles an editor can write, and the object types of the domain."""
