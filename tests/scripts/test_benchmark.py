"""The generated content is always the same and without a mistake, and a tiny run measures everything."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import ROOT, build_site

from briefings.model.content import load_content
from briefings.model.problems import errors_in
from briefings.model.schema import Briefing
from briefings.model.views import Views
from briefings.model.vocabulary import Kind
from scripts import benchmark, corpus
from scripts.bench import others, publishing, race, report
from scripts.bench.pages import plain_page
from scripts.bench.plot import plot

BRIEFINGS = 12
FEW = 3
"""For the run, which builds the site twenty times."""


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "content"
    corpus.write_corpus(folder, BRIEFINGS)
    return folder


def test_same_number_same_bytes(generated: Path, tmp_path: Path) -> None:
    """A corpus depends on its size only, and a smaller one is a part of a larger one."""
    corpus.write_corpus(tmp_path / "again", BRIEFINGS)
    corpus.write_corpus(tmp_path / "smaller", BRIEFINGS // 2)
    again, smaller = files_of(tmp_path / "again"), files_of(tmp_path / "smaller")
    assert again == files_of(generated)
    assert smaller.items() <= again.items()
    assert len(again) - len(smaller) == BRIEFINGS // 2


def test_corpus_passes_the_check(generated: Path) -> None:
    """It has the shape that the figures are for, and no error."""
    content = load_content(generated, as_of=corpus.AS_OF)
    assert errors_in(content.problems) == ()
    numbers = {kind: len(content.library.of_kind(kind)) for kind in Kind}
    expected = {Kind.BRIEFING: BRIEFINGS, Kind.THEME: 20, Kind.POLICY: 40, Kind.AGENCY: 12, Kind.PARTNERSHIP: 10}
    assert expected.items() <= numbers.items()
    for entry in content.library.briefings:
        assert isinstance(entry.record, Briefing)
        assert len(list(entry.items)) == corpus.ITEMS
        assert len(entry.record.recommendations) == corpus.RECOMMENDATIONS
    assert any(found.audit.follows for found in content.library.audits)


def test_items_differ(generated: Path) -> None:
    """Text that repeats itself would compress, and compare, like no real text."""
    library = load_content(generated, as_of=corpus.AS_OF).library
    texts = Counter(library.text_of(found.item) for found in library.items)
    assert len(texts) > 0.95 * texts.total()


def test_plain_pages_hold_nothing_of_ours(generated: Path, tmp_path: Path) -> None:
    """What plain Sphinx reads is plain Markdown with all the text of the body."""
    others.write_sphinx(generated, tmp_path / "plain")
    name = f"briefings/{corpus.slug_of(10)}.md"  # with columns
    page = (tmp_path / "plain" / name).read_text(encoding="utf-8")
    assert page.startswith("# ")
    assert not any(mark in page for mark in (":::", "{policy}", ":audit:", "---"))
    source = (generated / name).read_text(encoding="utf-8").partition("\n## ")[2]
    bullets = [line for line in source.splitlines() if line.startswith("- ") and "{" not in line]
    assert bullets
    assert all(line in page for line in bullets)


def test_roles_become_links() -> None:
    page = plain_page("# A\n\nSee {policy}`x`, {theme}`the theme <neglect>` and {item}`b/q3`.\n", "about")
    assert page.title == "A"
    assert "[](policies/x), [the theme](themes/neglect) and [](briefings/b)" in page.text(
        lambda docname, text: f"[{text}]({docname})"
    )


def test_every_peer_gets_every_page(generated: Path, tmp_path: Path) -> None:
    """Each has the text of all pages, and says the themes in its own way."""
    names = {file.stem for file in (generated / "briefings").glob("[!i]*.md")}
    assert len(names) == BRIEFINGS
    for name, make in others.ALL.items():
        peer, folder = make(Path("programs")), tmp_path / name
        peer.write(generated, folder)
        found = {file.stem: file.read_text(encoding="utf-8") for file in folder.rglob("briefings/[!i_]*.md")}
        assert found.keys() == names
        assert all("### What needs to improve" in text and ":::" not in text for text in found.values())
        assert peer.command(folder, tmp_path / "out")
        if name in ("Hugo", "MkDocs Material"):
            assert all(('themes: ["' if name == "Hugo" else 'tags: ["') in text for text in found.values())


@pytest.mark.whole
def test_tiny_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All builds run and agree, the results are written, an earlier run is compared, and nothing is left behind."""
    monkeypatch.setattr(benchmark, "NOISE_BUILDS", 1)
    output = tmp_path / "bench"
    arguments = ["--sizes", str(FEW), "--verify", "--no-browser", "--peers", others.PLAIN]
    assert benchmark.main([*arguments, "--output", str(output)]) == 0
    results = json.loads((output / "results.json").read_text(encoding="utf-8"))
    result = results["sizes"][str(FEW)]
    assert {"clean", "clean -j2", "no change", "edit item", "edit prose", "retitle", "add", "delete"} <= set(
        result["costs"]
    )
    assert all(cost["cpu"] > 0 and cost["memory"] > 0 for cost in result["costs"].values())
    assert result["output"]["pages"]["briefings"]["number"] == FEW
    assert result["environment"]["domain"] > 0
    assert result["publish"]["phases"].keys() == set(publishing.PHASES)
    assert all(cost["cpu"] > 0 for phase, cost in result["publish"]["phases"].items() if phase != "put in place")
    assert result["race"].keys() == {race.OURS, others.PLAIN}
    assert all(set(one["costs"]) == set(race.KINDS) for one in result["race"].values())
    assert {file.name for file in output.iterdir()} == {"results.json", "costs.svg"}
    picture = ElementTree.fromstring((output / "costs.svg").read_text(encoding="utf-8"))
    assert any("clean publish: " in (text.text or "") for text in picture.iter("{http://www.w3.org/2000/svg}text"))
    said = capsys.readouterr().out
    assert "noise: " in said
    assert "to reach at 1,000:" in said
    assert "edit item against plain Sphinx" in said
    assert report.compared(results, results).count("    1.00    1.00    1.00\n") == len(result["costs"])


