"""Somebody withdraws whose words another meeting has too: they go there as well, or it is known."""

import datetime
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import killed_elsewhere  # noqa: F401 - registers what `--mutate` swaps in
import msgspec
import pytest
from capturing import record, running
from days import Days
from sealed import passphrase
from searching import home, traces

import mutations
from spiegel import i18n
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.personas.making import MakePersona, SetState, WriteSentence
from spiegel.domain.personas.sources import found_in
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.earlier import EarlierAction, EarlierRound
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.domain.session.session import Edit, describe, put
from spiegel.domain.session.statements import Statement, Where
from spiegel.domain.session.taking_back import HALF_TYPED
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.plan_library import PlanLibrary
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.withdrawals import FileWithdrawals
from spiegel.store import disk
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar
from spiegel.store.catalogue import withdrawn
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.journal import Journal
from spiegel.store.journal.payload import OPEN
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

LONG = "ik moest acht lange weken op een brief met kwikzilver wachten"
SHORT = "zandloper maakt mij bang"
MARKS = ("kwikzilver", "zandloper")
ENGLISH = i18n.translations("en")


@mutations.register("other-meetings-keep-the-words")
def _other_meetings_keep_the_words(patch: pytest.MonkeyPatch) -> None:
    """A withdrawal is about its own meeting alone."""
    patch.setattr("spiegel.store.session.elsewhere._others", lambda _path: ())


@pytest.fixture
def clock():
    return Days()


@pytest.fixture
def here(tmp_path, clock):
    """The meeting in which D2 said it."""
    session = record(running("cliëntronde", 1), f'D2: "{LONG}"', f"D2: {SHORT}", "D3: best")
    path = tmp_path / "wmo.spiegel"
    return made(path, describe(session, id="wmo", title="Wmo"), clock)


def made(path, session, clock, keys=NO_KEYS):
    SessionFile.create(path, session, clock=clock, window="test", keys=keys).close()
    return path


def other(id_="jeugd"):
    """A meeting of other people, in which somebody typed the words of a report over."""
    session = describe(running("cliëntronde", 1), id=id_, title="Jeugd")
    asked = next(iter(session.questions.values()))
    asked = msgspec.structs.replace(asked, words=f"Iemand zei: {LONG}. Hoe kan dat anders?")
    session = record(put(session, asked), "D1: bij ons ook niet")
    return AddAction(words="Bellen", reason=f"Want {LONG}.").apply(session, session.info.created)


def withdraw(path, clock, change=None, keys=NO_KEYS):
    """What is told of it."""
    file = SessionFile(path, clock=clock, window="moderator", keys=keys)
    try:
        file.change(change or Withdraw(participant=2))
        return " ".join(told.explain(ENGLISH) for told in file.told())
    finally:
        file.close()


@pytest.mark.mutation("other-meetings-keep-the-words")
@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=1)])
def test_words_that_were_typed_over_in_another_meeting_go_from_every_byte_there(
    here, tmp_path, clock, taken_back
):
    path = made(tmp_path / "jeugd.spiegel", other(), clock)
    # a copy of the day before, and a letter in a window that is gone
    clock.go_to(1)
    file = SessionFile(path, clock=clock, window="test")
    file.change(Tell(words="dag 1"))
    form = {"typed": {"words": f"U zei: {LONG}."}, "begun": {"words": ""}}
    gone = Drafts(file.sidecar.folder, "moderator-0")
    gone.keep(Draft(text="U zei", line="", about="letter thanks", form=form))
    file.close()
    assert {name for name, _ in traces(MARKS[:1], tmp_path)} > {"jeugd.spiegel"}
    told = withdraw(here, clock, taken_back)
    assert traces(MARKS[:1], tmp_path, home()) == set()
    assert "Jeugd" in told
    session = read_session(path)
    assert next(iter(session.questions.values())).words == "Iemand zei: …. Hoe kan dat anders?"
    assert [action.reason for action in session.actions.values()] == ["Want …."]
    assert [said.words for said in session.statements.values()] == ["bij ons ook niet"]
    assert withdrawn.read() == ()


