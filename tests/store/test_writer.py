"""The writer of a window: every change in order, every failure told, nothing left behind."""

import os
import shutil
import threading
from collections.abc import Callable

from desks import Desk
from tinychanges import (
    Alter,
    Begin,
    Faulty,
    Nothing,
    Say,
    everything,
    numbered,
    words_of,
)

from spiegel.domain.session.session import Refusal
from spiegel.store.errors import GoneError, NotWrittenError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session import writer
from spiegel.store.session.writer import Failed, Followed, Saved, Troubled, Undone, Writer


def test_a_burst_is_saved_in_order_and_each_is_told(path, desk):
    changes = list(numbered(100))
    tickets = [desk.writer.submit(change) for change in changes]
    results = [desk.next() for _ in changes]
    assert all(isinstance(result, Saved) for result in results)
    assert [result.ticket for result in results] == tickets
    assert [result.change for result in results] == changes
    assert [len(result.session.statements) for result in results] == list(range(1, 101))
    assert desk.writer.close() == ()
    assert words_of(read_session(path)) == [change.words for change in changes]


def test_what_gives_way_to_a_frame_is_saved_before_what_came_after_it(desk):
    desk.writer.submit(Say(words="een"), later=0.01)
    desk.writer.submit(Say(words="twee"))
    assert [desk.next().change.words, desk.next().change.words] == ["een", "twee"]


def test_a_failure_is_told_and_later_changes_go_on(path, desk, monkeypatch):
    class Refuse(Nothing, frozen=True, kw_only=True):
        def apply(self, session, now):
            raise Refusal

    def full(descriptor: int) -> None:
        raise OSError(28, "full")

    desk.writer.submit(Say(words="een"))
    assert isinstance(desk.next(), Saved)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        ticket = desk.writer.submit(Say(words="twee"))
        failed = desk.next()
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, NotWrittenError)
    assert (failed.ticket, failed.change) == (ticket, Say(words="twee"))
    for change, error in ((Refuse(), Refusal), (Faulty(), ZeroDivisionError)):
        desk.writer.submit(change)
        failed = desk.next()
        assert (failed.change, type(failed.error)) == (change, error)
    desk.writer.submit(Say(words="twee"))
    assert words_of(desk.next().session) == ["een", "twee"]
    assert desk.writer.close() == ()


def test_what_others_write_is_heard_between_changes(desk, moderator):
    desk.look()
    assert desk.none_left()
    moderator.change(Begin())
    desk.look()
    followed = desk.next()
    assert isinstance(followed, Followed)
    assert everything(followed.session) == everything(moderator.session)
    desk.look(3)
    assert desk.none_left()


def test_what_others_wrote_is_heard_with_a_failure_too(desk, moderator):
    moderator.change(Say(words="van een ander"))
    desk.writer.submit(Faulty())
    assert isinstance(desk.next(), Failed)
    followed = desk.next()
    assert isinstance(followed, Followed)
    assert words_of(followed.session) == ["van een ander"]


def test_a_change_that_was_overtaken_is_told(desk, moderator):
    desk.writer.submit(Say(words="een"))
    desk.next()
    moderator.follow()
    desk.writer.submit(Alter(number=1, fields={"words": "mijn"}))
    desk.next()
    moderator.change(Alter(number=1, fields={"words": "hun"}))
    desk.look()
    followed = desk.next()
    assert [(told.mine, told.theirs) for told in followed.told] == [("mijn", "hun")]
    desk.writer.undo()
    assert words_of(desk.next().session) == ["mijn"]


def test_what_was_seen_when_it_was_submitted_counts(desk, moderator):
    desk.writer.submit(Say(words="een"))
    seen = desk.next().session
    moderator.follow()
    moderator.change(Alter(number=1, fields={"words": "hun"}))
    desk.look()
    desk.next()
    desk.writer.submit(Alter(number=1, fields={"words": "mijn"}), seen=seen)
    desk.next()
    moderator.follow()
    assert [(told.mine, told.theirs) for told in moderator.told()] == [("hun", "mijn")]


