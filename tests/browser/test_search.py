"""Search in a real browser, with the headers that we ship: what is found, narrowed down, announced and survived."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from building import ROOT
from finding import addresses_for, loud_page, shown_counts, status_of, text_of_source
from looking import SCHEMES, violations
from page_types import MADE_UP
from playwright.sync_api import expect

from briefings.outputs.search.tidying import WARM_UP_RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit
    from playwright.sync_api import Browser, Page

ITEM_KINDS = ("good-practice", "learning", "practice-points", "actions", "questions", "impact")


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((out / f"data/{name}.json").read_text(encoding="utf-8"))[name]


def sources(out: Path) -> dict[str, str]:
    """The files of the published pages that readers search, by address."""
    found = {file.relative_to(ROOT / "content").as_posix(): file for file in (ROOT / "content").rglob("*.md")}
    texts = {name: MADE_UP.get(name) or file.read_text(encoding="utf-8") for name, file in sorted(found.items())}
    named = {f"{name.removesuffix('.md')}.html": text for name, text in texts.items()}
    left_out = ("search.html", "index.html")
    return {
        address: text
        for address, text in named.items()
        if address not in left_out and not address.startswith("handbook/") and (out / address).is_file()
    }


def parents(folder: str) -> dict[str, str]:
    """Of each theme or agency the one above it, read from the files themselves."""
    found = {}
    for file in (ROOT / "content" / folder).glob("*.md"):
        above = re.search(r"^(?:parent|part_of): (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        if above:
            found[file.stem] = above[1]
    return found


def with_above(slugs: list[str], above: dict[str, str]) -> set[str]:
    found = set(slugs)
    for slug in slugs:
        while slug in above:
            slug = above[slug]
            found.add(slug)
    return found


# what is found


def test_each_page_is_found_by_its_title_and_by_a_rare_word(visit: Callable[..., Visit], out: Path) -> None:
    """P52: nothing that is published is out of reach."""
    texts = {address: text_of_source(source) for address, source in sources(out).items()}
    assert len(texts) > 140
    frequency = Counter(word for _, text in texts.values() for word in set(text))
    queries = {}
    for address, (title, words) in texts.items():
        queries[f"title of {address}"] = (title, address)
        if words:
            queries[f"word of {address}"] = (min(words, key=lambda word: (frequency[word], word)), address)
    page = visit().go("search")
    found = addresses_for(page, [query for query, _ in queries.values()])
    assert [
        what for (what, (_, address)), hits in zip(queries.items(), found, strict=True) if address not in hits
    ] == []


def test_each_item_and_recommendation_is_found_by_its_own_words(visit: Callable[..., Visit], out: Path) -> None:
    """A finding, a question, a recommendation is a result of its own, which leads to its place on the page."""
    things = [*rows(out, "items"), *rows(out, "recommendations")]
    assert len(things) > 250
    queries = []
    for thing in things:
        words = dict.fromkeys(re.findall(r"[A-Za-z]{4,}", thing["text"]))
        queries.append(" ".join(sorted(words, key=len)[-6:]))
    found = addresses_for(visit().go("search"), queries)
    assert [one["id"] for one, hits in zip(things, found, strict=True) if one["address"] not in hits] == []


def kept_records(out: Path) -> dict[int, dict[str, Any]]:
    """The records of the readers' index, by number: what each result shows."""
    found = {}
    for file in (out / "pagefind/fragment").iterdir():
        text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        found[int(file.stem[4:][::-1], 16)] = json.loads(text)
    return found