def test_words_that_are_only_in_a_kept_copy_of_another_meeting_go_too(here, tmp_path, clock):
    path = made(tmp_path / "jeugd.spiegel", other(), clock)
    clock.go_to(1)
    file = SessionFile(path, clock=clock, window="test")
    number = next(iter(file.session.questions))
    file.change(
        Edit(table="questions", number=number, fields={"words": "Hoe gaat het?"}, label="x")
    )
    file.change(Edit(table="actions", number=1, fields={"reason": ""}, label="x"))
    file.close()
    assert traces(MARKS[:1], tmp_path) == {
        ("wmo.spiegel", "kwikzilver"),
        ("jeugd-2026-03-13.spiegel", "kwikzilver"),
    }
    withdraw(here, clock)
    assert traces(MARKS[:1], tmp_path) == set()


def test_who_has_the_other_meeting_open_sees_them_go_from_what_is_half_typed_too(
    here, tmp_path, clock
):
    path = made(tmp_path / "jeugd.spiegel", other(), clock)
    window = SessionFile(path, clock=clock, window="moderator")
    window.change(AddAction(words="Mailen"))
    withdraw(here, clock)
    assert window.follow() is not None
    assert window.final()
    assert window.undo() is None
    (told,) = window.told()
    assert told.explain(ENGLISH).startswith("Somebody withdrew in another meeting")
    # a form that stood open, with the same words
    seen = msgspec.structs.replace(window.session)
    window.change(AddAction(words="Schrijven", reason=f"En {LONG}."), seen=seen)
    assert window.session.actions[3].reason == "En …."
    window.close()


def test_only_where_a_meeting_rests_on_this_one_a_short_sentence_is_enough(here, tmp_path, clock):
    words = f"{SHORT}, zei iemand"

    def with_action(id_, **info):
        session = describe(running("cliëntronde", 1), id=id_, title=id_, **info)
        return AddAction(words=words).apply(session, session.info.created)

    earlier = EarlierRound(
        at=clock(),
        session="wmo",
        title="Wmo",
        actions=(EarlierAction(words=f"Bellen, want {LONG}", status=ActionStatus.AGREED),),
    )
    far = made(tmp_path / "ver.spiegel", with_action("ver"), clock)
    near = made(tmp_path / "later.spiegel", with_action("later", earlier=earlier), clock)
    withdraw(here, clock)
    assert read_session(far).actions[1].words == words
    session = read_session(near)
    assert session.actions[1].words == "…, zei iemand"
    assert session.info.earlier.actions[0].words == "Bellen, want …"


def test_a_question_that_was_read_aloud_stays_in_the_next_round(tmp_path, clock):
    asked = "Hoe lang moest u wachten op een antwoord van ons?"
    session = describe(running("cliëntronde", 1), id="wmo", title="Wmo")
    first = next(iter(session.questions.values()))
    session = put(session, msgspec.structs.replace(first, words=asked))
    here = made(tmp_path / "wmo.spiegel", record(session, f"D2: {asked} acht weken"), clock)
    next_ = made(tmp_path / "ronde-2.spiegel", describe(session, id="ronde-2"), clock)
    withdraw(here, clock)
    assert next(iter(read_session(next_).questions.values())).words == asked


def test_a_sentence_of_a_persona_that_rested_on_it_is_marked_there_at_once(here, tmp_path, clock):
    elsewhere = found_in(read_session(here), (1, 3))
    session = describe(running("cliëntronde", 1), id="persona", title="Persona's")
    now = session.info.created
    for change in (
        MakePersona(),
        WriteSentence(
            persona=1, field=PersonaField.HAPPENED, words="Ik wachtte.", elsewhere=(elsewhere,)
        ),
        SetState(number=1, state=PersonaState.AGREED),
    ):
        session = change.apply(session, now)
    path = made(tmp_path / "persona.spiegel", session, clock)
    withdraw(here, clock, WithdrawStatement(statement=1))
    session = read_session(path)
    (sentence,) = session.persona_sentences.values()
    assert sentence.lost
    assert [found.statements for found in sentence.elsewhere] == [(3,)]
    assert session.personas[1].state is PersonaState.AGAIN


