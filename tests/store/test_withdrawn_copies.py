"""A withdrawal reaches every copy that is kept of a session, or is not made."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from days import Days, kept, open_file, work
from sealed import passphrase
from searching import traces
from tinychanges import Alter, Say, words_of

import mutations
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.capture.editing import Reword
from spiegel.domain.capture.evaluating import AddEvaluation
from spiegel.domain.consent.consent import AddParticipant, SetConsent, Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.consent.perhaps import perhaps_quoted
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.followup.rounds import Look
from spiegel.domain.report.edited import KeepWords
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.evaluation import Form
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.session import Refusal
from spiegel.domain.session.taking_back import HALF_TYPED, Quoted
from spiegel.domain.session.verdicts import Choice
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.withdrawals import FileWithdrawals
from spiegel.store import disk, known
from spiegel.store.beside.backups import copies
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.damage.check import check
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS

WORDS = ("kwikzilver", "zandloper")
"""What D2 says, and what the scribe wrote first."""


@pytest.fixture
def path(tmp_path):
    (tmp_path / "bijeenkomst").mkdir()
    return tmp_path / "bijeenkomst" / "wmo.spiegel"


@pytest.fixture
def told_by_two(path, clock, folder):
    """Four days: D2 spoke, the scribe changed the words, and copies of every kind are kept."""
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)
    file.change(Say(words="zandloper", speaker="D2"))
    number = file.session.last["statements"]
    file.change(Alter(number=number, fields={"words": "kwikzilver"}))
    # Not compacted, so that the copies hold the earlier wording too.
    data = path.read_bytes()
    file.close()
    path.write_bytes(data)
    work(path, clock, 2, 3)
    data = path.read_bytes()
    for name in ("wmo-2026-03-14T101500.spiegel", "wmo-schema-1.spiegel", "van-mij.spiegel"):
        (folder / name).write_bytes(data)
    clock.go_to(4)
    assert {word for _, word in traces(WORDS, path.parent)} == set(WORDS)
    return path


@mutations.register("earlier-wordings-forgotten")
def _earlier_wordings_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Only how the words stand now is looked for."""
    patch.setattr("spiegel.store.session.live.wordings", lambda *_about: ())


def withdraw(path: Path, clock: Days, **options) -> None:
    file = open_file(path, clock, **options)
    try:
        file.change(Withdraw(participant=2))
    finally:
        file.close()


@pytest.mark.mutation("copies-keep-their-words")
def test_a_withdrawal_leaves_its_words_in_no_byte_of_any_kept_copy(told_by_two, clock, folder):
    names = {*kept(told_by_two), "wmo-2026-03-16.spiegel"}
    before = {copy.path.name: read_session(copy.path) for copy in copies(folder)}
    withdraw(told_by_two, clock)
    assert traces(WORDS, told_by_two.parent) == set()
    assert set(kept(told_by_two)) == names
    for copy in copies(folder):
        assert check(copy.path) == ()
        session = read_session(copy.path)
        assert session.participants[2].withdrawn
        # What others said is still there.
        earlier = before.get(copy.path.name)
        if earlier is not None:
            stays = [s.words for s in earlier.statements.values() if "D2" not in s.speakers]
            assert words_of(session) == stays
            assert header_at(copy.path).generation not in header_at(told_by_two).follows


def test_one_statement_that_is_taken_back_leaves_its_words_in_no_byte_either(
    told_by_two, clock, folder
):
    file = open_file(told_by_two, clock)
    (theirs,) = (s.number for s in file.session.statements.values() if "D2" in s.speakers)
    others = [s.words for s in file.session.statements.values() if s.number != theirs]
    file.change(WithdrawStatement(statement=theirs))
    file.close()
    assert traces(WORDS, told_by_two.parent) == set()
    assert words_of(read_session(told_by_two)) == others
    for copy in copies(folder):
        assert check(copy.path) == ()
        assert not read_session(copy.path).participants[2].withdrawn


