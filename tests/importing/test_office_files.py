"""Old Word files, rich text, OpenDocument and slides: through LibreOffice where it is installed, else a sentence."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from importing import imported
from word_files import word_of

from briefings.importing import office
from briefings.importing.refusals import ImportRefused

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
RICH = rb"{\rtf1\ansi Findings\par}"
WORD = word_of("# Core groups\n\n## Areas for improvement\n\n- Minutes were late.\n- Plans were short.\n")


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


ODT = zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
SLIDES = zipped(**{"ppt/presentation.xml": b"<x/>"})
FILES = {"doc": OLD, "rtf": RICH, "odt": ODT}


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program called soffice first on the PATH, which runs some lines of Python with `out`, `file` and `log`."""

    def put(lines: str) -> Path:
        folder, log = tmp_path / "bin", tmp_path / "log"
        folder.mkdir()
        (tmp_path / "made.docx").write_bytes(WORD)
        script = folder / "soffice"
        head = (
            f"#!{sys.executable}\nimport os, sys, shutil, time\nfrom pathlib import Path\n"
            f"out = Path(sys.argv[sys.argv.index('--outdir') + 1]); file = Path(sys.argv[-1]); made = {str(tmp_path / 'made.docx')!r}\n"
            f"log = Path({str(log)!r})\n"
        )
        script.write_text(head + lines, encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))
        return log

    return put


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_read_as_what_libreoffice_makes_of_it(stand_in, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """With settings of its own that forbid macros and links, in a folder that is gone afterwards, without the environment."""
    monkeypatch.setenv("SECRET", "of the person at the keyboard")
    log = stand_in(
        "profile = Path(sys.argv[1].removeprefix('-env:UserInstallation=file://'))\n"
        "settings = (profile / 'user/registrymodifications.xcu').read_text()\n"
        "log.write_text('\\n'.join([settings, str(file), str('SECRET' in os.environ), os.environ['HOME'], *sys.argv]))\n"
        "shutil.copy(made, out / 'report.docx')\n"
    )
    read = imported(FILES[kind], f"report.{kind}")
    assert read.items("learning") == ["Minutes were late.", "Plans were short."]
    assert f"made a Word file of the .{kind} file with LibreOffice" in read.said
    settings, file, has_secret, home, *arguments = log.read_text(encoding="utf-8").split("\n")
    assert "DisableMacrosExecution" in settings
    assert "BlockUntrustedRefererLinks" in settings
    assert has_secret == "False"
    assert Path(file).name == f"report.{kind}"
    assert not Path(home).exists()
    assert {"--headless", "--norestore", "--convert-to", "docx"} <= set(arguments)


@pytest.mark.parametrize(
    ("lines", "advice"),
    [
        ("sys.exit(1)\n", "cannot read this .odt file"),
        ("(out / 'report.docx').symlink_to(made)\n", "cannot read this .odt file"),
        ("(out / 'report.docx').write_bytes(b'PK nothing')\n", "not a Word file that can be opened"),
        ("os.fork() or time.sleep(600)\ntime.sleep(600)\n", "took over"),
    ],
)
def test_what_libreoffice_cannot_do_is_a_sentence(stand_in, monkeypatch, lines: str, advice: str) -> None:
    """Nothing made, something else made, or no end: never a traceback."""
    monkeypatch.setattr(office, "SECONDS", 1 if "sleep" in lines else 60)
    stand_in(lines)
    with pytest.raises(ImportRefused, match=advice):
        imported(ODT, "report.odt")


def test_macros_are_refused_before_libreoffice_sees_the_file(stand_in) -> None:
    log = stand_in("log.write_text('called')\n")
    macros = zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Standard/x.xml": b"<x/>"})
    with pytest.raises(ImportRefused, match="without macros"):
        imported(macros, "report.odt")
    with pytest.raises(ImportRefused, match="without macros"):
        imported(zipped(**{"ppt/presentation.xml": b"", "ppt/vbaProject.bin": b""}), "slides.pptx")
    assert not log.exists()


def test_a_program_that_cannot_be_started_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x7fELF nothing")
    monkeypatch.setattr(office, "program", lambda: str(broken))
    with pytest.raises(ImportRefused, match="cannot be started"):
        imported(RICH, "report.rtf")


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("report.doc", OLD, "save it as .docx"),
        ("report.rtf", RICH, "through LibreOffice, which is not installed here"),
        ("report.odt", ODT, "through LibreOffice, which is not installed here"),
        ("slides.pptx", SLIDES, "copy the table or slides into Word"),
    ],
)
def test_without_libreoffice_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, advice: str
) -> None:
    """It also says that LibreOffice would do."""
    monkeypatch.setattr(office, "program", lambda: "")
    with pytest.raises(ImportRefused, match=advice) as refusal:
        imported(data, name)
    assert "LibreOffice" in str(refusal.value)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_with_the_real_program(tmp_path: Path, kind: str) -> None:
    """A Word file turned into another format comes back as the same draft."""
    (tmp_path / "report.docx").write_bytes(WORD)
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=200)
    read = imported((tmp_path / f"report.{kind}").read_bytes(), f"report.{kind}")
    assert read.items("learning") == ["Minutes were late.", "Plans were short."]