def test_documents_of_the_other_meeting_that_had_the_words_are_named_there(here, tmp_path, clock):
    path = made(tmp_path / "jeugd.spiegel", other(), clock)

    def documents():
        return SessionDocuments(read_session(path), Sidecar(path), OPEN)

    holds = documents().make("action-plan", tmp_path / "uit", unchecked=True).path
    other_one = documents().make("ground-rules", tmp_path / "uit", unchecked=True).path
    withdraw(here, clock)
    standing = {one.path: one.standing for one in documents().look().documents}
    assert standing == {holds: Standing.FORBIDDEN, other_one: Standing.CURRENT}
    (holding,) = documents().look().standing(Standing.FORBIDDEN)
    documents().remake(holding)
    assert {one.standing for one in documents().look().documents} == {Standing.CURRENT}


# A few words


def test_a_few_words_in_another_meeting_go_where_somebody_points_them_out(here, tmp_path, clock):
    there = other()
    for words in ("Nooit meer lange weken op een brief", "Geen brief met kwikzilver wachten"):
        there = AddAction(words=words).apply(there, there.info.created)
    path = made(tmp_path / "jeugd.spiegel", there, clock)
    documents = SessionDocuments(there, Sidecar(path), OPEN)
    documents.make("action-plan", tmp_path / "uit", unchecked=True)
    file = SessionFile(here, clock=clock, window="moderator")
    change = Withdraw(participant=2)
    found = FileWithdrawals(file.session, file).perhaps(change)
    shown = [(one.title, one.text[a:b]) for one in found for a, b in one.spans]
    assert shown == [
        ("Jeugd", "brief met kwikzilver wachten"),
        ("Jeugd", "lange weken op een brief"),
    ]
    # nothing goes that nobody pointed out, and it stands as it stood until the withdrawal is made
    assert read_session(path).actions == there.actions
    file.change(msgspec.structs.replace(change, quoted=(found[1].quoted,)))
    file.close()
    left = [action.words for action in read_session(path).actions.values()]
    assert left == ["Bellen", "Nooit meer …", "Geen brief met kwikzilver wachten"]
    documents = SessionDocuments(read_session(path), Sidecar(path), OPEN)
    assert [one.standing for one in documents.look().documents] == [Standing.FORBIDDEN]


def test_a_few_words_that_are_half_typed_in_another_meeting_go_there_too(here, tmp_path, clock):
    there = describe(running("cliëntronde", 1), id="jeugd", title="Jeugd")
    path = made(tmp_path / "jeugd.spiegel", there, clock)
    form = {"typed": {"words": "Geen brief met kwikzilver wachten"}, "begun": {"words": ""}}
    drafts = Drafts(Sidecar(path).folder, "moderator-0")
    drafts.keep(Draft(text="Geen", line="", about="letter thanks", form=form))
    file = SessionFile(here, clock=clock, window="moderator")
    change = Withdraw(participant=2)
    (place,) = FileWithdrawals(file.session, file).perhaps(change)
    assert (place.title, place.table) == ("Jeugd", HALF_TYPED)
    file.change(msgspec.structs.replace(change, quoted=(place.quoted,)))
    file.close()
    (left,) = Drafts(Sidecar(path).folder, "later-1").adopt(there)
    assert left.form["typed"] == {"words": "Geen …"}


