"""What the disk refuses waits, in order, and is saved by itself when there is room again."""

import os
from contextlib import contextmanager

import pytest
from tinychanges import Alter, Nothing, Remove, Say, numbered, words_of

import mutations
from spiegel.domain.session.session import Refusal
from spiegel.store.errors import BusyError, DoesNotFitError, GoneError, NotWrittenError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session import recovery
from spiegel.store.session.waiting import AGAIN, Waiting
from spiegel.store.session.writer import Failed, Followed, Saved, Troubled


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that takes nothing as long as one is inside."""

    @contextmanager
    def full():
        def refuse(descriptor: int) -> None:
            raise OSError(28, "full")

        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", refuse)
            yield

    return full


def insist(desk, *words):
    return [desk.writer.submit(Say(words=each), insists=True) for each in words]


def test_it_is_told_at_once_and_saved_by_itself_when_there_is_room(path, desk, full_disk):
    with full_disk():
        (ticket,) = insist(desk, "een")
        failed = desk.next()
        assert (failed.ticket, type(failed.error), failed.waits) == (ticket, NotWrittenError, True)
        desk.wait(AGAIN)
        assert desk.none_left()
    desk.wait(AGAIN)
    saved = desk.next()
    assert (type(saved), saved.ticket) == (Saved, ticket)
    assert words_of(read_session(path)) == ["een"]
    assert desk.none_left()


def test_it_is_not_tried_all_the_time(desk, full_disk):
    with full_disk():
        insist(desk, "een")
        desk.next()
    desk.wait(AGAIN / 2)
    assert desk.none_left()
    desk.wait(AGAIN / 2)
    assert isinstance(desk.next(), Saved)


@mutations.register("later-lines-overtake")
def _overtakes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Waiting, "hold", lambda self, job: self._jobs.appendleft(job))


@mutations.register("refused-lines-are-given-up")
def _gives_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Waiting, "due", lambda self, soon=False: False)


@pytest.mark.mutation("later-lines-overtake", "refused-lines-are-given-up")
def test_what_was_said_first_is_saved_first(path, desk, full_disk):
    with full_disk():
        tickets = insist(desk, *"abcdef")
        told = [desk.next() for _ in tickets]
        assert [failed.ticket for failed in told] == tickets
        assert all(failed.waits for failed in told)
    tickets += insist(desk, "g", "h")
    results = [desk.next() for _ in range(2)]
    assert all(isinstance(result, Failed) and result.waits for result in results)
    desk.wait(AGAIN)
    saved = [desk.next() for _ in tickets]
    assert [result.ticket for result in saved] == tickets
    assert words_of(read_session(path)) == list("abcdefgh")


def test_a_new_line_is_reason_enough_to_try_the_first_again(path, desk, full_disk):
    with full_disk():
        insist(desk, "a", "b")
        assert [desk.next().waits for _ in range(2)] == [True, True]
    desk.seconds += 1
    insist(desk, "c")
    assert [type(desk.next()) for _ in range(3)] == [Saved] * 3
    assert words_of(read_session(path)) == list("abc")


def test_asking_tries_at_once(desk, full_disk):
    with full_disk():
        insist(desk, "a", "b")
        desk.next(), desk.next()
    desk.writer.retry()
    assert [type(desk.next()) for _ in range(2)] == [Saved] * 2


def test_another_change_that_is_saved_shows_that_there_is_room(desk, full_disk):
    with full_disk():
        insist(desk, "a")
        desk.next()
    other = desk.writer.submit(Nothing())
    assert desk.next().ticket == other
    assert isinstance(desk.next(), Saved)


def test_what_can_never_be_made_does_not_wait(desk, scribe):
    class Refuse(Nothing, frozen=True, kw_only=True):
        def apply(self, session, now):
            raise Refusal

    desk.writer.submit(Refuse(), insists=True)
    assert not desk.next().waits
    desk.writer.submit(Say(words="half \ud800"), insists=True)
    failed = desk.next()
    assert (type(failed.error), failed.waits) == (DoesNotFitError, False)
    insist(desk, "een")
    assert isinstance(desk.next(), Saved)


def test_what_waited_and_can_no_longer_be_made_is_told_and_blocks_nothing(
    path, desk, moderator, full_disk
):
    insist(desk, "een")
    desk.next()

    class Amend(Alter, frozen=True, kw_only=True):
        def apply(self, session, now):
            if self.number not in session.statements:
                raise Refusal
            return super().apply(session, now)

    with full_disk():
        amended = desk.writer.submit(Amend(number=1, fields={"words": "anders"}), insists=True)
        insist(desk, "twee")
        assert [desk.next().waits for _ in range(2)] == [True, True]
    moderator.change(Remove(number=1))
    desk.writer.retry()
    results = [desk.next() for _ in range(3)]
    failed = next(r for r in results if isinstance(r, Failed))
    assert (failed.ticket, failed.waits) == (amended, False)
    assert isinstance(results[-1], Saved)
    assert words_of(read_session(path)) == ["twee"]


def test_a_lock_that_is_held_makes_lines_wait_and_names_who_holds_it(path, desk, moderator, scribe):
    scribe._live._storage.lock._patience = 0.05
    with moderator._live.writing():
        insist(desk, "een", "twee")
        failed = [desk.next() for _ in range(2)]
        assert {type(one.error) for one in failed} == {BusyError}
        assert {one.error.holder for one in failed} == {moderator.window}
    desk.wait(AGAIN)
    assert [type(desk.next()) for _ in range(2)] == [Saved] * 2
    assert words_of(read_session(path)) == ["een", "twee"]


def test_when_the_file_is_back_what_waits_is_saved_at_once(path, desk):
    away = path.with_suffix(".away")
    path.rename(away)
    insist(desk, "een")
    assert isinstance(desk.next().error, GoneError)
    desk.look()
    assert isinstance(desk.next(), Troubled)
    away.rename(path)
    desk.look()
    assert [type(desk.next()) for _ in range(2)] == [Followed, Saved]
    assert words_of(read_session(path)) == ["een"]


def test_nothing_is_made_where_the_file_is_gone(path, desk, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    desk.writer.do(recovery.move(folder / "ergens.spiegel"))
    desk.next()
    folder.rename(tmp_path / "andere map")
    insist(desk, "een")
    assert isinstance(desk.next().error, GoneError)
    desk.wait(AGAIN)
    assert not folder.exists()


def test_quitting_tries_once_more_and_names_what_is_not_saved(path, desk, full_disk):
    with full_disk():
        insist(desk, "een", "twee")
        desk.next(), desk.next()
        assert desk.writer.close() == (Say(words="een"), Say(words="twee"))


def test_quitting_saves_what_waits_when_there_is_room(path, desk, full_disk):
    with full_disk():
        insist(desk, "een", "twee")
        desk.next(), desk.next()
    assert desk.writer.close() == ()
    assert words_of(read_session(path)) == ["een", "twee"]


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("refused-lines-are-given-up")
def test_a_hundred_of_a_hundred_are_saved(path, desk, full_disk):
    lines = list(numbered(100))
    with full_disk():
        for line in lines:
            desk.writer.submit(line, insists=True)
        assert all(desk.next().waits for _ in lines)
    desk.wait(AGAIN)
    assert all(isinstance(desk.next(), Saved) for _ in lines)
    assert words_of(read_session(path)) == [line.words for line in lines]
