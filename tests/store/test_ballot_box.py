"""The box beside a session file: what is in it, what is not, and what is left of it."""

import random
import shutil
from pathlib import Path

import badbox  # noqa: F401 - registers what `--mutate` swaps in
import badundo  # noqa: F401 - as above
import pytest
from days import open_file
from sealed import passphrase
from searching import bytes_with, home, laid_down, traces
from tinychanges import Ask, Say, words_of
from voting import (
    AGREE,
    IDEAS,
    SKIP,
    answer,
    cast,
    close,
    key,
    now_open,
    opened_poll,
    said,
    token,
    value,
    values,
)

from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.polls.box import SEATS
from spiegel.domain.polls.polls import Given, NotOpen, OpenPoll, ballots_of
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer, PollState
from spiegel.domain.session.session import Edit, FormStays
from spiegel.store import disk
from spiegel.store.beside import ballot_box
from spiegel.store.beside.backups import copies
from spiegel.store.beside.ballots import Boxes
from spiegel.store.beside.folder import Sidecar
from spiegel.store.catalogue.renaming import rename
from spiegel.store.damage.check import check
from spiegel.store.damage.salvage import salvage
from spiegel.store.errors import ReadOnlyError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past.restoring import restore, save_salvaged
from spiegel.store.past.wiping import belongings, wipe
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.resealing import reseal

SEALED = pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["open", "encrypted"])
WORDS = ("kwikzilver", "zandloper", "vuurtoren")


def box_of(file) -> Path:
    (box,) = file.sidecar.ballots.iterdir()
    return box


# What can be seen of it


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("box-in-plain")
@SEALED
def test_nobody_who_has_the_file_can_read_an_answer_or_whose_it_is(path, opened, keys):
    file = opened(path, keys=keys)
    poll = opened_poll(file, IDEAS)
    answer(file, poll, [said(word) for word in WORDS])
    secrets = [part for seat in (1, 2, 3) for part in (token(seat), key(seat, poll))]
    assert bytes_with([*secrets, *(word.encode() for word in WORDS)], path.parent, home()) == set()


def test_its_size_says_nothing(path, opened):
    file = opened(path)
    poll = opened_poll(file, IDEAS)
    size = box_of(file).stat().st_size
    answer(file, poll, [said("é" * 300, "𝕏" * 300, "\0" * 300, "ja", "x" * 300), SKIP])
    answer(file, poll, [said("nee")] * 700)
    assert box_of(file).stat().st_size == size
    assert file.ballots.find(poll.number, key(1, poll)) == said("nee")


def test_only_its_owner_can_open_it_and_its_key_lies_elsewhere(path, opened):
    file = opened(path)
    answer(file, opened_poll(file), [value(1)])
    (secret,) = file.sidecar.runtime.iterdir()
    assert not secret.is_relative_to(path.parent)
    assert (len(secret.read_bytes()), secret.stat().st_mode & 0o777) == (32, 0o600)
    for folder in (secret.parent, secret.parent.parent, file.sidecar.ballots):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert box_of(file).stat().st_mode & 0o777 == 0o600


def test_its_key_is_in_memory_where_this_computer_has_such_a_place(path, opened, monkeypatch):
    memory = path.parent / "run"
    memory.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    file = opened(path)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 3)
    assert [path.suffix for path in memory.rglob("*") if path.is_file()] == [".key"]
    # Another window may know another place, or none; the box says where its key is.
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    other = opened(path, "moderator")
    assert other.ballots.done(poll.number) == {1, 2, 3}
    close(other, poll)
    assert [path for path in memory.rglob("*") if path.is_file()] == []


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("slots-in-turn")
def test_the_places_of_answers_do_not_follow_the_order_in_which_they_came(path, opened):
    file = opened(path)
    poll, count = opened_poll(file), 400
    for seat in range(1, count + 1):
        file._live.boxes.cast(poll.number, [cast(poll, seat, value(1))], ideas=False)
    slots = [file._live.boxes._known._entries[key(seat, poll)].slot for seat in range(1, count + 1)]
    middle = (count - 1) / 2
    ranks = {slot: rank for rank, slot in enumerate(sorted(slots))}
    shared = sum((n - middle) * (ranks[slot] - middle) for n, slot in enumerate(slots))
    # Of two orders that have nothing to do with each other it is 0, give or take 0.05.
    assert abs(shared / sum((n - middle) ** 2 for n in range(count))) < 0.25