def test_words_go_from_running_orders_that_are_kept_for_other_meetings_too(here, clock):
    asked = read_session(here)
    question = next(iter(asked.questions.values()))
    words = f"Iemand zei: {LONG}. Hoe kan dat anders?"
    file = SessionFile(here, clock=clock, window="moderator")
    file.change(Edit(table="questions", number=question.number, fields={"words": words}, label="x"))
    PlanLibrary().keep(file.session, "Wachten")
    file.close()
    assert ("Wachten.md", MARKS[0]) in traces(MARKS, home())
    told = withdraw(here, clock)
    assert "running orders that you keep too: Wachten." in told
    assert traces(MARKS, here.parent, home()) == set()
    assert "Iemand zei: …. Hoe kan dat anders?" in PlanLibrary().find("wachten").read_text("utf-8")


def test_a_question_of_a_kept_running_order_that_somebody_read_aloud_stays_there(here, clock):
    file = SessionFile(here, clock=clock, window="moderator")
    question = next(iter(file.session.questions.values()))
    words = "Wat hielp u de laatste keer dat u ergens om vroeg?"
    file.change(Edit(table="questions", number=question.number, fields={"words": words}, label="x"))
    file.change(RecordLine(text=f"D2: {words}", where=Where(), line="a"))
    PlanLibrary().keep(file.session, "Wachten")
    file.close()
    assert withdraw(here, clock) == ""
    assert words in PlanLibrary().find("wachten").read_text("utf-8")


# What cannot be looked into


def test_an_encrypted_meeting_is_noted_without_a_word_and_not_touched(here, tmp_path, clock):
    path = made(tmp_path / "jeugd.spiegel", other(), clock, passphrase())
    before = path.read_bytes()
    assert withdraw(here, clock) == ""
    assert path.read_bytes() == before
    (note,) = withdrawn.waiting("jeugd", path)
    assert (note.meeting, note.numbers) == ("wmo", (1, 2))
    assert traces((*MARKS, "lange weken", "D2"), home()) == set()
    withdrawn.done("jeugd", path, (note,))
    assert withdrawn.waiting("jeugd", path) == ()


def test_what_several_windows_note_in_the_same_moment_is_all_remembered(tmp_path):
    at = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)
    notes = [
        withdrawn.Withdrawn(at=at, meeting="wmo", numbers=(number,), waits=("jeugd", "later"))
        for number in range(40)
    ]
    with ThreadPoolExecutor(8) as windows:
        list(windows.map(withdrawn.note, notes))
    path = tmp_path / "jeugd.spiegel"
    known = withdrawn.waiting("jeugd", path)
    assert sorted(one.numbers for one in known) == [one.numbers for one in notes]
    withdrawn.done("jeugd", path, known[:-1])
    assert withdrawn.waiting("jeugd", path) == known[-1:]
    assert len(withdrawn.waiting("later", path)) == 40


@pytest.mark.mutation("other-meetings-keep-the-words")
def test_one_with_the_passphrase_of_this_meeting_loses_the_words_at_once(tmp_path, clock):
    session = record(running("cliëntronde", 1), f'D2: "{LONG}"')
    here = made(tmp_path / "wmo.spiegel", describe(session, id="wmo"), clock, passphrase())
    path = made(tmp_path / "jeugd.spiegel", other(), clock, passphrase())
    assert "Jeugd" in withdraw(here, clock, keys=passphrase())
    assert read_session(path, keys=passphrase()).actions[1].reason == "Want …."
    assert withdrawn.read() == ()


def test_who_has_the_passphrase_of_another_meeting_takes_the_words_out_there_at_once(
    here, tmp_path, clock
):
    others = [
        made(tmp_path / f"{name}.spiegel", other(name), clock, passphrase(words))
        for name, words in (("jeugd", "zeven kikkers"), ("ouderen", "acht ganzen"))
    ]
    file = SessionFile(here, clock=clock, window="moderator")
    file.change(Withdraw(participant=2))
    asked = FileWithdrawals(file.session, file)
    assert set(asked.locked) == set(others)
    with pytest.raises(NotDoneError):
        asked.look_into("negen zwanen")
    assert asked.look_into("zeven kikkers").take_out(()) == 1
    assert asked.locked == (others[1],)
    opened = read_session(others[0], keys=passphrase("zeven kikkers"))
    assert opened.actions[1].reason == "Want …."
    assert withdrawn.waiting("jeugd", others[0]) == ()
    assert len(withdrawn.waiting("ouderen", others[1])) == 1
    file.close()