def test_each_choice_of_a_facet_is_found_by_its_name(visit: Callable[..., Visit], out: Path) -> None:
    """Who types the name of a kind, theme, agency, partnership or year finds something that belongs to it."""
    table = json.loads((out / "pagefind/facets.json").read_text(encoding="utf-8"))
    addresses = [record["url"] for _, record in sorted(kept_records(out).items())]
    expected: dict[tuple[str, str], set[str]] = {}
    for name, values in table["facets"].items():
        column, number = table["columns"][name], 0
        for place, times in zip(column["runs"][::2], column["runs"][1::2], strict=True):
            for value in column["sets"][place]:
                expected.setdefault((name, values[value][1]), set()).update(addresses[number : number + times])
            number += times
    labels = [
        label for (name, label) in expected if (name, label) not in (("agency", "Everyone"), ("kind", "Other pages"))
    ]
    found = dict(zip(labels, addresses_for(visit().go("search"), labels), strict=True))
    kinds = {"What needs to improve": "Learning", "What changed": "Impact", "What went well": "Good practice"}
    found |= dict(zip(kinds, addresses_for(visit().go("search"), list(kinds.values())), strict=True))
    assert [pair for pair in expected if pair[1] in found and not expected[pair] & set(found[pair[1]])] == []
    assert len(found) > 60


def test_readers_find_nothing_for_editors_and_no_furniture(visit: Callable[..., Visit], out: Path) -> None:
    """No page of the handbook, sample of a component, message of the error list, or name of a file that a page offers."""
    records = list(kept_records(out).values())
    assert [record["url"] for record in records if "handbook" in record["url"]] == []
    texts = [f"{record['meta'].get('title', '')} {record['content']}" for record in records]
    for furniture in ("PDF, ", "Skip to", "Leave this site", "Question pack", "Print this page", "missing-key", ":::{"):
        assert [text for text in texts if furniture in text] == [], furniture
    handbook = text_of_source((ROOT / "content/handbook/problems.md").read_text(encoding="utf-8"))[1]
    readers = {word for source in sources(out).values() for word in re.findall(r"[a-z]{5,}", source.lower())}
    readers |= {word for text in texts for word in re.findall(r"[a-z]{5,}", text.lower())}
    only = sorted(handbook - readers)[:40]
    assert len(only) == 40
    words = set(json.loads((out / "pagefind/words.json").read_text(encoding="utf-8"))["words"])
    assert words.isdisjoint(only)
    page = visit().go("handbook/index")
    page.get_by_role("link", name="Search the handbook").first.click()
    page.wait_for_url(re.compile("handbook/search.html"))
    page.fill("#search-words", "front matter")
    expect(page.locator("#search-results a").first).to_have_attribute("href", re.compile("handbook/"))


def test_each_policy_is_found_by_title_and_other_names(visit: Callable[..., Visit], out: Path) -> None:
    """The register is searched by what people call a policy."""
    expected = []
    for row in rows(out, "policies"):
        file = f"policies/{row['id']}.md"
        source = MADE_UP.get(file) or (ROOT / "content" / file).read_text(encoding="utf-8")
        names = re.search(r"^other_names: \[(.+)\]$", source, re.MULTILINE)
        others = [name.strip(" \"'") for name in names[1].split(",")] if names and '"' not in names[1] else []
        expected += [(name, row["address"]) for name in (row["title"], *others)]
    found = addresses_for(visit().go("search"), [name for name, _ in expected])
    assert [pair for pair, hits in zip(expected, found, strict=True) if pair[1] not in hits] == []


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("CP conference", "themes/child-protection-conferences.html"),
        ("ICPC", "themes/child-protection-conferences.html"),
        ("DA", "themes/domestic-abuse.html"),
        ("LSCB", "partnerships/devon.html"),
        ("Shropshire Safeguarding Children Board", "partnerships/shropshire.html"),
        ("GCP2", "policies/graded-care-profile-2.html"),
    ],
)
def test_words_that_people_use(visit: Callable[..., Visit], query: str, leads_to: str) -> None:
    """Other names, abbreviations and former names find the thing."""
    assert leads_to in addresses_for(visit().go("search"), [query])[0]


def test_a_result_says_what_it_is_and_where(visit: Callable[..., Visit]) -> None:
    """Kind, context and the words that were looked for; the link leads to the item on its page."""
    page = visit().go("search")
    page.goto(f"{page.url}?q=minutes&kind=learning")
    first = page.locator("#search-results > li").first
    expect(first).to_contain_text("Learning · ")
    assert first.locator("mark").count() > 0
    first.locator("a").click()
    page.wait_for_url(re.compile(r"/briefings/.*#l\d+$"))
    assert page.locator(":target").count() == 1