def test_who_has_the_key_too_sees_no_turn_and_no_time_in_what_is_kept(path, opened):
    """Two boxes with the same answers, which came in another order by other seats."""
    inside = []
    for order in ((1, 2, 3, 4), (4, 2, 3, 1)):
        file = opened(path.with_name(f"{order[0]}.spiegel"))
        poll = opened_poll(file)
        for seat in order:
            file.ballots.cast(poll.number, [cast(poll, seat, value(seat))])
        box = file._live.boxes._known
        data = box_of(file).read_bytes()[ballot_box._SLOTS_AT :]
        slots = [data[n * box._size : (n + 1) * box._size] for n in range(ballot_box.SLOTS)]
        opened_ = (box._opened(raw, slot) for slot, raw in enumerate(slots))
        inside.append(sorted(content for content in opened_ if content is not None))
    assert len(inside[0]) == 4
    assert inside[0] == inside[1]


def test_an_answer_that_was_replaced_is_not_in_the_file_any_more(path, opened):
    file = opened(path)
    poll = opened_poll(file)
    answer(file, poll, [value(1), value(2)])
    box = file._live.boxes._known
    slot = box._entries[key(1, poll)].slot
    place = slice(
        ballot_box._SLOTS_AT + slot * box._size, ballot_box._SLOTS_AT + (slot + 1) * box._size
    )
    before = box_of(file).read_bytes()[place]
    answer(file, poll, [value(5)])
    after = box_of(file).read_bytes()[place]
    assert box._opened(before, slot) is not None
    assert box._opened(after, slot) is None
    assert file.ballots.find(poll.number, key(1, poll)) == value(5)


# What is kept


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("answers-twice")
def test_what_two_windows_put_in_is_all_there_whoever_looks(path, opened):
    server, scribe = opened(path, "devices"), opened(path, "scribe")
    poll, count = opened_poll(scribe), 60
    for seat in range(1, count + 1):
        one = cast(poll, seat, value(seat % 5 + 1))
        (server if seat % 3 else scribe).ballots.cast(poll.number, [one])
        if seat % 10 == 0:
            server.ballots.cast(poll.number, [cast(poll, seat, value(5))])
    assert server.ballots.done(poll.number) == scribe.ballots.done(poll.number)
    expected = [5 if seat % 10 == 0 else seat % 5 + 1 for seat in range(1, count + 1)]
    assert values(close(scribe, poll), poll) == sorted(expected)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("replaced-in-place", match="lost")
