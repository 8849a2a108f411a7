"""The real content: no problems, no warnings, nobody named, no dead link, and the facts of the five reports."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from building import ROOT, tree, words_of

from briefings.model.advice import advise
from briefings.model.content import load_content
from briefings.model.inline import plain
from briefings.model.problems import Code, errors_in
from briefings.model.schema import Briefing, Partnership, Policy
from briefings.model.vocabulary import BlockKind, Grade, Kind, Origin, PolicyStatus, Status, Unit

if TYPE_CHECKING:
    from briefings.model.content import Content
    from briefings.model.library import FoundItem, Library
    from briefings.model.schema import Audit

AS_OF = "2026-11-21"
DEVON = "devon-2011-case-audits"
SANDWELL = "sandwell-core-groups"
SHROPSHIRE = "shropshire-2017-three-audits"
SOLIHULL = "solihull-2022-23"
SOUTH_GLOUCESTERSHIRE = "south-gloucestershire-2019-strategy-to-core-group"
BRIEFINGS = {DEVON, SANDWELL, SHROPSHIRE, SOLIHULL, SOUTH_GLOUCESTERSHIRE}
PARTNERSHIPS = {"devon", "sandwell", "shropshire", "solihull", "south-gloucestershire"}


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content(ROOT / "content", as_of=date.fromisoformat(AS_OF), drafts=True)


@pytest.fixture(scope="session")
def library(content: Content) -> Library:
    return content.library


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by the real command with warnings as errors."""
    folder = tmp_path_factory.mktemp("real")
    command = [sys.executable, "-m", "sphinx", "-W", "-E", "-q", "-c", str(ROOT), "-d", str(folder / "doctrees")]
    command += ["-D", f"briefings_as_of={AS_OF}", str(ROOT / "content"), str(folder / "site")]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "ext")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder / "site"