def test_names_of_records_follow_from_the_first(visit: Callable[..., Visit], out: Path) -> None:
    """The list of the index comes with one name, and is read with those of all; that of another Pagefind as it is."""
    page = visit().go("search")
    ours = base64.b64encode(next((out / "pagefind").glob("*.pf_meta")).read_bytes()).decode()
    names = [item[0] for item in cbor2.loads(_named(page, ours))[1]]
    assert set(names) == {file.stem for file in (out / "pagefind" / "fragment").iterdir()}
    assert [int(name[4:][::-1], 16) for name in names] == list(range(len(names)))
    theirs = cbor2.dumps(["1.5.2", [["en_abcdef1", 30], ["en_abcdef2", 1]], [["a", "z", "en_0"]], [], [], ["title"]])
    packed = base64.b64encode(gzip.compress(b"pagefind_dcd" + theirs)).decode()
    assert _named(page, packed) == theirs


def _named(page: Page, packed: str) -> bytes:
    listed = page.evaluate(_NAMED, packed)
    return bytes(listed).removeprefix(b"pagefind_dcd")


_NAMED = """async (packed) => {
  const { withNames } = await import(new URL("_static/search-names.js", document.baseURI).href);
  return [...await withNames(new Response(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))))];
}"""


# facets


def test_counts_of_facets_without_a_query(visit: Callable[..., Visit], out: Path) -> None:
    """P52: the counts are those of the published data, a theme counting those below it."""
    page = visit().go("search")
    items, recommendations = rows(out, "items"), rows(out, "recommendations")
    kinds = Counter(item["kind"] for item in items)
    expect(page.locator("#search-groups")).to_be_visible()
    counts = shown_counts(page)
    assert {kind: counts["kind"].get(kind, 0) for kind in ITEM_KINDS} == {kind: kinds[kind] for kind in ITEM_KINDS}
    assert counts["kind"]["recommendation"] == len(recommendations)
    assert counts["kind"]["audit"] == len(rows(out, "audits"))
    assert counts["kind"]["policy"] == len(rows(out, "policies"))


@pytest.mark.parametrize(
    "choice",
    [
        {"kind": ["learning"], "theme": ["core-groups"]},
        {"kind": ["questions", "practice-points"], "partnership": ["devon"]},
        {"kind": ["learning"], "theme": ["plans-and-meetings"], "year": ["2016", "2021"]},
        {"kind": ["recommendation"], "agency": ["everyone"]},
        {"theme": ["neglect", "domestic-abuse"], "kind": ["good-practice"], "agency": ["police"]},
    ],
)
def test_several_facets_at_once(visit: Callable[..., Visit], out: Path, choice: dict[str, list[str]]) -> None:
    """Within a facet any of the choices fits, between facets all must; each count is what choosing it would give."""
    themes, agencies = parents("themes"), parents("agencies")
    known = {row.stem for row in (ROOT / "content" / "agencies").glob("*.md")}
    things = []
    for kind, row in (
        *((None, row) for row in rows(out, "items")),
        *(("recommendation", row) for row in rows(out, "recommendations")),
    ):
        owner = [row["owner"]] if row.get("owner") else []
        when = row.get("when") or max(
            (one["held"] for one in rows(out, "audits") if one["id"] == f"{row['briefing']}/{row['audit']}"),
            default=None,
        )
        when = when or next(one["published"] for one in rows(out, "briefings") if one["id"] == row["briefing"])
        meant = with_above([slug for slug in (*row["agencies"], *owner) if slug in known], agencies)
        things.append(
            {
                "address": row["address"],
                "kind": {kind or row["kind"]},
                "theme": with_above(row["themes"], themes),
                "agency": meant or {"everyone"},
                "partnership": {row["partnership"]},
                "year": {
                    re.findall(r"\d{4}", when.rpartition("/")[2] if when.count("/") == 1 and len(when) > 7 else when)[
                        -1
                    ]
                },
            }
        )

    def fits(thing: dict[str, Any], besides: str = "") -> bool:
        return all(name == besides or thing[name] & set(slugs) for name, slugs in choice.items())

    query = "&".join(f"{name}={slug}" for name, slugs in choice.items() for slug in slugs)
    page = visit().go("search")
    page.goto(f"{page.url}?{query}")
    total = sum(map(fits, things))
    expect(page.locator("#search-status")).to_contain_text(f"{total} result" if total else "Nothing was found")
    counts = shown_counts(page)
    for facet in ("theme", "agency", "partnership", "year"):
        expected = Counter(slug for thing in things if fits(thing, facet) for slug in thing[facet])
        assert counts.get(facet, {}) | dict.fromkeys(choice.get(facet, []), 0) == expected | dict.fromkeys(
            choice.get(facet, []), 0
        ), facet


