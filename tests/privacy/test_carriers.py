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
from briefings.model.privacy import (
    problems_of_picture,
    problems_of_pictures,
    problems_of_registers,
    problems_of_settings,
)
from briefings.model.privacy.allow import Allowed
from briefings.model.privacy.pictures import carried_in, size_of
from briefings.model.privacy.profiles import hides_behind_last_row
from briefings.model.problems import Code

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


def jpeg_part(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def webp_part(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def webp(*parts: bytes) -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


JPEG = picture("JPEG")
SHOWN = JPEG.index(b"\xff\xda")  # where the picture itself begins
TWO_SCANS = io.BytesIO()
Image.effect_noise((64, 64), 60).save(TWO_SCANS, "JPEG", progressive=True, quality=60)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (JPEG[:2] + jpeg_part(0xE1, b"x") + JPEG[2:], ["Exif or XMP data (place, camera, date)"]),
        (JPEG[:2] + jpeg_part(0xED, b"x") + JPEG[2:], ["IPTC data (author, place)"]),
        (JPEG[:2] + jpeg_part(0xFE, b"x") + JPEG[2:], ["a comment"]),
        (JPEG[:2] + jpeg_part(0xE2, b"MPF\0x") + JPEG[2:], ["further pictures"]),
        (JPEG[:2] + jpeg_part(0xE2, b"ICC_PROFILE\0") + JPEG[2:], []),
        (JPEG[:2] + jpeg_part(0xEE, b"Adobe") + jpeg_part(0xE0, b"MPF\0") + JPEG[2:], []),
        *(
            (JPEG[:2] + jpeg_part(marker, b"MPF\0x") + JPEG[2:], ["a part that is not needed to show it"])
            for marker in (0xE3, 0xE8, 0xEF)
        ),
        (JPEG[:2] + b"\xff\xff" + JPEG[2:], []),  # filling before a part
        (JPEG[:2] + jpeg_part(0xE0, b"x" * 40000) + JPEG[2:], []),
        (JPEG[:2] + b"x" + JPEG[2:], ["less than a whole picture"]),
        (JPEG[:SHOWN] + b"\xff\xd9", ["less than a whole picture"]),
        (JPEG[:-2], ["less than a whole picture"]),
        (JPEG[:SHOWN] + b"\xff", ["less than a whole picture"]),
        (JPEG + b"\0\0\0", []),  # filling after the end says nothing
        (JPEG + b"x", ["something after its end"]),
        # what a search for the last end would miss: a second picture, or a part between two scans
        (JPEG + JPEG, ["something after its end"]),
        (JPEG + b"PK a whole archive \xff\xd9", ["something after its end"]),
        (JPEG[:-2] + jpeg_part(0xFE, b"Kai Okoro") + JPEG[-2:], ["a comment"]),
        (JPEG[:-2] + jpeg_part(0xE1, b"x") + jpeg_part(0xC4, b"x") + b"Kai" + JPEG[-2:],
         ["Exif or XMP data (place, camera, date)", "less than a whole picture"]),
        (TWO_SCANS.getvalue(), []),
        (b"GIF89a", ["something that is no PNG, JPEG or WebP picture"]),
        (picture("PNG")[:-1], ["less than a whole picture"]),
        (picture("PNG", text="x", exif=True), ["a text", "Exif data (place, camera, date)"]),
        (picture("PNG") + b"x", ["something after its end"]),
        (picture("PNG") + b"\0X\0", ["something after its end"]),
        (webp(webp_part(b"VP8L", b"x" * 9)), []),
        (webp(webp_part(b"VP8L", b"x" * 9), webp_part(b"VP8L", b"x" * 8)), []),
        (webp(webp_part(b"EXIF", b"x")), ["Exif data (place, camera, date)"]),
        (webp(webp_part(b"VP8L", b""), webp_part(b"XMP ", b"")), ["XMP data (author, history)"]),
        (webp(webp_part(b"priv", b"Kai")), ["a part that is not needed to show it"]),
        (webp(webp_part(b"ANMF", b"\0" * 16 + webp_part(b"VP8L", b"xx"))), []),
        (webp(webp_part(b"ANMF", b"\0" * 16 + webp_part(b"EXIF", b"xx"))), ["Exif data (place, camera, date)"]),
        (webp(webp_part(b"VP8L", b"xx"), b"Kai"), ["less than a whole picture"]),
        (webp(b"VP8L" + (99).to_bytes(4, "little")), ["less than a whole picture"]),
        (webp(webp_part(b"VP8L", b"xx"))[:-1], ["less than a whole picture"]),
        (b"RIFF\xff\xff\xff\xffWEBP", ["less than a whole picture"]),
    ],
)  # fmt: skip
def test_each_part_of_a_picture_is_named(data: bytes, said: list[str]) -> None:
    """Part by part, in the words that an editor reads; each once."""
    assert list(carried_in(data)) == said


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "WEBP lossless", "WEBP of many", "JPEG of many scans"])
@pytest.mark.parametrize("size", [(1, 1), (300, 20), (20, 300)])
def test_the_size_of_a_picture_is_that_which_it_says(kind: str, size: tuple[int, int]) -> None:
    """As the program that wrote it knows it."""
    made = io.BytesIO()
    options = {"lossless": True} if "lossless" in kind else {"progressive": True} if "scans" in kind else {}
    if "many" in kind and "WEBP" in kind:
        options = {"save_all": True, "append_images": [Image.new("RGB", size, (1, 2, 3))]}
    Image.new("RGB", size, (20, 90, 90)).save(made, kind.split()[0], **options)
    assert size_of(made.getvalue()) == size