def data(site: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((site / "data" / f"{name}.json").read_text(encoding="utf-8"))[name]  # type: ignore[no-any-return]


def briefing(library: Library, slug: str) -> Briefing:
    record = library.entries[f"briefings/{slug}"].record
    assert isinstance(record, Briefing)
    return record


def audits(library: Library, slug: str) -> dict[str, Audit]:
    return {audit.id: audit for audit in briefing(library, slug).audits}


# ---------------------------------------------------------------- all of it


def test_no_problems(content: Content) -> None:
    """Nothing stops publication."""
    assert [str(problem) for problem in errors_in(content.problems)] == []


def test_builds_without_a_warning(site: Path) -> None:
    """The real command, with warnings as errors."""
    assert (site / "index.html").is_file()
    assert not (site / "_sources").exists()


def test_five_briefings_of_five_partnerships(library: Library, site: Path) -> None:
    """Each source is a briefing, and its partnership has its former names."""
    found = {entry.slug: entry.record for entry in library.of_kind(Kind.BRIEFING)}
    assert found.keys() >= BRIEFINGS
    assert {found[slug].partnership for slug in BRIEFINGS} == PARTNERSHIPS  # type: ignore[union-attr]
    assert {row["id"] for row in data(site, "briefings")} >= BRIEFINGS
    for slug in PARTNERSHIPS:
        partnership = library.entries[f"partnerships/{slug}"].record
        assert isinstance(partnership, Partnership)
        assert partnership.former_names, slug


def test_registers_are_full(library: Library) -> None:
    """About 20 themes, and every register page says in a sentence or two what the thing is."""
    assert len(library.of_kind(Kind.THEME)) >= 20
    assert len(library.of_kind(Kind.POLICY)) >= 60
    assert len(library.of_kind(Kind.AGENCY)) >= 20
    for kind in (Kind.THEME, Kind.POLICY, Kind.AGENCY, Kind.PARTNERSHIP):
        for entry in library.of_kind(kind):
            assert len(entry.record.summary) > 20, entry.docname  # type: ignore[union-attr]


def test_data_files_are_the_library(library: Library, site: Path) -> None:
    """What other programs read is what the pages are made of."""
    assert {row["id"] for row in data(site, "items")} == library.item_of_key.keys()
    assert {row["id"] for row in data(site, "recommendations")} == library.recommendation_of_key.keys()
    assert {row["id"] for row in data(site, "audits")} == library.audit_of_key.keys()


# ---------------------------------------------------------------- Devon


def test_devon_recommendations(library: Library, site: Path) -> None:
    """32 recommendations from four audits: 7, 11, 5 and 9; green 10, amber 6 of which four printed orange, red 1."""
    order = ["march-2009", "december-2009", "april-2010", "september-2010"]
    found = briefing(library, DEVON).recommendations
    status = {one.recommendation.id: one.status for one in library.recommendations if one.entry.slug == DEVON}
    assert [audit.id for audit in briefing(library, DEVON).audits] == order
    by_audit = Counter(one.audit for one in found)
    assert [by_audit[audit] for audit in order] == [7, 11, 5, 9]
    assert [one.id for one in found] == [
        f"{number}.{part}" for number, parts in ((1, 7), (2, 11), (3, 5), (4, 9)) for part in range(1, parts + 1)
    ]
    statuses = Counter(status.values())
    assert statuses == {Status.GREEN: 10, Status.AMBER: 6, Status.RED: 1, Status.NOT_RATED: 15}
    orange = [one.id for one in found if one.latest and one.latest.status == "Orange"]
    assert orange == ["1.5", "2.3", "2.6", "4.5"]
    red = [number for number, one in status.items() if one is Status.RED]
    assert red == ["4.4"]

    rows = [row for row in data(site, "recommendations") if row["briefing"] == DEVON]
    assert Counter(row["status"] for row in rows) == {"green": 10, "amber": 6, "red": 1, "not-rated": 15}
    assert sorted(row["number"] for row in rows if row["printed_status"] == "Orange") == orange
    assert all(row["our_reading"] == (row["printed_status"] is not None) for row in rows)
    page = words_of((site / "briefings" / f"{DEVON}.html").read_text(encoding="utf-8"))
    for row in rows:
        assert " ".join(row["text"].split())[:60] in page, row["id"]


def test_devon_samples_and_grades(library: Library) -> None:
    """36 children audited; April 2009: 5 of 8 inadequate; September 2010: 1 good, 7 adequate."""
    whole = [(sample.unit, sample.size) for sample in briefing(library, DEVON).sample]
    assert (Unit.CHILDREN, 36) in whole
    first, last = audits(library, DEVON)["march-2009"], audits(library, DEVON)["september-2010"]
    assert (first.sample[0].unit, first.sample[0].size) == (Unit.CHILDREN, 8)
    assert first.grades == {Grade.INADEQUATE: 5, Grade.NOT_REPORTED: 3}
    assert last.grades == {Grade.GOOD: 1, Grade.ADEQUATE: 7}
    assert str(first.held.end) == "2009-04"
    assert str(last.held) == "2010-09"


def test_devon_is_as_of_its_update(library: Library) -> None:
    """Statuses are those of 4 March 2011."""
    dates = {str(update.on) for one in briefing(library, DEVON).recommendations for update in one.updates}
    assert dates == {"2011-03-04"}


# ---------------------------------------------------------------- Solihull


def test_solihull(library: Library, site: Path) -> None:
    """Five audits from August 2022 to March 2023, each with its sample; measures 5 of 6 and 4 of 6; one promised."""
    found = briefing(library, SOLIHULL).audits
    shape = [
        (
            str(audit.held),
            audit.sample[0].unit.value,
            audit.sample[0].size,
            [group.size for group in audit.sample[0].groups],
        )
        for audit in found
    ]
    assert shape == [
        ("2022-08", "children", 7, [2, 2, 3]),
        ("2022-09", "meetings", 8, [4, 4]),
        ("2022-11", "children", 7, [2, 2, 3]),
        ("2023-01", "children", 12, []),
        ("2023-03", "children", 6, []),
    ]
    assert [(one.met, one.of) for audit in found for one in audit.measures] == [(5, 6), (4, 6)]
    promised = [(audit.id, audit.next.due.words) for audit in found if audit.next]
    assert promised == [("strategy-meetings-2022", "2023/24")]
    rows = {row["id"]: row for row in data(site, "audits")}
    assert rows[f"{SOLIHULL}/strategy-meetings-2022"]["next"]["due"] == "2023-04/2024-03"


# ---------------------------------------------------------------- Shropshire


def test_shropshire(library: Library, site: Path) -> None:
    """Audits of May, September and November 2016; the five printed questions; three dated policies."""
    assert [str(audit.held) for audit in briefing(library, SHROPSHIRE).audits] == ["2016-05", "2016-09", "2016-11"]
    assert str(briefing(library, SHROPSHIRE).published) == "2017-01"
    questions = [
        found for found in library.items if found.entry.slug == SHROPSHIRE and found.block.kind is BlockKind.QUESTIONS
    ]
    assert len([found for found in questions if found.block.origin is Origin.SOURCE]) == 5
    dated = {
        entry.slug: str(entry.record.issued)
        for entry in library.of_kind(Kind.POLICY)
        if isinstance(entry.record, Policy) and entry.record.partnership == "shropshire" and entry.record.issued
    }
    assert {slug: dated.get(slug) for slug in (
        "self-harm-policy-shropshire", "pre-birth-assessment-shropshire", "resolution-and-escalation-shropshire"
    )} == {
        "self-harm-policy-shropshire": "2016-11",
        "pre-birth-assessment-shropshire": "2016-12",
        "resolution-and-escalation-shropshire": "2016-11",
    }  # fmt: skip
    resting = {slug for slug, docs in library.briefings_of_policy.items() if f"briefings/{SHROPSHIRE}" in docs}
    assert set(dated) & resting >= {"self-harm-policy-shropshire", "pre-birth-assessment-shropshire"}
    rows = [row for row in data(site, "items") if row["briefing"] == SHROPSHIRE and row["kind"] == "questions"]
    assert sum(row["origin"] == "source" for row in rows) == 5


def test_only_shropshire_printed_questions(library: Library) -> None:
    """The questions of the other four were written for this site, and say so."""
    origins: dict[str, set[Origin]] = {}
    for found in library.items:
        if found.block.kind is BlockKind.QUESTIONS:
            origins.setdefault(found.entry.slug, set()).add(found.block.origin)
    assert {slug: origins[slug] for slug in BRIEFINGS - {SHROPSHIRE}} == {
        slug: {Origin.SITE} for slug in BRIEFINGS - {SHROPSHIRE}
    }


# ---------------------------------------------------------------- South Gloucestershire


def test_south_gloucestershire(library: Library) -> None:
    """28 February 2019: ten children, six discussed, nine services took part, families asked."""
    [audit] = briefing(library, SOUTH_GLOUCESTERSHIRE).audits
    assert str(audit.held) == "2019-02-28"
    assert (audit.sample[0].unit, audit.sample[0].size, audit.sample[0].discussed) == (Unit.CHILDREN, 10, 6)
    assert len(audit.took_part) == 9
    assert set(audit.took_part) >= {"childrens-social-care", "police", "schools", "gps", "camhs", "youth-justice"}
    assert audit.families_asked is True


# ---------------------------------------------------------------- Sandwell


def test_sandwell(library: Library, site: Path) -> None:
    """Four workshops, two cases discussed, and all seven boxes in their right order."""
    [audit] = briefing(library, SANDWELL).audits
    assert {(sample.unit, sample.size) for sample in audit.sample} == {(Unit.WORKSHOPS, 4), (Unit.CASES, 2)}
    assert len(briefing(library, SANDWELL).recommendations) == 2
    page = (site / "briefings" / f"{SANDWELL}.html").read_text(encoding="utf-8")
    headings = [words_of(found) for found in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)]
    boxes = [
        "Aim",
        "Background",
        "Overview",
        "Key learning themes",
        "Areas for improvement",
        "Good practice",
        "Recommendations",
    ]
    numbered = [re.sub(r"^0?\d\s*", "", heading) for heading in headings if re.match(r"0\d", heading)]
    assert numbered == boxes


