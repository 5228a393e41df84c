"""A disk that refuses while people answer: kept or refused as a whole, and nothing kept is lost."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import badbox  # noqa: F401 - registers what `--mutate` swaps in
import badstore  # noqa: F401 - as above
import pytest
from fulldisk import Limited, Small, small_disk
from roomunderfault import (
    counts,  # noqa: F401 - a fixture
    in_turn,
)
from sealed import passphrase
from systemcalls import Failing, How
from tinychanges import Say, Ticks, small_session
from voting import AGREE, IDEAS, answer, cast, close, key, now_open, opened_poll, value, values

from spiegel import i18n
from spiegel.domain.polls.polls import NotOpen, OpenPoll, open_poll
from spiegel.domain.session.polls import Poll
from spiegel.store.beside import ballot_box
from spiegel.store.damage import check
from spiegel.store.errors import NotWrittenError, StoreError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

pytestmark = [
    pytest.mark.usefixtures("counts"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and rights"),
]
FULL = "de schijf is vol"
WAYS = (
    How.ONCE,
    pytest.param(How.HALF, marks=pytest.mark.slow),
    pytest.param(How.FROM_THEN_ON, marks=pytest.mark.slow),
)
FEW = pytest.mark.usefixtures("few_slots")
Seats = dict[int, int]


@pytest.fixture
def few_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box that is made at once, on a disk that nobody waits for: the calls are the same."""
    monkeypatch.setattr(ballot_box, "SLOTS", 24)
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


class Hall:
    """A moderator and a server, and four people who have answered."""

    def __init__(self, folder: Path, keys: Keys = NO_KEYS) -> None:
        folder.mkdir(exist_ok=True)
        self.path, self.keys, clock = folder / "wmo.spiegel", keys, Ticks()
        self.moderator = SessionFile.create(
            self.path, small_session(), clock=clock, window="moderator", keys=keys
        )
        self.server = SessionFile(self.path, clock=clock, window="devices", keys=keys)
        self.clock = clock

    def with_answers(self) -> Poll:
        poll = opened_poll(self.moderator)
        answer(self.server, poll, [value(n) for n in (1, 2, 3, 4)])
        answer(self.moderator, poll, [value(5)])
        return poll

    def inside(self, poll: Poll) -> Seats:
        """What is in the box, by seat."""
        found = {}
        for seat in range(1, 8):
            given = self.server.ballots.find(poll.number, key(seat, poll))
            if given is not None:
                assert given.answer.value is not None
                found[seat] = given.answer.value
        return found

    def done(self, poll: Poll) -> frozenset[int]:
        """The seats that are done."""
        return self.server.ballots.done(poll.number)

    def is_open(self) -> bool:
        return open_poll(read_session(self.path, keys=self.keys)) is not None

    def leave(self) -> None:
        """All is closed, and nothing is left of any box."""
        for window in (self.server, self.moderator):
            window.close()
        SessionFile(self.path, clock=self.clock, window="scribe", keys=self.keys).close()
        sidecar = self.moderator.sidecar
        assert not sidecar.ballots.exists()
        assert list(sidecar.runtime.glob("*")) == []
        assert check.check(self.path, keys=self.keys) == ()


BEFORE: Seats = {1: 5, 2: 2, 3: 3, 4: 4}


def puts(*seats: int) -> tuple[Callable[[Hall, Poll], None], Seats]:
    """Answers of these seats, and what is in the box after them."""

    def act(hall: Hall, poll: Poll) -> None:
        hall.server.ballots.cast(poll.number, [cast(poll, seat, value(1)) for seat in seats])

    return act, BEFORE | dict.fromkeys(seats, 1)


def frees(hall: Hall, poll: Poll) -> None:
    hall.server.ballots.free(poll.number, key(2, poll), 2)


ACTS = {
    "many at once": puts(1, 2, 5, 6, 7),
    "an answer": puts(5),
    "another answer": puts(1),
    "a seat is made free": (frees, {1: 5, 3: 3, 4: 4}),
}
WHAT = [*ACTS][:1] + [pytest.param(what, marks=pytest.mark.slow) for what in [*ACTS][1:]]


@pytest.mark.slow
@pytest.mark.reckons
@FEW
@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("what", WHAT)
def test_an_answer_is_kept_or_refused_whichever_call_fails(tmp_path, what, how):
    act, after = ACTS[what]

    def attempt(folder: Path, number: int, how: How) -> Failing:
        hall = Hall(folder)
        poll, error = hall.with_answers(), None
        with Failing(number, how) as failing:
            try:
                act(hall, poll)
            except StoreError as raised:
                error = raised
        where = f"{how}, call {number}: {failing.failed} of {failing.calls}, {error!r}"
        found = hall.inside(poll)
        if how is How.FROM_THEN_ON and error is not None:
            # Nothing can be taken back on a disk that is gone; what was kept is there.
            for seat in BEFORE.keys() | after.keys():
                assert found.get(seat) in (BEFORE.get(seat), after.get(seat)), where
        else:
            assert found == (BEFORE if error else after), where
            assert hall.done(poll) == found.keys(), where
        act(hall, poll)
        assert hall.inside(poll) == after, where
        assert hall.done(poll) == after.keys(), where
        assert values(close(hall.moderator, poll), poll) == sorted(after.values()), where
        hall.leave()
        return failing

    assert in_turn(tmp_path, how, attempt) >= {"write"}


