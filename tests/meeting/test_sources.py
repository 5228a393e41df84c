"""Other meetings are read for what was said there, and nothing is written to them."""

import os
from pathlib import Path

import pytest
from capturing import record, running
from meetings import START

import mutations
from cli.commandline import run
from export.printed import contents
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.personas.making import MakePersona, SetState, WriteSentence
from spiegel.domain.personas.sources import found_in, heard, other_meetings, read_again
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.domain.session.session import describe
from spiegel.i18n import translations
from spiegel.meeting.catalogue import FolderCatalogue
from spiegel.meeting.port.catalogue import NO_KEY
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Passphrase
from spiegel.store.session.file import SessionFile

NL = translations("nl")
SAID = ("D1: acht weken moest ik wachten", "D2: niemand belde terug", "D3: ik woon alleen")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(path: Path, id_: str, keys=NO_KEYS, said=SAID) -> Path:
    """A meeting in which three people said something, closed again."""
    session = describe(record(running("cliëntronde", 1), *said), id=id_, title=path.stem)
    SessionFile.create(path, session, clock=lambda: START, window="scribe", keys=keys).close()
    return path


def seen(folder: Path) -> dict[str, tuple[int, int, int, int, bytes]]:
    """All that is in a folder, hidden too: bytes, and when each was changed in any way."""
    found = {}
    for place in (folder, *sorted(folder.rglob("*"))):
        state = place.stat()
        data = b"" if place.is_dir() else place.read_bytes()
        times = (state.st_mtime_ns, state.st_ctime_ns)
        found[str(place)] = (state.st_ino, state.st_mode, *times, data)
    return found


def test_nothing_is_written_to_a_source_nor_beside_it(folder):
    made(folder / "een.spiegel", "een")
    made(folder / "twee.spiegel", "twee", keys=Passphrase("zeven kikkers"))
    catalogue = FolderCatalogue(folder)
    key = catalogue.unlock(folder / "twee.spiegel", "zeven kikkers")
    before = seen(folder)
    found = catalogue.sources(("twee", "een"), {folder / "twee.spiegel": key})
    assert [source.title for source in found] == ["twee", "een"]
    for source in found:
        rows = list(heard(source.session, NL))
        assert [row.people for row in rows] == [1, 1, 1]
        found_in(source.session, (1, 2))
    assert seen(folder) == before


def test_a_source_can_be_read_where_nothing_may_be_written(folder):
    path = made(folder / "een.spiegel", "een")
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        assert FolderCatalogue(folder).source(path, NO_KEY).session is not None
    finally:
        folder.chmod(0o700)


def test_a_source_that_somebody_has_open_is_read_as_it_is_now_and_no_window_hears_of_it(folder):
    path = made(folder / "een.spiegel", "een")
    scribe = SessionFile(path, clock=lambda: START, window="scribe")
    try:
        scribe.change(Withdraw(participant=1))
        before = seen(folder)
        (source,) = FolderCatalogue(folder).sources(("een",), {})
        assert list(source.session.statements) == [2, 3]
        assert (seen(folder), scribe.others()) == (before, ())
    finally:
        scribe.close()


def test_an_encrypted_source_asks_for_its_passphrase_and_what_is_not_there_is_named(folder):
    path = made(folder / "dicht.spiegel", "dicht", keys=Passphrase("zeven kikkers"))
    (folder / "stuk.spiegel").write_bytes(b"kwikzilver\n")
    catalogue = FolderCatalogue(folder)
    dicht, weg = catalogue.sources(("dicht", "weg"), {})
    assert (dicht.sealed, dicht.session, dicht.path) == (True, None, path)
    assert "wachtwoord" in dicht.problem
    assert (weg.path, weg.session, weg.sealed) == (None, None, False)
    assert "laptop" in weg.problem
    stuk = catalogue.source(folder / "stuk.spiegel", NO_KEY)
    assert stuk.session is None
    assert stuk.problem