def test_narrowing_by_hand_goes_into_the_address(visit: Callable[..., Visit]) -> None:
    """A search can be sent: its address holds everything, and opens to the same results."""
    page = visit().go("search")
    page.fill("#search-words", "minutes")
    expect(page.locator("#search-status")).to_contain_text("results for “minutes”")
    page.check("#search-kind-learning")
    page.select_option("#search-sort", "date")
    expect(page).to_have_url(re.compile(r"\?q=minutes&kind=learning&sort=date$"))
    for _ in range(50):  # the address changes at once, the results when they are there
        shown = page.locator("#search-results").inner_text()
        years = [int(year) for year in re.findall(r"· (\d{4})$", shown, re.MULTILINE)]
        if years == sorted(years, reverse=True):
            break
        page.wait_for_timeout(100)
    assert years
    assert years == sorted(years, reverse=True)
    other = visit()
    other.page.goto(page.url)
    expect(other.page.locator("#search-results")).to_have_text(
        page.locator("#search-results").inner_text(), use_inner_text=True
    )
    assert other.page.is_checked("#search-kind-learning")
    page.click("#search-clear")
    expect(page).to_have_url(re.compile(r"\?q=minutes&sort=date$"))


def test_more_results_on_demand(visit: Callable[..., Visit]) -> None:
    """Ten results at a time; the next ones come when asked for, and the focus goes to the first of them."""
    page = visit().go("search")
    page.goto(f"{page.url}?q=child")
    expect(page.locator("#search-results > li")).to_have_count(10)
    page.click("#search-more")
    expect(page.locator("#search-results > li")).to_have_count(20)
    expect(page.locator("#search-results > li").nth(10).locator("a")).to_be_focused()
    expect(page.locator("#search-status")).to_contain_text("Showing 20 of")


def test_choices_alone_load_no_index(visit: Callable[..., Visit]) -> None:
    """Without words, the table and ten results are enough; Pagefind would load every part of the index."""
    page = visit().go("search")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{page.url}?kind=learning")
    expect(page.locator("#search-results > li")).to_have_count(10)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith((".pf_index", ".pf_meta", ".pagefind"))] == []
    assert len([url for url in asked if url.endswith(".pf_fragment")]) == 10
    page.locator("#search-results a").first.click()
    page.wait_for_url(re.compile(r"/briefings/.*#l\d+$"))
    assert page.locator(":target").count() == 1


def test_the_first_search_finds_a_program_that_has_run(visit: Callable[..., Visit], out: Path) -> None:
    """What the page looks for before the reader does is found in as many records as were made for it."""
    total = json.loads((out / "pagefind/facets.json").read_text(encoding="utf-8"))["total"]
    found = addresses_for(visit().go("search"), ["\U0010fffd"])
    assert len(found[0]) == min(total, WARM_UP_RECORDS)


def test_finished_words_are_loaded_while_typing(visit: Callable[..., Visit]) -> None:
    """The part of a word comes while the next is typed; a common word, which is not looked for, never does."""
    page = visit().go("search")
    finished = page.evaluate(_FINISHED, ["core", "core ", "voice of the chi", 'the "core gr', ""])
    assert finished == ["", "core", "voice", '"core', ""]
    page.locator("#search-words").focus()
    page.wait_for_load_state("networkidle")
    with page.expect_request("**/*.pf_index"):
        page.keyboard.type("minutes ")
    expect(page.locator("#search-status")).to_contain_text("results for “minutes”")


_FINISHED = """async (queries) => {
  const { finishedWords } = await import(new URL("_static/search-words.js", document.baseURI).href);
  return queries.map(finishedWords);
}"""


