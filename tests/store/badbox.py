"""Known-bad parts of the ballot box and of closing, for `--mutate`."""

import os
from pathlib import Path

import msgspec
import pytest

import mutations
from spiegel.domain.polls import polls
from spiegel.domain.polls.polls import ClosePoll
from spiegel.domain.session.polls import Ballot, Idea
from spiegel.store.beside import ballot_box, ballots
from spiegel.store.beside.ballots import Boxes
from spiegel.store.sealed.cipher import MORE, Cipher
from spiegel.store.session.live import LiveSession


def _unsorted(found, key=None):
    return list(found)


@mutations.register("sort-dropped")
def _sort_dropped(patch: pytest.MonkeyPatch) -> None:
    """Answers are kept in the order in which they came."""
    patch.setattr(polls, "sorted", _unsorted, raising=False)
    patch.setattr(ballots, "sorted", _unsorted, raising=False)


@mutations.register("siblings-kept")
def _siblings_kept(patch: pytest.MonkeyPatch) -> None:
    """What one person said stays together."""

    def documents(session, poll, kept):
        by_person = sorted(kept, key=msgspec.json.encode)
        ideas = [(idea, one.group) for one in by_person for idea in one.answer.ideas]
        for number, (words, group) in enumerate(ideas, session.number("ideas")):
            yield Idea(number=number, poll=poll.number, words=words, group=group)
        closed = [one for one in by_person if not one.answer.ideas]
        for number, one in enumerate(closed, session.number("ballots")):
            yield Ballot(number=number, poll=poll.number, answer=one.answer, group=one.group)

    patch.setattr(polls, "_documents", documents)


@mutations.register("box-not-wiped")
def _box_not_wiped(patch: pytest.MonkeyPatch) -> None:
    """What is over stays where it is."""
    patch.setattr(Boxes, "clear", lambda self, but: None)


@mutations.register("box-not-wiped-after-a-kill")
def _box_not_wiped_after_a_kill(patch: pytest.MonkeyPatch) -> None:
    """Who opens a session does not look whether a box was left."""
    patch.setattr(LiveSession, "finish_closing", lambda self: None)


@mutations.register("key-not-destroyed")
def _key_not_destroyed(patch: pytest.MonkeyPatch) -> None:
    """The box goes, its key stays."""
    patch.setattr(ballots, "_destroy_key", lambda path: None)


@mutations.register("box-in-plain")
def _box_in_plain(patch: pytest.MonkeyPatch) -> None:
    """The keys of the answers, and the answers, can be read by who has the file."""
    patch.setattr(Cipher, "close", lambda self, content, place: bytes(MORE) + content)
    real = Cipher.open

    def opened(self, closed, place):
        return closed[MORE:] if closed.startswith(bytes(MORE)) else real(self, closed, place)

    patch.setattr(Cipher, "open", opened)


@mutations.register("token-stored")
def _token_stored(patch: pytest.MonkeyPatch) -> None:
    """What came from a seat is noted beside the session, to find mistakes with."""
    real = Boxes.cast

    def cast(self, poll, casts, *, ideas):
        casts = tuple(casts)
        real(self, poll, casts, ideas=ideas)
        with (self._sidecar.folder / "casts").open("ab") as file:
            for one in casts:
                file.write(one.key + b"\n")

    patch.setattr(Boxes, "cast", cast)


@mutations.register("closing-can-be-undone")
def _closing_can_be_undone(patch: pytest.MonkeyPatch) -> None:
    """Closing is a change like any other."""
    patch.setattr(ClosePoll, "final", property(lambda self: False))


@mutations.register("answers-in-copies")
def _answers_in_copies(patch: pytest.MonkeyPatch) -> None:
    """A question that is asked again leaves the kept copies as they are."""
    patch.setattr(polls.OpenPoll, "in_copies", property(lambda self: None))


@mutations.register("slots-in-turn")
def _slots_in_turn(patch: pytest.MonkeyPatch) -> None:
    """An answer goes to the first slot that is free."""

    def drawn(self, count):
        first, self._free = sorted(self._free)[:count], sorted(self._free)[count:]
        return first

    patch.setattr(ballot_box.Box, "_drawn", drawn)


@mutations.register("replaced-in-place")
def _replaced_in_place(patch: pytest.MonkeyPatch) -> None:
    """Another answer is written over the one before."""
    real = ballot_box.Box._put

    def put(self, descriptor, casts, given):
        again = [cast for cast in casts if cast.key in self._entries]
        for cast in again:
            entry = self._entries[cast.key]
            self._write(descriptor, entry.slot, self._closed(cast.key, given[cast.key], entry))
            ballot_box.disk.sync(descriptor)
        rest = tuple(cast for cast in casts if cast not in again)
        if rest:
            real(self, descriptor, rest, given)

    patch.setattr(ballot_box.Box, "_put", put)


@mutations.register("first-mark-not-waited-for")
def _first_mark_not_waited_for(patch: pytest.MonkeyPatch) -> None:
    """After a power cut a box may be taken for empty that is not."""
    real = ballot_box.Box._written

    def written(self, *how):
        self._mark = b""
        real(self, *how)

    patch.setattr(ballot_box.Box, "_written", written)


@mutations.register("acknowledged-before-the-box-is-written")
def _acknowledged_before_written(patch: pytest.MonkeyPatch) -> None:
    """Answers are written when the next ones come."""
    real = ballot_box.Box.put
    held: dict[Path, tuple] = {}

    def put(self, casts):
        before = held.get(self.path, ())
        held[self.path] = casts
        if before:
            real(self, before)
        return True

    patch.setattr(ballot_box.Box, "put", put)


@mutations.register("answers-twice")
def _answers_twice(patch: pytest.MonkeyPatch) -> None:
    """What was replaced counts too."""
    real = ballot_box.Box.put

    def put(self, casts):
        fresh = tuple(
            msgspec.structs.replace(cast, key=os.urandom(32)) if cast.key in self._entries else cast
            for cast in casts
        )
        return real(self, fresh)

    patch.setattr(ballot_box.Box, "put", put)