def webp_canvas(width: int, height: int) -> bytes:
    """The part of a WebP that says how large all of it is; what follows must not be read as part of the numbers."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X" + (10).to_bytes(4, "little") + b"\0" * 4 + size)


@pytest.mark.parametrize("size", [(1, 1), (300, 20), (70_000, 3), (3, 70_000), (16_777_216, 16_777_216)])
def test_the_size_of_a_canvas(size: tuple[int, int]) -> None:
    assert size_of(webp_canvas(*size)) == size


def test_the_largest_of_several_sizes_counts() -> None:
    """A thumbnail, or a first small frame, must not hide what comes after it; neither may a number that is read as negative."""

    def frame(width: int, height: int) -> bytes:
        return b"\xff\xc0\x00\x11\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big")

    for sizes in ([(10, 10), (900, 800)], [(900, 800), (10, 10)], [(2, 1000), (900, 800)], [(1000, 2), (900, 800)]):
        data = b"\xff\xd8" + b"\0".join(frame(*size) for size in sizes)
        assert size_of(data) == (900, 800)
    png = picture("PNG")
    assert size_of(png[:16] + b"\xff\xff\xff\xf0\x00\x00\x00\x02" + png[24:]) == (0xFFFFFFF0, 2)
    assert size_of(png[:24]) == size_of(png)
    assert size_of(png[:23]) == (0, 0)
    assert size_of(b"no picture") == (0, 0)
    assert size_of(b"\xff\xd8") == (0, 0)


def test_a_picture_that_unpacks_to_more_than_a_computer_holds_is_refused(tmp_path: Path) -> None:
    """P32: half a megabyte of PNG took three gigabytes to put into a PDF. The size is read, nothing is unpacked."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "index.md").write_text("# Home\n")
    png = picture("PNG")
    bomb = png[:16] + (60_000).to_bytes(4, "big") * 2 + png[24:]
    jpeg = JPEG[: JPEG.index(b"\xff\xc0") + 5] + b"\xff\xff\xff\xff" + JPEG[JPEG.index(b"\xff\xc0") + 9 :]
    lossless = webp(b"VP8L" + (9).to_bytes(4, "little") + b"\x2f" + b"\xff\xff\xff\x0f" + b"\0" * 5)
    for data, refused in (
        (bomb, True), (jpeg, True), (lossless, True), (png + b"\0" * 10_000_001, True), (png, False),
        (png[:16] + (5000).to_bytes(4, "big") * 2 + png[24:], False),
        (png[:16] + (5000).to_bytes(4, "big") + (5001).to_bytes(4, "big") + png[24:], True),
    ):  # fmt: skip
        (content / "bomb.png").write_bytes(data)
        assert ("too-large" in codes(content)) is refused
    (content / "bomb.png").write_bytes(bomb)
    assert [str(problem) for problem in problems_of_pictures(content)] == [
        "content/bomb.png: the picture is over 10 MB or 25 million pixels; save it again in the size in which it is shown [too-large]"
    ]