def test_whatever_of_a_write_was_on_the_disk_when_the_power_went_nothing_is_lost(
    path, opened, monkeypatch
):
    monkeypatch.setattr(ballot_box, "SLOTS", 24)
    file, chance = opened(path), random.Random(1)
    poll = opened_poll(file)
    answer(file, poll, [value(n) for n in (1, 2, 3, 4)])
    box, written = box_of(file), []
    for new in (5, 1, 5, 2):
        before = box.read_bytes()
        old = file.ballots.find(poll.number, key(1, poll))
        with monkeypatch.context() as patch:
            patch.setattr(disk, "sync", lambda _descriptor: written.append(box.read_bytes()))
            answer(file, poll, [value(new)])
        # Each sector is the old or the new one.
        for _ in range(25):
            cut = bytearray(before)
            for start in range(0, len(cut), 512):
                if chance.random() < 0.5:
                    cut[start : start + 512] = written[-1][start : start + 512]
            box.write_bytes(cut)
            later = Boxes(file.sidecar)
            assert later.find(poll.number, key(1, poll)) in (old, value(new)), "lost"
            others = [later.find(poll.number, key(seat, poll)) for seat in (2, 3, 4)]
            assert others == [value(2), value(3), value(4)], "lost"
            assert later.done(poll.number) == {1, 2, 3, 4}, "lost"
        box.write_bytes(written[-1])


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("first-mark-not-waited-for", match="twice")
def test_of_a_first_answer_that_the_power_cut_off_nothing_counts_beside_the_next_one(
    path, opened, monkeypatch
):
    monkeypatch.setattr(ballot_box, "SLOTS", 24)
    monkeypatch.setattr(disk, "sync", lambda _descriptor: None)
    chance = random.Random(1)
    file = opened(path)
    poll, box, written = opened_poll(file), box_of(file), []
    for _ in range(60):
        file._live.boxes.make(poll.number, ideas=False)
        written.append(box.read_bytes())
        with monkeypatch.context() as patch:
            patch.setattr(disk, "sync", lambda _descriptor: written.append(box.read_bytes()))
            answer(file, poll, [value(1)])
        # What was waited for is on the disk; of the rest each sector is the old or the new one.
        *_, before, after = written
        cut = bytearray(before)
        for start in range(0, len(cut), 512):
            if chance.random() < 0.5:
                cut[start : start + 512] = after[start : start + 512]
        box.write_bytes(cut)
        later = Boxes(file.sidecar)
        later.cast(poll.number, [cast(poll, 1, value(2))], ideas=False)
        assert Boxes(file.sidecar).answers(poll.number) == (value(2),), "twice"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("answers-twice")
def test_any_answers_changes_and_freed_seats_leave_what_a_simple_model_says(
    path, opened, monkeypatch
):
    monkeypatch.setattr(ballot_box, "SLOTS", 24)
    monkeypatch.setattr(disk, "sync", lambda _descriptor: None)
    windows, chance = [opened(path, "devices"), opened(path, "scribe")], random.Random(7)
    poll, model = opened_poll(windows[1]), {}
    for turn in range(400):
        window, seats = chance.choice(windows), chance.sample(range(1, 13), chance.randint(1, 12))
        if chance.random() < 0.2:
            window.ballots.free(poll.number, key(seats[0], poll), seats[0])
            model.pop(seats[0], None)
        else:
            given = {seat: value(turn * 100 + seat) for seat in seats}
            window.ballots.cast(poll.number, [cast(poll, seat, one) for seat, one in given.items()])
            model |= given
        looking = chance.choice(windows).ballots
        assert looking.done(poll.number) == model.keys()
        found = {seat: looking.find(poll.number, key(seat, poll)) for seat in range(1, 13)}
        assert {seat: one for seat, one in found.items() if one is not None} == model
    expected = sorted(one.answer.value for one in model.values())
    assert sorted(values(close(windows[0], poll), poll)) == expected


def test_all_seats_change_their_answer_at_once(path, opened):
    file = opened(path)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * SEATS)
    answer(file, poll, [value(2)] * SEATS)
    assert len(file.ballots.done(poll.number)) == SEATS
    assert values(close(file, poll), poll) == [2] * SEATS


@SEALED
def test_who_opens_the_session_later_goes_on_with_the_same_answers(path, opened, keys):
    file = opened(path, keys=keys)
    poll = opened_poll(file, IDEAS)
    answer(file, poll, [said(word) for word in WORDS])
    file.close()
    later = opened(path, keys=keys)
    assert later.ballots.find(poll.number, key(2, poll)) == said("zandloper")
    ideas = close(later, poll).ideas.values()
    assert [idea.words for idea in ideas] == sorted(WORDS)
    assert check(path, keys=keys) == ()