def test_what_is_on_a_stick_that_is_not_there_now_is_known_when_it_is(
    here, tmp_path, clock, monkeypatch
):
    from spiegel.store import known

    stick = tmp_path / "stick"
    stick.mkdir()
    path = made(stick / "jeugd.spiegel", other(), clock)
    known.note(path)
    stick.rename(tmp_path / "weg")
    assert withdraw(here, clock).startswith("One meeting could not be looked into")
    (tmp_path / "weg").rename(stick)
    assert len(withdrawn.waiting("jeugd", path)) == 1


def test_a_meeting_that_cannot_be_written_now_is_noted_and_the_withdrawal_is_made(
    here, tmp_path, clock, monkeypatch
):
    path = made(tmp_path / "jeugd.spiegel", other(), clock)
    real = Journal.rewrite

    def rewrite(journal, header, lines, **more):
        if header.id == "jeugd":
            raise NotWrittenError(path, OSError(28, "No space left on device"))
        return real(journal, header, lines, **more)

    monkeypatch.setattr(Journal, "rewrite", rewrite)
    withdraw(here, clock)
    assert read_session(here).participants[2].withdrawn
    assert len(withdrawn.waiting("jeugd", path)) == 1


def test_a_withdrawal_that_cannot_be_noted_is_not_made(here, tmp_path, clock, monkeypatch):
    made(tmp_path / "jeugd.spiegel", other(), clock, passphrase())

    def full(*_about, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(withdrawn.disk, "put_in_place", full)
    with pytest.raises(NotWrittenError):
        withdraw(here, clock)
    monkeypatch.undo()
    assert not read_session(here).participants[2].withdrawn
    assert disk.put_in_place is not full


@pytest.mark.parametrize(
    "said",
    [
        "één zo’n cliënt móest ÀLLES zelf betalen",
        'hij zei "nee" tegen mij en lachte',
        "ik woon in de Straße met mijn øde hond",
        "ik moest acht lange\nweken op antwoord wachten",
    ],
)
@pytest.mark.parametrize("how", [str, str.upper, lambda words: words.replace(" ", "\n")])
def test_no_meeting_is_passed_over_however_the_words_are_written_there(said, how, tmp_path, clock):
    session = record(running("cliëntronde", 1), "D3: best")
    at = session.info.created
    words = Statement(number=9, at=at, words=said, verbatim=True, speakers=("D2",))
    here = made(tmp_path / "wmo.spiegel", describe(put(session, words), id="wmo"), clock)
    there = describe(running("cliëntronde", 1), id="jeugd")
    there = AddAction(words=f"Want {how(said)}!").apply(there, at)
    path = made(tmp_path / "jeugd.spiegel", there, clock)
    withdraw(here, clock)
    assert read_session(path).actions[1].words == "Want …!"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("other-meetings-come-last")
def test_a_withdrawal_that_is_killed_in_between_leaves_no_word_elsewhere_once_it_is_made(
    here, tmp_path, clock
):
    made(tmp_path / "jeugd.spiegel", other(), clock)
    program = Path(__file__).with_name("killed_elsewhere.py")
    for step in range(1, 12):
        folder = tmp_path.parent / f"{tmp_path.name}-{step}"
        shutil.copytree(tmp_path, folder)
        path = folder / here.name
        command = [sys.executable, program, path, str(step)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        if read_session(path).participants[2].withdrawn:
            assert traces(MARKS[:1], folder) == set(), step
        if done.returncode == 0:
            assert step > 2
            return
        assert done.returncode == -signal.SIGKILL
        withdraw(path, clock)
        assert traces(MARKS[:1], folder) == set(), step
    pytest.fail("it takes more steps than this test tries")