def test_the_sentences_about_pictures() -> None:
    """The file, no line, what it is, and what to do."""
    said = problems_of_picture(picture("PNG", text="x", exif=True), "content/jayden-aged-7.png")
    assert [str(problem) for problem in said] == [
        "content/jayden-aged-7.png: the picture carries a text; save it again without its properties [picture-carries]",
        "content/jayden-aged-7.png: the picture carries Exif data (place, camera, date); save it again without its properties [picture-carries]",
        "content/jayden-aged-7.png: the file name holds a name with an age; rename the file [private-file-name]",
    ]
    assert {problem.line for problem in said} == {0}


def test_every_picture_of_every_folder_is_looked_at(tmp_path: Path) -> None:
    """Drafts only when asked for; links never; the last picture as well as the first."""
    content = tmp_path / "content"
    for name in ("a.png", "briefings/b.jpg", "drafts/c.png", "drafts/deep/d.webp", "themes/z.jpeg"):
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture("PNG", text="x"))
    (content / "link.png").symlink_to(content / "a.png")
    (content / "notes.gif").write_bytes(b"GIF89a")

    def seen(**options: bool) -> list[str]:
        return [problem.path for problem in problems_of_pictures(content, **options)]

    public = ["content/a.png", "content/briefings/b.jpg", "content/themes/z.jpeg"]
    assert seen() == seen(drafts=False) == public
    assert sorted(seen(drafts=True)) == sorted([*public, "content/drafts/c.png", "content/drafts/deep/d.webp"])