# ---------------------------------------------------------------- sentences that the sources bear


def text_of(slug: str) -> str:
    """What an editor wrote in a briefing, with each run of spaces as one."""
    return " ".join((ROOT / "content" / "briefings" / f"{slug}.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("slug", "borne", "not_borne"),
    [
        (SANDWELL, "An earlier audit, of neglect in January 2020, found", "Core groups matter."),
        (SHROPSHIRE, "a single assessment pathway", "one assessment for everyone"),
        (SHROPSHIRE, "forms, Strengthening Families, ECINS and other topics", "has the forms and more about both"),
        (SHROPSHIRE, "The general understanding of how MARAC works was limited", "Few people had a clear picture"),
        (SOUTH_GLOUCESTERSHIRE, "did not progress to a first conference", "One family did not go to conference"),
        (SOUTH_GLOUCESTERSHIRE, "offered preventative work", "to prevent trouble"),
        (SOLIHULL, "Individual differences and intersectionality", "Much is already changing"),
        (DEVON, "there was no evidence that reports were ready 5 days ahead", "found none ready"),
        (DEVON, "Three of the greens begin in April 2011: 1.3, 2.5 and 4.6", "ten were done"),
        (DEVON, "accounts for only 16 of the 36:", "from outstanding to inadequate"),
    ],
)
def test_a_sentence_says_what_its_source_says(slug: str, borne: str, not_borne: str) -> None:
    """Each was read against its source; what the source does not bear is not said."""
    assert borne in text_of(slug)
    assert not_borne not in text_of(slug)


def words_in(found: FoundItem) -> str:
    """The words of an item; a link without a text of its own is shown by its slug."""
    return plain(found.item.runs, lambda _, target: target)


def test_sandwell_health_agencies_are_not_told_apart(library: Library) -> None:
    """The source says "health agencies", and names no profession."""
    found = library.item_of_key[f"{SANDWELL}/g1"]
    assert words_in(found).startswith("Health agencies")
    assert found.block.agencies == ()


def test_devon_late_reports_are_of_the_update(library: Library) -> None:
    """The evidence on reports is that of 4 March 2011, and of none of the audits."""
    found = library.item_of_key[f"{DEVON}/l6"]
    assert "ready 5 days ahead" in words_in(found)
    assert found.block.audit is None


def test_devon_greens_that_begin_after_the_update(library: Library) -> None:
    """Three greens begin on 1 April 2011, after the update that calls them green."""
    greens = [one for one in briefing(library, DEVON).recommendations if one.latest and one.latest.status == "Green"]
    later = [one.id for one in greens if one.latest and any("1 April 2011" in each for each in one.latest.evidence)]
    assert later == ["1.3", "2.5", "4.6"]
    advice = [one for one in advise(library) if one.code is Code.EVIDENCE_LATER]
    assert sorted(one.message.split()[1] for one in advice) == later


def test_the_story_of_south_gloucestershire_counts_nobody() -> None:
    """A story beside a place and a day holds no small number."""
    story = re.search(r":::\{case\}(.*?):::", text_of(SOUTH_GLOUCESTERSHIRE))
    assert story
    assert (
        re.findall(r"\b(?:one (?:teenager|child|family|unborn)|two|three|four|[1-4])\b", story[1], re.IGNORECASE) == []
    )


# ---------------------------------------------------------------- themes cut across


def partnerships_with(library: Library, theme: str, *kinds: BlockKind) -> set[str]:
    return {
        found.briefing.partnership
        for found in library.items
        if theme in found.block.themes and (not kinds or found.block.kind in kinds)
    }


def test_sharing_minutes_was_learned_everywhere(library: Library, site: Path) -> None:
    """All five partnerships learned that minutes and plans did not reach everyone; one page brings it together."""
    assert partnerships_with(library, "sharing-minutes-and-plans", BlockKind.LEARNING) == PARTNERSHIPS
    page = words_of((site / "themes" / "sharing-minutes-and-plans.html").read_text(encoding="utf-8"))
    for name in ("Devon", "Sandwell", "Shropshire", "Solihull", "South Gloucestershire"):
        assert name in page
    rows = [row for row in data(site, "items") if "sharing-minutes-and-plans" in row["themes"]]
    assert {row["partnership"] for row in rows if row["kind"] == "learning"} == PARTNERSHIPS


@pytest.mark.parametrize(
    ("theme", "fewest"),
    [
        ("resolution-and-escalation", 4),
        ("smart-plans", 3),
        ("siblings", 2),
        ("fathers-and-other-men", 2),
        ("core-groups", 3),
    ],
)
def test_theme_is_raised_by_several_partnerships(library: Library, theme: str, fewest: int) -> None:
    """A theme brings together what different areas found."""
    from_items = partnerships_with(library, theme)
    from_recommendations = {found.briefing.partnership for found in library.recommendations if theme in found.themes}
    assert len(from_items | from_recommendations) >= fewest


# ---------------------------------------------------------------- policies


def test_editions_of_working_together(library: Library) -> None:
    """Each edition says which one replaced it; only the last stands."""
    chain = ["2006", "2010", "2013", "2015", "2018", "2023", "2026"]
    records = [library.entries[f"policies/working-together-{year}"].record for year in chain]
    for record, following in zip(records, chain[1:], strict=False):
        assert isinstance(record, Policy)
        assert (record.status, record.superseded_by) == (PolicyStatus.SUPERSEDED, f"working-together-{following}")
    last = library.entries["policies/working-together-2006"]
    current = library.current_edition(last)
    assert current is not None
    assert current.slug == "working-together-2026"


ADDRESSES = Path(__file__).with_name("data") / "addresses.yaml"


def expected_addresses() -> list[dict[str, str]]:
    """What was found out about each address in November 2026: see the head of the file."""
    return list(yaml.safe_load(ADDRESSES.read_text(encoding="utf-8")))


def test_the_register_holds_the_addresses_that_were_found(library: Library) -> None:
    """High ones lead there; medium ones too, and name their holder; closed sites are text; low ones are not used."""
    rows = [row for row in expected_addresses() if row["part"] != "3-source"]
    assert len(rows) == 108
    for row in rows:
        entry = library.entries[f"policies/{row['slug']}"]
        where = library.where(entry)
        shown = {where.url, where.archived, *where.former}
        if row["confidence"] == "low":
            assert not {where.url, where.archived} - {""}, row["slug"]
            continue
        assert row["address"] in shown, row["slug"]
        closed = row["match"] == "last-seen" and "webarchive" not in row["address"]
        assert (row["address"] in where.former) is closed, row["slug"]
        if row["confidence"] == "medium" and not closed:
            assert where.leads_to is not None, row["slug"]
            assert where.leads_to.holder, row["slug"]
        assert where.checked_on is None, row["slug"]


def test_no_briefing_claims_that_its_report_is_online(library: Library, site: Path) -> None:
    """None of the five reports was found; each page says so, and when it was looked for."""
    for entry in library.of_kind(Kind.BRIEFING):
        assert library.where(entry).way_out is None
        text = (site / f"{entry.docname}.html").read_text(encoding="utf-8")
        assert "no longer online. It was looked for in November 2026, and not found." in text


def test_every_theme_says_which_procedure_applies(library: Library, site: Path) -> None:
    """Working Together 2026 first, a procedure of each partnership, each one tap away."""
    places = {library.partnership_title(entry.slug) for entry in library.of_kind(Kind.PARTNERSHIP)}
    for entry in library.of_kind(Kind.THEME):
        text = (site / f"{entry.docname}.html").read_text(encoding="utf-8")
        section = text[text.index('id="procedures"') :]
        end = re.search(r"</section>(?:</details>)?\n</section>", section)
        assert end is not None
        section = section[: end.start()]
        groups = re.findall(r"<h3[^>]*>([^<]*)", section)
        assert groups[0] == "National", entry.slug
        assert places <= set(groups), entry.slug
        assert "working-together-to-safeguard-children--2" in section
        assert "swcpp.trixonline.co.uk" in section
        assert "westmidlands.procedures.org.uk" in section


def test_not_checked_is_said_on_the_page_of_an_entry_only(library: Library, site: Path) -> None:
    """What we do not know about an entry is said once, on its own page."""
    for name, raw in tree(site).items():
        if name.endswith(".html") and not name.startswith(("policies/", "handbook/")):
            assert "not checked" not in raw.decode(), name


def hrefs(site: Path) -> set[str]:
    """Every address that any page, feed or data file makes a link of."""
    found: set[str] = set()
    for name, raw in tree(site).items():
        if name.endswith((".html", ".xml")):
            found |= {unescape(address) for address in re.findall(r'(?:href|src|action)="([^"]*)"', raw.decode())}
    return found


def test_no_dead_address_is_a_link(library: Library, site: Path) -> None:
    """An address that is not known to work is told, and never linked; its host is not linked elsewhere either."""
    links = hrefs(site)
    known = [library.where(entry) for entry in library.of_kind(Kind.POLICY)]
    dead = {address for where in known for address in where.former}
    assert len(dead) >= 8
    assert links & dead == set()
    hosts = {address.split("/")[2] for address in dead}
    live = {where.url.split("/")[2] for where in known if where.is_linked}
    assert {link for link in links if "://" in link and link.split("/")[2] in hosts - live} == set()


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page asks another site for anything, and holds no script or style of its own."""
    for name, raw in tree(site).items():
        if name.endswith(".html"):
            text = raw.decode()
            assert not re.search(r'<(?:script|img|link|iframe|source)[^>]+(?:src|href)="(?:https?:)?//', text), name
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", text), name


# ---------------------------------------------------------------- nobody is named

# Names of people in the sources, professionals and the invented names of children, alone and as first and last name.
# They are not written down here: only salted hashes of the words in small letters.
_SALT = b"briefings-names-1"[:16]
_NAMES = frozenset(
    """
    077ba0733aff 1e68a3efb083 20bac39e17a8 2e40044b51f3 36f4eec7b629 40141ca0b9ac
    4881dc763a28 4bd0b7669922 4e742fa05cbb 5020b640906e 5d58eb8239d3 5e53461ccb7b
    6efa9b8ec7b8 71b1781ab008 838f34abe638 8cc3f29888cf 91b30e6dd7a1 abe66b9b19d7
    b92d99d4b05f b953676fb115 bcf30bfd391f c8cba0d92c0f c9c9eee4ed71 cba17fe47938
    d3a49176d152 ddd45204e9a5 e29b0ba08a1c edfe9b4fccee eea94bc0f4af f971567ba2e2
    """.split()
)


def hashed(words: str) -> str:
    return hashlib.blake2b(words.encode(), salt=_SALT, digest_size=6).hexdigest()


def names_in(text: str) -> list[str]:
    """The hashes of names that stand in a text."""
    words = re.findall(r"[a-z]+", text.lower())
    candidates = set(words) | {f"{one} {other}" for one, other in itertools.pairwise(words)}
    return [found for candidate in candidates if (found := hashed(candidate)) in _NAMES]


def test_nobody_of_the_sources_is_named(site: Path) -> None:
    """No name of a person from the sources is in any page, data file, feed or file name, nor in what was written."""
    files = {name: raw for name, raw in tree(site).items() if not name.startswith(("_static/", "pagefind/"))}
    files |= {f"content/{name}": raw for name, raw in tree(ROOT / "content").items()}
    for name, raw in files.items():
        assert names_in(name.replace("/", " / ")) == [], name
        if not name.endswith((".pdf", ".png", ".jpg", ".webp", ".inv", ".gz")):
            text = raw.decode("utf-8", "replace")
            assert names_in(re.sub(r"<[^>]*>", " ", text)) == [], name


def test_names_would_be_found() -> None:
    """The test above can tell: it finds the names in the sources, where they are at hand."""
    sources = Path("/work/shared/sources")
    if not sources.is_dir():
        pytest.skip("the sources are not here")
    found = {name for file in sources.glob("*.txt") for name in names_in(file.read_text(encoding="utf-8"))}
    assert found == _NAMES