@pytest.mark.mutation("box-not-wiped", "key-not-destroyed", "token-stored", match="left")
@SEALED
def test_nothing_is_left_of_it_when_the_question_is_closed(path, opened, keys):
    file = opened(path, keys=keys)
    poll = opened_poll(file)
    answer(file, poll, [value(n) for n in (1, 2, 3)])
    answer(file, poll, [value(4)])
    file.ballots.free(poll.number, key(2, poll), 2)
    session = close(file, poll)
    assert not file.sidecar.ballots.exists(), "a box is left"
    assert list(file.sidecar.runtime.glob("*")) == [], "a key is left"
    secrets = [part for seat in (1, 2, 3) for part in (token(seat), key(seat, poll))]
    assert bytes_with(secrets, path.parent, home()) == set(), "a secret is left"
    assert session.polls[poll.number].took_part == 2


@pytest.mark.mutation("box-not-wiped-after-a-kill", match="left")
@SEALED
def test_what_a_kill_left_of_it_goes_when_the_session_is_opened(path, opened, keys, monkeypatch):
    file = opened(path, keys=keys)
    poll = opened_poll(file)
    answer(file, poll, [value(n) for n in (1, 2, 3)])
    with monkeypatch.context() as patch:
        patch.setattr(Boxes, "clear", lambda self, but: None)
        close(file, poll)
    assert box_of(file).exists()
    file.close()
    secrets = [part for seat in (1, 2, 3) for part in (token(seat), key(seat, poll))]
    assert bytes_with(secrets, path.parent, home()) == set(), "a secret is left"
    later = opened(path, keys=keys)
    assert not later.sidecar.ballots.exists(), "a box is left"
    assert list(later.sidecar.runtime.glob("*")) == [], "a key is left"
    assert values(later.session, poll) == [1, 2, 3]


def test_a_late_answer_tidies_up_what_a_kill_left(path, opened, monkeypatch):
    file, server = opened(path), opened(path, "devices")
    poll = opened_poll(file)
    answer(server, poll, [value(n) for n in (1, 2, 3)])
    with monkeypatch.context() as patch:
        patch.setattr(Boxes, "clear", lambda self, but: None)
        close(file, poll)
    with pytest.raises(NotOpen):
        answer(server, poll, [value(5)], first=4)
    assert not file.sidecar.ballots.exists()


def test_the_next_question_has_a_box_of_its_own(path, opened):
    file = opened(path)
    first = opened_poll(file)
    answer(file, first, [value(1)] * 3)
    close(file, first)
    second = opened_poll(file, IDEAS)
    assert file.ballots.done(second.number) == frozenset()
    answer(file, second, [said("a" * 299)] * 3)
    assert len(close(file, second).ideas) == 3


def test_when_the_power_took_the_key_people_are_asked_again(path, opened):
    file = opened(path)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 3)
    file.close()
    shutil.rmtree(file.sidecar.runtime)
    later = opened(path)
    assert later.ballots.done(poll.number) == frozenset()
    assert later.ballots.find(poll.number, key(1, poll)) is None
    answer(later, poll, [value(2)] * 4)
    assert values(close(later, poll), poll) == [2, 2, 2, 2]


def test_a_key_that_was_tidied_away_comes_back_as_long_as_a_window_knows_it(path, opened):
    server, moderator = opened(path, "devices"), opened(path, "moderator")
    poll = opened_poll(moderator)
    answer(server, poll, [value(1)] * 3)
    shutil.rmtree(server.sidecar.runtime)
    answer(server, poll, [value(2)], first=4)
    other = opened(path)
    assert values(close(other, poll), poll) == [1, 1, 1, 2]


def test_a_box_leads_to_no_file_but_a_key(path, opened):
    file = opened(path)
    poll = opened_poll(file)
    mine = path.with_name("van-mij.key")
    mine.write_bytes(b"iets van mij")
    box, (secret,) = box_of(file), file.sidecar.runtime.iterdir()
    raw = box.read_bytes()
    box.write_bytes(raw[:4_096].replace(bytes(secret), bytes(mine)).ljust(4_096) + raw[4_096:])
    close(file, poll)
    assert mine.read_bytes() == b"iets van mij"
    assert not box.exists()