def test_a_copy_from_before_the_person_came_stays(path, clock, folder):
    work(path, clock, 0, 1)
    clock.go_to(2)
    file = open_file(path, clock)
    file.change(AddParticipant())
    number = file.session.last["participants"]
    file.change(Say(words="kwikzilver", speaker=f"D{number}"))
    file.change(Withdraw(participant=number))
    file.close()
    first, second = copies(folder)
    assert words_of(read_session(first.path)) == ["gezegd op dag 0"]
    assert words_of(read_session(second.path)) == ["gezegd op dag 0", "gezegd op dag 1"]
    assert traces(WORDS, path.parent) == set()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("data", [b"", b"kwikzilver", b'{"program":"spiegel","schema":99}\n'])
def test_a_copy_that_cannot_be_read_is_removed(told_by_two, clock, folder, data):
    damaged = folder / "wmo-2026-03-01.spiegel"
    damaged.write_bytes(data)
    withdraw(told_by_two, clock)
    assert not damaged.exists()
    assert traces(WORDS, told_by_two.parent) == set()


def test_a_refused_withdrawal_touches_no_copy(told_by_two, clock, folder):
    before = {copy.path: copy.path.read_bytes() for copy in copies(folder)}
    file = open_file(told_by_two, clock)
    with pytest.raises(Refusal):
        file.change(Withdraw(participant=99))
    file.close()
    assert {copy.path: copy.path.read_bytes() for copy in copies(folder)} == before


def failing(step: int, *, after: bool):
    """`disk.replace`, which fails at this use: before it did anything, or when it is done."""
    real, left = disk.replace, step

    def replace(source, target):
        nonlocal left
        left -= 1
        if left or after:
            real(source, target)
        if not left:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return replace


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("file-before-its-copies")
@pytest.mark.parametrize("after", [False, True])
def test_a_withdrawal_that_fails_at_any_step_is_not_made_and_can_be_made_again(
    told_by_two, clock, monkeypatch, tmp_path, after
):
    # Seven copies, that of the day included, and the file.
    for step in range(1, 9):
        folder = shutil.copytree(told_by_two.parent, tmp_path / f"poging-{step}")
        path = folder / told_by_two.name
        file = open_file(path, clock)
        with monkeypatch.context() as broken:
            broken.setattr(disk, "replace", failing(step, after=after))
            with pytest.raises(NotWrittenError):
                file.change(Withdraw(participant=2))
        file.close()
        # If the file says that the person withdrew, nothing anywhere says otherwise.
        if read_session(path).participants[2].withdrawn:
            assert traces(WORDS, folder) == set(), step
        withdraw(path, clock)
        assert traces(WORDS, folder) == set(), step


# Encrypted


def test_the_copies_of_an_encrypted_session_are_encrypted_and_a_withdrawal_reaches_them(
    path, clock, folder
):
    work(path, clock, 0, keys=passphrase())
    clock.go_to(1)
    file = open_file(path, clock, keys=passphrase())
    file.change(Say(words="kwikzilver", speaker="D2"))
    file.close()
    work(path, clock, 2, 3, keys=passphrase())
    assert traces((*WORDS, "gezegd op dag"), path.parent) == set()
    sessions = [read_session(copy.path, keys=passphrase()) for copy in copies(folder)]
    assert [len(session.statements) for session in sessions] == [1, 2, 3]
    withdraw(path, clock, keys=passphrase())
    for copy in copies(folder):
        assert header_at(copy.path).seal == header_at(path).seal
        assert "kwikzilver" not in words_of(read_session(copy.path, keys=passphrase()))


def test_a_copy_with_another_passphrase_is_removed_by_a_withdrawal(path, clock, folder):
    work(path, clock, 0, 1, keys=passphrase())
    other = path.with_name("ander.spiegel")
    work(other, clock, 0, keys=passphrase("een heel ander wachtwoord"))
    foreign = folder / "wmo-2026-03-01.spiegel"
    foreign.write_bytes(other.read_bytes())
    withdraw(path, clock, keys=passphrase())
    assert not foreign.exists()