# help


def test_did_you_mean(visit: Callable[..., Visit]) -> None:
    """A simple misspelling gets a word of our own vocabulary, by one press."""
    page = visit().go("search")
    page.fill("#search-words", "neglekt")
    page.get_by_role("button", name="neglect").click()
    expect(page.locator("#search-status")).to_contain_text("results for “neglect”")


def test_no_result_offers_themes(visit: Callable[..., Visit]) -> None:
    """Finding nothing is said, and is not the end."""
    page = visit().go("search")
    page.fill("#search-words", "zzzzqqqq")
    expect(page.locator("#search-status")).to_contain_text("Nothing was found for “zzzzqqqq”")
    expect(page.get_by_role("link", name="Neglect", exact=True)).to_be_visible()


def test_an_abbreviation_is_explained(visit: Callable[..., Visit]) -> None:
    page = visit().go("search")
    page.fill("#search-words", "ICPC")
    expect(page.locator("#search-status")).to_contain_text("It stands for initial child protection conference")


# how it is used


def test_from_any_page_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    """The box at the head of every page, the results, a facet and the order: no mouse."""
    page = visit(viewport={"width": 1280, "height": 900}).go("themes/neglect")
    page.keyboard.press("Tab")
    for _ in range(5):
        if page.evaluate("document.activeElement.id") == "find":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("core groups")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=core\+groups"))
    expect(page.locator("#search-status")).to_contain_text("results for “core groups”")
    page.locator("#search-words").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#search-facets > summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#search-kind-learning")).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("kind=learning"))
    expect(page.locator("#search-kind-learning")).to_be_focused()
    # the address changes at once, the results when they are there
    expect(page.locator("#search-results a:not([href*='#l'])")).to_have_count(0)
    page.locator("#search-sort").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#search-results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("briefings/"))