def test_every_register_is_looked_at(tmp_path: Path) -> None:
    """Each file by itself; links and folders are left to the check that refuses them; odd bytes hide nothing."""
    content = tmp_path / "content"
    for name in ("packs/a.yaml", "packs/b.yaml", "use/c.csv"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(b"\xff\xfe note " + SPACED.encode())
    (content / "packs" / "folder.yaml").mkdir()
    (content / "packs" / "link.yaml").symlink_to(content / "packs" / "a.yaml")
    said = problems_of_registers(content, Allowed())
    assert [problem.path for problem in said] == ["content/packs/a.yaml", "content/packs/b.yaml", "content/use/c.csv"]
    assert {problem.line for problem in said} == {1}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_any_broken_picture_is_a_finding_never_a_crash(kind: str) -> None:
    """Cut at every byte, and with every byte of its head changed."""
    whole = picture(kind, exif=True)
    for end in range(len(whole)):
        assert carried_in(whole[:end])
    for place in range(min(len(whole), 200)):
        carried_in(whole[:place] + b"\xff" + whole[place + 1 :])


# what a picture needs, and what hides in it -----------------------------------------------------------------------


def profiled(kind: str, words: bytes, name: str = "icc") -> bytes:
    """A picture with a colour profile that holds some words."""
    made = io.BytesIO()
    Image.new("RGB", (3, 3)).save(made, kind, icc_profile=b"\0" * 128 + b"desc\0" + words + b"\0" * 60)
    data = made.getvalue()
    if kind == "PNG" and name != "icc":
        packed = zlib.compress(b"\0" * 128)
        body = b"iCCP" + name.encode("latin-1") + b"\0\0" + packed
        part = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
        start = data.index(b"iCCP") - 4
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        data = data[:start] + part + data[end:]
    return data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_words_of_a_colour_profile_are_looked_at(kind: str) -> None:
    said = [problem.message for problem in problems_of_picture(profiled(kind, b"Dr Young's scanner"), "content/a.png")]
    assert said == ["the colour profile of the picture may name a person; save it again without its profile"]
    wide = "Megan Hughes, social worker".encode("utf-16-be")
    assert len(problems_of_picture(profiled(kind, wide), "content/a.png")) == 1
    assert problems_of_picture(profiled(kind, b"Copyright Some Firm, sRGB IEC61966-2.1"), "content/a.png") == []


@pytest.mark.parametrize(
    ("name", "is_found"), [("Maya", True), ("Megan Hughes", True), ("sRGB", False), ("ICC Profile", False)]
)
def test_the_name_of_a_colour_profile_is_looked_at(name: str, is_found: bool) -> None:
    assert bool(problems_of_picture(profiled("PNG", b"", name), "content/a.png")) is is_found


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (64, 3)])
def test_bytes_behind_the_last_row_are_refused(mode: str, size: tuple[int, int]) -> None:
    """Within the packed stream, or after it, where no viewer looks."""
    made = io.BytesIO()
    Image.new(mode, size).save(made, "PNG")
    data = made.getvalue()
    assert carried_in(data) == ()
    start = data.index(b"IDAT")
    length = int.from_bytes(data[start - 4 : start], "big")
    packed = data[start + 4 : start + 4 + length]
    for changed in (zlib.compress(zlib.decompress(packed) + b"Kaelan"), packed + b"Kaelan"):
        body = b"IDAT" + changed
        part = len(changed).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
        assert carried_in(data[: start - 4] + part + data[start + 8 + length :]) == ("something behind its last row",)


def test_a_picture_in_seven_passes_has_its_own_number_of_bytes() -> None:
    for width, height in ((1, 1), (5, 3), (9, 17)):
        header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 1])
        rows = sum(
            -(-(height - top) // down) * (1 + 3 * -(-(width - left) // across))
            for left, top, across, down in (
                (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
            )
            if width > left and height > top
        )  # fmt: skip
        assert not hides_behind_last_row(header, zlib.compress(b"\0" * rows))
        assert hides_behind_last_row(header, zlib.compress(b"\0" * (rows + 1)))


# files beside the pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["links.yaml", "privacy-allow.yaml", "packs/one.yaml", "use/one.csv"])
def test_files_beside_the_pages_are_looked_at(tmp_path: Path, name: str) -> None:
    file = tmp_path / "content" / name
    file.parent.mkdir(parents=True)
    file.write_text("# Dr Young, aged 7\n", encoding="utf-8")
    (problem,) = problems_of_registers(tmp_path / "content", Allowed())
    assert (problem.path, problem.line) == (f"content/{name}", 1)
    assert "a professional's name" in problem.message


def test_the_strings_of_the_settings_are_looked_at(tmp_path: Path) -> None:
    """But not their names and comments; a file that is no Python is left to Sphinx."""
    text = '# Dr Young\nproject = "Learning"\n\nbriefings_contact = (\n    "Ring Dr Young."\n)\nuser_name = 1\n'
    (problem,) = problems_of_settings(text, path="conf.py", allowed=Allowed())
    assert (problem.path, problem.line) == ("conf.py", 5)
    assert problems_of_settings("x = (", path="conf.py", allowed=Allowed()) == []
    (tmp_path / "conf.py").write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir()
    said = load_content(tmp_path / "content", as_of=date(2026, 11, 20)).problems
    assert [problem.path for problem in said if problem.code is Code.NAMED_PROFESSIONAL] == ["conf.py"]