def test_an_encrypted_letter_that_was_left_half_typed_loses_the_words_too(path, clock):
    words = "ik moest acht lange weken op een brief met kwikzilver wachten"
    file = open_file(path, clock, keys=passphrase())
    file.change(Say(words=words, speaker="D2"))
    gone = Drafts(file.sidecar.folder, "moderator-0", seal=file.seal)
    form = {"typed": {"words": f"Dank u.\nU zei: {words}."}, "begun": {"words": "Dank u."}}
    gone.keep(Draft(text="Dank u.", line="", about="letter thanks", form=form))
    unreadable = file.sidecar.drafts / "scribe-0.draft"
    unreadable.write_bytes(words.encode())
    file.change(Withdraw(participant=2))
    assert not unreadable.exists()
    (draft,) = Drafts(file.sidecar.folder, "later-1", seal=file.seal).adopt(file.session)
    assert draft.form == {"typed": {"words": "Dank u.\nU zei: …."}, "begun": {"words": "Dank u."}}
    file.close()


# Killed in between

KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], str(Path(sys.argv[2]).parent)]
import days
import mutations
from spiegel.domain.consent.consent import Withdraw
from spiegel.store import disk

mutations.from_environment()
left, after = int(sys.argv[3]), sys.argv[4] == "after"
clock = days.Days()
clock.go_to(4)
file = days.open_file(Path(sys.argv[1]), clock)
real = disk.replace

def replace(source, target):
    global left
    left -= 1
    if left == 0 and not after:
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