def test_who_only_reads_puts_nothing_in(path, opened):
    file = opened(path)
    poll = opened_poll(file)
    reader = opened(path, "clock", read_only=True)
    with pytest.raises(ReadOnlyError):
        answer(reader, poll, [value(1)])


@pytest.mark.parametrize("closed", [False, True])
def test_who_withdraws_leaves_the_options_of_a_question_on_devices_and_the_answers_stay(
    path, opened, closed
):
    file = opened(path)
    told = "ik moest acht lange weken op een brief met kwikzilver wachten"
    file.change(Say(words=told, speaker="D1"))
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=(f"Want {told}", "een vast nummer"))
    poll = opened_poll(file, form)
    chosen = [Given(Answer(options=(option,))) for option in (1, 2, 2)]
    answer(file, poll, chosen)
    if closed:
        close(file, poll)
    file.change(Withdraw(participant=1))
    session = file.session if closed else close(file, poll)
    assert session.questions[poll.question].answer.options == ("Want …", "een vast nummer")
    kept = sorted(ballot.answer.options for ballot in ballots_of(session, poll.number))
    assert kept == [(1,), (2,), (2,)]
    assert traces(("kwikzilver",), path.parent, home()) == set()


def test_undo_in_another_window_does_not_change_how_an_open_question_is_answered(path, clock):
    moderator, prepared = open_file(path, clock, "moderator"), open_file(path, clock)
    number = moderator.change(Ask(form=IDEAS)).last["questions"]
    form = {"answer": AGREE}
    prepared.change(Edit(table="questions", number=number, fields=form, label="question changed"))
    poll = now_open(moderator.change(OpenPoll(question=number)))
    answer(moderator, poll, [value(n) for n in (1, 2, 3)])
    with pytest.raises(FormStays):
        prepared.undo()
    assert values(close(moderator, poll), poll) == [1, 2, 3]
    prepared.close()
    moderator.close()


# The past


@pytest.fixture
def asked(path, clock):
    """A window on the third day, of a session in which a question was closed on the first."""
    clock.go_to(0)
    file = open_file(path, clock)
    poll = opened_poll(file, IDEAS)
    answer(file, poll, [said(word) for word in WORDS])
    close(file, poll)
    clock.go_to(1)
    file.change(Say(words="de volgende dag"))
    file.change(Say(words="nog een"))
    clock.go_to(2)
    yield file
    file.close()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("answers-in-copies", match="left")
def test_asked_again_no_kept_copy_has_the_earlier_answers(asked, path):
    files = {name for name, _ in laid_down(path.parent).items()}
    assert len(bytes_with([WORDS[0].encode()], path.parent)) == 2
    asked.change(OpenPoll(question=now_question(asked), again=True))
    assert bytes_with([word.encode() for word in WORDS], path.parent) == set(), "answers are left"
    assert files <= laid_down(path.parent).keys()
    for copy in copies(asked.sidecar.backups):
        assert check(copy.path) == ()
        session = read_session(copy.path)
        assert (len(session.ideas), len(session.polls)) == (0, 0)
    assert words_of(asked.session) == ["de volgende dag", "nog een"]


def now_question(file) -> int:
    return max(poll.question for poll in file.session.polls.values())


def test_closing_leaves_the_kept_copies_as_they_are(path, clock):
    file = open_file(path, clock)
    file.change(Say(words="eerste dag"))
    clock.go_to(1, 23)
    file.change(Say(words="tweede dag"))
    poll = opened_poll(file)
    clock.go_to(2, 0, 5)
    file.change(Say(words="na middernacht, de vraag is open"))
    answer(file, poll, [value(1)] * 5)
    before = {copy.path: copy.path.read_bytes() for copy in copies(file.sidecar.backups)}
    close(file, poll)
    assert {path: path.read_bytes() for path in before} == before
    assert read_session(list(before)[-1]).polls[poll.number].state is PollState.OPEN
    file.close()