def test_a_ratio_is_that_of_one_round() -> None:
    """A round that was disturbed disturbs both; of the rounds the median counts."""
    rounds = {"ours": {"rounds": {"clean": [1.0, 10.0, 3.0]}}, "other": {"rounds": {"clean": [2.0, 20.0, 3.0]}}}
    assert race.ratio(rounds, "clean", "other") == (0.5, 0.5, 1.0)


def test_phases_of_a_publish() -> None:
    """What Sphinx does is part of the program around it: each phase costs what came since the mark before."""
    outer = [
        ("select and check", 2, 3),
        ("build", 9, 12),
        ("search", 10, 14),
        ("audit", 11, 15),
        ("put in place", 11, 16),
    ]
    inner = [("start Sphinx", 1, 5), ("read", 3, 7), ("PDF", 4, 8), ("resolve and write", 5, 9)]
    marks = [
        {"phase": phase, "outer": group is outer, "cpu": cpu, "wall": wall, "started": 1 if group is outer else 4}
        for group in (outer, inner)
        for phase, cpu, wall in (*group, *([("data, feeds, styles", 6, 10)] if group is inner else []))
    ]
    cpu = {phase: figures["cpu"] for phase, figures in publishing.phases_of(marks).items()}
    assert cpu == {
        "select and check": 2,
        "start Sphinx": 1,
        "read": 2,
        "PDF": 1,
        "resolve and write": 2,
        "data, feeds, styles": 1,
        "search": 1,
        "audit": 1,
        "put in place": 0,
    }
    assert sum(cpu.values()) == 11


def test_a_failed_build_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that cannot be built is no figure; the work folder goes all the same."""
    (tmp_path / "conf.py").write_text("raise RuntimeError('broken')\n", encoding="utf-8")
    assert benchmark.main(["--site", str(tmp_path), "--output", str(tmp_path / "bench")]) == 3
    assert "broken" in capsys.readouterr().err
    assert list((tmp_path / "bench").iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [["--sizes", "1"], ["--repeat", "0"], ["--compare", "no-such-file"], ["--peers", "nobody"]]
)
def test_wrong_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        benchmark.main(arguments)
    assert stopped.value.code == 2


def test_the_picture_has_a_line_for_everybody() -> None:
    """Costs at two sizes are a line from left to right, named at its end."""
    cost = {kind: {"cpu": 2.0} for kind in ("clean", "no change", "edit item", "add", "delete")}
    result = {
        "costs": cost,
        "publish": {"total": {"cpu": 9.0}},
        "race": {"Hugo & co": {"costs": {"clean": {"cpu": 0.2}}}},
    }
    picture = ElementTree.fromstring(plot({"sizes": {"1000": result, "100": result}}))
    lines = [line.attrib["points"].split() for line in picture.iter("{http://www.w3.org/2000/svg}polyline")]
    assert len(lines) == len(cost) + 2
    assert all(float(start.split(",")[0]) < float(end.split(",")[0]) for start, end in lines)
    assert "Hugo & co, clean: 0.2 s" in {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}


def test_growth_is_told_by_briefing_and_by_page() -> None:
    """Ten times the briefings for twenty times the CPU is twice as much for each; pages are counted by themselves."""
    sizes = {
        "100": {},
        "1000": _size(cpu=10, markdown=1_000, html=2_000, memory=230.0),
        "10000": _size(cpu=200, markdown=16_000, html=10_000, memory=1_094.4),
    }
    said = report.growth({"sizes": sizes})
    assert "by briefing 2.00, by Markdown page 1.25 (" in said
    assert "by page of HTML 4.00; peak memory at 10,000: 1,094 MB" in said


def _size(*, cpu: int, markdown: int, html: int, memory: float) -> dict[str, object]:
    return {
        "costs": {"clean": {"cpu": cpu, "memory": memory}},
        "markdown": {"pages": markdown},
        "output": {"pages": {"briefings": {"number": html}}},
    }


def test_a_site_without_derived_lists_is_else_the_same_site(
    generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its logo, templates and styles are those of the measured site; lists outside briefings are empty."""
    for name in ("_listing", "_rest_pages"):  # that configuration replaces them, in this process too
        monkeypatch.setattr(Views, name, getattr(Views, name))
    made = benchmark.conf_without_derived(ROOT, tmp_path)
    config = {"briefings_as_of": str(corpus.AS_OF), "briefings_pdf": False, "briefings_search": False}
    bare = build_site(generated, tmp_path / "bare" / "out", confdir=made, config=config)
    assert (bare.out / "_static" / "logo.svg").read_bytes() == (ROOT / "_static" / "logo.svg").read_bytes()
    assert "logo.svg" in bare.text("index.html")
    assert bare.app
    assert bare.app.config.templates_path == [str(ROOT / "_templates")]
    assert "card-title" not in bare.text("index.html")