disk.replace = replace
file.change(Withdraw(participant=2))
print("made")
"""


@pytest.mark.slow
@pytest.mark.mutation("file-before-its-copies")
@pytest.mark.parametrize("after", ["before", "after"])
def test_a_withdrawal_that_is_killed_at_any_step_is_made_by_the_next_try(
    told_by_two, clock, tmp_path, after
):
    for step in range(1, 20):
        folder = shutil.copytree(told_by_two.parent, tmp_path / f"poging-{step}")
        path = folder / told_by_two.name
        done = subprocess.run(
            [sys.executable, "-c", KILLED, path, Path(__file__).parent, str(step), after],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        if done.returncode == 0:
            assert done.stdout == "made\n"
            assert step > 5
            return
        assert done.returncode == -signal.SIGKILL
        # If the file says that the person withdrew, nothing anywhere says otherwise.
        if read_session(path).participants[2].withdrawn:
            assert traces(WORDS, folder) == set(), step
        withdraw(path, clock)
        assert traces(WORDS, folder) == set(), step
        assert check(path) == ()
    pytest.fail("a withdrawal takes more steps than this test tries")


def test_a_withdrawal_takes_the_words_out_of_what_became_of_actions_and_out_of_forms(path, clock):
    words = "ik moest acht lange weken op een brief met kwikzilver wachten"
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)
    file.change(Say(words=words, speaker="D2"))
    file.change(AddAction(words="Bellen"))
    file.change(AddAction(words="Mailen"))
    number = file.session.last["actions"]
    file.change(Look(number=number, status=ActionStatus.DONE, told=f"Want {words}."))
    told = "D2 kreeg een zandloper"
    file.change(Look(number=number - 1, status=ActionStatus.STOPPED, told=told))
    form = AddEvaluation(form=Form.PARTICIPANT, marks=(4, 4, 4, 4), words=(f"Erg: {words}",))
    file.change(form)
    file.close()
    work(path, clock, 2)
    assert {word for _, word in traces(WORDS, path.parent)} == set(WORDS)
    withdraw(path, clock)
    assert traces(WORDS, path.parent) == set()


@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=1)])
def test_what_was_decided_about_the_words_goes_from_every_byte_too(path, clock, taken_back):
    file = open_file(path, clock)
    file.change(AddParticipant())
    file.change(AddParticipant())
    everybody = tuple(file.session.participants)
    file.change(SetConsent(purpose="take_part", value=True, participants=everybody))
    file.change(Say(words="toen belde Anja mij", speaker="D2"))
    (finding,) = open_findings(file.session)
    said = {"words": "iemand met kwikzilver"}
    file.change(Decide(finding=finding, choice=Choice.OWN, **said))
    (verdict,) = file.session.verdicts.values()
    forms = ("kwikzilver", verdict.here, verdict.alike)
    assert {word for _, word in traces(forms, path.parent)} == set(forms)
    file.change(taken_back)
    file.close()
    assert not file.session.verdicts
    assert traces(forms, path.parent) == set()


def test_a_withdrawal_takes_the_words_out_of_the_report_in_short(path, clock):
    words = "ik moest acht lange weken op een brief met kwikzilver wachten"
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)
    file.change(Say(words=words, speaker="D2"))
    file.change(KeepWords(paper=IN_SHORT, words=f"Wij hoorden: {words}.", of="a"))
    file.change(
        KeepWords(paper=IN_SHORT, words=f"Dat raakte ons: {words}. Het wordt anders.", of="b")
    )
    file.close()
    work(path, clock, 2)
    assert {word for _, word in traces(WORDS, path.parent)} == {"kwikzilver"}
    withdraw(path, clock)
    assert traces(WORDS, path.parent) == set()
    (letter,) = read_session(path).letters.values()
    assert letter.words.startswith("Dat raakte ons: ")


FIRST = "mijn zoon met het rode haar zit al weken vast in zandloper"
THEN = "een kind zit al heel lang zonder hulp thuis in kwikzilver"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("earlier-wordings-forgotten")
@pytest.mark.parametrize("day", [1, 2], ids=["that day", "a day later"])
@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=2)])
@pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["plain", "encrypted"])
def test_a_withdrawal_takes_the_words_as_they_first_stood_out_of_what_was_typed_since(
    path, clock, day, taken_back, keys
):
    work(path, clock, 0, keys=keys)
    clock.go_to(1)
    file = open_file(path, clock, keys=keys)
    file.change(Say(words=FIRST, speaker="D2"))
    file.change(AddAction(words="Bellen", reason=f"Want {FIRST}."))
    file.change(KeepWords(paper=IN_SHORT, words=f"Wij hoorden: {FIRST}. Dat raakte ons.", of="a"))
    clock.go_to(day)
    file.change(Reword(number=2, words=THEN))
    file.change(AddAction(words="Mailen", reason=f"En {THEN}."))
    if day == 1:
        file.change(taken_back)
    file.close()
    if day == 2:
        # compacted by now: how it first stood is in the copy of that day alone
        file = open_file(path, clock, keys=keys)
        file.change(taken_back)
        file.close()
    session = read_session(path, keys=keys)
    assert [action.reason for action in session.actions.values()] == ["Want ….", "En …."]
    (letter,) = session.letters.values()
    assert letter.words == "Wij hoorden: …. Dat raakte ons."
    assert traces(("zandloper", "kwikzilver"), path.parent) == set()


def test_a_withdrawal_reaches_what_was_kept_beside_a_file_that_somebody_renamed_by_hand(
    path, clock, tmp_path
):
    work(path, clock, 0)
    file = open_file(path, clock)
    file.change(Say(words="toen kreeg ik kwikzilver van de zandloper", speaker="D2"))
    documents = SessionDocuments(file.session, file.sidecar, file.seal)
    made = documents.make("own-words", tmp_path / "uit", unchecked=True)
    file.close()
    work(path, clock, 1, 2)
    new = path.with_name("hernoemd.spiegel")
    path.rename(new)
    clock.go_to(3)
    file = open_file(new, clock)
    file.change(Withdraw(participant=2))
    documents = SessionDocuments(file.session, file.sidecar, file.seal)
    (named,) = documents.look().documents
    assert (named.path, named.standing) == (made.path, Standing.FORBIDDEN)
    file.close()
    assert traces(("kwikzilver", "zandloper"), new.parent) == set()


def test_a_withdrawal_reaches_what_was_kept_beside_a_copy_elsewhere_that_is_gone(
    path, clock, tmp_path
):
    work(path, clock, 0)
    file = open_file(path, clock)
    file.change(Say(words="toen kreeg ik kwikzilver van de zandloper", speaker="D2"))
    file.close()
    there = tmp_path / "elders" / "kopie.spiegel"
    there.parent.mkdir()
    there.write_bytes(path.read_bytes())
    known.note(there)
    work(there, clock, 1, 2)
    there.unlink()
    assert traces(("kwikzilver",), there.parent)
    file = open_file(path, clock)
    file.change(Withdraw(participant=2))
    file.close()
    assert traces(("kwikzilver",), path.parent, there.parent) == set()


def test_words_that_once_stood_under_a_wrong_code_stay_where_they_were_typed(path, clock):
    work(path, clock, 0)
    file = open_file(path, clock)
    file.change(Say(words=FIRST, speaker="D2"))
    file.change(AddAction(words="Bellen", reason=f"Want {FIRST}."))
    file.change(Alter(number=2, fields={"speakers": ("D3",)}))
    file.change(Say(words=THEN, speaker="D2"))
    file.change(Withdraw(participant=2))
    assert file.session.statements[2].words == FIRST
    assert file.session.actions[1].reason == f"Want {FIRST}."
    file.close()


def test_a_few_words_as_they_first_stood_are_asked_of_too(told_by_two, clock):
    file = open_file(told_by_two, clock)
    file.change(Say(words="de balie was dicht", speaker="D2"))
    number = file.session.last["statements"]
    clock.go_to(5)
    file.change(Alter(number=number, fields={"words": "het loket ging niet open"}))
    file.change(AddAction(words="Nooit meer: balie was dicht"))
    there, change = FileWithdrawals(file.session, file), Withdraw(participant=2)
    assert perhaps_quoted(file.session, change) == ()
    change = msgspec.structs.replace(change, earlier=there.earlier(change))
    (place,) = perhaps_quoted(file.session, change)
    assert [place.text[a:b] for a, b in place.spans] == ["balie was dicht"]
    file.close()


def test_a_few_quoted_words_that_somebody_points_out_go_from_every_byte_and_name_their_documents(
    path, clock, tmp_path
):
    work(path, clock, 0)
    file = open_file(path, clock)
    file.change(Say(words="toen kreeg ik kwikzilver van de zandloper", speaker="D2"))
    file.change(AddAction(words="Geen kwikzilver van de huisarts"))
    file.change(AddAction(words="Uitleg bij kwikzilver van de apotheek"))
    documents = SessionDocuments(file.session, file.sidecar, file.seal)
    documents.make("action-plan", tmp_path / "uit", unchecked=True)
    documents.make("ground-rules", tmp_path / "uit", unchecked=True)
    file.close()
    work(path, clock, 1, 2)
    clock.go_to(3)
    file = open_file(path, clock)
    change = Withdraw(participant=2)
    quoted = tuple(place.quoted for place in perhaps_quoted(file.session, change))
    assert len(quoted) == 2
    file.change(msgspec.structs.replace(change, quoted=quoted))
    documents = SessionDocuments(file.session, file.sidecar, file.seal)
    assert sorted(one.standing for one in documents.look().documents) == [
        Standing.CURRENT,
        Standing.FORBIDDEN,
    ]
    file.close()
    assert traces(WORDS, path.parent) == set()


@pytest.mark.parametrize(("table", "meeting"), [("actions", "jeugd"), (HALF_TYPED, "")])
def test_a_document_is_not_named_for_words_that_were_pointed_out_where_it_is_not_made_of(
    path, clock, tmp_path, table, meeting
):
    work(path, clock, 0)
    file = open_file(path, clock)
    file.change(AddAction(words="Uitleg aan de balie"))
    SessionDocuments(file.session, file.sidecar, file.seal).make("action-plan", tmp_path / "uit")
    pointed = Quoted(table, 1, ("uitleg aan de balie",), meeting)
    file.change(Withdraw(participant=2, quoted=(pointed,)))
    file.change(EditAction(number=1, fields={"words": "Uitleg bij de balie"}))
    (made,) = SessionDocuments(file.session, file.sidecar, file.seal).look().documents
    assert made.standing is Standing.BEHIND
    file.close()