@pytest.mark.slow
@pytest.mark.reckons
@FEW
@pytest.mark.mutation("write-in-place-compacting", "box-not-wiped")
@pytest.mark.parametrize("how", WAYS)
def test_closing_is_made_or_refused_whichever_call_fails(tmp_path, how):
    closed(tmp_path, how, NO_KEYS)


@FEW
@pytest.mark.slow
@pytest.mark.parametrize("how", How)
def test_closing_an_encrypted_session_is_made_or_refused_whichever_call_fails(tmp_path, how):
    closed(tmp_path, how, passphrase())


def closed(tmp_path: Path, how: How, keys: Keys) -> None:
    def attempt(folder: Path, number: int, how: How) -> Failing:
        hall = Hall(folder, keys)
        poll, error = hall.with_answers(), None
        with Failing(number, how) as failing:
            try:
                close(hall.moderator, poll)
            except StoreError as raised:
                error = raised
        where = f"{how}, call {number}: {failing.failed} of {failing.calls}, {error!r}"
        if how is not How.FROM_THEN_ON:
            assert hall.is_open() is (error is not None), where
        if hall.is_open():
            assert hall.inside(poll) == BEFORE, where
            close(hall.moderator, poll)
        hall.server.follow()
        assert values(hall.server.session, poll) == [2, 3, 4, 5], where
        with pytest.raises(NotOpen):
            hall.server.ballots.cast(poll.number, [cast(poll, 5, value(1))])
        assert hall.moderator.undo() is None, where
        hall.leave()
        return failing

    failed = in_turn(tmp_path, how, attempt)
    assert failed >= ({"write", "open"} if how is How.ONCE else {"write"})


@pytest.mark.slow
@pytest.mark.reckons
@FEW
@pytest.mark.parametrize("how", WAYS)
def test_a_question_is_opened_or_refused_whichever_call_fails(tmp_path, how):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        hall, error = Hall(folder), None
        first = hall.with_answers()
        close(hall.moderator, first)
        again = OpenPoll(question=first.question, again=True)
        with Failing(number, how) as failing:
            try:
                hall.moderator.change(again)
            except StoreError as raised:
                error = raised
        where = f"{how}, call {number}: {failing.failed} of {failing.calls}, {error!r}"
        if how is not How.FROM_THEN_ON:
            assert hall.is_open() is (error is None), where
        if not hall.is_open():
            session = read_session(hall.path)
            assert values(session, first) == [2, 3, 4, 5], where
            hall.moderator.change(again)
        poll = now_open(hall.moderator.follow() or hall.moderator.session)
        answer(hall.server, poll, [value(1)] * 3)
        assert values(close(hall.moderator, poll), poll) == [1, 1, 1], where
        hall.leave()
        return failing

    failed = in_turn(tmp_path, how, attempt)
    assert failed >= ({"write", "open", "replace"} if how is How.ONCE else {"write"})


# A disk that is full


@pytest.fixture(autouse=True)
def _dutch() -> None:
    i18n.set_language("nl")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A file system in which one box fits, and that can be full."""
    with small_disk(tmp_path / "small", "4m") as disk:
        if disk is None:
            pytest.skip("no file system can be mounted here; the limit on files was tested instead")
        yield disk


def told(error: StoreError) -> str:
    return error.explain(i18n.current())


def test_on_a_full_disk_a_question_is_not_opened_and_it_is_told(small):
    hall = Hall(small.folder)
    small.fill(hall.path)
    for form in (AGREE, IDEAS):
        with pytest.raises(NotWrittenError) as raised:
            opened_poll(hall.moderator, form)
        assert FULL in told(raised.value)
    small.empty()
    assert not hall.is_open()
    poll = hall.with_answers()
    assert values(close(hall.moderator, poll), poll) == [2, 3, 4, 5]
    hall.leave()


def test_on_a_disk_that_became_full_people_still_answer_and_closing_waits_for_room(small):
    hall = Hall(small.folder)
    poll = hall.with_answers()
    small.fill(hall.path)
    lines = (hall.moderator.change(Say(words=f"regel {number}")) for number in count())
    with pytest.raises(NotWrittenError):
        list(lines)
    answer(hall.server, poll, [value(1)] * 7)
    for _ in range(3):
        with pytest.raises(NotWrittenError) as raised:
            close(hall.moderator, poll)
        assert FULL in told(raised.value)
    assert hall.is_open()
    assert hall.inside(poll) == dict.fromkeys(range(1, 8), 1)
    small.empty()
    assert values(close(hall.moderator, poll), poll) == [1] * 7
    hall.leave()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("full-disk-is-no-error")
def test_an_answer_that_finds_no_room_is_refused_and_told(tmp_path):
    hall, limit = Hall(tmp_path / "zaal"), Limited(tmp_path)
    poll = hall.with_answers()
    try:
        limit.fill(hall.path)
        for _ in range(3):
            with pytest.raises(NotWrittenError) as raised:
                answer(hall.server, poll, [value(1)] * 7)
            assert FULL in told(raised.value)
    finally:
        limit.empty()
    assert hall.inside(poll) == BEFORE
    answer(hall.server, poll, [value(1)] * 7)
    assert values(close(hall.moderator, poll), poll) == [1] * 7
    hall.leave()
