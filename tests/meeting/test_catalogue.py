"""The meetings of this laptop: where they are looked for, and what their files are called."""

import pytest
from meetings import meeting, play, round_of

from screens.home.library import keep
from spiegel import i18n
from spiegel.domain.running.running import End, Go
from spiegel.domain.session.stage import Stage
from spiegel.meeting.catalogue import FolderCatalogue
from spiegel.meeting.file_names import file_name, file_stem
from spiegel.meeting.port.catalogue import NewMeeting
from spiegel.store.journal.snapshot import read_session


def test_a_second_meeting_of_the_same_name_gets_a_file_of_its_own(tmp_path):
    catalogue = FolderCatalogue(tmp_path)
    first = catalogue.free_path("Eén loket", None)
    first.touch()
    assert (first.name, catalogue.free_path("Eén loket", None).name) == (
        "een-loket.spiegel",
        "een-loket-2.spiegel",
    )


@pytest.mark.parametrize("title", ["", "/..", "con: nul?*", "漢字", "x" * 400, "a\nb"])
def test_any_title_makes_a_file_name_that_every_system_takes(title):
    stem = file_stem(title, None)
    assert stem
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(stem) <= 60


def test_the_end_of_a_meeting_is_seen_in_its_header(tmp_path):
    session = play(meeting(), (0, Go(phase=round_of(meeting()).number)), (9, End()))
    keep(tmp_path, "een", session)
    (found,) = FolderCatalogue(tmp_path).meetings()
    assert found.stage is Stage.REVIEW


def test_a_home_is_not_walked_through(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "foto").mkdir()
    keep(tmp_path, "hier", meeting())
    keep(tmp_path / "foto", "daar", meeting())
    monkeypatch.chdir(tmp_path)
    catalogue = FolderCatalogue(tmp_path / "foto" / "leeg")
    assert [one.path.name for one in catalogue.meetings()] == ["hier.spiegel"]
    assert catalogue.left == 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("noord", "noord.spiegel"),
        (" noord. ", "noord.spiegel"),
        ("Één loket.spiegel", "Één loket.spiegel"),
        ("", ""),
        (".spiegel", ""),
        (".weg", ""),
        ("../weg", ""),
        ("a\\b", ""),
        ("Con", ""),
        ("nul.2026", ""),
        ("a\nb", ""),
        ("é" * 80, ""),
    ],
)
def test_a_file_gets_only_a_name_that_every_system_takes(typed, name):
    assert file_name(typed) == name


def test_who_reads_english_gets_an_english_running_order(tmp_path):
    catalogue = FolderCatalogue(tmp_path)
    for language, title, first in (("en", "Mirror conversation", "Welcome"), ("nl", "", "Welkom")):
        i18n.set_language(language)
        made = read_session(catalogue.make(NewMeeting(title=language, folder=tmp_path)).path)
        assert (made.info.language, made.agenda[0].name) == (language, first)
        assert catalogue.formats()["spiegelgesprek"] == (title or "Spiegelgesprek")