def test_undo_and_redo_take_their_turn_in_the_queue(path, desk):
    desk.writer.submit(Say(words="een"))
    desk.writer.submit(Begin())
    undo = desk.writer.undo(lambda change: isinstance(change, Say))
    redo = desk.writer.redo()
    nothing = desk.writer.redo()
    results = [desk.next() for _ in range(5)]
    assert [type(result) for result in results] == [Saved, Saved, Undone, Undone, Undone]
    assert [result.ticket for result in results[2:]] == [undo, redo, nothing]
    assert results[2].change == results[3].change == Say(words="een")
    assert words_of(results[2].session) == []
    assert results[4].change is None
    assert words_of(results[4].session) == ["een"]


def test_an_undo_that_fails_is_told(path, desk):
    desk.writer.submit(Say(words="een"))
    desk.next()
    path.rename(path.with_suffix(".away"))
    ticket = desk.writer.undo()
    failed = desk.next()
    assert (failed.ticket, failed.change, type(failed.error)) == (ticket, None, GoneError)


def test_a_file_that_is_gone_is_told_once_until_it_is_back(path, desk):
    away = path.with_suffix(".away")
    path.rename(away)
    desk.look(3)
    troubled = desk.next()
    assert isinstance(troubled, Troubled)
    assert isinstance(troubled.error, GoneError)
    assert desk.none_left()
    away.rename(path)
    desk.look()
    assert isinstance(desk.next(), Followed)
    desk.writer.submit(Say(words="terug"))
    assert isinstance(desk.next(), Saved)


def test_what_only_a_file_can_do_takes_its_turn_too(path, desk):
    def compacted(file, _ticket):
        file.compact()
        return Followed(session=file.session)

    desk.writer.submit(Say(words="Kerkstraat"))
    desk.writer.submit(Alter(number=1, fields={"words": "de buurt"}))
    desk.writer.do(compacted)
    results = [desk.next() for _ in range(3)]
    assert isinstance(results[-1], Followed)
    assert b"Kerkstraat" not in path.read_bytes()


def test_closing_makes_what_is_queued_and_leaves_the_session(path, desk, scribe):
    changes = list(numbered(50))
    for change in changes:
        desk.writer.submit(change)
    assert desk.writer.close() == ()
    assert words_of(read_session(path)) == [change.words for change in changes]
    assert list(scribe.sidecar.windows.iterdir()) == []
    assert desk.writer.close() == ()


def test_closing_returns_what_could_not_be_saved(path, desk):
    desk.writer.submit(Say(words="een"))
    desk.next()
    shutil.move(path, path.with_suffix(".away"))
    desk.writer._closing = True
    desk.writer.submit(Say(words="twee"))
    desk.writer.submit(Say(words="drie"))
    assert desk.writer.close() == (Say(words="twee"), Say(words="drie"))


def test_closing_does_not_wait_for_a_window_that_hangs(scribe, moderator):
    desk = Desk(moderator)
    lock = moderator._live._storage.lock
    going_on = threading.Event()
    lock._pause = lambda seconds: going_on.wait(5)
    with scribe._live.writing():
        desk.writer.submit(Say(words="een"))
        desk.writer.submit(Say(words="twee"))
        unsaved = desk.writer.close(timeout=0.05)
    assert unsaved == (Say(words="een"), Say(words="twee"))
    going_on.set()
    desk.writer._thread.join(5)
    assert not desk.writer._thread.is_alive()


def test_a_screen_that_cannot_take_a_result_does_not_stop_the_saving(path, scribe):
    def closed(result: object) -> None:
        raise RuntimeError("the screen is closed")

    window = Writer(scribe, closed)
    for change in numbered(3):
        window.submit(change)
    assert window.close() == ()
    assert len(read_session(path).statements) == 3


def test_the_real_wait_gives_up_after_its_time():
    assert writer.take(writer.Jobs(), 0.0) is None
    assert isinstance(writer.take, Callable)
