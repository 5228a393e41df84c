"""Where documents go: names, whole files, stopping, and what somebody edited."""

import datetime
import io
import os
import stat
import subprocess
import sys
import time
import zipfile

import docx
import pytest

from export.printed import text
from export.reported import START, many, meeting
from spiegel.domain.consent.consent import SetConsent
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.session import describe
from spiegel.export import Stopped, export
from spiegel.export.destination import edited, file_name
from spiegel.i18n import translations

NL = translations("nl")
DAY = datetime.date(2026, 10, 14)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wmo-toegang", "2026-10-14 Wmo-toegang - verslag.docx"),
        ('Wie/wat\\waar: "hoe"? <a|b>*', "2026-10-14 Wie wat waar hoe a b - verslag.docx"),
        ("regel\neen\tdrie", "2026-10-14 regel een drie - verslag.docx"),
        ("  ..punten.. ", "2026-10-14 punten - verslag.docx"),
        ("", "2026-10-14 verslag.docx"),
        ("Cliënten ❤️ بيت", "2026-10-14 Cliënten ❤️ بيت - verslag.docx"),
    ],
)
def test_a_name_is_one_that_every_computer_takes(title, name):
    assert file_name(title, DAY, "verslag", ".docx") == name


@pytest.mark.parametrize("title", ["CON", "nul.txt", "-rf", "~x", "LPT1 lijst"])
def test_a_name_without_a_date_is_safe_too(title):
    assert file_name(title, None, "verslag", ".md").startswith("_")


def test_a_long_title_is_cut_between_words():
    name = file_name("gemeente Elzerwoude en omgeving " * 20, DAY, "verslag", ".docx")
    assert len(name.encode()) < 160
    title = name.removeprefix("2026-10-14 ").removesuffix(" - verslag.docx")
    assert title.split()[-1] in ("gemeente", "Elzerwoude", "en", "omgeving")
    assert len(file_name("é" * 300, DAY, "verslag", ".docx").encode()) < 160


def test_a_code_in_the_title_is_not_in_the_name(make):
    assert "D3" not in make(meeting(title="Gesprek met D3")).name


@pytest.mark.parametrize("kind", [key for key, kind in KINDS.items() if not kind.of])
def test_each_kind_is_written_and_tells_its_progress(tmp_path, kind):
    seen: list[float] = []
    path = export(
        meeting(), kind, tmp_path / "new" / "folder", translations=NL, progress=seen.append
    )
    assert path.suffix == KINDS[kind].extension
    assert path.stat().st_size > 500
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", ["report", "markdown", "html", "feedback-six-weeks"])
def test_a_paper_is_of_the_day_where_it_is_made_also_at_night(make, monkeypatch, kind):
    utc = datetime.datetime.now(datetime.UTC)
    monkeypatch.setenv("TZ", "UTC-13" if utc.hour >= 12 else "UTC+13")
    time.tzset()
    session = describe(meeting(), date=utc.date() - datetime.timedelta(days=90))
    path = make(session, kind)
    words = text(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
    here, there = (date_words(day, NL) for day in (utc.astimezone().date(), utc.date()))
    words = " ".join(words.split())
    assert (here in words, there in words) == (True, False)


def quoted_outside(session):
    """The session in which all agreed to be quoted in every document."""
    everybody = tuple(session.participants)
    return SetConsent(purpose="outside", value=True, participants=everybody).apply(session, START)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("patience", [0, 1, 2])
def test_stopping_leaves_no_file(tmp_path, kind, patience):
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > patience

    with pytest.raises(Stopped):
        export(quoted_outside(many(800)), kind, tmp_path, translations=NL, stopped=stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    path = export(meeting(), "report", tmp_path, translations=NL)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spiegel.export.destination.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        export(meeting(place="elders"), "report", tmp_path, translations=NL)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_export_left_is_cleared_away_by_the_next(tmp_path):
    left, fresh, other = (
        tmp_path / name for name in (".spiegel-abc.tmp", ".spiegel-def.tmp", ".anders.tmp")
    )
    for path in (left, fresh, other):
        path.write_bytes(b"half")
    hour_ago = time.time() - 3_600
    for path in (left, other):
        os.utime(path, (hour_ago, hour_ago))
    done = export(meeting(), "markdown", tmp_path, translations=NL)
    # One that is young may be of an export that is just under way.
    assert sorted(tmp_path.iterdir()) == sorted([fresh, other, done])


@pytest.mark.slow
@pytest.mark.reckons
def test_an_export_replaces_the_one_before(tmp_path):
    first = export(meeting(), "report", tmp_path, translations=NL)
    again = export(meeting(), "report", tmp_path, translations=NL)
    assert first == again
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.slow
@pytest.mark.reckons
def test_what_somebody_edited_in_word_is_kept(tmp_path):
    first = export(meeting(), "report", tmp_path, translations=NL)
    document = docx.Document(str(first))
    document.paragraphs[0].text = "met de hand verbeterd"
    document.core_properties.last_modified_by = "A. Tekst"
    document.save(str(first))
    second = export(meeting(), "report", tmp_path, translations=NL)
    assert second.name == "2026-10-14 Wmo-toegang in drie wijkteams - verslag (2).docx"
    assert docx.Document(str(first)).paragraphs[0].text == "met de hand verbeterd"
    assert export(meeting(), "report", tmp_path, translations=NL) == second


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


CORE = zipped("docProps/core.xml", "<cp:revision>1</cp:revision>" * 50)


@pytest.mark.parametrize(
    "content",
    [
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        zipped("word/document.xml", "<w:document/>"),
        CORE[:60] + b"\xff\xff\xff" + CORE[63:],
    ],
    ids=["with a password", "of a program without properties", "spoiled"],
)
def test_a_word_file_that_spiegel_cannot_read_is_not_written_over(tmp_path, content):
    path = tmp_path / "verslag.docx"
    path.write_bytes(content)
    assert edited(path)


def test_only_the_user_may_read_the_working_list(tmp_path):
    if sys.platform == "win32":
        pytest.skip("Windows has other permissions")
    path = export(meeting(), "worklist", tmp_path, translations=NL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "PRIVÉ" in path.name


def test_an_unknown_kind_is_an_error_of_the_program(tmp_path):
    with pytest.raises(KeyError):
        export(meeting(), "persbericht", tmp_path, translations=NL)


@pytest.mark.slow
@pytest.mark.reckons
def test_python_docx_is_imported_only_when_a_word_file_is_made():
    code = (
        "import sys, spiegel.export, spiegel.export.markdown, spiegel.domain.report.report;"
        "sys.exit('docx' in sys.modules or 'textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
