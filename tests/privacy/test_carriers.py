"""Where values hide: file names, alternative texts, link titles, addresses, front matter, pictures (P41)."""

from __future__ import annotations

import io
import zlib
from datetime import date
from pathlib import Path

import pytest
from labelled_texts import nhs_numbers
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefings.model.content import load_content
from briefings.model.privacy.pictures import carried_in

DAY = date(2026, 11, 20)
NUMBER = nhs_numbers(1)[0]
SPACED = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"
DASHED = SPACED.replace(" ", "-")


def codes(content: Path, drafts: bool = False) -> set[str]:
    return {problem.code.slug for problem in load_content(content, as_of=DAY, drafts=drafts).problems}


@pytest.mark.parametrize(
    "text",
    [
        f"# Home\n\n![{SPACED}](picture.png)\n",
        f'# Home\n\n[text](https://example.org/ "{SPACED}")\n',
        f"# Home\n\n[text](https://example.org/?nhs={DASHED})\n",
        f"# Home\n\n[text](https://example.org/{SPACED.replace(' ', '%20')})\n",
        f"# Home {SPACED}\n",
        f"---\nsummary: 'About {SPACED}'\n---\n\n# Home\n",
        f'---\nsummary: "About \\u00{ord(NUMBER[0]):x}{SPACED[1:]}"\n---\n\n# Home\n',
        f"# Home\n\n```\n{SPACED}\n```\n",
        f"# Home\n\n| a | b |\n|---|---|\n| {SPACED} | 2 |\n",
        f"# Home\n\n> quoted\n> {SPACED[:3]}\n> {SPACED[4:]}\n",
    ],
)
def test_every_part_of_a_page_is_looked_at(tmp_path: Path, text: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "picture.png").write_bytes(picture("PNG"))
    (content / "index.md").write_text(text, encoding="utf-8")
    assert "nhs-number" in codes(content)


@pytest.mark.parametrize(
    "name", [f"case-{DASHED}", "jayden-aged-7", "bs1-4dj", "jayden-and-his-mother", "born-3-may-2014"]
)
@pytest.mark.parametrize("ending", [".md", ".png"])
def test_file_names_are_looked_at(tmp_path: Path, name: str, ending: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / f"{name}{ending}").write_bytes(picture("PNG") if ending == ".png" else b"# A page\n")
    assert "private-file-name" in codes(content)


@pytest.mark.parametrize(
    "name", ["core-groups-2016", "solihull-2022-23", "working-together-2018", "smart-plans", "mash"]
)
def test_ordinary_file_names_are_not(tmp_path: Path, name: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / f"{name}.md").write_text("# A page\n")
    assert "private-file-name" not in codes(content)


@pytest.mark.parametrize("name", ["packs/meeting.yaml", "use/2026.csv"])
def test_registers_are_looked_at(tmp_path: Path, name: str) -> None:
    """What teams write down after a meeting is published too."""
    content = tmp_path / "content"
    (content / name).parent.mkdir(parents=True)
    (content / name).write_text(f"note: about {SPACED}\n")
    assert "nhs-number" in codes(content)


def test_drafts_are_checked_before_they_are_public(tmp_path: Path) -> None:
    """`make check` and the check before a commit look at everything; a public build never opens drafts."""
    drafts = tmp_path / "content" / "drafts"
    drafts.mkdir(parents=True)
    (drafts / "picture.png").write_bytes(picture("PNG", text="Kai"))
    assert "picture-carries" in codes(tmp_path / "content", drafts=True)
    assert "picture-carries" not in codes(tmp_path / "content")


# pictures --------------------------------------------------------------------------------------------------------


def picture(kind: str, *, exif: bool = False, xmp: bool = False, text: str = "", comment: bytes = b"") -> bytes:
    """A real picture, written by a real program."""
    made, options = io.BytesIO(), {}
    image = Image.new("RGB", (8, 8), (20, 90, 90))
    if exif:
        data = image.getexif()
        data.get_ifd(0x8825)[2] = (51.0, 27.0, 10.0)  # where it was taken
        data[0x010F] = "Camera"
        options["exif"] = data
    if xmp:
        options["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Kai</x:xmpmeta>"
    if text:
        info = PngInfo()
        info.add_text("Author", text)
        options["pnginfo"] = info
    if comment:
        options["comment"] = comment
    image.save(made, kind, **options)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_plain_picture_carries_nothing(kind: str) -> None:
    assert carried_in(picture(kind)) == ()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (picture("PNG", exif=True), "Exif"),
        (picture("JPEG", exif=True), "Exif"),
        (picture("WEBP", exif=True), "Exif"),
        (picture("WEBP", xmp=True), "XMP"),
        (picture("JPEG", xmp=True), "XMP"),
        (picture("PNG", text="Kai Okoro"), "text"),
        (picture("JPEG", comment=b"Kai Okoro"), "comment"),
        (picture("PNG") + b"Kai Okoro", "after its end"),
        (picture("JPEG") + b"PK\x03\x04 a whole archive", "after its end"),
        (picture("WEBP") + b"Kai Okoro", "after its end"),
        (picture("PNG")[:-20], "less than"),
        (picture("JPEG")[:-20], "less than"),
        (picture("WEBP")[:-20], "less than"),
        (b"GIF89a", "no PNG"),
        (b"", "no PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG"),
    ],
)
def test_what_a_picture_carries_is_refused(data: bytes, word: str) -> None:
    assert any(word in carried for carried in carried_in(data))


def test_an_unknown_part_of_a_picture_is_refused() -> None:
    """An allow-list: a part that nobody has heard of is no better than one that is known to tell."""
    plain = picture("PNG")
    body = b"prIvKai Okoro"
    part = len(body[4:]).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    assert carried_in(plain[:33] + part + plain[33:]) == ("a part that is not needed to show it",)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_any_broken_picture_is_a_finding_never_a_crash(kind: str) -> None:
    """Cut at every byte, and with every byte of its head changed."""
    whole = picture(kind, exif=True)
    for end in range(len(whole)):
        assert carried_in(whole[:end])
    for place in range(min(len(whole), 200)):
        carried_in(whole[:place] + b"\xff" + whole[place + 1 :])