@mutations.register("others-are-not-read-again")
def _others_are_not_read_again(patch: pytest.MonkeyPatch) -> None:
    """A document is made of what was known of other meetings when this one was opened last."""
    patch.setattr("spiegel.meeting.documents.as_others_are_now", lambda session, *_about: session)


WRITTEN = "Ik zit al lang op een brief van de gemeente te wachten."


@pytest.fixture
def resting(folder):
    """A persona that the makers agreed to, with one sentence that rests on two people elsewhere."""
    there = made(folder / "daar.spiegel", "daar")
    here = made(folder / "hier.spiegel", "hier", said=())
    file = SessionFile(here, clock=lambda: START, window="moderator")
    file.change(MakePersona(title="Toos"))
    elsewhere = found_in(read_session(there), (1, 2))
    file.change(
        WriteSentence(persona=1, field=PersonaField.HOME, words=WRITTEN, elsewhere=(elsewhere,))
    )
    file.change(SetState(number=1, state=PersonaState.AGREED))
    file.close()
    return here


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("others-are-not-read-again")
def test_who_withdrew_elsewhere_since_stands_on_no_card_that_a_command_makes(
    folder, resting, tmp_path_factory
):
    def cards() -> str:
        kinds = ("persona-cards-html", "html", "persona-booklet")
        chosen = [word for kind in kinds for word in ("--kind", kind)]
        code, out, err = run("export", resting, "--unchecked", *chosen)
        assert (code, err) == (0, "")
        made_now = [Path(line) for line in out.splitlines()]
        return "".join(contents(path.name, path.read_bytes()) for path in made_now)

    assert "brief van de gemeente" in cards()
    on_a_stick = resting.rename(tmp_path_factory.mktemp("stick") / resting.name)
    other = SessionFile(folder / "daar.spiegel", clock=lambda: START, window="moderator")
    other.change(Withdraw(participant=2))
    other.close()
    on_a_stick.rename(resting)
    before = resting.read_bytes()
    code, out, _err = run("check", resting)
    assert code == 1
    assert "wat er niet meer in mag" in " ".join(out.split())
    assert "brief van de gemeente" not in cards()
    assert resting.read_bytes() == before


def test_of_two_files_of_one_meeting_the_newest_is_read(folder):
    old = made(folder / "oud.spiegel", "een")
    new = made(folder / "nieuw.spiegel", "een")
    os.utime(old, ns=(1, 1))
    (source,) = FolderCatalogue(folder).sources(("een",), {})
    assert source.path == new


def test_a_meeting_that_lies_beside_the_one_that_rests_on_it_is_found(folder, tmp_path_factory):
    stick = tmp_path_factory.mktemp("stick")
    beside = made(stick / "een.spiegel", "een")
    catalogue = FolderCatalogue(folder)
    assert catalogue.sources(("een",), {})[0].path is None
    (source,) = catalogue.sources(("een",), {}, stick / "persona.spiegel")
    assert source.path == beside


def test_a_withdrawal_there_marks_the_sentence_here_after_reopening(folder):
    there = made(folder / "daar.spiegel", "daar")
    here = made(folder / "hier.spiegel", "hier", said=())
    elsewhere = found_in(read_session(there), (1, 2))
    with_persona = SessionFile(here, clock=lambda: START, window="moderator")
    with_persona.change(MakePersona(title="Toos"))
    with_persona.change(
        WriteSentence(
            persona=1, field=PersonaField.HOME, words="Ik wacht al lang.", elsewhere=(elsewhere,)
        )
    )
    with_persona.close()
    other = SessionFile(there, clock=lambda: START, window="moderator")
    other.change(Withdraw(participant=2))
    other.close()
    again = SessionFile(here, clock=lambda: START, window="moderator")
    try:
        catalogue = FolderCatalogue(folder)
        (source,) = catalogue.sources(other_meetings(again.session), {})
        again.change(read_again(again.session, source.session))
    finally:
        again.close()
    sentence = read_session(here).persona_sentences[1]
    assert (sentence.lost, sentence.elsewhere[0].statements) == (True, (1,))
    data = here.read_bytes()
    assert not any(words.partition(": ")[2].encode() in data for words in SAID)