def test_the_focus_stays_on_a_choice_that_fits_nothing(visit: Callable[..., Visit]) -> None:
    """Taken back by keyboard, a choice with no result stays where it is: nobody is thrown to the top of the page."""
    page = visit(viewport={"width": 1280, "height": 900}).go("search")
    page.goto(f"{page.url}?q=zzzzqqqq&kind=learning")
    expect(page.locator("#search-status")).to_contain_text("Nothing was found")
    page.locator("#search-kind-learning").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?q=zzzzqqqq$"))
    expect(page.locator("#search-kind-learning")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_accessible_with_results(visit: Callable[..., Visit], width: int) -> None:
    """No violation with results and facets on screen, in any colour scheme; no scrolling sideways."""
    made = visit()
    made.sees(width=width)
    page = made.go("search")
    page.goto(f"{page.url}?q=minutes&theme=core-groups")
    expect(page.locator("#search-results > li").first).to_be_visible()
    if not page.locator("#search-groups").is_visible():
        page.locator("#search-facets > summary").click()
    expect(page.locator("#search-groups fieldset").first).to_be_visible()
    for scheme in SCHEMES:
        made.sees(width=width, scheme=scheme)
        assert made.overflow == 0
        assert violations(page) == []


def test_only_the_search_page_may_run_webassembly(visit: Callable[..., Visit], out: Path) -> None:
    """The policy of every other page is as strict as before."""
    for file in out.rglob("*.html"):
        policy = re.search(r'Security-Policy" content="([^"]*)"', file.read_text(encoding="utf-8"))
        assert policy
        assert ("wasm-unsafe-eval" in policy[1]) == (file.name == "search.html"), file
    page = visit().go("index")
    assert (
        page.evaluate("WebAssembly.compile(new Uint8Array([0,97,115,109,1,0,0,0])).then(() => 'ran', () => 'refused')")
        == "refused"
    )


# bad input


@pytest.mark.parametrize(
    "query",
    [
        "neglect " * 125,
        ".*+?^${}()|[]\\ neglect",
        "🙂🙂 👩‍👩‍👧",
        "<script>alert(1)</script><img src=x onerror=alert(2)>",
        "\"core groups",
        "'; DROP TABLE --",
        "%00%ff",
        "‮neglect",
        "\\u0000 {{7*7}} ${7*7}",
        "-",
        "__proto__ constructor",
    ],
)  # fmt: skip
def test_a_hostile_query_gets_a_sentence(visit: Callable[..., Visit], query: str) -> None:
    """Whatever is typed is shown as text, nothing is executed, and something is said."""
    page = visit().go("search")
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page.evaluate("(query) => { location.search = new URLSearchParams({ q: query }); }", query)
    page.wait_for_url(re.compile(r"\?q="))  # else the page before may still be asked
    expect(page.locator("#search-status")).to_contain_text(re.compile(r"result|Nothing was found"))
    said = status_of(page)
    words = said.startswith("Nothing here mentions")
    assert words or query.strip()[:200].strip() in said or "Only the first 200 letters" in said
    assert page.locator("#search-status script, #search-status img, #search-results img").count() == 0


def test_a_facet_that_does_not_exist(visit: Callable[..., Visit]) -> None:
    """An address with a choice that is gone opens the rest of the search, and says so."""
    page = visit().go("search")
    page.goto(f"{page.url}?q=minutes&theme=no-such-thing&colour=red")
    expect(page.locator("#search-status")).to_contain_text("There is no theme “no-such-thing” here")
    expect(page.locator("#search-results > li").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=minutes$"))


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("**/*.pf_index", "A part of the search index could not be loaded"),
        ("**/*.pf_fragment", "A part of the search index could not be loaded"),
        ("**/*.pf_meta", "The search could not be started"),
        ("**/wasm.en.pagefind", "The search could not be started"),
        ("**/pagefind.js", "The search could not be started"),
        ("**/pagefind-entry.json*", "The search could not be started"),
        ("**/facets.json", "could not be loaded"),
        ("**/words.json", "results for “minutes”"),
        ("**/search.js", "Search needs JavaScript"),
        ("**/search-facets.js", "Search needs JavaScript"),
    ],
)
@pytest.mark.parametrize("how", ["blocked", "missing"])
def test_a_part_that_does_not_come(browser: Browser, address: str, lost: str, said: str, how: str) -> None:
    """P44: a missing shard, a script blocked half-way: a sentence and the lists, never a blank page."""
    with loud_page(browser) as page:
        page.route(lost, lambda route: route.abort() if how == "blocked" else route.fulfill(status=404, body="gone"))
        page.goto(
            f"{address}/search.html?q=minutes&kind=learning" if "facets" in lost else f"{address}/search.html?q=minutes"
        )
        expect(page.locator("#search-status")).to_contain_text(said, timeout=15_000)
        if "words" not in lost and "facets.json" not in lost:
            expect(page.locator("#search-lists")).to_be_visible()


def test_without_javascript(browser: Browser, address: str) -> None:
    """P44: the page says what it needs, and leads to every list; the box of other pages leads here."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/themes/neglect.html")
    page.fill("#find", "core groups")
    page.press("#find", "Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=core\+groups"))
    expect(page.locator("#search-status")).to_contain_text("Search needs JavaScript")
    for name in ("Briefings", "Policies, guidance and tools", "Neglect"):
        expect(page.locator("#main").get_by_role("link", name=name, exact=True).first).to_be_visible()
    context.close()


def test_from_a_folder(browser: Browser, out: Path) -> None:
    """A copy on a disk has no search, and says so instead of an empty page."""
    with loud_page(browser) as page:
        page.goto((out / "search.html").as_uri())
        expect(page.locator("#search-status")).to_contain_text(
            "Search needs JavaScript, and a site that is read over the web"
        )
        page.locator("#search-lists").get_by_role("link", name="Neglect", exact=True).click()
        page.wait_for_url(re.compile("themes/neglect"))


def test_results_come_quickly_enough_to_type(visit: Callable[..., Visit]) -> None:
    """Typing on replaces an earlier search: what stands there at the end belongs to what was typed last."""
    page: Page = visit().go("search")
    page.locator("#search-words").press_sequentially("strategy meeting", delay=15)
    expect(page.locator("#search-status")).to_contain_text("for “strategy meeting”")
    page.wait_for_timeout(400)
    assert "for “strategy meeting”" in status_of(page)