@SEALED
def test_brought_back_to_a_moment_with_an_open_question_it_is_closed_without_answers(
    path, clock, keys
):
    file = open_file(path, clock, keys=keys)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 5)
    clock.go_to(1)
    file.change(Say(words="de volgende dag"))
    file.close()
    assert box_of(file).exists()
    restore(path, copies(file.sidecar.backups)[0], now=clock(), keys=keys)
    assert not file.sidecar.ballots.exists()
    assert list(file.sidecar.runtime.glob("*")) == []
    session = read_session(path, keys=keys)
    closed = session.polls[poll.number]
    assert (closed.state, closed.took_part, closed.few) == (PollState.CLOSED, 0, True)
    assert ballots_of(session, poll.number) == ()
    later = open_file(path, clock, keys=keys)
    with pytest.raises(NotOpen):
        answer(later, poll, [value(1)])
    later.close()


def test_what_is_read_of_a_damaged_file_has_no_open_question(path, clock):
    file = open_file(path, clock)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 5)
    file.close()
    raw = path.read_bytes()
    path.write_bytes(raw[:-40] + b"x" * 39 + b"\n")
    new = save_salvaged(path, salvage(path), "gered", now=clock())
    assert [poll.state for poll in read_session(new).polls.values()] in ([], [PollState.CLOSED])
    assert box_of(file).exists()


@SEALED
def test_a_wipe_takes_the_box_and_its_key(path, clock, keys):
    file = open_file(path, clock, keys=keys)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 5)
    file.close()
    box, (secret,) = box_of(file), file.sidecar.runtime.iterdir()
    secrets = [secret.read_bytes(), token(1), key(1, poll)]
    found = belongings(path, keys=keys)
    assert box in found.others
    wipe(found)
    assert not secret.parent.exists()
    assert list(path.parent.iterdir()) == []
    assert bytes_with(secrets, path.parent, home()) == set()


def test_a_session_that_is_encrypted_while_a_question_is_open_keeps_the_answers(path, clock):
    file = open_file(path, clock)
    poll = opened_poll(file)
    answer(file, poll, [value(n) for n in (1, 2, 3)])
    file.close()
    reseal(path, keys=NO_KEYS, to=passphrase(), clock=clock)
    later = open_file(path, clock, keys=passphrase())
    answer(later, poll, [value(5)])
    assert values(close(later, poll), poll) == [2, 3, 5]
    later.close()


# Other places


@SEALED
def test_the_box_goes_along_when_the_session_gets_another_name(path, clock, keys):
    file = open_file(path, clock, keys=keys)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 3)
    file.close()
    new = rename(path, "noord.spiegel")
    assert not Sidecar(path).folder.exists()
    later = open_file(new, clock, keys=keys)
    answer(later, poll, [value(2)], first=4)
    assert values(close(later, poll), poll) == [1, 1, 1, 2]
    assert list(file.sidecar.runtime.glob("*")) == []
    later.close()


def test_a_window_that_goes_on_elsewhere_has_all_that_was_answered(path, clock):
    file = open_file(path, clock)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 3)
    path.unlink()
    later = file.continued(path.with_name("kopie.spiegel"))
    assert later.ballots.done(poll.number) == {1, 2, 3}
    answer(later, poll, [value(2)], first=4)
    assert values(close(later, poll), poll) == [1, 1, 1, 2]
    later.close()


def test_a_window_that_finds_its_session_elsewhere_has_all_that_was_answered(path, clock):
    file = open_file(path, clock)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 3)
    new = path.rename(path.with_name("verhuisd.spiegel"))
    later = file.continued(new, found=True)
    assert values(close(later, poll), poll) == [1, 1, 1]
    later.close()
